//! Statements, each once, in every form.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use serde::Serialize;

use super::columns::hits::{count, quote};
use super::columns::{Column, Table, parquet};
use super::csv::write_row;
use super::format::Format;
use super::json::{self, QuoteJson};
use super::terminal::{Ink, Style, escape, paragraph};
use super::text;
use crate::article::Span;
use crate::ask::{Once, OnceList, StatementHit, Variant};

#[derive(Serialize)]
struct PrintedJson<'a> {
    id: &'a str,
    source: Option<&'a str>,
    published: Option<String>,
    path: &'a str,
}

impl<'a> PrintedJson<'a> {
    fn of(hit: &'a StatementHit) -> PrintedJson<'a> {
        PrintedJson {
            id: &hit.article.id,
            source: hit.article.source.as_deref(),
            published: hit.article.published.as_ref().map(ToString::to_string),
            path: &hit.article.path,
        }
    }
}

#[derive(Serialize)]
struct VariantJson<'a> {
    text: &'a str,
    /// Byte offsets into `text` of the words that the first wording has not.
    differences: Vec<[u32; 2]>,
    articles: u64,
    first: PrintedJson<'a>,
}

impl<'a> VariantJson<'a> {
    fn of(variant: &'a Variant) -> VariantJson<'a> {
        VariantJson {
            text: words(&variant.hit),
            differences: variant.differences.iter().map(|span| [span.start, span.end]).collect(),
            articles: variant.articles,
            first: PrintedJson::of(&variant.hit),
        }
    }
}

#[derive(Serialize)]
struct OnceJson<'a> {
    /// The quotation that was printed first, in the form of `quotes`.
    statement: &'a serde_json::value::RawValue,
    quotations: u64,
    articles: u64,
    outlets: u64,
    first: PrintedJson<'a>,
    num_variants: usize,
    variants: Vec<VariantJson<'a>>,
}

fn words(hit: &StatementHit) -> &str {
    hit.quote()
        .map(|quote| quote.span.of(&hit.article.body))
        .unwrap_or_default()
}

fn once_json(out: &mut dyn Write, once: &Once) -> io::Result<()> {
    let mut statement = Vec::new();
    json::quote(&mut statement, &once.first)?;
    let statement = String::from_utf8(statement).map_err(io::Error::other)?;
    let statement = serde_json::value::RawValue::from_string(statement)?;
    let json = OnceJson {
        statement: &statement,
        quotations: once.quotations,
        articles: once.articles,
        outlets: once.outlets,
        first: PrintedJson::of(&once.first),
        num_variants: once.num_variants,
        variants: once.variants.iter().map(VariantJson::of).collect(),
    };
    Ok(serde_json::to_writer(out, &json)?)
}

/// Statements that are made columns at a time.
const PART: usize = 256;

/// Writes the list.
pub fn write(out: &mut dyn Write, style: Style, list: &OnceList, took_ms: u64, format: Format) -> io::Result<()> {
    match format {
        Format::Ndjson => list.hits.iter().try_for_each(|once| {
            once_json(out, once)?;
            out.write_all(b"\n")
        }),
        Format::Json => {
            let query = serde_json::to_string(&list.query)?;
            write!(
                out,
                "{{\"version\":1,\"query\":{query},\"num_hits\":{},\"quotations\":{},\"took_ms\":{took_ms},\"hits\":[",
                list.num_hits, list.quotations
            )?;
            for (i, once) in list.hits.iter().enumerate() {
                if i > 0 {
                    out.write_all(b",")?;
                }
                once_json(out, once)?;
            }
            writeln!(out, "]}}")
        }
        Format::Csv => csv(out, list),
        Format::Text => {
            for (i, once) in list.hits.iter().enumerate() {
                once_text(out, style, list.offset + i + 1, once)?;
            }
            if list.num_hits == 0 {
                return writeln!(out, "nothing found ({took_ms} ms)");
            }
            writeln!(
                out,
                "{} of {} in {} ({took_ms} ms)",
                list.hits.len(),
                counted(list.num_hits, "statement"),
                counted(list.quotations, "quotation")
            )
        }
    }
}

/// A statement with all that printed it.
struct OnceRow<'a> {
    first: QuoteJson<'a>,
    once: &'a Once,
    variants: Vec<VariantJson<'a>>,
}

