//! A damaged index is told from a good one, with what to do; nothing panics.

use std::fs;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::program::{stdout_of, warta};
use crate::whole::write;

fn files_of(index: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(index.join("g1"))
        .expect("there is a generation")
        .map(|entry| entry.expect("the folder can be listed").path())
        // What the engine keeps for its own order, and a sum that need not be there: no part of what a search reads.
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "meta.sum")
        })
        .collect();
    files.sort();
    files
}

/// `check` must fail with words, and the hint that helps.
fn assert_told(folder: &Path, what: &str) {
    let output = warta(folder, &["check"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{what}: {said}");
    assert!(!said.contains("panicked"), "{what}: {said}");
    assert!(
        said.starts_with("error: index: the index is damaged: ")
            && said.ends_with("\nhint: make it anew with `warta index --rebuild FOLDER`\n"),
        "{what}: {said}"
    );
}

#[test]
fn flipped_truncated_and_missing_files_are_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    for (i, sample) in Archive::new(8).take(10).enumerate() {
        write(&folder.join(format!("arsip/{i}.txt")), &sample.as_text());
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet", "--threads", "1"]);
    let whole = stdout_of(folder, 0, &["check"]);
    assert!(whole.starts_with("whole: 10 articles, "), "{whole}");
    for path in files_of(&folder.join("index")) {
        let name = path.file_name().expect("it has one").to_string_lossy().into_owned();
        let good = fs::read(&path).expect("it can be read");
        fs::write(&path, &good[..good.len() / 2]).expect("it can be written");
        assert_told(folder, &format!("{name} cut in half"));
        let mut flipped = good.clone();
        // The first third of a large file is content; of a small one its first byte is.
        let at = if good.len() > 1000 { good.len() / 3 } else { 0 };
        flipped[at] ^= 0x10;
        fs::write(&path, &flipped).expect("it can be written");
        assert_told(folder, &format!("{name} with a flipped bit"));
        fs::remove_file(&path).expect("it is there");
        assert_told(folder, &format!("{name} missing"));
        fs::write(&path, &good).expect("it can be written");
    }
    // Another number in it would lead to another generation.
    let current = folder.join("index/CURRENT");
    let good = fs::read_to_string(&current).expect("it can be read");
    for bad in [
        good.replace("\"generation\":1", "\"generation\":3"),
        good.replace("\"format\":", "\"format\":1"),
        good[..good.len() / 2].to_owned(),
        String::new(),
    ] {
        assert_ne!(bad, good);
        fs::write(&current, &bad).expect("it can be written");
        assert_told(folder, &format!("CURRENT as {bad}"));
    }
    fs::write(&current, good).expect("it can be written");
    assert_eq!(stdout_of(folder, 0, &["check"]), whole);
    // A moved index is as good.
    fs::rename(folder.join("index"), folder.join("lain")).expect("it can be moved");
    assert_eq!(stdout_of(folder, 0, &["check", "--index", "lain"]), whole);
}
