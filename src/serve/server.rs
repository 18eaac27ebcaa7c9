//! What all requests share.

use std::sync::Arc;
use std::time::Duration;

use super::archive::{Archives, Beside};
use super::guard::Rules;
use super::limits::{Limits, Refused};
use crate::api::{Kind, Problem};
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

/// Why the archive could not be opened.
pub(super) enum Unopened {
    Failed(Error),
    Refused(Refused),
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
    ) -> std::result::Result<T, Unopened> {
        let server = Arc::clone(self);
        let opening = tokio::task::spawn_blocking(move || open(&server));
        match tokio::time::timeout(self.limits.deadline, opening).await {
            Ok(Ok(Ok(opened))) => Ok(opened),
            Ok(Ok(Err(error))) if error.kind == ErrorKind::TooSlow => Err(Unopened::Refused(Refused::TooSlow)),
            Ok(Ok(Err(error))) => Err(Unopened::Failed(error)),
            Ok(Err(_)) => Err(Unopened::Refused(Refused::Panicked)),
            Err(_) => Err(Unopened::Refused(Refused::TooSlow)),
        }
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
