//! The text of elements that hold paragraphs: XHTML, NITF, TEI and the like.

use super::tree::{Element, Node};
use crate::corpus::blocks::one_spaced;

/// Elements that begin and end a paragraph, by their local names: of XHTML, NITF, DocBook-like bodies and TEI.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hl1"
            | "hl2"
            | "li"
            | "ul"
            | "ol"
            | "tr"
            | "table"
            | "block"
            | "blockquote"
            | "bq"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "title"
            | "head"
            | "dt"
            | "dd"
            | "dl"
            | "pre"
            | "figure"
            | "body"
            | "para"
            | "paragraph"
            | "lg"
            | "l"
            | "ab"
            | "item"
            | "list"
            | "quote"
            | "br"
            | "hr"
            | "nitf-table"
            | "credit"
            | "note"
            | "row"
            | "center"
            | "fn"
    )
}

/// The paragraphs of an element; what `skip` holds for is left out.
pub fn paragraphs(element: &Element, skip: &dyn Fn(&Element) -> bool) -> Vec<String> {
    let mut out = Out::default();
    out.walk(element, skip);
    out.flush();
    out.lines
}

/// The same as one text, a paragraph a line.
pub fn text(element: &Element, skip: &dyn Fn(&Element) -> bool) -> String {
    paragraphs(element, skip).join("\n")
}

#[derive(Default)]
struct Out {
    lines: Vec<String>,
    line: String,
}

impl Out {
    fn flush(&mut self) {
        let line = one_spaced(&self.line);
        self.line.clear();
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    /// A tree is no deeper than its reader lets it be.
    fn walk(&mut self, element: &Element, skip: &dyn Fn(&Element) -> bool) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(child) if skip(child) => {}
                Node::Element(child) => {
                    let block = is_block(child.local());
                    if block {
                        self.flush();
                    } else if matches!(child.local(), "td" | "th" | "cell" | "col") {
                        // The cells of a row stand on one line.
                        self.line.push(' ');
                    }
                    self.walk(child, skip);
                    if block {
                        self.flush();
                    }
                }
            }
        }
    }
}

/// What a body never shows: scripts, styles, media and their captions.
pub fn is_unseen(element: &Element) -> bool {
    matches!(
        element.local(),
        "script"
            | "style"
            | "media"
            | "media-caption"
            | "figcaption"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "noscript"
            | "form"
    )
}
