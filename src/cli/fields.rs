//! `warta fields`: what can be asked.

use std::io::Write;

use super::failure::Failure;
use super::out;
use crate::output::{Format, fields};

/// List the fields and the query language
#[derive(clap::Args)]
pub struct Args {
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    let out = &mut out::stdout();
    fields::write(out, out::style(), args.format)?;
    out.flush()?;
    Ok(0)
}
