//! Web archives: WARC (ISO 28500), the text that Common Crawl makes of it (WET), ARC before it, and WACZ around it.
//!
//! Pages go the way of saved pages; requests, pictures, scripts, redirects, robots.txt are counted and left out. Of an address that was
//! captured often the newest capture is read. The day of an article is the one on its page, never that of its capture.

mod http;
mod record;

use std::io::{self, BufRead, Read};

use rustc_hash::FxHashMap;

use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use super::{decode, html};
use crate::article::RawArticle;
use crate::error::Result;
use record::{Record, RecordKind, Records};

/// Bytes of a page that is looked at; an article's page is far smaller.
const LARGEST_PAGE: u64 = 50_000_000;

/// Whether these are the first bytes of an archive, unpacked.
pub fn look(head: &Head) -> Fit {
    Fit::certain(head.bytes.starts_with(b"WARC/") || head.bytes.starts_with(b"filedesc://"))
}

/// Hands over the articles of a web archive. A file is read twice, first for the captures of each address; in an archive inside of another
/// the first capture of an address is read.
///
/// # Errors
/// Where its records cannot be told apart any more, or it holds nothing.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let longest = source.longest();
    let mut newest = match source.again()? {
        Some(mut source) => newest(source.reader()),
        None => FxHashMap::default(),
    };
    let io = |e: io::Error| place.io_error(&e);
    let mut records = Records::new(source.reader());
    let mut number = 0;
    while let Some(record) = records.next().map_err(io)? {
        number += 1;
        let wanted =
            record.is_page() && newest.entry(key_of(&record.url)).or_insert((String::new(), number)).1 == number;
        let mut found = Finding::Left(record.left_as());
        if wanted && record.length <= LARGEST_PAGE {
            let mut bytes = Vec::new();
            records
                .content()
                .take(LARGEST_PAGE)
                .read_to_end(&mut bytes)
                .map_err(io)?;
            if let Some(article) = article_of(&record, &bytes, longest) {
                found = Finding::Article(Box::new(place.own(article, Some(record.id.clone()))));
            }
        }
        if sink(found).is_break() {
            return Ok(());
        }
        records.skip().map_err(io)?;
    }
    match number {
        0 => Err(place.error("the web archive is empty")),
        _ => Ok(()),
    }
}

/// The record of the newest capture of each address: when it was, and which record. What is damaged is said when it is read again.
fn newest(reader: &mut dyn BufRead) -> FxHashMap<u64, (String, u64)> {
    let mut newest: FxHashMap<u64, (String, u64)> = FxHashMap::default();
    let mut records = Records::new(reader);
    let mut number = 0;
    while let Ok(Some(record)) = records.next() {
        number += 1;
        if record.is_page() {
            let slot = newest.entry(key_of(&record.url)).or_default();
            if record.date >= slot.0 {
                *slot = (record.date.clone(), number);
            }
        }
    }
    newest
}

/// An address without what changes nothing: scheme, `www.`, fragment, the slash at its end.
fn key_of(url: &str) -> u64 {
    let url = url.split('#').next().unwrap_or(url);
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    xxhash_rust::xxh3::xxh3_64(rest.to_lowercase().as_bytes())
}

fn article_of(record: &Record, bytes: &[u8], longest: u64) -> Option<RawArticle> {
    let page = match record.kind {
        RecordKind::Response => http::body(bytes)?,
        RecordKind::Resource | RecordKind::Text => http::Body::plain(bytes, &record.content_type),
        RecordKind::Other => return None,
    };
    if page.bytes.len() as u64 > longest {
        return None;
    }
    let text = page.text();
    let mut article = if record.kind == RecordKind::Text {
        RawArticle {
            text: decode::clean(text),
            language: record.language.clone(),
            ..RawArticle::default()
        }
    } else {
        html::article(text.as_bytes()).ok()?
    };
    if article.text.trim().is_empty() {
        return None;
    }
    article.url = article
        .url
        .filter(|url| url.contains("://"))
        .or_else(|| Some(record.url.clone()));
    Some(article)
}
