//! The outlets that are known: usual name, hosts, spellings.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::lexicon::{Case, Phrases, rows};

struct Outlets {
    /// By [`folded`] name or spelling.
    by_spelling: FxHashMap<String, &'static str>,
    by_host: FxHashMap<&'static str, &'static str>,
    /// Names and spellings as they stand in running text.
    in_text: Phrases<&'static str>,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let mut by_spelling = FxHashMap::default();
    let mut by_host = FxHashMap::default();
    let mut in_text = Vec::new();
    for row in rows(include_str!("../lexicon/world/outlets.tsv")) {
        let name = row[0];
        let cut = |i: usize| {
            row.get(i)
                .copied()
                .unwrap_or_default()
                .split(',')
                .map(str::trim)
                .filter(|s| !s.is_empty())
        };
        for host in cut(1) {
            by_host.insert(host, name);
            by_spelling.insert(folded(host), name);
        }
        for spelling in std::iter::once(name).chain(cut(2)) {
            by_spelling.insert(folded(spelling), name);
            in_text.push((spelling, Case::Capital, name));
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

/// Names and spellings of outlets in running text, each with the outlet's usual name.
pub fn in_text() -> &'static Phrases<&'static str> {
    &OUTLETS.in_text
}

/// The usual name of an outlet that is spelt like this, or has this host.
pub fn by_spelling(text: &str) -> Option<&'static str> {
    OUTLETS
        .by_spelling
        .get(&folded(text))
        .copied()
        .or_else(|| by_host(text))
}

/// The outlet of a url or a host; `news.detik.com` is found under `detik.com`.
pub fn by_host(url: &str) -> Option<&'static str> {
    let mut host = host(url)?;
    let lower = host.to_ascii_lowercase();
    host = &lower;
    loop {
        if let Some(name) = OUTLETS.by_host.get(host) {
            return Some(name);
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
    use super::*;

    #[test]
    fn hosts_and_spellings() {
        assert_eq!(by_spelling("TRIBUNNEWS.COM"), Some("Tribunnews"));
        assert_eq!(by_spelling("KOMPAS"), Some("Kompas"));
        assert_eq!(by_spelling("Kabar Rawa"), None);
        assert_eq!(by_host("https://news.detik.com/berita/d-1"), Some("Detik"));
        assert_eq!(by_host("https://jateng.tribunnews.com/x"), Some("Tribun Jateng"));
        assert_eq!(host("https://www.kabar-rawa.id/a?b"), Some("kabar-rawa.id"));
        assert_eq!(host("Kabar Rawa"), None);
    }
}
