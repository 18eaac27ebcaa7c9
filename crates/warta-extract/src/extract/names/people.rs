//! From candidates to persons: which are persons at all, who is who, and their roles.

use super::People;
use super::assembly::Assembly;
use super::borne;
use super::candidate::Candidate;
use super::classes::WordClass;
use super::cluster::{Cluster, Form, gender_of};
use super::evidence::Evidence;
use super::role_words::{is_circumstance, is_verb};
use super::spans::Finder;
use super::words::Words;
use crate::extract::text::{Doc, Kind, Shape};

/// Finds all persons. The first `skip` tokens are the dateline.
pub fn people(doc: &Doc, skip: usize) -> People {
    // Whatever begins with a capital would be a name.
    if !doc.profile().reads_persons() {
        return People::default();
    }
    let mut words = Words::of(doc.language).tag(doc);
    borne::settle(doc, &mut words);
    let finder = Finder { doc, words: &words };
    let mut candidates = finder.candidates(skip);
    Evidence::new(doc, &words).keep_persons(&mut candidates);
    drop_eponyms(doc, &words, &mut candidates);
    let (of, cluster) = cluster(doc, &words, &candidates);
    Assembly::new(doc, &words, &candidates, (&of, &cluster)).people(skip)
}

fn form(doc: &Doc, words: &[WordClass], c: &Candidate) -> Form {
    let title = (c.titles..c.name.start)
        .filter(|i| words[*i].is(WordClass::TITLE | WordClass::ROLE))
        .find_map(|i| gender_of(words[i]));
    let keys: Vec<u64> = c
        .name
        .clone()
        .filter(|i| doc.tokens[*i].kind == Kind::Word && !is_particle(doc, words, *i))
        .map(|i| doc.tokens[i].key)
        .collect();
    Form {
        tokens: c.name.clone(),
        keys,
        known: c.name.clone().any(|i| words[i].is_known()),
        unusual: c
            .name
            .clone()
            .any(|i| doc.tokens[i].is_word() && doc.text(i).len() > 1 && !words[i].is_known()),
        gender: title,
        by_the_way: is_by_the_way(doc, words, c),
    }
}

/// `his wife Fulan`, `with Senator Fulan`, `Fulan's house`: the sentence is about somebody else.
fn is_by_the_way(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    let possessive = doc.tokens.get(c.end).is_some() && matches!(doc.text(c.end), "'s" | "’s");
    // `his wife Fulan`, `his wife, Fulan,`
    let comma = c.run >= 2 && doc.tokens[c.run - 1].kind == Kind::Sign && doc.text(c.run - 1) == ",";
    let before = c
        .run
        .checked_sub(1 + usize::from(comma))
        .map_or(WordClass::default(), |i| words[i]);
    possessive || before.is(WordClass::KIN | WordClass::OBLIQUE)
}

/// Takes out those who gave their name to a house, where the name of its head follows: `Kepala Bandara Abdul Fulan, Siti, ...`
fn drop_eponyms(doc: &Doc, words: &[WordClass], candidates: &mut Vec<Candidate>) {
    let is_eponym = |c: &Candidate, next: &Candidate| {
        if !c.is_before(doc, next) || c.name.len() > 3 {
            return false;
        }
        if is_of_office(doc, words, c, next) {
            return true;
        }
        let named = c.titles.saturating_sub(5).max(c.run)..c.titles;
        let body = named.clone().rev().find(|i| words[*i].is(WordClass::BODY));
        // `Rumah Sakit Umum Dr Fulan`, `Bandara Abdul Fulan`
        let titled = c.titles < c.name.start;
        body.is_some_and(|body| {
            let mut between = body + 1..c.titles;
            match titled {
                true => c.name.len() == 1 && between.all(|i| words[i].is(WordClass::OFFICE)),
                // Without a word of it that the house took, there must be the role of whoever follows.
                false if between.is_empty() => words[c.run..body].iter().any(|w| w.is(WordClass::ROLE)),
                false => {
                    c.name.len() == 1
                        && between.all(|i| !words[i].is(WordClass::ROLE | WordClass::TITLE | WordClass::RANK))
                }
            }
        })
    };
    let eponyms: Vec<bool> = candidates
        .windows(2)
        .map(|pair| is_eponym(&pair[0], &pair[1]))
        .collect();
    let mut eponyms = eponyms.into_iter();
    candidates.retain(|_| !eponyms.next().unwrap_or(false));
}

/// `Kapolres Teluk Pandan, AKBP Fulan, mengatakan`: what stands between an office and the name behind the comma is of the office, if
/// no word of it is a given name of the country, and the name is its bearer's: between commas, or before the verb.
fn is_of_office(doc: &Doc, words: &[WordClass], c: &Candidate, next: &Candidate) -> bool {
    let given = |i: usize| {
        words[i].is(WordClass::LOCAL | WordClass::OFTEN)
            && !words[i].is(WordClass::OFFICE | WordClass::PLACE | WordClass::STOP)
    };
    let office = (c.run.saturating_sub(2)..c.name.start).any(|i| words[i].is(WordClass::ROLE));
    // `presiden Layar Biru Martin, Fulan`: the tail of an organisation's name.
    let tail = c.run + 1 < c.name.start && c.titles == c.name.start && {
        let before = words[c.name.start - 1];
        !before.is_known() || before.is(WordClass::ORG) && doc.tokens[c.name.start - 1].shape == Shape::Title
    };
    let first = full_start(doc, c);
    if !doc.profile().grammar.head_first || !office || !tail && given(first) || next.run != next.titles {
        return false;
    }
    let closed = match doc.tokens.get(next.end) {
        Some(behind) => {
            let text = doc.text(next.end);
            behind.kind == Kind::Sign && matches!(text, "," | "." | "(")
                || behind.shape == Shape::Lower
                    && (words[next.end].is(WordClass::SAY) || is_circumstance(text) || is_verb(text))
        }
        None => true,
    };
    // `anak Ketua Adat Teluk Pandan, Fulan, mengatakan`: nobody but a person speaks there.
    let speaks = || doc.is_sign(next.end, ",") && words.get(next.end + 1).is_some_and(|word| word.is(WordClass::SAY));
    closed && (next.titles < next.name.start || next.name.len() > 1 || next.name.clone().any(given) || speaks())
}

