//! What the streams of a PDF unpack to, counted before anything is unpacked into memory: the library sets no bound, and a stream of a
//! few kilobytes can unpack to gigabytes.
//!
//! Streams are found by their keyword wherever they stand, so that none is left out whatever a directory says. What cannot be counted
//! beforehand is refused: streams that are packed twice, that tell elsewhere how they are packed, or that are encrypted.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

/// Why a PDF is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbounded {
    Encrypted,
    /// It unpacks to more than it may.
    Dense,
    /// A stream is packed in a way that cannot be counted.
    Unclear,
}

const KEYWORD: &[u8] = b"stream";

/// Checks that all streams together unpack to at most `most` bytes. Takes time in proportion to the bytes and to `most`.
pub fn check(bytes: &[u8], most: u64) -> Result<(), Unbounded> {
    let mut left = most;
    let mut packing = Packing::default();
    let mut from = 0;
    for at in memmem::find_iter(bytes, KEYWORD) {
        let behind = at + KEYWORD.len();
        if bytes[..at].ends_with(b"end") {
            // The data of a stream are no description.
            packing = Packing::default();
            from = behind;
            continue;
        }
        packing.read(&bytes[from..at])?;
        let data = &bytes[behind..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        left = packing.left(data, left).ok_or(Unbounded::Dense)?;
        from = behind;
    }
    packing.read(&bytes[from..])
}

/// How a stream is packed, by the names in what stands before its keyword.
#[derive(Clone, Copy, Default)]
struct Packing {
    flate: bool,
    lzw: bool,
    runs: bool,
}

impl Packing {
    fn read(&mut self, description: &[u8]) -> Result<(), Unbounded> {
        let mut rest = description;
        while let Some(at) = memchr::memchr(b'/', rest) {
            rest = &rest[at + 1..];
            let end = rest.iter().position(|b| !is_of_name(*b)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            rest = behind;
            let packed = match name {
                // A name whose letters are written as numbers is a way to hide it.
                _ if name.windows(3).any(is_hidden_letter) => return Err(Unbounded::Unclear),
                b"Encrypt" => return Err(Unbounded::Encrypted),
                b"Filter" | b"F" if is_elsewhere(behind) => return Err(Unbounded::Unclear),
                b"FlateDecode" | b"Fl" => &mut self.flate,
                b"LZWDecode" | b"LZW" => &mut self.lzw,
                b"RunLengthDecode" | b"RL" => &mut self.runs,
                _ => continue,
            };
            if std::mem::replace(packed, true) {
                return Err(Unbounded::Unclear);
            }
        }
        match usize::from(self.flate) + usize::from(self.lzw) + usize::from(self.runs) {
            0 | 1 => Ok(()),
            _ => Err(Unbounded::Unclear),
        }
    }

    /// What is left of `left` bytes when the data are unpacked; `None` where they are more.
    fn left(self, data: &[u8], left: u64) -> Option<u64> {
        let densest = match self {
            Packing { lzw: true, .. } => LZW_DENSEST,
            Packing { runs: true, .. } => RUNS_DENSEST,
            // The description may have been hidden: what can be unpacked is counted, whatever is told.
            _ => return deflated(data, left),
        };
        let packed = memmem::find(data, b"endstream").unwrap_or(data.len()) as u64;
        left.checked_sub(packed.checked_mul(densest)?)
    }
}

/// How many times its size data unpack to at most: two bytes are 128 in runs; the words of LZW are 1 to 3838 bytes and of 9 to 12 bits.
const RUNS_DENSEST: u64 = 64;
const LZW_DENSEST: u64 = 1400;

fn is_of_name(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !b"\0/<>[](){}%".contains(&byte)
}

/// `#61`: a letter or digit by its number.
fn is_hidden_letter(three: &[u8]) -> bool {
    let digit = |b: u8| char::from(b).to_digit(16);
    match (three[0], digit(three[1]), digit(three[2])) {
        (b'#', Some(high), Some(low)) => char::from_u32(high * 16 + low).is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    }
}

/// Whether the value of a key is an object that stands elsewhere (`12 0 R`), or a list of such.
fn is_elsewhere(behind: &[u8]) -> bool {
    let start = behind.trim_ascii_start();
    let value = match start.strip_prefix(b"[") {
        Some(list) => &list[..memchr::memchr(b']', list).unwrap_or(list.len())],
        None => start,
    };
    let mut words = value.split(|b| b.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let is_number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    is_number(words.next()) && is_number(words.next()) && words.next().is_some_and(|word| word.starts_with(b"R"))
}

/// What is left of `left` bytes when the data are unpacked as deflate, with a header of zlib or without, as far as they can be.
fn deflated(data: &[u8], left: u64) -> Option<u64> {
    let header = match data {
        [method, flags, ..] => method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31),
        _ => return Some(left),
    };
    let mut input = if header { &data[2..] } else { data };
    let mut decoder = Decompress::new(false);
    let mut buffer = [0; 1 << 15];
    while decoder.total_out() <= left {
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let status = decoder.decompress(input, &mut buffer, FlushDecompress::None);
        input = &input[(decoder.total_in() - read) as usize..];
        let stands_still = decoder.total_in() == read && decoder.total_out() == written;
        if stands_still || !matches!(status, Ok(Status::Ok)) {
            break;
        }
    }
    left.checked_sub(decoder.total_out())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).expect("it is written");
        packer.finish().expect("it is written")
    }

    fn file(description: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("%PDF-1.5\n1 0 obj\n<< {description} >>\nstream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream\nendobj\ntrailer << /Size 2 >>\n");
        file
    }

    #[test]
    fn what_streams_unpack_to_is_counted() {
        let data = packed(&[b' '; 100_000]);
        for description in [
            "/Filter /FlateDecode",
            "/Filter [/ASCII85Decode /Fl] % stream",
            "/Length 9",
        ] {
            let file = file(description, &data);
            assert_eq!(check(&file, 100_000), Ok(()), "{description}");
            assert_eq!(check(&file, 99_999), Err(Unbounded::Dense), "{description}");
        }
        let two = [file("/Filter /FlateDecode", &data), file("/Filter /FlateDecode", &data)].concat();
        assert_eq!(check(&two, 199_999), Err(Unbounded::Dense));
        assert_eq!(
            check(&file("/Filter /LZWDecode", &[0; 100]), 100_000),
            Err(Unbounded::Dense)
        );
        assert_eq!(check(&file("/Filter /RL", &[0; 100]), 10_000), Ok(()));
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        for description in [
            "/Filter [/FlateDecode /FlateDecode]",
            "/Filter [/FlateDecode % stream\n/FlateDecode]",
            "/Filter [/LZWDecode /FlateDecode]",
            "/Filter [/Fl#61teDecode /FlateDecode]",
            "/Filter 12 0 R",
            "/Filter [12 0 R]",
            "/F 3 0 R",
        ] {
            let file = file(description, b"x");
            assert_eq!(check(&file, 1 << 20), Err(Unbounded::Unclear), "{description}");
        }
        let mut file = file("/Filter /FlateDecode /F 4", b"x");
        assert_eq!(check(&file, 1 << 20), Ok(()));
        file.extend_from_slice(b"trailer << /Encrypt 5 0 R >>");
        assert_eq!(check(&file, 1 << 20), Err(Unbounded::Encrypted));
    }

    proptest! {
        #[test]
        fn any_bytes_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(stream|endstream|/Fl|/F|[ \\n#1R\\[]){0,30}") {
            let _ = check(&bytes, 1000);
            let _ = check(&[text.as_bytes(), &bytes, text.as_bytes()].concat(), 1000);
        }
    }
}
