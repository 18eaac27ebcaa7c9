//! `warta check`: whether the index is as it was written.

use std::io::Write;

use super::failure::Failure;
use super::index_dir::IndexDir;
use crate::ask;
use crate::index::Index;
use crate::output::number::plural;

/// Read all of the index and say whether it is damaged
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    index: IndexDir,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    let index = Index::open(&args.index.one()?)?;
    let counts = index.check()?;
    if counts.articles > 0 && index.people().is_none() {
        super::out::remark("", &[ask::no_persons()]);
    }
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "whole: {}, {}, {}",
        plural(counts.articles, "article", "articles"),
        plural(counts.quotes, "quote", "quotes"),
        plural(counts.files, "file", "files")
    )?;
    Ok(0)
}
