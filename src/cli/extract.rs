//! `warta extract FILE...`: the records of files, without an index.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::output::record;
use crate::{corpus, extract};

/// Print what is understood of each article, without an index
#[derive(clap::Args)]
pub struct Args {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[arg(long, default_value = "ndjson")]
    format: String,
}

pub fn run(args: &Args) -> ExitCode {
    debug_assert_eq!(args.format, "ndjson");
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in &args.files {
        let result = corpus::read(path, &mut |raw| match raw {
            Ok(raw) => {
                let _ = record::write_ndjson(&mut out, &extract::extract(raw));
            }
            Err(error) => eprintln!("{error}"),
        });
        if let Err(error) = result {
            eprintln!("{error}");
        }
    }
    let _ = out.flush();
    ExitCode::SUCCESS
}
