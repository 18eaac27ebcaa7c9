//! The writers: from metadata and from lines of credits, one name each.

use std::sync::LazyLock;

use crate::article::RawArticle;
use crate::extract::clean::Cleaned;

use crate::extract::outlets;
use crate::extract::text::key_of;
use crate::lang::{self, world};
use crate::lexicon::File;
use crate::vocabulary::WordSet;

/// Without outlets, unless nobody else is named; an agency that is not the article's own outlet did write it.
pub fn of(raw: &RawArticle, cleaned: &Cleaned, source: Option<&str>) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    let written = raw.authors.iter().chain(&cleaned.authors);
    for name in written.flat_map(|names| split(names)) {
        if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            names.push(name);
        }
    }
    let is_writer = |name: &str| match outlets::named(name).filter(|outlet| outlet.certain) {
        Some(outlet) => outlet.agency && source != Some(outlet.name),
        None => !is_domain(name),
    };
    if names.iter().any(|name| is_writer(name)) {
        names.retain(|name| is_writer(name));
    }
    // `Ana Roe - Harbor Ledger` and the `Feb` of a date, beside `Ana Roe`.
    if names.len() > 1 {
        let all = names.clone();
        names.retain(|name| {
            let who = name.split_once(" - ").map(|(who, _)| who.trim());
            let again = who.is_some_and(|who| all.iter().any(|other| other.eq_ignore_ascii_case(who)));
            !again && !OF_DATES.has_key(key_of(name))
        });
    }
    if let ([], [only]) = (&names[..], &raw.authors[..]) {
        names.extend(Some(only.trim()).filter(|only| is_address(only)));
    }
    names.into_iter().map(str::to_owned).collect()
}

/// A mail address, by which somebody is called who has no other name.
fn is_address(name: &str) -> bool {
    let parts = name.split_once('@').filter(|_| !name.contains(char::is_whitespace));
    parts.is_some_and(|(who, site)| !who.is_empty() && site.contains('.') && !site.contains('@'))
}

/// `faktisk.no` beside a writer is where they work.
fn is_domain(name: &str) -> bool {
    let parts = name.rsplit_once('.').filter(|_| !name.contains(' '));
    parts.is_some_and(|(site, end)| {
        site.len() >= 3
            && !site.ends_with('.')
            && (2..=4).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase())
    })
}

/// What joins two names, and what stands before one: `Penulis:`, `By `, `by `.
static JOINS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let joins = world::CREDITS.of_class("joins");
    joins.map(|entry| format!(" {} ", entry.item)).collect()
});

static BEFORE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let labels = world::CREDITS
        .of_class("author")
        .map(|entry| format!("{}:", entry.item));
    let by = world::CREDITS.of_class("by").flat_map(|entry| {
        let small = entry.item.to_lowercase();
        [format!("{} ", entry.item), format!("{small} ")]
    });
    labels.chain(by).collect()
});

