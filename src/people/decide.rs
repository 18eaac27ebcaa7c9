//! The persons of an archive, from its evidence.
//!
//! Each name is linked to one other name at most, which is longer or more frequent: the name that it is a form of. A link is made for one
//! reason, which is kept. Links are made in three steps, and what a step decides does not depend on the order within it: names of several
//! words first, then names of one word by their articles' full names, then names by which somebody is called.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::company::Company;
use super::evidence::Evidence;
use super::gluing::{Gluing, Trim};
use super::name::{NameHash, is_particle, word_hash, words_of};
use super::none::{is_ordinary, most_written, no_person};
use super::persons::{Persons, Reason};
use super::vocabulary::{TITLES, WELL_KNOWN};
use super::words::Words;

/// A name: of speakers, or one that stands in articles only.
pub(super) struct Node {
    pub words: Vec<String>,
    /// The numbers of the words.
    pub numbers: Box<[u32]>,
    /// As it is shown.
    pub shown: String,
    /// Its speakers, as places in the evidence.
    pub rows: Vec<u32>,
    /// In how many articles it speaks.
    pub articles: u32,
    /// The letters that its words begin with, see [`super::words::NameWord::letters`].
    pub letters: u32,
}

impl Node {
    fn new(all: &mut Words, words: &[String], shown: String) -> Node {
        let numbers = all.numbers(words);
        Node {
            words: words.to_vec(),
            shown,
            rows: Vec::new(),
            articles: 0,
            letters: letters_of(all, &numbers),
            numbers,
        }
    }
}

/// What is decided of a name.
#[derive(Clone, Debug, Default)]
pub(super) enum Fate {
    /// A person, as far as is known under this name alone.
    #[default]
    Own,
    /// A form of another name.
    Of(u32, Reason),
    /// Nobody's.
    None(Reason),
    /// A person of its own, though it might have been a form of others.
    Apart(Reason),
}

impl Fate {
    /// Itself where it may be, else a person of its own.
    pub fn when(self, may: bool) -> Fate {
        if may { self } else { Fate::Own }
    }
}

pub(super) struct Deciding<'e> {
    pub evidence: &'e Evidence,
    pub nodes: Vec<Node>,
    pub fates: Vec<Fate>,
    pub company: Company<'e>,
    /// By the number of the name.
    by_hash: FxHashMap<u64, u32>,
    pub words: Words,
    /// Names that have a word, by the number of its usual spelling.
    having: Vec<Vec<u32>>,
    /// How high each name is, see [`Deciding::rank`].
    pub ranks: Vec<u32>,
}

/// The letters that the words of a name begin with. A word that stands for another begins as it does in one of the two.
fn letters_of(words: &Words, numbers: &[u32]) -> u32 {
    numbers.iter().fold(0, |all, number| all | words.word(*number).letters)
}

/// Makes the persons.
pub fn decide(evidence: &Evidence) -> Persons {
    let mut deciding = Deciding::new(evidence);
    deciding.leave_off();
    deciding.index_words();
    deciding.link_known();
    deciding.link_letters();
    deciding.link_parted();
    deciding.link_offices();
    deciding.rank_all();
    deciding.step(
        |deciding, id| deciding.nodes[id as usize].words.len() > 1,
        Deciding::longer,
    );
    deciding.step(
        |deciding, id| deciding.nodes[id as usize].words.len() == 1,
        Deciding::short,
    );
    deciding.step(
        |deciding, id| deciding.nodes[id as usize].words.len() <= 2,
        Deciding::called,
    );
    deciding.persons()
}

