//! Numbers the words of the lexicon: a program that cuts and looks up nearly a megabyte of words before it can read its first sentence
//! starts slowly. It is done here with the same sources by which texts are cut, see `src/vocabulary/numbers.rs`.

#[path = "src/vocabulary/builder.rs"]
mod builder;
#[allow(dead_code, reason = "only making is needed")]
#[path = "src/vocabulary/slots.rs"]
mod slots;
#[allow(dead_code, reason = "only its shape is needed")]
#[path = "src/span.rs"]
mod span;
#[allow(dead_code, reason = "only cutting is needed")]
#[path = "src/tokens.rs"]
mod tokens;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use builder::Builder;
use tokens::{key_of, tokenize};

fn main() -> Result<(), Box<dyn Error>> {
    for source in ["lexicon", "src/span.rs", "src/tokens.rs", "src/vocabulary"] {
        println!("cargo::rerun-if-changed={source}");
    }
    // The hash of a word goes by the size of a pointer.
    let width = env::var("CARGO_CFG_TARGET_POINTER_WIDTH")?;
    if width != usize::BITS.to_string() {
        return Err(format!(
            "built on {} bits for {width}: words would have other hashes there",
            usize::BITS
        )
        .into());
    }
    let mut keys = Vec::new();
    for text in texts(Path::new("lexicon"))? {
        keys_of(&text, &mut keys);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no place for what is made")?);
    let table = Builder::new(&keys);
    fs::write(out.join("numbers.bin"), table.bytes())?;
    println!("cargo::rustc-env=NUMBERS_OF_WORDS={}", table.count());
    Ok(())
}

/// What the tables of all folders say, the shortest first: the words of the sentence stand in short files, and their places in the tables
/// are near each other then.
fn texts(lexicon: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for folder in fs::read_dir(lexicon)? {
        for file in fs::read_dir(folder?.path())? {
            let path = file?.path();
            // What an editor leaves beside them is none.
            if path.extension().is_some_and(|extension| extension == "tsv") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: &PathBuf| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let mut texts = paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    texts.sort_by_key(String::len);
    Ok(texts)
}

/// The words of a file in its order, some of them more than once.
fn keys_of(text: &str, keys: &mut Vec<u64>) {
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        keys.extend(tokenize(line).iter().map(|token| token.key));
        // What is one word by itself may be cut where signs stand beside it.
        let pieces = line.split([' ', '\t']).filter(|piece| !piece.is_empty());
        let with_signs = pieces.filter(|piece| !piece.bytes().all(|b| b.is_ascii_alphabetic()));
        keys.extend(with_signs.map(key_of));
    }
}
