//! Which names are one person.
//!
//! `Klitschko` is `Vitali Klitschko`: a name whose words are all in another one's is the same person's. Where several persons
//! bear it, a title that tells the gender decides, then who was named last, not counting those named by the way. The table of well-known short forms joins `Jokowi`
//! and `Joko Widodo`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::classes::WordClass;
use super::initials::are_initials;
use super::known;
use crate::extract::text::{Doc, Kind, Shape, key_of};

/// How many persons that share a word are compared. More are not found in any article, and the bound keeps the time linear.
const MOST_ALIKE: usize = 16;

/// How many persons a misspelt word is compared with.
const MOST_COMPARED: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Male,
    Female,
}

/// How well a person fits a short form: named before, by its last word, and how near to the reader's mind.
type Rank = (bool, bool, (u8, usize));

/// A name in the text as the clustering sees it.
#[derive(Clone, Debug)]
pub struct Form {
    /// Tokens of the name.
    pub tokens: Range<usize>,
    /// Keys of its words; an initial is the key of its letter.
    pub keys: Vec<u64>,
    /// A word of it is in the lexicon, and so not misspelt.
    pub known: bool,
    /// A word of it is not in the lexicon, and may be misspelt.
    pub unusual: bool,
    /// From titles before it.
    pub gender: Option<Gender>,
    /// It is named by the way: `his wife Fulan`, `with Fulan`, `Fulan's house`.
    pub by_the_way: bool,
}

/// A person that is being put together.
#[derive(Clone, Debug)]
pub struct Known {
    /// The fullest form.
    pub form: Form,
    pub gender: Option<Gender>,
    /// Words of other names: of an alias, and of shorter or misspelt forms.
    others: Vec<u64>,
    /// The places of its full names, those by the way left out.
    named: Vec<usize>,
    /// The place of the last short form that was found to mean this person.
    last: Option<usize>,
}

impl Known {
    /// How near the person is to the reader's mind at `at`: who was named before as one that the text is about, else who was
    /// named by the way, else who is named behind.
    fn nearness(&self, at: usize) -> (u8, usize) {
        let before = self.named[..self.named.partition_point(|n| *n < at)].last().copied();
        match before.max(self.last) {
            Some(place) => (2, place),
            None if self.form.tokens.start < at => (1, self.form.tokens.start),
            None => (0, usize::MAX - self.form.tokens.start),
        }
    }
}

#[derive(Default)]
pub struct Cluster {
    pub persons: Vec<Known>,
    by_word: FxHashMap<u64, Vec<u32>>,
}

impl Cluster {
    /// Takes a name of several words in: a new person, or a form of one that is known.
    pub fn add_full(&mut self, doc: &Doc, form: Form) -> u32 {
        let found = self.alike(&form.keys, |known| compatible(doc, &form, known));
        match found {
            Some(person) => {
                self.merge(person, form);
                person
            }
            None => self.insert(form),
        }
    }

    /// The person whom a form of one word, or a well-known short form means; `titles` are the tokens before it that are none of it.
    pub fn resolve(&mut self, doc: &Doc, form: &Form, titles: Range<usize>) -> Option<u32> {
        let at = form.tokens.start;
        let keys = &form.keys;
        let fits = |known: &Known| {
            agree(form.gender, known.gender)
                && keys
                    .iter()
                    .all(|k| known.form.keys.contains(k) || known.others.contains(k))
        };
        // English calls persons by the family name: `Finch` is rather `Martha Finch` than `Finch Colby`.
        let family = !doc.profile().grammar.head_first;
        let mut best: Option<(u32, Rank)> = None;
        for &person in self.bearing(*keys.first()?) {
            let known = &self.persons[person as usize];
            let near = known.nearness(at);
            let nearness = (near.0 > 0, family && known.form.keys.last() == keys.last(), near);
            if fits(known) && best.is_none_or(|(_, n)| nearness > n) {
                best = Some((person, nearness));
            }
        }
        if best.is_none() {
            // `Cak Fulan` is known by that, and `Fulan` alone is many.
            let text = |start: usize| doc.span(start..form.tokens.end).of(doc.body);
            let called = (titles.start < at)
                .then(|| text(titles.start))
                .and_then(known::full_name);
            if let Some(full) = called.or_else(|| known::full_name(text(at))) {
                let keys: Vec<u64> = full.split(' ').map(key_of).collect();
                return self.alike(&keys, |known| {
                    keys.iter().filter(|k| known.form.keys.contains(k)).count() >= keys.len().min(2)
                });
            }
        }
        let person = match best {
            Some((person, _)) => person,
            None => self
                .by_initials(doc, at)
                .or_else(|| self.misspelt(doc, form, !titles.is_empty()))?,
        };
        self.persons[person as usize].last = Some(at);
        Some(person)
    }

    /// The person whose first letters a word in capitals is: `BGS`.
    fn by_initials(&self, doc: &Doc, at: usize) -> Option<u32> {
        let is_bearer = |known: &Known| known.form.keys.len() > 1 && are_initials(doc, at, &known.form.tokens);
        let shouted = doc.profile().grammar.single_names && doc.tokens[at].shape == Shape::Upper;
        let persons = || self.persons.iter().take(MOST_COMPARED);
        shouted
            .then(|| persons().position(is_bearer))
            .flatten()
            .map(|person| person as u32)
    }

