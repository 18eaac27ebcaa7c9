//! What each route answers.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL};
use axum::http::request::Parts;
use axum::response::Response;
use bytes::Bytes;
use maud::Markup;
use tokio::sync::oneshot;

use super::body::{self, Cut, Writer};
use super::limits::Refused;
use super::pages::{self, Context};
use super::{Server, guard, is_of_index, responses};
use crate::api::{self, Head, Kind, Problem, Route, Sink, Stopped};
use crate::error::Error;
use crate::index::Snapshot;
use crate::page::address::{Address, Place, query_string};
use crate::page::assets::assets;
use crate::page::layout::{self, Shell};
use crate::page::{Locale, states};
use crate::query::Scope;

/// The language of a page: that of the address, else of the browser.
fn locale(address: &Address, parts: &Parts) -> Locale {
    let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    address
        .locale()
        .unwrap_or_else(|| Locale::accepted(accepted.unwrap_or_default()))
}

/// What is wrong with the index, named where a file is.
fn index_problem(server: &Server, error: &Error) -> Problem {
    if !server.snapshots.exists() {
        return Problem::new(Kind::NoIndex, "there is no index here").with_hint("make one with `warta index FOLDER`");
    }
    match server.snapshots.damage() {
        Some(damage) => Problem::of(&damage),
        None => Problem::of(error),
    }
}

/// A number by which a line on standard error and an answer know each other.
fn incident(what: &str) -> String {
    let now = jiff::Timestamp::now().as_nanosecond();
    let id = format!("{:08x}", xxhash_rust::xxh3::xxh3_64(&now.to_le_bytes()) as u32);
    anstream::eprintln!("warta: error {id}: {}", crate::output::terminal::escape(what));
    id
}

/// A page of a state, around which there may be no index.
fn state_page(locale: Locale, address: &Address, status: u16, title: &str, content: &Markup) -> Response {
    let shell = Shell::new(locale, address, title);
    responses::page(status, layout::page(&shell, content).into_string())
}

