//! A damaged index is told from a good one, with what to do; nothing panics.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::folders::copy;
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

/// An index of the sample articles that is damaged and made anew while it is read.
pub struct Renewed(tempfile::TempDir);

impl Renewed {
    pub fn new() -> Renewed {
        let folder = tempfile::tempdir().expect("a folder");
        copy(crate::serve::site::corpus(), &folder.path().join("index"));
        copy(crate::serve::site::corpus(), &folder.path().join("sound"));
        Renewed(folder)
    }

    pub fn index(&self) -> PathBuf {
        self.0.path().join("index")
    }

    /// Fills files with other bytes where they lie, so that what is mapped changes.
    pub fn spoil(&self) {
        for path in files_of(&self.index()) {
            let is_mapped = path
                .extension()
                .is_some_and(|end| ["idx", "pos", "term", "store", "fast"].iter().any(|kind| end == *kind));
            if is_mapped {
                let length = fs::metadata(&path).expect("it is there").len();
                let mut file = fs::OpenOptions::new()
                    .write(true)
                    .open(&path)
                    .expect("it can be opened");
                io::copy(&mut io::repeat(0xA5).take(length), &mut file).expect("it can be written");
            }
        }
    }

    /// Puts a sound one in its place.
    pub fn renew(&self) {
        fs::rename(self.index(), self.0.path().join("damaged")).expect("it can be moved");
        fs::rename(self.0.path().join("sound"), self.index()).expect("it can be moved");
    }
}

/// The command must fail with words, and the hint that helps.
fn assert_told_by(command: &[&str], folder: &Path, what: &str) {
    let output = warta(folder, command);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{what}, {command:?}: {said}");
    assert!(
        said.starts_with("error: index: the index is damaged: ")
            && said.ends_with("\nhint: make it anew with `warta index --rebuild FOLDER`\n"),
        "{what}, {command:?}: {said}"
    );
}

/// Reading all of the index finds it.
fn assert_told(folder: &Path, what: &str) {
    assert_told_by(&["check"], folder, what);
}

const SEARCHES: [&[&str]; 3] = [
    &["search", "\"di Jakarta\""],
    &["facet", "speaker"],
    &["quotes", "speaker:*"],
];

/// Already the look at opening finds it.
fn assert_told_at_once(folder: &Path, what: &str) {
    for command in SEARCHES {
        assert_told_by(command, folder, what);
    }
    assert_told(folder, what);
}

/// An index of three segments at least; of an article in one only its removal is kept, in a file of its own.
fn archive(folder: &Path) -> String {
    for (i, sample) in Archive::new(8).take(12).enumerate() {
        write(&folder.join(format!("arsip/{i}.txt")), &sample.as_text());
        if i % 4 == 3 {
            stdout_of(folder, 0, &["index", "arsip", "--quiet", "--threads", "1"]);
        }
    }
    fs::remove_file(folder.join("arsip/1.txt")).expect("it is there");
    stdout_of(folder, 0, &["index", "arsip", "--quiet", "--threads", "1"]);
    let whole = stdout_of(folder, 0, &["check"]);
    assert!(whole.starts_with("whole: 11 articles, "), "{whole}");
    whole
}

#[test]
fn flipped_truncated_and_missing_files_are_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let whole = archive(folder);
    let files = files_of(&folder.join("index"));
    for kind in ["idx", "pos", "term", "store", "fast", "fieldnorm", "del", "json"] {
        let of_kind = |path: &&PathBuf| path.extension().is_some_and(|e| e == kind);
        let path = files.iter().find(of_kind).expect(kind);
        let name = path.file_name().expect("it has one").to_string_lossy().into_owned();
        let good = fs::read(path).expect("it can be read");
        fs::write(path, &good[..good.len() / 2]).expect("it can be written");
        assert_told_at_once(folder, &format!("{name} cut in half"));
        fs::write(path, "").expect("it can be written");
        assert_told_at_once(folder, &format!("{name} empty"));
        fs::remove_file(path).expect("it is there");
        assert_told_at_once(folder, &format!("{name} missing"));
        // Of what a killed writer left nobody wrote down how it should be.
        let seal = folder.join("index/g1/meta.sum");
        let sums = fs::read(&seal).expect("it can be read");
        fs::remove_file(&seal).expect("it is there");
        assert_told_at_once(folder, &format!("{name} missing, after a kill"));
        fs::write(&seal, sums).expect("it can be written");
        // The first third of a large file is content; of a small one its first byte is.
        for at in [0, good.len() / 3, good.len() - 1] {
            let mut flipped = good.clone();
            flipped[at] ^= 0x10;
            fs::write(path, &flipped).expect("it can be written");
            assert_told(folder, &format!("{name} with a flipped bit at {at}"));
        }
        fs::write(path, &good).expect("it can be written");
    }
    let list = folder.join("index/g1/.managed.json");
    let good = fs::read(&list).expect("it can be read");
    fs::write(&list, "[").expect("it can be written");
    assert_told_at_once(folder, "the engine's list of its files cut");
    fs::write(&list, good).expect("it can be written");
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
        assert_told_at_once(folder, &format!("CURRENT as {bad}"));
    }
    fs::write(&current, good).expect("it can be written");
    assert_eq!(stdout_of(folder, 0, &["check"]), whole);
    // A moved index is as good.
    fs::rename(folder.join("index"), folder.join("lain")).expect("it can be moved");
    assert_eq!(stdout_of(folder, 0, &["check", "--index", "lain"]), whole);
}

