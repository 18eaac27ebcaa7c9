//! Gives the extraction a version: a hash of its sources and lexicons, so that an index knows whether its articles were
//! understood by the rules and words of this program.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn files(folder: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, out)?;
        } else {
            out.push(path);
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let folders = ["src", "lexicon"];
    let mut all = Vec::new();
    for folder in folders {
        files(Path::new(folder), &mut all)?;
    }
    all.sort();
    let mut hasher = DefaultHasher::new();
    for path in all {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&path)?);
    }
    for folder in folders {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rustc-env=WARTA_EXTRACTION={:016x}", hasher.finish());
    Ok(())
}
