//! Records of files and folders.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use warta::article::{Article, RawArticle};
use warta::corpus::{self, FieldMap, ReadOptions, Takes};
use warta::error::Error;
use warta::output::columns::record;

use crate::errors::raised;
use crate::extracting::columns;
use crate::table::Table;

/// Records of files, and what could not be read.
#[pyclass(frozen, extends = Table, module = "warta")]
pub struct Records {
    /// A dictionary each: `place` and `cause`.
    #[pyo3(get)]
    rejected: Py<PyList>,
}

/// What was read so far.
#[derive(Default)]
struct Read {
    batches: Vec<RecordBatch>,
    rejected: Vec<(String, String)>,
    failed: Option<Error>,
    /// The user pressed Ctrl-C.
    interrupted: Option<PyErr>,
}

impl Takes for Read {
    fn articles(&mut self, batch: Vec<RawArticle>) -> ControlFlow<()> {
        if let Err(interrupted) = Python::attach(|py| py.check_signals()) {
            self.interrupted = Some(interrupted);
            return ControlFlow::Break(());
        }
        let articles: Vec<Article> = batch
            .into_par_iter()
            .map(|raw| warta::extract::extract(raw).article)
            .collect();
        match columns(&articles) {
            Ok(batch) => {
                self.batches.push(batch);
                ControlFlow::Continue(())
            }
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn rejected(&mut self, error: &Error) {
        self.rejected.push((error.place.clone(), error.cause.clone()));
    }

    fn note(&mut self, _path: &str, _note: String) {}
}

/// One path, or several.
#[derive(FromPyObject)]
pub enum Paths {
    Several(Vec<PathBuf>),
    One(PathBuf),
}

/// The records of files and folders, as `warta extract` has them.
///
/// `map` says which field or column of dumps is which: `{"title": "judul_artikel"}`. What cannot be read is in `rejected`, with its
/// reason. The records are held in memory: for more than fit, `warta extract FOLDER -o records.parquet` writes them as they are read.
///
/// >>> import warta
/// >>> records = warta.extract_files("corpus/kompas")
/// >>> len(records), records.rejected
/// (6, [])
#[pyfunction]
#[pyo3(signature = (paths, *, map=None))]
pub fn extract_files(py: Python<'_>, paths: Paths, map: Option<HashMap<String, String>>) -> PyResult<Py<Records>> {
    let roots = match paths {
        Paths::Several(paths) => paths,
        Paths::One(path) => vec![path],
    };
    let pairs = map.into_iter().flatten().map(|(field, name)| format!("{field}={name}"));
    let map = FieldMap::new(&pairs.collect::<Vec<_>>()).map_err(|error| raised(py, error))?;
    let options = ReadOptions {
        map,
        ..ReadOptions::default()
    };
    let roots: Vec<(PathBuf, String)> = roots
        .into_iter()
        .map(|root| {
            let label = corpus::label_of(&root);
            (root, label)
        })
        .collect();
    let mut read = Read::default();
    py.detach(|| corpus::batches(&roots, &options, &mut read));
    if let Some(interrupted) = read.interrupted {
        return Err(interrupted);
    }
    if let Some(error) = read.failed {
        return Err(raised(py, error));
    }
    let rejected = PyList::empty(py);
    for (place, cause) in read.rejected {
        let entry = PyDict::new(py);
        entry.set_item("place", place)?;
        entry.set_item("cause", cause)?;
        rejected.append(entry)?;
    }
    let table = Table::new(read.batches, record::table().schema());
    let records = Records {
        rejected: rejected.unbind(),
    };
    Py::new(py, PyClassInitializer::from(table).add_subclass(records))
}
