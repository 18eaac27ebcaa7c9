//! A stream of bytes in any encoding as UTF-8, without holding it.
//!
//! UTF-8 that validates wins over what a file declares: exports are declared as Latin-1 and written as UTF-8 all the time. Where a
//! sequence does not validate, its bytes are read one by one in the declared encoding, or Windows-1252. Encodings of several bytes a
//! character (GB 18030, Shift_JIS, EUC-KR) are believed where the beginning of the file is no UTF-8.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

pub struct Utf8<R> {
    inner: R,
    mode: Option<Mode>,
    /// The beginning of a character whose end is still to come.
    carry: Vec<u8>,
    /// Decoded bytes that were not handed out yet.
    ready: Vec<u8>,
    at: usize,
}

enum Mode {
    /// UTF-8, and other bytes as this encoding has them.
    Mixed(&'static Encoding),
    Whole(Box<Decoder>),
}

impl<R: BufRead> Utf8<R> {
    pub fn new(inner: R) -> Utf8<R> {
        Utf8 {
            inner,
            mode: None,
            carry: Vec::new(),
            ready: Vec::new(),
            at: 0,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() {
            let chunk = match self.inner.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let mode = self.mode.get_or_insert_with(|| mode_of(chunk));
            let ended = chunk.is_empty();
            let used = match mode {
                Mode::Mixed(encoding) => {
                    let used = chunk.len();
                    if self.carry.is_empty() {
                        self.carry.extend(mixed(chunk, encoding, ended, &mut self.ready));
                    } else {
                        let mut whole = std::mem::take(&mut self.carry);
                        whole.extend_from_slice(chunk);
                        self.carry.extend(mixed(&whole, encoding, ended, &mut self.ready));
                    }
                    used
                }
                Mode::Whole(decoder) => {
                    let mut out =
                        String::with_capacity(decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(chunk.len() * 3));
                    let (result, used, _) = decoder.decode_to_string(chunk, &mut out, ended);
                    debug_assert_eq!(result, CoderResult::InputEmpty);
                    self.ready.extend_from_slice(out.as_bytes());
                    used
                }
            };
            self.inner.consume(used);
            if ended {
                break;
            }
        }
        Ok(())
    }
}

fn mode_of(head: &[u8]) -> Mode {
    let declared = declared(head);
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut in the middle of a character.
        Err(error) => error.error_len().is_none(),
    };
    match declared {
        Some(encoding) if !valid && !encoding.is_single_byte() && encoding != encoding_rs::UTF_8 => {
            Mode::Whole(Box::new(encoding.new_decoder_without_bom_handling()))
        }
        Some(encoding) if encoding.is_single_byte() => Mode::Mixed(encoding),
        _ => Mode::Mixed(encoding_rs::WINDOWS_1252),
    }
}

/// `encoding="..."` of an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(400)];
    let at = memchr::memmem::find(head, b"encoding")?;
    let rest = &head[at + 8..];
    let label: Vec<u8> = rest
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b' ' | b'=' | b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':'))
        .collect();
    Encoding::for_label(&label)
}

/// Decodes a chunk; what comes back is the beginning of a character at its end, unless the file has ended.
fn mixed<'c>(chunk: &'c [u8], encoding: &'static Encoding, ended: bool, out: &mut Vec<u8>) -> &'c [u8] {
    let mut rest = chunk;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                out.extend_from_slice(text.as_bytes());
                return &[];
            }
            Err(error) => {
                let valid = error.valid_up_to();
                out.extend_from_slice(&rest[..valid]);
                rest = &rest[valid..];
                let broken = match error.error_len() {
                    Some(len) => len,
                    None if !ended => return rest,
                    None => rest.len(),
                };
                let (text, _) = encoding.decode_without_bom_handling(&rest[..broken]);
                out.extend_from_slice(text.as_bytes());
                rest = &rest[broken..];
            }
        }
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.ready.len() - self.at);
        buffer[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], chunk: usize) -> String {
        let mut out = String::new();
        let reader = io::BufReader::with_capacity(chunk, bytes);
        Utf8::new(reader).read_to_string(&mut out).expect("it is UTF-8");
        out
    }

    #[test]
    fn what_validates_wins_over_what_is_declared() {
        let text = "<?xml version='1.0' encoding='iso-8859-1'?><a>Décès</a>";
        assert_eq!(read(text.as_bytes(), 4096), text);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(read(&latin, 4096), text);
        let text = "<?xml version='1.0' encoding='gb2312'?><a>新闻</a>";
        let (chinese, _, _) = encoding_rs::GB18030.encode(text);
        assert_eq!(read(&chinese, 4096), text);
    }

    proptest! {
        #[test]
        fn any_bytes_come_out_as_utf8(bytes in prop::collection::vec(any::<u8>(), 0..200), chunk in 1usize..64) {
            let _ = read(&bytes, chunk);
        }

        #[test]
        fn text_comes_out_as_it_is(text in "\\PC{0,80}", chunk in 4usize..16) {
            prop_assume!(!text.contains("encoding"));
            prop_assert_eq!(read(text.as_bytes(), chunk), text);
        }
    }
}