impl<'a> OnceRow<'a> {
    fn of(once: &'a Once) -> Option<OnceRow<'a>> {
        Some(OnceRow {
            first: QuoteJson::of(&once.first)?,
            once,
            variants: once.variants.iter().map(VariantJson::of).collect(),
        })
    }
}

/// The table of statements, each once: the columns of quotations for the first one that printed it, and what else did.
fn statements<'a>() -> Table<'a, &'a OnceRow<'a>> {
    let first = quote()
        .into_iter()
        .map(|column| column.within(|row: &'a OnceRow<'a>| &row.first));
    let counts = [
        Column::whole("quotations", "how often it was found", |r: &'a OnceRow<'a>| {
            count(r.once.quotations)
        }),
        Column::whole("articles", "in how many articles", |r| count(r.once.articles)),
        Column::whole("outlets", "in how many outlets that are known", |r| {
            count(r.once.outlets)
        }),
        Column::whole("num_variants", "how many other wordings there are", |r| {
            count(r.once.num_variants as u64)
        }),
        Column::list("variants", "the most frequent of them", |r| &r.variants, variant()),
    ];
    Table {
        name: "statements",
        columns: first.chain(counts).collect(),
    }
}

fn variant<'a>() -> Vec<Column<'a, &'a VariantJson<'a>>> {
    vec![
        Column::text("text", "the wording", |v| v.text),
        Column::whole("articles", "in how many articles", |v| count(v.articles)),
        Column::text("id", "the article that printed it first", |v| v.first.id),
    ]
}

/// The columns of statements in Markdown.
pub fn documentation() -> String {
    statements().documentation()
}

/// The list as columns.
///
/// # Errors
/// Where the texts of one column are together longer than 2 GiB.
pub fn columns(list: &[Once]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<OnceRow<'_>> = list.iter().filter_map(OnceRow::of).collect();
    statements().batch(&rows.iter().collect::<Vec<_>>())
}

/// Writes the list as Parquet.
pub fn parquet<W: Write + Send>(out: W, list: &OnceList) -> io::Result<W> {
    let mut writer = parquet::Writer::new(out, statements().schema())?;
    for part in list.hits.chunks(PART) {
        writer.batch(&columns(part).map_err(io::Error::other)?)?;
    }
    writer.finish()
}

fn csv(out: &mut dyn Write, list: &OnceList) -> io::Result<()> {
    write_row(
        out,
        [
            "speaker",
            "name",
            "kind",
            "text",
            "quotations",
            "articles",
            "outlets",
            "wordings",
            "source",
            "date",
            "id",
        ],
    )?;
    list.hits.iter().try_for_each(|once| {
        let article = &once.first.article;
        let quote = once.first.quote();
        let speaker = quote.and_then(|quote| article.speaker_of(quote));
        let cells = [
            once.first.person.clone().unwrap_or_default(),
            speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            quote
                .map_or("", |quote| super::record::kind_name(quote.kind))
                .to_owned(),
            words(&once.first).to_owned(),
            once.quotations.to_string(),
            once.articles.to_string(),
            once.outlets.to_string(),
            (once.num_variants + 1).to_string(),
            article.source.clone().unwrap_or_default(),
            article.published.as_ref().map(ToString::to_string).unwrap_or_default(),
            article.id.clone(),
        ];
        write_row(out, cells.iter().map(String::as_str))
    })
}

fn counted(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

fn once_text(out: &mut dyn Write, style: Style, number: usize, once: &Once) -> io::Result<()> {
    text::quote(out, style, number, &once.first)?;
    if once.articles < 2 {
        return Ok(());
    }
    let mut line = format!("   in {}", counted(once.articles, "article"));
    if once.outlets > 1 {
        line.push_str(&format!(" of {}", counted(once.outlets, "outlet")));
    }
    line.push_str(", first this one");
    match once.num_variants {
        0 => {}
        1 => line.push_str("; in one other wording:"),
        more => line.push_str(&format!("; in {more} other wordings:")),
    }
    writeln!(out, "{}", style.ink(Ink::Faint, &line))?;
    for variant in &once.variants {
        let inks: Vec<(Span, Ink)> = variant.differences.iter().map(|span| (*span, Ink::Match)).collect();
        let shown = match style.colour {
            true => words(&variant.hit).replace('\n', " "),
            // What has no colour gets signs around it.
            false => bracketed(words(&variant.hit), &variant.differences).replace('\n', " "),
        };
        let inks = if style.colour { inks } else { Vec::new() };
        paragraph(out, style, "     ", &shown, &inks)?;
        let source = variant.hit.article.source.as_deref().unwrap_or("(no outlet)");
        let printed = format!(
            "     {}, {}, {}",
            counted(variant.articles, "article"),
            escape(source),
            escape(&variant.hit.article.id)
        );
        writeln!(out, "{}", style.ink(Ink::Faint, &printed))?;
    }
    writeln!(out)
}

/// The text with `[` and `]` around each row of words that differ.
fn bracketed(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    let mut spans = spans.iter().map(|span| span.range()).peekable();
    while let Some(span) = spans.next() {
        let mut end = span.end;
        // Words beside each other are one row.
        while let Some(next) = spans.next_if(|next| text[end..next.start].trim().is_empty()) {
            end = next.end;
        }
        out.push_str(&text[at..span.start]);
        out.push('[');
        out.push_str(&text[span.start..end]);
        out.push(']');
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_words_that_differ_stand_in_brackets() {
        let text = "satu dua tiga empat";
        let spans = [Span::new(5, 8), Span::new(9, 13)];
        assert_eq!(bracketed(text, &spans), "satu [dua tiga] empat");
        assert_eq!(bracketed(text, &[]), text);
    }
}
