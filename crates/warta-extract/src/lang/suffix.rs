//! What stands behind a name and a comma and belongs to the name.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{of_all, world};
use crate::lexicon::File;

static SUFFIXES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let degrees = of_all(|lexicon| lexicon.persons).into_iter().flat_map(File::entries);
    let degrees = degrees.filter(|entry| entry.class == "degree");
    let of_credits = world::CREDITS.of_class("suffix");
    degrees.chain(of_credits).map(|entry| folded(entry.item)).collect()
});

/// Whether a word is a generation or a degree, however it is dotted: `Jr.`, `MD`, `S.H.`, `Ph.D`. One without a full stop may be a name of
/// its own behind a name of one word: `Ana, Ma`.
pub fn is_suffix(word: &str, name: &str) -> bool {
    let sure = name.contains(char::is_alphabetic) && (word.contains('.') || name.trim().contains(' '));
    sure && word.len() <= LONGEST && !word.contains(' ') && SUFFIXES.contains(&folded(word))
}

/// Bytes of the longest one with its full stops.
const LONGEST: usize = 20;

fn folded(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
