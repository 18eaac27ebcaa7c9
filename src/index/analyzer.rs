//! Text -> terms.
//!
//! A term is a run of letters and digits, folded: lower case, without accents. An apostrophe inside a word is dropped
//! (`Ma'ruf` is `maruf`) and so is an English possessive. Where the stem of a word, by the rules of the article's language,
//! differs from the word, it stands at the same position behind [`STEM`], so that a search can ask for the word as typed or for
//! all of its forms, and a phrase is exact.
//!
//! In a body, [`SENTENCE`] and [`PARAGRAPH`] stand at the position of the first word of each sentence and paragraph, so that words
//! in one of them are found by positions alone.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::stems::Stems;
pub use super::stems::stem;
use crate::article::Language;
use crate::words::fold_into;
pub use crate::words::{Word, fold, next_word, words_in};

/// Marks a term as a stem. No folded word contains it.
pub const STEM: char = '\u{1}';

/// Marks where a sentence begins: in a text, before its first character; as a term, at the position of its first word.
pub const SENTENCE: char = '\u{2}';
/// The same for a paragraph.
pub const PARAGRAPH: char = '\u{3}';

/// Whether a term that begins with this byte is a word as typed.
pub fn is_word(first: u8) -> bool {
    first > PARAGRAPH as u8
}

/// The name under which [`TextAnalyzer`] is registered: words, and their stems.
pub const TEXT: &str = "warta_text";
/// The name under which the analyzer of names is registered: words only.
pub const NAME: &str = "warta_name";

/// The name under which [`KeywordAnalyzer`] is registered: the whole value as one folded term.
pub const KEYWORD: &str = "warta_keyword";

/// Longest term in bytes; what is longer is no word and would only bloat the dictionary.
pub const LONGEST: usize = 80;

/// A text with its language in front, as the analyzer of [`TEXT`] fields takes it.
pub fn tagged(language: Language, text: &str) -> String {
    let code = language.code();
    let mut out = String::with_capacity(text.len() + code.len() + 1);
    out.push_str(code);
    out.push(STEM);
    push_unmarked(text, &mut out);
    out
}

/// A text may hold the very characters that serve as marks; they are no part of a word.
pub fn push_unmarked(text: &str, out: &mut String) {
    if memchr::memchr2(SENTENCE as u8, PARAGRAPH as u8, text.as_bytes()).is_none() {
        out.push_str(text);
    } else {
        out.extend(
            text.chars()
                .map(|c| if c == SENTENCE || c == PARAGRAPH { ' ' } else { c }),
        );
    }
}

/// The code in front of a tagged text, and the text; a text without a tag has no language.
fn untagged(text: &str) -> (Language, usize) {
    match text.as_bytes().iter().take(4).position(|b| *b == STEM as u8) {
        Some(at) => (Language::from_code(&text[..at]).unwrap_or(Language::UNKNOWN), at + 1),
        None => (Language::UNKNOWN, 0),
    }
}

/// The words that a stretch of a text holds whole, by their numbers: `words` are all of the text, in order.
pub fn inside(words: &[Word], start: usize, end: usize) -> Range<usize> {
    let first = words.partition_point(|word| word.start < start);
    let behind = words.partition_point(|word| word.end <= end);
    first..behind.max(first)
}

/// Cuts and folds text for the index. With `stems`, the language in front of the text decides the stemmer.
#[derive(Clone)]
pub struct TextAnalyzer {
    stems: bool,
    token: Token,
    /// The word behind the marks that are to come, or whose marks have come.
    held: Option<Word>,
    /// The marks before the word at hand that are to come.
    marks: Marks,
    /// The stem of the word before, where it is to come.
    pending: String,
    known: Stems,
}

impl TextAnalyzer {
    pub fn new(stems: bool) -> TextAnalyzer {
        TextAnalyzer {
            stems,
            token: Token::default(),
            held: None,
            marks: Marks::default(),
            pending: String::new(),
            known: Stems::default(),
        }
    }
}

impl Tokenizer for TextAnalyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        self.token.reset();
        self.held = None;
        self.marks = Marks::default();
        self.pending.clear();
        let (language, at) = if self.stems {
            untagged(text)
        } else {
            (Language::UNKNOWN, 0)
        };
        Terms {
            text,
            at,
            language,
            analyzer: self,
        }
    }
}

/// The marks that are to come before a word.
#[derive(Clone, Copy, Default)]
struct Marks {
    paragraph: bool,
    sentence: bool,
}

impl Marks {
    /// Those in the bytes between two words.
    fn in_gap(gap: &[u8]) -> Marks {
        // Nearly always a blank.
        if gap.len() < 2 {
            return Marks {
                paragraph: gap == [PARAGRAPH as u8],
                sentence: gap == [SENTENCE as u8],
            };
        }
        Marks {
            paragraph: gap.contains(&(PARAGRAPH as u8)),
            sentence: gap.contains(&(SENTENCE as u8)),
        }
    }

    fn next(&mut self) -> Option<char> {
        if std::mem::take(&mut self.paragraph) {
            Some(PARAGRAPH)
        } else {
            std::mem::take(&mut self.sentence).then_some(SENTENCE)
        }
    }
}

