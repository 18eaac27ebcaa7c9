//! Titles and offices that are parts of names as well: `Tan Sri Budi` has a title, `Tan Siew Ling` a family name; `Haji Ali` has been to
//! Mecca, and in `Siti binti Haji Ali` that is how her father is called. What stands beside such a word tells which it is.

use super::classes::WordClass;
use crate::extract::text::{Doc, Shape};

/// What makes a word a title or an office.
fn office() -> WordClass {
    WordClass::TITLE | WordClass::RANK | WordClass::ROLE | WordClass::KIN
}

/// What makes it a name.
fn name() -> WordClass {
    WordClass::NAME | WordClass::LOCAL | WordClass::OFTEN
}

/// Settles them all, in the order of the text: what stands before is settled when the word is looked at.
pub fn settle(doc: &Doc, words: &mut [WordClass]) {
    for i in 0..words.len() {
        if words[i].is(WordClass::BORNE) {
            words[i] = settled(doc, words, i);
        }
    }
}

fn settled(doc: &Doc, words: &[WordClass], i: usize) -> WordClass {
    let word = words[i];
    let next = behind(doc, i);
    let low = doc.tokens[i].shape == Shape::Lower;
    if next.is_some() && (!low || joins(word)) && is_behind_name(doc, words, i) {
        return match low {
            true => WordClass::PARTICLE,
            false => WordClass::GIVEN | WordClass::LOCAL,
        };
    }
    if !word.is(name()) {
        return word;
    }
    let titled = next.is_some_and(|next| words[next].is(WordClass::TITLE | WordClass::RANK) && !words[next].is(name()));
    // `Hakim Siti Rahma`: who bears an office has a name of their own.
    let bears = word.is(WordClass::ROLE)
        && next
            .and_then(|next| behind(doc, next).map(|last| [next, last]))
            .is_some_and(|full| full.iter().all(|i| words[*i].is(name()) && !words[*i].is(office())));
    match titled || bears {
        true => word.without(name() | WordClass::MALE | WordClass::FEMALE),
        // `Hakim Ziyech`
        false if word.is(WordClass::ROLE) => word,
        false => word.without(office()),
    }
}

/// A word for a child, which joins two names: `Gira anak Sambang`, of Borneo.
fn joins(word: WordClass) -> bool {
    word.is(WordClass::KIN) && !word.is(WordClass::TITLE | WordClass::ROLE)
}

/// The capitalised word behind a word and its full stop.
fn behind(doc: &Doc, i: usize) -> Option<usize> {
    let dot = doc.tokens.get(i + 1).is_some() && doc.is_sign(i + 1, ".") && doc.tokens[i + 1].glued;
    let next = i + 1 + usize::from(dot);
    let token = doc.tokens.get(next)?;
    (token.is_word() && !matches!(token.shape, Shape::Lower | Shape::None)).then_some(next)
}

/// A name or a word within a name stands before: `Noor Haji`, `binti Haji`. A word that joins names may stand behind one that no list has.
fn is_behind_name(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|before| doc.tokens[*before].is_word()) else {
        return false;
    };
    let (word, low) = (words[before], doc.tokens[before].shape == Shape::Lower);
    let joined = joins(words[i]);
    let other = WordClass::STOP | WordClass::TIME | WordClass::SAY | WordClass::PLACE | WordClass::DEMONSTRATIVE;
    match low {
        true => !joined && word.is(WordClass::PARTICLE),
        false if word.is(WordClass::LOCAL) => !word.is(office() | other),
        false => !word.is(office() | WordClass::OFFICE | other) && (word.is(name()) || joined && !word.is_known()),
    }
}
