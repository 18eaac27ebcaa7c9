//! What comes out of the pipeline: articles of a file, and what the walk saw.

use rustc_hash::FxHashSet;

use super::aside::Aside;
use crate::article::Extracted;
use crate::corpus::FileEntry;
use crate::index::ledger::Stamp;

/// What the walk saw.
#[derive(Default)]
pub struct Seen {
    /// Keys of all files.
    pub files: FxHashSet<u64>,
    /// Folders and files that could not be looked at.
    pub unseen: Vec<String>,
}

/// Articles of a file, ready for the index.
pub struct Done {
    pub file: FileEntry,
    pub part: Extent,
    pub articles: Vec<Extracted>,
    pub aside: Aside,
}

/// How much of a file is done.
pub enum Extent {
    /// More follows.
    Some,
    Last {
        stamp: Stamp,
        bytes: u64,
    },
}
