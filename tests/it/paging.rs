//! Lists part by part, searches that end in time, and counts that are kept.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use warta::ask::{self, Counted, Deadline, Question, View};
use warta::error::ErrorKind;
use warta::index::{Index, Snapshot};
use warta::remark::Code;

use crate::archive::Archive;
use crate::program::stdout_of;
use crate::whole::write;

/// An archive in several segments in which many articles share their date.
fn snapshot(folder: &Path, runs: usize, articles: usize) -> Snapshot {
    let mut archive = Archive::new(83);
    for run in 0..runs {
        let mut text = String::new();
        for _ in 0..articles {
            let mut sample = archive.next().expect("it is endless");
            sample.date.replace_range(8..10, "01");
            text.push_str(&(sample.as_json() + "\n"));
        }
        write(&folder.join(format!("arsip/{run}.jsonl")), &text);
        stdout_of(folder, 0, &["index", "arsip", "--quiet", "--threads", "1"]);
    }
    let index = Index::open(&folder.join("index")).expect("an index");
    index.snapshot().expect("a commit")
}

fn ask(view: View, pairs: &[(&str, &str)]) -> Question {
    Question::from_pairs(view, pairs.iter().copied()).expect("it can be understood")
}

/// All hits, part by part.
fn in_parts(snapshot: &Snapshot, view: View, pairs: &[(&str, &str)]) -> Vec<String> {
    let mut hits = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut pairs = pairs.to_vec();
        pairs.push(("limit", "7"));
        if let Some(cursor) = &cursor {
            pairs.push(("cursor", cursor));
        }
        let question = ask(view, &pairs);
        let next = match view {
            View::Quotes => {
                let list = ask::quotes(snapshot, &question).expect("hits");
                hits.extend(list.hits().map(|hit| {
                    let hit = hit.expect("it can be read");
                    format!("{} {}", hit.article.id, hit.quote)
                }));
                list.next
            }
            _ => {
                let list = ask::search(snapshot, &question).expect("hits");
                hits.extend(list.hits().map(|hit| hit.expect("it can be read").article.id));
                list.next
            }
        };
        match next {
            Some(next) => cursor = Some(next.text()),
            None => return hits,
        }
    }
}

#[test]
fn the_parts_of_a_list_make_the_whole_in_every_order() {
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = snapshot(dir.path(), 4, 40);
    for sort in ["relevance", "newest", "oldest"] {
        for (view, stories, query) in [
            (View::Search, "false", "di"),
            (View::Search, "true", "di"),
            (View::Search, "false", ""),
            (View::Quotes, "", "speaker:*"),
        ] {
            let mut pairs = vec![("q", query), ("sort", sort)];
            if view == View::Search {
                pairs.push(("stories", stories));
            }
            let mut all = pairs.clone();
            all.push(("limit", "all"));
            let question = ask(view, &all);
            let whole: Vec<String> = match view {
                View::Quotes => {
                    let list = ask::quotes(&snapshot, &question).expect("hits");
                    let hits = list.hits().map(|hit| hit.expect("it can be read"));
                    hits.map(|hit| format!("{} {}", hit.article.id, hit.quote)).collect()
                }
                _ => {
                    let list = ask::search(&snapshot, &question).expect("hits");
                    list.hits().map(|hit| hit.expect("it can be read").article.id).collect()
                }
            };
            assert!(whole.len() > 14, "{pairs:?}: only {}", whole.len());
            assert_eq!(in_parts(&snapshot, view, &pairs), whole, "{pairs:?}");
        }
    }
}

#[test]
fn the_parts_of_a_list_of_statements_make_the_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = snapshot(dir.path(), 3, 30);
    let read = |limit: &str, cursor: Option<&str>| {
        let mut pairs = vec![("q", "speaker:*"), ("once", "true"), ("limit", limit)];
        pairs.extend(cursor.map(|cursor| ("cursor", cursor)));
        let list = ask::quotes_once(&snapshot, &ask(View::Quotes, &pairs)).expect("hits");
        let hits = list
            .hits
            .iter()
            .map(|once| (once.first.article.id.clone(), once.first.quote, once.quotations));
        (list.offset, hits.collect::<Vec<_>>(), list.next.map(|next| next.text()))
    };
    let (_, whole, none) = read("all", None);
    assert!(whole.len() > 14 && none.is_none(), "only {}", whole.len());
    let mut parts = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let (offset, hits, next) = read("7", cursor.as_deref());
        assert_eq!(offset, parts.len());
        parts.extend(hits);
        match next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(parts, whole);
    // A list of quotations goes on elsewhere.
    let pairs = [("q", "speaker:*"), ("cursor", &*cursor.expect("there were parts"))];
    let error = ask::quotes(&snapshot, &ask(View::Quotes, &pairs)).map(|list| list.len());
    assert_eq!(
        error.expect_err("it is of statements").diagnostics[0].remark.code,
        Code::CursorOfAnotherOrder
    );
}

