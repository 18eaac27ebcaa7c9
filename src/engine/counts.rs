//! Counts of values over all hits, exactly.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::FxHashMap;

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

/// The counts of one field. Copies are cheap.
#[derive(Clone, Debug)]
pub struct Counts {
    pub axis: Axis,
    /// In which places are called.
    pub language: Language,
    named: Arc<FxHashMap<String, Named>>,
    with_value: u64,
}

/// How often a value was counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub count: u64,
    /// Of names: how often each written form was seen.
    pub written: FxHashMap<String, u64>,
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

impl Counts {
    pub(super) fn new(axis: Axis, named: FxHashMap<String, Named>, with_value: u64) -> Counts {
        Counts {
            axis,
            language: lang::SPOKEN[0],
            named: Arc::new(named),
            with_value,
        }
    }

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
