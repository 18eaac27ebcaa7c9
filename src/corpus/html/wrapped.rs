//! Paragraphs whose source is wrapped: the line breaks mean nothing to a browser, and must not part a sentence.

use std::borrow::Cow;

/// Bytes of the shortest line that is wrapped; shorter ones are verses, or addresses.
const SHORTEST: usize = 40;
/// Bytes of the longest line that editors wrap at. A longer one that ends a sentence is a paragraph, on pages that show line breaks as
/// they are.
const WIDTH: usize = 160;

/// Elements whose line breaks are shown, or that are no text.
const AS_IT_IS: &[&str] = &["pre", "script", "style", "textarea", "svg"];

/// The page with a blank in place of each line break that only wraps text.
pub fn unwrapped(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'<' {
            at = behind_markup(html, at);
            continue;
        }
        let end = memchr::memchr(b'<', &bytes[at..]).map_or(bytes.len(), |open| at + open);
        let mut line = at;
        while let Some(found) = memchr::memchr(b'\n', &bytes[line..end]) {
            let stop = line + found;
            if is_wrap(&html[line..stop], &html[stop + 1..end]) {
                out.push_str(html[copied..stop].trim_end_matches('\r'));
                out.push(' ');
                let blanks = html[stop + 1..end].bytes().take_while(|b| matches!(b, b' ' | b'\t'));
                copied = stop + 1 + blanks.count();
            }
            line = stop + 1;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// Whether a line of text goes on in the next. A line that a tag begins or ends is short of what stands in the tag.
fn is_wrap(line: &str, behind: &str) -> bool {
    let line = line.trim();
    let next = behind.lines().next().unwrap_or_default().trim();
    let ends = line.ends_with(['.', '!', '?', '"', '”', '…', ':']);
    line.len() >= SHORTEST && !next.is_empty() && !(ends && line.len() > WIDTH)
}

/// Behind the tag, comment or element without text that begins at a place.
fn behind_markup(html: &str, at: usize) -> usize {
    let rest = &html[at..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(html.len(), |end| at + end + 3);
    }
    let Some(close) = memchr::memchr(b'>', rest.as_bytes()) else {
        return html.len();
    };
    let name = rest[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &rest[1..1 + name];
    let inner = &rest[close + 1..];
    if !AS_IT_IS.iter().any(|own| own.eq_ignore_ascii_case(name)) || rest[..close].ends_with('/') {
        return at + close + 1;
    }
    let ends = memchr::memmem::find_iter(inner.as_bytes(), "</").find(|end| {
        let tag = inner.as_bytes().get(end + 2..end + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    });
    ends.map_or(html.len(), |end| at + close + 1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wrapped_lines_are_one() {
        let page =
            "<p>Kapal itu kembali ke pelabuhan lama sejak pagi\r\n   dan nakhoda bercerita.</p>\n<p>Ia pergi.</p>";
        assert_eq!(
            unwrapped(page),
            "<p>Kapal itu kembali ke pelabuhan lama sejak pagi dan nakhoda bercerita.</p>\n<p>Ia pergi.</p>"
        );
        let long = format!("{}pagi.", "Kapal itu kembali ke pelabuhan lama. ".repeat(6));
        for page in [
            format!("<pre>{}\nIa pergi.</pre>", &long[..60]),
            format!("<div>{long}\n{long}</div>"),
            "<div>Jalan Rawa 5\nKota Lama</div>".to_owned(),
            format!("<div>{}\n\n{long}</div>", &long[..60]),
        ] {
            assert_eq!(unwrapped(&page), page);
        }
    }

    proptest! {
        #[test]
        fn any_markup_ends(text in "(<[a-z/!-]{0,4}|>|<pre>|</pre>|\n|[a-z .]{0,50}){0,20}") {
            let joined = unwrapped(&text);
            prop_assert!(joined.split_whitespace().eq(text.split_whitespace()));
        }
    }
}
