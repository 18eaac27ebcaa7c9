//! What an index holds, for people and programs.

use std::io::{self, Write};

use serde_json::json;

use super::format::Format;
use super::number::{bytes, count, plural};
use super::terminal::escape;
use crate::ask::{DoubtLine, FileRow, OfIndex, OfRules, Stats};
use crate::extract::Version;

/// What is in the index.
pub fn write_stats(out: &mut dyn Write, stats: &Stats, format: Format) -> io::Result<()> {
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string());
    let of_index = |value: &dyn Fn(&OfIndex) -> serde_json::Value| stats.index.as_ref().map(value);
    let maps = |index: &OfIndex| {
        let map = |(root, pairs): &(String, Vec<String>)| json!({ "root": root, "map": pairs });
        index.maps.iter().map(map).collect()
    };
    let rows = [
        ("articles", json!(stats.articles)),
        ("quotes", json!(stats.quotes)),
        ("files", json!(of_index(&|index| json!(index.files)))),
        ("sources", json!(stats.sources)),
        ("speakers", json!(stats.speakers)),
        ("names", json!(stats.names)),
        ("reprints", json!(stats.reprints)),
        ("first_day", json!(day(stats.first_day))),
        ("last_day", json!(day(stats.last_day))),
        ("undated", json!(stats.undated)),
        ("rejected_files", json!(of_index(&|index| json!(index.rejected_files)))),
        ("bytes", json!(of_index(&|index| json!(index.bytes)))),
        ("segments", json!(of_index(&|index| json!(index.segments)))),
        ("format", json!(of_index(&|index| json!(index.format)))),
        ("rules", json!(of_index(&|index| rules_json(&index.rules)))),
        ("roots", json!(of_index(&|index| json!(index.roots)))),
        ("maps", json!(of_index(&maps))),
    ];
    match format {
        Format::Text => {
            let span = match (day(stats.first_day), day(stats.last_day)) {
                (Some(first), Some(last)) => format!("{first} to {last}"),
                _ => "none".to_owned(),
            };
            writeln!(
                out,
                "articles  {}, of them {} of an earlier one",
                count(stats.articles),
                plural(stats.reprints, "reprint", "reprints")
            )?;
            writeln!(out, "quotes    {}", count(stats.quotes))?;
            writeln!(
                out,
                "speakers  {} under {}",
                plural(stats.speakers, "person", "persons"),
                plural(stats.names, "name", "names")
            )?;
            writeln!(out, "sources   {}", count(stats.sources))?;
            writeln!(out, "dates     {span}, {} without", count(stats.undated))?;
            match &stats.index {
                Some(index) => write_index(out, index),
                None => writeln!(
                    out,
                    "files     known to the index that this archive was exported from, with its size and its rules"
                ),
            }
        }
        Format::Json | Format::Ndjson => {
            let object: serde_json::Map<_, _> = rows.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
            if format == Format::Json {
                serde_json::to_writer_pretty(&mut *out, &object)?;
            } else {
                serde_json::to_writer(&mut *out, &object)?;
            }
            out.write_all(b"\n")
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(rows.iter().map(|(name, _)| *name))?;
            csv.write_record(rows.iter().map(|(_, value)| match value {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Null => String::new(),
                serde_json::Value::Array(list) => {
                    let texts = list
                        .iter()
                        .map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
                    texts.collect::<Vec<_>>().join(";")
                }
                other => other.to_string(),
            }))?;
            csv.flush()
        }
    }
}

/// What an index has besides articles, as text.
fn write_index(out: &mut dyn Write, index: &OfIndex) -> io::Result<()> {
    writeln!(
        out,
        "files     {}, something rejected of {}",
        count(index.files),
        count(index.rejected_files)
    )?;
    writeln!(
        out,
        "on disk   {} in {}",
        bytes(index.bytes),
        plural(index.segments, "segment", "segments")
    )?;
    writeln!(out, "version   index {}", index.format)?;
    for line in rules_text(&index.rules) {
        writeln!(out, "rules     {line}")?;
    }
    for root in &index.roots {
        writeln!(out, "root      {root}")?;
    }
    for (root, pairs) in &index.maps {
        writeln!(out, "map       {} of {root}", pairs.join(", ").escape_debug())?;
    }
    Ok(())
}

