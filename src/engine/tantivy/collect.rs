//! One pass over what matches: counting, keeping the best, counting facets.

use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use super::by_story::{SegmentHits, Stories};
use super::counting::{Counting, Crossing};
use super::key::Key;
use super::place::PlaceInSegment;
use super::recency::Decay;
use super::values::{Rows, Values};
use crate::deadline::Deadline;
use crate::engine::{Address, Axis, Place, Ranked, Sort};
use crate::index::Snapshot;
use crate::people::Register;
use crate::query::Scope;

pub struct Collected {
    /// Documents, also where hits are stories.
    pub num_hits: u64,
    pub segments: Vec<SegmentHits>,
    pub facets: Vec<Counting>,
    pub crossed: Crossing,
}

pub struct Hits {
    pub scope: Scope,
    pub sort: Sort,
    /// What older articles lose of their score.
    pub decay: Option<Decay>,
    /// Articles of a story are one hit.
    pub by_story: bool,
    /// How many of the best are wanted; `None` for all.
    pub keep: Option<usize>,
    pub facets: Vec<Axis>,
    pub crossed: Option<(Axis, Axis)>,
    pub people: Arc<Register>,
    /// Only hits behind this place are kept; all are counted.
    pub after: Option<Place>,
    pub until: Deadline,
}

impl Collector for Hits {
    type Fruit = Collected;
    type Child = HitsOfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<HitsOfSegment> {
        let columns = reader.fast_fields();
        let values = |axis: &Axis| Values::open(*axis, self.scope, reader, &self.people);
        Ok(HitsOfSegment {
            segment,
            sort: self.sort,
            decay: self.decay,
            keep: self.keep,
            ordinals: match self.scope {
                Scope::Articles => None,
                Scope::Statements => Some(columns.u64("ordinal")?),
            },
            story: self.by_story.then(|| columns.u64("story")).transpose()?,
            stories: Stories::default(),
            dates: columns.i64("date")?,
            ids: columns.str("id")?.map(|ids| ids.ords().clone()),
            num_hits: 0,
            heap: BinaryHeap::new(),
            scope: self.scope,
            uncounted: Vec::new(),
            rows: Rows::default(),
            facets: self
                .facets
                .iter()
                .map(|axis| Ok((values(axis)?, Counting::new(*axis))))
                .collect::<tantivy::Result<_>>()?,
            crossed: match &self.crossed {
                Some((a, b)) => Some((values(a)?, values(b)?, CellCounts::default())),
                None => None,
            },
            buffers: (Vec::new(), Vec::new()),
            after: match &self.after {
                // Of stories the best article decides, which may stand in another segment.
                Some(place) if !self.by_story => Some(PlaceInSegment::new(place, segment, reader)?),
                _ => None,
            },
        })
    }

    /// As the engine does it, but for the look at the clock.
    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Collected> {
        let mut hits = self.for_segment(segment, reader)?;
        let mut watch = self.until.every(AT_ONCE as u32);
        let alive = reader.alive_bitset();
        let is_alive = |doc: DocId| alive.is_none_or(|alive| alive.is_alive(doc));
        if self.until.is_none() {
            match self.requires_scoring() {
                true => weight.for_each(reader, &mut |doc, score| {
                    if is_alive(doc) {
                        hits.collect(doc, score);
                    }
                })?,
                false => weight.for_each_no_score(reader, &mut |docs| {
                    for doc in docs.iter().filter(|doc| is_alive(**doc)) {
                        hits.collect(*doc, 0.0);
                    }
                })?,
            }
            return Ok(hits.harvest());
        }
        let mut found = weight.scorer(reader, 1.0)?;
        let mut doc = found.doc();
        while doc != TERMINATED && !watch.step() {
            if is_alive(doc) {
                let score = if self.requires_scoring() { found.score() } else { 0.0 };
                hits.collect(doc, score);
            }
            doc = found.advance();
        }
        Ok(hits.harvest())
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && self.keep != Some(0)
    }

    fn merge_fruits(&self, fruits: Vec<Collected>) -> tantivy::Result<Collected> {
        let mut all = Collected {
            num_hits: 0,
            segments: Vec::new(),
            facets: self.facets.iter().map(|axis| Counting::new(*axis)).collect(),
            crossed: Crossing::default(),
        };
        for fruit in fruits {
            all.num_hits += fruit.num_hits;
            all.segments.extend(fruit.segments);
            for (counts, more) in all.facets.iter_mut().zip(fruit.facets) {
                counts.add(more);
            }
            for (cell, count) in fruit.crossed {
                *all.crossed.entry(cell).or_default() += count;
            }
        }
        Ok(all)
    }
}

/// Counts of pairs of codes.
type CellCounts = rustc_hash::FxHashMap<(u64, u64), u64>;

pub struct HitsOfSegment {
    segment: SegmentOrdinal,
    sort: Sort,
    decay: Option<Decay>,
    keep: Option<usize>,
    /// For statements: how far behind its article each stands.
    ordinals: Option<Column<u64>>,
    /// Where hits are stories: which story each article belongs to.
    story: Option<Column<u64>>,
    stories: Stories,
    dates: Column<i64>,
    ids: Option<Column<u64>>,
    num_hits: u64,
    /// The worst on top.
    heap: BinaryHeap<Key>,
    scope: Scope,
    facets: Vec<(Values, Counting)>,
    /// Hits that are not counted yet in `facets`.
    uncounted: Vec<DocId>,
    rows: Rows,
    crossed: Option<(Values, Values, CellCounts)>,
    buffers: (Vec<u64>, Vec<u64>),
    after: Option<PlaceInSegment>,
}

