//! Reading an index whose files were damaged. The engine reads them on the trust that they are as it wrote them, and with other bytes
//! it may panic, or say what only its makers understand; a user should be told which file is damaged. A panic over a good index is a
//! fault of this program and stays one.

use std::backtrace::Backtrace;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Failure, IndexDir};
use crate::error::{Error, ErrorKind};
use crate::index::Index;

/// Runs a command that reads an index.
///
/// # Errors
/// Those of the command; [`ErrorKind::Index`] with the damaged file where it panicked over one.
pub fn reading<T>(index: &IndexDir, command: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let told = Arc::new(Mutex::new(String::new()));
    let usual = panic::take_hook();
    let keep = Arc::clone(&told);
    panic::set_hook(Box::new(move |panic| {
        let mut told = keep.lock().unwrap_or_else(PoisonError::into_inner);
        *told += &format!("{panic}\n{}\n", Backtrace::capture());
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(command));
    panic::set_hook(usual);
    match result {
        Ok(Err(Failure::Error(error))) if is_of(&error, index) => Err(damage(index).unwrap_or(error).into()),
        Ok(result) => result,
        Err(panic) => {
            if let Some(damage) = damage(index) {
                return Err(damage.into());
            }
            anstream::eprintln!("{}", told.lock().unwrap_or_else(PoisonError::into_inner));
            panic::resume_unwind(panic)
        }
    }
}

/// Whether the files of the index gave rise to an error.
fn is_of(error: &Error, index: &IndexDir) -> bool {
    error.kind == ErrorKind::Index || error.place.starts_with(&*index.path().to_string_lossy())
}

/// The damage of an index that opens.
fn damage(index: &IndexDir) -> Option<Error> {
    Index::open(&index.path()).ok()?.check_bytes().err()
}