#[test]
fn a_cursor_holds_for_one_question_and_one_state_of_the_index() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = snapshot(dir.path(), 1, 20);
    let list = ask::search(&first, &ask(View::Search, &[("limit", "2")])).expect("hits");
    let cursor = list.next.as_ref().expect("there are more").text();
    let again = |snapshot: &Snapshot, pairs: &[(&str, &str)]| {
        let pairs = [pairs, &[("cursor", &*cursor)]].concat();
        ask::search(snapshot, &ask(View::Search, &pairs)).map(|list| list.len())
    };
    assert_eq!(again(&first, &[]).expect("it goes on"), 10);
    let error = again(&first, &[("q", "di")]).expect_err("it is another query");
    assert_eq!(
        (error.kind, error.diagnostics[0].remark.code),
        (ErrorKind::Parameter, Code::CursorOfAnotherOrder)
    );
    let second = snapshot(dir.path(), 2, 20);
    let error = again(&second, &[]).expect_err("it is another index");
    assert_eq!(
        (error.kind, error.diagnostics[0].remark.code),
        (ErrorKind::Snapshot, Code::CursorOfAnotherState)
    );
    let wrong = Question::from_pairs(View::Search, [("cursor", "halaman 2")]).expect_err("it is none");
    assert_eq!(wrong.diagnostics[0].remark.code, Code::NoCursor);
}

#[test]
fn a_search_ends_when_nobody_waits_any_more() {
    let dir = tempfile::tempdir().expect("a folder");
    let snapshot = snapshot(dir.path(), 1, 3000);
    // Reads the positions of all articles.
    let mut question = ask(
        View::Search,
        &[
            ("q", "[di -yang -dan -{ini itu} dengan OR \"di di di\"~9]"),
            ("facet", "speaker"),
        ],
    );
    let whole = ask::search(&snapshot, &question).expect("hits").num_hits;
    question.until = Deadline::after(Duration::from_secs(3600));
    let fresh = || snapshot.index.snapshot().expect("a commit");
    assert_eq!(ask::search(&fresh(), &question).expect("there is time").num_hits, whole);
    // The best of several, each measured beside the other: others may have the machine at any moment.
    let best = |each: &mut dyn FnMut() -> Duration| (0..6).map(|_| each()).min().unwrap_or_default();
    let uncut = best(&mut || {
        let snapshot = fresh();
        let began = Instant::now();
        ask::search(&snapshot, &question).expect("there is time");
        began.elapsed()
    });
    let soon = (uncut / 2).max(Duration::from_millis(20));
    let stopped = best(&mut || {
        let snapshot = fresh();
        question.until = Deadline::after(Duration::from_millis(1));
        let began = Instant::now();
        let error = ask::search(&snapshot, &question)
            .map(|list| list.num_hits)
            .expect_err("there is no time");
        assert_eq!(error.kind, ErrorKind::TooSlow);
        began.elapsed()
    });
    assert!(
        stopped < soon,
        "it took {stopped:?}, and {uncut:?} where it was waited for"
    );
    // Whoever asked goes away.
    let left = best(&mut || {
        let gone = Arc::new(AtomicBool::new(false));
        question.until = Deadline::none().or_when(gone.clone());
        let (question, snapshot) = (&question, fresh());
        thread::scope(|scope| {
            let searching = scope.spawn(|| {
                loop {
                    if let Err(error) = ask::search(&snapshot, question) {
                        return (error.kind, Instant::now());
                    }
                }
            });
            thread::sleep(Duration::from_millis(20));
            let told = Instant::now();
            gone.store(true, Ordering::Relaxed);
            let (kind, ended) = searching.join().expect("it ends");
            assert_eq!(kind, ErrorKind::TooSlow);
            ended.saturating_duration_since(told)
        })
    });
    assert!(left < soon, "it went on for {left:?}, and a search takes {uncut:?}");
}

#[test]
fn counts_are_kept_with_their_snapshot_and_are_the_same() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = snapshot(dir.path(), 2, 60);
    let question = ask(View::Facet, &[("q", "di"), ("limit", "all")]);
    let counted = |snapshot: &Snapshot, field: &str| {
        let field = Counted::field(field).expect("a field");
        let answer = ask::facet(snapshot, &field, &question).expect("counts");
        (answer.num_hits, answer.distinct, answer.missing, answer.values)
    };
    for field in ["speaker", "country", "negara", "year"] {
        assert_eq!(counted(&first, field), counted(&first, field), "{field}");
        let fresh = first.index.snapshot().expect("a commit");
        assert_eq!(counted(&first, field), counted(&fresh, field), "{field}");
    }
    // A list with the same facet has them too, and counts what it lacks.
    let list = ask(
        View::Search,
        &[("q", "di"), ("facet", "speaker:1000"), ("facet", "source")],
    );
    let list = ask::search(&first, &list).expect("hits");
    assert_eq!(list.facets[0].values, counted(&first, "speaker").3);
    assert_eq!(list.num_hits, counted(&first, "source").0);
}
