//! Hits as columns: the same values as their JSON, nested.

use super::{Column, Table};
use crate::output::json::{AmountJson, HitJson, QuoteJson};

/// The table of articles that were found; with a column of reprints where hits are stories.
pub fn articles<'a>(stories: bool) -> Table<'a, &'a HitJson<'a>> {
    let mut columns = vec![
        Column::text("id", "the article's id", |h: &'a HitJson<'a>| h.id),
        Column::real("score", "how well it fits the query", |h| h.score.into()),
        Column::text("title", "the headline", |h| h.title),
        Column::maybe_text("source", "the outlet's usual name", |h| h.source),
        Column::day("published", "the day, where it was published", |h| h.day),
        Column::maybe_text(
            "published_text",
            "the same in RFC 3339, with the time where it is known",
            |h| h.published.as_deref(),
        ),
        Column::text("path", "the file", |h| h.path),
        Column::texts("speakers", "the persons who speak in it", |h| &h.speakers),
        Column::texts("countries", "codes of countries, most salient first", |h| &h.countries),
        Column::list(
            "amounts",
            "amounts of money, those that were asked for first",
            |h| &h.amounts,
            amounts(),
        ),
        Column::text("snippet", "the passage that shows best why it is a hit", |h| {
            &h.snippet.text
        }),
        Column::list(
            "snippet_highlights",
            "the words that were found in it",
            |h| &h.snippet.highlights,
            spans(),
        ),
        Column::list(
            "title_highlights",
            "the words that were found in the title",
            |h| &h.title_highlights,
            spans(),
        ),
    ];
    if stories {
        let says = "how many more articles are the same story";
        columns.push(Column::maybe_whole("reprints", says, |h| {
            Some(h.reprints?.try_into().unwrap_or(i64::MAX))
        }));
    }
    Table {
        name: "articles",
        columns,
    }
}

/// The table of statements that were found.
pub fn quotes<'a>() -> Table<'a, &'a QuoteJson<'a>> {
    Table {
        name: "quotes",
        columns: quote(),
    }
}

pub(in crate::output) fn quote<'a>() -> Vec<Column<'a, &'a QuoteJson<'a>>> {
    vec![
        Column::text("id", "the article's id", |q| q.id),
        Column::real("score", "how well it fits the query", |q| q.score.into()),
        Column::maybe_text(
            "speaker",
            "the person, the same one under every form of the name",
            |q| q.speaker,
        ),
        Column::maybe_text("name", "the name as the article has it", |q| q.name),
        Column::maybe_text("role", "the role by which the speaker is named", |q| q.role),
        Column::text("kind", "`direct`, `indirect` or `mixed`", |q| q.kind),
        Column::text("text", "what was said", |q| q.text),
        Column::list(
            "highlights",
            "the words that were found in it",
            |q| &q.highlights,
            spans(),
        ),
        Column::maybe_text("cue", "the word that introduces it", |q| q.cue),
        Column::text("context", "the statement with what stands around it", |q| {
            &q.context.text
        }),
        Column::list(
            "context_highlights",
            "the words that were found there",
            |q| &q.context.highlights,
            spans(),
        ),
        Column::text("title", "the article's headline", |q| q.title),
        Column::maybe_text("source", "the outlet's usual name", |q| q.source),
        Column::day("published", "the day, where it was published", |q| q.day),
        Column::maybe_text(
            "published_text",
            "the same in RFC 3339, with the time where it is known",
            |q| q.published.as_deref(),
        ),
        Column::text("path", "the file", |q| q.path),
        Column::whole("start", "where it begins, in bytes of the body in UTF-8", |q| {
            q.start.into()
        }),
        Column::whole("end", "where it ends, exclusive", |q| q.end.into()),
    ]
}

fn amounts<'a>() -> Vec<Column<'a, &'a AmountJson<'a>>> {
    vec![
        Column::text("currency", "ISO 4217, historic codes included", |a| &a.currency),
        Column::decimal("min", "the lower bound; equal to `max` for a single value", |a| {
            a.min.as_ref()
        }),
        Column::decimal("max", "the upper bound", |a| a.max.as_ref()),
        Column::maybe_text("min_exact", super::record::EXACT, |a| Some(a.min.as_ref()?.digits())),
        Column::maybe_text("max_exact", super::record::EXACT, |a| Some(a.max.as_ref()?.digits())),
        Column::text("text", "as written", |a| a.text),
    ]
}

/// Stretches of a text.
fn spans<'a>() -> Vec<Column<'a, &'a [u32; 2]>> {
    vec![
        Column::whole("start", "in bytes of the text in UTF-8", |span| span[0].into()),
        Column::whole("end", "exclusive", |span| span[1].into()),
    ]
}

pub(in crate::output) fn count(number: u64) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}
