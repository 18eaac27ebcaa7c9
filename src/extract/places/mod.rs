//! Countries named or meant in the text, and the table of countries that queries use too.

use crate::article::{Country, CountryCode};
use crate::extract::meta::Meta;
use crate::extract::names::People;
use crate::extract::text::Doc;

/// The countries of an article, most salient first.
pub fn countries(_doc: &Doc, _meta: &Meta, _people: &People) -> Vec<Country> {
    Vec::new()
}

/// The country that a code or a name in any language means: `UA`, `Ukraina`, `Ukraine`.
pub fn find(_text: &str) -> Option<CountryCode> {
    None
}

/// The country's usual name in English, for people: `Ukraine`.
pub fn label(_code: CountryCode) -> Option<&'static str> {
    None
}

/// Names that are most like `text`, the nearest first, at most `limit`.
pub fn nearest(_text: &str, _limit: usize) -> Vec<&'static str> {
    Vec::new()
}
