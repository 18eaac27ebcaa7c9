//! The outlets that an article has its facts from: `dikutip dari Fox News`, `told Reuters`.

use std::sync::LazyLock;

use crate::extract::lexicon::{Case, Phrases, rows};
use crate::extract::text::{Doc, Kind};

use super::{dates, language, outlets};

/// What a phrase says of the outlet behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// It is one even if it is not in the table, where it begins with a capital.
    Source,
    /// It is one if it is in the table.
    Known,
}

struct Citing {
    cues: Phrases<Cue>,
    /// Words that may stand between a cue and the name.
    between: Phrases<()>,
    /// What no outlet's name begins with.
    never: Phrases<()>,
}

static CITING: LazyLock<Citing> = LazyLock::new(|| {
    let files = [
        include_str!("../lexicon/id/citing.tsv"),
        include_str!("../lexicon/en/citing.tsv"),
    ];
    let of_kind = |kind: &'static str| {
        files
            .into_iter()
            .flat_map(rows)
            .filter(move |row| row[0] == kind)
            .filter_map(|row| row.get(1).copied())
            .flat_map(|phrases| phrases.split(" | "))
    };
    let source = of_kind("source").map(|phrase| (phrase, Case::Any, Cue::Source));
    let known = of_kind("known").map(|phrase| (phrase, Case::Any, Cue::Known));
    let never = of_kind("never").map(|phrase| (phrase, Case::Any, ()));
    Citing {
        never: Phrases::new(never),
        cues: Phrases::new(source.chain(known)),
        between: Phrases::new(of_kind("between").map(|phrase| (phrase, Case::Any, ()))),
    }
});

/// Bytes behind a cue that are read.
const WINDOW: u32 = 90;
/// Words of a name that is not in the table, at most.
const LONGEST: usize = 4;

/// Usual names in the order of the text from token `skip` on, without repeats and without the article's own outlet.
pub fn sources(doc: &Doc, skip: usize, own: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for paragraph in &doc.paragraphs {
        let end = paragraph.end as usize;
        let mut i = (paragraph.start as usize).max(skip);
        while i < end {
            let Some((len, cue)) = CITING.cues.at(doc, i).filter(|(len, _)| i + len <= end) else {
                i += 1;
                continue;
            };
            i += len;
            let from = doc.tokens[i - 1].end;
            let near = doc.tokens[i..end].iter().take_while(|t| t.end <= from + WINDOW).count();
            if let Some(name) = name_behind(doc, i, i + near, *cue)
                && own != Some(name.as_str())
                && !out.contains(&name)
            {
                out.push(name);
            }
        }
    }
    out
}

/// The outlet that begins at token `from`, or behind a few words there; it ends before token `end`.
fn name_behind(doc: &Doc, from: usize, end: usize, cue: Cue) -> Option<String> {
    let mut at = from;
    let known = loop {
        if at >= end {
            return None;
        }
        if let Some((_, outlet)) = outlets::at(doc, at).filter(|(len, _)| at + len <= end)
            && (outlet.certain || cue == Cue::Source)
        {
            break Some(outlet.name);
        }
        match CITING.between.at(doc, at) {
            Some((len, ())) => at += len,
            None => break None,
        }
    };
    if let Some(name) = known {
        return Some(name.to_owned());
    }
    if cue == Cue::Known {
        return None;
    }
    // A host as written: `asiaone.com`.
    let first = &doc.tokens[at];
    let word = doc.body[first.start as usize..]
        .split([' ', ',', ')', '"', ';', '\n'])
        .next()?
        .trim_end_matches('.');
    if outlets::host(word) == Some(word) {
        return Some(outlets::by_host(word).map_or_else(|| word.to_owned(), str::to_owned));
    }
    let run = doc.tokens[at..end]
        .iter()
        .take(LONGEST)
        .take_while(|t| t.kind == Kind::Word && t.is_capitalized() && dates::weekday(t.key).is_none())
        .count();
    // Where a dump lost the name, the next sentence stands here: `dikutip dari Meski demikian`.
    let named = run > 1 || run == 1 && !language::is_function_word(first.key);
    let named = named && CITING.never.at(doc, at).is_none();
    named.then(|| doc.span(at..at + run).of(doc.body).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Language;

    fn cited(text: &str, own: Option<&str>) -> Vec<String> {
        sources(&Doc::new(text, Language::ID), 0, own)
    }

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
            ("Harga naik, dikutip dari Meski demikian, warga tenang.", vec![]),
            ("Ia memberi bantuan kepada Polandia dan mengutip Presiden.", vec![]),
        ] {
            assert_eq!(cited(text, None), wanted, "{text}");
        }
        assert!(cited("katanya kepada Kompas, Senin", Some("Kompas")).is_empty());
    }
}
