//! Counts of values, exactly: by `terms` where the server says that its counts have no error, else page by page.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::searched::Searched;
use crate::deadline::Deadline;
use crate::engine::{Axis, Cell, Counts};
use crate::error::{ErrorKind, Result};
use crate::index::analyzer::fold_value;
use crate::index::names;
use crate::query::Scope;

/// How many values the server counts for one request at most.
const BUCKETS: usize = 65_000;

/// How many are asked for at a time where there are more.
const AT_A_TIME: usize = 10_000;

/// What is counted, and of what.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'c> {
    pub searched: &'c Searched,
    pub scope: Scope,
    pub query: &'c Value,
    pub until: &'c Deadline,
}

/// The column in which the values of an axis stand.
fn column(axis: Axis) -> &'static str {
    match axis {
        Axis::Speaker => "person",
        Axis::Role => "role_key",
        Axis::Source => "source_key",
        Axis::Country => "country",
        Axis::About => "about",
        Axis::Region => "region",
        Axis::Currency => "currency",
        Axis::Amount => "decade",
        Axis::Year => "year",
        Axis::Month => "month",
        Axis::Week => "week",
        Axis::Day => "date",
        Axis::Language => "language",
        Axis::Section => "section_key",
        Axis::Author => "author_key",
        Axis::Place => "place_key",
        Axis::Doubt => "doubt",
    }
}

/// Where values are counted by their keys: the column of the values as they are written.
fn written(axis: Axis) -> Option<&'static str> {
    match axis {
        Axis::Author => Some("author_value"),
        Axis::Role => Some("role_value"),
        Axis::Source => Some("source"),
        Axis::Section => Some("section"),
        Axis::Place => Some("place"),
        _ => None,
    }
}

/// Key and form of a value as it is written.
fn key_and_form(axis: Axis, value: &str) -> (String, &str) {
    match axis.is_folded() {
        true => (fold_value(value), value),
        false => {
            let (key, form) = names::parts(value);
            (key.to_owned(), form)
        }
    }
}

/// An article has one value at most.
fn is_single(axis: Axis) -> bool {
    matches!(
        axis,
        Axis::Source | Axis::Language | Axis::Section | Axis::Place | Axis::Year | Axis::Month | Axis::Week | Axis::Day
    )
}

/// A value with what was counted of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bucket {
    pub value: Value,
    pub count: u64,
    /// As the server answers it.
    pub whole: Value,
}

