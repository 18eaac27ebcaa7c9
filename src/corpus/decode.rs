//! Bytes -> text as a reader sees it: UTF-8 in NFC, `\n` between lines, plain blanks, nothing invisible.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::mojibake;

/// Decodes the bytes of a text: UTF-8 where they are, else what they most likely are.
pub fn decode(bytes: &[u8]) -> String {
    Decoder::of(bytes).decode(bytes)
}

/// How the bytes of a file are decoded. It is decided once, so that a word of a table is not guessed at by itself.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    /// `None` for UTF-8.
    legacy: Option<&'static Encoding>,
}

impl Decoder {
    /// By the first bytes, or all. Text that is UTF-8 but for some bytes is UTF-8: in no other encoding do its sequences come about
    /// as often as what is none.
    pub fn of(bytes: &[u8]) -> Decoder {
        if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) {
            return Decoder { legacy: None };
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Allow);
        Decoder {
            legacy: (guess != encoding_rs::UTF_8).then_some(guess),
        }
    }

    /// As [`Decoder::of`], where the file says what it is: what it is by its bytes goes before that.
    pub fn declared(bytes: &[u8], encoding: Option<&'static Encoding>) -> Decoder {
        match encoding {
            Some(encoding) if encoding != encoding_rs::UTF_8 && !is_mostly_utf8(bytes) => {
                Decoder { legacy: Some(encoding) }
            }
            _ => Decoder::of(bytes),
        }
    }

    /// The bytes as clean text.
    pub fn decode(self, bytes: &[u8]) -> String {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match (std::str::from_utf8(bytes), self.legacy) {
            (Ok(text), _) => clean(text.into()),
            (Err(_), Some(encoding)) if !is_mostly_utf8(bytes) => clean(encoding.decode_without_bom_handling(bytes).0),
            (Err(_), _) => clean(broken_utf8(bytes).into()),
        }
    }
}

/// Whether bytes hold at least as many characters of UTF-8 outside ASCII as bytes that are none, and one at least.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        wrong += chunk.invalid().len();
    }
    right > 0 && right >= wrong
}

/// UTF-8 with broken bytes: a byte by itself is read as Windows-1252, which is what strays into such texts; what is left of a
/// character that was cut is a mark of a lost one, and nothing at the end of the text.
fn broken_utf8(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        left -= chunk.valid().len() + chunk.invalid().len();
        match chunk.invalid() {
            [] => {}
            [0xc2..=0xf4, ..] if left == 0 => {}
            [byte] => out.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

/// Whether bytes are no text at all: more of them are control characters than in any text. A few NUL are in many dumps, so that one
/// counts as several others.
pub fn is_binary(bytes: &[u8]) -> bool {
    const OF_A_NUL: usize = 4;
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head
        .iter()
        .filter(|b| matches!(b, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f))
        .count();
    let zeros = memchr::memchr_iter(0, head).count();
    (odd + OF_A_NUL * zeros) * 20 > head.len()
}

/// Makes decoded text what a reader sees. Text that is so already is handed back as it is.
pub fn clean(text: Cow<'_, str>) -> String {
    if text.bytes().all(is_plain) {
        return text.into_owned();
    }
    let mended = mojibake::mend(&text);
    let text = mended.as_deref().unwrap_or(&text);
    let composed = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    let mut out = String::with_capacity(composed.len());
    let mut rest = &*composed;
    loop {
        let plain = rest.bytes().take_while(|b| is_plain(*b)).count();
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else {
            return out;
        };
        rest = &rest[c.len_utf8()..];
        match c {
            '\r' => {
                if !rest.starts_with('\n') {
                    out.push('\n');
                }
            }
            '\t' => out.push(' '),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            c if is_invisible(c) => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Characters that take no place: zero-width blanks and joiners, marks of direction, the soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{180e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encodings_are_told() {
        let text = "“Benda-benda ini,” kata Van den Heuvel, seharga € 4,5 juta.";
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&windows), text);
        assert_eq!(decode("\u{feff}Jakarta".as_bytes()), "Jakarta");
    }

    #[test]
    fn one_bad_byte_leaves_the_rest() {
        let text = "“Kapal itu kembali,” kata nakhoda – di pelabuhan.";
        let mut bytes = text.as_bytes().to_vec();
        bytes.extend_from_slice(b" Caf\xe9 itu tutup.");
        assert_eq!(decode(&bytes), format!("{text} Café itu tutup."));
        // Cut within a character, at the end and in the middle.
        let cut = &"Ia pergi – “ya”".as_bytes()[.."Ia pergi – “ya”".len() - 1];
        assert_eq!(decode(cut), "Ia pergi – “ya");
        assert_eq!(
            decode(b"\xe2\x80\x9cYa\xe2\x80 kata \xe2\x80\x93 dia"),
            "“Ya\u{fffd} kata – dia"
        );
        // What a file says of itself gives way to what it is.
        assert_eq!(
            Decoder::declared(text.as_bytes(), Some(WINDOWS_1252)).decode(text.as_bytes()),
            text
        );
    }

    #[test]
    fn what_a_reader_does_not_see_is_taken_out() {
        assert_eq!(
            decode("Rp\u{a0}5\u{200b} juta\r\nbaru\u{ad}\rlagi\tya".as_bytes()),
            "Rp 5 juta\nbaru\nlagi ya"
        );
        assert_eq!(decode("Erdog\u{306}an".as_bytes()), "Erdoğan");
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"\x7fELF\x02\x01\x01\0\0"));
        assert!(!is_binary("Harga beras naik — lagi".as_bytes()));
        assert!(!is_binary(b""));
    }

    proptest! {
        #[test]
        fn any_bytes_give_clean_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let text = decode(&bytes);
            prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
