//! The parts of a written date: numbers with the count of their digits, words, and signs.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::extract::text::key_of;

/// A date is short; what stands further behind belongs to something else.
const MOST: usize = 48;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// `digits` says how it was written: `02` has two.
    Number {
        value: u32,
        digits: u8,
    },
    /// By its [`key_of`].
    Word(u64),
    Sign(char),
}

impl Item {
    pub fn word(&self) -> Option<u64> {
        match self {
            Item::Word(key) => Some(*key),
            _ => None,
        }
    }
}

/// Cuts the first [`MOST`] parts; white space is left out. A number of more than nine digits ends the scan.
pub fn scan(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        if items.len() == MOST {
            break;
        }
        let len = if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (Ok(value), Ok(digits)) = (rest[..len].parse(), u8::try_from(len)) else {
                break;
            };
            items.push(Item::Number { value, digits });
            len
        } else if c.is_alphabetic() {
            let len = word_len(rest);
            items.push(Item::Word(key_of(&rest[..len])));
            len
        } else {
            items.push(Item::Sign(match c {
                '–' | '—' | '‑' | '‐' => '-',
                c => c,
            }));
            c.len_utf8()
        };
        rest = rest[len..].trim_start();
    }
    items
}

/// Letters, with an apostrophe between two of them: `Jum'at`.
fn word_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !c.is_alphabetic() && !inside {
            return at;
        }
    }
    text.len()
}

/// `st`, `nd`, `rd`, `th` and `of`; `1er`, and `de` as in `2 de agosto de 2024`.
pub fn is_ordinal(key: u64) -> bool {
    static WORDS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
        ["st", "nd", "rd", "th", "of", "er", "de"]
            .into_iter()
            .map(key_of)
            .collect()
    });
    WORDS.contains(&key)
}

/// `am`, `p.m.` at item `i`: whether it is the afternoon, and the item behind.
pub fn half_of_day(items: &[Item], i: usize) -> Option<(bool, usize)> {
    static KEYS: LazyLock<[u64; 5]> = LazyLock::new(|| ["am", "pm", "a", "p", "m"].map(key_of));
    let [am, pm, a, p, m] = *KEYS;
    let word = items.get(i)?.word()?;
    if word == am || word == pm {
        return Some((word == pm, i + 1));
    }
    if (word == a || word == p)
        && matches!(items.get(i + 1), Some(Item::Sign('.')))
        && items.get(i + 2).and_then(Item::word) == Some(m)
    {
        let stop = usize::from(matches!(items.get(i + 3), Some(Item::Sign('.'))));
        return Some((word == p, i + 3 + stop));
    }
    None
}
