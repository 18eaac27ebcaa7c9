//! The hits of all segments in one order.

use tantivy::SegmentOrdinal;
use tantivy::columnar::StrColumn;

use super::by_story::SegmentHits;
use super::kept::Kept;
use super::key::Key;
use crate::engine::{Address, Ranked};
use crate::index::Snapshot;

/// Brings the hits of all segments in one order.
pub fn merge(
    snapshot: &Snapshot,
    segments: Vec<SegmentHits>,
    keep: Option<usize>,
    by_story: bool,
) -> tantivy::Result<Vec<Ranked>> {
    let ranked = |segment: SegmentOrdinal, key: &Key| Ranked {
        address: Address { segment, doc: key.doc },
        score: f32::from_bits(key.score),
        reprints: by_story.then_some(key.reprints),
        order: (key.first, key.second),
    };
    let filled: Vec<SegmentHits> = segments.into_iter().filter(|s| !s.keys.is_empty()).collect();
    if let [only] = &filled[..] {
        return Ok(only.keys.iter().map(|key| ranked(only.segment, key)).collect());
    }
    let of_segment = |hits: SegmentHits| hits.keys.into_iter().map(move |key| (hits.segment, key));
    let mut all: Vec<(SegmentOrdinal, Key)> = filled.into_iter().flat_map(of_segment).collect();
    let order = |key: &Key| (key.first, key.second);
    all.sort_by_key(|(segment, key)| (order(key), *segment, key.doc));
    let keep = keep.unwrap_or(usize::MAX);
    // Few hits are level with another, and only of those that are the ids are looked at.
    let mut level = 0;
    for equal in all.chunk_by_mut(|a, b| order(&a.1) == order(&b.1)) {
        if level < keep && equal.len() > 1 {
            by_id(snapshot, equal)?;
        }
        level += equal.len();
    }
    all.truncate(keep);
    Ok(all.iter().map(|(segment, key)| ranked(*segment, key)).collect())
}

/// Brings hits that are level, in the order of their segments, in the order of their ids.
fn by_id(snapshot: &Snapshot, hits: &mut [(SegmentOrdinal, Key)]) -> tantivy::Result<()> {
    let kept = Kept::of(snapshot);
    let mut of_all: Vec<String> = Vec::with_capacity(hits.len());
    for of_segment in hits.chunk_by(|a, b| a.0 == b.0) {
        let segment = of_segment[0].0;
        let keys: Vec<Key> = of_segment.iter().map(|(_, key)| *key).collect();
        match kept.segment(segment).ids(snapshot.searcher.segment_reader(segment))? {
            Some(ids) => of_all.extend(texts(ids, &keys)?),
            None => of_all.extend(keys.iter().map(|_| String::new())),
        }
    }
    // Where ids are the same too, the place in the index decides, in which they are.
    let mut with_id: Vec<(String, (SegmentOrdinal, Key))> = of_all.into_iter().zip(hits.iter().copied()).collect();
    with_id.sort_by(|a, b| a.0.cmp(&b.0));
    for (hit, (_, sorted)) in hits.iter_mut().zip(with_id) {
        *hit = sorted;
    }
    Ok(())
}

/// The ids of hits of one segment, empty where one has none. They are read in the order in which they are stored: each block of them once.
fn texts(ids: &StrColumn, keys: &[Key]) -> tantivy::Result<Vec<String>> {
    let mut stored: Vec<(u64, usize)> = keys.iter().enumerate().map(|(at, key)| (key.id, at)).collect();
    stored.sort_unstable();
    let numbers: Vec<u64> = stored.iter().map(|(number, _)| *number).collect();
    let mut texts = vec![String::new(); keys.len()];
    let mut places = stored.iter().map(|(_, at)| *at);
    // It ends at the first number that is none, and those that mean no id are the last.
    ids.dictionary().sorted_ords_to_term_cb(&numbers, |term| {
        if let Some(text) = places.next().and_then(|at| texts.get_mut(at)) {
            *text = String::from_utf8_lossy(term).into_owned();
        }
    })?;
    Ok(texts)
}
