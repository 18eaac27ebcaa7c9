//! Answers of the API.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::body::{self, Cut, Writer};
use super::limits::{Begin, Limits, Refused, Until, Work};
use super::responses;
use super::server::{Failure, Server, Unread, incident};
use crate::api::{self, Head, Kind, Problem, Route, Sink, Stopped};
use crate::ask::Archive;
use crate::error::{Error, ErrorKind};
use crate::page::address::query_string;

/// The description of the API.
pub async fn openapi() -> Response {
    responses::whole(200, "application/json", api::document().to_string())
}

/// The head of an answer, or why there is none: told once, whichever attempt comes so far.
type Told = Mutex<Option<oneshot::Sender<Result<Head, Problem>>>>;

/// Sends the head of an answer to who waits for it, and the rest to the body.
struct Answering<'w> {
    told: &'w Told,
    until: &'w Until,
    writer: Writer<'w>,
}

fn tell(told: &Told, head: Result<Head, Problem>) -> io::Result<()> {
    let waits = told.lock().unwrap_or_else(PoisonError::into_inner).take();
    let waits = waits.ok_or(io::ErrorKind::Other)?;
    waits.send(head).map_err(|_| io::ErrorKind::BrokenPipe.into())
}

impl Write for Answering<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Sink for Answering<'_> {
    fn begin(&mut self, head: Head) -> io::Result<()> {
        self.until.begin();
        tell(self.told, Ok(head))
    }
}

/// Writes an answer from a thread of its own.
fn write(
    route: &Route,
    pairs: &api::Pairs,
    snapshot: &dyn Archive,
    told: &Told,
    sender: &mpsc::Sender<Result<Bytes, Cut>>,
    until: &Until,
) -> Work<()> {
    let mut sink = Answering {
        told,
        until,
        // Whoever reads slowly keeps nobody else from asking.
        writer: Writer::new(sender.clone(), || until.let_go()),
    };
    let written = api::answer(route, pairs, snapshot, &until.deadline, &mut sink).and_then(|()| Ok(sink.flush()?));
    match written {
        Ok(()) => {}
        Err(Stopped::Problem(problem)) if problem.kind == Kind::TooSlow => return Work::Stopped,
        // Where the head was told already the reader sees that the answer is not whole.
        Err(Stopped::Problem(problem)) => {
            if tell(told, Err(problem)).is_err() {
                sink.writer.cut();
            }
        }
        Err(Stopped::Cut(_)) => sink.writer.cut(),
    }
    Work::Done(())
}

/// Work that ends with the one who waits for it.
struct Running(Option<JoinHandle<Result<(), Refused>>>);

impl Running {
    /// How it ended, where it ends before it is let go.
    async fn end(&mut self) -> Option<Result<(), Refused>> {
        match &mut self.0 {
            Some(work) => work.await.ok(),
            None => None,
        }
    }

    /// The answer has begun: the work goes on for as long as its body has a reader.
    fn go_on(mut self) {
        self.0 = None;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(work) = &self.0 {
            work.abort();
        }
    }
}

/// Whether everything is wanted, which may take its time.
fn is_export(pairs: &api::Pairs) -> bool {
    pairs
        .iter()
        .any(|(name, value)| matches!(name.as_str(), "limit" | "batas") && value == "all")
}

/// What is asked of the API.
struct Asked {
    route: Route,
    path: String,
    pairs: Vec<(String, String)>,
    headers: HeaderMap,
}

impl Asked {
    /// Which limits it is asked within.
    fn limits<'s>(&self, server: &'s Server) -> (&'s Limits, Begin) {
        match is_export(&self.pairs) {
            true => (&server.exports, Begin::Long),
            false => (&server.limits, Begin::Quick),
        }
    }
}

/// An answer of the API.
pub async fn api(State(server): State<Arc<Server>>, Path(path): Path<String>, request: Request) -> Response {
    let Some(route) = Route::of(&path) else {
        return responses::problem(&Problem::new(Kind::NotFound, "there is no such address").with_hint("see `/api`"));
    };
    let (parts, _) = request.into_parts();
    let query = parts.uri.query().unwrap_or_default();
    let asked = Asked {
        route,
        path,
        pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        headers: parts.headers,
    };
    match server.answered(|snapshot| answer_of(&server, &asked, snapshot)).await {
        Ok(answer) => answer,
        Err(Failure::Failed(error)) => responses::problem(&server.problem(&error)),
        Err(Failure::Refused(refused)) => refusal(&server, &asked, refused),
    }
}

/// The answer of a state of the archive.
async fn answer_of(server: &Server, asked: &Asked, snapshot: Arc<dyn Archive>) -> Result<Response, Unread> {
    let etag = format!("W/\"{}\"", snapshot.id());
    if responses::has(&asked.headers, &etag) {
        return Ok(responses::unchanged(&etag));
    }
    let (limits, begin) = asked.limits(server);
    let (told, head) = oneshot::channel();
    let (sender, pieces) = body::pieces();
    let work = {
        let (snapshot, told) = (Arc::clone(&snapshot), Mutex::new(Some(told)));
        let (route, pairs) = (asked.route.clone(), asked.pairs.clone());
        move |until: &Until| write(&route, &pairs, &*snapshot, &told, &sender, until)
    };
    let limits = limits.clone();
    let mut running = Running(Some(tokio::spawn(async move { limits.run(begin, work).await })));
    let head = tokio::select! {
        biased;
        Ok(head) = head => head,
        end = running.end() => {
            let refused = end.and_then(Result::err).unwrap_or(Refused::Panicked);
            return Err(Unread { snapshot, why: Failure::Refused(refused) });
        },
    };
    match head {
        Err(problem) if problem.kind.is_of_index() => {
            let kind = match problem.kind {
                Kind::ArchiveServer => ErrorKind::Server,
                _ => ErrorKind::Index,
            };
            let error = Error::new(kind, "", problem.detail);
            Err(Unread {
                snapshot,
                why: Failure::Failed(error),
            })
        }
        Err(problem) => Ok(responses::problem(&problem)),
        Ok(head) => {
            let next = head.next.as_ref().map(|cursor| next(&asked.path, &asked.pairs, cursor));
            running.go_on();
            let mut answer = responses::data(&head, &snapshot.id().to_string(), next, Body::new(pieces));
            responses::kept(&mut answer, &etag);
            Ok(answer)
        }
    }
}

/// The answer to a question that was not asked, or not to its end.
fn refusal(server: &Server, asked: &Asked, refused: Refused) -> Response {
    responses::problem(&match refused {
        Refused::Busy => Problem::new(Kind::Busy, "too many searches run already").with_hint("come again in a moment"),
        Refused::TooSlow => Problem::new(
            Kind::TooSlow,
            format!(
                "the search was stopped after {} seconds",
                asked.limits(server).0.deadline.as_secs()
            ),
        )
        .with_hint("narrow it by time, or use longer words"),
        Refused::Panicked => return panicked(server, &asked.path),
    })
}

fn panicked(server: &Server, path: &str) -> Response {
    match server.newest.damage() {
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
        .filter(|(name, _)| !matches!(name.as_str(), "cursor" | "kursor" | "offset" | "lewati"));
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    format!("{name}?{}", query_string(kept.chain([("cursor", cursor)])))
}
