//! The persons as they come out of what was decided: their names, what they are called, their roles.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::decide::{Deciding, Fate};
use super::name::word_hash;
use super::persons::{Form, Person, Persons, Reason};
use super::vocabulary::{NAMES, TITLES};

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
        let best = self.called_by(&shown, &spoken)?;
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

    /// Which of a person's names the person is called by: the fullest that is usual. `shown` are the names, the most frequent first, and `spoken`
    /// tells in how many articles they speak.
    fn called_by(&self, shown: &[u32], spoken: &dyn Fn(&u32) -> u32) -> Option<u32> {
        let fate = |id: &u32| &self.fates[*id as usize];
        let words = |id: &u32| &self.nodes[*id as usize].words;
        let stands = |id: &u32| {
            self.evidence
                .all
                .stands
                .get(*id as usize)
                .map_or(0, |stands| stands.times)
        };
        let is_titled = |id: &u32| {
            words(id).first().is_some_and(|first| {
                // `Sri` is a title, and a name: it is one where the person has names without it.
                let is_without = |other: &u32| {
                    let other = words(other);
                    !other.contains(first) && (other.len() > 1 || other[..] == words(id)[1..])
                };
                let hash = word_hash(first);
                TITLES.contains(&hash) && (!NAMES.contains(&hash) || shown.iter().any(is_without))
            })
        };
        let quality = |id: &u32| {
            let is_full = words(id).iter().filter(|word| word.chars().count() > 1).count() > 1
                && !is_titled(id)
                && !matches!(fate(id), Fate::Of(_, Reason::WellKnown { .. }));
            (spoken(id) > 0 && is_full, is_full, spoken(id), stands(id))
        };
        let fullest = shown
            .iter()
            .copied()
            .max_by_key(|id| (quality(id), Reverse(words(id))))?;
        // Who has one name, to which once something was put.
        let is_only = |id: &u32| {
            let is_nickname = matches!(fate(id), Fate::Of(_, Reason::WellKnown { .. } | Reason::Called { .. }));
            words(id).len() == 1 && !is_nickname && spoken(id) >= 5 * spoken(&fullest).max(1)
        };
        Some(shown.first().copied().filter(is_only).unwrap_or(fullest))
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
