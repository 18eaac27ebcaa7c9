//! The words of each language, as data: one folder a language, `world/` for what all share.
//!
//! A data file is UTF-8 with tabs between its columns. Lines that begin with `#` are comments; the first ones say what
//! the columns are and where the data comes from. Files are compiled in and turned into tables once, when first used.

mod filter;
mod phrases;

pub use filter::Filter;
pub use phrases::{Case, Phrases};

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::extract::text::key_of;

/// The rows of a data file, each cut at its tabs.
pub fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

static ABBREVIATIONS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    [
        include_str!("../../../lexicon/id/abbreviations.tsv"),
        include_str!("../../../lexicon/en/abbreviations.tsv"),
    ]
    .into_iter()
    .flat_map(rows)
    .filter_map(|row| row.first().map(|word| key_of(word)))
    .collect()
});

/// Words that are written with a full stop in the middle of a sentence: `Dr.`, `No.`
pub fn is_abbreviation(key: u64) -> bool {
    ABBREVIATIONS.contains(&key)
}
