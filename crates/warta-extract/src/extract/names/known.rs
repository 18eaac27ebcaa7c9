//! Short forms by which the press calls well-known persons.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::text::key_of;
use crate::lang::world;
use crate::lexicon::rows;

static FULL: LazyLock<FxHashMap<u64, &'static str>> = LazyLock::new(|| {
    rows(world::WELL_KNOWN.text)
        .filter_map(|row| Some((key_of(row.first()?), *row.get(1)?)))
        .collect()
});

/// The name that a short form stands for: `Joko Widodo` for `Jokowi`.
pub fn full_name(short: &str) -> Option<&'static str> {
    FULL.get(&key_of(short)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_have_a_full_name() {
        assert_eq!(full_name("jokowi"), Some("Joko Widodo"));
        assert_eq!(full_name("Bambang"), None);
    }
}
