//! Parquet (<https://parquet.apache.org/docs/file-format/>): columns as of a table, those inside of others by the names of both. Row groups
//! are read page by page, a batch of rows at a time.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::sync::Mutex;

use arrow_array::cast::AsArray;
use arrow_array::types as of;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use bytes::Bytes;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};

use super::super::decode;
use super::super::format::Fit;
use super::super::head::Head;
use super::super::read::{ReadOptions, Sink};
use super::super::source::{Place, Source};
use super::gather::{Gather, Row};
use crate::error::{Error, Result};
use crate::panics;

/// Bytes of a packed file, or of one inside an archive, which is held in memory: its directory stands at its end.
const LARGEST: u64 = 512 << 20;
/// Rows that are unpacked at a time.
const BATCH: usize = 64;
/// Bytes that a page may unpack to. Programs write pages of about one; a page has a row at least.
const LARGEST_PAGE: i64 = 256 << 20;
/// Values of a column in a row group: a list in a row may have many.
const MOST_VALUES: i64 = 1 << 28;
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
    if said.contains("corrupt footer") || said.contains("parquet file size is") || said.contains("invalid parquet file")
    {
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

/// A file whose pages are looked at before they are unpacked: the library takes their sizes at their word.
struct Pages<R> {
    file: R,
    /// Where the pages of each column chunk stand, ascending, and how they are packed.
    chunks: Vec<(Range<u64>, Compression)>,
    /// The page that is about to be read.
    next: Mutex<Option<Page>>,
}

#[derive(Clone, Copy)]
struct Page {
    /// Of the second version: its first bytes are not packed.
    second: bool,
    unpacked: i64,
    packing: Compression,
}

impl<R: ChunkReader> Pages<R> {
    fn new(file: R, metadata: &ParquetMetaData) -> std::result::Result<Pages<R>, ParquetError> {
        let mut chunks = Vec::new();
        for column in metadata.row_groups().iter().flat_map(|group| group.columns()) {
            let first = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
            let (Ok(first), Ok(length)) = (u64::try_from(first), u64::try_from(column.compressed_size())) else {
                return Err(ParquetError::General("a column has a negative size".to_owned()));
            };
            if column.num_values() > MOST_VALUES {
                return Err(ParquetError::General(format!(
                    "a column claims {} values in one row group",
                    column.num_values()
                )));
            }
            chunks.push((first..first.saturating_add(length), column.compression()));
        }
        chunks.sort_by_key(|(range, _)| range.start);
        Ok(Pages {
            file,
            chunks,
            next: Mutex::new(None),
        })
    }

    /// The page that begins at a place, if one does.
    fn page_at(&self, start: u64) -> std::result::Result<Option<Page>, ParquetError> {
        let behind = self.chunks.partition_point(|(range, _)| range.start <= start);
        let chunk = self.chunks[..behind].last().filter(|(range, _)| range.contains(&start));
        let Some((_, packing)) = chunk else {
            return Ok(None);
        };
        let left = self.file.len().saturating_sub(start).min(24);
        let head = self.file.get_bytes(start, left as usize)?;
        let Some((kind, unpacked)) = page_head(&head) else {
            return Ok(None);
        };
        if unpacked > LARGEST_PAGE {
            return Err(ParquetError::General(format!(
                "a page claims to unpack to {unpacked} bytes"
            )));
        }
        const SECOND: i64 = 3;
        Ok(Some(Page {
            second: kind == SECOND,
            unpacked,
            packing: *packing,
        }))
    }
}

/// The kind of a page and the bytes that it unpacks to: the first two fields of its header, numbers in Thrift's compact form
/// (<https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>, `PageHeader`).
fn page_head(bytes: &[u8]) -> Option<(i64, i64)> {
    /// The field behind the last one, a number of 32 bits.
    const NEXT_NUMBER: u8 = 0x15;
    let mut rest = bytes;
    let mut number = || {
        let (mark, mut behind) = rest.split_first()?;
        let mut value = 0u64;
        for shift in (0..35).step_by(7) {
            let (byte, more) = behind.split_first()?;
            behind = more;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                rest = behind;
                let value = (value >> 1) as i64 ^ -((value & 1) as i64);
                return (*mark == NEXT_NUMBER).then_some(value);
            }
        }
        None
    };
    Some((number()?, number()?))
}

impl<R: ChunkReader> Length for Pages<R> {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl<R: ChunkReader> ChunkReader for Pages<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> std::result::Result<R::T, ParquetError> {
        let page = self.page_at(start)?;
        if let Ok(mut next) = self.next.lock() {
            *next = page;
        }
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> std::result::Result<Bytes, ParquetError> {
        let bytes = self.file.get_bytes(start, length)?;
        let page = self.next.lock().ok().and_then(|mut next| next.take());
        // Of these packings the library unpacks whatever comes out.
        if let Some(page) = page.filter(|page| !page.second) {
            let most = page.unpacked.unsigned_abs() + 1;
            let unpacked = match page.packing {
                Compression::GZIP(_) => count(flate2::read::MultiGzDecoder::new(&*bytes), most),
                Compression::BROTLI(_) => count(brotli::Decompressor::new(&*bytes, 4096), most),
                _ => 0,
            };
            if unpacked >= most {
                return Err(ParquetError::General(
                    "a page unpacks to more than it claims".to_owned(),
                ));
            }
        }
        Ok(bytes)
    }
}

/// How much comes out, up to `most`.
fn count(reader: impl Read, most: u64) -> u64 {
    std::io::copy(&mut reader.take(most), &mut std::io::sink()).unwrap_or(0)
}
