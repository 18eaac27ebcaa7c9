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
use crate::lexicon::rows;
use crate::tokens::{Kind, Token, key_of};
use crate::vocabulary::Table;

/// Bytes that are looked at: a few hundred words decide.
const ENOUGH: usize = 2000;

/// Prose has fewer figures than one in so many words.
const FIGURES: u32 = 5;

/// The fewest telling words that part a text from the language that its common words speak for.
const TELLING: u32 = 2;

const LANGUAGES: usize = lang::ALL.len();

/// What a word says: one bit for each of [`lang::ALL`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Evidence {
    common: u8,
    telling: u8,
    /// Its number among the telling words, so that each counts once.
    number: u16,
}

static WORDS: LazyLock<Table<Evidence>> = LazyLock::new(|| {
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
    Table::new(words)
});

/// Which of [`lang::ALL`] have telling words, since another is much like them.
static PARTED: LazyLock<[bool; LANGUAGES]> = LazyLock::new(|| {
    lang::ALL.map(|profile| {
        let mut entries = profile.lexicon.function_words.iter().flat_map(|file| file.entries());
        entries.any(|entry| entry.class == "telling")
    })
});

/// The language of a code is one of those.
fn is_parted(code: &str) -> bool {
    let language = lang::from_code(code);
    let mut all = lang::ALL.iter().zip(*PARTED);
    all.any(|(profile, parted)| parted && Some(profile.language) == language)
}

/// ISO 639-3 -> 639-1.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(world::LANGUAGES.text)
        .filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

/// The code of three letters (ISO 639-3) of a language; `None` where it is not known.
///
/// ```
/// use warta_extract::article::Language;
/// use warta_extract::extract::meta::iso_639_3;
///
/// assert_eq!(iso_639_3(Language::ID), Some("ind"));
/// assert_eq!(iso_639_3(Language::UNKNOWN), None);
/// ```
pub fn iso_639_3(language: Language) -> Option<&'static str> {
    let known = lang::ALL.into_iter().find(|profile| profile.language == language);
    let own = known.and_then(|profile| profile.codes.iter().find(|code| code.len() == 3));
    own.copied().or_else(|| {
        let code = language.code();
        rows(world::LANGUAGES.text)
            .find(|row| row.get(1) == Some(&code))
            .map(|row| row[0])
    })
}

/// Whether some language's list of common function words has this word; `key` from [`key_of`].
pub fn is_function_word(key: u64) -> bool {
    WORDS.of_key(key).common != 0
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
        let words = &*WORDS;
        for token in tokens.iter().take_while(|t| (t.start as usize) < text.len()) {
            if token.kind != Kind::Word {
                count.figures += u32::from(token.kind == Kind::Number);
                continue;
            }
            if token.plain && token.end as usize <= text.len() {
                count.add(words.get(token));
            } else {
                let word = &text[token.start as usize..text.len().min(token.end as usize)];
                // What an apostrophe joins counts as its parts.
                let parts = word.split(|c: char| !c.is_alphabetic());
                parts
                    .filter(|part| !part.is_empty())
                    .for_each(|part| count.add(words.of_key(key_of(part))));
            }
        }
        count
    }

    fn add(&mut self, evidence: Evidence) {
        self.words += 1;
        if evidence == Evidence::default() {
            return;
        }
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

    /// The language that the words speak for, as its place in [`lang::ALL`], and how many common words of the likeliest there are.
    /// Where related languages share most of them and no telling words part them, it is `written` if that is one of these, else the
    /// one that stands first.
    fn best(&self, written: Option<Language>) -> (usize, u32) {
        let first = |best: (usize, u32), (i, n): (usize, &u32)| if *n > best.1 { (i, *n) } else { best };
        let (best, most) = self.common.iter().enumerate().fold((0, 0), first);
        // A language without telling words is like no other.
        if !PARTED[best] {
            return (best, most);
        }
        let related: Vec<usize> = (0..LANGUAGES)
            .filter(|i| PARTED[*i] && self.common[*i] * 2 >= most)
            .collect();
        let (parted, telling) = related
            .iter()
            .map(|i| (*i, &self.telling[*i]))
            .fold((related[0], 0), first);
        if telling >= TELLING {
            return (parted, most);
        }
        let named = related.iter().find(|i| Some(lang::ALL[**i].language) == written);
        (*named.unwrap_or(&related[0]), most)
    }
}

/// The language that the file names, unless the words of its text plainly say another. `tokens` are those of `body`.
pub fn of(written: Option<&str>, body: &str, tokens: &[Token]) -> Language {
    let text = beginning(body, ENOUGH);
    let written = written.and_then(lang::from_code).filter(|l| *l != Language::UNKNOWN);
    let count = Count::of(text, tokens);
    let (best, most) = count.best(written);
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
        // The model knows no Malay: of related languages the telling words decide.
        Some(code) if PARTED[best] && count.telling[best] >= TELLING && is_parted(code) => by_words,
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
        // Among many names there are too few common words, and the model of letters takes Malay for Indonesian.
        let names = "Ketua Polis Daerah Hulu Telom, Superintendan Azmi Daud berkata siasatan dijalankan. Pengarah Jabatan Bekalan Air \
                     Hulu Telom, Datuk Rosli Zul menambah loji Sungai Telom ditutup. Salmah Zaki berkata rumah Osman Bakri rosak teruk.";
        assert_eq!(read(None, names).code(), "ms");
        // Where an Indonesian word or two stand among English ones, the text is English.
        assert_eq!(read(None, "Jalan-jalan ke the market and di the harbour").code(), "en");
        // Two related languages that nothing parts: as the file says, else the first.
        let either = "yang dan di dengan untuk pada dari dalam ini itu tidak akan juga oleh telah";
        assert_eq!(read(Some("ms"), either).code(), "ms");
        assert_eq!(read(None, either).code(), "id");
        assert_eq!(read(Some("fr-FR"), "Bonjour").code(), "fr");
        let table = "Shr profit 4 cts vs loss 7 cts. Net 1.2 mln vs 0.4 mln. Record June 30.";
        assert_eq!(read(None, table).code(), "en");
        assert_eq!(read(None, "Persik 2 Arema 1 Persib 0 Bali 0").code(), "und");
        assert_eq!(read(Some("1"), "").code(), "und");
    }
}
