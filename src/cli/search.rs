//! `warta search [QUERY]`: articles.

use std::io::Write;
use std::time::Instant;

use super::args::{self, Format, PageArgs, QueryArgs};
use super::report;
use super::{Failure, IndexDir, out};
use crate::error::{Error, ErrorKind};
use crate::index::Index;
use crate::output::{csv, json, text};
use crate::query::Scope;
use crate::search::{self, Axis, Bucket, Request};

/// Search articles
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    index: IndexDir,
    #[command(flatten)]
    page: PageArgs,
    /// Count the values of a field over all hits: `speaker`, `source:20`
    #[arg(long, value_name = "FIELD[:N]")]
    facet: Vec<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Show how the query is understood, what each word became and how often each form occurs
    #[arg(long)]
    explain: bool,
    /// Show why the article with this id is a hit, or is none
    #[arg(long, value_name = "ID")]
    why: Option<String>,
    /// Draw the hits by time
    #[arg(long)]
    timeline: bool,
    /// Put two queries side by side, by outlet and by year
    #[arg(long, num_args = 2, value_names = ["Q1", "Q2"])]
    compare: Option<Vec<String>>,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    Ok(u8::from(!search(args)?))
}

fn search(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let query = args.query.understand(Scope::Articles)?;
    let facets: Vec<(Axis, usize)> = args
        .facet
        .iter()
        .map(|text| args::facet(text))
        .collect::<crate::error::Result<_>>()?;
    let index = Index::open(&args.index.path())?;
    let snapshot = index.snapshot()?;
    if let Some(compare) = &args.compare {
        return report::compare(&snapshot, &query, compare, args.format);
    }
    if let Some(id) = &args.why {
        return report::why(&snapshot, &query, id, args.format);
    }
    out::remark(&query.typed, &query.diagnostics);
    if args.explain {
        return report::explain(&snapshot, &query, Scope::Articles);
    }
    if args.timeline {
        return report::timeline(&snapshot, &query, args.format);
    }
    if args.format == Format::Csv && !facets.is_empty() {
        return Err(Error::new(
            ErrorKind::Usage,
            "--format csv",
            "one table cannot hold hits and facets",
        )
        .with_hint("use `warta facet FIELD QUERY --format csv` for the counts")
        .into());
    }
    let request = Request {
        sort: args.page.sort.sort(),
        offset: args.page.offset,
        limit: args.page.limit.0,
        facets: facets.iter().map(|(axis, _)| *axis).collect(),
        ..Request::new(Scope::Articles)
    };
    let found = search::run(&snapshot, &query.condition, &request)?;
    let took_ms = began.elapsed().as_millis() as u64;
    let facets: Vec<(&str, Vec<Bucket>)> = facets
        .iter()
        .zip(&found.facets)
        .map(|((axis, limit), counts)| (axis.name(), counts.top(*limit)))
        .collect();
    let out = &mut out::stdout();
    let style = out::style();
    match args.format {
        Format::Json => json::begin(out, &query.node.to_string(), found.num_hits, took_ms)?,
        Format::Csv => csv::article_header(out)?,
        Format::Text | Format::Ndjson => {}
    }
    for (i, ranked) in found.ranked.iter().enumerate() {
        let hit = search::hit(&snapshot, &query.condition, ranked)?;
        match args.format {
            Format::Csv => csv::article_row(out, &hit.article)?,
            Format::Text => {
                let snippet = search::snippet(&hit.article, &hit.marks);
                text::hit(out, style, args.page.offset + i + 1, &hit, &snippet)?;
            }
            Format::Json | Format::Ndjson => {
                let snippet = search::snippet(&hit.article, &hit.marks);
                if args.format == Format::Json && i > 0 {
                    out.write_all(b",")?;
                }
                json::hit(out, &hit, &snippet)?;
                if args.format == Format::Ndjson {
                    out.write_all(b"\n")?;
                }
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
            let last = args.page.offset + found.ranked.len();
            match (found.num_hits, found.ranked.len()) {
                (0, _) => writeln!(out, "nothing found ({took_ms} ms)")?,
                (hits, shown) if shown as u64 == hits => writeln!(out, "{} ({took_ms} ms)", count(hits, "article"))?,
                (hits, 0) => writeln!(out, "{} ({took_ms} ms)", count(hits, "article"))?,
                (hits, _) => {
                    let first = args.page.offset + 1;
                    writeln!(out, "{first}–{last} of {} ({took_ms} ms)", count(hits, "article"))?;
                }
            }
        }
        Format::Csv | Format::Ndjson => {}
    }
    out.flush()?;
    Ok(found.num_hits > 0)
}

/// `1 article`, `12 articles`
pub fn count(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
