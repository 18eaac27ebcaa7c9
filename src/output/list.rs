//! Lists of hits in every form, the same for articles and statements.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

use super::columns::{self, parquet};
use super::format::Format;
use super::json::{HitJson, QuoteJson};
use super::terminal::Style;
use super::{csv, json, text};
use crate::ask::{Found, Hit, List, StatementHit};
use crate::error::Error;

/// Why a list was not written to its end.
#[derive(Debug)]
pub enum Interrupted {
    /// A hit could not be read.
    Read(Error),
    /// Something could not be written.
    Write(io::Error),
}

impl From<Error> for Interrupted {
    fn from(error: Error) -> Interrupted {
        Interrupted::Read(error)
    }
}

impl From<io::Error> for Interrupted {
    fn from(error: io::Error) -> Interrupted {
        Interrupted::Write(error)
    }
}

/// A kind of hit: how one is written.
pub trait Listed: Found + Send {
    /// What one is called.
    const NOUN: &'static str;

    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()>;
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
    /// `stories` says that each hit stands for a story.
    fn csv_header(out: &mut dyn Write, stories: bool) -> io::Result<()>;
    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()>;

    /// The columns. `stories` says that each hit stands for a story.
    fn schema(stories: bool) -> SchemaRef;
    fn columns(hits: &[Self], stories: bool) -> Result<RecordBatch, ArrowError>;
}

impl Listed for Hit {
    const NOUN: &'static str = "article";

    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()> {
        text::hit(out, style, number, self)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::hit(out, self)
    }

    fn csv_header(out: &mut dyn Write, stories: bool) -> io::Result<()> {
        csv::hit_header(out, stories)
    }

    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::hit_row(out, self)
    }

    fn schema(stories: bool) -> SchemaRef {
        columns::hits::articles(stories).schema()
    }

    fn columns(hits: &[Hit], stories: bool) -> Result<RecordBatch, ArrowError> {
        let rows: Vec<HitJson<'_>> = hits.iter().map(HitJson::of).collect();
        columns::hits::articles(stories).batch(&rows.iter().collect::<Vec<_>>())
    }
}

impl Listed for StatementHit {
    const NOUN: &'static str = "quotation";

    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()> {
        text::quote(out, style, number, self)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::quote(out, self)
    }

    fn csv_header(out: &mut dyn Write, _stories: bool) -> io::Result<()> {
        csv::quote_header(out)
    }

    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::quote_row(out, self)
    }

    fn schema(_stories: bool) -> SchemaRef {
        columns::hits::quotes().schema()
    }

    fn columns(hits: &[StatementHit], _stories: bool) -> Result<RecordBatch, ArrowError> {
        let rows: Vec<QuoteJson<'_>> = hits.iter().filter_map(QuoteJson::of).collect();
        columns::hits::quotes().batch(&rows.iter().collect::<Vec<_>>())
    }
}

/// Writes a list. `took_ms` is how long it took to find, `next` leads to the hits behind these where the reader can go on. CSV has the
/// hits alone, without facets.
///
/// # Errors
/// [`Interrupted`], with what was written so far.
pub fn write<H: Listed>(
    out: &mut dyn Write,
    style: Style,
    list: &List<'_, H>,
    took_ms: u64,
    next: Option<&str>,
    format: Format,
) -> Result<(), Interrupted> {
    match format {
        Format::Json => json::begin(out, &list.query, list.num_hits, took_ms)?,
        Format::Csv => H::csv_header(out, list.stories)?,
        Format::Text | Format::Ndjson => {}
    }
    let row = |i: usize, hit: H| -> Result<Vec<u8>, Interrupted> {
        let mut row = Vec::new();
        match format {
            Format::Csv => hit.csv_row(&mut row)?,
            Format::Text => hit.text(&mut row, style, list.offset + i + 1)?,
            Format::Json => {
                if i > 0 {
                    row.push(b',');
                }
                hit.json(&mut row)?;
            }
            Format::Ndjson => {
                hit.json(&mut row)?;
                row.push(b'\n');
            }
        }
        Ok(row)
    };
    list.each(row, |row| Ok(out.write_all(&row)?))?;
    // Gaps in time are for timelines.
    let mut facets = list.facets.clone();
    for facet in &mut facets {
        facet.values.retain(|bucket| bucket.count > 0);
    }
    match format {
        Format::Json => json::end(out, &facets, &list.diagnostics, next)?,
        Format::Text => {
            for facet in &facets {
                text::facet(out, style, facet.field, &facet.values, facet.missing)?;
                writeln!(out)?;
            }
            writeln!(out, "{} ({took_ms} ms)", shown(list))?;
        }
        Format::Csv | Format::Ndjson => {}
    }
    Ok(())
}

/// Hits that are made columns at a time.
const BATCH: usize = 256;

/// The hits of a list as columns, some at a time.
///
/// # Errors
/// [`Interrupted`], with what was handed over so far.
pub fn batches<H: Listed>(
    list: &List<'_, H>,
    take: &mut dyn FnMut(RecordBatch) -> io::Result<()>,
) -> Result<(), Interrupted> {
    let mut part: Vec<H> = Vec::with_capacity(list.len().min(BATCH));
    let mut hand_over = |part: &mut Vec<H>| -> Result<(), Interrupted> {
        take(H::columns(part, list.stories).map_err(io::Error::other)?)?;
        part.clear();
        Ok(())
    };
    list.each(
        |_, hit| Ok(hit),
        |hit| {
            part.push(hit);
            if part.len() < BATCH {
                Ok(())
            } else {
                hand_over(&mut part)
            }
        },
    )?;
    if part.is_empty() { Ok(()) } else { hand_over(&mut part) }
}

/// Writes the hits of a list as Parquet, without its facets.
///
/// # Errors
/// [`Interrupted`]; what was written so far is no file of Parquet.
pub fn parquet<H: Listed, W: Write + Send>(out: W, list: &List<'_, H>) -> Result<W, Interrupted> {
    let mut writer = parquet::Writer::new(out, H::schema(list.stories))?;
    batches(list, &mut |batch| writer.batch(&batch))?;
    Ok(writer.finish()?)
}

/// Which of the hits these are.
fn shown<H: Listed>(list: &List<'_, H>) -> String {
    let noun = if list.stories { "story" } else { H::NOUN };
    let mut shown = match (list.num_hits, list.len()) {
        (0, _) => return "nothing found".to_owned(),
        (hits, 0) => number_of(hits, noun),
        (hits, shown) if shown as u64 == hits => number_of(hits, noun),
        (hits, shown) => {
            let (first, last) = (list.offset + 1, list.offset + shown);
            format!("{first}–{last} of {}", number_of(hits, noun))
        }
    };
    if let Some(articles) = list.articles {
        shown.push_str(&format!(", {}", number_of(articles, H::NOUN)));
    }
    shown
}

/// `1 article`, `12 articles`, `12 stories`
fn number_of(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{number} {stem}ies"),
            None => format!("{number} {noun}s"),
        },
    }
}
