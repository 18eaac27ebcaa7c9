//! Reading a file: open, find its format, hand over its articles.

use std::io;
use std::ops::ControlFlow;

use super::fields::FieldMap;
use super::format::{Format, by_content, by_name};
use super::limit::{Budget, Limited, TOO_DENSE, TOO_LARGE};
use super::walk::FileEntry;
use super::{decode, html, json, lines, open, table, text};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// Where articles go, one by one; an article that cannot be read goes there as its error. `Break` ends the reading.
pub type Sink<'a> = dyn FnMut(Result<RawArticle>) -> ControlFlow<()> + 'a;

/// So many in a row that are no article show that the file holds none: each has its error, and a file of nothing but short
/// lines would fill the memory with them.
const MOST_FAILED: usize = 100_000;

/// How files are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Bytes, after unpacking, that one article may have.
    pub max_article_size: u64,
    pub map: FieldMap,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            max_article_size: 10_000_000,
            map: FieldMap::default(),
        }
    }
}

/// Hands over every article of a file.
///
/// # Errors
/// Where the file as a whole cannot be read, or not to its end; what was handed over before stays good.
pub fn read(file: &FileEntry, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let mut failed = 0;
    let result = read_all(file, options, &mut |article| {
        failed = if article.is_ok() { 0 } else { failed + 1 };
        match sink(article) {
            ControlFlow::Continue(()) if failed < MOST_FAILED => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
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

fn read_all(file: &FileEntry, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let path = &file.path;
    let io = |e: io::Error| Error::new(ErrorKind::Input, path, io_text(&e.to_string()));
    let mut reader = open::open(file, options.max_article_size).map_err(io)?;
    let head = reader.fill_buf().map_err(io)?;
    if head.is_empty() {
        return Err(Error::new(ErrorKind::Input, path, "the file is empty"));
    }
    if decode::is_binary(head) {
        return Err(Error::new(ErrorKind::Input, path, "the file is binary, not text"));
    }
    let format = by_content(by_name(path), &head[..head.len().min(4096)]);
    let (longest, map) = (options.max_article_size, &options.map);
    match format {
        Format::Json => {
            let budget = Budget::new(longest);
            let reader = io::BufReader::new(Limited::new(reader, budget.clone()));
            json::read(path, reader, &budget, map, sink)
        }
        Format::JsonLines => lines::read(path, reader, longest, map, sink),
        Format::Table => table::read(path, reader, longest, map, sink),
        Format::Text | Format::Html => {
            let bytes = open::read_whole(&mut *reader, longest).map_err(io)?;
            let bytes = bytes.ok_or_else(|| Error::new(ErrorKind::Input, path, TOO_LARGE))?;
            if decode::is_binary(&bytes) {
                return Err(Error::new(ErrorKind::Input, path, "the file is binary, not text"));
            }
            let article = if format == Format::Text {
                text::article(path, &decode::decode(&bytes), map)
            } else {
                html::article(path, &bytes)
            };
            let article = article.ok_or_else(|| match format {
                Format::Html => Error::new(ErrorKind::Input, path, "there is no article on the page"),
                _ => Error::new(ErrorKind::Input, path, "there is no text in it"),
            });
            let _ = sink(article);
            Ok(())
        }
    }
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

/// An error of the system, of a packing or of a limit, in the words of this program.
pub fn io_text(text: &str) -> String {
    for cause in [TOO_LARGE, TOO_DENSE] {
        if text.contains(cause) {
            return cause.to_owned();
        }
    }
    let text = text.split(" (os error").next().unwrap_or_default();
    let lower = text.to_lowercase();
    if lower.contains("unexpected end of file") || lower.contains("incomplete frame") {
        return "the packed file ends in the middle".to_owned();
    }
    if lower.contains("corrupt")
        || lower.contains("invalid gzip")
        || lower.contains("deflate")
        || lower.contains("checksum")
    {
        return format!("the packed file is damaged: {lower}");
    }
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
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
        let file = FileEntry {
            location: location.to_owned(),
            path: location.to_string_lossy().into_owned(),
            size: 0,
            modified: 0,
        };
        let options = ReadOptions {
            max_article_size: longest,
            ..ReadOptions::default()
        };
        let (mut good, mut bad) = (0, 0);
        let result = read(&file, &options, &mut |article| {
            match article {
                Ok(_) => good += 1,
                Err(_) => bad += 1,
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
