//! Sentences and paragraphs of a body as the index knows them: each begins at a word and reaches to the word at which the next
//! one begins. A paragraph is a line.

use super::analyzer::{PARAGRAPH, SENTENCE, STEM, push_unmarked};
use crate::article::Language;

/// The byte offsets at which paragraphs begin, of those at which `sentences` do.
pub fn paragraphs<'a>(body: &'a str, sentences: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut before: Option<usize> = None;
    sentences.iter().copied().filter(move |start| {
        let at = *start as usize;
        let between = before.replace(at).map(|before| &body.as_bytes()[before..at]);
        between.is_none_or(|between| memchr::memchr(b'\n', between).is_some())
    })
}

/// A body as the analyzer takes it: its language in front, and a mark before each sentence and each paragraph.
pub fn marked(language: Language, body: &str, sentences: &[u32]) -> String {
    let code = language.code();
    let mut out = String::with_capacity(code.len() + 1 + body.len() + 2 * sentences.len());
    out.push_str(code);
    out.push(STEM);
    let mut paragraphs = paragraphs(body, sentences).peekable();
    let mut from = 0;
    for start in sentences {
        let at = *start as usize;
        push_unmarked(&body[from..at], &mut out);
        from = at;
        if paragraphs.next_if_eq(start).is_some() {
            out.push(PARAGRAPH);
        }
        out.push(SENTENCE);
    }
    push_unmarked(&body[from..], &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_before_sentences_and_paragraphs() {
        let body = "Satu. Dua.\n\nTiga \u{2}.";
        let marked = marked(Language::ID, body, &[0, 6, 12]);
        assert_eq!(marked, "id\u{1}\u{3}\u{2}Satu. \u{2}Dua.\n\n\u{3}\u{2}Tiga  .");
    }
}
