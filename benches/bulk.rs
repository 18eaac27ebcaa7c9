//! Bulk indexing, measured against Tantivy alone on the same texts in the same run.
//!
//! ```text
//! cargo bench --bench bulk -- [--articles N] [--rounds N] [--threads N] [--corpus FOLDER] [--save FILE] [--against FILE]
//! ```
//! Makes a seeded archive (see `archive.rs`), or takes the articles of a folder, and measures in turns, round by round:
//! - Tantivy alone: title and body, stored, with positions and stems, from memory, with all threads;
//! - SQLite's full-text index on the same, stored, on its one thread;
//! - extraction alone, on one thread, from memory;
//! - `warta index` as a process of its own on the articles as one JSON Lines file, packed, and one file an article;
//! - the same again with nothing changed, and with one file of a hundred changed.
//!
//! MB are millions of bytes of title and body, for all of them alike. Each figure is the median of the rounds. `--save` keeps the table,
//! and `--against` says how this one stands to one that was kept.

mod archive;
#[expect(dead_code, reason = "it is not searched here")]
mod sqlite;
mod table;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use archive::{Archive, Sample};
use sqlite::Sqlite;
use table::{Keeping, Table};
use warta::article::RawArticle;
use warta::{corpus, extract};

type Failure = Box<dyn std::error::Error>;

struct Options {
    articles: usize,
    rounds: usize,
    threads: usize,
    corpus: Option<PathBuf>,
    keeping: Keeping,
}

fn options() -> Result<Options, Failure> {
    let mut options = Options {
        articles: 20_000,
        rounds: 3,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        corpus: None,
        keeping: Keeping::default(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--articles" => options.articles = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
            "--threads" => options.threads = value()?.parse::<usize>()?.max(1),
            "--corpus" => options.corpus = Some(value()?.into()),
            "--save" => options.keeping.save = Some(value()?.into()),
            "--against" => options.keeping.against = Some(value()?.into()),
            // What cargo itself passes.
            "--bench" => {}
            other => return Err(format!("unknown option `{other}`").into()),
        }
    }
    Ok(options)
}

/// All articles of a folder.
fn read_folder(folder: &Path) -> Result<Vec<Sample>, Failure> {
    let mut samples = Vec::new();
    for found in corpus::walk(folder, "", corpus::WalkOptions::default()) {
        if let corpus::Walk::File(file) = found {
            let read = corpus::read(&file, &corpus::ReadOptions::default(), &mut |found| {
                if let corpus::Finding::Article(raw) = found {
                    samples.push(Sample {
                        title: raw.title.unwrap_or_default(),
                        body: raw.text,
                        date: raw.published.unwrap_or_default(),
                    });
                }
                ControlFlow::Continue(())
            });
            if let Err(error) = read {
                eprintln!("{error}");
            }
        }
    }
    Ok(samples)
}

/// The archive on disk in three forms.
struct OnDisk {
    lines: PathBuf,
    packed: PathBuf,
    files: PathBuf,
}

fn write_archive(dir: &Path, samples: &[Sample]) -> Result<OnDisk, Failure> {
    let on_disk = OnDisk {
        lines: dir.join("lines/archive.jsonl"),
        packed: dir.join("packed/archive.jsonl.gz"),
        files: dir.join("files"),
    };
    fs::create_dir_all(dir.join("lines"))?;
    fs::create_dir_all(dir.join("packed"))?;
    let mut lines = BufWriter::new(File::create(&on_disk.lines)?);
    let packed = BufWriter::new(File::create(&on_disk.packed)?);
    let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::default());
    for (i, sample) in samples.iter().enumerate() {
        let line = sample.as_json() + "\n";
        lines.write_all(line.as_bytes())?;
        packed.write_all(line.as_bytes())?;
        let folder = on_disk.files.join(format!("{:04}", i / 1000));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{i}.txt")), sample.as_text())?;
    }
    lines.flush()?;
    packed.finish()?.flush()?;
    Ok(on_disk)
}

/// What the engine does without anything of ours: as its own examples do it.
fn engine_alone(dir: &Path, samples: &[Sample], threads: usize) -> Result<Duration, Failure> {
    use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing) | STORED;
    let title = builder.add_text_field("title", text.clone());
    let body = builder.add_text_field("body", text);
    fs::create_dir_all(dir)?;
    let index = tantivy::Index::create_in_dir(dir, builder.build())?;
    let start = Instant::now();
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(threads, 400_000_000)?;
    for sample in samples {
        writer.add_document(tantivy::doc!(title => sample.title.as_str(), body => sample.body.as_str()))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(start.elapsed())
}

fn extraction_alone(samples: &[Sample]) -> Duration {
    let raw: Vec<RawArticle> = samples
        .iter()
        .map(|sample| RawArticle {
            title: Some(sample.title.clone()),
            text: sample.body.clone(),
            published: Some(sample.date.clone()),
            ..RawArticle::default()
        })
        .collect();
    let start = Instant::now();
    for raw in raw {
        std::hint::black_box(extract::extract(raw));
    }
    start.elapsed()
}

/// The most memory that a process held, in MB.
#[derive(Clone, Copy, Default)]
struct Peak {
    /// Its own: heap and stacks. It is looked for every two milliseconds, so a shorter peak is missed.
    anonymous: f64,
    /// With the files that it has mapped, which are the system's to take back. The kernel keeps this peak itself.
    resident: f64,
}

