//! Where a pattern stands in a document, by the positions in the index.

use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Term};

use super::like::{Like, LikeQuery};
use crate::query::condition::Pattern;
use crate::query::words::Forms;

/// After how many documents whose positions are read the clock is looked at.
pub const STEPS: u32 = 64;

/// Words in a row, or near each other: the numbers of the first and of the one behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    pub start: u32,
    pub end: u32,
    /// Which of the pattern's terms it is; see [`terms`].
    pub term: u16,
}

/// The terms that a pattern is made of: of a word, those that it is found by, the word as typed first; of several words, each. A
/// beginning or a spelling has its terms in the index alone.
pub fn terms(field: Field, pattern: &Pattern) -> Vec<Term> {
    let term = |word: &str| Term::from_field_text(field, word);
    match pattern {
        Pattern::Word { word, forms: false } => vec![term(word)],
        Pattern::Word { word, forms: true } => Forms::of(word).terms().iter().map(|form| term(form)).collect(),
        Pattern::Phrase(words) => words.iter().map(|word| term(word)).collect(),
        Pattern::Near { words, .. } => {
            let mut words: Vec<&String> = words.iter().collect();
            words.sort_unstable();
            words.dedup();
            words.into_iter().map(|word| term(word)).collect()
        }
        Pattern::Prefix(_) | Pattern::Fuzzy { .. } => Vec::new(),
    }
}

/// A pattern in a field of a segment. Documents must be asked for in order.
pub struct Occurrences {
    kind: Kind,
    buffer: Vec<u32>,
}

enum Kind {
    /// Any of these terms.
    Any(Vec<Option<SegmentPostings>>),
    /// Any of many terms: all that there is, in order, and how far it was asked for.
    Listed(Vec<(DocId, u32)>, usize),
    /// These terms in a row; nothing where one is missing in the segment.
    Row(Vec<SegmentPostings>),
    /// All of these terms within so many words.
    Near(Vec<SegmentPostings>, u32),
}

impl Occurrences {
    pub fn open(reader: &SegmentReader, field: Field, pattern: &Pattern) -> tantivy::Result<Occurrences> {
        let kind = match pattern {
            Pattern::Word { .. } => Kind::Any(postings(reader, field, pattern)?),
            Pattern::Phrase(_) => Kind::Row(all(postings(reader, field, pattern)?)),
            Pattern::Near { between, .. } => {
                let found = all(postings(reader, field, pattern)?);
                let widest = found.len() as u32 + between;
                Kind::Near(found, widest)
            }
            Pattern::Prefix(prefix) => Kind::Listed(listed(reader, field, Like::Prefix(prefix.clone()))?, 0),
            Pattern::Fuzzy { word, distance } => {
                let like = Like::Fuzzy {
                    word: word.clone(),
                    distance: *distance,
                };
                Kind::Listed(listed(reader, field, like)?, 0)
            }
        };
        Ok(Occurrences {
            kind,
            buffer: Vec::new(),
        })
    }

