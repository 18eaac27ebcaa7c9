//! Archives for the tools that people have: a database of SQLite, entities of FollowTheMoney.

pub mod ftm;
pub mod sqlite;

use crate::article::Article;

/// An article of an archive, and the person whom each of its speakers is.
pub struct Exported {
    pub article: Article,
    /// One for each of [`Article::speakers`]; `None` where the name is no person's.
    pub persons: Vec<Option<String>>,
}
