//! Changing an index: files are added whole, with their bookkeeping, and all is in or nothing at each commit.

use std::time::Duration;

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::directory::{Index, Lock, Payload};
use super::disk::engine_error;
use super::document::{self, Belonging};
use super::ledger::{FileRow, Stamp};
use super::schema::Kind;
use super::seal;
use crate::article::Extracted;
use crate::error::{Error, Result};

/// Writes to an index. What was added since the last [`Writer::commit`] is lost with the writer.
pub struct Writer<'a> {
    index: &'a Index,
    inner: IndexWriter,
}

/// Threads that index at most; more gain nothing.
const THREADS: usize = 8;
/// Bytes of memory for each of them: the engine's bounds, well inside.
const LEAST: usize = 16_000_000;
const MOST: usize = 4_000_000_000;
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

impl<'a> Writer<'a> {
    /// A writer with about `memory` bytes for documents that are not on disk yet, and `threads` that index.
    pub fn new(index: &'a Index, _lock: &Lock, memory: usize, threads: usize) -> Result<Writer<'a>> {
        // The engine takes so much for each thread, and no less and no more.
        let threads = threads.clamp(1, THREADS).min((memory / LEAST).max(1));
        let each = (memory / threads).clamp(LEAST, MOST);
        seal::take(&index.folder())?;
        let mut tries = 0;
        let inner = loop {
            match index.inner.writer_with_num_threads(threads, each * threads) {
                // The engine's own lock is ours to take. A process that is just being started has the handles of the one that
                // starts it for a moment, and with them the lock of a writer that has ended since.
                Err(TantivyError::LockFailure(..)) if tries < LOCK_TRIES => {
                    tries += 1;
                    std::thread::sleep(LOCK_PAUSE);
                }
                result => break result.map_err(|e| engine_error(&index.dir, &e))?,
            }
        };
        // What a writer that was killed left behind takes room, and its files of removed documents may bear the very names that
        // this one will give.
        inner
            .garbage_collect_files()
            .wait()
            .map_err(|e| engine_error(&index.dir, &e))?;
        let writer = Writer { index, inner };
        // The engine numbers its operations on from the last commit, and gives the first of a new writer that commit's own number.
        // Were this a removal, merging segments would lose it: those that were last changed in that commit count as up to date,
        // and the merged one takes up behind it. An operation of nothing takes the number.
        writer.add(Vec::new())?;
        Ok(writer)
    }

    /// Removes all documents of a file.
    pub fn remove_file(&self, key: u64) {
        self.inner
            .delete_term(Term::from_field_u64(self.index.columns.file, key));
    }

    /// Adds an article with its quotes.
    pub fn add_article(&self, extracted: &Extracted, of: &Belonging) -> Result<()> {
        self.add(document::documents(&self.index.columns, extracted, of))
    }

    /// Adds the bookkeeping of a file.
    pub fn add_file(&self, key: u64, stamp: Stamp, entry: &FileRow) -> Result<()> {
        let columns = &self.index.columns;
        let mut document = TantivyDocument::new();
        document.add_u64(columns.kind, Kind::File as u64);
        document.add_u64(columns.file, key);
        document.add_u64(columns.fingerprint, stamp.fingerprint);
        document.add_u64(columns.size, stamp.size);
        document.add_i64(columns.modified, stamp.modified);
        document.add_u64(columns.rules, stamp.rules);
        document.add_u64(columns.rejected, entry.rejected.len() as u64);
        document.add_bytes(columns.record, &entry.encode());
        self.add(vec![document])
    }

    /// One batch: its documents stand side by side in one segment.
    fn add(&self, documents: Vec<TantivyDocument>) -> Result<()> {
        self.inner
            .run(documents.into_iter().map(UserOperation::Add))
            .map_err(|e| self.error(&e))?;
        Ok(())
    }

    /// Makes all that was added and removed durable and visible, in one step.
    pub fn commit(&mut self, payload: &Payload) -> Result<()> {
        let text = serde_json::to_string(payload).unwrap_or_default();
        let mut prepared = self
            .inner
            .prepare_commit()
            .map_err(|e| engine_error(&self.index.dir, &e))?;
        prepared.set_payload(&text);
        prepared.commit().map_err(|e| engine_error(&self.index.dir, &e))?;
        Ok(())
    }

    /// Puts all segments together, and leaves out what was removed; how many there were.
    pub fn merge_all(&mut self) -> Result<usize> {
        let segments = self.index.inner.searchable_segment_metas();
        let segments = segments.map_err(|e| engine_error(&self.index.dir, &e))?;
        let is_whole = |segment: &SegmentMeta| segment.num_deleted_docs() == 0;
        if segments.is_empty() || matches!(&segments[..], [one] if is_whole(one)) {
            return Ok(segments.len());
        }
        let ids: Vec<SegmentId> = segments.iter().map(SegmentMeta::id).collect();
        // The engine keeps the files of a segment while anybody knows of it.
        drop(segments);
        self.inner
            .merge(&ids)
            .wait()
            .map_err(|e| engine_error(&self.index.dir, &e))?;
        // The segments that were merged take room until then.
        self.inner
            .garbage_collect_files()
            .wait()
            .map_err(|e| engine_error(&self.index.dir, &e))?;
        Ok(ids.len())
    }

    /// Waits until merges in the background are done, and says that all is well.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) also where a file of the index went away meanwhile: the engine works on
    /// with what it has in memory, and a merge that fails in the background says nothing and leaves the segments as they are.
    pub fn finish(self) -> Result<()> {
        let index = self.index;
        self.inner
            .wait_merging_threads()
            .map_err(|e| engine_error(&index.dir, &e))?;
        index.check_files()?;
        seal::put(&index.folder(), &index.files()?)
    }

    fn error(&self, error: &TantivyError) -> Error {
        engine_error(&self.index.dir, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index;

    /// One segment a commit.
    fn writer<'a>(index: &'a Index, lock: &Lock) -> Writer<'a> {
        Writer::new(index, lock, 20_000_000, 1).expect("a writer")
    }

    fn add(writer: &Writer<'_>, key: u64) {
        let stamp = Stamp {
            fingerprint: 1,
            size: 1,
            modified: 1,
            rules: 0,
        };
        writer.add_file(key, stamp, &FileRow::default()).expect("it is taken");
    }

    #[test]
    fn the_first_removal_of_a_writer_outlives_a_merge() {
        let dir = tempfile::tempdir().expect("a folder");
        let lock = index::lock(dir.path()).expect("nobody has it");
        let index = Index::create(dir.path(), &lock).expect("an index");
        let payload = Payload::default();
        let mut first = writer(&index, &lock);
        add(&first, 1);
        add(&first, 2);
        first.commit(&payload).expect("it is written");
        // The segment of 1 and 2 is last changed in the commit that the next writer begins from.
        first.remove_file(1);
        add(&first, 3);
        first.commit(&payload).expect("it is written");
        first.finish().expect("it ends");

        let mut segments = index.inner.searchable_segment_metas().expect("they are known");
        segments.sort_by_key(|segment| segment.num_deleted_docs());
        let segments: Vec<SegmentId> = segments.iter().map(|segment| segment.id()).collect();
        assert_eq!(segments.len(), 2);
        let mut second = writer(&index, &lock);
        second.remove_file(2);
        second.inner.merge(&segments).wait().expect("they are merged");
        add(&second, 4);
        second.commit(&payload).expect("it is written");
        second.finish().expect("it ends");

        let stamps = index.snapshot().and_then(|s| s.stamps()).expect("it can be read");
        let mut keys: Vec<u64> = stamps.into_keys().collect();
        keys.sort_unstable();
        assert_eq!(keys, [3, 4]);
    }
}
