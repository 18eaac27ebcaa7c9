//! Text of two or four bytes a character: UTF-16 and UTF-32, with a byte order mark or without.

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::ready::Ready;

/// The byte order of UTF-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

/// An encoding of wide characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wide {
    Utf16(&'static Encoding),
    Utf32(Order),
}

/// Bytes that are looked at where there is no byte order mark.
const LOOK: usize = 4096;

impl Wide {
    /// The encoding that the first bytes of a file show; `None` for bytes and for UTF-8.
    ///
    /// Without a mark it is by the zeros: in text of Latin letters and signs most characters have one at the same place.
    pub fn of(head: &[u8]) -> Option<Wide> {
        match head {
            [0xff, 0xfe, 0, 0, ..] => return Some(Wide::Utf32(Order::Little)),
            [0, 0, 0xfe, 0xff, ..] => return Some(Wide::Utf32(Order::Big)),
            [0xff, 0xfe, ..] => return Some(Wide::Utf16(UTF_16LE)),
            [0xfe, 0xff, ..] => return Some(Wide::Utf16(UTF_16BE)),
            _ => {}
        }
        let head = &head[..head.len().min(LOOK) / 4 * 4];
        if head.len() < 8 || memchr::memchr(0, head).is_none() {
            return None;
        }
        let quads = head.len() / 4;
        let quads_of = |is: fn(&[u8]) -> bool| head.chunks_exact(4).filter(|quad| is(quad)).count() * 10 >= quads * 9;
        if quads_of(|quad| quad[2] == 0 && quad[3] == 0 && (quad[0] != 0 || quad[1] != 0)) {
            return Some(Wide::Utf32(Order::Little));
        }
        if quads_of(|quad| quad[0] == 0 && quad[1] == 0 && (quad[2] != 0 || quad[3] != 0)) {
            return Some(Wide::Utf32(Order::Big));
        }
        let pairs = head.len() / 2;
        // A character of text: a letter, a digit, a sign or a blank, and nothing that only programs have.
        let is_text = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        let little = head
            .chunks_exact(2)
            .filter(|pair| pair[1] == 0 && is_text(pair[0]))
            .count();
        let big = head
            .chunks_exact(2)
            .filter(|pair| pair[0] == 0 && is_text(pair[1]))
            .count();
        if little * 10 >= pairs * 7 {
            Some(Wide::Utf16(UTF_16LE))
        } else if big * 10 >= pairs * 7 {
            Some(Wide::Utf16(UTF_16BE))
        } else {
            None
        }
    }
}

/// UTF-32 as UTF-8. What is no character becomes U+FFFD.
pub struct WideReader<R> {
    inner: R,
    order: Order,
    started: bool,
    ready: Ready,
}

impl<R: Read> WideReader<R> {
    pub fn new(inner: R, order: Order) -> WideReader<R> {
        WideReader {
            inner,
            order,
            started: false,
            ready: Ready::default(),
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut raw = Vec::new();
        self.inner.by_ref().take(1 << 14).read_to_end(&mut raw)?;
        let ready = self.ready.refill();
        let mut buffer = [0; 4];
        for quad in raw.chunks(4) {
            let number = match (<[u8; 4]>::try_from(quad), self.order) {
                (Ok(quad), Order::Little) => u32::from_le_bytes(quad),
                (Ok(quad), Order::Big) => u32::from_be_bytes(quad),
                // The file ends within a character.
                (Err(_), _) => u32::MAX,
            };
            let first = !std::mem::replace(&mut self.started, true);
            if first && number == 0xfeff {
                continue;
            }
            let c = char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER);
            ready.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
        Ok(())
    }
}

impl<R: Read> Read for WideReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_taken() {
            self.fill()?;
        }
        Ok(self.ready.take(buffer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kapal itu kembali ke pelabuhan — kata nakhoda.\nIa pergi lagi.";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn wide_text_is_recognised_without_a_mark() {
        assert_eq!(Wide::of(&utf16(TEXT, u16::to_le_bytes)), Some(Wide::Utf16(UTF_16LE)));
        assert_eq!(Wide::of(&utf16(TEXT, u16::to_be_bytes)), Some(Wide::Utf16(UTF_16BE)));
        assert_eq!(Wide::of(TEXT.as_bytes()), None);
        assert_eq!(
            Wide::of(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0"),
            None
        );
        assert_eq!(Wide::of(&[0; 64]), None);
    }

    #[test]
    fn utf_32_is_read_in_both_orders() {
        for (order, bytes) in [
            (Order::Little, u32::to_le_bytes as fn(u32) -> [u8; 4]),
            (Order::Big, u32::to_be_bytes),
        ] {
            let encoded: Vec<u8> = TEXT.chars().flat_map(|c| bytes(c as u32)).collect();
            assert_eq!(Wide::of(&encoded), Some(Wide::Utf32(order)));
            let mut text = String::new();
            WideReader::new(&*encoded, order)
                .read_to_string(&mut text)
                .expect("it is UTF-8");
            assert_eq!(text, TEXT);
        }
    }

    #[test]
    fn what_is_no_character_ends_well() {
        let mut text = String::new();
        WideReader::new(&[0xff, 0xff, 0xff, 0xff, b'a'][..], Order::Little)
            .read_to_string(&mut text)
            .expect("it is UTF-8");
        assert_eq!(text, "\u{fffd}\u{fffd}");
    }
}
