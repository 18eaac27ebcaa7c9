//! Who is speaking, carried from sentence to sentence.

use std::ops::Range;

use super::Scene;
use super::attribute::Attribution;
use super::cues::{CueKind, Part};
use super::description::in_description;
use super::indirect::quotation_at;
use super::marks::Quoted;
use super::owner::is_owner;
use super::stretch::CONNECTS;
use super::subject::{REACH, is_oblique, mentions_in, of_role};
use crate::extract::names::MentionKind;

#[derive(Default)]
pub struct Focus {
    /// Speakers are carried on: see [`super::cues::has_own`].
    carries: bool,
    /// The speaker of the last statement, and its sentence.
    speaker: Option<(Attribution, usize)>,
    /// The person whom the last sentence with one is about, and that sentence.
    subject: Option<(u32, usize)>,
    /// Of each person, whether a word of saying stood with them: those whom only the story is about do not take
    /// the word from a speaker.
    talks: Vec<bool>,
}

/// Sentences for which a speaker goes on speaking although others are named.
const HOLDS: usize = 2;

/// Sentences for which the one whom a sentence was about may speak without being named.
const LINGERS: usize = 3;

/// Sentences after which nobody is speaking any more.
const FORGETS: usize = 12;

impl Focus {
    pub fn new(carries: bool) -> Focus {
        Focus {
            carries,
            ..Focus::default()
        }
    }

    /// A new sentence begins: the first person that it names outside quotations is its subject.
    pub fn enter(&mut self, scene: &Scene, number: usize, sentence: &Range<usize>, quoted: &[Quoted]) {
        // `Menurutnya, Budi tahu.`: whom a statement is about does not make it.
        let first = sentence.start..sentence.end.min(sentence.start + CONNECTS);
        if first
            .filter_map(|i| scene.cues.get(scene.doc.tokens[i].key))
            .any(|kind| kind == CueKind::AccordingSelf)
        {
            return;
        }
        let opening = sentence.start..sentence.end.min(sentence.start + REACH);
        let subject = mentions_in(scene, opening).find(|m| {
            let start = m.tokens.start as usize;
            let next = quoted.partition_point(|q| q.outer.end <= start);
            let inside = quoted.get(next).is_some_and(|q| q.outer.contains(&start));
            m.person.is_some()
                && m.kind != MentionKind::Role
                && !inside
                && !is_oblique(scene, m.extent.start as usize)
                && !is_owner(scene, m)
                && !in_description(scene, m, sentence.start)
        });
        if let Some(mention) = subject
            && (mention.extent.start as usize) < sentence.start + 10
            && let Some(person) = mention.person
        {
            self.subject = Some((person, number));
            // `Wali Kota Budi Santoso sudah menutup pasar.`, `Salah satunya adalah pengamat Siti.`: who comes in with an office
            // comes to speak.
            let start = mention.extent.start as usize;
            let introduced = (start == sentence.start || matches!(scene.doc.text(start - 1), "adalah" | "ialah"))
                && mention.kind == MentionKind::Name
                && (mention.role.is_some() || mention.extent.end > mention.tokens.end);
            if introduced || scene.cues.turns {
                self.talks(person);
            }
        }
    }

    /// A sentence ends: where it tells that many whom nobody names say something, what follows is theirs: `Begini komentar warganet`.
    pub fn leave(&mut self, scene: &Scene, number: usize, sentence: &Range<usize>, quoted: &[Quoted]) {
        if self.spoke(number).is_some() {
            return;
        }
        let nobody = sentence
            .clone()
            .find(|i| scene.cues.is(scene.doc.tokens[*i].key, Part::NOBODY));
        if let Some(i) = nobody.filter(|i| quotation_at(quoted, *i).is_none_or(|q| !q.outer.contains(i))) {
            self.speaks(&of_role(scene, i..i + 1, i), number);
        }
    }

    /// A word of saying stands with that person, although it brings no statement: `Budi menanggapi hal itu`.
    pub fn talks(&mut self, person: u32) {
        let person = person as usize;
        if self.talks.len() <= person {
            self.talks.resize(person + 1, false);
        }
        self.talks[person] = true;
    }

    pub fn speaks(&mut self, attribution: &Attribution, number: usize) {
        if let Some(person) = attribution.person {
            self.talks(person);
        }
        if attribution.person.is_some() || attribution.role.is_some() {
            // Of several who spoke together the last goes on.
            let speaker = Attribution {
                also: Vec::new(),
                ..attribution.clone()
            };
            self.speaker = Some((speaker, number));
        }
    }

    /// Nobody who is known speaks any more: `it said`.
    pub fn silence(&mut self) {
        self.speaker = None;
        self.subject = None;
    }

    /// Who spoke in a sentence.
    pub fn spoke(&self, number: usize) -> Option<Attribution> {
        let (attribution, at) = self.speaker.as_ref()?;
        (*at == number).then(|| attribution.clone())
    }

    /// Whom a description means that names nobody: the one whom the last sentences were about.
    pub fn described(&self, number: usize) -> Attribution {
        let subject = self.subject.filter(|(_, at)| self.carries && number <= at + LINGERS);
        match subject {
            Some((person, _)) => Attribution {
                person: Some(person),
                ..Attribution::default()
            },
            None => self.current(number),
        }
    }

    /// The one who is speaking: the last speaker, or a person who has come to the fore since.
    pub fn current(&self, number: usize) -> Attribution {
        if !self.carries {
            return Attribution::default();
        }
        let speaker = self.speaker.as_ref().filter(|(_, at)| number <= at + FORGETS);
        let subject = self.subject.filter(|(_, at)| number <= at + LINGERS);
        match (speaker, subject) {
            (Some((speaker, spoke)), Some((person, named)))
                if named > *spoke
                    && number > spoke + HOLDS
                    && (speaker.person.is_none() || self.talks.get(person as usize) == Some(&true)) =>
            {
                Attribution {
                    person: Some(person),
                    ..Attribution::default()
                }
            }
            (Some((speaker, _)), _) => speaker.clone(),
            (None, Some((person, _))) => Attribution {
                person: Some(person),
                ..Attribution::default()
            },
            (None, None) => Attribution::default(),
        }
    }
}
