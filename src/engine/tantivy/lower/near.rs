//! Words near each other in any order, by their positions in the index.

use tantivy::Term;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::explained::explain_score;
use super::occurrences::STEPS;
use crate::deadline::{Deadline, Watch};

/// The documents in which all words stand with at most `between` others between the first and the last.
#[derive(Clone, Debug)]
pub struct NearQuery {
    terms: Vec<Term>,
    between: u32,
    until: Deadline,
}

impl NearQuery {
    pub fn new(field: Field, words: &[String], between: u32, until: &Deadline) -> NearQuery {
        let mut words: Vec<&String> = words.iter().collect();
        words.sort_unstable();
        words.dedup();
        NearQuery {
            terms: words
                .into_iter()
                .map(|word| Term::from_field_text(field, word))
                .collect(),
            between,
            until: until.clone(),
        }
    }
}

impl Query for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled {
                statistics_provider, ..
            } => Some(Bm25Weight::for_terms(statistics_provider, &self.terms)?),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(NearWeight {
            query: self.clone(),
            bm25,
        }))
    }
}

struct NearWeight {
    query: NearQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut postings = Vec::with_capacity(self.query.terms.len());
        for term in &self.query.terms {
            let index = reader.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push(found),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        postings.sort_by_key(SegmentPostings::size_hint);
        // A near pair is worth about as much as the words themselves.
        let score = self.bm25.as_ref().map_or(1.0, |bm25| bm25.max_score() * 0.5);
        let mut near = Near {
            last: Vec::with_capacity(postings.len()),
            postings,
            between: self.query.between,
            positions: Vec::new(),
            buffer: Vec::new(),
            doc: 0,
            watch: self.query.until.every(STEPS),
        };
        near.settle(0);
        Ok(Box::new(ConstScorer::new(near, boost * score)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the words stand near each other")
    }
}

struct Near {
    /// The rarest first.
    postings: Vec<SegmentPostings>,
    between: u32,
    /// Positions in the document at hand, and whose they are.
    positions: Vec<(u32, usize)>,
    buffer: Vec<u32>,
    /// Where each word stood last.
    last: Vec<Option<u32>>,
    doc: DocId,
    watch: Watch,
}

impl Near {
    /// To the first document from `target` on that fits.
    fn settle(&mut self, target: DocId) -> DocId {
        let mut target = target;
        'documents: loop {
            let mut at = self.postings[0].doc();
            if at < target {
                at = self.postings[0].seek(target);
            }
            for other in &mut self.postings[1..] {
                if at == TERMINATED {
                    break;
                }
                let mut found = other.doc();
                if found < at {
                    found = other.seek(at);
                }
                if found != at {
                    target = found;
                    continue 'documents;
                }
            }
            self.doc = at;
            if at == TERMINATED || self.fits() {
                return at;
            }
            target = if self.watch.step() { TERMINATED } else { at + 1 };
        }
    }

    fn fits(&mut self) -> bool {
        let count = self.postings.len();
        // A word is always near itself.
        if count == 1 {
            return true;
        }
        self.positions.clear();
        for (which, postings) in self.postings.iter_mut().enumerate() {
            postings.positions(&mut self.buffer);
            self.positions
                .extend(self.buffer.iter().map(|position| (*position, which)));
        }
        self.positions.sort_unstable();
        let widest = count as u32 + self.between;
        let last = &mut self.last;
        last.clear();
        last.resize(count, None);
        self.positions.iter().any(|(position, which)| {
            last[*which] = Some(*position);
            let first = last.iter().copied().min().flatten();
            first.is_some_and(|first| position + 1 - first <= widest)
        })
    }
}

impl DocSet for Near {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.settle(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.postings[0].size_hint()
    }
}
