//! The forms in which answers are written.

use crate::error::{Error, ErrorKind, Result};

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

/// The form of a list of articles or of hits, which columns hold too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Row by row.
    Rows(Format),
    /// Parquet, see [`super::columns`].
    Parquet,
}

impl Form {
    pub const ALL: [Form; 5] = [
        Form::Rows(Format::Text),
        Form::Rows(Format::Json),
        Form::Rows(Format::Ndjson),
        Form::Rows(Format::Csv),
        Form::Parquet,
    ];

    /// The form of what is no list and so has no columns.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for Parquet.
    pub fn rows(self) -> Result<Format> {
        match self {
            Form::Rows(format) => Ok(format),
            Form::Parquet => {
                let error = Error::new(ErrorKind::Usage, "--format parquet", "only hits are written as columns");
                Err(error.with_hint("use `--format csv`"))
            }
        }
    }

    /// Its name in options.
    pub fn name(self) -> &'static str {
        match self {
            Form::Rows(Format::Text) => "text",
            Form::Rows(Format::Json) => "json",
            Form::Rows(Format::Ndjson) => "ndjson",
            Form::Rows(Format::Csv) => "csv",
            Form::Parquet => "parquet",
        }
    }

    /// The form that a file has whose name ends so.
    pub fn of_ending(ending: &str) -> Option<Form> {
        let name = match ending.to_ascii_lowercase().as_str() {
            "txt" => "text".to_owned(),
            "jsonl" => "ndjson".to_owned(),
            other => other.to_owned(),
        };
        Form::ALL.into_iter().find(|form| form.name() == name)
    }
}
