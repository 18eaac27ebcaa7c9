//! Conditions that the index cannot decide, such as words in one sentence: the index finds the candidates, and each is read.

use std::sync::Arc;

use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::document::TantivyDocument;
use tantivy::schema::{Field, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, TERMINATED};

use crate::index::decode_article;
use crate::query::condition::Condition;
use crate::query::matching::Reading;

/// Those of the candidates of which the condition holds.
#[derive(Debug)]
pub struct VerifiedQuery {
    candidates: Box<dyn Query>,
    condition: Arc<Condition>,
    record: Field,
}

impl VerifiedQuery {
    pub fn new(candidates: Box<dyn Query>, condition: Condition, record: Field) -> VerifiedQuery {
        VerifiedQuery {
            candidates,
            condition: Arc::new(condition),
            record,
        }
    }
}

impl Clone for VerifiedQuery {
    fn clone(&self) -> VerifiedQuery {
        VerifiedQuery {
            candidates: self.candidates.box_clone(),
            condition: self.condition.clone(),
            record: self.record,
        }
    }
}

impl Query for VerifiedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(VerifiedWeight {
            candidates: self.candidates.weight(scoring)?,
            condition: self.condition.clone(),
            record: self.record,
        }))
    }
}

struct VerifiedWeight {
    candidates: Box<dyn Weight>,
    condition: Arc<Condition>,
    record: Field,
}

impl Weight for VerifiedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut verified = Verified {
            candidates: self.candidates.scorer(reader, boost)?,
            condition: self.condition.clone(),
            record: self.record,
            // Candidates come in order: the block at hand is the one that is needed next.
            store: reader.get_store_reader(2)?,
        };
        verified.settle();
        Ok(Box::new(verified))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        super::explain_score(self, reader, doc, "found in the text")
    }
}

struct Verified {
    candidates: Box<dyn Scorer>,
    condition: Arc<Condition>,
    record: Field,
    store: StoreReader,
}

impl Verified {
    fn fits(&self, doc: DocId) -> bool {
        let Ok(document) = self.store.get::<TantivyDocument>(doc) else {
            return false;
        };
        let article = document
            .get_first(self.record)
            .and_then(|value| value.as_bytes().and_then(decode_article));
        article.is_some_and(|article| Reading::new(&article).holds(&self.condition))
    }

    fn settle(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !self.fits(doc) {
            doc = self.candidates.advance();
        }
        doc
    }
}

impl DocSet for Verified {
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

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        match self.candidates.seek_danger(target) {
            SeekDangerResult::Found if !self.fits(target) => SeekDangerResult::SeekLowerBound(target + 1),
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
        // To read a text costs as much as to step over many postings.
        self.candidates.cost().saturating_mul(1000)
    }
}

impl Scorer for Verified {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
