//! Documents that a query finds and a look at each keeps.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, TERMINATED};

/// What is looked at.
pub trait Check: Send + 'static {
    /// Whether a candidate is kept. Candidates come in their order.
    fn keeps(&mut self, doc: DocId) -> bool;

    /// Whether nobody waits for more. Asked once for each candidate that is not kept.
    fn is_over(&mut self) -> bool {
        false
    }

    /// What a look costs, in steps over a posting.
    const COST: u64;
}

/// Those of the candidates that are kept.
pub struct Checked<C> {
    candidates: Box<dyn Scorer>,
    check: C,
}

impl<C: Check> Checked<C> {
    pub fn new(candidates: Box<dyn Scorer>, check: C) -> Checked<C> {
        let mut checked = Checked { candidates, check };
        checked.settle();
        checked
    }

    /// To the first of the candidates from here on that is kept.
    fn settle(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !self.check.keeps(doc) {
            doc = match self.check.is_over() {
                true => self.candidates.seek(TERMINATED),
                false => self.candidates.advance(),
            };
        }
        doc
    }
}

impl<C: Check> DocSet for Checked<C> {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.candidates.doc() < target {
            self.candidates.seek(target);
            self.settle();
        }
        self.candidates.doc()
    }

    /// Looks at this one candidate, not for the next that is kept.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        match self.candidates.seek_danger(target) {
            SeekDangerResult::Found if !self.check.keeps(target) => SeekDangerResult::SeekLowerBound(target + 1),
            result => result,
        }
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    fn cost(&self) -> u64 {
        self.candidates.cost().saturating_mul(C::COST)
    }
}

impl<C: Check> Scorer for Checked<C> {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
