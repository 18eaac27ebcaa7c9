//! XML as small trees, one for each article, read from a stream.
//!
//! Exports and feeds hold thousands of items in one file; so the file is read as a stream, each item becomes a tree, and what stands
//! around the items (the feed's title, the authors of a blog) is at hand as their ancestors. The reader resolves no entity but those of
//! XML and HTML, reads no other file, forgives elements that are not closed, and keeps no more than [`DEEPEST`] levels.

use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::bytes::Utf8;
use crate::corpus::limit::{Budget, Limited};
use crate::error::{Error, ErrorKind, Result};

/// Levels of elements that are kept apart; what lies deeper is read as text of the last of them.
const DEEPEST: usize = 200;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// As written, prefix included: `dc:creator`.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

impl Element {
    /// Without prefix: `creator`.
    pub fn local(&self) -> &str {
        local(&self.name)
    }

    /// The elements right below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self
            .attributes
            .iter()
            .find(|(own, _)| local(own) == name || own == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// The first element right below with this name: with its prefix as written, or without one whatever the prefix.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(name))
    }

    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.is(name))
    }

    fn is(&self, name: &str) -> bool {
        if name.contains(':') {
            self.name == name
        } else {
            self.local() == name
        }
    }

    /// The first element below, at any depth, in document order.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.is(name) {
                Some(element)
            } else {
                element.find(name)
            }
        })
    }

    /// All elements of a name below, at any depth, in document order; not those inside of one that is found.
    pub fn find_all<'e>(&'e self, name: &str, out: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if element.is(name) {
                out.push(element);
            } else {
                element.find_all(name, out);
            }
        }
    }

    /// A path of children: `["body", "body.head", "hedline"]`.
    pub fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All of its text, with one blank between words.
    pub fn text(&self) -> String {
        crate::corpus::blocks::one_spaced(&self.raw_text())
    }

    /// Its text, if it is more than blanks.
    pub fn some_text(&self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// All of its text as it stands.
    pub fn raw_text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.collect(out),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        if let Some(Node::Text(last)) = self.children.last_mut() {
            last.push_str(text);
        } else {
            self.children.push(Node::Text(text.to_owned()));
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What is done with a unit; the elements that it stands in, outermost first, come with what was read of them so far.
pub type OnUnit<'a> = dyn FnMut(&[Element], Element) -> ControlFlow<()> + 'a;

/// Reads a file; each element for which `is_unit` holds becomes a tree of its own. Returns the root with all that is no unit, or `None`
/// if `on_unit` stopped. `is_unit` is asked with the element and those that it stands in.
///
/// # Errors
/// Where the markup cannot be read on, or something is larger than an article may be: with the place in bytes. Units before it are
/// handed over.
pub fn units(
    path: &str,
    reader: impl BufRead,
    longest: u64,
    is_unit: &dyn Fn(&Element, &[Element]) -> bool,
    on_unit: &mut OnUnit,
) -> Result<Option<Element>> {
    let budget = Budget::new(longest.saturating_add(1 << 16));
    let utf8 = BufReader::with_capacity(1 << 16, Limited::new(Utf8::new(reader), budget.clone()));
    let mut xml = Reader::from_reader(utf8);
    let config = xml.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.check_comments = false;
    let mut builder = Builder::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|e| {
            let cause = crate::corpus::limit::io_text(&e.to_string());
            let cause = match &e {
                quick_xml::Error::Io(_) => cause,
                _ => format!("not XML: {cause}"),
            };
            Error::new(ErrorKind::Input, format!("{path}:byte {}", xml.error_position()), cause)
        })?;
        let flow = match event {
            Event::Start(tag) => {
                builder.start(&tag, is_unit);
                ControlFlow::Continue(())
            }
            Event::Empty(tag) => {
                builder.start(&tag, is_unit);
                builder.end_last(&budget, on_unit)
            }
            Event::End(tag) => builder.end(tag.name().into_inner(), &budget, on_unit),
            Event::Text(text) => {
                builder.text(&text);
                ControlFlow::Continue(())
            }
            Event::CData(text) => {
                builder.text(&text);
                ControlFlow::Continue(())
            }
            Event::GeneralRef(reference) => {
                builder.reference(&reference);
                ControlFlow::Continue(())
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => ControlFlow::Continue(()),
        };
        if flow.is_break() {
            return Ok(None);
        }
    }
    // What was not closed ends with the file.
    while builder.open.len() > 1 {
        if builder.end_last(&budget, on_unit).is_break() {
            return Ok(None);
        }
    }
    Ok(Some(builder.open.pop().or(builder.root).unwrap_or_default()))
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    /// How many of `open` stand outside of a unit; the next of them is the unit.
    unit: Option<usize>,
    /// Elements that are open beyond [`DEEPEST`].
    deeper: usize,
    root: Option<Element>,
}

impl Builder {
    fn start(&mut self, tag: &BytesStart, is_unit: &dyn Fn(&Element, &[Element]) -> bool) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let mut attributes = tag.html_attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_else(|_| attribute.value.clone());
            (attribute.key.into_inner().to_owned(), value.into_owned())
        });
        let element = Element {
            name: tag.name().into_inner().to_owned(),
            attributes: attributes.collect(),
            children: Vec::new(),
        };
        if self.unit.is_none() && is_unit(&element, &self.open) {
            self.unit = Some(self.open.len());
        }
        self.open.push(element);
    }

    fn end(&mut self, name: &str, budget: &Budget, on_unit: &mut OnUnit) -> ControlFlow<()> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return ControlFlow::Continue(());
        }
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else {
            return ControlFlow::Continue(());
        };
        while self.open.len() > at {
            self.end_last(budget, on_unit)?;
        }
        ControlFlow::Continue(())
    }

    fn end_last(&mut self, budget: &Budget, on_unit: &mut OnUnit) -> ControlFlow<()> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return ControlFlow::Continue(());
        }
        let Some(element) = self.open.pop() else {
            return ControlFlow::Continue(());
        };
        if self.unit == Some(self.open.len()) {
            self.unit = None;
            budget.renew();
            return on_unit(&self.open, element);
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        ControlFlow::Continue(())
    }

    fn text(&mut self, text: &str) {
        // Blanks between elements outside of a unit would fill the memory of a long file.
        if self.unit.is_none() && text.trim().is_empty() {
            return;
        }
        if let Some(element) = self.open.last_mut() {
            element.push_text(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let found = match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                };
                code.and_then(char::from_u32).map(String::from)
            }
            None => resolve_html5_entity(name).map(str::to_owned),
        };
        let text = found.unwrap_or_else(|| format!("&{name};"));
        if let Some(element) = self.open.last_mut() {
            element.push_text(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(xml: &str) -> (Vec<String>, Option<Error>) {
        let mut seen = Vec::new();
        let result = units(
            "a.xml",
            xml.as_bytes(),
            10_000,
            &|e, _| e.local() == "item",
            &mut |above, unit| {
                let above: Vec<&str> = above.iter().map(Element::local).collect();
                seen.push(format!("{}: {}", above.join("/"), unit.text()));
                ControlFlow::Continue(())
            },
        );
        (seen, result.err())
    }

    #[test]
    fn units_come_with_what_they_stand_in() {
        let (seen, error) = read(
            "<rss><channel><title>Kabar</title><item>a &amp; b &#233; &eacute;</item><x:item>c<![CDATA[<d>]]></x:item></channel></rss>",
        );
        assert_eq!(seen, ["rss/channel: a & b é é", "rss/channel: c<d>"]);
        assert!(error.is_none());
    }

    #[test]
    fn what_is_not_closed_ends_with_what_it_stands_in() {
        let (seen, _) = read("<rss><item><b>satu</item></c><item>dua & tiga &x;");
        assert_eq!(seen, ["rss: satu", "rss: dua & tiga &x;"]);
    }

    #[test]
    fn entities_of_a_document_are_not_resolved() {
        let bomb = "<!DOCTYPE r [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><r><item>&a;&b;</item></r>";
        assert_eq!(read(bomb).0, ["r: &a;&b;"]);
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = format!("<r><item>{}x{}</item></r>", "<a>".repeat(5000), "</a>".repeat(5000));
        assert_eq!(read(&deep).0, ["r: x"]);
        let large = format!("<r><item>{}</item></r>", "kata ".repeat(40_000));
        let (seen, error) = read(&large);
        assert!(seen.is_empty());
        assert!(error.is_some_and(|e| e.cause.contains("--max-article-size")));
    }

    proptest! {
        #[test]
        fn any_text_is_read(xml in "(<[a-z/!?]{0,4}|[>\"'= &;#x]|<item>|</item>|<!\\[CDATA\\[|]]>|\\PC){0,60}") {
            let _ = read(&xml);
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = units("a.xml", &bytes[..], 10_000, &|e, _| e.local() == "a", &mut |_, _| ControlFlow::Continue(()));
        }
    }
}
