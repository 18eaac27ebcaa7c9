//! Numbers that look like chance, the same in every run; how many of them a test takes can be told from outside.

/// The generator.
pub struct Dice(pub u64);

impl Dice {
    /// As `WARTA_FUZZ_SEED` says, else from `usual` on.
    pub fn told(usual: u64) -> Dice {
        Dice(number("WARTA_FUZZ_SEED").unwrap_or(usual))
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    pub fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.roll(list.len())]
    }
}

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How often a test is to be done: as `WARTA_FUZZ_ROUNDS` says, else as in every run of the tests.
pub fn rounds(usual: u64) -> u64 {
    number("WARTA_FUZZ_ROUNDS").unwrap_or(usual)
}
