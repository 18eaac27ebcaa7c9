//! Records of texts.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, OnceLock};

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use warta::article::{Article, RawArticle};
use warta::corpus::{self, RawField};
use warta::error::Error;
use warta::output::columns::record;
use warta::output::record::Record;

use crate::capsules::Parts;
use crate::errors::{raised, unreadable, usage};
use crate::table::Table;
use crate::value;

/// Articles that are extracted before they are made columns.
const PART: usize = 256;

/// Articles as rows of the table of records.
pub fn columns(articles: &[Article]) -> Result<RecordBatch, Error> {
    let records: Vec<Record<'_>> = articles.iter().map(Record::of).collect();
    let rows: Vec<&Record<'_>> = records.iter().collect();
    let batch = record::table().batch(&rows);
    batch.map_err(|error| unreadable("", error))
}

/// Runs something on so many threads; on all cores where nobody says how many.
pub fn on<T: Send>(threads: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> T {
    /// By how many threads they have.
    type Pools = Vec<(usize, Arc<ThreadPool>)>;
    static POOLS: OnceLock<Mutex<Pools>> = OnceLock::new();
    let Some(threads) = threads.map(NonZeroUsize::get) else {
        return work();
    };
    let pool = {
        let mut pools = match POOLS.get_or_init(Mutex::default).lock() {
            Ok(pools) => pools,
            Err(poisoned) => poisoned.into_inner(),
        };
        match pools.iter().find(|(size, _)| *size == threads) {
            Some((_, pool)) => pool.clone(),
            None => match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
                Ok(pool) => {
                    let pool = Arc::new(pool);
                    pools.push((threads, pool.clone()));
                    pool
                }
                // The system gives no more threads: those that there are do it.
                Err(_) => {
                    drop(pools);
                    return work();
                }
            },
        }
    };
    pool.install(work)
}

/// Extracts articles, in order. `make` makes the one of a number.
pub fn extracted(count: usize, make: impl Fn(usize) -> RawArticle + Sync) -> Result<Vec<RecordBatch>, Error> {
    let starts: Vec<usize> = (0..count).step_by(PART).collect();
    let part = |from: usize| {
        let to = (from + PART).min(count);
        let articles: Vec<Article> = (from..to)
            .into_par_iter()
            .map(|at| warta::extract::extract(make(at)).article)
            .collect();
        columns(&articles)
    };
    // Parts side by side: making columns takes its time too.
    starts.into_par_iter().map(part).collect()
}

/// The record of one article, as a dictionary.
///
/// Without further arguments the text is read as a file of it: its first lines may name title, outlet and date. `published`, `source`
/// and the others are as the archive has them; what they say is checked against the text. Amounts are `decimal.Decimal`, days
/// `datetime.date`. `path` is what the article is called where it has no `id`.
///
/// >>> import warta
/// >>> record = warta.extract("JAKARTA, KOMPAS.com - Pemerintah menyiapkan Rp 2,5 triliun.", published="2022-03-09")
/// >>> record["published"], record["amounts"][0]["currency"], record["amounts"][0]["min"]
/// (datetime.date(2022, 3, 9), 'IDR', Decimal('2500000000000'))
#[pyfunction]
#[pyo3(signature = (text, *, path="text", title=None, published=None, source=None, url=None, author=None, section=None, language=None, id=None))]
#[allow(clippy::too_many_arguments)]
pub fn extract<'py>(
    py: Python<'py>,
    text: &str,
    path: &str,
    title: Option<&str>,
    published: Option<&str>,
    source: Option<&str>,
    url: Option<&str>,
    author: Option<&str>,
    section: Option<&str>,
    language: Option<&str>,
    id: Option<&str>,
) -> PyResult<Bound<'py, PyDict>> {
    let given = [
        (RawField::Title, title),
        (RawField::Date, published),
        (RawField::Source, source),
        (RawField::Url, url),
        (RawField::Author, author),
        (RawField::Section, section),
        (RawField::Language, language),
        (RawField::Id, id),
    ];
    let given: Vec<(RawField, &str)> = given.into_iter().filter_map(|(f, v)| Some((f, v?))).collect();
    let batch = py.detach(|| {
        let raw = match given.is_empty() {
            // Its first lines may say what nobody else does.
            true => corpus::of_text(path, text),
            false => corpus::of_values(path, None, given.into_iter().chain([(RawField::Text, text)])),
        };
        columns(&[warta::extract::extract(raw).article])
    });
    let batch = batch.map_err(|error| raised(py, error))?;
    value::row(py, &batch, 0)
}

