//! Runs of indexing against folders that change between them: the index must hold what reading from scratch gives.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use proptest::prelude::*;
use warta::error::Result;
use warta::extract::Version;
use warta::index;
use warta::ingest::{FileReport, Observer, Outcome, Progress, Request, Summary, ingest};

use crate::archive::Archive;
use crate::program::warta;
use crate::whole::{of_folder, of_index, write};

/// Notes what is told, and stops the run after so many files.
struct Watcher<'s> {
    stop: &'s AtomicBool,
    stop_after: usize,
    reports: Vec<FileReport>,
}

impl Observer for Watcher<'_> {
    fn file(&mut self, report: FileReport) {
        self.reports.push(report);
        if self.reports.len() >= self.stop_after {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    fn progress(&mut self, progress: Progress) {
        // Articles come before their file is reported: this stops a run in the middle of a large file.
        if progress.articles as usize >= self.stop_after.saturating_mul(100) {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

fn request(dir: &Path) -> Request {
    Request {
        index: dir.join("index"),
        roots: vec![dir.join("arsip")],
        piped: None,
        walk: Default::default(),
        read: Default::default(),
        no_map: false,
        keep_missing: false,
        rebuild: false,
        retry: false,
        refresh: false,
        version: warta::extract::Version::current(),
        memory: 50_000_000,
        threads: 2,
        commit_bytes: 20_000,
    }
}

fn run(request: &Request, stop_after: usize) -> Result<(Summary, Vec<FileReport>)> {
    let stop = AtomicBool::new(false);
    let mut watcher = Watcher {
        stop: &stop,
        stop_after,
        reports: Vec::new(),
    };
    let summary = ingest(request, &mut watcher, &stop)?;
    Ok((summary, watcher.reports))
}

fn check(dir: &Path) {
    let root = dir.join("arsip");
    assert_eq!(of_index(&dir.join("index")), of_folder(&root, "arsip"));
}

#[derive(Clone, Debug)]
enum Step {
    Write { file: u8, articles: u8, seed: u64 },
    Remove { file: u8 },
    Rename { from: u8, to: u8 },
    Run { stop_after: usize },
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..12u8, 0..4u8, any::<u64>()).prop_map(|(file, articles, seed)| Step::Write { file, articles, seed }),
        2 => (0..12u8).prop_map(|file| Step::Remove { file }),
        2 => (0..12u8, 0..12u8).prop_map(|(from, to)| Step::Rename { from, to }),
        2 => (1..8usize).prop_map(|stop_after| Step::Run { stop_after }),
        1 => Just(Step::Run { stop_after: usize::MAX }),
        1 => Just(Step::Rebuild),
    ]
}

/// The name says the format: some files hold one article and some many.
fn name(file: u8) -> String {
    match file % 3 {
        0 => format!("lama/{file}.txt"),
        1 => format!("baru/{file}.jsonl"),
        _ => format!("{file}.txt"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_index_is_what_reading_from_scratch_gives(steps in prop::collection::vec(step(), 1..25)) {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().join("arsip");
        fs::create_dir_all(&root).expect("a folder");
        let at = |file: u8| root.join(name(file));
        let whole = request(dir.path());
        for step in steps {
            match step {
                Step::Write { file, articles, seed } => {
                    let samples = Archive::new(seed).take(usize::from(articles));
                    let text: String = match file % 3 {
                        1 => samples.map(|s| s.as_json() + "\n").collect(),
                        _ => samples.map(|s| s.as_text()).collect(),
                    };
                    write(&at(file), &text);
                }
                Step::Remove { file } => {
                    let _ = fs::remove_file(at(file));
                }
                Step::Rename { from, to } if from % 3 == to % 3 => {
                    let _ = fs::create_dir_all(at(to).parent().expect("it has a folder"));
                    let _ = fs::rename(at(from), at(to));
                }
                Step::Rename { .. } => {}
                Step::Run { stop_after } => {
                    run(&whole, stop_after).expect("a run ends well");
                    // Whatever was stopped: what is in is whole.
                    of_index(&whole.index);
                }
                Step::Rebuild => {
                    let request = Request { rebuild: true, ..whole.clone() };
                    run(&request, usize::MAX).expect("a run ends well");
                    check(dir.path());
                }
            }
        }
        run(&whole, usize::MAX).expect("a run ends well");
        check(dir.path());
        let (again, _) = run(&whole, usize::MAX).expect("a run ends well");
        prop_assert_eq!((again.added, again.updated, again.removed, again.articles), (0, 0, 0, 0));
    }
}

/// A file of more parts than may be under way at a time, so that a run can be stopped within it.
fn write_large(path: &Path, seed: u64) {
    let text: String = Archive::new(seed).take(3500).map(|s| s.as_json() + "\n").collect();
    assert!(text.len() > 10 << 18, "{} bytes", text.len());
    write(path, &text);
}

#[test]
fn a_run_stopped_within_a_large_file_leaves_no_half_of_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let large = dir.path().join("arsip/besar.jsonl");
    write_large(&large, 1);
    let request = request(dir.path());
    let (summary, reports) = run(&request, 1).expect("a run ends well");
    assert!(
        summary.interrupted && reports.is_empty(),
        "it was stopped before the file's end"
    );
    assert!(of_index(&request.index).is_empty());
    run(&request, usize::MAX).expect("a run ends well");
    check(dir.path());
    // The file changes: while its new content is not in whole, the old is.
    let before = of_index(&request.index);
    write_large(&large, 2);
    run(&request, 1).expect("a run ends well");
    assert_eq!(of_index(&request.index), before);
    run(&request, usize::MAX).expect("a run ends well");
    check(dir.path());
}

#[test]
fn a_file_that_grows_is_no_copy_of_itself() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("arsip/harian.jsonl");
    // Without the archive's own copies, which are few and behind.
    let samples: Vec<_> = Archive::new(3).take(8).collect();
    let lines = |count: usize| -> String { samples[..count].iter().map(|s| s.as_json() + "\n").collect() };
    let distinct = |count: usize| {
        let mut bodies: Vec<_> = samples[..count].iter().map(|s| &s.body).collect();
        bodies.sort();
        bodies.dedup();
        (count - bodies.len()) as u64
    };
    let request = request(dir.path());
    write(&path, &lines(5));
    let (first, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!((first.articles, first.copies), (5, distinct(5)));
    write(&path, &lines(8));
    let (second, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!((second.articles, second.copies), (8, distinct(8)));
    // Another file with the same articles holds nothing but copies, also of what was read twice.
    write(&dir.path().join("arsip/lagi.jsonl"), &lines(5));
    let (third, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!((third.articles, third.copies), (5, 5));
}

#[test]
fn missing_files_are_kept_when_asked_and_rejected_ones_are_told_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut request = request(dir.path());
    let sample = Archive::new(4).next().expect("it is endless").as_text();
    write(&dir.path().join("arsip/a.txt"), &sample);
    write(&dir.path().join("arsip/kosong.txt"), "");
    let (summary, reports) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!((summary.added, summary.rejected), (1, 1));
    assert!(reports.iter().any(|r| r.outcome == Outcome::Rejected
        && r.path.ends_with("kosong.txt")
        && r.reasons.iter().any(|reason| reason.contains("the file is empty"))));
    let (summary, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!(
        (summary.unchanged, summary.rejected, summary.rejected_before),
        (2, 0, 1),
        "what was rejected before is a count"
    );
    fs::remove_file(dir.path().join("arsip/a.txt")).expect("it was there");
    request.keep_missing = true;
    let (summary, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!(summary.removed, 0);
    request.keep_missing = false;
    let (summary, _) = run(&request, usize::MAX).expect("a run ends well");
    assert_eq!(summary.removed, 1);
}

#[test]
fn a_folder_above_one_that_is_known_takes_no_file_twice() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut samples = Archive::new(6);
    for file in ["arsip/rawa/a.txt", "arsip/rawa/b.txt", "arsip/muara/c.txt"] {
        write(
            &dir.path().join(file),
            &samples.next().expect("it is endless").as_text(),
        );
    }
    // The label is what was typed: `rawa`, and then `arsip`.
    let index = |from: &str, folder: &str| {
        let to = dir.path().join("index");
        let to = to.to_str().expect("the path is UTF-8");
        let output = warta(&dir.path().join(from), &["index", folder, "--index", to]);
        assert_eq!(output.status.code(), Some(0));
    };
    index("arsip", "rawa");
    index("", "arsip");
    let paths = |dir: &Path| of_index(&dir.join("index")).into_keys().collect::<Vec<_>>();
    assert_eq!(paths(dir.path()), ["arsip/muara/c.txt", "rawa/a.txt", "rawa/b.txt"]);
    fs::remove_file(dir.path().join("arsip/rawa/b.txt")).expect("it was there");
    index("", "arsip");
    assert_eq!(paths(dir.path()), ["arsip/muara/c.txt", "rawa/a.txt"]);
}

#[test]
fn a_second_writer_is_told_and_a_reader_goes_on() {
    let dir = tempfile::tempdir().expect("a folder");
    let request = request(dir.path());
    write(
        &dir.path().join("arsip/a.txt"),
        &Archive::new(5).next().expect("it is endless").as_text(),
    );
    run(&request, usize::MAX).expect("a run ends well");
    let lock = index::lock(&request.index).expect("nobody has it");
    let output = warta(dir.path(), &["index", "arsip"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("index: the index is being written by another process\nhint: "),
        "{said}"
    );
    assert_eq!(of_index(&request.index).len(), 1);
    drop(lock);
}

#[test]
fn the_index_does_not_read_itself_and_a_missing_folder_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = warta(dir.path(), &["index", "tiada"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!dir.path().join("index").exists());
    write(
        &dir.path().join("a.txt"),
        &Archive::new(6).next().expect("it is endless").as_text(),
    );
    for _ in 0..2 {
        let output = warta(dir.path(), &["index", "."]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let paths: Vec<String> = of_index(&dir.path().join("index")).into_keys().collect();
        // A folder has its own name, wherever it is named from.
        let name = dir.path().file_name().expect("it has a name").to_string_lossy();
        assert_eq!(paths, [format!("{name}/a.txt")]);
    }
}

#[test]
fn readers_live_through_rebuilds() {
    let dir = tempfile::tempdir().expect("a folder");
    let request = Request {
        rebuild: true,
        ..request(dir.path())
    };
    for (i, sample) in Archive::new(7).take(20).enumerate() {
        write(&dir.path().join(format!("arsip/{i}.txt")), &sample.as_text());
    }
    run(&request, usize::MAX).expect("a run ends well");
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let index = index::Index::open(&request.index).expect("there is always an index");
                    match index.snapshot() {
                        Ok(snapshot) => assert_eq!(snapshot.counts().expect("countable").articles, 20),
                        Err(error) => assert!(error.to_string().contains("replaced by a rebuild"), "{error}"),
                    }
                }
            });
        }
        for _ in 0..4 {
            run(&request, usize::MAX).expect("a run ends well");
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn an_index_of_older_rules_is_read_on_and_brought_up_to_date() {
    let dir = tempfile::tempdir().expect("a folder");
    let root = dir.path().join("arsip");
    for (number, sample) in Archive::new(3).take(4).enumerate() {
        write(&root.join(format!("{number}.txt")), &sample.as_text());
    }
    let older = Request {
        version: Version { rules: 0, lexicon: 7 },
        ..request(dir.path())
    };
    let (first, _) = run(&older, usize::MAX).expect("a run ends well");
    assert_eq!((first.added, first.outdated), (4, 0));
    let rules = |dir: &Path| {
        let index = index::Index::open(&dir.join("index")).expect("an index");
        let stats = index
            .snapshot()
            .and_then(|snapshot| snapshot.stats())
            .expect("it can be read");
        let of_index = stats.index.expect("it is an index");
        of_index
            .rules
            .iter()
            .map(|of| (Version::from_bits(of.rules), of.files, of.articles))
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(dir.path()), [(older.version, 4, 4)]);

    // The index is searched as it is, and says how to bring it up to date.
    let output = warta(dir.path(), &["stats"]);
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("0-00000007: 4 articles of 4 files, to be read anew"),
        "{said}"
    );

    // A retry has to do with what was rejected only.
    let retry = Request {
        retry: true,
        ..request(dir.path())
    };
    let (summary, _) = run(&retry, usize::MAX).expect("a run ends well");
    assert_eq!((summary.refreshed, summary.unchanged, summary.outdated), (0, 4, 4));

    // One file has changed besides; so small an archive is done in one run.
    write(&root.join("0.txt"), "KABAR - Banjir surut, kata Lurah Tirta Nugraha.\n");
    let (summary, reports) = run(&request(dir.path()), usize::MAX).expect("a run ends well");
    assert_eq!((summary.refreshed, summary.updated, summary.outdated), (3, 1, 0));
    assert!(reports.iter().any(|report| report.outcome == Outcome::Refreshed));
    assert_eq!(rules(dir.path()), [(Version::current(), 4, 4)]);
    check(dir.path());
    let (summary, _) = run(&request(dir.path()), usize::MAX).expect("a run ends well");
    assert_eq!((summary.refreshed, summary.unchanged), (0, 4));
}
