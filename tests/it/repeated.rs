//! Samples of formats made long: a part of each stands there again and again.

/// A sample in `tests/it/data/formats`, and the part of it that is repeated: from the first sign of its beginning to the next of its end.
pub type Repeated = (&'static str, &'static str, &'static str);

pub const REPEATED: &[Repeated] = &[
    (
        "nexis-old.txt",
        "                              2001 of",
        "                              2002 of",
    ),
    ("nexis-old.html", "<BR><DIV", "<BR><DIV"),
    ("nexis-uni.rtf", "\\par", "\\par"),
    ("factiva.txt", "\n\nFerries", "\n\n\""),
    ("factiva.html", "<div id=\"article-", "<div id=\"article-"),
    ("answer.factiva.xml", "<article>", "</article>"),
    ("proquest.txt", "____", "\n____"),
    ("europresse.html", "<article>", "</article>"),
    ("references.ris", "TY  - NEWS", "ER  - \n"),
    ("record.tdm.xml", "&lt;p", "&lt;p"),
    ("feed.rss", "<item", "</item>"),
    ("feed.atom", "<entry", "</entry>"),
    ("feed.rdf", "<item", "</item>"),
    ("blog.wordpress.xml", "<item", "</item>"),
    ("story.nitf.xml", "<p>", "</p>"),
    ("corpus-nyt.xml", "<p>", "</p>"),
    ("item.newsml1.xml", "<p>", "</p>"),
    ("message.g2.xml", "<newsItem ", "</newsItem>"),
    ("item.rcv1.xml", "<p>", "</p>"),
    ("feed.jsonfeed.json", "{\"id\": \"q-1\"", "{\"id\": \"q-2\""),
    (
        "items.ninjs1.json",
        "{\"uri\": \"http://ports.example/1\"",
        "{\"uri\": \"http://ports.example/2\"",
    ),
    ("articles.fundus.jsonl", "{", "\n"),
    ("crawl.warc.wet", "WARC/1.0\r\nWARC-Type: conversion", "\n\r\n\r\n"),
    ("crawl.warc", "WARC/1.0\r\nWARC-Type: response", "WARC/1.0"),
    ("box.mbox", "From a@b.example Mon", "From a@b.example Tue"),
    ("hugo.md", "The regional", "\n\n"),
    ("reuters.sgm", "<REUTERS", "</REUTERS>"),
    ("gigaword.sgm", "<DOC", "</DOC>"),
    ("page.alto.xml", "<TextLine>", "</TextLine>"),
    ("issue.tei.xml", "<div", "</div>"),
    ("page.hocr", "<p class", "</p>"),
    ("wire.iptc7901.txt", "   Port Hale", "\n\n"),
    ("letter.rtf", "\\par", "\\b0"),
];

/// The sample with its part so often that it has about `size` bytes more. Panics where the part is not there.
pub fn long((name, start, end): &Repeated, bytes: &[u8], size: usize) -> Vec<u8> {
    let from = memchr::memmem::find(bytes, start.as_bytes()).unwrap_or_else(|| panic!("{name}: no {start:?}"));
    let behind = from + start.len();
    let length = memchr::memmem::find(&bytes[behind..], end.as_bytes()).unwrap_or_else(|| panic!("{name}: no {end:?}"));
    // An end that is the beginning of the next is none of the part.
    let closes = end.starts_with("</") || end.ends_with('\n');
    let to = behind + length + if closes { end.len() } else { 0 };
    let part = &bytes[from..to];
    [&bytes[..from], &part.repeat(size / part.len()), &bytes[from..]].concat()
}
