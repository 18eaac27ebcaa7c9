//! Words that mean a person without a name: pronouns (`ia`, `she`) and roles (`Presiden`, `politisi PDIP itu`, `the senator`).
//!
//! A role means the last person to whom the article gave it. A pronoun, or a role with `itu`, `ini`, `tersebut` or `sang` that
//! nobody was given, means the one that the sentence before was about: who speaks in it, else who is named first. What is said
//! between quotation marks is the speaker's own and changes nothing.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::classes::WordClass;
use super::cluster::Gender;
use super::phrases::{Phrase, Phrases};
use super::{Mention, MentionKind};
use crate::extract::text::{Doc, Kind, Shape, key_of};
use crate::lang::PerLanguage;

/// How many persons back a pronoun can point.
const MOST_RECENT: usize = 6;

/// Short forms of offices, and titles before names, of each language: the words that they stand for.
static SHORT_ROLES: PerLanguage<FxHashMap<u64, Vec<u64>>> = PerLanguage::new(|profile| {
    let entries = profile.lexicon.short_roles.iter().flat_map(|file| file.entries());
    entries
        .map(|entry| (key_of(entry.item), entry.value().split(' ').map(key_of).collect()))
        .collect()
});

/// Words before an office that make another of it.
static DEPUTIES: LazyLock<[u64; 3]> = LazyLock::new(|| ["wakil", "vice", "deputy"].map(key_of));

/// What is known of a person when references are resolved.
pub struct Bearer {
    pub gender: Option<Gender>,
    /// Keys of the words of the roles given so far.
    pub roles: Vec<u64>,
}

pub struct References<'a> {
    pub doc: &'a Doc<'a>,
    pub words: &'a [WordClass],
    pub bearers: Vec<Bearer>,
    /// The last ones named, the latest last.
    recent: Vec<u32>,
    /// Whom the sentences before are about.
    subject: Option<u32>,
    /// Who spoke in the last sentence that is about somebody.
    spoke: Option<u32>,
    /// Whom this sentence is about, and whether they speak in it.
    here: Option<(u32, bool)>,
    /// The first person is given a role of several words somewhere.
    first_has_role: bool,
    /// Every role that is given to a person anywhere in the article, as the keys of its words.
    given: Vec<(u32, Vec<u64>)>,
}

impl<'a> References<'a> {
    pub fn new(doc: &'a Doc<'a>, words: &'a [WordClass], bearers: Vec<Bearer>) -> References<'a> {
        References {
            doc,
            words,
            bearers,
            recent: Vec::new(),
            subject: None,
            spoke: None,
            here: None,
            first_has_role: false,
            given: Vec::new(),
        }
    }

    /// The names with the references between them, in order.
    pub fn resolve(mut self, names: Vec<Mention>, skip: usize) -> Vec<Mention> {
        self.given = names.iter().filter_map(|name| self.given_by(name)).collect();
        self.first_has_role = self.given.iter().any(|(person, _)| *person == 0);
        let mut out = Vec::with_capacity(names.len() + names.len() / 2);
        let mut names = names.into_iter().peekable();
        // Where the next name begins.
        let next_of = |name: Option<&Mention>| name.map_or(usize::MAX, |name| name.extent.start as usize);
        let mut next = next_of(names.peek());
        let mut quoted = false;
        let mut paragraph_end = 0;
        let phrases = self.phrases();
        for sentence in &self.doc.sentences {
            let (start, end) = (sentence.start as usize, sentence.end as usize);
            if start >= paragraph_end {
                quoted = false;
                paragraph_end = self.doc.paragraphs[self.doc.paragraph_of(start)].end as usize;
            }
            let mut i = start.max(skip);
            while i < end {
                if next <= i
                    && let Some(mut name) = names.next()
                {
                    match name.kind {
                        MentionKind::Role => self.see_anothers(&mut name, quoted, start, end),
                        _ => self.see_name(&name, quoted, start, end),
                    }
                    i = (name.extent.end as usize).max(i + 1);
                    out.push(name);
                    next = next_of(names.peek());
                    continue;
                }
                let token = &self.doc.tokens[i];
                match token.kind {
                    Kind::Sign => {
                        if let Some(opens) = self.quotation_mark(i) {
                            quoted = opens;
                        }
                        i += 1;
                    }
                    Kind::Number => i += 1,
                    Kind::Word if self.words[i].is(WordClass::PRONOUN) || phrases.may_begin(i) => {
                        i = self.word(i, start..end.min(next), quoted, &mut out).max(i + 1);
                    }
                    Kind::Word => i += 1,
                }
            }
            self.subject = self.here.map(|(person, _)| person).or(self.subject);
            self.spoke = match self.here {
                Some((person, says)) => says.then_some(person),
                None => self.spoke,
            };
            self.here = None;
        }
        out.extend(names);
        out
    }

    fn phrases(&self) -> Phrases<'a> {
        Phrases {
            doc: self.doc,
            words: self.words,
        }
    }

