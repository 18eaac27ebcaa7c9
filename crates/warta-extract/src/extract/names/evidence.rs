//! What the article itself tells about its names: where one begins, and whether a candidate is a person at all.
//!
//! A short form that comes back (`Surjaudaja`, `Parwati`) shows which words are the name; a verb of saying beside a word shows
//! that it is a person, and `di` before it that it is a place.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::apposed::{apposed, follows_role, is_quoted};
use super::candidate::{Candidate, Sure, full_words};
use super::classes::WordClass;
use super::initials;
use super::places;
use super::weigh::is_compound;
use crate::extract::text::{Doc, Shape};

/// What is known of one capitalised word.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    /// In names of several words that are surely persons'.
    pub in_names: u32,
    /// As the first word of such a name, with no office before it in the run.
    pub first: u32,
    /// Alone as a candidate.
    pub alone: u32,
    /// Beside a verb of saying.
    pub says: bool,
    /// Behind the verb that closes a quotation.
    pub quoted: bool,
    /// As an office or title before a name.
    pub leads: bool,
    /// Behind `di` or `ke`.
    pub placed: u32,
    /// Not as the first word of a sentence.
    pub inside: u32,
}

pub struct Evidence<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [WordClass],
    seen: FxHashMap<u64, Seen>,
    /// Hashes of all names of several words, and how often each stands in the article.
    names: FxHashMap<u64, u32>,
    /// Hashes of the names of companies and places, and of what they begin with.
    firms: FxHashSet<u64>,
    /// Hashes of words that are the first letters of a person's name: `BGS`.
    initials: FxHashSet<u64>,
}

/// The most words of a company's name.
const LONGEST_FIRM: usize = 5;

