//! `warta search [QUERY]`: articles.

use std::time::Instant;

use super::args;
use super::hits::{self, ListArgs};
use super::{Failure, guard, out, report};
use crate::index::Index;
use crate::query::Scope;
use crate::search::Hit;

/// Search articles
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,
    /// Count an article and its reprints as one hit; the best of them stands for it
    #[arg(long, conflicts_with_all = ["why", "timeline", "compare"])]
    stories: bool,
    /// Show how the query is understood, what each word became and how often each form occurs
    #[arg(long)]
    explain: bool,
    /// Show why the article with this id is a hit, or is none
    #[arg(long, value_name = "ID")]
    why: Option<String>,
    /// Draw the hits by time: by `date`, `month` or `year`, or by what fits on a page
    #[arg(long, value_name = "FIELD", num_args = 0..=1, require_equals = true)]
    timeline: Option<Option<String>>,
    /// Put two queries side by side, by outlet and by year: counts, and shares of all articles there
    #[arg(long, num_args = 2, value_names = ["Q1", "Q2"])]
    compare: Option<Vec<String>>,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.list.index, || search(args)).map(|found| u8::from(!found))
}

fn search(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let (list, format) = (&args.list, args.list.format);
    let (query, facets) = list.understand(Scope::Articles)?;
    let timeline = match &args.timeline {
        Some(Some(field)) => Some(Some(args::time_axis(field)?)),
        Some(None) => Some(None),
        None => None,
    };
    let index = Index::open(&list.index.path())?;
    let snapshot = index.snapshot()?;
    let query = query.compare_with(&snapshot)?;
    if let Some(compare) = &args.compare {
        return report::compare(&snapshot, &query, compare, format);
    }
    if let Some(id) = &args.why {
        return report::why(&snapshot, &query, id, format);
    }
    out::remark(&query.typed, &query.diagnostics);
    if args.explain {
        return report::explain(&snapshot, &query, Scope::Articles);
    }
    if let Some(axis) = timeline {
        return report::timeline(&snapshot, &query, axis, format);
    }
    hits::list::<Hit>(&snapshot, &query, &facets, list, args.stories, began)
}
