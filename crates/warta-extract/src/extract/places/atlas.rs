//! Every country by its codes and names, and the regions of UN M49. Nothing here reads the gazetteer of cities.

use std::cmp::Ordering;
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::article::{CountryCode, Language};
use crate::lang::{self, Names, world};
use crate::lexicon::rows;

/// The countries: code, alpha-3, names, regions, other names.
pub(super) const COUNTRIES: &str = world::COUNTRIES.text;
const REGIONS: &str = world::REGIONS.text;
pub(super) const GROUPS: &str = world::GROUPS.text;

/// What each language's news calls them.
pub(super) fn usage() -> impl Iterator<Item = (Language, &'static str)> {
    let languages = lang::ALL.into_iter();
    languages.flat_map(|profile| {
        let files = profile.lexicon.countries.iter();
        files.map(|file| (profile.language, file.text))
    })
}

/// A region of the UN M49 standard, by its three digits, or a group of countries that news speaks of, by a number from 901 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u16);

impl Region {
    /// From its three digits, `035`, where it is one of the known regions.
    pub fn from_code(code: &str) -> Option<Region> {
        let number = code.parse().ok().filter(|_| code.len() == 3)?;
        REGION_NAMES.contains_key(&number).then_some(Region(number))
    }

    /// Its three digits: `035`.
    pub fn code(self) -> String {
        format!("{:03}", self.0)
    }
}

/// The first number of a group of countries, and of the groups the one that is a part of the world.
const FIRST_GROUP: u16 = 901;
const MIDDLE_EAST: u16 = 901;

/// A country's time in a group of countries.
struct Membership {
    group: Region,
    country: CountryCode,
    since: Option<Date>,
    until: Option<Date>,
}

static MEMBERSHIPS: LazyLock<Vec<Membership>> = LazyLock::new(|| {
    let day = |row: &[&str], i: usize| row.get(i).and_then(|day| day.parse().ok());
    rows(GROUPS)
        .filter_map(|row| {
            Some(Membership {
                group: Region(row.first()?.parse().ok()?),
                country: CountryCode::from_code(row.get(1)?)?,
                since: day(&row, 2),
                until: day(&row, 3),
            })
        })
        .collect()
});

struct AtlasEntry {
    english: &'static str,
    indonesian: &'static str,
    regions: Box<[Region]>,
}

struct Atlas {
    /// In the order of the data file: by code.
    codes: Vec<CountryCode>,
    entries: FxHashMap<CountryCode, AtlasEntry>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let mut atlas = Atlas {
        codes: Vec::new(),
        entries: FxHashMap::default(),
    };
    for row in rows(COUNTRIES) {
        let &[code, _, english, indonesian, ref rest @ ..] = row.as_slice() else {
            continue;
        };
        let Some(code) = CountryCode::from_code(code) else {
            continue;
        };
        let regions = rest.first().copied().unwrap_or_default();
        let regions = regions.split_whitespace().filter_map(|r| r.parse().ok().map(Region));
        let is_part = |m: &&Membership| m.country == code && m.group.0 == MIDDLE_EAST;
        let regions = regions.chain(MEMBERSHIPS.iter().filter(is_part).map(|m| m.group));
        atlas.codes.push(code);
        let entry = AtlasEntry {
            english,
            indonesian,
            regions: regions.collect(),
        };
        atlas.entries.insert(code, entry);
    }
    atlas
});

static REGION_NAMES: LazyLock<FxHashMap<u16, (&str, &str)>> = LazyLock::new(|| {
    rows(REGIONS)
        .filter_map(|row| Some((row.first()?.parse().ok()?, (*row.get(1)?, *row.get(2)?))))
        .collect()
});

/// The regions by their digits and names, folded as [`fold`] and as [`plain_region`] fold them. The first of a name wins.
static REGIONS_BY_NAME: LazyLock<(FxHashMap<String, Region>, FxHashMap<String, Region>)> = LazyLock::new(|| {
    let (mut exact, mut plain) = (FxHashMap::default(), FxHashMap::default());
    for row in rows(REGIONS) {
        let Some(region) = row.first().and_then(|code| code.parse().ok()).map(Region) else {
            continue;
        };
        let others = row.get(3).into_iter().flat_map(|more| words(more));
        for name in row.iter().take(3).copied().chain(others.map(|(word, _)| word)) {
            exact.entry(fold(name)).or_insert(region);
            plain.entry(plain_region(name)).or_insert(region);
        }
    }
    (exact, plain)
});

/// Names, peoples and abbreviations, folded. Earlier sources win: `AS` is what Indonesian news calls the United States before
/// it is the code of American Samoa.
static BY_NAME: LazyLock<FxHashMap<String, CountryCode>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    let mut add = |name: &str, code: &str| {
        if let Some(code) = CountryCode::from_code(code) {
            map.entry(fold(name)).or_insert(code);
        }
    };
    let usage = |wanted: &'static [&str]| {
        usage()
            .flat_map(|(_, file)| rows(file))
            .filter(move |row| row.len() == 3 && wanted.contains(&row[1]))
    };
    for row in usage(&["exact"]) {
        words(row[2]).for_each(|(word, _)| add(word, row[0]));
    }
    let countries: Vec<_> = rows(COUNTRIES).filter(|row| row.len() >= 4).collect();
    for row in &countries {
        row[..2]
            .iter()
            .filter(|code| !code.is_empty())
            .for_each(|code| add(code, row[0]));
    }
    for row in &countries {
        row[2..4].iter().for_each(|name| add(name, row[0]));
    }
    for row in usage(&["name"]).chain(usage(&["demonym"])) {
        words(row[2]).for_each(|(word, _)| add(word, row[0]));
    }
    for row in &countries {
        row.get(5)
            .into_iter()
            .flat_map(|more| words(more))
            .for_each(|(name, _)| add(name, row[0]));
    }
    map
});

