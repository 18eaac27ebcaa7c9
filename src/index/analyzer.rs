//! Text -> terms.
//!
//! A term is a run of letters and digits, folded: lower case, without accents. An apostrophe inside a word is dropped
//! (`Ma'ruf` is `maruf`) and so is an English possessive. Where the stem of a word, by the rules of the article's language,
//! differs from the word, it stands at the same position behind [`STEM`], so that a search can ask for the word as typed or for
//! all of its forms, and a phrase is exact.

use std::borrow::Cow;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

use super::stems::Stems;
use crate::article::Language;

/// Marks a term as a stem. No folded word contains it.
pub const STEM: char = '\u{1}';

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
    out.push_str(text);
    out
}

/// The code in front of a tagged text, and the text; a text without a tag has no language.
fn untagged(text: &str) -> (Language, usize) {
    match text.as_bytes().iter().take(4).position(|b| *b == STEM as u8) {
        Some(at) => (Language::from_code(&text[..at]).unwrap_or(Language::UNKNOWN), at + 1),
        None => (Language::UNKNOWN, 0),
    }
}

/// The stem of a folded word, if the language has a stemmer and the stem is another word.
pub fn stem(language: Language, word: &str) -> Option<Cow<'_, str>> {
    let algorithm = match language.code() {
        "id" => frostem::Algorithm::Indonesian,
        "en" => frostem::Algorithm::English,
        _ => return None,
    };
    let stem = frostem::Stemmer::new(algorithm).stem(word);
    (stem != word && !stem.is_empty()).then_some(stem)
}

/// Folds one word: lower case, no accents, no apostrophes.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        for part in word.split('\'') {
            out.push_str(part);
        }
        out[from..].make_ascii_lowercase();
        return;
    }
    for c in word
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !is_apostrophe(*c))
    {
        match c {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`')
}

fn is_part(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// A word of a text: its byte offsets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
}

/// The next word of `text` at or after byte `from`. The same cut serves indexing, queries and highlights.
pub fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        match bytes.get(start)? {
            b if b.is_ascii_alphanumeric() => break,
            b if b.is_ascii() => start += 1,
            _ => match text[start..].chars().next()? {
                c if is_part(c) => break,
                c => start += c.len_utf8(),
            },
        }
    }
    // Most words are plain letters up to a blank or a sign.
    let plain = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut end = start + plain;
    match bytes.get(end) {
        None => return Some(Word { start, end }),
        Some(b) if b.is_ascii() && !matches!(b, b'\'' | b'`') => return Some(Word { start, end }),
        Some(_) => {}
    }
    let mut chars = text[end..].char_indices().peekable();
    let behind = end;
    while let Some((offset, c)) = chars.next() {
        if is_part(c) {
            end = behind + offset + c.len_utf8();
        } else if is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
            let after = &text[behind + offset + c.len_utf8()..];
            let mut after = after.chars();
            let possessive = matches!(after.next(), Some('s' | 'S')) && !after.next().is_some_and(is_part);
            if possessive {
                break;
            }
        } else {
            break;
        }
    }
    Some(Word { start, end })
}

/// Cuts and folds text for the index. With `stems`, the language in front of the text decides the stemmer.
#[derive(Clone)]
pub struct TextAnalyzer {
    stems: bool,
    token: Token,
    /// The stem of the word before, where it is to come.
    pending: String,
    known: Stems,
}

impl TextAnalyzer {
    pub fn new(stems: bool) -> TextAnalyzer {
        TextAnalyzer {
            stems,
            token: Token::default(),
            pending: String::new(),
            known: Stems::default(),
        }
    }
}

impl Tokenizer for TextAnalyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        self.token.reset();
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
            token, pending, known, ..
        } = &mut *self.analyzer;
        if !pending.is_empty() {
            // At the position of its word.
            std::mem::swap(&mut token.text, pending);
            pending.clear();
            return true;
        }
        loop {
            let Some(word) = next_word(self.text, self.at) else {
                return false;
            };
            self.at = word.end;
            token.position = token.position.wrapping_add(1);
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
        fn words_lie_on_character_bounds_and_end(text in "\\PC{0,120}") {
            let mut at = 0;
            while let Some(word) = next_word(&text, at) {
                prop_assert!(word.start >= at && word.end > word.start);
                prop_assert!(text.get(word.start..word.end).is_some());
                at = word.end;
            }
        }
    }
}
