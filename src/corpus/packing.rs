//! Packings around a file, and what stands in for bytes of text: UTF-16 and UTF-32 become UTF-8 on the way in.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

use super::head::HEAD;
use super::limit::{Budget, Limited};
use super::wide::{Wide, WideReader};

/// How often a file may be packed. Twice is a mistake that happens; more is an attack.
const DEEPEST: usize = 2;

const BUFFER: usize = 1 << 16;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

/// The packing that the first bytes of a file show.
fn packing_of(head: &[u8]) -> Option<Packing> {
    if head.starts_with(&[0x1f, 0x8b]) {
        Some(Packing::Gzip)
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The unpacked bytes of a stream, its first bytes ([`HEAD`] of them, or all), and whether they are as they lie on the disk.
pub fn unpack<'r>(reader: impl Read + 'r, budget: &Budget) -> io::Result<(Box<dyn BufRead + 'r>, Vec<u8>, bool)> {
    let mut reader: Box<dyn BufRead + 'r> = Box::new(BufReader::with_capacity(BUFFER, reader));
    let mut as_it_is = true;
    for depth in 0.. {
        let Some(packing) = packing_of(reader.fill_buf()?) else {
            break;
        };
        if depth == DEEPEST {
            return Err(io::Error::other("the file is packed more than twice"));
        }
        as_it_is = false;
        reader = match packing {
            Packing::Gzip => bounded(MultiGzDecoder::new(reader), budget),
            Packing::Zstd => bounded(zstd::Decoder::with_buffer(reader)?, budget),
        };
    }
    let (mut reader, mut head) = with_head(reader)?;
    if let Some(wide) = Wide::of(&head) {
        as_it_is = false;
        (reader, head) = match wide {
            Wide::Utf16(encoding) => {
                let decoder = DecodeReaderBytesBuilder::new()
                    .encoding(Some(encoding))
                    .bom_override(true)
                    .build(reader);
                with_head(Box::new(BufReader::with_capacity(BUFFER, decoder)))?
            }
            Wide::Utf32(order) => {
                let decoder = WideReader::new(reader, order);
                with_head(Box::new(BufReader::with_capacity(BUFFER, decoder)))?
            }
        };
    }
    Ok((reader, head, as_it_is))
}

fn bounded<'r>(reader: impl Read + 'r, budget: &Budget) -> Box<dyn BufRead + 'r> {
    Box::new(BufReader::with_capacity(BUFFER, Limited::dense(reader, budget.clone())))
}

/// Reads the first bytes ahead. What breaks behind them is found by whoever reads on.
fn with_head<'r>(mut reader: Box<dyn BufRead + 'r>) -> io::Result<(Box<dyn BufRead + 'r>, Vec<u8>)> {
    let mut head = Vec::new();
    let read = reader.by_ref().take(HEAD as u64).read_to_end(&mut head);
    match read {
        Ok(_) => {}
        Err(error) if head.is_empty() => return Err(error),
        // What came before the damage is still good, and its reader meets the damage again.
        Err(error) => {
            let rest = Broken(Some(error));
            let whole = Cursor::new(head.clone()).chain(BufReader::new(rest));
            return Ok((Box::new(whole), head));
        }
    }
    Ok((Box::new(Cursor::new(head.clone()).chain(reader)), head))
}

/// Fails with the error that it holds, and ends.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
