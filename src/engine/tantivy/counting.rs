//! Counting the values of fields while hits are collected.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

use super::dictionary::Dictionary;
use super::kept::{Codes, Kept};
use super::values::{Lists, Meanings, Values};
use crate::engine::Axis;
use crate::engine::counts::{Cell, Counts};
use crate::people::Register;
use crate::query::Scope;

/// Where the values of one field stand, for the hits of one segment.
pub struct Source<'k> {
    axis: Axis,
    /// The field is one of the statement, not of its article.
    of: Scope,
    from: From<'k>,
}

enum From<'k> {
    Index(Box<Values<'k>>),
    /// With the numbers of the documents.
    Kept(Arc<Codes>),
}

impl<'k> Source<'k> {
    pub fn open(
        axis: Axis,
        scope: Scope,
        (segment, reader): (SegmentOrdinal, &SegmentReader),
        kept: &'k Kept,
        people: &Arc<Register>,
    ) -> tantivy::Result<Source<'k>> {
        let of = match axis {
            Axis::Speaker | Axis::Role => scope,
            _ => Scope::Articles,
        };
        let from = match kept.codes(segment, reader, axis, of, people)? {
            Some(codes) => From::Kept(codes),
            None => From::Index(Box::new(Values::open(axis, reader, people, kept.dictionary(axis))?)),
        };
        Ok(Source { axis, of, from })
    }

    /// Of which axis, and whether its values are those of the hits and not those of their articles.
    pub fn is_missed(&self) -> Option<(Axis, Scope)> {
        match self.from {
            From::Index(_) => Some((self.axis, self.of)),
            From::Kept(_) => None,
        }
    }

    pub fn of(&self) -> Scope {
        self.of
    }

    fn meanings(&self) -> &Meanings {
        match &self.from {
            From::Index(values) => values.meanings(),
            From::Kept(codes) => &codes.meanings,
        }
    }

    /// The codes of each of the hits.
    fn lists(&mut self, hits: Hits, out: &mut Lists) {
        out.clear();
        match &mut self.from {
            From::Index(values) if hits.docs.is_sorted_by(|a, b| a < b) => values.read(hits.docs, out),
            From::Index(values) => {
                for doc in hits.docs {
                    values.read(std::slice::from_ref(doc), out);
                }
            }
            From::Kept(codes) => {
                for number in hits.numbers {
                    codes.lists.read(*number, &mut out.codes);
                    out.ends.push(out.codes.len() as u32);
                }
            }
        }
    }
}

/// Some hits, as documents whose values are counted: themselves or their articles, see [`Source::of`]. Documents may repeat, where they
/// are the articles of several statements.
#[derive(Clone, Copy)]
pub struct Hits<'h> {
    pub docs: &'h [DocId],
    /// Their numbers, where some are asked for.
    pub numbers: &'h [u32],
}

/// Counts by code.
#[derive(Debug, Default)]
pub struct Tally {
    counts: Vec<u32>,
    with_value: u64,
}

impl Tally {
    /// Counts the values of some hits.
    pub fn count(&mut self, source: &mut Source, hits: Hits, room: &mut Lists) {
        let Tally { counts, with_value } = self;
        match &source.from {
            From::Kept(codes) => {
                counts.resize(codes.meanings.all.len(), 0);
                *with_value += codes.lists.count(hits.numbers, counts);
            }
            From::Index(_) => {
                source.lists(hits, room);
                counts.resize(source.meanings().all.len(), 0);
                for code in &room.codes {
                    counts[*code as usize] += 1;
                }
                *with_value += room.iter().filter(|codes| !codes.is_empty()).count() as u64;
            }
        }
    }

    /// The counts, in the numbers that all segments share.
    pub fn finish(self, source: &Source) -> Counted {
        let mut counted = Counted {
            // Code 0 is that of hits without a value, where each has one code.
            with_value: self.with_value - u64::from(self.counts.first().copied().unwrap_or_default()),
            ..Counted::default()
        };
        let Meanings { all, several } = source.meanings();
        for (meaning, count) in all.iter().zip(self.counts).skip(1) {
            if count == 0 {
                continue;
            }
            if !meaning.again {
                counted.values.push((meaning.value, u64::from(count)));
            }
            if several.contains(&meaning.value) {
                counted
                    .written
                    .push(((meaning.value, meaning.written), u64::from(count)));
            }
        }
        counted
    }
}

/// The counts of one field in one segment.
#[derive(Debug, Default)]
pub struct Counted {
    values: Vec<(u32, u64)>,
    /// How often each form is met of those values that are met in another form than their own text.
    written: Vec<((u32, u32), u64)>,
    with_value: u64,
}

