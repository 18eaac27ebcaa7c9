//! `warta mcp`: the archive for assistants, over standard input and output.

use std::io;
use std::time::Duration;

use super::archive::Place;
use super::failure::Failure;
use crate::mcp::{self, Options};

/// Answer an assistant that speaks the Model Context Protocol, over standard input and output
///
/// Six read-only tools: what the archive holds, articles, statements, counts, one article, comparison. An assistant starts this itself;
/// give it the command `warta mcp --index DIR`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
}

/// How long a question may take: assistants ask few, and wait.
const DEADLINE: Duration = Duration::from_secs(20);

pub fn run(args: &Args) -> Result<u8, Failure> {
    let options = Options {
        place: args.place.kept()?,
        deadline: DEADLINE,
    };
    mcp::run(&options, io::stdin().lock(), &mut io::stdout().lock())?;
    Ok(0)
}
