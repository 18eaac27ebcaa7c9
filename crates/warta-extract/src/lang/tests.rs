//! What every language must fulfil. The first test reads the files of words: what is wrong there fails with file and line.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::article::RawArticle;
use crate::extract::extract;
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

/// The folder to begin a new language with is as strictly read as those of the languages, and has every kind of file but the roots of
/// words and the places of a country, which few need.
#[test]
fn the_template_is_as_its_schema_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/template");
    let mut mistakes = Vec::new();
    for kind in schema::OF_A_LANGUAGE {
        let path = root.join(kind.name);
        if !path.exists() {
            assert!(
                matches!(kind.name, "roots.tsv" | "regencies.tsv"),
                "the template lacks {}",
                kind.name
            );
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it is text");
        let file = File {
            path: String::leak(format!("template/{}", kind.name)),
            text: String::leak(text),
        };
        mistakes.extend(file.check(kind).iter().map(ToString::to_string));
    }
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
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

/// A language without a profile: what needs no words is read, and nothing is invented.
#[test]
fn a_text_of_another_language_has_what_needs_no_words() {
    let spanish = "El ministro Tomás Beltrán Cruz dijo que la obra costará 120 millones y pidió ayuda a \
                   Francia, Portugal y Alemania.\n\
                   «No podemos esperar más a que alguien decida por nosotros en otra ciudad», añadió la alcaldesa Lucía Robledo ante \
                   los vecinos.\n\
                   El proyecto recibió EUR 3.500.000 y US$250,000 de un fondo, según la portavoz, que no quiso dar más datos sobre él.";
    let raw = RawArticle {
        text: spanish.to_owned(),
        published: Some("4/3/2022".to_owned()),
        ..RawArticle::default()
    };
    let article = extract(raw).article;
    assert_eq!(article.language.code(), "es");
    assert!(article.speakers.is_empty(), "{:?}", article.speakers);
    assert!(
        article
            .quotes
            .iter()
            .all(|quote| quote.speaker.is_none() && quote.role.is_none())
    );
    let countries: Vec<String> = article.countries.iter().map(|c| c.code.to_string()).collect();
    for code in ["FR", "PT", "DE"] {
        assert!(countries.contains(&code.to_owned()), "{code}: {countries:?}");
    }
    let amounts: Vec<String> = article
        .amounts
        .iter()
        .map(|a| a.span.of(&article.body).to_owned())
        .collect();
    assert_eq!(amounts, ["EUR 3.500.000", "US$250,000"]);
    assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2022-03-04"));
}

/// The mark that opens in one language closes in another.
#[test]
fn a_low_mark_has_its_partner() {
    let german = "Der Bürgermeister der Stadt stellte die neuen Pläne für das Ufer am Abend im Rathaus vor.\n\
                  „Wir werden das Ufer nach dem Hochwasser ganz neu bauen müssen“, sagte er vor den Bürgern der Stadt, und niemand \
                  widersprach ihm an diesem Abend.";
    let raw = RawArticle {
        text: german.to_owned(),
        language: Some("de".to_owned()),
        ..RawArticle::default()
    };
    let article = extract(raw).article;
    let quotes: Vec<&str> = article
        .quotes
        .iter()
        .map(|quote| quote.span.of(&article.body))
        .collect();
    assert_eq!(
        quotes,
        ["Wir werden das Ufer nach dem Hochwasser ganz neu bauen müssen"]
    );
}

/// The proof that a language is a profile and a folder: a Malay text is read by its own words.
#[test]
fn a_malay_text_is_read_as_malay() {
    let malay = "KUALA SELASIH: Kerajaan negeri memperuntukkan RM2.5 juta bagi membaiki jambatan yang rosak ekoran banjir, kata \
                 Pengarah Jabatan Kerja Raya, Datuk Seri Hamzan Zulkarnai.\n\
                 Beliau berkata, kerja itu dijangka bermula pada Mac tahun depan kerana tender belum dibuka.\n\
                 “Syarikat yang terpilih mesti siapkannya dalam tempoh 18 bulan sahaja,” katanya kepada pemberita semalam.";
    let raw = RawArticle {
        text: malay.to_owned(),
        ..RawArticle::default()
    };
    let article = extract(raw).article;
    assert_eq!(article.language.code(), "ms");
    let speakers: Vec<&str> = article.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    assert_eq!(speakers, ["Hamzan Zulkarnai"]);
    let money: Vec<String> = article
        .amounts
        .iter()
        .filter_map(|a| a.min.as_ref())
        .map(|min| min.normalized().to_plain_string())
        .collect();
    assert_eq!(money, ["2500000"]);
}

/// A dollar is Singapore's in Malay news of Singapore alone; the Chinese at home are not China.
#[test]
fn what_a_malay_text_means_by_a_sign_and_a_people() {
    let read = |text: &str| {
        let raw = RawArticle {
            text: text.to_owned(),
            language: Some("ms".to_owned()),
            ..RawArticle::default()
        };
        extract(raw).article
    };
    let article = read("Keluarga di Singapura akan menerima bantuan $450 sebulan mulai Julai ini, kata pemerintah.");
    let money: Vec<&str> = article.amounts.iter().map(|a| a.currency.as_str()).collect();
    assert_eq!(money, ["SGD"]);
    let article = read("Peniaga Cina dan Melayu di Kampung Baru Cina, Kulim menyambut baik keputusan kerajaan itu.");
    let countries: Vec<&str> = article.countries.iter().map(|c| c.code.as_str()).collect();
    assert_eq!(countries, ["MY"]);
}

/// What a code stands for, in whatever form files write it.
#[test]
fn codes_of_a_language() {
    for (code, language) in [
        ("ID-id", "id"),
        ("in", "id"),
        ("ind", "id"),
        ("eng", "en"),
        ("zsm", "ms"),
        ("fr_CA", "fr"),
    ] {
        assert_eq!(
            from_code(code).map(|l| l.code().to_owned()).as_deref(),
            Some(language),
            "{code}"
        );
    }
    assert_eq!(from_code("1"), None);
}
