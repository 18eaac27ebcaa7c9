//! The names of countries in languages that have no profile: `Alemania` in a Spanish text. They count in texts of their language only,
//! for in another the same word may be anything.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer::Place;
use crate::article::{CountryCode, Language, Via};
use crate::lang::world;
use crate::tokens::Token;
use crate::vocabulary::{Case, Phrases};

static NAMES: LazyLock<FxHashMap<&'static str, Phrases<Place>>> = LazyLock::new(|| {
    let mut names: FxHashMap<&'static str, Vec<(&'static str, Case, Place)>> = FxHashMap::default();
    for entry in world::COUNTRY_NAMES.entries() {
        let mut columns = entry.columns();
        let (Some(code), Some(name)) = (columns.next().and_then(CountryCode::from_code), columns.next()) else {
            continue;
        };
        let place = Place {
            code: Some(code),
            via: Via::Name,
            weak: false,
            club: false,
        };
        names.entry(entry.item).or_default().push((name, Case::Capital, place));
    }
    let tables = names.into_iter();
    tables
        .map(|(language, names)| (language, Phrases::new(names)))
        .collect()
});

/// The names of countries in the language of a text; `None` where it has none here.
pub type Names = Option<&'static Phrases<Place>>;

/// The names of a language.
pub fn names(language: Language) -> Names {
    NAMES.get(language.code())
}

/// A place, and how many tokens its name takes.
type Named = (usize, &'static Place);

/// The longest name that begins at token `i`: of the text's own language, or the one that all languages share.
pub fn longest(names: Names, shared: Option<Named>, text: &str, tokens: &[Token], i: usize) -> Option<Named> {
    let own = names.and_then(|names| names.at_tokens(text, tokens, i));
    match (own, shared) {
        (Some(own), Some(shared)) if shared.0 > own.0 => Some(shared),
        (own, shared) => own.or(shared),
    }
}
