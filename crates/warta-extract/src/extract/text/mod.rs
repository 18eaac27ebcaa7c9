//! The text as the passes see it: cut once into tokens, sentences and paragraphs.

mod sentences;

pub use crate::tokens::{Kind, Shape, Token, key_of, tokenize};

use std::ops::Range;

use crate::article::{Language, Span};
use crate::lang::{self, Profile};
use crate::vocabulary::{Phrases, Tokens, numbered};

/// The beginning of a text: at most so many bytes, whole characters.
pub fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A clean body, cut. Everything that reads the body works on this; nothing cuts it again.
pub struct Doc<'a> {
    pub body: &'a str,
    pub language: Language,
    profile: &'static Profile,
    pub tokens: Tokens,
    /// Ranges of token indices, in order, together all tokens.
    pub sentences: Vec<Range<u32>>,
    /// Ranges of token indices: one for each line of the body that has a token.
    pub paragraphs: Vec<Range<u32>>,
}

impl<'a> Doc<'a> {
    pub fn new(body: &'a str, language: Language) -> Doc<'a> {
        Doc::of_tokens(body, numbered(body), language)
    }

    /// As [`Doc::new`], of a body that [`numbered`] has cut.
    pub fn of_tokens(body: &'a str, tokens: Tokens, language: Language) -> Doc<'a> {
        let profile = lang::profile(language);
        let paragraphs = sentences::paragraphs(body, &tokens);
        let sentences = sentences::sentences(body, &tokens, &paragraphs, profile);
        Doc {
            body,
            language,
            profile,
            tokens,
            sentences,
            paragraphs,
        }
    }

    /// What is known of the text's language: its words, and the facts of its grammar.
    pub fn profile(&self) -> &'static Profile {
        self.profile
    }

    /// The longest phrase that begins at token `i`: how many tokens it takes, and its value.
    pub fn phrase_at<'p, T>(&self, phrases: &'p Phrases<T>, i: usize) -> Option<(usize, &'p T)> {
        phrases.at_tokens(self.body, &self.tokens, i)
    }

    /// The text of token `i`.
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens[i].span().of(self.body)
    }

    /// Whether token `i` is there and is this sign.
    pub fn is_sign(&self, i: usize, sign: &str) -> bool {
        self.tokens.get(i).is_some_and(|token| token.kind == Kind::Sign) && self.text(i) == sign
    }

    /// The span from the first to the last token of a range of token indices, which must not be empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span {
            start: self.tokens[tokens.start].start,
            end: self.tokens[tokens.end - 1].end,
        }
    }

    /// The byte offsets at which sentences begin.
    pub fn sentence_starts(&self) -> impl Iterator<Item = u32> + '_ {
        self.sentences
            .iter()
            .map(|range| self.tokens[range.start as usize].start)
    }

    /// The sentence that token `i` is in, as an index into `sentences`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end as usize <= i)
    }

    /// The paragraph that token `i` is in, as an index into `paragraphs`.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end as usize <= i)
    }

    /// The index of the first token that starts at or after byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < offset)
    }
}
