//! JSON as programs write it that do not mind the standard: `NaN`, `None`, half a surrogate pair, a comma before a bracket, line breaks
//! within strings, bytes that are no UTF-8. It is made valid on its way to the parser; what is valid passes as it is.

use std::io::{self, BufRead, Read};

use crate::corpus::ready::Ready;

/// Passes JSON on, mended.
pub struct Mend<R> {
    inner: R,
    state: JsonState,
    ready: Ready,
    /// Bytes that could not be decided on without what follows.
    carried: Vec<u8>,
    ended: bool,
}

#[derive(Clone, Copy, Default)]
struct JsonState {
    in_string: bool,
    /// A comma was read and not yet passed on.
    comma: bool,
    started: bool,
}

/// The longest thing that is looked at as a whole: two escapes of a surrogate pair.
const LOOK: usize = 12;

impl<R: BufRead> Mend<R> {
    pub fn new(inner: R) -> Mend<R> {
        Mend {
            inner,
            state: JsonState::default(),
            ready: Ready::default(),
            carried: Vec::new(),
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let ready = self.ready.refill();
        while ready.is_empty() && !self.ended {
            let mut input = std::mem::take(&mut self.carried);
            let available = self.inner.fill_buf()?;
            input.extend_from_slice(available);
            let count = available.len();
            self.inner.consume(count);
            self.ended = count == 0;
            let used = self.state.mend(&input, self.ended, ready);
            self.carried = input[used..].to_vec();
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Mend<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_taken() {
            self.fill()?;
        }
        Ok(self.ready.take(buffer))
    }
}

/// A whole text of JSON, mended.
pub fn mended(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    JsonState::default().mend(text, true, &mut out);
    out
}

impl JsonState {
    /// Mends what can be decided on and says how many bytes that was: all of them at the end.
    fn mend(&mut self, input: &[u8], last: bool, out: &mut Vec<u8>) -> usize {
        let mut at = 0;
        while at < input.len() {
            let rest = &input[at..];
            if rest.len() < LOOK && !last {
                break;
            }
            at += if self.in_string {
                self.string(rest, out)
            } else {
                self.between(rest, out)
            };
        }
        if last {
            self.comma(out);
        }
        at
    }

    fn comma(&mut self, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.comma) {
            out.push(b',');
        }
    }

    /// The next piece outside of strings: how many bytes it has.
    fn between(&mut self, rest: &[u8], out: &mut Vec<u8>) -> usize {
        if !std::mem::replace(&mut self.started, true) && rest.starts_with("\u{feff}".as_bytes()) {
            return 3;
        }
        match rest[0] {
            b',' => {
                self.comma(out);
                self.comma = true;
                return 1;
            }
            b'\0' => return 1,
            // A comma before it ends nothing.
            b']' | b'}' => self.comma = false,
            byte if byte.is_ascii_whitespace() => {}
            _ => self.comma(out),
        }
        for (word, instead) in [
            (&b"-Infinity"[..], &b"null"[..]),
            (b"Infinity", b"null"),
            (b"undefined", b"null"),
            (b"NaN", b"null"),
            (b"nan", b"null"),
            (b"None", b"null"),
            (b"True", b"true"),
            (b"False", b"false"),
        ] {
            if rest.starts_with(word) && !rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric) {
                out.extend_from_slice(instead);
                return word.len();
            }
        }
        self.in_string = rest[0] == b'"';
        out.push(rest[0]);
        1
    }

    /// The next piece of a string: how many bytes it has.
    fn string(&mut self, rest: &[u8], out: &mut Vec<u8>) -> usize {
        let plain = rest
            .iter()
            .take_while(|b| matches!(b, b' '..=b'~') && !matches!(b, b'"' | b'\\'))
            .count();
        if plain > 0 {
            out.extend_from_slice(&rest[..plain]);
            return plain;
        }
        match rest[0] {
            b'"' => {
                self.in_string = false;
                out.push(b'"');
                1
            }
            b'\\' => escape(rest, out),
            b'\n' => {
                out.extend_from_slice(b"\\n");
                1
            }
            b'\t' | b'\r' => {
                out.push(b' ');
                1
            }
            0..=0x1f => 1,
            0x7f => {
                out.push(0x7f);
                1
            }
            _ => character(rest, out),
        }
    }
}

