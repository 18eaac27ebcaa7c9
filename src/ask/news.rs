//! What came into the index since somebody looked at a search.

use super::question::Question;
use crate::error::Result;
use crate::index::Snapshot;
use crate::saved::Look;
use crate::search::{self, Request};

/// What is new among the hits of a question.
#[derive(Clone, Debug)]
pub struct News {
    /// How far the index is now, for the next time.
    pub look: Look,
    /// How many hits came in since the last time; `None` where there was none.
    pub new: Option<u64>,
    /// The question for those alone; the question itself where nobody looked before.
    pub only: Question,
}

/// What is new since a look; `now` is in seconds since 1970. `None` while the index has no articles.
///
/// What came in at the same moment as the newest that was there then counts as new where there is more of it by now: a run of the index
/// that went on meanwhile gives all that it brings one moment. So something may be called new twice, and nothing is passed over.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn news(snapshot: &Snapshot, question: &Question, last: Option<Look>, now: i64) -> Result<Option<News>> {
    let Some(newest) = snapshot.newest()? else {
        return Ok(None);
    };
    let count = |question: &Question| num_hits(snapshot, question);
    let look = Look {
        newest,
        hits_of_newest: count(&question.added_since(newest, true)?)?,
        at: now,
    };
    let (mut new, mut only) = (None, question.clone());
    if let Some(last) = last {
        let (behind, with) = (
            question.added_since(last.newest, false)?,
            question.added_since(last.newest, true)?,
        );
        let (count_behind, count_with) = (count(&behind)?, count(&with)?);
        let as_then = count_with - count_behind.min(count_with) <= last.hits_of_newest;
        new = Some(if as_then { count_behind } else { count_with });
        only = if as_then { behind } else { with };
    }
    Ok(Some(News { look, new, only }))
}

/// How many hits a question has: articles, or statements where it asks for those.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn num_hits(snapshot: &Snapshot, question: &Question) -> Result<u64> {
    let request = Request {
        limit: Some(0),
        until: question.until.clone(),
        ..Request::new(question.scope)
    };
    Ok(search::run(snapshot, &question.query.condition, &request)?.num_hits)
}
