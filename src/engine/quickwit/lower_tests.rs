//! What Quickwit is asked, construct by construct.

use serde_json::{Value, json};

use super::decided::decided;
use super::lower::lower;
use crate::article::Currency;
use crate::engine::Weights;
use crate::query::{Condition, Scope, parse, resolve};

fn currencies() -> Vec<Currency> {
    ["IDR", "USD"]
        .iter()
        .filter_map(|code| Currency::from_code(code))
        .collect()
}

/// What is left of a query for Quickwit, and what it is asked. Articles that are asked for first have the keys 7 and 9.
fn asked_of(text: &str, scope: Scope) -> (bool, Value) {
    let (condition, _) = resolve(&parse(text).node, scope);
    let weaker = decided(&condition, scope, &currencies());
    let query = lower(&weaker, scope, &Weights::default(), &currencies(), &|_| Ok(vec![7, 9])).expect("no keys fail");
    (weaker == condition, query)
}

fn asked(text: &str) -> Value {
    asked_of(text, Scope::Articles).1
}

fn is_decided(text: &str) -> bool {
    asked_of(text, Scope::Articles).0
}

/// A word with its forms in a field.
fn forms(field: &str, terms: &[&str]) -> Value {
    let terms: Vec<Value> = terms
        .iter()
        .enumerate()
        .map(|(at, term)| match at {
            0 => json!({"term": {field: {"value": term}}}),
            _ => json!({"term": {field: {"value": term, "boost": 0.4}}}),
        })
        .collect();
    json!({"bool": {"should": terms}})
}

fn anywhere(of: &dyn Fn(&str) -> Value) -> Value {
    json!({"bool": {"should": [{"bool": {"must": [of("title")], "boost": 1.5}}, of("body")]}})
}

#[test]
fn a_word_is_asked_for_in_its_forms() {
    assert_eq!(
        asked("senjata"),
        anywhere(&|field| forms(field, &["senjata", "\u{1}senjata"]))
    );
    assert_eq!(
        asked("=serang"),
        anywhere(&|field| json!({"term": {field: {"value": "serang"}}}))
    );
    assert_eq!(
        asked("ukrain*"),
        anywhere(&|field| json!({"prefix": {field: {"value": "ukrain"}}}))
    );
}

#[test]
fn words_in_a_row_and_near_each_other() {
    let phrase = |field: &str, query: &str| json!({"match_phrase": {field: {"query": query}}});
    assert_eq!(asked("\"mata uang\""), anywhere(&|field| phrase(field, "mata uang")));
    let near = |field: &str| {
        json!({"bool": {"should": [
            {"match_phrase": {field: {"query": "harga naik", "slop": 1}}},
            {"match_phrase": {field: {"query": "naik harga", "slop": 1}}}
        ]}})
    };
    assert_eq!(asked("\"harga naik\"~1"), anywhere(&near));
    assert!(is_decided("\"harga naik\"~1"));
    // The slop of a phrase of three words is something else: that they are all there is asked, and the rest verified.
    assert!(!is_decided("\"polisi mahasiswa demo\"~5"));
    let word = |word: &str| anywhere(&|field| json!({"term": {field: {"value": word}}}));
    assert_eq!(
        asked("\"polisi mahasiswa demo\"~5"),
        json!({"bool": {"must": [word("polisi"), word("mahasiswa"), word("demo")]}})
    );
}

#[test]
fn parts_are_joined() {
    let word = |word: &str| anywhere(&|field| json!({"term": {field: {"value": word}}}));
    assert_eq!(asked("=a =b"), json!({"bool": {"must": [word("a"), word("b")]}}));
    assert_eq!(asked("=a OR =b"), json!({"bool": {"should": [word("a"), word("b")]}}));
    assert_eq!(
        asked("=a -=b"),
        json!({"bool": {"must": [word("a")], "must_not": [word("b")]}})
    );
    assert_eq!(asked("-=b"), json!({"bool": {"must_not": [word("b")]}}));
}

