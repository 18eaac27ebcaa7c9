//! What stands beside a name and shows that it is a person's, whatever its words are: a role, or a verb that closes a quotation.

use super::candidate::Candidate;
use super::classes::WordClass;
use super::role_words::{LONGEST_ROLE, is_circumstance, is_link, is_verb};
use crate::extract::text::{Doc, Kind, Shape};

/// Whether a role stands behind a comma: `Fulan, Ketua RT`.
pub fn apposed(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    // `in Gujarat, a trader explained`: somebody else.
    let english = !doc.profile().grammar.head_first;
    let another = |i: usize| english && words.get(i + 1).is_some_and(|w| w.is(WordClass::SAY));
    let role = |i: usize| words.get(i).is_some_and(|w| w.is(WordClass::ROLE | WordClass::KIN)) && !another(i);
    if !doc.is_sign(c.end, ",") {
        return false;
    }
    let mut behind = c.end + 1;
    while behind < c.end + 4
        && behind < doc.tokens.len()
        && matches!(
            doc.text(behind),
            "seorang" | "salah" | "satu" | "yang" | "a" | "an" | "the" | "former" | "mantan"
        )
    {
        behind += 1;
    }
    role(behind)
        || !doc.profile().grammar.head_first
            && (role(behind + 1) && doc.tokens[behind].shape == Shape::Lower
                || is_described(doc, words, c.end + 1)
                || is_somebodys(doc, words, c.end + 1)
                || is_office(doc, words, c.end + 1)
                || is_aged(doc, words, c))
}

/// `Albania's foreign minister`, `the World Bank's Country Director`: a role in somebody's service.
fn is_somebodys(doc: &Doc, words: &[WordClass], start: usize) -> bool {
    let the = usize::from(start < doc.tokens.len() && doc.text(start) == "the");
    let first = start + the;
    let end = doc.tokens.len().min(first + LONGEST_DESCRIPTION);
    let capital = |i: &usize| doc.tokens[*i].is_word() && doc.tokens[*i].shape != Shape::Lower;
    let owner = (first..end).take_while(capital).count();
    let owned = first + owner;
    if owner == 0 || owned >= end || !matches!(doc.text(owned), "'s" | "’s") {
        return false;
    }
    // The head of the role is its last word: `its president's plan` is none.
    let mut behind = owned + 1;
    while behind < end && doc.tokens[behind].is_word() && !words[behind].is(WordClass::STOP | WordClass::SAY) {
        behind += 1;
    }
    behind > owned + 1 && words[behind - 1].is(WordClass::ROLE | WordClass::KIN)
}

/// `Senior Economist at the bank`, `Managing Director,`: the name of an office, of which only the last word need be known.
fn is_office(doc: &Doc, words: &[WordClass], start: usize) -> bool {
    let title = |i: &usize| {
        let token = &doc.tokens[*i];
        token.is_word() && token.shape == Shape::Title && !words[*i].is(WordClass::STOP | WordClass::SAY)
    };
    let len = (start..doc.tokens.len()).take(LONGEST_OFFICE).take_while(title).count();
    let end = start + len;
    // `in Harbor Bay, Deputy Minister Fulan`: somebody else.
    len > 1
        && words[end - 1].is(WordClass::ROLE)
        && doc.tokens.get(end).is_some()
        && (doc.is_sign(end, ",") || matches!(doc.text(end), "at" | "of" | "for" | "in" | "with"))
}

/// Words of the name of an English office.
const LONGEST_OFFICE: usize = 5;

/// Words up to the head of an English description.
const LONGEST_DESCRIPTION: usize = 8;

