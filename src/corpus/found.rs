//! What readers hand over, where to, and how they are asked to read.

use std::ops::ControlFlow;

use super::fields::FieldMap;
use crate::article::RawArticle;
use crate::error::{Error, Result};

/// What a reader finds in a file, in its order.
#[derive(Debug)]
pub enum Finding {
    Article(Box<RawArticle>),
    /// What should have been an article, and why it is none.
    Rejected(Error),
    /// What is no article and was not meant as one, by its kind: `picture`, `draft`. It is counted.
    Left(&'static str),
    /// How the file as a whole was read, once a file: which column was taken for what.
    Note(String),
    /// The same where nothing had to be chosen: kept with the file, and not said.
    Plain(String),
}

impl From<Result<RawArticle>> for Finding {
    fn from(result: Result<RawArticle>) -> Finding {
        match result {
            Ok(article) => Finding::Article(Box::new(article)),
            Err(error) => Finding::Rejected(error),
        }
    }
}

/// Where it goes, one by one. `Break` ends the reading.
pub type Sink<'a> = dyn FnMut(Finding) -> ControlFlow<()> + 'a;

/// How files are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Bytes, after unpacking, that one article may have.
    pub max_article_size: u64,
    pub map: FieldMap,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            max_article_size: 10_000_000,
            map: FieldMap::default(),
        }
    }
}
