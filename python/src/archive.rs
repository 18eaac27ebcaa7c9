//! Archives: the questions of the command line, by the names of its options.

use std::path::PathBuf;
use std::sync::Mutex;

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyTuple};
use warta::ask::{self, Counted, Question, View};
use warta::error::{Diagnostic, Error, Result};
use warta::index::{self, Snapshot};
use warta::output::columns::{Table as Columns, counts};
use warta::output::list::{self, Interrupted, Listed};
use warta::output::{once, remarks};

use crate::errors::{raised, unreadable, usage};
use crate::extracting::columns;
use crate::table::{Hits, Table};
use crate::value;

/// An archive that `warta index` made, as it was when it was opened.
///
/// Conditions have the names of the options of the command line: `speaker=`, `country=`, `source=`, `amount=`, `language=`, `since=` and
/// `until=`, `sort=`, `facet=`; a list gives several values. `limit=None` is all. `people` is a file of decisions on who is who.
///
/// >>> import warta
/// >>> index = warta.Index("index")
/// >>> hits = index.search("gempa", country="Iran", facet="source", limit=3)
/// >>> hits.num_hits >= len(hits) > 0, "IR" in hits[0]["countries"]
/// (True, True)
/// >>> hits.facets["source"].column_names
/// ['value', 'label', 'count']
#[pyclass(frozen, module = "warta")]
pub struct Index {
    path: PathBuf,
    people: Option<PathBuf>,
    snapshot: Mutex<std::sync::Arc<Snapshot>>,
}

/// What is found, before it is handed to Python.
struct Found {
    batches: Vec<RecordBatch>,
    schema: arrow_schema::SchemaRef,
    query: String,
    num_hits: u64,
    facets: Vec<(&'static str, RecordBatch)>,
    remarks: Vec<String>,
}

fn open(path: &std::path::Path, people: Option<&std::path::Path>) -> Result<Snapshot> {
    let index = index::Index::open(path)?;
    let index = match people {
        Some(file) => index.with_decisions(file),
        None => index,
    };
    ask::with_people(index.snapshot()?)
}

/// Rows as columns.
fn made<R: Copy>(table: &Columns<'_, R>, rows: &[R]) -> Result<RecordBatch> {
    table.batch(rows).map_err(|error| unreadable("", error))
}

/// What is remarkable about a query, in words.
fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    let words = diagnostics.iter().map(|diagnostic| {
        let message = remarks::message(&diagnostic.remark);
        match message.hint {
            Some(hint) => format!("{} ({hint})", message.text),
            None => message.text,
        }
    });
    words.collect()
}

/// Parameters by the names of the options. A list gives one several times, `None` not at all; `since` and `until` are `from` and `to`,
/// which Python cannot write.
fn parameters(given: Option<&Bound<'_, PyDict>>) -> PyResult<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for (name, value) in given.into_iter().flatten() {
        let name: String = name.extract()?;
        let name = match name.as_str() {
            "since" | "from_" => "from",
            "until" => "to",
            other => other,
        };
        if value.is_none() {
            continue;
        }
        let is_several = value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>();
        let values: Vec<Bound<'_, PyAny>> = match is_several {
            true => value.try_iter()?.collect::<PyResult<_>>()?,
            false => vec![value],
        };
        for value in values {
            let text = match value.cast::<PyBool>() {
                Ok(flag) => flag.is_true().to_string(),
                Err(_) => value.str()?.extract()?,
            };
            pairs.push((name.to_owned(), text));
        }
    }
    Ok(pairs)
}

/// How many are wanted; `None` is all of them.
fn limited(mut pairs: Vec<(String, String)>, limit: Option<usize>) -> Vec<(String, String)> {
    let limit = limit.map_or_else(|| "all".to_owned(), |limit| limit.to_string());
    pairs.push(("limit".to_owned(), limit));
    pairs
}

fn listed<H: Listed>(answer: &ask::List<'_, H>) -> Result<Found> {
    let mut batches = Vec::new();
    let gathered = list::batches(answer, &mut |batch| {
        batches.push(batch);
        Ok(())
    });
    gathered.map_err(|interrupted| match interrupted {
        Interrupted::Read(error) => error,
        Interrupted::Write(error) => Error::io("", &error),
    })?;
    let facets = answer.facets.iter().map(|facet| {
        let rows: Vec<&ask::Bucket> = facet.values.iter().collect();
        Ok((facet.field, made(&counts::buckets(), &rows)?))
    });
    Ok(Found {
        batches,
        schema: H::schema(answer.stories),
        query: answer.query.clone(),
        num_hits: answer.num_hits,
        facets: facets.collect::<Result<_>>()?,
        remarks: said(&answer.diagnostics),
    })
}

