//! `warta people [QUERY]`: who is who in the archive, why, and the user's own decisions on it.

use std::io::Write;

use clap::Subcommand;

use super::{Failure, IndexDir, guard, out};
use crate::ask;
use crate::index::Snapshot;
use crate::output::{Format, people};
use crate::people::{Say, key};

/// List persons with all their names, those in most articles first
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(
    after_help = "Exit codes: 0 found, 1 nobody found, 2 error.\n\nDecisions are kept in `people.txt` beside the index, \
    or in the file that --people names: a line each, `same: A; B`, `apart: A; B`, `call: A; NAME` or `nobody: A`."
)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Words of a name, or their beginnings
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexDir,
    /// How many persons are shown, or `all`
    #[arg(long, value_name = "N", default_value = "20", value_parser = ask::limit)]
    limit: ask::Limit,
    /// How many persons are left out before the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Subcommand)]
enum Command {
    /// Say whose a name is, and what that rests on
    Why { name: String },
    /// Decide that two names are one person's
    Same { a: String, b: String },
    /// Decide that two names are not one person's
    Apart { a: String, b: String },
    /// Decide what a person is called
    Rename { name: String, called: String },
    /// Decide that a name is no person's
    Nobody { name: String },
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || people(args)).map(|found| u8::from(!found))
}

fn people(args: &Args) -> Result<bool, Failure> {
    let snapshot = ask::with_people(args.index.open()?.snapshot()?)?;
    let out = &mut out::stdout();
    let found = match &args.command {
        None => list(out, args, &snapshot)?,
        Some(Command::Why { name }) => {
            let why = ask::why_person(&snapshot, name)?;
            people::why(out, out::style(), name, &why)?;
            why != ask::WhyPerson::Unknown
        }
        Some(command) => {
            let decided = ask::decide(&snapshot, command.say())?;
            people::decided(out, out::style(), &decided)?;
            true
        }
    };
    out.flush()?;
    Ok(found)
}

impl Command {
    /// What is decided.
    fn say(&self) -> Say {
        let clean = |name: &String| name.replace([';', '\n'], " ").trim().to_owned();
        match self {
            Command::Same { a, b } => Say::Same(clean(a), clean(b)),
            Command::Apart { a, b } => Say::Apart(clean(a), clean(b)),
            Command::Rename { name, called } => Say::Call(clean(name), clean(called)),
            Command::Nobody { name } | Command::Why { name } => Say::Nobody(clean(name)),
        }
    }
}

fn list(out: &mut dyn Write, args: &Args, snapshot: &Snapshot) -> Result<bool, Failure> {
    let query = args.query.join(" ");
    let answer = ask::people(snapshot, &query, Some(args.limit), args.offset)?;
    for decision in &answer.idle {
        let _ = writeln!(
            std::io::stderr(),
            "people.txt:{}: `{}` is kept, but a name in it does not occur",
            decision.line,
            decision.say
        );
    }
    people::people(out, out::style(), &answer, args.format)?;
    let is_found = answer.num_hits > 0;
    if !is_found && !key(&query).is_empty() && args.format == Format::Text {
        let _ = writeln!(std::io::stderr(), "nobody has a name with `{query}`");
    }
    Ok(is_found)
}
