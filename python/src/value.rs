//! Values of columns as values of Python: for those who want no library of tables.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// A row as a dictionary.
pub fn row<'py>(py: Python<'py>, batch: &RecordBatch, at: usize) -> PyResult<Bound<'py, PyDict>> {
    let row = PyDict::new(py);
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        row.set_item(field.name(), value(py, column, at)?)?;
    }
    Ok(row)
}

/// Numbers come as `int`, `float` and `decimal.Decimal`, days as `datetime.date`.
fn value<'py>(py: Python<'py>, array: &dyn Array, at: usize) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(at) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(at).into_bound_py_any(py),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(at).into_bound_py_any(py),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(at).into_bound_py_any(py),
        DataType::Boolean => array.as_boolean().value(at).into_bound_py_any(py),
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>().value(at);
            let epoch = jiff::civil::date(1970, 1, 1);
            let span = jiff::Span::new().try_days(days);
            let day = span.and_then(|span| epoch.checked_add(span));
            let day = day.map_err(|error| PyTypeError::new_err(error.to_string()))?;
            let date = py.import("datetime")?.getattr("date")?;
            date.call1((day.year(), day.month(), day.day()))
        }
        DataType::Decimal128(..) => {
            let text = array.as_primitive::<Decimal128Type>().value_as_string(at);
            let digits = match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.'),
                false => text.as_str(),
            };
            py.import("decimal")?.getattr("Decimal")?.call1((digits,))
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(at);
            let list = PyList::empty(py);
            for i in 0..items.len() {
                list.append(value(py, &items, i)?)?;
            }
            Ok(list.into_any())
        }
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            for (field, column) in fields.iter().zip(array.as_struct().columns()) {
                dict.set_item(field.name(), value(py, column, at)?)?;
            }
            Ok(dict.into_any())
        }
        other => Err(PyTypeError::new_err(format!("no column is of type {other}"))),
    }
}
