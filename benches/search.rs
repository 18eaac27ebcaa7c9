//! How long a search takes, beside Tantivy alone on the same index in the same run.
//!
//! ```text
//! cargo bench --bench search -- [--articles N] [--index DIR] [--rounds N] [--slowest N]
//!     [--sqlite] [--save FILE] [--against FILE]
//! ```
//! Makes a seeded archive (see `archive.rs`) and indexes it, or takes an index as it is, and opens it once. With `--index` and `--articles`,
//! what is made is kept there for the next time. The queries are the
//! same kinds on every index; their words, names and places are taken from the index itself, so that each is as rare as its kind
//! says. Round by round, each query is answered
//! - as `warta search --format json --facet source --facet country --facet speaker --facet year` answers it, from the text of the
//!   query to the last byte of the ten best hits with their snippets, but for the start of the process;
//! - the same without facets;
//! - where there is such a thing, by Tantivy alone: the plain words in the field of the body, the ten best addresses, nothing counted
//!   and nothing read;
//! - with `--sqlite`, where there is such a thing, by SQLite's full-text index of the same titles and bodies: the ten best row numbers,
//!   and the number of all, since it counts by itself.
//!
//! The first round warms the caches and is not counted. The time of a query is the median of its rounds, in milliseconds; p50, p90 and
//! p99 are over queries. `--save` keeps the table, and `--against` says how this one stands to one that was kept.

#[expect(dead_code, reason = "articles are written in one form only")]
mod archive;
#[path = "search/queries.rs"]
mod queries;
mod sqlite;
mod table;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use queries::Question;
use sqlite::Sqlite;
use table::{Keeping, Table};
use tantivy::collector::TopDocs;
use warta::ask::{self, Axis, View};
use warta::index::{Index, Snapshot};
use warta::output::terminal::Style;
use warta::output::{Format, list};
use warta::query::{Condition, Scope};
use warta::search::{self, Request, Sort};

type Failure = Box<dyn std::error::Error>;

const FACETS: [Axis; 4] = [Axis::Source, Axis::Country, Axis::Speaker, Axis::Year];

struct Options {
    articles: Option<usize>,
    index: Option<PathBuf>,
    rounds: usize,
    slowest: usize,
    sqlite: bool,
    keeping: Keeping,
}

fn options() -> Result<Options, Failure> {
    let mut options = Options {
        articles: None,
        index: None,
        rounds: 9,
        slowest: 5,
        sqlite: false,
        keeping: Keeping::default(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--articles" => options.articles = Some(value()?.parse()?),
            "--index" => options.index = Some(value()?.into()),
            "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
            "--slowest" => options.slowest = value()?.parse()?,
            "--sqlite" => options.sqlite = true,
            "--save" => options.keeping.save = Some(value()?.into()),
            "--against" => options.keeping.against = Some(value()?.into()),
            // What cargo itself passes.
            "--bench" => {}
            other => return Err(format!("unknown option `{other}`").into()),
        }
    }
    Ok(options)
}

/// Indexes a made-up archive, whose texts stand in `dir` for as long as that takes.
fn make_index(dir: &Path, articles: usize, index: &Path) -> Result<(), Failure> {
    let texts = dir.join("archive.jsonl");
    let mut lines = BufWriter::new(File::create(&texts)?);
    for sample in archive::Archive::new(1).take(articles) {
        writeln!(lines, "{}", sample.as_json())?;
    }
    lines.flush()?;
    let status = Command::new(env!("CARGO_BIN_EXE_warta"))
        .arg("index")
        .arg(&texts)
        .arg("--index")
        .arg(index)
        .arg("--quiet")
        .stdout(Stdio::null())
        .status()?;
    std::fs::remove_file(&texts)?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("`warta index` ended with {status}").into()),
    }
}

/// Answers a query as `warta search` does; how many bytes the answer has.
fn answer(snapshot: &Snapshot, text: &str, facets: &[Axis]) -> Result<usize, Failure> {
    let facets = facets.iter().map(|axis| ("facet", axis.name()));
    let question = ask::Question::from_pairs(View::Search, [("q", text)].into_iter().chain(facets))?;
    let answer = ask::search(snapshot, &question)?;
    let mut out = Vec::new();
    list::write(&mut out, Style::PLAIN, &answer, 0, None, Format::Json).map_err(|error| format!("{error:?}"))?;
    Ok(out.len())
}

/// The time of each answer to one question, in milliseconds.
#[derive(Default)]
struct Times {
    with_facets: Vec<f64>,
    without: Vec<f64>,
    engine: Vec<f64>,
    sqlite: Vec<f64>,
}

