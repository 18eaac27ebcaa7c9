//! Names of countries, cities and firms of several words, which may look like a person's: `Hong Kong`, `Sri Lanka`, `Morgan Stanley`.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use rustc_hash::{FxHashSet, FxHasher};

use crate::extract::text::key_of;
use crate::lang::{self, world};
use crate::lexicon::rows;

static NAMES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let countries = rows(world::COUNTRIES.text)
        .flat_map(|row| row.into_iter().skip(2).take(2))
        .collect::<Vec<_>>();
    // Cities with `?` may be a person's name.
    let usage = lang::of_all(|lexicon| lexicon.countries);
    let others = [world::CITIES]
        .into_iter()
        .chain(usage)
        .flat_map(|file| rows(file.text))
        .filter_map(|row| row.last().copied())
        .flat_map(|names| names.split(" | "));
    // `Bank of America`, `Morgan Stanley`
    let inside = rows(world::INSIDE_NAMES.text).filter(|row| row.len() == 2 && row[0] == "phrase");
    countries
        .into_iter()
        .chain(others)
        .chain(inside.flat_map(|row| row[1].split(" | ")))
        .filter(|name| name.contains(' ') && !name.contains(['?', '-', '\'', '’', '.']))
        .map(|name| {
            let words = name.split(' ').filter(|word| word.starts_with(char::is_uppercase));
            hash(words.map(key_of))
        })
        .collect()
});

/// A hash of a name by the keys of its words.
pub fn hash(keys: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    keys.for_each(|key| key.hash(&mut hasher));
    hasher.finish()
}

/// Whether a name of several words, by its [`hash`], is a country's, city's or firm's.
pub fn is_place(name: u64) -> bool {
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_several_words() {
        let is_place = |name: &str| is_place(hash(name.split(' ').map(key_of)));
        assert!(is_place("Hong Kong") && is_place("Sri Lanka") && is_place("Buenos Aires"));
        assert!(is_place("Morgan Stanley") && is_place("Goldman Sachs"));
        assert!(!is_place("Joko Widodo"));
    }
}