/// Names of months and days, in every language that has them.
static OF_DATES: LazyLock<WordSet> = LazyLock::new(|| {
    let files = [
        lang::of_all(|lexicon| lexicon.months),
        lang::of_all(|lexicon| lexicon.days),
    ];
    let entries = files.into_iter().flatten().flat_map(File::entries);
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

/// `JAN 02` of `Reuters, JAN 02`; `Tim 7` may be who wrote it.
fn is_date(name: &str) -> bool {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let number = name.split(' ').find(|word| is_number(word));
    number.is_some_and(|number| {
        number.len() > 2
            || name.starts_with(|c: char| c.is_ascii_digit())
            || name
                .split(' ')
                .any(|word| OF_DATES.has_key(key_of(word.trim_end_matches('.'))))
    })
}

const SIGNS: [char; 4] = [',', ';', '|', '/'];

/// Parts names at the signs between them. What belongs to the name before its comma stays with it: `Joe Roe, Jr. and Tara Dove, MD`.
fn at_signs(names: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, sign) in names.match_indices(SIGNS) {
        let behind = names[at + sign.len()..].trim_start();
        let end = behind.find(|c| c == ' ' || SIGNS.contains(&c)).unwrap_or(behind.len());
        let (word, rest) = behind.split_at(end);
        let is_alone = || {
            rest.trim_start_matches(' ').is_empty()
                || rest.starts_with(SIGNS)
                || JOINS.iter().any(|joins| rest.starts_with(joins.as_str()))
        };
        if sign == "," && lang::is_suffix(word, &names[begin..at]) && is_alone() {
            continue;
        }
        parts.push(&names[begin..at]);
        begin = at + sign.len();
    }
    parts.push(&names[begin..]);
    parts
}

fn split(names: &str) -> Vec<&str> {
    let mut parts = at_signs(names);
    for joins in JOINS.iter() {
        parts = parts.into_iter().flat_map(|part| part.split(joins.as_str())).collect();
    }
    parts
        .into_iter()
        .map(|part| {
            let part = part.trim();
            let bare = BEFORE.iter().find_map(|before| part.strip_prefix(before.as_str()));
            let bare = bare.unwrap_or(part);
            // `Ana Roe Sumber: Kabar`
            let label = bare.find(": ").or(bare.strip_suffix(':').map(str::len));
            let end = label.and_then(|end| bare[..end].rfind(' '));
            bare[..end.unwrap_or(bare.len())].trim()
        })
        .filter(|name| name.chars().any(char::is_alphabetic) && !name.contains('@') && !name.contains("://"))
        .filter(|name| !is_date(name) && !is_part_of_url(name))
        .collect()
}

/// A part of the address of a page, as the splitting of `https://www.kabar.test/ana` and a change of letters leave them: `Https`,
/// `Www.Kabar.Test Ana`.
fn is_part_of_url(name: &str) -> bool {
    let small = name.to_lowercase();
    matches!(small.as_str(), "http" | "https") || small.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_and_prefixes_fall() {
        let names = split("By Ratri Wulandari, Bagus Wicaksono dan Oluwa Ade; redaksi@kabar.id");
        assert_eq!(names, ["Ratri Wulandari", "Bagus Wicaksono", "Oluwa Ade"]);
    }

    #[test]
    fn what_belongs_to_a_name_stays_with_it() {
        assert_eq!(split("Joe Roe, Jr., Tara Dove, MD"), ["Joe Roe, Jr.", "Tara Dove, MD"]);
        assert_eq!(split("By Joe Roe, Jr. and Tara Dove"), ["Joe Roe, Jr.", "Tara Dove"]);
        assert_eq!(
            split("Siti Rahma, S.H., M.H.; Bima"),
            ["Siti Rahma, S.H., M.H.", "Bima"]
        );
        assert_eq!(split("Suparman, S.Pd"), ["Suparman, S.Pd"]);
        for two in [
            "Siti, Ma",
            "Ana Roe, Ma Rohani",
            "Ana Roe, Jr Smith",
            "Ana Roe/ST",
            "Ana Roe; MD",
        ] {
            assert_eq!(split(two).len(), 2, "{two}");
        }
        assert_eq!(split("Ana Roe,"), ["Ana Roe"]);
        assert_eq!(split(", Jr.,"), ["Jr."]);
    }

    #[test]
    fn an_address_is_an_author_only_alone() {
        let of = |author: &str| {
            let raw = RawArticle {
                authors: vec![author.to_owned()],
                ..RawArticle::default()
            };
            super::of(&raw, &crate::extract::clean::clean(&raw), None)
        };
        assert_eq!(of("ana.roe@ports.example"), ["ana.roe@ports.example"]);
        assert_eq!(of("Ana Roe, ana.roe@ports.example"), ["Ana Roe"]);
        for none in ["@anaroe", "ana@", "a@b@c.example", "mail ana@ports.example"] {
            assert!(of(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn outlets_give_way_to_people() {
        let of = |authors: &[&str]| {
            let raw = RawArticle {
                authors: authors.iter().map(|name| (*name).to_owned()).collect(),
                ..RawArticle::default()
            };
            super::of(&raw, &crate::extract::clean::clean(&raw), Some("Kompas"))
        };
        assert_eq!(of(&["Ratri Wulandari", "Kompas.com"]), ["Ratri Wulandari"]);
        assert_eq!(of(&["Ratri Wulandari", "Reuters"]), ["Ratri Wulandari", "Reuters"]);
        assert_eq!(of(&["Kompas.com"]), ["Kompas.com"]);
        assert_eq!(of(&["Surya", "Kompas.com"]), ["Surya"]);
        assert_eq!(of(&["Ratri Wulandari / periksa.id"]), ["Ratri Wulandari"]);
        for date in ["JAN 02", "2 Mei", "Senin 12", "Update 2023", "Rabu 3 Agustus 2022"] {
            assert_eq!(
                of(&[&format!("Ratri Wulandari, {date}")]),
                ["Ratri Wulandari"],
                "{date}"
            );
        }
        assert_eq!(of(&["Ratri Wulandari, Tim 7"]), ["Ratri Wulandari", "Tim 7"]);
        let scraped = [
            "Ratri Wulandari",
            "Feb",
            "Https",
            "Www.Kabar.Test Ratri",
            "Ratri Wulandari - Kabar",
        ];
        assert_eq!(of(&scraped), ["Ratri Wulandari"]);
        assert_eq!(of(&["Mei"]), ["Mei"]);
        assert_eq!(of(&["Ratri Wulandari Sumber:"]), ["Ratri Wulandari"]);
        assert_eq!(of(&["Ratri Wulandari Sumber: Kabar"]), ["Ratri Wulandari"]);
    }
}
