//! Tables of nested columns (Arrow): what Parquet files and the Python package hand over.
//!
//! A table is a list of [`Column`]s, each with its name, what it holds and how it is made of a row. Schema, documentation and arrays
//! follow from that one list ([`record`], [`hits`]).
//!
//! Numbers are 64-bit and signed, texts UTF-8, lists are lists of structs: types that pyarrow, DuckDB, Polars, Spark and R all have.

pub mod counts;
pub mod hits;
pub mod parquet;
pub mod record;

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::types::Decimal128Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, ListArray, PrimitiveArray,
    RecordBatch, RecordBatchOptions, StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use jiff::civil::Date;

use super::record::Number;

/// Digits of a decimal column, and how many of them stand behind the point.
const PRECISION: u8 = 38;
const SCALE: i8 = 9;

type Made = Result<ArrayRef, ArrowError>;
/// Makes the column of some rows.
type Make<'a, R> = Box<dyn Fn(&[R]) -> Made + 'a>;

/// A column of a table whose rows are `R`s, which are borrowed for `'a`.
pub struct Column<'a, R> {
    field: FieldRef,
    /// What it holds, for people: one sentence without a full stop.
    says: &'static str,
    /// Of a list or a group: its columns, with what each holds.
    inner: Vec<Described>,
    make: Make<'a, R>,
}

/// A column as documentation shows it.
struct Described {
    field: FieldRef,
    says: &'static str,
}

impl<'a, R: Copy + 'a> Column<'a, R> {
    fn new(
        name: &str,
        says: &'static str,
        kind: DataType,
        nullable: bool,
        make: impl Fn(&[R]) -> Made + 'a,
    ) -> Column<'a, R> {
        Column {
            field: Arc::new(Field::new(name, kind, nullable)),
            says,
            inner: Vec::new(),
            make: Box::new(make),
        }
    }

    pub fn text(name: &str, says: &'static str, of: fn(R) -> &'a str) -> Column<'a, R> {
        Column::new(name, says, DataType::Utf8, false, move |rows| {
            texts(rows.iter().map(|row| Some(of(*row))))
        })
    }

    pub fn maybe_text(name: &str, says: &'static str, of: fn(R) -> Option<&'a str>) -> Column<'a, R> {
        Column::new(name, says, DataType::Utf8, true, move |rows| {
            texts(rows.iter().map(|row| of(*row)))
        })
    }

    pub fn whole(name: &str, says: &'static str, of: fn(R) -> i64) -> Column<'a, R> {
        Column::new(name, says, DataType::Int64, false, move |rows| {
            Ok(Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| of(*row)))))
        })
    }

    pub fn maybe_whole(name: &str, says: &'static str, of: fn(R) -> Option<i64>) -> Column<'a, R> {
        Column::new(name, says, DataType::Int64, true, move |rows| {
            Ok(Arc::new(Int64Array::from_iter(rows.iter().map(|row| of(*row)))))
        })
    }

    pub fn real(name: &str, says: &'static str, of: fn(R) -> f64) -> Column<'a, R> {
        Column::new(name, says, DataType::Float64, false, move |rows| {
            Ok(Arc::new(Float64Array::from_iter_values(
                rows.iter().map(|row| of(*row)),
            )))
        })
    }

    pub fn flag(name: &str, says: &'static str, of: fn(R) -> bool) -> Column<'a, R> {
        Column::new(name, says, DataType::Boolean, false, move |rows| {
            Ok(Arc::new(BooleanArray::from_iter(rows.iter().map(|row| Some(of(*row))))))
        })
    }

    /// A calendar day.
    pub fn day(name: &str, says: &'static str, of: fn(R) -> Option<Date>) -> Column<'a, R> {
        Column::new(name, says, DataType::Date32, true, move |rows| {
            Ok(Arc::new(Date32Array::from_iter(
                rows.iter().map(|row| of(*row).map(days)),
            )))
        })
    }

    /// An exact number: null where it is none, or where it has more digits than the column.
    pub fn decimal(name: &str, says: &'static str, of: fn(R) -> Option<&'a Number>) -> Column<'a, R> {
        let kind = DataType::Decimal128(PRECISION, SCALE);
        Column::new(name, says, kind, true, move |rows| {
            let values = rows
                .iter()
                .map(|row| of(*row).and_then(|number| unscaled(number.digits())));
            let array: Decimal128Array = PrimitiveArray::<Decimal128Type>::from_iter(values);
            Ok(Arc::new(array.with_precision_and_scale(PRECISION, SCALE)?))
        })
    }

    /// A list of texts.
    pub fn texts<T: AsRef<str> + 'a>(name: &str, says: &'static str, of: fn(R) -> &'a [T]) -> Column<'a, R> {
        let item: FieldRef = Arc::new(Field::new("item", DataType::Utf8, false));
        Column::new(name, says, DataType::List(item.clone()), false, move |rows| {
            let items = rows.iter().flat_map(|row| of(*row)).map(|text| Some(text.as_ref()));
            listed(&item, rows.iter().map(|row| of(*row).len()), texts(items)?)
        })
    }

    /// A list of structs.
    pub fn list<S: 'a>(
        name: &str,
        says: &'static str,
        of: fn(R) -> &'a [S],
        columns: Vec<Column<'a, &'a S>>,
    ) -> Column<'a, R> {
        let item: FieldRef = Arc::new(Field::new("item", DataType::Struct(fields(&columns)), false));
        let inner = described(&columns);
        let made = Column::new(name, says, DataType::List(item.clone()), false, move |rows| {
            let items: Vec<&S> = rows.iter().flat_map(|row| of(*row)).collect();
            let structs = structs(&columns, &items, None)?;
            listed(&item, rows.iter().map(|row| of(*row).len()), structs)
        });
        Column { inner, ..made }
    }

    /// A struct that may be missing; its columns are asked of what is not there, too.
    pub fn group<S: 'a>(
        name: &str,
        says: &'static str,
        of: fn(R) -> Option<&'a S>,
        columns: Vec<Column<'a, Option<&'a S>>>,
    ) -> Column<'a, R> {
        let kind = DataType::Struct(fields(&columns));
        let inner = described(&columns);
        let made = Column::new(name, says, kind, true, move |rows| {
            let items: Vec<Option<&S>> = rows.iter().map(|row| of(*row)).collect();
            let nulls = NullBuffer::from_iter(items.iter().map(Option::is_some));
            structs(&columns, &items, Some(nulls))
        });
        Column { inner, ..made }
    }
}