/// Texts of a list, or of a column.
enum Texts {
    List(Vec<Option<PyBackedStr>>),
    Columns(Vec<ArrayRef>),
}

impl Texts {
    fn of(py: Python<'_>, given: &Bound<'_, PyAny>) -> PyResult<Texts> {
        if given.is_instance_of::<PyString>() {
            let hint = "use `extract` for one, or put it into a list";
            return Err(usage(py, "texts", "this is one text, not many", hint));
        }
        if given.is_instance_of::<PyList>() || given.is_instance_of::<PyTuple>() {
            let texts: PyResult<Vec<Option<PyBackedStr>>> = given.extract();
            return texts.map(Texts::List).map_err(|_| {
                usage(
                    py,
                    "texts",
                    "not all of them are texts",
                    "`None` stands for one that is missing",
                )
            });
        }
        let Some(parts) = Parts::of(given)? else {
            let cause = "this is no list of texts and no column";
            return Err(usage(
                py,
                "texts",
                cause,
                "give a list, or a column of pyarrow, Polars or pandas",
            ));
        };
        let chunks: PyResult<Vec<ArrayRef>> = parts
            .map(|part| {
                let part = part.map_err(|error| raised(py, unreadable("texts", error)))?;
                text_column(py, "texts", &part)
            })
            .collect();
        chunks.map(Texts::Columns)
    }
}

/// A column as texts: those of any width as they are, days and numbers in digits. Bytes that are no UTF-8 become null.
pub fn text_column(py: Python<'_>, name: &str, column: &ArrayRef) -> PyResult<ArrayRef> {
    let kind = column.data_type();
    if kind.is_nested() && !matches!(kind, DataType::Dictionary(..)) {
        let cause = format!("a column of {kind} has no texts");
        return Err(usage(py, name, &cause, "name another column, or make it one of texts"));
    }
    cast(column, &DataType::LargeUtf8).map_err(|error| raised(py, unreadable(name, error)))
}

/// The text of a row; `None` where there is none.
pub fn text_at(column: &ArrayRef, at: usize) -> Option<&str> {
    let texts = column.as_string::<i64>();
    (!texts.is_null(at)).then(|| texts.value(at))
}

/// The records of many texts, as a table: as many rows as texts, in their order.
///
/// `texts` is a list, or a column of pyarrow, Polars or pandas. All cores work on them, or so many `threads`; Python runs on meanwhile.
/// A text that is missing (`None`) is a record without a body.
///
/// >>> import warta
/// >>> table = warta.extract_many(["Harga beras naik di Jakarta.", "Rupiah menguat terhadap dolar AS."])
/// >>> len(table), table[1]["id"], [country["code"] for country in table[1]["countries"]]
/// (2, 'text#2', ['US'])
#[pyfunction]
#[pyo3(signature = (texts, *, threads=None))]
pub fn extract_many(py: Python<'_>, texts: &Bound<'_, PyAny>, threads: Option<NonZeroUsize>) -> PyResult<Table> {
    let texts = Texts::of(py, texts)?;
    let made = py.detach(|| {
        on(threads, || {
            let name = |at: usize| format!("text#{}", at + 1);
            match &texts {
                Texts::List(texts) => extracted(texts.len(), |at| {
                    corpus::of_text(&name(at), texts[at].as_deref().unwrap_or_default())
                }),
                Texts::Columns(columns) => {
                    let mut batches = Vec::new();
                    let mut before = 0;
                    for column in columns {
                        batches.extend(extracted(column.len(), |at| {
                            corpus::of_text(&name(before + at), text_at(column, at).unwrap_or_default())
                        })?);
                        before += column.len();
                    }
                    Ok(batches)
                }
            }
        })
    });
    let batches = made.map_err(|error| raised(py, error))?;
    Ok(Table::new(batches, record::table().schema()))
}
