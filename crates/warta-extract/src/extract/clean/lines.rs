//! What a line is, by the line alone.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::{self, world};
use crate::lexicon::Entry;

#[derive(Debug, PartialEq)]
pub enum Line<'a> {
    Text,
    Boilerplate,
    /// The headline that a `Baca juga:` leads to; empty where it stands on the next line.
    Link(&'a str),
    /// The names behind `Penulis:`.
    Author(&'a str),
}

/// What the beginning of a line says of the whole line.
#[derive(Clone, Copy)]
enum Rule {
    LinkBeforeColon,
    Link,
    Whole,
    Begins,
    Author,
    Credit,
}

/// Rules by the first three letters of their text, in lower case.
type Rules = FxHashMap<[u8; 3], Vec<(&'static str, Rule)>>;

/// Of all languages: a text is cleaned before its language is known.
fn related() -> impl Iterator<Item = Entry> {
    lang::of_all(|lexicon| lexicon.related)
        .into_iter()
        .flat_map(|file| file.entries())
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let boilerplate = lang::of_all(|lexicon| lexicon.boilerplate).into_iter();
    let others = boilerplate.chain([world::CREDITS]).flat_map(|file| file.entries());
    let mut rules = Rules::default();
    for entry in related().chain(others) {
        let rule = match entry.class {
            "colon" => Rule::LinkBeforeColon,
            "any" => Rule::Link,
            "whole" => Rule::Whole,
            "begins" => Rule::Begins,
            "author" => Rule::Author,
            "other" => Rule::Credit,
            _ => continue,
        };
        if let Some(key) = first_letters(entry.item) {
            rules.entry(key).or_default().push((entry.item, rule));
        }
    }
    for rules in rules.values_mut() {
        rules.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    }
    rules
});

/// What stands small between the names of a credit.
static PARTICLES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| world::CREDITS.of_class("particle").map(|entry| entry.item).collect());

/// Labels of credits that follow the names of others on one line.
static NEXT: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let next = world::CREDITS.entries().filter(|entry| entry.value() == "next");
    next.map(|entry| entry.item).collect()
});

fn first_letters(text: &str) -> Option<[u8; 3]> {
    let bytes: [u8; 3] = text.as_bytes().get(..3)?.try_into().ok()?;
    Some(bytes.map(|b| b.to_ascii_lowercase()))
}

/// The rest of `text` behind `prefix`, in any ASCII case.
fn text_behind<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// A line of a program that was taken out of its page with the text: `var token = getCookie("a");`.
fn is_script(line: &str) -> bool {
    let begins = || {
        [
            "function ",
            "var ",
            "let ",
            "const ",
            "return ",
            "window.",
            "document.",
            "if (",
            "if(",
            "$(",
        ]
        .iter()
        .any(|word| line.starts_with(word))
    };
    line.ends_with(['{', '}', ';']) && (line.len() <= 8 && line.starts_with('}') || begins())
}

pub fn read(line: &str) -> Line<'_> {
    // `[Gambas:Video 20detik]`, `[Photo: ...]`: an insert of the page.
    if let Some(inner) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'))
        && line.len() < 120
        && inner
            .split_once(':')
            .is_some_and(|(kind, _)| kind.bytes().all(|b| b.is_ascii_alphabetic()))
    {
        return Line::Boilerplate;
    }
    if is_script(line) {
        return Line::Boilerplate;
    }
    if let Some(headline) = item_of_links(line) {
        return Line::Link(headline);
    }
    let bare = line.trim_start_matches(['(', '*', '>', '»', '•', ' ']);
    let Some(rules) = first_letters(bare).and_then(|key| RULES.get(&key)) else {
        return Line::Text;
    };
    for (text, rule) in rules {
        let Some(rest) = text_behind(bare, text) else { continue };
        let colon = rest.trim_start().strip_prefix(':').map(str::trim);
        match rule {
            Rule::Link | Rule::LinkBeforeColon if colon.is_some() => return Line::Link(colon.unwrap_or_default()),
            Rule::Link if rest.is_empty() => return Line::Link(""),
            Rule::Link if rest.starts_with(' ') && !line.ends_with('.') && opens_headline(rest.trim()) => {
                return Line::Link(rest.trim());
            }
            Rule::Whole if rest.bytes().all(|b| b.is_ascii_punctuation() || b == b' ') => return Line::Boilerplate,
            Rule::Begins if line.len() < 400 && !rest.starts_with(char::is_alphanumeric) => return Line::Boilerplate,
            Rule::Author | Rule::Credit if line.len() < 160 => {
                let names = if text.ends_with("by") { Some(rest) } else { colon };
                let Some(names) = names.filter(|names| are_names(names)) else {
                    continue;
                };
                let names = names
                    .trim_end_matches(')')
                    .split(['/', '|', ';'])
                    .next()
                    .unwrap_or(names)
                    .trim();
                // `Penulis: A B Editor: C D` on one line.
                let names = NEXT
                    .iter()
                    .filter_map(|label| names.find(label))
                    .min()
                    .map_or(names, |at| names[..at].trim());
                return if matches!(rule, Rule::Author) {
                    Line::Author(names)
                } else {
                    Line::Boilerplate
                };
            }
            _ => {}
        }
    }
    Line::Text
}

/// `- list 2 of 3The headline`: an item of a list of links, as pages tell programs that read them aloud.
fn item_of_links(line: &str) -> Option<&str> {
    let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind_number = |text: &'_ str| Some(number(text)).filter(|len| *len > 0);
    let mut text = line.trim_start_matches(['-', ' ']);
    if let Some(rest) = text.strip_prefix("list of ") {
        let rest = &rest[behind_number(rest)?..];
        text = rest.strip_prefix(" items")?.trim_start_matches(['-', ' ']);
    }
    let rest = text.strip_prefix("list ")?;
    let rest = rest[behind_number(rest)?..].strip_prefix(" of ")?;
    Some(rest[behind_number(rest)?..].trim())
}

fn opens_headline(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || "'\"‘“”".contains(c))
}

/// Names, not a sentence: capitals first, no full stop at the end of a long one.
fn are_names(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    words <= 14
        && text.starts_with(char::is_alphabetic)
        && text
            .split_whitespace()
            .all(|w| w.starts_with(|c: char| !c.is_lowercase()) || PARTICLES.contains(w))
}

/// A line that begins with a dash and a blank.
pub fn opens_with_dash(line: &str) -> bool {
    line.trim_start_matches(is_dash).starts_with(char::is_whitespace) && line.starts_with(is_dash)
}

/// The line without a dash at its beginning, unless it `opens_list`.
pub fn without_dash(line: &str, opens_list: bool) -> &str {
    if opens_list || !opens_with_dash(line) {
        return line;
    }
    line.trim_start_matches(|c: char| is_dash(c) || c == ',' || c.is_whitespace())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_programs_are_no_text() {
        for line in [
            "function read(name){",
            "var re = new RegExp(name);",
            "}",
            "}else{",
            "return (value != null) ? 1 : null;",
        ] {
            assert!(matches!(read(line), Line::Boilerplate), "{line}");
        }
        for line in ["Return of the pier;", "If (and only if) he comes.", "Let us go."] {
            assert!(matches!(read(line), Line::Text), "{line}");
        }
    }
}
