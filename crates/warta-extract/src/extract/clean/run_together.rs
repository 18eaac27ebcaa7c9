//! Words that lost the blank between them: `Getty ImagesFormer President`, `withThe New York Times`, `Trumpand`. Pages whose links and
//! captions were put together without one have many, and a name would take in what stands before it.
//!
//! A blank is put where the words on both sides are known ones, by the lexicon or because they stand in the same text by themselves.
//! Brands (`YouTube`), names (`McCarthy`) and addresses stay.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::blanks::{self, OPENERS};
use crate::lang;
use crate::lexicon::File;
use crate::tokens::key_of;

/// Words that begin or make a role.
static ROLES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    of_classes(&lang::of_all(|lexicon| lexicon.persons), |class| {
        class.starts_with("role")
    })
    .collect()
});

/// What peoples are called: `French`.
static PEOPLES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.countries).into_iter();
    let demonyms = files.flat_map(|file| file.entries()).filter_map(|entry| {
        let mut columns = entry.columns();
        (columns.next() == Some("demonym")).then(|| columns.next()).flatten()
    });
    demonyms.flat_map(|words| words.split(" | ")).map(key_of).collect()
});

/// Ordinary words, and names.
static COMMON: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| of_classes(&lang::of_all(|lexicon| lexicon.common_words), |_| true).collect());
static NAMES: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| of_classes(&[lang::world::GIVEN, lang::world::SURNAMES], |_| true).collect());

/// Words of saying, which stand behind names.
static SAYING: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.cues);
    of_classes(&files, |class| matches!(class, "active" | "inverted")).collect()
});

fn of_classes(files: &[File], of_class: fn(&str) -> bool) -> impl Iterator<Item = u64> {
    let entries = files.iter().flat_map(|file| file.entries());
    entries
        .filter(move |entry| of_class(entry.class))
        .map(|entry| key_of(entry.item))
}

/// A word of more bytes is none.
const LONGEST: usize = 60;

/// The text with a blank between such words.
pub fn parted(text: Cow<'_, str>) -> Cow<'_, str> {
    let found: Vec<Joint> = joints(&text).collect();
    if found.is_empty() {
        return text;
    }
    let standing = Standing::of(&text, found.len());
    let mut places: Vec<(usize, char)> = Vec::new();
    // Where blanks were lost, so were those that might be in a brand's name: `ImagesFormer`, `TripAdvisor`.
    let needed: Vec<Option<u32>> = found.iter().map(|joint| joint.needs(&standing)).collect();
    let lost = needed.iter().filter(|needed| **needed == Some(0)).count() as u32;
    for (joint, needed) in found.iter().zip(needed) {
        if needed.is_none_or(|needed| needed > lost) {
            continue;
        }
        // A line in capitals that is run together with the text behind it was one of its own.
        let from = places.last().map_or(0, |place| place.0);
        match is_shouted(joint.left)
            .then(|| shouted_line(&text, from, joint.at))
            .flatten()
        {
            Some(start) => places.extend([(start, '\n'), (joint.at, '\n')]),
            None => places.push((joint.at, ' ')),
        }
    }
    if places.is_empty() {
        return text;
    }
    let words = standing.into_words();
    places.extend(words.iter().filter_map(|(word, (times, at))| {
        let behind = (*times == 1).then(|| behind_name(word, &words, lost)).flatten()?;
        Some((at + behind, ' '))
    }));
    places.sort_unstable();
    places.dedup_by_key(|place| place.0);
    // What was found in the text borrows it.
    drop(words);
    blanks::put(text, &places)
}

/// Blanks that a text lost, for it to have lost some between any words.
const SEVERAL: u32 = 3;

fn is_shouted(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Words of a line in capitals, and the most bytes of it.
const SHOUTED: usize = 3;
const LINE: usize = 200;

/// Where a line in capitals begins that ends at `at`, behind the end of a sentence.
fn shouted_line(text: &str, from: usize, at: usize) -> Option<usize> {
    let line = text[from..at]
        .char_indices()
        .rev()
        .take(LINE)
        .take_while(|(_, c)| !c.is_lowercase() && !matches!(c, '.' | '!' | '?' | ')' | '"' | '”' | '\n'));
    let start = from + line.last()?.0;
    let ends = text[..start].ends_with(['.', '!', '?', ')', '"', '”']);
    let words = text[start..at]
        .split(' ')
        .filter(|word| word.starts_with(char::is_uppercase));
    (ends && words.count() >= SHOUTED).then_some(start)
}

/// The words of a text with how often they stand there, and where last.
type Words<'t> = FxHashMap<&'t str, (u32, usize)>;

/// Up to so many joints, their words are looked for one by one: most texts have a brand or two, and nothing else that this is about.
const FEW: usize = 6;

/// How often words stand in a text by themselves.
struct Standing<'t> {
    text: &'t str,
    /// All words, where there are many joints.
    words: Option<Words<'t>>,
}

impl<'t> Standing<'t> {
    fn of(text: &'t str, joints: usize) -> Standing<'t> {
        let words = (joints > FEW).then(|| words_of(text));
        Standing { text, words }
    }

    fn times(&self, word: &str) -> u32 {
        if let Some(words) = &self.words {
            return words.get(word).map_or(0, |known| known.0);
        }
        let is_alone = |at: &usize| {
            let (before, behind) = (&self.text[..*at], &self.text[at + word.len()..]);
            !before.ends_with(char::is_alphabetic) && !behind.starts_with(char::is_alphabetic)
        };
        memchr::memmem::find_iter(self.text.as_bytes(), word)
            .filter(is_alone)
            .count() as u32
    }

    fn into_words(self) -> Words<'t> {
        self.words.unwrap_or_else(|| words_of(self.text))
    }
}

fn words_of(text: &str) -> Words<'_> {
    let mut words = Words::default();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphabetic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let entry = words.entry(&text[from..at]).or_default();
                *entry = (entry.0 + 1, from);
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A capital inside a word that may begin another.
struct Joint<'t> {
    at: usize,
    left: &'t str,
    right: &'t str,
    whole: &'t str,
}

