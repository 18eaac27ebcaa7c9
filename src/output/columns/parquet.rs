//! Tables as Parquet: in row groups, so that a file of any size is written in the memory of one.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;

use super::Table;

/// Rows of a row group, and bytes of one as it is written: whichever comes first.
const GROUP_ROWS: usize = 20_000;
const GROUP_BYTES: usize = 32 << 20;
/// Rows that are made columns at a time.
const ROWS: usize = 256;

/// Columns of which no two values are alike: a dictionary of them would only be thrown away.
const UNLIKE: [&str; 6] = ["id", "title", "body", "url", "snippet", "context"];

/// A Parquet file that is being written.
pub struct Writer<W: Write + Send> {
    inner: ArrowWriter<Heard<W>>,
    closed: Arc<AtomicBool>,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file of such a table. The metadata of the schema is that of the file.
    ///
    /// # Errors
    /// Where the beginning cannot be written.
    pub fn new(out: W, schema: SchemaRef) -> io::Result<Writer<W>> {
        let options = ArrowWriterOptions::new()
            // What readers need of the schema are the logical types, and those the file has.
            .with_skip_arrow_metadata(true)
            .with_properties(properties(&schema));
        let closed = Arc::new(AtomicBool::new(false));
        let heard = Heard {
            out,
            closed: closed.clone(),
        };
        let inner = ArrowWriter::try_new_with_options(heard, schema, options).map_err(failed)?;
        Ok(Writer { inner, closed })
    }

    /// Writes rows of the table.
    ///
    /// # Errors
    /// Where something cannot be written, or one article alone is longer than 2 GiB.
    pub fn rows<R: Copy>(&mut self, table: &Table<'_, R>, rows: &[R]) -> io::Result<()> {
        for rows in rows.chunks(ROWS) {
            self.batch(&table.batch(rows).map_err(refused)?)?;
        }
        Ok(())
    }

    /// Writes rows that are columns already.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn batch(&mut self, batch: &RecordBatch) -> io::Result<()> {
        self.inner.write(batch).map_err(failed)
    }

    /// Ends the file, without which it is none, and gives back what it was written to.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.inner.into_inner() {
            Ok(heard) => Ok(heard.out),
            // The library makes a text of what goes wrong at the end.
            Err(_) if self.closed.load(Ordering::Relaxed) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(error) => Err(failed(error)),
        }
    }
}

/// What is written to, and whether it is a pipe that nobody reads any more.
struct Heard<W> {
    out: W,
    closed: Arc<AtomicBool>,
}

impl<W> Heard<W> {
    fn hear<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| {
            if error.kind() == io::ErrorKind::BrokenPipe {
                self.closed.store(true, Ordering::Relaxed);
            }
        })
    }
}

impl<W: Write> Write for Heard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.hear(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.hear(result)
    }
}

fn properties(schema: &Schema) -> WriterProperties {
    let mut metadata: Vec<KeyValue> = schema
        .metadata()
        .iter()
        .map(|(key, value)| KeyValue::new(key.clone(), value.clone()))
        .collect();
    metadata.sort_by(|a, b| a.key.cmp(&b.key));
    let level = ZstdLevel::try_new(3).unwrap_or_default();
    let properties = WriterProperties::builder()
        .set_created_by(format!("warta {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(metadata))
        .set_compression(Compression::ZSTD(level))
        // Lists are called as the format wants it, whatever Arrow calls them.
        .set_coerce_types(true)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES));
    let unlike = UNLIKE.iter().map(|name| ColumnPath::from(*name));
    let properties = unlike.fold(properties, |properties, path| {
        properties.set_column_dictionary_enabled(path, false)
    });
    properties.build()
}

/// An error of writing as one of IO, so that a closed pipe is known as one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

fn refused(error: ArrowError) -> io::Error {
    match error {
        ArrowError::OffsetOverflowError(bytes) => io::Error::other(format!(
            "{bytes} bytes of text are more than a column can hold at a time (2 GiB)"
        )),
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes some bytes, then is a pipe that nobody reads.
    struct Closing(usize);

    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 < bytes.len() {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            self.0 -= bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_known_as_one() {
        let writer = Writer::new(Closing(10), super::super::record::table().schema()).expect("it can be begun");
        let error = writer.finish().err().expect("nobody reads it");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
