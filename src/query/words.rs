//! Patterns found in a text: what the index finds by its terms, found in the text itself, with the place of every word.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;

use super::condition::Pattern;
use crate::article::{Language, Span};
use crate::index::analyzer::{LONGEST, STEM, fold, stem, words_in};
use crate::index::stems::Stems;
use crate::lang;

/// A text cut as the index cuts it.
pub struct Words<'a> {
    pub text: &'a str,
    language: Language,
    /// In order.
    pub spans: Vec<Span>,
    /// Folded; empty where the index has no term.
    folded: Vec<String>,
}

thread_local! {
    /// The stems that were needed last, and room for one: a search may look at every word of many thousand texts.
    static STEMS: RefCell<(Stems, String)> = RefCell::default();
}

impl<'a> Words<'a> {
    pub fn new(text: &'a str, language: Language) -> Words<'a> {
        let mut spans = Vec::with_capacity(text.len() / 6);
        let mut folded = Vec::with_capacity(text.len() / 6);
        for word in words_in(text) {
            spans.push(Span::new(word.start, word.end));
            folded.push(if word.end - word.start > LONGEST {
                String::new()
            } else {
                fold(&text[word.start..word.end])
            });
        }
        Words {
            text,
            language,
            spans,
            folded,
        }
    }

    pub fn all(&self) -> Range<usize> {
        0..self.spans.len()
    }

    /// The words that lie in a stretch of the text.
    pub fn inside(&self, span: Span) -> Range<usize> {
        let first = self.spans.partition_point(|word| word.start < span.start);
        let end = self.spans.partition_point(|word| word.end <= span.end);
        first..end.max(first)
    }

    /// The folded word at a place.
    pub fn word(&self, i: usize) -> &str {
        &self.folded[i]
    }

    /// Whether the word at a place is one of the forms.
    fn is_form(&self, i: usize, forms: &Forms) -> bool {
        let word = &self.folded[i];
        forms.has(word)
            || STEMS.with_borrow_mut(|(stems, stem)| {
                stem.clear();
                stems.push(self.language, word, stem);
                !stem.is_empty() && forms.has_stem(stem)
            })
    }

    /// The words in `area` that the pattern finds, in order; empty where it does not match.
    pub fn find(&self, pattern: &Pattern, area: Range<usize>) -> Vec<usize> {
        match pattern {
            Pattern::Word { word, forms: false } => area.filter(|i| self.folded[*i] == *word).collect(),
            Pattern::Word { word, forms: true } => {
                let forms = Forms::of(word);
                area.filter(|i| self.is_form(*i, &forms)).collect()
            }
            Pattern::Prefix(prefix) => area.filter(|i| self.folded[*i].starts_with(prefix.as_str())).collect(),
            Pattern::Fuzzy { word, distance } => {
                let (len, distance) = (word.chars().count(), usize::from(*distance));
                area.filter(|i| {
                    let found = &self.folded[*i];
                    !found.is_empty()
                        && found.chars().count().abs_diff(len) <= distance
                        && strsim::osa_distance(found, word) <= distance
                })
                .collect()
            }
            Pattern::Phrase(words) => {
                let mut found = Vec::new();
                for start in area.clone() {
                    let fits = start + words.len() <= area.end
                        && words
                            .iter()
                            .enumerate()
                            .all(|(k, word)| self.folded[start + k] == *word);
                    if fits {
                        let new = found.last().map_or(start, |last: &usize| start.max(last + 1));
                        found.extend(new..start + words.len());
                    }
                }
                found
            }
            Pattern::Near { words, between } => self.find_near(words, *between as usize, area),
        }
    }

    fn find_near(&self, words: &[String], between: usize, area: Range<usize>) -> Vec<usize> {
        let mut wanted: Vec<&str> = words.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let longest = wanted.len() + between;
        // Where each wanted word was last seen; a window ends at each occurrence.
        let mut last: Vec<Option<usize>> = vec![None; wanted.len()];
        // The occurrences near enough to the one at hand that are not found yet.
        let mut window: VecDeque<usize> = VecDeque::new();
        let mut found: Vec<usize> = Vec::new();
        for i in area {
            let Ok(which) = wanted.binary_search(&self.folded[i].as_str()) else {
                continue;
            };
            last[which] = Some(i);
            window.push_back(i);
            while window.front().is_some_and(|first| i - first >= longest) {
                window.pop_front();
            }
            // `None` orders before every place: a word is still missing.
            if let Some(Some(first)) = last.iter().copied().min()
                && i - first < longest
            {
                // A word that stands there twice is near both times.
                found.extend(window.drain(..));
            }
        }
        found
    }
}

/// The terms by which a word and its forms are found: as typed, and its stem in each language that has a stemmer.
pub struct Forms<'a> {
    word: &'a str,
    stems: Vec<Cow<'a, str>>,
}

impl<'a> Forms<'a> {
    pub fn of(word: &'a str) -> Forms<'a> {
        let mut stems: Vec<Cow<'a, str>> = lang::ALL
            .into_iter()
            .filter(|profile| profile.stemmer.is_some())
            .map(|profile| stem(profile.language, word).unwrap_or(Cow::Borrowed(word)))
            .collect();
        stems.sort();
        stems.dedup();
        Forms { word, stems }
    }

    fn has(&self, word: &str) -> bool {
        word == self.word || self.has_stem(word)
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.stems.iter().any(|s| s == stem)
    }

    /// The terms in the index, the word as typed first.
    pub fn terms(&self) -> Vec<String> {
        let mut terms = vec![self.word.to_owned()];
        terms.extend(self.stems.iter().filter(|s| *s != self.word).map(|s| s.to_string()));
        terms.extend(self.stems.iter().map(|s| format!("{STEM}{s}")));
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &'static str, pattern: Pattern) -> Vec<&'static str> {
        let words = Words::new(text, Language::ID);
        let found = words.find(&pattern, words.all());
        found.into_iter().map(|i| words.spans[i].of(text)).collect()
    }

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_word_is_found_in_its_forms() {
        let pattern = |forms| Pattern::Word {
            word: "serang".to_owned(),
            forms,
        };
        let text = "Serang! Mereka menyerang serangan itu.";
        assert_eq!(found(text, pattern(true)), ["Serang", "menyerang", "serangan"]);
        assert_eq!(found(text, pattern(false)), ["Serang"]);
    }

    #[test]
    fn phrases_stand_in_a_row() {
        let text = "dewan keamanan, dewan rakyat, Dewan Keamanan";
        let row = Pattern::Phrase(words("dewan keamanan"));
        assert_eq!(found(text, row), ["dewan", "keamanan", "Dewan", "Keamanan"]);
    }

    #[test]
    fn near_words_stand_in_any_order_within_the_distance() {
        let near = |between| Pattern::Near {
            words: words("dewan keamanan"),
            between,
        };
        assert_eq!(found("keamanan menurut dewan", near(1)), ["keamanan", "dewan"]);
        assert!(found("keamanan menurut dewan", near(0)).is_empty());
        assert!(found("keamanan keamanan", near(9)).is_empty());
        let twice = "dewan dewan keamanan, lalu keamanan rakyat";
        assert_eq!(found(twice, near(1)), ["dewan", "dewan", "keamanan"]);
    }

    #[test]
    fn fuzzy_words_are_near_in_letters() {
        let fuzzy = Pattern::Fuzzy {
            word: "klitsko".to_owned(),
            distance: 2,
        };
        assert_eq!(
            found("Klitschko dan Klitcsko, bukan Kaliski", fuzzy),
            ["Klitschko", "Klitcsko"]
        );
    }
}
