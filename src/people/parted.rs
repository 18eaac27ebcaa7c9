//! Names of the same letters, whose words or letters are parted in another way.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::decide::{Deciding, Fate};
use super::name::NameHash;
use super::persons::Reason;
use super::spelling::usual;

impl Deciding<'_> {
    /// Names that differ only in whether letters that stand for names are parted, `J.D. Santika` and `JD Santika`: the rarer is the other's.
    pub(super) fn link_letters(&mut self) {
        for id in 0..self.nodes.len() as u32 {
            let Some(joined) = joined_letters(&self.nodes[id as usize].words) else {
                continue;
            };
            let Some(other) = self.node_of(NameHash::of(&joined).number()) else {
                continue;
            };
            self.link_rarer(id, other, |_, _, of| Reason::Spelling { of });
        }
    }

    /// Names that differ only in the blanks and hyphens between their words, `Ratri Wulan Dari` and `Ratri Wulandari`: the rarer is the other's. Where
    /// they have no word in common (`Egawirya`, and `Hariyanto` and `Haryanto`), only in the same office or the same company.
    pub(super) fn link_parted(&mut self) {
        const SHORTEST: usize = 6;
        let mut by_letters: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for id in 0..self.nodes.len() as u32 {
            let words = &self.nodes[id as usize].words;
            let letters = words.concat();
            if words.iter().all(|word| word.chars().nth(1).is_some())
                && matches!(self.fates[id as usize], Fate::Own)
                && letters.len() >= SHORTEST
            {
                by_letters.entry(usual(&letters)).or_default().push(id);
            }
        }
        for ids in by_letters.into_values().filter(|ids| ids.len() > 1) {
            let order = |id: &u32| {
                let node = &self.nodes[*id as usize];
                (node.articles, Reverse(&node.words))
            };
            let Some(of) = ids.iter().copied().max_by(|a, b| order(a).cmp(&order(b))) else {
                continue;
            };
            let rarer: Vec<u32> = ids
                .into_iter()
                .filter(|id| *id != of && self.is_parted(*id, of))
                .collect();
            for id in rarer {
                self.link_rarer(id, of, |_, _, of| Reason::Spelling { of });
            }
        }
    }

    /// Whether a name of the same letters is that of the same person; not where its words are the same too.
    fn is_parted(&self, id: u32, of: u32) -> bool {
        let (a, b) = (&self.nodes[id as usize], &self.nodes[of as usize]);
        let is_one_word = a.numbers.len() == 1 && b.numbers.len() == 1;
        if (a.numbers.len() == b.numbers.len() && !is_one_word) || a.articles == 0 {
            return false;
        }
        let spelled = |number: &u32| self.words.spelling(*number);
        let has_common = !is_one_word
            && a.numbers
                .iter()
                .any(|x| b.numbers.iter().any(|y| spelled(x) == spelled(y)));
        let likeness = self.likeness(id, of);
        let is_strange = a.articles.min(b.articles) >= 3 && likeness < 0.01;
        match has_common {
            true => !is_strange,
            false => likeness >= if is_one_word { 0.4 } else { 0.15 } || self.has_same_office(id, of),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::name::words_of;
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
}
