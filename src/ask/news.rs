//! What came into the index since somebody looked at a search.

use super::question::Question;
use crate::engine::Archive;
use crate::error::Result;
use crate::saved::Look;
use crate::search::{self, Request};

/// What is new among the hits of a question.
#[derive(Clone, Debug)]
pub struct News {
    /// How many hits came in since the last time.
    pub num_hits: u64,
    /// The question for those alone.
    pub only: Question,
}

/// How far the index is, for the next time; `now` is in seconds since 1970. `None` while the index has no articles.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn look(archive: &dyn Archive, question: &Question, now: i64) -> Result<Option<Look>> {
    let Some(newest) = archive.newest()? else {
        return Ok(None);
    };
    Ok(Some(Look {
        newest,
        hits_of_newest: num_hits(archive, &question.added_since(newest, true)?)?,
        at: now,
    }))
}

/// What is new since a look. `None` while the index has no articles.
///
/// What came in at the same moment as the newest that was there then counts as new where there is more of it by now: a run of the index
/// that went on meanwhile gives all that it brings one moment. So something may be called new twice, and nothing is passed over.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn since(archive: &dyn Archive, question: &Question, last: Look) -> Result<Option<News>> {
    if archive.newest()?.is_none() {
        return Ok(None);
    }
    let news = |inclusive: bool| -> Result<News> {
        let only = question.added_since(last.newest, inclusive)?;
        Ok(News {
            num_hits: num_hits(archive, &only)?,
            only,
        })
    };
    let (behind, with) = (news(false)?, news(true)?);
    let as_then = with.num_hits.saturating_sub(behind.num_hits) <= last.hits_of_newest;
    Ok(Some(if as_then { behind } else { with }))
}

/// How many hits a question has: articles, or statements where it asks for those.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn num_hits(archive: &dyn Archive, question: &Question) -> Result<u64> {
    let request = Request {
        limit: Some(0),
        until: question.until.clone(),
        ..Request::new(question.scope)
    };
    Ok(search::run(archive, &question.query.condition, &request)?.num_hits)
}