impl Counting<'_> {
    /// The values of an axis.
    ///
    /// # Errors
    /// Those of the server, and where an answer cannot be understood.
    pub fn counts(&self, axis: Axis) -> Result<Counts> {
        let buckets = self.buckets(column(axis), &Value::Null)?;
        let with_value = match is_single(axis) {
            true => buckets.iter().map(|bucket| bucket.count).sum(),
            false => {
                let there = json!({"bool": {"must": [self.query, {"exists": {"field": column(axis)}}]}});
                self.searched.count(self.scope, &there, self.until)?
            }
        };
        let forms = self.forms(axis)?;
        let mut values = Vec::with_capacity(buckets.len());
        for Bucket { value, count, .. } in buckets {
            let value = value.as_str().ok_or_else(|| self.searched.client.strange())?;
            let written = forms.get(value).map_or(value, String::as_str);
            values.push((written.into(), count));
        }
        Ok(Counts::new(axis, values, with_value))
    }

    /// How often the values of two axes come together, the largest first.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn crossed(&self, (rows, columns): (Axis, Axis)) -> Result<Vec<Cell>> {
        let forms = [self.forms(rows)?, self.forms(columns)?];
        let sources = json!([
            {"a": {"terms": {"field": column(rows)}}},
            {"b": {"terms": {"field": column(columns)}}}
        ]);
        let mut cells = Vec::new();
        self.pages(&sources, &Value::Null, &mut |bucket| {
            let part = |name: &str, forms: &FxHashMap<String, String>| {
                let value = bucket.pointer(name)?.as_str()?;
                Some(forms.get(value).map_or(value, String::as_str).to_owned())
            };
            let row = part("/key/a", &forms[0])?;
            let column = part("/key/b", &forms[1])?;
            let count = bucket.get("doc_count")?.as_u64()?;
            cells.push(Cell { row, column, count });
            Some(())
        })?;
        cells.sort_by(Cell::order);
        Ok(cells)
    }

    /// Where the values of an axis are counted by their keys: each as it is written most often.
    fn forms(&self, axis: Axis) -> Result<FxHashMap<String, String>> {
        let Some(column) = written(axis) else {
            return Ok(FxHashMap::default());
        };
        let mut best: FxHashMap<String, (u64, String)> = FxHashMap::default();
        for bucket in self.buckets(column, &Value::Null)? {
            let value = bucket.value.as_str().ok_or_else(|| self.searched.client.strange())?;
            let (key, written) = key_and_form(axis, value);
            let is_better = |(count, known): &(u64, String)| {
                bucket.count > *count || (bucket.count == *count && written < known.as_str())
            };
            if best.get(&key).is_none_or(is_better) {
                best.insert(key, (bucket.count, written.to_owned()));
            }
        }
        Ok(best.into_iter().map(|(key, (_, written))| (key, written)).collect())
    }

    /// All values of a column, each with its count and with what is asked of it besides.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn buckets(&self, column: &str, besides: &Value) -> Result<Vec<Bucket>> {
        let terms = json!({"field": column, "size": BUCKETS, "shard_size": BUCKETS});
        let answer = self.ask(json!({"terms": terms}), besides);
        match answer {
            // There are more than the server counts at a time.
            Err(error) if error.kind == ErrorKind::Server && error.cause.contains("bucket") => {}
            answer => {
                let answer = answer?;
                let number = |name: &str| {
                    answer
                        .pointer(&format!("/aggregations/f/{name}"))
                        .and_then(Value::as_u64)
                };
                let buckets = answer.pointer("/aggregations/f/buckets").and_then(Value::as_array);
                let buckets = buckets.ok_or_else(|| self.searched.client.strange())?;
                let is_exact =
                    number("doc_count_error_upper_bound") == Some(0) && number("sum_other_doc_count") == Some(0);
                if is_exact && buckets.len() < BUCKETS {
                    let read = |bucket: &Value| {
                        Some(Bucket {
                            value: bucket.get("key")?.clone(),
                            count: bucket.get("doc_count")?.as_u64()?,
                            whole: bucket.clone(),
                        })
                    };
                    let buckets = buckets.iter().map(read).collect::<Option<Vec<Bucket>>>();
                    return buckets.ok_or_else(|| self.searched.client.strange());
                }
            }
        }
        let mut buckets = Vec::new();
        let sources = json!([{"v": {"terms": {"field": column}}}]);
        self.pages(&sources, besides, &mut |bucket| {
            buckets.push(Bucket {
                value: bucket.pointer("/key/v")?.clone(),
                count: bucket.get("doc_count")?.as_u64()?,
                whole: bucket.clone(),
            });
            Some(())
        })?;
        Ok(buckets)
    }

    /// Values of columns together, page by page behind the last: exact, however many there are. `take` fails where a bucket is none.
    fn pages(&self, sources: &Value, besides: &Value, take: &mut dyn FnMut(&Value) -> Option<()>) -> Result<()> {
        let mut after: Option<Value> = None;
        loop {
            let mut composite = json!({"size": AT_A_TIME, "sources": sources});
            if let Some(after) = after.take() {
                composite["after"] = after;
            }
            let answer = self.ask(json!({"composite": composite}), besides)?;
            let buckets = answer.pointer("/aggregations/f/buckets").and_then(Value::as_array);
            let buckets = buckets.ok_or_else(|| self.searched.client.strange())?;
            for bucket in buckets {
                take(bucket).ok_or_else(|| self.searched.client.strange())?;
            }
            after = answer.pointer("/aggregations/f/after_key").cloned();
            if buckets.len() < AT_A_TIME || after.is_none() {
                return Ok(());
            }
        }
    }

    fn ask(&self, mut counted: Value, besides: &Value) -> Result<Value> {
        if !besides.is_null() {
            counted["aggs"] = besides.clone();
        }
        let body = json!({"query": self.query, "size": 0, "aggs": {"f": counted}});
        self.searched.ask(self.scope, body, false, self.until)
    }

    /// One number over all of it, such as the largest of a column; `None` where nothing has one.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn number(&self, kind: &str, column: &str) -> Result<Option<f64>> {
        let mut named = Map::new();
        named.insert(kind.to_owned(), json!({"field": column}));
        let answer = self.ask(Value::Object(named), &Value::Null)?;
        Ok(answer.pointer("/aggregations/f/value").and_then(Value::as_f64))
    }

    /// How many articles of each story are found.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn stories(&self) -> Result<FxHashMap<u64, u64>> {
        let mut stories = FxHashMap::default();
        self.pages(
            &json!([{"v": {"terms": {"field": "story"}}}]),
            &Value::Null,
            &mut |bucket| {
                stories.insert(bucket.pointer("/key/v")?.as_u64()?, bucket.get("doc_count")?.as_u64()?);
                Some(())
            },
        )?;
        Ok(stories)
    }
}
