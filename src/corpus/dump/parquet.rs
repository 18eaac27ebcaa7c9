//! Parquet (<https://parquet.apache.org/docs/file-format/>): columns as of a table, those inside of others by the names of both. Row groups
//! are read page by page, a batch of rows at a time.

use std::fs::File;

use arrow_array::cast::AsArray;
use arrow_array::types as of;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use parquet::file::reader::ChunkReader;

use super::super::decode;
use super::super::format::Fit;
use super::super::found::{ReadOptions, Sink};
use super::super::head::Head;
use super::super::source::{Place, Source};
use super::gather::{Gather, Row};
use super::pages::Pages;
use crate::error::{Error, Result};
use crate::panics;

/// Bytes of a packed file, or of one inside an archive, which is held in memory: its directory stands at its end.
const LARGEST: u64 = 512 << 20;
/// Rows that are unpacked at a time.
const BATCH: usize = 64;
/// How deep columns inside of others are looked at.
const DEEPEST: usize = 6;

pub fn look(head: &Head) -> Fit {
    Fit::certain(head.bytes.starts_with(b"PAR1") || head.bytes.starts_with(b"PARE"))
}

/// Reads a file row by row.
///
/// # Errors
/// Where the file is damaged, has no column of text, or pages that are larger than any program writes.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    match source.location().map(File::open) {
        Some(file) => rows(file.map_err(|e| place.io_error(&e))?, &place, options, sink),
        None => rows(Bytes::from(source.bytes(LARGEST)?), &place, options, sink),
    }
}

fn rows<R: ChunkReader + 'static>(file: R, place: &Place, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    // Types as the format has them, whatever the program that wrote it had in memory.
    let told = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = library(place, || ArrowReaderMetadata::load(&file, told))?;
    let pages = Pages::new(file, metadata.metadata()).map_err(|e| damaged(place, &e))?;
    let schema = metadata.schema().clone();
    let wanted: Vec<usize> = (0..schema.fields().len())
        .filter(|at| may_be_text(schema.field(*at).data_type(), 0))
        .collect();
    let mut gather = Gather::new(place, &options.map, true);
    let mut leaves = Vec::new();
    for (at, root) in wanted.iter().enumerate() {
        find_leaves(schema.field(*root), "", &mut vec![at], &mut leaves);
    }
    for leaf in &leaves {
        gather.add_column(&leaf.name);
    }
    let mut batches = library(place, || {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(pages, metadata);
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
        builder.with_projection(mask).with_batch_size(BATCH).build()
    })?;
    let mut number = 0;
    loop {
        let batch = library(place, || batches.next().transpose().map_err(ParquetError::from));
        let batch = match batch {
            Ok(Some(batch)) => batch,
            Ok(None) => break,
            Err(error) => {
                // Rows before the damage are good.
                let _ = gather.finish(sink)?;
                return Err(error);
            }
        };
        let columns: Vec<Option<ArrayRef>> = leaves.iter().map(|leaf| leaf.array(&batch)).collect();
        for row in 0..batch.num_rows() {
            number += 1;
            let cells = columns
                .iter()
                .enumerate()
                .filter(|(at, _)| gather.wants(*at))
                .filter_map(|(at, column)| Some((at, texts(column.as_ref()?, row, 0))))
                .filter(|(_, texts)| !texts.is_empty());
            let row = Row {
                member: Some(number.to_string()),
                at: format!(":{number}"),
                cells: cells.collect(),
            };
            if gather.push(row, sink)?.is_break() {
                return Ok(());
            }
        }
    }
    if number == 0 {
        return Err(place.error("there is no row in it"));
    }
    let _ = gather.finish(sink)?;
    Ok(())
}

/// Calls the library, which may panic over damaged bytes.
fn library<T>(place: &Place, call: impl FnOnce() -> std::result::Result<T, ParquetError>) -> Result<T> {
    match panics::caught(call) {
        Ok(result) => result.map_err(|error| damaged(place, &error)),
        Err(panic) => Err(place.error(format_args!("the Parquet file is damaged: {}", panic.message()))),
    }
}

