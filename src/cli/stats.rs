//! `warta stats`: what is in the index.

use std::io::Write;

use super::failure::Failure;
use super::guard;
use super::index_dir::IndexDir;
use crate::ask;
use crate::output::{Format, stats};

/// Show what is in the index: articles, quotes, sources, dates, size, versions
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// List every file with what became of it
    #[arg(long)]
    files: bool,
    /// List what is doubtful: dates against addresses, columns that were not read, files that look like something else
    #[arg(long, conflicts_with = "files")]
    doubts: bool,
    /// text, json, ndjson or csv
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || stats(args)).map(|()| 0)
}

fn stats(args: &Args) -> Result<(), Failure> {
    let snapshot = args.index.open()?.snapshot()?;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    if args.files {
        stats::write_files(&mut out, &ask::files(&snapshot)?, args.format)?;
    } else if args.doubts {
        stats::write_doubts(&mut out, &ask::doubts(&snapshot)?, args.format)?;
    } else {
        stats::write_stats(&mut out, &ask::stats(&snapshot)?, args.format)?;
    }
    out.flush()?;
    Ok(())
}
