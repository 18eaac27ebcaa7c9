//! What an archive says of the names in it: gathered article by article, in parts that are put together in any order.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mentions::{self, Token};
use super::name::{NameHash, key, word_hash, words_of};
use super::vocabulary as words;

/// The names of all speakers of an archive.
#[derive(Debug, Default)]
pub struct Roster {
    /// In the order of their keys.
    pub(super) names: Vec<RosterName>,
    /// By the number of the name.
    by_hash: FxHashMap<u64, u32>,
    /// Numbers of words that begin a name; most words of a text do not, and are passed over by this alone.
    begins: Sieve,
    /// Places of words in [`Part::words`].
    words: FxHashMap<u64, u32>,
    parts: Sieve,
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
struct Sieve(Vec<u64>);

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

    fn may_have(&self, number: u64) -> bool {
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
            for word in &words {
                let next = roster.words.len() as u32;
                roster.words.entry(word_hash(word)).or_insert(next);
                roster.parts.put(word_hash(word));
            }
            if let Some(first) = words.first() {
                roster.begins.put(word_hash(first));
            }
            roster.names.push(RosterName { words, written });
        }
        roster
    }

    fn find(&self, name: &str) -> Option<u32> {
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
    }
}

/// How a word is written in the texts of the archive, inside sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub small: u32,
    pub capital: u32,
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
    /// In [`Part::mentions`].
    pub mentions: Slice,
    /// In [`Part::features`].
    pub features: Slice,
}

#[derive(Clone, Debug)]
pub(super) struct SpeakerRow {
    pub article: u32,
    pub name: u32,
    /// In [`Part::features`].
    pub roles: Slice,
    /// In [`Part::role_texts`].
    pub role: Option<u64>,
    /// The article says that somebody is called so.
    pub called: bool,
    /// And who.
    pub calls: u64,
    /// A longer name that begins or ends with it.
    pub longer: u64,
}

/// The evidence of some of the articles.
#[derive(Debug, Default)]
pub struct Part {
    pub(super) articles: Vec<ArticleRow>,
    pub(super) speakers: Vec<SpeakerRow>,
    pub(super) mentions: Vec<u64>,
    pub(super) features: Vec<u32>,
    pub(super) role_texts: FxHashMap<u64, String>,
    /// Names that no speaker has, by their numbers.
    pub(super) others: FxHashMap<u64, String>,
    /// By place in the roster.
    pub(super) stands: Vec<Stands>,
    pub(super) words: Vec<Written>,
}

/// All evidence of an archive.
#[derive(Debug)]
pub struct Evidence {
    pub(super) roster: Roster,
    pub(super) all: Part,
}

