//! Links to other articles that stand within a paragraph: `... katanya. Baca juga: Harga Beras Naik Lagi Warga berharap ...`. Dumps that
//! dropped the breaks of a page's lines have many.
//!
//! Nothing marks where the headline ends, but its words begin with capitals and those of the article do not. So the first word that a
//! headline would not write small tells that the article has begun before it; where exactly is told, in this order, by a word that
//! headlines write small or do without (`Menurut`), by an opening mark, by an office (`Kapolsek`), and else by that word alone. A headline
//! that is not written so ends at the next link or with the paragraph, or the paragraph stays whole.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::headlines;
use crate::lang;
use crate::lexicon::Entry;
use crate::tokens::key_of;

/// A part of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'t> {
    Text(&'t str),
    /// The headline of another article.
    Link(&'t str),
}

/// The fewest words of a headline.
const SHORTEST: usize = 3;
/// The most words of the headlines of one link: outlets put three of them behind one `Baca juga`.
const LONGEST: usize = 60;
/// The most words of a headline that is not written with capitals.
const LONGEST_PLAIN: usize = 20;
/// Words with a capital between an opener or an office and the first word of its sentence that is in lower case.
const REACH: usize = 10;
/// The links of a line behind which names are looked for in the whole line: bounds the time.
const MOST_LINKS: usize = 32;
/// Words from a pronoun to the first in lower case.
const NEAR: usize = 2;
/// Words from an office to the one before it in a chain of them.
const CHAIN: usize = 4;

fn related() -> impl Iterator<Item = Entry> {
    lang::of_all(|lexicon| lexicon.related)
        .into_iter()
        .flat_map(|file| file.entries())
}

/// What begins a link within a paragraph.
static MARKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let inline = related().filter(|entry| entry.value() == "inline");
    inline.map(|entry| entry.item).collect()
});

/// Words of the page that stand between sentences, exactly as they are written: `Halaman Selanjutnya`.
static PAGE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let files = lang::of_all(|lexicon| lexicon.boilerplate).into_iter();
    files
        .flat_map(|file| file.of_class("inline"))
        .map(|entry| entry.item)
        .collect()
});

/// The letters that marks begin with.
static FIRST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let marks = MARKS.iter().chain(PAGE.iter());
    let mut first: Vec<u8> = marks.filter_map(|mark| mark.bytes().next()).collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// Words that begin a sentence of the article: headlines write them small, or do without.
static OPENERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| of_class("opener"));

/// The same where the sentence goes on in lower case right behind them: headlines have them too.
static NEAR_OPENERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| of_class("near-opener"));

/// Words that begin an office.
static OFFICES: LazyLock<FxHashSet<u64>> = LazyLock::new(|| of_class("office"));

fn of_class(class: &'static str) -> FxHashSet<u64> {
    let entries = related().filter(|entry| entry.class == class);
    entries.map(|entry| key_of(entry.item)).collect()
}

/// The parts of a paragraph, in order. One without links is one text.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let marks = marks_in(line);
    let names = if marks.len() <= MOST_LINKS { line } else { "" };
    let mut out = Vec::with_capacity(1 + 2 * marks.len());
    let mut from = 0;
    for (n, mark) in marks.iter().enumerate() {
        let next = marks.get(n + 1);
        let end = next.map_or(line.len(), |next| next.start);
        if mark.page {
            out.push(Piece::Text(line[from..mark.start].trim()));
            from = mark.end;
        } else if let Some(headline) = headline(&line[mark.end..end], names, next.is_some() || n > 0) {
            out.push(Piece::Text(line[from..mark.start].trim()));
            out.push(Piece::Link(headline.trim()));
            from = mark.end + headline.len();
        }
    }
    out.push(Piece::Text(line[from..].trim()));
    out.retain(|piece| !matches!(piece, Piece::Text("") | Piece::Link("")));
    out
}

/// The headline that a line begins with behind its `Baca juga:`, and the text of the article that goes on behind it.
pub fn behind_link(text: &str) -> (&str, &str) {
    let headline = headline(text, text, false).unwrap_or(text);
    (headline.trim(), text[headline.len()..].trim())
}

/// A mark with its colon and the blanks behind, in bytes.
struct Mark {
    start: usize,
    end: usize,
    /// A sentence ends before it, or it is written like no word of a sentence.
    closed: bool,
    /// No link, but words of the page.
    page: bool,
}

fn marks_in(line: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for first in FIRST.iter() {
        for at in memchr::memchr_iter(*first, line.as_bytes()) {
            marks.extend(mark_at(line, at));
        }
    }
    marks.sort_unstable_by_key(|mark: &Mark| mark.start);
    marks.dedup_by_key(|mark| mark.start);
    // Behind a headline no stop needs to stand: `Baca juga: Harga Naik Baca juga: ...`
    let mut before = false;
    marks.retain(|mark| {
        before |= mark.closed;
        before
    });
    marks
}

