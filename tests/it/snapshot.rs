//! A snapshot is one commit: it can be kept, read from many threads, and told from others.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use warta::ask::{self, Question, View};
use warta::index::{Index, Snapshot};

use crate::program::warta;

/// Adds an article to the archive in a folder and indexes it.
fn add(folder: &Path, number: usize) {
    let text = format!("JAKARTA - Harga beras naik {number} kali pekan ini di pasar.\n");
    fs::create_dir_all(folder.join("arsip")).expect("a folder");
    fs::write(folder.join(format!("arsip/{number}.txt")), text).expect("a file");
    let output = warta(folder, &["index", "arsip", "--quiet", "--threads", "1"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

fn snapshot(folder: &Path) -> Snapshot {
    let index = Index::open(&folder.join("index")).expect("an index");
    index.snapshot().expect("a commit")
}

#[test]
fn one_snapshot_is_searched_by_two_threads_while_a_third_indexes() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    add(folder, 1);
    let kept = snapshot(folder);
    let question = Question::from_pairs(View::Search, [("q", "beras")]).expect("a question");
    let found = || ask::search(&kept, &question).expect("an answer").num_hits;
    let indexed = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (2..5).for_each(|number| add(folder, number));
            indexed.store(true, Ordering::Release);
        });
        let readers = [(); 2].map(|()| {
            scope.spawn(|| {
                while !indexed.load(Ordering::Acquire) {
                    assert_eq!(found(), 1);
                }
            })
        });
        for reader in readers {
            reader.join().expect("it found what it should");
        }
    });
    assert_eq!(found(), 1, "it stays as it was");
    assert_eq!(
        ask::search(&snapshot(folder), &question).expect("an answer").num_hits,
        4
    );
}

#[test]
fn an_id_changes_with_a_commit_and_not_without() {
    let dir = tempfile::tempdir().expect("a folder");
    add(dir.path(), 1);
    let first = snapshot(dir.path());
    assert_eq!(first.id(), snapshot(dir.path()).id());
    add(dir.path(), 2);
    let second = snapshot(dir.path());
    assert_ne!(first.id(), second.id());
    assert_eq!(second.id().to_string().len(), 16);
}
