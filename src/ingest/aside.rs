//! What a file gives beside its articles: what was rejected of it, what was left, how it was read.

use std::collections::BTreeMap;

use super::withdrawn::is_global;
use crate::article::RawArticle;
use crate::corpus::Finding;
use crate::error::Error;

/// Kinds of what is no article, and how many there were.
pub type Kinds = BTreeMap<&'static str, u64>;

/// An item that its agency took back.
pub const WITHDRAWN: &str = "withdrawn item";

#[derive(Debug, Default)]
pub struct Aside {
    /// As `place: cause`.
    pub rejected: Vec<String>,
    /// How it was read: which column was taken for what.
    pub notes: Vec<String>,
    /// The same where nothing had to be chosen.
    pub plain: Vec<String>,
    pub left: Kinds,
    /// Ids of items that are taken back, wherever they came from.
    pub withdrawn: Vec<String>,
}

impl Aside {
    /// Keeps what is no article, and hands back what is one.
    pub fn take(&mut self, found: Finding) -> Option<RawArticle> {
        match found {
            Finding::Article(article) if article.withdrawn => {
                *self.left.entry(WITHDRAWN).or_default() += 1;
                self.withdrawn.extend(article.id.filter(|id| is_global(id)));
            }
            Finding::Article(article) => return Some(*article),
            Finding::Rejected(error) => self.reject(&error),
            Finding::Left(kind) => *self.left.entry(kind).or_default() += 1,
            Finding::Note(note) if self.notes.contains(&note) => {}
            Finding::Note(note) => self.notes.push(note),
            Finding::Plain(note) => self.plain.push(note),
        }
        None
    }

    pub fn reject(&mut self, error: &Error) {
        self.rejected.push(format!("{}: {}", error.place, error.cause));
    }
}
