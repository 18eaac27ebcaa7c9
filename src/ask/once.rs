//! Statements, each once: the same words by the same person in several articles are one hit.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::Cursor;
use super::question::Question;
use super::read::Limit;
use crate::article::{Article, QuoteKind, Span};
use crate::engine::{Address, Archive};
use crate::error::{Diagnostic, Result};
use crate::query::Scope;
use crate::search::{self, Ranked, Request, StatementHit};
use crate::statements::{Said, Statements, differences};

/// A statement with all that printed it.
#[derive(Clone, Debug)]
pub struct Once {
    /// As it was printed first.
    pub first: StatementHit,
    /// How often it was found.
    pub quotations: u64,
    pub articles: u64,
    /// Outlets that are known.
    pub outlets: u64,
    /// Other wordings, the most frequent first; at most [`VARIANTS`].
    pub variants: Vec<Variant>,
    /// How many other wordings there are.
    pub num_variants: usize,
}

/// Another wording of a statement.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Where it was printed first.
    pub hit: StatementHit,
    pub articles: u64,
    /// The words that the first wording has not, in its text.
    pub differences: Vec<Span>,
}

/// Statements in the order of the best of their quotations.
#[derive(Clone, Debug)]
pub struct OnceList {
    /// The query with its parameters, as canonical text.
    pub query: String,
    /// Statements.
    pub num_hits: u64,
    /// The quotations that they were found in.
    pub quotations: u64,
    /// How many statements come before the first that is shown.
    pub offset: usize,
    /// Where the list goes on, if it does.
    pub next: Option<Cursor>,
    pub hits: Vec<Once>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Other wordings that are shown.
pub const VARIANTS: usize = 8;
/// Statements where nobody says how many.
const HITS: usize = 10;
/// Quotations that are compared, the best ones; each of the others is a statement of its own. This bounds the memory that is taken: about
/// 200 bytes for each.
const COMPARED: usize = 1_000_000;

/// Articles, by where they stand.
type Articles = FxHashSet<Address>;

/// A quotation that was found, as far as telling statements apart goes.
struct Quotation {
    ranked: Ranked,
    article: Address,
    day: Option<i64>,
    source: Option<u32>,
    wording: u64,
}

/// The statements that a question finds, each once.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn quotes_once(archive: &dyn Archive, question: &Question) -> Result<OnceList> {
    let condition = &question.query.condition;
    let request = Request {
        sort: question.sort,
        recency: question.recency,
        limit: None,
        until: question.until.clone(),
        ..Request::new(Scope::Statements)
    };
    let found = search::run(archive, condition, &request)?;
    let (quotations, groups) = group(archive, &found.ranked)?;
    // In the order of the best of each.
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    for (i, group) in groups.iter().enumerate() {
        let place = *places.entry(*group).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[place].push(i);
    }
    let limit = question.limit.unwrap_or(Limit::Most(HITS)).most().unwrap_or(usize::MAX);
    let before = match &question.cursor {
        Some(cursor) => {
            let place = cursor.place(archive, &question.order())?;
            let is_last = |members: &Vec<usize>| place.is_at(quotations[members[0]].ranked.address);
            members.iter().position(is_last).map_or(members.len(), |last| last + 1)
        }
        None => 0,
    };
    let behind = before.saturating_add(question.offset);
    let shown = members.iter().skip(behind).take(limit);
    let more = members.len().saturating_sub(behind) > limit;
    // A statement stands where the best of its quotations does.
    let last = shown.clone().next_back().filter(|_| more);
    let place = last.map(|members| archive.place(&quotations[members[0]].ranked));
    let next = place
        .transpose()?
        .map(|place| Cursor::new(archive, &question.order(), place));
    let read = |ranked: &Ranked| search::statement(archive, condition, ranked);
    let hits = shown
        .map(|members| once(&quotations, members, &read))
        .collect::<Result<_>>()?;
    Ok(OnceList {
        query: question.query.to_string(),
        num_hits: members.len() as u64,
        quotations: found.num_hits,
        offset: behind,
        next,
        hits,
        diagnostics: question.query.remarks(archive, Scope::Statements, found.num_hits)?,
    })
}

