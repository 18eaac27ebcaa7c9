//! Counts of the values of fields.

use rustc_hash::FxHashMap;

use super::question::Question;
use super::read::{Counted, Limit};
use crate::engine::Archive;
use crate::error::{Diagnostic, Result};
use crate::index::analyzer::fold_value;
use crate::lang;
use crate::query::Condition;
use crate::search::{self, Axis, Bucket, Cell, Counts, Request};

/// How many values an answer has where nobody says how many.
const VALUES: usize = 20;

/// The values of a field beside a list of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    pub field: &'static str,
    pub values: Vec<Bucket>,
    /// How many articles or statements have no value.
    pub missing: u64,
}

/// The values of a field.
#[derive(Clone, Debug)]
pub struct FacetAnswer {
    /// The query with its parameters, as canonical text.
    pub query: String,
    pub num_hits: u64,
    pub field: &'static str,
    /// How many different values there are, of which `values` are some.
    pub distinct: usize,
    pub values: Vec<Bucket>,
    /// How many articles or statements have no value; `None` where only values that begin so are wanted.
    pub missing: Option<u64>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Two fields against each other.
#[derive(Clone, Debug)]
pub struct Crossed {
    /// The query with its parameters, as canonical text.
    pub query: String,
    pub num_hits: u64,
    /// Of the rows and of the columns.
    pub axes: [Axis; 2],
    /// The count of each value by itself stands with it.
    pub rows: Vec<Bucket>,
    pub columns: Vec<Bucket>,
    /// How many different values there are of each, of which `rows` and `columns` are some.
    pub distinct: [usize; 2],
    /// One list for each row, with a count for each column.
    pub counts: Vec<Vec<u64>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Hits by time.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The query with its parameters, as canonical text.
    pub query: String,
    pub num_hits: u64,
    /// `date`, `week`, `month` or `year`.
    pub field: &'static str,
    /// In order, the empty ones between others too.
    pub values: Vec<Bucket>,
    /// All articles or statements of each of these times, whether found or not: none at all is a gap in the archive.
    pub all: Vec<u64>,
    /// How many articles or statements have no date.
    pub undated: u64,
    pub diagnostics: Vec<Diagnostic>,
}

/// Counts the values of a field over all hits.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn facet(archive: &dyn Archive, field: &Counted, question: &Question) -> Result<FacetAnswer> {
    let request = Request {
        facets: vec![field.axis],
        labels: question.language([field]),
        ..counting(question)
    };
    let found = search::run(archive, &question.query.condition, &request)?;
    let (values, distinct) = chosen(field.axis, found.facets.first(), question);
    Ok(FacetAnswer {
        query: question.query.to_string(),
        num_hits: found.num_hits,
        field: field.axis.name(),
        distinct,
        values,
        missing: found.missing.first().copied().filter(|_| question.prefix.is_none()),
        diagnostics: question.query.remarks(archive, question.scope, found.num_hits)?,
    })
}

/// Counts the values of two fields against each other: the rows as the values of [`facet`], the columns all, the most frequent
/// first, or of the second field as many as it says.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn crossed(archive: &dyn Archive, [rows, columns]: [&Counted; 2], question: &Question) -> Result<Crossed> {
    let axes = [rows.axis, columns.axis];
    let request = Request {
        facets: axes.to_vec(),
        labels: question.language([rows]),
        crossed: Some((axes[0], axes[1])),
        ..counting(question)
    };
    let found = search::run(archive, &question.query.condition, &request)?;
    let (rows, distinct_rows) = chosen(axes[0], found.facets.first(), question);
    let most = columns.limit.unwrap_or(usize::MAX);
    let distinct_columns = found.facets.get(1).map_or(0, Counts::distinct);
    let mut columns = found.facets.get(1).map(|counts| counts.top(most)).unwrap_or_default();
    columns.retain(|bucket| bucket.count > 0);
    Ok(Crossed {
        query: question.query.to_string(),
        num_hits: found.num_hits,
        axes,
        counts: table(&found.crossed, &rows, &columns),
        rows,
        columns,
        distinct: [distinct_rows, distinct_columns],
        diagnostics: question.query.remarks(archive, question.scope, found.num_hits)?,
    })
}

