//! What a run of `warta index` did: a summary for people, a line of JSON for each file.

use std::io::{self, Write};

use serde_json::json;

use crate::ingest::{FileReport, Outcome, Summary};
use crate::output::number::{bytes, count, plural};
use crate::output::terminal::escape;

pub fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Added => "added",
        Outcome::Updated => "updated",
        Outcome::Refreshed => "refreshed",
        Outcome::Unchanged => "unchanged",
        Outcome::Removed => "removed",
        Outcome::Skipped => "skipped",
        Outcome::Rejected => "rejected",
    }
}

/// A line of `--report`.
pub fn write_report(out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
    let line = json!({
        "path": report.path,
        "outcome": outcome_name(report.outcome),
        "articles": report.articles,
        "reasons": report.reasons,
        "notes": report.notes,
    });
    writeln!(out, "{line}")
}

/// The summary of a run. `total` is the number of articles that the index holds now.
pub fn write_summary(out: &mut dyn Write, summary: &Summary, total: u64) -> io::Result<()> {
    let files = [
        (summary.added, "added"),
        (summary.updated, "updated"),
        (summary.refreshed, "refreshed"),
        (summary.unchanged, "unchanged"),
        (summary.removed, "removed"),
        (summary.skipped, "skipped"),
        (summary.empty, "without an article"),
    ];
    let files: Vec<String> = files
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", count(n)))
        .collect();
    let files = if files.is_empty() {
        "none".to_owned()
    } else {
        files.join(", ")
    };
    writeln!(out, "files:    {files}")?;
    for (name, kinds) in [("skipped: ", &summary.kinds), ("left out:", &summary.left)] {
        if !kinds.is_empty() {
            let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{kind} {}", count(*n))).collect();
            writeln!(out, "{name} {}", kinds.join(", "))?;
        }
    }
    if summary.rejected > 0 {
        writeln!(
            out,
            "rejected: something of {}",
            plural(summary.rejected, "file", "files")
        )?;
    }
    if summary.rejected_before > 0 {
        writeln!(
            out,
            "rejected: something of {} as before; `warta stats --files` says what",
            plural(summary.rejected_before, "file", "files")
        )?;
    }
    if summary.outdated > 0 {
        writeln!(
            out,
            "older:    {} read by older rules; each run reads some anew, `warta index --refresh` all",
            plural(summary.outdated, "file", "files")
        )?;
    }
    let seconds = summary.elapsed.as_secs_f64();
    let mut speed = String::new();
    if summary.articles > 0 && seconds > 0.0 {
        let rate = (summary.articles as f64 / seconds).round() as u64;
        let megabytes = summary.bytes as f64 / 1e6 / seconds;
        speed = format!(", {} articles/s, {megabytes:.1} MB/s", count(rate));
    }
    if summary.articles > 0 || summary.bytes > 0 {
        writeln!(
            out,
            "read:     {} ({}) in {seconds:.1} s{speed}",
            plural(summary.articles, "article", "articles"),
            bytes(summary.bytes)
        )?;
    }
    if summary.copies + summary.reprints > 0 {
        writeln!(
            out,
            "copies:   {} word for word, {} much alike",
            count(summary.copies),
            count(summary.reprints)
        )?;
    }
    if summary.persons_mended {
        writeln!(
            out,
            "persons:  made anew, since their table was missing or not as it was written"
        )?;
    }
    if summary.earlier_damaged {
        writeln!(
            out,
            "added:    now, since the index before was damaged and does not tell when"
        )?;
    }
    for root in &summary.gone {
        let root = escape(root);
        writeln!(
            out,
            "gone:     {root}, whose articles stay; `warta index --forget {root}` takes them out"
        )?;
    }
    writeln!(out, "index:    {}", plural(total, "article", "articles"))
}
