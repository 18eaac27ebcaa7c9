//! A list of hits, of articles or of statements: counted, paged and written in every format, the same for both.

use std::io::{self, Write};
use std::time::Instant;

use super::args::{self, Format, PageArgs, Query, QueryArgs};
use super::{Failure, IndexDir, out};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::output::terminal::Style;
use crate::output::{csv, json, text};
use crate::query::{Condition, Scope};
use crate::search::{self, Axis, Bucket, Hit, Ranked, Request, StatementHit};

/// What is searched for, where, and how its hits are shown.
#[derive(clap::Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub query: QueryArgs,
    #[command(flatten)]
    pub index: IndexDir,
    #[command(flatten)]
    pub page: PageArgs,
    /// Count the values of a field over all hits: `speaker`, `source:20`
    #[arg(long, value_name = "FIELD[:N]")]
    pub facet: Vec<String>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

impl ListArgs {
    /// The query, and the fields to count with how many values of each, understood before any index is opened.
    pub fn understand(&self, scope: Scope) -> Result<(Query, Vec<(Axis, usize)>)> {
        let facets = self.facet.iter().map(|text| args::facet(text)).collect::<Result<_>>()?;
        Ok((self.query.understand(scope)?, facets))
    }
}

/// A kind of hit: how it is read from the index and written.
pub trait Listed: Sized {
    const SCOPE: Scope;
    /// What one is called.
    const NOUN: &'static str;
    /// The options of `warta facet` that count such hits.
    const FACET_OPTIONS: &'static str;

    fn read(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<Self>;
    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()>;
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
    /// `stories` says that each hit stands for a story.
    fn csv_header(out: &mut dyn Write, stories: bool) -> io::Result<()>;
    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()>;
}

impl Listed for Hit {
    const SCOPE: Scope = Scope::Articles;
    const NOUN: &'static str = "article";
    const FACET_OPTIONS: &'static str = "--format csv";

    fn read(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<Hit> {
        search::hit(snapshot, condition, ranked)
    }

    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()> {
        text::hit(out, style, number, self, &search::snippet(&self.article, &self.marks))
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::hit(out, self, &search::snippet(&self.article, &self.marks))
    }

    fn csv_header(out: &mut dyn Write, stories: bool) -> io::Result<()> {
        csv::hit_header(out, stories)
    }

    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::hit_row(out, self)
    }
}

/// How many bytes of the article are shown before and after a quotation.
const CONTEXT: usize = 160;

impl Listed for StatementHit {
    const SCOPE: Scope = Scope::Statements;
    const NOUN: &'static str = "quotation";
    const FACET_OPTIONS: &'static str = "--quotes --format csv";

    fn read(snapshot: &Snapshot, condition: &Condition, ranked: &Ranked) -> Result<StatementHit> {
        search::statement(snapshot, condition, ranked)
    }

    fn text(&self, out: &mut dyn Write, style: Style, number: usize) -> io::Result<()> {
        text::quote(out, style, number, self)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let span = self.quote().map(|quote| quote.span).unwrap_or_default();
        json::quote(out, self, &search::context(&self.article, span, &self.marks, CONTEXT))
    }

    fn csv_header(out: &mut dyn Write, _stories: bool) -> io::Result<()> {
        csv::quote_header(out)
    }

    fn csv_row(&self, out: &mut dyn Write) -> io::Result<()> {
        csv::quote_row(out, self)
    }
}

/// Searches and writes the hits that were asked for, those of a story as one if `stories`; whether there is any. `began` is when the
/// command did.
pub fn list<H: Listed>(
    snapshot: &Snapshot,
    query: &Query,
    axes: &[(Axis, usize)],
    args: &ListArgs,
    stories: bool,
    began: Instant,
) -> std::result::Result<bool, Failure> {
    if args.format == Format::Csv && !axes.is_empty() {
        let error = Error::new(
            ErrorKind::Usage,
            "--format csv",
            "one table cannot hold hits and facets",
        );
        let hint = format!("use `warta facet FIELD QUERY {}` for the counts", H::FACET_OPTIONS);
        return Err(error.with_hint(hint).into());
    }
    let request = Request {
        sort: args.page.sort.sort(),
        recency: args.page.recency()?,
        stories,
        offset: args.page.offset,
        limit: args.page.limit.0,
        labels: args
            .facet
            .iter()
            .find_map(|text| args::language_of_facet(text))
            .or(query.places),
        facets: axes.iter().map(|(axis, _)| *axis).collect(),
        ..Request::new(H::SCOPE)
    };
    let found = search::run(snapshot, &query.condition, &request)?;
    let took_ms = began.elapsed().as_millis() as u64;
    let facets: Vec<(&str, Vec<Bucket>)> = axes
        .iter()
        .zip(&found.facets)
        .map(|((axis, limit), counts)| (axis.name(), counts.top(*limit)))
        .collect();
    let out = &mut out::stdout();
    let style = out::style();
    match args.format {
        Format::Json => json::begin(out, &query.node.to_string(), found.num_hits, took_ms)?,
        Format::Csv => H::csv_header(out, stories)?,
        Format::Text | Format::Ndjson => {}
    }
    for (i, ranked) in found.ranked.iter().enumerate() {
        let hit = H::read(snapshot, &query.condition, ranked)?;
        match args.format {
            Format::Csv => hit.csv_row(out)?,
            Format::Text => hit.text(out, style, args.page.offset + i + 1)?,
            Format::Json => {
                if i > 0 {
                    out.write_all(b",")?;
                }
                hit.json(out)?;
            }
            Format::Ndjson => {
                hit.json(out)?;
                out.write_all(b"\n")?;
            }
        }
    }
    match args.format {
        Format::Json => json::end(out, &facets, &query.diagnostics)?,
        Format::Text => {
            for (field, buckets) in &facets {
                text::facet(out, style, field, buckets)?;
                writeln!(out)?;
            }
            let noun = if stories { "story" } else { H::NOUN };
            let mut shown = shown(args.page.offset, found.ranked.len(), found.num_hits, noun);
            if let Some(articles) = found.articles.filter(|_| found.num_hits > 0) {
                shown.push_str(&format!(", {}", count(articles, H::NOUN)));
            }
            writeln!(out, "{shown} ({took_ms} ms)")?;
        }
        Format::Csv | Format::Ndjson => {}
    }
    out.flush()?;
    Ok(found.num_hits > 0)
}

/// Which of the hits are on the page.
fn shown(offset: usize, on_page: usize, hits: u64, noun: &str) -> String {
    match (hits, on_page) {
        (0, _) => "nothing found".to_owned(),
        (hits, 0) => count(hits, noun),
        (hits, shown) if shown as u64 == hits => count(hits, noun),
        (hits, shown) => format!("{}–{} of {}", offset + 1, offset + shown, count(hits, noun)),
    }
}

/// `1 article`, `12 articles`, `12 stories`
pub fn count(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => match noun.strip_suffix('y') {
            Some(stem) => format!("{number} {stem}ies"),
            None => format!("{number} {noun}s"),
        },
    }
}
