//! Where a hit stands among those of its segment.

use tantivy::DocId;

/// The place of a hit in the order of its segment; the smallest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub first: u64,
    pub second: u64,
    /// Orders as the ids of the segment do.
    pub id: u64,
    pub doc: DocId,
    pub score: u32,
    /// See [`crate::engine::Ranked::reprints`].
    pub reprints: u64,
}
