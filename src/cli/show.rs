//! `warta show ID`: one article, with what was understood of it.

use std::io::Write;

use super::{Failure, IndexDir, guard, out};
use crate::ask;
use crate::error::{Error, ErrorKind};
use crate::output::{Format, csv, record, text};

/// Show an article
#[derive(clap::Args)]
pub struct Args {
    /// The id of an article, as a search shows it
    id: String,
    #[command(flatten)]
    index: IndexDir,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || show(args)).map(|found| u8::from(!found))
}

fn show(args: &Args) -> Result<bool, Failure> {
    let snapshot = args.index.open()?.snapshot()?;
    let articles = ask::records(&snapshot, &args.id)?;
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
        let persons = ask::persons(&snapshot, article);
        match args.format {
            Format::Text => text::article(out, out::style(), article, &persons)?,
            Format::Json | Format::Ndjson => record::write_ndjson(out, article)?,
            Format::Csv => csv::article_row(out, article, &persons)?,
        }
    }
    out.flush()?;
    Ok(true)
}
