//! `warta quotes [QUERY]`: what was said, and by whom.

use std::time::Instant;

use super::args::QUOTES;
use super::hits::{self, ListArgs};
use super::{Failure, guard, out};
use crate::ask;

/// Search quotations
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs<QUOTES>,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.list.index, || quotes(args)).map(|found| u8::from(!found))
}

fn quotes(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let question = args.list.asked.question()?;
    hits::check_format(args.list.format, question.facets.len(), "--quotes --format csv")?;
    let snapshot = args.list.index.open()?.snapshot()?;
    let answer = ask::quotes(&snapshot, &question)?;
    out::remark(&question.query.typed, &answer.diagnostics);
    hits::write(&answer, args.list.format, began)
}
