//! Pages, and what is said in their place where there are none.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::response::Response;
use bytes::Bytes;
use maud::Markup;

use super::limits::{Begin, Refused, Until, Work};
use super::pages::{self, Context};
use super::server::{Failure, Server, Unread, incident, trouble};
use super::{body, responses};
use crate::api::{self, Kind};
use crate::ask::{Archive, Deadline};
use crate::error::{Error, ErrorKind};
use crate::page::address::{Address, Place};
use crate::page::assets::assets;
use crate::page::layout::{self, Shell};
use crate::page::{Locale, states};
use crate::query::Scope;

/// The language of a page: that of the address, else of the browser.
pub fn locale(address: &Address, parts: &Parts) -> Locale {
    let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    address
        .locale()
        .unwrap_or_else(|| Locale::accepted(accepted.unwrap_or_default()))
}

/// A page of a state, around which there may be no index.
pub fn state_page(locale: Locale, address: &Address, status: u16, title: &str, content: &Markup) -> Response {
    let shell = Shell::new(locale, address, title);
    responses::page(status, layout::page(&shell, content).into_string())
}

/// The page of an archive that is not there or cannot be read.
fn index_state(server: &Server, locale: Locale, address: &Address, error: &Error) -> Response {
    if error.kind == ErrorKind::Server {
        let content = states::archive_server(locale, address, &trouble(error));
        let title = locale.text("state.server.title");
        let mut answer = state_page(locale, address, Kind::ArchiveServer.status(), title, &content);
        responses::set(answer.headers_mut(), RETRY_AFTER, "5");
        return answer;
    }
    let problem = server.problem(error);
    let (title, content) = match problem.kind {
        Kind::NoIndex => (
            locale.text("state.no-index.how"),
            states::no_index(locale, &server.newest.name()),
        ),
        _ => {
            let file = server.newest.damage().as_ref().and_then(api::damaged_file);
            (
                locale.text("state.damaged.title"),
                states::damaged(locale, file.as_deref()),
            )
        }
    };
    state_page(locale, address, problem.kind.status(), title, &content)
}

fn refused_state(server: &Server, locale: Locale, address: &Address, refused: Refused) -> Response {
    match refused {
        Refused::Busy => {
            let mut answer = state_page(
                locale,
                address,
                503,
                locale.text("state.busy.title"),
                &states::busy(locale, address),
            );
            responses::set(answer.headers_mut(), RETRY_AFTER, "1");
            answer
        }
        Refused::TooSlow => {
            let seconds = server.limits.deadline.as_secs();
            let title = locale.fill("state.too-slow.title", &[("seconds", &seconds.to_string())]);
            let mut answer = state_page(
                locale,
                address,
                503,
                &title,
                &states::too_slow(locale, address, seconds),
            );
            responses::set(answer.headers_mut(), RETRY_AFTER, "5");
            answer
        }
        Refused::Panicked => match server.newest.damage() {
            Some(damage) => index_state(server, locale, address, &damage),
            None => {
                let id = incident(&format!("a page could not be made: {}", address.href()));
                state_page(
                    locale,
                    address,
                    500,
                    locale.text("state.internal.title"),
                    &states::internal(locale, &id),
                )
            }
        },
    }
}

/// What a page is asked for with.
struct Asked<'r> {
    address: &'r Address,
    locale: Locale,
    parts: &'r Parts,
    began: Instant,
}

/// A page, or what is said in its place.
pub async fn page(server: Arc<Server>, place: Place, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let address = Address::read(place, parts.uri.query().unwrap_or_default());
    let locale = locale(&address, &parts);
    let asked = Asked {
        address: &address,
        locale,
        parts: &parts,
        began: Instant::now(),
    };
    let answered = server.answered(|snapshot| page_of(&server, &asked, snapshot));
    match answered.await {
        Ok(answer) => answer,
        Err(Failure::Failed(error)) => index_state(&server, locale, &address, &error),
        Err(Failure::Refused(refused)) => refused_state(&server, locale, &address, refused),
    }
}

