//! JSON Lines: each line an article.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::fields::FieldMap;
use super::limit::TOO_LARGE;
use super::read::{ReadOptions, Sink};
use super::source::{Place, Source};
use crate::article::RawArticle;
use crate::error::Result;

/// A line of a file.
enum Line {
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
    let mut buffer = Vec::new();
    let mut any = false;
    for number in 1u64.. {
        let line = next_line(source.reader(), &mut buffer, longest)
            .map_err(|e| place.error_at(number, super::read::io_text(&e.to_string())))?;
        let result = match line {
            Line::End => break,
            Line::TooLong => Err(place.error_at(number, TOO_LARGE)),
            Line::Whole if buffer.iter().all(u8::is_ascii_whitespace) => continue,
            Line::Whole => article(&place, number, &buffer, &options.map),
        };
        any = true;
        if sink(result.into()).is_break() {
            return Ok(());
        }
    }
    if any {
        Ok(())
    } else {
        Err(place.error("there is no article in it: every line is empty"))
    }
}

fn article(place: &Place, number: u64, line: &[u8], map: &FieldMap) -> Result<RawArticle> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let parsed: std::result::Result<Map<String, Value>, _> = match std::str::from_utf8(line) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_str(&super::decode::decode(line)),
    };
    let object = parsed.map_err(|e| {
        let mut error = super::json::error(place, &e);
        error.place = format!("{place}:{number}:{}", e.column());
        error
    })?;
    let found = super::json::article(object, map).map_err(|cause| place.error_at(number, cause))?;
    Ok(place.own(found, Some(number.to_string())))
}

fn next_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, longest: u64) -> io::Result<Line> {
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
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}