/// The names of the rules that articles were understood by, the newest first.
pub fn versions(rules: &[OfRules]) -> String {
    let names = rules.iter().map(|of| Version::from_bits(of.rules).to_string());
    names.collect::<Vec<_>>().join(", ")
}

/// How many articles were understood by other rules than those of this program.
pub fn stale(rules: &[OfRules]) -> u64 {
    let stale = rules
        .iter()
        .filter(|of| Version::from_bits(of.rules) != Version::current());
    stale.map(|of| of.articles).sum()
}

/// What the articles were understood by: the rules of this program are `current`.
fn rules_json(rules: &[OfRules]) -> serde_json::Value {
    let objects = rules.iter().map(|of| {
        let version = Version::from_bits(of.rules);
        json!({
            "rules": version.rules,
            "lexicon": format!("{:08x}", version.lexicon),
            "files": of.files,
            "articles": of.articles,
            "current": version == Version::current(),
        })
    });
    objects.collect()
}

fn rules_text(rules: &[OfRules]) -> impl Iterator<Item = String> {
    rules.iter().map(|of| {
        let version = Version::from_bits(of.rules);
        let what = format!(
            "{version}: {} of {}",
            plural(of.articles, "article", "articles"),
            plural(of.files, "file", "files")
        );
        match version == Version::current() {
            true => what,
            false => format!("{what}, to be read anew: some on each `warta index`, all on `warta index --refresh`"),
        }
    })
}

/// A line for each doubt.
pub fn write_doubts(out: &mut dyn Write, doubts: &[DoubtLine], format: Format) -> io::Result<()> {
    let value = |doubt: &DoubtLine| json!({"place": doubt.place, "field": doubt.field, "message": doubt.message});
    match format {
        Format::Text => {
            for doubt in doubts {
                let (place, message) = (escape(&doubt.place), escape(&doubt.message));
                writeln!(out, "{:<10} {place}: {message}", escape(&doubt.field))?;
            }
            if doubts.is_empty() {
                writeln!(out, "nothing is doubtful")?;
            }
            Ok(())
        }
        Format::Ndjson => doubts.iter().try_for_each(|doubt| writeln!(out, "{}", value(doubt))),
        Format::Json => writeln!(out, "{}", doubts.iter().map(value).collect::<serde_json::Value>()),
        Format::Csv => {
            super::csv::write_row(out, ["place", "field", "message"])?;
            doubts
                .iter()
                .try_for_each(|doubt| super::csv::write_row(out, [doubt.place.as_str(), &doubt.field, &doubt.message]))
        }
    }
}

/// A line for each file.
pub fn write_files(out: &mut dyn Write, entries: &[FileRow], format: Format) -> io::Result<()> {
    let state = |entry: &FileRow| match (entry.articles, entry.rejected.len()) {
        (_, 0) => "indexed",
        (0, _) => "rejected",
        _ => "partly",
    };
    let value = |entry: &FileRow| {
        json!({
            "path": entry.path,
            "state": state(entry),
            "articles": entry.articles,
            "copies": entry.copies,
            "rejected": entry.rejected,
            "notes": entry.notes,
            "left": entry.left.iter().map(|(kind, n)| (kind.clone(), json!(n))).collect::<serde_json::Map<_, _>>(),
        })
    };
    match format {
        Format::Text => {
            for entry in entries {
                writeln!(
                    out,
                    "{:8}  {:>7}  {}",
                    state(entry),
                    count(entry.articles),
                    entry.path.escape_debug()
                )?;
                let left = entry
                    .left
                    .iter()
                    .map(|(kind, n)| format!("left out: {kind} {}", count(*n)));
                for line in entry.notes.iter().chain(&entry.rejected).cloned().chain(left) {
                    writeln!(out, "{:19}{}", "", line.escape_debug())?;
                }
            }
            Ok(())
        }
        Format::Ndjson => entries.iter().try_for_each(|entry| writeln!(out, "{}", value(entry))),
        Format::Json => {
            let list: Vec<_> = entries.iter().map(value).collect();
            serde_json::to_writer_pretty(&mut *out, &list)?;
            out.write_all(b"\n")
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(["path", "state", "articles", "copies", "rejected"])?;
            for entry in entries {
                csv.write_record([
                    entry.path.as_str(),
                    state(entry),
                    &entry.articles.to_string(),
                    &entry.copies.to_string(),
                    &entry.rejected.join(";"),
                ])?;
            }
            csv.flush()
        }
    }
}