impl Index {
    fn snapshot(&self) -> std::sync::Arc<Snapshot> {
        match self.snapshot.lock() {
            Ok(snapshot) => snapshot.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }

    /// Asks without Python's lock.
    fn ask<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&Snapshot) -> Result<T> + Send) -> PyResult<T> {
        let snapshot = self.snapshot();
        py.detach(|| work(&snapshot)).map_err(|error| raised(py, error))
    }

    fn hits(&self, py: Python<'_>, work: impl FnOnce(&Snapshot) -> Result<Found> + Send) -> PyResult<Py<Hits>> {
        let found = self.ask(py, work)?;
        let facets = PyDict::new(py);
        for (field, batch) in found.facets {
            facets.set_item(field, Table::of(batch).into_pyobject(py)?)?;
        }
        let hits = Hits {
            query: found.query,
            num_hits: found.num_hits,
            facets: facets.unbind(),
            remarks: found.remarks,
        };
        let table = Table::new(found.batches, found.schema);
        Py::new(py, PyClassInitializer::from(table).add_subclass(hits))
    }
}

#[pymethods]
impl Index {
    #[new]
    #[pyo3(signature = (path=PathBuf::from("index"), *, people=None), text_signature = "(path='index', *, people=None)")]
    fn new(py: Python<'_>, path: PathBuf, people: Option<PathBuf>) -> PyResult<Index> {
        let snapshot = py.detach(|| open(&path, people.as_deref()));
        let snapshot = snapshot.map_err(|error| raised(py, error))?;
        Ok(Index {
            path,
            people,
            snapshot: Mutex::new(std::sync::Arc::new(snapshot)),
        })
    }

    /// Sees what was indexed since.
    fn refresh(&self, py: Python<'_>) -> PyResult<()> {
        let opened = py.detach(|| open(&self.path, self.people.as_deref()));
        let opened = std::sync::Arc::new(opened.map_err(|error| raised(py, error))?);
        match self.snapshot.lock() {
            Ok(mut snapshot) => *snapshot = opened,
            Err(poisoned) => *poisoned.into_inner() = opened,
        }
        Ok(())
    }

    fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
        let counts = self.ask(py, Snapshot::counts)?;
        Ok(counts.articles as usize)
    }

    fn __repr__(&self) -> String {
        format!("<warta.Index {}>", self.path.display())
    }

    /// The articles that a query finds, best first.
    ///
    /// >>> import warta
    /// >>> [hit["source"] for hit in warta.Index("index").search("gempa", sort="oldest", limit=1)]
    /// ['Radar Blitar']
    #[pyo3(
        signature = (query="", *, limit=Some(10), **parameters),
        text_signature = "($self, query='', *, limit=10, **parameters)"
    )]
    fn search(
        &self,
        py: Python<'_>,
        query: &str,
        limit: Option<usize>,
        parameters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<Hits>> {
        let pairs = limited(self::parameters(parameters)?, limit);
        self.hits(py, |snapshot| {
            let question = question(View::Search, query, pairs)?;
            listed(&ask::search(snapshot, &question)?)
        })
    }

    /// The statements that a query finds; with `once=True` each of them once, however often it was printed.
    ///
    /// >>> import warta
    /// >>> quotes = warta.Index("index").quotes("speaker:melnychenko", limit=None)
    /// >>> {quote["speaker"] for quote in quotes}
    /// {'Taras Melnychenko'}
    #[pyo3(
        signature = (query="", *, limit=Some(10), **parameters),
        text_signature = "($self, query='', *, limit=10, **parameters)"
    )]
    fn quotes(
        &self,
        py: Python<'_>,
        query: &str,
        limit: Option<usize>,
        parameters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<Hits>> {
        let pairs = limited(self::parameters(parameters)?, limit);
        self.hits(py, |snapshot| {
            let question = question(View::Quotes, query, pairs)?;
            if !question.once {
                return listed(&ask::quotes(snapshot, &question)?);
            }
            let answer = ask::quotes_once(snapshot, &question)?;
            let batch = once::columns(&answer.hits).map_err(|error| unreadable("", error))?;
            Ok(Found {
                schema: batch.schema(),
                batches: vec![batch],
                query: answer.query,
                num_hits: answer.num_hits,
                facets: Vec::new(),
                remarks: said(&answer.diagnostics),
            })
        })
    }

    /// The whole records of the articles that a query finds: the columns of [`warta.SCHEMA`].
    ///
    /// >>> import warta
    /// >>> records = warta.Index("index").records(source="Kompas", limit=2)
    /// >>> records.column_names == warta.SCHEMA.names
    /// True
    #[pyo3(
        signature = (query="", *, limit=Some(10), **parameters),
        text_signature = "($self, query='', *, limit=10, **parameters)"
    )]
    fn records(
        &self,
        py: Python<'_>,
        query: &str,
        limit: Option<usize>,
        parameters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<Hits>> {
        let pairs = limited(self::parameters(parameters)?, limit);
        self.hits(py, |snapshot| {
            let question = question(View::Search, query, pairs)?;
            let answer = ask::search(snapshot, &question)?;
            let mut hits = answer.hits();
            let mut batches = Vec::new();
            loop {
                let articles = hits.by_ref().take(256).map(|hit| Ok(hit?.article));
                let articles = articles.collect::<Result<Vec<_>>>()?;
                if articles.is_empty() {
                    break;
                }
                batches.push(columns(&articles)?);
            }
            Ok(Found {
                batches,
                schema: warta::output::columns::record::table().schema(),
                query: answer.query.clone(),
                num_hits: answer.num_hits,
                facets: Vec::new(),
                remarks: said(&answer.diagnostics),
            })
        })
    }

    /// The values of a field and how many articles have each (with `of="quotes"`: statements); with `by`, those of two fields.
    ///
    /// >>> import warta
    /// >>> counts = warta.Index("index").facet("language")
    /// >>> counts[0]["value"], counts[0]["count"] > 10
    /// ('id', True)
    /// >>> warta.Index("index").facet("country", by="source").column_names
    /// ['country', 'country_label', 'source', 'source_label', 'count']
    #[pyo3(signature = (field, query="", *, by=None, limit=None, **parameters))]
    fn facet(
        &self,
        py: Python<'_>,
        field: &str,
        query: &str,
        by: Option<&str>,
        limit: Option<usize>,
        parameters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Table> {
        let pairs = limited(self::parameters(parameters)?, limit);
        let batch = self.ask(py, |snapshot| {
            let first = Counted::field(field)?;
            let question = question(View::Facet, query, pairs)?;
            let Some(by) = by else {
                let answer = ask::facet(snapshot, &first, &question)?;
                return made(&counts::buckets(), &answer.values.iter().collect::<Vec<_>>());
            };
            let second = Counted::field(by)?;
            let answer = ask::crossed(snapshot, [&first, &second], &question)?;
            let names = answer.axes.map(|axis| axis.name());
            made(&counts::crossed(names), &counts::cells(&answer))
        })?;
        Ok(Table::of(batch))
    }

    /// How many articles a query finds by day, month or year (`unit`).
    ///
    /// >>> import warta
    /// >>> [year["value"] for year in warta.Index("index").timeline("gempa", unit="year")][-1]
    /// '2023'
    #[pyo3(signature = (query="", *, unit=None, **parameters))]
    fn timeline(
        &self,
        py: Python<'_>,
        query: &str,
        unit: Option<&str>,
        parameters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Table> {
        let mut pairs = self::parameters(parameters)?;
        pairs.extend(unit.map(|unit| ("unit".to_owned(), unit.to_owned())));
        let batch = self.ask(py, |snapshot| {
            let question = question(View::Timeline, query, pairs)?;
            let answer = ask::timeline(snapshot, &question)?;
            made(&counts::buckets(), &answer.values.iter().collect::<Vec<_>>())
        })?;
        Ok(Table::of(batch))
    }

    /// Two to four queries side by side, by outlet and by year: counts, and shares of all articles there.
    ///
    /// >>> import warta
    /// >>> rows = warta.Index("index").compare("beras", "gempa")
    /// >>> sorted({row["query"] for row in rows})
    /// ['beras', 'gempa']
    #[pyo3(signature = (*queries, **parameters))]
    fn compare(&self, py: Python<'_>, queries: Vec<String>, parameters: Option<&Bound<'_, PyDict>>) -> PyResult<Table> {
        let mut pairs = self::parameters(parameters)?;
        pairs.extend(queries.into_iter().map(|query| ("query".to_owned(), query)));
        let batch = self.ask(py, |snapshot| {
            let question = Question::from_pairs(View::Compare, pairs)?;
            let answer = ask::compare(snapshot, &question)?;
            made(&counts::compared(), &counts::comparison(&answer))
        })?;
        Ok(Table::of(batch))
    }

    /// The persons of the archive, those in most articles first, with all their names; of those only who have a word of `name`.
    ///
    /// >>> import warta
    /// >>> [person["name"] for person in warta.Index("index").people("melnychenko")]
    /// ['Taras Melnychenko']
    #[pyo3(signature = (name="", *, limit=Some(20), offset=0), text_signature = "($self, name='', *, limit=20, offset=0)")]
    fn people(&self, py: Python<'_>, name: &str, limit: Option<usize>, offset: usize) -> PyResult<Table> {
        let limit = limit.map_or(ask::Limit::All, ask::Limit::Most);
        let batch = self.ask(py, |snapshot| {
            let answer = ask::people(snapshot, name, Some(limit), offset)?;
            made(&counts::persons(), &answer.persons.iter().collect::<Vec<_>>())
        })?;
        Ok(Table::of(batch))
    }

    /// The record of the article of this id.
    ///
    /// >>> import warta
    /// >>> warta.Index("index").show("d-70012")["source"]
    /// 'Detik'
    fn show<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyDict>> {
        let batch = self.ask(py, |snapshot| {
            let articles = ask::records(snapshot, id)?;
            articles.get(..1).map(columns).transpose()
        })?;
        let Some(batch) = batch else {
            let hint = "ids are in the column `id` of what `search` finds";
            return Err(usage(py, id, "there is no article with this id", hint));
        };
        value::row(py, &batch, 0)
    }
}

fn question(view: View, query: &str, mut pairs: Vec<(String, String)>) -> Result<Question> {
    pairs.push(("q".to_owned(), query.to_owned()));
    Question::from_pairs(view, pairs)
}
