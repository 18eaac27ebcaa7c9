//! Full names that stand in the title alone: `Maia Estianty: ...` above a body that calls her `Maia`.
//!
//! Indonesian headlines write nearly every word with a capital, so a word beside the name is part of it only where it is no ordinary
//! word and stands in nobody else's name.

use super::classes::WordClass;
use super::ordinary::is_ordinary;
use super::words::Words;
use super::{People, borne, known};
use crate::article::Language;
use crate::extract::text::{Doc, Shape};

/// The most words that a title adds to a name on one side.
const MOST: usize = 2;

/// Gives persons whom the body calls by one word the full name that the title has.
pub fn complete(people: &mut People, title: &str, language: Language) {
    if !crate::lang::profile(language).grammar.single_names || people.persons.is_empty() {
        return;
    }
    let short = |name: &str| name.len() > 2 && !name.contains([' ', '-']) && known::full_name(name).is_none();
    let wanted: Vec<usize> = (0..people.persons.len())
        .filter(|i| short(&people.persons[*i].name) && title.contains(&people.persons[*i].name))
        .collect();
    if wanted.is_empty() {
        return;
    }
    let doc = Doc::new(title, language);
    let mut words = Words::of(language).tag(&doc);
    borne::settle(&doc, &mut words);
    for i in wanted {
        let taken = |word: &str| {
            let others = people.persons.iter().enumerate().filter(|(other, _)| *other != i);
            others
                .flat_map(|(_, other)| other.name.split(' '))
                .any(|part| part == word)
        };
        let Some(at) = (0..doc.tokens.len()).find(|at| doc.text(*at) == people.persons[i].name) else {
            continue;
        };
        let (start, end) = extent(&doc, &words, at, taken);
        if end - start > 1 {
            let name = doc.span(start..end).of(title).split_whitespace().collect::<Vec<_>>();
            people.persons[i].name = name.join(" ");
        }
    }
}

/// The tokens of the name around `at`.
fn extent(doc: &Doc, words: &[WordClass], at: usize, taken: impl Fn(&str) -> bool) -> (usize, usize) {
    let other = WordClass::OFFICE
        | WordClass::PLACE
        | WordClass::STOP
        | WordClass::SAY
        | WordClass::TIME
        | WordClass::TITLE
        | WordClass::PRONOUN;
    let is_name = |i: usize| {
        let (word, token) = (words[i], &doc.tokens[i]);
        token.is_word()
            && (token.shape == Shape::Title || token.shape == Shape::Mixed && doc.text(i).starts_with("Mc"))
            && token.end - token.start > 1
            && (!word.is(other) || word.is(WordClass::NAME))
            && !word.is(WordClass::ROLE
                | WordClass::KIN
                | WordClass::TITLE
                | WordClass::GEO
                | WordClass::BODY
                | WordClass::ORG)
            && !is_ordinary(doc.profile(), token)
            && (word.is(WordClass::NAME) || !is_inflected(doc.text(i)))
            && !is_doubled(doc, i)
            && !taken(doc.text(i))
    };
    let mut end = at + 1;
    while end < doc.tokens.len() && end - at <= MOST {
        // `Laode M Syarif`
        let initial = doc.tokens[end].is_word()
            && doc.tokens[end].end - doc.tokens[end].start == 1
            && end + 1 < doc.tokens.len()
            && is_name(end + 1);
        if initial {
            end += 2;
        } else if is_name(end) {
            end += 1;
        } else {
            break;
        }
    }
    // Before the name there may be anything that a headline begins with: only known names are taken.
    let first = at
        .checked_sub(1)
        .filter(|i| words[*i].is(WordClass::NAME) && is_name(*i));
    (first.unwrap_or(at), end)
}

/// `Blak-Blakan`
fn is_doubled(doc: &Doc, i: usize) -> bool {
    doc.tokens.get(i + 1).is_some_and(|next| next.glued) && doc.text(i + 1) == "-"
}

/// A verb, or a noun with a possessive, by its prefix or suffix.
fn is_inflected(text: &str) -> bool {
    let prefix = ["Me", "Ber", "Ter", "Di"].iter().any(|prefix| text.starts_with(prefix));
    text.len() >= 6 && (prefix || text.ends_with("nya") || text.ends_with("kan"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::names::people;

    fn name(title: &str, body: &str) -> String {
        let doc = Doc::new(body, Language::ID);
        let mut people = people(&doc, 0);
        complete(&mut people, title, Language::ID);
        people
            .persons
            .first()
            .map(|person| person.name.clone())
            .unwrap_or_default()
    }

    #[test]
    fn a_title_has_the_rest_of_a_name() {
        let body = "Ratna mengaku sangat puas setelah sidang. \"Puas,\" kata Ratna.";
        for (title, want) in [
            ("Jadi Janda, Ratna Sillawati Merasa Puas", "Ratna Sillawati"),
            ("Ini Tanggapan Pengacara Ratna Sillawati", "Ratna Sillawati"),
            ("Catatan Kritis Ratna S Sillawati soal Sidang", "Ratna S Sillawati"),
            ("Siti Ratna Bantah Kabar Miring", "Siti Ratna"),
        ] {
            assert_eq!(name(title, body), want, "{title}");
        }
    }

    #[test]
    fn words_of_the_headline_are_none_of_it() {
        let body = "Ratna mengaku sangat puas setelah sidang. \"Puas,\" kata Ratna. Joko Sillawati diam.";
        for title in [
            "Ratna Copot Kepala Dinas",
            "Ratna Diperiksa Polisi",
            "Ratna Anggun di Sawah",
            "Ratna Klepek-Klepek di Sawah",
            "Wali Kota Ratna Marah",
            "Ratna: Saya Puas",
            "Ratna Sillawati Berdamai",
            "Komentar Ratna Soal Sidang",
            "Sidang Selesai",
        ] {
            assert_eq!(name(title, body), "Ratna", "{title}");
        }
    }
}
