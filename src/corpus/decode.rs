//! Bytes -> text as a reader sees it: UTF-8 in NFC, `\n` between lines, plain blanks, nothing invisible.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::mojibake;

/// Decodes the bytes of a text: UTF-8 where they are, else what they most likely are.
pub fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => clean(text.into()),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Allow);
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            clean(text)
        }
    }
}

/// Whether bytes are no text at all: they hold NUL, or more control characters than any text.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    if memchr::memchr(0, head).is_some() {
        return true;
    }
    let odd = head
        .iter()
        .filter(|b| matches!(b, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f))
        .count();
    odd * 20 > head.len()
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
