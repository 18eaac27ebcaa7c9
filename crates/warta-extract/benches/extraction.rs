//! Extraction alone, on one thread and from memory: how fast it reads, and how much memory it asks for.
//!
//! ```text
//! cargo bench -p warta-extract --bench extraction -- [--articles N] [--rounds N] [--stretch N] [--records FILE] [FILE...]
//! ```
//! Reads articles from JSON Lines (`title`, `text` or `body`, `published` or `date`, `source`, `url`, `language`), or makes a seeded archive where no file is
//! named, and prints for each round and for the best:
//! - MB/s of title and text, by the clock and by the processor's time of this thread (where `/proc` tells it), which says more on a
//!   machine that has other work;
//! - how often an article asks for memory, and for how many bytes.
//!
//! `--records` writes what was understood, a line an article, so that two versions can be compared. `--stretch N` repeats each text N times
//! inside its article: what grows faster than its text shows by it.

#[path = "../../../benches/archive.rs"]
#[expect(dead_code, reason = "the measurements of whole runs write its articles to files")]
mod archive;

use std::alloc::{GlobalAlloc, Layout, System};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use serde_json::Value;
use warta_extract::article::RawArticle;
use warta_extract::extract::extract;

type Failure = Box<dyn std::error::Error>;

/// The system's allocator, which counts how often it is asked.
struct Counting;

static CALLS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

impl Counting {
    fn note(bytes: usize) {
        // One thread only: cheaper than adding atomically.
        CALLS.store(CALLS.load(Relaxed) + 1, Relaxed);
        BYTES.store(BYTES.load(Relaxed) + bytes as u64, Relaxed);
    }
}

// SAFETY: all is done by the system's allocator, which fulfils the contract.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Counting::note(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Counting::note(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Counting::note(size);
        unsafe { System.realloc(at, layout, size) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

struct Options {
    articles: usize,
    rounds: usize,
    stretch: usize,
    records: Option<String>,
    files: Vec<String>,
}

fn options() -> Result<Options, Failure> {
    let mut options = Options {
        articles: 5_000,
        rounds: 5,
        stretch: 1,
        records: None,
        files: Vec::new(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--articles" => options.articles = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
            "--stretch" => options.stretch = value()?.parse::<usize>()?.max(1),
            "--records" => options.records = Some(value()?),
            // What cargo itself passes.
            "--bench" => {}
            file if !file.starts_with('-') => options.files.push(arg),
            other => return Err(format!("unknown option `{other}`").into()),
        }
    }
    Ok(options)
}

fn articles(options: &Options) -> Result<Vec<RawArticle>, Failure> {
    let mut out = Vec::new();
    for file in &options.files {
        let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line).map_err(|error| format!("{file}:{}: {error}", i + 1))?;
            let field = |names: &[&str]| names.iter().find_map(|name| row[name].as_str()).map(str::to_owned);
            out.push(RawArticle {
                path: file.clone(),
                member: Some((i + 1).to_string()),
                title: field(&["title"]),
                text: field(&["text", "body"]).unwrap_or_default(),
                published: field(&["published", "date"]),
                source: field(&["source"]),
                url: field(&["url"]),
                language: field(&["language"]),
                ..RawArticle::default()
            });
        }
    }
    if options.files.is_empty() {
        out.extend(
            archive::Archive::new(1)
                .take(options.articles)
                .map(|sample| RawArticle {
                    title: Some(sample.title),
                    text: sample.body,
                    published: Some(sample.date),
                    ..RawArticle::default()
                }),
        );
    }
    for raw in out.iter_mut().filter(|_| options.stretch > 1) {
        raw.text = vec![raw.text.as_str(); options.stretch].join("\n");
    }
    Ok(out)
}

/// Seconds that this thread has had a processor; `None` where the system does not say.
fn processor_time() -> Option<f64> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = said.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

struct Round {
    seconds: f64,
    processor: Option<f64>,
    calls: u64,
    bytes: u64,
}

fn measure(raw: &[RawArticle]) -> Round {
    let raw = raw.to_vec();
    let (calls, bytes) = (CALLS.load(Relaxed), BYTES.load(Relaxed));
    let (start, before) = (Instant::now(), processor_time());
    for raw in raw {
        std::hint::black_box(extract(raw));
    }
    let seconds = start.elapsed().as_secs_f64();
    Round {
        seconds,
        processor: processor_time().zip(before).map(|(now, before)| now - before),
        calls: CALLS.load(Relaxed) - calls,
        bytes: BYTES.load(Relaxed) - bytes,
    }
}

fn main() -> Result<(), Failure> {
    let options = options()?;
    let raw = articles(&options)?;
    if let Some(path) = &options.records {
        let mut out = BufWriter::new(File::create(path).map_err(|error| format!("{path}: {error}"))?);
        for raw in &raw {
            writeln!(out, "{:?}", extract(raw.clone()))?;
        }
        out.flush()?;
        return Ok(());
    }
    let bytes: usize = raw
        .iter()
        .map(|raw| raw.text.len() + raw.title.as_ref().map_or(0, String::len))
        .sum();
    let megabytes = bytes as f64 / 1e6;
    println!("{} articles, {megabytes:.1} MB of title and text", raw.len());
    // The tables of words are made by the first article of a language.
    measure(&raw);
    let mut best: Option<Round> = None;
    println!(
        "{:>8} {:>8} {:>10} {:>12} {:>14}",
        "", "MB/s", "MB/s of it", "allocations", "bytes"
    );
    println!(
        "{:>8} {:>8} {:>10} {:>12} {:>14}",
        "round", "clock", "processor", "an article", "an article"
    );
    let print = |name: &str, round: &Round| {
        println!(
            "{name:>8} {:>8.1} {:>10} {:>12.1} {:>14.0}",
            megabytes / round.seconds,
            round
                .processor
                .map_or("-".to_owned(), |time| format!("{:.1}", megabytes / time)),
            round.calls as f64 / raw.len().max(1) as f64,
            round.bytes as f64 / raw.len().max(1) as f64,
        );
    };
    for number in 1..=options.rounds {
        let round = measure(&raw);
        print(&number.to_string(), &round);
        let time = |round: &Round| round.processor.unwrap_or(round.seconds);
        if best.as_ref().is_none_or(|best| time(&round) < time(best)) {
            best = Some(round);
        }
    }
    if let Some(best) = &best {
        print("best", best);
    }
    Ok(())
}
