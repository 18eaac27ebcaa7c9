//! The text of a field that holds markup, as dumps of web sites do.

use dom_query::Document;

use super::super::crowded;
use super::depth;
use super::select::one_line;

/// Tags that end a line.
const BLOCKS: &[&str] = &[
    "</p>",
    "<br",
    "</div>",
    "</li>",
    "</h1>",
    "</h2>",
    "</h3>",
    "</h4>",
    "</tr>",
    "</blockquote>",
    "</section>",
];
/// Tags that show that a text is markup, besides these.
const INLINE: &[&str] = &[
    "</a>",
    "</b>",
    "</strong>",
    "</em>",
    "</i>",
    "</span>",
    "<p>",
    "<p ",
    "</script>",
    "</style>",
];
/// What stands in them is not of the text.
const RAW: &[&str] = &["script", "style", "noscript", "iframe", "template"];

/// The text of a field that holds markup: one line a paragraph. `None` for plain text.
pub fn text_of_fragment(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let blocks = BLOCKS.iter().any(|tag| text.contains(tag));
    if !blocks && !INLINE.iter().any(|tag| text.contains(tag)) {
        return None;
    }
    // A mark before each break, since a page's own line breaks mean nothing; a text without blocks has only its own.
    let mut marked = match blocks {
        true => text.replace(['\n', '\u{1}'], " "),
        false => text.replace('\u{1}', " ").replace('\n', "\u{1}"),
    };
    for tag in BLOCKS {
        marked = marked.replace(tag, &format!("\u{1}{tag}"));
    }
    let page = Document::from(&*depth::bounded(&crowded::thinned(&marked)));
    page.select(&RAW.join(", ")).remove();
    let plain = page.select("html").text().to_string();
    let lines: Vec<String> = plain
        .split('\u{1}')
        .map(|line| one_line(line.to_owned()))
        .filter(|line| !line.is_empty())
        .collect();
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_taken_off_and_code_is_no_text() {
        for (markup, text) in [
            (
                "<p>Kapal kembali.</p><style>p{}</style><p>Ia pergi.<script>track('x');</script></p>",
                Some("Kapal kembali.\nIa pergi."),
            ),
            (
                "<script>var x=1;</script>Kapal <b>kembali</b>.\nIa pergi.",
                Some("Kapal kembali.\nIa pergi."),
            ),
            ("Harga a < b dan <3.", None),
        ] {
            assert_eq!(text_of_fragment(markup).as_deref(), text, "{markup}");
        }
    }

    proptest! {
        #[test]
        fn any_markup_ends(text in "[<>/a-dp \"'=&;\n]{0,120}") {
            let _ = text_of_fragment(&text);
        }
    }
}
