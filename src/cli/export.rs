//! `warta export`: an archive, or what a query finds of it, for another program.

use std::path::PathBuf;

use super::failure::Failure;
use super::index_dir::IndexDir;
use super::out::{self, Target};
use super::{guard, quickwit};
use crate::ask::{self, Question, View};
use crate::error::{Error, ErrorKind};
use crate::output::export::{Exported, ftm, sqlite};

/// Write the articles of an archive, or those that a query finds, for another program
#[derive(clap::Args)]
pub struct Args {
    /// sqlite: a database of articles, quotes, persons, countries and amounts; ftm: entities of FollowTheMoney, a line each; quickwit: a
    /// folder of documents for Quickwit
    #[arg(long, value_enum)]
    to: To,
    /// Write into this file; it is there under its name once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// With quickwit: bring it to the server at this address too, `http://HOST:PORT`, or `http://HOST:PORT/NAME` for indexes whose names
    /// begin with something else than `warta`
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Words and conditions, as `warta search` has them; all articles without
    query: Vec<String>,
    #[command(flatten)]
    index: IndexDir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    Sqlite,
    Ftm,
    Quickwit,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || export(args)).map(|found| u8::from(!found))
}

fn export(args: &Args) -> Result<bool, Failure> {
    if args.to == To::Quickwit {
        return to_quickwit(args);
    }
    if args.url.is_some() {
        let error = Error::new(ErrorKind::Usage, "--url", "only Quickwit is a server");
        return Err(error
            .with_hint("write `--to quickwit`, or leave the address out")
            .into());
    }
    // The oldest first: what is added to an archive comes behind what was there.
    let typed = args.query.join(" ");
    let question = Question::from_pairs(
        View::Search,
        [("q", typed.as_str()), ("limit", "all"), ("sort", "oldest")],
    )?;
    if args.to == To::Sqlite && args.output.is_none() {
        let error = Error::new(ErrorKind::Usage, "--to sqlite", "a database needs a file");
        return Err(error.with_hint("name one with `-o archive.db`").into());
    }
    let snapshot = ask::with_people(args.index.open()?.snapshot()?)?;
    let answer = ask::search(&snapshot, &question)?;
    out::remark(&question.query.typed, &answer.diagnostics);
    let exported = answer.hits().map(|hit| -> Result<Exported, Error> {
        let article = hit?.article;
        let persons = article
            .speakers
            .iter()
            .map(|speaker| ask::person(&snapshot, &speaker.name));
        Ok(Exported {
            persons: persons.collect(),
            article,
        })
    });
    match args.to {
        To::Ftm => {
            let mut out = Target::open(args.output.as_deref())?;
            for exported in exported {
                ftm::write(&mut out, &exported?)?;
            }
            out.finish()?;
        }
        To::Sqlite => {
            let target = Target::open(args.output.as_deref())?;
            let Some(part) = target.part() else {
                let error = Error::new(ErrorKind::Usage, "--to sqlite", "a database needs a file of its own");
                return Err(error.with_hint("name one with `-o archive.db`").into());
            };
            let failed = |error: rusqlite::Error| Error::new(ErrorKind::Io, part.display(), error);
            let connection = rusqlite::Connection::open(&part).map_err(failed)?;
            let mut database = sqlite::Database::new(connection).map_err(failed)?;
            for exported in exported {
                database.add(&exported?).map_err(failed)?;
            }
            database.finish().map_err(failed)?;
            target.finish()?;
        }
        To::Quickwit => {}
    }
    Ok(answer.num_hits > 0)
}

fn to_quickwit(args: &Args) -> Result<bool, Failure> {
    let wrong = |cause: &str, hint: &str| {
        let error = Error::new(ErrorKind::Usage, "--to quickwit", cause);
        Err(error.with_hint(hint).into())
    };
    let Some(folder) = &args.output else {
        return wrong("documents for Quickwit need a folder", "name one with `-o FOLDER`");
    };
    if !args.query.is_empty() {
        return wrong("all articles of the archive are written", "leave the query out");
    }
    quickwit::export(&args.index, folder, args.url.as_deref())
}
