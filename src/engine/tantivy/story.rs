//! Stories, and their articles.

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{Result, Term};

use crate::engine::Address;
use crate::index::Snapshot;

/// The number of the story that an article is of.
pub fn number(snapshot: &Snapshot, article: Address) -> Result<Option<u64>> {
    let fast = snapshot.searcher.segment_reader(article.segment).fast_fields();
    Ok(fast.u64("story")?.first(article.doc))
}

/// The other articles of the story that an article is of, in no order.
pub fn others(snapshot: &Snapshot, article: Address) -> Result<Vec<Address>> {
    let Some(story) = number(snapshot, article)? else {
        return Ok(Vec::new());
    };
    let term = Term::from_field_u64(snapshot.columns().story, story);
    let found = snapshot
        .searcher
        .search(&TermQuery::new(term, IndexRecordOption::Basic), &DocSetCollector)?;
    let addresses = found.into_iter().map(|found| Address {
        segment: found.segment_ord,
        doc: found.doc_id,
    });
    Ok(addresses.filter(|other| *other != article).collect())
}
