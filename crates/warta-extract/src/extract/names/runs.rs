//! Runs of capitalised words: where one begins and what joins its words.

use super::classes::WordClass;
use super::spans::{Finder, RunWord};
use crate::extract::text::{Kind, Shape};

impl Finder<'_> {
    pub fn begins_run(&self, i: usize, start: usize) -> bool {
        self.is_capital(i) && !self.is_barred(i, start)
    }

    /// Words of the sentence and days: they are names only where their capital is not the sentence's.
    fn is_barred(&self, i: usize, start: usize) -> bool {
        let word = self.words[i];
        if !word.is(WordClass::STOP | WordClass::TIME | WordClass::SAY) || self.is_initial(i) {
            return false;
        }
        // `Jan Crawford`, `April Jones`: the month has a number beside it, or no name.
        let month = word.is(WordClass::TIME)
            && word.is(WordClass::GIVEN)
            && self.doc.tokens.get(i + 1).is_some_and(|next| {
                next.is_word()
                    && self.is_capital(i + 1)
                    && !self.words[i + 1].is(WordClass::TIME | WordClass::STOP)
                    && self.len(i + 1) > 2
            });
        if month && !self.is_first(i, start) && self.doc.tokens[i - 1].is_word() {
            return false;
        }
        let alone = !self.doc.tokens.get(i + 1).is_some_and(|next| next.is_word()) || !self.is_capital(i + 1);
        !word.is(WordClass::NAME)
            || word.is(WordClass::TIME)
            || self.is_first(i, start)
            || alone && !word.is(WordClass::LOCAL)
    }

    /// A letter with its full stop: `A.` in `Julie A. Diaz`.
    fn is_initial(&self, i: usize) -> bool {
        self.len(i) == 1
            && self
                .doc
                .tokens
                .get(i + 1)
                .is_some_and(|next| next.glued && next.kind == Kind::Sign)
            && self.doc.text(i + 1) == "."
    }

    /// Collects the run that begins at `i`; returns where it ends.
    pub fn run(&self, i: usize, end: usize, parts: &mut Vec<RunWord>) -> usize {
        let mut at = i;
        loop {
            parts.push(RunWord::new(at));
            let Some(next) = self.next_of_run(at, end, parts.len()) else {
                return at + 1;
            };
            at = next;
        }
    }

    fn next_of_run(&self, at: usize, end: usize, len: usize) -> Option<usize> {
        let next = at + 1;
        if next >= end {
            return None;
        }
        let goes_on = |i: usize| i < end && self.is_capital(i) && !self.stops_run(i, at);
        if self.is_son(next, end) {
            return Some(next + 3).filter(|i| goes_on(*i));
        }
        if self.token(next).is_word() {
            if goes_on(next) {
                return Some(next);
            }
            // `van der Meer`, `bin Abdullah`
            let mut behind = next;
            while behind < end
                && behind < next + 2
                && self.token(behind).shape == Shape::Lower
                && self.words[behind].is(WordClass::PARTICLE)
            {
                behind += 1;
            }
            // `Bashar al-Assad`
            if behind > next && self.is_sign(behind, end, "-") && self.token(behind).glued {
                behind += 1;
            }
            let name_before = self.words[at].is(WordClass::NAME | WordClass::PLACE) || !self.words[at].is_known();
            return (behind > next && goes_on(behind) && name_before).then_some(behind);
        }
        let behind = next + 1;
        // `Bahari @ Ayob Hassan`: two names of one person, in Malaysia; but `@bahari`.
        if self.doc.text(next) == "@" && !self.token(next).glued && behind < end && !self.token(behind).glued {
            let named = self.words[at].is(WordClass::NAME) || !self.words[at].is_known();
            return Some(behind).filter(|i| named && goes_on(*i));
        }
        if !self.token(next).glued {
            return self.behind_brackets(at, next, end).filter(|i| goes_on(*i));
        }
        match self.doc.text(next) {
            "." if self.len(at) <= 5 && goes_on(behind) => {
                let word = self.words[at];
                let abbreviated = self.len(at) == 1
                    || word.is(WordClass::TITLE | WordClass::RANK | WordClass::DEGREE | WordClass::ROLE)
                    || self.len(at) <= 2
                    // `Mohd. Azis`
                    || word.is(WordClass::LOCAL) && self.len(at) <= 4;
                abbreviated.then_some(behind)
            }
            // `Dato’ Seri Fulan`
            "'" | "’" if self.words[at].is(WordClass::TITLE) && goes_on(behind) && !self.token(behind).glued => {
                Some(behind)
            }
            "-" if behind < end && self.token(behind).glued && self.token(behind).is_word() => {
                if self.is_capital(behind) {
                    return (!self.words[behind].is(WordClass::STOP) && !self.is_pair(at, behind, end))
                        .then_some(behind);
                }
                // `Tsai Ing-wen`, but not `Trump-led`, `Kompas-nya`
                let syllable = || self.len(behind) == 5 && is_syllable(self.doc.text(behind));
                let short = (self.len(behind) <= 4 || syllable()) && len >= 2;
                (short && !is_ending(self.doc.text(behind))).then_some(behind)
            }
            _ => None,
        }
    }

    /// `a/l` and `a/p`, `s/o` and `d/o`: son and daughter of, in names of Malaysia and Singapore.
    fn is_son(&self, i: usize, end: usize) -> bool {
        if i + 3 >= end || self.len(i) != 1 || self.len(i + 2) != 1 || !self.is_sign(i + 1, end, "/") {
            return false;
        }
        let of = (self.doc.text(i), self.doc.text(i + 2));
        let known = matches!(
            of,
            ("a" | "A", "l" | "L" | "p" | "P") | ("s" | "S" | "d" | "D", "o" | "O")
        );
        known && self.token(i + 1).glued && self.token(i + 2).glued
    }

    /// What stands in marks between two words of a name: `Jenderal (Purn) Fulan`, `Robert "Bobby" Scott`.
    fn behind_brackets(&self, at: usize, next: usize, end: usize) -> Option<usize> {
        let inner = next + 1;
        if inner + 2 >= end || !self.token(inner).glued || !self.token(inner + 1).glued {
            return None;
        }
        match (self.doc.text(next), self.doc.text(inner + 1)) {
            ("(", ")")
                if self.words[at].is(WordClass::RANK | WordClass::TITLE) && self.words[inner].is(WordClass::RANK) => {}
            ("\"", "\"") | ("“", "”") | ("‘", "’") | ("'", "'") | ("”", "”")
                if self.is_capital(inner) && self.weight(at) > 0 && self.token(inner + 2).is_word() => {}
            _ => return None,
        }
        Some(inner + 2)
    }

    /// Two names joined by a hyphen, as those who run together: `Ratna Dewi-Joko Susilo`; but `Perangin-Angin` is one.
    fn is_pair(&self, at: usize, behind: usize, end: usize) -> bool {
        let (first, second) = (self.doc.text(at).as_bytes(), self.doc.text(behind).as_bytes());
        let doubled = first.len().checked_sub(second.len()).map(|from| &first[from..]);
        if second.len() > 2 && doubled.is_some_and(|tail| tail.eq_ignore_ascii_case(second)) {
            return false;
        }
        let full_before = at > 0 && self.is_capital(at - 1) && self.weight(at - 1) > 3 && self.len(at - 1) > 1;
        let full_behind = behind + 1 < end && self.is_capital(behind + 1) && self.weight(behind + 1) > 3;
        let names = self.weight(at) > 0 && self.weight(behind) > 0 && !self.words[at].is(WordClass::PARTICLE);
        let either = self.doc.profile().grammar.head_first && (full_before || full_behind);
        names && (full_before && full_behind || either)
    }

    /// A capitalised word that cannot be in one run with the word before.
    fn stops_run(&self, i: usize, before: usize) -> bool {
        let word = self.words[i];
        if !word.is(WordClass::STOP | WordClass::TIME | WordClass::SAY) || self.is_initial(i) {
            return false;
        }
        // `Lin Mei-hua`: not the month.
        let end = self.doc.tokens.len();
        if self.is_sign(i + 1, end, "-")
            && self.token(i + 1).glued
            && i + 2 < end
            && self.token(i + 2).shape == Shape::Lower
        {
            return false;
        }
        // `Lee Mei Fong`: a month has a number beside it.
        let month = word.is(WordClass::TIME)
            && self.doc.profile().grammar.head_first
            && i + 1 < end
            && self.token(i + 1).shape == Shape::Title
            && !self.words[i + 1].is_known()
            && (!self.words[before].is_known() || self.words[before].is(WordClass::NAME));
        if month {
            return false;
        }
        // `Theresa May`, `Lalu Kusnawan`
        !(word.is(WordClass::NAME) && self.words[before].is(WordClass::NAME | WordClass::TITLE | WordClass::ROLE))
    }
}

/// A long syllable as the second half of a given name has it in Korean and Chinese: `Jae-woong`, `Kuo-liang`; not `Trump-style`.
fn is_syllable(text: &str) -> bool {
    ["ng", "oon", "eon", "eol", "ean", "uan", "ian", "iao"]
        .iter()
        .any(|end| text.ends_with(end))
        && !matches!(text, "being" | "doing" | "going" | "using" | "wrong" | "among")
}

/// Endings behind a hyphen that are no part of a name.
fn is_ending(text: &str) -> bool {
    matches!(
        text,
        "nya"
            | "an"
            | "ku"
            | "mu"
            | "lah"
            | "kah"
            | "pun"
            | "led"
            | "era"
            | "like"
            | "run"
            | "isme"
            | "is"
            | "an's"
            | "born"
            | "aged"
            | "ish"
            | "ism"
            | "own"
            | "to"
            | "and"
            | "vs"
    )
}
