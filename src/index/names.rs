//! One value for one person in the whole archive.
//!
//! Two written forms of a name are one value when their first and last words are the same once folded: case, accents,
//! apostrophes, initials and middle names do not count (`Vitali Klitschko` and `VITALI V. KLITSCHKO`). A name of one word is a value
//! of its own.

use super::analyzer::{fold, next_word};

/// Stands between key and name in a facet value. No name contains it.
const SEPARATOR: char = '\u{1f}';

/// The key by which the written forms of a name meet.
pub fn key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(name, at) {
        at = word.end;
        words.push(fold(&name[word.start..word.end]));
    }
    words.retain(|word| !word.is_empty());
    let long: Vec<&String> = words.iter().filter(|word| word.chars().count() > 1).collect();
    match (long.first(), long.last()) {
        (Some(first), Some(last)) if long.len() > 1 => format!("{first} {last}"),
        _ => words.join(" "),
    }
}

/// The value that stands in the facet column: key and name as written. All values of one key stand together in the
/// column's dictionary.
pub fn facet_value(name: &str) -> String {
    format!("{}{SEPARATOR}{name}", key(name))
}

/// Key and name of a facet value.
pub fn parts(value: &str) -> (&str, &str) {
    value.split_once(SEPARATOR).unwrap_or((value, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_meet() {
        for form in [
            "Vitali Klitschko",
            "VITALI KLITSCHKO",
            "Vitali V. Klitschko",
            "Vitáli Volodymyrovych Klitschko",
        ] {
            assert_eq!(key(form), "vitali klitschko", "{form}");
        }
        assert_eq!(key("Ma'ruf Amin"), key("Ma’ruf Amin"));
        assert_ne!(key("Vitali Klitschko"), key("Wladimir Klitschko"));
        assert_eq!(key("Jokowi"), "jokowi");
        assert_eq!(key("M Jufri"), "m jufri");
    }

    #[test]
    fn a_facet_value_has_key_and_name() {
        assert_eq!(parts(&facet_value("Ma'ruf Amin")), ("maruf amin", "Ma'ruf Amin"));
    }
}
