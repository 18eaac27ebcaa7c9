//! What all requests share.

use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;

use super::archive::{Archives, Beside};
use super::guard::Rules;
use super::limits::{Limits, Refused};
use crate::api::{Kind, Problem};
use crate::ask::Archive;
use crate::error::{Error, ErrorKind, Result};
use crate::newest::{Newest, Place};

/// The state of a server.
pub struct Server {
    pub(super) rules: Rules,
    pub(super) newest: Newest,
    pub(super) archives: Archives,
    pub(super) beside: Beside,
    pub(super) limits: Limits,
    /// Exports run beside searches, two at a time.
    pub(super) exports: Limits,
}

/// How long an export may take to be found.
const EXPORT: Duration = Duration::from_secs(600);

/// Why the archive could not be opened or read.
pub(super) enum Failure {
    Failed(Error),
    Refused(Refused),
}

impl Failure {
    /// Whether it may be the state of the archive that is at fault.
    fn is_of_state(&self) -> bool {
        match self {
            Failure::Failed(error) => matches!(error.kind, ErrorKind::Index | ErrorKind::Io),
            Failure::Refused(refused) => *refused == Refused::Panicked,
        }
    }
}

/// A state of the archive that was opened and could not be read, and why.
pub(super) struct Unread {
    pub snapshot: Arc<dyn Archive>,
    pub why: Failure,
}

impl Server {
    /// A server over an archive; an index need not be there yet.
    pub fn new(place: &Place, rules: Rules, limits: Limits) -> Server {
        Server {
            rules,
            newest: Newest::new(place),
            archives: Archives::default(),
            beside: Beside::default(),
            limits,
            exports: Limits::with(8, EXPORT),
        }
    }

    /// Opens the archive on a thread of its own, which is waited for no longer than a search is: an archive that lies elsewhere may keep
    /// whoever asks for it waiting.
    pub(super) async fn opened<T: Send + 'static>(
        self: &Arc<Server>,
        open: impl FnOnce(&Server) -> Result<T> + Send + 'static,
    ) -> std::result::Result<T, Failure> {
        let server = Arc::clone(self);
        let opening = tokio::task::spawn_blocking(move || open(&server));
        match tokio::time::timeout(self.limits.deadline, opening).await {
            Ok(Ok(Ok(opened))) => Ok(opened),
            Ok(Ok(Err(error))) if error.kind == ErrorKind::TooSlow => Err(Failure::Refused(Refused::TooSlow)),
            Ok(Ok(Err(error))) => Err(Failure::Failed(error)),
            Ok(Err(_)) => Err(Failure::Refused(Refused::Panicked)),
            Err(_) => Err(Failure::Refused(Refused::TooSlow)),
        }
    }

    /// Answers from the newest state. Where that could not be read, and there is a newer one by now, it is answered from this: what is damaged
    /// is rebuilt while it is held.
    pub(super) async fn answered<F>(
        self: &Arc<Server>,
        answer: impl Fn(Arc<dyn Archive>) -> F,
    ) -> std::result::Result<Response, Failure>
    where
        F: Future<Output = std::result::Result<Response, Unread>>,
    {
        let newest = || self.opened(|server| server.newest.snapshot());
        let unread = match answer(newest().await?).await {
            Ok(response) => return Ok(response),
            Err(unread) => unread,
        };
        let Unread { snapshot, why } = unread;
        if !why.is_of_state()
            || !self
                .opened(move |server| Ok(server.newest.is_newer_than(&snapshot)))
                .await?
        {
            return Err(why);
        }
        answer(newest().await?).await.map_err(|unread| unread.why)
    }

    /// What is wrong with the archive: of an index, named where a file is.
    pub(super) fn problem(&self, error: &Error) -> Problem {
        if error.kind == ErrorKind::Server {
            return Problem::new(
                Kind::ArchiveServer,
                format!(
                    "error {}, which standard error of `warta serve` tells more of",
                    trouble(error)
                ),
            )
            .with_hint("come again in a moment");
        }
        if self.newest.is_missing() {
            return Problem::new(Kind::NoIndex, "there is no index here")
                .with_hint("make one with `warta index FOLDER`");
        }
        match self.newest.damage() {
            Some(damage) => Problem::of(&damage),
            None => Problem::of(error),
        }
    }
}

/// Tells whoever runs this program what is wrong with the server that has the archive, in its own words: where it is, and what it says, is
/// nobody else's business. The number by which an answer names it.
pub(super) fn trouble(error: &Error) -> String {
    incident(&format!("the server that has the archive: {}", error.cause))
}

/// A number by which a line on standard error and an answer know each other.
pub(super) fn incident(what: &str) -> String {
    let now = jiff::Timestamp::now().as_nanosecond();
    let id = format!("{:08x}", xxhash_rust::xxh3::xxh3_64(&now.to_le_bytes()) as u32);
    anstream::eprintln!("warta: error {id}: {}", crate::output::terminal::escape(what));
    id
}