/// What English says of a person only: `who lives here`, `a 28-year-old`, `a Harbor University student`.
fn is_described(doc: &Doc, words: &[WordClass], start: usize) -> bool {
    let Some(first) = doc.tokens.get(start) else {
        return false;
    };
    if doc.text(start) == "who" {
        return true;
    }
    if first.shape != Shape::Lower || !matches!(doc.text(start), "a" | "an" | "the") {
        return false;
    }
    let end = doc.tokens.len().min(start + 1 + LONGEST_DESCRIPTION);
    let inside = |i: &usize| match doc.tokens[*i].kind {
        Kind::Sign => doc.is_sign(*i, "-"),
        Kind::Number => true,
        Kind::Word => {
            // `Harbor Institute of Technology student`
            let of = doc.text(*i) == "of" && doc.tokens[i - 1].shape == Shape::Title;
            of || doc.tokens[*i].shape != Shape::Lower || !words[*i].is(WordClass::STOP | WordClass::SAY)
        }
    };
    let head = (start + 1..end).take_while(inside).find(|i| {
        let token = &doc.tokens[*i];
        token.shape == Shape::Lower && words[*i].is(WordClass::ROLE | WordClass::KIN)
            || doc.is_sign(*i, "-")
                && doc.tokens[i - 1].kind == Kind::Number
                && doc.tokens.get(i + 1).is_some_and(|_| doc.text(i + 1) == "year")
    });
    // `a student newspaper` is none.
    head.is_some_and(|i| {
        let next = doc.tokens.get(i + 1);
        !next.is_some_and(|next| {
            next.is_word()
                && next.shape == Shape::Lower
                && !words[i + 1].is(WordClass::STOP)
                // `a politician associated with a party`
                && !doc.text(i + 1).ends_with("ed")
                && !doc.text(i + 1).ends_with("ing")
                && doc.text(i + 1) != "year"
        })
    })
}

/// `said Fulan, 19.`: an age.
fn is_aged(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    let is_age = |i: usize| {
        let age: Option<u8> = doc.text(i).parse().ok();
        age.is_some_and(|age| (5..=110).contains(&age))
    };
    let said = c.run.checked_sub(1).is_some_and(|i| words[i].is(WordClass::SAY));
    said && doc
        .tokens
        .get(c.end + 2)
        .is_some_and(|behind| behind.kind == Kind::Sign)
        && doc.tokens[c.end + 1].kind == Kind::Number
        && is_age(c.end + 1)
        && matches!(doc.text(c.end + 2), "," | "." | ")")
}

/// The longest list in the name of an office.
const LONGEST_LIST: usize = 5;

/// `Direktur Energi Baru, Terbarukan, dan Konservasi Energi, Fulan`: one word that is nobody's name, with others behind commas and `dan`
/// before the last.
fn is_listed(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    if !doc.is_sign(c.end, ",") {
        return false;
    }
    let capital = |i: usize| {
        let token = doc.tokens.get(i);
        token.is_some_and(|token| token.is_word() && token.shape != Shape::Lower)
    };
    let mut comma = c.end;
    for _ in 0..LONGEST_LIST {
        if !capital(comma + 1) || !doc.is_sign(comma + 2, ",") {
            break;
        }
        comma += 2;
    }
    c.name.len() == 1
        && doc.tokens.get(comma + 1).is_some()
        && matches!(doc.text(comma + 1), "dan" | "serta" | "&")
        && !words[c.name.start].is(WordClass::NAME)
}

/// The end of who says it: `kata Direktur Program Bakti, Fulan, kepada wartawan`; or `Kepala Dinas Pasar, Fulan, mengatakan`.
pub fn follows_role(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    let tokens = &doc.tokens;
    if !doc.profile().grammar.head_first || c.run < 2 || c.run != c.titles || !doc.is_sign(c.run - 1, ",") {
        return false;
    }
    let sentence = &doc.sentences[doc.sentence_of(c.name.start)];
    let floor = (sentence.start as usize).max(c.run.saturating_sub(LONGEST_ROLE));
    let inside = |i: usize| match tokens[i].kind {
        Kind::Number => true,
        Kind::Sign => matches!(doc.text(i), "-" | "/" | "(" | ")" | "&"),
        Kind::Word => {
            let word = words[i];
            let lower = tokens[i].shape == Shape::Lower;
            !(word.is(WordClass::SAY)
                || lower
                    && (word.is(WordClass::STOP) && !is_link(doc.text(i)) || !word.is_known() && is_verb(doc.text(i))))
        }
    };
    let mut head = c.run - 1;
    while head > floor && inside(head - 1) {
        head -= 1;
    }
    if head + 1 >= c.run || !words[head].is(WordClass::ROLE | WordClass::UNIT) {
        return false;
    }
    let Some(behind) = tokens.get(c.end).filter(|_| c.end < sentence.end as usize) else {
        return head > floor && words[head - 1].is(WordClass::SAY);
    };
    let cue = (head > floor)
        .then(|| head - 1)
        .filter(|i| words[*i].is(WordClass::SAY));
    if is_listed(doc, words, c) {
        return false;
    }
    let closed = doc.is_sign(c.end, ",") || words[c.end].is(WordClass::SAY) && behind.shape == Shape::Lower;
    match cue {
        // `menurut Gubernur, Jalan Raya Baru di ...`: what he says may begin behind the comma.
        Some(cue) if !doc.text(cue).eq_ignore_ascii_case("menurut") => {
            closed || behind.kind == Kind::Sign || words[c.end].is(WordClass::TIME) || is_circumstance(doc.text(c.end))
        }
        Some(_) => closed,
        // `dihadiri Bupati Teluk Pandan, Hetira Sjaifuran, dan warga`: two words or more that are nothing else.
        None => {
            let many = c.name.len() >= 2 && head + 2 < c.run && words[head].is(WordClass::ROLE);
            let low = head > floor && tokens[head - 1].is_word() && tokens[head - 1].shape == Shape::Lower;
            let ends = closed
                || doc.is_sign(c.end, ".")
                || behind.shape == Shape::Lower && (is_link(doc.text(c.end)) || is_verb(doc.text(c.end)));
            closed && head == sentence.start as usize || many && low && ends
        }
    }
}

