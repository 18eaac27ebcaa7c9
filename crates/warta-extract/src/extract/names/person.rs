//! Whether a candidate is a person at all, by itself and by all that the article shows of its words.

use rustc_hash::FxHashSet;

use super::apposed::apposed;
use super::candidate::{Candidate, Sure, full_words};
use super::classes::WordClass;
use super::evidence::Evidence;
use super::initials::may_be_initials;
use super::ordinary::{is_ordinary, is_possessed, is_root};
use super::places;
use super::weigh::is_compound;
use crate::extract::text::Shape;

/// How many persons' names a word is compared with that may be misspelt: bounds the time.
const MOST_COMPARED: usize = 64;

impl Evidence<'_> {
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

    /// Whether a candidate is a person; `spelt` are words of names, see [`Evidence::spelt`].
    pub fn is_person(&self, c: &Candidate, spelt: &[&str]) -> bool {
        let Some(i) = full_words(self.doc, &c.name).next() else {
            return false;
        };
        let many = self.is_many(c);
        if !many && may_be_initials(self.doc, self.words, i) && self.seen(i).in_names == 0 {
            return self.is_initials(i);
        }
        if self.is_ticket(c) || many && places::is_place(self.hash(c.name.clone())) || self.is_followed(c, "-", "based")
        {
            return false;
        }
        // `— Fulan (@fulan)`
        if self.is_followed(c, "(", "@") {
            return !self.words[c.name.end - 1].is(WordClass::BODY | WordClass::ORG | WordClass::TAIL);
        }
        let unnamed = !many && self.seen(i).in_names == 0;
        // `BIA/Kelsey`: half of an organisation's name.
        if unnamed && self.is_half_of_house(c) {
            return false;
        }
        if self.is_firm(c) && c.titles == c.name.start && (many || unnamed) {
            return self.words[i].is(WordClass::KNOWN);
        }
        // `pengguna TripAdvisor`
        if unnamed && !self.words[i].is_known() && is_compound(self.doc.text(i)) {
            return false;
        }
        if !many && self.is_of_unit(c, i) {
            return false;
        }
        if c.sure == Sure::Strong {
            // `TNI AL`
            let short = !many && self.doc.text(i).len() <= 2;
            return !(short && self.doc.tokens[i].shape == Shape::Upper && !self.words[i].is(WordClass::KNOWN));
        }
        match many {
            true => self.is_person_by_words(c),
            false => self.is_person_by_word(c, i, spelt),
        }
    }

    /// `Direktorat Gratifikasi dan Pelayanan Publik`: a word that is nobody's name and goes on, behind what begins an office.
    fn is_of_unit(&self, c: &Candidate, i: usize) -> bool {
        let unit = c.run < i && self.words[i - 1].is(WordClass::UNIT) && self.doc.tokens[i - 1].shape != Shape::Lower;
        let goes_on = || {
            let next = self.doc.tokens.get(i + 2);
            matches!(self.doc.text(i + 1), "dan" | "serta" | "&") && next.is_some_and(|next| next.is_capitalized())
        };
        self.doc.profile().grammar.head_first
            && unit
            && !self.words[i].is(WordClass::NAME | WordClass::LOCAL)
            && self.doc.tokens.get(i + 1).is_some()
            && goes_on()
    }

    /// Behind a candidate stand a sign and what begins so: `Petersburg-based`, a place.
    fn is_followed(&self, c: &Candidate, sign: &str, begins: &str) -> bool {
        self.doc.is_sign(c.end, sign)
            && self.doc.tokens.get(c.end + 1).is_some()
            && self.doc.text(c.end + 1).starts_with(begins)
    }

    /// A word in capitals and a slash stand before it, with no blank between.
    fn is_half_of_house(&self, c: &Candidate) -> bool {
        let tokens = &self.doc.tokens;
        c.run == c.name.start
            && c.run >= 2
            && self.doc.is_sign(c.run - 1, "/")
            && tokens[c.run].glued
            && tokens[c.run - 1].glued
            && tokens[c.run - 2].shape == Shape::Upper
    }

    /// Whether several words are a person's name, without a role beside them.
    fn is_person_by_words(&self, c: &Candidate) -> bool {
        if self.is_alias(c) {
            return true;
        }
        let says = full_words(self.doc, &c.name).any(|i| self.seen(i).says);
        match c.sure {
            Sure::Fair => !c.placed || says,
            _ => (says || apposed(self.doc, self.words, c)) && !c.placed,
        }
    }

    /// Whether the single word `i` is a person's name, without a role beside it.
    fn is_person_by_word(&self, c: &Candidate, i: usize, spelt: &[&str]) -> bool {
        if self.names_house(c) {
            return false;
        }
        let (seen, word) = (self.seen(i), self.words[i]);
        let upper = self.doc.tokens[i].shape == Shape::Upper && !word.is(WordClass::KNOWN);
        if upper && (seen.in_names == 0 || self.doc.text(i).len() < 4) {
            return false;
        }
        if seen.in_names > 0 {
            let ordinary = word.is(WordClass::COMMON | WordClass::ROLE | WordClass::KIN | WordClass::WORD);
            let office =
                !self.doc.profile().grammar.head_first && word.is(WordClass::GEO | WordClass::TAIL | WordClass::BODY);
            if (ordinary && self.is_sentence_start(i) || office) && !self.says(c) {
                return false;
            }
            return !c.placed || !word.is(WordClass::PLACE);
        }
        if self.is_alias(c) {
            return true;
        }
        // `kata Raja` where `Raja Fulan` is named is his title.
        let quoted = seen.quoted && !seen.leads;
        if self.is_word(i) && !quoted {
            return false;
        }
        if c.placed || (seen.placed > 0 || word.is(WordClass::PLACE | WordClass::ORG)) && !quoted {
            return false;
        }
        if self.is_state(c, i) || self.may_be_foreign_word(i) {
            return false;
        }
        let plain = !word.is(WordClass::OFFICE | WordClass::COMMON);
        if word.is(WordClass::KNOWN)
            || word.is(WordClass::LOCAL) && !word.is(WordClass::OFFICE)
            || word.is(WordClass::GIVEN | WordClass::OFTEN) && plain
        {
            return true;
        }
        if self.doc.tokens[i].shape == Shape::Upper || !plain && !quoted {
            return false;
        }
        self.is_shown(c, i) || self.is_misspelt(i, spelt)
    }

    /// `the Fulan administration`: who heads it does not speak where it does.
    fn names_house(&self, c: &Candidate) -> bool {
        !self.doc.profile().grammar.head_first
            && c.run == c.name.start
            && c.run > 0
            && self.doc.text(c.run - 1).eq_ignore_ascii_case("the")
            && self.words.get(c.end).is_some_and(|behind| behind.is(WordClass::TAIL))
    }

    /// An Indonesian word that is hardly a name: `Saya Yang Salah`, a word of the sentence which is a name of other peoples; or one that no
    /// list of names has, and that is a word, a root, or somebody's.
    fn is_word(&self, i: usize) -> bool {
        let (profile, word, token) = (self.doc.profile(), self.words[i], &self.doc.tokens[i]);
        let ordinary = || is_ordinary(profile, token) || is_root(profile, token) || is_possessed(self.doc.text(i));
        profile.grammar.head_first && (word.is(WordClass::STOP) || !word.is_known() && ordinary())
    }

    /// `Stamford, Conn.`: the state of a town.
    fn is_state(&self, c: &Candidate, i: usize) -> bool {
        !self.doc.profile().grammar.head_first
            && !self.words[i].is(WordClass::KNOWN)
            && c.run > 1
            && self.doc.text(c.run - 1) == ","
            && self.doc.tokens[c.run - 2].is_word()
            && self.doc.tokens[c.run - 2].shape != Shape::Lower
            && !self.words[c.run - 2].is(WordClass::TIME)
    }

    /// In Indonesian, a name of other peoples at the beginning of a sentence may be a word: `Masa`, `Kamar`.
    fn may_be_foreign_word(&self, i: usize) -> bool {
        let seen = self.seen(i);
        let foreign = !self.words[i].is(WordClass::LOCAL | WordClass::KNOWN | WordClass::OFTEN);
        self.doc.profile().grammar.head_first && foreign && seen.inside == 0 && !seen.says
    }

    /// What stands beside a word that no list knows shows that it is a person's name. English news introduces a person by the full name: one
    /// word that speaks and has none is a company or a paper.
    fn is_shown(&self, c: &Candidate, i: usize) -> bool {
        let word = self.words[i];
        // `A. B. Fulan said`
        let initial = c.name.start;
        if c.name.len() > 2 && self.doc.text(initial).len() == 1 && self.doc.is_sign(initial + 1, ".") && self.says(c) {
            return true;
        }
        let alone = self.doc.profile().grammar.single_names;
        // `Chief Hlanwane said`: an office before it in the run.
        let office = !word.is_known() && c.run < c.name.start && self.words[c.name.start - 1].is(WordClass::ROLE);
        office && self.says(c)
            || alone && (self.seen(i).says || word.is(WordClass::FAMILY) && !self.is_sentence_start(i))
            || apposed(self.doc, self.words, c)
    }

    /// The words of names of several words, for [`Evidence::is_misspelt`].
    pub fn spelt(&self, candidates: &[Candidate]) -> Vec<&'_ str> {
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
