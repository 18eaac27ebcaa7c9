//! A table for each language, made when it is first asked for.

use std::sync::OnceLock;

use super::{ALL, Profile};

/// One for each profile, the neutral one included.
const COUNT: usize = ALL.len() + 1;

/// What a pass makes of the words of each language. To be kept in a `static`:
///
/// ```
/// use warta_extract::lang::{self, PerLanguage};
///
/// static MONTHS: PerLanguage<usize> =
///     PerLanguage::new(|profile| profile.lexicon.months.iter().map(|file| file.entries().count()).sum());
/// assert!(*MONTHS.of(lang::ALL[0]) >= 12);
/// assert_eq!(*MONTHS.of(&lang::NEUTRAL), 0);
/// ```
pub struct PerLanguage<T: 'static> {
    make: fn(&'static Profile) -> T,
    tables: [OnceLock<T>; COUNT],
}

impl<T> PerLanguage<T> {
    pub const fn new(make: fn(&'static Profile) -> T) -> PerLanguage<T> {
        PerLanguage {
            make,
            tables: [const { OnceLock::new() }; COUNT],
        }
    }

    /// The table of a language.
    pub fn of(&self, profile: &'static Profile) -> &T {
        self.tables[profile.index].get_or_init(|| (self.make)(profile))
    }
}
