//! `warta quotes [QUERY]`: what was said, and by whom.

use std::time::Instant;

use super::hits::{self, ListArgs};
use super::{Failure, guard, out};
use crate::index::Index;
use crate::query::Scope;
use crate::search::StatementHit;

/// Search quotations
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.list.index, || quotes(args)).map(|found| u8::from(!found))
}

fn quotes(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let (query, facets) = args.list.understand(Scope::Statements)?;
    let index = Index::open(&args.list.index.path())?;
    let snapshot = index.snapshot()?;
    let query = query.compare_with(&snapshot)?;
    out::remark(&query.typed, &query.diagnostics);
    hits::list::<StatementHit>(&snapshot, &query, &facets, &args.list, false, began)
}
