//! Sums over what the engine has none of its own for: its list of segments, where a flipped bit would lose documents in silence, and
//! which file is whose. A file's own sum stands at its end and says nothing of its name: of two that changed places both are whole.
//!
//! All of it changes with every commit and merge, so the sums are taken away before a writer changes anything and put back when it has
//! ended well. What a killed writer leaves has none, and is good all the same: the engine replaces the list in one rename.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::disk::{LIST, damaged, write_whole};
use crate::error::{Error, Result};

const SEAL: &str = "meta.sum";
/// The engine's sum of a file and all that stands around it, well inside.
const END: u64 = 256;

/// Puts the sum beside the list of a generation, and a line for each of the files that it names: its name, its size, the sum of its end.
pub fn put(generation: &Path, files: &[PathBuf]) -> Result<()> {
    let list = generation.join(LIST);
    let bytes = fs::read(&list).map_err(|e| Error::io(list.display(), &e))?;
    let mut text = sum(&bytes) + "\n";
    for file in files {
        let path = generation.join(file);
        let (size, end) = size_and_end(&path).map_err(|e| Error::io(path.display(), &e))?;
        text += &format!("{} {size} {end}\n", file.display());
    }
    write_whole(&generation.join(SEAL), text.as_bytes())
}

fn size_and_end(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(END)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    Ok((size, sum(&end)))
}

/// Takes the sum away, before the list is changed.
pub fn take(generation: &Path) -> Result<()> {
    let seal = generation.join(SEAL);
    match fs::remove_file(&seal) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io(seal.display(), &error)),
        _ => Ok(()),
    }
}

/// Whether the list is as it was written, if that can be told. `dir` is the index, for the message.
pub fn check(dir: &Path, generation: &Path) -> Result<()> {
    let Some(before) = read(generation) else { return Ok(()) };
    let Ok(list) = fs::read(generation.join(LIST)) else {
        // The engine tells what is missing.
        return Ok(());
    };
    let is_whole = before.lines().next() == Some(&*sum(&list));
    tell(dir, generation, &before, (!is_whole).then_some(LIST))
}

/// Whether the files are of the sizes that they were written with, if that can be told. Nothing is read of them.
pub fn check_sizes(dir: &Path, generation: &Path) -> Result<()> {
    check_files(dir, generation, |path, size, _| Ok(fs::metadata(path)?.len() == size))
}

/// Whether the files stand under their own names, if that can be told.
pub fn check_ends(dir: &Path, generation: &Path) -> Result<()> {
    check_files(dir, generation, |path, size, end| {
        size_and_end(path).map(|(now, sum)| now == size && sum == end)
    })
}

fn check_files(
    dir: &Path,
    generation: &Path,
    is_whole: impl Fn(&Path, u64, &str) -> std::io::Result<bool>,
) -> Result<()> {
    let Some(before) = read(generation) else { return Ok(()) };
    let bad = before.lines().skip(1).find_map(|line| {
        let mut parts = line.split(' ');
        let (Some(name), Some(size), Some(end), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Some(SEAL);
        };
        let Ok(size) = size.parse() else { return Some(SEAL) };
        // What is missing is told by the list itself.
        (!is_whole(&generation.join(name), size, end).unwrap_or(true)).then_some(name)
    });
    tell(dir, generation, &before, bad)
}

fn read(generation: &Path) -> Option<String> {
    fs::read_to_string(generation.join(SEAL)).ok()
}

fn tell(dir: &Path, generation: &Path, before: &str, bad: Option<&str>) -> Result<()> {
    match bad {
        // A writer that begins or ends meanwhile takes the sums away or puts others.
        Some(name) if read(generation).as_deref() == Some(before) => {
            Err(damaged(dir, &format!("`{name}` is not as it was written")))
        }
        _ => Ok(()),
    }
}

/// The sum of some bytes as text.
pub fn sum(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flipped_bit_is_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let list = dir.path().join(LIST);
        let good = br#"{"segments":[{"max_doc":12}],"opstamp":7}"#.to_vec();
        fs::write(&list, &good).expect("there is room");
        check(dir.path(), dir.path()).expect("nobody says how it was");
        put(dir.path(), &[]).expect("there is room");
        check(dir.path(), dir.path()).expect("it is as it was");
        for bit in 0..good.len() * 8 {
            let mut flipped = good.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            fs::write(&list, &flipped).expect("there is room");
            check(dir.path(), dir.path()).expect_err("it is not as it was");
        }
        take(dir.path()).expect("it is there");
        take(dir.path()).expect("it need not be");
        check(dir.path(), dir.path()).expect("nobody says how it was");
    }

    #[test]
    fn a_file_of_another_size_or_another_name_is_told() {
        let dir = tempfile::tempdir().expect("a folder");
        let place = dir.path();
        for (name, text) in [(LIST, "{}"), ("a.pos", "satu"), ("b.pos", "enam")] {
            fs::write(place.join(name), text).expect("there is room");
        }
        put(place, &["a.pos".into(), "b.pos".into()]).expect("there is room");
        check(place, place).expect("it is as it was");
        check_ends(place, place).expect("they are as they were");
        fs::write(place.join("a.pos"), "enam").expect("there is room");
        check_sizes(place, place).expect("the size is the same");
        let error = check_ends(place, place).expect_err("it is another's");
        assert!(error.cause.contains("`a.pos` is not as it was written"), "{error}");
        fs::write(place.join("a.pos"), "sat").expect("there is room");
        check_sizes(place, place).expect_err("it was cut");
        take(place).expect("it is there");
        check_sizes(place, place).expect("nobody says how it was");
    }
}
