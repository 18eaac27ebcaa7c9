//! `warta export`: an archive, or what a query finds of it, for another program.

use std::io;
use std::path::PathBuf;

use super::out::{self, Target};
use super::{Failure, IndexDir, guard};
use crate::ask::{self, Question, View};
use crate::error::{Error, ErrorKind};
use crate::output::export::{Exported, ftm, sqlite};

/// Write the articles of an archive, or those that a query finds, for another program
#[derive(clap::Args)]
pub struct Args {
    /// sqlite: a database of articles, quotes, persons, countries and amounts; ftm: entities of FollowTheMoney, a line each
    #[arg(long, value_enum)]
    to: To,
    /// Write into this file; it is there under its name once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Words and conditions, as `warta search` has them; all articles without
    query: Vec<String>,
    #[command(flatten)]
    index: IndexDir,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    Sqlite,
    Ftm,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || export(args)).map(|found| u8::from(!found))
}

fn export(args: &Args) -> Result<bool, Failure> {
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
            let failed = |error: rusqlite::Error| {
                Failure::from(io::Error::other(Error::new(ErrorKind::Io, part.display(), error)))
            };
            let connection = rusqlite::Connection::open(&part).map_err(failed)?;
            let mut database = sqlite::Database::new(connection).map_err(failed)?;
            for exported in exported {
                database.add(&exported?).map_err(failed)?;
            }
            database.finish().map_err(failed)?;
            target.finish()?;
        }
    }
    Ok(answer.num_hits > 0)
}
