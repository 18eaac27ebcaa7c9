//! The newest state of an index, for whoever answers for a long time: kept open, and changed for a newer one as soon as there is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::error::{Error, ErrorKind, Result};
use crate::index::{DECISIONS, Index, LIST, PERSONS, Snapshot};

/// How often it is looked whether the index has changed.
const EVERY: Duration = Duration::from_millis(500);

/// What the files that a state of the index is told by look like.
type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// An index with its newest state.
pub struct Newest {
    dir: PathBuf,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    snapshot: Option<Arc<Snapshot>>,
    stamp: Stamp,
    looked: Option<Instant>,
}

impl Newest {
    pub fn new(dir: &Path) -> Newest {
        Newest {
            dir: dir.to_owned(),
            held: Mutex::new(Held::default()),
        }
    }

    /// The directory's own name, for messages: never where it lies.
    pub fn name(&self) -> String {
        let name = self.dir.file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| "index".to_owned())
    }

    /// Whether there is an index at all.
    pub fn exists(&self) -> bool {
        Index::exists(&self.dir)
    }

    /// The newest state. While the index is written or rebuilt this is the last one that was whole.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] where there is no index, or it cannot be opened.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = &held.snapshot
            && held.looked.is_some_and(|at| at.elapsed() < EVERY)
        {
            return Ok(Arc::clone(snapshot));
        }
        held.looked = Some(Instant::now());
        let stamp = stamp(&self.dir);
        if let Some(snapshot) = &held.snapshot
            && stamp == held.stamp
        {
            return Ok(Arc::clone(snapshot));
        }
        if !self.exists() {
            held.snapshot = None;
            return Err(Error::new(ErrorKind::Index, self.name(), "there is no index here"));
        }
        let opened = Index::open(&self.dir).and_then(|index| index.snapshot()?.without_places());
        match opened {
            Ok(snapshot) => {
                let snapshot = Arc::new(snapshot);
                held.snapshot = Some(Arc::clone(&snapshot));
                held.stamp = stamp;
                Ok(snapshot)
            }
            Err(error) => {
                held.snapshot = None;
                Err(error)
            }
        }
    }

    /// What is damaged, where something is.
    pub fn damage(&self) -> Option<Error> {
        match Index::open(&self.dir) {
            Ok(index) => index.check_bytes().err(),
            Err(error) => Some(error),
        }
    }
}

/// The files that each commit writes last, `CURRENT` and the list of segments of each generation; and who is who, which is written behind the
/// commit and may be decided otherwise at any time.
fn stamp(dir: &Path) -> Stamp {
    let mut stamp = Stamp::new();
    let mut look = |path: PathBuf| {
        if let Ok(data) = fs::metadata(&path) {
            stamp.push((path, data.len(), data.modified().ok()));
        }
    };
    look(dir.join("CURRENT"));
    look(dir.join(DECISIONS));
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        look(entry.path().join(LIST));
        look(entry.path().join(PERSONS));
    }
    stamp.sort();
    stamp
}
