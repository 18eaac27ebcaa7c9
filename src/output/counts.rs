//! Counts in every form: of one field, of two against each other, by time.

use std::io::{self, Write};

use serde_json::json;

use super::format::Format;
use super::json::BucketJson;
use super::number::rounded_share;
use super::terminal::{Style, escape};
use super::{csv, text};
use crate::ask::{Axis, Bucket, Crossed, FacetAnswer, Timeline};

/// How wide the first column of a crossed table is at most.
const WIDEST: usize = 32;
/// How wide each other column is.
const COLUMN: usize = 10;

/// The values of a field.
pub fn facet(out: &mut dyn Write, style: Style, answer: &FacetAnswer, format: Format) -> io::Result<()> {
    let values = &answer.values;
    match format {
        Format::Csv => csv::buckets(out, answer.field, values, answer.missing.unwrap_or_default()),
        Format::Text => {
            text::facet(out, style, answer.field, values, answer.missing.unwrap_or_default())?;
            match values.len() < answer.distinct {
                true => writeln!(
                    out,
                    "{} of {} values; --limit all shows all",
                    values.len(),
                    answer.distinct
                ),
                false => Ok(()),
            }
        }
        Format::Json => {
            let values = serde_json::to_string(&BucketJson::of(values))?;
            let query = serde_json::to_string(&answer.query)?;
            let missing = serde_json::to_string(&answer.missing)?;
            writeln!(
                out,
                "{{\"version\":1,\"query\":{query},\"num_hits\":{},\"field\":\"{}\",\"distinct\":{},\"missing\":{missing},\"values\":{values}}}",
                answer.num_hits, answer.field, answer.distinct
            )
        }
        Format::Ndjson => {
            for value in BucketJson::of(values) {
                let line = serde_json::to_string(&value)?;
                writeln!(out, "{line}")?;
            }
            Ok(())
        }
    }
}

/// Two fields against each other. Text has the columns that fit, or where `whole` all of them.
pub fn crossed(out: &mut dyn Write, style: Style, answer: &Crossed, whole: bool, format: Format) -> io::Result<()> {
    let [row_field, column_field] = answer.axes.map(Axis::name);
    match format {
        Format::Csv => csv::crossed(out, answer),
        Format::Ndjson => {
            for (row, counts) in answer.rows.iter().zip(&answer.counts) {
                for (column, count) in answer.columns.iter().zip(counts).filter(|(_, count)| **count > 0) {
                    writeln!(
                        out,
                        "{}",
                        json!({row_field: row.value, column_field: column.value, "count": count})
                    )?;
                }
            }
            Ok(())
        }
        Format::Json => {
            let values = |buckets: &[Bucket]| buckets.iter().map(|b| b.value.clone()).collect::<Vec<_>>();
            let json = json!({
                "version": 1, "fields": [row_field, column_field],
                "rows": values(&answer.rows), "columns": values(&answer.columns), "counts": answer.counts,
            });
            writeln!(out, "{json}")
        }
        Format::Text => crossed_text(out, style, answer, whole),
    }
}

fn crossed_text(out: &mut dyn Write, style: Style, answer: &Crossed, whole: bool) -> io::Result<()> {
    let [row_axis, column_axis] = answer.axes;
    // Codes of countries keep columns narrow; regions have none that anybody knows.
    let name = |axis: Axis, bucket: &Bucket| match axis {
        Axis::Region => bucket.label.clone(),
        _ => bucket.value.clone(),
    };
    let rows: Vec<String> = answer.rows.iter().map(|bucket| name(row_axis, bucket)).collect();
    let longest = rows.iter().map(|row| row.chars().count()).max().unwrap_or(0);
    let wide = longest.clamp(row_axis.name().len(), WIDEST);
    let fitting = style.columns.saturating_sub(wide) / (COLUMN + 1);
    let fitting = if whole { usize::MAX } else { fitting.max(1) };
    let short = |text: &str, len: usize| -> String {
        let text = escape(text);
        match text.chars().count() > len {
            true => text.chars().take(len - 1).chain(['…']).collect(),
            false => text,
        }
    };
    write!(out, "{:wide$}", row_axis.name())?;
    for column in answer.columns.iter().take(fitting) {
        write!(out, " {:>COLUMN$}", short(&name(column_axis, column), COLUMN))?;
    }
    writeln!(out)?;
    for (row, counts) in rows.iter().zip(&answer.counts) {
        write!(out, "{:wide$}", short(row, wide))?;
        for count in counts.iter().take(fitting) {
            write!(out, " {count:>COLUMN$}")?;
        }
        writeln!(out)?;
    }
    let shown = [rows.len(), answer.columns.len().min(fitting)];
    let cut: Vec<String> = ["rows", "columns"]
        .iter()
        .zip(shown.iter().zip(&answer.distinct))
        .filter(|(_, (shown, all))| shown < all)
        .map(|(what, (shown, all))| format!("{shown} of {all} {what}"))
        .collect();
    match cut.is_empty() {
        true => Ok(()),
        false => writeln!(out, "{}; --limit all shows all", cut.join(", ")),
    }
}

/// Hits by time, with all of that time and the share of it: none where the archive has nothing.
pub fn timeline(out: &mut dyn Write, style: Style, answer: &Timeline, format: Format) -> io::Result<()> {
    match format {
        Format::Text => text::bars(out, style, &answer.values),
        Format::Csv => csv::over_time(out, answer),
        Format::Json | Format::Ndjson => {
            let times = answer.values.iter().zip(&answer.all).map(|(bucket, all)| {
                json!({
                    "value": bucket.value, "label": bucket.label, "count": bucket.count,
                    "all": all, "share": rounded_share(bucket.count, *all),
                })
            });
            let json = json!({
                "version": 1, "query": answer.query, "num_hits": answer.num_hits,
                "by": answer.field, "undated": answer.undated, "timeline": times.collect::<Vec<_>>(),
            });
            writeln!(out, "{json}")
        }
    }
}
