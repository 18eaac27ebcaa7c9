//! Arguments, environment, exit codes; one file a command.

mod args;
mod check;
mod completions;
mod export;
mod extract;
mod facet;
mod fields;
mod guard;
mod help;
mod hits;
mod index;
mod man;
mod mcp;
mod optimize;
mod out;
mod people;
mod quickwit;
mod quotes;
mod search;
mod serve;
mod show;
mod spool;
mod stats;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::{Error, ErrorKind};
use crate::index::Index;
use crate::output::remarks;

/// Index and search a folder of news articles by what they say.
#[derive(Parser)]
#[command(name = "warta", version)]
struct Args {
    /// When text is coloured
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    color: out::Colour,
    #[command(subcommand)]
    command: Command,
}

/// The command line with all that its help says.
fn command() -> clap::Command {
    let mut command = Args::command().after_help(help::WHOLE);
    for (name, text) in help::COMMANDS {
        command = command.mut_subcommand(name, |command| command.after_help(*text));
    }
    command
}

#[derive(Subcommand)]
enum Command {
    Index(index::Args),
    Search(search::Args),
    Quotes(quotes::Args),
    Facet(facet::Args),
    People(people::Args),
    Show(show::Args),
    Extract(extract::Args),
    Export(export::Args),
    Stats(stats::Args),
    Fields(fields::Args),
    Check(check::Args),
    Optimize(optimize::Args),
    Serve(serve::Args),
    Mcp(mcp::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Which index a command works on.
#[derive(clap::Args)]
pub struct IndexDir {
    /// The directory of the index [env: WARTA_INDEX] [default: ./index]
    #[arg(long = "index", value_name = "DIR", global = true)]
    dir: Option<PathBuf>,
    /// The user's decisions on who is who [default: people.txt in the directory of the index]
    #[arg(long = "people", value_name = "FILE", global = true)]
    people: Option<PathBuf>,
}

impl IndexDir {
    pub fn path(&self) -> PathBuf {
        let from_environment = || {
            std::env::var_os("WARTA_INDEX")
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        };
        self.dir
            .clone()
            .or_else(from_environment)
            .unwrap_or_else(|| PathBuf::from("index"))
    }

    /// Opens the index.
    pub fn open(&self) -> Result<Index, Error> {
        let index = Index::open(&self.path())?;
        Ok(match &self.people {
            Some(file) => index.with_decisions(file),
            None => index,
        })
    }

    /// The option as it must be typed again, with a blank in front; nothing where the default serves.
    pub fn as_typed(&self) -> String {
        self.dir
            .as_ref()
            .map_or_else(String::new, |dir| format!(" --index {}", dir.display()))
    }
}

/// Why a command ended early.
pub enum Failure {
    Error(Error),
    /// The reader of standard output went away, which is no error.
    Closed,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Error(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        // What is written to a file says which one.
        match error.downcast::<Error>() {
            Ok(error) => Failure::Error(error),
            Err(error) => Failure::Error(Error::io("standard output", &error)),
        }
    }
}

/// Runs the command line and says how the process should end.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = command()
        .try_get_matches_from(args)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let args = match args {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    out::set_colour(args.color);
    let result = match args.command {
        Command::Index(args) => index::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Facet(args) => facet::run(&args),
        Command::People(args) => people::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Stats(args) => stats::run(&args),
        Command::Fields(args) => fields::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Optimize(args) => optimize::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Mcp(args) => mcp::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Error(error)) => {
            let mut error = remarks::worded(error);
            if error.kind == ErrorKind::Parameter {
                error.place.insert_str(0, "--");
            }
            anstream::eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// A size such as `10MB`, `512k` or `1000000`: bytes, with units of 1,000.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        other => return Err(format!("`{other}` is no unit of size; write kB, MB or GB")),
    };
    let number: u64 = digits
        .trim()
        .parse()
        .map_err(|_| "write a number and a unit, such as `10MB`".to_owned())?;
    number
        .checked_mul(unit)
        .filter(|size| *size > 0)
        .ok_or_else(|| "the size is out of range".to_owned())
}
