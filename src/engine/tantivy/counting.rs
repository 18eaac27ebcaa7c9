//! Counting the values of fields while hits are collected.

use rustc_hash::FxHashMap;

use crate::engine::Axis;
use crate::engine::counts::{Cell, Counts, Named};

/// Counts of value pairs, by their names.
pub type Crossing = FxHashMap<(String, String), u64>;

/// Crossed counts, the largest first.
pub fn cells(crossing: Crossing, axes: &[Counts]) -> Vec<Cell> {
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

/// The counts of one field while they are made.
#[derive(Clone, Debug)]
pub struct Counting {
    axis: Axis,
    /// Within a segment.
    codes: Tally,
    named: FxHashMap<String, Named>,
    with_value: u64,
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

    /// Takes the names of the values from their segment: `name` says what a code stands for, and `written` has, of names, each value's
    /// key with a form in which it is written and how often that was seen.
    pub fn name<'v>(&mut self, name: &dyn Fn(u64) -> String, written: impl Iterator<Item = (&'v str, &'v str, u64)>) {
        for (code, count) in self.codes.drain() {
            self.named.entry(name(code)).or_default().count += count;
        }
        for (key, form, count) in written {
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
        Counts::new(self.axis, self.named, self.with_value)
    }
}
