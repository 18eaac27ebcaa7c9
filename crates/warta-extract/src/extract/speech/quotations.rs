//! The direct quotations of an article while its sentences are gone through.

use super::attribute;
use super::attribution::Attribution;
use super::marks::Quoted;
use super::scene::Scene;
use super::stage::Stage;
use super::statement::{Statement, statement};
use crate::article::QuoteKind;

pub struct Quotations<'q> {
    /// In order.
    pub all: &'q [Quoted],
    /// Those before it have their speaker.
    next: usize,
    /// Who said the last one.
    before: Option<Attribution>,
}

impl<'q> Quotations<'q> {
    pub fn new(all: &'q [Quoted]) -> Quotations<'q> {
        Quotations {
            all,
            next: 0,
            before: None,
        }
    }

    /// Attributes those that end before token `end`, in sentence `number`, where their cue most often stands.
    #[inline]
    pub fn attribute(
        &mut self,
        scene: &Scene,
        end: usize,
        number: usize,
        stage: &mut Stage,
        found: &mut Vec<Statement>,
    ) {
        while self.all.get(self.next).is_some_and(|one| one.outer.end <= end) {
            self.attribute_next(scene, number, stage, found);
        }
    }

    fn attribute_next(&mut self, scene: &Scene, number: usize, stage: &mut Stage, found: &mut Vec<Statement>) {
        let one = &self.all[self.next];
        let attribution = attribute::of_quotation(scene, self.all, self.next, stage, self.before.as_ref());
        stage.speaks(&attribution, number);
        if scene.grammar().subject_may_follow_verb
            && attribution.cue.is_some()
            && attribution.person.is_none()
            && attribution.role.is_none()
        {
            stage.silence();
        }
        self.before = Some(attribution.clone());
        found.push(statement(&one.inner, QuoteKind::Direct, attribution));
        self.next += 1;
    }
}
