//! Tables: handed over as Arrow streams, or row by row.

use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use warta::output::columns::record;

use crate::capsules;
use crate::value;

/// Columns with their types, and what is said of them.
#[pyclass(frozen, module = "warta")]
pub struct Schema {
    inner: SchemaRef,
}

impl Schema {
    pub fn of_records() -> Schema {
        Schema {
            inner: record::table().schema(),
        }
    }
}

#[pymethods]
impl Schema {
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.inner.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// What the form of the columns is: `warta.table`, `warta.record` (its version), `warta.version`.
    #[getter]
    fn metadata<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let metadata = PyDict::new(py);
        for (key, value) in self.inner.metadata() {
            metadata.set_item(key, value)?;
        }
        Ok(metadata)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsules::of_schema(py, &self.inner)
    }

    fn __len__(&self) -> usize {
        self.inner.fields().len()
    }

    fn __repr__(&self) -> String {
        format!("<warta.Schema of {}>", self.names().join(", "))
    }
}

/// Rows in columns. pyarrow, Polars, pandas and DuckDB take it as it is, without a copy; without them it is a sequence of dictionaries.
///
/// >>> import pyarrow, warta
/// >>> table = warta.extract_many(["Harga beras naik."])
/// >>> pyarrow.table(table).num_rows, table[0]["body"]
/// (1, 'Harga beras naik.')
#[pyclass(frozen, subclass, sequence, module = "warta")]
pub struct Table {
    batches: Vec<RecordBatch>,
    /// Behind each batch, how many rows there are up to its end.
    ends: Vec<usize>,
    schema: SchemaRef,
}

impl Table {
    pub fn new(batches: Vec<RecordBatch>, schema: SchemaRef) -> Table {
        let mut rows = 0;
        let ends = batches.iter().map(|batch| {
            rows += batch.num_rows();
            rows
        });
        Table {
            ends: ends.collect(),
            batches,
            schema,
        }
    }

    pub fn of(batch: RecordBatch) -> Table {
        let schema = batch.schema();
        Table::new(vec![batch], schema)
    }

    fn num_rows(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn schema(&self) -> Schema {
        Schema {
            inner: self.schema.clone(),
        }
    }

    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    /// Python counts numbers below zero from the end before it asks.
    fn __getitem__<'py>(&self, py: Python<'py>, at: isize) -> PyResult<Bound<'py, PyDict>> {
        let found = usize::try_from(at).ok().and_then(|at| {
            let part = self.ends.partition_point(|end| *end <= at);
            let batch = self.batches.get(part)?;
            Some((batch, at - (self.ends[part] - batch.num_rows())))
        });
        match found {
            Some((batch, at)) => value::row(py, batch, at),
            None => Err(PyIndexError::new_err(format!("there are {} rows", self.num_rows()))),
        }
    }

    /// All rows, a dictionary each.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        for batch in &self.batches {
            for at in 0..batch.num_rows() {
                list.append(value::row(py, batch, at)?)?;
            }
        }
        Ok(list)
    }

    /// A `pyarrow.Table`.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// A `pandas.DataFrame`; needs pyarrow too.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// A `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// Another schema that is asked for is not given: whoever asks has to convert, as the interface allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        capsules::of_batches(py, RecordBatchIterator::new(batches, self.schema.clone()))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsules::of_schema(py, &self.schema)
    }

    fn __repr__(&self) -> String {
        let columns = self.column_names().join(", ");
        format!("<warta.Table of {} rows: {columns}>", self.num_rows())
    }
}

/// Some of what a search found, and what was counted over all of it.
#[pyclass(frozen, extends = Table, module = "warta")]
pub struct Hits {
    /// The query with its conditions, in its canonical form.
    #[pyo3(get)]
    pub query: String,
    /// How many there are, of which these are some.
    #[pyo3(get)]
    pub num_hits: u64,
    /// The tables of values that were counted over all hits, by their fields.
    #[pyo3(get)]
    pub facets: Py<PyDict>,
    /// What is remarkable about the query: an outlet that is not there, a word that is nowhere.
    #[pyo3(get)]
    pub remarks: Vec<String>,
}