impl Evidence<'_> {
    pub fn new<'a>(doc: &'a Doc<'a>, words: &'a [WordClass]) -> Evidence<'a> {
        Evidence {
            doc,
            words,
            seen: FxHashMap::default(),
            names: FxHashMap::default(),
            firms: FxHashSet::default(),
            initials: FxHashSet::default(),
        }
    }

    /// Collects the names that stand with the form of a company (`Merrill Lynch and Co`, `PT Sentosa Makmur`), and those of Indonesian
    /// places behind the word for what they are (`Kecamatan Sekar Jati`).
    fn find_firms(&mut self) {
        let doc = self.doc;
        let is_part = |i: usize| {
            let token = &doc.tokens[i];
            token.is_word() && token.shape != Shape::Lower && !self.words[i].is(WordClass::STOP | WordClass::FIRM)
        };
        let mut firms = FxHashSet::default();
        // `Kecamatan Sekar Jati`: a place is no person elsewhere either.
        let is_land = |i: usize| {
            let begins = i == 0 || !doc.tokens[i - 1].is_word() || doc.tokens[i - 1].shape == Shape::Lower;
            begins && self.words[i].is(WordClass::LAND)
        };
        for i in (0..doc.tokens.len()).filter(|i| self.words[*i].is(WordClass::FIRM) || is_land(*i)) {
            // `PT Maju Jaya`, but in Malay `Maju Jaya Sdn Bhd`
            let name = if !doc.profile().grammar.head_first || self.words[i].is(WordClass::TAIL) {
                let joined = i > 0 && matches!(doc.text(i - 1), "and" | "&");
                let end = i - usize::from(joined);
                let len = (1..=LONGEST_FIRM.min(end)).take_while(|n| is_part(end - n)).count();
                end - len..end
            } else {
                let len = (i + 1..doc.tokens.len())
                    .take(LONGEST_FIRM)
                    .take_while(|n| is_part(*n))
                    .count();
                i + 1..i + 1 + len
            };
            for end in name.start + 1..=name.end {
                firms.insert(self.hash(name.start..end));
            }
        }
        self.firms = firms;
    }

    /// The word is the first letters of a person's name.
    pub fn is_initials(&self, i: usize) -> bool {
        self.initials.contains(&self.doc.tokens[i].key)
    }

    pub fn is_firm(&self, c: &Candidate) -> bool {
        !self.firms.is_empty() && self.firms.contains(&self.hash(c.name.clone()))
    }

    /// Corrects where names begin and end, and drops what is no person.
    pub fn keep_persons(mut self, candidates: &mut Vec<Candidate>) {
        self.find_firms();
        self.seen.reserve(candidates.len());
        self.collect(candidates);
        for c in candidates.iter_mut() {
            self.trim(c);
            self.widen(c);
        }
        self.seen.clear();
        self.collect(candidates);
        self.collect_shown(candidates);
        self.initials = initials::found(self.doc, self.words, candidates);
        let spelt: Vec<&str> = self.spelt(candidates);
        candidates.retain(|c| self.is_person(c, &spelt));
    }

    fn collect(&mut self, candidates: &[Candidate]) {
        for c in candidates {
            let says = self.says(c) || follows_role(self.doc, self.words, c);
            let many = self.is_many(c);
            let inside = !self.is_sentence_start(c.name.start);
            let sure = many && (c.sure >= Sure::Fair || says) && !c.placed;
            let doc = self.doc;
            let offices = |i: &usize| self.words[*i].is(WordClass::ROLE | WordClass::TITLE | WordClass::RANK);
            for i in (c.run..c.name.start).filter(offices) {
                self.seen.entry(doc.tokens[i].key).or_default().leads = true;
            }
            for (n, i) in full_words(doc, &c.name).enumerate() {
                let slot = self.seen.entry(doc.tokens[i].key).or_default();
                slot.in_names += u32::from(sure);
                slot.first += u32::from(sure && n == 0 && c.run == c.name.start);
                slot.alone += u32::from(!many);
                slot.says |= says && !c.placed;
                slot.quoted |= !many && is_quoted(doc, self.words, i);
                slot.placed += u32::from(c.placed);
                slot.inside += u32::from(inside);
            }
            if many {
                *self.names.entry(self.hash(c.name.clone())).or_default() += 1;
            }
        }
    }

    /// Names of unknown words, or of an initial and one, that what stands beside them shows to be a person's: `Zehavi said` is a person where
    /// `Sarit Zehavi, founder of the house,` or `S. Zehavi said` is.
    fn collect_shown(&mut self, candidates: &[Candidate]) {
        let mut short = Vec::new();
        // `said Zev, a student`, `Zev, who lives here`: English introduces nobody else by one name.
        let single = |c: &Candidate| {
            let alone = self.doc.profile().grammar.single_names;
            let lives = || self.doc.tokens.get(c.end + 1).is_some() && self.doc.text(c.end + 1) == "who";
            !alone && apposed(self.doc, self.words, c) && (self.says(c) || lives())
        };
        let shown = |c: &&Candidate| (c.name.len() > 1 || single(c)) && !c.placed && self.is_person(c, &[]);
        for c in candidates.iter().filter(shown) {
            // What only its short form shows is called by its family name.
            let whole = c.sure > Sure::Weak || self.says(c) || apposed(self.doc, self.words, c);
            let family = !self.doc.profile().grammar.head_first;
            let words = full_words(self.doc, &c.name);
            let is_name = |i: &usize| {
                let word = self.words[*i];
                let last = family && *i + 1 == c.name.end;
                (whole || last) && !word.is(WordClass::PLACE | WordClass::ORG) && !is_compound(self.doc.text(*i))
            };
            short.extend(words.filter(is_name).map(|i| self.doc.tokens[i].key));
        }
        for key in short {
            let slot = self.seen.entry(key).or_default();
            slot.in_names = slot.in_names.max(1);
        }
    }

    pub fn is_many(&self, c: &Candidate) -> bool {
        full_words(self.doc, &c.name).nth(1).is_some()
    }

    pub fn hash(&self, name: Range<usize>) -> u64 {
        places::hash(full_words(self.doc, &name).map(|i| self.doc.tokens[i].key))
    }

    pub fn seen(&self, i: usize) -> Seen {
        self.seen.get(&self.doc.tokens[i].key).copied().unwrap_or_default()
    }

    /// Takes words off a name that the article shows to be none of it: an unknown organisation before it (`Direktur Torch Ben
    /// Wirawan`), a sentence's first word (`Derelict Obama`), a verb of a headline behind it (`Hillary Clinton Speaks`).
    fn trim(&self, c: &mut Candidate) {
        if c.name.len() == 1 {
            return;
        }
        let mut at = c.name.start;
        let mut first = [0; 6];
        let mut count = 0;
        for (slot, i) in first.iter_mut().zip(full_words(self.doc, &c.name)) {
            *slot = i;
            count += 1;
        }
        let words = &first[..count];
        let office = c.run < c.titles;
        if c.titles == c.name.start && words.len() >= 2 {
            for n in 1..words.len() {
                let unknown = words[..n].iter().all(|i| {
                    !self.words[*i].is(WordClass::GIVEN | WordClass::LOCAL) || self.words[*i].is(WordClass::COMMON)
                });
                if !unknown || n > 2 {
                    break;
                }
                let rest = words[n]..c.name.end;
                // `Al-Rawani` is one word, and `Ammar` before it may be the given name.
                let many = words[n + 1..].iter().any(|i| !self.doc.tokens[*i].glued);
                let known = many && self.names.contains_key(&self.hash(rest));
                let single = !many
                    && !office
                    && self.seen(words[n]).alone > 0
                    && (self.seen(words[n]).in_names > 1 || self.words[words[n]].is(WordClass::OFTEN))
                    && self.is_sentence_start(c.name.start)
                    && self.words[words[0]].is(WordClass::COMMON);
                if known || single || self.is_first_word_only(c, words, n) || self.begins_behind(c, words, n, office) {
                    at = words[n];
                    break;
                }
            }
        }
        if at > c.name.start {
            c.name.start = at;
            c.titles = at;
        }
        // Behind the name.
        let words: Vec<usize> = full_words(self.doc, &c.name).take(8).collect();
        for n in (2..words.len()).rev() {
            let last = words[n];
            if self.words[last].is(WordClass::GIVEN | WordClass::LOCAL) && !self.words[last].is(WordClass::COMMON) {
                break;
            }
            let shorter = c.name.start..words[n - 1] + 1;
            if self.names.contains_key(&self.hash(shorter.clone()))
                && self.words[last].is(WordClass::COMMON | WordClass::OFFICE)
            {
                c.name.end = shorter.end;
                c.end = c.end.min(shorter.end);
                break;
            }
        }
    }

    /// `Try Murtini` where she is called `Try` elsewhere: a first name that is an ordinary word too.
    fn widen(&self, c: &mut Candidate) {
        let Some(before) = c.name.start.checked_sub(1).filter(|before| *before >= c.run) else {
            return;
        };
        let seen = self.seen(before);
        if seen.quoted && !seen.leads && c.titles == c.name.start {
            c.name.start = before;
            c.titles = before;
        }
    }

    /// `Sepengetahuan Anita`: an unknown first word of an Indonesian sentence before a name that stands alone elsewhere.
    fn is_first_word_only(&self, c: &Candidate, words: &[usize], n: usize) -> bool {
        let behind = self.words[words[1]];
        n == 1
            && words.len() == 2
            && self.doc.profile().grammar.head_first
            && !self.words[words[0]].is_known()
            && behind.is(WordClass::GIVEN | WordClass::LOCAL | WordClass::OFTEN)
            && self.is_sentence_start(c.name.start)
            && self.seen(words[1]).alone > 0
            && self.seen(words[0]).alone == 0
            && self.names.get(&self.hash(c.name.clone())) == Some(&1)
    }

    pub fn is_sentence_start(&self, i: usize) -> bool {
        self.doc.sentences[self.doc.sentence_of(i)].start as usize == i
    }

    /// Behind an office, unknown words before a given name: `CEO Torch Ben Wirawan Sudarmadji`. They are a name if the article
    /// uses the first as one, and an organisation's if it uses one behind.
    fn begins_behind(&self, c: &Candidate, words: &[usize], n: usize, office: bool) -> bool {
        if !office {
            return false;
        }
        let known = self.words[words[n]];
        let recurs = self.seen(words[n]);
        let given = known.is(WordClass::GIVEN | WordClass::LOCAL) && !known.is(WordClass::COMMON | WordClass::OFFICE)
            || recurs.alone > 0 && recurs.says && !self.seen(words[0]).says;
        let before = self.words[c.name.start - 1];
        let short_behind = words[n..].iter().any(|i| self.seen(*i).alone > 0);
        // `Wali Kota Odesa Taras Fulan`
        let given = given || short_behind && before.is(WordClass::ROLE_PLACE | WordClass::GEO);
        if words.len() - n < 2
            || !given
            || self.words[words[0]].is(WordClass::NAME) && !self.words[words[0]].is(WordClass::COMMON)
        {
            return false;
        }
        let first = self.seen(words[0]);
        if first.first > 0 || first.alone > 0 && first.placed == 0 && !short_behind {
            return false;
        }
        short_behind || before.is(WordClass::ROLE) && !before.is(WordClass::ROLE_PLACE)
    }

    /// A verb of saying stands directly before or behind.
    pub fn says(&self, c: &Candidate) -> bool {
        let sentence = &self.doc.sentences[self.doc.sentence_of(c.name.start)];
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        let is_cue = |i: usize| self.words[i].is(WordClass::SAY);
        if c.run > start && is_cue(c.run - 1) || c.titles > start && is_cue(c.titles - 1) {
            return true;
        }
        let mut behind = c.end;
        while behind < end && behind < c.end + 2 && is_adverb(self.doc.text(behind)) {
            behind += 1;
        }
        // `Fulan today said`, `Fulan on Monday told reporters`
        if !self.doc.profile().grammar.head_first && behind < end {
            behind += match self.doc.text(behind) {
                "today" | "yesterday" => 1,
                "on" if behind + 1 < end && self.words[behind + 1].is(WordClass::TIME) => 2,
                _ => 0,
            };
        }
        // `Fulan of Harbor University told reporters`
        if !self.doc.profile().grammar.head_first
            && behind < end
            && matches!(self.doc.text(behind), "of" | "from" | "at" | "with")
        {
            let capital = |i: &usize| self.doc.tokens[*i].is_word() && self.doc.tokens[*i].shape != Shape::Lower;
            let len = (behind + 1..end.min(behind + 6)).take_while(capital).count();
            behind += if len > 0 { len + 1 } else { 0 };
        }
        behind < end && is_cue(behind) && self.doc.tokens[behind].shape == Shape::Lower
    }
}

/// Words between a name and its verb of saying.
pub fn is_adverb(text: &str) -> bool {
    matches!(
        text,
        "juga"
            | "pun"
            | "kembali"
            | "lalu"
            | "kemudian"
            | "sempat"
            | "sendiri"
            | "also"
            | "has"
            | ","
            | "then"
            | "later"
            | "had"
    )
}