/// The terms of one text.
pub struct Terms<'a> {
    text: &'a str,
    at: usize,
    language: Language,
    analyzer: &'a mut TextAnalyzer,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let TextAnalyzer {
            token,
            held,
            marks,
            pending,
            known,
            ..
        } = &mut *self.analyzer;
        if !pending.is_empty() {
            // At the position of its word.
            std::mem::swap(&mut token.text, pending);
            pending.clear();
            return true;
        }
        loop {
            let word = match held.take() {
                Some(word) => word,
                None => {
                    let Some(word) = next_word(self.text, self.at) else {
                        return false;
                    };
                    *marks = Marks::in_gap(&self.text.as_bytes()[self.at..word.start]);
                    self.at = word.end;
                    token.position = token.position.wrapping_add(1);
                    word
                }
            };
            if let Some(mark) = marks.next() {
                *held = Some(word);
                token.text.clear();
                token.text.push(mark);
                return true;
            }
            if word.end - word.start > LONGEST {
                continue;
            }
            token.offset_from = word.start;
            token.offset_to = word.end;
            token.text.clear();
            fold_into(&self.text[word.start..word.end], &mut token.text);
            if token.text.is_empty() {
                continue;
            }
            pending.push(STEM);
            known.push(self.language, &token.text, pending);
            if pending.len() == STEM.len_utf8() {
                pending.clear();
            }
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.analyzer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.analyzer.token
    }
}

/// The whole value as one term, folded as [`fold_value`] does.
#[derive(Clone, Default)]
pub struct KeywordAnalyzer {
    token: Token,
}

/// A value in the form in which it is compared: folded, and white space as one blank.
pub fn fold_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for word in value.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(word, &mut out);
    }
    out
}

impl Tokenizer for KeywordAnalyzer {
    type TokenStream<'a> = Keyword<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Keyword<'a> {
        self.token.reset();
        self.token.text = fold_value(text);
        self.token.offset_to = text.len();
        Keyword {
            token: &mut self.token,
            pending: true,
        }
    }
}

/// The one term of a value.
pub struct Keyword<'a> {
    token: &'a mut Token,
    pending: bool,
}

impl TokenStream for Keyword<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = 0;
        std::mem::take(&mut self.pending)
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut analyzer = TextAnalyzer::new(true);
        let mut stream = analyzer.token_stream(text);
        let mut out = Vec::new();
        stream.process(&mut |t| out.push((t.position, t.text.replace(STEM, "~"))));
        out
    }

    fn words(text: &str) -> Vec<String> {
        terms(text).into_iter().map(|(_, t)| t).collect()
    }

    #[test]
    fn a_stem_stands_at_the_position_of_its_word() {
        let terms = terms(&tagged(Language::ID, "Ia menyerang kota"));
        let wanted = [(0, "ia"), (1, "menyerang"), (1, "~serang"), (2, "kota")];
        assert_eq!(terms, wanted.map(|(position, term)| (position, term.to_owned())));
    }

    #[test]
    fn marks_stand_at_the_position_of_the_next_word() {
        let text = crate::index::units::marked(Language::ID, "- Ia pergi. (Kota itu.)\n\u{2}", &[0, 12]);
        let found: Vec<_> = terms(&text);
        let wanted = [
            (0, "\u{3}"),
            (0, "\u{2}"),
            (0, "ia"),
            (1, "pergi"),
            (2, "\u{2}"),
            (2, "kota"),
            (3, "itu"),
        ];
        assert_eq!(found, wanted.map(|(position, term)| (position, term.to_owned())));
    }

    #[test]
    fn case_accents_and_apostrophes_are_folded() {
        assert_eq!(
            words("Erdoğan ÉLYSÉE Ma’ruf Trump’s Gdańsk"),
            ["erdogan", "elysee", "maruf", "trump", "s", "gdansk"]
        );
    }

    #[test]
    fn a_text_without_language_has_no_stems() {
        assert_eq!(words("menyerang cities"), ["menyerang", "cities"]);
    }

    proptest! {
        #[test]
        fn marks_move_no_word(text in "[a-cé' .\n\u{2}]{0,60}", every in 1usize..9) {
            let starts: Vec<u32> = text
                .char_indices()
                .filter(|(i, c)| c.is_alphabetic() && text[..*i].ends_with([' ', '\n']))
                .map(|(i, _)| i as u32)
                .step_by(every)
                .collect();
            let marked = terms(&crate::index::units::marked(Language::ID, &text, &starts));
            let words = marked.into_iter().filter(|(_, term)| !term.starts_with([SENTENCE, PARAGRAPH]));
            prop_assert_eq!(words.collect::<Vec<_>>(), terms(&tagged(Language::ID, &text)));
        }

        #[test]
        fn words_lie_on_character_bounds_and_end(text in "\\PC{0,120}") {
            let mut at = 0;
            for word in words_in(&text) {
                prop_assert!(word.start >= at && word.end > word.start);
                prop_assert!(text.get(word.start..word.end).is_some());
                at = word.end;
            }
        }
    }
}
