//! OpenDocument text: the paragraphs and headings of `content.xml`, without comments and footnotes, and what `meta.xml` says of it.

use std::ops::ControlFlow;

use super::contents::Contents;
use super::package::Package;
use crate::corpus::blocks::Block;
use crate::corpus::xml::{Element, Node, units};
use crate::error::Result;

pub fn read(package: &mut Package, longest: u64) -> Result<Contents> {
    let bytes = package
        .bytes("content.xml", longest.saturating_mul(8))?
        .ok_or_else(|| package.place().error("the document has no text"))?;
    let mut contents = Contents::default();
    units(
        &package.place().to_string(),
        &bytes[..],
        longest,
        &|e, _| matches!(e.name.as_str(), "text:p" | "text:h"),
        &mut |above, paragraph| {
            let hidden = above
                .iter()
                .any(|e| matches!(e.local(), "tracked-changes" | "annotation"));
            let mut text = String::new();
            walk(&paragraph, &mut text);
            if !hidden {
                contents.blocks.extend(Block::new(&text));
            }
            ControlFlow::Continue(())
        },
    )?;
    if let Some(meta) = package.bytes("meta.xml", longest)? {
        let root = units(
            &package.place().to_string(),
            &meta[..],
            longest,
            &|_, _| false,
            &mut |_, _| ControlFlow::Continue(()),
        )?
        .unwrap_or_default();
        let of = |name: &str| root.find(name).and_then(Element::some_text);
        contents.title = of("dc:title");
        // Programs fill in the user's name by themselves; who gave a title has looked at it.
        if contents.title.is_some() {
            contents.authors = of("meta:initial-creator")
                .or_else(|| of("dc:creator"))
                .into_iter()
                .collect();
        }
    }
    Ok(contents)
}

fn walk(element: &Element, text: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(part) => text.push_str(&part.replace('\n', " ")),
            Node::Element(child) => match child.local() {
                "s" | "tab" => text.push(' '),
                "line-break" => text.push('\n'),
                "annotation" | "annotation-end" | "note" => {}
                // What a drawing is called, for those who cannot see it.
                "title" | "desc" if child.name.starts_with("svg:") => {}
                "p" | "h" => {
                    text.push('\n');
                    walk(child, text);
                    text.push('\n');
                }
                _ => walk(child, text),
            },
        }
    }
}