/// A page of a state of the archive.
async fn page_of(server: &Arc<Server>, asked: &Asked<'_>, snapshot: Arc<dyn Archive>) -> Result<Response, Unread> {
    let locale = asked.locale;
    let etag = format!("W/\"{}-{}-{}\"", snapshot.id(), locale.code(), looks());
    if responses::has(&asked.parts.headers, &etag) {
        return Ok(responses::unchanged(&etag));
    }
    let unread = |why| Unread {
        snapshot: Arc::clone(&snapshot),
        why,
    };
    let counted = Arc::clone(&snapshot);
    let archive = server.opened(move |server| server.archives.of(&*counted)).await;
    let archive = archive.map_err(unread)?;
    let context = Context {
        snapshot: Arc::clone(&snapshot),
        archive,
        locale,
        address: asked.address.clone(),
        began: asked.began,
        until: Deadline::none(),
        deadline: server.limits.deadline.as_secs(),
        at_once: server.limits.at_once,
    };
    let beside = matches!(asked.address.place, Place::Search | Place::Quotes).then(|| {
        let (server, context) = (Arc::clone(server), context.clone());
        // Facets are counted while the hits are read.
        tokio::spawn(async move {
            // The page of hits that is shown changes nothing of what is counted.
            let key = format!(
                "{} {} {}",
                context.snapshot.id(),
                context.locale.code(),
                context.address.without("page").href()
            );
            if let Some(kept) = server.beside.get(&key) {
                return Some(kept);
            }
            let work = move |until: &Until| ended(pages::later(&context.within(&until.deadline)));
            let counted = server.limits.run(Begin::Beside, work).await;
            let markup = counted.ok()?.ok()?.into_string();
            server.beside.put(key, markup.clone());
            Some(markup)
        })
    });
    let work = move |until: &Until| ended(pages::page(&context.within(&until.deadline)));
    let made = match server.limits.run(Begin::Quick, work).await {
        Ok(Ok(page)) => page,
        Ok(Err(error)) => return Err(unread(Failure::Failed(error))),
        Err(refused) => return Err(unread(Failure::Refused(refused))),
    };
    let (before, behind) = layout::cut(made.html);
    let mut answer = match beside.filter(|_| made.more) {
        None => responses::page(made.status, before + &behind),
        Some(beside) => {
            let (sender, pieces) = body::pieces();
            tokio::spawn(async move {
                let _ = sender.send(Ok(Bytes::from(before))).await;
                // The hits are there; that nothing was counted is said in their place.
                let beside = beside.await.ok().flatten();
                let beside = beside.unwrap_or_else(|| states::uncounted(locale).into_string());
                let _ = sender.send(Ok(Bytes::from(beside + &behind))).await;
            });
            responses::page(made.status, Body::new(pieces))
        }
    };
    if made.status == 200 {
        responses::kept(&mut answer, &etag);
    }
    Ok(answer)
}

/// Work that was stopped, or is done with whatever came of it.
fn ended<T>(made: Result<T, Error>) -> Work<Result<T, Error>> {
    match made {
        Err(error) if error.kind == ErrorKind::TooSlow => Work::Stopped,
        made => Work::Done(made),
    }
}

/// Changes when the pages look different.
fn looks() -> String {
    let names: String = assets().iter().map(|asset| asset.path.as_str()).collect();
    format!("{:08x}", xxhash_rust::xxh3::xxh3_64(names.as_bytes()) as u32)
}

/// Counts what every list needs.
pub fn warm(server: &Server, snapshot: &dyn Archive) {
    // What fails here fails again where somebody asks, and is told there.
    if let Ok(archive) = server.archives.of(snapshot) {
        let _ = archive.counts(snapshot, Scope::Articles, "year");
        let _ = archive.counts(snapshot, Scope::Statements, "year");
    }
}
