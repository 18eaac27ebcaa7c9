//! A list of hits, of articles or of statements, the same for both.

use std::io::Write;
use std::time::Instant;

use super::args::Asked;
use super::{Failure, IndexDir, out};
use crate::ask::List;
use crate::error::{Error, ErrorKind, Result};
use crate::output::Format;
use crate::output::list::{self, Interrupted, Listed};

/// What is searched for, where, and how its hits are shown.
#[derive(clap::Args)]
pub struct ListArgs<const VIEW: u8> {
    #[command(flatten)]
    pub asked: Asked<VIEW>,
    #[command(flatten)]
    pub index: IndexDir,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

impl From<Interrupted> for Failure {
    fn from(interrupted: Interrupted) -> Failure {
        match interrupted {
            Interrupted::Read(error) => error.into(),
            Interrupted::Write(error) => error.into(),
        }
    }
}

/// Refuses facets where hits are written as a table. `options` of `warta facet` count such hits.
///
/// # Errors
/// [`ErrorKind::Usage`] where facets are wanted in a table.
pub fn check_format(format: Format, facets: usize, options: &str) -> Result<()> {
    if format != Format::Csv || facets == 0 {
        return Ok(());
    }
    let cause = "one table cannot hold hits and facets";
    let hint = format!("use `warta facet FIELD QUERY {options}` for the counts");
    Err(Error::new(ErrorKind::Usage, "--format csv", cause).with_hint(hint))
}

/// Writes what was found; whether there is any. `began` is when the command did.
pub fn write<H: Listed>(hits: &List<'_, H>, format: Format, began: Instant) -> std::result::Result<bool, Failure> {
    let took_ms = began.elapsed().as_millis() as u64;
    let out = &mut out::stdout();
    list::write(out, out::style(), hits, took_ms, None, format)?;
    out.flush()?;
    Ok(hits.num_hits > 0)
}
