//! Sentences that lost the blank between them: `selesai.Ia berkata`. Dumps that dropped the breaks of a page's lines have many.
//!
//! A blank is put where it is certain: an end of a sentence between a word in lower case and a capitalised word. Hosts
//! (`Kabar.Com`), abbreviations (`Drs.Budi`), initials, numbers and ellipses stay.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use super::blanks::{self, OPENERS};
use crate::lang;
use crate::tokens::key_of;

/// The last part of hosts and of names of files, which are written with a capital at times.
const ENDINGS: &[&str] = &[
    "ac", "app", "asia", "asp", "biz", "co", "com", "desa", "dev", "doc", "edu", "go", "gov", "html", "id", "info",
    "io", "jpg", "js", "me", "mil", "my", "net", "news", "or", "org", "pdf", "php", "sch", "sg", "tv", "uk", "us",
    "web", "xyz",
];

/// Words that are written with a full stop, of all languages: the text is parted before its language is known.
static ABBREVIATIONS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.abbreviations).into_iter();
    files
        .flat_map(|file| file.entries())
        .map(|entry| key_of(entry.item))
        .collect()
});

/// The fewest letters of a word that is taken for no abbreviation.
const LETTERS: usize = 4;

/// The text with a blank between such sentences.
pub fn parted(text: &str) -> Cow<'_, str> {
    let mut places = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        places_in(&text[start..end], start, &mut places);
        start = end + 1;
    }
    blanks::put(Cow::Borrowed(text), &places)
}

fn places_in(line: &str, offset: usize, places: &mut Vec<(usize, char)>) {
    // Counted only where it matters.
    let mut marks = None;
    let mut counted = 0;
    let mut quotes = 0;
    for at in memchr::memchr3_iter(b'.', b'!', b'?', line.as_bytes()) {
        // What most stops stand before.
        if matches!(line.as_bytes().get(at + 1), None | Some(b' ' | b'.' | b',' | b'a'..=b'z' | b'0'..=b'9')) {
            continue;
        }
        let rest = &line[at + 1..];
        let mark = rest.chars().next().filter(|c| matches!(c, '"' | '“' | '”' | ')'));
        let behind = mark.map_or(rest, |mark| &rest[mark.len_utf8()..]);
        if !ends_a_sentence(&line[..at], behind) {
            continue;
        }
        let place = match mark {
            None => at + 1,
            Some(')') => at + 2,
            Some('“') => at + 1,
            Some(mark) => {
                // Dumps open with `”` as well: of an even number each second closes.
                let marks = marks.get_or_insert_with(|| Marks::new(line));
                quotes += marks.between(counted, at);
                counted = at;
                match (marks.even, quotes % 2 == 1) {
                    (true, true) => at + 1 + mark.len_utf8(),
                    (true, false) => at + 1,
                    (false, _) => continue,
                }
            }
        };
        places.push((offset + place, ' '));
    }
}

/// The quotation marks of a line.
struct Marks<'t> {
    line: &'t str,
    even: bool,
}

