//! The best hits of a stretch of a segment.

use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::by_story::{SegmentHits, Stories};
use super::kept;
use super::key::Key;
use super::numbers::Numbers;
use super::place::PlaceInSegment;
use crate::engine::{Decay, Place, Sort};

/// Which hits are the best, and how many are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'w> {
    pub sort: Sort,
    /// What older articles lose of their score.
    pub decay: Option<Decay>,
    /// Articles of a story are one hit.
    pub by_story: bool,
    /// `None` for all.
    pub keep: Option<usize>,
    /// Only hits behind this place.
    pub after: Option<&'w Place>,
}

/// Where the dates of articles are.
pub enum Dates {
    Index(Column<i64>),
    Kept(Arc<kept::Dates>, Arc<Numbers>),
}

impl Dates {
    fn of(&self, article: DocId) -> Option<i64> {
        match self {
            Dates::Index(column) => column.first(article),
            Dates::Kept(dates, numbers) => {
                let date = dates.0[numbers.number(article) as usize];
                (date != kept::Dates::NONE).then_some(date)
            }
        }
    }
}

/// The best hits that were met so far.
pub struct Best {
    segment: SegmentOrdinal,
    sort: Sort,
    decay: Option<Decay>,
    keep: Option<usize>,
    /// Where hits are stories: which story each article belongs to.
    story: Option<Column<u64>>,
    stories: Stories,
    dates: Dates,
    dates_read: u64,
    ids: Option<Column<u64>>,
    /// The worst on top.
    heap: BinaryHeap<Key>,
    after: Option<PlaceInSegment>,
}

/// Orders from the highest score to the lowest.
fn by_score(score: Score) -> u64 {
    u64::from(!score.max(0.0).to_bits())
}

/// Orders as the number does, for a number with a sign.
fn ordered(value: i64) -> u64 {
    (value as u64) ^ (1 << 63)
}

impl Best {
    pub fn open(
        wanted: Wanted<'_>,
        (segment, reader): (SegmentOrdinal, &SegmentReader),
        ids: Option<&StrColumn>,
        dates: Dates,
    ) -> tantivy::Result<Best> {
        let columns = reader.fast_fields();
        Ok(Best {
            segment,
            sort: wanted.sort,
            decay: wanted.decay,
            keep: wanted.keep,
            story: wanted.by_story.then(|| columns.u64("story")).transpose()?,
            stories: Stories::default(),
            dates,
            dates_read: 0,
            ids: ids.map(|ids| ids.ords().clone()),
            heap: BinaryHeap::new(),
            after: match wanted.after {
                // Of stories the best article decides, which may stand in another segment.
                Some(place) if !wanted.by_story => Some(PlaceInSegment::new(place, segment, ids)?),
                _ => None,
            },
        })
    }

    /// Takes a hit, if it is one of the best so far.
    pub fn add(&mut self, doc: DocId, article: DocId, score: Score) {
        if let Some(story) = self.story.as_ref().map(|stories| stories.first(article)) {
            if let Some(key) = self.key_before(None, doc, article, score) {
                self.stories.add(story.unwrap_or_default(), key);
            }
            return;
        }
        match self.keep {
            Some(0) => {}
            Some(keep) if self.heap.len() >= keep => {
                let worst = self.heap.peek().copied();
                if let Some(key) = self.key_before(worst.as_ref(), doc, article, score)
                    && let Some(mut worst) = self.heap.peek_mut()
                {
                    *worst = key;
                }
            }
            _ => {
                let key = self.key_before(None, doc, article, score);
                self.heap.extend(key);
            }
        }
    }

    /// The place of a hit, unless it comes behind `worst`. What decides most hits is read first: of the many that are not
    /// among the best, neither the date nor the id is looked at.
    fn key_before(&mut self, worst: Option<&Key>, doc: DocId, article: DocId, score: Score) -> Option<Key> {
        // Age only takes from a score.
        if self.sort == Sort::Relevance && worst.is_some_and(|worst| by_score(score) > worst.first) {
            return None;
        }
        let date = self.dates.of(article);
        self.dates_read += 1;
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

    /// For how many hits the date was looked at.
    pub fn dates_read(&self) -> u64 {
        match self.dates {
            Dates::Index(_) => self.dates_read,
            Dates::Kept(..) => 0,
        }
    }

    pub fn harvest(self) -> SegmentHits {
        SegmentHits {
            segment: self.segment,
            keys: self.heap.into_sorted_vec(),
            stories: self.stories,
        }
    }
}
