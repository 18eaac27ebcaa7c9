//! Two queries side by side: how often each is found in every outlet and year, and what share of all articles there that is.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv::write_row;
use super::terminal::escape;
use crate::search::Bucket;

/// A query that is compared.
#[derive(Clone, Debug)]
pub struct Side {
    /// Its canonical text.
    pub query: String,
    pub num_hits: u64,
}

/// One value of a field: the hits of each side, and all articles that have the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub value: String,
    pub counts: [u64; 2],
    pub all: u64,
}

/// The rows of one field.
#[derive(Clone, Debug)]
pub struct Table {
    pub field: &'static str,
    pub rows: Vec<Row>,
}

/// Two queries and where they are found.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub sides: [Side; 2],
    /// All articles among which was searched.
    pub num_articles: u64,
    pub tables: Vec<Table>,
}

/// How many outlets are shown to people.
const MOST_ROWS: usize = 20;

/// How wide the first column is.
const WIDE: usize = 24;

/// The part that a count is of all, from 0 to 1; `None` where there is nothing.
fn share(count: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| count as f64 / all as f64)
}

fn percent(count: u64, all: u64) -> String {
    share(count, all).map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", 100.0 * share))
}

/// Four places: the same on every machine.
fn rounded(count: u64, all: u64) -> Option<f64> {
    share(count, all).map(|share| (share * 10_000.0).round() / 10_000.0)
}

impl Table {
    /// The values that one of the sides has. Of time, what lies between the first and the last of them, so that gaps are seen.
    pub fn of(field: &'static str, is_time: bool, sides: [&[Bucket]; 2], all: &[Bucket]) -> Table {
        let count = |buckets: &[Bucket], value: &str| buckets.iter().find(|b| b.value == value).map_or(0, |b| b.count);
        let mut rows: Vec<Row> = all
            .iter()
            .map(|bucket| Row {
                value: bucket.value.clone(),
                counts: sides.map(|side| count(side, &bucket.value)),
                all: bucket.count,
            })
            .collect();
        let found = |row: &Row| row.counts.iter().any(|count| *count > 0);
        if is_time {
            let first = rows.iter().position(found).unwrap_or(rows.len());
            let last = rows.iter().rposition(found).map_or(first, |last| last + 1);
            rows.truncate(last);
            rows.drain(..first);
        } else {
            rows.retain(found);
            rows.sort_by_key(|row| std::cmp::Reverse(row.counts.iter().sum::<u64>()));
        }
        Table { field, rows }
    }
}

pub fn text(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let all = comparison.num_articles;
    for (name, side) in ["A", "B"].into_iter().zip(&comparison.sides) {
        let share = percent(side.num_hits, all);
        writeln!(
            out,
            "{name}  {}: {} of {all} ({share})",
            escape(&side.query),
            side.num_hits
        )?;
    }
    for table in &comparison.tables {
        if table.rows.is_empty() {
            continue;
        }
        writeln!(
            out,
            "\n{:WIDE$} {:>8} {:>7} {:>8} {:>7} {:>8}",
            table.field, "A", "share", "B", "share", "all"
        )?;
        let is_long = table.field == "source" && table.rows.len() > MOST_ROWS;
        let shown = if is_long { MOST_ROWS } else { table.rows.len() };
        for row in &table.rows[..shown] {
            let value: String = escape(&row.value).chars().take(WIDE).collect();
            let [a, b] = row.counts;
            let (of_a, of_b) = (percent(a, row.all), percent(b, row.all));
            writeln!(out, "{value:WIDE$} {a:>8} {of_a:>7} {b:>8} {of_b:>7} {:>8}", row.all)?;
        }
        if is_long {
            writeln!(out, "{shown} of {} values", table.rows.len())?;
        }
    }
    Ok(())
}

/// One table: a row for each value of each field. Shares are from 0 to 1, and empty where there is no article.
pub fn csv(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    write_row(out, ["field", "value", "a", "a_share", "b", "b_share", "all"])?;
    for table in &comparison.tables {
        for row in &table.rows {
            let [a, b] = row.counts;
            let share = |count| rounded(count, row.all).map_or_else(String::new, |share| share.to_string());
            let cells = [a.to_string(), share(a), b.to_string(), share(b), row.all.to_string()];
            let cells = cells.iter().map(String::as_str);
            write_row(out, [table.field, &row.value].into_iter().chain(cells))?;
        }
    }
    Ok(())
}

fn row_json(row: &Row) -> Value {
    json!({
        "value": row.value,
        "counts": row.counts,
        "shares": row.counts.map(|count| rounded(count, row.all)),
        "all": row.all,
    })
}

pub fn json(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let all = comparison.num_articles;
    let sides = comparison.sides.iter();
    let queries: Vec<Value> = sides
        .map(|side| {
            let share = rounded(side.num_hits, all);
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

    fn buckets(list: &[(&str, u64)]) -> Vec<Bucket> {
        let bucket = |(value, count): &(&str, u64)| Bucket {
            value: (*value).to_owned(),
            label: (*value).to_owned(),
            count: *count,
        };
        list.iter().map(bucket).collect()
    }

    #[test]
    fn years_are_shown_from_the_first_hit_to_the_last() {
        let all = buckets(&[("1998", 3), ("1999", 0), ("2000", 4), ("2001", 5)]);
        let (a, b) = (buckets(&[("1998", 1)]), buckets(&[("2000", 2)]));
        let table = Table::of("year", true, [&a, &b], &all);
        let years: Vec<&str> = table.rows.iter().map(|row| row.value.as_str()).collect();
        assert_eq!(years, ["1998", "1999", "2000"]);
        assert_eq!(percent(1, 3), "33.3%");
        assert_eq!(percent(0, 0), "–");
    }

    #[test]
    fn outlets_without_a_hit_are_left_out() {
        let all = buckets(&[("Kompas", 3), ("Tempo", 2)]);
        let (a, b) = (buckets(&[("Tempo", 2)]), buckets(&[]));
        let table = Table::of("source", false, [&a, &b], &all);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(rounded(table.rows[0].counts[0], table.rows[0].all), Some(1.0));
    }
}
