//! `warta extract FILE...`: the records of files, without an index.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
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
    let options = corpus::ReadOptions::default();
    let mut failed = false;
    for root in &args.files {
        let label = corpus::label_of(root);
        for found in corpus::walk(root, &label, corpus::WalkOptions::default()) {
            let file = match found {
                corpus::Walk::File(file) => file,
                corpus::Walk::Skipped(_) => continue,
                corpus::Walk::Error(error) => {
                    failed = true;
                    eprintln!("{error}");
                    continue;
                }
            };
            let result = corpus::read(&file, &options, &mut |raw| {
                match raw {
                    Ok(raw) => {
                        let _ = record::write_ndjson(&mut out, &extract::extract(raw));
                    }
                    Err(error) => {
                        failed = true;
                        eprintln!("{error}");
                    }
                }
                ControlFlow::Continue(())
            });
            if let Err(error) = result {
                failed = true;
                eprintln!("{error}");
            }
        }
    }
    let _ = out.flush();
    ExitCode::from(if failed { 2 } else { 0 })
}
