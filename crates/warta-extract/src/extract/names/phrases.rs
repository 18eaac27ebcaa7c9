//! Roles that stand where a person's name could: `Presiden`, `politisi PDIP itu`, `the senator`.

use std::ops::Range;

use super::classes::WordClass;
use super::evidence::is_adverb;
use super::role_words::is_verb;
use crate::extract::text::{Doc, Kind, Shape, Token};

/// The most tokens of a role that stands for a person.
const LONGEST: usize = 10;

/// A role that stands where a person's name could.
pub struct Phrase {
    pub tokens: Range<usize>,
    /// `itu`, `sang`, `the`: it points back.
    pub pointing: bool,
}

/// The words of an article, among which such roles are looked for.
pub struct Phrases<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [WordClass],
}

impl Phrases<'_> {
    /// Whether a word of saying stands beside the tokens.
    pub fn beside_cue(&self, tokens: Range<usize>, start: usize, end: usize) -> bool {
        let is_cue = |i: usize| self.words[i].is(WordClass::SAY);
        // `mengatakan korban Fulan meninggal`: not Fulan.
        if tokens.start > start && is_cue(tokens.start - 1) && !self.follows_subject(tokens.start - 1) {
            return true;
        }
        // `Gubernur juga mengatakan`
        let adverb = |i: usize| i + 1 < end && self.doc.tokens[i].shape == Shape::Lower && is_adverb(self.doc.text(i));
        let behind = tokens.end + usize::from(tokens.end < end && adverb(tokens.end));
        behind < end && is_cue(behind)
    }

    /// A verb of Indonesian by its prefix, whose subject stands before it: `mengatakan`, `berharap`.
    fn follows_subject(&self, i: usize) -> bool {
        let text = self.doc.text(i);
        self.doc.profile().grammar.head_first
            && (text.starts_with("me") && text != "menurut" || text.starts_with("ber") && text != "beritahu")
    }

    /// `Kapolres Kota Pesisir, Fulan, mengatakan`: a comma and a verb of saying stand behind the tokens.
    pub fn before_comma_and_verb(&self, tokens: Range<usize>, end: usize) -> bool {
        let verb = tokens.end + 1;
        verb < end
            && self.doc.is_sign(tokens.end, ",")
            && self.words[verb].is(WordClass::SAY)
            && self.follows_subject(verb)
    }

    /// The quick look at a word, which most fail at: they are no role, nor `the`, `sang`, `si` or `orang`.
    #[inline]
    pub fn may_begin(&self, i: usize) -> bool {
        let token = &self.doc.tokens[i];
        let initial = || self.doc.body.as_bytes()[token.start as usize].to_ascii_lowercase();
        match (self.doc.profile().grammar.head_first, token.end - token.start) {
            (false, 3) => matches!(initial(), b't' | b'h'),
            (false, _) => false,
            (true, 2 | 4 | 5) if matches!(initial(), b's' | b'o') => true,
            (true, _) => self.words[i].is(WordClass::ROLE | WordClass::KIN | WordClass::RANK),
        }
    }

    /// The role that begins at `i` and stands for a person.
    pub fn at(&self, i: usize, start: usize, limit: usize) -> Option<Phrase> {
        if !self.may_begin(i) {
            return None;
        }
        if !self.doc.profile().grammar.head_first {
            return self.english_phrase(i, limit);
        }
        let text = self.doc.text(i);
        let sang = matches!(text, "sang" | "Sang" | "si" | "Si");
        let first_in_rank = matches!(text, "orang" | "Orang") && i + 2 < limit && self.doc.text(i + 1) == "nomor";
        let head = if sang { i + 1 } else { i };
        if head >= limit || !first_in_rank && !self.words[head].is(WordClass::ROLE | WordClass::KIN | WordClass::RANK) {
            return None;
        }
        let mut at = head + 1;
        while at < limit && at < i + LONGEST {
            let (token, word) = (&self.doc.tokens[at], self.words[at]);
            if word.is(WordClass::DEMONSTRATIVE) && token.shape == Shape::Lower {
                return Some(Phrase {
                    tokens: i..at + 1,
                    pointing: true,
                });
            }
            let goes_on = match token.kind {
                Kind::Number => true,
                Kind::Sign => match self.doc.text(at) {
                    "-" | "/" => token.glued,
                    // `Direktur Lembaga Survei (LSK) tersebut`
                    "(" => {
                        matches!(self.doc.tokens.get(at + 2), Some(t) if t.kind == Kind::Sign && self.doc.text(at + 2) == ")")
                    }
                    ")" => true,
                    _ => false,
                },
                Kind::Word => {
                    let link = || matches!(self.doc.text(at), "di" | "dari" | "satu" | "dua" | "tiga" | "dan");
                    let verb = || token.shape == Shape::Lower && !word.is_known() && is_verb(self.doc.text(at));
                    let ends =
                        word.is(WordClass::SAY | WordClass::TIME) || word.is(WordClass::STOP) && !link() || verb();
                    !ends
                }
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        if first_in_rank {
            return None;
        }
        if sang {
            return Some(Phrase {
                tokens: i..head + 1,
                pointing: true,
            });
        }
        // `kata Presiden`, `Menteri Keuangan mengatakan`, `ujar wali kota`
        let mut end = head + 1;
        while end < limit && self.doc.tokens[end].is_word() && self.continues_role(end, head) {
            end += 1;
        }
        // `Menteri Pariwisata yang hadir di sana mengatakan`
        let relative = end < limit && end - head > 1 && self.doc.text(end) == "yang";
        let cue = relative || self.beside_cue(head..end, start, limit);
        let capital = self.doc.tokens[head].shape != Shape::Lower && head > start;
        (cue || capital).then_some(Phrase {
            tokens: i..end,
            pointing: false,
        })
    }

    /// Words behind the head of a role that belong to it.
    fn continues_role(&self, i: usize, head: usize) -> bool {
        let word = self.words[i];
        if word.is(WordClass::SAY | WordClass::STOP | WordClass::TIME) {
            return false;
        }
        if word.is(WordClass::OFFICE | WordClass::PLACE) || is_roman(self.doc.text(i)) {
            return true;
        }
        self.doc.tokens[head].shape == Shape::Lower
            && self.doc.tokens[i].shape == Shape::Lower
            && !word.is_known()
            && i < head + 4
            && !is_verb(self.doc.text(i))
    }

    /// `the senator`, `the Republican nominee`, `the former secretary of state`
    fn english_phrase(&self, i: usize, limit: usize) -> Option<Phrase> {
        if matches!(self.doc.text(i), "his" | "her" | "His" | "Her") {
            return self.somebodys(i, limit);
        }
        if !matches!(self.doc.text(i), "the" | "The") {
            return None;
        }
        if let Some(end) = self.age_behind(i, limit) {
            return Some(Phrase {
                tokens: i..end,
                pointing: true,
            });
        }
        let mut head = None;
        for at in i + 1..limit.min(i + 5) {
            let (token, word) = (&self.doc.tokens[at], self.words[at]);
            // `the US president` is nobody's `us`.
            let stops = word.is(WordClass::STOP) && token.shape != Shape::Upper;
            if !token.is_word() || stops || word.is(WordClass::SAY) {
                break;
            }
            if word.is(WordClass::ROLE | WordClass::KIN) {
                head = Some(at);
            } else if head.is_some() {
                break;
            }
        }
        let head = head?;
        // `the president's plan`, `the campaign manager Fulan` are no persons
        let behind = self.doc.tokens.get(head + 1);
        let thing = |t: &Token| {
            t.is_word()
                && (matches!(self.doc.text(head + 1), "'s" | "’s")
                    // `the activist group`
                    || t.shape == Shape::Lower && self.words[head + 1].is(WordClass::TAIL | WordClass::BODY | WordClass::WORD))
        };
        // `the Refugee Processing Center`: the name of a house.
        let token = &self.doc.tokens[head];
        let house = token.shape == Shape::Title
            && head + 1 < limit
            && self.doc.tokens[head + 1].shape == Shape::Title
            && !self.words[head + 1].is(WordClass::ROLE);
        if house || behind.is_some_and(thing) {
            return None;
        }
        Some(Phrase {
            tokens: i..head + 1,
            pointing: true,
        })
    }

    /// `her daughter said`, `his lawyer told us`: who stands to somebody as the word at `i + 1` says. `i` is the pronoun.
    fn somebodys(&self, i: usize, limit: usize) -> Option<Phrase> {
        let head = i + 1;
        let said = head + 1 < limit && self.words[head + 1].is(WordClass::SAY);
        let known = said
            && self.words[head].is(WordClass::KIN | WordClass::SERVES)
            && self.doc.tokens[head].shape == Shape::Lower;
        known.then_some(Phrase {
            tokens: i..head + 1,
            pointing: true,
        })
    }

    /// `the 38-year-old`, `the 22-year-old striker`: where they end. `i` is the article.
    fn age_behind(&self, i: usize, limit: usize) -> Option<usize> {
        let text = |at: usize| if at < limit { self.doc.text(at) } else { "" };
        let aged = i + 6 <= limit
            && self.doc.tokens[i + 1].kind == Kind::Number
            && (text(i + 3), text(i + 5)) == ("year", "old")
            && text(i + 2) == "-"
            && text(i + 4) == "-";
        if !aged {
            return None;
        }
        let end = i + 6;
        // What they are is told behind it: `the 22-year-old Harbor striker`, but not `the 22-year-old building`.
        let inside = |at: &usize| {
            let token = &self.doc.tokens[*at];
            token.is_word() && !self.words[*at].is(WordClass::SAY | WordClass::STOP | WordClass::TIME)
        };
        let more = (end..limit).take(AGED_ROLE).take_while(inside).count();
        match more {
            0 => Some(end),
            _ => (end..end + more)
                .find(|at| self.words[*at].is(WordClass::ROLE | WordClass::KIN))
                .map(|at| at + 1),
        }
    }
}

/// Words of a role behind an age.
const AGED_ROLE: usize = 3;

/// The number of a commission or region: `Komisi III`.
fn is_roman(text: &str) -> bool {
    text.len() <= 4 && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