/// The page of an index that is not there or cannot be read.
fn index_state(server: &Server, locale: Locale, address: &Address, error: &Error) -> Response {
    let problem = index_problem(server, error);
    let (title, content) = match problem.kind {
        Kind::NoIndex => (
            locale.text("state.no-index.how"),
            states::no_index(locale, &server.snapshots.name()),
        ),
        _ => {
            let file = server.snapshots.damage().as_ref().and_then(api::damaged_file);
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
            responses::set(answer.headers_mut(), axum::http::header::RETRY_AFTER, "1");
            answer
        }
        Refused::TooSlow => {
            let seconds = server.limits.deadline.as_secs();
            let title = locale.fill("state.too-slow.title", &[("seconds", &seconds.to_string())]);
            state_page(
                locale,
                address,
                503,
                &title,
                &states::too_slow(locale, address, seconds),
            )
        }
        Refused::Panicked => match server.snapshots.damage() {
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

/// A page.
pub async fn page(server: Arc<Server>, place: Place, request: Request) -> Response {
    let began = Instant::now();
    let (parts, _) = request.into_parts();
    let address = Address::read(place, parts.uri.query().unwrap_or_default());
    let locale = locale(&address, &parts);
    let opened = {
        let server = Arc::clone(&server);
        tokio::task::spawn_blocking(move || {
            let snapshot = server.snapshots.newest()?;
            let archive = server.archives.of(&snapshot)?;
            Ok((snapshot, archive))
        })
    };
    let (snapshot, archive) = match opened.await {
        Ok(Ok(opened)) => opened,
        Ok(Err(error)) => return index_state(&server, locale, &address, &error),
        Err(_) => return refused_state(&server, locale, &address, Refused::Panicked),
    };
    let etag = format!("W/\"{}-{}-{}\"", snapshot.id(), locale.code(), looks());
    if responses::has(&parts.headers, &etag) {
        return responses::unchanged(&etag);
    }
    let context = Context {
        snapshot,
        archive,
        locale,
        address,
        began,
        deadline: server.limits.deadline.as_secs(),
        at_once: server.limits.at_once,
    };
    let beside = matches!(place, Place::Search | Place::Quotes).then(|| {
        let (server, context) = (Arc::clone(&server), context.clone());
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
            let counted = server.limits.run(move || pages::later(&context)).await;
            let markup = counted.ok()?.ok()?.into_string();
            server.beside.put(key, markup.clone());
            Some(markup)
        })
    });
    let made = {
        let context = context.clone();
        server.limits.run(move || pages::page(&context)).await
    };
    let address = &context.address;
    let made = match made {
        Ok(Ok(page)) => page,
        Ok(Err(error)) => return index_state(&server, locale, address, &error),
        Err(refused) => return refused_state(&server, locale, address, refused),
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
    answer
}

/// Changes when the pages look different.
fn looks() -> String {
    let names: String = assets().iter().map(|asset| asset.path.as_str()).collect();
    format!("{:08x}", xxhash_rust::xxh3::xxh3_64(names.as_bytes()) as u32)
}

/// Counts what every list needs.
pub fn warm(server: &Server, snapshot: &Snapshot) {
    // What fails here fails again where somebody asks, and is told there.
    if let Ok(archive) = server.archives.of(snapshot) {
        let _ = archive.counts(snapshot, Scope::Articles, "year");
        let _ = archive.counts(snapshot, Scope::Statements, "year");
    }
}

/// A file that pages load, under its exact name.
pub async fn asset(Path(name): Path<String>) -> Response {
    let found = assets()
        .iter()
        .find(|asset| asset.path.strip_prefix("assets/") == Some(&name));
    match found {
        Some(asset) => {
            let mut answer = responses::whole(200, asset.media_type, asset.content);
            responses::set(
                answer.headers_mut(),
                CACHE_CONTROL,
                "public, max-age=31536000, immutable",
            );
            answer
        }
        None => responses::whole(404, "text/plain; charset=utf-8", "there is no such file\n"),
    }
}

/// Whether the server is there, and which state of the index it serves.
pub async fn health(State(server): State<Arc<Server>>) -> Response {
    let snapshot =
        tokio::task::spawn_blocking(move || server.snapshots.newest().map(|snapshot| snapshot.id().to_string()).ok());
    let snapshot = snapshot.await.ok().flatten();
    responses::whole(
        200,
        "application/json",
        serde_json::json!({"status": "ok", "snapshot": snapshot}).to_string() + "\n",
    )
}

/// The description of the API.
pub async fn openapi() -> Response {
    responses::whole(200, "application/json", api::document().to_string())
}

/// The route of the API that a path below `/api/v1/` means.
fn route(path: &str) -> Option<Route> {
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        ["search"] => Route::Search,
        ["quotes"] => Route::Quotes,
        ["facets", field] => Route::Facets((*field).to_owned()),
        ["facets", rows, columns] => Route::Crossed((*rows).to_owned(), (*columns).to_owned()),
        ["timeline"] => Route::Timeline,
        ["compare"] => Route::Compare,
        ["explain"] => Route::Explain,
        ["why"] => Route::Why,
        ["records"] => Route::Records,
        ["suggest"] => Route::Suggest,
        ["stats"] => Route::Stats,
        ["fields"] => Route::Fields,
        _ => return None,
    })
}

/// Sends the head of an answer to who waits for it, and the rest to the body.
struct Answering {
    head: Option<oneshot::Sender<Result<Head, Problem>>>,
    writer: Writer,
}