fn mark_at(line: &str, at: usize) -> Option<Mark> {
    let before = line[..at].trim_end();
    let closed = before.is_empty() || before.ends_with(['.', '"', '”', '!', '?', '…', ')', '\'', ':']);
    if let Some(text) = PAGE.iter().find(|text| line[at..].starts_with(**text)) {
        let end = at + text.len();
        let rest = line[end..].trim_start();
        let opens = rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
        return (closed && opens).then_some(Mark {
            start: at,
            end,
            closed,
            page: true,
        });
    }
    let text = MARKS.iter().find(|text| {
        let head = line.get(at..at + text.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(text))
    })?;
    let end = at + text.len();
    let rest = line[end..].trim_start();
    let colon = rest.strip_prefix(':').map(str::trim_start);
    // Without a colon both words have a capital, and a headline's follows: `Baca Juga Warga Kota Lama ...`
    let capitals = || {
        line[at..end]
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase))
    };
    let rest = colon.or_else(|| {
        let spaced = line[end..].starts_with(' ') && rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (spaced && capitals()).then_some(rest)
    })?;
    Some(Mark {
        start: at,
        end: line.len() - rest.len(),
        // A heading before it has no full stop: `... dan Pasar Baca Juga : ...`
        closed: closed || colon.is_some() && capitals(),
        page: false,
    })
}

/// A word of the text behind a mark.
struct TextWord<'t> {
    start: usize,
    text: &'t str,
}

impl TextWord<'_> {
    fn bare(&self) -> &str {
        self.text.trim_matches(|c: char| !c.is_alphanumeric())
    }

    fn is_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    /// With a capital.
    fn is_one_of(&self, words: &FxHashSet<u64>) -> bool {
        let bare = self.bare();
        bare.starts_with(char::is_uppercase) && words.contains(&key_of(bare))
    }
}

/// The headline that `text` begins with; `bounded` where another link stands behind it or before it. What `names` has elsewhere is one
/// name.
fn headline<'t>(text: &'t str, names: &str, bounded: bool) -> Option<&'t str> {
    let mut end = 0;
    let words: Vec<TextWord> = text
        .split_whitespace()
        .take(LONGEST + 1)
        .map(|word| {
            // They come in the order of the text.
            let start = end + text[end..].find(word).unwrap_or_default();
            end = start + word.len();
            TextWord { start, text: word }
        })
        .collect();
    let whole = end == text.trim_end().len();
    // What stands before another link without the end of a sentence is the headline of the one before.
    let ends = text.trim_end().ends_with(['.', '!', '"', '”']) || text.contains(". ");
    if bounded && whole && words.len() <= LONGEST_PLAIN && !ends {
        return Some(text);
    }
    let lower = words
        .iter()
        .position(|w| w.is_lower() && !headlines::is_small(w.bare()));
    let begins = match (lower, gap(text, &words)) {
        (lower, Some(gap)) if lower.is_none_or(|lower| gap <= lower) => gap,
        (None, _) => return (whole && words.len() >= SHORTEST).then_some(text),
        // Not written with capitals.
        (Some(lower), _) if lower <= SHORTEST => return None,
        (Some(lower), _) => beginning(names, &words, lower),
    };
    (begins >= SHORTEST).then(|| &text[..words[begins].start])
}

/// The word behind several blanks: what is left of a break that a dump dropped.
fn gap(text: &str, words: &[TextWord]) -> Option<usize> {
    let behind = |pair: &[TextWord]| pair[0].start + pair[0].text.len();
    let gap = words
        .windows(2)
        .position(|pair| text[behind(pair)..pair[1].start].chars().count() > 1)?;
    Some(gap + 1).filter(|gap| *gap >= SHORTEST)
}

