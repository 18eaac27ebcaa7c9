//! The outlets that are known: usual name, hosts, spellings, and which are news agencies.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::text::{Doc, Kind, Shape};
use crate::lang::world;
use crate::lexicon::rows;
use crate::vocabulary::{Case, Phrases};

/// An outlet as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The usual name.
    pub name: &'static str,
    pub agency: bool,
    /// What stands there means nothing else; else it is a word or a person's name too.
    pub certain: bool,
}

/// Capitals of an abbreviation, at most; longer ones are read as words (`Antara`, `ANTARA`).
const ABBREVIATION: usize = 4;

struct Outlets {
    /// By [`folded`] name, spelling or host.
    by_spelling: FxHashMap<String, Named>,
    by_host: FxHashMap<&'static str, Named>,
    /// Names and spellings as they stand in running text.
    in_text: Phrases<Named>,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let mut by_spelling = FxHashMap::default();
    let mut by_host = FxHashMap::default();
    let mut in_text = Vec::new();
    for row in rows(world::OUTLETS.text) {
        let cut = |i: usize| {
            row.get(i)
                .copied()
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|s| !s.is_empty())
        };
        let outlet = Named {
            name: row[0].trim_end_matches('?'),
            agency: row.get(3) == Some(&"agency"),
            certain: true,
        };
        for host in cut(1) {
            by_host.insert(host, outlet);
            by_spelling.insert(folded(host), outlet);
        }
        for spelling in std::iter::once(row[0]).chain(cut(2)) {
            let bare = spelling.trim_end_matches('?');
            let named = Named {
                certain: bare == spelling,
                ..outlet
            };
            // Whoever writes itself small (`detikcom`) is written in any case; `the Guardian` is another spelling than `The`.
            // `Ria` and `Irna` are persons, `RIA` and `IRNA` are agencies.
            let abbreviation = bare.len() <= ABBREVIATION && bare.bytes().all(|b| b.is_ascii_uppercase());
            let case = if abbreviation || bare.starts_with("the ") {
                Case::Exact
            } else if bare.starts_with(char::is_lowercase) {
                Case::Any
            } else {
                Case::Capital
            };
            by_spelling.insert(folded(bare), named);
            in_text.push((bare, case, named));
        }
    }
    Outlets {
        by_spelling,
        by_host,
        in_text: Phrases::new(in_text),
    }
});

/// Lower case, letters and digits only: `TRIBUNNEWS.COM` and `tribunnews.com` are one.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The outlet that running text names at token `i`, by a spelling or by its host, and how many tokens it takes.
pub fn at(doc: &Doc, i: usize) -> Option<(usize, Named)> {
    // `Tribun-Timur.com` is its host's, not `Tribun`'s.
    let glued_stop = |i: usize| {
        let sign = doc.tokens.get(i);
        let behind = doc.tokens.get(i + 1);
        sign.is_some_and(|t| t.glued && matches!(doc.body.as_bytes()[t.start as usize], b'.' | b'-'))
            && behind.is_some_and(|t| t.glued && t.kind != Kind::Sign)
    };
    let spelt = doc
        .phrase_at(&OUTLETS.in_text, i)
        // `The sun` is no newspaper: a name ends with a capital unless it is written small.
        .filter(|(len, _)| *len == 1 || doc.tokens[i + len - 1].shape != Shape::Lower || has_small_end(doc, i, *len));
    let end = spelt.map_or(i + 1, |(len, _)| i + len);
    if glued_stop(end) {
        let start = doc.tokens.get(i)?.start as usize;
        let len = doc.tokens[i..]
            .iter()
            .skip(1)
            .take_while(|t| t.glued && is_of_host(doc, t.start))
            .count()
            + 1;
        let last = (i..i + len).rev().find(|i| doc.tokens[*i].kind != Kind::Sign)?;
        let host = &doc.body[start..doc.tokens[last].end as usize];
        if let Some(named) = named_by_host(host) {
            return Some((last + 1 - i, named));
        }
    }
    spelt.map(|(len, named)| (len, *named))
}

fn is_of_host(doc: &Doc, at: u32) -> bool {
    let byte = doc.body.as_bytes()[at as usize];
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')
}

/// A name that ends small as its host does: `Grid.id`, or `detikcom`.
fn has_small_end(doc: &Doc, i: usize, len: usize) -> bool {
    let last = &doc.tokens[i + len - 1];
    last.glued || doc.tokens[i].shape == Shape::Lower
}

/// The outlet that is spelt like this, or has this host.
pub fn named(text: &str) -> Option<Named> {
    OUTLETS
        .by_spelling
        .get(&folded(text))
        .copied()
        .or_else(|| named_by_host(text))
}

