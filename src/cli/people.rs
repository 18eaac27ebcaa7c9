//! `warta people [QUERY]`: who is who in the archive, why, and the user's own decisions on it.

use std::io::Write;

use clap::Subcommand;

use super::failure::Failure;
use super::index_dir::IndexDir;
use super::{guard, out};
use crate::ask;
use crate::index::Snapshot;
use crate::output::{Format, people};
use crate::people::{Say, key};

/// List persons with all their names, those in most articles first
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
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
    /// Decide that a name is no person's; without a name, list those that are none
    Nobody { name: Option<String> },
    /// Decide that a name is a person's after all
    Somebody { name: String },
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    guard::reading(&args.index, || people(args)).map(|found| u8::from(!found))
}

fn people(args: &Args) -> Result<bool, Failure> {
    let snapshot = ask::with_people(args.index.open()?.snapshot()?)?;
    let out = &mut out::stdout();
    let found = match &args.command {
        None => list(out, args, &snapshot)?,
        Some(Command::Nobody { name: None }) => {
            let none = ask::nobody(&snapshot);
            people::nobody(out, &none)?;
            !none.is_empty()
        }
        Some(Command::Why { name }) => {
            let why = ask::why_person(&snapshot, name)?;
            people::why(out, out::style(), name, &why)?;
            why != ask::WhyPerson::Unknown
        }
        Some(Command::Same { a, b }) => decide(out, &snapshot, Say::Same(clean(a), clean(b)))?,
        Some(Command::Apart { a, b }) => decide(out, &snapshot, Say::Apart(clean(a), clean(b)))?,
        Some(Command::Rename { name, called }) => decide(out, &snapshot, Say::Call(clean(name), clean(called)))?,
        Some(Command::Nobody { name: Some(name) }) => decide(out, &snapshot, Say::Nobody(clean(name)))?,
        Some(Command::Somebody { name }) => decide(out, &snapshot, Say::Somebody(clean(name)))?,
    };
    out.flush()?;
    Ok(found)
}

/// A name as a line of decisions can hold it.
fn clean(name: &str) -> String {
    name.replace([';', '\n'], " ").trim().to_owned()
}

/// Keeps a decision, and shows what it changes.
fn decide(out: &mut dyn Write, snapshot: &Snapshot, say: Say) -> Result<bool, Failure> {
    people::decided(out, out::style(), &ask::decide(snapshot, say)?)?;
    Ok(true)
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
