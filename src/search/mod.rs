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
mod people;
mod place;
mod recency;
mod snippet;
mod values;

pub use axis::{Axis, label};
pub use collect::{Ranked, Sort};
pub use explain::{FoundTerm, Reason, terms, why};
pub use facets::{Bucket, Cell, Counts};
pub use outlets::unknown_outlets;
pub use people::{PersonCount, persons_counted};
pub use place::Place;
pub use recency::Recency;
pub use snippet::{Snippet, context, snippet};

use std::sync::Arc;

use facets::Counting;
use tantivy::DocAddress;

use crate::article::{Amount, Article, Language, Quote};
use crate::deadline::Deadline;
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
    fn counted(num_hits: u64) -> Found {
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

/// The counts of a field over all hits, as they are kept.
struct Kept {
    /// Documents that were counted.
    num_hits: u64,
    counts: Counts,
}

/// Finds what the condition describes. The counts of fields over all hits are kept with the snapshot, so that the same ones are
/// there at once for the next who asks.
///
/// # Errors
/// [`ErrorKind::Index`] where the index cannot be read; [`ErrorKind::TooSlow`] once [`Request::until`] has passed.
pub fn run(snapshot: &Snapshot, condition: &Condition, request: &Request) -> Result<Found> {
    let by_hits = request.labels.is_none() && request.facets.iter().any(|axis| axis.is_place_name());
    let mut axes = request.facets.clone();
    axes.extend(by_hits.then_some(Axis::Language));
    let question = |axis: &Axis| format!("{axis:?} {:?} {condition:?}", request.scope);
    let mut kept: Vec<Option<Arc<Kept>>> = axes.iter().map(|axis| snapshot.memo.get(&question(axis))).collect();
    let missing: Vec<Axis> = axes
        .iter()
        .zip(&kept)
        .filter(|(_, kept)| kept.is_none())
        .map(|(axis, _)| *axis)
        .collect();
    let is_known = missing.is_empty() && !axes.is_empty();
    let mut found = match kept.first() {
        Some(Some(first)) if is_known && request.limit == Some(0) && !request.stories && request.crossed.is_none() => {
            Found::counted(first.num_hits)
        }
        _ => {
            let (found, counts) = search(snapshot, condition, request, &missing)?;
            let num_hits = found.articles.unwrap_or(found.num_hits);
            let mut counts = counts.into_iter();
            for (axis, kept) in axes.iter().zip(&mut kept).filter(|(_, kept)| kept.is_none()) {
                if let Some(counts) = counts.next() {
                    let made = Arc::new(Kept { num_hits, counts });
                    snapshot.memo.put(question(axis), made.clone());
                    *kept = Some(made);
                }
            }
            found
        }
    };
    let mut counts: Vec<Counts> = kept.iter().flatten().map(|kept| kept.counts.clone()).collect();
    let languages = counts.split_off(request.facets.len().min(counts.len()));
    let of_hits = languages.first().map(|languages| {
        let most = languages.buckets().into_iter().next();
        most.filter(|bucket| 2 * bucket.count > found.articles.unwrap_or(found.num_hits))
            .and_then(|bucket| Language::from_code(&bucket.value))
            .unwrap_or(Language::EN)
    });
    for counts in &mut counts {
        counts.language = request.labels.or(of_hits).unwrap_or(Language::EN);
    }
    let num_counted = found.articles.unwrap_or(found.num_hits);
    found.missing = counts.iter().map(|counts| num_counted - counts.with_value()).collect();
    found.facets = counts;
    Ok(found)
}

/// Finds hits and counts the values of `axes`, in one pass over what matches.
fn search(
    snapshot: &Snapshot,
    condition: &Condition,
    request: &Request,
    axes: &[Axis],
) -> Result<(Found, Vec<Counts>)> {
    let query = lower(
        &widen(condition, &snapshot.people),
        snapshot.columns(),
        request.scope,
        &request.weights,
        &request.until,
    );
    let by_story = request.stories && request.scope == Scope::Articles;
    // One more than is wanted says whether there are more.
    let wanted = request.limit.map(|limit| request.offset.saturating_add(limit));
    let collector = collect::Hits {
        scope: request.scope,
        sort: request.sort,
        decay: request.recency.map(|recency| recency.decay(snapshot)).transpose()?,
        by_story,
        keep: match request.limit {
            Some(0) => Some(0),
            _ => wanted.map(|wanted| wanted.saturating_add(1)),
        },
        // The values of crossed fields are named as their facets are.
        facets: axes
            .iter()
            .copied()
            .chain(request.crossed.into_iter().flat_map(|(a, b)| [a, b]))
            .collect(),
        crossed: request.crossed,
        people: snapshot.people.clone(),
        after: request.after.clone(),
        until: request.until.clone(),
    };
    let mut collected = snapshot
        .searcher
        .search(&*query, &collector)
        .map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let stories = by_story
        .then(|| {
            by_story::best_of_each(
                snapshot,
                &mut collected.segments,
                collector.keep,
                request.after.as_ref(),
            )
        })
        .transpose()
        .map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let ranked = collect::merge(snapshot, collected.segments, collector.keep, by_story)
        .map_err(|error| damaged(snapshot, &error))?;
    in_time(&request.until)?;
    let more = wanted.is_some_and(|wanted| ranked.len() > wanted);
    let ranked = ranked.into_iter().skip(request.offset);
    let mut counts: Vec<Counts> = collected.facets.into_iter().map(Counting::finish).collect();
    let crossed = counts.split_off(axes.len());
    let found = Found {
        articles: stories.map(|_| collected.num_hits),
        ranked: ranked.take(request.limit.unwrap_or(usize::MAX)).collect(),
        more,
        crossed: facets::cells(collected.crossed, &crossed),
        ..Found::counted(stories.unwrap_or(collected.num_hits))
    };
    Ok((found, counts))
}

/// # Errors
/// [`ErrorKind::TooSlow`] where nobody waits any more.
fn in_time(until: &Deadline) -> Result<()> {
    if !until.has_passed() {
        return Ok(());
    }
    let cause = "the search took longer than it may";
    Err(Error::new(ErrorKind::TooSlow, "query", cause).with_hint("ask for less at a time, or allow more time"))
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
    /// The persons who speak in it, each once.
    pub persons: Vec<String>,
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
    /// The person who makes it, whatever the article calls them.
    pub person: Option<String>,
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

/// Where a hit stands in the order of its list: what the next page begins behind.
pub fn place(snapshot: &Snapshot, ranked: &Ranked) -> Result<Place> {
    let address = ranked.address;
    let fast = snapshot.searcher.segment_reader(address.segment_ord).fast_fields();
    let id = || -> tantivy::Result<String> {
        let mut id = String::new();
        let ordinal = fast.u64("ordinal")?.first(address.doc_id).unwrap_or_default() as u32;
        if let Some(ids) = fast.str("id")?
            && let Some(number) = ids.ords().first(address.doc_id - ordinal)
        {
            ids.ord_to_str(number, &mut id)?;
        }
        Ok(id)
    };
    Ok(Place {
        first: ranked.order.0,
        second: ranked.order.1,
        id: id().map_err(|error| damaged(snapshot, &error))?,
        segment: address.segment_ord,
        doc: address.doc_id,
    })
}

/// Reads an article that was found.
pub fn hit(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<Hit> {
    let article = snapshot.article(ranked.address)?;
    let condition = widen(condition, &snapshot.people);
    let marks = Reading::new(&article).marks(&condition).unwrap_or_default();
    Ok(Hit {
        persons: persons(snapshot, &article),
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
    let condition = widen(condition, &snapshot.people);
    let marks = article
        .quotes
        .get(quote)
        .and_then(|q| Reading::new(&article).statement_marks(&condition, q))
        .unwrap_or_default();
    let speaker = article.quotes.get(quote).and_then(|quote| article.speaker_of(quote));
    Ok(StatementHit {
        person: speaker.and_then(|speaker| snapshot.people.person_of(&speaker.name)),
        score: ranked.score,
        article,
        quote,
        marks,
    })
}

/// The persons who speak in an article, each once, in order of their first statement.
pub fn persons(snapshot: &Snapshot, article: &Article) -> Vec<String> {
    let mut persons: Vec<String> = Vec::with_capacity(article.speakers.len());
    for speaker in &article.speakers {
        if let Some(person) = snapshot.people.person_of(&speaker.name)
            && !persons.contains(&person)
        {
            persons.push(person);
        }
    }
    persons
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
