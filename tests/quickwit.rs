//! An archive on a real Quickwit 0.9: `WARTA_TEST_QUICKWIT=http://127.0.0.1:7280 cargo test --test quickwit`. Without that it says that
//! it was left out. It makes indexes under names of its own and removes them.
//!
//! An archive that was loaded before, larger ones too, is compared with the index that it was loaded from by
//! `WARTA_TEST_QUICKWIT_ARCHIVE="http://127.0.0.1:7280/NAME INDEX" cargo test --test quickwit -- --nocapture an_archive`, by 300 queries or
//! by as many as `WARTA_TEST_QUICKWIT_QUERIES` says.

#[path = "quickwit/asked.rs"]
mod asked;
#[allow(dead_code, reason = "all of it is used where it stands")]
#[path = "it/dice.rs"]
mod dice;
#[path = "it/folders.rs"]
mod folders;
#[allow(dead_code, reason = "all of it is used where it stands")]
#[path = "it/query_model/generator.rs"]
mod generator;
#[path = "quickwit/pages.rs"]
mod pages;
#[allow(dead_code, reason = "all of it is used where it stands")]
#[path = "it/program.rs"]
mod program;
#[allow(dead_code, reason = "all of it is used where it stands")]
#[path = "it/serve/site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use warta::ask::{self, Counted, Question, View};
use warta::engine::quickwit::{Client, Names, Remote, Server};
use warta::engine::{self, Archive, Request};
use warta::export::{Folder, Loaded, export, load};
use warta::index::{Index, Snapshot};
use warta::query::{Condition, Scope};

/// The server that is tested against, with a name that no other test has.
fn server(test: &str) -> Option<Server> {
    let Some(url) = std::env::var("WARTA_TEST_QUICKWIT").ok().filter(|url| !url.is_empty()) else {
        eprintln!("left out: {test} needs a Quickwit server, named by WARTA_TEST_QUICKWIT");
        return None;
    };
    let name = format!("warta-test-{}-{test}", std::process::id());
    Some(Server::parse(&format!("{url}/{name}")).expect("an address"))
}

/// Indexes that are removed in the end.
struct Indexes(Server);

impl Indexes {
    fn client(&self) -> Client {
        Client::new(&self.0, Duration::from_secs(60))
    }

    fn names(&self) -> Names {
        Names::of(&self.0.name)
    }

    fn count(&self, index: &str, query: &Value) -> u64 {
        self.client().count(index, query).expect("it can be counted")
    }
}

impl Drop for Indexes {
    fn drop(&mut self) {
        let names = self.names();
        for index in [names.articles, names.quotes, names.archive] {
            let _ = self.client().send("DELETE", &format!("/api/v1/indexes/{index}"), None);
        }
    }
}

fn index(folder: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_warta"))
        .args(["index", "arsip", "--quiet"])
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .status();
    // Some samples are there to be rejected.
    assert!(matches!(done.expect("it runs").code(), Some(0 | 3)));
}

/// The sample articles of this project, indexed in a folder of their own.
fn sample() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    folders::copy(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")),
        &dir.path().join("arsip"),
    );
    index(dir.path());
    dir
}

fn snapshot(folder: &Path) -> Snapshot {
    let index = Index::open(&folder.join("index")).expect("an index");
    ask::with_people(index.snapshot().expect("a commit")).expect("persons")
}

fn write(folder: &Path, server: &Server) -> u64 {
    let mut out = Folder::open(&folder.join("out"), Some(&server.name)).expect("the folder is ours");
    let written = export(&snapshot(folder), &mut out, 100_000, &mut |_| Ok(())).expect("it is written");
    written.written
}

fn bring(folder: &Path, server: &Server) -> Loaded {
    let mut out = Folder::open(&folder.join("out"), None).expect("the folder is ours");
    load(&mut out, server, 1_700_000_000, &mut |_, _| Ok(())).expect("it is loaded")
}

/// The sample articles, indexed and brought to the server under the name of a test.
fn loaded_sample(test: &str) -> Option<(Indexes, tempfile::TempDir)> {
    let indexes = Indexes(server(test)?);
    let dir = sample();
    write(dir.path(), &indexes.0);
    bring(dir.path(), &indexes.0);
    Some((indexes, dir))
}

/// What a field has by the local index: each value with its articles.
fn local(snapshot: &Snapshot, field: &str, view: &[(&str, &str)]) -> BTreeMap<String, u64> {
    let field = Counted::field(field).expect("a field");
    let pairs = view.iter().chain(&[("limit", "all")]).copied();
    let question = Question::from_pairs(View::Facet, pairs).expect("a question");
    let answer = ask::facet(snapshot, &field, &question).expect("an answer");
    let counted = answer.values.into_iter().filter(|value| value.count > 0);
    counted.map(|value| (value.value, value.count)).collect()
}

