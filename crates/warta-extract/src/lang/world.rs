//! The files that all languages share.

use super::file;
use crate::lexicon::File;

pub const CITIES: File = file!("world/cities.tsv");
pub const COUNTRIES: File = file!("world/countries.tsv");
pub const COUNTRY_NAMES: File = file!("world/country-names.tsv");
pub const CREDITS: File = file!("world/credits.tsv");
pub const CURRENCIES: File = file!("world/currencies.tsv");
pub const GROUPS: File = file!("world/groups.tsv");
pub const GIVEN: File = file!("world/given.tsv");
pub const INSIDE_NAMES: File = file!("world/inside-names.tsv");
pub const LANGUAGES: File = file!("world/languages.tsv");
pub const MONTHS: File = file!("world/months.tsv");
pub const OUTLETS: File = file!("world/outlets.tsv");
pub const PLACE_WORDS: File = file!("world/place-words.tsv");
pub const REGIONS: File = file!("world/regions.tsv");
pub const SURNAMES: File = file!("world/surnames.tsv");
pub const WELL_KNOWN: File = file!("world/well-known.tsv");
pub const ZONES: File = file!("world/zones.tsv");

/// All of them.
pub const ALL: &[File] = &[
    CITIES,
    COUNTRIES,
    COUNTRY_NAMES,
    CREDITS,
    CURRENCIES,
    GIVEN,
    GROUPS,
    INSIDE_NAMES,
    LANGUAGES,
    MONTHS,
    OUTLETS,
    PLACE_WORDS,
    REGIONS,
    SURNAMES,
    WELL_KNOWN,
    ZONES,
];