impl<'e> Deciding<'e> {
    fn new(evidence: &'e Evidence) -> Deciding<'e> {
        let names = &evidence.roster.names;
        let mut all_words = Words::default();
        let mut nodes: Vec<Node> = names
            .iter()
            .map(|name| {
                let shown = most_written(name.written.iter().map(|(name, count)| (name.as_str(), *count)));
                Node::new(&mut all_words, &name.words, shown)
            })
            .collect();
        for (row, speaker) in evidence.all.speakers.iter().enumerate() {
            if let Some(node) = nodes.get_mut(speaker.name as usize) {
                let again = node
                    .rows
                    .last()
                    .is_some_and(|last| evidence.all.speakers[*last as usize].article == speaker.article);
                node.rows.push(row as u32);
                node.articles += u32::from(!again);
            }
        }
        let mut by_hash: FxHashMap<u64, u32> = FxHashMap::default();
        for (id, node) in nodes.iter().enumerate() {
            by_hash.insert(NameHash::of(&node.words).number(), id as u32);
        }
        // Names that stand in articles only, in an order of their own.
        let others: BTreeMap<Vec<String>, &String> = evidence
            .all
            .others
            .values()
            .map(|name| (words_of(name), name))
            .collect();
        let mut deciding = Deciding {
            evidence,
            nodes,
            fates: Vec::new(),
            company: Company::new(evidence),
            by_hash,
            words: all_words,
            having: Vec::new(),
            ranks: Vec::new(),
        };
        for (words, name) in others {
            // Headlines go on with ordinary words.
            if !words.iter().any(|word| is_ordinary(evidence, word)) {
                deciding.node(&words, name);
            }
        }
        deciding.fates.resize(deciding.nodes.len(), Fate::Own);
        deciding
    }

    /// The node of a name, made where there is none.
    fn node(&mut self, words: &[String], shown: &str) -> u32 {
        let next = self.nodes.len() as u32;
        let id = *self.by_hash.entry(NameHash::of(words).number()).or_insert(next);
        if id == next {
            self.nodes.push(Node::new(&mut self.words, words, shown.to_owned()));
            self.fates.push(Fate::Own);
        }
        id
    }

    pub fn node_of(&self, hash: u64) -> Option<u32> {
        self.by_hash.get(&hash).copied()
    }

    /// Takes out what is no name, and what is glued to names.
    fn leave_off(&mut self) {
        let articles: Vec<u32> = self.nodes.iter().map(|node| node.articles).collect();
        let gluing = Gluing::new(self.evidence, &articles);
        let names = self.evidence.roster.names.len() as u32;
        let trims: Vec<Option<Trim>> = (0..names).map(|id| gluing.trim(id)).collect();
        for (id, trim) in trims.into_iter().enumerate() {
            let fate = match trim {
                Some(trim) => {
                    let to = self.node(&trim.words, &trim.shown);
                    Fate::Of(
                        to,
                        Reason::Trimmed {
                            to: trim.shown,
                            words: trim.off,
                        },
                    )
                }
                None => match no_person(self.evidence, id as u32, articles[id]) {
                    Some(reason) => Fate::None(reason),
                    None => continue,
                },
            };
            self.fates[id] = fate;
        }
    }

    fn index_words(&mut self) {
        self.having.resize(self.words.spellings(), Vec::new());
        for (id, node) in self.nodes.iter().enumerate() {
            if !matches!(self.fates[id], Fate::Own) {
                continue;
            }
            for number in &node.numbers {
                let spelling = self.words.spelling(*number);
                let usual = self.words.spelled(spelling);
                let list = &mut self.having[spelling as usize];
                if list.last() != Some(&(id as u32)) && usual.chars().nth(1).is_some() && !is_particle(usual) {
                    list.push(id as u32);
                }
            }
        }
    }

    /// The names that have a word in its usual spelling.
    pub fn having(&self, spelling: u32) -> &[u32] {
        // Names that came later are in no list.
        self.having.get(spelling as usize).map_or(&[], |names| names)
    }

    /// The short forms of the well-known.
    fn link_known(&mut self) {
        for (short, full) in WELL_KNOWN.iter() {
            let short: Vec<String> = short.split(' ').map(str::to_owned).collect();
            let whole = self.node_of(NameHash::of(&short).number());
            for id in whole.into_iter().chain(self.titled(&short)) {
                self.link_well_known(id, full);
            }
        }
    }

    fn link_well_known(&mut self, id: u32, full: &'static str) {
        let to = self.node(&words_of(full), full);
        if to != id && !self.is_strange(id, to) && matches!(self.fates[id as usize], Fate::Own | Fate::None(_)) {
            self.fates[id as usize] = Fate::Of(to, Reason::WellKnown { name: full.to_owned() });
        }
    }

    /// Whether two names that both speak often have nothing in common, and no article has both.
    fn is_strange(&self, id: u32, other: u32) -> bool {
        let articles = |id: u32| self.nodes[id as usize].articles;
        articles(id).min(articles(other)) >= 3
            && self.likeness(id, other) < 0.005
            && !self.beside(id).contains_key(&other)
    }

    /// The name of one word that is left of a short form without its title, `Imin` of `Cak Imin`, where it has the title nearly everywhere and
    /// hardly anybody else has the name.
    fn titled(&self, short: &[String]) -> Option<u32> {
        let [title, name] = short else { return None };
        let id = self.node_of(NameHash::of(std::slice::from_ref(name)).number())?;
        let node = &self.nodes[id as usize];
        let stands = self.evidence.all.stands.get(id as usize)?;
        let bearers = self.having(self.words.spelling(node.numbers[0])).iter();
        let others: u32 = bearers
            .filter(|other| **other != id)
            .map(|other| self.nodes[*other as usize].articles)
            .sum();
        let is_it =
            TITLES.contains(&word_hash(title)) && stands.titled * 5 >= stands.times * 4 && others * 4 <= node.articles;
        is_it.then_some(id)
    }

    /// The rarer of two names becomes the other's, where it is nobody's yet. `reason` is told which they are, the rarer first, and how the other is
    /// shown.
    pub fn link_rarer(&mut self, a: u32, b: u32, reason: impl FnOnce(&Self, (u32, u32), String) -> Reason) {
        let is_rarer = self.nodes[a as usize].articles <= self.nodes[b as usize].articles;
        let (rarer, of) = if is_rarer { (a, b) } else { (b, a) };
        if matches!(self.fates[rarer as usize], Fate::Own) && self.root(of) != rarer {
            let shown = self.nodes[of as usize].shown.clone();
            self.fates[rarer as usize] = Fate::Of(of, reason(self, (rarer, of), shown));
        }
    }

    /// Puts the names in their order once, since that of two is asked for often.
    fn rank_all(&mut self) {
        let mut by_rank: Vec<u32> = (0..self.nodes.len() as u32).collect();
        by_rank.sort_by(|a, b| self.rank(*a).cmp(&self.rank(*b)));
        let mut ranks = vec![0; by_rank.len()];
        for (rank, id) in by_rank.into_iter().enumerate() {
            ranks[id as usize] = rank as u32;
        }
        self.ranks = ranks;
    }

    /// Decides on all names that are open, then links them.
    fn step(&mut self, is_of_step: impl Fn(&Self, u32) -> bool, decide: impl Fn(&Self, u32) -> Fate + Sync) {
        let open: Vec<u32> = (0..self.nodes.len() as u32)
            .filter(|id| matches!(self.fates[*id as usize], Fate::Own | Fate::Apart(_)) && is_of_step(self, *id))
            .collect();
        let this = &*self;
        let decided = open.par_iter().map(|id| (*id, decide(this, *id)));
        let decided: Vec<(u32, Fate)> = decided.collect();
        for (id, fate) in decided {
            match fate {
                Fate::Own => {}
                // Two names may each be said to be the other.
                Fate::Of(to, _) if self.root(to) == id => {}
                fate => self.fates[id as usize] = fate,
            }
        }
    }

    /// The name that stands for the person of a name.
    pub fn root(&self, mut id: u32) -> u32 {
        while let Fate::Of(to, _) = &self.fates[id as usize] {
            id = *to;
        }
        id
    }

    /// The nodes that articles of a name mention, or that speak in them, with the number of articles.
    pub fn beside(&self, id: u32) -> FxHashMap<u32, u32> {
        let all = &self.evidence.all;
        let mut beside: FxHashMap<u32, u32> = FxHashMap::default();
        let mut met: FxHashSet<u32> = FxHashSet::default();
        for row in &self.nodes[id as usize].rows {
            let speaker = &all.speakers[*row as usize];
            let article = &all.articles[speaker.article as usize];
            met.clear();
            met.extend(article.mentions.of(&all.mentions).iter().copied());
            met.extend(article.speakers.of(&all.speakers).iter().map(|other| other.name));
            met.extend(self.node_of(speaker.longer));
            for other in &met {
                *beside.entry(*other).or_default() += 1;
            }
        }
        beside
    }

    pub fn likeness(&self, a: u32, b: u32) -> f64 {
        let (a, b) = (&self.nodes[a as usize], &self.nodes[b as usize]);
        self.company.likeness((&a.words, &a.rows), (&b.words, &b.rows))
    }

    /// Links go from lower to higher.
    pub(super) fn rank(&self, id: u32) -> (usize, bool, u32, Reverse<&[String]>) {
        let node = &self.nodes[id as usize];
        let initials = node.words.iter().any(|word| word.chars().count() == 1);
        (node.words.len(), !initials, node.articles, Reverse(&node.words))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fit::fit;
    use super::*;

    proptest! {
        /// Names that are passed over for their first letters do not go together.
        #[test]
        fn names_that_go_together_begin_alike(
            short in "(m|moh|djoko|joko|yusuf|jusuf|achmad|siti|bin|oemar|umar)( (s|soekma|sukma|x|xavier|ksavier|bin)){0,2}",
            long in "(muhammad|joko|djoko|yusuf|ahmad|siti|umar|oemar)( (sukma|soekma|ksavier|xavier|bin|santika)){1,3}",
        ) {
            let mut words = Words::default();
            let (short, long) = (words.numbers(&words_of(&short)), words.numbers(&words_of(&long)));
            if fit(&words, &short, &long).is_some() {
                let needed = short.iter().map(|number| words.word(*number));
                for word in needed.filter(|word| short.len() < 3 || !word.is_particle) {
                    prop_assert!(word.letters & letters_of(&words, &long) != 0, "{word:?} in {long:?}");
                }
            }
        }
    }
}
