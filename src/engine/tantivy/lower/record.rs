//! What the index cannot decide, checked on the stored article itself.

use std::sync::Arc;

use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::document::TantivyDocument;
use tantivy::schema::{Field, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::explained::explain_score;
use super::occurrences::STEPS;
use crate::deadline::{Deadline, Watch};
use crate::index::schema::Columns;
use crate::index::stored;
use crate::query::Condition;
use crate::query::matching::Reading;

/// Blocks of stored articles that are kept unpacked.
const BLOCKS: usize = 4;

/// Those of the candidates of whose stored article a condition holds.
#[derive(Debug)]
pub struct RecordQuery {
    candidates: Box<dyn Query>,
    test: Arc<Test>,
}

#[derive(Debug)]
struct Test {
    record: Field,
    condition: Condition,
    until: Deadline,
}

impl RecordQuery {
    pub fn new(candidates: Box<dyn Query>, columns: &Columns, condition: &Condition, until: &Deadline) -> RecordQuery {
        RecordQuery {
            candidates,
            test: Arc::new(Test {
                record: columns.record,
                condition: condition.clone(),
                until: until.clone(),
            }),
        }
    }
}

impl Clone for RecordQuery {
    fn clone(&self) -> RecordQuery {
        RecordQuery {
            candidates: self.candidates.box_clone(),
            test: self.test.clone(),
        }
    }
}

impl Query for RecordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(RecordWeight {
            candidates: self.candidates.weight(scoring)?,
            test: self.test.clone(),
        }))
    }
}

struct RecordWeight {
    candidates: Box<dyn Weight>,
    test: Arc<Test>,
}

impl Weight for RecordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut records = Records {
            candidates: self.candidates.scorer(reader, boost)?,
            store: reader.get_store_reader(BLOCKS)?,
            watch: self.test.until.every(STEPS),
            test: self.test.clone(),
        };
        records.settle();
        Ok(Box::new(records))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the stored article fits")
    }
}

struct Records {
    candidates: Box<dyn Scorer>,
    store: StoreReader,
    watch: Watch,
    test: Arc<Test>,
}

impl Records {
    /// Whether the article fits. One that cannot be read fits nothing here; whoever reads it next says that it is damaged.
    fn holds(&self, doc: DocId) -> bool {
        let Ok(document) = self.store.get::<TantivyDocument>(doc) else {
            return false;
        };
        let bytes = document.get_first(self.test.record).and_then(|value| value.as_bytes());
        let article = bytes.and_then(stored::decode);
        article.is_some_and(|article| Reading::new(&article, None).holds(&self.test.condition))
    }

    /// To the first of the candidates from here on that fits.
    fn settle(&mut self) -> DocId {
        let mut doc = self.candidates.doc();
        while doc != TERMINATED && !self.holds(doc) {
            doc = match self.watch.step() {
                true => self.candidates.seek(TERMINATED),
                false => self.candidates.advance(),
            };
        }
        doc
    }
}

impl DocSet for Records {
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

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }

    fn cost(&self) -> u64 {
        // To read an article costs as much as to step over very many postings.
        self.candidates.cost().saturating_mul(200)
    }
}

impl Scorer for Records {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
