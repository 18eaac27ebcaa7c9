//! One value for one person in the whole archive.
//!
//! Two written forms of a name are one value when their first and last words are the same once folded: case, accents,
//! apostrophes, initials and middle names do not count (`Vitali Klitschko` and `VITALI V. KLITSCHKO`). A name of one word is a value
//! of its own, unless it is a well-known person's short form: `Jokowi` is `Joko Widodo`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::analyzer::{fold, words_in};
use crate::people::{self, Register, Who};

/// Full names by the folded words of their short forms. The table is the one that articles are understood by.
static WELL_KNOWN: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    warta_extract::lang::world::WELL_KNOWN
        .text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(short, full)| (words(short).join(" "), full.trim()))
        .collect()
});

/// The full name of a well-known person whom a name is a short form of.
pub fn full_name(name: &str) -> Option<&'static str> {
    WELL_KNOWN.get(&words(name).join(" ")).copied()
}

fn words(name: &str) -> Vec<String> {
    let words = words_in(name).map(|word| fold(&name[word.start..word.end]));
    words.filter(|word| !word.is_empty()).collect()
}

/// Stands between key and name in a facet value, and wherever a person and a name stand in one. No name contains it.
pub const SEPARATOR: char = '\u{1f}';

/// The key by which the written forms of a name meet. What stands behind a comma is no part of it: `Joe Roe, Jr.`
pub fn key(name: &str) -> String {
    let name = match name.split_once(',') {
        Some((before, _)) if before.contains(char::is_alphanumeric) => before,
        _ => name,
    };
    let mut words = words(name);
    if let Some(full) = WELL_KNOWN.get(&words.join(" ")) {
        words = self::words(full);
    }
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

/// The person of a facet value, as a key of its own and as it reads; `None` where the name is no person's. A name that the register does
/// not know is a person of its own. `room` is for the work.
pub fn person<'v>(people: &'v Register, value: &'v str, room: &mut String) -> Option<(String, &'v str)> {
    let (key, name) = parts(value);
    match people.who_with(name, room) {
        Who::Person(person) => {
            let name = people.name(person);
            Some((name.to_owned(), name))
        }
        Who::Nobody => None,
        Who::Unknown if people.is_empty() => Some((key.to_owned(), name)),
        Who::Unknown => Some((people::key(name), name)),
    }
}

/// Between which the facet values of a key stand.
pub fn values_of(key: &str) -> (String, String) {
    (
        format!("{key}{SEPARATOR}"),
        format!("{key}{}", char::from(SEPARATOR as u8 + 1)),
    )
}

/// What the facet values of all forms of a name begin with.
pub fn facet_prefix(key: &str) -> String {
    format!("{key}{SEPARATOR}")
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
        assert_eq!(key("Jokowi"), key("Joko Widodo"));
        assert_eq!(key("Ratri"), "ratri");
        assert_eq!(key("M Jufri"), "m jufri");
    }

    #[test]
    fn a_facet_value_has_key_and_name() {
        assert_eq!(parts(&facet_value("Ma'ruf Amin")), ("maruf amin", "Ma'ruf Amin"));
    }
}
