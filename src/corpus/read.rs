//! Reading a file: open, find its format, hand over its articles.

use std::io;
use std::ops::ControlFlow;

use super::decode;
use super::format::Treatment;
use super::found::{Finding, ReadOptions, Sink};
use super::limit::TOO_DENSE;
use super::recognise::recognise;
use super::source::{FileEntry, Source};
use crate::error::{Error, ErrorKind, Result};

/// So many in a row that are no article show that the file holds none: each has its error, and a file of nothing but short
/// lines would fill the memory with them.
const MOST_FAILED: usize = 100_000;

/// Hands over everything that a file holds.
///
/// # Errors
/// Where the file as a whole cannot be read, or not to its end; what was handed over before stays good.
pub fn read(file: &FileEntry, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let mut failed = 0;
    let result = Source::open(file, options.max_article_size).and_then(|mut source| {
        read_source(&mut source, options, &mut |found| {
            failed = match found {
                Finding::Rejected(_) => failed + 1,
                Finding::Article(_) => 0,
                Finding::Left(_) | Finding::Note(_) | Finding::Plain(_) => failed,
            };
            match sink(found) {
                ControlFlow::Continue(()) if failed < MOST_FAILED => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        })
    });
    if failed >= MOST_FAILED {
        let cause = format!("it is given up after {MOST_FAILED} in a row that are no article");
        return Err(Error::new(ErrorKind::Input, &file.path, cause));
    }
    result.map_err(|error| {
        if error.cause == TOO_DENSE {
            error.with_hint("unpack it first, or allow more by `--max-article-size`")
        } else {
            error
        }
    })
}

/// Hands over everything that a source holds, by the reader of its format. Readers of containers hand their entries
/// ([`Source::nested`]) back to it.
///
/// # Errors
/// As [`read`].
pub fn read_source(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let head = source.head();
    if head.bytes.is_empty() {
        return Err(source.error("the file is empty"));
    }
    let Some(format) = recognise(&head) else {
        let cause = match (decode::is_binary(head.bytes), head.extension()) {
            (true, _) => "the file is binary, not text".to_owned(),
            (false, Some(extension)) => format!("files `.{}` are of no kind that is known", extension.escape_debug()),
            (false, None) => "the file is of no kind that is known".to_owned(),
        };
        return Err(source.error(cause));
    };
    match format.treatment {
        Treatment::Read(reader) => reader(source, options, sink),
        Treatment::Opened(opener) => opener(source, options, sink, read_entry),
        Treatment::Rejected { hint } => Err(source.error(format!("this is {}; {hint}", format.name))),
        Treatment::Left => Err(source.error(format!("this is {}; it holds no article", format.name))),
    }
}

/// Hands over everything that an entry of a container holds: what holds no article is left, as in a folder.
fn read_entry(entry: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let kind = match recognise(&entry.head()) {
        Some(format) if matches!(format.treatment, Treatment::Left) => format.kind(),
        Some(_) => return read_source(entry, options, sink),
        None => "unknown kind",
    };
    let _ = sink(Finding::Left(kind));
    Ok(())
}

/// The fingerprint of a file's bytes on disk: XXH3, 64 bits.
pub fn fingerprint(file: &FileEntry) -> Result<u64> {
    let io = |e: io::Error| Error::io(&file.path, &e);
    let mut reader = std::fs::File::open(&file.location).map_err(io)?;
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut reader, &mut buffer) {
            Ok(0) => return Ok(hasher.digest()),
            Ok(count) => hasher.update(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(io(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::Path;

    use super::*;

    /// Articles that came, errors of single ones, and the error of the file.
    fn read_packed(name: &str, lines: &str, longest: u64) -> (usize, usize, Option<Error>) {
        let dir = tempfile::tempdir().expect("a folder");
        let location = dir.path().join(name);
        let file = std::fs::File::create(&location).expect("a file");
        let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::best());
        packer.write_all(lines.as_bytes()).expect("it is written");
        packer.finish().expect("it is written");
        read_file(&location, longest)
    }

    fn read_file(location: &Path, longest: u64) -> (usize, usize, Option<Error>) {
        let file = FileEntry::at(location);
        let options = ReadOptions {
            max_article_size: longest,
            ..ReadOptions::default()
        };
        let (mut good, mut bad) = (0, 0);
        let result = read(&file, &options, &mut |found| {
            match found {
                Finding::Article(_) => good += 1,
                Finding::Rejected(_) => bad += 1,
                Finding::Left(_) | Finding::Note(_) | Finding::Plain(_) => {}
            }
            ControlFlow::Continue(())
        });
        (good, bad, result.err())
    }

    #[test]
    fn a_small_file_that_unpacks_to_much_is_left() {
        let line = "{\"text\": \"Hujan turun di Kota Lama sejak pagi.\"}\n";
        let lines = line.repeat(200_000);
        let (good, bad, error) = read_packed("a.jsonl.gz", &lines, 100_000);
        let error = error.expect("it is too dense");
        assert_eq!(error.cause, TOO_DENSE);
        assert!(error.hint.is_some());
        assert!(good > 1000 && good < 100_000 && bad == 0, "{good} {bad}");
        let table = format!("text\n{}", "Hujan turun.\n".repeat(200_000));
        let (_, _, error) = read_packed("b.csv.gz", &table, 100_000);
        assert_eq!(error.map(|e| e.cause).as_deref(), Some(TOO_DENSE));
        let list = format!("[{}1]", "{\"text\": \"Hujan turun.\"},".repeat(100_000));
        let (_, _, error) = read_packed("c.json.gz", &list, 100_000);
        assert_eq!(error.map(|e| e.cause).as_deref(), Some(TOO_DENSE));
    }

    #[test]
    fn a_small_file_may_always_hold_one_article() {
        let line = format!("{{\"text\": \"{}\"}}", "Hujan turun. ".repeat(5000));
        let (good, bad, error) = read_packed("a.jsonl.gz", &line, 100_000);
        assert!(error.is_none() && (good, bad) == (1, 0), "{error:?}");
    }

    #[test]
    fn a_file_of_nothing_but_errors_is_given_up() {
        let dir = tempfile::tempdir().expect("a folder");
        let location = dir.path().join("a.jsonl");
        std::fs::write(&location, "x\n".repeat(MOST_FAILED + 1000)).expect("a file");
        let (good, bad, error) = read_file(&location, 1000);
        assert_eq!((good, bad), (0, MOST_FAILED));
        assert!(error.is_some_and(|e| e.cause.contains("in a row")));
    }
}
