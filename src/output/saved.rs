//! Saved searches, and what is new in them.

use std::io::{self, Write};

use serde_json::json;

use super::format::Format;
use super::number::{count, plural};
use super::terminal::{Ink, Style, escape};
use crate::saved::SavedSearch;

/// A saved search with what it finds now.
pub struct Line<'s> {
    pub search: &'s SavedSearch,
    /// None where there is no index.
    pub hits: Option<u64>,
    /// How many of them came in since it was looked at; `None` where it never was.
    pub new: Option<u64>,
    /// When it was looked at, in seconds since 1970.
    pub last: Option<i64>,
    /// Why its query cannot be meant.
    pub wrong: Option<String>,
}

/// What is said of news when a saved search is looked at. `new` and `since` are `None` where that is the first time.
pub fn news(out: &mut dyn Write, name: &str, new: Option<u64>, since: Option<i64>) -> io::Result<()> {
    let name = escape(name);
    match (new, since.and_then(minute)) {
        (Some(0), Some(since)) => writeln!(out, "@{name}: nothing new since {since}"),
        (Some(new), Some(since)) => writeln!(out, "@{name}: {} new since {since}", count(new)),
        _ => writeln!(out, "@{name}: this is the first look; the next one says what is new"),
    }
}

/// All of them.
pub fn list(out: &mut dyn Write, style: Style, lines: &[Line], format: Format) -> io::Result<()> {
    let last = |line: &Line| line.last.and_then(|at| jiff::Timestamp::from_second(at).ok());
    let value = |line: &Line| {
        json!({
            "name": line.search.name,
            "query": line.search.query,
            "hits": line.hits,
            "new": line.new,
            "last": last(line).map(|at| at.to_string()),
            "error": line.wrong,
            "file": line.search.file.to_string_lossy(),
            "line": line.search.line,
        })
    };
    match format {
        Format::Text => lines.iter().try_for_each(|line| {
            let SavedSearch { name, query, .. } = line.search;
            writeln!(out, "{}  {}", style.ink(Ink::Title, &format!("@{name}")), escape(query))?;
            let mut said = Vec::new();
            said.extend(line.wrong.clone());
            said.extend(line.hits.map(|hits| plural(hits, "article", "articles")));
            match (line.new, line.last.and_then(minute)) {
                (Some(new), Some(since)) => said.push(format!("{} new since {since}", count(new))),
                _ if line.hits.is_some() => said.push("not looked at yet".to_owned()),
                _ => {}
            }
            said.push(format!("{}:{}", line.search.file.display(), line.search.line));
            writeln!(out, "    {}", style.ink(Ink::Faint, &said.join(" · ")))
        }),
        Format::Json => {
            let list: Vec<_> = lines.iter().map(value).collect();
            serde_json::to_writer_pretty(&mut *out, &list)?;
            out.write_all(b"\n")
        }
        Format::Ndjson => lines.iter().try_for_each(|line| writeln!(out, "{}", value(line))),
        Format::Csv => {
            super::csv::write_row(out, ["name", "query", "hits", "new", "last", "error", "file", "line"])?;
            lines.iter().try_for_each(|line| {
                let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
                let cells = [
                    line.search.name.clone(),
                    line.search.query.clone(),
                    number(line.hits),
                    number(line.new),
                    last(line).map_or_else(String::new, |at| at.to_string()),
                    line.wrong.clone().unwrap_or_default(),
                    line.search.file.to_string_lossy().into_owned(),
                    line.search.line.to_string(),
                ];
                super::csv::write_row(out, cells.iter().map(String::as_str))
            })
        }
    }
}

/// A moment as a clock on the wall has it here, without seconds.
fn minute(at: i64) -> Option<String> {
    let at = jiff::Timestamp::from_second(at).ok()?;
    Some(
        at.to_zoned(jiff::tz::TimeZone::system())
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
    )
}
