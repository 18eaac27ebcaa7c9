//! The language of a text, by its function words; a trigram model where they do not decide.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::Language;
use crate::extract::lexicon::{Filter, rows};
use crate::extract::text::{Doc, Kind, key_of};

/// Bytes that are looked at: a few hundred words decide.
const ENOUGH: usize = 2000;

/// Prose has fewer figures than one in so many words.
const FIGURES: u32 = 5;

/// Languages with a list of function words; of equals the first wins.
const KNOWN: [&str; 3] = ["id", "en", "ms"];

/// For each word, one bit for each of [`KNOWN`].
static WORDS: LazyLock<FxHashMap<u64, u8>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../lexicon/id/function-words.tsv"),
        include_str!("../../../lexicon/en/function-words.tsv"),
        include_str!("../../../lexicon/ms/function-words.tsv"),
    ];
    let mut words = FxHashMap::default();
    for (i, file) in files.into_iter().enumerate() {
        for row in rows(file) {
            *words.entry(key_of(row[0])).or_default() |= 1 << i;
        }
    }
    words
});

/// Of the words: half of a text's words are told by it to be none.
static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(WORDS.keys().copied()));

/// ISO 639-3 -> 639-1.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../../lexicon/world/languages.tsv"))
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

/// Whether some language's list of function words has this word; `key` from [`key_of`].
pub fn is_function_word(key: u64) -> bool {
    WORDS.contains_key(&key)
}

/// The language that the file names, unless the text's words plainly say another.
pub fn of(written: Option<&str>, doc: &Doc) -> Language {
    let text = super::beginning(doc.body, ENOUGH);
    let written = written
        .and_then(Language::from_code)
        .filter(|l| *l != Language::UNKNOWN);
    let (mut words, mut figures, mut hits) = (0u32, 0u32, [0u32; KNOWN.len()]);
    let (table, filter) = (&*WORDS, &*FILTER);
    let mut count = |key: u64| {
        words += 1;
        if filter.may_have(key)
            && let Some(bits) = table.get(&key)
        {
            for (i, hits) in hits.iter_mut().enumerate() {
                *hits += u32::from(bits >> i & 1);
            }
        }
    };
    for token in doc.tokens.iter().take_while(|t| (t.start as usize) < text.len()) {
        if token.kind != Kind::Word {
            figures += u32::from(token.kind == Kind::Number);
            continue;
        }
        if token.plain && token.end as usize <= text.len() {
            count(token.key);
        } else {
            let word = &text[token.start as usize..text.len().min(token.end as usize)];
            // What an apostrophe joins counts as its parts.
            let parts = word.split(|c: char| !c.is_alphabetic());
            parts
                .filter(|part| !part.is_empty())
                .for_each(|part| count(key_of(part)));
        }
    }
    let (best, most) = hits
        .iter()
        .enumerate()
        .fold((0, 0), |best, (i, n)| if *n > best.1 { (i, *n) } else { best });
    let by_words = Language::from_code(KNOWN[best]).unwrap_or(Language::UNKNOWN);
    if most >= 3 && most * 8 >= words {
        // Names and titles of one language stand in texts of another: a written code yields to many words only.
        let plain = words >= 60;
        return written.filter(|_| !plain).unwrap_or(by_words);
    }
    if let Some(written) = written {
        return written;
    }
    // A table of results or prices has too few words to guess a language from, and there are many such articles.
    if figures * FIGURES >= words {
        return if most >= 1 { by_words } else { Language::UNKNOWN };
    }
    let detected = whatlang::detect(text).filter(|info| info.is_reliable());
    match detected.and_then(|info| CODES.get(info.lang().code()).copied()) {
        Some(code) => Language::from_code(code).unwrap_or(Language::UNKNOWN),
        None if most >= 1 => by_words,
        None => Language::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: Option<&str>, text: &str) -> Language {
        of(written, &Doc::new(text, Language::UNKNOWN))
    }

    #[test]
    fn languages_are_told_apart() {
        for (text, code) in [
            (
                "Hujan deras merendam rumah warga di tepi sungai dan jalan yang baru dibangun.",
                "id",
            ),
            (
                "Polisi negeri tetangga memeriksa pejabat kereta api pada jam 7 karena polis asuransi.",
                "id",
            ),
            (
                "The mayor said that the town will rebuild its main street after the floods.",
                "en",
            ),
            (
                "Polis berkata mangsa dibawa ke hospital kerana cedera manakala kerajaan negeri memberi wang.",
                "ms",
            ),
            (
                "Der Bürgermeister sagte, dass die Stadt nach dem Hochwasser wieder aufgebaut werden soll.",
                "de",
            ),
        ] {
            assert_eq!(read(None, text).code(), code, "{text}");
        }
        assert_eq!(read(Some("fr-FR"), "Bonjour").code(), "fr");
        let table = "Shr profit 4 cts vs loss 7 cts. Net 1.2 mln vs 0.4 mln. Record June 30.";
        assert_eq!(read(None, table).code(), "en");
        assert_eq!(read(None, "Persik 2 Arema 1 Persib 0 Bali 0").code(), "und");
        assert_eq!(read(Some("1"), "").code(), "und");
    }
}
