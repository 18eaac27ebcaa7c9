//! One file of the index goes away in the middle of a run, at a moment that is the same each time: the run says so, whichever file it
//! is, or has made up for it. Exit code 0 over an index that is not whole would be found out by who searches next.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use warta::error::{Error, ErrorKind};
use warta::ingest::{FileReport, Observer, Progress, Request, ingest};

use crate::archive::Archive;
use crate::folders::copy;
use crate::program::stdout_of;
use crate::whole::{of_folder, of_index, write};

/// Removes a file of the index when the first file of the archive is told.
struct Remover {
    path: Option<PathBuf>,
}

impl Observer for Remover {
    fn file(&mut self, _: FileReport) {
        if let Some(path) = self.path.take() {
            fs::remove_file(path).expect("it is there");
        }
    }

    fn progress(&mut self, _: Progress) {}
}

fn run(folder: &Path, gone: &Path) -> Result<(), Error> {
    let request = Request {
        index: folder.join("index"),
        roots: vec![folder.join("arsip")],
        piped: None,
        walk: Default::default(),
        read: Default::default(),
        no_map: false,
        keep_missing: false,
        rebuild: false,
        retry: false,
        refresh: false,
        version: warta::extract::Version::current(),
        memory: 16_000_000,
        threads: 1,
        commit_bytes: u64::MAX,
    };
    let mut remover = Remover {
        path: Some(folder.join("index").join(gone)),
    };
    let result = ingest(&request, &mut remover, &AtomicBool::new(false)).map(|_| ());
    assert!(remover.path.is_none(), "the run told of no file");
    result
}

/// All files of an index, as paths from its directory; without the sum that is there only while nobody writes.
fn files_of(index: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in [index.to_owned(), index.join("g1")] {
        for entry in fs::read_dir(folder).expect("it can be listed").flatten() {
            if entry.path().is_file() && entry.file_name() != "meta.sum" {
                files.push(entry.path().strip_prefix(index).expect("it is below").to_owned());
            }
        }
    }
    files.sort();
    files
}

#[test]
fn each_file_of_the_index_that_goes_away_in_a_run_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let mut samples = Archive::new(21);
    let mut add = |name: &str| {
        for (i, sample) in samples.by_ref().take(4).enumerate() {
            write(&folder.join(format!("arsip/{name}/{i}.txt")), &sample.as_text());
        }
    };
    let root = folder.join("arsip");
    let index = |args: &[&str]| {
        let root = root.to_string_lossy();
        stdout_of(
            folder,
            0,
            &[&["index", &*root, "--quiet", "--threads", "1"], args].concat(),
        );
    };
    add("satu");
    index(&[]);
    // Of some articles in the segment only the removal is kept, in a file of its own.
    fs::remove_file(folder.join("arsip/satu/0.txt")).expect("it is there");
    index(&[]);
    copy(&folder.join("index"), &folder.join("utuh"));
    add("dua");
    let files = files_of(&folder.join("index"));
    let kinds = |kind: &str| {
        files
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == kind))
            .count()
    };
    for kind in ["idx", "pos", "term", "store", "fast", "fieldnorm", "del"] {
        assert!(kinds(kind) > 0, "no file of the kind {kind} is tried: {files:?}");
    }
    let wanted = of_folder(&root, "arsip");
    let mut told = 0;
    for gone in &files {
        fs::remove_dir_all(folder.join("index")).expect("it is there");
        copy(&folder.join("utuh"), &folder.join("index"));
        match run(folder, gone) {
            // It was of no use any more, or was written anew.
            Ok(()) => {
                stdout_of(folder, 0, &["check"]);
                assert_eq!(of_index(&folder.join("index")), wanted, "without {}", gone.display());
            }
            Err(error) => {
                told += 1;
                assert_eq!(error.kind, ErrorKind::Index, "without {}: {error}", gone.display());
                let said = error.to_string();
                let name = gone.file_name().expect("it has one").to_string_lossy();
                assert!(
                    said.contains(&format!(
                        "the index is damaged: `{name}` is missing\nhint: make it anew"
                    )),
                    "without {}: {said}",
                    gone.display()
                );
                index(&["--rebuild"]);
                stdout_of(folder, 0, &["check"]);
                assert_eq!(of_index(&folder.join("index")), wanted, "without {}", gone.display());
            }
        }
    }
    assert!(told >= 8, "only {told} of {} files were told", files.len());
}
