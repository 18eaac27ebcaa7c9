//! The documents of one kind in a segment, numbered from 0 in their order.
//!
//! Of five documents of a segment about one is an article: what is kept of articles by their numbers takes a fifth of the room, and
//! stands side by side.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::index::schema::Kind;

/// Which documents of a segment are of a kind.
#[derive(Debug)]
pub struct Numbers {
    /// A bit a document.
    words: Vec<u64>,
    /// How many there are before each word.
    before: Vec<u32>,
}

const BITS: u32 = u64::BITS;

impl Numbers {
    pub fn open(reader: &SegmentReader, kind: Kind) -> tantivy::Result<Numbers> {
        let mut words = vec![0_u64; reader.max_doc().div_ceil(BITS) as usize];
        let field = reader.schema().get_field("kind")?;
        let term = Term::from_field_u64(field, kind as u64);
        let postings = reader
            .inverted_index(field)?
            .read_postings(&term, IndexRecordOption::Basic)?;
        if let Some(mut postings) = postings {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(word) = words.get_mut((doc / BITS) as usize) {
                    *word |= 1 << (doc % BITS);
                }
                doc = postings.advance();
            }
        }
        Ok(Numbers::of(words))
    }

    fn of(words: Vec<u64>) -> Numbers {
        let mut len = 0;
        let before = words
            .iter()
            .map(|word| {
                let before = len;
                len += word.count_ones();
                before
            })
            .collect();
        Numbers { words, before }
    }

    /// The number of a document; of one of another kind, that of the last one before it. There must be one.
    pub fn number(&self, doc: DocId) -> u32 {
        let at = (doc / BITS) as usize;
        let up_to = self.words[at] & (u64::MAX >> (BITS - 1 - doc % BITS));
        (self.before[at] + up_to.count_ones()).saturating_sub(1)
    }

    /// The documents, in the order of their numbers.
    pub fn docs(&self) -> impl Iterator<Item = DocId> + '_ {
        self.words.iter().zip(0..).flat_map(|(word, at): (&u64, u32)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at * BITS + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_and_numbers_lead_to_each_other() {
        let docs = [0, 1, 63, 64, 130, 191];
        let mut words = vec![0; 4];
        for doc in docs {
            words[doc / 64] |= 1 << (doc % 64);
        }
        let numbers = Numbers::of(words);
        assert_eq!(numbers.docs().collect::<Vec<_>>(), docs.map(|doc| doc as u32));
        for (number, doc) in docs.into_iter().enumerate() {
            assert_eq!(numbers.number(doc as u32), number as u32);
        }
        assert_eq!([2, 62, 129, 190, 255].map(|doc| numbers.number(doc)), [1, 1, 3, 4, 5]);
    }
}
