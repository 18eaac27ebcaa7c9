//! How two names go together, word by word.

use super::spelling;
use super::words::Words;

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

/// How each word of `short` goes with a word of `long`, in the same order, or in any; `None` where one has no counterpart. Words are given by
/// their numbers.
pub(super) fn fit(words: &Words, short: &[u32], long: &[u32]) -> Option<Fit> {
    in_order(words, short, long).or_else(|| turned(short, long))
}

enum Pair {
    Same,
    Initial,
    Respelled,
    Slip,
}

fn pair(words: &Words, a: u32, b: u32) -> Option<Pair> {
    if a == b {
        return Some(Pair::Same);
    }
    let (a, b) = (words.word(a), words.word(b));
    let (short, long) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    if short.length == 1 {
        return long.text.starts_with(&short.text).then_some(Pair::Initial);
    }
    if long.short.contains(&&*short.text) {
        return Some(Pair::Initial);
    }
    if a.spelling == b.spelling {
        return Some(Pair::Respelled);
    }
    // A slip keeps the first letter.
    let may_be_slip = a.letters & b.letters != 0;
    let is_slip = || {
        spelling::is_slip(words.spelled(a.spelling), words.spelled(b.spelling)) || spelling::is_slip(&a.text, &b.text)
    };
    (may_be_slip && is_slip()).then_some(Pair::Slip)
}

fn in_order(words: &Words, short: &[u32], long: &[u32]) -> Option<Fit> {
    let is_particle = |word: &u32| words.word(*word).is_particle;
    let mut fit = Fit::default();
    let mut at = 0;
    for word in short {
        let found = long[at..]
            .iter()
            .enumerate()
            .find_map(|(i, other)| Some((i, pair(words, *word, *other)?)));
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
fn turned(short: &[u32], long: &[u32]) -> Option<Fit> {
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
    use crate::people::name::words_of;

    fn fits(short: &str, long: &str) -> Option<Fit> {
        let mut words = Words::default();
        let (short, long) = (words.numbers(&words_of(short)), words.numbers(&words_of(long)));
        fit(&words, &short, &long)
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
