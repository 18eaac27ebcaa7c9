//! What an archive says of the names in it: gathered article by article, in parts that are put together in any order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::name::{NameHash, key, word_hash, words_of};
use super::vocabulary as words;
use crate::stem::verbs;

/// The names of all speakers of an archive.
#[derive(Debug, Default)]
pub struct Roster {
    /// In the order of their keys.
    pub(super) names: Vec<RosterName>,
    /// By the number of the name.
    pub(super) by_hash: FxHashMap<u64, u32>,
    /// Numbers of words that begin a name; most words of a text do not, and are passed over by this alone.
    pub(super) begins: Sieve,
    /// Places of words in [`PartialEvidence::words`].
    pub(super) words: FxHashMap<u64, u32>,
    pub(super) parts: Sieve,
    /// In how many names of several words a word stands.
    pub(super) in_names: FxHashMap<u64, u32>,
    /// Places of the verbs that a word is a form of, by its number: `membantah` for `Bantah`.
    verbs: FxHashMap<u64, Vec<u32>>,
}

/// A name of speakers: all ways of writing it that have the same folded words.
#[derive(Clone, Debug, Default)]
pub struct RosterName {
    pub words: Vec<String>,
    /// As articles have it, with the number of articles.
    pub written: BTreeMap<String, u32>,
}

/// A set that now and then has what was not put in.
#[derive(Debug)]
pub(super) struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve(vec![0; 1 << 14])
    }
}

impl Sieve {
    fn place(&self, number: u64) -> (usize, u64) {
        let bit = number as usize % (self.0.len() * 64);
        (bit / 64, 1 << (bit % 64))
    }

    fn put(&mut self, number: u64) {
        let (at, bit) = self.place(number);
        self.0[at] |= bit;
    }

    pub(super) fn may_have(&self, number: u64) -> bool {
        let (at, bit) = self.place(number);
        self.0[at] & bit != 0
    }
}

impl Roster {
    /// From names as articles have them, each with the number of its articles.
    pub fn new(written: impl IntoIterator<Item = (String, u32)>) -> Roster {
        let mut by_key: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for (name, articles) in written {
            let key = key(&name);
            if !key.is_empty() {
                *by_key.entry(key).or_default().entry(name).or_default() += articles;
            }
        }
        let mut roster = Roster::default();
        for (key, written) in by_key {
            let words: Vec<String> = key.split(' ').map(str::to_owned).collect();
            roster
                .by_hash
                .insert(NameHash::of(&words).number(), roster.names.len() as u32);
            for (i, word) in words.iter().enumerate() {
                roster.note_word(word);
                if words.len() > 1 && !words[..i].contains(word) {
                    *roster.in_names.entry(word_hash(word)).or_default() += 1;
                }
            }
            if let Some(first) = words.first() {
                roster.begins.put(word_hash(first));
            }
            roster.names.push(RosterName { words, written });
        }
        roster
    }

    /// Notes a word of a name, and the verbs of it.
    fn note_word(&mut self, word: &str) {
        let hash = word_hash(word);
        let known = self.words.len();
        self.place_of(hash);
        if self.words.len() == known || words::NAMES.contains(&hash) {
            return;
        }
        let verbs: Vec<u32> = verbs(word).iter().map(|verb| self.place_of(word_hash(verb))).collect();
        if !verbs.is_empty() {
            self.verbs.insert(hash, verbs);
        }
    }

    fn place_of(&mut self, word: u64) -> u32 {
        let next = self.words.len() as u32;
        self.parts.put(word);
        *self.words.entry(word).or_insert(next)
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.by_hash.get(&NameHash::of(&words_of(name)).number()).copied()
    }
}

/// An article as far as persons go.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Another one for each article, and the same in every run.
    pub id: u64,
    pub title: &'a str,
    pub body: &'a str,
    pub speakers: &'a [SeenSpeaker<'a>],
}

#[derive(Clone, Debug, Default)]
pub struct SeenSpeaker<'a> {
    pub name: &'a str,
    pub roles: Vec<&'a str>,
    pub affiliation: Option<&'a str>,
}

/// How a name stands in the texts of the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stands {
    pub times: u32,
    pub said: u32,
    pub titled: u32,
    pub aged: u32,
    pub quoted: u32,
    pub thing: u32,
    pub inside: u32,
    /// Articles in which it has a role of its own.
    pub roles: u32,
    /// Roles and affiliations of others that it stands in.
    pub within: u32,
    /// Articles in which its role ends with a word for a thing: it is that thing's name.
    pub named_thing: u32,
    /// Articles in which its role ends with a word with a capital that is no role: it may be the beginning of a body's name.
    pub behind_body: u32,
}

impl PartialEvidence {
    /// Gives back the memory that lists have asked for in advance.
    pub(super) fn shrink(&mut self) {
        self.articles.shrink_to_fit();
        self.speakers.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.features.shrink_to_fit();
    }
}

impl Stands {
    fn add(&mut self, other: &Stands) {
        self.times += other.times;
        self.said += other.said;
        self.titled += other.titled;
        self.aged += other.aged;
        self.quoted += other.quoted;
        self.thing += other.thing;
        self.inside += other.inside;
        self.roles += other.roles;
        self.within += other.within;
        self.named_thing += other.named_thing;
        self.behind_body += other.behind_body;
    }
}

/// How a word is written in the texts of the archive, inside sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub small: u32,
    pub capital: u32,
    /// Of those with a capital: nothing with a capital stands before or behind.
    pub alone: u32,
    /// Of those that are alone: a word of saying stands beside it.
    pub said: u32,
    /// It is the last of several words with capitals, and no title, role or beginning of a sentence stands before it.
    pub closes: u32,
    /// The same, whatever comes behind.
    pub behind: u32,
    /// In capitals among words that are not.
    pub shouted: u32,
}

