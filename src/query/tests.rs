//! The language as a whole: what texts mean, and what is said about texts that mean nothing.

use super::*;
use crate::output::remarks::message;
use crate::remark::{Code, Diagnostic};

fn canonical(text: &str) -> String {
    let parsed = parse(text);
    assert_eq!(parsed.diagnostics, [], "{text}");
    parsed.node.to_string()
}

/// What is said about a query: each remark with the text that it is about.
fn remarks(text: &str) -> Vec<String> {
    let parsed = parse(text);
    let (_, unresolved) = resolve(&parsed.node, Scope::Articles);
    let said = |d: &Diagnostic| {
        let message = message(&d.remark);
        let hint = message.hint.unwrap_or_default();
        format!("{:?}: {} | {hint}", d.span.of(text), message.text)
    };
    parsed.diagnostics.iter().chain(&unresolved).map(said).collect()
}

#[test]
fn every_kind_of_query_has_its_canonical_text() {
    for (typed, wanted) in [
        ("", ""),
        ("  senjata   bantuan ", "senjata bantuan"),
        ("senjata AND bantuan", "senjata bantuan"),
        ("a OR b c OR d", "a OR b c OR d"),
        ("(a OR b) c", "(a OR b) c"),
        ("a (b c) d", "a b c d"),
        ("-korupsi", "NOT korupsi"),
        ("NOT NOT korupsi", "korupsi"),
        ("a -(b OR c)", "a NOT (b OR c)"),
        ("“dewan keamanan”", "\"dewan keamanan\""),
        ("\"dewan   keamanan\"~3", "\"dewan keamanan\"~3"),
        ("=kata ukrain* klitsko~ klitsko~1", "=kata ukrain* klitsko~ klitsko~1"),
        ("{senjata bantuan} [a OR b]", "{senjata bantuan} [a OR b]"),
        ("{speaker:blinken quote:NATO}", "{speaker:blinken quote:NATO}"),
        ("senjata^2 (a b)^0.5", "senjata^2 (a b)^0.5"),
        ("judul:gempa negara:Ukraina", "title:gempa country:Ukraina"),
        ("title:(a OR b)", "title:(a OR b)"),
        ("speaker:*", "speaker:*"),
        ("date:2022-02-01..2022-03-15", "date:2022-02-01..2022-03-15"),
        ("date:2022-02..", "date:>=2022-02"),
        ("amount:>=\"USD 500 juta\"", "amount:>=\"USD 500 juta\""),
        (
            "amount:\"Rp 1 triliun\"..\"Rp 5 triliun\"",
            "amount:\"Rp 1 triliun\"..\"Rp 5 triliun\"",
        ),
        ("path:tempo/* id:d-70011", "path:tempo/* id:d-70011"),
        ("Jokowi: kita bisa", "Jokowi: kita bisa"),
        ("https://tempo.co/a pukul 12:30", "https://tempo.co/a pukul 12:30"),
        ("Harga naik - lagi & lagi -- terus", "Harga naik lagi lagi terus"),
    ] {
        assert_eq!(canonical(typed), wanted, "{typed}");
    }
}

#[test]
fn a_query_that_cannot_be_meant_says_where_and_what_would_work() {
    let said = |text: &str| remarks(text).join("\n");
    insta::assert_snapshot!(
        "cannot_be_meant",
        [
            "(((\"a", "a OR", "OR a", "AND a", "a NOT", "()", "a)", "{a", "title:", "date:>=", "\"--\"", "a^", "a~5",
            "\"a b\"~"
        ]
        .map(|text| format!("{text}\n{}", said(text)))
        .join("\n\n")
    );
}

#[test]
fn a_query_that_can_never_match_says_so() {
    let said = |text: &str| remarks(text).join("\n");
    insta::assert_snapshot!(
        "can_never_match",
        [
            "warna:biru",
            "spaeker:a",
            "date:2022..2021",
            "date:kemarin",
            "amount:>=5 AND amount:<3",
            "amount:banyak",
            "title:a..b",
            "{country:UA senjata}",
            "date:>2022 date:<2021"
        ]
        .map(|text| format!("{text}\n{}", said(text)))
        .join("\n\n")
    );
}

#[test]
fn two_limits_of_one_field_are_one_range() {
    let of = |text: &str| resolve(&parse(text).node, Scope::Articles).0;
    assert_eq!(of("amount:>=3 amount:<=9"), of("amount:3..9"));
    assert_eq!(of("date:>=2022 date:<=2023"), of("date:2022..2023"));
    assert_ne!(of("amount:>=3 OR amount:<=9"), of("amount:3..9"));
}

#[test]
fn what_looks_like_another_part_of_the_language_reads_back() {
    for (typed, wanted) in [
        ("-OR~", "NOT or~"),
        ("=-senjata*", "senjata*"),
        ("=>=2022*", "2022*"),
        ("title:(\"amount:\"..b)", "title:\"amount:\"..b"),
        ("title:(\"amount:\"..\".\" a)", "title:(\"amount:\"..\".\" a)"),
    ] {
        let node = parse(typed).node;
        assert_eq!(node.to_string(), wanted, "{typed}");
        assert_eq!(parse(wanted).node, node, "{typed}");
    }
}

#[test]
fn deep_nesting_has_an_end() {
    let parsed = parse(&"(".repeat(100_000));
    assert!(parsed.broken);
    assert_eq!(parsed.diagnostics.len(), 1);
    assert_eq!(parsed.diagnostics[0].remark.code, Code::GroupsTooDeep);
    let deep = format!("{}a{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST));
    assert_eq!(canonical(&deep), "a");
}

#[test]
fn hard_texts_take_linear_time() {
    for piece in [
        "(", "\"", "a ", "-", "NOT ", "a OR ", "title:(", "a^2", "..", "{[", "=", "~", "a:>=", "date:1..", "“", ")",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let began = std::time::Instant::now();
        let parsed = parse(&text);
        assert!(parsed.diagnostics.len() <= 40);
        assert!(began.elapsed().as_secs() < 2, "{piece:?} took {:?}", began.elapsed());
    }
}
