//! Where a place in the order of hits lies among the documents of a segment.

use std::cmp::Ordering;
use std::ops::Bound;

use tantivy::SegmentOrdinal;
use tantivy::columnar::StrColumn;

use super::key::Key;
use crate::engine::Place;

/// A place as the numbers of a segment have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceInSegment {
    first: u64,
    second: u64,
    /// The number of the place's id, or of the next id of the segment.
    id: u64,
    /// The segment has the id.
    has_id: bool,
    /// The segment and the document are compared where all else is equal.
    segment: Ordering,
    doc: u32,
}

impl PlaceInSegment {
    /// `ids` are those of the segment.
    pub fn new(place: &Place, segment: SegmentOrdinal, ids: Option<&StrColumn>) -> tantivy::Result<PlaceInSegment> {
        let mut id = (u64::MAX, false);
        if let Some(ids) = ids {
            let ids = ids.dictionary();
            id = match ids.term_ord(place.id.as_bytes())? {
                Some(known) => (known, true),
                None => match ids.term_bounds_to_ord(Bound::Included(place.id.as_bytes()), Bound::Unbounded)? {
                    (Bound::Included(next), _) => (next, false),
                    _ => id,
                },
            };
        }
        let (id, has_id) = id;
        Ok(PlaceInSegment {
            first: place.first,
            second: place.second,
            id,
            has_id,
            segment: segment.cmp(&place.segment),
            doc: place.doc,
        })
    }

    /// Whether a hit of the segment comes behind the place.
    pub fn precedes(&self, key: &Key) -> bool {
        let id = match self.has_id {
            true => key.id.cmp(&self.id),
            false if key.id >= self.id => Ordering::Greater,
            false => Ordering::Less,
        };
        let order = (key.first, key.second).cmp(&(self.first, self.second));
        let order = order.then(id).then(self.segment).then(key.doc.cmp(&self.doc));
        order == Ordering::Greater
    }
}