impl Written {
    pub(super) fn add(&mut self, other: &Written) {
        self.small += other.small;
        self.capital += other.capital;
        self.alone += other.alone;
        self.said += other.said;
        self.closes += other.closes;
        self.behind += other.behind;
        self.shouted += other.shouted;
    }
}

/// A stretch of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slice {
    pub start: u32,
    pub len: u32,
}

impl Slice {
    pub fn of<T>(self, list: &[T]) -> &[T] {
        let start = self.start as usize;
        list.get(start..start + self.len as usize).unwrap_or_default()
    }
}

#[derive(Clone, Debug)]
pub(super) struct ArticleRow {
    pub id: u64,
    pub speakers: Slice,
    /// In [`PartialEvidence::mentions`].
    pub mentions: Slice,
    /// In [`PartialEvidence::features`].
    pub features: Slice,
}

#[derive(Clone, Debug)]
pub(super) struct SpeakerRow {
    pub article: u32,
    pub name: u32,
    /// In [`PartialEvidence::features`].
    pub roles: Slice,
    /// In [`PartialEvidence::role_texts`]; 0 for none.
    pub role: u64,
    /// The article says that somebody is called so.
    pub called: bool,
    /// And who.
    pub calls: u64,
    /// A longer name that begins or ends with it.
    pub longer: u64,
}

/// The evidence of some of the articles.
#[derive(Debug, Default)]
pub struct PartialEvidence {
    pub(super) articles: Vec<ArticleRow>,
    pub(super) speakers: Vec<SpeakerRow>,
    /// Places in the roster.
    pub(super) mentions: Vec<u32>,
    pub(super) features: Vec<u32>,
    pub(super) role_texts: FxHashMap<u64, String>,
    /// Names that no speaker has, by their numbers.
    pub(super) others: FxHashMap<u64, String>,
    /// By place in the roster.
    pub(super) stands: Vec<Stands>,
    pub(super) words: Vec<Written>,
}

/// Keeps a text by its number. Of several ways of writing the same words one is kept, whatever order they come in: none in capitals, if it
/// can be, and then the first by letters.
pub(super) fn note_text(texts: &mut FxHashMap<u64, String>, number: u64, text: &str) {
    let order = |text: &str| !text.contains(char::is_lowercase);
    match texts.get_mut(&number) {
        Some(known) if (order(text), text) < (order(known), known.as_str()) => text.clone_into(known),
        Some(_) => {}
        None => {
            texts.insert(number, text.to_owned());
        }
    }
}

fn note_all(texts: &mut FxHashMap<u64, String>, others: FxHashMap<u64, String>) {
    for (number, text) in others {
        note_text(texts, number, &text);
    }
}

/// All evidence of an archive.
#[derive(Debug)]
pub struct Evidence {
    pub(super) roster: Roster,
    pub(super) all: PartialEvidence,
}

impl Evidence {
    /// Puts the parts together.
    pub fn new(roster: Roster, parts: impl IntoIterator<Item = PartialEvidence>) -> Evidence {
        let mut parts = parts.into_iter();
        // What others are put to is not copied.
        let mut all = parts.next().unwrap_or_default();
        for part in parts {
            let (articles, speakers) = (all.articles.len() as u32, all.speakers.len() as u32);
            let (mentions, features) = (all.mentions.len() as u32, all.features.len() as u32);
            all.articles.extend(part.articles.into_iter().map(|mut row| {
                row.speakers.start += speakers;
                row.mentions.start += mentions;
                row.features.start += features;
                row
            }));
            all.speakers.extend(part.speakers.into_iter().map(|mut row| {
                row.article += articles;
                row.roles.start += features;
                row
            }));
            all.mentions.extend(part.mentions);
            all.features.extend(part.features);
            note_all(&mut all.role_texts, part.role_texts);
            note_all(&mut all.others, part.others);
            all.stands.resize(roster.names.len(), Stands::default());
            for (sum, more) in all.stands.iter_mut().zip(&part.stands) {
                sum.add(more);
            }
            all.words.resize(roster.words.len(), Written::default());
            for (sum, more) in all.words.iter_mut().zip(&part.words) {
                sum.add(more);
            }
        }
        all.stands.resize(roster.names.len(), Stands::default());
        all.words.resize(roster.words.len(), Written::default());
        Evidence { roster, all }
    }

    /// How a folded word is written.
    pub(super) fn written(&self, word: &str) -> Written {
        let place = self.roster.words.get(&word_hash(word));
        place.map_or_else(Written::default, |place| self.all.words[*place as usize])
    }

    /// How often a folded word is written small, itself or as the verb that it is a form of.
    pub(super) fn written_small(&self, word: &str) -> u32 {
        let verbs = self.roster.verbs.get(&word_hash(word)).into_iter().flatten();
        self.written(word).small + verbs.map(|place| self.all.words[*place as usize].small).sum::<u32>()
    }

    /// Whether a folded word is in one name of several words alone, and in no list of names.
    pub(super) fn is_of_one_name(&self, word: &str) -> bool {
        let hash = word_hash(word);
        !words::NAMES.contains(&hash) && self.roster.in_names.get(&hash) == Some(&1)
    }

    /// The place of the name with this number in the roster.
    pub(super) fn name_of(&self, hash: u64) -> Option<u32> {
        self.roster.by_hash.get(&hash).copied()
    }
}
