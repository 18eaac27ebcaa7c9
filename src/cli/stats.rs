//! `warta stats`: what is in the archive.

use std::io::Write;

use super::archive::Place;
use super::failure::Failure;
use crate::ask;
use crate::output::{Format, stats};

/// Show what is in the index: articles, quotes, sources, dates, size, versions
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// List every file with what became of it
    #[arg(long)]
    files: bool,
    /// List what is doubtful: dates against addresses, columns that were not read, files that look like something else
    #[arg(long, conflicts_with = "files")]
    doubts: bool,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    args.place.reading(|| stats(args)).map(|()| 0)
}

fn stats(args: &Args) -> Result<(), Failure> {
    if args.files {
        args.place
            .only_here("what became of each file is known to the index that the archive was exported from")?;
    }
    let archive = args.place.open()?;
    let archive = &*archive;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    if args.files {
        let files = ask::files(archive)?.unwrap_or_default();
        stats::write_files(&mut out, &files, args.format)?;
    } else if args.doubts {
        stats::write_doubts(&mut out, &ask::doubts(archive)?, args.format)?;
        if args.place.server()?.is_some() {
            anstream::eprintln!("what is doubtful of files is known to the index that the archive was exported from");
        }
    } else {
        stats::write_stats(&mut out, &ask::stats(archive)?, args.format)?;
    }
    out.flush()?;
    Ok(())
}
