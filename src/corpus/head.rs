//! The first bytes of a file, as the table of readers looks at them.

use std::borrow::Cow;

/// Bytes from the beginning that tell what a file is.
pub const HEAD: usize = 1 << 16;

/// The beginning of a file: up to 64 kB of it, unpacked, and its name.
pub struct Head<'h> {
    /// As they are.
    pub bytes: &'h [u8],
    /// Loosely decoded: as UTF-8, what is none as U+FFFD; without a byte order mark and blanks in front.
    pub text: Cow<'h, str>,
    /// The file's name without its folders and the extensions of packings.
    pub name: &'h str,
}

/// The root element of an XML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root<'h> {
    /// Its name without a prefix: `rss`, `newsMessage`.
    pub name: &'h str,
    /// The whole start tag, for namespaces: `<feed xmlns="http://www.w3.org/2005/Atom">`.
    pub tag: &'h str,
}

impl<'h> Head<'h> {
    pub fn new(name: &'h str, bytes: &'h [u8]) -> Head<'h> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let start = ['\u{feff}', '\0', ' ', '\t', '\r', '\n'];
        let text = match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches(start)),
            Cow::Owned(text) => Cow::Owned(text.trim_start_matches(start).to_owned()),
        };
        Head {
            bytes,
            text,
            name: without_packing(name),
        }
    }

    /// The extension of the name, if it has one that looks like the name of a kind: `20220218.1` has none.
    pub fn extension(&self) -> Option<&str> {
        extension(self.name)
    }

    /// Whether the name has one of these extensions, in any case.
    pub fn is_named(&self, extensions: &[&str]) -> bool {
        self.extension()
            .is_some_and(|own| extensions.iter().any(|e| e.eq_ignore_ascii_case(own)))
    }

    /// Whether the text begins with this, in any case of ASCII letters.
    pub fn starts_with(&self, start: &str) -> bool {
        let text = self.text.as_bytes();
        text.len() >= start.len() && text[..start.len()].eq_ignore_ascii_case(start.as_bytes())
    }

    /// Whether this stands anywhere in the text, exactly so.
    pub fn has(&self, marker: &str) -> bool {
        memchr::memmem::find(self.text.as_bytes(), marker.as_bytes()).is_some()
    }

    /// How often this stands in the text, exactly so.
    pub fn count(&self, marker: &str) -> usize {
        memchr::memmem::find_iter(self.text.as_bytes(), marker.as_bytes()).count()
    }

    /// Whether a line is this and nothing else.
    pub fn has_line(&self, line: &str) -> bool {
        self.has(line) && self.text.lines().any(|own| own.trim() == line)
    }

    /// The root element, past the declaration, comments and the document type; `None` where the text does not begin as XML.
    pub fn root(&self) -> Option<Root<'_>> {
        let mut rest = &*self.text;
        loop {
            rest = rest.trim_start();
            let end = if rest.starts_with("<?") {
                rest.find("?>")? + 2
            } else if rest.starts_with("<!--") {
                rest.find("-->")? + 3
            } else if rest.starts_with("<!") {
                end_of_doctype(rest)?
            } else {
                break;
            };
            rest = &rest[end..];
        }
        let open = rest.strip_prefix('<')?;
        let end = open.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
        let name = &open[..end];
        let name = name.rsplit(':').next().unwrap_or(name);
        let valid = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let tag = &rest[..rest.find('>').map_or(rest.len(), |at| at + 1)];
        valid.then_some(Root { name, tag })
    }
}

/// The extension of a name; see [`Head::extension`].
pub fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    // `20220218.1` or `berita.id` are names, `photo.jpeg` has a kind: only a longer tail with a letter is one.
    let kind = !stem.is_empty()
        && (2..=8).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic());
    kind.then_some(extension)
}

/// The extensions of packings, which stand behind a format's own.
const EXTENSIONS: &[&str] = &["gz", "gzip", "zst", "zstd"];

/// A name without the extensions of packings: `berita.jsonl` for `berita.jsonl.gz`.
pub fn without_packing(mut name: &str) -> &str {
    while let Some((stem, extension)) = name.rsplit_once('.') {
        if stem.is_empty() || !EXTENSIONS.iter().any(|e| e.eq_ignore_ascii_case(extension)) {
            break;
        }
        name = stem;
    }
    name
}

/// The end of `<!DOCTYPE x [ ... ]>`, whose brackets may hold declarations of their own.
fn end_of_doctype(text: &str) -> Option<usize> {
    let close = text.find('>')?;
    match text[..close].find('[') {
        Some(open) => {
            let inner = text[open..].find(']')? + open;
            Some(text[inner..].find('>')? + inner + 1)
        }
        None => Some(close + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_root_stands_behind_the_prologue() {
        let text =
            "\u{feff}<?xml version='1.0'?>\n<!-- x --><!DOCTYPE nitf [<!ENTITY a \"b\">]>\n<n:newsItem guid='1'>";
        let head = Head::new("a.xml", text.as_bytes());
        let root = head.root().expect("it has one");
        assert_eq!((root.name, root.tag), ("newsItem", "<n:newsItem guid='1'>"));
        assert_eq!(Head::new("a", b"1 < 2").root(), None);
        assert_eq!(Head::new("a", b"<3 kata").root(), None);
    }

    #[test]
    fn extensions_are_of_the_unpacked_name() {
        assert!(Head::new("x/a.XML.gz", b"").is_named(&["xml"]));
        assert_eq!(Head::new("20220218.1", b"").extension(), None);
        assert_eq!(Head::new("berita", b"").extension(), None);
    }

    #[test]
    fn names_lose_their_packing() {
        assert_eq!(without_packing("a/berita.jsonl.GZ"), "a/berita.jsonl");
        assert_eq!(without_packing("a.txt.gz.zst"), "a.txt");
        assert_eq!(without_packing(".gz"), ".gz");
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[<>!?\\[\\]a-c:\\- ]{0,60}") {
            for bytes in [&bytes[..], text.as_bytes()] {
                let head = Head::new("a.b", bytes);
                let _ = (head.root(), head.extension(), head.has_line("a"));
            }
        }
    }
}
