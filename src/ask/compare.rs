//! Queries side by side: how often each is found in every outlet and year, and what share of all articles there that is.

use super::counts::counting;
use super::question::Question;
use super::understood::Understood;
use crate::engine::Archive;
use crate::error::{Diagnostic, Result};
use crate::query::Condition;
use crate::query::Scope;
use crate::search::{self, Axis, Bucket, Counts, Found, Request};

/// A query that is compared.
#[derive(Clone, Debug)]
pub struct Side {
    /// As typed.
    pub typed: String,
    /// Its canonical text.
    pub query: String,
    pub num_hits: u64,
    /// Remarks on the query as typed.
    pub diagnostics: Vec<Diagnostic>,
}

/// One value of a field: the hits of each side, and all articles that have the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonRow {
    pub value: String,
    /// One for each side.
    pub counts: Vec<u64>,
    pub all: u64,
}

/// The rows of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonTable {
    pub field: &'static str,
    pub rows: Vec<ComparisonRow>,
}

/// Queries and where they are found.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub sides: Vec<Side>,
    /// All articles among which was searched.
    pub num_articles: u64,
    pub tables: Vec<ComparisonTable>,
}

/// The part that a count is of all, from 0 to 1; `None` where there is nothing.
pub fn share(count: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| count as f64 / all as f64)
}

/// Puts the question's queries side by side. The question itself narrows all of them, and what is counted as all.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn compare(archive: &dyn Archive, question: &Question) -> Result<Comparison> {
    let request = Request {
        facets: vec![Axis::Source, Axis::Year],
        ..counting(question)
    };
    let base = &question.query.condition;
    let mut sides = Vec::with_capacity(question.compared.len());
    let mut counts = Vec::with_capacity(question.compared.len());
    for query in &question.compared {
        let condition = Condition::and(vec![base.clone(), query.condition.clone()]);
        let found = search::run(archive, &condition, &request)?;
        sides.push(side(archive, query, &found)?);
        counts.push(found.facets.iter().map(Counts::buckets).collect::<Vec<_>>());
    }
    let all = search::run(archive, base, &request)?;
    let tables = all.facets.iter().enumerate().map(|(i, all)| {
        let sides: Vec<&[Bucket]> = counts.iter().map(|facets| &*facets[i]).collect();
        ComparisonTable::of(all.axis, &sides, &all.buckets())
    });
    Ok(Comparison {
        num_articles: all.num_hits,
        tables: tables.collect(),
        sides,
    })
}

fn side(archive: &dyn Archive, query: &Understood, found: &Found) -> Result<Side> {
    Ok(Side {
        typed: query.typed.clone(),
        query: query.to_string(),
        num_hits: found.num_hits,
        diagnostics: query.remarks(archive, Scope::Articles, found.num_hits)?,
    })
}

impl ComparisonTable {
    /// The values that one of the sides has. Of time, what lies between the first and the last of them, so that gaps are seen.
    fn of(axis: Axis, sides: &[&[Bucket]], all: &[Bucket]) -> ComparisonTable {
        let count = |buckets: &[Bucket], value: &str| buckets.iter().find(|b| b.value == value).map_or(0, |b| b.count);
        let mut rows: Vec<ComparisonRow> = all
            .iter()
            .map(|bucket| ComparisonRow {
                value: bucket.value.clone(),
                counts: sides.iter().map(|side| count(side, &bucket.value)).collect(),
                all: bucket.count,
            })
            .collect();
        let found = |row: &ComparisonRow| row.counts.iter().any(|count| *count > 0);
        if axis.is_time() {
            let first = rows.iter().position(found).unwrap_or(rows.len());
            let last = rows.iter().rposition(found).map_or(first, |last| last + 1);
            rows.truncate(last);
            rows.drain(..first);
        } else {
            rows.retain(found);
            rows.sort_by_key(|row| std::cmp::Reverse(row.counts.iter().sum::<u64>()));
        }
        ComparisonTable {
            field: axis.name(),
            rows,
        }
    }
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
        let table = ComparisonTable::of(Axis::Year, &[&a, &b], &all);
        let years: Vec<&str> = table.rows.iter().map(|row| row.value.as_str()).collect();
        assert_eq!(years, ["1998", "1999", "2000"]);
    }

    #[test]
    fn outlets_without_a_hit_are_left_out() {
        let all = buckets(&[("Kompas", 3), ("Tempo", 2)]);
        let (a, b) = (buckets(&[("Tempo", 2)]), buckets(&[]));
        let table = ComparisonTable::of(Axis::Source, &[&a, &b], &all);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(share(table.rows[0].counts[0], table.rows[0].all), Some(1.0));
        assert_eq!(share(0, 0), None);
    }
}
