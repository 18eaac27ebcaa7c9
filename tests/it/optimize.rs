//! `warta optimize` changes how an index lies on disk and nothing that it says.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::archive::Archive;
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
        std::fs::remove_file(folder.join(format!("arsip/1/{i}.txt"))).expect("it is there");
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

#[test]
fn a_killed_optimize_loses_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let before = found(folder);
    for moment in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
            .arg("optimize")
            .current_dir(folder)
            .env_remove("WARTA_INDEX")
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(4 * moment));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert_eq!(found(folder), before, "killed after {} ms", 4 * moment);
    }
    stdout_of(folder, 0, &["optimize"]);
    assert_eq!(found(folder), before);
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
