//! The pages of a Parquet file, looked at before they are unpacked.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::Mutex;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};

/// Bytes that a page may unpack to. Programs write pages of about a million bytes; a page holds a row at least.
const LARGEST_PAGE: i64 = 256 << 20;
/// Values of a column in a row group: a list in a row may have many.
const MOST_VALUES: i64 = 1 << 28;

/// A file whose pages are looked at before they are unpacked: the library takes their sizes at their word.
pub struct Pages<R> {
    file: R,
    /// Where the pages of each column chunk stand, ascending, and how they are packed.
    chunks: Vec<(Range<u64>, Compression)>,
    /// What stood at the places that were read from: a page as a whole is asked for behind its header.
    headers: Mutex<BTreeMap<u64, Page>>,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    /// Of the second version: its first bytes are not packed.
    second: bool,
    unpacked: i64,
    packing: Compression,
}

impl<R: ChunkReader> Pages<R> {
    pub fn new(file: R, metadata: &ParquetMetaData) -> std::result::Result<Pages<R>, ParquetError> {
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
            headers: Mutex::default(),
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
        if let Some(page) = self.page_at(start)?
            && let Ok(mut headers) = self.headers.lock()
        {
            headers.insert(start, page);
        }
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> std::result::Result<Bytes, ParquetError> {
        let bytes = self.file.get_bytes(start, length)?;
        // The library may come back to a page whose header it has read: what it read there last is no header but the page itself.
        let page = self.headers.lock().ok().and_then(|mut headers| {
            let (at, page) = headers.range(..start).next_back().map(|(at, page)| (*at, *page))?;
            headers.retain(|other, _| *other != at && *other != start);
            Some(page)
        });
        if let Some(page) = page {
            page.check(&bytes)?;
        }
        Ok(bytes)
    }
}

impl Page {
    /// Whether packed bytes may be unpacked.
    fn check(self, packed: &[u8]) -> std::result::Result<(), ParquetError> {
        if self.unpacked > LARGEST_PAGE {
            let cause = format!("a page claims to unpack to {} bytes", self.unpacked);
            return Err(ParquetError::General(cause));
        }
        if self.second {
            return Ok(());
        }
        // Of these packings the library unpacks whatever comes out.
        let most = self.unpacked.unsigned_abs() + 1;
        let unpacked = match self.packing {
            Compression::GZIP(_) => count(flate2::read::MultiGzDecoder::new(packed), most),
            Compression::BROTLI(_) => count(brotli::Decompressor::new(packed, 4096), most),
            _ => 0,
        };
        match unpacked >= most {
            true => Err(ParquetError::General(
                "a page unpacks to more than it claims".to_owned(),
            )),
            false => Ok(()),
        }
    }
}

/// How much comes out, up to `most`.
fn count(reader: impl Read, most: u64) -> u64 {
    std::io::copy(&mut reader.take(most), &mut std::io::sink()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_claim_too_much_are_refused() {
        // Type 0, then 2^31 - 1 bytes.
        let head = [0x15, 0x00, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 0x00];
        assert_eq!(page_head(&head), Some((0, i64::from(i32::MAX))));
        assert_eq!(page_head(&[0x15]), None);
        // A page of zeros that says it is one byte.
        let most = 2;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, &[0; 100_000]).expect("it is packed");
        let packed = packer.finish().expect("it is packed");
        assert_eq!(count(flate2::read::MultiGzDecoder::new(&*packed), most), most);
    }
}
