//! Records of the rows of a table: as many out as in, in their order.

use std::num::NonZeroUsize;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use pyo3::prelude::*;
use warta::article::RawArticle;
use warta::corpus::{self, FieldMap, RawField};
use warta::output::columns::record;

use crate::capsules::Parts;
use crate::errors::{raised, unreadable, usage};
use crate::extracting::{extracted, on, text_at, text_column};
use crate::table::Table;

/// The columns that fields are read from.
pub struct Fields(Vec<(RawField, ArrayRef)>);

impl Fields {
    /// Those that are named, and of the other fields those whose names mean them.
    pub fn of(py: Python<'_>, batch: &StructArray, named: &[(RawField, Option<String>)]) -> PyResult<Fields> {
        let names = batch.column_names();
        let known = FieldMap::default();
        let mut columns = Vec::new();
        for (field, name) in named {
            let at = match name {
                Some(name) => Some(names.iter().position(|known| known == name).ok_or_else(|| {
                    let hint = format!("the columns are {}", names.join(", "));
                    usage(py, name, "there is no such column", &hint)
                })?),
                None => {
                    let ranked = names.iter().enumerate().filter_map(|(at, name)| {
                        let (found, rank) = known.find(name)?;
                        (found == *field).then_some((rank, at))
                    });
                    ranked.min().map(|(_, at)| at)
                }
            };
            match at {
                Some(at) => columns.push((*field, text_column(py, names[at], batch.column(at))?)),
                None if *field == RawField::Text => {
                    let hint = format!("name it by `text=`; the columns are {}", names.join(", "));
                    return Err(usage(py, "text", "no column has the texts", &hint));
                }
                None => {}
            }
        }
        Ok(Fields(columns))
    }

    pub fn article(&self, at: usize, number: usize) -> RawArticle {
        let values = self
            .0
            .iter()
            .filter_map(|(field, column)| Some((*field, text_at(column, at)?)));
        corpus::of_values("rows", Some((number + 1).to_string()), values)
    }
}

/// The parts of a table.
pub fn tables<'py>(given: &Bound<'py, PyAny>) -> PyResult<impl Iterator<Item = PyResult<StructArray>> + use<'py>> {
    let py = given.py();
    let parts = Parts::of(given)?.filter(Parts::are_tables).ok_or_else(|| {
        let hint = "give a record batch, table or frame of pyarrow, Polars, pandas or DuckDB";
        usage(py, "batch", "this is no table", hint)
    })?;
    Ok(parts.map(move |part| match part {
        Ok(part) => Ok(part.as_struct().clone()),
        Err(error) => Err(raised(py, unreadable("batch", error))),
    }))
}

/// The records of the rows of a table: as many out as in, in their order.
///
/// `batch` is a record batch, table or frame of pyarrow, Polars, pandas or DuckDB. `text`, `title` and the others name its columns; those
/// that are not named are found by the names that dumps give them (`body`, `isi`, `judul`, `tanggal`). A row without text is a
/// record whose `doubts` say so. One machine of many (Spark, Dask, Ray) wants `threads=1`.
///
/// >>> import pyarrow, warta
/// >>> batch = pyarrow.record_batch({"judul": ["Beras"], "isi": ["Harga beras naik, kata Budi Santosa, petani."]})
/// >>> record = warta.extract_batch(batch)[0]
/// >>> record["title"], record["speakers"][0]["name"]
/// ('Beras', 'Budi Santosa')
#[pyfunction]
#[pyo3(signature = (batch, *, text=None, title=None, published=None, source=None, url=None, author=None, section=None, language=None, id=None, threads=None))]
#[allow(clippy::too_many_arguments)]
pub fn extract_batch(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    text: Option<String>,
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
    author: Option<String>,
    section: Option<String>,
    language: Option<String>,
    id: Option<String>,
    threads: Option<NonZeroUsize>,
) -> PyResult<Table> {
    let named = [
        (RawField::Text, text),
        (RawField::Title, title),
        (RawField::Date, published),
        (RawField::Source, source),
        (RawField::Url, url),
        (RawField::Author, author),
        (RawField::Section, section),
        (RawField::Language, language),
        (RawField::Id, id),
    ];
    let mut batches = Vec::new();
    let mut before = 0;
    for part in tables(batch)? {
        let part = part?;
        let columns = Fields::of(py, &part, &named)?;
        let rows = part.len();
        let made = py.detach(|| on(threads, || extracted(rows, |at| columns.article(at, before + at))));
        batches.extend(made.map_err(|error| raised(py, error))?);
        before += rows;
    }
    Ok(Table::new(batches, record::table().schema()))
}