impl Evidence {
    /// Puts the parts together.
    pub fn new(roster: Roster, parts: impl IntoIterator<Item = Part>) -> Evidence {
        let mut all = Part::default();
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
            all.role_texts.extend(part.role_texts);
            all.others.extend(part.others);
            all.stands.resize(roster.names.len(), Stands::default());
            for (sum, more) in all.stands.iter_mut().zip(&part.stands) {
                sum.add(more);
            }
            all.words.resize(roster.words.len(), Written::default());
            for (sum, more) in all.words.iter_mut().zip(&part.words) {
                sum.small += more.small;
                sum.capital += more.capital;
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

    /// The place of the name with this number in the roster.
    pub(super) fn name_of(&self, hash: u64) -> Option<u32> {
        self.roster.by_hash.get(&hash).copied()
    }
}

/// Names that one article can mention, features that it can have; what is more says little.
const MENTIONS: usize = 48;
const FEATURES: usize = 16;

/// Reads articles.
pub struct Reader<'r> {
    roster: &'r Roster,
    part: Part,
    tokens: Vec<Token>,
    folded: String,
    found: Vec<Found>,
}

/// A name at a place of a text.
#[derive(Clone, Copy)]
struct Found {
    from: usize,
    to: usize,
    hash: u64,
}

impl<'r> Reader<'r> {
    pub fn new(roster: &'r Roster) -> Reader<'r> {
        Reader {
            roster,
            part: Part {
                stands: vec![Stands::default(); roster.names.len()],
                words: vec![Written::default(); roster.words.len()],
                ..Part::default()
            },
            tokens: Vec::new(),
            folded: String::new(),
            found: Vec::new(),
        }
    }

    pub fn finish(self) -> Part {
        self.part
    }

    pub fn read(&mut self, seen: &Seen) {
        let ids: Vec<u32> = seen
            .speakers
            .iter()
            .map(|speaker| self.roster.find(speaker.name).unwrap_or(u32::MAX))
            .collect();
        let mentions = self.part.mentions.len();
        let mut tokens = std::mem::take(&mut self.tokens);
        mentions::tokenize(seen.title, &mut tokens, &mut self.folded);
        self.look(seen.title, &tokens, None);
        self.note_mentions(mentions);
        mentions::tokenize(seen.body, &mut tokens, &mut self.folded);
        self.look(seen.body, &tokens, Some(&ids));
        self.note_mentions(mentions);
        self.tokens = tokens;
        let features = self.part.features.len();
        self.note_features();
        let article = self.part.articles.len() as u32;
        let row = ArticleRow {
            id: seen.id,
            speakers: slice(self.part.speakers.len(), self.part.speakers.len() + ids.len()),
            mentions: slice(mentions, self.part.mentions.len()),
            features: slice(features, self.part.features.len()),
        };
        for (speaker, id) in seen.speakers.iter().zip(&ids) {
            self.note_speaker(seen, article, speaker, *id);
        }
        self.part.articles.push(row);
        for speaker in seen.speakers {
            self.note_within(speaker);
        }
    }

    /// Finds names in a text. Of a body, `speakers` are those of its article, and it is counted how names and words stand there; the
    /// words of a title all may have capitals.
    fn look(&mut self, text: &str, tokens: &[Token], speakers: Option<&[u32]>) {
        self.found.clear();
        for (i, token) in tokens.iter().enumerate() {
            if !token.first
                && speakers.is_some()
                && self.roster.parts.may_have(token.word)
                && let Some(place) = self.roster.words.get(&token.word)
            {
                let written = &mut self.part.words[*place as usize];
                match token.capital {
                    true => written.capital += 1,
                    false => written.small += 1,
                }
            }
            if !token.capital || !self.roster.begins.may_have(token.word) {
                continue;
            }
            let mut longest = None;
            for (to, hash) in mentions::stretches(tokens, i) {
                if let Some(id) = self.roster.by_hash.get(&hash.number()) {
                    longest = Some((to, hash.number(), *id));
                }
            }
            let Some((to, hash, id)) = longest else { continue };
            // A name of one word is met in many names; only as a speaker of this very article it is known to be one.
            if to > i + 1 || speakers.is_some_and(|speakers| speakers.contains(&id)) {
                self.found.push(Found { from: i, to, hash });
            }
            if speakers.is_some() {
                let around = mentions::around(text, tokens, i, to);
                let stands = &mut self.part.stands[id as usize];
                stands.times += 1;
                stands.said += u32::from(around.said);
                stands.titled += u32::from(around.title);
                stands.aged += u32::from(around.aged);
                stands.quoted += u32::from(around.quoted);
                stands.thing += u32::from(around.thing);
                stands.inside += u32::from(around.inside);
            }
        }
    }

    /// Puts the names that were found into the list of the article, which begins at `from`.
    fn note_mentions(&mut self, from: usize) {
        for found in &self.found {
            let list = &mut self.part.mentions;
            if list.len() - from < MENTIONS && !list[from..].contains(&found.hash) {
                list.push(found.hash);
            }
        }
    }

    /// The words with capitals that the body has most often: they tell what it is about.
    fn note_features(&mut self) {
        let mut words: Vec<u32> = self
            .tokens
            .iter()
            .filter(|token| token.capital && !token.first && token.end - token.start > 2)
            .map(|token| token.word as u32)
            .collect();
        words.sort_unstable();
        let mut counted: Vec<(u32, u32)> = Vec::new();
        for word in words {
            match counted.last_mut() {
                Some((last, count)) if *last == word => *count += 1,
                _ => counted.push((word, 1)),
            }
        }
        counted.sort_unstable_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        self.part
            .features
            .extend(counted.iter().take(FEATURES).map(|(word, _)| *word));
    }

    fn note_speaker(&mut self, seen: &Seen, article: u32, speaker: &SeenSpeaker, id: u32) {
        let start = self.part.features.len();
        let mut last_of_role = None;
        for role in &speaker.roles {
            let words = words_of(role);
            last_of_role = last_of_role.or(words.iter().rev().find(|w| w.parse::<u32>().is_err()).cloned());
            for word in &words {
                match words::OFFICES.get(word) {
                    Some(office) => self
                        .part
                        .features
                        .extend(office.iter().map(|word| word_hash(word) as u32)),
                    None if word.len() > 2 => self.part.features.push(word_hash(word) as u32),
                    None => {}
                }
            }
        }
        let role = speaker.roles.first().map(|role| {
            let text: String = role.chars().take(LONGEST_ROLE).collect();
            let hash = word_hash(&key(&text));
            self.part.role_texts.entry(hash).or_insert(text);
            hash
        });
        let mut row = SpeakerRow {
            article,
            name: id,
            roles: slice(start, self.part.features.len()),
            role,
            called: false,
            calls: 0,
            longer: 0,
        };
        if let Some(stands) = self.part.stands.get_mut(id as usize) {
            stands.roles += u32::from(!speaker.roles.is_empty());
            let names_thing = |word: &String| words::THINGS.contains(&word_hash(word));
            stands.named_thing += u32::from(last_of_role.as_ref().is_some_and(names_thing));
            let name = &self.roster.names[id as usize];
            if name.words.len() <= 2 {
                self.note_short(seen.body, &NameHash::of(&name.words), &mut row);
            }
        }
        self.part.speakers.push(row);
    }

    /// What the article says of a short name: how it goes on, and whether somebody is called so.
    fn note_short(&mut self, text: &str, name: &NameHash, row: &mut SpeakerRow) {
        let tokens = &self.tokens;
        for found in self.found.iter().filter(|found| found.hash == name.number()) {
            if found.to == found.from + 1 && row.longer == 0 {
                let to = end_of_name(text, tokens, found.from);
                if to > found.to {
                    let mut hash = NameHash::EMPTY;
                    tokens[found.from..to]
                        .iter()
                        .for_each(|token| hash = hash.and(token.word));
                    row.longer = hash.number();
                    let longer = &text[tokens[found.from].start..tokens[to - 1].end];
                    self.part.others.entry(row.longer).or_insert_with(|| longer.to_owned());
                }
            }
            let before = text[..tokens[found.from].start].trim_end_matches(['"', '“', '\'']);
            let bracket = before.ends_with('(')
                && text[tokens[found.to - 1].end..]
                    .trim_start_matches(['"', '”', '\''])
                    .starts_with(')');
            if bracket && row.calls == 0 {
                let owner = self
                    .found
                    .iter()
                    .find(|other| other.to == found.from && other.hash != found.hash);
                row.calls = owner.map_or(0, |owner| owner.hash);
                row.called |= owner.is_some();
            }
            let Some(cue) = mentions::is_called(text, tokens, found.from, found.to) else {
                continue;
            };
            row.called = true;
            if row.calls != 0 {
                continue;
            }
            // `Bhima Prawira atau akrab disapa Adi`, `Adi, sapaan akrab Bhima Prawira`
            let owner = match cue < found.from {
                true => self.found.iter().rev().find(|other| {
                    other.to <= cue && cue - other.to <= 5 && !tokens[other.to..=cue].iter().any(|t| t.first)
                }),
                false => self
                    .found
                    .iter()
                    .find(|other| other.from > cue && other.from - cue <= 3),
            };
            // `Adi, sapaan Prawira`, where Bhima Prawira is named elsewhere.
            let by_word = || {
                let near = tokens.iter().skip(cue + 1).take(3).find(|token| token.capital)?;
                let has = |other: &&Found| tokens[other.from..other.to].iter().any(|token| token.word == near.word);
                self.found.iter().find(has)
            };
            let owner = owner.or_else(|| (cue > found.from).then(by_word).flatten());
            row.calls = owner
                .filter(|owner| owner.hash != found.hash)
                .map_or(0, |owner| owner.hash);
        }
    }

    /// Names that stand in a role or an affiliation of somebody else: `direktur Sumber Makmur`.
    fn note_within(&mut self, speaker: &SeenSpeaker) {
        let own = self.roster.find(speaker.name);
        let mut met: FxHashSet<u32> = FxHashSet::default();
        for text in speaker.roles.iter().copied().chain(speaker.affiliation) {
            let words = words_of(text);
            for from in 0..words.len() {
                let mut hash = NameHash::EMPTY;
                for word in words[from..].iter().take(mentions::LONGEST) {
                    hash = hash.and(word_hash(word));
                    met.extend(self.roster.by_hash.get(&hash.number()));
                }
            }
        }
        for id in met.into_iter().filter(|id| Some(*id) != own) {
            self.part.stands[id as usize].within += 1;
        }
    }
}

/// Characters of a role that are kept.
const LONGEST_ROLE: usize = 80;

fn slice(start: usize, end: usize) -> Slice {
    Slice {
        start: start as u32,
        len: (end - start) as u32,
    }
}

/// Where the name that begins at a word ends, as far as capitals tell.
fn end_of_name(text: &str, tokens: &[Token], from: usize) -> usize {
    let mut to = from + 1;
    while let Some(token) = tokens
        .get(to)
        .filter(|token| to < from + 4 && token.joined && token.capital)
    {
        let known = [
            &words::TIME_WORDS,
            &words::DEGREES,
            &words::ORGANISATIONS,
            &words::THINGS,
        ];
        let word = &text[token.start..token.end];
        // `KPU`, `HR`; a single letter is an initial.
        let shouted = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        if shouted || known.iter().any(|list| list.contains(&token.word)) {
            break;
        }
        to += 1;
    }
    to
}
