//! Makes a table of [`Slots`]: when the crate is built, and in tests.

use super::slots::{BITS, NOWHERE, Slots, mixed, tag_of};

/// Numbers keys in their order, from the one behind [`NOWHERE`] on.
pub struct Builder {
    slots: Vec<[u8; 8]>,
    /// The number that comes next.
    count: u32,
}

impl Builder {
    pub fn new(keys: &[u64]) -> Builder {
        let mut builder = Builder::empty(1 << 17);
        for (at, key) in keys.iter().enumerate() {
            if builder.count as usize * 3 >= builder.slots.len() * 2 {
                let mut larger = Builder::empty(builder.slots.len() * 2);
                keys[..at].iter().for_each(|key| larger.add(*key));
                builder = larger;
            }
            builder.add(*key);
        }
        assert!(builder.count < 1 << BITS, "more words than there are numbers");
        builder
    }

    fn empty(slots: usize) -> Builder {
        Builder {
            slots: vec![[0; 8]; slots],
            count: NOWHERE + 1,
        }
    }

    fn add(&mut self, key: u64) {
        let at = Slots(&self.slots).slot_of(key);
        if self.slots[at] == [0; 8] {
            self.slots[at] = (tag_of(mixed(key)) | u64::from(self.count)).to_le_bytes();
            self.count += 1;
        }
    }

    /// How many numbers there are, those of no word included.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// What [`Slots::new`] takes.
    pub fn bytes(&self) -> &[u8] {
        self.slots.as_flattened()
    }
}
