//! One word several times in a row, as Indonesian doubles words (`orang-orang`): its positions are read once, not once for each time.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, TERMINATED, Term};

use super::explained::explain_score;
use super::occurrences::STEPS;
use crate::deadline::{Deadline, Watch};

/// The documents in which a word stands `times` times in a row; scored as the phrase that it is.
#[derive(Clone, Debug)]
pub struct DoubledQuery {
    term: Term,
    times: u32,
    until: Deadline,
}

impl DoubledQuery {
    /// `None` where the words are not one word, twice or more often.
    pub fn of(field: Field, words: &[String], until: &Deadline) -> Option<DoubledQuery> {
        let (first, others) = words.split_first()?;
        let is_one = !others.is_empty() && others.iter().all(|word| word == first);
        is_one.then(|| DoubledQuery {
            term: Term::from_field_text(field, first),
            times: words.len() as u32,
            until: until.clone(),
        })
    }
}

impl Query for DoubledQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let terms = vec![self.term.clone(); self.times as usize];
        let bm25 = match scoring {
            EnableScoring::Enabled {
                statistics_provider, ..
            } => Some(Bm25Weight::for_terms(statistics_provider, &terms)?),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(DoubledWeight {
            query: self.clone(),
            bm25,
        }))
    }
}

struct DoubledWeight {
    query: DoubledQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for DoubledWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let term = &self.query.term;
        let index = reader.inverted_index(term.field())?;
        let Some(postings) = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let scored = match &self.bm25 {
            Some(bm25) => Some((bm25.boost_by(boost), reader.get_fieldnorms_reader(term.field())?)),
            None => None,
        };
        let mut doubled = Doubled {
            postings,
            times: self.query.times,
            scored,
            positions: Vec::new(),
            count: 0,
            doc: 0,
            watch: self.query.until.every(STEPS),
        };
        doubled.settle();
        Ok(Box::new(doubled))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the word stands several times in a row")
    }
}

struct Doubled {
    postings: SegmentPostings,
    times: u32,
    /// What scores, and the lengths of the fields.
    scored: Option<(Bm25Weight, FieldNormReader)>,
    /// Of the word in the document at hand.
    positions: Vec<u32>,
    /// How often it stands there so many times in a row; where nothing is scored, whether it does.
    count: u32,
    doc: DocId,
    watch: Watch,
}

impl Doubled {
    /// To the first document from the one at hand on that fits.
    fn settle(&mut self) -> DocId {
        self.doc = self.postings.doc();
        while self.doc != TERMINATED {
            if self.watch.step() {
                self.doc = TERMINATED;
                break;
            }
            if self.postings.term_freq() >= self.times {
                self.postings.positions(&mut self.positions);
                self.count = in_a_row(&self.positions, self.times, self.scored.is_some());
                if self.count > 0 {
                    break;
                }
            }
            self.doc = self.postings.advance();
        }
        self.doc
    }
}

/// At how many places as many positions follow each other; with `all` false, 1 if at any.
fn in_a_row(positions: &[u32], times: u32, all: bool) -> u32 {
    let (mut count, mut run, mut before) = (0, 0, None);
    for position in positions {
        run = match before {
            Some(before) if before + 1 == *position => run + 1,
            _ => 1,
        };
        before = Some(*position);
        if run >= times {
            count += 1;
            if !all {
                break;
            }
        }
    }
    count
}

impl DocSet for Doubled {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.postings.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.postings.seek(target);
            return self.settle();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }

    fn cost(&self) -> u64 {
        // To read positions costs as much as to step over many postings.
        u64::from(self.size_hint()).saturating_mul(20)
    }
}

impl Scorer for Doubled {
    fn score(&mut self) -> Score {
        match &self.scored {
            Some((bm25, lengths)) => bm25.score(lengths.fieldnorm_id(self.doc), self.count),
            None => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_a_phrase_counts_them() {
        assert_eq!(in_a_row(&[3, 4, 9, 11, 12, 13], 2, true), 3);
        assert_eq!(in_a_row(&[3, 4, 9, 11, 12, 13], 3, true), 1);
        assert_eq!(in_a_row(&[3, 4, 9, 11, 12, 13], 2, false), 1);
        assert_eq!(in_a_row(&[3, 5, 7], 2, true), 0);
        assert_eq!(in_a_row(&[], 2, true), 0);
    }

    #[test]
    fn only_one_word_is_doubled() {
        let of = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            DoubledQuery::of(Field::from_field_id(0), &words, &Deadline::none()).map(|query| query.times)
        };
        assert_eq!(of(&["orang", "orang"]), Some(2));
        assert_eq!(of(&["orang", "orang", "orang"]), Some(3));
        assert_eq!(of(&["orang", "besar"]), None);
        assert_eq!(of(&["orang"]), None);
        assert_eq!(of(&[]), None);
    }
}
