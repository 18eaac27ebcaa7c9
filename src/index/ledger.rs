//! The bookkeeping of files: what the index knows of each file of the archive.
//!
//! Every file has a document of its own in the same commit as its articles, so that articles and bookkeeping cannot part.
//! What a run must compare is in columns; what only a report needs is stored.

use serde::{Deserialize, Serialize};

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// As shown: see [`crate::article::RawArticle::path`].
    pub path: String,
    /// Articles that are in the index.
    pub articles: u64,
    /// Each article or file that was rejected, as `place: cause`.
    pub rejected: Vec<String>,
    /// Articles whose text is another article's, word for word.
    pub copies: u64,
    /// How it was read: which column was taken for what.
    pub notes: Vec<String>,
    /// What it held that is no article, by kind.
    pub left: Vec<(String, u64)>,
}

/// An entry as it was before [`FileRow::notes`] and what follows.
#[derive(Deserialize)]
struct WithoutNotes {
    path: String,
    articles: u64,
    rejected: Vec<String>,
    copies: u64,
}

impl FileRow {
    /// Counts what is no article.
    pub fn leave(&mut self, kind: &str, count: u64) {
        match self.left.iter_mut().find(|(known, _)| known == kind) {
            Some((_, known)) => *known += count,
            None => self.left.push((kind.to_owned(), count)),
        }
    }

    /// Takes what a part of the file gave beside its articles.
    pub fn take<'k>(
        &mut self,
        rejected: Vec<String>,
        notes: Vec<String>,
        left: impl IntoIterator<Item = (&'k str, u64)>,
    ) {
        self.rejected.extend(rejected);
        self.notes.extend(notes);
        for (kind, count) in left {
            self.leave(kind, count);
        }
    }

    pub fn encode(&self) -> Vec<u8> {
        // Serialising plain values into memory has no way to fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    pub fn decode(bytes: &[u8]) -> Option<FileRow> {
        postcard::from_bytes(bytes).ok().or_else(|| {
            let old: WithoutNotes = postcard::from_bytes(bytes).ok()?;
            Some(FileRow {
                path: old.path,
                articles: old.articles,
                rejected: old.rejected,
                copies: old.copies,
                ..FileRow::default()
            })
        })
    }
}

/// What tells whether a file has changed since it was indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Of the content.
    pub fingerprint: u64,
    /// Bytes on disk.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// The rules and words that its articles were understood by, as `extract::Version` writes them in one number.
    pub rules: u64,
}

/// The key under which the documents of a file stand: a hash of its path.
pub fn key(path: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(path.as_bytes())
}
