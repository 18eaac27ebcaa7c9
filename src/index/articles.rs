//! All articles of a snapshot, one after another.

use std::ops::Range;

use tantivy::schema::Value;
use tantivy::schema::document::TantivyDocument;
use tantivy::{DocId, SegmentReader};

use super::Snapshot;
use super::disk::engine_error;
use crate::error::{Error, Result};

/// An article as the index keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptArticle {
    /// As [`super::decode_article`] takes it.
    pub record: Vec<u8>,
    /// The story that it tells.
    pub story: u64,
    /// When it came into the index, in seconds since 1970.
    pub added: i64,
}

/// How many articles are handed over at a time.
const BLOCK: usize = 1024;

impl Snapshot {
    /// Hands over all articles, in the order in which they lie, some at a time.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read, and what `take` says.
    pub fn each_article(&self, take: &mut dyn FnMut(&[KeptArticle]) -> Result<()>) -> Result<()> {
        let error = |e: tantivy::TantivyError| engine_error(self.index.dir(), &e);
        let mut block = Vec::with_capacity(BLOCK);
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            let stories = fast.u64("story").map_err(error)?;
            let added = fast.i64("added").map_err(error)?;
            self.each_record(segment, 0..segment.max_doc(), &mut |doc, record| {
                block.push(KeptArticle {
                    record: record.to_vec(),
                    story: stories.first(doc).unwrap_or_default(),
                    added: added.first(doc).unwrap_or_default(),
                });
                if block.len() == BLOCK {
                    take(&block)?;
                    block.clear();
                }
                Ok(())
            })?;
        }
        match block.is_empty() {
            true => Ok(()),
            false => take(&block),
        }
    }

    /// Hands over the stored records of the articles among some documents of a segment.
    pub(super) fn each_record(
        &self,
        segment: &SegmentReader,
        docs: Range<DocId>,
        take: &mut dyn FnMut(DocId, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let error = |e: tantivy::TantivyError| engine_error(self.index.dir(), &e);
        let ordinals = segment.fast_fields().u64("ordinal").map_err(error)?;
        let store = segment
            .get_store_reader(2)
            .map_err(|e| Error::io(self.index.dir().display(), &e))?;
        for doc in docs.filter(|doc| !segment.is_deleted(*doc) && ordinals.first(*doc) == Some(0)) {
            let document: TantivyDocument = store.get(doc).map_err(error)?;
            let record = document.get_first(self.columns().record);
            let Some(record) = record.as_ref().and_then(|value| value.as_bytes()) else {
                return Err(self.damaged("a stored article cannot be read"));
            };
            take(doc, record)?;
        }
        Ok(())
    }
}
