//! From candidates to persons: which are persons at all, who is who, and their roles.

use rustc_hash::FxHashMap;

use super::cluster::{Cluster, Form, gender_of};
use super::roles::Roles;
use super::spans::{Candidate, Finder, Sure};
use super::words::{Word, Words};
use super::{Mention, MentionKind, People, Person};
use crate::extract::text::{Doc, Kind, Shape};

/// What the article tells about a word that begins with a capital.
#[derive(Clone, Copy, Default)]
struct Evidence {
    /// In names of several words that are surely persons'.
    in_names: u32,
    /// Beside a verb of saying, alone.
    says: bool,
    /// Behind `di` or `ke`.
    placed: u32,
}

/// Finds all persons. The first `skip` tokens are the dateline.
pub fn people(doc: &Doc, skip: usize) -> People {
    let words = Words::of(doc.language).tag(doc);
    let finder = Finder { doc, words: &words };
    let mut candidates = finder.candidates(skip);
    let evidence = evidence(doc, &words, &candidates);
    candidates.retain(|c| is_person(doc, &words, c, &evidence));
    let persons = cluster(doc, &words, &candidates);
    put_together(doc, &words, &candidates, persons)
}

fn evidence(doc: &Doc, words: &[Word], candidates: &[Candidate]) -> FxHashMap<u64, Evidence> {
    let mut evidence: FxHashMap<u64, Evidence> = FxHashMap::default();
    for c in candidates {
        let says = says(doc, words, c);
        for i in c.name.clone().filter(|i| doc.tokens[*i].is_word()) {
            let slot = evidence.entry(doc.tokens[i].key).or_default();
            if c.sure >= Sure::Fair && !c.placed {
                slot.in_names += 1;
            }
            slot.says |= says && !c.placed;
            slot.placed += u32::from(c.placed);
        }
    }
    evidence
}

/// More words than one; an initial does not count.
fn is_many(doc: &Doc, c: &Candidate) -> bool {
    c.name
        .clone()
        .filter(|i| doc.tokens[*i].is_word() && doc.text(*i).len() > 1)
        .count()
        > 1
}

/// A verb of saying stands directly before or behind.
fn says(doc: &Doc, words: &[Word], c: &Candidate) -> bool {
    let sentence = &doc.sentences[doc.sentence_of(c.name.start)];
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let before = c.run > start && words[c.run - 1].is(Word::SAY);
    let mut behind = c.end;
    while behind < end
        && behind < c.end + 2
        && matches!(
            doc.text(behind),
            "juga"
                | "pun"
                | "kembali"
                | "lalu"
                | "kemudian"
                | "sempat"
                | "also"
                | "has"
                | ","
                | "then"
                | "later"
                | "had"
                | "sendiri"
        )
    {
        behind += 1;
    }
    before || behind < end && words[behind].is(Word::SAY) && doc.tokens[behind].shape == Shape::Lower
}

fn is_person(doc: &Doc, words: &[Word], c: &Candidate, evidence: &FxHashMap<u64, Evidence>) -> bool {
    if c.sure == Sure::Strong {
        return true;
    }
    let get = |i: usize| evidence.get(&doc.tokens[i].key).copied().unwrap_or_default();
    let named = c
        .name
        .clone()
        .filter(|i| doc.tokens[*i].is_word() && doc.text(*i).len() > 1);
    if is_many(doc, c) {
        let others = named.clone().any(|i| get(i).says);
        return match c.sure {
            Sure::Fair => !c.placed || others,
            _ => others && !c.placed,
        };
    }
    let i = c.name.start;
    let seen = get(i);
    if seen.in_names > 0 {
        return !c.placed || !words[i].is(Word::PLACE);
    }
    let title = doc.tokens[i].shape != Shape::Upper || words[i].is(Word::KNOWN);
    let placed = c.placed || seen.placed > 0;
    if placed || words[i].is(Word::PLACE | Word::ORG) {
        return false;
    }
    if words[i].is(Word::KNOWN | Word::LOCAL) && !words[i].is(Word::OFFICE)
        || words[i].is(Word::GIVEN) && !words[i].is(Word::COMMON | Word::OFFICE)
    {
        return true;
    }
    title && seen.says && !words[i].is(Word::OFFICE | Word::COMMON)
}

fn form(doc: &Doc, words: &[Word], c: &Candidate) -> Form {
    let title = (c.titles..c.name.start)
        .filter(|i| words[*i].is(Word::TITLE | Word::ROLE))
        .find_map(|i| gender_of(words[i]));
    let keys: Vec<u64> = c
        .name
        .clone()
        .filter(|i| {
            doc.tokens[*i].kind == Kind::Word && !(words[*i].is(Word::PARTICLE) && doc.tokens[*i].shape == Shape::Lower)
        })
        .map(|i| doc.tokens[i].key)
        .collect();
    Form {
        tokens: c.name.clone(),
        keys,
        gender: title,
    }
}

/// The person of each candidate.
fn cluster(doc: &Doc, words: &[Word], candidates: &[Candidate]) -> (Vec<u32>, Cluster) {
    let mut cluster = Cluster::default();
    let mut of = vec![u32::MAX; candidates.len()];
    for (n, c) in candidates.iter().enumerate() {
        let mut form = form(doc, words, c);
        if form.keys.len() > 1 {
            form.gender = form.gender.or_else(|| gender_of(words[c.name.start]));
            of[n] = cluster.add_full(doc, form);
        }
    }
    for (n, c) in candidates.iter().enumerate() {
        if of[n] == u32::MAX {
            let form = form(doc, words, c);
            of[n] = match cluster.resolve(doc, &form, c.name.start) {
                Some(person) => person,
                None => cluster.insert(form),
            };
        }
    }
    (of, cluster)
}

fn put_together(doc: &Doc, words: &[Word], candidates: &[Candidate], (of, cluster): (Vec<u32>, Cluster)) -> People {
    let roles = Roles { doc, words };
    // Persons in the order of their first mention.
    let mut order = vec![u32::MAX; cluster.persons.len()];
    let mut people = People::default();
    let mut floor = 0;
    for (n, c) in candidates.iter().enumerate() {
        let slot = &mut order[of[n] as usize];
        if *slot == u32::MAX {
            *slot = people.persons.len() as u32;
            let known = &cluster.persons[of[n] as usize];
            let name = doc
                .span(known.form.tokens.clone())
                .of(doc.body)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            people.persons.push(Person {
                name,
                roles: Vec::new(),
                affiliation: None,
            });
        }
        let person = *slot;
        let sentence = &doc.sentences[doc.sentence_of(c.name.start)];
        let before = roles
            .before(c.titles, floor.max(sentence.start as usize))
            .filter(|role| !roles.serves(role, c, candidates.get(n + 1)));
        let behind = roles.behind(c.end, sentence.end as usize);
        let extent = before.as_ref().map_or(c.titles, |r| r.start)..behind.as_ref().map_or(c.end, |r| r.end);
        let next = candidates.get(n + 1).map_or(usize::MAX, |next| next.titles);
        let extent = extent.start..extent.end.min(next);
        let role = before.or(behind);
        if let Some(role) = &role {
            let text = doc.span(role.clone()).of(doc.body).to_string();
            let roles = &mut people.persons[person as usize].roles;
            if !roles.contains(&text) {
                roles.push(text);
            }
        }
        people.mentions.push(Mention {
            kind: MentionKind::Name,
            tokens: c.name.start as u32..c.name.end as u32,
            extent: extent.start as u32..extent.end as u32,
            role: role.map(|r| r.start as u32..r.end as u32),
            person: Some(person),
        });
        floor = extent.end;
    }
    people
}
