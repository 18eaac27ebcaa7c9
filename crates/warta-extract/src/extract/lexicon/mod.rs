//! The words of the languages, under the name by which rooms that have not moved to [`crate::lexicon`] call them.

pub use crate::lexicon::{Case, Filter, Phrases, rows};
