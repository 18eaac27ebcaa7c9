//! What can go wrong, said so that the reader knows the place, the cause and the next step.
//!
//! The style is one for the whole program: lower case, no full stop, literals in backticks, and a hint on a line of its
//! own. [`Error`] stops what was being done; [`Diagnostic`] is a remark on a part of a query.

use std::fmt;

use crate::article::Span;
pub use crate::remark::Diagnostic;
use crate::remark::Remark;

pub type Result<T> = std::result::Result<T, Error>;

/// Broad kinds of failure, for the callers that must tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The arguments cannot be acted on.
    Usage,
    /// A query cannot be meant as it stands.
    Query,
    /// A parameter of a question is unknown, or has a value that it cannot have. The place is its name, as in `--NAME`.
    Parameter,
    /// A file cannot be read as the articles that it should hold.
    Input,
    /// The system refused: rights, a full disk, a missing folder.
    Io,
    /// There is no index, or it is damaged, or of another version.
    Index,
    /// The server that has the archive cannot be reached, refuses, or does not answer as it should.
    Server,
    /// It is about another state of the index than the one at hand.
    Snapshot,
    /// It took longer than was allowed, or nobody waits for it any more.
    TooSlow,
    /// Another process is writing to the index.
    Locked,
    /// The user asked to stop.
    Interrupted,
}

#[derive(Clone, Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// What it is about: a path, `path:line`, or an option. Empty where there is none.
    pub place: String,
    pub cause: String,
    /// The next step.
    pub hint: Option<String>,
    /// Of a question that cannot be meant: all that is wrong with it. Its words are `cause` and `hint` once somebody has found them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Error {
    pub fn new(kind: ErrorKind, place: impl fmt::Display, cause: impl fmt::Display) -> Error {
        Error {
            kind,
            place: place.to_string(),
            cause: cause.to_string(),
            hint: None,
            diagnostics: Vec::new(),
        }
    }

    /// A question that cannot be meant, by what is wrong with it; the words are found by [`crate::output::remarks::worded`].
    pub fn remarked(kind: ErrorKind, place: impl fmt::Display, remark: impl Into<Remark>) -> Error {
        let (remark, span) = (remark.into(), Span::default());
        let error = Error::new(kind, place, remark.code);
        Error {
            diagnostics: vec![Diagnostic { remark, span }],
            ..error
        }
    }

    pub fn with_hint(mut self, hint: impl fmt::Display) -> Error {
        self.hint = Some(hint.to_string());
        self
    }

    /// An error of the operating system, in its own words without the error number.
    pub fn io(place: impl fmt::Display, cause: &std::io::Error) -> Error {
        Error::new(ErrorKind::Io, place, io_cause(cause))
    }
}

/// `permission denied` for `Permission denied (os error 13)`.
pub fn io_cause(cause: &std::io::Error) -> String {
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `place: cause`, then the hint on a line of its own.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.cause)?;
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_place_cause_hint() {
        let error =
            Error::new(ErrorKind::Index, "index", "there is no index here").with_hint("run `warta index FOLDER` first");
        assert_eq!(
            error.to_string(),
            "index: there is no index here\nhint: run `warta index FOLDER` first"
        );
    }

    #[test]
    fn a_system_error_is_said_without_its_number() {
        let cause = std::io::Error::from_raw_os_error(13);
        assert_eq!(Error::io("a.txt", &cause).to_string(), "a.txt: permission denied");
    }
}
