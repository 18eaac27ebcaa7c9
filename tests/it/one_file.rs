//! One file, read as indexing reads it: as it is, and broken.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use warta::corpus::{FileEntry, Finding, ReadOptions, read};
use warta::error::Error;

use crate::dice::Dice;

/// A sample of every format of exports, feeds, agencies, documents, archives and corpora.
pub fn samples() -> Vec<PathBuf> {
    below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/formats"))
}

/// All files below a folder, in the order of their names.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let location = entry.expect("the folder can be listed").path();
        match location.is_dir() {
            true => files.extend(below(&location)),
            false => files.push(location),
        }
    }
    files.sort();
    files
}

pub fn name_of(location: &Path) -> String {
    let name = location.file_name().expect("it has a name");
    name.to_string_lossy().into_owned()
}

/// Reads a file under its name; what is wrong with it as a whole.
pub fn read_with(location: &Path, options: &ReadOptions, sink: &mut dyn FnMut(Finding)) -> Option<Error> {
    let meta = fs::metadata(location).expect("it is there");
    let file = FileEntry::of(location.to_owned(), name_of(location), &meta);
    let result = read(&file, options, &mut |found| {
        sink(found);
        ControlFlow::Continue(())
    });
    result.err()
}

pub fn read_file(location: &Path, sink: &mut dyn FnMut(Finding)) -> Option<Error> {
    read_with(location, &ReadOptions::default(), sink)
}

/// Reads a file of these bytes, and tells how many articles and errors came.
pub fn read_bytes(folder: &Path, name: &str, bytes: &[u8]) -> (usize, usize) {
    let location = folder.join(name);
    fs::write(&location, bytes).expect("a file");
    let (mut articles, mut errors) = (0, 0);
    let error = read_file(&location, &mut |found| match found {
        Finding::Article(_) => articles += 1,
        // What is no article by its kind is said too: a mail whose text is gone is one without text.
        Finding::Rejected(_) | Finding::Left(_) => errors += 1,
        Finding::Note(_) | Finding::Plain(_) => {}
    });
    (articles, errors + usize::from(error.is_some()))
}

/// One of the ways in which files break: cut, a part twice, a part lost, other bytes, other numbers.
pub fn broken(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let (a, b) = (dice.roll(out.len()), dice.roll(out.len()));
    let (from, to) = (a.min(b), a.max(b));
    match dice.roll(5) {
        0 => out.truncate(from),
        1 => {
            let part = out[from..to].to_vec();
            out.splice(from..from, part);
        }
        2 => drop(out.drain(from..to)),
        3 => {
            for _ in 0..=dice.roll(12) {
                let at = dice.roll(out.len());
                if let Some(byte) = out.get_mut(at) {
                    *byte = dice.roll(256) as u8;
                }
            }
        }
        _ => {
            let digits: Vec<usize> = (0..out.len()).filter(|at| out[*at].is_ascii_digit()).collect();
            for _ in 0..=dice.roll(4).min(digits.len()) {
                if let Some(at) = digits.get(dice.roll(digits.len())) {
                    out[*at] = b'0' + dice.roll(10) as u8;
                }
            }
        }
    }
    out
}
