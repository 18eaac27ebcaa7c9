//! The roles that stand beside a name: before it (`Menteri Luar Negeri AS Anthony Blinken`), before it with a comma (`pembantu
//! senior Kremlin, Yuri Ushakov,`) and behind it (`Annalena Baerbock, Menlu Jerman,`).

use std::ops::Range;

use super::spans::Candidate;
use super::words::Word;
use crate::article::Language;
use crate::extract::text::{Doc, Kind, Shape};

/// The longest role, in tokens.
const LONGEST: usize = 24;

pub struct Roles<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [Word],
}

impl Roles<'_> {
    fn text(&self, i: usize) -> &str {
        self.doc.text(i)
    }

    fn is_comma(&self, i: usize) -> bool {
        self.doc.tokens[i].kind == Kind::Sign && self.text(i) == ","
    }

    /// The role before a name whose titles begin at `titles`; `floor` is where the mention before or the sentence ends.
    pub fn before(&self, titles: usize, floor: usize) -> Option<Range<usize>> {
        let mut end = titles;
        let mut commas = 0;
        if end > floor && self.is_comma(end - 1) {
            end -= 1;
            commas = 1;
        }
        // `warga bernama Fulan`
        while end > floor && self.words[end - 1].is(Word::ALIAS) {
            end -= 1;
        }
        let floor = floor.max(end.saturating_sub(LONGEST));
        let (mut at, mut start, mut lower) = (end, None, 0);
        while at > floor {
            let i = at - 1;
            let word = self.words[i];
            let token = &self.doc.tokens[i];
            match token.kind {
                Kind::Number => {}
                Kind::Sign => match self.text(i) {
                    "-" | "/" | "&" | "." if token.glued => {}
                    "(" | ")" | "&" => {}
                    // `Wali Kota Kyiv, ibu kota Ukraina, Vitali Klitschko`
                    "," if commas == 1 && start.is_none() && end - at <= 6 => {
                        commas = 2;
                        end = i;
                    }
                    _ => break,
                },
                Kind::Word => {
                    let capital_city =
                        at < end && matches!(self.text(i), "ibu" | "Ibu") && matches!(self.text(at), "kota" | "Kota");
                    if word.is(Word::ROLE | Word::KIN | Word::RANK) && !word.is(Word::SAY) && !capital_city {
                        start = Some(i);
                        lower = 0;
                    } else if word.is(Word::SAY) {
                        break;
                    } else if word.is(Word::STOP | Word::PARTICLE) && token.shape != Shape::Lower && i > floor {
                        // `Satuan Lalu Lintas`, `Seksi Pasca Panen`: its capital makes it a part of the office.
                    } else if word.is(Word::STOP | Word::PARTICLE) {
                        if !is_link(self.text(i)) {
                            break;
                        }
                        lower += 1;
                    } else if self.doc.language == Language::EN
                        && token.shape == Shape::Lower
                        && start.is_none()
                        && commas == 0
                    {
                        // `the senator met Fulan`: an English role ends with its head.
                        break;
                    } else if token.shape == Shape::Lower && !word.is_known() {
                        if is_verb(self.text(i)) {
                            break;
                        }
                        lower += 1;
                    }
                    if lower > 5 {
                        break;
                    }
                }
            }
            at -= 1;
        }
        let mut start = start?;
        // `former campaign manager`, `Clinton campaign manager`
        while start > floor && start + 6 > end.min(start + 6) && self.widens(start - 1) {
            start -= 1;
        }
        // `istri Fulan` is somebody else than Fulan; `his wife Fulan` is Fulan.
        let heads = if commas > 0 || self.doc.language == Language::EN {
            Word::ROLE | Word::KIN
        } else {
            Word::ROLE
        };
        (start < end && (start..end).any(|i| self.words[i].is(heads))).then_some(start..end)
    }

    /// A word before the head that belongs to the role.
    fn widens(&self, i: usize) -> bool {
        let token = &self.doc.tokens[i];
        if !token.is_word() || self.words[i].is(Word::STOP | Word::SAY | Word::TIME | Word::TITLE) {
            return false;
        }
        if self.doc.language == Language::EN {
            return token.shape != Shape::Lower || self.words[i].is(Word::WORD | Word::TAIL | Word::BODY);
        }
        false
    }

    /// The role behind a name that ends at `end`, between commas; `limit` is the end of the sentence.
    pub fn behind(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        if end + 1 >= limit || !self.is_comma(end) {
            return None;
        }
        let mut start = end + 1;
        while start < limit && is_opening(self.text(start)) && start < end + 4 {
            start += 1;
        }
        let (mut at, mut head) = (start, false);
        while at < limit && at < start + LONGEST {
            let token = &self.doc.tokens[at];
            let word = self.words[at];
            match token.kind {
                Kind::Number => {}
                Kind::Sign => match self.text(at) {
                    "-" | "/" | "&" | "(" | ")" => {}
                    "." if token.glued && at + 1 < limit => {}
                    _ => break,
                },
                Kind::Word => {
                    if word.is(Word::ROLE | Word::KIN | Word::RANK) {
                        head = true;
                    } else if word.is(Word::SAY | Word::TIME)
                        || word.is(Word::STOP) && !is_link(self.text(at))
                        || token.shape == Shape::Lower && !word.is_known() && is_verb(self.text(at))
                    {
                        break;
                    }
                    if !head && at >= start + 3 {
                        return None;
                    }
                }
            }
            at += 1;
        }
        (head && at > start).then_some(start..at)
    }

    /// Whether the role before `candidate` belongs to the next name: `pengacara Rizieq Shihab, Aziz Yanuar`.
    pub fn serves(&self, role: &Range<usize>, candidate: &Candidate, next: Option<&Candidate>) -> bool {
        let before = self.words[candidate.titles - 1];
        role.end == candidate.titles
            && before.is(Word::SERVES | Word::KIN)
            && next.is_some_and(|next| next.titles == candidate.end + 1 && self.is_comma(candidate.end))
    }
}

/// Words of the sentence that stand inside of roles.
fn is_link(text: &str) -> bool {
    matches!(
        text,
        "untuk"
            | "dan"
            | "bidang"
            | "dari"
            | "di"
            | "pada"
            | "of"
            | "for"
            | "the"
            | "and"
            | "to"
            | "at"
            | "in"
            | "de"
            | "&"
            | "atas"
            | "antar"
    )
}

fn is_opening(text: &str) -> bool {
    matches!(
        text,
        "yang"
            | "juga"
            | "selaku"
            | "sebagai"
            | "seorang"
            | "salah"
            | "satu"
            | "merupakan"
            | "a"
            | "an"
            | "the"
            | "one"
            | "of"
            | "who"
            | "is"
            | "was"
            | "his"
            | "her"
    )
}

/// An Indonesian verb by its prefix. Nouns that begin so are in the lexicon.
pub fn is_verb(text: &str) -> bool {
    let long = text.len() >= 6;
    long && (text.starts_with("me") || text.starts_with("ber") || text.starts_with("ter") || text.starts_with("di"))
}
