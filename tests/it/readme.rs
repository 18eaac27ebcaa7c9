//! The tour of the README is what a user sees: each command in it is run, and prints what stands there.
//!
//! `WARTA_BLESS=1` writes what the commands print now into the README.

use std::fs;
use std::path::Path;

use crate::program::warta;

const OPENING: &str = "```console\n";
const CLOSING: &str = "```\n";

/// Cuts a command at its blanks; what stands in single quotes is one part.
fn parts(command: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (n, piece) in command.split('\'').enumerate() {
        if n % 2 == 1 {
            parts.push(piece.to_owned());
        } else {
            parts.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    parts
}

/// Runs the commands of a block one after the other; the block as it should read.
fn played(folder: &Path, block: &str) -> String {
    let mut out = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ warta ")) {
        let args = parts(command);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = warta(folder, &args);
        assert_ne!(
            output.status.code(),
            Some(2),
            "warta {command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        out.push_str(&format!("$ warta {command}\n"));
        out.push_str(&String::from_utf8_lossy(&output.stdout));
        out.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    out
}

/// A text with `N` for every figure of time: it differs from run to run.
fn timeless(text: &str) -> String {
    let units = ["ms", "s", "articles/s", "MB/s"];
    let words: Vec<&str> = text.split(' ').collect();
    let is_timed = |n: usize| {
        words
            .get(n + 1)
            .and_then(|unit| unit.split([',', ')', '\n']).next())
            .is_some_and(|unit| units.contains(&unit))
    };
    let masked = words.iter().enumerate().map(|(n, word)| {
        let lead = word.len() - word.trim_start_matches(['(', '\n']).len();
        match is_timed(n) && word[lead..].starts_with(|c: char| c.is_ascii_digit()) {
            true => format!("{}N", &word[..lead]),
            false => (*word).to_owned(),
        }
    });
    masked.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_tour_is_what_a_user_sees() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(home.join("README.md")).expect("the README can be read");
    let dir = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(home.join("corpus"), dir.path().join("corpus")).expect("a link");
    let mut written = String::new();
    let mut rest = readme.as_str();
    let mut blocks = 0;
    while let Some((before, behind)) = rest.split_once(OPENING) {
        let (block, behind) = behind.split_once(CLOSING).expect("a block ends");
        let shown = played(dir.path(), block);
        written.push_str(before);
        written.push_str(OPENING);
        // Only the time may differ.
        written.push_str(if timeless(&shown) == timeless(block) {
            block
        } else {
            &shown
        });
        written.push_str(CLOSING);
        blocks += 1;
        rest = behind;
    }
    written.push_str(rest);
    assert!(blocks > 3, "the README has a tour");
    if std::env::var_os("WARTA_BLESS").is_some() {
        fs::write(home.join("README.md"), written).expect("the README can be written");
    } else if written != readme {
        let differs = written.lines().zip(readme.lines()).find(|(now, then)| now != then);
        panic!("the README shows something else; run with WARTA_BLESS=1 to take what is printed now: {differs:?}");
    }
}
