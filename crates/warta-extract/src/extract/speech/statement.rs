//! A statement while it is looked for.

use std::ops::Range;

use super::attribution::Attribution;
use super::decision::Decision;
use crate::article::QuoteKind;

/// A statement, in tokens.
#[derive(Debug)]
pub struct Statement {
    pub tokens: Range<usize>,
    pub kind: QuoteKind,
    pub person: Option<u32>,
    /// Others who said it together with that person.
    pub also: Vec<u32>,
    pub role: Option<String>,
    /// Token of the cue.
    pub cue: Option<usize>,
    /// What speaks for that person, and who else was weighed.
    pub decision: Decision,
}

pub fn statement(tokens: &Range<usize>, kind: QuoteKind, attribution: Attribution) -> Statement {
    Statement {
        tokens: tokens.clone(),
        kind,
        person: attribution.person,
        also: attribution.also,
        role: attribution.role,
        cue: attribution.cue,
        decision: attribution.decision,
    }
}
