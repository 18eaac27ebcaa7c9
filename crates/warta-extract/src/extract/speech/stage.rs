//! Who is on stage: who can be speaking where no name says so, and what speaks for each.

use std::ops::Range;

use super::attribution::{Attribution, of_role};
use super::cues::{Besides, CueKind};
use super::decision::{Decision, Rival};
use super::description::in_description;
use super::evidence::{Evidence, MARGIN, Why, spoke_long_ago};
use super::marks::{Quoted, quotation_at};
use super::owner::is_owner;
use super::scene::{REACH, Scene, is, is_oblique, mentions_in};
use super::stretch::CONNECTS;
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::Shape;

/// Who can be speaking at a place of the article: who spoke last, whom the sentences since are about, who is yet to be named.
#[derive(Default)]
pub struct Stage {
    /// Speakers are carried on: see [`super::cues::has_own`].
    carries: bool,
    /// The speaker of the last statement, and its sentence.
    speaker: Option<(Attribution, usize)>,
    /// The person whom the last sentence with one is about, and that sentence.
    subject: Option<(u32, usize)>,
    /// The same, wherever what stands between marks moved that sentence.
    about: Option<(u32, usize)>,
    /// The person who came in with an office last, and the sentence that brought them in.
    newcomer: Option<(u32, usize)>,
    /// Of each person, whether a word of saying stood with them: those whom only the story is about do not take
    /// the word from a speaker.
    talks: Vec<bool>,
    /// Of each person, whether they are told to be dead.
    dead: Vec<bool>,
    /// The last of them who has a name.
    named: Option<(Attribution, usize)>,
    /// Many whom nobody names, and the sentence that told of what they say.
    crowd: Option<(Attribution, usize)>,
    /// The first person of the article, and the sentence that names them.
    first: Option<(u32, usize)>,
}

/// Sentences for which the one whom a sentence was about may speak without being named.
const LINGERS: usize = 3;

/// Tokens behind a name to the verb that tells of a death.
const DIES_WITHIN: usize = 3;

/// Sentences after which nobody is speaking any more.
const FORGETS: usize = 12;

/// Sentences behind a statement within which whoever opens the article with it is named.
const NAMED_SOON: usize = 6;

impl Stage {
    pub fn new(scene: &Scene, carries: bool) -> Stage {
        let first = mentions_in(scene, scene.skip..scene.doc.tokens.len()).find(|m| m.person.is_some());
        Stage {
            carries,
            first: first.and_then(|m| Some((m.person?, scene.doc.sentence_of(m.tokens.start as usize)))),
            ..Stage::default()
        }
    }

    /// A new sentence begins: the first person that it names outside quotations is its subject.
    pub fn enter(&mut self, scene: &Scene, number: usize, sentence: &Range<usize>, quoted: &[Quoted]) {
        // `Menurutnya, Budi tahu.`: whom a statement is about does not make it.
        let first = sentence.start..sentence.end.min(sentence.start + CONNECTS);
        if first
            .filter_map(|i| scene.cues.get(&scene.doc.tokens[i]))
            .any(|kind| kind == CueKind::AccordingSelf)
        {
            return;
        }
        // What stands between marks tells of nobody else, and does not make whom the sentences before are about be forgotten.
        let within = quotation_at(quoted, sentence.start).is_some_and(|q| q.outer.contains(&sentence.start));
        let since = self.speaker.as_ref().map(|(_, spoke)| *spoke);
        if within {
            for (_, at) in [&mut self.subject, &mut self.newcomer].into_iter().flatten() {
                *at += usize::from(since.is_none_or(|since| *at > since));
            }
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
            self.about = self.subject;
            let (start, end) = (mention.extent.start as usize, mention.extent.end as usize);
            let dies = |i: usize| is(scene, i, Besides::DIES);
            if (end..sentence.end.min(end + DIES_WITHIN)).any(dies) || start > sentence.start && dies(start - 1) {
                self.dies(person);
            }
            // `Wali Kota Budi Santoso sudah menutup pasar.`, `Salah satunya adalah pengamat Siti.`: who comes in with an office
            // comes to speak.
            // A name may begin before its sentence does, at the beginning of the text too.
            let is_behind_copula = || start > 0 && matches!(scene.doc.text(start - 1), "adalah" | "ialah");
            let opens = start == sentence.start || is_presented(scene, sentence, mention);
            let introduced = (opens || is_behind_copula())
                && mention.kind == MentionKind::Name
                && (mention.role.is_some() || mention.extent.end > mention.tokens.end);
            if introduced && opens && self.talks.get(person as usize) != Some(&true) {
                self.newcomer = Some((person, number));
            }
            if introduced || scene.grammar().subject_may_follow_verb {
                self.talks(person);
            }
        }
    }

