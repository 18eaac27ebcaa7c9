//! What is asked of speakers, asked of those too whom the archive calls by a short name: `speaker:"Prabowo Subianto"` finds what
//! `Prabowo` said, where this can only be he.

use std::borrow::Cow;

use super::condition::{Condition, Pattern};
use super::words::Words;
use crate::article::Language;
use crate::index::names;
use crate::index::short_names::ShortNames;

/// The condition with the short names of the speakers that it asks for.
pub fn widen<'c>(condition: &'c Condition, names: &ShortNames) -> Cow<'c, Condition> {
    if names.is_empty() || !asks_for_speaker(condition) {
        return Cow::Borrowed(condition);
    }
    Cow::Owned(widened(condition, names))
}

fn asks_for_speaker(condition: &Condition) -> bool {
    match condition {
        Condition::Speaker(_) | Condition::SpeakerIs(_) => true,
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(asks_for_speaker),
        Condition::Not(inner)
        | Condition::Boost(inner, _)
        | Condition::Within(_, inner)
        | Condition::Statement(inner)
        | Condition::OfArticle(inner) => asks_for_speaker(inner),
        _ => false,
    }
}

fn widened(condition: &Condition, names: &ShortNames) -> Condition {
    let inside = |inner: &Condition| Box::new(widened(inner, names));
    let all = |parts: &[Condition]| parts.iter().map(|part| widened(part, names)).collect();
    match condition {
        Condition::Speaker(pattern) => {
            let short = short_names(pattern, names);
            match short.is_empty() {
                true => condition.clone(),
                false => Condition::Or(vec![condition.clone(), Condition::SpeakerCalled(short)]),
            }
        }
        Condition::SpeakerIs(key) => {
            // Who is asked for by the short name is the same person.
            let key = names.full_name(key).map_or_else(|| key.clone(), names::key);
            let mut short: Vec<String> = names
                .iter()
                .filter(|(_, full)| names::key(full) == key)
                .map(|(short, _)| short.to_owned())
                .collect();
            short.sort_unstable();
            match short.is_empty() {
                true => Condition::SpeakerIs(key),
                false => Condition::Or(vec![Condition::SpeakerIs(key), Condition::SpeakerCalled(short)]),
            }
        }
        Condition::And(parts) => Condition::And(all(parts)),
        Condition::Or(parts) => Condition::Or(all(parts)),
        Condition::Not(inner) => Condition::Not(inside(inner)),
        Condition::Boost(inner, weight) => Condition::Boost(inside(inner), *weight),
        Condition::Within(unit, inner) => Condition::Within(*unit, inside(inner)),
        Condition::Statement(inner) => Condition::Statement(inside(inner)),
        Condition::OfArticle(inner) => Condition::OfArticle(inside(inner)),
        other => other.clone(),
    }
}

/// The short names of those whose full names have the words, in order.
fn short_names(pattern: &Pattern, names: &ShortNames) -> Vec<String> {
    let pattern = pattern.without_forms();
    let has = |name: &str| {
        let words = Words::new(name, Language::UNKNOWN);
        !words.find(&pattern, words.all()).is_empty()
    };
    let mut found: Vec<String> = names
        .iter()
        .filter(|(_, full)| has(full))
        .map(|(short, _)| short.to_owned())
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_asked_for_by_short_names_too() {
        let names = ShortNames::new([("prawira".to_owned(), "Prawira Santika".to_owned())]);
        let asked = |words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            Condition::Statement(Box::new(Condition::Speaker(Pattern::Phrase(words))))
        };
        let santika = asked(&["santika"]);
        let Condition::Statement(inner) = widen(&santika, &names).into_owned() else {
            panic!("it stays a statement");
        };
        let Condition::Or(parts) = *inner else {
            panic!("it is widened")
        };
        assert_eq!(parts[1], Condition::SpeakerCalled(vec!["prawira".to_owned()]));
        let other = asked(&["hartanto"]);
        assert_eq!(*widen(&other, &names), other);
    }
}
