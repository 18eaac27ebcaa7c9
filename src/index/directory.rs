//! The directory of an index: opening, creating, generations, the lock.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::store::{Compressor, ZstdCompressor};

use super::analyzer::{self, KeywordAnalyzer, TextAnalyzer};
use super::current::{BESIDE, CURRENT, Current, LAST};
use super::disk::{DECISIONS, FORMAT, SEARCHES, damaged, engine_error, write_whole};
use super::schema::Columns;
use super::seal;
use crate::error::{Error, ErrorKind, Result};

const LOCK: &str = "LOCK";

/// What a commit says of itself, beside its documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    pub roots: Vec<Root>,
    /// How many articles were added and files removed, ever: tells how far the persons that were made of the archive are behind.
    #[serde(default)]
    pub changes: u64,
    /// Items that were taken back, by the files that say so: they stay out however often the files that brought them are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawal>,
    /// Some of them may still be in the index: the run that read of it has not come to its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawing: bool,
}

/// An item that its agency took back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The item's own id.
    pub id: String,
    /// The key of the file that says so.
    pub file: u64,
}

/// A folder or file that was indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// As its paths are shown.
    pub label: String,
    /// Where it was when it was last indexed: an absolute path.
    pub location: String,
    /// The map of columns that its files are read with, each pair as `title=judul_artikel`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<String>,
    /// The key of the map that all its files were read with; `None` where only their fingerprints tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<u64>,
}

/// An index on disk. Copies are cheap and lead to the same one.
#[derive(Clone)]
pub struct Index {
    pub(super) dir: PathBuf,
    pub(super) generation: u64,
    pub(super) inner: tantivy::Index,
    pub columns: Columns,
    /// The file of the user's decisions on who is who, where it is not the one beside the index.
    pub(super) decisions: Option<PathBuf>,
    /// Where several are read as one: each of them.
    pub(super) parts: Vec<Index>,
    /// Where several keep the persons of all.
    pub(super) cache: Option<PathBuf>,
}

/// The right to write to an index: one process has it at a time. It ends with the value, or with the process.
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone is not enough while a process that was just started still has the handles of this one.
        let _ = self.file.unlock();
    }
}

impl Index {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] where there is none, where it is of another version, or where it is damaged.
    pub fn open(dir: &Path) -> Result<Index> {
        // A rebuild may take the place of a generation, and remove it, after `CURRENT` was read.
        let mut current = Index::current(dir)?;
        loop {
            match Index::open_generation(dir, current.generation) {
                Ok(index) => return Ok(index),
                Err(error) => {
                    let now = Index::current(dir)?;
                    if now.generation == current.generation {
                        return Err(error);
                    }
                    current = now;
                }
            }
        }
    }

    /// Whether another generation has taken this one's place since it was opened.
    pub(super) fn is_replaced(&self) -> bool {
        if self.is_several() {
            return self.parts.iter().any(Index::is_replaced);
        }
        Index::current(&self.dir).is_ok_and(|current| current.generation > self.generation)
    }

    /// Whether readers still find this generation.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] where `CURRENT` went away or was changed while the lock was held.
    pub fn check_in_use(&self) -> Result<()> {
        if !Index::exists(&self.dir) {
            return Err(damaged(&self.dir, "`CURRENT` is missing"));
        }
        match Index::current(&self.dir)?.generation == self.generation {
            true => Ok(()),
            false => Err(damaged(&self.dir, "`CURRENT` is not as it was written")),
        }
    }

    fn current(dir: &Path) -> Result<Current> {
        let place = dir.display();
        let current = match fs::read_to_string(dir.join(CURRENT)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::new(ErrorKind::Index, place, "there is no index here")
                    .with_hint("make one with `warta index FOLDER`, or name another with `--index DIR`"));
            }
            Err(error) => return Err(Error::io(place, &error)),
        };
        let current = Current::read(&current).ok_or_else(|| damaged(dir, "`CURRENT` is not as it was written"))?;
        if current.format != FORMAT {
            return Err(Error::new(
                ErrorKind::Index,
                place,
                format!(
                    "the index is of version {}, this program reads version {FORMAT}",
                    current.format
                ),
            )
            .with_hint("make it anew with `warta index --rebuild FOLDER`"));
        }
        Ok(current)
    }

    /// Whether there is an index in `dir`, of whatever version.
    pub fn exists(dir: &Path) -> bool {
        dir.join(CURRENT).exists()
    }

    fn open_generation(dir: &Path, generation: u64) -> Result<Index> {
        let folder = generation_folder(dir, generation);
        seal::check(dir, &folder)?;
        let inner = tantivy::Index::open_in_dir(&folder).map_err(|e| engine_error(dir, &e))?;
        let index = Index::new(dir, generation, inner);
        if index.inner.schema() != index.columns.schema {
            return Err(damaged(dir, "its schema is not the one of its version"));
        }
        Ok(index)
    }

    pub(super) fn new(dir: &Path, generation: u64, mut inner: tantivy::Index) -> Index {
        register(&mut inner);
        Index {
            dir: dir.to_owned(),
            generation,
            inner,
            columns: Columns::new(),
            decisions: None,
            parts: Vec::new(),
            cache: None,
        }
    }

    /// Makes an empty generation beside the one in use, if any; [`Index::put_in_use`] makes it the index. The lock must be held.
    pub fn create(dir: &Path, _lock: &Lock) -> Result<Index> {
        let in_use = fs::read_to_string(dir.join(CURRENT));
        let in_use = in_use.ok().and_then(|text| Current::read(&text)).map(|c| c.generation);
        // Where nobody knows which one is in use, none is touched until another is whole.
        let in_use = in_use.or_else(|| generations(dir).map(|(generation, _)| generation).max());
        let mut generation = in_use.unwrap_or_default() + 1;
        // What an interrupted rebuild left is nobody's.
        let folder = loop {
            let folder = generation_folder(dir, generation);
            if !folder.exists() {
                break folder;
            }
            if fs::remove_dir_all(&folder).is_err() {
                generation += 1;
            }
        };
        fs::create_dir_all(&folder).map_err(|e| Error::io(folder.display(), &e))?;
        let settings = tantivy::IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor {
                compression_level: Some(3),
            }),
            ..tantivy::IndexSettings::default()
        };
        let inner = tantivy::Index::builder()
            .schema(Columns::new().schema)
            .settings(settings)
            .create_in_dir(&folder)
            .map_err(|e| engine_error(dir, &e))?;
        Ok(Index::new(dir, generation, inner))
    }

    /// Makes this generation the index, and removes the one before it.
    pub fn put_in_use(&self, _lock: &Lock) -> Result<()> {
        let text = Current::new(self.generation).text();
        write_whole(&self.dir.join(CURRENT), text.as_bytes())?;
        for (_, folder) in generations(&self.dir).filter(|(other, _)| *other != self.generation) {
            // A reader may still have it open; what cannot be removed now is removed by the next rebuild.
            let _ = fs::remove_dir_all(folder);
        }
        Ok(())
    }

    /// Where the generation in use lies.
    pub(super) fn folder(&self) -> PathBuf {
        generation_folder(&self.dir, self.generation)
    }

    /// What the last commit says of itself.
    pub fn payload(&self) -> Result<Payload> {
        if self.is_several() {
            return self.payload_of_several();
        }
        let metas = self.inner.load_metas().map_err(|e| engine_error(&self.dir, &e))?;
        match metas.payload {
            Some(text) => serde_json::from_str(&text).map_err(|_| damaged(&self.dir, "its last commit cannot be read")),
            None => Ok(Payload::default()),
        }
    }

    /// Bytes on disk of the generation in use.
    pub fn size_on_disk(&self) -> u64 {
        if self.is_several() {
            return self.parts.iter().map(Index::size_on_disk).sum();
        }
        fs::read_dir(self.folder())
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.metadata().ok())
            .map(|meta| meta.len())
            .sum()
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

