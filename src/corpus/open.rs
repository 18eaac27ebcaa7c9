//! A file as a stream of text bytes: unpacked, and in UTF-8 where its byte order mark says that it is UTF-16.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

use super::format::{Packing, packing_of};
use super::limit::{Limited, unpacked};
use super::walk::FileEntry;

/// How often a file may be packed. Twice is a mistake that happens; more is an attack.
const DEEPEST: usize = 2;

const BUFFER: usize = 1 << 16;

/// Opens a file. What a packed file unpacks to is bounded: a few kilobytes can unpack to more than any memory holds, and
/// articles of a small file are held together until the file is done. `longest` is what an article may have.
pub fn open(file: &FileEntry, longest: u64) -> io::Result<Box<dyn BufRead>> {
    let opened = File::open(&file.location)?;
    let packed = opened.metadata()?.len();
    let mut reader: Box<dyn BufRead> = Box::new(BufReader::with_capacity(BUFFER, opened));
    for depth in 0.. {
        let Some(packing) = packing_of(reader.fill_buf()?) else {
            break;
        };
        if depth == DEEPEST {
            return Err(io::Error::other("the file is packed more than twice"));
        }
        let bytes = unpacked(packed, longest);
        reader = match packing {
            Packing::Gzip => bounded(MultiGzDecoder::new(reader), bytes),
            Packing::Zstd => bounded(zstd::Decoder::with_buffer(reader)?, bytes),
        };
    }
    if is_utf16(reader.fill_buf()?) {
        let decoder = DecodeReaderBytesBuilder::new().bom_override(true).build(reader);
        reader = Box::new(BufReader::with_capacity(BUFFER, decoder));
    }
    Ok(reader)
}

fn bounded(reader: impl Read + 'static, bytes: u64) -> Box<dyn BufRead> {
    Box::new(BufReader::with_capacity(BUFFER, Limited::whole(reader, bytes)))
}

fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// Reads to the end, but no more than `most` bytes; `None` where there is more.
pub fn read_whole(reader: &mut dyn BufRead, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}
