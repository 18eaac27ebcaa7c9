//! The query language: text -> [`Node`] -> [`Condition`] -> a query of the engine.
//!
//! - [`parse()`] reads any text and never fails; the grammar stands there.
//! - [`absolute()`] puts days told from today into days of the calendar.
//! - [`resolve()`] understands fields and values, with the tables that articles are read with.
//! - [`widen()`] asks for speakers by who they are.
//! - [`language_of_places`] tells in which language a query calls countries and regions.
//! - [`matching`] checks a condition on an article itself: what is marked in a text, and why it is a hit.

pub mod ast;
pub mod condition;
mod cut;
mod examples;
pub mod matching;
mod naming;
mod parse;
mod path;
mod patterns;
mod relative;
mod resolve;
mod speakers;
mod terms;
pub mod values;
mod widen;
pub mod words;

pub use ast::Node;
pub use condition::Condition;
pub use examples::LANGUAGE;
pub use naming::{language_of_field, language_of_places};
pub use parse::{DEEPEST, MOST_TERMS, Parsed, parse};
pub use patterns::{pattern, words_of};
pub use relative::absolute;
pub use resolve::{Scope, resolve};
pub use widen::widen;

#[cfg(test)]
mod properties_tests;
#[cfg(test)]
mod tests;
