//! Documents whose speakers are certain persons: found by the names in the index's dictionary that are theirs.

use tantivy::index::SegmentReader;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{BitSet, DocId, Score};

use super::explained::explain_score;
use super::postings;
use crate::index::analyzer::fold_value;
use crate::index::names;
use crate::query::condition::Speakers;

/// Articles and statements alike.
#[derive(Clone, Debug)]
pub struct SpeakersQuery {
    /// Its terms are [`names::facet_value`]s.
    field: Field,
    speakers: Speakers,
}

impl SpeakersQuery {
    pub fn new(field: Field, speakers: &Speakers) -> SpeakersQuery {
        SpeakersQuery {
            field,
            speakers: speakers.clone(),
        }
    }
}

impl Query for SpeakersQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for SpeakersQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let names = reader.inverted_index(self.field)?;
        let mut docs = BitSet::with_max_value(reader.max_doc());
        for key in self.speakers.keys() {
            // All names of one key stand together.
            let (from, to) = names::values_of(&fold_value(key));
            let mut found = names
                .terms()
                .range()
                .ge(from.as_bytes())
                .lt(to.as_bytes())
                .into_stream()?;
            while found.advance() {
                let Ok(value) = std::str::from_utf8(found.key()) else {
                    continue;
                };
                if !self.speakers.has(names::parts(value).1) {
                    continue;
                }
                postings::put_in(&mut docs, &names, found.value())?;
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "a speaker is one of the persons")
    }
}
