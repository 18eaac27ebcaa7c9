//! Pages nested deeper than any page is: their innermost tags are taken out before the page is read.
//!
//! What walks a page calls itself for each level, so that tags opened by the ten thousand end the program, or take it hours.
//! Browsers stop at 512 levels as well. Texts stay; only tags go.

use std::borrow::Cow;

/// The deepest that blocks (and all else that is no formatting) may be nested; pages of outlets have some dozens of levels.
const BLOCKS: usize = 200;
/// The same for formatting, which many old pages open and never close.
const FORMATTING: usize = 50;
/// How far up an open tag is looked for.
const NEAR: usize = 2 * BLOCKS;

/// Tags that close by themselves, or are closed by the next of their kind.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];
/// Formatting of the HTML standard, which outlives the blocks that it was opened in.
const INLINE: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Shapes of pictures, closed by `/>`.
const SHAPES: &[&str] = &[
    "circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "stop", "use",
];
/// What stands in them is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "iframe", "noframes", "xmp"];
/// Blocks that close what is open in them.
const CLOSING: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "ol",
    "pre",
    "section",
    "svg",
    "table",
    "ul",
];

fn is_one_of(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The page without the tags that are nested too deeply.
pub fn bounded(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut open = Open::default();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            let Some(end) = rest.find("-->") else { break };
            at = start + end;
            continue;
        }
        let closes = rest[1..].starts_with('/');
        let name = name_at(&rest[1 + usize::from(closes)..]);
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        let Some(len) = memchr::memchr(b'>', rest.as_bytes()) else {
            break;
        };
        let tag = &rest[..=len];
        at = start + tag.len();
        if !closes && is_one_of(RAW, name) {
            match end_of_raw(&html[at..], name) {
                Some(end) => at += end,
                None => break,
            }
            continue;
        }
        let keep = match closes {
            true => open.close(name),
            false => open.open(name, tag.ends_with("/>")),
        };
        if !keep {
            out.push_str(&html[from..start]);
            out.push(' ');
            from = at;
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

/// The tags that are open.
#[derive(Default)]
struct Open<'t> {
    blocks: Vec<&'t str>,
    formatting: Vec<&'t str>,
}

impl<'t> Open<'t> {
    /// Whether the tag stays.
    fn open(&mut self, name: &'t str, closed: bool) -> bool {
        if is_one_of(FLAT, name) || closed && is_one_of(SHAPES, name) {
            return true;
        }
        if !is_one_of(INLINE, name) {
            self.blocks.push(name);
            return self.blocks.len() <= BLOCKS;
        }
        // A link ends the link before it.
        if name.eq_ignore_ascii_case("a")
            && let Some(at) = place_of(&self.formatting, name)
        {
            self.formatting.remove(at);
        }
        self.formatting.push(name);
        self.formatting.len() <= FORMATTING
    }

    /// Whether the tag stays: where its opening did.
    fn close(&mut self, name: &str) -> bool {
        if is_one_of(FLAT, name) {
            return true;
        }
        if is_one_of(INLINE, name) {
            return place_of(&self.formatting, name).is_none_or(|at| {
                self.formatting.remove(at);
                at < FORMATTING
            });
        }
        let Some(at) = place_of(&self.blocks, name) else {
            return true;
        };
        let inner = &self.blocks[at + 1..];
        // A table's cell is closed by nothing outside; other tags than blocks close only themselves.
        let closing = is_one_of(CLOSING, name);
        let table = inner.iter().any(|open| open.eq_ignore_ascii_case("table"));
        if inner.is_empty() || closing && (!table || name.eq_ignore_ascii_case("table")) {
            self.blocks.truncate(at);
        }
        at < BLOCKS
    }
}

/// The last of the innermost open tags with a name.
fn place_of(open: &[&str], name: &str) -> Option<usize> {
    let first = open.len().saturating_sub(NEAR);
    let near = open[first..].iter().rposition(|open| open.eq_ignore_ascii_case(name))?;
    Some(first + near)
}

fn name_at(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'));
    &text[..end.count()]
}

/// Where the closing tag of a raw text begins.
fn end_of_raw(text: &str, name: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), "</").find(|at| {
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::html;

    #[test]
    fn ordinary_pages_stay() {
        let part = "<div class='a'><p>Hujan <b>turun<br>deras</b> di <a href=x>Kota</a><a href=y>Lama<ul><li>a<li>b</ul>\
                    <script>if (a<b) x('<div><div>')</script><svg><path d='m'/><path/></svg><font>lama<span>x</span></div>";
        for page in [part.to_owned(), part.repeat(40), "a < b <3 <> <!-- <div>".to_owned()] {
            assert!(matches!(bounded(&page), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn pages_nested_without_end_are_read() {
        let article = "<p>Hujan turun di Kota Lama sejak pagi dan belum juga berhenti sore ini, kata warga.</p>";
        for tag in [
            "<div>",
            "<b>",
            "<span>",
            "<b><div></b>",
            "<span><div></span>",
            "<div><table><td></div>",
            "<x-y>",
        ] {
            let nested = tag.repeat(30_000);
            let page = format!("<html><body><article>{article}{nested}{article}</article></body></html>");
            let found = html::article(page.as_bytes());
            assert!(found.is_ok_and(|found| found.text.contains("Kota Lama")), "{tag}");
            html::text_of_fragment(&format!("{nested}{article}"));
        }
    }
}