/// A single word right behind the verb that follows a quotation: in `\"...,\" kata Intan.` nothing but a name can stand, if it is
/// not an office's, an organisation's or a place's.
pub fn is_quoted(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    if doc.tokens[i].shape != Shape::Title || !closes_quotation(doc, words, i) {
        return false;
    }
    let word = words[i];
    let office = WordClass::ROLE
        | WordClass::KIN
        | WordClass::RANK
        | WordClass::TITLE
        | WordClass::BODY
        | WordClass::UNIT
        | WordClass::GEO
        | WordClass::PLACE;
    let never =
        WordClass::ORG | WordClass::STOP | WordClass::TIME | WordClass::SAY | WordClass::PRONOUN | WordClass::FIRM;
    let goes_on = doc
        .tokens
        .get(i + 1)
        .is_some_and(|next| next.is_word() && (next.shape != Shape::Lower || doc.text(i + 1) == "of"));
    !goes_on && !word.is(never) && (!word.is(office) || word.is(WordClass::NAME))
}

/// Whether the word before `i` is an Indonesian verb of saying that closes a quotation.
pub fn closes_quotation(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    doc.profile().grammar.head_first
        && i >= 2
        && doc.tokens[i - 1].shape == Shape::Lower
        && words[i - 1].is(WordClass::SAY)
        && doc.tokens[i - 2].kind == Kind::Sign
        && matches!(doc.text(i - 2), "\"" | "”" | "“" | "»" | "'" | "’")
}

#[cfg(test)]
mod tests {
    use crate::article::Language;
    use crate::extract::names::people;
    use crate::extract::text::Doc;

    fn names(text: &str) -> Vec<String> {
        let people = people(&Doc::new(text, Language::ID), 0);
        people.persons.into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn a_role_before_a_comma_shows_a_name_of_unknown_words() {
        for text in [
            "\"Kami prihatin,\" kata Wakil Ketua Komisi X DPR, Hetira Sjaifuran kepada wartawan.",
            "\"Kami prihatin,\" ujar Direktur Program Sekolah, Hetira Sjaifuran.",
            "Kepala Dinas Pasar, Hetira Sjaifuran, mengatakan harga naik.",
        ] {
            assert_eq!(names(text), ["Hetira Sjaifuran"], "{text}");
        }
    }

    #[test]
    fn behind_the_verb_that_closes_a_quotation_stands_a_name() {
        for name in ["Intan", "Makmur", "Merry", "Uu", "Bunga"] {
            assert_eq!(names(&format!("\"Saya kaget,\" kata {name} di rumahnya.")), [name]);
        }
        for none in ["Polri", "Pemkot", "Presiden", "Head of Marketing"] {
            assert!(names(&format!("\"Saya kaget,\" kata {none}.")).is_empty(), "{none}");
        }
        // What he is called by alone is a part of his name.
        let text = "Wakil Gubernur Uu Ruzhan Salim hadir. \"Saya senang,\" kata Uu.";
        assert_eq!(names(text), ["Uu Ruzhan Salim"]);
        let text = "Staf Ahli Raja Indra Salim hadir. \"Saya senang,\" kata Raja.";
        assert_eq!(names(text), ["Indra Salim"]);
    }

    #[test]
    fn what_an_office_says_is_no_name() {
        for text in [
            "Menurut Gubernur, Koridor Timur di kota itu ditutup.",
            "\"Ditutup,\" kata Gubernur, Koridor Timur ditutup.",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
