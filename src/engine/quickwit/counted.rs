//! Counts of values, exactly: by `terms` where the server says that its counts have no error, else page by page.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::client::total;
use super::searched::Searched;
use crate::deadline::Deadline;
use crate::engine::{Axis, Cell, Counts};
use crate::error::{Error, ErrorKind, Result};
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

/// Stands for "has no value" where values are counted; it is in no text.
const NONE: &str = "\u{1}";

/// There are more values than the server counts for one request.
fn is_too_many(error: &Error) -> bool {
    error.kind == ErrorKind::Server && error.cause.contains("bucket")
}

/// A value with what was counted of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bucket {
    pub value: Value,
    pub count: u64,
    /// As the server answers it.
    pub whole: Value,
}

/// An article has one value at most.
fn is_single(axis: Axis) -> bool {
    matches!(
        axis,
        Axis::Source | Axis::Language | Axis::Section | Axis::Place | Axis::Year | Axis::Month | Axis::Week | Axis::Day
    )
}

/// All values of a column.
#[derive(Clone, Debug, Default, PartialEq)]
struct Values {
    buckets: Vec<Bucket>,
    /// How many documents have none, where that was counted with them.
    without: Option<u64>,
}

impl Counting<'_> {
    /// How many documents there are, and the values of the axes.
    ///
    /// # Errors
    /// Those of the server, and where an answer cannot be understood.
    pub fn counts(&self, axes: &[Axis]) -> Result<(u64, Vec<Counts>)> {
        let columns = axes.iter().flat_map(|axis| [Some(column(*axis)), written(*axis)]);
        let (total, all) = self.columns(columns.flatten())?;
        let mut counts = Vec::with_capacity(axes.len());
        for axis in axes {
            let forms = self.forms(*axis, &all)?;
            let Values { buckets, without } = &all[column(*axis)];
            let with_value = match without {
                Some(without) => total.saturating_sub(*without),
                None if is_single(*axis) => buckets.iter().map(|bucket| bucket.count).sum(),
                None => {
                    let there = json!({"bool": {"must": [self.query, {"exists": {"field": column(*axis)}}]}});
                    self.searched.count(self.scope, &there, self.until)?
                }
            };
            let mut values = Vec::with_capacity(buckets.len());
            for Bucket { value, count, .. } in buckets {
                let value = value.as_str().ok_or_else(|| self.searched.client.strange())?;
                let written = forms.get(value).map_or(value, String::as_str);
                values.push((written.into(), *count));
            }
            counts.push(Counts::new(*axis, values, with_value));
        }
        Ok((total, counts))
    }

    /// How often the values of two axes come together, the largest first.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn crossed(&self, (rows, columns): (Axis, Axis)) -> Result<Vec<Cell>> {
        let mut spelt = [rows, columns].into_iter().filter_map(written).peekable();
        let spelt = match spelt.peek() {
            Some(_) => self.columns(spelt)?.1,
            None => FxHashMap::default(),
        };
        let forms = [self.forms(rows, &spelt)?, self.forms(columns, &spelt)?];
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

    /// Where the values of an axis are counted by their keys: each as it is written most often, by the values of the columns of that.
    fn forms(&self, axis: Axis, columns: &FxHashMap<&str, Values>) -> Result<FxHashMap<String, String>> {
        let mut best: FxHashMap<String, (u64, String)> = FxHashMap::default();
        let spelt = written(axis).and_then(|column| columns.get(column));
        for bucket in spelt.iter().flat_map(|values| &values.buckets) {
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

    /// How many documents there are, and all values of some columns: by one request, where the server counts so many together.
    fn columns<'f>(&self, columns: impl Iterator<Item = &'f str>) -> Result<(u64, FxHashMap<&'f str, Values>)> {
        let mut counted = Map::new();
        let mut all: FxHashMap<&str, Values> = FxHashMap::default();
        for column in columns {
            let terms = json!({"field": column, "size": BUCKETS, "shard_size": BUCKETS, "missing": NONE});
            counted.insert(column.to_owned(), json!({"terms": terms}));
            all.insert(column, Values::default());
        }
        let mut body = json!({"query": self.query, "size": 0});
        if !counted.is_empty() {
            body["aggs"] = Value::Object(counted);
        }
        let answer = match self.searched.ask(self.scope, body, false, self.until) {
            Err(error) if is_too_many(&error) => None,
            answer => Some(answer?),
        };
        let total = match &answer {
            Some(answer) => total(answer).ok_or_else(|| self.searched.client.strange())?,
            None => self.searched.count(self.scope, self.query, self.until)?,
        };
        for (column, values) in &mut all {
            let together = match &answer {
                Some(answer) => self.exact(answer, column)?,
                None => None,
            };
            *values = match together {
                Some(mut buckets) => {
                    let none = buckets.iter().position(|bucket| bucket.value == NONE);
                    let without = Some(none.map_or(0, |none| buckets.swap_remove(none).count));
                    Values { buckets, without }
                }
                None => Values {
                    buckets: self.buckets(column, &Value::Null)?,
                    without: None,
                },
            };
        }
        Ok((total, all))
    }

    /// The values that an answer counts under a name; `None` where their counts may be wrong, or where there may be more.
    fn exact(&self, answer: &Value, name: &str) -> Result<Option<Vec<Bucket>>> {
        let strange = || self.searched.client.strange();
        let counted = answer.pointer("/aggregations").and_then(|all| all.get(name));
        let counted = counted.ok_or_else(strange)?;
        let buckets = counted.get("buckets").and_then(Value::as_array).ok_or_else(strange)?;
        let is_none = |name: &str| counted.get(name).and_then(Value::as_u64) == Some(0);
        if !is_none("doc_count_error_upper_bound") || !is_none("sum_other_doc_count") || buckets.len() >= BUCKETS {
            return Ok(None);
        }
        let read = |bucket: &Value| {
            Some(Bucket {
                value: bucket.get("key")?.clone(),
                count: bucket.get("doc_count")?.as_u64()?,
                whole: bucket.clone(),
            })
        };
        let buckets = buckets.iter().map(read).collect::<Option<Vec<Bucket>>>();
        buckets.map(Some).ok_or_else(strange)
    }

    /// All values of a column, each with its count and with what is asked of it besides.
    ///
    /// # Errors
    /// Those of [`Counting::counts`].
    pub fn buckets(&self, column: &str, besides: &Value) -> Result<Vec<Bucket>> {
        let terms = json!({"field": column, "size": BUCKETS, "shard_size": BUCKETS});
        let exact = match self.ask(json!({"terms": terms}), besides) {
            Err(error) if is_too_many(&error) => None,
            answer => self.exact(&answer?, "f")?,
        };
        if let Some(buckets) = exact {
            return Ok(buckets);
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