    /// A sentence ends: where it tells that many whom nobody names say something, what follows is theirs: `Begini komentar warganet`.
    pub fn leave(&mut self, scene: &Scene, number: usize, sentence: &Range<usize>, quoted: &[Quoted]) {
        if self.spoke(number).is_some() {
            return;
        }
        if let Some(person) = presented(scene, sentence) {
            self.subject = Some((person, number));
            self.talks(person);
        }
        let nobody = sentence
            .clone()
            .find(|i| scene.cues.is(&scene.doc.tokens[*i], Besides::NOBODY));
        if let Some(i) = nobody.filter(|i| quotation_at(quoted, *i).is_none_or(|q| !q.outer.contains(i))) {
            self.crowd = Some((
                Attribution {
                    cue: None,
                    decision: Decision::of(Evidence::Crowd),
                    ..of_role(scene, i..i + 1, i)
                },
                number,
            ));
        }
    }

    /// The story tells that the person is dead: `Budi tewas`, `mendiang Budi`.
    fn dies(&mut self, person: u32) {
        let person = person as usize;
        if self.dead.len() <= person {
            self.dead.resize(person + 1, false);
        }
        self.dead[person] = true;
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
        if attribution.decision.why.has(Evidence::Crowd) {
            return;
        }
        if let Some(person) = attribution.person {
            self.talks(person);
        }
        if attribution.person.is_some() || attribution.role.is_some() {
            // Of several who spoke together the last goes on.
            let speaker = Attribution {
                also: Vec::new(),
                ..attribution.clone()
            };
            if speaker.person.is_some() {
                self.named = Some((speaker.clone(), number));
            }
            self.speaker = Some((speaker, number));
        }
    }

    /// The last speaker with a name, behind whom an organisation may have spoken: `she` is not the Fund.
    pub fn last_named(&self, number: usize) -> Attribution {
        let named = self.named.as_ref().filter(|(_, spoke)| number <= spoke + FORGETS);
        named.map_or_else(Attribution::default, |(named, _)| {
            carried(named, Decision::of(Evidence::SpokeLast))
        })
    }

    /// Nobody who is known speaks any more: `it said`.
    pub fn silence(&mut self) {
        self.speaker = None;
        self.subject = None;
        self.about = None;
    }

    /// Who spoke in a sentence.
    pub fn spoke(&self, number: usize) -> Option<Attribution> {
        let (attribution, at) = self.speaker.as_ref()?;
        (*at == number).then(|| attribution.clone())
    }

    /// The sentences since sentence `since` are about that person, and nobody has spoken in them.
    pub fn is_about(&self, person: u32, since: usize) -> bool {
        let silent = self.speaker.as_ref().is_none_or(|(_, spoke)| *spoke < since);
        silent && self.about.is_some_and(|(about, at)| about == person && at >= since)
    }

    /// Whom a description means that names nobody: the one whom the last sentences were about.
    pub fn described(&self, number: usize) -> Attribution {
        let subject = self.subject.filter(|(_, at)| self.carries && number <= at + LINGERS);
        match subject {
            Some((person, _)) => of_person(person, Decision::of(Evidence::Described)),
            None => self.current(number),
        }
    }

    /// Whose a quotation is that stands alone: whoever is speaking, or the crowd that was told of since.
    pub fn silent(&self, number: usize) -> Attribution {
        let since = self.speaker.as_ref().map(|(_, spoke)| *spoke);
        let crowd = self.crowd.as_ref();
        match crowd.filter(|(_, told)| since.is_none_or(|since| *told > since) && number <= told + FORGETS) {
            Some((crowd, _)) => crowd.clone(),
            None => self.near(number),
        }
    }

    /// Whose a quotation is with `katanya` behind it.
    pub fn speaking(&self, number: usize) -> Attribution {
        let near = self.near(number);
        let unknown = near.person.is_none() && near.role.is_none();
        // However long ago they spoke: nobody else does in the article.
        let alone = || self.speaker.is_some() && self.talks.iter().filter(|talks| **talks).count() == 1;
        match self.named.as_ref().filter(|_| unknown && alone()) {
            Some((named, _)) => carried(named, Decision::of(Evidence::SpokeLast)),
            None => near,
        }
    }

    /// The one who is speaking, or who opens the article and is named soon.
    fn near(&self, number: usize) -> Attribution {
        let current = self.current(number);
        match current.person.is_none() && current.role.is_none() {
            true => self.opening(number),
            false => current,
        }
    }

