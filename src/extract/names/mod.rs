//! Persons named in the text.

use std::ops::Range;

use crate::extract::text::Doc;

/// A person's name as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Token indices of the name alone, without titles.
    pub name: Range<u32>,
    /// Token indices of the titles and roles before or after it.
    pub role: Option<Range<u32>>,
    /// Mentions with the same number are the same person.
    pub person: u32,
}

/// All mentions of persons, in order, not overlapping.
pub fn people(_doc: &Doc) -> Vec<Mention> {
    Vec::new()
}
