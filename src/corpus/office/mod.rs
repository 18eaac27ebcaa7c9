//! Documents of word processors and books: docx, odt, rtf, epub. Their text comes as [blocks](super::blocks), since exports of databases
//! come as such documents as well.

mod book;
mod contents;
mod docx;
mod odt;
mod package;
mod rtf;

pub use package::{Document, Package, kind_of};

use self::contents::Contents;

use super::blocks::joined;
use super::exports;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::{Place, Source};
use crate::article::RawArticle;
use crate::error::Result;

/// Hands over the articles of a document in a package.
pub fn hand_over(place: &Place, kind: Document, package: &mut Package, longest: u64, sink: &mut Sink) -> Result<()> {
    let contents = match kind {
        Document::Docx => docx::read(package, longest)?,
        Document::Odt => odt::read(package, longest)?,
        Document::Epub => return book::read(place, package, longest, sink),
    };
    hand_over_contents(place, contents, sink)
}

pub fn look_rtf(head: &Head) -> Fit {
    Fit::certain(head.bytes.starts_with(b"{\\rtf"))
}

/// Reads RTF, which may be an export of many articles.
pub fn read_rtf(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST_RTF)?;
    let contents = Contents {
        blocks: rtf::blocks(&bytes),
        ..Contents::default()
    };
    hand_over_contents(&source.place(), contents, sink)
}

/// Bytes of RTF, which may hold pictures and many articles.
const LARGEST_RTF: u64 = 200_000_000;

fn hand_over_contents(place: &Place, contents: Contents, sink: &mut Sink) -> Result<()> {
    let text = joined(&contents.blocks);
    if text.is_empty() {
        return Err(place.error("there is no text in the document"));
    }
    if let Some(database) = exports::database_of(&text, false) {
        return exports::hand_over(place, database, &contents.blocks, sink);
    }
    let article = RawArticle {
        title: contents.title,
        authors: contents.authors,
        text,
        ..RawArticle::default()
    };
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}
