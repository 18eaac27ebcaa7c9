//! Where names stand: runs of capitalised words, and which end of a run is the name of a person.
//!
//! In `Presiden Direktur Bank OCBC NISP Parwati Surjaudaja` all words have capitals. Each word is weighed: what is known as a name
//! speaks for it, words of offices, organisations and places against it; the name is the end of the run with the greatest sum.

use std::ops::Range;

use super::apposed::{closes_quotation, is_quoted};
use super::candidate::{Candidate, Sure};
use super::classes::WordClass;
use super::initials::may_be_initials;
use crate::extract::text::{Doc, Kind, Shape, Token, key_of};

/// Words of a name that nothing but its place shows.
const LONGEST_QUOTED: usize = 3;

/// A word of a run and what it weighs as part of a name.
pub struct RunWord {
    pub token: usize,
    pub weight: i32,
}

impl RunWord {
    pub fn new(token: usize) -> RunWord {
        RunWord { token, weight: 0 }
    }
}

pub struct Finder<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [WordClass],
}

impl Finder<'_> {
    /// All candidates behind the first `skip` tokens, in order.
    pub fn candidates(&self, skip: usize) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut parts = Vec::new();
        for sentence in &self.doc.sentences {
            let (start, end) = (sentence.start as usize, sentence.end as usize);
            let headline = self.is_headline(start, end);
            let mut i = start.max(skip);
            while i < end {
                if !self.begins_run(i, start) {
                    i += 1;
                    continue;
                }
                parts.clear();
                let behind = self.run(i, end, &mut parts);
                let candidate = self.candidate(&mut parts, start..end, headline);
                let taken = candidate.as_ref().map(|candidate| candidate.end);
                found.extend(candidate);
                // Behind its degrees and age as well, which are no names.
                let behind = taken.map_or(behind, |end| behind.max(end));
                i = behind.max(i + 1);
            }
        }
        found
    }

    pub fn token(&self, i: usize) -> &Token {
        &self.doc.tokens[i]
    }

    pub fn is_sign(&self, i: usize, end: usize, sign: &str) -> bool {
        i < end && self.doc.is_sign(i, sign)
    }

    pub fn len(&self, i: usize) -> usize {
        (self.token(i).end - self.token(i).start) as usize
    }

    pub fn is_capital(&self, i: usize) -> bool {
        let token = self.token(i);
        match token.shape {
            Shape::Title | Shape::Upper => true,
            Shape::Mixed => self.doc.text(i).starts_with(char::is_uppercase),
            Shape::Lower | Shape::None => false,
        }
    }

    /// The first word of a sentence or of what is said in it: its capital means nothing.
    pub fn is_first(&self, i: usize, start: usize) -> bool {
        i == start
            || self.token(i - 1).kind == Kind::Sign
                && matches!(
                    self.doc.text(i - 1),
                    "\"" | "“" | "”" | "'" | "‘" | "’" | "«" | "»" | ":" | "-" | "–" | "—" | "*" | "•"
                )
    }

    /// The name at the end of a run, if there is one.
    fn candidate(&self, parts: &mut Vec<RunWord>, sentence: Range<usize>, headline: bool) -> Option<Candidate> {
        let Range { start, end } = sentence;
        let mut behind = parts.last()?.token + 1;
        self.drop_degrees(parts, end);
        self.weigh(parts, start);
        if headline && self.drop_headline(parts, end) {
            behind = parts.last()?.token + 1;
        }
        if let [only] = parts.as_slice()
            && self.is_degree_alone(only.token)
        {
            return None;
        }
        let len = parts.len();
        let first = self.first_of_name(parts, start)?;
        let first = self.past_office(parts, first);
        let last = parts.last()?.token;
        if parts.len() < len {
            behind = last + 1;
        }
        if self.words[last].is(WordClass::PARTICLE) && self.token(last).shape == Shape::Lower {
            return None;
        }
        let lead = self.lead(parts, first);
        let low_title = self.low_title(parts, start, end).filter(|_| lead == 0);
        let behind = self.degrees(behind.max(last + 1), end);
        let (behind, aged) = self.age(behind, end);
        let (behind, partied) = self.party(behind, end);
        let run = parts[0].token;
        let told = lead < first || low_title.is_some() || aged || partied;
        let before = run.checked_sub(1).filter(|b| *b >= start && lead == 0);
        Some(Candidate {
            name: parts[first].token..last + 1,
            titles: low_title.unwrap_or(parts[lead].token),
            run,
            end: behind,
            sure: if told {
                Sure::Strong
            } else {
                self.sure(parts, first, before)
            },
            placed: before.is_some_and(|before| is_place_preposition(self.doc.text(before))),
        })
    }

    /// Takes off the degrees behind a name without a comma: `Budi Santoso SH MH`.
    fn drop_degrees(&self, parts: &mut Vec<RunWord>, end: usize) {
        while let [.., before, last] = parts.as_slice() {
            // `SpPD-KEMD`: the second half of a degree.
            let half = || {
                before.token + 2 == last.token
                    && self.is_sign(before.token + 1, end, "-")
                    && self.is_degree_word(before.token)
            };
            if !self.is_degree_word(last.token) && !half() {
                break;
            }
            parts.pop();
        }
    }

    /// `dr Fulan, SpOG`, `SpB(K)Onk`: a specialist's degree, or the end of one.
    fn is_degree_alone(&self, i: usize) -> bool {
        let mixed = self.token(i).shape == Shape::Mixed && self.is_degree_word(i);
        let end = i >= 4
            && self.is_sign(i - 1, i, ")")
            && self.is_sign(i - 3, i, "(")
            && self.token(i - 3).glued
            && self.len(i - 2) == 1
            && self.is_degree_word(i - 4);
        mixed || end
    }

    /// Takes off the words of a headline behind a name, unless a comma or bracket closes them; whether there were any.
    fn drop_headline(&self, parts: &mut Vec<RunWord>, end: usize) -> bool {
        let len = parts.len();
        let closes = |last: usize| self.is_sign(last + 1, end, ",") || self.is_sign(last + 1, end, "(");
        if parts.last().is_none_or(|last| closes(last.token)) {
            return false;
        }
        while parts.len() > 1 && parts.last().is_some_and(|last| !self.is_plain_name(last.token)) {
            parts.pop();
        }
        parts.len() < len
    }

    /// Which part of a run begins the name that ends it; a role behind the name is taken off.
    fn first_of_name(&self, parts: &mut Vec<RunWord>, start: usize) -> Option<usize> {
        if let Some(first) = self.best_suffix(parts) {
            return Some(first);
        }
        // `Budi Ketua RT 03 mengatakan`: the role stands behind the name.
        if self.leads_role(parts, start) {
            let len = parts
                .iter()
                .take_while(|p| !self.words[p.token].is(WordClass::ROLE))
                .count();
            parts.truncate(len);
            return Some(0);
        }
        if self.is_all_quoted(parts) {
            return Some(0);
        }
        // `Tester said`: a name if the article has it in a longer one.
        let [only] = parts.as_slice() else { return None };
        let may_be = self.is_ordinary(only.token)
            || is_quoted(self.doc, self.words, only.token)
            || may_be_initials(self.doc, self.words, only.token);
        may_be.then_some(0)
    }

    /// `"...," kata Fulan Karang di rumahnya`: a given name with words that are something else elsewhere, right behind the verb that closes a
    /// quotation, where nothing but the name of the speaker can stand.
    fn is_all_quoted(&self, parts: &[RunWord]) -> bool {
        let other = WordClass::ORG | WordClass::OFFICE | WordClass::STOP | WordClass::TIME | WordClass::SAY;
        let named = |part: &RunWord| self.token(part.token).shape == Shape::Title && !self.words[part.token].is(other);
        let given = |part: &RunWord| {
            let word = self.words[part.token];
            word.is(WordClass::LOCAL | WordClass::GIVEN) && !word.is(WordClass::PLACE | WordClass::COMMON)
        };
        let low = |last: &RunWord| {
            let next = self.doc.tokens.get(last.token + 1);
            next.is_some_and(|next| next.is_word() && next.shape == Shape::Lower)
        };
        (2..=LONGEST_QUOTED).contains(&parts.len())
            && closes_quotation(self.doc, self.words, parts[0].token)
            && given(&parts[0])
            && parts.iter().all(named)
            && parts.last().is_some_and(low)
    }

    /// Without a word of the office before a name that is a name elsewhere.
    fn past_office(&self, parts: &[RunWord], mut first: usize) -> usize {
        // `Majelis Hakim Fulan`
        let unit = first
            .checked_sub(1)
            .is_some_and(|before| self.words[parts[before].token].is(WordClass::UNIT));
        if unit && first + 1 < parts.len() && self.words[parts[first].token].is(WordClass::ROLE) {
            first += 1;
        }
        // `H Ahmad Fulan`: who has been to Mecca.
        let hajj = self.doc.profile().grammar.head_first && self.doc.text(parts[first].token) == "H";
        first + usize::from(hajj && first + 1 < parts.len())
    }

    /// Which part of a run begins the titles before the name that begins with part `first`.
    fn lead(&self, parts: &[RunWord], first: usize) -> usize {
        let mut lead = first;
        while lead > 0 {
            let before = lead
                .checked_sub(2)
                .map_or(WordClass::default(), |n| self.words[parts[n].token]);
            let i = parts[lead - 1].token;
            // `Komisaris Besar`; but `Direktur Jenderal` is a role
            let goes_on = if self.is_lead(i) {
                !(self.doc.text(i) == "Jenderal" && before.is(WordClass::ROLE) && !before.is(WordClass::RANK))
            } else {
                self.doc.text(i) == "Besar" && before.is(WordClass::RANK)
            };
            if !goes_on {
                break;
            }
            lead -= 1;
        }
        lead
    }

    /// A title in small letters before an Indonesian run: `dr Fulan`, `dr. Fulan`.
    fn low_title(&self, parts: &[RunWord], start: usize, end: usize) -> Option<usize> {
        let (run, last) = (parts.first()?.token, parts.last()?.token);
        let dotted = run > start + 1 && self.is_sign(run - 1, end, ".") && self.token(run - 1).glued;
        let low = run.checked_sub(1 + usize::from(dotted)).filter(|i| *i >= start)?;
        (self.doc.profile().grammar.head_first
            && self.token(low).shape == Shape::Lower
            && self.words[low].is(WordClass::TITLE)
            && !self.words[last].is(WordClass::PLACE | WordClass::OFFICE))
        .then_some(low)
    }

    /// How sure it is that the end of a run is a person's name, without titles and age; `before` is the token before the run.
    fn sure(&self, parts: &[RunWord], first: usize, before: Option<usize>) -> Sure {
        let led_by = |class| first > 0 && self.words[parts[first - 1].token].is(class);
        let offices = WordClass::ROLE | WordClass::RANK | WordClass::TITLE;
        let role = led_by(offices) || before.is_some_and(|before| self.words[before].is(offices));
        let many = parts.len() - first >= 2;
        let known = parts[first..]
            .iter()
            .any(|p| self.words[p.token].is(WordClass::NAME) && p.weight > 5);
        let office = led_by(WordClass::OFFICE | WordClass::PLACE);
        // `Presiden Fulan`; but `Koordinator Ekowisata` is no person, unless the article says more.
        let last = parts.last().map_or(WordClass::default(), |last| self.words[last.token]);
        let likely = many || last.is(WordClass::NAME | WordClass::KNOWN) && !led_by(WordClass::ROLE_PLACE);
        if role && likely || many && office && known {
            Sure::Strong
        } else if many && (known || office) {
            Sure::Fair
        } else {
            Sure::Weak
        }
    }

    /// An Indonesian run that begins a sentence with a name, and goes on with a role: `Budi Ketua RT`.
    fn leads_role(&self, parts: &[RunWord], start: usize) -> bool {
        let name = parts
            .iter()
            .take_while(|p| !self.words[p.token].is(WordClass::ROLE) && p.weight > 0 && self.is_plain_name(p.token))
            .count();
        let role = parts
            .get(name)
            .is_some_and(|p| self.words[p.token].is(WordClass::ROLE) && !self.words[p.token].is(WordClass::NAME));
        self.doc.profile().grammar.head_first
            && (1..=3).contains(&name)
            && role
            && parts[0].token == start
            && name + 1 < parts.len()
    }

    /// Nearly every word begins with a capital, as English headlines have it.
    fn is_headline(&self, start: usize, end: usize) -> bool {
        let (mut words, mut capitals) = (0, 0);
        for i in start..end {
            let token = self.token(i);
            if token.is_word() && token.end - token.start > 3 {
                // Headlines have capitals on their verbs and nouns too: `bertemu` shows a sentence full of names.
                if token.shape == Shape::Lower && !self.words[i].is(WordClass::STOP) {
                    return false;
                }
                words += 1;
                capitals += usize::from(token.shape != Shape::Lower);
                if words > 40 {
                    return false;
                }
            }
        }
        let least = if !self.doc.profile().grammar.head_first { 5 } else { 6 };
        words >= least && capitals * 10 >= words * 9
    }

    /// An ordinary word, which may be a family name all the same; in Indonesian a word of offices, which may be a given name: `Imam`.
    fn is_ordinary(&self, i: usize) -> bool {
        let word = self.words[i];
        if word.is(WordClass::ORG | WordClass::PLACE | WordClass::STOP | WordClass::TIME | WordClass::SAY) {
            return false;
        }
        match self.doc.profile().grammar.head_first {
            // `King said`, `Bay said` where Peter King and Anita Bay are told of.
            false => {
                word.is(WordClass::COMMON | WordClass::GEO)
                    && !word.is(WordClass::ROLE | WordClass::KIN | WordClass::ORG)
                    || word.is(WordClass::TITLE) && word.is(WordClass::NAME)
            }
            true => {
                word.is(WordClass::NAME)
                    && (word.is(WordClass::ROLE | WordClass::KIN)
                        || word.is(WordClass::WORD) && self.token(i).shape == Shape::Title)
            }
        }
    }

    /// Known as a name and as nothing else.
    fn is_plain_name(&self, i: usize) -> bool {
        let word = self.words[i];
        word.is(WordClass::NAME | WordClass::KNOWN)
            && !word.is(WordClass::COMMON | WordClass::OFFICE | WordClass::PLACE | WordClass::STOP)
    }

    /// Behind an American party and state: `(D-Ohio)`, `(R-Tex.)`; or `, D-N.Y.`
    fn party(&self, at: usize, end: usize) -> (usize, bool) {
        let is_party = (self.is_sign(at, end, "(") || self.is_sign(at, end, ","))
            && at + 3 < end
            && matches!(self.doc.text(at + 1), "D" | "R" | "I" | "L")
            && self.is_sign(at + 2, end, "-")
            && self.token(at + 3).is_word();
        if !is_party {
            return (at, false);
        }
        let mut behind = at + 4;
        if self.is_sign(behind, end, ".") {
            behind += 1;
        }
        if self.is_sign(at, end, "(") && self.is_sign(behind, end, ")") {
            behind += 1;
        }
        (behind, true)
    }

    /// A title or rank, which is no part of the name.
    fn is_lead(&self, i: usize) -> bool {
        self.doc.profile().grammar.head_first && self.doc.text(i) == "H" || self.is_title(i) || self.is_degree_word(i)
    }

    /// `Del.` is a title, and `Del` a particle of a family name.
    pub fn is_title(&self, i: usize) -> bool {
        let word = self.words[i];
        word.is(WordClass::TITLE | WordClass::RANK)
            && (!word.is(WordClass::PARTICLE)
                || self.is_sign(i + 1, self.doc.tokens.len(), ".") && self.token(i + 1).glued)
    }

    fn is_degree_word(&self, i: usize) -> bool {
        if self.token(i).shape == Shape::Title || self.token(i).shape == Shape::Lower {
            // `Jr` and the like only; `Ca`, `Ma` are names.
            return self.words[i].is(WordClass::DEGREE)
                && matches!(self.doc.text(i), "Jr" | "Sr" | "Esq" | "Akt" | "Skep" | "Ners");
        }
        if self.words[i].is(WordClass::DEGREE) {
            return true;
        }
        let text = self.doc.text(i);
        // `SpPD`, `SpOG`: a specialist's.
        if text.starts_with("Sp") && text.len() <= 6 && text.as_bytes().get(2).is_some_and(u8::is_ascii_uppercase) {
            return true;
        }
        text.contains('.') && text.len() <= 8 && self.is_degree_text(text)
    }

    fn is_degree_text(&self, text: &str) -> bool {
        const DOTTED: [&str; 14] = [
            "s.h.", "m.h.", "s.e.", "m.m.", "s.t.", "m.t.", "s.h", "m.h", "s.e", "m.m", "s.t", "m.t", "m.a.", "b.a.",
        ];
        DOTTED.iter().any(|d| text.eq_ignore_ascii_case(d))
    }

    /// Where the end of the run begins that has the greatest sum, if it is a name's.
    fn best_suffix(&self, parts: &[RunWord]) -> Option<usize> {
        let (mut sum, mut best, mut best_at) = (0, 0, None);
        for n in (0..parts.len()).rev() {
            sum += parts[n].weight;
            let i = parts[n].token;
            if parts[n].weight <= -15 {
                break;
            }
            let particle = self.token(i).shape == Shape::Lower;
            if !particle && parts[n].weight > -5 && sum > best {
                best = sum;
                best_at = Some(n);
            }
            if self.words[i].is(WordClass::TITLE | WordClass::RANK) && parts[n].weight < 0 {
                break;
            }
        }
        best_at
    }

    /// Behind the degrees that stand between commas: `, SH, MH`.
    fn degrees(&self, mut at: usize, end: usize) -> usize {
        while self.is_sign(at, end, ",") && at + 1 < end && self.token(at + 1).is_word() {
            if self.is_degree_word(at + 1) {
                at += 2;
                continue;
            }
            // `M.Si`, `Ph.D`: cut into letters and full stops.
            let part = |i: &usize| self.token(*i).glued && (self.token(*i).is_word() || self.is_sign(*i, end, "."));
            let behind = at + 2 + (at + 2..end.min(at + 6)).take_while(part).count();
            if behind == at + 2 {
                break;
            }
            let written = self.doc.span(at + 1..behind).of(self.doc.body);
            if !is_dotted_degree(key_of(&written.replace('.', ""))) {
                break;
            }
            at = behind;
        }
        at
    }

    /// Behind an age in brackets: `(45)`.
    fn age(&self, at: usize, end: usize) -> (usize, bool) {
        let is_age = self.is_sign(at, end, "(")
            && at + 2 < end
            && self.token(at + 1).kind == Kind::Number
            && self.len(at + 1) <= 3
            && (self.is_sign(at + 2, end, ")") || self.doc.text(at + 2) == "tahun" && self.is_sign(at + 3, end, ")"));
        if !is_age {
            return (at, false);
        }
        (if self.is_sign(at + 2, end, ")") { at + 3 } else { at + 4 }, true)
    }
}

fn is_dotted_degree(key: u64) -> bool {
    use std::sync::LazyLock;
    static KEYS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        "sh mh mm msi spd se si phd ssi sip skom mkes mpd spog st mt msc bsc ma sth mth spdi mag mpsi psi skm skep mkom mhum sag spt stp shi mhi mak"
            .split(' ')
            .map(key_of)
            .collect()
    });
    KEYS.contains(&key)
}

fn is_place_preposition(text: &str) -> bool {
    matches!(
        text,
        "di" | "ke" | "in" | "at" | "Di" | "Ke" | "In" | "At" | "near" | "asal"
    )
}