    /// The one who is speaking at sentence `number`, where no name says so: the candidate with the most evidence, if it leads by
    /// [`MARGIN`]; of equals the one who spoke last goes on.
    pub fn current(&self, number: usize) -> Attribution {
        if !self.carries {
            return Attribution::default();
        }
        let speaker = self.speaker.as_ref().filter(|(_, at)| number <= at + FORGETS);
        let subject = self.subject.filter(|(_, at)| number <= at + LINGERS);
        let spoke = speaker.map(|(speaker, spoke)| (speaker, self.of_speaker(speaker, *spoke, number)));
        let since = speaker.map(|(_, spoke)| *spoke);
        let named = subject.filter(|(_, named)| since.is_none_or(|since| *named > since));
        let named = named.map(|(person, _)| (person, self.of_subject(person, speaker, number)));
        match (spoke, named) {
            (Some((speaker, why)), Some((other, against))) if against.weight() < why.weight() + MARGIN => {
                let rival = Rival {
                    person: Some(other),
                    why: against,
                };
                carried(speaker, Decision::over(why, rival))
            }
            (Some((speaker, against)), Some((person, why))) => {
                let rival = Rival {
                    person: speaker.person,
                    why: against,
                };
                of_person(person, Decision::over(why, rival))
            }
            (None, Some((person, why))) => of_person(person, why.into()),
            (Some((speaker, why)), None) => carried(speaker, why.into()),
            (None, None) => Attribution::default(),
        }
    }

    /// What speaks for whoever spoke last.
    fn of_speaker(&self, speaker: &Attribution, spoke: usize, number: usize) -> Why {
        Why::of(Evidence::SpokeLast)
            .and(spoke_long_ago(spoke, number), Evidence::SpokeLongAgo)
            .and(speaker.person.is_none(), Evidence::Unnamed)
            .and(self.is_dead(speaker.person), Evidence::Dead)
    }

    /// What speaks for the one whom a sentence since is about.
    fn of_subject(&self, person: u32, speaker: Option<&(Attribution, usize)>, number: usize) -> Why {
        let newcomer = self
            .newcomer
            .filter(|newcomer| number <= newcomer.1 + 1 && self.subject == Some(*newcomer))
            .filter(|_| speaker.is_none_or(|(speaker, _)| speaker.person != Some(person)));
        Why::of(Evidence::NamedSince)
            .and(self.talks.get(person as usize) == Some(&true), Evidence::Talks)
            .and(newcomer.is_some(), Evidence::ComesIn)
            .and(self.is_dead(Some(person)), Evidence::Dead)
    }

    fn is_dead(&self, person: Option<u32>) -> bool {
        person.is_some_and(|person| self.dead.get(person as usize) == Some(&true))
    }

    /// A statement that opens the article is whoever's is named first behind it: `"Kami siap," katanya. Budi datang ...`
    fn opening(&self, number: usize) -> Attribution {
        let soon = self
            .first
            .filter(|(_, at)| self.carries && *at > number && *at <= number + NAMED_SOON);
        match soon.filter(|_| self.talks.is_empty()) {
            Some((person, _)) => of_person(person, Decision::of(Evidence::NamedNext)),
            None => Attribution::default(),
        }
    }
}

/// The most tokens of what connects a sentence with the one before it, up to its comma.
const CONNECTIVE: usize = 4;

/// `Sementara itu, ibu mangsa, Siti Rahma, ...`: behind what connects the sentence with the one before, an office and the name of its
/// bearer between commas, as somebody is presented who was not in the article.
fn is_presented(scene: &Scene, sentence: &Range<usize>, mention: &Mention) -> bool {
    let (doc, start, name) = (scene.doc, mention.extent.start as usize, mention.tokens.start as usize);
    let connects = (2..=CONNECTIVE).contains(&(start - sentence.start.min(start)))
        && doc.is_sign(start - 1, ",")
        && (sentence.start + 1..start - 1).all(|i| doc.tokens[i].shape == Shape::Lower);
    connects && (start..name).any(|i| doc.is_sign(i, ",")) && doc.is_sign(mention.tokens.end as usize, ",")
}

/// The most tokens of a sentence that presents whoever speaks next.
const PRESENTS: usize = 16;

/// Whom a short sentence presents at its end: `Salah satunya oleh Wakil Gubernur Budi Santosa.`
fn presented(scene: &Scene, sentence: &Range<usize>) -> Option<u32> {
    let last = mentions_in(scene, sentence.clone()).next_back()?;
    let start = last.extent.start as usize;
    let ends = last.extent.end as usize + 1 == sentence.end && scene.doc.is_sign(sentence.end - 1, ".");
    let agent = start > sentence.start
        && matches!(
            scene.doc.text(start - 1),
            "oleh" | "adalah" | "ialah" | "yaitu" | "yakni"
        );
    (sentence.len() <= PRESENTS && ends && agent && last.kind == MentionKind::Name)
        .then_some(last.person)
        .flatten()
}

fn of_person(person: u32, decision: Decision) -> Attribution {
    Attribution {
        person: Some(person),
        decision,
        ..Attribution::default()
    }
}

fn carried(speaker: &Attribution, decision: Decision) -> Attribution {
    Attribution {
        decision,
        ..speaker.clone()
    }
}
