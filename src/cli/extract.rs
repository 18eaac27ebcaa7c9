//! `warta extract FILE...`: the records of files, without an index.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashSet;

use super::failure::Failure;
use super::out::{Target, To};
use super::spool::Spool;
use crate::article::RawArticle;
use crate::corpus::{self, FieldMap, ReadOptions, Takes};
use crate::error::Error;
use crate::extract;
use crate::output::columns::{self, parquet};
use crate::output::record::Record;
use crate::output::terminal::Style;
use crate::output::{Form, Format, csv, readable, record};

/// Print what is understood of each article; needs no index
#[derive(clap::Args)]
pub struct Args {
    /// Files of articles, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    to: To,
    /// Print each statement with its speaker and what speaks for that one, and against whom, for people
    #[arg(long, conflicts_with = "format")]
    explain: bool,
    /// Read a field of the article from a field or column of another name
    #[arg(long, value_name = "FIELD=NAME")]
    map: Vec<String>,
    /// The largest article that is read, such as 10MB
    #[arg(long, value_name = "SIZE", default_value = "10MB", value_parser = super::size::size)]
    max_article_size: u64,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    let options = ReadOptions {
        max_article_size: args.max_article_size,
        map: FieldMap::new(&args.map)?,
    };
    let form = match args.explain {
        true => Form::Rows(Format::Text),
        false => args.to.form().unwrap_or(Form::Rows(Format::Ndjson)),
    };
    let target = args.to.open(form)?;
    let mut printer = Printer {
        sheet: Sheet::begin(form, target)?,
        style: args.to.style(),
        explain: args.explain,
        written: 0,
        failed: false,
        broken: None,
        noted: FxHashSet::default(),
    };
    let (roots, _spools) = roots(&args.files)?;
    corpus::batches(&roots, &options, &mut printer);
    if let Some(failure) = printer.broken.take() {
        return Err(failure);
    }
    printer.sheet.finish()?;
    Ok(if printer.failed { 2 } else { 0 })
}

/// Files and folders with what paths in them begin with, and the files of standard input, which live as long as they are kept.
type Roots = (Vec<(PathBuf, String)>, Vec<Spool>);

fn roots(files: &[PathBuf]) -> Result<Roots, Failure> {
    let mut roots = Vec::new();
    let mut spools = Vec::new();
    for file in files {
        if file == Path::new("-") {
            let spool = Spool::stdin()?;
            roots.push((spool.file().to_owned(), "stdin".to_owned()));
            spools.push(spool);
        } else {
            roots.push((file.clone(), corpus::label_of(file)));
        }
    }
    Ok((roots, spools))
}

/// What records are written on.
enum Sheet {
    Rows(Format, Target),
    Columns(Box<parquet::Writer<Target>>),
}

impl Sheet {
    fn begin(form: Form, mut target: Target) -> Result<Sheet, Failure> {
        let format = match form {
            Form::Parquet => {
                let writer = parquet::Writer::new(target, columns::record::table().schema())?;
                return Ok(Sheet::Columns(Box::new(writer)));
            }
            Form::Rows(format) => format,
        };
        match format {
            Format::Json => target.write_all(b"[")?,
            Format::Csv => csv::article_header(&mut target)?,
            Format::Text | Format::Ndjson => {}
        }
        Ok(Sheet::Rows(format, target))
    }

    fn finish(self) -> Result<(), Failure> {
        match self {
            Sheet::Rows(Format::Json, mut target) => {
                target.write_all(b"\n]\n")?;
                target.finish()?;
            }
            Sheet::Rows(_, target) => target.finish()?,
            Sheet::Columns(writer) => writer.finish()?.finish()?,
        }
        Ok(())
    }
}

/// Extracts articles on all cores and writes their records in order.
struct Printer {
    sheet: Sheet,
    style: Style,
    explain: bool,
    written: usize,
    /// Something could not be read.
    failed: bool,
    /// What is written to could not be written.
    broken: Option<Failure>,
    /// What was said of how files were read.
    noted: FxHashSet<String>,
}

impl Takes for Printer {
    fn articles(&mut self, batch: Vec<RawArticle>) -> ControlFlow<()> {
        match self.print(batch) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                self.broken = Some(failure);
                ControlFlow::Break(())
            }
        }
    }

    fn rejected(&mut self, error: &Error) {
        self.failed = true;
        anstream::eprintln!("error: {error}");
    }

    /// Says how a file was read; the same of many files once.
    fn note(&mut self, path: &str, note: String) {
        if !self.noted.contains(&note) {
            anstream::eprintln!("note: {}: {}", path.escape_debug(), note.escape_debug());
            self.noted.insert(note);
        }
    }
}

impl Printer {
    fn print(&mut self, batch: Vec<RawArticle>) -> Result<(), Failure> {
        if self.explain {
            return self.print_explained(batch);
        }
        let articles: Vec<_> = batch.into_par_iter().map(|raw| extract::extract(raw).article).collect();
        let (format, out) = match &mut self.sheet {
            Sheet::Rows(format, out) => (*format, out),
            Sheet::Columns(writer) => {
                let records: Vec<Record<'_>> = articles.iter().map(Record::of).collect();
                writer.rows(&columns::record::table(), &records.iter().collect::<Vec<_>>())?;
                return Ok(());
            }
        };
        for article in &articles {
            match format {
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
        let Sheet::Rows(_, out) = &mut self.sheet else {
            return Ok(());
        };
        for (article, reasons) in &explained {
            if self.written > 0 {
                readable::between(out, self.style)?;
            }
            let reasons: Vec<_> = reasons.iter().cloned().map(Some).collect();
            readable::reasons(out, self.style, article, &reasons)?;
            self.written += 1;
        }
        Ok(())
    }
}
