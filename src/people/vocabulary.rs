//! Words around names, from the lexicon that articles are understood by.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{NameHash, key, word_hash, words_of};
use crate::extract::lexicon::rows;

/// Words by their numbers.
type Words = FxHashSet<u64>;

/// The files of all languages: the rules here ask what a word is, not whose.
const PERSONS: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/persons.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/persons.tsv"),
];
const CUES: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/cues.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/cues.tsv"),
];
const GIVEN: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/given.tsv"),
    include_str!("../../crates/warta-extract/lexicon/world/given.tsv"),
    include_str!("../../crates/warta-extract/lexicon/world/surnames.tsv"),
];
const SHORT_ROLES: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/short-roles.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/short-roles.tsv"),
];
const CALLED: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/called.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/called.tsv"),
];
const COMMON_WORDS: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/common-words.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/common-words.tsv"),
];
const FUNCTION: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/function-words.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/function-words.tsv"),
];
const TIMES: &[&str] = &[
    include_str!("../../crates/warta-extract/lexicon/id/days.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/days.tsv"),
    include_str!("../../crates/warta-extract/lexicon/id/months.tsv"),
    include_str!("../../crates/warta-extract/lexicon/en/months.tsv"),
];

fn of_classes(files: &[&'static str], classes: &[&str]) -> Words {
    let rows = files.iter().flat_map(|file| rows(file));
    rows.filter(|row| row.first().is_some_and(|class| classes.contains(class)))
        .filter_map(|row| row.get(1).copied())
        .flat_map(str::split_whitespace)
        .flat_map(words_of)
        .map(|word| word_hash(&word))
        .collect()
}

/// Organisations, buildings and works: what follows belongs to their name.
pub static THINGS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = of_classes(PERSONS, &["body", "firm"]);
    words.extend(of_classes(CALLED, &["thing"]));
    // A title is no thing, whatever else it may be.
    words.retain(|word| !TITLES.contains(word));
    words
});
/// The same for places.
pub static PLACES: LazyLock<Words> = LazyLock::new(|| of_classes(PERSONS, &["geo"]));
/// Names of organisations.
pub static ORGANISATIONS: LazyLock<Words> = LazyLock::new(|| of_classes(PERSONS, &["org"]));
/// What stands before a name and is no part of it: `Pak`, `Mr`.
pub static TITLES: LazyLock<Words> = LazyLock::new(|| of_classes(PERSONS, &["title", "title-m", "title-f"]));
/// What stands behind a name: `S.H.`, `Jr`.
pub static DEGREES: LazyLock<Words> = LazyLock::new(|| of_classes(PERSONS, &["degree"]));
/// Words of saying.
pub static SAYING: LazyLock<Words> = LazyLock::new(|| of_classes(CUES, &["inverted", "active", "weak", "passive"]));
/// Words of saying that stand before a name, most of all.
pub static SAYING_BEFORE: LazyLock<Words> = LazyLock::new(|| of_classes(CUES, &["inverted", "according"]));
/// Words that say how somebody is called: `disapa`, `nicknamed`.
pub static CALLED_WORDS: LazyLock<Words> = LazyLock::new(|| of_classes(CALLED, &["called"]));
/// Words that may stand between such a word and the name: `disapa dengan nama`.
pub static CALLED_BETWEEN: LazyLock<Words> = LazyLock::new(|| of_classes(CALLED, &["between"]));
/// Days and months.
pub static TIME_WORDS: LazyLock<Words> = LazyLock::new(|| first_words(TIMES));
/// Given names and family names that are known.
pub static NAMES: LazyLock<Words> = LazyLock::new(|| {
    let rows = GIVEN.iter().flat_map(|file| rows(file));
    let names = rows
        .filter_map(|row| row.get(1).copied())
        .flat_map(str::split_whitespace);
    names.flat_map(words_of).map(|word| word_hash(&word)).collect()
});

/// Words that sentences and headlines begin with a capital too.
pub static COMMON: LazyLock<Words> = LazyLock::new(|| {
    let rows = COMMON_WORDS.iter().flat_map(|file| rows(file));
    let words = rows.flatten().flat_map(str::split_whitespace).flat_map(words_of);
    words.map(|word| word_hash(&word)).collect()
});
/// Words that hold sentences together: no name is made of them.
pub static FUNCTION_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows = FUNCTION.iter().flat_map(|file| rows(file));
    let words = rows.flatten().flat_map(str::split_whitespace).flat_map(words_of);
    words.map(|word| word_hash(&word)).collect()
});
/// Outlets, by the numbers of their names.
pub static OUTLETS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../crates/warta-extract/lexicon/world/outlets.tsv"));
    rows.filter_map(|row| row.first().copied())
        .map(|name| NameHash::of(&words_of(name)).number())
        .collect()
});

fn first_words(files: &[&'static str]) -> Words {
    let rows = files.iter().flat_map(|file| rows(file));
    rows.filter_map(|row| row.first().copied())
        .flat_map(words_of)
        .map(|word| word_hash(&word))
        .collect()
}

/// Short forms of offices, by their numbers.
pub static SHORT_OFFICES: LazyLock<Words> = LazyLock::new(|| OFFICES.keys().map(|word| word_hash(word)).collect());
/// The words that a short form of an office stands for.
pub static OFFICES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let rows = SHORT_ROLES.iter().flat_map(|file| rows(file));
    rows.filter_map(|row| Some((key(row.first()?), words_of(row.get(1)?))))
        .collect()
});

/// Full names of well-known persons, by the short forms by which the press calls them.
pub static WELL_KNOWN: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../crates/warta-extract/lexicon/world/well-known.tsv"))
        .filter_map(|row| Some((key(row.first()?), *row.get(1)?)))
        .collect()
});
