//! Several indexes read as one: the segments of all in one list, so that words are weighed, hits ordered and values counted over all of
//! them as in one index of all. Who is who is decided anew over all articles.
//!
//! That takes a while for many articles, so it is kept in the user's cache for as long as none of the indexes changes.
//!
//! What stays of each index its own: which articles tell the same story was found out within each (word for word the same text is the
//! same story everywhere), and a file that two of them hold is in twice.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};
use xxhash_rust::xxh3::xxh3_64;

use super::directory::{Index, Payload};
use super::disk::{LIST, damaged, engine_error, write_whole};
use super::place::canonical;
use super::reader::Snapshot;
use crate::error::{Error, ErrorKind, Result};
use crate::people::Register;

/// How often they are opened anew where one of them is written meanwhile.
const TRIES: usize = 8;

impl Index {
    /// Opens several indexes as one, which can be read only; of one alone it is [`Index::open`]. One that is named twice counts once.
    ///
    /// # Errors
    /// Those of [`Index::open`] for the first that cannot be opened; [`ErrorKind::Usage`] where one is a copy of another.
    pub fn open_all(dirs: &[PathBuf]) -> Result<Index> {
        let mut places = FxHashSet::default();
        let mut parts = Vec::new();
        for dir in dirs {
            if places.insert(canonical(dir)) {
                parts.push(Index::open(dir)?);
            }
        }
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        let mut list: Option<tantivy::IndexMeta> = None;
        let mut segments = FxHashSet::default();
        for part in &parts {
            let own = part.inner.load_metas().map_err(|e| engine_error(&part.dir, &e))?;
            if own.segments.iter().any(|segment| !segments.insert(segment.id())) {
                let cause = "it is a copy of another of the indexes, so that all would be found twice";
                return Err(
                    Error::new(ErrorKind::Usage, part.dir.display(), cause).with_hint("leave one of the two out")
                );
            }
            match &mut list {
                None => list = Some(own),
                Some(list) => {
                    list.opstamp = list.opstamp.max(own.opstamp);
                    list.segments.extend(own.segments);
                }
            }
        }
        let names: Vec<String> = parts.iter().map(|part| part.dir.display().to_string()).collect();
        let dir = PathBuf::from(names.join(", "));
        let nothing = || Error::new(ErrorKind::Index, "", "no index is named").with_hint("name one with `--index DIR`");
        let list = serde_json::to_vec(&list.ok_or_else(nothing)?);
        let folders = parts.iter().map(|part| {
            let folder = MmapDirectory::open(part.folder());
            folder.map_err(|e| engine_error(&part.dir, &e.into()))
        });
        let folders = Together {
            list: Arc::new(list.map_err(|_| damaged(&dir, "its list of segments cannot be read"))?),
            folders: folders.collect::<Result<_>>()?,
            in_order: in_order(&parts),
        };
        let inner = tantivy::Index::open(folders).map_err(|e| engine_error(&dir, &e))?;
        let mut index = Index::new(&dir, 0, inner);
        index.parts = parts;
        Ok(index)
    }

