//! Questions by the names of their parameters, and what is said about those that cannot be meant.

use warta::ask::{Question, View};
use warta::output::remarks;

fn refused(pairs: &[(&str, &str)]) -> String {
    let refused = Question::from_pairs(View::Search, pairs.iter().copied());
    remarks::worded(refused.expect_err("it cannot be meant")).to_string()
}

#[test]
fn what_cannot_be_meant_is_an_error_with_a_hint() {
    let said: Vec<String> = [
        &[("sourc", "tempo")][..],
        &[("limit", "1"), ("batas", "2")],
        &[("sort", "best")],
        &[("stories", "perhaps")],
        &[("limit", "ten")],
        &[("offset", "-1")],
        &[("recency", "soon")],
        &[("recency", ""), ("sort", "newest")],
        &[("facet", "colour")],
        &[("facet", "title")],
        &[("facet", "source:two")],
        &[("source", " ")],
        &[("q", "(((\"a")],
        &[("country", "Ukrane")],
        &[("to", "kemarin sore")],
    ]
    .into_iter()
    .map(refused)
    .collect();
    insta::assert_snapshot!(said.join("\n\n"));
}