/// The usual name of an outlet that is spelt like this, or has this host.
pub fn by_spelling(text: &str) -> Option<&'static str> {
    named(text).map(|outlet| outlet.name)
}

/// The same, where the text can mean nothing else: `Surya` is a person's name as well.
pub fn by_certain_spelling(text: &str) -> Option<&'static str> {
    named(text).filter(|outlet| outlet.certain).map(|outlet| outlet.name)
}

/// The usual name of the outlet of a url or a host; `news.detik.com` is found under `detik.com`.
pub fn by_host(url: &str) -> Option<&'static str> {
    named_by_host(url).map(|outlet| outlet.name)
}

fn named_by_host(url: &str) -> Option<Named> {
    let lower = host(url)?.to_ascii_lowercase();
    let mut host = lower.as_str();
    loop {
        if let Some(outlet) = OUTLETS.by_host.get(host) {
            return Some(*outlet);
        }
        host = host.split_once('.')?.1;
    }
}

/// The host of a url, without `www.`; a bare host is one too.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.trim().split_once("://").map_or(url.trim(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let plain = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    (host.contains('.') && plain && !host.ends_with('.')).then_some(host)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::article::Language;

    #[test]
    fn hosts_and_spellings() {
        assert_eq!(by_spelling("TRIBUNNEWS.COM"), Some("Tribunnews"));
        assert_eq!(by_spelling("KOMPAS"), Some("Kompas"));
        assert_eq!(by_spelling("SURYA.CO.ID"), Some("Surya"));
        assert_eq!(by_certain_spelling("Surya"), None);
        assert_eq!(by_certain_spelling("surya.co.id"), Some("Surya"));
        assert_eq!(by_spelling("Kabar Rawa"), None);
        assert_eq!(by_host("https://news.detik.com/berita/d-1"), Some("Detik"));
        assert_eq!(by_host("https://jateng.tribunnews.com/x"), Some("Tribun Jateng"));
        assert_eq!(host("https://www.kabar-rawa.id/a?b"), Some("kabar-rawa.id"));
        assert_eq!(host("Kabar Rawa"), None);
    }

    #[test]
    fn outlets_in_running_text() {
        for (text, len, name) in [
            ("TribunJakarta.com menulis", 3, Some("Tribun Jakarta")),
            ("Tribun-Timur.com menulis", 5, Some("Tribun Timur")),
            ("detikcom menulis", 1, Some("Detik")),
            ("Kompas.com.", 3, Some("Kompas")),
            ("Kompas. Ia", 1, Some("Kompas")),
            ("news.detik.com, Jumat", 5, Some("Detik")),
            ("the Guardian wrote", 2, Some("The Guardian")),
            ("The sun rose", 0, None),
            ("kompas rusak", 0, None),
            ("Irna menulis", 0, None),
            ("IRNA menulis", 1, Some("IRNA")),
        ] {
            let found = at(&Doc::new(text, Language::ID), 0);
            assert_eq!(
                found.map(|(len, o)| (len, o.name)),
                name.map(|name| (len, name)),
                "{text}"
            );
        }
    }

    /// One usual name an outlet, one outlet a name or host.
    #[test]
    fn the_table_is_sound() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        let mut hosts: HashMap<&str, &str> = HashMap::new();
        let mut names: HashMap<&str, usize> = HashMap::new();
        for row in rows(world::OUTLETS.text) {
            let name = row[0].trim_end_matches('?');
            assert_eq!(names.insert(name, row.len()), None, "{name} stands twice");
            assert!(
                row.len() <= 4 && matches!(row.get(3), None | Some(&"" | &"agency")),
                "{row:?}"
            );
            let cut = |i: usize| {
                row.get(i)
                    .into_iter()
                    .flat_map(|s| s.split(','))
                    .filter(|s| !s.is_empty())
            };
            for host in cut(1) {
                assert_eq!(super::host(host), Some(host), "{name}: {host} is no host");
                assert!(
                    !host.contains(char::is_uppercase),
                    "{name}: {host} is not in lower case"
                );
                assert_eq!(hosts.insert(host, name), None, "{host} stands twice");
            }
            for spelling in std::iter::once(row[0]).chain(cut(1)).chain(cut(2)) {
                assert_eq!(spelling, spelling.trim(), "{name}");
                let owner = *owners.entry(folded(spelling)).or_insert(name);
                assert_eq!(owner, name, "{spelling} is of two outlets");
            }
        }
        assert!(names.len() > 300 && hosts.len() > names.len() / 2);
    }
}