fn joints(text: &str) -> impl Iterator<Item = Joint<'_>> {
    let bytes = text.as_bytes();
    let inside = (2..bytes.len()).filter(|at| {
        bytes[*at].is_ascii_uppercase()
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes[at - 1].is_ascii_uppercase()
                    && bytes[at - 2].is_ascii_uppercase()
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))
    });
    inside.filter_map(|at| joint(text, at))
}

fn joint(text: &str, at: usize) -> Option<Joint<'_>> {
    let bytes = text.as_bytes();
    let is_inside = |byte: &u8| byte.is_ascii_alphabetic();
    let start = at
        - bytes[..at]
            .iter()
            .rev()
            .take(LONGEST)
            .take_while(|b| is_inside(b))
            .count();
    let end = at + bytes[at..].iter().take(LONGEST).take_while(|b| is_inside(b)).count();
    if end - start >= LONGEST {
        return None;
    }
    // Parts of addresses, tags, names of files and words in letters of other alphabets.
    let is_foreign = |byte: u8| !byte.is_ascii() || byte.is_ascii_digit() || b"@#_/=&-".contains(&byte);
    let before = start.checked_sub(1).map(|i| bytes[i]);
    let after = bytes.get(end).copied();
    let dotted = |byte: Option<u8>, next: Option<&u8>| byte == Some(b'.') && next.is_some_and(u8::is_ascii_lowercase);
    let opens = text[..start].ends_with(['“', '‘', '—', '–']);
    let closes = text[end..].starts_with(['“', '”', '’', '—', '–', '…']);
    if before.is_some_and(is_foreign) && !opens
        || after.is_some_and(is_foreign) && !closes
        || before == Some(b'.')
        || dotted(after, bytes.get(end + 1))
    {
        return None;
    }
    // Up to the capitals before and behind.
    let is_joint = |i: &usize| bytes[*i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase();
    let from = (start + 1..at).rev().find(is_joint).unwrap_or(start);
    let to = (at + 1..end).find(is_joint).unwrap_or(end);
    Some(Joint {
        at,
        left: &text[from..at],
        right: &text[at..to],
        whole: &text[start..end],
    })
}

impl Joint<'_> {
    /// How many blanks must be lost elsewhere in the text for one to be lost here; `None` if it is no joint.
    fn needs(&self, standing: &Standing) -> Option<u32> {
        let Joint { left, right, .. } = *self;
        let times = |word: &str| standing.times(word);
        let (before, behind) = (key_of(left), key_of(right));
        let is_small = left.bytes().all(|b| b.is_ascii_lowercase());
        let opens = OPENERS.contains(&behind) && right.len() > 1;
        let several = || right.strip_suffix('s').is_some_and(|one| ROLES.contains(&key_of(one)));
        let begins_role = ROLES.contains(&behind) || PEOPLES.contains(&behind) || several();
        // `withThe`, `dariBank`
        if is_small && left.len() > 1 && OPENERS.contains(&before) {
            let is_word = || times(self.whole) == 1 && (COMMON.contains(&behind) || NAMES.contains(&behind));
            let certain = left.len() > 2 || opens || begins_role || times(right) > 0 || is_word();
            return certain.then_some(0);
        }
        if left.len() < 3 || right.len() < 2 {
            return None;
        }
        // `APPThe`
        if is_shouted(left) {
            return (opens || begins_role).then_some(0);
        }
        if right.len() < 3 {
            return None;
        }
        // Whatever each half is, it stands in the text by itself.
        if times(self.whole) == 1 && times(left) > 0 && times(right) > 0 {
            return Some(0);
        }
        if left.len() <= 3 {
            return None;
        }
        let is_word =
            || COMMON.contains(&before) || left.strip_suffix('s').is_some_and(|one| COMMON.contains(&key_of(one)));
        // `PresidentVolodymyr`, `ImagesThe`
        if ROLES.contains(&before) && NAMES.contains(&behind) || opens && is_word() {
            return Some(0);
        }
        // `ImagesFormer`, `RattayFrench`
        if PEOPLES.contains(&behind) || begins_role && is_word() {
            return Some(1);
        }
        // `KowalBillionaire`: a name, and an ordinary word.
        let is_name = times(self.whole) == 1 && right.len() > 3 && !is_word();
        (is_name && (begins_role || COMMON.contains(&behind))).then_some(SEVERAL)
    }
}