fn damaged(place: &Place, error: &ParquetError) -> Error {
    let said = match error {
        ParquetError::General(said) | ParquetError::EOF(said) | ParquetError::NYI(said) => said.clone(),
        ParquetError::External(inner) => inner.to_string(),
        other => other.to_string(),
    };
    let said = said.split("\n").next().unwrap_or_default().trim_end_matches('.');
    let mut chars = said.chars();
    let said: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(chars)
        .collect();
    if said.contains("Corrupt footer") || said.contains("file size is") {
        return place
            .error("the Parquet file ends in the middle: its directory, which stands at its end, is not there")
            .with_hint("copy it again, or write it anew");
    }
    if said.contains("encrypt") {
        return place.error("the Parquet file is encrypted");
    }
    place.error(format_args!("the Parquet file is damaged: {said}"))
}

/// Whether anything in a column may be read: lists of numbers (embeddings) and bytes of pictures are not even unpacked.
fn may_be_text(kind: &DataType, depth: usize) -> bool {
    match kind {
        DataType::List(item) => {
            depth < DEEPEST && !item.data_type().is_numeric() && may_be_text(item.data_type(), depth + 1)
        }
        DataType::Struct(fields) => {
            depth < DEEPEST && fields.iter().any(|field| may_be_text(field.data_type(), depth + 1))
        }
        DataType::Utf8 | DataType::Binary | DataType::Date32 | DataType::Time32(_) | DataType::Time64(_) => true,
        DataType::Timestamp(..) | DataType::Boolean | DataType::Decimal128(..) => true,
        other => other.is_integer() || other.is_floating(),
    }
}

/// A column that is no group of others.
struct Leaf {
    /// `headline.main`
    name: String,
    /// The column of a batch, and the ones inside of it.
    path: Vec<usize>,
}

impl Leaf {
    fn array(&self, batch: &RecordBatch) -> Option<ArrayRef> {
        let (first, inner) = self.path.split_first()?;
        let mut array = batch.columns().get(*first)?.clone();
        for at in inner {
            array = array.as_struct_opt()?.columns().get(*at)?.clone();
        }
        Some(array)
    }
}

fn find_leaves(field: &Field, above: &str, path: &mut Vec<usize>, out: &mut Vec<Leaf>) {
    let name = match above {
        "" => field.name().clone(),
        above => format!("{above}.{}", field.name()),
    };
    match field.data_type() {
        DataType::Struct(fields) if path.len() < DEEPEST => {
            for (at, inner) in fields.iter().enumerate() {
                path.push(at);
                find_leaves(inner, &name, path, out);
                path.pop();
            }
        }
        _ => out.push(Leaf {
            name,
            path: path.clone(),
        }),
    }
}

/// The texts of a value: a text, a number, a moment in ISO 8601, those of a list, or of objects with a name or text.
fn texts(array: &ArrayRef, row: usize, depth: usize) -> Vec<String> {
    if array.is_null(row) || depth > DEEPEST {
        return Vec::new();
    }
    match array.data_type() {
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).flat_map(|at| texts(&items, at, depth + 1)).collect()
        }
        DataType::Struct(fields) => named_of(fields)
            .map(|at| texts(array.as_struct().column(at), row, depth + 1))
            .unwrap_or_default(),
        _ => text(array, row).into_iter().collect(),
    }
}

/// What stands for an object in a list, as in JSON.
fn named_of(fields: &Fields) -> Option<usize> {
    ["name", "nama", "title", "text", "content", "value"]
        .iter()
        .find_map(|name| fields.iter().position(|field| field.name() == name))
}

