//! What the engine is told of how a score comes about.

use tantivy::query::{Explanation, Weight};
use tantivy::{DocId, SegmentReader, TantivyError};

/// The score of a document, where it is one number without parts.
pub fn explain_score(
    weight: &dyn Weight,
    reader: &SegmentReader,
    doc: DocId,
    what: &'static str,
) -> tantivy::Result<Explanation> {
    let mut scorer = weight.scorer(reader, 1.0)?;
    if scorer.doc() > doc || scorer.seek(doc) != doc {
        let message = format!("document {doc} does not match");
        return Err(TantivyError::InvalidArgument(message));
    }
    Ok(Explanation::new(what, scorer.score()))
}