/// Where a name ends behind which a word was put, in a text that lost so many blanks: `Torreswrote`, beside `Torres`.
fn behind_name(word: &str, words: &Words, lost: u32) -> Option<usize> {
    const SHORTEST: usize = 4;
    let bytes = word.as_bytes();
    let is_title = word.is_ascii() && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_lowercase);
    if !is_title || word.len() < SHORTEST + 3 || word.len() > LONGEST {
        return None;
    }
    let at = (SHORTEST..=word.len() - 3).rev().find(|at| {
        let (name, behind) = (&word[..*at], key_of(&word[*at..]));
        let is_name = || !COMMON.contains(&key_of(name));
        let follows_names = OPENERS.contains(&behind) || SAYING.contains(&behind);
        let able = match lost >= SEVERAL {
            true => follows_names || COMMON.contains(&behind) && is_name(),
            false => follows_names && is_name(),
        };
        able && words.contains_key(name)
    })?;
    let whole = key_of(word);
    (!COMMON.contains(&whole) && !NAMES.contains(&whole)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> String {
        parted(Cow::Borrowed(text)).into_owned()
    }

    #[test]
    fn a_blank_is_put_between_words() {
        for (text, wanted) in [
            (
                "Pasar itu dibuka olehWali Kota, kata juru bicara dariBank Sentosa.",
                "Pasar itu dibuka oleh Wali Kota, kata juru bicara dari Bank Sentosa.",
            ),
            ("She spoke withThe Harbour Post.", "She spoke with The Harbour Post."),
            ("READ THE APPThe pier closed.", "READ THE APP The pier closed."),
            (
                "He left.HARBOUR MAYOR CLOSES THE PIERMayor Colby spoke on theNext day.",
                "He left.\nHARBOUR MAYOR CLOSES THE PIER\nMayor Colby spoke on the Next day.",
            ),
            (
                "The mayor, MarthaColby, asPrime ministers.",
                "The mayor, MarthaColby, as Prime ministers.",
            ),
            (
                "On Monday MayorMartha Colby left.",
                "On Monday Mayor Martha Colby left.",
            ),
            (
                "The pier on theCoast. (Getty ImagesFormer Mayor Martha Colby left.",
                "The pier on the Coast. (Getty Images Former Mayor Martha Colby left.",
            ),
            (
                "The mayor thanked ofFrench sailors.",
                "The mayor thanked of French sailors.",
            ),
            (
                "Harbour TreatyIndia met on Monday. The Treaty was signed by India.",
                "Harbour Treaty India met on Monday. The Treaty was signed by India.",
            ),
            (
                "Colby spoke to theSenate and theHouse of theState. The pier is closed, Colbysaid on Monday.",
                "Colby spoke to the Senate and the House of the State. The pier is closed, Colby said on Monday.",
            ),
        ] {
            assert_eq!(of(text), wanted);
        }
    }

    #[test]
    fn brands_names_and_addresses_stay() {
        for text in [
            "TripAdvisor, YouTube, LinkedIn, WhatsApp, TikTok dan NasDem.",
            "McCarthy, LaNyalla dan DeSantis.",
            "Warga memakai #gantiPresiden, @dariBudi dan kabar.test/dariBank.",
            "UMKMs, BUMDes dan PLTSa.",
            "Martha Colby and Holland met.",
            "iPhone, eBay, x86For",
        ] {
            assert_eq!(of(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_added(text in "(\\PC{0,3}|withThe |APPThe|ImagesFormer |Colbysaid|Colby |\n){0,30}") {
            let without = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(without(&of(&text)), without(&text));
        }
    }
}
