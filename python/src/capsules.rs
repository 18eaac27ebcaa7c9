//! Arrow's [C data interface](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html) as capsules of Python: how
//! tables and columns come in and go out without a copy, whatever library they are of.
//!
//! The only unsafe code of the package: what a capsule of the right name points to is taken for what its name says, as the interface
//! promises.

use std::ffi::{CStr, c_int};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatchReader, make_array};
use arrow_schema::{ArrowError, DataType, Schema};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Columns with their types, for `__arrow_c_schema__`.
pub fn of_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema).map_err(refused)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// Batches, for `__arrow_c_stream__`.
pub fn of_batches(py: Python<'_>, batches: impl RecordBatchReader + Send + 'static) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), STREAM)
}

/// The parts of a column, or of a table (whose parts are structs), read as they are asked for.
pub struct Parts {
    kind: DataType,
    from: From,
}

enum From {
    Array(Option<FFI_ArrowArray>),
    Stream(FFI_ArrowArrayStream),
}

impl Parts {
    /// Those of any object that has `__arrow_c_stream__` or `__arrow_c_array__`; `None` for any other.
    pub fn of(given: &Bound<'_, PyAny>) -> PyResult<Option<Parts>> {
        if given.hasattr("__arrow_c_stream__")? {
            let capsule = given.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
            let stream = capsule.pointer_checked(Some(STREAM))?.cast();
            // SAFETY: by its name the capsule holds a stream. It is moved out, which leaves a released one behind.
            let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
            return Parts::of_stream(stream).map(Some).map_err(refused);
        }
        if given.hasattr("__arrow_c_array__")? {
            type Pair<'py> = (Bound<'py, PyCapsule>, Bound<'py, PyCapsule>);
            let (schema, array): Pair<'_> = given.call_method0("__arrow_c_array__")?.extract()?;
            let kind = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
            let array = array.pointer_checked(Some(ARRAY))?.cast();
            // SAFETY: by its name the capsule holds a schema, and it lives until the end of this block.
            let kind = DataType::try_from(unsafe { kind.as_ref() }).map_err(refused)?;
            // SAFETY: by its name the capsule holds an array. It is moved out, which leaves a released one behind.
            let array = unsafe { FFI_ArrowArray::from_raw(array.as_ptr()) };
            let from = From::Array(Some(array));
            return Ok(Some(Parts { kind, from }));
        }
        Ok(None)
    }

    fn of_stream(mut stream: FFI_ArrowArrayStream) -> Result<Parts, ArrowError> {
        let mut schema = FFI_ArrowSchema::empty();
        let get_schema = stream.get_schema.ok_or_else(released)?;
        // SAFETY: the stream was not released, since it has the function; `schema` is written by it where it gives 0.
        let code = unsafe { get_schema(&mut stream, &mut schema) };
        if code != 0 {
            return Err(last_error(&mut stream, code));
        }
        let kind = DataType::try_from(&schema)?;
        let from = From::Stream(stream);
        Ok(Parts { kind, from })
    }

    /// Whether these are parts of a table.
    pub fn are_tables(&self) -> bool {
        matches!(self.kind, DataType::Struct(_))
    }

    fn read(&mut self) -> Result<Option<ArrayRef>, ArrowError> {
        let array = match &mut self.from {
            From::Array(array) => array.take(),
            From::Stream(stream) => next(stream)?,
        };
        let Some(array) = array else { return Ok(None) };
        // SAFETY: the array came with this type, from who is to keep to the interface.
        let data = unsafe { from_ffi_and_data_type(array, self.kind.clone()) }?;
        Ok(Some(make_array(data)))
    }
}

impl Iterator for Parts {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if read.is_err() {
            // A stream that failed is not asked again.
            self.from = From::Array(None);
        }
        read.transpose()
    }
}

fn next(stream: &mut FFI_ArrowArrayStream) -> Result<Option<FFI_ArrowArray>, ArrowError> {
    let mut array = FFI_ArrowArray::empty();
    let get_next = stream.get_next.ok_or_else(released)?;
    // SAFETY: the stream was not released, since it has the function; `array` is written by it where it gives 0.
    let code = unsafe { get_next(stream, &mut array) };
    match code {
        0 => Ok((!array.is_released()).then_some(array)),
        code => Err(last_error(stream, code)),
    }
}

fn released() -> ArrowError {
    ArrowError::CDataInterface("the stream was read before".to_owned())
}

fn last_error(stream: &mut FFI_ArrowArrayStream, code: c_int) -> ArrowError {
    let said = stream.get_last_error.and_then(|get_last_error| {
        // SAFETY: the stream was not released, since it has the function. What it gives is null or a text that stands until the next call.
        unsafe {
            let text = get_last_error(stream);
            (!text.is_null()).then(|| CStr::from_ptr(text).to_string_lossy().into_owned())
        }
    });
    ArrowError::CDataInterface(said.unwrap_or_else(|| format!("the stream gives error {code}")))
}