impl<'t> Marks<'t> {
    fn new(line: &'t str) -> Marks<'t> {
        let mut marks = Marks { line, even: true };
        marks.even = marks.between(0, line.len()).is_multiple_of(2);
        marks
    }

    fn between(&self, from: usize, to: usize) -> usize {
        let is_mark = |c: &char| matches!(c, '"' | '“' | '”');
        self.line[from..to].chars().filter(is_mark).count()
    }
}

/// Whether what stands before a stop, and right behind it, are the end and the beginning of a sentence.
fn ends_a_sentence(before: &str, behind: &str) -> bool {
    let mut letters = behind.chars();
    if !letters.next().is_some_and(char::is_uppercase) || !letters.next().is_some_and(char::is_lowercase) {
        return false;
    }
    let next = letters_at(behind);
    // `rumah.Kabar.Com`, `selesai.Ia@`: part of an address.
    let after = &behind[next.len()..];
    let address = after.starts_with(['@', '_', '/', '='])
        || after
            .strip_prefix('.')
            .is_some_and(|more| more.starts_with(char::is_alphanumeric) && !more.starts_with(char::is_uppercase))
        || after.starts_with(|c: char| c.is_ascii_digit())
        || after
            .strip_prefix('-')
            .is_some_and(|more| !more.starts_with(char::is_alphabetic));
    if address || is_ending(next) {
        return false;
    }
    // A bracket closes: `(ibu kota).Ia`, `(5/9/2023).Ia`.
    if let Some(inner) = before.strip_suffix(')') {
        return inner.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    }
    let word = last_letters(before);
    let ahead = &before[..before.len() - word.len()];
    if ahead.ends_with(['.', '@', '/', '_', ':', '&', '=']) || ahead.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = word.chars().all(char::is_lowercase);
    let capitalised = word.chars().skip(1).all(char::is_lowercase) && word.chars().count() >= LETTERS;
    if word.is_empty() || !(lower || capitalised) || ABBREVIATIONS.contains(&key_of(word)) {
        return false;
    }
    let opener = || OPENERS.contains(&key_of(next));
    let long = word.len() >= LETTERS && word.contains(['a', 'e', 'i', 'o', 'u']);
    if lower && long {
        return true;
    }
    // A short word may be an abbreviation, a name half of a host.
    opener() || lower && word.len() > 1 && OPENERS.contains(&key_of(word))
}

fn is_ending(word: &str) -> bool {
    ENDINGS.iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

/// A word of more letters is read no further.
const LONGEST: usize = 40;

fn letters_at(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or_else(
            || text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at),
            |(at, _)| at,
        );
    &text[..end]
}

fn last_letters(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_blank_is_put_between_sentences() {
        for (text, wanted) in [
            (
                "Rapat itu selesai.Ia berkata warga setuju.",
                "Rapat itu selesai. Ia berkata warga setuju.",
            ),
            (
                "Semua sudah pulang!Menurut dia begitu.",
                "Semua sudah pulang! Menurut dia begitu.",
            ),
            (
                "Hujan turun (sejak Senin pagi).Warga pergi.",
                "Hujan turun (sejak Senin pagi). Warga pergi.",
            ),
            ("Rapat (5/9/2023).Warga pergi.", "Rapat (5/9/2023). Warga pergi."),
            (
                "Ia tiba di Senja.Menurut dia aman.",
                "Ia tiba di Senja.Menurut dia aman.",
            ),
            ("Ia tiba di Senja.Dia aman.", "Ia tiba di Senja. Dia aman."),
            ("Begitu kata dia.Warga pergi.", "Begitu kata dia. Warga pergi."),
            (
                "Ia berkata, \"Kami pulang.\"Warga pergi.\"Kami lelah,\" katanya.",
                "Ia berkata, \"Kami pulang.\" Warga pergi. \"Kami lelah,\" katanya.",
            ),
            ("Ia pergi.“Kami lelah,” katanya.", "Ia pergi. “Kami lelah,” katanya."),
        ] {
            assert_eq!(parted(text), wanted);
        }
    }

    #[test]
    fn what_is_not_certain_stays() {
        for text in [
            "Dikutip dari Kabar.Com dan kabar.Co.Id pada Senin.",
            "Kata Drs.Budi, S.Sos., M.Si. dan dr.Ratri di Jl.Melati No.Dua.",
            "Ia ragu...Lalu pergi. Harga 1.Lima ribu. A.Hendro tiba.",
            "Surel ke ratri.Wulan@kabar.test atau https://kabar.test/a.Berita",
            "Ia berkata, \"Kami pulang.\"Warga \"pergi.",
            "Nomor 7/prov.Su-01/2019 dan 9/kota.Lama-02.",
            "Kombes.Pol. Danang dan Letkol.Inf. Wira.",
            "Rapat selesai.AS menolak, selesai.iya.",
        ] {
            assert_eq!(parted(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_added(text in "(\\PC{0,3}|selesai\\.Ia |\\.\"|\\)\\.|Senja|\n){0,30}") {
            let without = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without(&parted(&text)), without(&text));
        }
    }
}
