//! Carrying out a request on a snapshot of the index: hits in a total order, exact counts, and the words that make each hit.
//!
//! - [`run`] finds the hits, ranks them and counts facets, in one pass over what matches.
//! - [`hit`] and [`statement`] read one of them with the marks of the words that were found.
//! - [`unknown_values`] says which values no article has, [`nearest()`] what comes near to a query that finds nothing.
//! - `snippet` cuts the passage that shows best why.

mod explain;
mod nearest;
mod places;
mod snippet;
mod unknown;

pub use crate::engine::{
    Address, Archive, Axis, Bucket, Cell, Counts, Found, PersonCount, Place, Ranked, Recency, Request, Sort, Weights,
    label, time_name,
};
pub use explain::{FoundTerm, Reason, terms, why};
pub use nearest::nearest;
pub use places::below;
pub use snippet::{Snippet, context, snippet};
pub use unknown::unknown_values;

use std::sync::Arc;

use crate::article::{Amount, Article, Language, Quote, Span};
use crate::engine;
use crate::error::Result;
use crate::lang;
use crate::query::matching::{Marks, Reading};
use crate::query::{Condition, Scope, widen};

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
/// [`crate::error::ErrorKind::Index`] where the index cannot be read; [`crate::error::ErrorKind::TooSlow`] once [`Request::until`] has passed.
pub fn run(archive: &dyn Archive, condition: &Condition, request: &Request) -> Result<Found> {
    let by_hits = request.labels.is_none() && request.facets.iter().any(|axis| axis.is_place_name());
    let mut axes = request.facets.clone();
    axes.extend(by_hits.then_some(Axis::Language));
    let question = |axis: &Axis| format!("{axis:?} {:?} {condition:?}", request.scope);
    let mut kept: Vec<Option<Arc<Kept>>> = axes.iter().map(|axis| archive.memo().get(&question(axis))).collect();
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
            let (found, counts) = engine::find(archive, condition, request, &missing)?;
            let num_hits = found.articles.unwrap_or(found.num_hits);
            let mut counts = counts.into_iter();
            for (axis, kept) in axes.iter().zip(&mut kept).filter(|(_, kept)| kept.is_none()) {
                if let Some(counts) = counts.next() {
                    let made = Arc::new(Kept { num_hits, counts });
                    archive.memo().put(question(axis), made.clone());
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
            .unwrap_or(lang::SPOKEN[0])
    });
    for counts in &mut counts {
        counts.language = request.labels.or(of_hits).unwrap_or(lang::SPOKEN[0]);
    }
    let num_counted = found.articles.unwrap_or(found.num_hits);
    found.missing = counts.iter().map(|counts| num_counted - counts.with_value()).collect();
    found.facets = counts;
    Ok(found)
}

/// An article that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub address: Address,
    /// The persons who speak in it, each once.
    pub persons: Vec<String>,
    pub score: f32,
    /// See [`Ranked::reprints`].
    pub reprints: Option<u64>,
    /// When it came into the index, in seconds since 1970.
    pub added: Option<i64>,
    pub article: Article,
    pub marks: Marks,
}

/// How many bytes of the article are shown before and after a statement.
const CONTEXT: usize = 160;

impl Hit {
    /// The passage that shows best why it is a hit.
    pub fn snippet(&self) -> Snippet {
        self.snippet_of(&self.marks)
    }

    /// The passage that shows best where these marks are.
    pub fn snippet_of(&self, marks: &Marks) -> Snippet {
        snippet(&self.article, marks)
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
    /// When its article came into the index, in seconds since 1970.
    pub added: Option<i64>,
    pub article: Article,
    /// Which of the article's quotes it is.
    pub quote: usize,
    pub marks: Marks,
}

impl StatementHit {
    pub fn quote(&self) -> Option<&Quote> {
        self.article.quotes.get(self.quote)
    }

    /// What stands before and behind the statement, as much as [`StatementHit::context`] shows.
    pub fn around(&self) -> (Span, Span) {
        let span = self.quote().map(|quote| quote.span).unwrap_or_default();
        snippet::around(&self.article, span, CONTEXT)
    }