/// How many days, weeks or months make a page.
const A_PAGE: usize = 40;

/// Counts hits by days, weeks, months or years: as the question says, else by whichever fits on a page.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn timeline(archive: &dyn Archive, question: &Question) -> Result<Timeline> {
    let axes = match question.unit {
        Some(axis) => vec![axis],
        None => vec![Axis::Day, Axis::Month, Axis::Year],
    };
    let request = Request {
        facets: axes,
        ..counting(question)
    };
    let found = search::run(archive, &question.query.condition, &request)?;
    let mut by_time = found.facets.iter().map(|counts| (counts.axis, counts.buckets()));
    let coarsest = found.facets.len();
    let fitting = by_time
        .by_ref()
        .enumerate()
        .find(|(i, (_, values))| values.len() <= A_PAGE || i + 1 == coarsest);
    let (axis, values) = fitting.map_or((Axis::Year, Vec::new()), |(_, found)| found);
    let request = Request {
        facets: vec![axis],
        ..counting(question)
    };
    let everything = search::run(archive, &Condition::All, &request)?;
    let of_time: FxHashMap<String, u64> = everything
        .facets
        .iter()
        .flat_map(Counts::buckets)
        .map(|bucket| (bucket.value, bucket.count))
        .collect();
    let all = values
        .iter()
        .map(|bucket| of_time.get(&bucket.value).copied().unwrap_or(0));
    Ok(Timeline {
        query: question.query.to_string(),
        num_hits: found.num_hits,
        field: axis.name(),
        all: all.collect(),
        values,
        undated: found.missing.first().copied().unwrap_or_default(),
        diagnostics: question.query.remarks(archive, question.scope, found.num_hits)?,
    })
}

/// What is counted, and no hit read.
pub(super) fn counting(question: &Question) -> Request {
    Request {
        limit: Some(0),
        until: question.until.clone(),
        ..Request::new(question.scope)
    }
}

/// The values that a question wants to see, and how many there are.
fn chosen(axis: Axis, counts: Option<&Counts>, question: &Question) -> (Vec<Bucket>, usize) {
    let prefix = question.prefix.as_deref().map(fold_value);
    let mut values = counts.map(Counts::buckets).unwrap_or_default();
    // Gaps in time are for timelines.
    values.retain(|bucket| bucket.count > 0);
    values.retain(|bucket| prefix.as_deref().is_none_or(|prefix| begins(axis, bucket, prefix)));
    let distinct = values.len();
    let limit = question.limit.unwrap_or(Limit::Most(VALUES)).most();
    let limit = limit.unwrap_or(usize::MAX);
    if axis.is_time() {
        // The latest ones, in the order of time.
        let end = distinct.saturating_sub(question.offset);
        return (values.drain(end.saturating_sub(limit)..end).collect(), distinct);
    }
    let shown = values.into_iter().skip(question.offset).take(limit);
    (shown.collect(), distinct)
}

/// Whether a word of a value begins so.
fn begins(axis: Axis, bucket: &Bucket, prefix: &str) -> bool {
    // A country is found by its name in each language.
    let names = lang::SPOKEN.map(|language| search::label(axis, &bucket.value, language));
    [&bucket.value].into_iter().chain(&names).any(|text| {
        let folded = fold_value(text);
        let mut starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1));
        starts.any(|at| folded[at..].starts_with(prefix))
    })
}

/// The cells of these rows and columns; the others are left out.
fn table(cells: &[Cell], rows: &[Bucket], columns: &[Bucket]) -> Vec<Vec<u64>> {
    let by_value: rustc_hash::FxHashMap<(&str, &str), u64> = cells
        .iter()
        .map(|cell| ((cell.row.as_str(), cell.column.as_str()), cell.count))
        .collect();
    let count = |row: &Bucket, column: &Bucket| {
        let found = by_value.get(&(row.value.as_str(), column.value.as_str()));
        found.copied().unwrap_or(0)
    };
    let row = |row: &Bucket| columns.iter().map(|column| count(row, column)).collect();
    rows.iter().map(row).collect()
}
