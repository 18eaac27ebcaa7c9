//! Carrying out a request on a snapshot of the index: hits in a total order, exact counts, and the words that make each hit.
//!
//! - [`run`] finds the hits, ranks them and counts facets, in one pass over what matches.
//! - [`hit`] and [`statement`] read one of them with the marks of the words that were found.
//! - [`unknown_outlets`] says which names of outlets find nothing, and what is like them.
//! - `snippet` cuts the passage that shows best why.

mod axis;
mod by_story;
mod collect;
mod explain;
mod facets;
mod outlets;
mod recency;
mod snippet;
mod values;

pub use axis::{Axis, label};
pub use collect::{Ranked, Sort};
pub use explain::{FoundTerm, Reason, terms, why};
pub use facets::{Bucket, Cell, Counts};
pub use outlets::unknown_outlets;
pub use recency::Recency;
pub use snippet::{Snippet, context, snippet};

use tantivy::DocAddress;

use crate::article::{Amount, Article, Language, Quote};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::query::matching::{Marks, Reading};
use crate::query::{Condition, Scope, Weights, lower, widen};

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
    /// One for each of [`Request::facets`].
    pub facets: Vec<Counts>,
    pub crossed: Vec<Cell>,
}

/// Finds what the condition describes.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read.
pub fn run(snapshot: &Snapshot, condition: &Condition, request: &Request) -> Result<Found> {
    let query = lower(
        &widen(condition, &snapshot.short_names),
        snapshot.columns(),
        request.scope,
        &request.weights,
    );
    let by_hits = request.labels.is_none() && request.facets.iter().any(|axis| axis.is_place_name());
    let by_story = request.stories && request.scope == Scope::Articles;
    let collector = collect::Hits {
        scope: request.scope,
        sort: request.sort,
        decay: request.recency.map(|recency| recency.decay(snapshot)).transpose()?,
        by_story,
        keep: request.limit.map(|limit| request.offset.saturating_add(limit)),
        // The values of crossed fields are named as their facets are.
        facets: request
            .facets
            .iter()
            .copied()
            .chain(request.crossed.into_iter().flat_map(|(a, b)| [a, b]))
            .chain(by_hits.then_some(Axis::Language))
            .collect(),
        crossed: request.crossed,
        short_names: snapshot.short_names.clone(),
    };
    let mut collected = snapshot
        .searcher
        .search(&*query, &collector)
        .map_err(|error| damaged(snapshot, &error))?;
    let stories = by_story
        .then(|| by_story::best_of_each(snapshot, &mut collected.segments, collector.keep))
        .transpose()
        .map_err(|error| damaged(snapshot, &error))?;
    let ranked = collect::merge(snapshot, collected.segments, collector.keep, by_story)
        .map_err(|error| damaged(snapshot, &error))?
        .into_iter()
        .skip(request.offset)
        .collect();
    let mut facets = collected.facets;
    let axes = facets.split_off(request.facets.len());
    let of_hits = axes.last().filter(|_| by_hits).map(|languages| {
        let most = languages.buckets().into_iter().next();
        most.filter(|bucket| 2 * bucket.count > collected.num_hits)
            .and_then(|bucket| Language::from_code(&bucket.value))
            .unwrap_or(Language::EN)
    });
    for counts in &mut facets {
        counts.language = request.labels.or(of_hits).unwrap_or(Language::EN);
    }
    Ok(Found {
        num_hits: stories.unwrap_or(collected.num_hits),
        articles: stories.map(|_| collected.num_hits),
        ranked,
        facets,
        crossed: facets::cells(collected.crossed, &axes),
    })
}

fn damaged(snapshot: &Snapshot, error: &tantivy::TantivyError) -> Error {
    Error::new(
        ErrorKind::Index,
        snapshot.index.dir().display(),
        format!("the index cannot be read: {error}"),
    )
    .with_hint("make it anew with `warta index --rebuild FOLDER`")
}

/// An article that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub score: f32,
    /// See [`Ranked::reprints`].
    pub reprints: Option<u64>,
    pub article: Article,
    pub marks: Marks,
}

/// How many bytes of the article are shown before and after a statement.
const CONTEXT: usize = 160;

impl Hit {
    /// The passage that shows best why it is a hit.
    pub fn snippet(&self) -> Snippet {
        snippet(&self.article, &self.marks)
    }

    /// The article's amounts, and whether the query asked for each: those first, all else in the order of the text.
    pub fn amounts(&self) -> Vec<(&Amount, bool)> {
        let is_asked = |amount: &Amount| self.marks.body.iter().any(|mark| mark.contains(amount.span));
        let mut amounts: Vec<(&Amount, bool)> = self.article.amounts.iter().map(|a| (a, is_asked(a))).collect();
        amounts.sort_by_key(|(_, asked)| !asked);
        amounts
    }
}

/// A statement that was found.
#[derive(Clone, Debug)]
pub struct StatementHit {
    pub score: f32,
    pub article: Article,
    /// Which of the article's quotes it is.
    pub quote: usize,
    pub marks: Marks,
}

impl StatementHit {
    pub fn quote(&self) -> Option<&Quote> {
        self.article.quotes.get(self.quote)
    }

    /// The statement with what stands around it.
    pub fn context(&self) -> Snippet {
        let span = self.quote().map(|quote| quote.span).unwrap_or_default();
        context(&self.article, span, &self.marks, CONTEXT)
    }
}

/// Reads an article that was found.
pub fn hit(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<Hit> {
    let article = snapshot.article(ranked.address)?;
    let condition = widen(condition, &snapshot.short_names);
    let marks = Reading::new(&article).marks(&condition).unwrap_or_default();
    Ok(Hit {
        score: ranked.score,
        reprints: ranked.reprints,
        article,
        marks,
    })
}

/// Reads a statement that was found, with its article.
pub fn statement(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<StatementHit> {
    let segment = ranked.address.segment_ord;
    let ordinal = snapshot
        .searcher
        .segment_reader(segment)
        .fast_fields()
        .u64("ordinal")
        .map_err(|error| damaged(snapshot, &error))?
        .first(ranked.address.doc_id)
        .unwrap_or_default() as u32;
    let article = snapshot.article(DocAddress::new(segment, ranked.address.doc_id - ordinal))?;
    let quote = (ordinal as usize).saturating_sub(1);
    let condition = widen(condition, &snapshot.short_names);
    let marks = article
        .quotes
        .get(quote)
        .and_then(|q| Reading::new(&article).statement_marks(&condition, q))
        .unwrap_or_default();
    Ok(StatementHit {
        score: ranked.score,
        article,
        quote,
        marks,
    })
}

/// The articles with this id: one, unless files share ids.
pub fn by_id(snapshot: &Snapshot, id: &str) -> Result<Vec<Article>> {
    let condition = Condition::Keyword {
        key: crate::query::condition::Key::Id,
        value: crate::query::condition::Value::Is(id.to_owned()),
    };
    let mut request = Request::new(Scope::Articles);
    request.limit = None;
    let found = run(snapshot, &condition, &request)?;
    found
        .ranked
        .iter()
        .map(|ranked| snapshot.article(ranked.address))
        .collect()
}
