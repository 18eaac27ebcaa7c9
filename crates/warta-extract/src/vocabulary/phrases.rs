//! A dictionary of phrases over tokens: the longest phrase that begins at a token, in one probe of a hash table.

use rustc_hash::FxHashMap;

use super::WordSet;
use crate::tokens::{Shape, Token, tokenize};

/// How the case of a text must agree with a phrase's for the phrase to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Any case: `menurut`, `Menurut`, `MENURUT`.
    Any,
    /// The first word begins with a capital: `Turki`, `TURKI`, not `turki`.
    Capital,
    /// As written: `AS`, not `As` or `as`.
    Exact,
}

struct PhraseEntry<T> {
    /// Keys of the words behind the first.
    rest: Box<[u64]>,
    case: Case,
    text: Box<str>,
    value: T,
}

/// Phrases and what each stands for. Words of a phrase are compared by `text::key_of`, so case and the kind of apostrophe or dash
/// do not matter beyond what [`Case`] asks.
pub struct Phrases<T> {
    firsts: WordSet,
    by_first: FxHashMap<u64, Box<[PhraseEntry<T>]>>,
}

impl<T> Phrases<T> {
    pub fn new<'t>(phrases: impl IntoIterator<Item = (&'t str, Case, T)>) -> Phrases<T> {
        let mut by_first: FxHashMap<u64, Vec<PhraseEntry<T>>> = FxHashMap::default();
        for (text, case, value) in phrases {
            let keys: Vec<u64> = tokenize(text).iter().map(|t| t.key).collect();
            if let Some((first, rest)) = keys.split_first() {
                by_first.entry(*first).or_default().push(PhraseEntry {
                    rest: rest.into(),
                    case,
                    text: text.into(),
                    value,
                });
            }
        }
        let by_first: FxHashMap<u64, Box<[PhraseEntry<T>]>> = by_first
            .into_iter()
            .map(|(first, mut entries)| {
                // The longest first; among equals the strictest in case.
                entries.sort_by_key(|e| (std::cmp::Reverse(e.rest.len()), std::cmp::Reverse(e.case as u8)));
                (first, entries.into_boxed_slice())
            })
            .collect();
        Phrases {
            firsts: WordSet::new(by_first.keys().copied()),
            by_first,
        }
    }

    /// The longest phrase that begins at token `i` of a text: how many tokens it takes, and its value.
    #[inline]
    pub fn at_tokens<'p>(&'p self, text: &str, tokens: &[Token], i: usize) -> Option<(usize, &'p T)> {
        let first = tokens.get(i)?;
        // What nearly every word of a text fails at.
        match self.firsts.has(first) {
            true => self.longest(text, tokens, i, first),
            false => None,
        }
    }

    #[inline(never)]
    fn longest<'p>(&'p self, text: &str, tokens: &[Token], i: usize, first: &Token) -> Option<(usize, &'p T)> {
        for entry in self.by_first.get(&first.key)? {
            let len = entry.rest.len() + 1;
            let Some(found) = tokens.get(i..i + len) else {
                continue;
            };
            if !found[1..].iter().zip(&entry.rest).all(|(t, key)| t.key == *key) {
                continue;
            }
            let fits = match entry.case {
                Case::Any => true,
                Case::Capital => matches!(first.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::None),
                Case::Exact => text[first.start as usize..found[len - 1].end as usize] == *entry.text,
            };
            if fits {
                return Some((len, &entry.value));
            }
        }
        None
    }

    /// The value of a text that is a phrase from its first to its last word.
    pub fn get(&self, text: &str) -> Option<&T> {
        let tokens = tokenize(text);
        let (len, value) = self.at_tokens(text, &tokens, 0)?;
        (len == tokens.len()).then_some(value)
    }

    /// Keys of the words that phrases begin with.
    pub fn first_keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.firsts.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_in_the_right_case_wins() {
        let phrases = Phrases::new([
            ("Korea", Case::Capital, 1),
            ("Korea Utara", Case::Capital, 2),
            ("AS", Case::Exact, 3),
        ]);
        let text = "Korea Utara dan korea; AS as";
        let tokens = tokenize(text);
        let found: Vec<_> = (0..tokens.len())
            .filter_map(|i| phrases.at_tokens(text, &tokens, i))
            .collect();
        assert_eq!(found, [(2, &2), (1, &3)]);
    }
}
