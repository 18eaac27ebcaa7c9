//! The number of each word of the lexicon.

use super::buffers::Tokens;
use super::slots::{NOWHERE, Slots};
use crate::tokens::tokenize_into;

/// Of a token that was not looked up.
pub(super) const NOT_LOOKED_UP: u32 = 0;

/// The bytes of the table, made by `build.rs`. They begin with a line of the processor's cache, so that no slot lies in two.
#[repr(align(64))]
struct Aligned([u8; include_bytes!(concat!(env!("OUT_DIR"), "/numbers.bin")).len()]);

static BYTES: Aligned = Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/numbers.bin")));

static NUMBERS: Slots = Slots::new(&BYTES.0);

/// How many numbers there are, those of no word included.
const COUNT: u32 = match u32::from_str_radix(env!("NUMBERS_OF_WORDS"), 10) {
    Ok(count) => count,
    Err(_) => panic!("build.rs writes a number"),
};

/// The number of the word with this key, from [`key_of`](crate::tokens::key_of).
pub(super) fn number_of(key: u64) -> u32 {
    NUMBERS.number(key)
}

/// The numbers of those words that have one.
pub(super) fn of_keys(keys: impl IntoIterator<Item = u64>) -> impl Iterator<Item = u32> {
    keys.into_iter().map(number_of).filter(|number| *number != NOWHERE)
}

/// A table has so many places.
pub(super) fn count() -> usize {
    COUNT as usize
}

/// Cuts a text as [`tokenize`](crate::tokens::tokenize) does, and looks its words up.
pub fn numbered(text: &str) -> Tokens {
    let mut tokens = Tokens::empty();
    tokenize_into(text, tokens.buffer());
    for token in tokens.iter_mut() {
        token.word = NUMBERS.number(token.key);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::tokens::{Token, key_of, tokenize};
    use crate::vocabulary::builder::Builder;

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
    fn every_word_that_is_compiled_in_has_a_number() {
        for file in lang::files() {
            for line in file.text.lines().filter(|line| !line.starts_with('#')) {
                let known = |token: &Token| token.word > NOWHERE && (token.word as usize) < count();
                assert!(numbered(line).iter().all(known), "{}: {line}", file.path);
            }
        }
    }

    #[test]
    fn a_table_that_grows_keeps_its_words() {
        let keys: Vec<u64> = (0..200_000).map(|i| key_of(&format!("kata{i}"))).collect();
        let builder = Builder::new(&keys);
        let numbers = Slots::new(builder.bytes());
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(numbers.number(*key), NOWHERE + 1 + i as u32);
        }
        assert_eq!(builder.count(), NOWHERE + 1 + 200_000);
        let others = (0..10_000).map(|i| key_of(&format!("lain{i}")));
        assert!(others.chain([0]).all(|key| numbers.number(key) == NOWHERE));
    }
}
