//! A question in plain values -> an answer in plain values: the one place that knows what can be asked, and what it means.
//!
//! Whoever asks - the command line, the REST API, a page - hands over parameters by their names ([`PARAMETERS`]) as a
//! [`Question`], and gets an answer that knows nothing of arguments, HTTP, bytes or the engine. Writing it down is the matter of
//! [`crate::output`].
//!
//! | function | answers |
//! |---|---|
//! | [`quotes_once`] | which statements, each once: an [`OnceList`] |
//! | [`search()`], [`quotes()`] | which articles, which statements: a [`List`] |
//! | [`facet()`], [`crossed()`] | the values of a field, or of two against each other |
//! | [`timeline()`] | hits by day, week, month or year |
//! | [`compare()`] | some queries side by side |
//! | [`records()`], [`reprints()`] | the articles with an id, and those that tell the same story |
//! | [`look()`], [`since()`], [`num_hits()`] | what came in since a search was looked at |
//! | [`reasons()`] | why statements are their speakers' |
//! | [`why()`], [`explain()`] | why an article is a hit, and how the query is read |
//! | [`people()`], [`why_person`] | who is who |
//! | [`stats()`], [`files()`] | what is in the archive |
//! | [`FIELDS`], [`LANGUAGE`], [`PARAMETERS`] | what can be asked |
//!
//! ```no_run
//! use warta::ask::{self, Question, View};
//! use warta::index::Index;
//!
//! let question = Question::from_pairs(View::Search, [("q", "beras"), ("country", "Indonesia"), ("limit", "3")])?;
//! let snapshot = Index::open("index".as_ref())?.snapshot()?;
//! let answer = ask::search(&snapshot, &question)?;
//! for hit in answer.hits() {
//!     println!("{}", hit?.article.title);
//! }
//! # Ok::<(), warta::error::Error>(())
//! ```

mod compare;
mod counts;
mod cursor;
mod explain;
mod list;
mod news;
mod once;
mod parameters;
mod people;
mod question;
mod read;
mod reasons;
mod stats;
mod understood;

pub use compare::{Comparison, ComparisonRow, ComparisonTable, Side, compare, share};
pub use counts::{Crossed, Facet, FacetAnswer, Timeline, crossed, facet, timeline};
pub use cursor::Cursor;
pub use explain::{Explanation, Why, explain, why};
pub use list::{Found, List, quotes, search};
pub use news::{News, look, num_hits, since};
pub use once::{Once, OnceList, VARIANTS, Variant, quotes_once};
pub use parameters::{Help, Kind, PARAMETERS, Parameter, View};
pub use people::{Decided, People, PersonLine, WhyPerson, decide, no_persons, nobody, people, why_person};
pub use question::Question;
pub use read::{Counted, Limit, half_life, limit, number, time_unit};
pub use reasons::reasons;
pub use stats::{DoubtLine, Stats, doubts, stats};
pub use understood::Understood;

pub use crate::deadline::Deadline;
pub use crate::engine::Archive;
pub use crate::fields::FIELDS;
pub use crate::index::ledger::FileRow;
pub use crate::index::stats::{OfIndex, OfRules};
pub use crate::query::LANGUAGE;
pub use crate::search::{
    Address, Axis, Bucket, FoundTerm, Hit, Reason, Recency, Snippet, Sort, StatementHit, below, time_name,
};

use std::path::PathBuf;

use crate::article::Article;
use crate::error::Result;
use crate::index::Snapshot;

/// The articles with this id: one, unless files share ids; none where nobody has it.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn records(archive: &dyn Archive, id: &str) -> Result<Vec<Article>> {
    crate::search::by_id(archive, id)
}

/// The articles that tell the same story as the one with this id, the earliest first: at most so many, and how many there are.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn reprints(archive: &dyn Archive, id: &str, most: usize) -> Result<(Vec<Article>, usize)> {
    match crate::search::with_id(archive, id)?.first() {
        Some(first) => crate::search::reprints(archive, first.address, most),
        None => Ok((Vec::new(), 0)),
    }
}

/// The same of a hit.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn reprints_of(archive: &dyn Archive, hit: &Hit, most: usize) -> Result<(Vec<Article>, usize)> {
    crate::search::reprints(archive, hit.address, most)
}

/// Where the file of an article lies on this machine, if the archive knows.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn location(archive: &dyn Archive, article: &Article) -> Result<Option<PathBuf>> {
    archive.location(article)
}

/// The persons who speak in an article, each once.
pub fn persons(archive: &dyn Archive, article: &Article) -> Vec<String> {
    crate::search::persons(archive, article)
}

/// The person whom a name is; `None` where it is nobody's.
pub fn person(archive: &dyn Archive, name: &str) -> Option<String> {
    crate::search::person(archive, name)
}

/// The snapshot with its persons, which are made where an older program has made none.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn with_people(snapshot: Snapshot) -> Result<Snapshot> {
    snapshot.with_people()
}

/// Every file of the archive with what became of it, by path; `None` where the archive does not know its files.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn files(archive: &dyn Archive) -> Result<Option<Vec<FileRow>>> {
    archive.files()
}