/// The article of a hit: itself, or for a statement the one before it.
fn article_of(ordinals: &Option<Column<u64>>, doc: DocId) -> DocId {
    match ordinals {
        Some(ordinals) => doc - ordinals.first(doc).unwrap_or_default() as DocId,
        None => doc,
    }
}

/// Orders from the highest score to the lowest.
fn by_score(score: Score) -> u64 {
    u64::from(!score.max(0.0).to_bits())
}

/// Orders as the number does, for a number with a sign.
fn ordered(value: i64) -> u64 {
    (value as u64) ^ (1 << 63)
}

/// How many hits are counted at a time.
const AT_ONCE: usize = 2048;

impl HitsOfSegment {
    fn count(&mut self) {
        for (values, counts) in &mut self.facets {
            if values.is_of_hits(self.scope) {
                values.count(&self.uncounted, &mut self.rows, counts);
                continue;
            }
            for doc in &self.uncounted {
                self.buffers.0.clear();
                values.of(*doc, article_of(&self.ordinals, *doc), &mut self.buffers.0);
                counts.count(&self.buffers.0);
            }
        }
        self.uncounted.clear();
    }

    /// The place of a hit, unless it comes behind `worst`. What decides most hits is read first: of the many that are not
    /// among the best, neither the date nor the id is looked at.
    fn key_before(&self, worst: Option<&Key>, doc: DocId, article: DocId, score: Score) -> Option<Key> {
        // Age only takes from a score.
        if self.sort == Sort::Relevance && worst.is_some_and(|worst| by_score(score) > worst.first) {
            return None;
        }
        let date = self.dates.first(article);
        let score = self.decay.map_or(score, |decay| score * decay.of(date));
        let date = date.map(ordered);
        // What has no date comes last in every order.
        let newest = date.map_or(u64::MAX, |date| !date);
        let (first, second) = match self.sort {
            Sort::Relevance => (by_score(score), newest),
            Sort::Newest => (newest, 0),
            Sort::Oldest => (date.unwrap_or(u64::MAX), 0),
        };
        if worst.is_some_and(|worst| (first, second) > (worst.first, worst.second)) {
            return None;
        }
        let key = Key {
            first,
            second,
            id: self.ids.as_ref().and_then(|ids| ids.first(article)).unwrap_or(u64::MAX),
            doc,
            score: score.to_bits(),
            reprints: 0,
        };
        let wanted = worst.is_none_or(|worst| key < *worst) && self.after.is_none_or(|after| after.precedes(&key));
        wanted.then_some(key)
    }
}

impl SegmentCollector for HitsOfSegment {
    type Fruit = Collected;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.num_hits += 1;
        let article = article_of(&self.ordinals, doc);
        if !self.facets.is_empty() {
            self.uncounted.push(doc);
            if self.uncounted.len() == AT_ONCE {
                self.count();
            }
        }
        if let Some((a, b, cells)) = &mut self.crossed {
            let (left, right) = &mut self.buffers;
            left.clear();
            right.clear();
            a.of(doc, article, left);
            b.of(doc, article, right);
            for x in left.iter() {
                for y in right.iter() {
                    *cells.entry((*x, *y)).or_default() += 1;
                }
            }
        }
        if let Some(story) = self.story.as_ref().map(|stories| stories.first(article)) {
            if let Some(key) = self.key_before(None, doc, article, score) {
                self.stories.add(story.unwrap_or_default(), key);
            }
            return;
        }
        match self.keep {
            Some(0) => {}
            Some(keep) if self.heap.len() >= keep => {
                if let Some(key) = self.key_before(self.heap.peek(), doc, article, score)
                    && let Some(mut worst) = self.heap.peek_mut()
                {
                    *worst = key;
                }
            }
            _ => self.heap.extend(self.key_before(None, doc, article, score)),
        }
    }

    fn harvest(mut self) -> Collected {
        self.count();
        Collected {
            num_hits: self.num_hits,
            segments: vec![SegmentHits {
                segment: self.segment,
                keys: self.heap.into_sorted_vec(),
                stories: self.stories,
            }],
            facets: self
                .facets
                .into_iter()
                .map(|(values, mut counts)| {
                    counts.name(&|code| values.name(code), values.written());
                    counts
                })
                .collect(),
            crossed: match self.crossed {
                None => Crossing::default(),
                Some((a, b, cells)) => {
                    let mut named = Crossing::default();
                    for ((x, y), count) in cells {
                        *named.entry((a.name(x), b.name(y))).or_default() += count;
                    }
                    named
                }
            },
        }
    }
}

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
    let mut filled: Vec<SegmentHits> = segments.into_iter().filter(|s| !s.keys.is_empty()).collect();
    if let [only] = &filled[..] {
        return Ok(only.keys.iter().map(|key| ranked(only.segment, key)).collect());
    }
    // Ids order within a segment by number, between segments by their text.
    let mut all: Vec<(u64, u64, String, DocId, Ranked)> = Vec::with_capacity(filled.iter().map(|s| s.keys.len()).sum());
    for hits in &mut filled {
        let ids = snapshot.searcher.segment_reader(hits.segment).fast_fields().str("id")?;
        for key in hits.keys.drain(..) {
            let mut id = String::new();
            if let Some(ids) = &ids {
                ids.ord_to_str(key.id, &mut id)?;
            }
            all.push((key.first, key.second, id, key.doc, ranked(hits.segment, &key)));
        }
    }
    all.sort_by(|a, b| (a.0, a.1, &a.2, a.4.address.segment, a.3).cmp(&(b.0, b.1, &b.2, b.4.address.segment, b.3)));
    all.truncate(keep.unwrap_or(usize::MAX));
    Ok(all.into_iter().map(|(.., ranked)| ranked).collect())
}
