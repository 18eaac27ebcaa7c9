//! The words of a name, and how two names go together word by word.

use super::spelling;
use crate::words::{fold, next_word};

/// The folded words of a name. It is folded before it is cut, so that the words of a folded name are the same.
pub fn words_of(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(&folded, at) {
        at = word.end;
        words.push(folded[word.start..word.end].to_owned());
    }
    words
}

/// The form in which names are the same: folded words with one blank between.
pub fn key(name: &str) -> String {
    words_of(name).join(" ")
}

/// A number for a name, put together word by word while a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameHash(u64);

impl NameHash {
    pub const EMPTY: NameHash = NameHash(0);

    /// With another word behind.
    pub fn and(self, word: u64) -> NameHash {
        NameHash((self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn number(self) -> u64 {
        self.0
    }

    pub fn of<W: AsRef<str>>(words: &[W]) -> NameHash {
        words
            .iter()
            .fold(NameHash::EMPTY, |hash, word| hash.and(word_hash(word.as_ref())))
    }
}

/// A number for a folded word.
pub fn word_hash(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

/// Words inside names that a form of the name may leave out.
const PARTICLES: &[&str] = &[
    "bin", "binti", "bint", "ibn", "ibnu", "al", "el", "abu", "van", "von", "der", "den", "ter", "de", "da", "do",
    "dos", "das", "del", "della", "di", "la", "le", "du", "y",
];

pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// How the words of a shorter name stand in a longer one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Words that are the same.
    pub same: u8,
    /// Letters that stand for a word of the other name, or the other way round.
    pub initials: u8,
    /// Words that are the same by the rules of spelling: `Soekarno`, `Sukarno`.
    pub respelled: u8,
    /// Words that differ by a slip of the pen.
    pub slips: u8,
    /// Words of the longer name that the shorter one has not, without particles.
    pub more: u8,
    /// The words come in another order.
    pub turned: bool,
}

impl Fit {
    /// Words that go together as whole words.
    pub fn whole(&self) -> u8 {
        self.same + self.respelled + self.slips
    }
}

/// How each word of `short` goes with a word of `long`, in the same order, or in any; `None` where one has no counterpart.
pub fn fit(short: &[String], long: &[String]) -> Option<Fit> {
    in_order(short, long).or_else(|| turned(short, long))
}

enum Pair {
    Same,
    Initial,
    Respelled,
    Slip,
}

fn pair(a: &str, b: &str) -> Option<Pair> {
    if a == b {
        return Some(Pair::Same);
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.chars().count() == 1 {
        return long.starts_with(short).then_some(Pair::Initial);
    }
    if spelling::stands_for(short, long) {
        return Some(Pair::Initial);
    }
    let (a, b) = (spelling::usual(a), spelling::usual(b));
    if a == b {
        return Some(Pair::Respelled);
    }
    spelling::is_slip(&a, &b).then_some(Pair::Slip)
}

fn in_order(short: &[String], long: &[String]) -> Option<Fit> {
    let mut fit = Fit::default();
    let mut at = 0;
    for word in short {
        let found = long[at..]
            .iter()
            .enumerate()
            .find_map(|(i, other)| Some((i, pair(word, other)?)));
        let Some((skipped, how)) = found else {
            if is_particle(word) && short.len() > 2 {
                continue;
            }
            return None;
        };
        fit.more += long[at..at + skipped].iter().filter(|w| !is_particle(w)).count() as u8;
        at += skipped + 1;
        fit.add(&how);
    }
    fit.more += long[at..].iter().filter(|w| !is_particle(w)).count() as u8;
    (fit.whole() > 0).then_some(fit)
}

/// `Widodo Joko`: the same words in another order.
fn turned(short: &[String], long: &[String]) -> Option<Fit> {
    if short.len() != long.len() || short.len() < 2 {
        return None;
    }
    let (mut a, mut b) = (short.to_vec(), long.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    (a == b).then(|| Fit {
        same: a.len() as u8,
        turned: true,
        ..Fit::default()
    })
}

impl Fit {
    fn add(&mut self, how: &Pair) {
        match how {
            Pair::Same => self.same += 1,
            Pair::Initial => self.initials += 1,
            Pair::Respelled => self.respelled += 1,
            Pair::Slip => self.slips += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(short: &str, long: &str) -> Option<Fit> {
        fit(&words_of(short), &words_of(long))
    }

    #[test]
    fn a_shorter_name_stands_in_a_longer_one() {
        assert_eq!(
            fits("Bhima Prawira", "Bhima Prawira Santika").map(|f| (f.same, f.more)),
            Some((2, 1))
        );
        assert_eq!(
            fits("Ahmad Fauzi", "Ahmad bin Fauzi").map(|f| (f.same, f.more)),
            Some((2, 0))
        );
        assert_eq!(
            fits("M Tito Prawira", "Muhammad Tito Prawira").map(|f| f.initials),
            Some(1)
        );
        assert_eq!(
            fits("Laode M. Syarif", "Laode Muhamad Syarif").map(|f| f.initials),
            Some(1)
        );
        assert_eq!(fits("Muh Prawira", "Muhammad Prawira").map(|f| f.initials), Some(1));
        assert_eq!(fits("Prawira", "Bhima Santika"), None);
        assert_eq!(fits("Santika Bhima", "Bhima Santika").map(|f| f.turned), Some(true));
        assert_eq!(fits("B S", "Bhima Santika"), None);
    }

    #[test]
    fn spellings_of_a_word_go_together() {
        assert_eq!(fits("Soekarno Hatta", "Sukarno Hatta").map(|f| f.respelled), Some(1));
        assert_eq!(fits("Busrya Prawira", "Busyra Prawira").map(|f| f.slips), Some(1));
        assert_eq!(fits("Budi Santoso", "Rudi Santoso"), None);
    }
}
