//! The articles of a file by their ids.

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use super::disk::engine_error;
use super::reader::Snapshot;
use crate::error::Result;

/// An id as a number that no other id of a file has.
pub fn number(id: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(id.as_bytes())
}

impl Snapshot {
    /// When the newest of all articles came into the index, in seconds since 1970; one that was removed since may count.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    pub fn newest(&self) -> Result<Option<i64>> {
        let mut newest = None;
        for segment in self.searcher.segment_readers() {
            let added = segment.fast_fields().i64("added");
            let added = added.map_err(|e| engine_error(self.index.dir(), &e))?;
            if added.values.num_vals() > 0 {
                newest = newest.max(Some(added.max_value()));
            }
        }
        Ok(newest)
    }

    /// When the articles of a file came into the index, in seconds since 1970, by [`number`]. `file` is the key of the file.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    pub fn added(&self, file: u64) -> Result<FxHashMap<u64, i64>> {
        let error = |e: tantivy::TantivyError| engine_error(self.index.dir(), &e);
        let term = Term::from_field_u64(self.columns().file, file);
        let mut all = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let files = segment.inverted_index(self.columns().file).map_err(error)?;
            let found = files
                .read_postings(&term, IndexRecordOption::Basic)
                .map_err(|e| error(e.into()))?;
            let Some(mut found) = found else { continue };
            let fast = segment.fast_fields();
            let added = fast.i64("added").map_err(error)?;
            let Some(ids) = fast.str("id").map_err(error)? else {
                continue;
            };
            let mut id = String::new();
            let mut doc = found.doc();
            while doc != TERMINATED {
                if let (Some(at), Some(ordinal)) = (added.first(doc), ids.ords().first(doc))
                    && !segment.is_deleted(doc)
                {
                    id.clear();
                    ids.ord_to_str(ordinal, &mut id).map_err(|e| error(e.into()))?;
                    all.insert(number(&id), at);
                }
                doc = found.advance();
            }
        }
        Ok(all)
    }
}