    /// The person whose name has the word with one letter wrong (`Souhgate` for `Southgate`), or begins with it, as nicknames do
    /// (`Risma` for `Rismaharini`), or ends with it behind a title (`Bang Man` for `Suherman`).
    fn misspelt(&self, doc: &Doc, form: &Form, titled: bool) -> Option<u32> {
        if form.keys.len() != 1 {
            return None;
        }
        let text = doc.text(form.tokens.start);
        let with = |fits: &dyn Fn(&Known, &str) -> bool| {
            let bearer = |known: &Known| words(doc, &known.form).any(|word| fits(known, word));
            self.persons.iter().take(MOST_COMPARED).position(bearer)
        };
        let slip = |known: &Known, word: &str| known.form.keys.len() > 1 && is_slip(word, text);
        // One who has a single name is called by its beginning only behind it.
        let named = |known: &Known| known.form.keys.len() > 1 || known.form.tokens.start < form.tokens.start;
        let longer = |word: &str| text.len() >= 4 && word.len() >= text.len() + 3;
        let nickname = |known: &Known, word: &str| named(known) && longer(word) && word.starts_with(text);
        let ending = |known: &Known, word: &str| {
            let tail = word.len().checked_sub(text.len()).and_then(|from| word.get(from..));
            titled && named(known) && longer(word) && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(text))
        };
        let misspelt = |known: &Known| !form.known || known.form.unusual;
        with(&slip)
            .filter(|person| misspelt(&self.persons[*person]))
            .or_else(|| with(&nickname))
            .or_else(|| with(&ending))
            .map(|person| person as u32)
    }

    pub fn insert(&mut self, form: Form) -> u32 {
        let person = self.persons.len() as u32;
        for key in &form.keys {
            let bearing = self.by_word.entry(*key).or_default();
            if bearing.last() != Some(&person) {
                bearing.push(person);
            }
        }
        self.persons.push(Known {
            gender: form.gender,
            named: Vec::from_iter((!form.by_the_way).then_some(form.tokens.start)),
            last: None,
            others: Vec::new(),
            form,
        });
        person
    }

    /// Takes in another name of a person.
    pub fn join(&mut self, person: u32, form: Form) {
        self.persons[person as usize].others.extend(&form.keys);
        self.merge(person, form);
    }

    fn merge(&mut self, person: u32, form: Form) {
        let known = &mut self.persons[person as usize];
        known.gender = known.gender.or(form.gender);
        if !form.by_the_way {
            known.named.push(form.tokens.start);
        }
        for key in &form.keys {
            let bearing = self.by_word.entry(*key).or_default();
            if !bearing.contains(&person) && bearing.len() < MOST_ALIKE {
                bearing.push(person);
            }
        }
        if form.keys.len() > known.form.keys.len() {
            let shorter = std::mem::replace(&mut known.form, form);
            known.others.extend(shorter.keys);
        }
    }

    /// The latest persons that bear a word.
    fn bearing(&self, key: u64) -> &[u32] {
        let all = self.by_word.get(&key).map_or(&[][..], |p| p);
        &all[all.len().saturating_sub(MOST_ALIKE)..]
    }

    fn alike(&self, keys: &[u64], fits: impl Fn(&Known) -> bool) -> Option<u32> {
        keys.iter()
            .flat_map(|key| self.bearing(*key).iter().rev())
            .copied()
            .find(|person| fits(&self.persons[*person as usize]))
    }
}

fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether two names of several words can be one person's: the words of the shorter one are in the longer one in their order,
/// an initial stands for a word (`M Jufri`, `Muhammad Jufri`), and at least two words or the first and an initial agree.
fn compatible(doc: &Doc, form: &Form, known: &Known) -> bool {
    if !agree(form.gender, known.gender) {
        return false;
    }
    let (short, long) = if form.keys.len() <= known.form.keys.len() {
        (form, &known.form)
    } else {
        (&known.form, form)
    };
    // `Tengku Fulan`, `Fulan Tengku Abdul`: two words in any order.
    if short.keys.len() == 2 && short.keys[0] != short.keys[1] && short.keys.iter().all(|key| long.keys.contains(key)) {
        return true;
    }
    let short_words: Vec<&str> = words(doc, short).collect();
    let long_words: Vec<&str> = words(doc, long).collect();
    let is_initial = |word: &str| word.chars().count() == 1;
    let (mut at, mut same, mut full, mut skipped) = (0, 0, 0, 0);
    for (n, word) in short_words.iter().enumerate() {
        // A family name is no initial's: `Michael McFaul` is not `Michael M. Grynbaum`.
        let last = n + 1 == short_words.len();
        let found = long_words[at..]
            .iter()
            .position(|other| same_word(word, other) && !(last && is_initial(other)));
        match found {
            Some(offset) => {
                same += 1;
                full += usize::from(!is_initial(word) && !is_initial(long_words[at + offset]));
                at += offset + 1;
            }
            // A middle name that only one of them has.
            None if is_initial(word) && same > 0 => skipped += 1,
            None => return false,
        }
    }
    full >= 1 && same >= 2 && skipped <= 1
}

fn words<'a>(doc: &'a Doc, form: &Form) -> impl Iterator<Item = &'a str> {
    let words = form.tokens.clone().filter(|i| doc.tokens[*i].kind == Kind::Word);
    words.map(|i| doc.text(i).trim_end_matches('.'))
}

fn same_word(a: &str, b: &str) -> bool {
    if key_of(a) == key_of(b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 {
        return long.chars().next().map(|c| c.to_lowercase().to_string()) == Some(short.to_lowercase());
    }
    is_slip(a, b)
}

/// Whether two words are one, misspelt: they differ by one letter (two in a long word), are long enough and begin alike.
pub fn is_slip(a: &str, b: &str) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 5 || long > 40 || long - short > 1 || a.as_bytes()[0] != b.as_bytes()[0] {
        return false;
    }
    strsim::damerau_levenshtein(a, b) <= 1
}

/// The gender that a title or given name tells.
pub fn gender_of(word: WordClass) -> Option<Gender> {
    match (word.is(WordClass::MALE), word.is(WordClass::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
