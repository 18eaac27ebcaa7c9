//! The API, version 1: a route and its parameters -> bytes. The JSON is that of the command line; no HTTP is known here.

mod cursor;
mod openapi;
mod problem;
mod records;
mod suggest;
mod write;

pub use openapi::{document, reference};
pub use problem::{Kind, Problem, damaged_file};

use std::io::{self, Write};

use crate::ask::{self, View};
use crate::error::Error;
use crate::index::Snapshot;
use crate::output::terminal::Style;
use crate::output::{Format, fields, stats};

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

/// Names with their values, as a request has them.
pub type Pairs = [(String, String)];

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

/// Answers a request.
///
/// # Errors
/// [`Stopped`].
pub fn answer(route: &Route, pairs: &Pairs, snapshot: &Snapshot, sink: &mut dyn Sink) -> Result<(), Stopped> {
    match route {
        Route::Search => write::search(pairs, snapshot, sink),
        Route::Quotes => write::quotes(pairs, snapshot, sink),
        Route::Facets(field) => write::facet(field, pairs, snapshot, sink),
        Route::Crossed(rows, columns) => write::crossed(rows, columns, pairs, snapshot, sink),
        Route::Timeline => write::timeline(pairs, snapshot, sink),
        Route::Compare => write::compare(pairs, snapshot, sink),
        Route::Explain => write::explain(pairs, snapshot, sink),
        Route::Why => write::why(pairs, snapshot, sink),
        Route::Records => records::records(pairs, snapshot, sink),
        Route::Suggest => suggest::suggest(pairs, snapshot, sink),
        Route::Stats => {
            nothing_of(pairs)?;
            let mut stats_of = ask::stats(snapshot)?;
            // Where folders lie on this machine is nobody's business; their names alone are.
            stats_of.roots = stats_of.roots.iter().map(|root| write::label(root)).collect();
            sink.begin(json_head())?;
            Ok(stats::write_stats(sink, &stats_of, Format::Ndjson)?)
        }
        Route::Fields => {
            nothing_of(pairs)?;
            sink.begin(json_head())?;
            Ok(fields::write(sink, Style::PLAIN, Format::Json)?)
        }
    }
}

fn json_head() -> Head {
    Head {
        media_type: "application/json",
        ..Head::default()
    }
}

/// Of routes without parameters.
fn nothing_of(pairs: &Pairs) -> Result<(), Problem> {
    match pairs.first() {
        None => Ok(()),
        Some((name, _)) => Err(Problem::new(
            Kind::Parameter,
            format!("`{name}`: there is no such parameter"),
        )),
    }
}

/// Which view of [`ask`] a route is, where it takes the parameters of one.
fn view(route: &Route) -> Option<View> {
    match route {
        Route::Search => Some(View::Search),
        Route::Quotes => Some(View::Quotes),
        Route::Facets(_) | Route::Crossed(..) => Some(View::Facet),
        Route::Timeline => Some(View::Timeline),
        Route::Compare => Some(View::Compare),
        Route::Explain | Route::Why => Some(View::Explain),
        Route::Records | Route::Suggest | Route::Stats | Route::Fields => None,
    }
}