/// The same by the server.
fn remote(indexes: &Indexes, index: &str, column: &str) -> BTreeMap<String, u64> {
    let body = json!({
        "query": {"match_all": {}},
        "size": 0,
        "aggs": {"f": {"terms": {"field": column, "size": 65_000, "shard_size": 65_000}}}
    });
    let answer = indexes.client().search(index, body).expect("an answer");
    let bound = answer.pointer("/aggregations/f/doc_count_error_upper_bound");
    assert_eq!(bound.and_then(Value::as_u64), Some(0), "{column}");
    let buckets = answer.pointer("/aggregations/f/buckets").and_then(Value::as_array);
    let pair = |bucket: &Value| Some((bucket["key"].as_str()?.to_owned(), bucket["doc_count"].as_u64()?));
    buckets.into_iter().flatten().filter_map(pair).collect()
}

/// What is counted by keys has them in its column.
fn counted(values: BTreeMap<String, u64>, column: &str) -> BTreeMap<String, u64> {
    let key = |value: String| match column.ends_with("_key") {
        true => warta::index::analyzer::fold_value(&value),
        false => value,
    };
    values.into_iter().map(|(value, count)| (key(value), count)).collect()
}

/// Fields, and the columns in which their values stand on the server.
const COLUMNS: [(&str, &str); 15] = [
    ("speaker", "person"),
    ("role", "role_key"),
    ("source", "source_key"),
    ("country", "country"),
    ("about", "about"),
    ("region", "region"),
    ("currency", "currency"),
    ("amount", "decade"),
    ("language", "language"),
    ("section", "section_key"),
    ("place", "place_key"),
    ("doubt", "doubt"),
    ("year", "year"),
    ("month", "month"),
    ("date", "date"),
];

#[test]
fn what_is_loaded_is_what_the_index_has() {
    let Some(server) = server("loaded") else { return };
    let indexes = Indexes(server.clone());
    let dir = sample();
    let folder = dir.path();
    let written = write(folder, &server);
    let loaded = bring(folder, &server);
    let names = indexes.names();
    let all = json!({"match_all": {}});
    assert_eq!(loaded.articles, written);
    assert_eq!(indexes.count(&names.articles, &all), loaded.articles);
    assert_eq!(indexes.count(&names.quotes, &all), loaded.quotes);
    let counts = snapshot(folder).counts().expect("it can be counted");
    assert_eq!((counts.articles, counts.quotes), (loaded.articles, loaded.quotes));
    let state = snapshot(folder);
    for (field, column) in COLUMNS {
        assert_eq!(
            remote(&indexes, &names.articles, column),
            counted(local(&state, field, &[]), column),
            "{field} of articles"
        );
        let quotes = counted(local(&state, field, &[("of", "quotes")]), column);
        assert_eq!(remote(&indexes, &names.quotes, column), quotes, "{field} of statements");
    }
    // Once more: there is nothing to do.
    let again = bring(folder, &server);
    assert_eq!((again.sent, again.again, again.removed), (0, 0, 0));
    assert_eq!(indexes.count(&names.articles, &all), loaded.articles);
}

/// Asks both, and fails with all that is not the same.
fn ask_both(snapshot: &Snapshot, server: &Server, queries: usize, most: usize) -> asked::Asked {
    let remote = Remote::open(server, Duration::from_secs(60)).expect("it can be opened");
    let asked = asked::ask(snapshot, &remote, 17, queries, most);
    let all = asked.differences.join("\n");
    assert!(
        asked.differences.is_empty(),
        "{} differences:\n{all}",
        asked.differences.len()
    );
    assert!(
        asked.panicked * 10 < queries,
        "the server panicked over {}",
        asked.panicked
    );
    asked
}

/// Articles that chance makes, and queries that chance makes of their words.
#[test]
fn the_server_answers_as_the_index_does() {
    let Some(server) = server("model") else { return };
    let _indexes = Indexes(server.clone());
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = generator::Dice(4_711);
    let made: Vec<generator::Made> = (0..80).map(|number| generator::make(&mut dice, number)).collect();
    generator::index_of(&made, &dir.path().join("index"));
    write(dir.path(), &server);
    assert_eq!(bring(dir.path(), &server).articles, 80);
    let asked = ask_both(&snapshot(dir.path()), &server, 150, 1000);
    assert!(
        asked.verified > 20 && asked.found_some > 60,
        "{} verified, {} found",
        asked.verified,
        asked.found_some
    );
}

#[test]
fn the_server_answers_as_the_index_of_the_samples_does() {
    let Some((indexes, dir)) = loaded_sample("samples") else {
        return;
    };
    let server = &indexes.0;
    ask_both(&snapshot(dir.path()), server, 150, 1000);
}

/// The pages and the API over the server say what they say over the index, but for what only the index knows; a newer state is seen.
#[test]
fn pages_over_the_server_are_those_over_the_index() {
    let Some((indexes, dir)) = loaded_sample("pages") else {
        return;
    };
    let server = &indexes.0;
    let sites = pages::Sites::new(&dir.path().join("index"), server);
    sites.compare();
    let before = sites.state_there();
    fs::write(dir.path().join("arsip/baru.txt"), "JAKARTA - Harga zaitun naik.\n").expect("a file");
    index(dir.path());
    write(dir.path(), server);
    bring(dir.path(), server);
    sites.wait_for_another(&before);
    sites.compare();
}

