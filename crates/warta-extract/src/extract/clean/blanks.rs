//! Blanks that a text lost, put back.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang;
use crate::tokens::key_of;

/// Words that make up much of any text and begin sentences, of all languages: the text is parted before its language is known.
pub static OPENERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.function_words).into_iter();
    files
        .flat_map(|file| file.of_class("common"))
        .map(|entry| key_of(entry.item))
        .collect()
});

/// The text with a sign before each of the places, which are in order.
pub fn put<'t>(text: Cow<'t, str>, places: &[(usize, char)]) -> Cow<'t, str> {
    if places.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for (at, sign) in places {
        out.push_str(&text[from..*at]);
        out.push(*sign);
        from = *at;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}
