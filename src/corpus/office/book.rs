//! EPUB: the chapters of a book in the order of its spine. Where each chapter has a heading and a text of its own, as in issues of papers,
//! each is an article; else the book is one.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::package::Package;
use crate::article::RawArticle;
use crate::corpus::blocks::{Block, joined, of_html};
use crate::corpus::decode;
use crate::corpus::found::{Finding, Sink};
use crate::corpus::limit::TOO_LARGE;
use crate::corpus::source::Place;
use crate::corpus::xml::{Element, units};
use crate::error::Result;

/// Chapters that make a book an issue of articles.
const FEWEST_ARTICLES: usize = 3;
/// Words of a chapter that is an article.
const FEWEST_WORDS: usize = 60;

struct Chapter {
    name: String,
    heading: Option<String>,
    text: String,
}

pub fn read(place: &Place, package: &mut Package, longest: u64, sink: &mut Sink) -> Result<()> {
    let broken = |cause: &str| place.error(cause);
    let container =
        tree(package, "META-INF/container.xml", longest)?.ok_or_else(|| broken("the book has no contents"))?;
    let opf = container
        .find("rootfile")
        .and_then(|file| file.attribute("full-path"))
        .map(str::to_owned)
        .ok_or_else(|| broken("the book has no contents"))?;
    let book = tree(package, &opf, longest)?.ok_or_else(|| broken("the book has no contents"))?;
    let chapters = chapters(package, &book, &opf, longest)?;
    let meta = book.child("metadata");
    let of = |name: &str| meta?.child(name).and_then(Element::some_text);
    let whole = RawArticle {
        id: of("identifier"),
        title: of("title"),
        published: of("date"),
        source: of("publisher"),
        authors: meta
            .into_iter()
            .flat_map(|meta| meta.all("creator"))
            .filter_map(Element::some_text)
            .collect(),
        language: of("language"),
        ..RawArticle::default()
    };
    let articles: Vec<&Chapter> = chapters
        .iter()
        .filter(|chapter| chapter.heading.is_some() && chapter.text.split_whitespace().count() >= FEWEST_WORDS)
        .collect();
    if articles.len() >= FEWEST_ARTICLES {
        for chapter in articles {
            let article = RawArticle {
                id: whole.id.as_ref().map(|id| format!("{id}#{}", chapter.name)),
                title: chapter.heading.clone(),
                text: chapter.text.clone(),
                // The book's title is the paper's name.
                source: whole.title.clone().or_else(|| whole.source.clone()),
                ..whole.clone()
            };
            if sink(Finding::Article(Box::new(
                place.own(article, Some(chapter.name.clone())),
            )))
            .is_break()
            {
                return Ok(());
            }
        }
        return Ok(());
    }
    let text: Vec<&str> = chapters
        .iter()
        .map(|chapter| chapter.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    if text.is_empty() {
        return Err(broken("there is no text in the book"));
    }
    let article = RawArticle {
        text: text.join("\n"),
        ..whole
    };
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}

fn tree(package: &mut Package, name: &str, longest: u64) -> Result<Option<Element>> {
    let Some(bytes) = package.bytes(name, longest)? else {
        return Ok(None);
    };
    units(
        &format!("{}#{name}", package.place()),
        &bytes[..],
        longest,
        &|_, _| false,
        &mut |_, _| ControlFlow::Continue(()),
    )
}

fn chapters(package: &mut Package, book: &Element, opf: &str, longest: u64) -> Result<Vec<Chapter>> {
    let folder = opf.rfind('/').map_or("", |at| &opf[..=at]);
    let files: FxHashMap<&str, &str> = book
        .child("manifest")
        .into_iter()
        .flat_map(Element::elements)
        .filter_map(|item| Some((item.attribute("id")?, item.attribute("href")?)))
        .collect();
    let mut chapters = Vec::new();
    let mut size = 0;
    for item in book.child("spine").into_iter().flat_map(Element::elements) {
        let Some(href) = item.attribute("idref").and_then(|id| files.get(id)) else {
            continue;
        };
        let name = format!("{folder}{}", unescaped(href));
        let Some(bytes) = package.bytes(&name, longest)? else {
            continue;
        };
        size += bytes.len() as u64;
        // A whole book is more than one article, but no more than fits.
        if size > longest.saturating_mul(8) {
            return Err(package.place().error(TOO_LARGE));
        }
        let blocks = of_html(&decode::decode(&bytes));
        let body: Vec<&Block> = blocks.iter().filter(|block| !block.is_in("head")).collect();
        let heading = body
            .iter()
            .find(|block| ["h1", "h2", "h3"].iter().any(|name| block.is_in(name)));
        chapters.push(Chapter {
            name,
            heading: heading.map(|block| block.text()),
            text: joined(body.iter().copied()),
        });
    }
    Ok(chapters)
}

/// `%20` and the like of an address.
fn unescaped(href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()))
            .flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
