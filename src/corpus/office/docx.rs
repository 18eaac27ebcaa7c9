//! Word (OOXML): the paragraphs of `word/document.xml`. What was deleted, the instructions of fields, and the second copy of text boxes
//! are left out; headers, footers and comments stand in files of their own.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::contents::Contents;
use super::package::Package;
use crate::corpus::blocks::Block;
use crate::corpus::xml::{Element, Node, units};
use crate::error::Result;

pub fn read(package: &mut Package, longest: u64) -> Result<Contents> {
    let links = links(package, longest)?;
    let bytes = package
        .bytes("word/document.xml", longest.saturating_mul(8))?
        .ok_or_else(|| package.place().error("the document has no text"))?;
    let mut contents = Contents::default();
    let mut titled = Vec::new();
    units(
        &package.place().to_string(),
        &bytes[..],
        longest,
        &|e, _| e.local() == "p" && e.name.starts_with("w:"),
        &mut |_, paragraph| {
            let mut line = TextLine::default();
            line.walk(&paragraph);
            let style = paragraph
                .at(&["pPr", "pStyle"])
                .and_then(|style| style.attribute("val"));
            if let Some(mut block) = Block::new(&line.text) {
                if style == Some("Title") {
                    titled.push(block.text());
                }
                block.link = line.link.and_then(|id| links.get(&id).cloned());
                contents.blocks.push(block);
            }
            ControlFlow::Continue(())
        },
    )?;
    let core = package.bytes("docProps/core.xml", longest)?;
    if let Some(core) = core {
        let root = units(
            &package.place().to_string(),
            &core[..],
            longest,
            &|_, _| false,
            &mut |_, _| ControlFlow::Continue(()),
        )?
        .unwrap_or_default();
        let of = |name: &str| root.find(name).and_then(Element::some_text);
        contents.title = of("title");
        // Programs fill in the user's name by themselves; who gave a title has looked at it.
        if contents.title.is_some() {
            contents.authors = of("creator").into_iter().collect();
        }
    }
    if titled.len() == 1 {
        contents.title = titled.pop();
    }
    Ok(contents)
}

/// Where the links of the document lead to, by their ids.
fn links(package: &mut Package, longest: u64) -> Result<FxHashMap<String, String>> {
    let mut links = FxHashMap::default();
    let Some(bytes) = package.bytes("word/_rels/document.xml.rels", longest)? else {
        return Ok(links);
    };
    units(
        &package.place().to_string(),
        &bytes[..],
        longest,
        &|e, _| e.local() == "Relationship",
        &mut |_, link| {
            if let (Some(id), Some(target)) = (link.attribute("Id"), link.attribute("Target")) {
                links.insert(id.to_owned(), target.to_owned());
            }
            ControlFlow::Continue(())
        },
    )?;
    Ok(links)
}

#[derive(Default)]
struct TextLine {
    text: String,
    /// The id of the first link.
    link: Option<String>,
}

impl TextLine {
    fn walk(&mut self, element: &Element) {
        for child in element.elements() {
            match child.local() {
                "t" => self.text.extend(child.children.iter().map(|node| match node {
                    Node::Text(text) => text.as_str(),
                    Node::Element(_) => "",
                })),
                "tab" | "ptab" => self.text.push(' '),
                "br" | "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('-'),
                "del" | "delText" | "instrText" | "pPr" | "rPr" | "Fallback" | "moveFrom" => {}
                "hyperlink" => {
                    self.link = self.link.take().or_else(|| child.attribute("id").map(str::to_owned));
                    self.walk(child);
                }
                // A text box inside of the paragraph.
                "p" => {
                    self.text.push('\n');
                    self.walk(child);
                    self.text.push('\n');
                }
                _ => self.walk(child),
            }
        }
    }
}
