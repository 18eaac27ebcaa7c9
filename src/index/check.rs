//! Whether an index is as it was written: its files, their sums, and what its documents say of each other.

use std::fs;
use std::io::ErrorKind as Io;
use std::path::PathBuf;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentComponent;

use super::directory::Index;
use super::disk::{damaged, engine_error};
use super::reader::{Counts, Snapshot};
use super::seal;
use crate::error::{Error, Result};

/// The files that every segment has, each with at least the engine's own sum in it.
const FILES: [SegmentComponent; 6] = [
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FieldNorms,
    SegmentComponent::FastFields,
    SegmentComponent::Store,
];

impl Index {
    /// The files of the last commit's segments, by their names in the folder.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>> {
        let segments = self.inner.searchable_segment_metas();
        let segments = segments.map_err(|e| engine_error(self.dir(), &e))?;
        let mut files = Vec::with_capacity(segments.len() * (FILES.len() + 1));
        for segment in &segments {
            let removed = segment.has_deletes().then_some(SegmentComponent::Delete);
            files.extend(FILES.into_iter().chain(removed).map(|file| segment.relative_path(file)));
        }
        Ok(files)
    }

    /// Whether the files of the last commit are all there. Nothing is read of them, so it takes no time; and it is asked of the system,
    /// since the engine takes a missing file of positions for an empty one and has some files in memory that are gone by now.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) with the first file that is missing, empty or of another size.
    pub(super) fn check_files(&self) -> Result<()> {
        if self.is_several() {
            return self.parts.iter().try_for_each(Index::check_files);
        }
        let folder = self.folder();
        let is_bad = |file: &PathBuf| !fs::metadata(folder.join(file)).is_ok_and(|meta| meta.len() > 0);
        while let Some(bad) = self.files()?.into_iter().find(is_bad) {
            // A writer that puts segments together removes their files; then a list that is read afterwards does not name them.
            if self.files()?.contains(&bad) {
                let name = bad.display();
                return Err(match fs::metadata(folder.join(&bad)) {
                    Ok(_) => damaged(self.dir(), &format!("`{name}` is empty")),
                    Err(error) if error.kind() == Io::NotFound => damaged(self.dir(), &format!("`{name}` is missing")),
                    Err(error) => Error::io(folder.join(&bad).display(), &error),
                });
            }
        }
        seal::check_sizes(self.dir(), &folder)
    }

    /// Whether all files are there with the bytes that were written. All of them are read.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) with the first file that is not.
    pub fn check_bytes(&self) -> Result<()> {
        self.check_files()?;
        self.check_sums()
    }

    /// Reads the bytes of all files and compares their sums.
    fn check_sums(&self) -> Result<()> {
        let mut files = self.files()?;
        files.sort();
        while let Some(file) = files.pop() {
            match self.inner.directory().validate_checksum(&file) {
                Ok(true) => {}
                Ok(false) => {
                    return Err(damaged(
                        self.dir(),
                        &format!("`{}` is not as it was written", file.display()),
                    ));
                }
                Err(OpenReadError::FileDoesNotExist(_)) if !self.files()?.contains(&file) => {
                    // A writer has put segments together meanwhile.
                    files = self.files()?;
                }
                Err(error) => return Err(engine_error(self.dir(), &error.into())),
            }
        }
        seal::check_ends(self.dir(), &self.folder())
    }

    /// Reads all of the index, and says what it holds if it is whole.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) with the first damage that is found: a file that is missing or not as it was
    /// written, an article that cannot be read or stands apart from its quotes, a file of the archive that is not in whole.
    pub fn check(&self) -> Result<Counts> {
        // First the bytes: the engine reads on the trust that they are right.
        self.check_bytes()?;
        self.check_people()?;
        let snapshot = self.snapshot()?;
        let mut articles: FxHashMap<u64, u64> = FxHashMap::default();
        for segment in 0..snapshot.searcher.segment_readers().len() {
            self.check_segment(&snapshot, segment as u32, &mut articles)?;
        }
        for (key, known) in snapshot.stamps()? {
            let entry = snapshot.entry(known.entry)?;
            if articles.remove(&key).unwrap_or_default() != entry.articles {
                return Err(damaged(
                    self.dir(),
                    &format!("articles of `{}` are missing", entry.path),
                ));
            }
        }
        if !articles.is_empty() {
            return Err(damaged(self.dir(), "there are articles of no file"));
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
        let apart = || Err(damaged(self.dir(), "quotes stand apart from their article"));
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
}
