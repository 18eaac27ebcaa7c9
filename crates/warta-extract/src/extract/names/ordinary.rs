//! Ordinary words of a language, which a capital does not make a name.

use rustc_hash::FxHashSet;

use crate::extract::text::key_of;
use crate::lang::{PerLanguage, Profile};

static WORDS: PerLanguage<FxHashSet<u64>> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.common_words.iter().flat_map(|file| file.entries());
    entries.map(|entry| key_of(entry.item)).collect()
});

/// Whether the word with this key, from [`key_of`], is an ordinary one of the language.
pub fn is_ordinary(profile: &'static Profile, key: u64) -> bool {
    WORDS.of(profile).contains(&key)
}

/// A word with a possessive, whatever it is: `Twitternya`.
pub fn is_possessed(text: &str) -> bool {
    text.len() >= 7 && text.ends_with("nya")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Language;
    use crate::lang;

    #[test]
    fn names_are_not_ordinary() {
        let is_ordinary = |word| is_ordinary(lang::profile(Language::ID), key_of(word));
        assert!(is_ordinary("sidang") && is_ordinary("diakui"));
        assert!(!is_ordinary("Budi") && !is_ordinary("Dewi"));
        assert!(is_possessed("Twitternya") && !is_possessed("Tanya"));
    }
}
