//! How a command ends early.

use std::io;

use crate::error::Error;

/// Why a command ended early.
pub enum Failure {
    Error(Error),
    /// The reader of standard output went away, which is no error.
    Closed,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        // What is written to a file says which one.
        match error.downcast::<Error>() {
            Ok(error) => Failure::Error(error),
            Err(error) => Failure::Error(Error::io("standard output", &error)),
        }
    }
}