fn text(array: &ArrayRef, row: usize) -> Option<String> {
    fn number<T: arrow_array::ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> String
    where
        T::Native: ToString,
    {
        array.as_primitive::<T>().value(row).to_string()
    }
    Some(match array.data_type() {
        DataType::Utf8 => decode::clean(array.as_string::<i32>().value(row).into()),
        // Older programs do not say that their bytes are text.
        DataType::Binary => decode::clean(std::str::from_utf8(array.as_binary::<i32>().value(row)).ok()?.into()),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Int8 => number::<of::Int8Type>(array, row),
        DataType::Int16 => number::<of::Int16Type>(array, row),
        DataType::Int32 => number::<of::Int32Type>(array, row),
        DataType::Int64 => number::<of::Int64Type>(array, row),
        DataType::UInt8 => number::<of::UInt8Type>(array, row),
        DataType::UInt16 => number::<of::UInt16Type>(array, row),
        DataType::UInt32 => number::<of::UInt32Type>(array, row),
        DataType::UInt64 => number::<of::UInt64Type>(array, row),
        DataType::Float32 => number::<of::Float32Type>(array, row),
        DataType::Float64 => number::<of::Float64Type>(array, row),
        DataType::Decimal128(..) => array.as_primitive::<of::Decimal128Type>().value_as_string(row),
        DataType::Date32 => day(array.as_primitive::<of::Date32Type>().value(row))?.to_string(),
        DataType::Time32(_) => clock(i64::from(array.as_primitive::<of::Time32MillisecondType>().value(row)) * 1000)?,
        DataType::Time64(TimeUnit::Microsecond) => clock(array.as_primitive::<of::Time64MicrosecondType>().value(row))?,
        DataType::Time64(_) => clock(array.as_primitive::<of::Time64NanosecondType>().value(row) / 1000)?,
        DataType::Timestamp(unit, zone) => moment(array, row, *unit, zone.is_some())?,
        _ => return None,
    })
}

