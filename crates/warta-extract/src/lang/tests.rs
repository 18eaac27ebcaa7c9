//! What every language must fulfil. The first test reads the files of words: what is wrong there fails with file and line.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::extract::text::Doc;
use crate::lexicon::{File, schema};

/// Named so that it runs, and fails, before all that reads these files.
#[test]
fn a_file_of_words_is_as_its_schema_says() {
    let mut mistakes = Vec::new();
    for file in files() {
        match schema::of(file.path) {
            Some(schema) => mistakes.extend(file.check(schema).iter().map(ToString::to_string)),
            None => mistakes.push(format!("lexicon/{}: no kind of file has this name", file.path)),
        }
    }
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}

#[test]
fn every_file_of_the_folder_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut there = BTreeSet::new();
    for folder in std::fs::read_dir(&root).expect("the lexicon is there") {
        let folder = folder.expect("it can be listed");
        // The folder to begin a new language with.
        if folder.file_name() == "template" || !folder.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path()).expect("it can be listed") {
            let name = file.expect("it can be listed").file_name();
            there.insert(format!(
                "{}/{}",
                folder.file_name().to_string_lossy(),
                name.to_string_lossy()
            ));
        }
    }
    let read: BTreeSet<String> = files().iter().map(|file| file.path.to_owned()).collect();
    assert_eq!(there, read);
}

#[test]
fn profiles_are_found_by_their_language() {
    let mut codes = BTreeSet::new();
    for (i, known) in ALL.into_iter().enumerate() {
        assert_eq!(known.index, i, "{}", known.name);
        assert!(codes.insert(known.language.code().to_owned()), "{}", known.name);
        assert_eq!(profile(known.language).index, i);
    }
    assert_eq!(NEUTRAL.index, ALL.len());
    let other = Language::from_code("fr").expect("a code");
    assert_eq!(profile(other).index, NEUTRAL.index);
    assert!(!NEUTRAL.reads_persons());
}

fn items(files: &'static [File], class: &'static str) -> Vec<&'static str> {
    let entries = files.iter().flat_map(|file| file.entries());
    entries.filter(|e| e.class == class).map(|e| e.item).collect()
}

/// What a language needs at least, so that each pass has something to go by.
#[test]
fn every_profile_is_whole() {
    for profile in ALL {
        let (name, words) = (profile.name, &profile.lexicon);
        let count = |files: &[File]| files.iter().flat_map(|file| file.entries()).count();
        assert!(
            items(words.function_words, "common").len() >= 40,
            "{name}: function words"
        );
        let months: BTreeSet<&str> = words
            .months
            .iter()
            .flat_map(|file| file.entries())
            .map(|e| e.value())
            .collect();
        assert_eq!(months.len(), 12, "{name}: months");
        let days: BTreeSet<&str> = words
            .days
            .iter()
            .flat_map(|file| file.entries())
            .map(|e| e.value())
            .collect();
        assert_eq!(days.len(), 7, "{name}: days");
        assert!(count(words.abbreviations) > 0, "{name}: abbreviations");
        assert!(items(words.cues, "active").len() >= 10, "{name}: verbs of saying");
        for class in ["role", "title", "stop", "time", "say"] {
            assert!(!items(words.persons, class).is_empty(), "{name}: {class}");
        }
        assert!(items(words.numbers, "scale").len() >= 3, "{name}: scales");
        assert!(!profile.quotation_marks.is_empty(), "{name}: quotation marks");
        assert_ne!(
            profile.numbers.grouping, profile.numbers.decimal,
            "{name}: signs of numbers"
        );
    }
}

/// The telling words part related languages, so none may stand in two lists.
#[test]
fn a_telling_word_is_of_one_language() {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for profile in ALL {
        for word in items(profile.lexicon.function_words, "telling") {
            let other = seen.iter().find(|(w, _)| *w == word);
            assert!(
                other.is_none(),
                "`{word}` is {} and {}",
                profile.name,
                other.map_or("", |o| o.1)
            );
            seen.push((word, profile.name));
            for others in ALL.into_iter().filter(|other| other.index != profile.index) {
                let shared = items(others.lexicon.function_words, "common").contains(&word);
                assert!(
                    !shared,
                    "`{word}` tells {} and is common in {}",
                    profile.name, others.name
                );
            }
        }
    }
}

/// A sentence of function words and an abbreviation of the language is recognised as its own and stays one sentence.
#[test]
fn every_language_is_recognised_by_its_own_words() {
    for profile in ALL {
        let mut words = items(profile.lexicon.function_words, "common");
        words.extend(items(profile.lexicon.function_words, "telling").iter().take(20));
        let text = words.join(" ");
        let found = crate::extract::meta::language(&Default::default(), &text, &crate::tokens::tokenize(&text));
        assert_eq!(found, profile.language, "{}", profile.name);
        let abbreviations = items(profile.lexicon.abbreviations, "");
        let abbreviation = abbreviations
            .iter()
            .find(|word| !word.contains('.'))
            .expect("it has some");
        let text = format!("{} {abbreviation}. {}.", words[0], "Budi");
        assert_eq!(Doc::new(&text, profile.language).sentences.len(), 1, "{text}");
    }
}
