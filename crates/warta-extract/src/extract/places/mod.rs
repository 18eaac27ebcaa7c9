//! Countries named or meant in the text, and the table of countries that queries use too.
//!
//! - [`atlas`] knows every country and region by code and name. It is small and quick to build: a search needs no more.
//! - `gazetteer` is the dictionary that articles are read with: names, peoples, cities, what stands for a government.
//! - `mentions` finds its words in a text and leaves out what is another name's part, a person, a language or a currency.
//! - `rank` adds the mentions up and tells what the story is about.

pub mod atlas;
mod foreign;
mod found;
mod gazetteer;
mod mentions;
mod namesakes;
mod rank;
mod successors;
#[cfg(test)]
mod tests;

use crate::article::{Amount, Country, CountryCode, Currency, Language, Via};
use crate::extract::names::People;
use crate::extract::text::Doc;
use crate::lang::Profile;

pub use atlas::{
    Region, all, countries_of, find, find_region, label, name_in, nearest, region_label, regions, regions_of,
};

/// What stands around a body and says where its story is from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame<'a> {
    /// The article's own title; `None` where it was made from the lead.
    pub title: Option<&'a str>,
    /// The country of the dateline's place.
    pub place: Option<CountryCode>,
    /// Bytes of the body that the dateline takes.
    pub dateline_end: usize,
    /// The year of publication.
    pub year: Option<i16>,
    /// Countries that the agency or outlet indexed the article by.
    pub indexed: &'a [CountryCode],
}

/// The countries of places by which a file is indexed, as written: names (`UKRAINE`, `Kyiv`, `west-germany`) or codes (`UA`, `UKR`).
pub fn indexed(places: &[String], language: Language) -> Vec<CountryCode> {
    let code = |place: &String| {
        let place = place.replace('-', " ");
        find(&place).or_else(|| country_of_place(&place, language))
    };
    places.iter().filter_map(code).collect()
}

/// The countries of an article, most salient first.
pub fn countries(doc: &Doc, frame: &Frame, people: &People) -> Vec<Country> {
    let found = mentions::find(doc, frame, people);
    rank::rank(doc, frame, found)
}

/// The countries that a text's money tells, where it names none: a story that counts in rupiah is from Indonesia.
pub fn by_money(amounts: &[Amount]) -> Option<Country> {
    rank::by_money(amounts)
}

/// Countries whose money is called a dollar, with its code.
const DOLLARS: &[(&str, &str)] = &[
    ("AU", "AUD"),
    ("BN", "BND"),
    ("CA", "CAD"),
    ("FJ", "FJD"),
    ("HK", "HKD"),
    ("NZ", "NZD"),
    ("SG", "SGD"),
    ("TW", "TWD"),
];

/// The dollar that a text means which names none: that of its place, where it is about no other country.
pub fn own_dollar(countries: &[Country], profile: &Profile) -> Option<Currency> {
    let mut about = countries.iter().filter(|country| country.about);
    let only = about.next().filter(|_| about.next().is_none())?;
    let (_, code) = DOLLARS.iter().find(|(country, _)| *country == only.code.as_str())?;
    let own = only.via.contains(&Via::Dateline) || profile.dollars.contains(&only.code.as_str());
    own.then(|| Currency::from_code(code))?
}

/// The country that a place of a dateline lies in, by the name of a country, a city, a state or a province: `JAKARTA`,
/// `Washington`, `AKRON, Ohio`. Of several places the last decides, as a city comes before its state.
pub fn country_of_place(text: &str, language: Language) -> Option<CountryCode> {
    mentions::of_place(text, language)
}
