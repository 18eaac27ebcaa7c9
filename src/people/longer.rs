//! Names of several words, each of which may be a part, a spelling or a slip of another.

use rustc_hash::FxHashSet;

use super::decide::{Deciding, Fate};
use super::fit::{Fit, fit};
use super::name::word_hash;
use super::persons::Reason;
use super::vocabulary as words;

impl Deciding<'_> {
    /// The name of several words that a name of several words is a form of.
    pub(super) fn longer(&self, id: u32) -> Fate {
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
            let same_office = || self.has_same_office(id, other);
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
                } => {
                    likeness >= 0.25
                        || (is_alike(0.1) && (rare || same_office() || fit.same > 1))
                        || self.is_slip_of_rare_word(id, other)
                }
                // `Ratri Wulandri`, `Ratri Wulandari Santika`
                Fit {
                    slips: 1, same: 1.., ..
                } => likeness >= 0.2 && same_office(),
                Fit { slips: 1, .. } => false,
                _ if fit.whole() == 1 => is_alike(0.3) || (rare && same_office() && is_alike(0.1)),
                Fit { turned: true, same, .. } => is_alike(0.1) || (is_alike(0.03) && (same > 2 || same_office())),
                Fit {
                    more: 0, initials: 0, ..
                } => !strange,
                _ if self.is_married(id, other) && likeness < 0.3 => false,
                // Words of which none is written in the same way say less, however rare they are.
                _ => {
                    let alone = few && fit.same + fit.initials > 0;
                    (rare && (alone || is_alike(0.01))) || is_alike(if fit.same > 2 { 0.03 } else { 0.06 })
                }
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

    /// Whether somebody of each name has the same office in one of the articles.
    pub(super) fn has_same_office(&self, a: u32, b: u32) -> bool {
        const LEAST: f64 = 0.5;
        let (a, b) = (&self.nodes[a as usize].rows, &self.nodes[b as usize].rows);
        self.company.office(a, b) >= LEAST
    }

    /// Whether the word that differs is long, in no other name, and the other person speaks far more often: `Tanoesodibjo`.
    fn is_slip_of_rare_word(&self, id: u32, other: u32) -> bool {
        const LONG: u32 = 9;
        let (node, other) = (&self.nodes[id as usize], &self.nodes[other as usize]);
        let is_other = |number: u32| {
            let spelling = self.words.spelling(number);
            !other.numbers.iter().any(|of| self.words.spelling(*of) == spelling)
        };
        let mut words = node.numbers.iter().copied().filter(|number| is_other(*number));
        let is_alone = words.next().is_some_and(|number| {
            let word = self.words.word(number);
            word.length >= LONG && self.evidence.is_of_one_name(&word.text)
        });
        is_alone && other.articles >= 3 * node.articles
    }

    /// Whether the longer name is that of a woman who is called by her husband's behind her own: `Wulan Bhima Prawira`.
    fn is_married(&self, id: u32, other: u32) -> bool {
        let (husband, wife) = (&self.nodes[id as usize].words, &self.nodes[other as usize].words);
        let Some(own) = wife.strip_suffix(&husband[..]) else {
            return false;
        };
        let is = |list: &words::Words, word: &String| list.contains(&word_hash(word));
        own.iter().any(|word| is(&words::WOMEN, word))
            && !own.iter().any(|word| is(&words::MEN, word))
            && husband.first().is_some_and(|first| is(&words::MEN, first))
    }
}
