//! Every reader takes time in proportion to the length of its file. With `--nocapture` it prints what each reads in a second, of which
//! only a release build's figures are worth anything: `cargo test --release --test it -- readers_linear --nocapture`.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use warta::corpus::{Finding, ReadOptions};

use crate::one_file::read_with;

/// A sample, and the part of it that is repeated: from the first sign of its beginning to the next of its end.
const REPEATED: &[(&str, &str, &str)] = &[
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

/// Bytes of the shorter file; the longer one has four times as many.
const SHORT: usize = 250_000;
/// The longer file may take so many times as long: four, and three times that for a machine that does other things. Time that grows with
/// the square of the length would be sixteen.
const MOST: u32 = 12;
/// What is done within this is never slow, however the machine measures it.
const QUICK: Duration = Duration::from_secs(1);

/// The shortest of some times, and what came of it.
fn time(location: &Path) -> (Duration, usize) {
    let options = ReadOptions {
        max_article_size: 100_000_000,
        ..ReadOptions::default()
    };
    let mut best = Duration::MAX;
    let mut found = 0;
    for _ in 0..3 {
        found = 0;
        let start = Instant::now();
        read_with(location, &options, &mut |next| {
            found += usize::from(matches!(next, Finding::Article(_)));
        });
        best = best.min(start.elapsed());
        if best < QUICK / 4 {
            break;
        }
    }
    (best, found)
}

#[test]
fn every_reader_takes_time_in_proportion() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/formats");
    let mut slow = Vec::new();
    for (name, start, end) in REPEATED {
        let bytes = fs::read(folder.join(name)).expect("it can be read");
        let from = memchr::memmem::find(&bytes, start.as_bytes()).unwrap_or_else(|| panic!("{name}: no {start:?}"));
        let behind = from + start.len();
        let length =
            memchr::memmem::find(&bytes[behind..], end.as_bytes()).unwrap_or_else(|| panic!("{name}: no {end:?}"));
        // An end that is the beginning of the next is none of the part.
        let closes = end.starts_with("</") || end.ends_with('\n');
        let to = behind + length + if closes { end.len() } else { 0 };
        let of = |size: usize| {
            let file = [
                &bytes[..from],
                &bytes[from..to].repeat(size / (to - from)),
                &bytes[from..],
            ]
            .concat();
            let location = dir.path().join(name);
            fs::write(&location, &file).expect("it is written");
            let (took, found) = time(&location);
            assert!(found > 0, "{name}: no article");
            (took, found, file.len())
        };
        let (short, ..) = of(SHORT);
        let (long, found, size) = of(4 * SHORT);
        let speed = size as f64 / 1e6 / long.as_secs_f64();
        println!(
            "{name:24} {speed:8.1} MB/s {found:7} articles, {:5.1} times for four times as much",
            long.as_secs_f64() / short.as_secs_f64()
        );
        if long > QUICK && long > short * MOST {
            slow.push(format!("{name}: {short:?}, {long:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
