//! Reading an index: a snapshot is one commit, and stays as it was while others write.

use std::any::Any;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::Column;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::document::TantivyDocument;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Directory, DocAddress, DocId, DocSet, ReloadPolicy, Searcher, Term};
use xxhash_rust::xxh3::Xxh3;

use super::directory::Index;
use super::disk::{FORMAT, LIST, damaged, engine_error};
use super::ledger::{FileRow, Stamp};
use super::memo::Memo;
use super::schema::{Columns, Kind};
use super::stored;
use crate::article::Article;
use crate::error::{Error, ErrorKind, Result};
use crate::people::Register;

/// How many articles, quotes and files an index holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub articles: u64,
    pub quotes: u64,
    pub files: u64,
}

/// A file that the index knows.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub stamp: Stamp,
    /// Something of it was rejected.
    pub rejected: bool,
    /// Where its ledger entry stands.
    pub entry: DocAddress,
}

/// One commit of an index. It stays as it was while others write, and can be kept and read from many threads.
pub struct Snapshot {
    pub index: Arc<Index>,
    pub searcher: Searcher,
    /// Who is who in it.
    pub people: Arc<Register>,
    id: SnapshotId,
    /// What was counted already.
    pub memo: Memo,
    kept: OnceLock<Arc<dyn Any + Send + Sync>>,
    /// The roots of which it does not say where they lie.
    pub hidden: Vec<String>,
}

/// What tells one state of an index from another: it changes with every commit, with the form of the index and with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SnapshotId(u64);

impl SnapshotId {
    /// Of what another engine has: a number for each of its states.
    pub fn of(number: u64) -> SnapshotId {
        SnapshotId(number)
    }

    pub fn number(self) -> u64 {
        self.0
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// How often the list of segments is read anew where a commit comes in between.
const TRIES: usize = 8;

impl Index {
    /// The last commit; where several are read as one, that of each.
    pub fn snapshot(&self) -> Result<Snapshot> {
        match self.is_several() {
            true => self.snapshot_of_several(),
            false => self.snapshot_of_one(),
        }
    }

    pub(super) fn snapshot_of_one(&self) -> Result<Snapshot> {
        let mut list = self.list();
        let mut reader = self.open_reader();
        for _ in 1..TRIES {
            let now = self.list();
            if now == list {
                break;
            }
            // A commit came in between: the list would not be that of the segments.
            (list, reader) = (now, self.open_reader());
        }
        // The engine takes a missing file of positions for an empty one.
        let files = self.check_files();
        // Asked afterwards: a rebuild removes files only after it has said that it takes this one's place.
        if self.is_replaced() {
            return Err(Error::new(
                ErrorKind::Index,
                self.dir().display(),
                "the index was replaced by a rebuild just now",
            )
            .with_hint("run the same command again"));
        }
        // Of the two this one names the file and says what is wrong with it.
        files?;
        let reader = reader.map_err(|e| engine_error(&self.dir, &e))?;
        let people = self.people_decided()?;
        Ok(Snapshot {
            index: Arc::new(self.clone()),
            searcher: reader.searcher(),
            id: self.id_of(list.as_deref().unwrap_or_default(), people.number()),
            people: Arc::new(people),
            memo: Memo::default(),
            kept: OnceLock::new(),
            hidden: Vec::new(),
        })
    }

    fn open_reader(&self) -> tantivy::Result<tantivy::IndexReader> {
        self.inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
    }

    /// The engine's list of segments, as it was written by the last commit.
    pub(super) fn list(&self) -> Option<Vec<u8>> {
        self.inner.directory().atomic_read(Path::new(LIST)).ok()
    }

    /// `people` is the number of its persons: who is who is a part of the answers.
    pub(super) fn id_of(&self, list: &[u8], people: u64) -> SnapshotId {
        let mut hasher = Xxh3::new();
        hasher.update(&self.generation.to_le_bytes());
        hasher.update(&FORMAT.to_le_bytes());
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(list);
        hasher.update(&people.to_le_bytes());
        SnapshotId(hasher.digest())
    }
}

impl Snapshot {
    /// The same state with these persons, which are a part of what it is.
    pub(super) fn with_register(mut self, people: Register) -> Snapshot {
        let list = self.index.list();
        self.id = self.index.id_of(list.as_deref().unwrap_or_default(), people.number());
        self.people = Arc::new(people);
        self
    }

    /// Which state of the index this is.
    pub fn id(&self) -> SnapshotId {
        self.id
    }

    /// The same, for others than who made it: where its roots lie is in no path and no id.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the roots cannot be read.
    pub fn without_places(mut self) -> Result<Snapshot> {
        let roots = self.index.payload()?.roots;
        self.hidden = roots.into_iter().map(|root| root.location).collect();
        Ok(self)
    }

    pub fn columns(&self) -> &Columns {
        &self.index.columns
    }

    /// What whoever searches keeps with the snapshot, made where there is nothing yet. It is of one type.
    pub fn kept<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let kept = self.kept.get_or_init(|| Arc::new(make()));
        kept.clone()
            .downcast()
            .unwrap_or_else(|_| unreachable!("one type is kept with a snapshot"))
    }

    /// The article that stands at `address`.
    pub fn article(&self, address: DocAddress) -> Result<Article> {
        self.record(address)?
            .and_then(|bytes| stored::decode(&bytes))
            .ok_or_else(|| self.damaged("a stored article cannot be read"))
    }

    fn record(&self, address: DocAddress) -> Result<Option<Vec<u8>>> {
        let document: TantivyDocument = self
            .searcher
            .doc(address)
            .map_err(|e| engine_error(&self.index.dir, &e))?;
        Ok(document
            .get_first(self.columns().record)
            .and_then(|v| v.as_bytes().map(<[u8]>::to_vec)))
    }

    pub(super) fn damaged(&self, cause: &str) -> Error {
        damaged(self.index.dir(), cause)
    }

    /// What tells changed files, by file key.
    pub fn stamps(&self) -> Result<FxHashMap<u64, Known>> {
        let mut stamps = FxHashMap::default();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let fast = segment.fast_fields();
            let error = |e: tantivy::TantivyError| engine_error(&self.index.dir, &e);
            let fingerprint = fast.u64("fingerprint").map_err(error)?;
            let size = fast.u64("size").map_err(error)?;
            let modified = fast.i64("modified").map_err(error)?;
            let rejected = fast.u64("rejected").map_err(error)?;
            let rules = fast.u64("rules").map_err(error)?;
            let file = fast.u64("file").map_err(error)?;
            for doc in segment.doc_ids_alive() {
                let (Some(fingerprint), Some(key)) = (fingerprint.first(doc), file.first(doc)) else {
                    continue;
                };
                let stamp = Stamp {
                    fingerprint,
                    size: size.first(doc).unwrap_or_default(),
                    modified: modified.first(doc).unwrap_or_default(),
                    rules: rules.first(doc).unwrap_or_default(),
                };
                let known = Known {
                    stamp,
                    rejected: rejected.first(doc).unwrap_or_default() > 0,
                    entry: DocAddress::new(ordinal as u32, doc),
                };
                stamps.insert(key, known);
            }
        }
        Ok(stamps)
    }

