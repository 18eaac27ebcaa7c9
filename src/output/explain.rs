//! How a query is read, and why an article is a hit.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv;
use super::format::Format;
use super::meaning::meaning;
use super::terminal::escape;
use crate::ask::{Explanation, Why};
use crate::query::Scope;

/// How a query is read.
pub fn explanation(out: &mut dyn Write, answer: &Explanation, format: Format) -> io::Result<()> {
    let meaning = meaning(&answer.meaning);
    let found = match (answer.scope, answer.stories) {
        (Scope::Statements, _) => "statements",
        (Scope::Articles, true) => "stories: articles, each with its reprints",
        (Scope::Articles, false) => "articles",
    };
    if format != Format::Text {
        let words = answer.words.iter();
        let words: Vec<Value> = words
            .map(|term| json!({"word": term.word, "form": term.form, "articles": term.articles}))
            .collect();
        let json = json!({"version": 1, "query": answer.query, "finds": found, "meaning": meaning, "words": words});
        return writeln!(out, "{json}");
    }
    writeln!(out, "query\n  {}", escape(&answer.query))?;
    writeln!(out, "finds\n  {found}")?;
    writeln!(out, "meaning")?;
    for line in meaning {
        writeln!(out, "  {}", escape(&line))?;
    }
    if !answer.words.is_empty() {
        writeln!(
            out,
            "words (a form with ~ is a stem; the number counts titles and texts that have it)"
        )?;
    }
    let mut last = None;
    for term in &answer.words {
        if last != Some(&term.word) {
            writeln!(out, "  {}", term.word)?;
        }
        last = Some(&term.word);
        writeln!(out, "    {:>8}  {}", term.articles, term.form)?;
    }
    Ok(())
}

/// Why an article is a hit.
pub fn why(out: &mut dyn Write, answer: &Why, format: Format) -> io::Result<()> {
    match format {
        Format::Text => {
            let verdict = if answer.is_hit { "is a hit" } else { "is no hit" };
            writeln!(out, "{} {verdict}", escape(&answer.id))?;
            for reason in &answer.reasons {
                let sign = if reason.holds { "yes" } else { "no " };
                let words = match reason.words.is_empty() {
                    true => String::new(),
                    false => format!("  <- {}", escape(&reason.words.join(", "))),
                };
                writeln!(out, "  {sign}  {}{words}", reason.part)?;
            }
            Ok(())
        }
        Format::Csv => csv::reasons(out, &answer.reasons),
        Format::Json | Format::Ndjson => {
            let reasons = answer.reasons.iter();
            let parts: Vec<Value> = reasons
                .map(|r| json!({"part": r.part, "holds": r.holds, "words": r.words}))
                .collect();
            let json = json!({"version": 1, "id": answer.id, "hit": answer.is_hit, "parts": parts});
            writeln!(out, "{json}")
        }
    }
}
