//! Candidates and who they are, put together to persons with their roles, and to what mentions them.

use std::ops::Range;

use super::affiliation::affiliation;
use super::candidate::Candidate;
use super::classes::WordClass;
use super::cluster::Cluster;
use super::owners::{Owned, owned};
use super::references::{Bearer, References};
use super::roles::Roles;
use super::{Mention, MentionKind, People, Person};
use crate::extract::text::Doc;

/// Persons and mentions, while the candidates are gone through in their order.
pub struct Assembly<'a> {
    doc: &'a Doc<'a>,
    words: &'a [WordClass],
    candidates: &'a [Candidate],
    /// The person of each candidate.
    of: &'a [u32],
    cluster: &'a Cluster,
    /// The number of each of the cluster's persons among `people`, which has them in the order of their first mention.
    order: Vec<u32>,
    /// Who was introduced as one that serves another: `pengacara Fulan`.
    servants: Vec<bool>,
    people: People,
    bearers: Vec<Bearer>,
    /// Where the last mention ends.
    floor: usize,
}

impl<'a> Assembly<'a> {
    pub fn new(
        doc: &'a Doc<'a>,
        words: &'a [WordClass],
        candidates: &'a [Candidate],
        (of, cluster): (&'a [u32], &'a Cluster),
    ) -> Assembly<'a> {
        Assembly {
            doc,
            words,
            candidates,
            of,
            cluster,
            order: vec![u32::MAX; cluster.persons.len()],
            servants: vec![false; cluster.persons.len()],
            people: People::default(),
            bearers: Vec::new(),
            floor: 0,
        }
    }

    /// All persons. The first `skip` tokens are the dateline.
    pub fn people(mut self, skip: usize) -> People {
        for n in 0..self.candidates.len() {
            self.take(n);
        }
        let mut people = self.people;
        people.mentions = References::new(self.doc, self.words, self.bearers).resolve(people.mentions, skip);
        people
    }

    fn roles(&self) -> Roles<'a> {
        Roles {
            doc: self.doc,
            words: self.words,
        }
    }

    /// Where the next candidate begins.
    fn next(&self, n: usize) -> usize {
        self.candidates.get(n + 1).map_or(usize::MAX, |next| next.titles)
    }

    fn take(&mut self, n: usize) {
        let c = &self.candidates[n];
        let one = self.of[n] as usize;
        let is_old = self.order[one] != u32::MAX && !self.servants[one];
        let owned = owned(self.doc, self.words, c, self.candidates.get(n + 1), is_old);
        // `kuasa hukum Fulan, Siti, ...`: the whole is a role of Siti's.
        if owned.as_ref().is_some_and(|owned| owned.named) {
            return;
        }
        let person = self.number(one);
        let sentence = &self.doc.sentences[self.doc.sentence_of(c.name.start)];
        let sentence = sentence.start as usize..sentence.end as usize;
        let before = self
            .roles()
            .before(c, self.floor.max(sentence.start))
            .filter(|role| !self.roles().serves(role, c, self.candidates.get(n + 1)));
        if let Some(whole) = self.of_another(c, before.as_ref(), owned) {
            self.mention_by_role(whole);
            return;
        }
        let before = before.map(|role| self.roles().with_title(role, &(c.titles..c.name.start)));
        let start = before.as_ref().map_or(c.titles, |role| role.start);
        let cue = start.checked_sub(1).filter(|i| *i >= sentence.start);
        let behind = self.role_behind(n, sentence.end, cue);
        let end = behind.as_ref().map_or(c.end, |role| role.end).min(self.next(n));
        let role = before.or(behind).or_else(|| self.office(c));
        if let Some(role) = &role {
            self.servants[one] |= self.words[role.start].is(WordClass::SERVES);
            self.give(person, role);
        }
        self.people.mentions.push(Mention {
            kind: MentionKind::Name,
            tokens: c.name.start as u32..c.name.end as u32,
            extent: start as u32..end as u32,
            role: role.map(|r| r.start as u32..r.end as u32),
            person: Some(person),
        });
        self.floor = end;
    }

    /// The number of one of the cluster's persons, who is a new one where nothing mentioned them before.
    fn number(&mut self, one: usize) -> u32 {
        if self.order[one] != u32::MAX {
            return self.order[one];
        }
        self.order[one] = self.people.persons.len() as u32;
        let known = &self.cluster.persons[one];
        let written = self.doc.span(known.form.tokens.clone()).of(self.doc.body);
        self.bearers.push(Bearer {
            gender: known.gender,
            roles: Vec::new(),
        });
        self.people.persons.push(Person {
            name: written.split_whitespace().collect::<Vec<_>>().join(" "),
            roles: Vec::new(),
            affiliation: None,
            gender: known.gender,
        });
        self.order[one]
    }

    /// The whole that means somebody else than the name in it: `ayah artis Fulan ini` stands for its bearer, whom the sentences
    /// before tell; `pengacara Fulan` for one who serves them.
    fn of_another(&self, c: &Candidate, before: Option<&Range<usize>>, owned: Option<Owned>) -> Option<Range<usize>> {
        match before.filter(|role| self.roles().is_anothers(role, c)) {
            Some(role) => Some(role.start..c.end + 1),
            None => owned.map(|owned| owned.start..owned.end),
        }
    }

    fn mention_by_role(&mut self, whole: Range<usize>) {
        // `Siti, pengacara Fulan pun menyinggung ...`
        let doc = self.doc;
        let apposed =
            |last: &&Mention| last.extent.end as usize + 1 == whole.start && doc.is_sign(whole.start - 1, ",");
        let person = self.people.mentions.last().filter(apposed).and_then(|last| last.person);
        self.floor = whole.end;
        let whole = whole.start as u32..whole.end as u32;
        self.people.mentions.push(Mention {
            kind: MentionKind::Role,
            tokens: whole.clone(),
            extent: whole.clone(),
            role: Some(whole),
            person,
        });
    }

    /// The role behind candidate `n`, which is not the next one's; `cue` is the word before the name, its role and its titles.
    fn role_behind(&self, n: usize, limit: usize, cue: Option<usize>) -> Option<Range<usize>> {
        let (c, next) = (&self.candidates[n], self.next(n));
        let role = self.roles().behind(c.end, limit, cue)?;
        // `Senada dengan Fulan, Ketua Umum PB, Siti menyatakan ...`: the office is hers.
        let next_has = cue.is_some_and(|i| self.words[i].is(WordClass::OBLIQUE)) && next == role.end + 1;
        // `Fulan, Presiden Akademi Siti Rahma memuji ...`: the office is of the name in it.
        let holds_next = role.start < next && next < role.end && self.doc.is_sign(c.end, ",");
        (!next_has && !holds_next).then_some(role)
    }

    /// `Mayor Fulan`: a title that is an office.
    fn office(&self, c: &Candidate) -> Option<Range<usize>> {
        let office = |i: &usize| self.words[*i].is(WordClass::ROLE) && !self.words[*i].is(WordClass::RANK);
        (c.titles..c.name.start).find(office).map(|i| i..i + 1)
    }

    fn give(&mut self, person: u32, role: &Range<usize>) {
        let text = self.doc.span(role.clone()).of(self.doc.body);
        let person = &mut self.people.persons[person as usize];
        if !person.roles.iter().any(|known| known == text) {
            person.roles.push(text.to_owned());
        }
        if person.affiliation.is_none() {
            person.affiliation = affiliation(self.doc, self.words, role.clone());
        }
    }
}
