//! Persons who are called by the first letters of their name: `Budi Gunawan Santoso (BGS)`, and then `kata BGS`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidate::{Candidate, Sure, full_words};
use super::classes::WordClass;
use crate::extract::text::{Doc, Shape, key_of};

/// Letters of a short form: of fewer than three only where the article puts them behind the name.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
const CERTAIN: usize = 3;

/// A word in capitals that no list knows. English calls organisations so, and hardly anybody.
pub fn may_be_initials(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    let token = &doc.tokens[i];
    doc.profile().grammar.single_names
        && token.shape == Shape::Upper
        && LETTERS.contains(&((token.end - token.start) as usize))
        && !words[i].is_known()
        && doc.text(i).bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a word is the first letters of a name, which has as many words.
pub fn are_initials(doc: &Doc, i: usize, name: &Range<usize>) -> bool {
    let mut letters = doc.text(i).chars();
    let same = full_words(doc, name).all(|word| letters.next() == doc.text(word).chars().next());
    same && letters.next().is_none()
}

/// The words of the article that are first letters of names in it.
pub fn found(doc: &Doc, words: &[WordClass], candidates: &[Candidate]) -> FxHashSet<u64> {
    let is_short = |c: &&Candidate| c.name.len() == 1 && may_be_initials(doc, words, c.name.start);
    let mut found = FxHashSet::default();
    if !candidates.iter().any(|c| is_short(&c)) {
        return found;
    }
    for c in candidates.iter().filter(|c| c.sure >= Sure::Fair && !c.placed) {
        let letters: String = full_words(doc, &c.name)
            .filter_map(|word| doc.text(word).chars().next())
            .collect();
        // `Budi Gunawan (BG)`
        let behind = c.end + 1;
        let bracketed = doc.is_sign(c.end, "(") && doc.is_sign(behind + 1, ")") && doc.text(behind) == letters;
        if letters.len() >= CERTAIN || bracketed {
            found.insert(key_of(&letters));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::names::people;
    use crate::extract::text::Doc;

    fn mentions(text: &str) -> Vec<(String, usize)> {
        let people = people(&Doc::new(text, Language::ID), 0);
        let count = |n: usize| people.mentions.iter().filter(|m| m.person == Some(n as u32)).count();
        let persons = people.persons.iter().enumerate();
        persons.map(|(n, person)| (person.name.clone(), count(n))).collect()
    }

    #[test]
    fn first_letters_mean_the_one_whose_name_has_them() {
        let text = "Ketua Umum Budi Gunawan Santoso (BGS) hadir. \"Kami siap,\" kata BGS. KPU menunggu.";
        assert_eq!(mentions(text), [("Budi Gunawan Santoso".to_owned(), 3)]);
        let text = "Ketua Umum Budi Santoso (BS) hadir. \"Kami siap,\" kata BS.";
        assert_eq!(mentions(text), [("Budi Santoso".to_owned(), 3)]);
    }

    #[test]
    fn others_are_nobody() {
        let text = "Ketua Umum Budi Santoso hadir. \"Kami siap,\" kata BS. Warga menunggu XYZ dan BGS.";
        assert_eq!(mentions(text), [("Budi Santoso".to_owned(), 1)]);
    }
}