/// An escape and how many bytes it has.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    match rest.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            out.extend_from_slice(&rest[..2]);
            2
        }
        Some(b'u') => match (hex(rest, 2), hex(rest, 8)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) if rest.get(6..8) == Some(&b"\\u"[..]) => {
                out.extend_from_slice(&rest[..12]);
                12
            }
            (Some(0xd800..=0xdfff), _) => {
                out.extend_from_slice(b"\\ufffd");
                6
            }
            (Some(_), _) => {
                out.extend_from_slice(&rest[..6]);
                6
            }
            (None, _) => {
                out.extend_from_slice(b"\\\\");
                1
            }
        },
        Some(b'\'') => {
            out.push(b'\'');
            2
        }
        // A stroke that escapes nothing stands for itself.
        _ => {
            out.extend_from_slice(b"\\\\");
            1
        }
    }
}

fn hex(rest: &[u8], at: usize) -> Option<u32> {
    let digits = rest.get(at..at + 4)?;
    let digits = std::str::from_utf8(digits)
        .ok()
        .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// A character outside ASCII; a byte that is none is read as Windows-1252.
fn character(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let width = match rest[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    match rest.get(..width).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
        Some(c) => {
            out.extend_from_slice(c.as_bytes());
            width
        }
        None => {
            let (c, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&rest[..1]);
            out.extend_from_slice(c.as_bytes());
            1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(json: &[u8]) -> String {
        String::from_utf8(mended(json)).expect("it is UTF-8")
    }

    #[test]
    fn what_programs_write_becomes_json() {
        for (json, right) in [
            (
                &b"{\"a\": NaN, \"b\": [1, 2, ], }"[..],
                "{\"a\": null ,\"b\": [1 ,2 ] }",
            ),
            (b"\xef\xbb\xbf{\"a\": -Infinity}", "{\"a\": null}"),
            (b"{\"a\": \"x\ny\"}", "{\"a\": \"x\\ny\"}"),
            (b"{\"a\": \"\\ud83d x\"}", "{\"a\": \"\\ufffd x\"}"),
            (b"{\"a\": \"\\ud83d\\ude00\"}", "{\"a\": \"\\ud83d\\ude00\"}"),
            (b"{\"a\": \"it\\'s \\q caf\xe9\"}", "{\"a\": \"it's \\\\q caf\u{e9}\"}"),
            (b"{\"a\": \"NaN,]\", \"b\": True}", "{\"a\": \"NaN,]\" ,\"b\": true}"),
        ] {
            assert_eq!(text(json), right);
        }
    }

    proptest! {
        #[test]
        fn a_stream_is_mended_as_a_whole_is(json in prop::collection::vec(any::<u8>(), 0..200), noise in "[{}\\[\\]\",:a-fuN0-9\\\\\n é]{0,80}") {
            for json in [&json[..], noise.as_bytes()] {
                let mut streamed = Vec::new();
                Mend::new(io::BufReader::with_capacity(7, json)).read_to_end(&mut streamed).expect("memory can be read");
                prop_assert_eq!(&streamed, &mended(json));
            }
        }

        #[test]
        fn valid_json_means_the_same(value in "\\PC{0,40}", number: i64) {
            let json = serde_json::json!({ "a": value, "b": [number, null, true], "c": {} });
            let mended = mended(json.to_string().as_bytes());
            prop_assert_eq!(serde_json::from_slice::<serde_json::Value>(&mended).expect("it is JSON"), json);
        }
    }
}
