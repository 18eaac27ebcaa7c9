//! What is asked of speakers, asked of persons: `speaker:"Prabowo Subianto"` finds what the same person says under every other name.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::condition::{Condition, Pattern, Speakers};
use super::words::Words;
use crate::article::Language;
use crate::people::Register;

/// The condition with the persons that it asks for.
pub fn widen<'c>(condition: &'c Condition, people: &Arc<Register>) -> Cow<'c, Condition> {
    if !asks_for_speaker(condition) {
        return Cow::Borrowed(condition);
    }
    Cow::Owned(widened(condition, people))
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

fn widened(condition: &Condition, people: &Arc<Register>) -> Condition {
    let inside = |inner: &Condition| Box::new(widened(inner, people));
    let all = |parts: &[Condition]| parts.iter().map(|part| widened(part, people)).collect();
    match condition {
        Condition::Speaker(pattern) => {
            let persons = persons(pattern, people);
            match persons.is_empty() {
                true => condition.clone(),
                false => {
                    let speakers = Speakers::of(persons, people);
                    Condition::Or(vec![condition.clone(), Condition::Speakers(speakers)])
                }
            }
        }
        Condition::SpeakerIs(name) => Condition::Speakers(Speakers::named(name, people)),
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

/// The persons one of whose names a pattern finds, in order.
pub fn persons(pattern: &Pattern, people: &Register) -> Vec<u32> {
    let pattern = pattern.without_forms();
    let mut found: FxHashSet<u32> = people.decided_persons().into_iter().collect();
    let all = |prefix: &str| -> FxHashSet<u32> { people.having(prefix).flat_map(|(_, ids)| ids).collect() };
    let with = |word: &str| -> FxHashSet<u32> {
        let first = people.having(word).next().filter(|(found, _)| *found == word);
        first.map_or_else(FxHashSet::default, |(_, ids)| ids.into_iter().collect())
    };
    match &pattern {
        Pattern::Word { word, .. } => found.extend(with(word)),
        Pattern::Prefix(prefix) => found.extend(all(prefix)),
        Pattern::Fuzzy { .. } => {
            let alike = |word: &str| has(word, &pattern);
            found.extend(
                people
                    .having("")
                    .filter(|(word, _)| alike(word))
                    .flat_map(|(_, ids)| ids),
            );
        }
        Pattern::Phrase(words) | Pattern::Near { words, .. } => {
            let fewest = words.iter().map(|word| with(word)).min_by_key(FxHashSet::len);
            found.extend(fewest.into_iter().flatten());
        }
    }
    let is_word = matches!(
        &pattern,
        Pattern::Word { .. } | Pattern::Prefix(_) | Pattern::Fuzzy { .. }
    );
    let decided = people.decided_persons();
    let mut found: Vec<u32> = found
        .into_iter()
        .filter(|person| {
            // A list of words has said it already.
            if is_word && !decided.contains(person) {
                return true;
            }
            let Some(whole) = people.person(*person) else {
                return false;
            };
            let names = whole
                .forms
                .iter()
                .map(|form| form.name.as_str())
                .chain([whole.name.as_str()]);
            names.into_iter().any(|name| has(name, &pattern))
        })
        .collect();
    found.sort_unstable();
    found
}

fn has(name: &str, pattern: &Pattern) -> bool {
    let words = Words::new(name, Language::UNKNOWN);
    !words.find(pattern, words.all()).is_empty()
}