#[test]
fn files_that_changed_places_are_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let whole = archive(folder);
    let files = files_of(&folder.join("index"));
    let away = folder.join("sementara");
    for kind in ["idx", "pos", "term", "store", "fast", "fieldnorm"] {
        let of_kind = |path: &&PathBuf| path.extension().is_some_and(|e| e == kind);
        let of_kind: Vec<&PathBuf> = files.iter().filter(of_kind).collect();
        let [one, other, ..] = of_kind[..] else {
            panic!("there is one segment: {files:?}");
        };
        let swap = || {
            for (from, to) in [(one, &away), (other, one), (&away, other)] {
                fs::rename(from, to).expect("it is there");
            }
        };
        swap();
        let size = |path: &Path| fs::metadata(path).expect("it is there").len();
        match size(one) == size(other) {
            true => assert_told(folder, &format!("{kind} swapped")),
            false => assert_told_at_once(folder, &format!("{kind} swapped")),
        }
        swap();
        assert_eq!(stdout_of(folder, 0, &["check"]), whole);
    }
}

#[test]
fn sums_that_were_damaged_are_told_and_a_lost_list_of_files_hides_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let whole = archive(folder);
    let seal = folder.join("index/g1/meta.sum");
    let good = fs::read(&seal).expect("it can be read");
    for bad in [&good[1..], &good[..good.len() - 30]] {
        fs::write(&seal, bad).expect("it can be written");
        assert_told(folder, "damaged sums");
    }
    fs::write(&seal, good).expect("it can be written");
    fs::remove_file(folder.join("index/g1/.managed.json")).expect("it is there");
    assert_eq!(stdout_of(folder, 0, &["check"]), whole);
    let files = files_of(&folder.join("index"));
    let store = files.iter().find(|path| path.extension().is_some_and(|e| e == "store"));
    let store = store.expect("there is one");
    let mut flipped = fs::read(store).expect("it can be read");
    let at = flipped.len() / 3;
    flipped[at] ^= 0x10;
    fs::write(store, flipped).expect("it can be written");
    assert_told(folder, "a flipped bit");
}

/// The engine reads bytes on the trust that they are right. Others may give another answer, which `warta check` is there for, but no
/// command panics over them.
#[test]
fn no_command_panics_over_other_bytes() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let files = files_of(&folder.join("index"));
    let mut random = Archive::new(5);
    let mut told = 0;
    for round in 0..160 {
        let path = &files[random.below(files.len() as u64) as usize];
        let good = fs::read(path).expect("it can be read");
        let mut bad = good.clone();
        let at = random.below(good.len() as u64) as usize;
        for byte in bad.iter_mut().skip(at).take(16) {
            *byte = random.below(256) as u8;
        }
        fs::write(path, bad).expect("it can be written");
        let command = SEARCHES[round % SEARCHES.len()];
        let output = warta(folder, command);
        let said = String::from_utf8_lossy(&output.stderr);
        let what = format!("{} at {at}, {command:?}: {said}", path.display());
        match output.status.code() {
            Some(0 | 1) => {}
            Some(2) => {
                told += 1;
                assert!(
                    said.starts_with("error: index: the index is damaged: `")
                        && said.ends_with("\nhint: make it anew with `warta index --rebuild FOLDER`\n"),
                    "{what}"
                );
            }
            _ => panic!("{what}"),
        }
        fs::write(path, good).expect("it can be written");
    }
    assert!(told > 0, "nothing was told");
}

/// To make it anew is the way out of every damage, whichever file it is in.
#[test]
fn a_damaged_index_is_made_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let before = stdout_of(folder, 0, SEARCHES[1]);
    let mut kinds: Vec<String> = files_of(&folder.join("index"))
        .iter()
        .filter_map(|path| Some(path.extension()?.to_string_lossy().into_owned()))
        .collect();
    kinds.sort();
    kinds.dedup();
    assert!(kinds.len() > 5, "{kinds:?}");
    let saved = folder.join("saved");
    copy(&folder.join("index"), &saved);
    for kind in kinds {
        fs::remove_dir_all(folder.join("index")).expect("it is there");
        copy(&saved, &folder.join("index"));
        for path in files_of(&folder.join("index")) {
            if path.extension().is_some_and(|end| *end == *kind) {
                let len = fs::metadata(&path).expect("it is there").len() as usize;
                fs::write(&path, vec![0xa5; len]).expect("it can be written");
            }
        }
        let output = warta(folder, &["index", "--rebuild", "arsip"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{kind}: {said}");
        assert!(
            said.contains("added:    now, since the index before was damaged and does not tell when\n"),
            "{kind}: {said}"
        );
        assert_eq!(stdout_of(folder, 0, SEARCHES[1]), before, "{kind}");
    }
    let output = warta(folder, &["index", "--rebuild", "arsip"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("added: "), "{said}");
}
