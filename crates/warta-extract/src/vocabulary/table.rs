//! What words stand for, as an array.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::numbers::{self, NOT_LOOKED_UP};
use crate::tokens::Token;

/// What each word stands for, of which there are few different things: two bytes a word of the lexicon. A word that it does not have
/// stands for the default.
pub struct Table<T> {
    /// For each word its place in `values`.
    places: Box<[u16]>,
    /// The default first.
    values: Vec<T>,
}

impl<T: Copy + Default + Eq + Hash> Table<T> {
    /// A table of words by their keys, from [`key_of`](crate::tokens::key_of). Words of no file are left out.
    pub fn new(words: impl IntoIterator<Item = (u64, T)>) -> Table<T> {
        let mut table = Table {
            places: vec![0; numbers::count()].into(),
            values: vec![T::default()],
        };
        let mut place_of: FxHashMap<T, u16> = FxHashMap::default();
        place_of.insert(T::default(), 0);
        for (key, value) in words {
            let place = *place_of.entry(value).or_insert_with(|| {
                table.values.push(value);
                u16::try_from(table.values.len() - 1).expect("words stand for fewer different things")
            });
            if let Some(word) = numbers::of_keys([key]).next() {
                table.places[word as usize] = place;
            }
        }
        table
    }

    /// What the word of a token stands for.
    #[inline]
    pub fn get(&self, token: &Token) -> T {
        match token.word {
            NOT_LOOKED_UP => self.of_key(token.key),
            word => self.values[usize::from(self.places[word as usize])],
        }
    }

    /// What the word with this key stands for.
    pub fn of_key(&self, key: u64) -> T {
        self.values[usize::from(self.places[numbers::number_of(key) as usize])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::{key_of, tokenize};
    use crate::vocabulary::numbered;

    #[test]
    fn it_has_what_was_put_in_and_nothing_else() {
        let table = Table::new([(key_of("kata"), 1), (key_of("said"), 2), (key_of("xyzzyx"), 3)]);
        for tokens in [
            tokenize("Kata said menteri abcxyz"),
            numbered("Kata said menteri abcxyz").to_vec(),
        ] {
            let got: Vec<i32> = tokens.iter().map(|token| table.get(token)).collect();
            assert_eq!(got, [1, 2, 0, 0]);
        }
    }
}
