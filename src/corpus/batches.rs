//! Articles of folders and files, gathered so that a batch of them can be extracted on all cores.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::found::{Finding, ReadOptions};
use super::read::read;
use super::walk::{Walk, WalkOptions, walk};
use crate::article::RawArticle;
use crate::error::Error;

/// Articles of a batch: enough to keep all cores busy, few enough to stay small.
const ARTICLES: usize = 256;
/// And bytes of their texts, where articles are long.
const BYTES: usize = 16 << 20;

/// Who takes what is read, in the order in which it is.
pub trait Takes {
    /// Articles; whether any more are wanted.
    fn articles(&mut self, batch: Vec<RawArticle>) -> ControlFlow<()>;
    /// A file, or an article in it, that cannot be read.
    fn rejected(&mut self, error: &Error);
    /// How the file of this path was read.
    fn note(&mut self, path: &str, note: String);
}

/// Reads all articles under some files and folders, each with what paths in it begin with. Those that their outlet withdrew are none.
pub fn batches(roots: &[(PathBuf, String)], options: &ReadOptions, taker: &mut dyn Takes) {
    let mut gathered = Gathered {
        batch: Vec::new(),
        bytes: 0,
        taker,
    };
    for (root, label) in roots {
        for found in walk(root, label, WalkOptions::default()) {
            let mut flow = ControlFlow::Continue(());
            match found {
                Walk::File(file) => {
                    let result = read(&file, options, &mut |found| {
                        flow = gathered.take(&file.path, found);
                        flow
                    });
                    if let Err(error) = result {
                        gathered.taker.rejected(&error);
                    }
                }
                Walk::Skipped(_) => {}
                Walk::Error(error) => gathered.taker.rejected(&error),
            }
            if flow.is_break() {
                return;
            }
        }
    }
    let _ = gathered.hand_over();
}

struct Gathered<'t> {
    batch: Vec<RawArticle>,
    bytes: usize,
    taker: &'t mut dyn Takes,
}

impl Gathered<'_> {
    fn take(&mut self, path: &str, found: Finding) -> ControlFlow<()> {
        match found {
            Finding::Article(raw) if raw.withdrawn => {}
            Finding::Article(raw) => {
                self.bytes += raw.text.len();
                self.batch.push(*raw);
            }
            Finding::Rejected(error) => self.taker.rejected(&error),
            Finding::Note(note) => self.taker.note(path, note),
            Finding::Plain(_) | Finding::Left(_) => {}
        }
        match self.batch.len() >= ARTICLES || self.bytes >= BYTES {
            true => self.hand_over(),
            false => ControlFlow::Continue(()),
        }
    }

    fn hand_over(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        self.taker.articles(std::mem::take(&mut self.batch))
    }
}