    /// Whether a quotation mark opens; `None` for any other sign.
    fn quotation_mark(&self, i: usize) -> Option<bool> {
        match self.doc.text(i) {
            "“" | "«" | "„" => Some(true),
            "»" => Some(false),
            "\"" | "”" => {
                let glued_behind = self.doc.tokens.get(i + 1).is_some_and(|next| next.glued);
                Some(glued_behind && !self.doc.tokens[i].glued)
            }
            _ => None,
        }
    }

    /// Whom `istri Fulan itu` means, in which a name stands: not Fulan. Without `itu` it is somebody new.
    fn see_anothers(&mut self, role: &mut Mention, quoted: bool, start: usize, end: usize) {
        let tokens = role.extent.start as usize..role.extent.end as usize;
        if quoted || role.person.is_none() && !self.words[tokens.end - 1].is(WordClass::DEMONSTRATIVE) {
            return;
        }
        let gender = super::cluster::gender_of(self.words[tokens.start]);
        role.person = role.person.or_else(|| self.latest(gender));
        if let Some(person) = role.person {
            let says = self.phrases().beside_cue(tokens, start, end);
            self.see(person, says, false);
        }
    }

    fn see_name(&mut self, name: &Mention, quoted: bool, start: usize, end: usize) {
        let Some(person) = name.person else { return };
        let mut keys = match &name.role {
            Some(role) => self.role_keys(role.start as usize..role.end as usize),
            None => Vec::new(),
        };
        if !self.doc.profile().grammar.head_first {
            let titles = name.extent.start as usize..name.tokens.start as usize;
            let short = SHORT_ROLES.of(self.doc.profile());
            let long = titles.filter_map(|i| short.get(&self.doc.tokens[i].key));
            keys.extend(long.flatten());
        }
        let roles = &mut self.bearers[person as usize].roles;
        for key in keys {
            if roles.len() < 40 && !roles.contains(&key) {
                roles.push(key);
            }
        }
        if !quoted {
            let first = name.extent.start as usize;
            let tokens = first..name.extent.end as usize;
            let apart = first == start || name.role.is_some() || self.doc.is_sign(first - 1, ",");
            let says = self.phrases().beside_cue(tokens.clone(), start, end)
                || apart && self.phrases().before_comma_and_verb(tokens, end);
            // `Campaigning against Fulan, he said`: the sentence is about somebody else.
            let by_the_way = first > start && self.words[first - 1].is(WordClass::OBLIQUE);
            self.see(person, says, by_the_way);
        }
    }

    fn see(&mut self, person: u32, says: bool, by_the_way: bool) {
        if !by_the_way && self.here.is_none_or(|(_, said)| says && !said) {
            self.here = Some((person, says));
        }
        self.recent.retain(|p| *p != person);
        if self.recent.len() >= MOST_RECENT {
            self.recent.remove(0);
        }
        self.recent.push(person);
    }

