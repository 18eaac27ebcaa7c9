//! The dictionary that articles are read with.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::atlas::{COUNTRIES, words};
use crate::article::{CountryCode, Language, Via};
use crate::extract::text::key_of;
use crate::lang::{self, PerLanguage, Profile, world};
use crate::lexicon::{File, rows};
use crate::vocabulary::{Case, Phrases, Table, WordSet};

const CITIES: &str = world::CITIES.text;
const INSIDE: &str = world::INSIDE_NAMES.text;

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// `None` for a name that holds the name of a country and means none: `Bank of America`.
    pub code: Option<CountryCode>,
    pub via: Via,
    /// It counts only behind a word of place or in a dateline.
    pub weak: bool,
    /// It names a sports club that is called by its city: `Real Madrid`.
    pub club: bool,
}

/// A state or province, by the country that it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub code: CountryCode,
    /// It is called like its city: `New York`.
    pub city: bool,
}

/// What the word beside a place makes of it. A word can be several things: the bits are added up.
pub mod beside {
    /// `Universitas`, `bahasa`, `jalan`: the name behind it is theirs.
    pub const BEFORE: u8 = 1;
    /// `University`, `Street`: so is the name before it.
    pub const AFTER: u8 = 2;
    /// `dolar`, `francs`: money of the country.
    pub const CURRENCY: u8 = 4;
    /// `speaks`, `in`: what follows can be a language.
    pub const LANGUAGE: u8 = 8;
    /// `di`, `near`, `Kabupaten`: what follows is a place.
    pub const PLACE: u8 = 16;
    /// `Corp`, `Ltd`: the capitalised words before it name a company.
    pub const COMPANY: u8 = 32;
    /// `Persib`, `FC`: the city behind it is a sports club's name.
    pub const CLUB_BEFORE: u8 = 64;
    /// `United`, `Rovers`: so is the city before it.
    pub const CLUB_AFTER: u8 = 128;
}

/// The words around places, of all languages.
pub struct Around {
    /// Bits of [`beside`].
    pub beside: Table<u8>,
    /// Names of places that are given names too: `Jordan`, `Paris`.
    pub given: FxHashSet<u64>,
    /// Ordinary words, which are no family names with a capital either: `Valley`.
    pub common: WordSet,
}

pub static AROUND: LazyLock<Around> = LazyLock::new(|| {
    let mut beside: FxHashMap<u64, u8> = FxHashMap::default();
    let mut given = FxHashSet::default();
    for row in rows(INSIDE).filter(|row| row.len() == 2) {
        let bit = match row[0] {
            "before" => beside::BEFORE,
            "after" => beside::AFTER,
            "currency" => beside::CURRENCY,
            "language" => beside::LANGUAGE,
            "place" => beside::PLACE,
            "company" => beside::COMPANY,
            "club_before" => beside::CLUB_BEFORE,
            "club_after" => beside::CLUB_AFTER,
            "given" => {
                given.extend(words(row[1]).map(|(word, _)| key_of(word)));
                continue;
            }
            _ => continue,
        };
        for (word, _) in words(row[1]) {
            *beside.entry(key_of(word)).or_default() |= bit;
        }
    }
    let common = lang::of_all(|lexicon| lexicon.common_words)
        .into_iter()
        .flat_map(File::entries);
    Around {
        beside: Table::new(beside),
        given,
        common: WordSet::new(common.map(|entry| key_of(entry.item))),
    }
});

/// Words by which a text tells its country that names none.
pub struct Implied {
    pub code: CountryCode,
    /// They are those of a company's report; else the money that it counts in.
    pub company: bool,
    pub words: FxHashSet<u64>,
}

/// The dictionary of one language. What the language itself calls a place comes first; the peoples, abbreviations and offices of another
/// language's list do not count: `AS` is a word of English headlines, and an English adjective in an Indonesian text is mostly part of
/// a name. A language without a list of its own has those of all.
pub struct Gazetteer {
    pub places: Phrases<Place>,
    /// States and their abbreviations, which count only behind a comma: `Atlanta, Ga.`
    pub states: Phrases<State>,
    /// Such abbreviations are usual: elsewhere a short word behind a comma is a name.
    pub short_states: bool,
    /// The country in which most outlets of the language sit, where it is one, and the words that mean its government or money where
    /// nothing else is said, by their keys.
    pub home: Option<(CountryCode, FxHashSet<u64>)>,
    pub implied: Vec<Implied>,
}

/// The dictionary that texts of a language are read with.
pub fn of(language: Language) -> &'static Gazetteer {
    static GAZETTEERS: PerLanguage<Gazetteer> = PerLanguage::new(gazetteer);
    GAZETTEERS.of(lang::profile(language))
}

