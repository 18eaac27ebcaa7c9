//! The Python package: articles in, Arrow out. What it does is documented for its users in `warta/_warta.pyi` and docs/python.md.
//!
//! Python's lock is given up while articles are extracted and archives are searched.

mod archive;
mod batch;
mod capsules;
mod errors;
mod extracting;
mod files;
mod stories;
mod table;
mod value;

use std::ffi::OsString;
use std::io::Write;

use pyo3::prelude::*;

/// The command line with these arguments, the first of which is the program's name; the exit code.
#[pyfunction]
fn command(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| {
        let code = warta::cli::code(args);
        // Python ends the process, and knows nothing of what is held back here.
        let _ = std::io::stdout().flush();
        code
    })
}

#[pymodule]
fn _warta(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<table::Schema>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<table::Hits>()?;
    module.add_class::<files::Records>()?;
    module.add_class::<archive::Index>()?;
    module.add("SCHEMA", table::Schema::of_records())?;
    module.add_function(wrap_pyfunction!(extracting::extract, module)?)?;
    module.add_function(wrap_pyfunction!(extracting::extract_many, module)?)?;
    module.add_function(wrap_pyfunction!(batch::extract_batch, module)?)?;
    module.add_function(wrap_pyfunction!(files::extract_files, module)?)?;
    module.add_function(wrap_pyfunction!(stories::sketches, module)?)?;
    module.add_function(wrap_pyfunction!(stories::stories, module)?)?;
    module.add_function(wrap_pyfunction!(command, module)?)?;
    Ok(())
}
