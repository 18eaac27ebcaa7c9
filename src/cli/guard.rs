//! Commands that read an index: where a file of it is damaged, that is said, and where this program is at fault, the fault is shown.

use std::panic;

use super::failure::Failure;
use super::index_dir::IndexDir;
use crate::error::Error;
use crate::index::guard::{self, AboutIndex, Fault};

impl AboutIndex for Failure {
    fn error(&self) -> Option<&Error> {
        match self {
            Failure::Error(error) => Some(error),
            Failure::Closed => None,
        }
    }
}

/// Runs a command that reads an index.
///
/// # Errors
/// Those of the command; the damage of the index where it panicked over one.
pub fn reading<T>(index: &IndexDir, command: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    guard::reading(&index.paths(), command).unwrap_or_else(|Fault { said, panic }| {
        anstream::eprintln!("{said}");
        panic::resume_unwind(panic)
    })
}
