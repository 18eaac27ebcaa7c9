//! How long pages and answers of the API take, beside the library call that they rest on, in the same run.
//!
//! ```text
//! cargo bench --bench serve -- [--articles N] [--index DIR] [--rounds N]
//! ```
//! Makes a seeded archive (see `archive.rs`) and indexes it, or takes an index as it is. Each question is answered, round by round,
//! - by the library: ten hits with their snippets, counted by time;
//! - as a page: to the bytes with the first hit, and to the last byte, with facets and what stands beside, none of it kept from before;
//! - by the API, as JSON;
//! - as a page that has not changed (304).
//!
//! The first round warms the caches and is not counted. Times are medians in milliseconds, and their ratios to the library's.

#[expect(dead_code, reason = "articles are written in one form only")]
mod archive;

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use tower_service::Service;
use warta::ask::{self, Question, View};
use warta::index::Index;
use warta::serve::{Limits, Place, Rules, Server, router};

type Failure = Box<dyn std::error::Error>;

const QUESTIONS: [&str; 8] = [
    "",
    "presiden",
    "pemerintah OR menteri",
    "\"dewan keamanan\"",
    "country:ID harga",
    "speaker:* bantuan",
    "{presiden ekonomi}",
    "zzqqxx",
];

/// Milliseconds to the first piece of the body and to its end, and the tag.
async fn ask_page(router: &Router, path: &str, tag: Option<&str>) -> Result<(f64, f64, String), Failure> {
    let began = Instant::now();
    let mut request = Request::builder().uri(path).header("host", "localhost");
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    let answer = router.clone().call(request.body(Body::empty())?).await?;
    let tag = answer
        .headers()
        .get("etag")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let mut body = answer.into_body();
    let mut first = None;
    while let Some(frame) = body.frame().await {
        frame?;
        first.get_or_insert_with(|| began.elapsed());
    }
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    Ok((ms(first.unwrap_or_else(|| began.elapsed())), ms(began.elapsed()), tag))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// An index of a seeded archive.
fn made(articles: usize, dir: &Path) -> Result<PathBuf, Failure> {
    let folder = dir.join("articles");
    std::fs::create_dir(&folder)?;
    let mut out = BufWriter::new(std::fs::File::create(folder.join("articles.jsonl"))?);
    for sample in archive::Archive::new(1).take(articles) {
        writeln!(out, "{}", sample.as_json())?;
    }
    out.flush()?;
    let index = dir.join("index");
    let status = Command::new(env!("CARGO_BIN_EXE_warta"))
        .arg("index")
        .arg(&folder)
        .arg("--index")
        .arg(&index)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        return Err("the archive could not be indexed".into());
    }
    Ok(index)
}

fn main() -> Result<(), Failure> {
    let (mut articles, mut index, mut rounds) = (20_000, None, 7);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--articles" => articles = value()?.parse()?,
            "--index" => index = Some(PathBuf::from(value()?)),
            "--rounds" => rounds = value()?.parse::<usize>()?.max(1),
            "--bench" => {}
            other => return Err(format!("there is no option `{other}`").into()),
        }
    }
    let dir = tempfile::tempdir()?;
    let index = match index {
        Some(index) => index,
        None => made(articles, dir.path())?,
    };
    let snapshot = Index::open(&index)?.snapshot()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!(
        "{} articles, {rounds} rounds; milliseconds, in brackets as a multiple of the library's",
        snapshot.counts()?.articles
    );
    println!(
        "{:24} {:>8} {:>16} {:>16} {:>16} {:>8}",
        "query", "library", "first hit", "page", "api", "304"
    );
    for typed in QUESTIONS {
        let encoded: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let mut times: [Vec<f64>; 5] = Default::default();
        // The counts of a page are kept: each round asks another server, which opens the index before it is timed.
        for round in 0..=rounds {
            let router = router(Arc::new(Server::new(
                &Place::Index(index.clone()),
                Rules::default(),
                Limits::with(8, Duration::from_secs(60)),
            )));
            let began = Instant::now();
            let question = Question::from_pairs(
                View::Search,
                [
                    ("q", typed),
                    ("facet", "date:100000"),
                    ("facet", "month:100000"),
                    ("facet", "year:1000"),
                ],
            )?;
            let list = ask::search(&snapshot, &question)?;
            for hit in list.hits() {
                std::hint::black_box(hit?.snippet());
            }
            let library = began.elapsed().as_secs_f64() * 1000.0;
            let (first, whole, api, unchanged) = runtime.block_on(async {
                ask_page(&router, "/", None).await?;
                ask_page(&router, "/search?q=warmingup", None).await?;
                let (first, whole, tag) = ask_page(&router, &format!("/search?q={encoded}"), None).await?;
                let api = ask_page(&router, &format!("/api/v1/search?q={encoded}"), None).await?.1;
                let unchanged = ask_page(&router, &format!("/search?q={encoded}"), Some(&tag)).await?.1;
                Ok::<_, Failure>((first, whole, api, unchanged))
            })?;
            if round > 0 {
                for (times, time) in times.iter_mut().zip([library, first, whole, api, unchanged]) {
                    times.push(time);
                }
            }
        }
        let [library, first, whole, api, unchanged] = times.map(median);
        let beside = |time: f64| format!("{time:.1} ({:.1})", time / library);
        println!(
            "{:24} {library:>8.1} {:>16} {:>16} {:>16} {unchanged:>8.1}",
            if typed.is_empty() { "(everything)" } else { typed },
            beside(first),
            beside(whole),
            beside(api)
        );
    }
    Ok(())
}