    /// Whether it is several that are read as one.
    pub fn is_several(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The last commits of several, with the persons of all.
    pub(super) fn snapshot_of_several(&self) -> Result<Snapshot> {
        let dirs: Vec<PathBuf> = self.parts.iter().map(|part| part.dir.clone()).collect();
        let mut opened = self.clone();
        let mut tries = 0;
        loop {
            // A writer that puts segments together removes those that the list names.
            let error = match opened.snapshot_of_one() {
                Ok(snapshot) if snapshot.people.is_made() => return Ok(snapshot),
                Ok(snapshot) => return snapshot.with_people_of_all(),
                Err(error) => error,
            };
            tries += 1;
            let again = Index::open_all(&dirs)?;
            if tries == TRIES || again.segments_named()? == opened.segments_named()? {
                return Err(error);
            }
            opened = Index {
                decisions: self.decisions.clone(),
                cache: self.cache.clone(),
                ..again
            };
        }
    }

    /// The same, which keep the persons of all in a folder: who is who is then decided once for each state of them.
    pub fn with_cache(mut self, folder: Option<PathBuf>) -> Index {
        self.cache = folder.filter(|_| self.is_several());
        self
    }

    /// Another number for each state of several.
    pub(super) fn number_of_list(&self) -> u64 {
        self.id_of(&self.list().unwrap_or_default(), 0).number()
    }

    /// The name of the file in which the persons of several are kept: one for each set of indexes.
    fn name_of_people(&self) -> String {
        let places = self
            .parts
            .iter()
            .map(|part| canonical(&part.dir).to_string_lossy().into_owned());
        let places: Vec<String> = places.collect();
        format!("{:016x}.people", xxh3_64(places.join("\n").as_bytes()))
    }

    /// The persons of all, if they were kept for this state.
    pub(super) fn people_of_several(&self) -> Option<Register> {
        let folder = MmapDirectory::open(self.cache.as_ref()?).ok()?;
        let bytes = folder
            .open_read(Path::new(&self.name_of_people()))
            .ok()?
            .read_bytes()
            .ok()?;
        let people = Register::open(Arc::new(bytes))?;
        (people.changes() == Some(self.number_of_list()) && people.is_whole()).then_some(people)
    }

    /// Keeps them. Where that cannot be, they are decided again the next time.
    pub(super) fn keep_people_of_several(&self, bytes: &[u8]) {
        if let Some(folder) = &self.cache
            && fs::create_dir_all(folder).is_ok()
        {
            let _ = write_whole(&folder.join(self.name_of_people()), bytes);
        }
    }

    fn segments_named(&self) -> Result<Vec<String>> {
        let list = self.inner.load_metas().map_err(|e| engine_error(&self.dir, &e))?;
        Ok(list.segments.iter().map(|segment| segment.id().uuid_string()).collect())
    }

    /// What the last commits of several say of themselves.
    pub(super) fn payload_of_several(&self) -> Result<Payload> {
        let mut all = Payload::default();
        for part in &self.parts {
            let own = part.payload()?;
            all.roots.extend(own.roots);
            all.changes += own.changes;
            all.withdrawn.extend(own.withdrawn);
        }
        Ok(all)
    }
}

/// The parts by where they lie: whoever locks several does it in one order.
fn in_order(parts: &[Index]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| canonical(&parts[*at].dir));
    order
}

/// The folders of several indexes as one that cannot be written. The names of the engine's files begin with the number of their segment, so
/// that no two folders have files of one name.
#[derive(Clone)]
struct Together {
    /// The segments of all.
    list: Arc<Vec<u8>>,
    folders: Vec<MmapDirectory>,
    /// The folders in the order in which they are locked.
    in_order: Vec<usize>,
}

impl fmt::Debug for Together {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.folders).finish()
    }
}

impl Together {
    /// What the first folder answers that has the file.
    fn first<T>(
        &self,
        path: &Path,
        ask: impl Fn(&MmapDirectory) -> std::result::Result<T, OpenReadError>,
    ) -> std::result::Result<T, OpenReadError> {
        for folder in &self.folders {
            match ask(folder) {
                Err(OpenReadError::FileDoesNotExist(_)) => {}
                answer => return answer,
            }
        }
        Err(OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

fn read_only() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "several indexes are only read together",
    )
}

impl Directory for Together {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.first(path, |folder| folder.get_file_handle(path))
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        for folder in &self.folders {
            if folder.exists(path)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        match path == Path::new(LIST) {
            true => Ok(self.list.to_vec()),
            // What else is read so is each folder's own, such as which files it has.
            false => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
        }
    }

    /// A reader locks the list of segments while it opens them, so that no writer removes them meanwhile.
    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        let again = || Lock {
            filepath: lock.filepath.clone(),
            is_blocking: lock.is_blocking,
        };
        let locks = self.in_order.iter().map(|at| self.folders[*at].acquire_lock(&again()));
        let locks: Vec<DirectoryLock> = locks.collect::<std::result::Result<_, _>>()?;
        Ok(DirectoryLock::from(Box::new(locks)))
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(read_only()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::IoError {
            io_error: Arc::new(read_only()),
            filepath: path.to_owned(),
        })
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Nobody is told of changes: the list is that of the moment when they were opened.
    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
