//! `warta optimize`: the index in one piece.

use std::io::Write;

use super::failure::Failure;
use super::index_dir::IndexDir;
use crate::index::{self, Index, Writer};
use crate::output::number::{bytes, plural};

/// Put the index together into one segment, so that it takes less room and searches touch fewer files
///
/// It is not needed: `warta index` merges segments as it goes. It pays where an archive will not change for long, or much was
/// removed. Searches go on meanwhile; the index needs its size once more on disk until it is done.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    index: IndexDir,
}

/// Bytes of memory for a writer that writes no documents.
const MEMORY: usize = 16_000_000;

pub fn run(args: &Args) -> Result<u8, Failure> {
    let dir = args.index.one()?;
    // An index that is not there is not made.
    let found = Index::open(&dir)?;
    let lock = index::lock(&dir)?;
    // Another process may have replaced it until the lock was ours.
    drop(found);
    let index = Index::open(&dir)?;
    let before = index.size_on_disk();
    let mut writer = Writer::new(&index, &lock, MEMORY, 1)?;
    let segments = writer.merge_all()?;
    writer.finish()?;
    let after = index.size_on_disk();
    let left = index.snapshot()?.searcher.segment_readers().len();
    writeln!(
        anstream::stdout(),
        "{} of {} -> {} of {}",
        plural(segments as u64, "segment", "segments"),
        bytes(before),
        plural(left as u64, "segment", "segments"),
        bytes(after)
    )?;
    Ok(0)
}