impl Write for Answering {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Sink for Answering {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        let waits = self.head.take().ok_or(io::ErrorKind::Other)?;
        waits.send(Ok(head)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// An answer of the API.
pub async fn api(State(server): State<Arc<Server>>, Path(path): Path<String>, request: Request) -> Response {
    let Some(route) = route(&path) else {
        return responses::problem(&Problem::new(Kind::NotFound, "there is no such address").with_hint("see `/api`"));
    };
    let (parts, _) = request.into_parts();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
        .into_owned()
        .collect();
    let opened = {
        let server = Arc::clone(&server);
        tokio::task::spawn_blocking(move || server.snapshots.newest()).await
    };
    let snapshot = match opened {
        Ok(Ok(snapshot)) => snapshot,
        Ok(Err(error)) => return responses::problem(&index_problem(&server, &error)),
        Err(_) => return panicked(&server, &path),
    };
    let etag = format!("W/\"{}\"", snapshot.id());
    if responses::has(&parts.headers, &etag) {
        return responses::unchanged(&etag);
    }
    let exports = pairs
        .iter()
        .any(|(name, value)| matches!(name.as_str(), "limit" | "batas") && value == "all");
    let limits = if exports { &server.exports } else { &server.limits };
    let turn = match limits.turn().await {
        Ok(turn) => turn,
        Err(_) => {
            return responses::problem(
                &Problem::new(Kind::Busy, "too many searches run already").with_hint("come again in a moment"),
            );
        }
    };
    let deadline = limits.deadline;
    let (told, head) = oneshot::channel();
    let (sender, pieces) = body::pieces();
    let work = {
        let (snapshot, pairs) = (Arc::clone(&snapshot), pairs.clone());
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            write(&route, &pairs, &snapshot, told, sender);
        })
    };
    match tokio::time::timeout(deadline, head).await {
        Err(_) => responses::problem(
            &Problem::new(
                Kind::TooSlow,
                format!("the search was stopped after {} seconds", deadline.as_secs()),
            )
            .with_hint("narrow it by time, or use longer words"),
        ),
        // Whoever writes went away without a word: it panicked.
        Ok(Err(_)) => {
            let _ = work.await;
            panicked(&server, &path)
        }
        Ok(Ok(Err(problem))) if is_of_index(problem.kind) => {
            let error = Error::new(crate::error::ErrorKind::Index, "", problem.detail);
            responses::problem(&index_problem(&server, &error))
        }
        Ok(Ok(Err(problem))) => responses::problem(&problem),
        Ok(Ok(Ok(head))) => {
            let next = head.next.as_ref().map(|cursor| next(&path, &pairs, cursor));
            let mut answer = responses::data(&head, &snapshot.id().to_string(), next, Body::new(pieces));
            responses::kept(&mut answer, &etag);
            answer
        }
    }
}

/// Writes an answer from a thread of its own.
fn write(
    route: &Route,
    pairs: &api::Pairs,
    snapshot: &Snapshot,
    told: oneshot::Sender<Result<Head, Problem>>,
    sender: tokio::sync::mpsc::Sender<Result<Bytes, Cut>>,
) {
    let mut sink = Answering {
        head: Some(told),
        writer: Writer::new(sender),
    };
    let written = api::answer(route, pairs, snapshot, &mut sink).and_then(|()| Ok(sink.flush()?));
    match (written, sink.head.take()) {
        (Ok(()), _) => {}
        (Err(Stopped::Problem(problem)), Some(head)) => {
            let _ = head.send(Err(problem));
        }
        // The reader sees that it is not whole.
        (Err(_), _) => sink.writer.cut(),
    }
}

fn panicked(server: &Server, path: &str) -> Response {
    match server.snapshots.damage() {
        Some(damage) => responses::problem(&Problem::of(&damage)),
        None => {
            let id = incident(&format!("/api/v1/{path} could not be answered"));
            responses::problem(&Problem::new(
                Kind::Internal,
                format!("error {id}, which standard error of the server tells more of"),
            ))
        }
    }
}

/// The relative address of what follows an answer.
fn next(path: &str, pairs: &api::Pairs, cursor: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let kept = pairs
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "cursor" | "offset" | "lewati"));
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    format!("{name}?{}", query_string(kept.chain([("cursor", cursor)])))
}

/// No such address: fixed bytes, in the language of the browser.
pub async fn nothing(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if parts.uri.path().starts_with("/api/") {
        return responses::problem(&Problem::new(Kind::NotFound, "there is no such address").with_hint("see `/api`"));
    }
    let address = Address::new(Place::Start);
    // Deeper paths than one would lead relative links astray.
    if parts.uri.path().trim_start_matches('/').contains('/') {
        return responses::whole(404, "text/plain; charset=utf-8", "there is no such page\n");
    }
    let locale = locale(&address, &parts);
    state_page(
        locale,
        &address,
        404,
        locale.text("state.not-found.title"),
        &states::not_found(locale, &address),
    )
}

/// The form for the token.
pub async fn entry(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let locale = locale(&Address::new(Place::Start), &parts);
    responses::page(200, states::entry(locale, false).into_string())
}

/// The longest body with a token.
const TOKEN_BYTES: usize = 4096;

/// Takes the token of the form.
pub async fn enter(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let locale = locale(&Address::new(Place::Start), &parts);
    let Ok(body) = axum::body::to_bytes(body, TOKEN_BYTES).await else {
        return responses::refusal(Kind::Body, guard::ENTRY);
    };
    let given = form_urlencoded::parse(&body)
        .find(|(name, _)| name == "token")
        .map(|(_, value)| value.into_owned());
    match (&server.rules.token, given) {
        (Some(token), Some(given)) if token.is(given.trim()) => responses::entered(
            responses::page(200, states::entered(locale).into_string()),
            &token.cookie(),
        ),
        _ => responses::page(401, states::entry(locale, true).into_string()),
    }
}
