//! Tables of words, and the numbers by which they are asked.
//!
//! Every word that stands in some file of the [lexicon](crate::lexicon) has a number. The words of a text are looked up once, by
//! [`numbered`]; from then on a table is asked by the number of a [`Token`](crate::tokens::Token), which costs one look into an array. Most words
//! of a text are in few tables or none, and are asked for by every pass.

mod buffers;
#[cfg(test)]
mod builder;
mod numbers;
mod phrases;
mod set;
mod slots;
mod table;

pub use buffers::Tokens;
pub use numbers::numbered;
pub use phrases::{Case, Phrases};
pub use set::WordSet;
pub use table::Table;
