//! `warta facet FIELD [FIELD] [QUERY]`: the values of a field and how often each occurs.

use std::io::Write;

use super::args::{self, Format, QueryArgs};
use super::{Failure, IndexDir, guard, out};
use crate::index::{Index, fields};
use crate::lang;
use crate::output::csv::{self, CrossTable};
use crate::output::json::BucketJson;
use crate::output::text;
use crate::query::Scope;
use crate::search::{self, Axis, Bucket, Request};

/// Count the values of a field, or of two fields against each other
#[derive(clap::Args)]
pub struct Args {
    /// The field to count: `speaker`, `country`, `year` ...
    field: String,
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    index: IndexDir,
    /// Only values of which a word begins so
    #[arg(long)]
    prefix: Option<String>,
    /// How many values: a number, or `all`
    #[arg(long, default_value = "20", value_parser = args::limit)]
    limit: args::Limits,
    /// Values to leave out at the beginning
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// Count quotations instead of articles
    #[arg(long)]
    quotes: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How many columns a crossed table has at most.
const COLUMNS: usize = 12;

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || facet(args)).map(|found| u8::from(!found))
}

fn facet(args: &Args) -> Result<bool, Failure> {
    let axis = args::axis(&args.field)?;
    // A second field before the query crosses the two.
    let second = args
        .query
        .query
        .first()
        .and_then(|word| fields::field(word))
        .and_then(Axis::of);
    let mut words = args.query.query.clone();
    if second.is_some() {
        words.remove(0);
    }
    let scope = if args.quotes {
        Scope::Statements
    } else {
        Scope::Articles
    };
    let query = args.query.with(words).understand(scope)?;
    let index = Index::open(&args.index.path())?;
    let snapshot = index.snapshot()?;
    let query = query.compare_with(&snapshot)?;
    out::remark(&query.typed, &query.diagnostics);
    let request = Request {
        limit: Some(0),
        facets: [axis].into_iter().chain(second).collect(),
        labels: args::language_of_facet(&args.field).or(query.places),
        crossed: second.map(|second| (axis, second)),
        ..Request::new(scope)
    };
    let found = search::run(&snapshot, &query.condition, &request)?;
    let prefix = args.prefix.as_deref().map(crate::index::analyzer::fold_value);
    let mut buckets = found.facets.first().map(search::Counts::buckets).unwrap_or_default();
    buckets.retain(|bucket| prefix.as_deref().is_none_or(|prefix| begins(axis, bucket, prefix)));
    let distinct = buckets.len();
    let buckets: Vec<Bucket> = buckets
        .into_iter()
        .skip(args.offset)
        .take(args.limit.0.unwrap_or(usize::MAX))
        .collect();
    let out = &mut out::stdout();
    let name = axis.name();
    if let (Some(second), Some(counts)) = (second, found.facets.get(1)) {
        let columns = counts.top(if args.format == Format::Text {
            COLUMNS.min(4)
        } else {
            usize::MAX
        });
        let mut table = CrossTable::of(&found.crossed, &buckets, &columns);
        if args.format == Format::Text {
            // Codes of countries keep columns narrow; regions have none that anybody knows.
            for (axis, names, buckets) in [
                (axis, &mut table.rows, &buckets),
                (second, &mut table.columns, &columns),
            ] {
                if axis == Axis::Region {
                    *names = buckets.iter().map(|bucket| bucket.label.clone()).collect();
                }
            }
        }
        write_crossed(out, args.format, (name, second.name()), &table)?;
    } else {
        match args.format {
            Format::Csv => csv::buckets(out, name, &buckets)?,
            Format::Text => {
                text::facet(out, out::style(), name, &buckets)?;
                if buckets.len() < distinct {
                    writeln!(out, "{} of {distinct} values", buckets.len())?;
                }
            }
            Format::Json => {
                let values = serde_json::to_string(&BucketJson::of(&buckets)).map_err(std::io::Error::from)?;
                let query = serde_json::to_string(&query.node.to_string()).map_err(std::io::Error::from)?;
                writeln!(
                    out,
                    "{{\"version\":1,\"query\":{query},\"num_hits\":{},\"field\":\"{name}\",\"distinct\":{distinct},\"values\":{values}}}",
                    found.num_hits
                )?;
            }
            Format::Ndjson => {
                for value in BucketJson::of(&buckets) {
                    let line = serde_json::to_string(&value).map_err(std::io::Error::from)?;
                    writeln!(out, "{line}")?;
                }
            }
        }
    }
    out.flush()?;
    Ok(!buckets.is_empty())
}

fn begins(axis: Axis, bucket: &Bucket, prefix: &str) -> bool {
    // A country is found by its name in each language.
    let names = lang::SPOKEN.map(|language| search::label(axis, &bucket.value, language));
    [&bucket.value].into_iter().chain(&names).any(|text| {
        let folded = crate::index::analyzer::fold_value(text);
        let mut starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
        starts.any(|at| folded[at..].starts_with(prefix))
    })
}

fn write_crossed(out: &mut dyn Write, format: Format, names: (&str, &str), table: &CrossTable) -> std::io::Result<()> {
    match format {
        Format::Csv => csv::crossed(out, names, table),
        // A cell a line, as tools that read line by line want it; what is in no cell was counted nowhere.
        Format::Ndjson => {
            for (row, counts) in table.rows.iter().zip(&table.counts) {
                for (column, count) in table.columns.iter().zip(counts).filter(|(_, count)| **count > 0) {
                    writeln!(
                        out,
                        "{}",
                        serde_json::json!({names.0: row, names.1: column, "count": count})
                    )?;
                }
            }
            Ok(())
        }
        Format::Json => {
            let json = serde_json::json!({
                "version": 1, "fields": [names.0, names.1],
                "rows": table.rows, "columns": table.columns, "counts": table.counts,
            });
            writeln!(out, "{json}")
        }
        Format::Text => {
            let wide = table
                .rows
                .iter()
                .map(|r| r.chars().count())
                .max()
                .unwrap_or(0)
                .clamp(names.0.len(), 32);
            let short = |text: &str, len: usize| -> String {
                let text = crate::output::terminal::escape(text);
                match text.chars().count() > len {
                    true => text.chars().take(len - 1).chain(['…']).collect(),
                    false => text,
                }
            };
            write!(out, "{:wide$}", names.0)?;
            for column in &table.columns {
                write!(out, " {:>10}", short(column, 10))?;
            }
            writeln!(out)?;
            for (row, counts) in table.rows.iter().zip(&table.counts) {
                write!(out, "{:wide$}", short(row, wide))?;
                for count in counts {
                    write!(out, " {count:>10}")?;
                }
                writeln!(out)?;
            }
            Ok(())
        }
    }
}