    /// How many documents of each kind there are.
    pub fn counts(&self) -> Result<Counts> {
        let of = |kind: Kind| -> Result<u64> {
            let term = Term::from_field_u64(self.columns().kind, kind as u64);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let count = query
                .count(&self.searcher)
                .map_err(|e| engine_error(&self.index.dir, &e))?;
            Ok(count as u64)
        };
        Ok(Counts {
            articles: of(Kind::Article)?,
            quotes: of(Kind::Quote)?,
            files: of(Kind::File)?,
        })
    }

    /// The bookkeeping of a file.
    pub fn entry(&self, address: DocAddress) -> Result<FileRow> {
        self.record(address)?
            .and_then(|bytes| FileRow::decode(&bytes))
            .ok_or_else(|| self.damaged("the bookkeeping of a file cannot be read"))
    }

    /// The keys of the files that have an article of one of these ids.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn files_of(&self, ids: &[String]) -> Result<FxHashSet<u64>> {
        let mut files = FxHashSet::default();
        for segment in self.searcher.segment_readers() {
            let error = |e: tantivy::TantivyError| engine_error(&self.index.dir, &e);
            let io = |e: std::io::Error| engine_error(&self.index.dir, &e.into());
            let file = segment.fast_fields().u64("file").map_err(error)?;
            let index = segment.inverted_index(self.columns().id).map_err(error)?;
            for id in ids {
                let term = Term::from_field_text(self.columns().id, id);
                let Some(mut found) = index.read_postings(&term, IndexRecordOption::Basic).map_err(io)? else {
                    continue;
                };
                let mut doc = found.doc();
                while doc != tantivy::TERMINATED {
                    if !segment.is_deleted(doc) {
                        files.extend(file.first(doc));
                    }
                    doc = found.advance();
                }
            }
        }
        Ok(files)
    }

    /// The article that each story is told by: the story, the key of the article's file and the sketch of its wording. It is the
    /// story's first article, or another where that is gone.
    pub fn stories(&self) -> Result<Vec<(u64, u64, Vec<u32>)>> {
        let (mut stories, mut heirs) = (Vec::new(), Vec::new());
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            let error = |e: tantivy::TantivyError| engine_error(&self.index.dir, &e);
            let column = |name: &str| fast.u64(name).map_err(error);
            let (sketch, heir, story, file) = (column("sketch")?, column("heir")?, column("story")?, column("file")?);
            let hashes = |column: &Column, doc: DocId| column.values_for_doc(doc).map(|hash| hash as u32).collect();
            for doc in segment.doc_ids_alive() {
                let Some(story) = story.first(doc) else {
                    continue;
                };
                let file = file.first(doc).unwrap_or_default();
                let first: Vec<u32> = hashes(&sketch, doc);
                // Whoever is not the first may be the heir, also one that is too short for a sketch.
                match first.is_empty() {
                    true => heirs.push((story, file, hashes(&heir, doc))),
                    false => stories.push((story, file, first)),
                }
            }
        }
        let firsts: FxHashSet<u64> = stories.iter().map(|(story, ..)| *story).collect();
        heirs.retain(|(story, ..)| !firsts.contains(story));
        // The same one in every run, wherever merges have put it.
        heirs.sort_unstable();
        heirs.dedup_by_key(|(story, ..)| *story);
        stories.extend(heirs);
        Ok(stories)
    }
}
