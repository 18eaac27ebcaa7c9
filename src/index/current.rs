//! What the file `CURRENT` says: which generation of an index is in use, and of which version it is.

use serde::{Deserialize, Serialize};

use super::disk::FORMAT;
use super::seal;

/// The name of the file.
pub const CURRENT: &str = "CURRENT";
/// What it is written to before it takes its place.
pub const BESIDE: &str = "CURRENT.new";
/// No generation has so high a number: there is always a next one.
pub const LAST: u64 = u64::MAX / 2;

#[derive(Serialize, Deserialize)]
pub struct Current {
    pub format: u32,
    pub generation: u64,
    /// Of both: another number would lead to what an interrupted rebuild left. A version before had none.
    #[serde(default)]
    sum: Option<String>,
}

impl Current {
    pub fn new(generation: u64) -> Current {
        Current {
            format: FORMAT,
            generation,
            sum: Some(Current::sum(FORMAT, generation)),
        }
    }

    fn sum(format: u32, generation: u64) -> String {
        seal::sum(format!("{format} {generation}").as_bytes())
    }

    /// What a `CURRENT` says, if it is as it was written.
    pub fn read(text: &str) -> Option<Current> {
        let current: Current = serde_json::from_str(text).ok()?;
        let sum = Current::sum(current.format, current.generation);
        let as_written = current.sum.as_ref().is_none_or(|written| *written == sum);
        (as_written && current.generation < LAST).then_some(current)
    }

    /// As it is written.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flipped_bit_is_told_or_changes_nothing() {
        let good = Current::new(7).text();
        let mut told = 0;
        for bit in 0..good.len() * 8 {
            let mut flipped = good.clone().into_bytes();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let read = String::from_utf8(flipped).ok().and_then(|text| Current::read(&text));
            told += usize::from(read.is_none());
            // The name of the sum may be lost; then the numbers are right.
            assert!(
                read.is_none_or(|c| (c.format, c.generation) == (FORMAT, 7)),
                "bit {bit}"
            );
        }
        assert!(told > good.len() * 6, "only {told} were told");
        let before = Current::read("{\"format\":3,\"generation\":2}");
        assert_eq!(before.map(|c| c.generation), Some(2));
        assert!(Current::read("{\"format\":3,\"generation\":18446744073709551615}").is_none());
    }
}
