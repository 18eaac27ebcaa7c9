//! The record of an article as columns: the same values as its JSON, nested.

use super::{Column, Table};
use crate::output::record::{
    AmountRecord, CountryRecord, DatelineRecord, DoubtRecord, QuantityRecord, QuoteRecord, Record, SpeakerRecord,
};

/// The table of records; a row an article.
pub fn table<'a>() -> Table<'a, &'a Record<'a>> {
    Table {
        name: "record",
        columns: vec![
            Column::text("id", "the file's own id, else its path, else `path#member`", |r| r.id),
            Column::text("path", "the file, relative to the folder that was given", |r| r.path),
            Column::maybe_text("member", "the line, row or entry inside a file of many articles", |r| {
                r.member
            }),
            Column::text("title", "the headline", |r| r.title),
            Column::flag(
                "title_derived",
                "whether it was made from the lead, since the file has none",
                |r| r.title_derived,
            ),
            Column::maybe_text("source", "the outlet's usual name", |r| r.source),
            Column::day("published", "the day, where it was published", |r| r.day),
            Column::maybe_text(
                "published_text",
                "the same in RFC 3339, with the time where it is known",
                |r| r.published.as_deref(),
            ),
            Column::maybe_text("published_from", "`metadata`, `dateline` or `text`", |r| {
                r.published_from
            }),
            Column::text("language", "ISO 639-1, `und` where unknown", |r| r.language),
            Column::maybe_text("url", "its address", |r| r.url),
            Column::texts("authors", "who wrote it", |r| r.authors),
            Column::maybe_text("section", "the section, as the outlet calls it", |r| r.section),
            Column::group(
                "dateline",
                "where it was filed from",
                |r| r.dateline.as_ref(),
                dateline(),
            ),
            Column::text("body", "the clean text, a paragraph a line", |r| r.body),
            Column::texts("related", "link lines to other articles that stood in it", |r| {
                r.related
            }),
            Column::texts("cited_sources", "other outlets that it has its facts from", |r| {
                r.cited_sources
            }),
            Column::list("speakers", "named persons who speak", |r| &r.speakers, speakers()),
            Column::list(
                "quotes",
                "statements, in the order of the text",
                |r| &r.quotes,
                quotes(),
            ),
            Column::list(
                "countries",
                "countries, most salient first",
                |r| &r.countries,
                countries(),
            ),
            Column::list("amounts", "amounts of money", |r| &r.amounts, amounts()),
            Column::list(
                "quantities",
                "counts of people or things",
                |r| &r.quantities,
                quantities(),
            ),
            Column::list("doubts", "what contradicts itself in the file", |r| &r.doubts, doubts()),
        ],
    }
}

fn dateline<'a>() -> Vec<Column<'a, Option<&'a DatelineRecord<'a>>>> {
    vec![
        Column::maybe_text("place", "the place, as written", |d| d?.place),
        Column::maybe_text("country", "the country that it lies in, as `countries.code`", |d| {
            d?.country.as_deref()
        }),
    ]
}

fn speakers<'a>() -> Vec<Column<'a, &'a SpeakerRecord<'a>>> {
    vec![
        Column::text("name", "the fullest form in the article, without titles", |s| s.name),
        Column::texts("roles", "as written, nearest first", |s| s.roles),
        Column::maybe_text("affiliation", "the organisation that the person speaks for", |s| {
            s.affiliation
        }),
        Column::whole("quotes", "how many statements are this speaker's", |s| s.quotes.into()),
    ]
}

fn quotes<'a>() -> Vec<Column<'a, &'a QuoteRecord<'a>>> {
    vec![
        Column::maybe_text("speaker", "a name in `speakers`; null where nobody is named", |q| {
            q.speaker
        }),
        Column::maybe_text("role", "the role by which the speaker is named here", |q| q.role),
        Column::text("kind", "`direct`, `indirect` or `mixed`", |q| q.kind),
        Column::text("text", "what was said", |q| q.text),
        Column::maybe_text("cue", "the word that introduces it", |q| q.cue),
        Column::whole("start", "where it begins, in bytes of the body in UTF-8", |q| {
            q.start.into()
        }),
        Column::whole("end", "where it ends, exclusive", |q| q.end.into()),
    ]
}

fn countries<'a>() -> Vec<Column<'a, &'a CountryRecord<'a>>> {
    vec![
        Column::text("code", "ISO 3166-1 alpha-2, or the four letters of ISO 3166-3", |c| {
            &c.code
        }),
        Column::text("name", "its name in English", |c| c.name),
        Column::whole("count", "how often it is mentioned", |c| c.count.into()),
        Column::real("salience", "its share of the article, 0 to 1", |c| c.salience),
        Column::flag("about", "whether the story is about it", |c| c.about),
        Column::texts(
            "via",
            "how it was found: `name`, `demonym`, `city`, `metonym`, `dateline`, `metadata`",
            |c| &c.via,
        ),
    ]
}

/// What the columns of exact numbers say: the number as a decimal, and its digits for what does not fit.
pub(super) const EXACT: &str = "its digits, whatever their number";

fn amounts<'a>() -> Vec<Column<'a, &'a AmountRecord<'a>>> {
    vec![
        Column::text("currency", "ISO 4217, historic codes included", |a| &a.currency),
        Column::decimal("min", "the lower bound; equal to `max` for a single value", |a| {
            a.min.as_ref()
        }),
        Column::decimal("max", "the upper bound", |a| a.max.as_ref()),
        Column::maybe_text("min_exact", EXACT, |a| a.min.as_ref().map(|n| n.digits())),
        Column::maybe_text("max_exact", EXACT, |a| a.max.as_ref().map(|n| n.digits())),
        Column::text("bound", "`exact`, `about`, `at_least`, `at_most` or `range`", |a| {
            a.bound
        }),
        Column::text("text", "as written", |a| a.text),
        Column::whole("start", "where it begins, in bytes of the body in UTF-8", |a| {
            a.start.into()
        }),
        Column::whole("end", "where it ends, exclusive", |a| a.end.into()),
    ]
}

fn quantities<'a>() -> Vec<Column<'a, &'a QuantityRecord<'a>>> {
    vec![
        Column::decimal("value", "how many", |q| Some(&q.value)),
        Column::text("value_exact", EXACT, |q| q.value.digits()),
        Column::text("unit", "what is counted, as written", |q| q.unit),
        Column::text("bound", "as that of an amount", |q| q.bound),
        Column::text("text", "as written", |q| q.text),
        Column::whole("start", "where it begins, in bytes of the body in UTF-8", |q| {
            q.start.into()
        }),
        Column::whole("end", "where it ends, exclusive", |q| q.end.into()),
    ]
}

fn doubts<'a>() -> Vec<Column<'a, &'a DoubtRecord<'a>>> {
    vec![
        Column::text("field", "the column that it is about", |d| d.field),
        Column::text("message", "one sentence", |d| d.message),
    ]
}
