//! Names that are nearly the same, of people who have the same office.

use super::decide::Deciding;
use super::name::{word_hash, words_of};
use super::persons::Reason;
use super::spelling::is_near;
use super::vocabulary as words;

/// Names of one office that are compared; of more people the office tells nothing.
const MOST: usize = 32;

impl Deciding<'_> {
    /// Slips that nothing else shows, as in a first letter: the rarer name is the other's, where articles give both the same office in the same
    /// words. That somebody is a relative is no office: brothers have such names.
    pub(super) fn link_offices(&mut self) {
        let all = &self.evidence.all;
        let mut offices: Vec<(u64, u32)> = Vec::new();
        for (id, node) in self.nodes.iter().enumerate() {
            let roles = node.rows.iter().map(|row| all.speakers[*row as usize].role);
            offices.extend(roles.filter(|role| *role != 0).map(|role| (role, id as u32)));
        }
        offices.sort_unstable();
        offices.dedup();
        let mut found = Vec::new();
        for names in offices
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|names| (2..=MOST).contains(&names.len()))
        {
            for (i, (role, a)) in names.iter().enumerate() {
                let near =
                    |(_, b): &&(u64, u32)| is_near(&self.nodes[*a as usize].words, &self.nodes[*b as usize].words);
                let near = names[i + 1..].iter().filter(near);
                found.extend(near.filter(|_| self.is_office(*role, *a)).map(|(_, b)| (*a, *b)));
            }
        }
        // The same links whatever numbers the offices have.
        found.sort_unstable();
        found.dedup();
        for (a, b) in found {
            self.link_rarer(a, b, |deciding, (rarer, other), of| Reason::Slip {
                of,
                company: (deciding.likeness(rarer, other) * 100.0) as u32,
            });
        }
    }

    /// Whether a role that somebody of a name has is an office of few.
    fn is_office(&self, role: u64, id: u32) -> bool {
        let all = &self.evidence.all;
        let text = all.role_texts.get(&role);
        let is_kin = |text: &String| words_of(text).iter().any(|word| words::KIN.contains(&word_hash(word)));
        let mut rows = self.nodes[id as usize].rows.iter();
        let row = rows.find(|row| all.speakers[**row as usize].role == role);
        text.is_some_and(|text| !is_kin(text)) && row.is_some_and(|row| self.company.has_telling_role(*row))
    }
}
