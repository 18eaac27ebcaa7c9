//! The query language by example, for people who learn it.

/// A query and what it means.
pub const LANGUAGE: &[(&str, &str)] = &[
    ("senjata bantuan", "both words, in any of their forms"),
    ("senjata OR bantuan", "either of them"),
    ("senjata -latihan", "the one without the other; also NOT latihan"),
    ("(a OR b) c", "a group"),
    ("\"dewan keamanan\"", "these words in a row"),
    ("\"dewan keamanan\"~3", "near each other, at most three words between"),
    ("=menyerang", "the word as typed, no other forms"),
    ("ukrain*", "words that begin so"),
    ("klitsko~", "words spelt like it; ~1 and ~2 say how many letters off"),
    ("{senjata bantuan}", "all in one sentence"),
    ("[senjata bantuan]", "all in one paragraph"),
    ("{speaker:blinken quote:NATO}", "all in one statement: he said it"),
    ("senjata^2", "counts twice as much"),
    ("title:(a OR b)", "a field with a group"),
    ("speaker:*", "has a value at all"),
    ("date:2022-02..2022-05", "a range; also >=, >, <=, <"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Scope, parse, resolve};

    #[test]
    fn every_example_of_the_language_is_understood() {
        for (example, _) in LANGUAGE {
            let parsed = parse(example);
            assert!(!parsed.broken && parsed.diagnostics.is_empty(), "{example}");
            assert_eq!(resolve(&parsed.node, Scope::Articles).1, [], "{example}");
        }
    }
}
