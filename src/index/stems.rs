//! Stems of the words that were seen last: a few thousand words make up most of every text, and a stemmer takes longer for one
//! than a look at a table.

use std::borrow::Cow;
use std::hash::Hasher;

use crate::article::Language;
use crate::lang::{self, Stemmer};
use crate::stem;

/// The stem of a folded word, if the language has a stemmer and the stem is another word.
pub fn stem(language: Language, word: &str) -> Option<Cow<'_, str>> {
    match lang::profile(language).stemmer? {
        Stemmer::Indonesian => stem::root(word).map(Cow::Owned),
        Stemmer::English => {
            let stem = frostem::Stemmer::new(frostem::Algorithm::English).stem(word);
            (stem != word && !stem.is_empty()).then_some(stem)
        }
    }
}

/// Words that are kept. A power of two.
const SLOTS: usize = 4096;
/// Bytes of a word and of a stem that have room in a slot, which is one line of the processor's cache. Longer words are rare.
const LONGEST: usize = 29;

#[derive(Clone, Copy)]
struct Short {
    len: u8,
    bytes: [u8; LONGEST],
}

impl Short {
    const EMPTY: Short = Short {
        len: 0,
        bytes: [0; LONGEST],
    };

    fn new(text: &str) -> Option<Short> {
        let mut short = Short {
            len: u8::try_from(text.len()).ok()?,
            bytes: [0; LONGEST],
        };
        short.bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(short)
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len as usize]
    }
}

#[derive(Clone, Copy)]
struct Slot {
    language: Language,
    word: Short,
    /// Empty where the word is its own stem.
    stem: Short,
}

/// A table with one place for each hash; a new word takes the place of the old.
#[derive(Default)]
pub struct Stems {
    slots: Vec<Slot>,
}

impl Stems {
    /// Puts the stem of a folded word behind `out`; nothing where there is none, or it is the word itself.
    pub fn push(&mut self, language: Language, word: &str, out: &mut String) {
        if language == Language::UNKNOWN {
            return;
        }
        if self.slots.is_empty() {
            let empty = Slot {
                language: Language::UNKNOWN,
                word: Short::EMPTY,
                stem: Short::EMPTY,
            };
            self.slots = vec![empty; SLOTS];
        }
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(word.as_bytes());
        let slot = &mut self.slots[hasher.finish() as usize % SLOTS];
        if slot.word.as_bytes() == word.as_bytes() && slot.language == language {
            out.push_str(std::str::from_utf8(slot.stem.as_bytes()).unwrap_or_default());
            return;
        }
        let stem = stem(language, word).unwrap_or_default();
        out.push_str(&stem);
        if let (Some(word), Some(stem)) = (Short::new(word), Short::new(&stem)) {
            *slot = Slot { language, word, stem };
        }
    }
}

/// A clone begins with an empty table of its own.
impl Clone for Stems {
    fn clone(&self) -> Stems {
        Stems::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_says_what_the_stemmer_says(words in prop::collection::vec(("(me|di)?([a-e]{1,4}|[a-c]{28,34})(kan|an|s|ing)?", any::<bool>()), 0..200)) {
            let mut stems = Stems::default();
            for (word, english) in words {
                let language = if english { Language::EN } else { Language::ID };
                let mut found = String::new();
                stems.push(language, &word, &mut found);
                prop_assert_eq!(found, stem(language, &word).unwrap_or_default());
            }
        }
    }
}
