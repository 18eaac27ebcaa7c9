//! The newest state of an archive, for whoever answers for a long time: kept open, and changed for a newer one as soon as there is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::engine::Archive;
use crate::engine::quickwit::{Client, Remote, Server, State};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{DECISIONS, Index, LIST, PERSONS};

/// How often it is looked whether an index has changed, and how often a server is asked.
const EVERY: Duration = Duration::from_millis(500);
const EVERY_FAR: Duration = Duration::from_secs(2);

/// How long an answer of a server is waited for where nobody says until when.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where an archive is.
#[derive(Clone, Debug)]
pub enum Place {
    /// In the directory of an index, which need not be there yet.
    Index(PathBuf),
    /// On a server.
    Server(Server),
}

/// What a state is told by.
#[derive(PartialEq, Eq)]
enum Stamp {
    /// What the files of an index look like.
    Files(Vec<(PathBuf, u64, Option<SystemTime>)>),
    State(Option<State>),
}

/// An archive with its newest state.
pub struct Newest {
    source: Source,
    held: Mutex<Held>,
}

enum Source {
    Index(PathBuf),
    Server(Client),
}

#[derive(Default)]
struct Held {
    archive: Option<Arc<dyn Archive>>,
    stamp: Option<Stamp>,
    looked: Option<Instant>,
    /// What went wrong when it was looked last.
    failed: Option<Error>,
}

impl Held {
    /// The archive as it is at a stamp: the one that is held, or one that is opened.
    fn at(&mut self, stamp: Stamp, open: impl FnOnce() -> Result<Arc<dyn Archive>>) -> Result<Arc<dyn Archive>> {
        if let Some(archive) = self.archive.as_ref().filter(|_| self.stamp.as_ref() == Some(&stamp)) {
            return Ok(Arc::clone(archive));
        }
        self.archive = None;
        let opened = open()?;
        self.archive = Some(Arc::clone(&opened));
        self.stamp = Some(stamp);
        Ok(opened)
    }
}

impl Newest {
    pub fn new(place: &Place) -> Newest {
        Newest {
            source: match place {
                Place::Index(dir) => Source::Index(dir.clone()),
                Place::Server(server) => Source::Server(Client::new(server, PATIENCE)),
            },
            held: Mutex::new(Held::default()),
        }
    }

    /// The name of the index's directory, or of the archive on its server, for messages: never where it lies.
    pub fn name(&self) -> String {
        match &self.source {
            Source::Index(dir) => {
                let name = dir.file_name().map(|name| name.to_string_lossy().into_owned());
                name.unwrap_or_else(|| "index".to_owned())
            }
            Source::Server(client) => client.server().name.clone(),
        }
    }

    /// The directory, where it is an index on this machine; none else.
    pub fn dirs(&self) -> &[PathBuf] {
        match &self.source {
            Source::Index(dir) => std::slice::from_ref(dir),
            Source::Server(_) => &[],
        }
    }

    /// An index on this machine is not there.
    pub fn is_missing(&self) -> bool {
        self.dirs().iter().any(|dir| !Index::exists(dir))
    }

    /// The newest state. While an index is written or rebuilt this is the last one that was whole.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] where there is no index, or it cannot be opened; those of [`Remote::open`].
    pub fn snapshot(&self) -> Result<Arc<dyn Archive>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let every = match &self.source {
            Source::Index(_) => EVERY,
            Source::Server(_) => EVERY_FAR,
        };
        if held.looked.is_some_and(|at| at.elapsed() < every) {
            match (&held.failed, &held.archive) {
                // Whoever waited for the same does not wait once more.
                (Some(error), _) => return Err(error.clone()),
                (None, Some(archive)) => return Ok(Arc::clone(archive)),
                (None, None) => {}
            }
        }
        let looked = self.look(&mut held);
        held.looked = Some(Instant::now());
        held.failed = looked.as_ref().err().cloned().filter(|_| self.dirs().is_empty());
        looked
    }

    /// Whether there is a newer state than this one, which is looked for now: what is wrong with a state says nothing of the next.
    pub fn is_newer_than(&self, archive: &Arc<dyn Archive>) -> bool {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).looked = None;
        self.snapshot().is_ok_and(|newest| !Arc::ptr_eq(&newest, archive))
    }

    fn look(&self, held: &mut Held) -> Result<Arc<dyn Archive>> {
        match &self.source {
            Source::Index(_) if self.is_missing() => {
                held.archive = None;
                Err(Error::new(ErrorKind::Index, self.name(), "there is no index here"))
            }
            Source::Index(dir) => held.at(Stamp::Files(files(dir)), || {
                Ok(Arc::new(Index::open(dir)?.snapshot()?.without_places()?))
            }),
            Source::Server(client) => {
                let state = Remote::state_of(client)?;
                held.at(Stamp::State(state.clone()), || {
                    Ok(Arc::new(Remote::of_state(client, state)?))
                })
            }
        }
    }

    /// What is damaged of an index on this machine, where something is.
    pub fn damage(&self) -> Option<Error> {
        match Index::open(self.dirs().first()?) {
            Ok(index) => index.check_bytes().err(),
            Err(error) => Some(error),
        }
    }
}

/// The files that each commit writes last, `CURRENT` and the list of segments of each generation; and who is who, which is written behind the
/// commit and may be decided otherwise at any time.
fn files(dir: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let mut files = Vec::new();
    let mut look = |path: PathBuf| {
        if let Ok(data) = fs::metadata(&path) {
            files.push((path, data.len(), data.modified().ok()));
        }
    };
    look(dir.join("CURRENT"));
    look(dir.join(DECISIONS));
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        look(entry.path().join(LIST));
        look(entry.path().join(PERSONS));
    }
    files.sort();
    files
}
