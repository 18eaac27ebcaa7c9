//! A term as typed -> how it is found: cut and folded as the index has its words.

use super::ast::{Form, Term};
use super::condition::Pattern;
use crate::index::analyzer::{fold, next_word};

/// The words of a text, folded as the index has them.
pub fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        words.push(fold(&text[word.start..word.end]));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How a term is found in running text; `None` where it has no word.
pub fn pattern(term: &Term, forms: bool) -> Option<Pattern> {
    let mut words = words_of(&term.text);
    let last = words.pop()?;
    if !words.is_empty() {
        words.push(last);
        return Some(match term.form {
            Form::Near(between) => Pattern::Near { words, between },
            // A word that is cut in two, as `Covid-19` is, stands in a row.
            _ => Pattern::Phrase(words),
        });
    }
    Some(match term.form {
        Form::Prefix => Pattern::Prefix(last),
        Form::Fuzzy(distance) => {
            let by_length = match last.chars().count() {
                0..=3 => 0,
                4..=7 => 1,
                _ => 2,
            };
            match distance.unwrap_or(by_length) {
                0 => Pattern::Word {
                    word: last,
                    forms: false,
                },
                distance => Pattern::Fuzzy { word: last, distance },
            }
        }
        Form::Word => Pattern::Word { word: last, forms },
        _ => Pattern::Word {
            word: last,
            forms: false,
        },
    })
}
