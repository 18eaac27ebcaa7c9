//! What is asked of the API, and what an answer is made of.

use std::io::{self, Write};

use super::problem::Problem;
use crate::ask::{Archive, Deadline, View};
use crate::error::Error;

/// A route below `/api/v1/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Search,
    Quotes,
    Facets(String),
    Crossed(String, String),
    Timeline,
    Compare,
    Explain,
    Why,
    Records,
    Suggest,
    Stats,
    Fields,
}

impl Route {
    /// The route that a path below `/api/v1/` means.
    pub fn of(path: &str) -> Option<Route> {
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

    /// Which view of [`crate::ask`] it is, where it takes the parameters of one.
    pub fn view(&self) -> Option<View> {
        match self {
            Route::Search => Some(View::Search),
            Route::Quotes => Some(View::Quotes),
            Route::Facets(_) | Route::Crossed(..) => Some(View::Facet),
            Route::Timeline => Some(View::Timeline),
            Route::Compare => Some(View::Compare),
            Route::Explain | Route::Why => Some(View::Explain),
            Route::Records | Route::Suggest | Route::Stats | Route::Fields => None,
        }
    }
}

/// Names with their values, as a request has them.
pub type Pairs = [(String, String)];

/// A request: of what, by which parameters, and until when somebody waits for it.
pub struct Asked<'r> {
    pub pairs: &'r Pairs,
    pub snapshot: &'r dyn Archive,
    pub until: &'r Deadline,
}

/// What is known of an answer before its first byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub media_type: &'static str,
    pub num_hits: Option<u64>,
    /// The question as canonical text.
    pub query: Option<String>,
    /// The cursor of what follows.
    pub next: Option<String>,
    /// What a file of it is called.
    pub file: Option<String>,
}

impl Head {
    /// Of JSON that answers no query.
    pub fn json() -> Head {
        Head {
            media_type: "application/json",
            ..Head::default()
        }
    }
}

/// Where an answer goes: its head first.
pub trait Sink: Write {
    /// # Errors
    /// Where nobody wants the answer any more.
    fn begin(&mut self, head: Head) -> io::Result<()>;
}

/// Why an answer ended early.
#[derive(Debug)]
pub enum Stopped {
    /// Before its head: there is none.
    Problem(Problem),
    /// Behind its head: it is cut off.
    Cut(String),
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Stopped {
        Stopped::Problem(problem)
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Stopped {
        Stopped::Problem(Problem::of(&error))
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Cut(error.to_string())
    }
}

/// The most hits of one JSON answer.
pub const MOST: usize = 1_000;
/// As far as offsets reach; cursors go on.
pub const FARTHEST: usize = 10_000;
