//! Documents of word processors and books: docx, odt, rtf, epub. Their text comes as [blocks](super::blocks), since exports of databases
//! come as such documents as well.

mod book;
mod docx;
mod odt;
mod package;
mod rtf;

pub use package::{Package, kind_of};

use super::blocks::{Block, joined};
use super::exports;
use super::read::Sink;
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};
use std::io::{Read, Seek};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Docx,
    Odt,
    Epub,
    Rtf,
}

/// A document as it was read.
#[derive(Debug, Default)]
pub struct Contents {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub blocks: Vec<Block>,
}

/// Hands over the articles of a document in a package. `longest` bounds what its text may unpack to.
pub fn read<R: Read + Seek>(path: &str, kind: Document, package: &mut Package<R>, longest: u64, sink: &mut Sink) -> Result<()> {
    let document = match kind {
        Document::Docx => docx::read(path, package, longest)?,
        Document::Odt => odt::read(path, package, longest)?,
        Document::Epub => return book::read(path, package, longest, sink),
        Document::Rtf => return Err(Error::new(ErrorKind::Input, path, "the file is no package")),
    };
    hand_over(path, document, sink)
}

/// Hands over the articles of RTF.
pub fn read_rtf(path: &str, bytes: &[u8], sink: &mut Sink) -> Result<()> {
    let blocks = rtf::blocks(bytes);
    hand_over(path, Contents { blocks, ..Contents::default() }, sink)
}

fn hand_over(path: &str, document: Contents, sink: &mut Sink) -> Result<()> {
    let text = joined(&document.blocks);
    if text.is_empty() {
        return Err(Error::new(ErrorKind::Input, path, "there is no text in the document"));
    }
    if let Some(database) = exports::database_of(&text, false) {
        return exports::read(path, database, &document.blocks, sink);
    }
    let _ = sink(Ok(RawArticle {
        path: path.to_owned(),
        title: document.title,
        authors: document.authors,
        text,
        ..RawArticle::default()
    }));
    Ok(())
}
