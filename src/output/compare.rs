//! Queries side by side: how often each is found in every outlet and year, and what share of all articles there that is.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv::write_row;
use super::number::{count as grouped, rounded_share};
use super::terminal::escape;
use crate::ask::{Comparison, ComparisonRow, share};

/// What the sides are called.
const NAMES: [&str; 4] = ["A", "B", "C", "D"];

/// How many outlets are shown to people.
const MOST_ROWS: usize = 20;

/// How wide the first column is.
const WIDE: usize = 24;

fn percent(count: u64, all: u64) -> String {
    share(count, all).map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", 100.0 * share))
}

/// Queries side by side for people.
pub fn text(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let all = comparison.num_articles;
    for (name, side) in NAMES.iter().zip(&comparison.sides) {
        let share = percent(side.num_hits, all);
        writeln!(
            out,
            "{name}  {}: {} of {} ({share})",
            escape(&side.query),
            grouped(side.num_hits),
            grouped(all)
        )?;
    }
    for table in comparison.tables.iter().filter(|table| !table.rows.is_empty()) {
        write!(out, "\n{:WIDE$}", table.field)?;
        for (name, _) in NAMES.iter().zip(&comparison.sides) {
            write!(out, " {name:>8} {:>7}", "share")?;
        }
        writeln!(out, " {:>8}", "all")?;
        let is_long = table.field == "source" && table.rows.len() > MOST_ROWS;
        let shown = if is_long { MOST_ROWS } else { table.rows.len() };
        for row in &table.rows[..shown] {
            let value: String = escape(&row.value).chars().take(WIDE).collect();
            write!(out, "{value:WIDE$}")?;
            for count in &row.counts {
                write!(out, " {count:>8} {:>7}", percent(*count, row.all))?;
            }
            writeln!(out, " {:>8}", row.all)?;
        }
        if is_long {
            writeln!(out, "{shown} of {} values; --format csv has all", table.rows.len())?;
        }
    }
    Ok(())
}

/// One table: a row for each value of each field. Shares are from 0 to 1, and empty where there is no article.
pub fn csv(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let mut header = vec!["field".to_owned(), "value".to_owned()];
    for (name, _) in NAMES.iter().zip(&comparison.sides) {
        let name = name.to_lowercase();
        header.extend([name.clone(), format!("{name}_share")]);
    }
    header.push("all".to_owned());
    write_row(out, header.iter().map(String::as_str))?;
    for table in &comparison.tables {
        for row in &table.rows {
            let mut cells = vec![table.field.to_owned(), row.value.clone()];
            for count in &row.counts {
                let share = rounded_share(*count, row.all).map_or_else(String::new, |share| share.to_string());
                cells.extend([count.to_string(), share]);
            }
            cells.push(row.all.to_string());
            write_row(out, cells.iter().map(String::as_str))?;
        }
    }
    Ok(())
}

fn row_json(row: &ComparisonRow) -> Value {
    let shares: Vec<Option<f64>> = row.counts.iter().map(|count| rounded_share(*count, row.all)).collect();
    json!({"value": row.value, "counts": row.counts, "shares": shares, "all": row.all})
}

/// One object, with a list for each field.
pub fn json(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let all = comparison.num_articles;
    let sides = comparison.sides.iter();
    let queries: Vec<Value> = sides
        .map(|side| {
            let share = rounded_share(side.num_hits, all);
            json!({"query": side.query, "num_hits": side.num_hits, "share": share})
        })
        .collect();
    let mut whole = json!({"version": 1, "num_articles": all, "queries": queries});
    for table in &comparison.tables {
        whole[table.field] = table.rows.iter().map(row_json).collect();
    }
    writeln!(out, "{whole}")
}

/// One line for each value of each field.
pub fn ndjson(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    for table in &comparison.tables {
        for row in &table.rows {
            let mut line = json!({"field": table.field});
            if let (Value::Object(line), Value::Object(row)) = (&mut line, row_json(row)) {
                line.extend(row);
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_shown_with_one_place_and_written_with_four() {
        assert_eq!(percent(1, 3), "33.3%");
        assert_eq!(percent(0, 0), "–");
        assert_eq!((rounded_share(1, 3), rounded_share(2, 0)), (Some(0.3333), None));
    }
}
