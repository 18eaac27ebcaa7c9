//! `warta optimize` changes how an index lies on disk and nothing that it says.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use warta::index::Index;

use crate::archive::Archive;
use crate::folders::copy;
use crate::program::{stdout_of, warta};
use crate::whole::write;

/// An index of several segments, some of whose articles were removed.
fn archive(folder: &Path) {
    let mut samples = Archive::new(12);
    for round in 0..4 {
        for (i, sample) in samples.by_ref().take(12).enumerate() {
            write(&folder.join(format!("arsip/{round}/{i}.txt")), &sample.as_text());
        }
        stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    }
    for i in 0..5 {
        fs::remove_file(folder.join(format!("arsip/1/{i}.txt"))).expect("it is there");
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
}

/// What is found, without what depends on how the removed are still counted: the scores.
fn found(folder: &Path) -> [String; 3] {
    let search = ["search", "--sort", "newest", "--limit", "all", "--format", "csv"];
    [
        stdout_of(folder, 0, &search),
        stdout_of(folder, 0, &["facet", "speaker", "--limit", "1000", "--format", "csv"]),
        stdout_of(folder, 0, &["check"]),
    ]
}

#[test]
fn one_segment_says_what_many_did() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let before = found(folder);
    let said = stdout_of(folder, 0, &["optimize"]);
    let (was, is) = said.split_once(" -> ").expect("before and after");
    assert!(is.starts_with("1 segment of "), "{said}");
    let size = |text: &str| -> f64 {
        let (_, size) = text.trim_end().rsplit_once(" of ").expect("a size");
        size.trim_end_matches(" kB").parse().expect("so many kB")
    };
    assert!(size(is) < size(was), "{said}");
    assert_eq!(found(folder), before);
    // Again there is nothing to do, and the next run goes on as ever.
    let again = stdout_of(folder, 0, &["optimize"]);
    let (was, is) = again.trim_end().split_once(" -> ").expect("before and after");
    assert_eq!(was, is);
    let run = warta(folder, &["index", "arsip"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("43 unchanged"), "{said}");
    assert_eq!(found(folder), before);
}

fn started(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_warta"))
        .arg("optimize")
        .current_dir(folder)
        .env_remove("WARTA_INDEX")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// The index as it was before it was put together.
fn restore(folder: &Path) {
    let index = folder.join("index");
    if index.exists() {
        fs::remove_dir_all(&index).expect("it is there");
    }
    copy(&folder.join("utuh"), &index);
}

/// An archive whose index can be restored, and what is found in it.
fn kept_archive(folder: &Path) -> [String; 3] {
    archive(folder);
    fs::rename(folder.join("index"), folder.join("utuh")).expect("it can be moved");
    restore(folder);
    found(folder)
}

#[test]
fn a_killed_optimize_loses_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let before = kept_archive(folder);
    let start = Instant::now();
    assert!(started(folder).wait().expect("it ends").success());
    let usual = start.elapsed();
    // The sum of the list is away while a writer is at work: so it is told that the kill came in its midst.
    let mut midway = 0;
    for moment in 0..60 {
        if midway == 4 {
            break;
        }
        restore(folder);
        let mut child = started(folder);
        std::thread::sleep(usual.mul_f64(f64::from(moment % 15) / 15.0));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        if folder.join("index/g1/meta.sum").exists() {
            continue;
        }
        midway += 1;
        assert_eq!(found(folder), before, "killed at {moment} of 15");
        stdout_of(folder, 0, &["optimize"]);
        assert_eq!(found(folder), before, "killed at {moment} of 15");
        assert!(stdout_of(folder, 0, &["stats"]).contains(" in 1 segment\n"));
    }
    assert!(midway > 0, "no kill came in the midst of the work");
}

#[test]
fn readers_go_on_meanwhile() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let before = kept_archive(folder);
    let mut meanwhile = 0;
    for _ in 0..20 {
        if meanwhile > 2 {
            break;
        }
        restore(folder);
        // One that began before reads its own commit to the end.
        let index = Index::open(&folder.join("index")).expect("it opens");
        let early = index.snapshot().expect("it can be read");
        let (counts, files) = (
            early.counts().expect("they are counted"),
            early.ledger().expect("it is read"),
        );
        let mut child = started(folder);
        while child.try_wait().expect("it can be asked").is_none() {
            assert_eq!(found(folder), before);
            meanwhile += 1;
        }
        assert!(child.wait().expect("it has ended").success());
        assert_eq!(early.counts().expect("they are counted"), counts);
        assert_eq!(early.ledger().expect("it is read").len(), files.len());
        assert_eq!(found(folder), before);
    }
    assert!(meanwhile > 0, "nobody read while it was at work");
}

#[test]
fn one_writes_at_a_time() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let lock = warta::index::lock(&folder.join("index")).expect("nobody has it");
    let output = warta(folder, &["optimize"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: index: the index is being written by another process\nhint: wait until it is done; searching works meanwhile\n"
    );
    drop(lock);
    stdout_of(folder, 0, &["optimize"]);
}

#[test]
fn there_must_be_an_index() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = warta(dir.path(), &["optimize"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: index: there is no index here\n"), "{said}");
    assert!(!dir.path().join("index").exists(), "none is made");
}
