//! The title: the file's own without the outlet's name behind it, or made from the lead.

use std::sync::LazyLock;

use crate::article::Language;
use crate::extract::text::{Doc, beginning};
use crate::lang;

use crate::extract::outlets;

/// Characters that a derived title has at most.
const LONGEST: usize = 160;
/// Bytes of the lead that are cut into sentences to find the first.
const LEAD: usize = 1000;

/// What pages of an article of several pages have behind its title.
static ENDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.boilerplate).into_iter();
    files
        .flat_map(|file| file.of_class("title"))
        .map(|entry| entry.item)
        .collect()
});

/// Without ` - Kompas.com`, ` | Tempo`, ` Halaman all` at its end.
pub fn cleaned(title: &str, source: Option<&str>) -> String {
    let mut title = title.trim();
    loop {
        let mut shorter = title;
        for end in ENDS.iter() {
            if let Some(head) = shorter.strip_suffix(end).filter(|head| head.ends_with(' ')) {
                shorter = head.trim_end();
            }
        }
        for separator in [" | ", " - ", " – ", " — ", " :: "] {
            // Most titles have none; a byte is found much sooner than a text.
            if memchr::memchr(separator.as_bytes()[1], shorter.as_bytes()).is_some()
                && let Some((head, tail)) = shorter.rsplit_once(separator)
                && !head.trim().is_empty()
                && (outlets::by_certain_spelling(tail).is_some()
                    || source.is_some_and(|s| s.eq_ignore_ascii_case(tail.trim())))
            {
                shorter = head.trim_end();
            }
        }
        if shorter == title {
            return one_spaced(title);
        }
        title = shorter;
    }
}

/// With one blank between words, and nothing else.
fn one_spaced(title: &str) -> String {
    let is_plain = |pair: &[u8]| !(pair[1] == b' ' && pair[0] == b' ');
    let spaced = title.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) && title.as_bytes().windows(2).all(is_plain);
    if spaced {
        return title.to_owned();
    }
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lead's first sentence without its full stop, cut at a word.
pub fn derived(lead: &str, language: Language) -> String {
    let line = lead.lines().next().unwrap_or_default();
    let doc = Doc::new(beginning(line, LEAD), language);
    let Some(first) = doc.sentences.first() else {
        return String::new();
    };
    let sentence = doc.span(first.start as usize..first.end as usize).of(doc.body);
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    match sentence.char_indices().nth(LONGEST) {
        None => sentence.to_owned(),
        Some((cut, _)) => {
            let head = &sentence[..cut];
            let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
            head.trim_end_matches([',', ';', ':', '-', ' ']).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_fall_from_the_end() {
        assert_eq!(cleaned("Banjir di Lembata - Kompas.com", None), "Banjir di Lembata");
        assert_eq!(
            cleaned("Banjir di Lembata Halaman all - Kompas.com", None),
            "Banjir di Lembata"
        );
        assert_eq!(
            cleaned("Skor 2 - 1 di Lembata | Kabar Rawa", Some("Kabar Rawa")),
            "Skor 2 - 1 di Lembata"
        );
        assert_eq!(cleaned("Persija - Persib", None), "Persija - Persib");
    }

    #[test]
    fn a_lead_becomes_a_title() {
        assert_eq!(
            derived("Hujan merendam desa. Warga pergi.\nLalu reda.", Language::ID),
            "Hujan merendam desa"
        );
        assert!(derived(&"kata ".repeat(200), Language::ID).len() <= LONGEST);
        assert_eq!(derived("", Language::ID), "");
    }
}
