//! What a facet counts can be asked back: `FIELD:="value"` finds exactly the articles, or the statements, that were counted.

use std::collections::BTreeSet;

use warta::article::{Dateline, Doubt};
use warta::ask::{self, Axis, Counted, Limit, Question};
use warta::fields::FIELDS;
use warta::index::Snapshot;
use warta::query::matching::Reading;
use warta::query::{Condition, Scope, parse, resolve, widen};
use warta::search::{self, Request};

use super::generator::{Dice, Made, index_of, make};

/// Values that have signs of the query language in them, differ in case alone, or are no words.
const ODD: &[&str] = &[
    "Bisnis",
    "BISNIS",
    "bisnis",
    "dua  kata",
    "kota \"lama\" baru",
    "\"",
    "=x",
    "a:b",
    "-",
    "—",
    "(x)",
    "OR",
    "a*",
    "São Paulo",
    "SÃO PAULO",
    "Sao  Paulo",
    "’",
    "“kutip”",
    "Ma'ruf",
];

/// Forms of some names, and names that hold one another.
const NAMES: &[&str] = &[
    "Taras Melnychenko",
    "TARAS V. MELNYCHENKO",
    "Taras Melnychenko Wirya",
    "Melnychenko",
    "Jokowi",
    "Joko Widodo",
    "O'Brien Élan",
];

fn odd(dice: &mut Dice, number: usize) -> Made {
    let mut made = make(dice, number);
    let article = &mut made.article;
    for speaker in &mut article.speakers {
        speaker.name = dice.pick(NAMES).to_string();
        speaker.roles = vec![dice.pick(ODD).to_string(), "Wali Kota".to_owned()];
        speaker.affiliation = (dice.roll(2) == 0).then(|| dice.pick(ODD).to_string());
    }
    // A speaker is somebody who said something.
    let said: BTreeSet<u32> = article.quotes.iter().filter_map(|quote| quote.speaker).collect();
    if said.len() < article.speakers.len() {
        article.speakers.clear();
        article.quotes.iter_mut().for_each(|quote| quote.speaker = None);
    }
    article.source = (dice.roll(4) > 0).then(|| dice.pick(ODD).to_string());
    article.section = (dice.roll(4) > 0).then(|| dice.pick(ODD).to_string());
    article.authors = (0..dice.roll(3))
        .map(|_| dice.pick(&[NAMES, ODD].concat()).to_string())
        .collect();
    article.doubts = (0..dice.roll(3))
        .map(|_| Doubt {
            field: dice.pick(FIELDS).name.to_owned(),
            message: String::new(),
        })
        .collect();
    article.dateline = (dice.roll(3) > 0).then(|| Dateline {
        place: Some(dice.pick(ODD).to_string()),
        country: None,
    });
    made
}

fn value_as_typed(axis: Axis, value: &str) -> String {
    format!("{}:=\"{}\"", axis.name(), value.replace('"', "\"\""))
}

/// Looks whether each value of each field finds what was counted, and nothing is counted twice or forgotten.
fn check(snapshot: &Snapshot, scope: Scope) {
    let number_of = |condition: &Condition, scope| {
        let request = Request {
            limit: Some(0),
            ..Request::new(scope)
        };
        search::run(snapshot, condition, &request).expect("hits").num_hits
    };
    let all = number_of(&Condition::All, scope);
    for axis in FIELDS.iter().filter_map(Axis::of) {
        let field = Counted::field(axis.name()).expect("it can be counted");
        let question = Question {
            limit: Some(Limit::All),
            ..Question::new(scope)
        };
        let answer = ask::facet(snapshot, &field, &question).expect("counts");
        // The sample articles contradict themselves nowhere.
        assert!(axis == Axis::Doubt || !answer.values.is_empty(), "{axis:?}");
        let (without, _) = resolve(&parse(&format!("-{}:*", axis.name())).node, scope);
        let without = number_of(&without, scope);
        match axis {
            // Every article has a language.
            Axis::Language => {}
            // Who has a name may still be no person: such names are found, and counted as nobody's.
            Axis::Speaker => assert!(answer.missing >= Some(without), "{axis:?} of {all}"),
            _ => assert_eq!(answer.missing, Some(without), "{axis:?} of {all}"),
        }
        for bucket in answer.values.iter().filter(|bucket| bucket.count > 0) {
            let typed = value_as_typed(axis, &bucket.value);
            let parsed = parse(&typed);
            assert!(!parsed.broken && parsed.diagnostics.is_empty(), "{typed}");
            assert_eq!(parse(&parsed.node.to_string()).node, parsed.node, "{typed}");
            let (condition, remarks) = resolve(&parsed.node, scope);
            assert_eq!(remarks, [], "{typed}");
            let request = Request {
                limit: None,
                ..Request::new(scope)
            };
            let found = search::run(snapshot, &condition, &request).expect("hits");
            assert_eq!(found.num_hits, bucket.count, "{typed}: {condition:?}");
            for ranked in found.ranked.iter().filter(|_| scope == Scope::Articles) {
                let article = search::article(snapshot, ranked).expect("it can be read");
                let widened = widen(&condition, &snapshot.people);
                assert!(Reading::new(&article, None).holds(&widened), "{typed}: {}", article.id);
            }
        }
    }
}

