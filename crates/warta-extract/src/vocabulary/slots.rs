//! A hash table from keys of words to small numbers, as bytes that can be compiled in. It is made by `builder.rs`, while the crate is built.
//!
//! Eight bytes a slot, so that a look at a word costs one line of the processor's cache. The lower bits of a slot are the number, and the
//! others are bits of the key's hash. Those that do not stand in the slot say where it is, so two words are taken for one about as seldom
//! as by their keys.

/// The bits of a slot that are the number.
pub(super) const BITS: u32 = 20;

/// Of a word that the table does not have. No word has it.
pub const NOWHERE: u32 = 1;

/// The slots, each a little-endian number of eight bytes; their count is a power of two, at most two thirds of them taken.
#[derive(Clone, Copy)]
pub struct Slots<'a>(pub(super) &'a [[u8; 8]]);

impl<'a> Slots<'a> {
    /// Of what a builder made.
    pub const fn new(bytes: &'a [u8]) -> Slots<'a> {
        let (slots, rest) = bytes.as_chunks::<8>();
        assert!(slots.len().is_power_of_two() && rest.is_empty());
        Slots(slots)
    }

    /// The number of a key, [`NOWHERE`] for one that is not here.
    #[inline]
    pub fn number(self, key: u64) -> u32 {
        match u64::from_le_bytes(self.0[self.slot_of(key)]) & ((1 << BITS) - 1) {
            0 => NOWHERE,
            number => number as u32,
        }
    }

    /// The slot that has the key, or the free one where it would be.
    #[inline]
    pub(super) fn slot_of(self, key: u64) -> usize {
        let hash = mixed(key);
        let shift = u64::BITS - self.0.len().trailing_zeros();
        let mut at = (hash >> shift) as usize;
        loop {
            let slot = u64::from_le_bytes(self.0[at]);
            if slot == 0 || slot & !((1 << BITS) - 1) == tag_of(hash) {
                return at;
            }
            at = (at + 1) & (self.0.len() - 1);
        }
    }
}

/// Fibonacci hashing: the upper bits of the product are well mixed, and no two keys have the same.
pub(super) fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The lower bits: the upper ones say where the slot is.
pub(super) fn tag_of(hash: u64) -> u64 {
    hash << BITS
}
