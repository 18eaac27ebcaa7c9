//! The persons as they come out of what was decided: their names, what they are called, their roles.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::decide::{Deciding, Fate};
use super::name::word_hash;
use super::persons::{Form, Person, Persons, Reason};
use super::vocabulary::TITLES;

impl Deciding<'_> {
    /// The persons, each with all of its names.
    pub(super) fn persons(&self) -> Persons {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut none = Vec::new();
        for id in 0..self.nodes.len() as u32 {
            match &self.fates[id as usize] {
                Fate::None(reason) => none.push(self.form(id, reason.clone())),
                _ => members.entry(self.root(id)).or_default().push(id),
            }
        }
        let mut persons: Vec<Person> = Vec::new();
        for (root, ids) in members {
            // What is glued to something that is none is none.
            if let Fate::None(reason) = &self.fates[root as usize] {
                none.extend(
                    ids.iter()
                        .filter(|id| **id != root)
                        .map(|id| self.form(*id, reason.clone())),
                );
                continue;
            }
            persons.extend(self.person(root, &ids));
        }
        persons.sort_by(|a, b| a.name.cmp(&b.name));
        none.sort_by(|a, b| a.name.cmp(&b.name));
        Persons { persons, none }
    }

    fn written(&self, id: u32) -> Vec<String> {
        let name = self.evidence.roster.names.get(id as usize);
        name.map_or_else(Vec::new, |name| name.written.keys().cloned().collect())
    }

    fn form(&self, id: u32, reason: Reason) -> Form {
        Form {
            name: self.nodes[id as usize].shown.clone(),
            written: self.written(id),
            reason,
        }
    }

    fn person(&self, root: u32, ids: &[u32]) -> Option<Person> {
        let is_trimmed = |id: &u32| matches!(&self.fates[*id as usize], Fate::Of(_, Reason::Trimmed { .. }));
        let spoken = |id: &u32| {
            let parts = ids.iter().filter(|other| self.without_trims(**other) == *id);
            parts.map(|other| self.nodes[*other as usize].articles).sum::<u32>()
        };
        let mut shown: Vec<u32> = ids.iter().copied().filter(|id| !is_trimmed(id)).collect();
        if shown.iter().all(|id| spoken(id) == 0) {
            return None;
        }
        shown.sort_by_key(|id| (Reverse(spoken(id)), &self.nodes[*id as usize].words));
        let well_known = |id: &u32| matches!(&self.fates[*id as usize], Fate::Of(_, Reason::WellKnown { .. }));
        let best = shown.iter().copied().max_by(|a, b| {
            let quality = |id: &u32| {
                let node = &self.nodes[*id as usize];
                let titled = node
                    .words
                    .first()
                    .is_some_and(|first| TITLES.contains(&word_hash(first)));
                let full = !titled && node.words.iter().filter(|word| word.chars().count() > 1).count() > 1;
                (
                    spoken(id) > 0 && full && !well_known(id),
                    full && !well_known(id),
                    spoken(id),
                )
            };
            quality(a)
                .cmp(&quality(b))
                .then_with(|| self.nodes[*b as usize].words.cmp(&self.nodes[*a as usize].words))
        })?;
        let mut forms: Vec<Form> = Vec::new();
        for id in &shown {
            let reason = match &self.fates[*id as usize] {
                Fate::Of(_, reason) | Fate::Apart(reason) if *id != best => reason.clone(),
                Fate::Apart(reason) => reason.clone(),
                _ if *id == root && *id != best => Reason::Part {
                    of: self.nodes[best as usize].shown.clone(),
                    with: 0,
                    articles: spoken(id),
                },
                _ => Reason::Own,
            };
            let mut form = self.form(*id, reason);
            for other in ids.iter().filter(|other| is_trimmed(other)) {
                if self.without_trims(*other) == *id {
                    form.written.extend(self.written(*other));
                }
            }
            forms.push(form);
        }
        Some(Person {
            name: self.nodes[best as usize].shown.clone(),
            forms,
            roles: self.roles(ids),
        })
    }

    /// The name that is left of a name when all that is glued to it is off, one thing after another.
    fn without_trims(&self, mut id: u32) -> u32 {
        while let Fate::Of(to, Reason::Trimmed { .. }) = &self.fates[id as usize] {
            id = *to;
        }
        id
    }

    /// The roles that a person has most often.
    fn roles(&self, ids: &[u32]) -> Vec<String> {
        const MOST: usize = 5;
        let all = &self.evidence.all;
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        for id in ids {
            for row in &self.nodes[*id as usize].rows {
                let role = all.speakers[*row as usize].role;
                if role != 0 {
                    *counts.entry(role).or_default() += 1;
                }
            }
        }
        let mut counts: Vec<(u32, &String)> = counts
            .iter()
            .filter_map(|(role, count)| Some((*count, all.role_texts.get(role)?)))
            .collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        counts.into_iter().take(MOST).map(|(_, role)| role.clone()).collect()
    }
}
