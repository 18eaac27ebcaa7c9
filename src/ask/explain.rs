//! How a query is read, and why an article is a hit.

use super::question::Question;
use crate::engine::Archive;
use crate::error::{Diagnostic, Result};
use crate::query::ast::{Node, NodeKind};
use crate::query::{Condition, Scope, resolve};
use crate::search::{self, FoundTerm, Reason};

/// How a query is read.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The query with its parameters, as canonical text.
    pub query: String,
    /// What is asked of each article.
    pub meaning: Condition,
    /// What is found: articles or statements; where `stories`, stories.
    pub scope: Scope,
    pub stories: bool,
    /// What each word became, and how often each form occurs.
    pub words: Vec<FoundTerm>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Why an article is a hit, or is none.
#[derive(Clone, Debug)]
pub struct Why {
    pub id: String,
    pub is_hit: bool,
    /// Each part of the query.
    pub reasons: Vec<Reason>,
}

/// How the question's query is read.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn explain(archive: &dyn Archive, question: &Question) -> Result<Explanation> {
    let condition = &question.query.condition;
    Ok(Explanation {
        query: question.query.to_string(),
        meaning: condition.clone(),
        scope: question.scope,
        stories: question.stories,
        words: search::terms(archive, condition)?,
        diagnostics: question.query.remarks(archive, question.scope, 1)?,
    })
}

/// Each part of the query with the words of the article that it found; `None` where no article has the id.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn why(archive: &dyn Archive, question: &Question, id: &str) -> Result<Option<Why>> {
    let found = search::with_id(archive, id)?;
    let Some(first) = found.first() else {
        return Ok(None);
    };
    let node = &question.query.node;
    let parts: &[Node] = match &node.kind {
        NodeKind::And(parts) => parts,
        _ => std::slice::from_ref(node),
    };
    let parts: Vec<(String, Condition)> = parts
        .iter()
        .map(|part| (part.to_string(), resolve(part, Scope::Articles).0))
        .collect();
    let reasons = search::why(archive, first, &parts)?;
    Ok(Some(Why {
        id: id.to_owned(),
        is_hit: reasons.iter().all(|reason| reason.holds),
        reasons,
    }))
}
