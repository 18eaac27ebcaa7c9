//! `warta show ID`: one article, with what was understood of it.

use std::io::Write;
use std::process::ExitCode;

use super::args::{Format, IndexArgs};
use super::out::{self, Stop};
use crate::error::{Error, ErrorKind};
use crate::output::{csv, record, text};
use crate::search;

/// Show an article
#[derive(clap::Args)]
pub struct Args {
    /// The id of an article, as a search shows it
    id: String,
    #[command(flatten)]
    index: IndexArgs,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> ExitCode {
    out::exit(show(args))
}

fn show(args: &Args) -> Result<bool, Stop> {
    let index = args.index.open()?;
    let snapshot = index.snapshot()?;
    let articles = search::by_id(&snapshot, &args.id)?;
    if articles.is_empty() {
        let error = Error::new(ErrorKind::Usage, &args.id, "there is no article with this id")
            .with_hint("ids stand at the end of the second line of a hit of `warta search`");
        let _ = writeln!(std::io::stderr(), "{error}");
        return Ok(false);
    }
    let out = &mut out::stdout();
    if args.format == Format::Csv {
        csv::article_header(out)?;
    }
    for article in &articles {
        match args.format {
            Format::Text => text::article(out, out::style(), article)?,
            Format::Json | Format::Ndjson => record::write_ndjson(out, article)?,
            Format::Csv => csv::article_row(out, article)?,
        }
    }
    out.flush()?;
    Ok(true)
}
