//! Counting values over all hits, exactly.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::axis::{Axis, fill, label};
use super::values::Values;
use crate::article::Language;
use crate::lang;

/// A value with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// As a query takes it.
    pub value: String,
    /// As a person reads it.
    pub label: String,
    pub count: u64,
}

/// How often two values come together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub row: String,
    pub column: String,
    pub count: u64,
}

/// Counts of value pairs, by their names.
pub type Crossing = FxHashMap<(String, String), u64>;

/// Crossed counts, the largest first.
pub(super) fn cells(crossing: Crossing, axes: &[Counts]) -> Vec<Cell> {
    let written = |which: usize, value: &str| axes.get(which).map_or(value, |counts| counts.written(value)).to_owned();
    let mut cells: Vec<Cell> = crossing
        .into_iter()
        .map(|((row, column), count)| Cell {
            row: written(0, &row),
            column: written(1, &column),
            count,
        })
        .collect();
    cells.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| (&a.row, &a.column).cmp(&(&b.row, &b.column)))
    });
    cells
}

/// The counts of one field. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Counts {
    pub axis: Axis,
    /// In which places are called.
    pub(super) language: Language,
    named: Arc<FxHashMap<String, Named>>,
    with_value: u64,
}

/// The counts of one field while they are made.
#[derive(Clone, Debug)]
pub(super) struct Counting {
    axis: Axis,
    /// Within a segment.
    codes: Tally,
    named: FxHashMap<String, Named>,
    with_value: u64,
}

/// How often a value was counted.
#[derive(Clone, Debug, Default)]
struct Named {
    count: u64,
    /// Of names: how often each written form was seen.
    written: FxHashMap<String, u64>,
}

impl Named {
    /// The value as it is written most often.
    fn most_written<'n>(&'n self, value: &'n str) -> &'n str {
        self.written
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map_or(value, |(form, _)| form.as_str())
    }
}

/// Counts by code. Nearly all codes are small numbers, and counting is what a search with facets spends most of its time on.
#[derive(Clone, Debug, Default)]
struct Tally {
    small: Vec<u64>,
    large: FxHashMap<u64, u64>,
}

impl Tally {
    /// Codes from here on are hashed, so that one large code does not take the memory of all below it.
    const LARGE: u64 = 1 << 16;

    fn add(&mut self, code: u64) {
        if code >= Tally::LARGE {
            *self.large.entry(code).or_default() += 1;
            return;
        }
        let at = code as usize;
        if at >= self.small.len() {
            self.small.resize((at + 1).next_power_of_two(), 0);
        }
        self.small[at] += 1;
    }

    fn drain(&mut self) -> impl Iterator<Item = (u64, u64)> {
        let small = std::mem::take(&mut self.small).into_iter().zip(0..);
        let small = small.filter(|(count, _)| *count > 0).map(|(count, code)| (code, count));
        small.chain(std::mem::take(&mut self.large))
    }
}

impl Counting {
    pub fn new(axis: Axis) -> Counting {
        Counting {
            axis,
            codes: Tally::default(),
            named: FxHashMap::default(),
            with_value: 0,
        }
    }

    /// Counts the values of one hit, each of which stands there once.
    pub fn count(&mut self, codes: &[u64]) {
        self.with_value += u64::from(!codes.is_empty());
        for code in codes {
            self.codes.add(*code);
        }
    }

    /// Takes the names of the values from their segment.
    pub fn name(&mut self, values: &Values) {
        for (code, count) in self.codes.drain() {
            self.named.entry(values.name(code)).or_default().count += count;
        }
        for (key, form, count) in values.written() {
            if let Some(named) = self.named.get_mut(key) {
                *named.written.entry(form.to_owned()).or_default() += count;
            }
        }
    }

    /// Adds the counts of another segment.
    pub fn add(&mut self, other: Counting) {
        self.with_value += other.with_value;
        if self.named.is_empty() {
            self.named = other.named;
            return;
        }
        for (value, more) in other.named {
            let named = self.named.entry(value).or_default();
            named.count += more.count;
            for (form, count) in more.written {
                *named.written.entry(form).or_default() += count;
            }
        }
    }

    pub fn finish(self) -> Counts {
        Counts {
            axis: self.axis,
            language: lang::SPOKEN[0],
            named: Arc::new(self.named),
            with_value: self.with_value,
        }
    }
}

impl Counts {
    /// How many different values there are; of time, without the empty ones.
    pub fn distinct(&self) -> usize {
        self.named.len()
    }

    /// How many hits have a value at all.
    pub fn with_value(&self) -> u64 {
        self.with_value
    }

    /// The value as it is written most often.
    pub(super) fn written<'c>(&'c self, value: &'c str) -> &'c str {
        self.named.get(value).map_or(value, |named| named.most_written(value))
    }

    /// All values as they are written most often.
    fn values(&self) -> Vec<(&str, u64)> {
        let values = self.named.iter();
        values
            .map(|(value, named)| (named.most_written(value), named.count))
            .collect()
    }

    fn bucket(&self, (value, count): &(&str, u64)) -> Bucket {
        Bucket {
            label: label(self.axis, value, self.language),
            value: (*value).to_owned(),
            count: *count,
        }
    }

    /// All values: in the order of time with the empty ones between, else the most frequent first.
    pub fn buckets(&self) -> Vec<Bucket> {
        let mut values = self.values();
        match self.axis.is_time() {
            true => values.sort_unstable_by(|a, b| a.0.cmp(b.0)),
            false => values.sort_unstable_by(most_first),
        }
        let buckets = values.iter().map(|value| self.bucket(value)).collect();
        match self.axis.is_time() {
            true => fill(self.axis, buckets),
            false => buckets,
        }
    }

    /// At most `limit` values; of time, the latest.
    pub fn top(&self, limit: usize) -> Vec<Bucket> {
        if self.axis.is_time() {
            let mut buckets = self.buckets();
            let first = buckets.len().saturating_sub(limit);
            buckets.drain(..first);
            return buckets;
        }
        let mut values = self.values();
        if limit < values.len() {
            values.select_nth_unstable_by(limit, most_first);
            values.truncate(limit);
        }
        values.sort_unstable_by(most_first);
        values.iter().map(|value| self.bucket(value)).collect()
    }
}

/// The order of values that are shown by their counts.
fn most_first(a: &(&str, u64), b: &(&str, u64)) -> Ordering {
    b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0))
}
