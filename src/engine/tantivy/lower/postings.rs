//! Documents of terms that are found in the dictionary one by one.

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocSet, InvertedIndexReader, TERMINATED};

/// Puts all documents of a term in a set.
pub fn put_in(docs: &mut BitSet, index: &InvertedIndexReader, term: &TermInfo) -> tantivy::Result<()> {
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut doc = postings.doc();
    while doc != TERMINATED {
        docs.insert(doc);
        doc = postings.advance();
    }
    Ok(())
}
