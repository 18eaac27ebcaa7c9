//! Names of one word that mean one person wherever they stand in the archive.
//!
//! An article that says `Prabowo` throughout does not say who that is; an archive in which nobody of importance but Prabowo Subianto
//! has that name does. Where it leaves doubt, the name stays a value of its own: a person under two names is less wrong than two
//! persons under one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::names;

/// Articles that a person must speak in for the first word of the name to mean this person (`Prabowo`).
const FIRST: u64 = 5;
/// The same for the last word (`Klitschko`). Where people have no family name it says little: of the speakers of 2,900 articles of
/// three Indonesian outlets two of the four last words that pass at 5 are other people, and none of the nine first words.
const LAST: u64 = 10;
/// For each article with another person of that name there must be so many with this one.
const SHARE: u64 = 19;
/// Letters. Shorter words are often names of many.
const SHORTEST: usize = 4;

/// One person's name as it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Articles in which the person speaks.
    pub articles: u64,
    /// How often each written form is met.
    pub written: BTreeMap<String, u64>,
}

/// The short names of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShortNames {
    /// The full name, as it is written most often, by the key of the short one.
    full: FxHashMap<String, String>,
}

impl ShortNames {
    /// From pairs of a short name's key and the full name.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> ShortNames {
        ShortNames {
            full: pairs.into_iter().collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// The full name of whom a key stands for.
    pub fn full_name(&self, key: &str) -> Option<&str> {
        self.full.get(key).map(String::as_str)
    }

    /// All of them: the key of the short name, and the full name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.full.iter().map(|(short, full)| (short.as_str(), full.as_str()))
    }
}

/// The short names that leave no doubt, by their keys, each with its full name. `speakers` are all speakers by their keys.
pub fn find(speakers: &BTreeMap<String, Counted>) -> BTreeMap<String, String> {
    // Full names by their first and by their last words.
    let mut bearers: FxHashMap<&str, Vec<(&str, bool)>> = FxHashMap::default();
    for key in speakers.keys() {
        if let Some((first, last)) = key.split_once(' ') {
            bearers.entry(first).or_default().push((key, true));
            if last != first {
                bearers.entry(last).or_default().push((key, false));
            }
        }
    }
    let articles = |key: &str| speakers.get(key).map_or(0, |counted| counted.articles);
    let mut found = BTreeMap::new();
    for (short, counted) in speakers {
        if short.contains(' ') || short.chars().count() < SHORTEST {
            continue;
        }
        let Some(bearers) = bearers.get(short.as_str()) else {
            continue;
        };
        let Some((best, is_first)) = bearers.iter().max_by_key(|(key, _)| articles(key)) else {
            continue;
        };
        let most = articles(best);
        let others: u64 = bearers.iter().map(|(key, _)| articles(key)).sum::<u64>() - most;
        let enough = if *is_first { FIRST } else { LAST };
        // Who is called by one word far more often than by two may be somebody else.
        if most >= enough && most >= others.saturating_mul(SHARE) && counted.articles <= most {
            let written = speakers.get(*best).into_iter().flat_map(|best| &best.written);
            if let Some((name, _)) = written.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))) {
                found.insert(short.clone(), name.clone());
            }
        }
    }
    // A name that means somebody already, by the table of the well-known, has that person's key.
    found.retain(|short, full| names::key(full) != *short);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers(list: &[(&str, u64)]) -> BTreeMap<String, Counted> {
        list.iter()
            .map(|(name, articles)| {
                let counted = Counted {
                    articles: *articles,
                    written: [((*name).to_owned(), *articles)].into(),
                };
                (names::key(name), counted)
            })
            .collect()
    }

    fn found(list: &[(&str, u64)]) -> Vec<(String, String)> {
        find(&speakers(list)).into_iter().collect()
    }

    #[test]
    fn a_first_name_that_one_person_has_is_this_person() {
        let wanted = vec![("prawira".to_owned(), "Prawira Santika".to_owned())];
        assert_eq!(
            found(&[("Prawira Santika", 5), ("Prawira", 5), ("Rudi Hartanto", 9)]),
            wanted
        );
        assert_eq!(
            found(&[("Prawira Santika", 40), ("Prawira", 5), ("Adi Prawira", 2)]),
            wanted
        );
    }

    #[test]
    fn doubt_leaves_a_name_alone() {
        // Too few, too many others, or called by the one word more often.
        assert!(found(&[("Prawira Santika", 4), ("Prawira", 2)]).is_empty());
        assert!(found(&[("Prawira Santika", 20), ("Adi Prawira", 2), ("Prawira", 2)]).is_empty());
        assert!(found(&[("Prawira Santika", 6), ("Prawira", 7)]).is_empty());
        // A last word needs more, and a short one says nothing.
        assert!(found(&[("Adi Prawira", 9), ("Prawira", 1)]).is_empty());
        assert!(!found(&[("Adi Prawira", 10), ("Prawira", 1)]).is_empty());
        assert!(found(&[("Adi Prawira", 90), ("Adi", 1)]).is_empty());
    }
}
