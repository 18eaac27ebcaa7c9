//! `warta extract FILE...`: the records of files, without an index.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashSet;

use super::{Failure, out};
use crate::article::RawArticle;
use crate::corpus::{self, FieldMap, Found, ReadOptions, Walk, WalkOptions};
use crate::error::Error;
use crate::extract;
use crate::output::terminal::Style;
use crate::output::{Format, csv, readable, record};

/// Print what is understood of each article; needs no index
#[derive(clap::Args)]
pub struct Args {
    /// Files of articles, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// ndjson: a record a line; json: one list of them; text: for people; csv: a row an article
    #[arg(long, value_enum, default_value = "ndjson")]
    format: Format,
    /// Print each statement with its speaker and what speaks for that one, for people
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// Read a field of the article from a field or column of another name
    #[arg(long, value_name = "FIELD=NAME")]
    map: Vec<String>,
    /// The largest article that is read, such as 10MB
    #[arg(long, value_name = "SIZE", default_value = "10MB", value_parser = super::size)]
    max_article_size: u64,
}

/// Articles that are extracted at a time, on all cores. Enough to keep them busy, few enough to stay small.
const BATCH: usize = 256;

pub fn run(args: &Args) -> Result<u8, Failure> {
    let options = ReadOptions {
        max_article_size: args.max_article_size,
        map: FieldMap::new(&args.map)?,
    };
    let mut printer = Printer {
        out: BufWriter::new(std::io::stdout().lock()),
        style: out::style(),
        format: if args.explain { Format::Text } else { args.format },
        explain: args.explain,
        batch: Vec::new(),
        written: 0,
        failed: false,
        broken: None,
        noted: FxHashSet::default(),
    };
    match printer.format {
        Format::Json => printer.out.write_all(b"[")?,
        Format::Csv => csv::article_header(&mut printer.out)?,
        Format::Text | Format::Ndjson => {}
    }
    for root in &args.files {
        let label = corpus::label_of(root);
        for found in corpus::walk(root, &label, WalkOptions::default()) {
            match found {
                Walk::File(file) => {
                    let result = corpus::read(&file, &options, &mut |found| printer.take(&file.path, found));
                    if let Err(error) = result {
                        printer.complain(&error);
                    }
                }
                Walk::Skipped(_) => {}
                Walk::Error(error) => printer.complain(&error),
            }
            if let Some(failure) = printer.broken.take() {
                return Err(failure);
            }
        }
    }
    printer.print()?;
    if printer.format == Format::Json {
        printer.out.write_all(b"\n]\n")?;
    }
    printer.out.flush()?;
    Ok(if printer.failed { 2 } else { 0 })
}

/// Gathers articles, extracts them together and writes their records in order.
struct Printer<W: Write> {
    out: W,
    style: Style,
    format: Format,
    explain: bool,
    batch: Vec<RawArticle>,
    written: usize,
    /// Something could not be read.
    failed: bool,
    /// Standard output could not be written.
    broken: Option<Failure>,
    /// What was said of how files were read.
    noted: FxHashSet<String>,
}

impl<W: Write> Printer<W> {
    fn take(&mut self, path: &str, found: Found) -> ControlFlow<()> {
        match found {
            Found::Article(raw) if raw.withdrawn => {}
            Found::Article(raw) => self.batch.push(*raw),
            Found::Rejected(error) => self.complain(&error),
            Found::Note(note) => self.note(path, note),
            Found::Plain(_) => {}
            Found::Left(_) => {}
        }
        if self.batch.len() >= BATCH
            && let Err(failure) = self.print()
        {
            self.broken = Some(failure);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Says how a file was read; the same of many files once.
    fn note(&mut self, path: &str, note: String) {
        if !self.noted.contains(&note) {
            anstream::eprintln!("note: {}: {}", path.escape_debug(), note.escape_debug());
            self.noted.insert(note);
        }
    }

    fn complain(&mut self, error: &Error) {
        self.failed = true;
        anstream::eprintln!("error: {error}");
    }

    fn print(&mut self) -> Result<(), Failure> {
        let batch = std::mem::take(&mut self.batch);
        if self.explain {
            return self.print_explained(batch);
        }
        let articles: Vec<_> = batch.into_par_iter().map(|raw| extract::extract(raw).article).collect();
        for article in &articles {
            let out = &mut self.out;
            match self.format {
                Format::Json => {
                    out.write_all(if self.written > 0 { b",\n" } else { b"\n" })?;
                    out.write_all(&record::to_json(article)?)?;
                }
                Format::Ndjson => record::write_ndjson(out, article)?,
                Format::Csv => {
                    // Of an article alone nobody knows who is who.
                    let names: Vec<String> = article.speakers.iter().map(|speaker| speaker.name.clone()).collect();
                    csv::article_row(out, article, &names)?
                }
                Format::Text => {
                    if self.written > 0 {
                        readable::between(out, self.style)?;
                    }
                    readable::record(out, self.style, article)?;
                }
            }
            self.written += 1;
        }
        Ok(())
    }

    fn print_explained(&mut self, batch: Vec<RawArticle>) -> Result<(), Failure> {
        let explained: Vec<_> = batch.into_par_iter().map(extract::explained).collect();
        for (article, reasons) in &explained {
            if self.written > 0 {
                readable::between(&mut self.out, self.style)?;
            }
            readable::reasons(&mut self.out, self.style, article, reasons)?;
            self.written += 1;
        }
        Ok(())
    }
}
