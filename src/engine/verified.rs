//! Finding what a condition describes, however much of it an engine decides by its index: the rest is verified on stored records.

use rustc_hash::FxHashMap;

use super::record::{self, Recorded};
use super::request::in_time;
use super::{Archive, Axis, Counts, Decided, Found, Ranked, Request};
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
    let (candidates, _) = archive.find(weaker, &every, &[])?;
    let condition = widen(condition, archive.people());
    let mut facets: Vec<Recorded> = axes.iter().map(|axis| Recorded::new(*axis)).collect();
    let mut crossed = request.crossed.map(|(a, b)| (Recorded::new(a), Recorded::new(b)));
    let mut pairs: FxHashMap<(String, String), u64> = FxHashMap::default();
    let mut hits: Vec<Ranked> = Vec::new();
    // Of the hits, where they are wanted.
    let mut stories: Vec<Option<u64>> = Vec::new();
    let by_story = request.stories && request.scope == Scope::Articles;
    archive.ahead(&mut candidates.ranked.iter().map(|candidate| candidate.address))?;
    for candidate in candidates.ranked {
        in_time(&request.until)?;
        let (article, quote) = archive.article(candidate.address)?;
        let reading = Reading::new(&article, archive.added(candidate.address)?);
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
        if by_story {
            // Asked while the article is at hand.
            stories.push(archive.story(candidate.address)?);
        }
        hits.push(candidate);
    }
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