    /// Takes a pronoun or a role that begins at `i`; returns where to go on.
    fn word(&mut self, i: usize, sentence: Range<usize>, quoted: bool, out: &mut Vec<Mention>) -> usize {
        let Range { start, end: limit } = sentence;
        let word = self.words[i];
        if word.is(WordClass::PRONOUN) {
            if !quoted {
                let gender = super::cluster::gender_of(word);
                let person = self
                    .here
                    .map(|(p, _)| p)
                    .filter(|p| self.fits(*p, gender))
                    .or_else(|| self.latest(gender));
                if let Some(person) = person {
                    self.see(person, self.phrases().beside_cue(i..i + 1, start, limit), false);
                }
                out.push(mention(MentionKind::Pronoun, i..i + 1, person));
            }
            return i + 1;
        }
        let Some(phrase) = self.phrases().at(i, start, limit) else {
            return i + 1;
        };
        if quoted {
            return phrase.tokens.end;
        }
        let says = self.phrases().beside_cue(phrase.tokens.clone(), start, limit);
        // `para pakar itu` are several.
        let many = i > start && self.words[i - 1].is(WordClass::MANY);
        let person = match many {
            true => None,
            false => (self.bearer(&phrase)).or_else(|| self.goes_on(&phrase).filter(|_| says && i == start)),
        };
        if let Some(person) = person {
            self.see(person, says, false);
        }
        let behind = phrase.tokens.end;
        if person.is_some() || says {
            out.push(mention(MentionKind::Role, phrase.tokens, person));
        }
        behind
    }

    /// The person to whom a mention gives a role of several words, and those.
    fn given_by(&self, name: &Mention) -> Option<(u32, Vec<u64>)> {
        let role = name.role.as_ref()?;
        let keys = self.role_keys(role.start as usize..role.end as usize);
        (keys.len() > 1).then_some((name.person?, keys))
    }

    /// The one person who gets the role further on: `kata Kasat Reskrim Polres Sleman`, and then `Kasat Reskrim AKP Fulan`.
    fn named_later(&self, keys: &[u64]) -> Option<u32> {
        if keys.len() < 2 {
            return None;
        }
        let same = |given: &&(u32, Vec<u64>)| {
            let (few, many) = if given.1.len() < keys.len() {
                (&*given.1, keys)
            } else {
                (keys, &*given.1)
            };
            few[0] == many[0] && few.iter().all(|key| many.contains(key))
        };
        let mut bearers = self.given.iter().filter(same).map(|(person, _)| *person);
        let first = bearers.next()?;
        bearers.all(|person| person == first).then_some(first)
    }

    /// Keys of the words of a role, short forms written out.
    fn role_keys(&self, role: Range<usize>) -> Vec<u64> {
        let mut keys = Vec::with_capacity(role.len());
        for i in role {
            let word = self.words[i];
            if !self.doc.tokens[i].is_word() || word.is(WordClass::STOP | WordClass::DEMONSTRATIVE | WordClass::TITLE) {
                continue;
            }
            // `Panglima TNI Jenderal Fulan`: counted among the ranks before his name.
            if word.is(WordClass::RANK) && word.is(WordClass::ORG) {
                continue;
            }
            let key = self.doc.tokens[i].key;
            match SHORT_ROLES.of(self.doc.profile()).get(&key) {
                Some(long) => keys.extend(long),
                None => keys.push(key),
            }
        }
        // A deputy is not the one in office.
        let deputy = keys.iter().position(|key| DEPUTIES.contains(key));
        if let Some(at) = deputy.filter(|at| at + 1 < keys.len()) {
            let deputy = keys.remove(at);
            keys[at] ^= deputy.rotate_left(1);
        }
        keys
    }

    /// The person whom a role means.
    fn bearer(&self, phrase: &Phrase) -> Option<u32> {
        // `the 38-year-old`: whom the sentence before was about.
        let aged = |i: usize| i < phrase.tokens.end && self.doc.tokens[i].kind == Kind::Number;
        if !self.doc.profile().grammar.head_first && aged(phrase.tokens.start + 1) {
            return self.latest(None);
        }
        let keys = self.role_keys(phrase.tokens.clone());
        if keys.is_empty() {
            return phrase.pointing.then(|| self.latest(None)).flatten();
        }
        let has_all = |person: &u32| {
            keys.iter()
                .all(|key| self.bearers[*person as usize].roles.contains(key))
        };
        let given = self.recent.iter().rev().copied().find(has_all);
        if given.is_some() {
            return given;
        }
        // `presiden Turki itu`: the head alone was given.
        let head = *keys.first()?;
        let with_head: Vec<u32> = (0..self.bearers.len() as u32).filter(|p| has_all(p)).take(2).collect();
        if let [only] = with_head[..] {
            return Some(only);
        }
        if !phrase.pointing {
            let mut bearing = self
                .recent
                .iter()
                .rev()
                .copied()
                .filter(|p| self.bearers[*p as usize].roles.contains(&head));
            return bearing
                .next()
                .filter(|_| keys.len() == 1)
                .or_else(|| self.named_later(&keys))
                .or_else(|| self.alone(phrase));
        }
        let word = phrase
            .tokens
            .clone()
            .map(|i| self.words[i])
            .find(|w| w.is(WordClass::ROLE | WordClass::KIN | WordClass::RANK));
        // `warga itu` may be anybody; `warga Bogor ini` was just told of.
        let near = phrase.tokens.len() > 2 && self.doc.text(phrase.tokens.end - 1) == "ini";
        let crowd = word.is_some_and(|w| w.is(WordClass::CROWD)) && !near;
        if !self.doc.profile().grammar.head_first || crowd {
            return self
                .recent
                .iter()
                .rev()
                .copied()
                .find(|p| self.bearers[*p as usize].roles.contains(keys.last().unwrap_or(&head)));
        }
        self.latest(word.and_then(super::cluster::gender_of))
    }

