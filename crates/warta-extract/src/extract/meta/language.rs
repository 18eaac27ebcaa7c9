//! The language of a text, by its function words; a trigram model where they do not decide.
//!
//! Related languages share most of these words: `yang` and `dan` are as frequent in Malay as in Indonesian. Such two are parted by
//! their telling words, which the other does not have: `kerana`, `bahawa`, `syarikat` here, `karena`, `bahwa`, `perusahaan` there.
//! Each counts once, and one alone says nothing: a Malay minister is quoted in Indonesian news too.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::article::Language;
use crate::extract::text::beginning;
use crate::lang::{self, world};
use crate::lexicon::{Filter, rows};
use crate::tokens::{Kind, Token, key_of};

/// Bytes that are looked at: a few hundred words decide.
const ENOUGH: usize = 2000;

/// Prose has fewer figures than one in so many words.
const FIGURES: u32 = 5;

/// The fewest telling words that part a text from the language that its common words speak for.
const TELLING: u32 = 2;

const LANGUAGES: usize = lang::ALL.len();

/// What a word says: one bit for each of [`lang::ALL`].
#[derive(Clone, Copy, Default)]
struct Evidence {
    common: u8,
    telling: u8,
    /// Its number among the telling words, so that each counts once.
    number: u16,
}

static WORDS: LazyLock<FxHashMap<u64, Evidence>> = LazyLock::new(|| {
    let mut words: FxHashMap<u64, Evidence> = FxHashMap::default();
    let mut telling = 0;
    for (i, profile) in lang::ALL.into_iter().enumerate() {
        for entry in profile.lexicon.function_words.iter().flat_map(|file| file.entries()) {
            let evidence = words.entry(key_of(entry.item)).or_default();
            if entry.class == "telling" {
                evidence.telling |= 1 << i;
                evidence.number = telling;
                telling += 1;
            } else {
                evidence.common |= 1 << i;
            }
        }
    }
    words
});

/// Of the words: half of a text's words are recognised by it to be none.
static FILTER: LazyLock<Filter> = LazyLock::new(|| Filter::new(WORDS.keys().copied()));

/// ISO 639-3 -> 639-1.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(world::LANGUAGES.text)
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

/// Whether some language's list of common function words has this word; `key` from [`key_of`].
pub fn is_function_word(key: u64) -> bool {
    WORDS.get(&key).is_some_and(|evidence| evidence.common != 0)
}

/// What the words of a text say.
#[derive(Default)]
struct Count {
    words: u32,
    figures: u32,
    common: [u32; LANGUAGES],
    telling: [u32; LANGUAGES],
    /// Numbers of the telling words that were counted.
    seen: Vec<u16>,
}

impl Count {
    fn of(text: &str, tokens: &[Token]) -> Count {
        let mut count = Count::default();
        let (table, filter) = (&*WORDS, &*FILTER);
        for token in tokens.iter().take_while(|t| (t.start as usize) < text.len()) {
            if token.kind != Kind::Word {
                count.figures += u32::from(token.kind == Kind::Number);
                continue;
            }
            if token.plain && token.end as usize <= text.len() {
                count.add(token.key, table, filter);
            } else {
                let word = &text[token.start as usize..text.len().min(token.end as usize)];
                // What an apostrophe joins counts as its parts.
                let parts = word.split(|c: char| !c.is_alphabetic());
                parts
                    .filter(|part| !part.is_empty())
                    .for_each(|part| count.add(key_of(part), table, filter));
            }
        }
        count
    }

    fn add(&mut self, key: u64, table: &FxHashMap<u64, Evidence>, filter: &Filter) {
        self.words += 1;
        if !filter.may_have(key) {
            return;
        }
        let Some(evidence) = table.get(&key) else { return };
        for (i, common) in self.common.iter_mut().enumerate() {
            *common += u32::from(evidence.common >> i & 1);
        }
        if evidence.telling != 0 && !self.seen.contains(&evidence.number) {
            self.seen.push(evidence.number);
            for (i, telling) in self.telling.iter_mut().enumerate() {
                *telling += u32::from(evidence.telling >> i & 1);
            }
        }
    }

    /// The language that the words speak for, as its place in [`lang::ALL`], and how many of its common words there are.
    fn best(&self) -> (usize, u32) {
        let first = |best: (usize, u32), (i, n): (usize, &u32)| if *n > best.1 { (i, *n) } else { best };
        let (best, most) = self.common.iter().enumerate().fold((0, 0), first);
        // Only a language that shares most of these words can be taken for the other.
        let related = |i: usize| self.common[i] * 2 >= most;
        let told = self.telling.iter().enumerate().filter(|(i, _)| related(*i));
        let (told, telling) = told.fold((best, self.telling[best]), first);
        match telling >= TELLING {
            true => (told, most),
            false => (best, most),
        }
    }
}

/// The language that the file names, unless the words of its text plainly say another. `tokens` are those of `body`.
pub fn of(written: Option<&str>, body: &str, tokens: &[Token]) -> Language {
    let text = beginning(body, ENOUGH);
    let written = written.and_then(lang::from_code).filter(|l| *l != Language::UNKNOWN);
    let count = Count::of(text, tokens);
    let (best, most) = count.best();
    let by_words = lang::ALL[best].language;
    if most >= 3 && most * 8 >= count.words {
        // Names and titles of one language stand in texts of another: a written code yields to many words only.
        let plain = count.words >= 60;
        return written.filter(|_| !plain).unwrap_or(by_words);
    }
    if let Some(written) = written {
        return written;
    }
    // A table of results or prices has too few words to guess a language from, and there are many such articles.
    if count.figures * FIGURES >= count.words {
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
    use crate::tokens::tokenize;

    fn read(written: Option<&str>, text: &str) -> Language {
        of(written, text, &tokenize(text))
    }

    #[test]
    fn languages_are_recognised() {
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
