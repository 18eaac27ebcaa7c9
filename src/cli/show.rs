//! `warta show ID...`: articles, with what was understood of them and where their files lie.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::archive::Place;
use super::failure::Failure;
use super::out;
use crate::ask;
use crate::error::{Error, ErrorKind, Result};
use crate::output::{Format, csv, readable, record, text};

/// Show articles, and where their files lie
///
/// In JSON, `start` and `end` are byte offsets into `body`, in UTF-8, the end not included: `body[start..end]` is what is quoted.
#[derive(clap::Args)]
pub struct Args {
    /// Ids of articles, as a search shows them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// Open the files with the programs that the desktop has for them
    #[arg(long)]
    open: bool,
    /// Show each statement with its speaker and what speaks for that one, and against whom
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> std::result::Result<u8, Failure> {
    args.place.reading(|| show(args)).map(|found| u8::from(!found))
}

fn show(args: &Args) -> std::result::Result<bool, Failure> {
    if args.open {
        args.place
            .only_here("the files of an archive on a server are not on this machine")?;
    }
    let archive = args.place.open()?;
    let archive = &*archive;
    let out = &mut out::stdout();
    if args.format == Format::Csv {
        csv::article_header(out)?;
    }
    let (mut shown, mut all_found) = (0, true);
    for id in &args.ids {
        let articles = ask::records(archive, id)?;
        if articles.is_empty() {
            let error = Error::new(ErrorKind::Usage, id, "there is no article with this id")
                .with_hint("ids stand at the end of the second line of a hit of `warta search`");
            let _ = writeln!(std::io::stderr(), "{error}");
            all_found = false;
        }
        for article in &articles {
            let persons = ask::persons(archive, article);
            let location = ask::location(archive, article)?;
            match args.format {
                Format::Text => {
                    if shown > 0 {
                        readable::between(out, out::style())?;
                    }
                    if args.explain {
                        readable::reasons(out, out::style(), article, &ask::reasons(article))?;
                    } else {
                        text::article(out, out::style(), article, &persons, location.as_deref())?;
                    }
                }
                Format::Json | Format::Ndjson => record::write_ndjson(out, article)?,
                Format::Csv => csv::article_row(out, article, &persons)?,
            }
            shown += 1;
            if args.open {
                open(location.as_deref(), &article.path)?;
            }
        }
    }
    out.flush()?;
    Ok(all_found)
}

/// What opens a file with the program that is there for its kind.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Opens a file. It does not wait for the program that shows it.
///
/// # Errors
/// [`ErrorKind::Io`] where nobody knows where it lies, it is gone, or it cannot be opened.
fn open(location: Option<&Path>, path: &str) -> Result<()> {
    let Some(location) = location else {
        let cause = "nobody knows where this file lies";
        return Err(Error::new(ErrorKind::Io, path, cause).with_hint("index its folder again: `warta index FOLDER`"));
    };
    if !location.exists() {
        let cause = "the file is no longer there";
        return Err(Error::new(ErrorKind::Io, location.display(), cause)
            .with_hint("bring the index up to date with `warta index`"));
    }
    let started = Command::new(OPENER)
        .arg(location)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.map(|_| ()).map_err(|error| {
        Error::io(OPENER, &error).with_hint("install it (on Debian: `xdg-utils`), or open the file yourself")
    })
}
