//! Formats that are known and have no reader: what may hold articles is rejected by its name, the rest is left.

use super::decode::is_binary;
use super::format::Fit::{Certain, No, Possible};
use super::format::{Fit, Format, Treatment};
use super::head::Head;

/// A row of a format that may hold articles.
const fn rejected(
    name: &'static str,
    extensions: &'static [&'static str],
    look: fn(&Head) -> Fit,
    hint: &'static str,
) -> Format {
    Format {
        name,
        extensions,
        look,
        treatment: Treatment::Rejected { hint },
    }
}

/// A row of a format that holds none.
const fn left(name: &'static str, extensions: &'static [&'static str], look: fn(&Head) -> Fit) -> Format {
    Format {
        name,
        extensions,
        look,
        treatment: Treatment::Left,
    }
}

const AS_TEXT: &str = "save its articles as text or HTML, a file each";
const UNPACK: &str = "unpack it and index the folder";
const AS_TABLE: &str = "export it as CSV or JSON Lines";

pub static UNREAD: &[Format] = &[
    #[cfg(not(feature = "pdf"))]
    rejected(
        "a PDF",
        &["pdf"],
        |h| magic(h, &[b"%PDF-"]),
        "convert it to text first, such as with `pdftotext`",
    ),
    rejected("PostScript", &["ps", "eps"], |h| magic(h, &[b"%!PS"]), AS_TEXT),
    rejected("a DjVu scan", &["djvu", "djv"], |h| magic(h, &[b"AT&TFORM"]), AS_TEXT),
    rejected("a document of an office program", &["odp", "pptx"], is_office, AS_TEXT),
    // The libraries that read old workbooks take as much memory as a damaged one claims.
    rejected("an old spreadsheet", &["xls"], is_old_sheet, "save it as .xlsx or CSV"),
    rejected(
        "an old document of an office program",
        &["doc", "ppt", "msg"],
        |h| magic(h, &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
        AS_TEXT,
    ),
    rejected("a 7z archive", &["7z"], |h| magic(h, &[b"7z\xbc\xaf\x27\x1c"]), UNPACK),
    rejected("a RAR archive", &["rar"], |h| magic(h, &[b"Rar!\x1a\x07"]), UNPACK),
    rejected("an xz file", &["xz", "lzma"], |h| magic(h, &[b"\xfd7zXZ\0"]), UNPACK),
    rejected(
        "a bzip2 file",
        &["bz2"],
        |h| Fit::certain(h.bytes.starts_with(b"BZh") && is_binary(h.bytes)),
        UNPACK,
    ),
    rejected("an LZ4 file", &["lz4"], |h| magic(h, &[b"\x04\x22\x4d\x18"]), UNPACK),
    rejected(
        "an Arrow file",
        &["arrow", "feather"],
        |h| magic(h, &[b"ARROW1", b"FEA1"]),
        AS_TABLE,
    ),
    rejected(
        "ORC",
        &["orc"],
        |h| Fit::certain(h.bytes.starts_with(b"ORC") && is_binary(h.bytes)),
        AS_TABLE,
    ),
    rejected("Avro", &["avro"], |h| magic(h, &[b"Obj\x01"]), AS_TABLE),
    rejected(
        "an SQLite database",
        &["sqlite", "sqlite3", "db"],
        |h| magic(h, &[b"SQLite format 3\0"]),
        AS_TABLE,
    ),
    rejected(
        "a dump of R",
        &["rdata", "rda", "rds"],
        |h| magic(h, &[b"RDX2\n", b"RDX3\n", b"X\n\0\0\0"]),
        AS_TABLE,
    ),
    rejected("a pickle of Python", &["pkl", "pickle"], is_pickle, AS_TABLE),
    rejected("HDF5", &["h5", "hdf5"], |h| magic(h, &[b"\x89HDF\r\n\x1a\n"]), AS_TABLE),
    rejected("an SQL dump", &["sql"], is_sql, AS_TABLE),
    rejected(
        "an answer of a web server",
        &[],
        |h| magic(h, &[b"HTTP/1.0 ", b"HTTP/1.1 ", b"HTTP/2 "]),
        "save the page without its headers",
    ),
    rejected("XML", &["xml", "rss", "atom", "nitf", "newsml"], is_xml, AS_TEXT),
    left(
        "a picture",
        &[
            "jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "ico", "svg", "heic", "avif", "psd",
        ],
        is_picture,
    ),
    left(
        "a film",
        &["mp4", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "flv", "m4v", "3gp"],
        is_film,
    ),
    left(
        "a sound",
        &["mp3", "wav", "ogg", "oga", "flac", "m4a", "aac", "opus"],
        is_sound,
    ),
    left("a font", &["woff", "woff2", "ttf", "otf", "eot"], |h| {
        magic(h, &[b"wOFF", b"wOF2", b"\0\x01\0\0\0", b"OTTO"])
    }),
    left(
        "a program",
        &["exe", "dll", "so", "dylib", "class", "jar", "wasm", "pyc", "o"],
        is_program,
    ),
    left("a style sheet", &["css", "scss", "less"], |h| {
        named_text(h, &["css", "scss", "less"])
    }),
    left("source code", CODE, |h| named_text(h, CODE)),
    left("subtitles", &["srt", "vtt"], |h| {
        Fit::certain(h.starts_with("WEBVTT") || h.has(" --> ") && h.is_named(&["srt"]))
    }),
];

/// Extensions of source code and of what belongs to it.
const CODE: &[&str] = &[
    "js", "mjs", "ts", "py", "ipynb", "rb", "pl", "sh", "bat", "java", "go", "rs", "cc", "cpp", "hpp", "cs", "yml",
    "yaml", "toml", "ini", "cfg", "lock", "tex", "bib", "log", "map",
];

fn magic(head: &Head, signs: &[&[u8]]) -> Fit {
    Fit::certain(signs.iter().any(|sign| head.bytes.starts_with(sign)))
}

fn at(head: &Head, offset: usize, sign: &[u8]) -> Fit {
    Fit::certain(head.bytes.get(offset..).is_some_and(|rest| rest.starts_with(sign)))
}

/// A zip archive in whose first bytes this stands: names of entries are not packed.
fn zip_with(head: &Head, sign: &[u8]) -> Fit {
    Fit::certain(head.bytes.starts_with(b"PK\x03\x04") && memchr::memmem::find(head.bytes, sign).is_some())
}

fn is_office(head: &Head) -> Fit {
    let signs: [&[u8]; 2] = [b"ppt/", b"opendocument.presentation"];
    signs.iter().map(|sign| zip_with(head, sign)).max().unwrap_or(No)
}

/// The container of office programs before 2007, with a workbook in it, which its directory says.
fn is_old_sheet(head: &Head) -> Fit {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |name: &str| memchr::memmem::find(head.bytes, &wide(name)).is_some();
    let sheet = has("Workbook") || has("Book") || head.is_named(&["xls"]);
    Fit::certain(sheet && magic(head, &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) == Certain)
}

/// Protocol 2 to 5 of pickle, or the readable protocol 0 by its name.
fn is_pickle(head: &Head) -> Fit {
    let protocol = matches!(head.bytes, [0x80, 2..=5, ..]);
    if protocol || head.is_named(&["pkl", "pickle"]) {
        Certain
    } else {
        No
    }
}

fn is_sql(head: &Head) -> Fit {
    let opens = [
        "-- MySQL dump",
        "-- MariaDB dump",
        "-- PostgreSQL database dump",
        "-- phpMyAdmin SQL Dump",
    ];
    let opens = opens.iter().any(|open| head.starts_with(open));
    let makes = head.has("CREATE TABLE") || head.has("INSERT INTO");
    Fit::certain(
        opens
            || makes
                && (head.is_named(&["sql"]) || head.starts_with("CREATE TABLE") || head.starts_with("INSERT INTO")),
    )
}

/// XML that is no page.
fn is_xml(head: &Head) -> Fit {
    let declared = head.starts_with("<?xml");
    let root = head.root();
    let known = root.is_some_and(|root| root.tag.contains("xmlns") || head.is_named(&["xml", "rss", "atom", "nitf"]));
    match root {
        Some(root) if root.name.eq_ignore_ascii_case("html") || root.name == "svg" => No,
        _ if declared || known => Certain,
        _ => No,
    }
}

fn is_picture(head: &Head) -> Fit {
    let signs: [&[u8]; 8] = [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"GIF87a",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
        b"\0\0\x01\0",
        b"8BPS",
    ];
    let is = magic(head, &signs) == Certain
        || (head.bytes.starts_with(b"RIFF") && at(head, 8, b"WEBP") == Certain)
        || (head.bytes.starts_with(b"BM") && is_binary(head.bytes))
        || (at(head, 4, b"ftyp") == Certain
            && [b"heic", b"avif", b"mif1"]
                .iter()
                .any(|kind| at(head, 8, *kind) == Certain))
        || head.root().is_some_and(|root| root.name == "svg");
    Fit::certain(is)
}

fn is_film(head: &Head) -> Fit {
    let is = at(head, 4, b"ftyp") == Certain
        || at(head, 4, b"moov") == Certain
        || (head.bytes.starts_with(b"RIFF") && at(head, 8, b"AVI ") == Certain)
        || magic(
            head,
            &[b"\x1a\x45\xdf\xa3", b"FLV\x01", b"\0\0\x01\xba", b"\0\0\x01\xb3"],
        ) == Certain;
    Fit::certain(is)
}

fn is_sound(head: &Head) -> Fit {
    let is = magic(
        head,
        &[
            b"ID3\x02",
            b"ID3\x03",
            b"ID3\x04",
            b"OggS",
            b"fLaC",
            b"\xff\xfb",
            b"\xff\xf3",
        ],
    ) == Certain
        || (head.bytes.starts_with(b"RIFF") && at(head, 8, b"WAVE") == Certain);
    Fit::certain(is)
}

fn is_program(head: &Head) -> Fit {
    let signs: [&[u8]; 6] = [
        b"\x7fELF",
        b"\0asm",
        b"\xca\xfe\xba\xbe",
        b"\xcf\xfa\xed\xfe",
        b"\xce\xfa\xed\xfe",
        b"#!/",
    ];
    let windows = head.bytes.starts_with(b"MZ") && is_binary(head.bytes);
    Fit::certain(windows || magic(head, &signs) == Certain)
}

/// Text that only its name tells from an article.
fn named_text(head: &Head, extensions: &[&str]) -> Fit {
    if head.is_named(extensions) && !is_binary(head.bytes) {
        Possible
    } else {
        No
    }
}

#[cfg(test)]
mod tests {
    use super::super::recognise::recognise;
    use super::*;

    fn name_of(name: &str, bytes: &[u8]) -> Option<&'static str> {
        recognise(&Head::new(name, bytes)).map(|format| format.name)
    }

    #[test]
    fn known_formats_have_names() {
        let mut tar = vec![0; 600];
        tar[..5].copy_from_slice(b"a.txt");
        tar[257..262].copy_from_slice(b"ustar");
        for (name, bytes, known) in [
            ("a.txt", &b"%PDF-1.7\n"[..], "a PDF"),
            ("a.DOC", b"{\\rtf1\\ansi", "RTF"),
            (
                "a.doc",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
                "an old document of an office program",
            ),
            (
                "a",
                b"PK\x03\x04\x14\0\0\0ppt/slides.xml",
                "a document of an office program",
            ),
            ("a", b"PK\x03\x04\x14\0\0\0a.txt", "a zip archive"),
            ("a", &tar, "a tar archive"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
            ("a.dat", b"SQLite format 3\0", "an SQLite database"),
            (
                "a.txt",
                b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<html>",
                "an answer of a web server",
            ),
            (
                "a.txt",
                b"Return-Path: <a@b.example>\r\nSubject: x\r\nFrom: a@b.example\r\n\r\nIsi",
                "a mail",
            ),
            (
                "a",
                b"From a@b.example Mon Jan  2\nFrom: a@b.example\nSubject: x\n\nIsi",
                "a mailbox",
            ),
            ("a.txt", b"<?xml version=\"1.0\"?><berita><isi>x</isi></berita>", "XML"),
            ("a.py", b"import os\n", "source code"),
            ("a.txt", b"-- MySQL dump 10.13\n", "an SQL dump"),
        ] {
            assert_eq!(name_of(name, bytes), Some(known), "{name}");
        }
    }

    #[test]
    fn articles_are_none_of_them() {
        for text in [
            "From the pier, ferries left again.\nThe union agreed.\n",
            "Date: 2 March 2019\nSubject: ferries\n\nThe ferries left.\n",
            "BM cabang Medan dibuka lagi.\n",
            "MZ mengaku di depan penyidik.\n",
            "ORCA terdampar di pantai itu.\n",
        ] {
            let found = name_of("a.txt", text.as_bytes());
            assert_eq!(found, Some("plain text"), "{text}");
        }
    }
}
