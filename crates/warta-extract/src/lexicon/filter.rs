//! A Bloom filter with one hash function: a few kilobytes that say of most words that a table does not have them. It stays in the
//! processor's cache; large tables do not.

/// Bits for each key: about one word in as many that is not in the table passes.
const BITS_A_KEY: usize = 32;

#[derive(Clone)]
pub struct Filter {
    bits: Box<[u64]>,
    /// The bits of a hash that are not used.
    shift: u32,
}

impl Filter {
    /// A filter of keys that are hashes, from `text::key_of`.
    pub fn new(keys: impl ExactSizeIterator<Item = u64>) -> Filter {
        let count = (keys.len() * BITS_A_KEY).next_power_of_two().max(64);
        let mut filter = Filter {
            bits: vec![0; count / 64].into(),
            shift: 64 - count.trailing_zeros(),
        };
        for key in keys {
            let bit = filter.bit(key);
            filter.bits[bit / 64] |= 1 << (bit % 64);
        }
        filter
    }

    fn bit(&self, key: u64) -> usize {
        // Fibonacci hashing: the upper bits of the product are well mixed.
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    /// True for all keys of the table, and for few others.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        let bit = self.bit(key);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::key_of;

    #[test]
    fn all_keys_pass_and_few_others() {
        let key = |i: usize| key_of(&format!("kata{i}"));
        for count in [0, 1, 3, 1000] {
            let keys: Vec<u64> = (0..count).map(key).collect();
            let filter = Filter::new(keys.iter().copied());
            assert!(keys.iter().all(|k| filter.may_have(*k)));
            let others = (5000..15_000).filter(|i| filter.may_have(key(*i))).count();
            assert!(others < 600, "{others} of 10,000 pass {count} keys");
        }
    }
}
