//! The names of countries in languages that have no profile: `Alemania` in a Spanish text. They count in texts of their language only,
//! for in another the same word may be anything.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::gazetteer::Place;
use crate::article::{CountryCode, Language, Via};
use crate::lang::world;
use crate::lexicon::{Case, Phrases};

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

/// The names of a language; `None` where there are none of its own.
pub fn names(language: Language) -> Option<&'static Phrases<Place>> {
    NAMES.get(language.code())
}
