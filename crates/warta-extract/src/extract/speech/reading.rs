//! An article while its sentences are gone through: who is on stage, and what was found to be said.

use super::attribute;
use super::attribution::Attribution;
use super::decision::Decision;
use super::evidence::Evidence;
use super::marks::Quoted;
use super::scene::Scene;
use super::stage::Stage;
use super::statement::{Statement, statement};
use crate::article::QuoteKind;

pub struct Reading<'q> {
    /// The direct quotations, in order.
    pub quoted: &'q [Quoted],
    /// Those before it have their speaker.
    next: usize,
    /// Who said the last one.
    before: Option<Attribution>,
    pub stage: Stage,
    pub found: Vec<Statement>,
}

impl<'q> Reading<'q> {
    pub fn new(quoted: &'q [Quoted], stage: Stage) -> Reading<'q> {
        Reading {
            quoted,
            next: 0,
            before: None,
            stage,
            found: Vec::new(),
        }
    }

    /// Attributes the quotations that end before token `end`, in sentence `number`, where their cue most often stands.
    #[inline]
    pub fn attribute(&mut self, scene: &Scene, end: usize, number: usize) {
        while self.quoted.get(self.next).is_some_and(|one| one.outer.end <= end) {
            self.attribute_next(scene, number);
        }
    }

    fn attribute_next(&mut self, scene: &Scene, number: usize) {
        let one = &self.quoted[self.next];
        let attribution = attribute::of_quotation(scene, self.quoted, self.next, &self.stage, self.before.as_ref());
        let attribution = or_words_before(attribution, scene, one.outer.start, &self.found);
        self.stage.speaks(&attribution, number);
        if scene.grammar().subject_may_follow_verb
            && attribution.cue.is_some()
            && attribution.person.is_none()
            && attribution.role.is_none()
        {
            self.stage.silence();
        }
        self.before = Some(attribution.clone());
        self.found.push(statement(&one.inner, QuoteKind::Direct, attribution));
        self.next += 1;
    }
}

/// The attribution of what begins with a mark; where it has no person, that of the words right before the mark.
pub fn or_words_before(attribution: Attribution, scene: &Scene, mark: usize, found: &[Statement]) -> Attribution {
    if attribution.person.is_some() {
        return attribution;
    }
    said_up_to(scene, mark, found).unwrap_or(attribution)
}

/// Whoever said the words right before a mark: `Colby called the pier a "ruin of the coast" and left`.
fn said_up_to(scene: &Scene, mark: usize, found: &[Statement]) -> Option<Attribution> {
    let same = |s: &&Statement| scene.doc.sentence_of(s.tokens.start) == scene.doc.sentence_of(mark);
    let touches = |s: &&Statement| s.kind != QuoteKind::Direct && s.tokens.end <= mark && mark <= s.tokens.end + 1;
    let before = found
        .iter()
        .rev()
        .take(8)
        .find(|s| touches(s) && same(s) && s.person.is_some())?;
    Some(Attribution {
        person: before.person,
        also: before.also.clone(),
        role: before.role.clone(),
        cue: None,
        decision: Decision::of(Evidence::WordsBefore),
    })
}