#[test]
fn one_sentence_and_one_statement_are_verified() {
    for text in [
        "{polisi mahasiswa}",
        "[polisi mahasiswa]",
        "{polisi -mahasiswa}",
        "{speaker:widodo quote:papua}",
    ] {
        assert!(!is_decided(text), "{text}");
    }
    assert!(is_decided("quote:\"mata uang\"") && is_decided("speaker:widodo"));
    assert_eq!(
        asked("{speaker:widodo quote:=papua}"),
        json!({"bool": {"must": [
            {"term": {"speaker": {"value": "widodo"}}},
            {"term": {"said": {"value": "papua"}}}
        ]}})
    );
}

#[test]
fn whole_values_decide_and_do_not_count() {
    let is = |field: &str, value: &str| json!({"bool": {"filter": [{"term": {field: {"value": value}}}]}});
    assert_eq!(asked("source:Kompas"), is("source_key", "kompas"));
    assert_eq!(asked("source:=\"Kompas\""), is("source_key", "kompas"));
    assert_eq!(asked("role:=\"Wali Kota\""), is("said_role", "wali kota"));
    assert_eq!(asked("country:US"), is("country", "US"));
    assert_eq!(asked("about:US"), is("about", "US"));
    assert_eq!(asked("currency:USD"), is("currency", "USD"));
    assert_eq!(asked("speaker:*"), is("has", "speaker"));
    assert_eq!(asked("amount:=\"USD 10^6\""), is("decade", "USD 10^6"));
    assert_eq!(
        asked("path:arsip"),
        json!({"bool": {"filter": [{"wildcard": {"path_key": {"value": "*arsip*"}}}]}})
    );
}

#[test]
fn days_are_asked_twice_so_that_others_are_not_opened() {
    assert_eq!(
        asked("date:2019-09-20..2019-09-22"),
        json!({"bool": {"filter": [
            {"bool": {"filter": [{"bool": {"filter": [{"range": {"day": {"gte": 18159, "lte": 18161}}}]}}]}},
            {"bool": {"filter": [{"range": {"published": {"gte": "2019-09-18T00:00:00Z", "lte": "2019-09-24T00:00:00Z"}}}]}}
        ]}})
    );
}

#[test]
fn an_amount_has_one_limit_and_of_two_the_record_decides() {
    assert!(is_decided("amount:>=\"USD 500 juta\"") && is_decided("amount:<=\"USD 100\""));
    assert!(!is_decided("amount:\"Rp 1 miliar\"..\"Rp 5 miliar\""));
    let both = asked("amount:\"Rp 1 miliar\"..\"Rp 5 miliar\"");
    let limits = both
        .pointer("/bool/must")
        .and_then(Value::as_array)
        .expect("two limits");
    assert!(
        limits[0].to_string().contains("amount_max") && limits[1].to_string().contains("amount_min"),
        "{both}"
    );
}

#[test]
fn what_only_articles_have_is_asked_of_them_first() {
    let (is_decided, query) = asked_of("quote:=senjata body:=papua", Scope::Statements);
    assert!(is_decided);
    assert_eq!(
        query,
        json!({"bool": {"must": [
            {"term": {"quote": {"value": "senjata"}}},
            {"bool": {"filter": [{"terms": {"article": [7, 9]}}]}}
        ]}})
    );
}

#[test]
fn words_spelt_alike_are_asked_for_in_several_expressions() {
    let (is_decided, query) = asked_of("body:maruf~2", Scope::Articles);
    let several = query["bool"]["should"].as_array().expect("several");
    assert!(is_decided && several.len() > 3, "{query}");
    assert!(several.iter().all(|one| one["regexp"]["body"].is_object()), "{query}");
    // Of longer words the spellings are too many.
    let long = "pertanggungjawabannyalah~2";
    assert_eq!(asked_of(long, Scope::Articles), (false, json!({"match_all": {}})));
}

#[test]
fn nothing_and_all() {
    let scope = Scope::Articles;
    let lowered = |condition: &Condition| {
        lower(condition, scope, &Weights::default(), &[], &|_| Ok(Vec::new())).expect("no keys")
    };
    assert_eq!(lowered(&Condition::Nothing), json!({"match_none": null}));
    assert_eq!(lowered(&Condition::All), json!({"match_all": {}}));
}
