//! Counts of values over all hits, exactly.

use std::cmp::Ordering;
use std::sync::Arc;

use super::axis::{Axis, Bucket, fill, label};
use crate::article::Language;
use crate::lang;

/// How often two values come together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub row: String,
    pub column: String,
    pub count: u64,
}

impl Cell {
    /// The order in which cells are shown: the largest first.
    pub(super) fn order(a: &Cell, b: &Cell) -> Ordering {
        b.count
            .cmp(&a.count)
            .then_with(|| (&a.row, &a.column).cmp(&(&b.row, &b.column)))
    }
}

/// The counts of one field. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Counts {
    pub axis: Axis,
    /// In which places are called.
    pub language: Language,
    /// Each value, as it is written most often, with its count; in no order.
    values: Arc<[(Arc<str>, u64)]>,
    with_value: u64,
}

impl Counts {
    pub(super) fn new(axis: Axis, values: Vec<(Arc<str>, u64)>, with_value: u64) -> Counts {
        Counts {
            axis,
            language: lang::SPOKEN[0],
            values: values.into(),
            with_value,
        }
    }

    /// How many different values there are; of time, without the empty ones.
    pub fn distinct(&self) -> usize {
        self.values.len()
    }

    /// How many hits have a value at all.
    pub fn with_value(&self) -> u64 {
        self.with_value
    }

    /// All values as they are written most often.
    fn values(&self) -> Vec<(&str, u64)> {
        self.values.iter().map(|(value, count)| (&**value, *count)).collect()
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
