//! A small sketch of an article's wording, by which reprints are told: the bottom-k sketch of its shingles.
//!
//! A shingle is [`SHINGLE`] words in a row, folded. Each is hashed to 32 bits and the [`SKETCH`] smallest hashes are kept;
//! the share of hashes that two sketches have in common, among the smallest of both together, estimates the share of
//! shingles that the two texts have in common (A. Broder, "On the resemblance and containment of documents", 1997).

use crate::extract::text::{Doc, Kind};

/// Words in a shingle. Four in a row are rarely shared by chance, and one changed word spoils only four shingles.
const SHINGLE: usize = 4;

/// Hashes that are kept of each article. The estimate's standard error is at most 0.5 / sqrt(24), that is 0.1.
pub const SKETCH: usize = 24;

/// The smallest hashes of the body's shingles, ascending, without repeats. Texts of fewer than four words have none.
pub fn sketch(doc: &Doc, skip: usize) -> Vec<u32> {
    let mut smallest: Vec<u32> = Vec::with_capacity(2 * SKETCH);
    let mut limit = u32::MAX;
    let mut window = [0u64; SHINGLE];
    let mut words = 0usize;
    for token in doc.tokens[skip.min(doc.tokens.len())..]
        .iter()
        .filter(|t| t.kind != Kind::Sign)
    {
        let [_, second, third, fourth] = window;
        window = [second, third, fourth, token.key];
        words += 1;
        if words < SHINGLE {
            continue;
        }
        let hash = mix(window);
        if hash >= limit {
            continue;
        }
        smallest.push(hash);
        if smallest.len() == smallest.capacity() {
            keep_smallest(&mut smallest);
            if smallest.len() == SKETCH {
                limit = smallest[SKETCH - 1];
            }
        }
    }
    keep_smallest(&mut smallest);
    smallest
}

fn keep_smallest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
}

/// One well-mixed hash of the words' keys in their order; the steps between are the finalizer of MurmurHash3.
fn mix(window: [u64; SHINGLE]) -> u32 {
    let mut hash = 0u64;
    for key in window {
        hash = (hash.rotate_left(23) ^ key).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 33;
    }
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Language;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<u32> {
        sketch(&Doc::new(text, Language::ID), 0)
    }

    #[test]
    fn case_and_signs_do_not_matter_and_words_do() {
        let one = of("Warga tiga desa menuntut perusahaan memulihkan sungai yang keruh.");
        assert_eq!(
            one,
            of("WARGA tiga desa - menuntut perusahaan, memulihkan sungai yang keruh")
        );
        assert_ne!(
            one,
            of("Warga tiga desa menuntut perusahaan memulihkan sungai yang jernih")
        );
        assert!(of("Tiga kata saja").is_empty());
    }

    proptest! {
        #[test]
        fn it_is_the_smallest_of_all_shingles(words in prop::collection::vec("[a-f]{1,2}", 0..200)) {
            let text = words.join(" ");
            let doc = Doc::new(&text, Language::ID);
            let mut all: Vec<u32> = doc.tokens.windows(SHINGLE).map(|w| mix([w[0].key, w[1].key, w[2].key, w[3].key])).collect();
            all.sort_unstable();
            all.dedup();
            all.truncate(SKETCH);
            prop_assert_eq!(sketch(&doc, 0), all);
        }
    }
}