fn gazetteer(profile: &'static Profile) -> Gazetteer {
    let own = &profile.lexicon.countries;
    let mut gathered = Gathered::default();
    // Of the same phrase twice, the first is found: sources come in the order of their trust.
    gathered.inside_names();
    let all = lang::of_all(|lexicon| lexicon.countries);
    let (first, others): (Vec<File>, Vec<File>) = all.into_iter().partition(|file| own.contains(file));
    for file in first {
        gathered.countries(file, true, true);
    }
    for file in others {
        gathered.countries(file, false, own.is_empty());
    }
    gathered.world();
    // Names with accents are often written without.
    let plain: Vec<(String, Case, Place)> = gathered
        .places
        .iter()
        .filter(|(name, _, _)| !name.is_ascii())
        .map(|(name, case, place)| (name.nfd().filter(|c| !is_combining_mark(*c)).collect(), *case, *place))
        .collect();
    let all = gathered
        .places
        .into_iter()
        .chain(plain.iter().map(|(n, c, p)| (n.as_str(), *c, *p)));
    Gazetteer {
        places: Phrases::new(all),
        states: Phrases::new(gathered.states),
        short_states: own.is_empty()
            || own
                .iter()
                .flat_map(|file| rows(file.text))
                .any(|row| row.get(1) == Some(&"state")),
        home: gathered.home,
        implied: gathered.implied,
    }
}

/// What the lists say, as far as they were read.
#[derive(Default)]
struct Gathered {
    places: Vec<(&'static str, Case, Place)>,
    states: Vec<(&'static str, Case, State)>,
    home: Option<(CountryCode, FxHashSet<u64>)>,
    implied: Vec<Implied>,
}

impl Gathered {
    /// Names that hold the name of a place and mean none.
    fn inside_names(&mut self) {
        for row in rows(INSIDE).filter(|row| row.len() == 2 && matches!(row[0], "phrase" | "club")) {
            let none = Place {
                code: None,
                via: Via::Name,
                weak: false,
                club: row[0] == "club",
            };
            self.places
                .extend(words(row[1]).map(|(word, _)| (word, Case::Capital, none)));
        }
    }

    /// The countries in the words of a language: the text's own, or another. What has another meaning in other languages counts only
    /// where `counts` says so.
    fn countries(&mut self, file: File, is_own: bool, counts: bool) {
        let keys = |column: &'static str| words(column).map(|(word, _)| key_of(word));
        let states = |column, case, code| words(column).map(move |(word, city)| (word, case, State { code, city }));
        for row in rows(file.text).filter(|row| row.len() == 3) {
            let Some(code) = CountryCode::from_code(row[0]) else {
                continue;
            };
            match row[1] {
                "name" => self.add(row[2], Case::Capital, code, Via::Name),
                "group" if is_own => {
                    let none = Place {
                        code: None,
                        via: Via::Demonym,
                        weak: false,
                        club: false,
                    };
                    // With a capital too, as what another language calls the country: `Cina`.
                    let cases = [Case::Any, Case::Capital];
                    let both = words(row[2]).flat_map(|(word, _)| cases.map(|case| (word, case, none)));
                    self.places.extend(both);
                }
                "metonym" => self.add(row[2], Case::Capital, code, Via::Metonym),
                "place" => self.add(row[2], Case::Capital, code, Via::City),
                "exact" if counts => self.add(row[2], Case::Exact, code, Via::Name),
                "demonym" if counts => self.add(row[2], Case::Capital, code, Via::Demonym),
                "office" if counts => self.add(row[2], Case::Exact, code, Via::Metonym),
                "state" => self.states.extend(states(row[2], Case::Capital, code)),
                "postal" => self.states.extend(states(row[2], Case::Exact, code)),
                "home" if is_own => {
                    let (_, home) = self.home.get_or_insert_with(|| (code, FxHashSet::default()));
                    home.extend(keys(row[2]));
                }
                "company" | "money" if is_own => self.implied.push(Implied {
                    code,
                    company: row[1] == "company",
                    words: keys(row[2]).collect(),
                }),
                _ => {}
            }
        }
    }

    /// Countries by their names in standard lists, the regencies of Indonesia, and the cities of the world.
    fn world(&mut self) {
        for row in rows(COUNTRIES).filter(|row| row.len() >= 4) {
            let Some(code) = CountryCode::from_code(row[0]) else {
                continue;
            };
            for names in row[2..4].iter().chain(row.get(5)) {
                self.add(names, Case::Capital, code, Via::Name);
            }
        }
        if let Some(id) = CountryCode::from_code("ID") {
            for row in lang::of_all(|lexicon| lexicon.regencies)
                .iter()
                .flat_map(|file| rows(file.text))
            {
                self.add(row[0], Case::Capital, id, Via::City);
            }
        }
        for row in rows(CITIES).filter(|row| row.len() == 2) {
            if let Some(code) = CountryCode::from_code(row[0]) {
                self.add(row[1], Case::Capital, code, Via::City);
            }
        }
    }

    fn add(&mut self, column: &'static str, case: Case, code: CountryCode, via: Via) {
        for (name, weak) in words(column) {
            let place = Place {
                code: Some(code),
                via,
                weak,
                club: false,
            };
            self.places.push((name, case, place));
        }
    }
}