/// The words of a data file's column, and whether each is marked with `?`.
pub(super) fn words(column: &'static str) -> impl Iterator<Item = (&'static str, bool)> {
    column
        .split(" | ")
        .map(|word| match word.trim().strip_suffix('?') {
            Some(word) => (word, true),
            None => (word.trim(), false),
        })
        .filter(|(word, _)| !word.is_empty())
}

/// Lower case, without accents, one space between words, no `the` in front: the form that names are looked up by.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            let plain = word.nfd().filter(|c| !is_combining_mark(*c));
            out.extend(
                plain
                    .flat_map(char::to_lowercase)
                    .map(|c| if c == '’' { '\'' } else { c }),
            );
        }
    }
    match out.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => out,
    }
}

/// The country that a code, a name, a people or an abbreviation means, in Indonesian or English and in any case: `UA`, `UKR`,
/// `Ukraina`, `Ukrainian`, `AS`. `AS` is the United States; American Samoa is found by name and by `ASM`.
pub fn find(text: &str) -> Option<CountryCode> {
    let folded = fold(text);
    BY_NAME.get(&folded).copied()
}

/// The country's usual name in English, for people: `Ukraine`.
pub fn label(code: CountryCode) -> Option<&'static str> {
    ATLAS.entries.get(&code).map(|entry| entry.english)
}

/// The country's usual name in a language; in English where the language has none of its own here.
pub fn name_in(code: CountryCode, language: Language) -> Option<&'static str> {
    let entry = ATLAS.entries.get(&code)?;
    Some(match lang::profile(language).names {
        Names::Indonesian => entry.indonesian,
        Names::English => entry.english,
    })
}

/// All countries, by code.
pub fn all() -> &'static [CountryCode] {
    &ATLAS.codes
}

/// Below this likeness (Jaro-Winkler) a name is no help to somebody who mistyped another.
const LIKE: f64 = 0.75;

/// How much less like it than the likest a name may be. Beside a slip of a letter, all that is merely similar is noise.
const APART: f64 = 0.1;

/// Names that are most like `text`, the nearest first, at most `limit`: each country by its likest name only.
pub fn nearest(text: &str, limit: usize) -> Vec<&'static str> {
    let text = fold(text);
    let mut found: Vec<(f64, &'static str)> = ATLAS
        .codes
        .iter()
        .filter_map(|code| ATLAS.entries.get(code))
        .filter_map(|entry| {
            [entry.english, entry.indonesian]
                .into_iter()
                .map(|name| (strsim::jaro_winkler(&text, &fold(name)), name))
                .reduce(|a, b| if b.0 > a.0 { b } else { a })
        })
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    found.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then(a.1.cmp(b.1)));
    found.dedup_by_key(|(_, name)| *name);
    let best = found.first().map_or(0.0, |(likeness, _)| *likeness);
    found.retain(|(likeness, _)| best - likeness <= APART);
    found.into_iter().take(limit).map(|(_, name)| name).collect()
}

/// The countries of a region. Of a group its members on a day; without a day those that have not left it.
pub fn countries_of(region: Region, on: Option<Date>) -> Vec<CountryCode> {
    if region.0 < FIRST_GROUP {
        let inside = all().iter().filter(|code| regions_of(**code).contains(&region));
        return inside.copied().collect();
    }
    let is_member = |m: &&Membership| {
        let there = match on {
            Some(day) => m.since.is_none_or(|since| since <= day) && m.until.is_none_or(|until| day <= until),
            None => m.until.is_none(),
        };
        m.group == region && there
    };
    let mut members: Vec<CountryCode> = MEMBERSHIPS.iter().filter(is_member).map(|m| m.country).collect();
    members.sort_unstable();
    members
}

/// The parts of the world that a country lies in, the smallest first: `035` South-eastern Asia, then `142` Asia. Groups that it is a member
/// of are none.
pub fn regions_of(code: CountryCode) -> &'static [Region] {
    ATLAS.entries.get(&code).map_or(&[], |entry| &entry.regions)
}

/// All regions and groups, by their digits.
pub fn regions() -> Vec<Region> {
    let mut all: Vec<Region> = REGION_NAMES.keys().map(|code| Region(*code)).collect();
    all.sort_unstable();
    all
}

/// A region by its digits or its name in Indonesian or English: `Asia Tenggara`, `Eastern Europe`, `East Africa`, `Uni Eropa`.
pub fn find_region(text: &str) -> Option<Region> {
    // `Northern America` is a part of `North America`: a name as the table has it means its own region before it means one that is called alike.
    let (exact, plain) = &*REGIONS_BY_NAME;
    let region = exact.get(&fold(text)).or_else(|| plain.get(&plain_region(text)));
    region.copied()
}

/// `Eropa Bagian Timur` and `Eropa Timur`, `South-eastern Asia` and `Southeast Asia` are one.
fn plain_region(name: &str) -> String {
    let words = fold(&name.replace('-', ""));
    let words = words.split(' ').filter(|word| *word != "bagian");
    words
        .map(|word| word.strip_suffix("ern").unwrap_or(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The region's name in a language; in English where the language has none of its own here.
pub fn region_label(region: Region, language: Language) -> &'static str {
    let (english, indonesian) = REGION_NAMES.get(&region.0).copied().unwrap_or_default();
    match lang::profile(language).names {
        Names::Indonesian => indonesian,
        Names::English => english,
    }
}
