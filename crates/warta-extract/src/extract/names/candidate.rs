//! A stretch that may be the name of a person, and how sure that is.

use std::ops::Range;

use super::classes::WordClass;
use crate::extract::text::{Doc, Shape};

/// How sure it is that a stretch is a person's name, from itself and the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// One word, or several unknown ones: the article must tell.
    Weak,
    /// Several words, a known name among them.
    Fair,
    /// A title, a role or an age stands beside it.
    Strong,
}

/// A stretch that may be the name of a person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Tokens of the name, without titles and degrees.
    pub name: Range<usize>,
    /// Where the titles before the name begin.
    pub titles: usize,
    /// Where the run of capitalised words begins that the name ends.
    pub run: usize,
    /// Behind degrees and age.
    pub end: usize,
    pub sure: Sure,
    /// A preposition of place stands before it: `di`, `ke`.
    pub placed: bool,
}

impl Candidate {
    /// Whether the next name stands right behind this one and a comma: `Fulan, Siti`.
    pub fn is_before(&self, doc: &Doc, next: &Candidate) -> bool {
        next.titles == self.end + 1 && doc.is_sign(self.end, ",")
    }

    /// Whether `itu`, `ini` or `tersebut` stands behind the name.
    pub fn is_pointed_at(&self, doc: &Doc, words: &[WordClass]) -> bool {
        let word = words.get(self.end);
        word.is_some_and(|word| word.is(WordClass::DEMONSTRATIVE)) && doc.tokens[self.end].shape == Shape::Lower
    }
}

/// Words of a name that are more than an initial.
pub fn full_words<'d>(doc: &'d Doc, name: &Range<usize>) -> impl Iterator<Item = usize> + Clone + use<'d> {
    let tokens = &doc.tokens;
    name.clone().filter(move |i| {
        let token = &tokens[*i];
        token.is_word() && token.end - token.start > 1 && token.shape != Shape::Lower
    })
}
