//! Arguments, environment, exit codes; one file a command.

mod args;
mod extract;
mod facet;
mod fields;
mod out;
mod quotes;
mod report;
mod search;
mod show;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Index and search a folder of news articles by what they say.
#[derive(Parser)]
#[command(name = "warta", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Search(search::Args),
    Quotes(quotes::Args),
    Facet(facet::Args),
    Show(show::Args),
    Extract(extract::Args),
    Fields(fields::Args),
}

/// Runs the command line and says how the process should end.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match args.command {
        Command::Search(args) => search::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Facet(args) => facet::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Fields(args) => fields::run(&args),
    }
}
