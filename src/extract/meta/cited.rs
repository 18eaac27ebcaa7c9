//! The outlets that an article has its facts from: `dikutip dari Fox News`, `told Reuters`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::extract::text::{Kind, Token, tokenize};

use super::outlets;

/// What announces an outlet, and whether a capitalised name behind it is one even if it is not in the table.
const CUES: &[(&str, bool)] = &[
    ("dikutip dari ", true),
    ("ikutip kantor berita ", true),
    ("ikutip ", false),
    ("ilansir dari ", true),
    ("ilansir ", true),
    ("elansir ", true),
    ("engutip ", false),
    ("ilaporkan ", false),
    ("aporan ", false),
    ("enurut ", false),
    ("iberitakan ", false),
    ("iwartakan ", false),
    ("kepada ", false),
    ("kantor berita ", true),
    ("told ", false),
    ("ccording to ", false),
    ("reported by ", false),
    ("interview with ", false),
    ("cited by ", false),
];
/// Words that may stand between the cue and the name.
const BETWEEN: &[&str] = &[
    "dari", "oleh", "laman", "situs", "kantor", "berita", "media", "koran", "harian", "stasiun", "televisi", "portal",
    "majalah", "resmi", "web", "lewat", "the", "a", "report", "in", "by", "surat", "kabar", "berbagai", "sumber",
];
/// Bytes behind a cue that are read.
const WINDOW: usize = 90;

static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(CUES.iter().map(|(cue, _)| cue))
        .ok()
});

/// Usual names in the order of the text, without repeats and without the article's own outlet.
pub fn sources(body: &str, own: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let Some(automaton) = AUTOMATON.as_ref() else {
        return out;
    };
    for hit in automaton.find_iter(body) {
        let (cue, certain) = CUES[hit.pattern().as_usize()];
        let inside_a_word = body[..hit.start()].ends_with(char::is_alphanumeric);
        if inside_a_word && cue.starts_with(['k', 't']) {
            continue;
        }
        let rest = &body[hit.end()..];
        let mut end = rest.len().min(WINDOW);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let window = rest[..end].lines().next().unwrap_or_default();
        if let Some(name) = name_in(window, certain)
            && own != Some(name.as_str())
            && !out.contains(&name)
        {
            out.push(name);
        }
    }
    out
}

fn name_in(window: &str, certain: bool) -> Option<String> {
    let tokens = tokenize(window);
    let text = |t: &Token| t.span().of(window);
    let at = tokens.iter().position(|t| {
        !BETWEEN.contains(&text(t).to_lowercase().as_str())
            || outlets::in_text()
                .at_tokens(window, std::slice::from_ref(t), 0)
                .is_some()
    })?;
    // `The New York Times` is tried with its article and without.
    let from = if at > 0 && text(&tokens[at - 1]).eq_ignore_ascii_case("the") {
        at - 1
    } else {
        at
    };
    if let Some((_, name)) = (from..=at).find_map(|i| outlets::in_text().at_tokens(window, &tokens, i)) {
        return Some((*name).to_owned());
    }
    let first = tokens.get(at).filter(|_| certain)?;
    // A host as written: `asiaone.com`.
    let word = window[first.start as usize..]
        .split([' ', ',', ')', '"', ';'])
        .next()?
        .trim_end_matches('.');
    if outlets::host(word) == Some(word) {
        return Some(outlets::by_host(word).map_or_else(|| word.to_owned(), str::to_owned));
    }
    let run = tokens[at..]
        .iter()
        .take(4)
        .take_while(|t| t.kind == Kind::Word && t.is_capitalized() && super::dates::weekday(t.key).is_none())
        .count();
    let last = tokens.get((at + run).checked_sub(1)?).filter(|_| run > 0)?;
    Some(window[first.start as usize..last.end as usize].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_behind_their_cues() {
        for (text, wanted) in [
            ("\"Kami siap,\" katanya, dikutip dari Fox News.", vec!["Fox News"]),
            ("Seperti dilansir AFP, Kamis (9/3/2023).", vec!["AFP"]),
            ("Ujar dia seperti dikutip kantor berita IRNA.", vec!["IRNA"]),
            ("Melansir kabarrawa.com, harga naik.", vec!["kabarrawa.com"]),
            ("Tegas dia kepada Reuters, Sabtu.", vec!["Reuters"]),
            ("\"My brother died waiting,\" she told AFP outside.", vec!["AFP"]),
            (
                "According to the New York Times, prices rose.",
                vec!["The New York Times"],
            ),
            ("Ia memberi bantuan kepada Polandia dan mengutip Presiden.", vec![]),
        ] {
            assert_eq!(sources(text, None), wanted, "{text}");
        }
        assert!(sources("katanya kepada Kompas, Senin", Some("Kompas")).is_empty());
    }
}
