//! A run on its way: what comes out of the pipeline goes into the index.

use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::aside::WITHDRAWN;
use super::done::{Done, Extent, Seen};
use super::refresh;
use super::report::{FileReport, Observer, Outcome, Progress, Summary};
use super::roots::Resolved;
use super::withdrawn::Withdrawn;
use crate::article::Extracted;
use crate::corpus::{self, FileEntry};
use crate::error::Result;
use crate::extract::Version;
use crate::index::document::Belonging;
use crate::index::ids;
use crate::index::ledger::{self, FileRow, Stamp};
use crate::index::reader::Known;
use crate::index::{self, Payload, Snapshot, Writer};
use crate::stories::Stories;

/// The longest that work may be unsaved, if files end meanwhile.
pub const COMMIT_TIME: Duration = Duration::from_secs(60);

/// A run on its way: what comes out of the pipeline goes into the index.
pub struct Run<'r> {
    /// The index as it was when the run began; `known` tells where things stand in it.
    pub(super) before: &'r Snapshot,
    /// The index that is being replaced.
    pub(super) earlier: Option<&'r Snapshot>,
    /// When the articles of the file at hand came into the index, by [`ids::number`]; those that were in it.
    pub(super) added: FxHashMap<u64, i64>,
    /// When the run began, in seconds since 1970.
    pub(super) now: i64,
    pub(super) writer: Writer<'r>,
    pub(super) payload: Payload,
    pub(super) known: &'r FxHashMap<u64, Known>,
    pub(super) stories: Stories,
    pub(super) observer: &'r mut dyn Observer,
    pub(super) version: Version,
    pub(super) summary: Summary,
    pub(super) progress: Progress,
    pub(super) withdrawn: Withdrawn,
    /// Notes of that file that are kept and not said.
    pub(super) plain: Vec<String>,
    /// The file whose articles are being added.
    pub(super) pending: Option<FileRow>,
    /// Bytes of their text.
    pub(super) pending_bytes: u64,
    /// Bytes of files since the last commit.
    pub(super) uncommitted: u64,
    pub(super) committed_at: Instant,
    pub(super) commit_bytes: u64,
}

