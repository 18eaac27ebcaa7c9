//! `warta quotes [QUERY]`: what was said, and by whom.

use std::io::Write;
use std::time::Instant;

use super::args::{self, Format, PageArgs, QueryArgs};
use super::search::count;
use super::{Failure, IndexDir, out};
use crate::index::Index;
use crate::output::{csv, json, text};
use crate::query::Scope;
use crate::search::{self, Axis, Bucket, Request};

/// Search quotations
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    index: IndexDir,
    #[command(flatten)]
    page: PageArgs,
    /// Count the values of a field over all quotations: `speaker`, `source:20`
    #[arg(long, value_name = "FIELD[:N]")]
    facet: Vec<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How many bytes of the article are shown before and after a quotation.
const CONTEXT: usize = 160;

pub fn run(args: &Args) -> Result<u8, Failure> {
    Ok(u8::from(!quotes(args)?))
}

fn quotes(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let query = args.query.understand(Scope::Statements)?;
    let facets: Vec<(Axis, usize)> = args
        .facet
        .iter()
        .map(|text| args::facet(text))
        .collect::<crate::error::Result<_>>()?;
    let index = Index::open(&args.index.path())?;
    let snapshot = index.snapshot()?;
    out::remark(&query.typed, &query.diagnostics);
    let request = Request {
        sort: args.page.sort.sort(),
        offset: args.page.offset,
        limit: args.page.limit.0,
        facets: facets.iter().map(|(axis, _)| *axis).collect(),
        ..Request::new(Scope::Statements)
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
        Format::Csv => csv::quote_header(out)?,
        Format::Text | Format::Ndjson => {}
    }
    for (i, ranked) in found.ranked.iter().enumerate() {
        let hit = search::statement(&snapshot, &query.condition, ranked)?;
        match args.format {
            Format::Csv => csv::quote_row(out, &hit)?,
            Format::Text => text::quote(out, style, args.page.offset + i + 1, &hit)?,
            Format::Json | Format::Ndjson => {
                if args.format == Format::Json && i > 0 {
                    out.write_all(b",")?;
                }
                let span = hit.quote().map(|quote| quote.span).unwrap_or_default();
                json::quote(out, &hit, &search::context(&hit.article, span, &hit.marks, CONTEXT))?;
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
            match found.num_hits {
                0 => writeln!(out, "nothing found ({took_ms} ms)")?,
                hits => writeln!(out, "{} ({took_ms} ms)", count(hits, "quotation"))?,
            }
        }
        Format::Csv | Format::Ndjson => {}
    }
    out.flush()?;
    Ok(found.num_hits > 0)
}
