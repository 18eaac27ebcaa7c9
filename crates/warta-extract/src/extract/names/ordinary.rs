//! Ordinary words of Indonesian, which a capital does not make a name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::article::Language;
use crate::extract::text::key_of;
use crate::lang;

static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let files = lang::profile(Language::ID).lexicon.common_words.iter();
    files
        .flat_map(|file| file.entries())
        .map(|entry| key_of(entry.item))
        .collect()
});

/// Whether the word with this key, from [`key_of`], is an ordinary one.
pub fn is_ordinary(key: u64) -> bool {
    WORDS.contains(&key)
}

/// A word with a possessive, whatever it is: `Twitternya`.
pub fn is_possessed(text: &str) -> bool {
    text.len() >= 7 && text.ends_with("nya")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_not_ordinary() {
        assert!(is_ordinary(key_of("sidang")) && is_ordinary(key_of("diakui")));
        assert!(!is_ordinary(key_of("Budi")) && !is_ordinary(key_of("Dewi")));
        assert!(is_possessed("Twitternya") && !is_possessed("Tanya"));
    }
}
