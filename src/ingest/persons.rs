//! Who is who after a run.

use crate::error::Result;
use crate::index::Index;
use crate::people::{self, Register};

/// Archives of so many articles have their persons made anew whenever something has changed.
const SMALL: u64 = 200_000;
/// In others one in so many of the articles must be new.
const SHARE: u64 = 100;

/// Makes the persons of the archive anew where it has changed enough since they were made. Whether there were none to begin with, or their
/// table was damaged.
///
/// # Errors
/// Where the index cannot be read, or the persons cannot be kept.
pub fn know_people(index: &Index, changes: u64, threads: usize) -> Result<bool> {
    let made = index.whole_people().and_then(|people| people.changes());
    if made == Some(changes) {
        return Ok(false);
    }
    let snapshot = index.snapshot()?;
    let articles = snapshot.counts()?.articles;
    let behind = made.map(|made| changes.saturating_sub(made));
    if articles > SMALL && behind.is_some_and(|behind| behind < articles / SHARE) {
        return Ok(false);
    }
    let persons = people::decide(&snapshot.evidence(threads)?);
    index.keep_people(&Register::encode(&persons, changes))?;
    Ok(made.is_none())
}
