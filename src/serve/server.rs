//! What all requests share.

use std::path::Path;
use std::time::Duration;

use super::archive::{Archives, Beside};
use super::guard::Rules;
use super::limits::Limits;
use crate::api::{Kind, Problem};
use crate::error::Error;
use crate::newest::Newest;

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

impl Server {
    /// A server over the index in a folder, which need not be there yet.
    pub fn new(index: &Path, rules: Rules, limits: Limits) -> Server {
        Server {
            rules,
            newest: Newest::new(index),
            archives: Archives::default(),
            beside: Beside::default(),
            limits,
            exports: Limits::with(8, EXPORT),
        }
    }

    /// What is wrong with the index, named where a file is.
    pub(super) fn problem(&self, error: &Error) -> Problem {
        if !self.newest.exists() {
            return Problem::new(Kind::NoIndex, "there is no index here")
                .with_hint("make one with `warta index FOLDER`");
        }
        match self.newest.damage() {
            Some(damage) => Problem::of(&damage),
            None => Problem::of(error),
        }
    }
}

/// A number by which a line on standard error and an answer know each other.
pub(super) fn incident(what: &str) -> String {
    let now = jiff::Timestamp::now().as_nanosecond();
    let id = format!("{:08x}", xxhash_rust::xxh3::xxh3_64(&now.to_le_bytes()) as u32);
    anstream::eprintln!("warta: error {id}: {}", crate::output::terminal::escape(what));
    id
}