impl<'a, R: Copy + 'a> Column<'a, R> {
    /// The same column of rows in which such rows are.
    pub fn within<S: Copy + 'a>(self, of: fn(S) -> R) -> Column<'a, S> {
        let make = self.make;
        Column {
            field: self.field,
            says: self.says,
            inner: self.inner,
            make: Box::new(move |rows| make(&rows.iter().map(|row| of(*row)).collect::<Vec<R>>())),
        }
    }
}

/// Texts; an error where together they are longer than an array can hold.
fn texts<'t>(values: impl Iterator<Item = Option<&'t str>> + Clone) -> Made {
    let bytes: usize = values.clone().map(|text| text.map_or(0, str::len)).sum();
    match i32::try_from(bytes) {
        Ok(_) => Ok(Arc::new(StringArray::from_iter(values))),
        Err(_) => Err(ArrowError::OffsetOverflowError(bytes)),
    }
}

fn listed(item: &FieldRef, lengths: impl Iterator<Item = usize>, items: ArrayRef) -> Made {
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(item.clone(), offsets, items, None)?))
}

fn structs<R: Copy>(columns: &[Column<'_, R>], rows: &[R], nulls: Option<NullBuffer>) -> Made {
    let arrays = columns.iter().map(|column| (column.make)(rows));
    let arrays: Vec<ArrayRef> = arrays.collect::<Result<_, _>>()?;
    let structs = StructArray::try_new_with_length(fields(columns), arrays, nulls, rows.len())?;
    Ok(Arc::new(structs))
}

fn fields<R>(columns: &[Column<'_, R>]) -> Fields {
    columns.iter().map(|column| column.field.clone()).collect()
}

fn described<R>(columns: &[Column<'_, R>]) -> Vec<Described> {
    let describe = |column: &Column<'_, R>| Described {
        field: column.field.clone(),
        says: column.says,
    };
    columns.iter().map(describe).collect()
}

/// Days since 1970-01-01.
fn days(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    // Of two dates there are at most some million days.
    (date - epoch).get_days()
}

/// A number in plain decimal digits as the unscaled value of a decimal column; `None` where it does not fit.
fn unscaled(digits: &str) -> Option<i128> {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, digits),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let missing = usize::from(SCALE.unsigned_abs()).checked_sub(fraction.len())?;
    if whole.len() > usize::from(PRECISION) - usize::from(SCALE.unsigned_abs()) {
        return None;
    }
    let zeros = std::iter::repeat_n('0', missing);
    let text: String = whole.chars().chain(fraction.chars()).chain(zeros).collect();
    Some(sign * text.parse::<i128>().ok()?)
}

/// A table: which one, and its columns.
pub struct Table<'a, R> {
    /// What its rows are: the value of `warta.table` in the metadata.
    pub name: &'static str,
    pub columns: Vec<Column<'a, R>>,
}

