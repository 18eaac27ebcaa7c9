//! `warta people [QUERY]`: who is who in the archive, why, and the user's own decisions on it.

use std::io::Write;

use clap::Subcommand;

use super::archive::Place;
use super::failure::Failure;
use super::out;
use crate::ask;
use crate::engine::Archive;
use crate::error::{Error, ErrorKind};
use crate::index::Snapshot;
use crate::output::{Format, people};
use crate::people::{Say, key};

/// List persons with all their names, those in most articles first
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Words of a name, or their beginnings
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    place: Place,
    /// How many persons are shown, or `all` [default: 20]
    #[arg(long, value_name = "N", value_parser = ask::limit)]
    limit: Option<ask::Limit>,
    /// How many persons are left out before the first
    #[arg(long, value_name = "N")]
    offset: Option<usize>,
    /// The form [default: text]
    #[arg(long, value_enum)]
    format: Option<Format>,
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
    args.place.reading(|| people(args)).map(|found| u8::from(!found))
}

fn people(args: &Args) -> Result<bool, Failure> {
    if args.command.is_some() {
        no_list(args)?;
    }
    let out = &mut out::stdout();
    let found = match &args.command {
        None => list(out, args, &*open(args)?)?,
        Some(Command::Nobody { name: None }) => {
            let none = ask::nobody(&*open(args)?);
            people::nobody(out, &none)?;
            !none.is_empty()
        }
        Some(Command::Why { name }) => {
            let why = ask::why_person(&*open(args)?, name)?;
            people::why(out, out::style(), name, &why)?;
            why != ask::WhyPerson::Unknown
        }
        Some(Command::Same { a, b }) => decide(out, args, Say::Same(clean(a), clean(b)))?,
        Some(Command::Apart { a, b }) => decide(out, args, Say::Apart(clean(a), clean(b)))?,
        Some(Command::Rename { name, called }) => decide(out, args, Say::Call(clean(name), clean(called)))?,
        Some(Command::Nobody { name: Some(name) }) => decide(out, args, Say::Nobody(clean(name)))?,
        Some(Command::Somebody { name }) => decide(out, args, Say::Somebody(clean(name)))?,
    };
    out.flush()?;
    Ok(found)
}

/// What is asked of one name is no list.
fn no_list(args: &Args) -> crate::error::Result<()> {
    let of_lists = [
        ("--limit", args.limit.is_some()),
        ("--offset", args.offset.is_some()),
        ("--format", args.format.is_some()),
    ];
    match of_lists.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Error::new(ErrorKind::Usage, option, "it is for the list of persons")
            .with_hint("leave it out, or ask for the list: `warta people QUERY`")),
        None => Ok(()),
    }
}

fn open(args: &Args) -> crate::error::Result<Box<dyn Archive>> {
    Ok(match args.place.server()? {
        Some(_) => args.place.open()?,
        None => Box::new(here(args)?),
    })
}

/// The index on this machine, with its persons.
fn here(args: &Args) -> crate::error::Result<Snapshot> {
    ask::with_people(args.place.index.open()?.snapshot()?)
}

/// A name as a line of decisions can hold it.
fn clean(name: &str) -> String {
    name.replace([';', '\n'], " ").trim().to_owned()
}

/// Keeps a decision, and shows what it changes.
fn decide(out: &mut dyn Write, args: &Args, say: Say) -> Result<bool, Failure> {
    args.place
        .only_here("who is who is decided where the archive is exported from")?;
    people::decided(out, out::style(), &ask::decide(&here(args)?, say)?)?;
    Ok(true)
}

fn list(out: &mut dyn Write, args: &Args, archive: &dyn Archive) -> Result<bool, Failure> {
    let query = args.query.join(" ");
    let answer = ask::people(archive, &query, args.limit, args.offset.unwrap_or(0))?;
    for decision in &answer.idle {
        let _ = writeln!(
            std::io::stderr(),
            "people.txt:{}: `{}` is kept, but a name in it does not occur",
            decision.line,
            decision.say
        );
    }
    let format = args.format.unwrap_or(Format::Text);
    people::people(out, out::style(), &answer, format)?;
    out.flush()?;
    if format != Format::Text && args.limit.is_none() {
        let before = args.offset.unwrap_or(0);
        out::say_part(before, answer.persons.len(), answer.num_hits as u64, "persons");
    }
    let is_found = answer.num_hits > 0;
    if !is_found && !key(&query).is_empty() && format == Format::Text {
        let _ = writeln!(std::io::stderr(), "nobody has a name with `{query}`");
    }
    Ok(is_found)
}
