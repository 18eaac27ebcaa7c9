//! Lists of words, as data: how their files are written and read.
//!
//! The files lie in the folder `lexicon` beside the sources, one folder a language and `world/` for what all share. They are
//! compiled in, and turned into [tables](crate::vocabulary) once, when first used. Which files a language has stands in its profile, see
//! [`crate::lang`]; what each may hold stands in [`schema`].

mod file;
pub mod schema;

pub use file::{Entry, File, Mistake};

/// The rows of a data file, each cut at its tabs.
pub fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}
