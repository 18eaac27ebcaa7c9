//! Which row of the tables a file is.
//!
//! Content decides, the name second: the first row that is certain of the content is taken; where none is, the row that the
//! extension names, if the content may be so; else the first row that the content may be.

use super::format::{Fit, Format};
use super::head::Head;
use super::readers::READERS;
use super::unread::UNREAD;

/// All formats that are known, those with a reader first.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    READERS.iter().chain(UNREAD)
}

/// The format of a file; `None` where it is nothing that is known.
pub fn recognise(head: &Head) -> Option<&'static Format> {
    let mut named = None;
    let mut possible = None;
    for format in formats() {
        match (format.look)(head) {
            Fit::Certain => return Some(format),
            Fit::Possible => {
                if head.is_named(format.extensions) {
                    named = named.or(Some(format));
                }
                possible = possible.or(Some(format));
            }
            Fit::No => {}
        }
    }
    named.or(possible)
}

/// The format that an extension stands for.
pub fn by_extension(extension: &str) -> Option<&'static Format> {
    formats().find(|format| format.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name_of(name: &str, bytes: &[u8]) -> Option<&'static str> {
        recognise(&Head::new(name, bytes)).map(|format| format.name)
    }

    #[test]
    fn content_decides_and_the_name_second() {
        for (name, text, format) in [
            ("a", "<!DOCTYPE html><html>", "a web page"),
            ("a.txt", "<html lang=id><head>", "a web page"),
            ("a.html", "%PDF-1.4", "a PDF"),
            ("a", "{\"a\":1}\n{\"a\":2}\n", "JSON Lines"),
            ("a.json", "{\"a\":1}\n{\"a\":2}\n", "JSON Lines"),
            ("a.json", "[{\"a\":1}]", "JSON"),
            ("a", "JAKARTA - Harga", "plain text"),
            ("a.csv", "judul,isi\nx,y\n", "a table"),
        ] {
            assert_eq!(name_of(name, text.as_bytes()), Some(format), "{name} {text}");
        }
    }

    #[test]
    fn every_format_is_found_by_what_it_says_of_itself() {
        for format in formats() {
            assert!(
                format
                    .extensions
                    .iter()
                    .all(|e| *e == e.to_lowercase() && !e.starts_with('.')),
                "{}",
                format.name
            );
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_something(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = name_of("a.bin", &bytes);
        }
    }
}