    /// The statement with what stands around it.
    pub fn context(&self) -> Snippet {
        let span = self.quote().map(|quote| quote.span).unwrap_or_default();
        context(&self.article, span, &self.marks, CONTEXT)
    }
}

/// What is kept at an address, as others may see it: the article, and which of its statements it is.
fn shown(archive: &dyn Archive, address: Address) -> Result<(Article, Option<usize>)> {
    let (mut article, quote) = archive.article(address)?;
    places::hide(archive.hidden(), &mut article);
    Ok((article, quote))
}

/// The article of a hit, or of a statement, without what was found in it.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn article(archive: &dyn Archive, ranked: &Ranked) -> Result<Article> {
    Ok(shown(archive, ranked.address)?.0)
}

/// Reads an article that was found.
pub fn hit(archive: &dyn Archive, condition: &Condition, ranked: &Ranked) -> Result<Hit> {
    let (mut article, _) = archive.article(ranked.address)?;
    let condition = widen(condition, archive.people());
    let added = archive.added(ranked.address)?;
    let marks = Reading::new(&article, added).marks(&condition).unwrap_or_default();
    places::hide(archive.hidden(), &mut article);
    Ok(Hit {
        address: ranked.address,
        added,
        persons: persons(archive, &article),
        score: ranked.score,
        reprints: ranked.reprints,
        article,
        marks,
    })
}

/// Reads a statement that was found, with its article.
pub fn statement(archive: &dyn Archive, condition: &Condition, ranked: &Ranked) -> Result<StatementHit> {
    let (mut article, quote) = archive.article(ranked.address)?;
    let quote = quote.unwrap_or_default();
    let condition = widen(condition, archive.people());
    let added = archive.added(ranked.address)?;
    let said = article.quotes.get(quote);
    let marks = said.and_then(|quote| Reading::new(&article, added).statement_marks(&condition, quote));
    let marks = marks.unwrap_or_default();
    places::hide(archive.hidden(), &mut article);
    let speaker = article.quotes.get(quote).and_then(|quote| article.speaker_of(quote));
    Ok(StatementHit {
        person: speaker.and_then(|speaker| archive.people().person_of(&speaker.name)),
        score: ranked.score,
        added,
        article,
        quote,
        marks,
    })
}

/// The persons who speak in an article, each once, in order of their first statement.
pub fn persons(archive: &dyn Archive, article: &Article) -> Vec<String> {
    let mut persons: Vec<String> = Vec::with_capacity(article.speakers.len());
    for speaker in &article.speakers {
        if let Some(person) = archive.people().person_of(&speaker.name)
            && !persons.contains(&person)
        {
            persons.push(person);
        }
    }
    persons
}

/// The person whom a name is.
pub fn person(archive: &dyn Archive, name: &str) -> Option<String> {
    archive.people().person_of(name)
}

/// The articles with this id: one, unless files share ids.
pub fn by_id(archive: &dyn Archive, id: &str) -> Result<Vec<Article>> {
    let found = with_id(archive, id)?;
    found.iter().map(|ranked| article(archive, ranked)).collect()
}

/// The articles that tell the same story as the one at an address, the earliest first: at most so many of them, and how many there are.
pub fn reprints(archive: &dyn Archive, address: Address, most: usize) -> Result<(Vec<Article>, usize)> {
    let mut others = archive.same_story(address)?;
    let number = others.len();
    others.sort_unstable();
    // A story of thousands is not read whole to show some.
    let read = others.iter().take(most.saturating_mul(8));
    let mut articles: Vec<Article> = read
        .map(|address| shown(archive, *address).map(|(article, _)| article))
        .collect::<Result<_>>()?;
    articles.sort_by_cached_key(|article| {
        let day = article.published.as_ref().map(|published| published.timestamp());
        (day.is_none(), day, article.id.clone())
    });
    articles.truncate(most);
    Ok((articles, number))
}

/// Where the articles with this id are.
pub fn with_id(archive: &dyn Archive, id: &str) -> Result<Vec<Ranked>> {
    let mut request = Request::new(Scope::Articles);
    request.limit = None;
    for id in places::hidden(archive.hidden(), id) {
        let condition = Condition::Keyword {
            key: crate::query::condition::Key::Id,
            value: crate::query::condition::Value::Is(id),
        };
        let found = run(archive, &condition, &request)?.ranked;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}
