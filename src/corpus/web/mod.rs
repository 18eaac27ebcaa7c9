//! Web archives: WARC (ISO 28500), the text that Common Crawl makes of it (WET), ARC before it, and WACZ around it.
//!
//! Pages go the way of saved pages; requests, pictures, scripts, redirects, robots.txt are counted and left out. Of an address that was
//! captured often the newest capture is read. The day of an article is the one on its page, never that of its capture.

mod http;
mod record;

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::read::{Sink, io_text};
use super::{decode, html};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};
use record::{Kind, Record, Records};

/// Bytes of a page that is looked at; an article's page is far smaller.
const LARGEST_PAGE: u64 = 50_000_000;

/// Whether these are the first bytes of an archive, unpacked.
pub fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"WARC/") || head.starts_with(b"filedesc://")
}

/// Hands over the articles of a web archive. It is read twice, `open` opens it: first for the captures of each address.
///
/// # Errors
/// Where its records cannot be told apart any more, or it holds no page.
pub fn read<'r>(path: &str, open: &mut dyn FnMut() -> io::Result<Box<dyn BufRead + 'r>>, longest: u64, sink: &mut Sink) -> Result<()> {
    let io = |e: io::Error| Error::new(ErrorKind::Input, path, io_text(&e.to_string()));
    let mut newest: FxHashMap<u64, (String, u64)> = FxHashMap::default();
    let mut others = 0usize;
    let mut records = Records::new(open().map_err(io)?);
    let mut number = 0;
    // What is damaged is said when the articles before it were handed over.
    while let Ok(Some(record)) = records.next() {
        number += 1;
        match record.is_page() {
            true => {
                let slot = newest.entry(key_of(&record.url)).or_default();
                if record.date >= slot.0 {
                    *slot = (record.date.clone(), number);
                }
            }
            false => others += 1,
        }
        if records.skip().is_err() {
            break;
        }
    }
    let mut records = Records::new(open().map_err(io)?);
    let mut number = 0;
    let mut any = false;
    while let Some(record) = records.next().map_err(io)? {
        number += 1;
        let wanted = record.is_page() && newest.get(&key_of(&record.url)).is_some_and(|(_, at)| *at == number);
        if wanted && record.length <= LARGEST_PAGE {
            let mut bytes = Vec::new();
            records.content().take(LARGEST_PAGE).read_to_end(&mut bytes).map_err(io)?;
            if let Some(article) = article_of(path, &record, &bytes, longest) {
                any = true;
                if sink(Ok(article)) == ControlFlow::Break(()) {
                    return Ok(());
                }
            } else {
                others += 1;
            }
        }
        records.skip().map_err(io)?;
    }
    match (any, others) {
        (true, _) => Ok(()),
        (false, 0) => Err(Error::new(ErrorKind::Input, path, "the web archive is empty")),
        (false, others) => Err(Error::new(
            ErrorKind::Input,
            path,
            format!("there is no page with an article in the web archive, but {others} other records"),
        )),
    }
}

/// An address without what changes nothing: scheme, `www.`, fragment, the slash at its end.
fn key_of(url: &str) -> u64 {
    let url = url.split('#').next().unwrap_or(url);
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    xxhash_rust::xxh3::xxh3_64(rest.to_lowercase().as_bytes())
}

fn article_of(path: &str, record: &Record, bytes: &[u8], longest: u64) -> Option<RawArticle> {
    let page = match record.kind {
        Kind::Response => http::body(bytes)?,
        Kind::Resource | Kind::Text => http::Body::plain(bytes, &record.content_type),
        Kind::Other => return None,
    };
    if page.bytes.len() as u64 > longest {
        return None;
    }
    let text = page.text();
    let mut article = if record.kind == Kind::Text {
        RawArticle {
            text: decode::clean(text.into()),
            language: record.language.clone(),
            ..RawArticle::default()
        }
    } else {
        html::article(path, text.as_bytes())?
    };
    if article.text.trim().is_empty() {
        return None;
    }
    path.clone_into(&mut article.path);
    article.member = Some(record.id.clone());
    article.url = article.url.filter(|url| url.contains("://")).or_else(|| Some(record.url.clone()));
    Some(article)
}
