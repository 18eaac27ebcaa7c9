//! The number of each word of the lexicon.

use std::sync::LazyLock;

use super::buffers::Tokens;
use crate::lang;
use crate::tokens::{key_of, tokenize, tokenize_into};

/// Of a token that was not looked up.
pub(super) const NOT_LOOKED_UP: u32 = 0;

/// Of a word that no file has. It is in no table.
const NOWHERE: u32 = 1;

/// A hash table that is built once and small: eight bytes a slot, so that a look at a word costs one line of the processor's cache.
struct Numbers {
    /// A power of two, at most two thirds of them taken: the lower bits are the number, and the others are bits of the hash. Those that
    /// do not stand in the slot say where it is, so two words are taken for one about as seldom as by their keys.
    slots: Box<[u64]>,
    /// The bits of a hash that do not say where its slot is.
    shift: u32,
    /// How many numbers there are, those of no word included.
    count: u32,
}

/// The bits of a slot that are the number.
const BITS: u32 = 20;

static NUMBERS: LazyLock<Numbers> = LazyLock::new(|| {
    let mut files = lang::files();
    // The words of the sentence stand in short files: their places in the tables are near each other.
    files.sort_by_key(|file| file.text.len());
    let mut keys = Vec::new();
    for line in files.iter().flat_map(|file| file.text.lines()) {
        if line.starts_with('#') {
            continue;
        }
        keys.extend(tokenize(line).iter().map(|token| token.key));
        // What is one word by itself may be cut where signs stand beside it.
        let pieces = line.split([' ', '\t']).filter(|piece| !piece.is_empty());
        keys.extend(
            pieces
                .filter(|piece| !piece.bytes().all(|b| b.is_ascii_alphabetic()))
                .map(key_of),
        );
    }
    Numbers::new(&keys)
});

impl Numbers {
    fn new(keys: &[u64]) -> Numbers {
        let mut numbers = Numbers::empty(1 << 17);
        for key in keys {
            if numbers.count as usize * 3 >= numbers.slots.len() * 2 {
                numbers = numbers.grown(keys);
            }
            numbers.add(*key);
        }
        assert!(
            numbers.count < 1 << BITS,
            "the lexicon has more words than there are numbers"
        );
        numbers
    }

    fn empty(slots: usize) -> Numbers {
        Numbers {
            slots: vec![0; slots].into(),
            shift: 64 - slots.trailing_zeros(),
            count: NOWHERE + 1,
        }
    }

    /// Twice as large, with those of `keys` that it has so far.
    fn grown(self, keys: &[u64]) -> Numbers {
        let mut grown = Numbers::empty(self.slots.len() * 2);
        for key in keys {
            if self.number(*key) == NOWHERE {
                break;
            }
            grown.add(*key);
        }
        grown
    }

    fn add(&mut self, key: u64) {
        let at = self.slot_of(key);
        if self.slots[at] == 0 {
            self.slots[at] = tag_of(mixed(key)) | u64::from(self.count);
            self.count += 1;
        }
    }

    /// The slot that has the key, or the free one where it would be.
    #[inline]
    fn slot_of(&self, key: u64) -> usize {
        let hash = mixed(key);
        let mut at = (hash >> self.shift) as usize;
        while self.slots[at] != 0 && self.slots[at] & !((1 << BITS) - 1) != tag_of(hash) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    #[inline]
    fn number(&self, key: u64) -> u32 {
        match self.slots[self.slot_of(key)] & ((1 << BITS) - 1) {
            0 => NOWHERE,
            number => number as u32,
        }
    }
}

/// Fibonacci hashing: the upper bits of the product are well mixed, and no two keys have the same.
fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The lower bits: the upper ones say where the slot is.
fn tag_of(hash: u64) -> u64 {
    hash << BITS
}

/// The number of the word with this key, from [`key_of`].
pub(super) fn number_of(key: u64) -> u32 {
    NUMBERS.number(key)
}

/// The numbers of those words that have one.
pub(super) fn of_keys(keys: impl IntoIterator<Item = u64>) -> impl Iterator<Item = u32> {
    keys.into_iter().map(number_of).filter(|number| *number != NOWHERE)
}

/// How many numbers there are: a table has so many places.
pub(super) fn count() -> usize {
    NUMBERS.count as usize
}

/// Cuts a text as [`tokenize`] does, and looks its words up.
pub fn numbered(text: &str) -> Tokens {
    let mut tokens = Tokens::empty();
    tokenize_into(text, tokens.buffer());
    let numbers = &*NUMBERS;
    for token in tokens.iter_mut() {
        token.word = numbers.number(token.key);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_lexicon_have_numbers_of_their_own() {
        let numbers = |text| numbered(text).iter().map(|token| token.word).collect::<Vec<_>>();
        let [one, two, three] = numbers("menteri Menteri said")[..] else {
            panic!("three words")
        };
        assert!(one == two && one != three && one > NOWHERE && three > NOWHERE);
        assert_eq!(numbers("xyzzyx"), [NOWHERE]);
        assert!(tokenize("menteri")[0].word == NOT_LOOKED_UP);
    }

    #[test]
    fn a_table_that_grows_keeps_its_words() {
        let keys: Vec<u64> = (0..200_000).map(|i| key_of(&format!("kata{i}"))).collect();
        let numbers = Numbers::new(&keys);
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(numbers.number(*key), NOWHERE + 1 + i as u32);
        }
        let others = (0..10_000).map(|i| key_of(&format!("lain{i}")));
        assert!(others.chain([0]).all(|key| numbers.number(key) == NOWHERE));
    }
}
