//! What a run tells of itself: file by file while it goes on, and summed up at its end.

use std::time::Duration;

use super::aside::Kinds;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    Updated,
    /// It is as it was, and was read anew because the rules have changed.
    Refreshed,
    Unchanged,
    Removed,
    /// Not read: of an unknown kind, or no regular file.
    Skipped,
    /// Nothing of it is in the index.
    Rejected,
}

/// A line of the report on a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    pub path: String,
    pub outcome: Outcome,
    /// Articles that are in the index.
    pub articles: u64,
    /// Why it was skipped, or what of it was rejected.
    pub reasons: Vec<String>,
    /// The reasons are not those of an earlier run.
    pub is_new: bool,
    /// How it was read in this run: which column was taken for what.
    pub notes: Vec<String>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    pub files: u64,
    pub articles: u64,
    /// Bytes of files that were read.
    pub bytes: u64,
}

/// Is told what happens, on the thread of the caller.
pub trait Observer {
    fn file(&mut self, report: FileReport);
    fn progress(&mut self, progress: Progress);
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub added: u64,
    pub updated: u64,
    /// Files that are as they were, read anew by newer rules.
    pub refreshed: u64,
    /// Files whose articles are still as older rules understood them.
    pub outdated: u64,
    pub unchanged: u64,
    pub removed: u64,
    pub skipped: u64,
    /// Files that were read and gave no article.
    pub empty: u64,
    /// The kinds of the files that were skipped.
    pub kinds: Kinds,
    /// What files held that is no article, by kind.
    pub left: Kinds,
    /// Files of which something was newly rejected.
    pub rejected: u64,
    /// Files of which the same was rejected in an earlier run.
    pub rejected_before: u64,
    /// Articles that were read in this run.
    pub articles: u64,
    /// Articles among them whose text is another's, word for word.
    pub copies: u64,
    /// Articles among them that are much like another.
    pub reprints: u64,
    pub bytes: u64,
    /// The persons were missing or their table was damaged, and they were made anew.
    pub persons_mended: bool,
    /// The index that was replaced was damaged: when its articles came in could not be read, and they count as new.
    pub earlier_damaged: bool,
    /// Folders and files that the index knows, that this run was not for and that are no longer there; what was read from them is still
    /// in the index.
    pub gone: Vec<String>,
    pub elapsed: Duration,
    /// The user stopped it; what was read until then is in.
    pub interrupted: bool,
}