    /// Replaces what is in `out` by the occurrences in a document: starts and ends both ascend, and what holds of a stretch of words
    /// is whether one of them lies in it whole.
    pub fn find(&mut self, doc: DocId, out: &mut Vec<Occurrence>) {
        out.clear();
        match &mut self.kind {
            Kind::Any(terms) => {
                let mut met = 0;
                for (i, postings) in terms.iter_mut().enumerate() {
                    let Some(postings) = postings else { continue };
                    if positions(postings, doc, &mut self.buffer) {
                        met += 1;
                        out.extend(self.buffer.iter().map(|at| Occurrence {
                            start: *at,
                            end: at + 1,
                            term: i as u16,
                        }));
                    }
                }
                // Those of one term are in order.
                if met > 1 {
                    out.sort_unstable();
                }
            }
            Kind::Listed(list, from) => {
                *from += list[*from..].partition_point(|(other, _)| *other < doc);
                let here = list[*from..].iter().take_while(|(other, _)| *other == doc);
                out.extend(here.map(|(_, at)| Occurrence {
                    start: *at,
                    end: at + 1,
                    term: 0,
                }));
            }
            Kind::Row(words) => {
                let len = words.len() as u32;
                for (i, postings) in words.iter_mut().enumerate() {
                    if !positions(postings, doc, &mut self.buffer) {
                        out.clear();
                        return;
                    }
                    if i == 0 {
                        out.extend(self.buffer.iter().map(|at| Occurrence {
                            start: *at,
                            end: at + len,
                            term: 0,
                        }));
                    } else {
                        out.retain(|row| self.buffer.binary_search(&(row.start + i as u32)).is_ok());
                    }
                }
            }
            Kind::Near(words, widest) => {
                let mut all: Vec<(u32, usize)> = Vec::new();
                for (i, postings) in words.iter_mut().enumerate() {
                    if !positions(postings, doc, &mut self.buffer) {
                        return;
                    }
                    all.extend(self.buffer.iter().map(|at| (*at, i)));
                }
                all.sort_unstable();
                windows(&all, words.len(), *widest, out);
            }
        }
    }
}

/// The shortest stretches that hold each of `count` words, of at most `widest` words. `all` are the places of the words, in order.
fn windows(all: &[(u32, usize)], count: usize, widest: u32, out: &mut Vec<Occurrence>) {
    let mut last: Vec<Option<u32>> = vec![None; count];
    for (at, which) in all {
        last[*which] = Some(*at);
        // `None` orders before every place: a word is still missing.
        let Some(Some(first)) = last.iter().copied().min() else {
            continue;
        };
        let end = at + 1;
        if end - first <= widest && out.last().is_none_or(|before| before.start < first) {
            out.push(Occurrence {
                start: first,
                end,
                term: 0,
            });
        }
    }
}

/// The positions in a document, in order, if it has any.
fn positions(postings: &mut SegmentPostings, doc: DocId, out: &mut Vec<u32>) -> bool {
    let mut at = postings.doc();
    if at < doc {
        at = postings.seek(doc);
    }
    let here = at == doc;
    if here {
        postings.positions(out);
    }
    here
}

/// Of each of the pattern's terms, where the segment has it.
fn postings(reader: &SegmentReader, field: Field, pattern: &Pattern) -> tantivy::Result<Vec<Option<SegmentPostings>>> {
    let index = reader.inverted_index(field)?;
    let mut out = Vec::new();
    for term in terms(field, pattern) {
        out.push(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
    }
    Ok(out)
}

/// All of them; none where one is missing.
fn all(postings: Vec<Option<SegmentPostings>>) -> Vec<SegmentPostings> {
    let count = postings.len();
    let found: Vec<SegmentPostings> = postings.into_iter().flatten().collect();
    if found.len() == count { found } else { Vec::new() }
}

/// Every place of the words that are like another, sorted by document and place.
fn listed(reader: &SegmentReader, field: Field, like: Like) -> tantivy::Result<Vec<(DocId, u32)>> {
    let index = reader.inverted_index(field)?;
    let mut out = Vec::new();
    let mut buffer = Vec::new();
    for info in LikeQuery::new(field, like).terms(reader)? {
        let mut postings = index.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)?;
        let mut doc = postings.doc();
        while doc != tantivy::TERMINATED {
            postings.positions(&mut buffer);
            out.extend(buffer.iter().map(|at| (doc, *at)));
            doc = postings.advance();
        }
    }
    out.sort_unstable();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(all: &[(u32, usize)], count: usize, widest: u32) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        windows(all, count, widest, &mut out);
        out.into_iter().map(|o| (o.start, o.end)).collect()
    }

    #[test]
    fn windows_are_as_short_as_can_be() {
        let all = [(0, 0), (3, 0), (5, 1), (9, 0), (20, 1)];
        assert_eq!(found(&all, 2, 6), [(3, 6), (5, 10)]);
        assert_eq!(found(&all, 2, 3), [(3, 6)]);
        assert!(found(&all, 3, 99).is_empty());
    }
}
