//! The words of names by numbers: what comparing two names asks of a word is worked out once for each word.

use rustc_hash::FxHashMap;

use super::name::is_particle;
use super::spelling::{short_forms, usual};

/// A word of names.
#[derive(Debug)]
pub(super) struct NameWord {
    pub text: String,
    /// The number of its usual spelling.
    pub spelling: u32,
    /// The letters that it begins with, as written and in its usual spelling: one bit each.
    pub letters: u32,
    /// In characters.
    pub length: u32,
    pub is_particle: bool,
    /// Short forms that stand for it, beside its first letter.
    pub short: &'static [&'static str],
}

/// All words of the names of an archive.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: FxHashMap<String, u32>,
    words: Vec<NameWord>,
    spellings: FxHashMap<String, u32>,
    /// Usual spellings by their numbers.
    usual: Vec<String>,
}

impl Words {
    /// The numbers of words, new ones where they have none.
    pub fn numbers(&mut self, words: &[String]) -> Box<[u32]> {
        words.iter().map(|word| self.number(word)).collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let usual = usual(word);
        let bit = |word: &str| word.chars().next().map_or(0, |c| 1 << (c as u32 % 32));
        let new = NameWord {
            letters: bit(word) | bit(&usual),
            length: word.chars().count() as u32,
            is_particle: is_particle(word),
            short: short_forms(&usual),
            spelling: self.spell(usual),
            text: word.to_owned(),
        };
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(new);
        number
    }

    fn spell(&mut self, usual: String) -> u32 {
        let next = self.usual.len() as u32;
        *self.spellings.entry(usual).or_insert_with_key(|usual| {
            self.usual.push(usual.clone());
            next
        })
    }

    pub fn word(&self, number: u32) -> &NameWord {
        &self.words[number as usize]
    }

    /// The number of a word's usual spelling.
    pub fn spelling(&self, number: u32) -> u32 {
        self.word(number).spelling
    }

    /// A usual spelling by its number.
    pub fn spelled(&self, spelling: u32) -> &str {
        &self.usual[spelling as usize]
    }

    /// How many usual spellings there are.
    pub fn spellings(&self) -> usize {
        self.usual.len()
    }
}
