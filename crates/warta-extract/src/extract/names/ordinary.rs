//! Ordinary words of a language, which a capital does not make a name.

use crate::extract::text::{Token, key_of};
use crate::lang::{PerLanguage, Profile};
use crate::vocabulary::WordSet;

static WORDS: PerLanguage<WordSet> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.common_words.iter().flat_map(|file| file.entries());
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

static ROOTS: PerLanguage<WordSet> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.roots.iter().flat_map(|file| file.entries());
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

static FUNCTION: PerLanguage<WordSet> = PerLanguage::new(|profile| {
    let files = profile.lexicon.function_words.iter();
    let entries = files.flat_map(|file| file.of_class("common"));
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

/// Whether a word makes up much of any text, and of no name: `namun`.
pub fn is_function_word(profile: &'static Profile, word: &Token) -> bool {
    FUNCTION.of(profile).has(word)
}

/// Whether a word is the root of others, which a name may be too: `Pahala`.
pub fn is_root(profile: &'static Profile, word: &Token) -> bool {
    ROOTS.of(profile).has(word)
}

/// Whether a word is an ordinary one of the language.
pub fn is_ordinary(profile: &'static Profile, word: &Token) -> bool {
    WORDS.of(profile).has(word)
}

/// A word with a possessive, whatever it is: `Twitternya`.
pub fn is_possessed(text: &str) -> bool {
    text.len() >= 7 && text.ends_with("nya")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Language;
    use crate::extract::text::tokenize;
    use crate::lang;

    #[test]
    fn names_are_not_ordinary() {
        let is_ordinary = |word| is_ordinary(lang::profile(Language::ID), &tokenize(word)[0]);
        assert!(is_ordinary("sidang") && is_ordinary("diakui"));
        assert!(!is_ordinary("Budi") && !is_ordinary("Dewi"));
        assert!(is_possessed("Twitternya") && !is_possessed("Tanya"));
    }
}