impl<R: Copy> Table<'_, R> {
    /// The schema, with the version of the form in its metadata.
    pub fn schema(&self) -> SchemaRef {
        let metadata = [
            ("warta.table", self.name.to_owned()),
            ("warta.record", super::record::VERSION.to_string()),
            ("warta.version", env!("CARGO_PKG_VERSION").to_owned()),
        ];
        let metadata = metadata.into_iter().map(|(key, value)| (key.to_owned(), value));
        Arc::new(Schema::new_with_metadata(fields(&self.columns), metadata.collect()))
    }

    /// The rows as arrays.
    ///
    /// # Errors
    /// Where the texts of one column are together longer than 2 GiB.
    pub fn batch(&self, rows: &[R]) -> Result<RecordBatch, ArrowError> {
        let arrays = self.columns.iter().map(|column| (column.make)(rows));
        let arrays: Vec<ArrayRef> = arrays.collect::<Result<_, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
        RecordBatch::try_new_with_options(self.schema(), arrays, &options)
    }

    /// The table of its columns in Markdown.
    pub fn documentation(&self) -> String {
        let mut out = String::from("| column | type | holds |\n|---|---|---|\n");
        for column in &self.columns {
            line(&mut out, "", &column.field, column.says);
            for inner in &column.inner {
                line(&mut out, &format!("{}.", column.field.name()), &inner.field, inner.says);
            }
        }
        out
    }
}

fn line(out: &mut String, within: &str, field: &Field, says: &str) {
    let kind = kind_name(field.data_type());
    let or_null = if field.is_nullable() { " or null" } else { "" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "| `{within}{}` | {kind}{or_null} | {says} |", field.name());
}

fn kind_name(kind: &DataType) -> String {
    match kind {
        DataType::Utf8 => "text".to_owned(),
        DataType::Int64 => "int64".to_owned(),
        DataType::Float64 => "float64".to_owned(),
        DataType::Boolean => "bool".to_owned(),
        DataType::Date32 => "date32".to_owned(),
        DataType::Decimal128(precision, scale) => format!("decimal({precision}, {scale})"),
        DataType::Struct(_) => "struct".to_owned(),
        DataType::List(item) => format!("list of {}", kind_name(item.data_type())),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit_or_are_left_to_their_text() {
        assert_eq!(unscaled("650000000"), Some(650_000_000_000_000_000));
        assert_eq!(unscaled("-1.25"), Some(-1_250_000_000));
        assert_eq!(unscaled("0.000000001"), Some(1));
        assert_eq!(unscaled("0.0000000001"), None);
        let longest = "9".repeat(29);
        assert_eq!(
            unscaled(&longest).map(|value| value / 10_i128.pow(9)),
            longest.parse().ok()
        );
        assert_eq!(unscaled(&"9".repeat(30)), None);
        assert_eq!(unscaled(""), Some(0));
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(jiff::civil::date(1970, 1, 2)), 1);
        assert_eq!(days(jiff::civil::date(1945, 8, 17)), -8903);
        assert_eq!(days(jiff::civil::date(2022, 2, 18)), 19041);
    }

    #[test]
    fn a_table_without_rows_has_its_columns() {
        let table = record::table();
        let batch = table.batch(&[]).expect("nothing fits");
        assert_eq!((batch.num_rows(), batch.num_columns()), (0, table.columns.len()));
    }
}
