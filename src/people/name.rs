//! The words of a name, and its number.

use crate::words::{fold, words_in};

/// The folded words of a name. It is folded before it is cut, so that the words of a folded name are the same.
pub fn words_of(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = words_in(&folded).map(|word| folded[word.start..word.end].to_owned());
    words.collect()
}

/// The form in which names are the same: folded words with one blank between.
pub fn key(name: &str) -> String {
    words_of(name).join(" ")
}

/// A number for a name, put together word by word while a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameHash(u64);

impl NameHash {
    pub const EMPTY: NameHash = NameHash(0);

    /// With another word behind.
    pub fn and(self, word: u64) -> NameHash {
        NameHash((self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn number(self) -> u64 {
        self.0
    }

    pub fn of<W: AsRef<str>>(words: &[W]) -> NameHash {
        words
            .iter()
            .fold(NameHash::EMPTY, |hash, word| hash.and(word_hash(word.as_ref())))
    }
}

/// A number for a folded word.
pub fn word_hash(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

/// Whether a word inside names is one that a form of the name may leave out.
pub fn is_particle(word: &str) -> bool {
    // Asked of every small word of a text.
    matches!(
        word,
        "bin"
            | "binti"
            | "bint"
            | "ibn"
            | "ibnu"
            | "al"
            | "el"
            | "abu"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "de"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "la"
            | "le"
            | "du"
            | "y"
    )
}