/// The first word of a name that is more than an initial.
fn full_start(doc: &Doc, c: &Candidate) -> usize {
    let long = |i: &usize| doc.tokens[*i].end - doc.tokens[*i].start > 1;
    c.name.clone().find(long).unwrap_or(c.name.start)
}

/// Names before one by which somebody is called, among which theirs is.
const NAMED_BEFORE: usize = 4;

/// The person of each candidate.
fn cluster(doc: &Doc, words: &[WordClass], candidates: &[Candidate]) -> (Vec<u32>, Cluster) {
    let mut cluster = Cluster::default();
    let mut of = vec![u32::MAX; candidates.len()];
    // Names of one word wait for the full ones.
    let mut short: Vec<(usize, Form)> = Vec::new();
    for (n, c) in candidates.iter().enumerate() {
        let mut form = form(doc, words, c);
        if form.keys.len() < 2 {
            short.push((n, form));
            continue;
        }
        // `Kamau-Fulan`: a family name, whatever its first half is elsewhere.
        let double = c.name.len() == 3 && doc.is_sign(c.name.start + 1, "-");
        let given = (!double).then(|| gender_of(words[c.name.start])).flatten();
        form.gender = form.gender.or(given);
        of[n] = match n.checked_sub(1).filter(|_| is_other_name(doc, words, candidates, n)) {
            Some(before) if of[before] != u32::MAX => {
                cluster.join(of[before], form);
                of[before]
            }
            _ => cluster.add_full(doc, form),
        };
    }
    for (n, form) in short {
        let c = &candidates[n];
        let before = n
            .checked_sub(1)
            .filter(|_| is_other_name(doc, words, candidates, n))
            .map(|b| of[b]);
        let behind =
            (n + 1 < candidates.len() && of[n + 1] != u32::MAX && is_other_name(doc, words, candidates, n + 1))
                .then(|| of[n + 1]);
        // `Pria yang akrab disapa Fulan ini`, `Lebih dikenal sebagai Fulan, pemain itu`: whoever was named before.
        let full = |b: &usize| candidates[*b].name.len() > 1 && of[*b] != u32::MAX;
        let called = || {
            let mut near = (n.saturating_sub(NAMED_BEFORE)..n).rev();
            let called = is_called(doc, words, c).then(|| near.find(full)).flatten();
            called.map(|b| of[b])
        };
        of[n] = match before.or(behind).or_else(called) {
            Some(person) => {
                cluster.join(person, form);
                person
            }
            None => match cluster.resolve(doc, &form, c.titles..c.name.start) {
                Some(person) => person,
                None => cluster.insert(form),
            },
        };
    }
    (of, cluster)
}

/// Whether candidate `n` is another name of the one before it: `Ahok, sapaan Basuki Fulan`, `Fulan alias Balon`.
fn is_other_name(doc: &Doc, words: &[WordClass], candidates: &[Candidate], n: usize) -> bool {
    let (before, c) = (&candidates[n - 1], &candidates[n]);
    let between = before.end..c.titles;
    (1..=6).contains(&between.len())
        && between
            .clone()
            .any(|i| words[i].is(WordClass::ALIAS) && doc.text(i) != "bernama")
        // `Gus Fulan, sapaan akrabnya, mengatakan bahwa Siti ...`
        && !between.clone().any(|i| words[i].is(WordClass::SAY))
        && doc.sentence_of(before.name.start) == doc.sentence_of(c.name.start)
}

/// Whether candidate `c` is what somebody is called who was named in a sentence before: `Pria yang akrab disapa Fulan ini`.
fn is_called(doc: &Doc, words: &[WordClass], c: &Candidate) -> bool {
    let sentence = doc.sentences[doc.sentence_of(c.name.start)].start as usize;
    let Some(before) = c.titles.checked_sub(1).filter(|i| *i > sentence && *i < sentence + 6) else {
        return false;
    };
    let alias = |i: usize| words[i].is(WordClass::ALIAS) && doc.text(i) != "bernama";
    let known = |i: usize| alias(i) || matches!(doc.text(i), "dikenal" | "dikenali");
    let named = alias(before) || doc.text(before) == "sebagai" && known(before - 1);
    let described = words[sentence].is(WordClass::ROLE | WordClass::KIN) && c.is_pointed_at(doc, words);
    named && (described || sentence + 3 >= before && matches!(doc.text(sentence), "Lebih" | "Akrab"))
}

/// `van`, `de`, `De` before a family name: not every form of a name has it.
fn is_particle(doc: &Doc, words: &[WordClass], i: usize) -> bool {
    words[i].is(WordClass::PARTICLE)
        && (doc.tokens[i].shape == Shape::Lower || !words[i].is(WordClass::LOCAL | WordClass::MALE | WordClass::FEMALE))
}