/// What tells the quotations apart, and which of them are one statement.
fn group(archive: &dyn Archive, ranked: &[Ranked]) -> Result<(Vec<Quotation>, Vec<u32>)> {
    let mut statements = Statements::default();
    let ranked = &ranked[..ranked.len().min(COMPARED)];
    let mut quotations: Vec<(usize, Quotation)> = Vec::with_capacity(ranked.len());
    let mut sources: FxHashMap<String, u32> = FxHashMap::default();
    // Statement by statement of each article: it is read once.
    let mut parts: Vec<(Address, usize, usize)> = Vec::with_capacity(ranked.len());
    for (place, ranked) in ranked.iter().enumerate() {
        let (article, quote) = archive.part(ranked.address)?;
        parts.push((article, quote.unwrap_or_default(), place));
    }
    parts.sort_unstable();
    archive.ahead(&mut parts.iter().map(|(article, ..)| *article))?;
    let mut before: Option<(Address, Article)> = None;
    for (address, quote, place) in parts {
        let ranked = &ranked[place];
        if before.as_ref().is_none_or(|(read, _)| *read != address) {
            before = Some((address, search::article(archive, ranked)?));
        }
        let Some((_, article)) = &before else {
            continue;
        };
        let said = article.quotes.get(quote);
        let text = said.map_or("", |said| said.span.of(&article.body));
        let speaker = said.and_then(|said| article.speaker_of(said));
        let person = speaker.and_then(|speaker| archive.people().person_of(&speaker.name));
        let day = article
            .published
            .as_ref()
            .map(|at| at.timestamp().as_second().div_euclid(86_400));
        // Of whom nobody knows the name is not the same as another.
        let own = format!("\u{1}{}\u{1}{quote}", article.id);
        statements.add(&Said {
            person: person.as_deref().unwrap_or(&own),
            direct: said.is_some_and(|said| said.kind == QuoteKind::Direct),
            day,
            text,
        });
        let next = sources.len() as u32;
        let quotation = Quotation {
            ranked: *ranked,
            article: address,
            day,
            source: article
                .source
                .as_ref()
                .map(|source| *sources.entry(source.clone()).or_insert(next)),
            wording: xxhash_rust::xxh3::xxh3_64(crate::index::analyzer::fold_value(text).as_bytes()),
        };
        quotations.push((place, quotation));
    }
    let mut all: Vec<((usize, Quotation), u32)> = quotations.into_iter().zip(statements.groups()).collect();
    all.sort_unstable_by_key(|((place, _), _)| *place);
    Ok(all
        .into_iter()
        .map(|((_, quotation), group)| (quotation, group))
        .unzip())
}

fn once(quotations: &[Quotation], members: &[usize], read: &dyn Fn(&Ranked) -> Result<StatementHit>) -> Result<Once> {
    let mut members: Vec<(&Quotation, usize)> = members.iter().map(|i| (&quotations[*i], *i)).collect();
    // The first that was printed; what has no day is not known to be the first.
    members.sort_by_key(|(quotation, place)| (quotation.day.unwrap_or(i64::MAX), *place));
    let Some((earliest, _)) = members.first() else {
        unreachable!("a statement is made of quotations");
    };
    let first = read(&earliest.ranked)?;
    let text = first
        .quote()
        .map(|quote| quote.span.of(&first.article.body))
        .unwrap_or_default();
    let articles: Articles = members.iter().map(|(quotation, _)| quotation.article).collect();
    let outlets: FxHashSet<u32> = members.iter().filter_map(|(quotation, _)| quotation.source).collect();
    // Wordings in the order in which they were printed, each with its articles.
    let mut wordings: Vec<(u64, &Quotation, Articles)> = Vec::new();
    for (quotation, _) in &members {
        match wordings.iter_mut().find(|(wording, ..)| *wording == quotation.wording) {
            Some((_, _, articles)) => {
                articles.insert(quotation.article);
            }
            None => wordings.push((quotation.wording, quotation, [quotation.article].into_iter().collect())),
        }
    }
    let mut others = wordings.split_off(1.min(wordings.len()));
    others.sort_by_key(|(_, _, articles)| std::cmp::Reverse(articles.len()));
    let num_variants = others.len();
    let mut variants = Vec::with_capacity(others.len().min(VARIANTS));
    for (_, quotation, articles) in others.into_iter().take(VARIANTS) {
        let hit = read(&quotation.ranked)?;
        let wording = hit
            .quote()
            .map(|quote| quote.span.of(&hit.article.body))
            .unwrap_or_default();
        let differences = differences(wording, text)
            .into_iter()
            .map(|(from, to)| Span::new(from, to));
        variants.push(Variant {
            differences: differences.collect(),
            articles: articles.len() as u64,
            hit,
        });
    }
    Ok(Once {
        quotations: members.len() as u64,
        articles: articles.len() as u64,
        outlets: outlets.len() as u64,
        variants,
        num_variants,
        first,
    })
}
