//! Where sentences and paragraphs end.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, with the quotation marks and brackets that close behind it, where a capital, a
//! digit or an opening mark follows. It does not end after an initial (`M. Jufri`) or an abbreviation (`Dr.`, `No.`, `Jl.`),
//! and it ends at every paragraph's end.

use std::ops::Range;

use crate::lang::{PerLanguage, Profile};
use crate::tokens::{Kind, Shape, Token, key_of};
use crate::vocabulary::WordSet;

/// Words that are written with a full stop in the middle of a sentence: `Dr.`, `No.`
static ABBREVIATIONS: PerLanguage<WordSet> = PerLanguage::new(|profile| {
    let files = profile.lexicon.abbreviations.iter();
    let entries = files.flat_map(|file| file.entries());
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

/// Words that begin sentences: `The`, `He`.
static OPENERS: PerLanguage<WordSet> = PerLanguage::new(|profile| {
    let files = profile.lexicon.function_words.iter();
    let entries = files.flat_map(|file| file.entries());
    WordSet::new(entries.map(|entry| key_of(entry.item)))
});

pub fn paragraphs(body: &str, tokens: &[Token]) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in memchr::memchr_iter(b'\n', body.as_bytes()) {
        let end = start + tokens[start..].partition_point(|t| (t.start as usize) < at);
        if end > start {
            out.push(start as u32..end as u32);
            start = end;
        }
    }
    if start < tokens.len() {
        out.push(start as u32..tokens.len() as u32);
    }
    out
}

pub fn sentences(
    body: &str,
    tokens: &[Token],
    paragraphs: &[Range<u32>],
    profile: &'static Profile,
) -> Vec<Range<u32>> {
    let abbreviations = ABBREVIATIONS.of(profile);
    let openers = OPENERS.of(profile);
    let mut out = Vec::with_capacity(tokens.len() / 16 + paragraphs.len());
    for paragraph in paragraphs {
        let (mut start, last) = (paragraph.start as usize, paragraph.end as usize);
        let mut i = start;
        while i < last {
            i += 1;
            if !ends_at(body, tokens, i - 1, start, abbreviations) {
                continue;
            }
            // Closing marks belong to the sentence that they close.
            while i < last && tokens[i].glued && is_closing(body, &tokens[i]) {
                i += 1;
            }
            if i < last && !tokens[i].glued && begins(body, &tokens[i]) && !goes_on(body, tokens, i, openers) {
                out.push(start as u32..i as u32);
                start = i;
            }
        }
        if start < last {
            out.push(start as u32..last as u32);
        }
    }
    out
}

fn ends_at(body: &str, tokens: &[Token], i: usize, start: usize, abbreviations: &WordSet) -> bool {
    let token = &tokens[i];
    match token.kind {
        Kind::Sign => {}
        // `the U.S. He said`: begins() decides. Other letters with full stops are a person's initials: `A.M. Hendro`.
        Kind::Word if token.plain => return false,
        Kind::Word => return body[token.span().range()].ends_with('.') && i > start && may_end(token.span().of(body)),
        Kind::Number => return false,
    }
    match token.span().of(body) {
        "!" | "?" | "…" => true,
        "." => {
            if i == start || !token.glued {
                return true;
            }
            let before = &tokens[i - 1];
            let initial = before.end - before.start == 1 && before.shape == Shape::Title;
            !initial && !abbreviations.has(before)
        }
        _ => false,
    }
}

/// Letters with full stops that may be the last word of a sentence: in lower case (`p.m.`), or of a country, state or office.
fn may_end(word: &str) -> bool {
    const ENDING: [&str; 12] = [
        "U.S.", "U.S.A.", "U.K.", "U.N.", "E.U.", "D.C.", "N.Y.", "L.A.", "N.J.", "N.C.", "P.M.", "M.D.",
    ];
    word.starts_with(char::is_lowercase) || ENDING.contains(&word)
}

/// `the U.S. Chamber of Commerce`: behind the short form of a country a word with a capital goes on, unless it is one that begins
/// sentences.
fn goes_on(body: &str, tokens: &[Token], i: usize, openers: &WordSet) -> bool {
    const COUNTRIES: [&str; 4] = ["U.S.", "U.K.", "U.N.", "E.U."];
    let before = &tokens[i - 1];
    before.kind == Kind::Word
        && tokens[i].kind == Kind::Word
        && COUNTRIES.contains(&before.span().of(body))
        && !openers.has(&tokens[i])
}

fn is_closing(body: &str, token: &Token) -> bool {
    token.kind == Kind::Sign
        && matches!(
            token.span().of(body),
            "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "." | "!" | "?" | "…"
        )
}

fn begins(body: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Word => token.shape != Shape::Lower,
        Kind::Number => true,
        Kind::Sign => !matches!(
            token.span().of(body),
            "," | ";" | ":" | "." | "-" | "–" | "—" | ")" | "/"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::text::Doc;

    fn cut(text: &str) -> Vec<&str> {
        let doc = Doc::new(text, Language::ID);
        doc.sentences
            .iter()
            .map(|s| doc.span(s.start as usize..s.end as usize).of(text))
            .collect()
    }

    #[test]
    fn initials_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            cut("Menurut Dr. M. Jufri, harga naik. Ia pergi."),
            ["Menurut Dr. M. Jufri, harga naik.", "Ia pergi."]
        );
    }

    #[test]
    fn initials_of_several_letters_do_not_end_a_sentence() {
        assert_eq!(
            cut("Menurut J.K. Fulan, harga naik. Ia tiba dari U.S. Dia pulang."),
            ["Menurut J.K. Fulan, harga naik.", "Ia tiba dari U.S.", "Dia pulang."]
        );
    }

    #[test]
    fn a_country_in_letters_goes_on_into_a_name() {
        let text = "She spoke at the U.S. Chamber of Commerce. They left the U.S. The rest stayed.";
        let doc = Doc::new(text, Language::EN);
        let cut: Vec<&str> = doc
            .sentences
            .iter()
            .map(|s| doc.span(s.start as usize..s.end as usize).of(text))
            .collect();
        assert_eq!(
            cut,
            [
                "She spoke at the U.S. Chamber of Commerce.",
                "They left the U.S.",
                "The rest stayed."
            ]
        );
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(
            cut("\"Kami siap.\" Ia pergi! \"Ya?\" tanyanya."),
            ["\"Kami siap.\"", "Ia pergi!", "\"Ya?\" tanyanya."]
        );
    }

    #[test]
    fn a_line_ends_a_sentence() {
        assert_eq!(
            cut("Judul tanpa titik\nIsi berita."),
            ["Judul tanpa titik", "Isi berita."]
        );
    }
}
