//! Addresses of pages: a place and its parameters, read from a request and written as a relative link.
//!
//! An address is all the state that a page has: what is read from it and written again is the same address.

use form_urlencoded::{Serializer, parse};

use super::words::Locale;

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Start,
    Search,
    Quotes,
    Article,
    People,
    Person,
    Countries,
    Country,
    Table,
    Compare,
    Help,
    Api,
    About,
}

impl Place {
    pub const ALL: [Place; 13] = [
        Place::Start,
        Place::Search,
        Place::Quotes,
        Place::Article,
        Place::People,
        Place::Person,
        Place::Countries,
        Place::Country,
        Place::Table,
        Place::Compare,
        Place::Help,
        Place::Api,
        Place::About,
    ];

    /// The path without its `/`; all pages lie side by side, so that relative links work from each.
    pub fn name(self) -> &'static str {
        match self {
            Place::Start => "",
            Place::Search => "search",
            Place::Quotes => "quotes",
            Place::Article => "article",
            Place::People => "people",
            Place::Person => "person",
            Place::Countries => "countries",
            Place::Country => "country",
            Place::Table => "table",
            Place::Compare => "compare",
            Place::Help => "help",
            Place::Api => "api",
            Place::About => "about",
        }
    }
}

/// What an address may say, in the order in which it is written. What is not here is no state of a page and is left out of its links.
const PARAMETERS: &[&str] = &[
    "q", "where", "speaker", "role", "country", "source", "amount", "language", "from", "to", "id", "name", "code",
    "rows", "columns", "of", "a", "b", "c", "d", "sort", "recency", "stories", "once", "unit", "show", "currency",
    "facet", "prefix", "n", "part", "why", "cite", "explain", "page", "snapshot", "keys", "lang",
];

/// Those that mean where in a list one is: another question begins at its beginning.
const POSITIONS: &[&str] = &[
    "page", "snapshot", "n", "part", "id", "facet", "prefix", "why", "explain",
];

/// Conditions that were clicked, each as a query.
pub const CLICKED: &str = "where";
/// Conditions by the name of their field, the span of time last.
pub const CONDITIONS: [&str; 8] = [
    "speaker", "role", "country", "source", "amount", "language", "from", "to",
];

/// Whether a parameter narrows what is found, so that a chip takes it away.
pub fn narrows(name: &str) -> bool {
    name == CLICKED || CONDITIONS.contains(&name)
}

/// How many hits a page shows.
pub const A_PAGE: usize = 10;
/// Lists can be paged as far as this; all of it is to be had as a file.
pub const LAST_PAGE: usize = 100;

/// The longest query string that is read, in bytes. The guard refuses longer ones before.
pub const LONGEST: usize = 8 * 1024;

/// A page with its parameters, each with a value that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub place: Place,
    pairs: Vec<(&'static str, String)>,
    /// Names that mean nothing here, as typed.
    pub unknown: Vec<String>,
}

impl Address {
    pub fn new(place: Place) -> Address {
        Address {
            place,
            pairs: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Reads the part of an address behind its `?`.
    pub fn read(place: Place, query: &str) -> Address {
        let mut address = Address::new(place);
        for (name, value) in parse(query.as_bytes()) {
            match PARAMETERS.iter().find(|known| **known == name) {
                Some(name) => address.push(name, value.trim()),
                None if !address.unknown.iter().any(|n| *n == name) => address.unknown.push(name.into_owned()),
                None => {}
            }
        }
        address.sort();
        address
    }

    /// A stable order makes one address of each state.
    fn sort(&mut self) {
        self.pairs
            .sort_by_key(|(name, _)| PARAMETERS.iter().position(|known| known == name));
    }

    fn push(&mut self, name: &'static str, value: &str) {
        if !value.is_empty() && !self.pairs.iter().any(|(n, v)| *n == name && v == value) {
            self.pairs.push((name, value.to_owned()));
        }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(n, _)| *n == name)
            .map(|(_, v)| v.as_str())
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (*n, v.as_str()))
    }

    /// With this value in place of those that the parameter has.
    pub fn with(&self, name: &'static str, value: &str) -> Address {
        self.without(name).and(name, value)
    }

    /// With one more value of the parameter.
    pub fn and(&self, name: &'static str, value: &str) -> Address {
        let mut address = self.clone();
        address.push(name, value);
        address.sort();
        address
    }

