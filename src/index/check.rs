//! Whether an index is as it was written: the sums of its files, and what its documents say of each other.

use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::directory::{Directory, META_LOCK};
use tantivy::index::SegmentComponent;

use super::directory::{Index, engine_error};
use super::reader::{Counts, Snapshot};
use crate::error::{Error, ErrorKind, Result};

/// The files that every segment has. The engine takes a missing one of positions for an empty one.
const FILES: [SegmentComponent; 6] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FieldNorms,
    SegmentComponent::FastFields,
    SegmentComponent::Store,
];

impl Index {
    /// Whether the files of the last commit are all there and end as they should. What is in them is not read, so it takes little
    /// time: a hundred microseconds a segment.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] with the first file that is missing or was cut.
    pub(super) fn check_files(&self) -> Result<()> {
        let error = |e| engine_error(self.dir(), &e);
        // Opened anew: of files that are open already the engine looks at what it has in memory.
        let fresh = tantivy::Index::open_in_dir(self.folder()).map_err(error)?;
        // While it is held, a writer removes no file that a merge has made useless.
        let _held = fresh
            .directory()
            .acquire_lock(&META_LOCK)
            .map_err(|e| error(e.into()))?;
        for segment in fresh.searchable_segments().map_err(error)? {
            let removed = segment.meta().has_deletes().then_some(SegmentComponent::Delete);
            for file in FILES.into_iter().chain(removed) {
                segment.open_read(file).map_err(|e| error(e.into()))?;
            }
        }
        Ok(())
    }

    /// Reads all of the index, and says what it holds if it is whole.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] with the first damage that is found: a file that is missing or not as it was written, an article
    /// that cannot be read or stands apart from its quotes, a file of the archive that is not in whole.
    pub fn check(&self) -> Result<Counts> {
        // First the bytes: the engine reads on the trust that they are right.
        let damaged = self
            .inner
            .validate_checksum()
            .map_err(|e| engine_error(self.dir(), &e))?;
        if let Some(file) = damaged.iter().min() {
            return Err(self.damage(format!("`{}` is not as it was written", file.display())));
        }
        let snapshot = self.snapshot()?;
        let mut articles: FxHashMap<u64, u64> = FxHashMap::default();
        for segment in 0..snapshot.searcher.segment_readers().len() {
            self.check_segment(&snapshot, segment as u32, &mut articles)?;
        }
        for (key, known) in snapshot.stamps()? {
            let entry = snapshot.entry(known.entry)?;
            if articles.remove(&key).unwrap_or_default() != entry.articles {
                return Err(self.damage(format!("articles of `{}` are missing", entry.path)));
            }
        }
        if !articles.is_empty() {
            return Err(self.damage("there are articles of no file".to_owned()));
        }
        snapshot.counts()
    }

    /// Counts the articles of each file into `articles`.
    fn check_segment(&self, snapshot: &Snapshot, segment: u32, articles: &mut FxHashMap<u64, u64>) -> Result<()> {
        let reader = snapshot.searcher.segment_reader(segment);
        let column = |name| {
            let column = reader.fast_fields().u64(name);
            column.map_err(|e| engine_error(self.dir(), &e))
        };
        let (ordinal, file) = (column("ordinal")?, column("file")?);
        let apart = || Err(self.damage("quotes stand apart from their article".to_owned()));
        let mut article_file = None;
        let mut quotes_due = 0;
        for doc in reader.doc_ids_alive() {
            match ordinal.first(doc) {
                Some(place) if place > 0 => {
                    if quotes_due == 0 || file.first(doc) != article_file {
                        return apart();
                    }
                    quotes_due -= 1;
                }
                _ if quotes_due > 0 => return apart(),
                Some(_) => {
                    quotes_due = snapshot.article(DocAddress::new(segment, doc))?.quotes.len();
                    article_file = file.first(doc);
                    *articles.entry(article_file.unwrap_or_default()).or_default() += 1;
                }
                // The bookkeeping of a file.
                None => {}
            }
        }
        if quotes_due > 0 { apart() } else { Ok(()) }
    }

    fn damage(&self, cause: String) -> Error {
        Error::new(
            ErrorKind::Index,
            self.dir().display(),
            format!("the index is damaged: {cause}"),
        )
        .with_hint("make it anew with `warta index --rebuild FOLDER`")
    }
}