/// Takes the right to write to the index in `dir`, which is made if it is missing.
///
/// # Errors
/// [`ErrorKind::Locked`] while another process has it.
pub fn lock(dir: &Path) -> Result<Lock> {
    fs::create_dir_all(dir).map_err(|e| Error::io(dir.display(), &e))?;
    let path = dir.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| Error::io(path.display(), &e))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file }),
        Err(fs::TryLockError::WouldBlock) => Err(Error::new(
            ErrorKind::Locked,
            dir.display(),
            "the index is being written by another process",
        )
        .with_hint("wait until it is done; searching works meanwhile")),
        Err(fs::TryLockError::Error(error)) => Err(Error::io(path.display(), &error)),
    }
}

/// Whether a file or folder of this name in the directory of an index is the index's own.
pub fn is_own_name(name: &str) -> bool {
    let generation = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    name == CURRENT
        || name == LOCK
        || name == BESIDE
        || name == DECISIONS
        || name == SEARCHES
        || name.strip_prefix('g').is_some_and(generation)
}

/// All generations in a directory, in use or not.
fn generations(dir: &Path) -> impl Iterator<Item = (u64, PathBuf)> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let name = entry.file_name();
        let number = name.to_str()?.strip_prefix('g')?.parse().ok()?;
        (number < LAST).then(|| (number, entry.path()))
    })
}

fn generation_folder(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("g{generation}"))
}

fn register(index: &mut tantivy::Index) {
    index.tokenizers().register(analyzer::TEXT, TextAnalyzer::new(true));
    index.tokenizers().register(analyzer::NAME, TextAnalyzer::new(false));
    index
        .tokenizers()
        .register(analyzer::KEYWORD, KeywordAnalyzer::default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rebuild_without_current_touches_no_generation_until_it_is_whole() {
        let dir = tempfile::tempdir().expect("a folder");
        let held = lock(dir.path()).expect("nobody has it");
        let first = Index::create(dir.path(), &held).expect("an index");
        first.put_in_use(&held).expect("it is written");
        let list = dir.path().join("g1/meta.json");
        for current in ["", "{\"format\":3,\"generation\":0,\"sum\":\"0\"}"] {
            fs::write(dir.path().join(CURRENT), current).expect("there is room");
            let next = Index::create(dir.path(), &held).expect("an index");
            assert!(next.generation > 1 && list.exists(), "{current}");
        }
        let next = Index::create(dir.path(), &held).expect("an index");
        next.put_in_use(&held).expect("it is written");
        assert!(!list.exists(), "what is replaced is removed");
        Index::open(dir.path()).expect("it opens");
        next.check_in_use().expect("it is in use");
        first.check_in_use().expect_err("it is replaced");
        fs::remove_file(dir.path().join(CURRENT)).expect("it is there");
        next.check_in_use().expect_err("nothing is in use");
    }
}
