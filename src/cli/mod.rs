//! Arguments, environment, exit codes; one file a command.

mod archive;
mod args;
mod check;
mod completions;
mod export;
mod extract;
mod facet;
mod failure;
mod fields;
mod guard;
mod help;
mod hits;
mod index;
mod index_dir;
mod man;
mod mcp;
mod named;
mod optimize;
mod out;
mod people;
mod quickwit;
mod quotes;
mod saved;
mod search;
mod serve;
mod show;
mod size;
mod spool;
mod stats;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use failure::Failure;

use crate::error::ErrorKind;
use crate::output::remarks;

/// Index and search a folder of news articles by what they say.
#[derive(Parser)]
#[command(name = "warta", version)]
struct Args {
    /// When text is coloured
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        display_order = 900
    )]
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
    Saved(saved::Args),
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

/// Runs the command line and says how the process should end.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(code(args))
}

/// Runs the command line, for a process that others end: its exit code.
pub fn code(args: impl IntoIterator<Item = OsString>) -> u8 {
    let typed: Vec<OsString> = args.into_iter().collect();
    let args = command()
        .try_get_matches_from(&typed)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let args = match args {
        Ok(args) => args,
        Err(error) => {
            let error = usage::with_next_step(error, &typed, &command());
            let _ = error.print();
            return if error.use_stderr() { 2 } else { 0 };
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
        Command::Saved(args) => saved::run(&args),
        Command::Stats(args) => stats::run(&args),
        Command::Fields(args) => fields::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Optimize(args) => optimize::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Mcp(args) => mcp::run(&args),
        Command::Completions(args) => completions::run(&args, command()),
        Command::Man(args) => man::run(&args, command()),
    };
    match result {
        Ok(code) => code,
        Err(Failure::Closed) => 0,
        Err(Failure::Error(error)) => {
            let mut error = remarks::worded(error);
            if error.kind == ErrorKind::Parameter {
                error.place.insert_str(0, "--");
            }
            anstream::eprintln!("error: {error}");
            2
        }
    }
}
