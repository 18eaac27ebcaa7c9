//! Scans: ALTO (a page, line by line and word by word, <https://www.loc.gov/standards/alto/>), and the text of single articles as the
//! Dutch national library has them.
//!
//! Which lines of a page are an article only METS says; without it a page is the unit.

use std::io::BufRead;

use super::blocks::{is_unseen, text};
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

pub fn read_alto(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    let mut page = String::new();
    let root = units(
        path,
        reader,
        longest,
        &|e, _| e.local() == "TextBlock",
        &mut |_, block| {
            let line = text_of_block(&block);
            if !line.is_empty() && page.len() as u64 <= longest {
                if !page.is_empty() {
                    page.push('\n');
                }
                page.push_str(&line);
            }
            std::ops::ControlFlow::Continue(())
        },
    )?;
    if page.len() as u64 > longest {
        return Err(Error::new(ErrorKind::Input, path, crate::corpus::limit::TOO_LARGE));
    }
    let _ = out.article(RawArticle {
        text: page,
        ..RawArticle::default()
    });
    Ok(root)
}

/// The words of a block; a word that a line's end parts is whole again where the scan says how.
pub fn text_of_block(block: &Element) -> String {
    let mut lines = Vec::new();
    block.find_all("TextLine", &mut lines);
    let mut out = String::new();
    for word in lines
        .iter()
        .flat_map(|line| line.elements())
        .filter(|e| e.local() == "String")
    {
        let part = word.attribute("SUBS_TYPE");
        let whole = word.attribute("SUBS_CONTENT").filter(|_| part.is_some());
        let content = match (part, whole) {
            (Some("HypPart2"), Some(_)) => continue,
            (Some("HypPart1"), Some(whole)) => whole,
            _ => word.attribute("CONTENT").unwrap_or_default(),
        };
        if content.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(content);
    }
    crate::corpus::blocks::one_spaced(&out)
}

/// `<text><title>...</title><p>...</p></text>`
pub fn read_article(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, above| above.is_empty() && e.local() == "text",
        &mut |_, item| {
            let title = item.child("title").and_then(Element::some_text);
            out.article(RawArticle {
                title,
                text: text(&item, &|e| is_unseen(e) || e.local() == "title"),
                ..RawArticle::default()
            })
        },
    )
}
