//! PDF with a text layer: an article that was printed to a file, a page of an electronic paper, an export of a press database.
//!
//! A PDF draws letters at places and knows neither lines nor paragraphs nor titles: `page` reads the letters, `layout` puts them
//! together, `story` tells the title from the text. Dates of its description are those of the file, not of the article, and are not
//! read.

mod bounds;
mod layout;
mod page;
mod story;

use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use self::bounds::Unbounded;
use self::layout::Paragraph;
use self::page::{Patience, TooMuch};
use super::blocks;
use super::exports;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::limit::TOO_LARGE;
use super::source::{Place, Source};
use crate::error::Result;
use crate::panics;

/// Bytes of a PDF, which may hold pictures.
const LARGEST: u64 = 200_000_000;
/// Bytes that its streams may always unpack to: some pictures of a whole page at the quality of print.
const UNPACKED: u64 = 200_000_000;
/// How many times its size a larger one may unpack to.
const DENSEST: u64 = 50;
/// Letters, lines and pictures that a file may draw, whatever its size and for each byte: a page of a newspaper has some ten thousand, and
/// a letter takes a third of a byte.
const STEPS: u64 = 2_000_000;
const STEPS_A_BYTE: u64 = 8;

const AS_TEXT: &str = "convert it to text first, such as with `pdftotext`";

pub fn look(head: &Head) -> Fit {
    // Some programs write a line of their own before it.
    let start = &head.bytes[..head.bytes.len().min(1024)];
    Fit::certain(memchr::memmem::find(start, b"%PDF-").is_some())
}

/// Reads a PDF: the articles of an export, or the one that it is.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(LARGEST)?;
    let place = source.place();
    let paragraphs = layout::paragraphs(pages(&place, bytes)?);
    let text = as_set(&paragraphs);
    if let Some(database) = exports::database_of(&text, false) {
        return exports::hand_over(&place, database, &blocks::of_text(&text), sink);
    }
    if text.len() as u64 > source.longest() {
        return Err(place.error(TOO_LARGE));
    }
    let article = story::article(paragraphs).map_err(|several| {
        let cause = format!("it looks like several articles in one PDF ({several})");
        place
            .error(cause)
            .with_hint("save each in a file of its own, or export them as text")
    })?;
    if article.text.trim().is_empty() {
        return Err(place.error("there is no text of an article in the PDF"));
    }
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}

/// The text of all pages, in the order in which it is drawn.
fn pages(place: &Place, bytes: Vec<u8>) -> Result<Vec<Vec<page::Piece>>> {
    let error = |cause: &str| place.error(cause.to_owned());
    let most = UNPACKED.max((bytes.len() as u64).saturating_mul(DENSEST));
    bounds::check(&bytes, most).map_err(|unbounded| match unbounded {
        Unbounded::Encrypted => {
            error("the PDF is encrypted").with_hint("save it without a password first, such as with `qpdf --decrypt`")
        }
        Unbounded::Dense => error("the PDF unpacks to too much").with_hint(AS_TEXT),
        Unbounded::Unclear => error("the PDF is packed in a way that is not read").with_hint(AS_TEXT),
    })?;
    let steps = STEPS + STEPS_A_BYTE * bytes.len() as u64;
    let drawn = panics::caught(|| {
        let pdf = Pdf::new(bytes)?;
        let cache = InterpreterCache::new();
        let mut patience = Patience(steps);
        Ok(pdf
            .pages()
            .iter()
            .map(|page| page::read(page, &cache, &mut patience))
            .collect::<Vec<_>>())
    });
    let drawn = drawn
        .map_err(|panic| match panic.payload.is::<TooMuch>() {
            true => error("the PDF draws more than any newspaper").with_hint(AS_TEXT),
            false => error(&format!("the PDF is damaged: {}", panic.message())),
        })?
        .map_err(|failed: LoadPdfError| match failed {
            LoadPdfError::Decryption(_) => error("the PDF is encrypted"),
            LoadPdfError::Invalid => error("the PDF is damaged"),
        })?;
    let (letters, unknown) = drawn.iter().fold((0, 0), |(letters, unknown), page| {
        (letters + page.letters, unknown + page.unknown)
    });
    if letters == 0 {
        return Err(error("the PDF has no text, its pages are pictures")
            .with_hint("have its text recognised first, such as with `ocrmypdf`"));
    }
    if unknown * 5 > letters {
        return Err(error("the PDF does not say which letters it draws")
            .with_hint("have its text recognised first, such as with `ocrmypdf --force-ocr`"));
    }
    Ok(drawn.into_iter().map(|page| page.pieces).collect())
}

/// The text with its lines as they were set, and blank lines between paragraphs: as the readers of exports know it.
fn as_set(paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        for line in &paragraph.lines {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}