impl Peak {
    fn or_higher(self, other: Peak) -> Peak {
        Peak {
            anonymous: self.anonymous.max(other.anonymous),
            resident: self.resident.max(other.resident),
        }
    }

    /// What the system says now, as in `/proc/PID/status`; nothing where it says nothing.
    fn of(status: &str) -> Peak {
        let megabytes = |name: &str| {
            let value = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = value.and_then(|value| value.trim().trim_end_matches(" kB").parse::<f64>().ok());
            kilobytes.unwrap_or_default() * 1024.0 / 1e6
        };
        Peak {
            anonymous: megabytes("RssAnon:"),
            resident: megabytes("VmHWM:"),
        }
    }
}

/// Runs `warta index`; the time it took and the most memory it held.
fn index(what: &Path, index: &Path, threads: usize) -> Result<(Duration, Peak), Failure> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
        .arg("index")
        .arg(what)
        .arg("--index")
        .arg(index)
        .args(["--quiet", "--threads", &threads.to_string()])
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = Peak::default();
    loop {
        if let Some(code) = child.try_wait()? {
            // 3: some articles of a real folder are rejected, and that is measured too.
            if !matches!(code.code(), Some(0 | 3)) {
                return Err(format!("`warta index {}` ended with {code}", what.display()).into());
            }
            return Ok((start.elapsed(), memory));
        }
        memory = memory.or_higher(Peak::of(&fs::read_to_string(&status).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn bytes_in(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => bytes_in(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What is measured, in the order of the table.
const ENGINE: usize = 0;
const NAMES: [&str; 8] = [
    "Tantivy alone",
    "SQLite FTS5 alone, 1 thread",
    "extraction alone, 1 thread",
    "index, JSON Lines",
    "index, JSON Lines, gzip",
    "index, a file an article",
    "  again, nothing changed",
    "  again, 1 of 100 changed",
];

fn main() -> Result<(), Failure> {
    let options = options()?;
    let samples = match &options.corpus {
        Some(folder) => read_folder(folder)?,
        None => Archive::new(1).take(options.articles).collect(),
    };
    let text: usize = samples.iter().map(|s| s.title.len() + s.body.len()).sum();
    let text = text as f64 / 1e6;
    println!(
        "{} articles, {text:.1} MB of text, {} threads",
        samples.len(),
        options.threads
    );
    let dir = tempfile::tempdir()?;
    let on_disk = write_archive(dir.path(), &samples)?;
    let mut seconds: [Vec<f64>; 8] = Default::default();
    let mut memory = [Peak::default(); 8];
    let mut size = 0;
    let mut change = Archive::new(2);
    for round in 0..options.rounds {
        let at = |name: &str| dir.path().join(format!("{name}-{round}"));
        let engine = engine_alone(&at("engine"), &samples, options.threads)?;
        seconds[ENGINE].push(engine.as_secs_f64());
        let mut texts = samples.iter().map(|sample| (sample.title.clone(), sample.body.clone()));
        let (sqlite, time) = Sqlite::index(&at("sqlite"), &mut texts)?;
        drop(sqlite);
        seconds[1].push(time.as_secs_f64());
        fs::remove_file(at("sqlite"))?;
        seconds[2].push(extraction_alone(&samples).as_secs_f64());
        let mut measure = |row: usize, what: &Path, to: &Path| -> Result<(), Failure> {
            let (time, peak) = index(what, to, options.threads)?;
            seconds[row].push(time.as_secs_f64());
            memory[row] = memory[row].or_higher(peak);
            Ok(())
        };
        measure(3, &on_disk.lines, &at("lines-index"))?;
        measure(4, &on_disk.packed, &at("packed-index"))?;
        measure(5, &on_disk.files, &at("files-index"))?;
        measure(6, &on_disk.files, &at("files-index"))?;
        for i in (0..samples.len()).step_by(100) {
            let sample = change.next().ok_or("the archive has no end")?;
            let path = on_disk.files.join(format!("{:04}/{i}.txt", i / 1000));
            fs::write(path, sample.as_text())?;
        }
        measure(7, &on_disk.files, &at("files-index"))?;
        size = bytes_in(&at("lines-index"));
        for name in ["engine", "lines-index", "packed-index", "files-index"] {
            fs::remove_dir_all(at(name))?;
        }
    }
    let engine = text / median(&mut seconds[ENGINE]);
    let columns = ["s", "MB/s", "articles/s", "of Tantivy", "own MB", "peak MB"];
    let mut table = Table::new("", &columns);
    for row in 0..NAMES.len() {
        let time = median(&mut seconds[row]);
        let speed = text / time;
        // What runs in this process has no memory of its own.
        let megabytes = |megabytes: f64| if megabytes > 0.0 { megabytes } else { f64::NAN };
        table.row(
            NAMES[row],
            &[
                time,
                speed,
                samples.len() as f64 / time,
                speed / engine,
                megabytes(memory[row].anonymous),
                megabytes(memory[row].resident),
            ],
        );
    }
    table.finish(&options.keeping)?;
    println!("index: {:.2} of the text", size as f64 / 1e6 / text);
    Ok(())
}
