//! The table of formats: by extension, then by a look at the content.

/// How the articles stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One article as plain text.
    Text,
    /// One article as a saved page.
    Html,
    /// One article, an array of articles, or an object that holds the array.
    Json,
    /// One article a line, each a JSON object.
    JsonLines,
    /// One article a row, with a header row. The delimiter is found out.
    Table,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
}

const FORMATS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Table),
    ("tsv", Format::Table),
    ("tab", Format::Table),
];

const PACKINGS: &[(&str, Packing)] = &[
    ("gz", Packing::Gzip),
    ("gzip", Packing::Gzip),
    ("zst", Packing::Zstd),
    ("zstd", Packing::Zstd),
];

fn lookup<T: Copy>(table: &[(&str, T)], extension: &str) -> Option<T> {
    let found = table.iter().find(|(name, _)| name.eq_ignore_ascii_case(extension));
    found.map(|(_, value)| *value)
}

/// What a file's name says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Its extension is in the table.
    Known(Format),
    /// It has no extension: its content decides.
    Unnamed,
    /// It has an extension that stands for something else.
    Other,
}

/// What the name of a file says of its format, past the extensions of packings.
pub fn by_name(name: &str) -> Named {
    let name = name.rsplit('/').next().unwrap_or(name);
    let mut rest = name;
    while let Some((stem, extension)) = rest.rsplit_once('.') {
        if stem.is_empty() {
            break;
        }
        if let Some(format) = lookup(FORMATS, extension) {
            return Named::Known(format);
        }
        if lookup(PACKINGS, extension).is_none() {
            // `20220218.1` or `berita.id` are names, `photo.jpeg` is a kind that is not ours: only a longer tail of letters is a kind.
            let kind = (2..=5).contains(&extension.len()) && extension.bytes().any(|b| b.is_ascii_alphabetic());
            return if kind { Named::Other } else { Named::Unnamed };
        }
        rest = stem;
    }
    Named::Unnamed
}

/// The packing that the first bytes of a file show.
pub fn packing_of(head: &[u8]) -> Option<Packing> {
    if head.starts_with(&[0x1f, 0x8b]) {
        Some(Packing::Gzip)
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The format of a file from what its name says and its first bytes, which are text.
pub fn by_content(named: Named, head: &[u8]) -> Format {
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let lower: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<?xml"]
        .iter()
        .any(|tag| lower.starts_with(tag))
        && lower.contains("htm");
    match named {
        Named::Known(Format::Text) | Named::Unnamed | Named::Other if html => Format::Html,
        Named::Known(Format::Json) if lines_of_objects(start) => Format::JsonLines,
        Named::Known(format) => format,
        _ if lines_of_objects(start) => Format::JsonLines,
        _ if start.starts_with("{\"") || start.starts_with("[{") || start.starts_with("{\n") => Format::Json,
        _ => Format::Text,
    }
}

/// The first line is a whole JSON object and another follows.
fn lines_of_objects(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    first.starts_with('{') && second.starts_with('{') && first.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_decide_past_the_packing() {
        assert_eq!(by_name("a/berita.JSONL.gz"), Named::Known(Format::JsonLines));
        assert_eq!(by_name("halaman.htm"), Named::Known(Format::Html));
        assert_eq!(by_name("foto.jpeg"), Named::Other);
        assert_eq!(by_name("foto.png.gz"), Named::Other);
        assert_eq!(by_name("000_7d379bed47b74c55"), Named::Unnamed);
        assert_eq!(by_name(".hidden"), Named::Unnamed);
    }

    #[test]
    fn content_decides_where_the_name_does_not() {
        assert_eq!(by_content(Named::Unnamed, b"<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(by_content(Named::Unnamed, b"{\"a\":1}\n{\"a\":2}\n"), Format::JsonLines);
        assert_eq!(
            by_content(Named::Known(Format::Json), b"{\"a\":1}\n{\"a\":2}\n"),
            Format::JsonLines
        );
        assert_eq!(by_content(Named::Known(Format::Json), b"[{\"a\":1}]"), Format::Json);
        assert_eq!(by_content(Named::Unnamed, b"JAKARTA - Harga"), Format::Text);
    }
}
