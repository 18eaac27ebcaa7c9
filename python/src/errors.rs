//! Errors of the program as exceptions of the package: a class a kind, with the hint beside the cause.

use std::fmt::Display;

use pyo3::prelude::*;
use warta::error::{Error, ErrorKind};
use warta::output::remarks::worded;

/// The exception for an error. Its class is in `warta/_errors.py`.
pub fn raised(py: Python<'_>, error: Error) -> PyErr {
    let error = worded(error);
    let class = match error.kind {
        ErrorKind::Usage | ErrorKind::Parameter | ErrorKind::Snapshot => "UsageError",
        ErrorKind::Query => "QueryError",
        ErrorKind::Input => "InputError",
        ErrorKind::Io | ErrorKind::Interrupted => "FileError",
        ErrorKind::Index | ErrorKind::Server | ErrorKind::Locked | ErrorKind::TooSlow => "IndexError",
    };
    let made = py.import("warta._errors").and_then(|module| {
        let class = module.getattr(class)?;
        class.call1((error.place, error.cause, error.hint))
    });
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// What cannot be taken for articles, or for columns of them.
pub fn unreadable(place: &str, cause: impl Display) -> Error {
    Error::new(ErrorKind::Input, place, cause)
}

/// The exception for arguments that cannot be acted on.
pub fn usage(py: Python<'_>, place: &str, cause: &str, hint: &str) -> PyErr {
    raised(py, Error::new(ErrorKind::Usage, place, cause).with_hint(hint))
}
