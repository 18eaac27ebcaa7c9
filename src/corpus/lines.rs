//! JSON Lines: each line an article.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde_json::Value;

use super::decode::Decoder;
use super::dump::gather::Gather;
use super::dump::mend::mended;
use super::found::{Finding, ReadOptions, Sink};
use super::limit::TOO_LARGE;
use super::news_json::{self, Item};
use super::source::{Place, Source};
use crate::error::Result;

/// A line of a file.
enum ReadLine {
    /// It is in the buffer, without its end.
    Whole,
    /// It is longer than allowed and was passed over.
    TooLong,
    End,
}

/// Reads a file line by line. A line that is no article is handed over as its error, and the rest is read.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let longest = source.longest();
    let decoder = Decoder::of(source.head().bytes);
    let mut gather = Gather::new(&place, &options.map, false);
    let mut buffer = Vec::new();
    let mut any = false;
    for number in 1u64.. {
        let line = next_line(source.reader(), &mut buffer, longest)
            .map_err(|e| place.error_at(number, super::limit::io_text(&e.to_string())))?;
        let value = match line {
            ReadLine::End => break,
            ReadLine::TooLong => Err(place.error_at(number, TOO_LARGE)),
            ReadLine::Whole if buffer.iter().all(|b| b.is_ascii_whitespace() || *b == 0) => continue,
            ReadLine::Whole => parse(&place, number, &buffer, decoder),
        };
        any = true;
        let known = match &value {
            Ok(Value::Object(object)) => news_json::article(object),
            _ => None,
        };
        let flow = match known {
            Some(Item::Article(article)) => sink(Finding::Article(Box::new(
                place.own(*article, Some(number.to_string())),
            ))),
            Some(Item::Other(kind)) => sink(Finding::Left(kind)),
            None => {
                let row = value.and_then(|value| {
                    let at = format!(":{number}");
                    super::json::row(&mut gather, value, Some(number.to_string()), at)
                        .map_err(|cause| place.error_at(number, cause))
                });
                match row {
                    Ok(row) => gather.push(row, sink)?,
                    Err(error) => sink(Finding::Rejected(error)),
                }
            }
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    if !any {
        return Err(place.error("there is no article in it: every line is empty"));
    }
    let _: ControlFlow<()> = gather.finish(sink)?;
    Ok(())
}

fn parse(place: &Place, number: u64, line: &[u8], decoder: Decoder) -> Result<Value> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let first = match std::str::from_utf8(line) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_str(&decoder.decode(line)),
    };
    // Most lines are valid, and are not looked at twice.
    first
        .or_else(|error| serde_json::from_slice(&mended(line)).map_err(|_| error))
        .map_err(|e| {
            let mut error = super::json::error(place, &e);
            error.place = format!("{place}:{number}:{}", e.column());
            error
        })
}

fn next_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, longest: u64) -> io::Result<ReadLine> {
    buffer.clear();
    let mut too_long = false;
    let mut any = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', available);
        let piece = &available[..end.unwrap_or(available.len())];
        if !too_long {
            too_long = (buffer.len() + piece.len()) as u64 > longest;
            if too_long {
                buffer.clear();
            } else {
                buffer.extend_from_slice(piece);
            }
        }
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => ReadLine::End,
        (true, true) => ReadLine::TooLong,
        (true, false) => ReadLine::Whole,
    })
}