    /// The only person of the article, where nobody was given an office and one speaks: `Perdana Menteri berkata`.
    fn alone(&self, phrase: &Phrase) -> Option<u32> {
        let office = self.doc.tokens[phrase.tokens.start].shape != Shape::Lower
            && self.words[phrase.tokens.start].is(WordClass::ROLE)
            && !self.words[phrase.tokens.start].is(WordClass::CROWD);
        // `Kapolres Sleman`, `Wakil Menteri Luar Negeri, Siti`: others.
        let plain = phrase.tokens.clone().all(|i| {
            self.words[i].is(WordClass::OFFICE) && !self.words[i].is(WordClass::PLACE | WordClass::ROLE_PLACE)
        });
        let office = office && plain && phrase.tokens.len() <= 2 && !self.doc.is_sign(phrase.tokens.end, ",");
        let named = self.recent.first().copied();
        named.filter(|person| office && self.bearers.len() == 1 && self.bearers[*person as usize].roles.is_empty())
    }

    /// Whoever opened the article and spoke last, where nobody was given the office with which the next sentence begins: `Omar
    /// menegaskan ... Perdana Menteri berkata ...`, `Colby has suggested ... The prime minister said ...`.
    fn goes_on(&self, phrase: &Phrase) -> Option<u32> {
        let head_first = self.doc.profile().grammar.head_first;
        let last = match head_first {
            true => phrase.tokens.start,
            false => phrase.tokens.end - 1,
        };
        let office = self.words[last].is(WordClass::ROLE) && !self.words[last].is(WordClass::CROWD | WordClass::KIN);
        let plain = phrase.tokens.clone().all(|i| {
            !self.words[i].is(WordClass::PLACE | WordClass::ROLE_PLACE | WordClass::KIN | WordClass::ORG)
                && (!head_first || self.words[i].is(WordClass::OFFICE) && self.doc.tokens[i].shape != Shape::Lower)
        });
        let short = phrase.tokens.len() <= if head_first { 2 } else { 3 };
        let closed = !self.doc.is_sign(phrase.tokens.end, ",");
        let named = self
            .spoke
            .filter(|person| *person == 0 && office && plain && short && closed);
        named.filter(|person| self.bearers[*person as usize].roles.is_empty() && !self.first_has_role)
    }

    fn fits(&self, person: u32, gender: Option<Gender>) -> bool {
        match (gender, self.bearers[person as usize].gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// Whom the sentences before are about, else who was named last.
    fn latest(&self, gender: Option<Gender>) -> Option<u32> {
        // `Towanna Bay is one of them. She says ...`: who is surely meant, before somebody of whom that is not known.
        let last = self.recent.last().copied().filter(|p| {
            let known = self.bearers[*p as usize].gender == Some(Gender::Female);
            let other = self.subject.is_some_and(|p| self.bearers[p as usize].gender.is_none());
            gender == Some(Gender::Female) && known && other
        });
        last.or(self.subject)
            .filter(|p| self.fits(*p, gender))
            .or_else(|| self.recent.iter().rev().copied().find(|p| self.fits(*p, gender)))
    }
}

fn mention(kind: MentionKind, tokens: Range<usize>, person: Option<u32>) -> Mention {
    let tokens = tokens.start as u32..tokens.end as u32;
    let role = (kind == MentionKind::Role).then(|| tokens.clone());
    Mention {
        kind,
        extent: tokens.clone(),
        tokens,
        role,
        person,
    }
}
