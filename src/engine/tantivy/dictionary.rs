//! The values of a snapshot as numbers that all its segments share.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// Gives each text a number, from 0 on, in the order in which they come.
#[derive(Debug, Default)]
pub struct Dictionary {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    numbers: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Dictionary {
    /// The number of a text, a new one where it has none.
    pub fn number(&self, text: &str) -> u32 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = inner.numbers.get(text) {
            return *number;
        }
        let number = inner.texts.len() as u32;
        let text: Arc<str> = text.into();
        inner.numbers.insert(text.clone(), number);
        inner.texts.push(text);
        number
    }

    /// Looks at the texts by their numbers.
    pub fn read<T>(&self, look: impl FnOnce(&[Arc<str>]) -> T) -> T {
        look(&self.inner.lock().unwrap_or_else(PoisonError::into_inner).texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_has_the_same_number() {
        let dictionary = Dictionary::default();
        let numbers = ["satu", "dua", "satu", ""].map(|text| dictionary.number(text));
        assert_eq!(numbers, [0, 1, 0, 2]);
        let texts: Vec<String> = dictionary.read(|texts| texts.iter().map(|text| text.to_string()).collect());
        assert_eq!(texts, ["satu", "dua", ""]);
    }
}
