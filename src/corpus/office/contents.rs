//! What a document says, whatever it was written in.

use crate::corpus::blocks::Block;

/// A document as it was read.
#[derive(Debug, Default)]
pub struct Contents {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub blocks: Vec<Block>,
}
