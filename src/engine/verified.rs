//! Finding what a condition describes, however much of it an engine decides by its index: the rest is verified on stored records.

use rustc_hash::FxHashMap;

use super::record::{self, Recorded};
use super::request::in_time;
use super::{Address, Archive, Axis, Counts, Decided, Found, Ranked, Request};
use crate::error::Result;
use crate::query::matching::Reading;
use crate::query::{Condition, Scope, widen};

/// Finds what the condition describes and counts the values of `axes` over all of it.
///
/// # Errors
/// Those of [`Archive::find`].
pub fn find(
    archive: &dyn Archive,
    condition: &Condition,
    request: &Request,
    axes: &[Axis],
) -> Result<(Found, Vec<Counts>)> {
    match archive.decides(condition, request.scope) {
        Decided::Wholly => archive.find(condition, request, axes),
        Decided::Weaker(weaker) => verified(archive, condition, &weaker, request, axes),
    }
}

/// Reads every record that a weaker condition finds, keeps those of which the condition itself holds, and counts those. The scores are
/// those that the engine gives by the weaker one.
fn verified(
    archive: &dyn Archive,
    condition: &Condition,
    weaker: &Condition,
    request: &Request,
    axes: &[Axis],
) -> Result<(Found, Vec<Counts>)> {
    let every = Request {
        offset: 0,
        limit: None,
        stories: false,
        crossed: None,
        after: None,
        ..request.clone()
    };
    let (found, _) = archive.find(weaker, &every, &[])?;
    let candidates = by_article(archive, found.ranked)?;
    let condition = widen(condition, archive.people());
    let mut facets: Vec<Recorded> = axes.iter().map(|axis| Recorded::new(*axis)).collect();
    let mut crossed = request.crossed.map(|(a, b)| (Recorded::new(a), Recorded::new(b)));
    let mut pairs: FxHashMap<(String, String), u64> = FxHashMap::default();
    let mut kept: Vec<Candidate> = Vec::new();
    let by_story = request.stories && request.scope == Scope::Articles;
    archive.ahead(&mut candidates.iter().map(|candidate| candidate.article))?;
    for of_article in candidates.chunk_by(|a, b| a.article == b.article) {
        in_time(&request.until)?;
        let Some(first) = of_article.first() else { continue };
        let (article, _) = archive.article(first.article)?;
        let reading = Reading::new(&article, archive.added(first.article)?);
        for candidate in of_article {
            let quote = candidate.statement;
            let holds = match (request.scope, quote.and_then(|quote| article.quotes.get(quote))) {
                (Scope::Statements, Some(quote)) => reading.statement_marks(&condition, quote).is_some(),
                _ => reading.holds(&condition),
            };
            if !holds {
                continue;
            }
            for facet in &mut facets {
                facet.count(&article, quote, archive.people());
            }
            if let Some((rows, columns)) = &mut crossed {
                let rows = rows.count(&article, quote, archive.people());
                let columns = columns.count(&article, quote, archive.people());
                for row in &rows {
                    for column in &columns {
                        *pairs.entry((row.clone(), column.clone())).or_default() += 1;
                    }
                }
            }
            let story = match by_story {
                // Asked while the article is at hand.
                true => archive.story(candidate.article)?,
                false => None,
            };
            kept.push(Candidate { story, ..*candidate });
        }
    }
    kept.sort_unstable_by_key(|candidate| candidate.rank);
    let stories = kept.iter().map(|candidate| candidate.story).collect::<Vec<_>>();
    let mut hits: Vec<Ranked> = kept.into_iter().map(|candidate| candidate.hit).collect();
    let articles = hits.len() as u64;
    if by_story {
        hits = first_of_stories(hits.into_iter().zip(stories));
    }
    let num_hits = hits.len() as u64;
    if let Some(after) = &request.after {
        let mut behind = Vec::with_capacity(hits.len());
        for hit in hits {
            if archive.place(&hit)? > *after {
                behind.push(hit);
            }
        }
        hits = behind;
    }
    let wanted = request.limit.map(|limit| request.offset.saturating_add(limit));
    let more = request.limit != Some(0) && wanted.is_some_and(|wanted| hits.len() > wanted);
    let page = hits.into_iter().skip(request.offset);
    let found = Found {
        articles: by_story.then_some(articles),
        ranked: page.take(request.limit.unwrap_or(usize::MAX)).collect(),
        more,
        crossed: match &crossed {
            Some((rows, columns)) => record::cells(pairs, rows, columns),
            None => Vec::new(),
        },
        ..Found::counted(num_hits)
    };
    Ok((found, facets.into_iter().map(Recorded::finish).collect()))
}

/// A hit of the weaker condition.
#[derive(Clone, Copy)]
struct Candidate {
    hit: Ranked,
    /// The how manieth of all it is.
    rank: usize,
    article: Address,
    /// Which of the article's statements it is, where it is one.
    statement: Option<usize>,
    /// Of what the article is, where that is asked.
    story: Option<u64>,
}

/// Candidates with those of one article side by side, so that each article is read once; articles stand in the order of their first ones.
fn by_article(archive: &dyn Archive, hits: Vec<Ranked>) -> Result<Vec<Candidate>> {
    let mut first: FxHashMap<Address, usize> = FxHashMap::default();
    let mut candidates = Vec::with_capacity(hits.len());
    for (rank, hit) in hits.into_iter().enumerate() {
        let (article, statement) = archive.part(hit.address)?;
        first.entry(article).or_insert(rank);
        candidates.push(Candidate {
            hit,
            rank,
            article,
            statement,
            story: None,
        });
    }
    candidates.sort_by_key(|candidate| first.get(&candidate.article).copied());
    Ok(candidates)
}

/// The first hit of each story, with how many others there are. Hits come in their order.
fn first_of_stories(hits: impl Iterator<Item = (Ranked, Option<u64>)>) -> Vec<Ranked> {
    // By which of those in `out` a story is represented.
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    let mut out: Vec<Ranked> = Vec::new();
    for (hit, story) in hits {
        match story.and_then(|story| known.get(&story)) {
            Some(at) => out[*at].reprints = out[*at].reprints.map(|others| others + 1),
            None => {
                known.extend(story.map(|story| (story, out.len())));
                out.push(Ranked {
                    reprints: Some(0),
                    ..hit
                });
            }
        }
    }
    out
}