    pub fn without(&self, name: &str) -> Address {
        let mut address = self.clone();
        address.pairs.retain(|(n, _)| *n != name);
        address
    }

    /// Without this value of the parameter.
    pub fn without_value(&self, name: &str, value: &str) -> Address {
        let mut address = self.clone();
        address.pairs.retain(|(n, v)| *n != name || v != value);
        address
    }

    /// The same question from its first page on.
    pub fn from_start(&self) -> Address {
        let mut address = self.clone();
        address.pairs.retain(|(name, _)| !POSITIONS.contains(name));
        address
    }

    /// How many conditions narrow what is found, what was typed aside.
    pub fn filters(&self) -> usize {
        self.pairs.iter().filter(|(name, _)| narrows(name)).count()
    }

    /// With what was typed and nothing that narrows it.
    pub fn without_filters(&self) -> Address {
        let mut address = self.from_start();
        address.pairs.retain(|(name, _)| !narrows(name));
        address
    }

    /// The same question on another page.
    pub fn at(&self, place: Place) -> Address {
        let mut address = self.from_start();
        address.place = place;
        address
    }

    /// Another page, with what is kept on all pages: language and keys.
    pub fn elsewhere(&self, place: Place) -> Address {
        let mut address = self.clone();
        address.place = place;
        address.pairs.retain(|(name, _)| matches!(*name, "lang" | "keys"));
        address
    }

    /// Which page of a list it is, from 1 on.
    pub fn page(&self) -> usize {
        let page = self.get("page").and_then(|page| page.parse().ok());
        page.unwrap_or(1).clamp(1, LAST_PAGE)
    }

    /// The language that the address asks for.
    pub fn locale(&self) -> Option<Locale> {
        self.get("lang").and_then(Locale::from_code)
    }

    /// The parameters as a query string, without the `?`.
    pub fn query_string(&self) -> String {
        query_string(self.pairs())
    }

    /// The relative link: `search?q=gempa`.
    pub fn href(&self) -> String {
        let name = match self.place {
            Place::Start => "./",
            place => place.name(),
        };
        match self.pairs.is_empty() {
            true => name.to_owned(),
            false => format!("{name}?{}", self.query_string()),
        }
    }
}

/// Pairs as a query string. What addresses may hold as it is stays readable.
pub fn query_string<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> String {
    let mut out = Serializer::new(String::new());
    out.extend_pairs(pairs);
    out.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_written_in_one_order() {
        let address = Address::read(
            Place::Search,
            "lang=en&source=Kompas&q=harga+beras&source=&source=Tempo&source=Tempo&x=1",
        );
        assert_eq!(
            address.href(),
            "search?q=harga+beras&source=Kompas&source=Tempo&lang=en"
        );
        assert_eq!(address.unknown, ["x"]);
        assert_eq!(
            address.without_value("source", "Kompas").with("page", "2").href(),
            "search?q=harga+beras&source=Tempo&page=2&lang=en"
        );
        assert_eq!(
            address.at(Place::Quotes).href(),
            "quotes?q=harga+beras&source=Kompas&source=Tempo&lang=en"
        );
        assert_eq!(address.elsewhere(Place::Help).href(), "help?lang=en");
        assert_eq!(Address::new(Place::Start).href(), "./");
    }

    proptest! {
        /// What is read from an address and written is read as the same again (P1).
        #[test]
        fn read_written_and_read_again_is_the_same(
            place in 0..Place::ALL.len(),
            pairs in prop::collection::vec((0..PARAMETERS.len(), any::<String>()), 0..8),
            raw in any::<String>(),
        ) {
            let place = Place::ALL[place];
            let known = query_string(pairs.iter().map(|(n, v)| (PARAMETERS[*n], v.as_str())));
            for text in [known, raw] {
                let address = Address::read(place, &text);
                let again = Address::read(place, address.href().split_once('?').map_or("", |(_, q)| q));
                prop_assert_eq!(&again.pairs, &address.pairs);
                prop_assert_eq!(again.href(), address.href());
            }
        }

        /// Values survive as they are, whatever is in them.
        #[test]
        fn values_are_kept(value in "\\PC{1,40}") {
            let address = Address::new(Place::Search).with("q", &value);
            let again = Address::read(Place::Search, &address.query_string());
            let trimmed = value.trim();
            prop_assert_eq!(again.get("q").unwrap_or_default(), trimmed);
        }
    }
}
