//! Statements and the persons who made them.

use crate::article::{Quote, Speaker};
use crate::extract::names::People;
use crate::extract::text::Doc;

/// The speakers in order of their first statement, and the statements in order of their place.
pub fn statements(_doc: &Doc, _people: &People) -> (Vec<Speaker>, Vec<Quote>) {
    (Vec::new(), Vec::new())
}
