//! How a table of text is written: what parts its cells, found from its first rows.

use super::super::fields::{FieldMap, RawField};
use super::names::{fold, score};
use super::rows::{Dialect, Record, Rows};

/// What may part cells.
const DELIMITERS: [u8; 7] = [b',', b'\t', b';', b'|', b'~', b'^', 0x01];

/// Rows that are looked at.
const SAMPLE: usize = 30;

/// The dialect of a table by its first bytes, which end within a row unless they are `whole`.
pub fn of(head: &[u8], whole: bool, map: &FieldMap) -> Dialect {
    let returns = memchr::memchr(b'\n', head).is_none() && memchr::memchr(b'\r', head).is_some();
    let written = memchr::memmem::find_iter(head, b"\\\"").count();
    let doubled = memchr::memmem::find_iter(head, b"\"\"").count();
    let base = Dialect {
        delimiter: None,
        escapes: written > doubled,
        returns,
    };
    let mut best = (base, (0, 0, 0));
    for delimiter in DELIMITERS {
        let dialect = Dialect {
            delimiter: Some(delimiter),
            ..base
        };
        let fit = fit(head, whole, dialect, map);
        // The earlier of the list wins a tie.
        if fit > best.1 {
            best = (dialect, fit);
        }
    }
    best.0
}

/// Names that are known, rows with as many cells as the first (in tenths), cells.
fn fit(head: &[u8], whole: bool, dialect: Dialect, map: &FieldMap) -> (usize, usize, usize) {
    let mut rows = Rows::new(head, dialect, u64::MAX);
    let mut counts = Vec::new();
    let mut known = 0;
    while let (true, Ok(Some((_, record)))) = (counts.len() < SAMPLE, rows.next()) {
        let Record::Cells(cells) = record else {
            continue;
        };
        if counts.is_empty() {
            known = cells
                .iter()
                .filter(|cell| is_known(&String::from_utf8_lossy(cell), map))
                .count();
        }
        counts.push(cells.len());
    }
    if !whole && counts.len() > 1 {
        counts.pop();
    }
    let Some((first, rest)) = counts.split_first().filter(|(first, _)| **first > 1) else {
        return (0, 0, 0);
    };
    let same = rest.iter().filter(|count| *count == first).count();
    let tenths = if rest.is_empty() { 5 } else { same * 10 / rest.len() };
    if known == 0 && tenths < 7 {
        return (0, 0, 0);
    }
    (known, tenths, *first)
}

fn is_known(name: &str, map: &FieldMap) -> bool {
    if name.len() > 60 {
        return false;
    }
    let folded = fold(name);
    map.own().iter().any(|(_, own)| fold(own) == folded) || RawField::ALL.iter().any(|field| score(*field, name) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> Option<char> {
        of(text.as_bytes(), true, &FieldMap::default())
            .delimiter
            .map(char::from)
    }

    #[test]
    fn delimiters_are_found_by_the_rows() {
        assert_eq!(delimiter("judul;isi\nKapal, lagi;Ia pergi, lalu datang\n"), Some(';'));
        assert_eq!(delimiter("judul~isi~url\na~b~c\n"), Some('~'));
        assert_eq!(delimiter("title\tbody\nx\ty, z\n"), Some('\t'));
        assert_eq!(delimiter("title|text\na|b\n"), Some('|'));
        assert_eq!(delimiter("\"judul\",\"isi\"\n\"a;b\",\"c;d\"\n"), Some(','));
        assert_eq!(delimiter("text\nKapal kembali, lalu pergi.\nIa datang.\n"), None);
    }
}