/// A day counted from 1970.
fn day(days: i32) -> Option<Date> {
    let epoch = Date::constant(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A time of the day from its microseconds.
fn clock(micros: i64) -> Option<String> {
    let span = jiff::Span::new().try_microseconds(micros).ok()?;
    Some(
        Time::midnight()
            .checked_add(span)
            .ok()?
            .strftime("%H:%M:%S")
            .to_string(),
    )
}

/// A moment in ISO 8601; without an offset where the file has it without a zone.
fn moment(array: &ArrayRef, row: usize, unit: TimeUnit, zoned: bool) -> Option<String> {
    let at = match unit {
        TimeUnit::Second => Timestamp::from_second(array.as_primitive::<of::TimestampSecondType>().value(row)),
        TimeUnit::Millisecond => {
            Timestamp::from_millisecond(array.as_primitive::<of::TimestampMillisecondType>().value(row))
        }
        TimeUnit::Microsecond => {
            Timestamp::from_microsecond(array.as_primitive::<of::TimestampMicrosecondType>().value(row))
        }
        TimeUnit::Nanosecond => {
            Timestamp::from_nanosecond(array.as_primitive::<of::TimestampNanosecondType>().value(row).into())
        }
    }
    .ok()?;
    let civil: DateTime = jiff::tz::Offset::UTC.to_datetime(at);
    Some(match (zoned, civil.time() == Time::midnight()) {
        (true, _) => at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        // A day without a time, as many programs keep it.
        (false, true) => civil.date().to_string(),
        (false, false) => civil.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    })
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::sync::Arc;

    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::{Date32Array, Float32Array, ListArray, StringArray, StructArray, TimestampMillisecondArray};
    use parquet::arrow::ArrowWriter;
    use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
    use parquet::file::properties::WriterProperties;

    use super::super::super::found::Finding;
    use super::super::super::read::read;
    use super::*;
    use crate::article::RawArticle;
    use crate::corpus::FileEntry;

    const LONG: &str =
        "Kapal itu kembali ke pelabuhan sejak pagi, kata nakhoda yang ditemui di dermaga lama kota itu kemarin. ";

    /// A dump with columns inside of others, lists, and a column of numbers that is no text.
    fn sample(rows: usize, packing: Compression) -> Vec<u8> {
        let texts =
            |of: &dyn Fn(usize) -> String| Arc::new(StringArray::from_iter_values((0..rows).map(of))) as ArrayRef;
        let headline = StructArray::from(vec![(
            Arc::new(Field::new("main", DataType::Utf8, true)),
            texts(&|row| format!("Kapal Nomor {row} Kembali")),
        )]);
        let mut authors = ListBuilder::new(StringBuilder::new());
        for _ in 0..rows {
            authors.append_value([Some("Ratri Wulan"), Some("Bima")]);
        }
        let vectors =
            ListArray::from_iter_primitive::<of::Float32Type, _, _>((0..rows).map(|_| Some(vec![Some(0.5); 4])));
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("id", texts(&|row| format!("kpl-{row:04}"))),
            ("headline", Arc::new(headline)),
            ("content", texts(&|row| format!("{}Ini kapal {row}.", LONG.repeat(3)))),
            (
                "published",
                Arc::new(
                    TimestampMillisecondArray::from_iter_values((0..rows).map(|row| 1_678_060_800_000 + row as i64))
                        .with_timezone("UTC"),
                ),
            ),
            (
                "crawled_day",
                Arc::new(Date32Array::from_iter_values((0..rows).map(|_| 19_500))),
            ),
            ("authors", Arc::new(authors.finish())),
            ("embedding", Arc::new(vectors)),
            (
                "score",
                Arc::new(Float32Array::from_iter_values((0..rows).map(|_| 0.25))),
            ),
        ];
        let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
        let properties = WriterProperties::builder()
            .set_compression(packing)
            .set_max_row_group_row_count(Some(100))
            .build();
        let mut out = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).expect("a writer");
        writer.write(&batch).expect("it is written");
        writer.close().expect("it is written");
        out
    }

    fn read_bytes(bytes: &[u8]) -> (Vec<RawArticle>, usize, Option<Error>) {
        let dir = tempfile::tempdir().expect("a folder");
        let location = dir.path().join("a.parquet");
        std::fs::write(&location, bytes).expect("it is written");
        let file = FileEntry::at(&location);
        let (mut articles, mut rejected) = (Vec::new(), 0);
        let result = read(&file, &ReadOptions::default(), &mut |found| {
            match found {
                Finding::Article(article) => articles.push(*article),
                Finding::Rejected(_) => rejected += 1,
                Finding::Left(_) | Finding::Note(_) | Finding::Plain(_) => {}
            }
            ControlFlow::Continue(())
        });
        (articles, rejected, result.err())
    }

    #[test]
    fn rows_are_articles_however_they_are_packed() {
        for packing in [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::LZ4_RAW,
            Compression::ZSTD(ZstdLevel::default()),
            Compression::GZIP(GzipLevel::default()),
            Compression::BROTLI(BrotliLevel::default()),
        ] {
            let (articles, rejected, error) = read_bytes(&sample(250, packing));
            assert!(error.is_none(), "{packing:?}: {error:?}");
            assert_eq!((articles.len(), rejected), (250, 0), "{packing:?}");
            let last = &articles[249];
            assert_eq!(last.id.as_deref(), Some("kpl-0249"));
            assert_eq!(last.title.as_deref(), Some("Kapal Nomor 249 Kembali"));
            assert_eq!(last.published.as_deref(), Some("2023-03-06T00:00:00Z"));
            assert_eq!(last.authors, ["Ratri Wulan", "Bima"]);
            assert!(last.text.ends_with("Ini kapal 249."));
            assert_eq!(last.member.as_deref(), Some("250"));
        }
    }

    #[test]
    fn days_and_moments_are_written_out() {
        assert_eq!(day(19_422).map(|day| day.to_string()).as_deref(), Some("2023-03-06"));
        assert_eq!(day(i32::MAX), None);
        assert_eq!(clock(43_200_000_000).as_deref(), Some("12:00:00"));
        let array: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![
            1_678_060_800_000,
            1_678_104_000_000,
            i64::MAX,
        ]));
        assert_eq!(texts(&array, 0, 0), ["2023-03-06"]);
        assert_eq!(texts(&array, 1, 0), ["2023-03-06T12:00:00"]);
        assert!(texts(&array, 2, 0).is_empty());
    }

    #[test]
    fn a_file_that_was_cut_says_so() {
        let bytes = sample(10, Compression::SNAPPY);
        let (articles, _, error) = read_bytes(&bytes[..bytes.len() - 100]);
        assert!(articles.is_empty());
        insta::assert_snapshot!(error.expect("it is cut"), @r"
        a.parquet: the Parquet file ends in the middle: its directory, which stands at its end, is not there
        hint: copy it again, or write it anew
        ");
    }

    /// Any byte may be wrong: the file is read, or said to be damaged.
    #[test]
    fn damaged_files_end_without_panic() {
        let whole = sample(20, Compression::SNAPPY);
        for at in (0..whole.len()).step_by(29) {
            for sign in [0x00, 0x7f, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] = sign;
                let (articles, ..) = read_bytes(&bytes);
                assert!(articles.len() <= 20);
            }
        }
    }
}
