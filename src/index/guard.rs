//! Reading an index whose files were damaged. The engine reads them on the trust that they are as it wrote them, and with other bytes
//! it may panic, or say what only its makers understand; a user should be told which file is damaged. A panic over a good index is a
//! fault of this program and stays one.

use std::path::{Path, PathBuf};

use super::Index;
use crate::error::{Error, ErrorKind};
use crate::panics;

/// What an error of a caller is about.
pub trait AboutIndex {
    /// The error of this program in it, if it is one.
    fn error(&self) -> Option<&Error>;
}

impl AboutIndex for Error {
    fn error(&self) -> Option<&Error> {
        Some(self)
    }
}

/// How reading ended in a panic over an index that is not damaged: a fault of this program.
pub struct Fault {
    /// What was said, with the place in the program.
    pub said: String,
    /// To go on with: [`std::panic::resume_unwind`].
    pub panic: Box<dyn std::any::Any + Send>,
}

/// Reads the indexes in `dirs`. Many threads may do so at once, each with a damage of its own.
///
/// # Errors
/// Those of `read`; [`ErrorKind::Index`] with the damaged file where it panicked over one. A [`Fault`] where it panicked and no file
/// is damaged.
pub fn reading<T, E: AboutIndex + From<Error>>(
    dirs: &[PathBuf],
    read: impl FnOnce() -> Result<T, E>,
) -> Result<Result<T, E>, Fault> {
    match panics::caught(read) {
        Ok(Err(error))
            if error
                .error()
                .is_some_and(|error| dirs.iter().any(|dir| is_of(error, dir))) =>
        {
            Ok(Err(damage(dirs).map_or(error, E::from)))
        }
        Ok(result) => Ok(result),
        Err(panic) => match damage(dirs) {
            Some(damage) => Ok(Err(damage.into())),
            None => Err(Fault {
                said: panic.said,
                panic: panic.payload,
            }),
        },
    }
}

/// Whether the files of the index gave rise to an error.
fn is_of(error: &Error, dir: &Path) -> bool {
    error.kind == ErrorKind::Index || error.place.starts_with(&*dir.to_string_lossy())
}

/// The damage of the first damaged index that opens.
fn damage(dirs: &[PathBuf]) -> Option<Error> {
    dirs.iter().find_map(|dir| Index::open(dir).ok()?.check_bytes().err())
}
