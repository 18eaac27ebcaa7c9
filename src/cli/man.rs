//! `warta man [COMMAND]`: the manual pages.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap_mangen::Man;

use super::failure::Failure;
use super::out;
use crate::error::{Error, ErrorKind};

/// Print a manual page, or write those of all commands into a folder
#[derive(clap::Args)]
pub struct Args {
    /// The command whose page is printed; that of `warta` without one
    command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

/// `whole` is the command line with all that it has.
pub fn run(args: &Args, mut whole: clap::Command) -> Result<u8, Failure> {
    whole.build();
    if let Some(dir) = &args.dir {
        let failed = |error: std::io::Error| Error::io(dir.display(), &error);
        fs::create_dir_all(dir).map_err(failed)?;
        for command in std::iter::once(&whole).chain(whole.get_subcommands()) {
            let name = match command.get_name() {
                "help" => continue,
                "warta" => "warta".to_owned(),
                name => format!("warta-{name}"),
            };
            let page = page(command.clone())?;
            fs::write(dir.join(format!("{name}.1")), page).map_err(failed)?;
        }
        return Ok(0);
    }
    let command = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            found.ok_or_else(|| {
                Error::new(ErrorKind::Usage, name, "there is no such command").with_hint("`warta --help` lists them")
            })?
        }
    };
    let out = &mut out::stdout();
    out.write_all(&page(command)?)?;
    out.flush()?;
    Ok(0)
}

fn page(command: clap::Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.disable_help_subcommand(true)).render(&mut page)?;
    Ok(page)
}
