//! A hash table of words that is built once and small: eight bytes a slot, so that a look at a word costs one line of the
//! processor's cache, and most of the table of all names stays in that cache.

use rustc_hash::FxHashMap;

use super::classes::Word;

pub struct Table {
    /// A power of two, at most two thirds of them taken: the upper 48 bits say which word, the others which of the sets of
    /// classes, from 1 on. The bits of a hash that do not stand in the slot say where it is, so two words are taken for one
    /// about as seldom as by their keys.
    slots: Box<[u64]>,
    /// The bits of a hash that do not say where its slot is.
    shift: u32,
    sets: Vec<Word>,
}

/// The bits of a slot that say which set.
const SET: u64 = 0xffff;

impl Table {
    /// A table of words by `text::key_of`. One without classes is as good as none.
    pub fn new(words: impl ExactSizeIterator<Item = (u64, Word)>) -> Table {
        let count = (words.len() * 3 / 2 + 2).next_power_of_two();
        let mut table = Table {
            slots: vec![0; count].into(),
            shift: 64 - count.trailing_zeros(),
            sets: Vec::new(),
        };
        let mut numbers: FxHashMap<Word, u64> = FxHashMap::default();
        for (key, word) in words.filter(|(_, word)| word.is_known()) {
            let number = *numbers.entry(word).or_insert_with(|| {
                table.sets.push(word);
                table.sets.len() as u64
            });
            debug_assert!(number <= SET, "there are too many sets of classes");
            let at = table.slot_of(key);
            table.slots[at] = tag_of(mixed(key)) | number;
        }
        table
    }

    /// The slot that has the key, or the free one where it would be.
    fn slot_of(&self, key: u64) -> usize {
        let hash = mixed(key);
        let mut at = (hash >> self.shift) as usize;
        while self.slots[at] != 0 && self.slots[at] & !SET != tag_of(hash) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// What a word can be; nothing where the table does not have it.
    pub fn get(&self, key: u64) -> Word {
        match self.slots[self.slot_of(key)] & SET {
            0 => Word::default(),
            number => self.sets[number as usize - 1],
        }
    }
}

/// Fibonacci hashing: the upper bits of the product are well mixed, and no two keys have the same.
fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The lower bits: the upper ones say where the slot is.
fn tag_of(hash: u64) -> u64 {
    hash << 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::text::key_of;

    #[test]
    fn it_has_what_was_put_in_and_nothing_else() {
        for count in [0, 1, 2, 3, 1000] {
            let classes = [Word::GIVEN, Word::FAMILY, Word::ROLE | Word::KIN];
            let words: FxHashMap<u64, Word> = (0..count)
                .map(|i| (key_of(&format!("kata{i}")), classes[i % 3]))
                .collect();
            let table = Table::new(words.iter().map(|(key, word)| (*key, *word)));
            assert!(words.iter().all(|(key, word)| table.get(*key) == *word));
            let others = (0..2000).map(|i| key_of(&format!("lain{i}")));
            assert!(others.chain([0]).all(|key| !table.get(key).is_known()));
        }
    }
}