/// The word that begins the article's sentence, of which `lower` is the first that no headline writes small.
fn beginning(names: &str, words: &[TextWord], lower: usize) -> usize {
    let near = lower.saturating_sub(REACH).max(1)..lower;
    // `Polisi: Untuk Pamer` is of the headline still.
    let free = |i: &usize| !words[i - 1].text.ends_with([':', ',', '-', '–']);
    let opens = |i: &usize| words[*i].is_one_of(&OPENERS) || lower - i <= NEAR && words[*i].is_one_of(&NEAR_OPENERS);
    let opener = near.clone().rev().filter(free).find(opens);
    let quoted = near.clone().rev().find(|i| words[*i].text.starts_with(['"', '“']));
    let asked = || near.clone().rev().find(|i| words[*i - 1].text.ends_with(['?', '!']));
    if let Some(strong) = opener.max(quoted).or_else(asked) {
        return strong;
    }
    // `Kapolsek Lama AKP Budi`: the first of a chain of offices.
    let mut office: Option<usize> = None;
    for i in near.rev() {
        if words[i].is_lower() || office.is_some_and(|office| office - i > CHAIN) {
            break;
        }
        if words[i].is_one_of(&OFFICES) {
            office = Some(i);
        }
    }
    let last = || (0..lower).rev().find(|i| !words[*i].is_lower()).unwrap_or(lower);
    let mut begins = office.unwrap_or_else(last);
    if begins < SHORTEST {
        return begins;
    }
    // `Kota Lama menutup pasar`, of which the line speaks elsewhere: one name.
    for _ in 0..CHAIN {
        let (before, word) = (&words[begins - 1], &words[begins]);
        let name = format!("{} {}", before.text, word.bare());
        if office.is_some() || begins <= SHORTEST || before.is_lower() || !before.text.ends_with(char::is_alphanumeric)
        {
            break;
        }
        if memchr::memmem::find_iter(names.as_bytes(), name.as_bytes())
            .nth(1)
            .is_none()
        {
            break;
        }
        begins -= 1;
    }
    // `2. Main di taman`: the number of a heading is its own.
    let number = words[begins - 1].text.strip_suffix('.');
    match number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
        true => begins - 1,
        false => begins,
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Link, Text};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_between_sentences_of_a_paragraph() {
        for (line, wanted) in [
            (
                "Pasar ditutup. Baca juga: Harga Beras Naik di Kota Lama Menurut Siti, warga mengeluh.",
                vec![
                    Text("Pasar ditutup."),
                    Link("Harga Beras Naik di Kota Lama"),
                    Text("Menurut Siti, warga mengeluh."),
                ],
            ),
            (
                "Pasar ditutup. Baca Juga Harga Beras Naik di Kota Lama Warga mengeluh.",
                vec![
                    Text("Pasar ditutup."),
                    Link("Harga Beras Naik di Kota Lama"),
                    Text("Warga mengeluh."),
                ],
            ),
            (
                "Pasar ditutup. Baca Juga : Harga Beras Naik di Kota Lama Kapolsek Baru AKP Danang Surya mengatakan, api padam.",
                vec![
                    Text("Pasar ditutup."),
                    Link("Harga Beras Naik di Kota Lama"),
                    Text("Kapolsek Baru AKP Danang Surya mengatakan, api padam."),
                ],
            ),
            (
                "Pasar ditutup. Baca juga: Beras Naik, Apa Sebabnya? \"Kami lelah,\" kata Siti.",
                vec![
                    Text("Pasar ditutup."),
                    Link("Beras Naik, Apa Sebabnya?"),
                    Text("\"Kami lelah,\" kata Siti."),
                ],
            ),
            (
                "Pasar ditutup. Baca juga: warga kota lama mengeluh Baca juga: harga beras naik",
                vec![
                    Text("Pasar ditutup."),
                    Link("warga kota lama mengeluh"),
                    Link("harga beras naik"),
                ],
            ),
            (
                "Pasar ditutup. Baca juga: Harga Beras Naik di Kota Lama",
                vec![Text("Pasar ditutup."), Link("Harga Beras Naik di Kota Lama")],
            ),
        ] {
            assert_eq!(pieces(line), wanted, "{line}");
        }
    }

    #[test]
    fn words_of_the_page_go() {
        assert_eq!(
            pieces("Pasar ditutup. Halaman Selanjutnya Menurut Siti, warga mengeluh."),
            [Text("Pasar ditutup."), Text("Menurut Siti, warga mengeluh.")]
        );
        let line = "Halaman Selanjutnya dari buku itu sobek.";
        assert_eq!(pieces(line), [Text(line)]);
    }

    #[test]
    fn what_is_no_link_stays() {
        for line in [
            "Ia baca juga: begitu katanya kepada warga.",
            "Pasar ditutup. Baca juga: Kota di dan di dan naik.",
            "Pasar ditutup. Baca juga petunjuk ini.",
            "Pasar ditutup. Baca juga: petunjuk ini sebelum memasak. Warga pergi.",
        ] {
            assert_eq!(pieces(line), [Text(line)]);
        }
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_line(line in "(Baca juga: |Baca Juga |Halaman Selanjutnya |Kota |Menurut |Kapolsek |di |naik |2\\. |\\? |\"|  |\\PC ){0,24}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let kept: usize = pieces(&line)
                .iter()
                .map(|piece| match piece {
                    Text(text) | Link(text) => letters(text),
                })
                .sum();
            prop_assert!(kept <= letters(&line));
            let (headline, rest) = behind_link(&line);
            prop_assert_eq!(letters(headline) + letters(rest), letters(&line));
        }
    }

    #[test]
    fn text_goes_on_behind_a_link_that_begins_a_line() {
        assert_eq!(
            behind_link("Harga Beras Naik di Kota Lama Menurut Siti, warga mengeluh."),
            ("Harga Beras Naik di Kota Lama", "Menurut Siti, warga mengeluh.")
        );
        assert_eq!(
            behind_link("Harga Beras Naik di Kota Lama"),
            ("Harga Beras Naik di Kota Lama", "")
        );
    }
}
