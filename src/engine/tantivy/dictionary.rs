//! The values of a snapshot as numbers that all its segments share.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

const UNKNOWN: u32 = u32::MAX;

/// Gives each text a number, from 0 on, in the order in which they come.
#[derive(Debug, Default)]
pub struct Dictionary {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    numbers: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
    /// Of each key that forms of a value meet by: the form that came first.
    firsts: FxHashMap<String, u32>,
    /// By the number of a form: the one of its value that came first; [`UNKNOWN`] where that was not asked for.
    values: Vec<u32>,
}

impl Inner {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        let text: Arc<str> = text.into();
        self.numbers.insert(text.clone(), number);
        self.texts.push(text);
        number
    }
}

impl Dictionary {
    /// The number of a text, a new one where it has none.
    pub fn number(&self, text: &str) -> u32 {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).number(text)
    }

    /// The number of a form, and that of its value: of all forms of one key, the one that came first.
    pub fn form(&self, form: &str, key: impl FnOnce(&str) -> String) -> (u32, u32) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let written = inner.number(form);
        let at = written as usize;
        if at >= inner.values.len() {
            inner.values.resize(at + 1, UNKNOWN);
        }
        if inner.values[at] == UNKNOWN {
            inner.values[at] = *inner.firsts.entry(key(form)).or_insert(written);
        }
        (written, inner.values[at])
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

    #[test]
    fn forms_of_one_key_have_the_number_of_the_first() {
        let dictionary = Dictionary::default();
        let forms = ["Satu", "DUA", "satu", "dua", "Satu"];
        let numbers = forms.map(|form| dictionary.form(form, |form| form.to_lowercase()));
        assert_eq!(numbers, [(0, 0), (1, 1), (2, 0), (3, 1), (0, 0)]);
    }
}
