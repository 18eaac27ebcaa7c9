//! Values exactly as they are written. The index finds values in any case; the column has each as it is.

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score};

use super::checked::{Check, Checked};
use super::explained::explain_score;

/// Those of the candidates that have a value in a column exactly so.
#[derive(Debug)]
pub struct VerbatimQuery {
    candidates: Box<dyn Query>,
    column: String,
    value: String,
}

impl VerbatimQuery {
    pub fn new(candidates: Box<dyn Query>, column: &str, value: &str) -> VerbatimQuery {
        VerbatimQuery {
            candidates,
            column: column.to_owned(),
            value: value.to_owned(),
        }
    }
}

impl Clone for VerbatimQuery {
    fn clone(&self) -> VerbatimQuery {
        VerbatimQuery::new(self.candidates.box_clone(), &self.column, &self.value)
    }
}

impl Query for VerbatimQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(VerbatimWeight {
            candidates: self.candidates.weight(scoring)?,
            column: self.column.clone(),
            value: self.value.clone(),
        }))
    }
}

struct VerbatimWeight {
    candidates: Box<dyn Weight>,
    column: String,
    value: String,
}

impl Weight for VerbatimWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column: Option<StrColumn> = reader.fast_fields().str(&self.column)?;
        let Some(column) = column else {
            return Ok(Box::new(EmptyScorer));
        };
        let Some(value) = column.dictionary().term_ord(self.value.as_bytes())? else {
            return Ok(Box::new(EmptyScorer));
        };
        let verbatim = Verbatim {
            values: column.ords().clone(),
            value,
        };
        let verbatim = Checked::new(self.candidates.scorer(reader, 1.0)?, verbatim);
        Ok(Box::new(ConstScorer::new(verbatim, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the value is written so")
    }
}

struct Verbatim {
    values: Column<u64>,
    /// The number of the value in the column's dictionary.
    value: u64,
}

impl Check for Verbatim {
    fn keeps(&mut self, doc: DocId) -> bool {
        self.values.values_for_doc(doc).any(|value| value == self.value)
    }

    const COST: u64 = 1;
}
