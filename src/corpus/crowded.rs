//! Tags with more attributes than any page has: a parser takes the square of their number in time.

use std::borrow::Cow;

/// Attributes of a tag that are read; no page has as many.
const MOST_ATTRIBUTES: usize = 1000;

/// A page whose tags have no more than [`MOST_ATTRIBUTES`]: a parser of HTML compares each attribute of a tag with all before it.
/// A tag with more keeps its name alone.
pub fn thinned(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + open;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let (mut quote, mut attributes, mut before) = (None, 0, b'<');
        while let Some(byte) = bytes.get(at).copied() {
            match quote {
                Some(mark) if byte == mark => quote = None,
                Some(_) => {}
                None if byte == b'>' => break,
                None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
                None => attributes += usize::from(byte.is_ascii_whitespace() && !before.is_ascii_whitespace()),
            }
            before = byte;
            at += 1;
        }
        if attributes > MOST_ATTRIBUTES {
            out.push_str(&html[copied..start + 1 + name]);
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_tag_keeps_its_name() {
        let few = "<p class='a > b' id=\"x\">Hujan</p>";
        assert!(matches!(thinned(few), Cow::Borrowed(_)));
        let many = format!("<i>a</i><p {}>Hujan</p>", "x=1 ".repeat(MOST_ATTRIBUTES + 1));
        assert_eq!(thinned(&many), "<i>a</i><p>Hujan</p>");
    }
}
