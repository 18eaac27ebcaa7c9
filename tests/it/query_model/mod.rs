//! What a search finds, against a recount that knows neither the engine nor the index: many articles made from a seed, many
//! queries of every kind, and the same sets of ids and counts wanted from both.

mod any_text;
mod comparisons;
pub mod generator;
mod highlights;
mod readers;
mod recount;
mod second_engine;
mod values;