#[test]
fn every_value_of_a_random_archive_finds_what_was_counted() {
    let mut dice = Dice(4_711);
    let made: Vec<Made> = (0..240).map(|number| odd(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = index_of(&made, dir.path()).snapshot().expect("it can be read");
    check(&snapshot, Scope::Articles);
    check(&snapshot, Scope::Statements);
}

#[test]
fn every_value_of_the_sample_articles_finds_what_was_counted() {
    let snapshot = crate::commands::sample_snapshot();
    check(&snapshot, Scope::Articles);
    check(&snapshot, Scope::Statements);
}

/// `BISNIS` and `bisnis` are one value, which reads as most articles write it; equally often, as what comes first in the alphabet.
#[test]
fn what_differs_in_case_alone_is_one_value() {
    let mut dice = Dice(23);
    let spelt = ["Dunia", "DUNIA", "DUNIA", "dunia", "Dünia", "Kota  Tua", "kota tua"];
    let made = spelt.iter().enumerate().map(|(number, value)| {
        let mut made = make(&mut dice, number);
        let article = &mut made.article;
        (article.source, article.section) = (Some((*value).to_owned()), Some((*value).to_owned()));
        article.dateline = Some(Dateline {
            place: Some((*value).to_owned()),
            country: None,
        });
        // Somebody who is called both is counted once.
        for speaker in &mut article.speakers {
            speaker.roles = vec![(*value).to_owned(), value.to_uppercase()];
        }
        made
    });
    let made: Vec<Made> = made.collect();
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = index_of(&made, dir.path()).snapshot().expect("it can be read");
    for name in ["source", "section", "place"] {
        let field = Counted::field(name).expect("it can be counted");
        let answer = ask::facet(&snapshot, &field, &Question::new(Scope::Articles)).expect("counts");
        let values = answer.values.iter().map(|bucket| (bucket.value.as_str(), bucket.count));
        assert_eq!(values.collect::<Vec<_>>(), [("DUNIA", 5), ("Kota  Tua", 2)], "{name}");
    }
    let spoken = made.iter().filter(|made| !made.article.speakers.is_empty()).count() as u64;
    let field = Counted::field("role").expect("it can be counted");
    let answer = ask::facet(&snapshot, &field, &Question::new(Scope::Articles)).expect("counts");
    assert!(spoken > 1 && answer.values.len() == 2, "{:?}", answer.values);
    assert_eq!(answer.values.iter().map(|bucket| bucket.count).sum::<u64>(), spoken);
}

#[test]
fn a_whole_name_is_no_part_of_a_longer_one() {
    let mut dice = Dice(11);
    let made: Vec<Made> = (0..60).map(|number| odd(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = index_of(&made, dir.path()).snapshot().expect("it can be read");
    let found = |text: &str| {
        let (condition, _) = resolve(&parse(text).node, Scope::Statements);
        let request = Request {
            limit: None,
            ..Request::new(Scope::Statements)
        };
        let found = search::run(&snapshot, &condition, &request).expect("hits");
        let hits = found.ranked.iter().map(|ranked| {
            let hit = search::statement(&snapshot, &condition, ranked).expect("it can be read");
            let quote = hit.quote().expect("it is there");
            hit.article.speaker_of(quote).expect("it has a speaker").name.clone()
        });
        hits.collect::<BTreeSet<String>>()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(
        found("speaker:=\"Taras Melnychenko\""),
        names(&["Taras Melnychenko", "TARAS V. MELNYCHENKO"])
    );
    assert!(found("speaker:\"Taras Melnychenko\"").contains("Taras Melnychenko Wirya"));
    assert_eq!(found("speaker:=Jokowi"), names(&["Jokowi", "Joko Widodo"]));
}
