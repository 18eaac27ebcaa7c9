//! Words around names, from the lexicon that articles are understood by.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{NameHash, key, word_hash, words_of};
use crate::lang::{self, Lexicon, world};
use crate::lexicon::{Entry, File};

/// Words by their numbers.
pub type Words = FxHashSet<u64>;

/// The words of some classes of the files of all languages: the rules here ask what a word is, not whose.
fn of_classes(kind: fn(&Lexicon) -> &'static [File], classes: &[&str]) -> Words {
    let entries = lang::of_all(kind).into_iter().flat_map(File::entries);
    entries
        .filter(|entry| classes.contains(&entry.class))
        .flat_map(|entry| words_of(entry.item))
        .map(|word| word_hash(&word))
        .collect()
}

/// Given names of one class that are in no other, of languages in whose countries a wife may be called by her husband's whole name.
fn given(class: &str) -> Words {
    let files = lang::of_all(|lexicon| lexicon.given).into_iter();
    let (own, others): (Vec<_>, Vec<_>) = files.flat_map(File::entries).partition(|entry| entry.class == class);
    let hashes = |entries: Vec<Entry>| {
        entries
            .into_iter()
            .flat_map(|entry| words_of(entry.item))
            .map(|word| word_hash(&word))
            .collect::<Words>()
    };
    let (own, others) = (hashes(own), hashes(others));
    own.difference(&others).copied().collect()
}

/// All words of files.
fn all_of(files: impl IntoIterator<Item = File>) -> Words {
    let entries = files.into_iter().flat_map(File::entries);
    let words = entries.flat_map(|entry| words_of(entry.item));
    words.map(|word| word_hash(&word)).collect()
}

/// Organisations, buildings and works: what follows belongs to their name.
pub static THINGS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = of_classes(|lexicon| lexicon.persons, &["body", "firm"]);
    words.extend(of_classes(|lexicon| lexicon.called, &["thing"]));
    // A title is no thing, whatever else it may be.
    words.retain(|word| !TITLES.contains(word));
    words
});
/// The same for places.
pub static PLACES: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["geo"]));
/// Names of organisations.
pub static ORGANISATIONS: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["org"]));
/// What stands before a name and is no part of it: `Pak`, `Mr`.
pub static TITLES: LazyLock<Words> =
    LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["title", "title-m", "title-f"]));
/// Those of women.
pub static WOMENS_TITLES: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["title-f"]));
/// Words that begin a role, and ranks: `Direktur`, `Kombes`.
pub static ROLES: LazyLock<Words> = LazyLock::new(|| {
    let classes = ["role", "role-m", "role-f", "role-place", "rank", "serves", "crowd"];
    of_classes(|lexicon| lexicon.persons, &classes)
});
/// Whose relative somebody is: `anak`.
pub static KIN: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["kin", "kin-m", "kin-f"]));
/// What stands behind a name: `S.H.`, `Jr`.
pub static DEGREES: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.persons, &["degree"]));
/// Words of saying.
pub static SAYING: LazyLock<Words> =
    LazyLock::new(|| of_classes(|lexicon| lexicon.cues, &["inverted", "active", "weak", "passive"]));
/// Words of saying that stand before a name, most of all.
pub static SAYING_BEFORE: LazyLock<Words> =
    LazyLock::new(|| of_classes(|lexicon| lexicon.cues, &["inverted", "according"]));
/// Words that say how somebody is called: `disapa`, `nicknamed`.
pub static CALLED_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = of_classes(|lexicon| lexicon.persons, &["alias"]);
    words.extend(of_classes(|lexicon| lexicon.called, &["called"]));
    words
});
/// Words that may stand between such a word and the name: `disapa dengan nama`.
pub static CALLED_BETWEEN: LazyLock<Words> = LazyLock::new(|| of_classes(|lexicon| lexicon.called, &["between"]));
/// Days and months.
pub static TIME_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let files = [
        lang::of_all(|lexicon| lexicon.days),
        lang::of_all(|lexicon| lexicon.months),
    ];
    all_of(files.into_iter().flatten())
});
/// Given names and family names that are known.
pub static NAMES: LazyLock<Words> = LazyLock::new(|| {
    let given = lang::of_all(|lexicon| lexicon.given);
    all_of(given.into_iter().chain([world::GIVEN, world::SURNAMES]))
});
/// Given names of men and of women alone.
pub static MEN: LazyLock<Words> = LazyLock::new(|| given("m"));
pub static WOMEN: LazyLock<Words> = LazyLock::new(|| given("f"));
/// Words that sentences and headlines begin with a capital too.
pub static COMMON: LazyLock<Words> = LazyLock::new(|| all_of(lang::of_all(|lexicon| lexicon.common_words)));
/// Words that hold sentences together: no name is made of them.
pub static FUNCTION_WORDS: LazyLock<Words> = LazyLock::new(|| all_of(lang::of_all(|lexicon| lexicon.function_words)));
/// Outlets, by the numbers of their names.
pub static OUTLETS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let names = world::OUTLETS.entries();
    names
        .map(|entry| NameHash::of(&words_of(entry.item)).number())
        .collect()
});
/// Short forms of offices, by their numbers.
pub static SHORT_OFFICES: LazyLock<Words> = LazyLock::new(|| OFFICES.keys().map(|word| word_hash(word)).collect());
/// The words that a short form of an office stands for.
pub static OFFICES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.short_roles);
    let entries = files.into_iter().flat_map(File::entries);
    entries
        .map(|entry| (key(entry.item), words_of(entry.value())))
        .collect()
});

/// Full names of well-known persons, by the short forms by which the press calls them.
pub static WELL_KNOWN: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let entries = world::WELL_KNOWN.entries();
    entries.map(|entry| (key(entry.item), entry.value())).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_words_of_persons_say_is_not_said_again() {
        // The items of some classes, each with its language's folder.
        let items = |kind: fn(&Lexicon) -> &'static [File], classes: &[&str]| {
            let files = lang::of_all(kind).into_iter();
            let entries = files.flat_map(|file| file.entries().map(move |entry| (file.path.split('/').next(), entry)));
            let entries = entries.filter(|(_, entry)| classes.contains(&entry.class));
            entries
                .map(|(folder, entry)| (folder, entry.item))
                .collect::<FxHashSet<_>>()
        };
        assert!(CALLED_WORDS.contains(&word_hash("disapa")) && CALLED_WORDS.contains(&word_hash("nickname")));
        for (own, those) in [("called", vec!["alias"]), ("thing", vec!["body", "firm"])] {
            let again = items(|lexicon| lexicon.persons, &those);
            let mut twice = items(|lexicon| lexicon.called, &[own]);
            twice.retain(|item| again.contains(item));
            assert!(twice.is_empty(), "{twice:?}");
        }
    }
}
