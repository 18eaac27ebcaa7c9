//! Items that their agencies took back. The notice comes in a file of its own, days later, and names the item by its id; the file that
//! brought it is read again without it, so that a file stays the unit of the index and its bookkeeping stays true.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::UNIX_EPOCH;

use rustc_hash::FxHashSet;

use super::aside::{Aside, WITHDRAWN};
use super::{Mapping, Request, Run, stamp};
use crate::corpus::{self, FileEntry, join};
use crate::error::Result;
use crate::extract;
use crate::index::is_below;
use crate::index::ledger::{self, Entry};
use crate::index::{Index, Payload, Root, Withdrawal};

/// Bytes of the shortest id that is taken for one of the whole archive.
const SHORTEST: usize = 8;

/// Whether an id is of the item wherever it comes from (`urn:newsml:...`, `tag:...`), and not a number that other dumps have too.
pub fn is_global(id: &str) -> bool {
    id.len() >= SHORTEST && id.contains(|c: char| !c.is_ascii_digit())
}

/// What is withdrawn, by the files that say so.
pub struct Withdrawn {
    ids: FxHashSet<String>,
    /// Ids whose articles may still be in the index.
    due: Vec<String>,
}

impl Withdrawn {
    pub fn of(payload: &Payload) -> Withdrawn {
        let ids = payload.withdrawn.iter().map(|withdrawal| withdrawal.id.clone());
        Withdrawn {
            ids: ids.collect(),
            // The last run ended before it had read all files again.
            due: match payload.withdrawing {
                true => payload
                    .withdrawn
                    .iter()
                    .map(|withdrawal| withdrawal.id.clone())
                    .collect(),
                false => Vec::new(),
            },
        }
    }

    pub fn has(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains(id)
    }

    /// A file is read anew: what it withdraws, it says again.
    pub fn forget(&mut self, file: u64, payload: &mut Payload) {
        let before = payload.withdrawn.len();
        payload.withdrawn.retain(|withdrawal| withdrawal.file != file);
        if payload.withdrawn.len() < before {
            self.ids = payload
                .withdrawn
                .iter()
                .map(|withdrawal| withdrawal.id.clone())
                .collect();
        }
    }

    /// A file says that items are withdrawn.
    pub fn note(&mut self, ids: Vec<String>, file: u64, payload: &mut Payload) {
        for id in ids {
            self.ids.insert(id.clone());
            self.due.push(id.clone());
            payload.withdrawn.push(Withdrawal { id, file });
            payload.withdrawing = true;
        }
    }
}

impl Run<'_> {
    /// Takes withdrawn items out of the index that came in other files, or in the same file before. Commits before and after: until then
    /// the index says that this is still to be done.
    ///
    /// # Errors
    /// Where the index cannot be read or written. A file that is gone keeps its articles until the index notices that.
    pub fn withdraw(&mut self, index: &Index, request: &Request, map: Mapping) -> Result<()> {
        if !self.payload.withdrawing {
            return Ok(());
        }
        self.writer.commit(&self.payload)?;
        let snapshot = index.snapshot()?;
        let due = std::mem::take(&mut self.withdrawn.due);
        let files = snapshot.files_of(&due)?;
        if !files.is_empty() {
            let stamps = snapshot.stamps()?;
            let mut paths = Vec::new();
            for known in files.iter().filter_map(|key| stamps.get(key)) {
                paths.push(snapshot.entry(known.entry)?.path);
            }
            paths.sort();
            for path in paths {
                if let Some(file) = located(&path, &self.payload.roots) {
                    self.read_again(&file, request, map)?;
                }
            }
        }
        self.payload.withdrawing = false;
        Ok(())
    }

    /// Reads a file that has not changed, without what is withdrawn. It is no news of the run and not reported.
    fn read_again(&mut self, file: &FileEntry, request: &Request, map: Mapping) -> Result<()> {
        let key = ledger::key(&file.path);
        let summary = self.summary.clone();
        self.writer.remove_file(key);
        self.stories.read_again(key);
        let mut entry = Entry {
            path: file.path.clone(),
            ..Entry::default()
        };
        let mut aside = Aside::default();
        let mut failed = None;
        let fingerprint = corpus::fingerprint(file);
        let result = corpus::read(file, &request.read, &mut |found| {
            let Some(raw) = aside.take(found) else {
                return ControlFlow::Continue(());
            };
            match self.admit(&extract::extract(raw), key, &mut entry) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        if let Err(error) = result {
            aside.reject(&error);
        }
        entry.take(aside.rejected, [aside.plain, aside.notes].concat(), aside.left);
        self.writer
            .add_file(key, stamp(file, map.key, fingerprint, request.version), &entry)?;
        self.summary = summary;
        Ok(())
    }

    /// Adds an article of a file, unless it is withdrawn.
    pub fn admit(&mut self, extracted: &crate::article::Extracted, key: u64, entry: &mut Entry) -> Result<()> {
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

/// The file of a path of the index, if it is where the index saw it.
fn located(path: &str, roots: &[Root]) -> Option<FileEntry> {
    let root = roots
        .iter()
        .filter(|root| is_below(path, &root.label))
        .max_by_key(|root| root.label.len())?;
    let below = path.strip_prefix(root.label.as_str())?.trim_start_matches('/');
    let location = match below {
        "" => Path::new(&root.location).to_owned(),
        below => Path::new(&root.location).join(below),
    };
    let meta = fs::metadata(&location).ok().filter(fs::Metadata::is_file)?;
    let modified = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(FileEntry {
        location,
        path: join("", path),
        size: meta.len(),
        modified: modified.as_nanos() as i64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_their_dump_alone() {
        assert!(is_global("urn:newsml:kabar.example:20200114:storm"));
        assert!(is_global("kbr-0114-storm"));
        assert!(!is_global("17"));
        assert!(!is_global("20200114001"));
    }
}
