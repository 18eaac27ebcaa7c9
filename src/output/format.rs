//! The forms in which answers are written.

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One object.
    Json,
    /// One object a line.
    Ndjson,
    /// One table.
    Csv,
}