/// Titles and bodies of all articles of an index, as SQLite indexes them.
fn sqlite_of(snapshot: &Snapshot, path: &Path) -> Result<Sqlite, Failure> {
    let mut request = Request::new(Scope::Articles);
    (request.sort, request.limit) = (Sort::Oldest, None);
    let found = search::run(snapshot, &Condition::All, &request)?;
    let articles = found
        .ranked
        .iter()
        .filter_map(|ranked| search::article(snapshot, ranked).ok());
    let mut texts = articles.map(|article| (article.title, article.body));
    let (sqlite, time) = Sqlite::index(path, &mut texts)?;
    println!("SQLite FTS5: made in {:.1} s", time.as_secs_f64());
    Ok(sqlite)
}

fn measure(
    snapshot: &Snapshot,
    sqlite: Option<&Sqlite>,
    question: &Question,
    times: &mut Times,
) -> Result<(), Failure> {
    let ms = |start: Instant| start.elapsed().as_secs_f64() * 1e3;
    let start = Instant::now();
    std::hint::black_box(answer(snapshot, &question.text, &FACETS)?);
    times.with_facets.push(ms(start));
    let start = Instant::now();
    std::hint::black_box(answer(snapshot, &question.text, &[])?);
    times.without.push(ms(start));
    if let Some(engine) = &question.engine {
        let start = Instant::now();
        let best = TopDocs::with_limit(10).order_by_score();
        std::hint::black_box(snapshot.searcher.search(&**engine, &best)?);
        times.engine.push(ms(start));
    }
    if let (Some(sqlite), Some(words)) = (sqlite, &question.sqlite) {
        let start = Instant::now();
        std::hint::black_box((sqlite.best(words)?, sqlite.count(words)?));
        times.sqlite.push(ms(start));
    }
    Ok(())
}

/// The value below which `share` of them lie; they are put in order.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() as f64 * share).ceil() as usize;
    values.get(at.max(1) - 1).copied().unwrap_or(f64::NAN)
}

fn median(values: &mut [f64]) -> f64 {
    quantile(values, 0.5)
}

fn main() -> Result<(), Failure> {
    let options = options()?;
    let dir = tempfile::tempdir()?;
    let place = options.index.clone().unwrap_or_else(|| dir.path().join("index"));
    if options.index.is_none() || (options.articles.is_some() && !place.exists()) {
        make_index(dir.path(), options.articles.unwrap_or(20_000), &place)?;
    }
    let start = Instant::now();
    let index = Index::open(&place)?;
    let snapshot = index.snapshot()?;
    let opened = start.elapsed().as_secs_f64() * 1e3;
    let questions = queries::of(&snapshot)?;
    println!(
        "{} articles in {} segments, opened in {opened:.1} ms; {} queries, {} rounds",
        snapshot.counts()?.articles,
        snapshot.searcher.segment_readers().len(),
        questions.len(),
        options.rounds
    );
    let sqlite = options
        .sqlite
        .then(|| sqlite_of(&snapshot, &dir.path().join("sqlite")))
        .transpose()?;
    let mut times: Vec<Times> = questions.iter().map(|_| Times::default()).collect();
    for round in 0..=options.rounds {
        for (question, times) in questions.iter().zip(&mut times) {
            measure(&snapshot, sqlite.as_ref(), question, times)?;
            if round == 0 {
                *times = Times::default();
            }
        }
    }
    print(&questions, &mut times, &options)
}

fn print(questions: &[Question], times: &mut [Times], options: &Options) -> Result<(), Failure> {
    let medians: Vec<[f64; 4]> = times
        .iter_mut()
        .map(|t| [&mut t.with_facets, &mut t.without, &mut t.engine, &mut t.sqlite].map(|values| median(values)))
        .collect();
    let mut table = Table::new(
        "ms",
        &["queries", "4 facets", "no facets", "Tantivy", "ratio", "SQLite"],
    );
    let mut row = |name: &str, share: f64, of: &dyn Fn(&Question) -> bool| {
        let rows = || questions.iter().zip(&medians).filter(|(question, _)| of(question));
        let of_column = |column: usize| -> f64 {
            let mut values: Vec<f64> = rows().map(|(_, m)| m[column]).filter(|ms| !ms.is_nan()).collect();
            quantile(&mut values, share)
        };
        let mut ratios: Vec<f64> = rows().map(|(_, m)| m[0] / m[2]).filter(|r| !r.is_nan()).collect();
        let figures = [
            rows().count() as f64,
            of_column(0),
            of_column(1),
            of_column(2),
            quantile(&mut ratios, share),
            of_column(3),
        ];
        table.row(name, &figures);
    };
    let mut kinds: Vec<&str> = questions.iter().map(|question| question.kind).collect();
    kinds.dedup();
    for kind in kinds {
        row(kind, 0.5, &|question| question.kind == kind);
    }
    for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("slowest", 1.0)] {
        row(name, share, &|_| true);
    }
    table.finish(&options.keeping)?;
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by(|a, b| medians[*b][0].total_cmp(&medians[*a][0]));
    for i in order.into_iter().take(options.slowest) {
        println!("{:>10.2}{:>10.2}  {}", medians[i][0], medians[i][1], questions[i].text);
    }
    Ok(())
}
