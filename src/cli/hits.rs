//! A list of hits, of articles or of statements, the same for both.

use std::time::Instant;

use super::archive::Place;
use super::args::Asked;
use super::failure::Failure;
use super::named::NewOnly;
use super::out::{self, To};
use crate::ask::{List, Question};
use crate::error::{Error, ErrorKind, Result};
use crate::output::list::{self, Interrupted, Listed};
use crate::output::{Form, Format};

/// What is searched for, where, and how its hits are shown.
#[derive(clap::Args)]
pub struct ListArgs<const VIEW: u8> {
    #[command(flatten)]
    pub asked: Asked<VIEW>,
    #[command(flatten)]
    pub new: NewOnly,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub to: To,
}

impl<const VIEW: u8> ListArgs<VIEW> {
    pub fn form(&self) -> Form {
        self.to.form().unwrap_or(Form::Rows(Format::Text))
    }
}

impl From<Interrupted> for Failure {
    fn from(interrupted: Interrupted) -> Failure {
        match interrupted {
            Interrupted::Read(error) => error.into(),
            Interrupted::Write(error) => error.into(),
        }
    }
}

/// Refuses facets where each row or line is a hit. `quotes` says that hits are statements.
///
/// # Errors
/// [`ErrorKind::Usage`] where facets are wanted in a table, or in lines.
pub fn check_form(form: Form, facets: usize, quotes: bool) -> Result<()> {
    let cause = match form {
        Form::Rows(Format::Csv) | Form::Parquet => "one table cannot hold hits and facets",
        Form::Rows(Format::Ndjson) => "each line is a hit, so there is none for facets",
        Form::Rows(Format::Text | Format::Json) => return Ok(()),
    };
    if facets == 0 {
        return Ok(());
    }
    let of = if quotes { " --quotes" } else { "" };
    let counts = if form == Form::Parquet { "csv" } else { form.name() };
    let hint =
        format!("use `warta facet FIELD QUERY{of} --format {counts}` for the counts, or `--format json` for both");
    Err(Error::new(ErrorKind::Usage, format!("--format {}", form.name()), cause).with_hint(hint))
}

/// Writes what was found; whether there is any. `began` is when the command did.
pub fn write<H: Listed>(
    hits: &List<'_, H>,
    question: &Question,
    to: &To,
    form: Form,
    began: Instant,
) -> std::result::Result<bool, Failure> {
    let took_ms = began.elapsed().as_millis() as u64;
    let mut out = to.open(form)?;
    match form {
        Form::Rows(format) => list::write(&mut out, to.style(), hits, took_ms, None, format)?,
        Form::Parquet => out = list::parquet(out, hits)?,
    }
    out.finish()?;
    if form != Form::Rows(Format::Text) && question.is_unlimited() {
        let noun = if hits.stories {
            "stories".to_owned()
        } else {
            format!("{}s", H::NOUN)
        };
        out::say_part(hits.offset, hits.len(), hits.num_hits, &noun);
    }
    Ok(hits.num_hits > 0)
}
