//! HTML entities that a dump left in its texts: `&amp;`, `&#8217;`, `&quot;`.
//!
//! Only what is certain is decoded: entities with their semicolon, of the names below or of a printable character's number, and
//! once (`&amp;lt;` becomes `&lt;`), but for marks and letters that were escaped twice (`&amp;ldquo;`). A text that speaks of markup means its entities as they stand.

use std::borrow::Cow;

/// Names of the HTML standard (<https://html.spec.whatwg.org/multipage/named-characters.html>) that texts of outlets use; a
/// blank that does not break is a blank.
const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("sect", "§"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("times", "×"),
    ("divide", "÷"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("szlig", "ß"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("yacute", "ý"),
    ("Agrave", "À"),
    ("Aacute", "Á"),
    ("Acirc", "Â"),
    ("Auml", "Ä"),
    ("Aring", "Å"),
    ("Ccedil", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Iacute", "Í"),
    ("Ntilde", "Ñ"),
    ("Oacute", "Ó"),
    ("Ouml", "Ö"),
    ("Oslash", "Ø"),
    ("Uacute", "Ú"),
    ("Uuml", "Ü"),
    ("scaron", "š"),
    ("Scaron", "Š"),
];
/// What stays an entity where it was escaped twice, however it is written: signs of markup.
const TWICE: [&str; 3] = ["&", "<", ">"];
/// Letters and digits between `&` and `;`, at most.
const LONGEST: usize = 8;
/// Words of a text that speaks of markup.
const MARKUP: [&str; 4] = ["html", "xhtml", "xml", "ampersand"];

/// A letter more than the longest of them.
const LONGEST_MARKUP: usize = 10;

/// The text with its entities as the characters that they stand for.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut out = String::new();
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (character, len) = match entity(&rest[at..]) {
            Some(found) => found,
            None => {
                let (plain, behind) = rest.split_at(at + 1);
                out.push_str(plain);
                rest = behind;
                continue;
            }
        };
        out.push_str(&rest[..at]);
        out.push_str(&character);
        rest = &rest[at + len..];
    }
    if out.is_empty() && rest.len() == text.len() || speaks_of_markup(text) {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What the entity at the beginning of a text stands for, and how long it is.
fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let inner = text.strip_prefix('&')?;
    // Escaped twice: nobody writes `&ldquo;` for its own sake.
    if let Some(again) = inner.strip_prefix("amp;")
        && let Some((character, len)) = reference(again)
        && !TWICE.contains(&character.as_ref())
    {
        return Some((character, len + "&amp;".len()));
    }
    let (character, len) = reference(inner)?;
    Some((character, len + 1))
}

/// What a reference without its `&` stands for, and how long it is.
fn reference(inner: &str) -> Option<(Cow<'static, str>, usize)> {
    let end = inner.bytes().take(LONGEST + 1).position(|b| b == b';')?;
    let (name, behind) = (&inner[..end], &inner[end + 1..]);
    let len = end + 1;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((Cow::Owned(character(code)?), len));
    }
    // `&lt;b&gt;` is markup that was written out on purpose, or of which more is wrong than its entities.
    if name == "lt" && behind.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return None;
    }
    let (_, character) = NAMES.iter().find(|(known, _)| *known == name)?;
    Some((Cow::Borrowed(character), len))
}

/// The character of a number: a blank for one that does not break, none for a control character.
fn character(code: u32) -> Option<String> {
    let c = match code {
        10 | 13 | 0xa0 => ' ',
        // Numbers that browsers read as those of Windows-1252, since pages mean them so.
        0x80..=0x9f => {
            let byte = [u8::try_from(code).ok()?];
            return encoding_rs::WINDOWS_1252
                .decode_without_bom_handling_and_without_replacement(&byte)
                .filter(|text| !text.contains(char::is_control))
                .map(Cow::into_owned);
        }
        _ => char::from_u32(code)?,
    };
    (!c.is_control()).then(|| c.to_string())
}

fn speaks_of_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'm', b'M', bytes).any(|at| {
        // One letter more than the words have shows that it is another.
        let letters = |b: &&u8| b.is_ascii_alphanumeric();
        let start = bytes[..at]
            .iter()
            .rev()
            .take(LONGEST_MARKUP)
            .take_while(letters)
            .count();
        let end = bytes[at..].iter().take(LONGEST_MARKUP).take_while(letters).count();
        let word = &text[at - start..at + end];
        // Not the end of an address: `berita.html`.
        let alone = !text[..at - start].ends_with(['.', '/', '_']);
        alone && MARKUP.iter().any(|markup| word.eq_ignore_ascii_case(markup))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn certain_entities_are_decoded_once() {
        for (text, wanted) in [
            ("Harga &amp; stok", "Harga & stok"),
            ("Jum&#8217;at &#x2013; Sabtu", "Jum’at – Sabtu"),
            ("&quot;Kami siap,&quot; katanya", "\"Kami siap,\" katanya"),
            ("caf&eacute;&nbsp;kecil", "café kecil"),
            ("Jum&#146;at", "Jum’at"),
            ("suhu &lt; 5 derajat", "suhu < 5 derajat"),
            ("R&amp;B, AT&T, A&B;", "R&B, AT&T, A&B;"),
            ("&amp;amp; &amp;lt;", "&amp; &lt;"),
            ("&amp;#38; &amp;#60;b&amp;#x3e;", "&#38; &#60;b&#x3e;"),
            ("&amp;ldquo;Kami siap,&amp;rdquo; katanya", "“Kami siap,” katanya"),
            ("&amp;amp;ldquo; &amp;tidak; &amp;#8217;", "&amp;ldquo; &tidak; ’"),
            ("lihat berita.html &amp; foto", "lihat berita.html & foto"),
        ] {
            assert_eq!(decoded(text), wanted);
        }
    }

    #[test]
    fn what_is_not_certain_stays() {
        for text in [
            "Harga & stok",
            "&tidak;",
            "&#5;&#0;",
            "&#xd800; &#99999999;",
            "&lt;b>tebal",
            "Di HTML, tanda & ditulis &amp; dan < ditulis &lt;.",
            "",
        ] {
            assert_eq!(decoded(text), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(&|#|x|;|[a-z0-9]|\\PC){0,60}") {
            let decoded = decoded(&text);
            prop_assert!(text.contains('&') || decoded == text);
        }
    }
}
