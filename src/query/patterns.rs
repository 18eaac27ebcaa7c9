//! A term as typed -> how it is found: cut and folded as the index has its words.

use super::ast::{Form, Term};
use super::condition::Pattern;
use crate::index::analyzer::{fold, words_in};

/// The words of a text, folded as the index has them.
pub fn words_of(text: &str) -> Vec<String> {
    let words = words_in(text).map(|word| fold(&text[word.start..word.end]));
    words.filter(|word| !word.is_empty()).collect()
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

/// Digits that a number has at least to be written in groups; a year is not.
const GROUPED: usize = 5;
/// Digits of the longest number; what is longer is an account or a telephone.
const LONGEST: usize = 15;

/// The two ways in which a number may be written, with its thousands set apart and without: `1.234.567` or `1,234,567`, and `1234567`.
/// `None` for what is no such number.
pub fn number(text: &str) -> Option<[Pattern; 2]> {
    let sign = text.find(['.', ',']).map(|at| &text[at..=at]);
    let mut groups: Vec<String> = match sign {
        Some(sign) => text.split(sign).map(str::to_owned).collect(),
        None => vec![text.to_owned()],
    };
    let digits = groups.concat();
    let is_grouped = sign.is_some();
    let fits = groups.iter().enumerate().all(|(i, group)| match i {
        0 => !group.is_empty() && (!is_grouped || group.len() <= 3),
        _ => group.len() == 3,
    });
    let enough = is_grouped || digits.len() >= GROUPED;
    if !fits || !enough || digits.len() > LONGEST || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if !is_grouped {
        let first = (digits.len() - 1) % 3 + 1;
        groups = vec![digits[..first].to_owned()];
        let rest = digits.as_bytes()[first..].chunks(3);
        groups.extend(rest.map(|group| String::from_utf8_lossy(group).into_owned()));
    }
    let whole = Pattern::Word {
        word: digits,
        forms: false,
    };
    Some([whole, Pattern::Phrase(groups)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_with_and_without_its_thousands_set_apart() {
        let written = |text: &str| {
            number(text).map(|ways| match ways {
                [Pattern::Word { word, .. }, Pattern::Phrase(groups)] => format!("{word} {}", groups.join(" ")),
                other => panic!("{other:?}"),
            })
        };
        for text in ["1234567", "1.234.567", "1,234,567"] {
            assert_eq!(written(text).as_deref(), Some("1234567 1 234 567"), "{text}");
        }
        assert_eq!(written("25000").as_deref(), Some("25000 25 000"));
        assert_eq!(written("1.500").as_deref(), Some("1500 1 500"));
        for text in [
            "2022",
            "12.5",
            "1.234,567",
            "1234.567",
            ".123",
            "1.",
            "12a45",
            "",
            "1234567890123456",
            "1..234",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
