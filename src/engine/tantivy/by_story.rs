//! Reprints as one hit: of the articles of a story only the best is kept, and how many there were.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use tantivy::SegmentOrdinal;
use tantivy::columnar::StrColumn;

use super::kept::Kept;
use super::key::Key;
use super::place::PlaceInSegment;
use crate::engine::Place;
use crate::index::Snapshot;

/// The best of one segment, in order.
#[derive(Debug, Default)]
pub struct SegmentHits {
    pub(super) segment: SegmentOrdinal,
    pub(super) keys: Vec<Key>,
    /// Where hits are stories: what `keys` are to be filled from, see [`best_of_each`].
    pub(super) stories: Stories,
}

/// The best hit of each story in a segment, with how many others the story has there.
#[derive(Debug, Default)]
pub struct Stories {
    found: FxHashMap<u64, Key>,
}

impl Stories {
    pub fn add(&mut self, story: u64, key: Key) {
        match self.found.entry(story) {
            Entry::Vacant(free) => {
                free.insert(key);
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                *known = stand_for(key.min(*known), key.max(*known));
            }
        }
    }
}

/// The better of two hits of a story, which stands for the other and for all that the other stood for.
fn stand_for(best: Key, other: Key) -> Key {
    Key {
        reprints: best.reprints + other.reprints + 1,
        ..best
    }
}

/// Fills the hits of each segment with the stories whose best article stands there, the first `keep` of them, and says how many
/// stories there are.
///
/// Only those behind `after` are kept; all are counted.
pub fn best_of_each(
    snapshot: &Snapshot,
    segments: &mut [SegmentHits],
    keep: Option<usize>,
    after: Option<&Place>,
) -> tantivy::Result<u64> {
    let kept = Kept::of(snapshot);
    let mut ids = Vec::with_capacity(segments.len());
    for hits in segments.iter() {
        ids.push(
            kept.segment(hits.segment)
                .ids(snapshot.searcher.segment_reader(hits.segment))?,
        );
    }
    let mut best: FxHashMap<u64, (usize, Key)> = FxHashMap::default();
    for (at, hits) in segments.iter_mut().enumerate() {
        for (story, key) in hits.stories.found.drain() {
            match best.entry(story) {
                Entry::Vacant(free) => {
                    free.insert((at, key));
                }
                Entry::Occupied(mut known) => {
                    let (other_at, other) = *known.get();
                    known.insert(match precedes((ids[at], &key), (ids[other_at], &other))? {
                        true => (at, stand_for(key, other)),
                        false => (other_at, stand_for(other, key)),
                    });
                }
            }
        }
    }
    let stories = best.len() as u64;
    for (at, key) in best.into_values() {
        segments[at].keys.push(key);
    }
    for (hits, ids) in segments.iter_mut().zip(ids) {
        if let Some(place) = after {
            let place = PlaceInSegment::new(place, hits.segment, ids)?;
            hits.keys.retain(|key| place.precedes(key));
        }
        hits.keys.sort_unstable();
        hits.keys.truncate(keep.unwrap_or(usize::MAX));
    }
    Ok(stories)
}

/// Whether the first of two hits of different segments comes before the second. The second's segment is the earlier one, so it wins
/// where all else is equal.
fn precedes(a: (Option<&StrColumn>, &Key), b: (Option<&StrColumn>, &Key)) -> tantivy::Result<bool> {
    let order = (a.1.first, a.1.second).cmp(&(b.1.first, b.1.second));
    if order != Ordering::Equal {
        return Ok(order == Ordering::Less);
    }
    // Ids order within a segment by number, between segments by their text.
    let id = |(ids, key): (Option<&StrColumn>, &Key)| -> tantivy::Result<String> {
        let mut id = String::new();
        if let Some(ids) = ids {
            ids.ord_to_str(key.id, &mut id)?;
        }
        Ok(id)
    };
    Ok(id(a)? < id(b)?)
}