/// The counts of one field while they are put together.
#[derive(Debug, Default)]
pub struct Counting {
    /// By the number of the value.
    counts: Vec<u64>,
    /// How often each form of a value is met, where that was counted.
    written: FxHashMap<u32, Vec<(u32, u64)>>,
    /// Of those values: how many have it where it was counted. The others have it as its own text.
    told: FxHashMap<u32, u64>,
    with_value: u64,
}

impl Counting {
    /// Adds the counts of another segment.
    pub fn add(&mut self, more: Counted) {
        self.with_value += more.with_value;
        let several: FxHashSet<u32> = more.written.iter().map(|((value, _), _)| *value).collect();
        for (value, count) in more.values {
            if several.contains(&value) {
                *self.told.entry(value).or_default() += count;
            }
            let at = value as usize;
            if at >= self.counts.len() {
                self.counts.resize((at + 1).next_power_of_two(), 0);
            }
            self.counts[at] += count;
        }
        for ((value, form), count) in more.written {
            let forms = self.written.entry(value).or_default();
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, known)) => *known += count,
                None => forms.push((form, count)),
            }
        }
    }

    /// The text of a value as it is written most often.
    fn name(&self, value: u32, texts: &[Arc<str>]) -> Arc<str> {
        let text = |number: u32| texts.get(number as usize).cloned().unwrap_or_default();
        let Some(forms) = self.written.get(&value) else {
            return text(value);
        };
        let count = |number: u32| self.counts.get(number as usize).copied().unwrap_or_default();
        let untold = count(value).saturating_sub(self.told.get(&value).copied().unwrap_or_default());
        let own = forms
            .iter()
            .find(|(form, _)| *form == value)
            .map_or(0, |(_, count)| *count);
        let others = forms.iter().copied().filter(|(form, _)| *form != value);
        others
            .chain((own + untold > 0).then_some((value, own + untold)))
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| text(b.0).cmp(&text(a.0))))
            .map_or_else(|| text(value), |(form, _)| text(form))
    }

    pub fn finish(self, axis: Axis, dictionary: &Dictionary) -> Counts {
        let values = dictionary.read(|texts| {
            let met = self.counts.iter().zip(0..).filter(|(count, _)| **count > 0);
            met.map(|(count, value)| (self.name(value, texts), *count)).collect()
        });
        Counts::new(axis, values, self.with_value)
    }
}

/// Two fields whose values are counted against each other, in one segment.
pub struct Crossed<'k> {
    pub axes: (Source<'k>, Source<'k>),
    /// By the codes of both.
    cells: FxHashMap<(u32, u32), u64>,
    room: (Lists, Lists),
}

/// Counts of pairs of values, by their numbers.
pub type Crossing = FxHashMap<(u32, u32), u64>;

impl<'k> Crossed<'k> {
    pub fn new(axes: (Source<'k>, Source<'k>)) -> Crossed<'k> {
        Crossed {
            axes,
            cells: FxHashMap::default(),
            room: Default::default(),
        }
    }

    /// Counts the pairs of some hits, given for each axis.
    pub fn count(&mut self, hits: (Hits, Hits)) {
        self.axes.0.lists(hits.0, &mut self.room.0);
        self.axes.1.lists(hits.1, &mut self.room.1);
        for (rows, columns) in self.room.0.iter().zip(self.room.1.iter()) {
            for row in rows {
                for column in columns {
                    *self.cells.entry((*row, *column)).or_default() += 1;
                }
            }
        }
    }

    /// Adds the counts to those of other segments.
    pub fn finish(self, all: &mut Crossing) {
        let (rows, columns) = (&self.axes.0.meanings().all, &self.axes.1.meanings().all);
        for ((row, column), count) in self.cells {
            let (row, column) = (rows[row as usize], columns[column as usize]);
            if !row.again && !column.again {
                *all.entry((row.value, column.value)).or_default() += count;
            }
        }
    }
}

/// Crossed counts, the largest first. Values read as they do in the counts of their own field.
pub fn cells(crossing: Crossing, of: (&Counting, &Counting), dictionaries: (&Dictionary, &Dictionary)) -> Vec<Cell> {
    let names = |which: &dyn Fn(&(u32, u32)) -> u32, counting: &Counting, dictionary: &Dictionary| {
        dictionary.read(|texts| {
            let names = crossing
                .keys()
                .map(|key| (which(key), counting.name(which(key), texts)));
            names.collect::<FxHashMap<u32, Arc<str>>>()
        })
    };
    let rows = names(&|key| key.0, of.0, dictionaries.0);
    let columns = names(&|key| key.1, of.1, dictionaries.1);
    let mut cells: Vec<Cell> = crossing
        .iter()
        .map(|((row, column), count)| Cell {
            row: rows[row].to_string(),
            column: columns[column].to_string(),
            count: *count,
        })
        .collect();
    cells.sort_by(Cell::order);
    cells
}
