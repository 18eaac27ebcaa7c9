//! A set of words.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::numbers::{self, NOT_LOOKED_UP};
use crate::tokens::Token;

/// A set of words, asked by the tokens of a text.
pub struct WordSet {
    keys: FxHashSet<u64>,
    /// One bit for each number, made when the first token that was looked up is asked for: a query needs none.
    bits: OnceLock<Box<[u64]>>,
}

impl WordSet {
    /// A set of words by their keys, from [`key_of`](crate::tokens::key_of).
    pub fn new(keys: impl IntoIterator<Item = u64>) -> WordSet {
        WordSet {
            keys: keys.into_iter().collect(),
            bits: OnceLock::new(),
        }
    }

    /// Whether the word of a token is in it.
    #[inline]
    pub fn has(&self, token: &Token) -> bool {
        if token.word == NOT_LOOKED_UP {
            return self.has_key(token.key);
        }
        let bits = match self.bits.get() {
            Some(bits) => bits,
            None => self.bits.get_or_init(|| self.bits()),
        };
        let word = token.word as usize;
        bits[word / 64] >> (word % 64) & 1 == 1
    }

    /// Whether the word with this key is in it.
    #[inline(never)]
    pub fn has_key(&self, key: u64) -> bool {
        self.keys.contains(&key)
    }

    /// The keys of its words, in no order.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.keys.iter().copied()
    }

    #[cold]
    fn bits(&self) -> Box<[u64]> {
        let mut bits = vec![0; numbers::count().div_ceil(64)];
        for word in numbers::of_keys(self.keys()) {
            bits[word as usize / 64] |= 1 << (word % 64);
        }
        bits.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::{key_of, tokenize};
    use crate::vocabulary::numbered;

    #[test]
    fn it_has_its_words_looked_up_or_not() {
        let set = WordSet::new(["kata", "said", "xyzzyx"].map(key_of));
        for tokens in [
            tokenize("Kata said menteri abcxyz"),
            numbered("Kata said menteri abcxyz").to_vec(),
        ] {
            let has: Vec<bool> = tokens.iter().map(|token| set.has(token)).collect();
            assert_eq!(has, [true, true, false, false]);
        }
    }
}
