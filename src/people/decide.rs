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
use super::fit::{Fit, fit};
use super::gluing::{Gluing, Trim};
use super::name::{NameHash, is_particle, words_of};
use super::none::{is_ordinary, most_written, no_person};
use super::persons::{Persons, Reason};
use super::vocabulary::WELL_KNOWN;
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
    letters: u32,
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
    ranks: Vec<u32>,
}

/// The letters that the words of a name begin with. A word that stands for another begins as it does in one of the two.
fn letters_of(words: &Words, numbers: &[u32]) -> u32 {
    numbers.iter().fold(0, |all, number| all | words.word(*number).letters)
}

/// A name with its letters that stand side by side as one word; `None` where it has none.
fn joined_letters(words: &[String]) -> Option<Vec<String>> {
    let is_letter = |word: &String| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let runs = words.chunk_by(|a, b| is_letter(a) && is_letter(b));
    let joined: Vec<String> = runs.map(|run| run.concat()).collect();
    (joined.len() > 1 && joined.len() < words.len()).then_some(joined)
}

/// Makes the persons.
pub fn decide(evidence: &Evidence) -> Persons {
    let mut deciding = Deciding::new(evidence);
    deciding.leave_off();
    deciding.index_words();
    deciding.link_known();
    deciding.link_letters();
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
            let Some(id) = self.node_of(NameHash::of(&short).number()) else {
                continue;
            };
            let to = self.node(&words_of(full), full);
            if to != id && matches!(self.fates[id as usize], Fate::Own | Fate::None(_)) {
                self.fates[id as usize] = Fate::Of(
                    to,
                    Reason::WellKnown {
                        name: (*full).to_owned(),
                    },
                );
            }
        }
    }

    /// Names that differ only in whether letters that stand for names are parted, `J.D. Santika` and `JD Santika`: the rarer is the other's.
    fn link_letters(&mut self) {
        for id in 0..self.nodes.len() as u32 {
            let Some(joined) = joined_letters(&self.nodes[id as usize].words) else {
                continue;
            };
            let Some(other) = self.node_of(NameHash::of(&joined).number()) else {
                continue;
            };
            let is_rarer = self.nodes[id as usize].articles <= self.nodes[other as usize].articles;
            let (rarer, of) = if is_rarer { (id, other) } else { (other, id) };
            if matches!(self.fates[rarer as usize], Fate::Own) && self.root(of) != rarer {
                let reason = Reason::Spelling {
                    of: self.nodes[of as usize].shown.clone(),
                };
                self.fates[rarer as usize] = Fate::Of(of, reason);
            }
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
    fn rank(&self, id: u32) -> (usize, bool, u32, Reverse<&[String]>) {
        let node = &self.nodes[id as usize];
        let initials = node.words.iter().any(|word| word.chars().count() == 1);
        (node.words.len(), !initials, node.articles, Reverse(&node.words))
    }

    /// The name of several words that a name of several words is a form of.
    fn longer(&self, id: u32) -> Fate {
        let node = &self.nodes[id as usize];
        let candidates = self.candidates(id);
        if candidates.is_empty() {
            return Fate::Own;
        }
        let beside = self.beside(id);
        let mut able: Vec<(f64, u32, Fit, u32, f64)> = Vec::new();
        for (other, fit) in candidates {
            let with = beside.get(&other).copied().unwrap_or_default();
            let likeness = self.likeness(id, other);
            let rare = self.is_rare(id, other);
            let strange = node.articles.min(self.nodes[other as usize].articles) >= 3 && likeness < 0.01 && with == 0;
            let few = node.articles.min(self.nodes[other as usize].articles) < 3;
            let share = f64::from(with) / f64::from(node.articles.max(1));
            let is_alike = |least: f64| likeness >= least || with > 0;
            let holds = match fit {
                Fit { slips: 2.., .. } => false,
                Fit {
                    slips: 1,
                    more: 0,
                    same: 1..,
                    ..
                } => likeness >= 0.25 || (rare && is_alike(0.1)),
                Fit { slips: 1, .. } => false,
                _ if fit.whole() == 1 => is_alike(0.3),
                Fit { turned: true, .. } => is_alike(0.1),
                Fit {
                    more: 0, initials: 0, ..
                } => !strange,
                _ => (rare && (few || is_alike(0.01))) || is_alike(0.06),
            };
            if holds {
                let score = 2.0 * share + likeness + if rare { 0.3 } else { 0.0 } - 0.2 * f64::from(fit.slips);
                able.push((score, other, fit, with, likeness));
            }
        }
        able.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| self.rank(b.1).cmp(&self.rank(a.1))));
        let Some((score, best, how, with, likeness)) = able.first().copied() else {
            return Fate::Own;
        };
        let rivals: Vec<(String, u32)> = able[1..]
            .iter()
            .filter(|rival| rival.0 * 2.0 > score && !self.go_together(best, rival.1))
            .map(|rival| (self.nodes[rival.1 as usize].shown.clone(), rival.3))
            .collect();
        if !rivals.is_empty() {
            let mut others = vec![(self.nodes[best as usize].shown.clone(), with)];
            others.extend(rivals);
            return Fate::Apart(Reason::Several {
                others,
                articles: node.articles,
            });
        }
        let of = self.nodes[best as usize].shown.clone();
        let reason = match how {
            Fit { slips: 1.., .. } => Reason::Slip {
                of,
                company: (likeness * 100.0) as u32,
            },
            Fit {
                more: 0, initials: 0, ..
            } => Reason::Spelling { of },
            _ => Reason::Part {
                of,
                with,
                articles: node.articles,
            },
        };
        Fate::Of(best, reason)
    }

    /// Names that a name may be a form of.
    fn candidates(&self, id: u32) -> Vec<(u32, Fit)> {
        const MOST: usize = 1500;
        let node = &self.nodes[id as usize];
        let words = node.numbers.iter().map(|number| self.words.word(*number));
        // A particle may be left out.
        let needed = words
            .clone()
            .filter(|word| node.numbers.len() <= 2 || !word.is_particle);
        let letters: Vec<u32> = needed.map(|word| word.letters).collect();
        let own = self.ranks.get(id as usize);
        let mut lists: Vec<&[u32]> = words.map(|word| self.having(word.spelling)).collect();
        lists.retain(|list| !list.is_empty());
        lists.sort_by_key(|list| list.len());
        let usable = lists.iter().filter(|list| list.len() <= MOST).count().max(1);
        let mut met: FxHashSet<u32> = FxHashSet::default();
        let mut found = Vec::new();
        for other in lists.into_iter().take(usable).flatten().copied() {
            let begins = self.nodes[other as usize].letters;
            let may_fit = letters.iter().all(|letters| letters & begins != 0);
            if !may_fit || self.ranks.get(other as usize) <= own || !met.insert(other) {
                continue;
            }
            if let Some(fit) = fit(&self.words, &node.numbers, &self.nodes[other as usize].numbers) {
                found.push((other, fit));
            }
        }
        found.sort_unstable_by_key(|(other, _)| *other);
        found
    }

    /// Whether a word of both names is in no name that could not be theirs.
    fn is_rare(&self, a: u32, b: u32) -> bool {
        const MOST: usize = 12;
        let words = self.nodes[a as usize].numbers.iter();
        let words = words
            .map(|number| self.words.word(*number))
            .filter(|word| word.length > 2);
        words.map(|word| self.having(word.spelling)).any(|having| {
            having.len() <= MOST
                && having.contains(&b)
                && having.iter().all(|other| {
                    *other == a
                        || *other == b
                        || self.nodes[*other as usize].words.len() == 1
                        || self.go_together(*other, b)
                })
        })
    }

    /// Whether two names can be one person's.
    pub fn go_together(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.nodes[a as usize].numbers, &self.nodes[b as usize].numbers);
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        fit(&self.words, short, long).is_some_and(|fit| fit.slips < 2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_side_by_side_are_one_word() {
        let joined = |name: &str| joined_letters(&words_of(name)).map(|words| words.join(" "));
        assert_eq!(joined("J.D. Santika").as_deref(), Some("jd santika"));
        assert_eq!(joined("Retna L. P. Santika").as_deref(), Some("retna lp santika"));
        assert_eq!(joined("JD Santika"), None);
        assert_eq!(joined("M. Tito S. Santika"), None);
        assert_eq!(joined("A. B. C."), None);
    }

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
