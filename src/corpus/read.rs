//! Reading a file: open, find its format, hand over its articles.

use std::io;
use std::ops::ControlFlow;

use super::fields::FieldMap;
use super::format::{Format, by_content, by_name};
use super::limit::{Budget, Limited, TOO_LARGE};
use super::walk::FileEntry;
use super::{decode, html, json, lines, open, table, text};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// Where articles go, one by one; an article that cannot be read goes there as its error. `Break` ends the reading.
pub type Sink<'a> = dyn FnMut(Result<RawArticle>) -> ControlFlow<()> + 'a;

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
    let path = &file.path;
    let io = |e: io::Error| Error::new(ErrorKind::Input, path, io_text(&e.to_string()));
    let mut reader = open::open(file).map_err(io)?;
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
    if text.contains(TOO_LARGE) {
        return TOO_LARGE.to_owned();
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
