//! What holds for every text there is: it parses, its canonical text says the same, and a query of the engine can be made of it.
//!
//! `WARTA_CASES=5000000 cargo test --lib any_text -- --ignored` tries more texts than a run of all tests has time for.

use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::*;
use crate::engine::tantivy::in_words;
use crate::fields::FIELDS;
use crate::index::schema::Columns;

/// How many texts a usual run tries.
const CASES: u32 = 4000;

/// How many the long run tries where nothing else is said.
const MANY_CASES: u32 = 200_000;

/// Texts made of what the language is made of, of what looks like it, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "senjata",
        "bantuan",
        "U.S.",
        "Ma'ruf",
        "Covid-19",
        "a.b",
        "AND",
        "OR",
        "NOT",
        "O'",
        "İstanbul",
        "e\u{301}lan",
        "ß",
        "🙂",
        "名前",
        "x*y",
        "-",
        "--",
        "'",
        "’s",
        "UA",
        "Ukraina",
        "kemarin",
        "\u{1}serang",
    ]);
    let values = prop::sample::select(vec![
        "2022",
        "2022-02",
        "2022-02-30",
        "9999-12-31",
        "-9999",
        "0",
        "5",
        "00012",
        "1e400",
        "99999999999999999999999999",
        "Rp 1 triliun",
        "USD 5..10",
        "USD",
        "0.000000000000000000001",
        "Asia Tenggara",
        "zz",
    ]);
    let joints = prop::sample::select(vec![
        " ", " ", "  ", "\n", "\t", "\u{a0}", "\u{200b}", " OR ", " AND ", " NOT ", " -", "-", "=", "==", "",
    ]);
    let brackets = prop::sample::select(vec![
        "(", ")", "{", "}", "[", "]", "\"", "“", "”", "„", "()", "{}", "\"\"",
    ]);
    let signs = prop::sample::select(vec![
        "^2",
        "^0",
        "^0.5",
        "^1000",
        "^1001",
        "^1e9",
        "~",
        "~1",
        "~3",
        "~99999999999",
        "*",
        "**",
        "..",
        "...",
        ">=",
        "<=",
        "<",
        ">",
        ":",
        "::",
        "/",
        "//",
        "\\",
        "^",
        "^^2",
        "~~",
    ]);
    let names = FIELDS
        .iter()
        .flat_map(|field| field.aliases.iter().chain([&field.name]));
    let names: Vec<String> = names
        .flat_map(|name| [format!("{name}:"), format!("{name}:(")])
        .collect();
    let piece = prop_oneof![
        6 => words.prop_map(str::to_owned),
        3 => values.prop_map(str::to_owned),
        6 => joints.prop_map(str::to_owned),
        4 => brackets.prop_map(str::to_owned),
        4 => signs.prop_map(str::to_owned),
        3 => prop::sample::select(names),
        1 => Just("x:".to_owned()),
        1 => "\\PC{0,4}",
        1 => (1usize..120).prop_map(|len| "w".repeat(len)),
    ];
    prop_oneof![
        8 => prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,60}",
        1 => any::<String>(),
    ]
}

/// The text parses, and its canonical text parses back to the same tree.
fn reads_back(text: &str) -> TestCaseResult {
    let parsed = parse(text);
    for diagnostic in &parsed.diagnostics {
        prop_assert!(text.get(diagnostic.span.range()).is_some(), "{text:?}: {diagnostic:?}");
    }
    let canonical = parsed.node.to_string();
    let again = parse(&canonical);
    prop_assert!(
        !again.broken,
        "{text:?}: {canonical:?} is broken: {:?}",
        again.diagnostics
    );
    prop_assert_eq!(&again.node, &parsed.node, "{:?}: {:?}", text, canonical);
    prop_assert_eq!(again.node.to_string(), canonical);
    Ok(())
}

/// The text has a meaning and a query of the engine; where it can find nothing, that is said.
fn is_lowered(text: &str) -> TestCaseResult {
    let node = parse(text).node;
    for scope in [Scope::Articles, Scope::Statements] {
        let (condition, diagnostics) = resolve(&node, scope);
        for diagnostic in &diagnostics {
            prop_assert!(text.get(diagnostic.span.range()).is_some(), "{text:?}: {diagnostic:?}");
        }
        if condition == Condition::Nothing {
            prop_assert!(!diagnostics.is_empty(), "{text:?} finds nothing, and nothing is said");
        }
        let _ = in_words(&condition, &Columns::new(), scope);
        let _ = language_of_places(text, &node);
    }
    Ok(())
}

fn check(cases: u32) {
    let config = ProptestConfig {
        cases,
        // A case that fails belongs into the tests of the language, by name.
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let ran = TestRunner::new(config).run(&texts(), |text| {
        reads_back(&text)?;
        is_lowered(&text)
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

#[test]
fn any_text_parses_and_reads_back_and_is_lowered() {
    check(CASES);
}

#[test]
#[ignore = "takes minutes; WARTA_CASES says how many texts are tried"]
fn any_text_of_very_many() {
    let cases = std::env::var("WARTA_CASES").ok().and_then(|cases| cases.parse().ok());
    check(cases.unwrap_or(MANY_CASES));
}
