//! Messages about queries in the language of the page: `messages.tsv` has the pattern of each as the program says it, and in Indonesian.
//!
//! What stands in backticks, and numbers, are the same in both. A message that has no line reads in English.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::words::Locale;

static TABLE: &str = include_str!("messages.tsv");

fn table() -> &'static FxHashMap<&'static str, &'static str> {
    static MESSAGES: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    MESSAGES.get_or_init(|| {
        TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .collect()
    })
}

/// A message taken apart: its pattern, and what stands in the places of the pattern.
fn pattern(text: &str) -> (String, Vec<String>) {
    let mut pattern = String::new();
    let mut literals: Vec<String> = Vec::new();
    for (n, piece) in text.split('`').enumerate() {
        if n % 2 == 1 {
            pattern.push_str("{}");
            literals.push(format!("`{piece}`"));
            continue;
        }
        // Numbers and codes of currencies stand without backticks.
        for (m, word) in piece.split(' ').enumerate() {
            if m > 0 {
                pattern.push(' ');
            }
            let bare = word.trim_end_matches([',', '.', ':']);
            let is_code = bare.len() == 3 && bare.chars().all(|c| c.is_ascii_uppercase());
            if is_code || (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())) {
                pattern.push_str("{}");
                pattern.push_str(&word[bare.len()..]);
                literals.push(bare.to_owned());
            } else {
                pattern.push_str(word);
            }
        }
    }
    (pattern, literals)
}

/// The pattern with its first list of literals, `{}, {} or {}`, as one; and the literals so.
fn listed(pattern: &str, literals: &[String]) -> (String, Vec<String>) {
    let Some(at) = pattern.find("{}") else {
        return (pattern.to_owned(), literals.to_vec());
    };
    let (before, mut rest) = pattern.split_at(at);
    let mut number = 0;
    let mut list = String::new();
    while let Some(behind) = rest.strip_prefix("{}") {
        list.push_str(literals.get(number).map_or("", String::as_str));
        number += 1;
        rest = behind;
        for (sign, ours) in [(", ", ", "), (" or ", " atau "), (" and ", " dan ")] {
            if let Some(next) = behind.strip_prefix(sign)
                && next.starts_with("{}")
            {
                list.push_str(ours);
                rest = next;
            }
        }
        if !rest.starts_with("{}") {
            break;
        }
    }
    let others = literals.get(number..).unwrap_or_default();
    (
        format!("{before}{{*}}{rest}"),
        std::iter::once(list).chain(others.iter().cloned()).collect(),
    )
}

/// The message in the language of the page.
pub fn message(locale: Locale, text: &str) -> String {
    if locale == Locale::En {
        return text.to_owned();
    }
    let (plain, literals) = pattern(text);
    let (with_list, of_list) = listed(&plain, &literals);
    let found = table()
        .get(plain.as_str())
        .map(|ours| (*ours, literals))
        .or_else(|| table().get(with_list.as_str()).map(|ours| (*ours, of_list)));
    let Some((ours, mut literals)) = found else {
        return text.to_owned();
    };
    let mut out = String::new();
    let mut rest = ours;
    literals.reverse();
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str(&literals.pop().unwrap_or_default());
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Question, View};
    use crate::output::remarks;

    /// What is said about these queries and parameters is said in Indonesian.
    #[test]
    fn what_is_said_about_queries_is_said_in_indonesian() {
        let mut said = Vec::new();
        for query in [
            "beras)",
            "beras OR",
            "OR beras",
            "beras AND",
            "NOT",
            "beras^",
            "(beras",
            "()",
            "source:",
            "date:..",
            "\"beras",
            "\"\"",
            "be*ras",
            "\"a b\"~",
            "beras~9",
            "sourc:kompas",
            "{source:kompas beras}",
            "date:>=2023 date:<2020",
            "region:Nowhere",
            "currency:XYZW",
            "country:Ukrane",
            "amount:abc",
            "date:entah",
            "source:a..b",
            "date:2023..2020",
            "amount:\"USD 5\"..\"Rp 3\"",
            "amount:\"USD 5\"..\"USD 3\"",
            "-beras -*",
            "=be*",
            "covi?",
            "beras or jagung",
            ">>>",
        ] {
            let diagnostics = match Question::from_pairs(View::Search, [("q", query)]) {
                Ok(question) => question.diagnostics().to_vec(),
                Err(error) => error.diagnostics,
            };
            for diagnostic in diagnostics {
                let words = remarks::message(&diagnostic.remark);
                for text in [Some(words.text), words.hint].into_iter().flatten() {
                    let ours = message(Locale::Id, &text);
                    assert_ne!(ours, text, "{query}: there is no Indonesian for this");
                    said.push(format!("{query}: {ours}"));
                }
            }
        }
        for (name, value) in [
            ("country", "Ukrane"),
            ("sort", "best"),
            ("from", "entah"),
            ("amount", "abc"),
        ] {
            let error = Question::from_pairs(View::Search, [(name, value)]).expect_err("it cannot be meant");
            let error = remarks::worded(error);
            for text in [Some(error.cause), error.hint].into_iter().flatten() {
                let ours = message(Locale::Id, &text);
                assert_ne!(ours, text, "{name}: there is no Indonesian for this");
                said.push(format!("{name}={value}: {ours}"));
            }
        }
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn a_message_without_a_line_is_left_as_it_is() {
        assert_eq!(
            message(Locale::Id, "something `else` is wrong"),
            "something `else` is wrong"
        );
        assert_eq!(message(Locale::En, "`(` closes nothing"), "`(` closes nothing");
    }
}
