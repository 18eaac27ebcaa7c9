//! What is in the archive, counted, and what is doubtful in it.

use std::ops::Deref;

use super::list::search;
use super::parameters::View;
use super::question::Question;
use crate::engine::Archive;
use crate::error::Result;
use crate::index::stats;

/// What is in the archive, counted.
#[derive(Clone, Debug)]
pub struct Stats {
    pub held: stats::Stats,
    /// Persons who are quoted, as `people` lists them: one may have several of the names.
    pub speakers: u64,
}

impl Deref for Stats {
    type Target = stats::Stats;

    fn deref(&self) -> &stats::Stats {
        &self.held
    }
}

/// What is in the archive, counted.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn stats(archive: &dyn Archive) -> Result<Stats> {
    Ok(Stats {
        held: archive.stats()?,
        speakers: archive.persons(&|_, _| true)?.len() as u64,
    })
}

/// What is doubtful in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtLine {
    /// The file, or the article by its id.
    pub place: String,
    /// Which field of the record it is about; `file` for how the file was read.
    pub field: String,
    pub message: String,
}

/// What files and articles contradict themselves about, and how files were read that may be read wrong. Of files nothing is said where the
/// archive does not know them ([`super::files`]).
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn doubts(archive: &dyn Archive) -> Result<Vec<DoubtLine>> {
    let mut lines = Vec::new();
    for entry in archive.files()?.unwrap_or_default() {
        lines.extend(entry.notes.iter().map(|note| DoubtLine {
            place: entry.path.clone(),
            field: "file".to_owned(),
            message: note.clone(),
        }));
    }
    let mut question = Question::from_pairs(View::Search, [("q", "doubt:*"), ("limit", "all"), ("sort", "oldest")])?;
    question.query.diagnostics.clear();
    for hit in search(archive, &question)?.hits() {
        let article = hit?.article;
        lines.extend(article.doubts.into_iter().map(|doubt| DoubtLine {
            place: article.id.clone(),
            field: doubt.field,
            message: doubt.message,
        }));
    }
    Ok(lines)
}
