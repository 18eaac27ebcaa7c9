//! Items that were taken back leave the index, with the files that brought them read again.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::aside::Aside;
use super::maps::Maps;
use super::request::Request;
use super::run::Run;
use super::stamp::stamp;
use crate::corpus::{self, FileEntry};
use crate::error::Result;
use crate::extract::{self, Version};
use crate::index::ledger::{self, FileRow};
use crate::index::{Index, Root, deepest};

impl Run<'_> {
    /// Takes withdrawn items out of the index that came in other files, or in the same file before. Commits before and after: until then
    /// the index says that this is still to be done.
    ///
    /// # Errors
    /// Where the index cannot be read or written. A file that is gone keeps its articles until the index notices that.
    pub fn withdraw(&mut self, index: &Index, request: &Request, maps: &Maps) -> Result<()> {
        if !self.payload.withdrawing {
            return Ok(());
        }
        self.writer.commit(&self.payload)?;
        let snapshot = index.snapshot()?;
        let due = self.withdrawn.take_due();
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
                    self.read_again(&file, maps, request.version)?;
                }
            }
        }
        self.payload.withdrawing = false;
        Ok(())
    }

    /// Reads a file that has not changed, without what is withdrawn. It is no news of the run and not reported.
    fn read_again(&mut self, file: &FileEntry, maps: &Maps, version: Version) -> Result<()> {
        let key = ledger::key(&file.path);
        let summary = self.summary.clone();
        self.writer.remove_file(key);
        self.stories.read_again(key);
        let mut entry = FileRow {
            path: file.path.clone(),
            ..FileRow::default()
        };
        let map = maps.of_file(&file.path);
        let mut aside = Aside::default();
        let mut failed = None;
        let fingerprint = corpus::fingerprint(file);
        let result = corpus::read(file, &map.read, &mut |found| {
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
            .add_file(key, stamp(file, map.key, fingerprint, version), &entry)?;
        self.summary = summary;
        Ok(())
    }
}

/// The file of a path of the index, if it is where the index saw it.
fn located(path: &str, roots: &[Root]) -> Option<FileEntry> {
    let root = deepest(roots, |root| &root.label, path)?;
    let below = path.strip_prefix(root.label.as_str())?.trim_start_matches('/');
    let location = match below {
        "" => Path::new(&root.location).to_owned(),
        below => Path::new(&root.location).join(below),
    };
    let meta = fs::metadata(&location).ok().filter(fs::Metadata::is_file)?;
    Some(FileEntry::of(location, path.to_owned(), &meta))
}
