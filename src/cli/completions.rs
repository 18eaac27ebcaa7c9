//! `warta completions SHELL`: what a shell needs to complete commands, options and their values.

use std::io::Write;

use clap_complete::Shell;

use super::failure::Failure;
use super::out;

/// Print completions for a shell: bash, zsh, fish, elvish or powershell
#[derive(clap::Args)]
pub struct Args {
    shell: Shell,
}

/// `command` is the command line with all that it has.
pub fn run(args: &Args, mut command: clap::Command) -> Result<u8, Failure> {
    // It is written as a whole: what generates it cannot be told that nobody reads any more.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "warta", &mut script);
    let out = &mut out::stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(0)
}
