//! Columns that are read often, kept in memory with their snapshot as plain lists by the number of the article.
//!
//! To find one value in a column of the index takes some twenty steps; in a list it takes one. A list is made once as many values
//! were looked for in the index as it has: a single search does not pay for what only many use.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{SegmentOrdinal, SegmentReader};

use super::code_lists::CodeLists;
use super::dictionary::Dictionary;
use super::numbers::Numbers;
use super::values::{Lists, Meanings, Values};
use crate::engine::Axis;
use crate::index::Snapshot;
use crate::index::schema::Kind;
use crate::people::Register;
use crate::query::Scope;

/// What is kept of a snapshot.
#[derive(Debug, Default)]
pub struct Kept {
    segments: Vec<Segment>,
    /// Of each axis.
    dictionaries: [Dictionary; Axis::COUNT],
}

/// What is kept of a segment.
#[derive(Debug, Default)]
pub struct Segment {
    articles: OnceLock<Arc<Numbers>>,
    statements: OnceLock<Arc<Numbers>>,
    /// Of each axis, of articles and of statements.
    codes: [[Slot<Codes>; Axis::COUNT]; 2],
    dates: Slot<Dates>,
    ordinals: Opened<Column<u64>>,
    added: Opened<Column<i64>>,
    ids: Opened<Option<StrColumn>>,
}

/// A column that stays open: to open one is to read the heads of all its blocks, which takes longer the more documents there are.
struct Opened<C>(OnceLock<C>);

impl<C> Default for Opened<C> {
    fn default() -> Opened<C> {
        Opened(OnceLock::new())
    }
}

impl<C> fmt::Debug for Opened<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

impl<C> Opened<C> {
    fn get(&self, open: impl FnOnce() -> tantivy::Result<C>) -> tantivy::Result<&C> {
        if let Some(open) = self.0.get() {
            return Ok(open);
        }
        // As in a slot, an error must not be kept.
        let opened = open()?;
        Ok(self.0.get_or_init(|| opened))
    }
}

/// Something that is made once it has been missed often enough.
#[derive(Debug)]
struct Slot<T> {
    made: OnceLock<Arc<T>>,
    missed: AtomicU64,
}

impl<T> Default for Slot<T> {
    fn default() -> Slot<T> {
        Slot {
            made: OnceLock::new(),
            missed: AtomicU64::new(0),
        }
    }
}

impl<T> Slot<T> {
    fn get(&self, len: u32, make: impl FnOnce() -> tantivy::Result<T>) -> tantivy::Result<Option<Arc<T>>> {
        if let Some(made) = self.made.get() {
            return Ok(Some(made.clone()));
        }
        if self.missed.load(Ordering::Relaxed) < u64::from(len) {
            return Ok(None);
        }
        // Two threads may make it at once, which only costs time; an error must not be kept.
        let made = Arc::new(make()?);
        Ok(Some(self.made.get_or_init(|| made).clone()))
    }
}

/// The values of a field by the number of the article, or of the statement.
#[derive(Debug)]
pub struct Codes {
    pub lists: CodeLists,
    pub meanings: Meanings,
}

/// The dates by the number of the article, in seconds since 1970; [`Dates::NONE`] where there is none.
#[derive(Debug)]
pub struct Dates(pub Vec<i64>);

impl Dates {
    pub const NONE: i64 = i64::MIN;
}

impl Kept {
    /// What is kept of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Arc<Kept> {
        snapshot.kept(|| Kept {
            segments: snapshot
                .searcher
                .segment_readers()
                .iter()
                .map(|_| Segment::default())
                .collect(),
            dictionaries: Default::default(),
        })
    }

    pub fn dictionary(&self, axis: Axis) -> &Dictionary {
        &self.dictionaries[axis as usize]
    }

    pub fn segment(&self, segment: SegmentOrdinal) -> &Segment {
        &self.segments[segment as usize]
    }

    /// The codes of a field, if they have been asked for often enough.
    pub fn codes(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
        axis: Axis,
        of: Scope,
        people: &Arc<Register>,
    ) -> tantivy::Result<Option<Arc<Codes>>> {
        let kept = self.segment(segment);
        // Numbers of documents are at hand; so many there are at least.
        kept.codes(axis, of).get(reader.max_doc() / 4, || {
            let numbers = kept.numbers(of, reader)?;
            let mut values = Values::open(axis, reader, people, self.dictionary(axis))?;
            let mut lists = Lists::default();
            let docs: Vec<u32> = numbers.docs().collect();
            for some in docs.chunks(AT_ONCE) {
                values.read(some, &mut lists);
            }
            Ok(Codes {
                lists: CodeLists::from_lists(lists),
                meanings: values.into_meanings(),
            })
        })
    }
}

/// Documents that are read at a time.
const AT_ONCE: usize = 4096;

impl Segment {
    fn codes(&self, axis: Axis, of: Scope) -> &Slot<Codes> {
        &self.codes[of as usize][axis as usize]
    }

    /// So many values of a field were looked for in the index.
    pub fn missed(&self, axis: Axis, of: Scope, many: u64) {
        self.codes(axis, of).missed.fetch_add(many, Ordering::Relaxed);
    }

    /// So many dates were looked for in the index.
    pub fn missed_dates(&self, many: u64) {
        self.dates.missed.fetch_add(many, Ordering::Relaxed);
    }

    /// How far behind its article each document stands.
    pub fn ordinals(&self, reader: &SegmentReader) -> tantivy::Result<&Column<u64>> {
        self.ordinals.get(|| reader.fast_fields().u64("ordinal"))
    }

    /// When each article came into the index.
    pub fn added(&self, reader: &SegmentReader) -> tantivy::Result<&Column<i64>> {
        self.added.get(|| reader.fast_fields().i64("added"))
    }

    /// The ids of articles; none where the segment has none.
    pub fn ids(&self, reader: &SegmentReader) -> tantivy::Result<Option<&StrColumn>> {
        Ok(self.ids.get(|| reader.fast_fields().str("id"))?.as_ref())
    }

    /// The numbers of the articles or of the statements.
    pub fn numbers(&self, of: Scope, reader: &SegmentReader) -> tantivy::Result<Arc<Numbers>> {
        let (known, kind) = match of {
            Scope::Articles => (&self.articles, Kind::Article),
            Scope::Statements => (&self.statements, Kind::Quote),
        };
        if let Some(known) = known.get() {
            return Ok(known.clone());
        }
        let made = Arc::new(Numbers::open(reader, kind)?);
        Ok(known.get_or_init(|| made).clone())
    }

    /// The dates of all articles, if they have been asked for often enough.
    pub fn dates(&self, reader: &SegmentReader) -> tantivy::Result<Option<Arc<Dates>>> {
        self.dates.get(reader.max_doc() / 4, || {
            let column = reader.fast_fields().i64("date")?;
            let numbers = self.numbers(Scope::Articles, reader)?;
            let dates = numbers
                .docs()
                .map(|doc| column.first(doc).map_or(Dates::NONE, |date| date.max(Dates::NONE + 1)));
            Ok(Dates(dates.collect()))
        })
    }
}