impl Run<'_> {
    /// Reports on a file. What was rejected of it in an earlier run too is not new.
    pub fn report(&mut self, path: &str, outcome: Outcome, articles: u64, reasons: Vec<String>, notes: Vec<String>) {
        let known = self
            .known
            .get(&ledger::key(path))
            .filter(|known| known.rejected && !reasons.is_empty());
        let before = known.and_then(|known| self.before.entry(known.entry).ok());
        let is_new = before.is_none_or(|before| before.rejected != reasons);
        match outcome {
            Outcome::Added => self.summary.added += 1,
            Outcome::Updated => self.summary.updated += 1,
            Outcome::Refreshed => self.summary.refreshed += 1,
            Outcome::Unchanged => self.summary.unchanged += 1,
            Outcome::Removed => self.summary.removed += 1,
            Outcome::Skipped => self.summary.skipped += 1,
            Outcome::Rejected => self.summary.empty += 1,
        }
        if !reasons.is_empty() && outcome != Outcome::Skipped {
            match is_new {
                true => self.summary.rejected += 1,
                false => self.summary.rejected_before += 1,
            }
        }
        self.observer.file(FileReport {
            path: path.to_owned(),
            outcome,
            articles,
            reasons,
            is_new,
            notes,
        });
    }

    pub fn skipped(&mut self, skipped: &corpus::Skipped) {
        *self.summary.kinds.entry(skipped.reason).or_default() += 1;
        self.report(
            &skipped.path,
            Outcome::Skipped,
            0,
            vec![skipped.reason.to_owned()],
            Vec::new(),
        );
    }

    /// A file that is as it was. What was rejected of it is said again: it still is not in the index.
    pub fn unchanged(&mut self, file: &FileEntry) -> Result<()> {
        let mut reasons = Vec::new();
        let mut articles = 0;
        let known = self.known.get(&ledger::key(&file.path));
        self.summary.outdated += u64::from(known.is_some_and(|known| refresh::is_outdated(&known.stamp, self.version)));
        if let Some(known) = known.filter(|known| known.rejected) {
            let entry = self.before.entry(known.entry)?;
            reasons = entry.rejected;
            articles = entry.articles;
        }
        self.report(&file.path, Outcome::Unchanged, articles, reasons, Vec::new());
        Ok(())
    }

    /// Takes back what was added of a file that was not read to its end. False where that cannot be, since an earlier version of
    /// the file was taken out for it: then what came since the last commit must not be committed.
    pub fn drop_half_file(&mut self) -> bool {
        let Some(entry) = self.pending.take() else {
            return true;
        };
        let key = ledger::key(&entry.path);
        self.writer.remove_file(key);
        self.withdrawn.forget(key, &mut self.payload);
        !self.known.contains_key(&key)
    }

    /// Takes what the pipeline has done of a file: all of it, or the next part of a large one.
    pub fn take(&mut self, done: Done) -> Result<()> {
        let Done {
            file,
            part,
            articles,
            aside,
        } = done;
        let key = ledger::key(&file.path);
        let mut entry = match self.pending.take() {
            Some(entry) => entry,
            None => {
                // What is read again came into the index when it did first.
                self.added = match self.earlier {
                    Some(earlier) => earlier.added(key)?,
                    None if self.known.contains_key(&key) => self.before.added(key)?,
                    None => FxHashMap::default(),
                };
                if self.known.contains_key(&key) {
                    self.writer.remove_file(key);
                    self.stories.read_again(key);
                }
                self.withdrawn.forget(key, &mut self.payload);
                self.plain.clear();
                FileRow {
                    path: file.path.clone(),
                    ..FileRow::default()
                }
            }
        };
        for article in &articles {
            self.admit(article, key, &mut entry)?;
        }
        for (kind, count) in &aside.left {
            *self.summary.left.entry(kind).or_default() += count;
        }
        for note in aside.plain {
            entry.notes.push(note.clone());
            self.plain.push(note);
        }
        entry.take(aside.rejected, aside.notes, aside.left);
        self.withdrawn.note(aside.withdrawn, key, &mut self.payload);
        self.progress.articles += articles.len() as u64;
        match part {
            Extent::Some => {
                self.pending = Some(entry);
                // How far a large file is can only be told by its text; what is packed is smaller than that.
                self.pending_bytes += articles
                    .iter()
                    .map(|extracted| extracted.article.body.len() as u64)
                    .sum::<u64>();
                self.progress.bytes = self.summary.bytes + self.pending_bytes.min(file.size);
            }
            Extent::Last { stamp, bytes } => self.close(&file, key, stamp, bytes, entry)?,
        }
        self.observer.progress(self.progress);
        Ok(())
    }

    /// Adds an article; true where its text is another's.
    fn add(&mut self, extracted: &Extracted, key: u64) -> Result<bool> {
        let (article, sketch) = (&extracted.article, &extracted.sketch);
        let own = xxhash_rust::xxh3::xxh3_64(article.body.as_bytes());
        let told = self.stories.tell(own, key, sketch);
        let known = self.added.get(&ids::number(&article.id));
        let of = Belonging {
            file: key,
            story: told.story,
            first: told.first,
            added: known.copied().unwrap_or(self.now),
        };
        self.writer.add_article(extracted, &of)?;
        let copy = told.story == own && told.again;
        self.summary.articles += 1;
        self.summary.copies += u64::from(copy);
        self.summary.reprints += u64::from(told.again && told.story != own);
        Ok(copy)
    }

    fn close(&mut self, file: &FileEntry, key: u64, stamp: Stamp, bytes: u64, entry: FileRow) -> Result<()> {
        self.writer.add_file(key, stamp, &entry)?;
        let outcome = match (entry.articles, self.known.get(&key)) {
            (0, _) => Outcome::Rejected,
            (_, Some(known)) if refresh::is_all_that_changed(&known.stamp, &stamp, self.version) => Outcome::Refreshed,
            (_, Some(_)) => Outcome::Updated,
            (_, None) => Outcome::Added,
        };
        self.summary.bytes += bytes;
        self.progress.files += 1;
        self.progress.bytes = self.summary.bytes;
        self.pending_bytes = 0;
        self.uncommitted += bytes;
        let said = entry
            .notes
            .into_iter()
            .filter(|note| !self.plain.contains(note))
            .collect();
        self.report(&file.path, outcome, entry.articles, entry.rejected, said);
        if self.uncommitted >= self.commit_bytes || self.committed_at.elapsed() >= COMMIT_TIME {
            self.writer.commit(&self.payload)?;
            self.uncommitted = 0;
            self.committed_at = Instant::now();
        }
        Ok(())
    }

    /// Removes files that the index knows below the roots and that the walk did not see.
    pub fn remove_missing(&mut self, roots: &[Resolved], seen: &Seen) -> Result<()> {
        let gone: Vec<Known> = self
            .known
            .iter()
            .filter(|(key, _)| !seen.files.contains(*key))
            .map(|(_, known)| *known)
            .collect();
        if gone.is_empty() {
            return Ok(());
        }
        let mut paths = Vec::new();
        for known in gone {
            let path = self.before.entry(known.entry)?.path;
            let below = roots.iter().any(|root| root.holds(&path));
            // What lies in a folder that could not be looked into is not gone.
            let hidden = seen.unseen.iter().any(|place| index::is_below(&path, place));
            if below && !hidden {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            self.writer.remove_file(ledger::key(&path));
            self.withdrawn.forget(ledger::key(&path), &mut self.payload);
            self.report(&path, Outcome::Removed, 0, Vec::new(), Vec::new());
        }
        Ok(())
    }

    /// Adds an article of a file, unless it is withdrawn.
    pub fn admit(&mut self, extracted: &Extracted, key: u64, entry: &mut FileRow) -> Result<()> {
        if self.withdrawn.has(&extracted.article.id) {
            *self.summary.left.entry(WITHDRAWN).or_default() += 1;
            entry.leave(WITHDRAWN, 1);
            return Ok(());
        }
        let copy = self.add(extracted, key)?;
        entry.articles += 1;
        entry.copies += u64::from(copy);
        Ok(())
    }
}
