//! What the article itself tells about its names: where one begins, and whether a candidate is a person at all.
//!
//! A short form that comes back (`Surjaudaja`, `Parwati`) shows which words are the name; a verb of saying beside a word shows
//! that it is a person, and `di` before it that it is a place.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::apposed::{apposed, follows_role, is_quoted};
use super::candidate::{Candidate, Sure};
use super::classes::WordClass;
use super::ordinary::{is_ordinary, is_possessed, is_root};
use super::places;
use super::weigh::is_compound;
use crate::extract::text::{Doc, Shape};

/// How many persons' names a word is compared with that may be misspelt: bounds the time.
const MOST_COMPARED: usize = 64;

/// What is known of one capitalised word.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// In names of several words that are surely persons'.
    in_names: u32,
    /// As the first word of such a name, with no office before it in the run.
    first: u32,
    /// Alone as a candidate.
    alone: u32,
    /// Beside a verb of saying.
    says: bool,
    /// Behind the verb that closes a quotation.
    quoted: bool,
    /// As an office or title before a name.
    leads: bool,
    /// Behind `di` or `ke`.
    placed: u32,
    /// Not as the first word of a sentence.
    inside: u32,
}

pub struct Evidence<'a> {
    doc: &'a Doc<'a>,
    words: &'a [WordClass],
    seen: FxHashMap<u64, Seen>,
    /// Hashes of all names of several words, and how often each stands in the article.
    names: FxHashMap<u64, u32>,
    /// Hashes of the names of companies and places, and of what they begin with.
    firms: FxHashSet<u64>,
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
            let name = if !doc.profile().grammar.head_first {
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

    fn is_firm(&self, c: &Candidate) -> bool {
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

    fn is_many(&self, c: &Candidate) -> bool {
        full_words(self.doc, &c.name).nth(1).is_some()
    }

    fn hash(&self, name: Range<usize>) -> u64 {
        places::hash(full_words(self.doc, &name).map(|i| self.doc.tokens[i].key))
    }

    fn seen(&self, i: usize) -> Seen {
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

    fn is_sentence_start(&self, i: usize) -> bool {
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
    fn says(&self, c: &Candidate) -> bool {
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

    /// Another name of the person before: `alias Balon`.
    fn is_alias(&self, c: &Candidate) -> bool {
        c.run > 0 && self.words[c.run - 1].is(WordClass::ALIAS)
    }

    /// Two who run together: `Ratna-Joko`. Names with a hyphen are longer in Indonesian texts, or begin with a particle.
    fn is_ticket(&self, c: &Candidate) -> bool {
        let (first, len) = (c.name.start, c.name.len());
        // `Kamau-Odhiambo` is one; `Trump-Putin` are two who are named by themselves.
        let apart =
            || self.doc.profile().grammar.head_first || [first, first + 2].iter().all(|i| self.seen(*i).alone > 0);
        len == 3
            && c.titles == first
            && self.doc.text(first + 1) == "-"
            && self.doc.tokens[first + 2].shape != Shape::Lower
            && !self.words[first].is(WordClass::PARTICLE)
            && apart()
    }

    fn is_person(&self, c: &Candidate, spelt: &[&str]) -> bool {
        let Some(i) = full_words(self.doc, &c.name).next() else {
            return false;
        };
        if self.is_ticket(c) || self.is_many(c) && places::is_place(self.hash(c.name.clone())) {
            return false;
        }
        // `Petersburg-based`: a place.
        if self.doc.is_sign(c.end, "-")
            && self.doc.tokens.get(c.end + 1).is_some()
            && self.doc.text(c.end + 1) == "based"
        {
            return false;
        }
        // `— Fulan (@fulan)`
        if self.doc.is_sign(c.end, "(")
            && self.doc.tokens.get(c.end + 1).is_some()
            && self.doc.text(c.end + 1).starts_with('@')
        {
            return !self.words[c.name.end - 1].is(WordClass::BODY | WordClass::ORG | WordClass::TAIL);
        }
        if self.is_firm(c) && c.titles == c.name.start && (self.is_many(c) || self.seen(i).in_names == 0) {
            return self.words[i].is(WordClass::KNOWN);
        }
        // `pengguna TripAdvisor`
        if !self.is_many(c) && self.seen(i).in_names == 0 && !self.words[i].is_known() && is_compound(self.doc.text(i))
        {
            return false;
        }
        if c.sure == Sure::Strong {
            // `TNI AL`
            let short = !self.is_many(c) && self.doc.text(i).len() <= 2;
            return !(short && self.doc.tokens[i].shape == Shape::Upper && !self.words[i].is(WordClass::KNOWN));
        }
        if self.is_many(c) {
            if self.is_alias(c) {
                return true;
            }
            let says = full_words(self.doc, &c.name).any(|i| self.seen(i).says);
            return match c.sure {
                Sure::Fair => !c.placed || says,
                _ => (says || apposed(self.doc, self.words, c)) && !c.placed,
            };
        }
        let (seen, word) = (self.seen(i), self.words[i]);
        // `kata Raja` where `Raja Fulan` is named is his title.
        let quoted = seen.quoted && !seen.leads;
        let upper = self.doc.tokens[i].shape == Shape::Upper && !word.is(WordClass::KNOWN);
        if upper && (seen.in_names == 0 || self.doc.text(i).len() < 4) {
            return false;
        }
        if seen.in_names > 0 {
            if word.is(WordClass::COMMON | WordClass::ROLE | WordClass::KIN | WordClass::WORD)
                && self.is_sentence_start(i)
                && !self.says(c)
            {
                return false;
            }
            return !c.placed || !word.is(WordClass::PLACE);
        }
        if self.is_alias(c) {
            return true;
        }
        // `Saya Yang Salah`: a word of the sentence, which is a name of other peoples.
        if self.doc.profile().grammar.head_first && word.is(WordClass::STOP) && !quoted {
            return false;
        }
        let word_only = || {
            let (profile, token) = (self.doc.profile(), &self.doc.tokens[i]);
            is_ordinary(profile, token) || is_root(profile, token) || is_possessed(self.doc.text(i))
        };
        if self.doc.profile().grammar.head_first && !word.is_known() && !quoted && word_only() {
            return false;
        }
        if c.placed || (seen.placed > 0 || word.is(WordClass::PLACE | WordClass::ORG)) && !quoted {
            return false;
        }
        // `Stamford, Conn.`: the state of a town.
        let of_town = !self.doc.profile().grammar.head_first
            && !word.is(WordClass::KNOWN)
            && c.run > 1
            && self.doc.text(c.run - 1) == ","
            && self.doc.tokens[c.run - 2].is_word()
            && self.doc.tokens[c.run - 2].shape != Shape::Lower
            && !self.words[c.run - 2].is(WordClass::TIME);
        if of_town {
            return false;
        }
        let plain = !word.is(WordClass::OFFICE | WordClass::COMMON);
        // In Indonesian, a name of other peoples at the beginning of a sentence may be a word: `Masa`, `Kamar`.
        let foreign =
            self.doc.profile().grammar.head_first && !word.is(WordClass::LOCAL | WordClass::KNOWN | WordClass::OFTEN);
        if foreign && seen.inside == 0 && !seen.says {
            return false;
        }
        if word.is(WordClass::KNOWN)
            || word.is(WordClass::LOCAL) && !word.is(WordClass::OFFICE)
            || word.is(WordClass::GIVEN | WordClass::OFTEN) && plain
        {
            return true;
        }
        // English news introduces a person by the full name: one word that speaks and has none is a company or a paper.
        if self.doc.tokens[i].shape == Shape::Upper || !plain && !quoted {
            return false;
        }
        // `A. B. Fulan said`
        let initial = c.name.start;
        if c.name.len() > 2 && self.doc.text(initial).len() == 1 && self.doc.is_sign(initial + 1, ".") && self.says(c) {
            return true;
        }
        let alone = self.doc.profile().grammar.single_names;
        // `Chief Hlanwane said`: an office before it in the run.
        let office = !word.is_known() && c.run < c.name.start && self.words[c.name.start - 1].is(WordClass::ROLE);
        office && self.says(c)
            || alone && (seen.says || word.is(WordClass::FAMILY) && !self.is_sentence_start(i))
            || apposed(self.doc, self.words, c)
            || self.is_misspelt(i, spelt)
    }

    /// The words of names of several words, for [`Evidence::is_misspelt`].
    fn spelt(&self, candidates: &[Candidate]) -> Vec<&'_ str> {
        let mut known = FxHashSet::default();
        let mut spelt = Vec::new();
        for c in candidates
            .iter()
            .filter(|c| c.sure >= Sure::Fair && !c.placed && self.is_many(c))
        {
            for i in full_words(self.doc, &c.name) {
                if spelt.len() < MOST_COMPARED && known.insert(self.doc.tokens[i].key) {
                    spelt.push(self.doc.text(i));
                }
            }
        }
        spelt
    }

    fn is_misspelt(&self, i: usize, spelt: &[&str]) -> bool {
        let text = self.doc.text(i);
        !self.words[i].is_known() && spelt.iter().any(|other| super::cluster::is_slip(text, other))
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

/// Words of a name that are more than an initial.
fn full_words<'d>(doc: &'d Doc, name: &Range<usize>) -> impl Iterator<Item = usize> + Clone + use<'d> {
    let tokens = &doc.tokens;
    name.clone().filter(move |i| {
        let token = &tokens[*i];
        token.is_word() && token.end - token.start > 1 && token.shape != Shape::Lower
    })
}