/// Whoever reads an older state of which a part is gone is told so: no hit is left out.
#[test]
fn an_article_that_is_gone_is_said_to_be() {
    let Some((indexes, _dir)) = loaded_sample("gone") else {
        return;
    };
    let server = &indexes.0;
    let remote = Remote::open(server, Duration::from_secs(60)).expect("it can be opened");
    let request = Request {
        limit: Some(5),
        ..Request::new(Scope::Articles)
    };
    let (found, _) = engine::find(&remote, &Condition::All, &request, &[]).expect("it can be searched");
    let cleared = format!("/api/v1/indexes/{}/clear", indexes.names().articles);
    let cleared = indexes.client().send("PUT", &cleared, None).expect("an answer");
    assert_eq!(cleared.status, 200, "{:?}", cleared.body);
    let error = remote.article(found.ranked[2].address).expect_err("it is gone");
    assert!(error.cause.contains("was changed meanwhile"), "{error}");
}

/// What was found so far in a list of times.
fn percentile(times: &mut [Duration], part: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * part / 100).min(times.len() - 1)]
}

#[test]
fn an_archive_that_was_loaded_before_is_answered_alike() {
    let Ok(asked) = std::env::var("WARTA_TEST_QUICKWIT_ARCHIVE") else {
        eprintln!("left out: it needs an archive, named by WARTA_TEST_QUICKWIT_ARCHIVE");
        return;
    };
    let (url, index) = asked
        .split_once(' ')
        .expect("an address, a blank, and the folder of an index");
    let server = Server::parse(url).expect("an address");
    let index = Index::open(index.as_ref()).expect("an index");
    let snapshot = ask::with_people(index.snapshot().expect("a commit")).expect("persons");
    let remote = Remote::open(&server, Duration::from_secs(120)).expect("it can be opened");
    let queries = std::env::var("WARTA_TEST_QUICKWIT_QUERIES").ok();
    let queries = queries.map_or(300, |number| number.parse().expect("a number of queries"));
    let (longest, differences) = asked::whole(&snapshot, &remote, "di");
    println!("the longest list had {longest} hits");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let mut asked = asked::ask(&snapshot, &remote, 90_210, queries, 200);
    println!(
        "{} queries and {} that the server panicked over, {} verified, {} found something; p50 {:?} here, {:?} there; p99 {:?} here, {:?} there",
        asked.queries,
        asked.panicked,
        asked.verified,
        asked.found_some,
        percentile(&mut asked.here, 50),
        percentile(&mut asked.there, 50),
        percentile(&mut asked.here, 99),
        percentile(&mut asked.there, 99)
    );
    let all = asked.differences.join("\n");
    assert!(
        asked.differences.is_empty(),
        "{} differences:\n{all}",
        asked.differences.len()
    );
}

#[test]
fn what_changed_is_sent_anew_and_the_old_is_removed() {
    let Some(server) = server("changed") else { return };
    let indexes = Indexes(server.clone());
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    fs::create_dir_all(folder.join("arsip")).expect("a folder");
    let story = |number: usize, word: &str| {
        let text =
            format!("JAKARTA - Harga {word} naik.\n\n\"Stok aman,\" kata Ratri Sukmawati pada hari ke-{number}.\n");
        fs::write(folder.join(format!("arsip/{number}.txt")), text).expect("a file");
    };
    (0..30).for_each(|number| story(number, "beras"));
    index(folder);
    assert_eq!(write(folder, &server), 30);
    assert_eq!(bring(folder, &server).articles, 30);
    story(3, "gula");
    fs::remove_file(folder.join("arsip/4.txt")).expect("it is there");
    index(folder);
    write(folder, &server);
    let loaded = bring(folder, &server);
    assert_eq!((loaded.articles, loaded.removed), (29, 1));
    let names = indexes.names();
    // What a search asks: the files up to the last one, and not the stale ones.
    let state = warta::engine::quickwit::newest_state(&indexes.client(), &names.archive)
        .expect("an answer")
        .expect("a state");
    let searched = |query: Value| {
        json!({"bool": {
            "must": [query],
            "filter": [{"range": {"file": {"gte": state.base, "lte": state.last}}}],
            "must_not": [{"terms": {"file": state.stale}}]
        }})
    };
    let word = |word: &str| searched(json!({"term": {"body": {"value": word}}}));
    assert_eq!(indexes.count(&names.articles, &searched(json!({"match_all": {}}))), 29);
    assert_eq!(indexes.count(&names.articles, &word("beras")), 28);
    assert_eq!(indexes.count(&names.articles, &word("gula")), 1);
    assert_eq!(indexes.count(&names.quotes, &searched(json!({"match_all": {}}))), 29);
    // A stem is found where its word is, and is no word.
    assert_eq!(indexes.count(&names.articles, &word("\u{1}sukmawati")), 0);
}
