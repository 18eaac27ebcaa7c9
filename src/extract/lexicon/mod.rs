//! The words of each language, as data: one folder a language, `world/` for what all share.
//!
//! A data file is UTF-8 with tabs between its columns. Lines that begin with `#` are comments; the first ones say what
//! the columns are and where the data comes from. Files are compiled in and turned into tables once, when first used.

mod phrases;

pub use phrases::{Case, Phrases};

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::extract::text::key_of;

/// The rows of a data file, each cut at its tabs.
pub fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

static ABBREVIATIONS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    [
        include_str!("id/abbreviations.tsv"),
        include_str!("en/abbreviations.tsv"),
    ]
    .into_iter()
    .flat_map(rows)
    .filter_map(|row| row.first().map(|word| key_of(word)))
    .collect()
});

/// Words that are written with a full stop in the middle of a sentence: `Dr.`, `No.`
pub fn is_abbreviation(key: u64) -> bool {
    ABBREVIATIONS.contains(&key)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every data file says on top where its words are from.
    #[test]
    fn data_files_tell_their_origin() {
        const SAID: [&str; 4] = ["origin:", "made by hand", "from ", "scowl"];
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/extract/lexicon");
        let folders = std::fs::read_dir(root).expect("the lexicon is there");
        let files = folders
            .filter_map(|entry| std::fs::read_dir(entry.ok()?.path()).ok())
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "tsv"));
        let mut read = 0;
        for path in files {
            let data = std::fs::read_to_string(&path).expect("it is UTF-8");
            let head: Vec<&str> = data.lines().take_while(|line| line.starts_with('#')).collect();
            let head = head.join(" ").to_lowercase();
            assert!(
                SAID.iter().any(|word| head.contains(word)),
                "{} has no origin",
                path.display()
            );
            assert!(
                data.lines()
                    .any(|line| !line.starts_with('#') && !line.trim().is_empty()),
                "{} is empty",
                path.display()
            );
            read += 1;
        }
        assert!(read > 30, "only {read} files");
    }
}
