//! Articles by the path of their file: found among the paths of the index's dictionary.

use tantivy::index::SegmentReader;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{BitSet, DocId, Score};

use super::explained::explain_score;
use super::postings;
use crate::query::condition::PathPattern;

/// The articles whose path is like a pattern.
#[derive(Clone, Debug)]
pub struct PathQuery {
    field: Field,
    pattern: PathPattern,
}

impl PathQuery {
    pub fn new(field: Field, pattern: &PathPattern) -> PathQuery {
        PathQuery {
            field,
            pattern: pattern.clone(),
        }
    }
}

impl Query for PathQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PathQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let paths = reader.inverted_index(self.field)?;
        let mut docs = BitSet::with_max_value(reader.max_doc());
        let mut found = paths.terms().stream()?;
        while found.advance() {
            let Ok(path) = std::str::from_utf8(found.key()) else {
                continue;
            };
            if !self.pattern.is_match(path) {
                continue;
            }
            postings::put_in(&mut docs, &paths, found.value())?;
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the path is like the pattern")
    }
}
