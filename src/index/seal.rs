//! A sum over the engine's list of segments, which has none of its own: a flipped bit there would lose documents in silence.
//!
//! The list changes with every commit and merge, so the sum is taken away before a writer changes anything and put back when it has
//! ended well. What a killed writer leaves has no sum, and is good all the same: the engine replaces the list in one rename.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::directory::{damaged, write_whole};
use crate::error::{Error, Result};

const LIST: &str = "meta.json";
const SEAL: &str = "meta.sum";

/// Puts the sum beside the list of a generation.
pub fn put(generation: &Path) -> Result<()> {
    let list = generation.join(LIST);
    let bytes = fs::read(&list).map_err(|e| Error::io(list.display(), &e))?;
    write_whole(&generation.join(SEAL), format!("{}\n", sum(&bytes)).as_bytes())
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
    let seal = || fs::read_to_string(generation.join(SEAL)).ok();
    let Some(before) = seal() else { return Ok(()) };
    let Ok(list) = fs::read(generation.join(LIST)) else {
        // The engine tells what is missing.
        return Ok(());
    };
    // A writer that begins or ends meanwhile takes the sum away or puts another.
    if before.trim_end() == sum(&list) || seal().as_ref() != Some(&before) {
        return Ok(());
    }
    Err(damaged(dir, &format!("`{LIST}` is not as it was written")))
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
        put(dir.path()).expect("there is room");
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
}
