//! What is asked of an engine, and what it finds.

use super::axis::Axis;
use super::counts::{Cell, Counts};
use crate::article::Language;
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::query::Scope;

/// How much another form of a word counts, beside the word as typed.
pub(super) const OTHER_FORM: f32 = 0.4;

/// What counts how much in the score of a hit. Users have no say in it; judged queries are what others are measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A word in the title, where one in the body counts 1.
    pub title: f32,
    /// Another form of a word in a title or body, where the word as typed counts 1.
    pub other_form: f32,
    /// That the words of a query stand near each other.
    pub nearness: f32,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            title: 1.5,
            other_form: OTHER_FORM,
            nearness: 0.5,
        }
    }
}

/// The order of hits. Ties are broken by date, newest first, and then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Relevance,
    Newest,
    Oldest,
}

/// Where the engine has an article or a statement. It holds for one state of the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    pub segment: u32,
    pub doc: u32,
}

/// A hit and its place in the archive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub address: Address,
    pub score: f32,
    /// Where hits are stories: how many other articles of the story were found.
    pub reprints: Option<u64>,
    /// What it is ordered by first.
    pub(super) order: (u64, u64),
}

/// How fast the score of an article falls with its age: to one half in every half-life.
///
/// Age counts from the newest article of the index, not from today: the same query on the same index gives the same hits
/// tomorrow, and the order does not depend on where age begins. An article without a date counts as old as the oldest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recency {
    half_life_days: u32,
}

impl Recency {
    /// Five years: of two articles that say much the same the later comes first, and a good hit of long ago stays on the page.
    pub const MILD: Recency = Recency { half_life_days: 1826 };

    /// `None` where there is no time in which to fall.
    pub fn with_half_life(days: u32) -> Option<Recency> {
        (days > 0).then_some(Recency { half_life_days: days })
    }

    pub fn half_life_days(self) -> u32 {
        self.half_life_days
    }
}

/// The place of a hit in the order of its list; the smallest comes first. It is one of a snapshot, a query and an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(super) first: u64,
    pub(super) second: u64,
    pub(super) id: String,
    pub(super) segment: u32,
    pub(super) doc: u32,
}

impl Place {
    pub fn from_parts((first, second, id, segment, doc): (u64, u64, String, u32, u32)) -> Place {
        Place {
            first,
            second,
            id,
            segment,
            doc,
        }
    }

    /// Whether it is the place of the hit at an address of the same snapshot.
    pub fn is_at(&self, address: Address) -> bool {
        (self.segment, self.doc) == (address.segment, address.doc)
    }

    pub fn into_parts(self) -> (u64, u64, String, u32, u32) {
        (self.first, self.second, self.id, self.segment, self.doc)
    }
}

/// What is wanted of the hits.
#[derive(Clone, Debug)]
pub struct Request {
    pub scope: Scope,
    pub sort: Sort,
    /// With [`Sort::Relevance`]: what counts how much.
    pub weights: Weights,
    /// With [`Sort::Relevance`]: how fast older articles count less; `None` for not at all.
    pub recency: Option<Recency>,
    /// The articles of a story are one hit, for which the first of them in the order of hits stands. Facets count articles all the
    /// same: which outlets printed a story is what is asked of them. Statements are hits of their own.
    pub stories: bool,
    pub offset: usize,
    /// `None` for all.
    pub limit: Option<usize>,
    pub facets: Vec<Axis>,
    /// The language in which facets call countries and regions; `None` for that of most hits.
    pub labels: Option<Language>,
    /// Two fields whose values are counted against each other.
    pub crossed: Option<(Axis, Axis)>,
    /// Only hits behind this place; all are counted. `offset` counts from there.
    pub after: Option<Place>,
    /// Until when the answer is waited for.
    pub until: Deadline,
}

impl Request {
    /// The ten best hits, without facets.
    pub fn new(scope: Scope) -> Request {
        Request {
            scope,
            sort: Sort::Relevance,
            weights: Weights::default(),
            recency: None,
            stories: false,
            offset: 0,
            limit: Some(10),
            facets: Vec::new(),
            labels: None,
            crossed: None,
            after: None,
            until: Deadline::none(),
        }
    }
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    pub num_hits: u64,
    /// Where hits are stories: the articles that they stand for.
    pub articles: Option<u64>,
    /// The hits that were asked for, in their order.
    pub ranked: Vec<Ranked>,
    /// There are hits behind those.
    pub more: bool,
    /// One for each of [`Request::facets`].
    pub facets: Vec<Counts>,
    /// For each of them, how many of the articles or statements have no value.
    pub missing: Vec<u64>,
    pub crossed: Vec<Cell>,
}

impl Found {
    /// So many, and nothing more is known.
    pub fn counted(num_hits: u64) -> Found {
        Found {
            num_hits,
            articles: None,
            ranked: Vec::new(),
            more: false,
            facets: Vec::new(),
            missing: Vec::new(),
            crossed: Vec::new(),
        }
    }
}

/// # Errors
/// [`ErrorKind::TooSlow`] where nobody waits any more.
pub(super) fn in_time(until: &Deadline) -> Result<()> {
    if !until.has_passed() {
        return Ok(());
    }
    let cause = "the search took longer than it may";
    Err(Error::new(ErrorKind::TooSlow, "query", cause).with_hint("ask for less at a time, or allow more time"))
}
