//! What a run is asked to do.

use std::path::PathBuf;

use super::roots::Piped;
use crate::corpus::{ReadOptions, WalkOptions};
use crate::extract::Version;

/// What to do.
#[derive(Clone, Debug)]
pub struct Request {
    /// The directory of the index.
    pub index: PathBuf,
    /// Folders and files; where there are none and nothing comes from standard input, all that the index knows.
    pub roots: Vec<PathBuf>,
    /// What came from standard input.
    pub piped: Option<Piped>,
    pub walk: WalkOptions,
    /// How files are read. Its map of columns is remembered with these roots; where there is none, each root has the one that is.
    pub read: ReadOptions,
    /// The roots have no map from now on.
    pub no_map: bool,
    /// Files that are gone stay in the index.
    pub keep_missing: bool,
    /// Start afresh beside the index in use, and take its place at the end.
    pub rebuild: bool,
    /// Read only the files of which something was rejected.
    pub retry: bool,
    /// Read all files anew that were understood by other rules; else a part of them is, see `refresh`.
    pub refresh: bool,
    /// What articles are understood by: [`Version::current`], but where a test stands in for another program.
    pub version: Version,
    /// Bytes of memory for articles that are not on disk yet.
    pub memory: usize,
    /// Threads that read and extract, and as many that index.
    pub threads: usize,
    /// A commit falls due after so many bytes of files, or after a minute.
    pub commit_bytes: u64,
}
