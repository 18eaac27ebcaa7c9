//! `docs/lexicon.md` is written from the schema and the profiles, `docs/formats.md` from the tables of readers and of languages:
//! `WARTA_BLESS=1 cargo test lexicon_docs` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use warta::corpus::{Fate, FileEntry, Finding, KnownFormat, Source, known_formats};
use warta::lang;
use warta_extract::lexicon::File;
use warta_extract::lexicon::schema::{OF_A_LANGUAGE, OF_THE_WORLD, Order, Schema};

use crate::one_file;

fn text() -> String {
    let mut out = String::from(
        "# The lexicon\n\n\
         <!-- Written by `WARTA_BLESS=1 cargo test lexicon_docs` from the schema and the profiles. -->\n\n\
         The words that articles are read by are data: a folder for each language in `crates/warta-extract/lexicon`, and `world` for what all\n\
         share. `#` begins a comment, `[name]` heads a class, each item has a line of its own, and columns behind it have a tab before them.\n\
         The first comments say where the words are from. A test checks all of it and names file and line.\n\
         How to add a language: [add-a-language.md](add-a-language.md).\n\n\
         ## Languages\n\n\
         | file |",
    );
    for profile in lang::ALL {
        let _ = write!(out, " {} |", profile.name);
    }
    let _ = write!(out, "\n|---|{}\n", "---|".repeat(lang::ALL.len()));
    for schema in OF_A_LANGUAGE {
        let _ = write!(out, "| `{}` |", schema.name);
        for profile in lang::ALL {
            let folder = format!("{}/", profile.language.code());
            let files: Vec<File> = lang::files_of(profile)
                .into_iter()
                .filter(|file| file.path.ends_with(&format!("/{}", schema.name)))
                .collect();
            let own: usize = files
                .iter()
                .filter(|file| file.path.starts_with(&folder))
                .map(|file| file.entries().count())
                .sum();
            let shared: Vec<&str> = files
                .iter()
                .filter(|file| !file.path.starts_with(&folder))
                .filter_map(|file| file.path.split('/').next())
                .collect();
            let cell = match (own, shared.is_empty()) {
                (0, true) => String::new(),
                (0, false) => shared.join(", "),
                (own, true) => own.to_string(),
                (own, false) => format!("{own} + {}", shared.join(", ")),
            };
            let _ = write!(out, " {cell} |");
        }
        out.push('\n');
    }
    out.push_str(
        "\nItems of the language's own, and the languages whose file it reads besides.\n\n## Files of a language\n",
    );
    OF_A_LANGUAGE.iter().for_each(|schema| describe(&mut out, schema));
    out.push_str("\n## Files of the world\n");
    OF_THE_WORLD.iter().for_each(|schema| describe(&mut out, schema));
    out
}

fn describe(out: &mut String, schema: &Schema) {
    let order = match schema.order {
        Order::Sorted => "",
        Order::Given => " In its own order.",
    };
    let _ = write!(out, "\n### {}\n\n{}.{order}\n", schema.name, capitalised(schema.what));
    if !schema.classes.is_empty() {
        out.push('\n');
    }
    for class in schema.classes {
        let _ = writeln!(out, "- `{}`: {}", class.name, class.what);
    }
    if !schema.exclusive.is_empty() {
        let _ = write!(
            out,
            "\nA word stands in one only of `{}`.\n",
            schema.exclusive.join("`, `")
        );
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Its samples are written by its tests, `tests/it/pdf.rs`.
const WRITTEN: &str = "a PDF";

/// So many samples of a format are named that lie in `corpus`.
const SHOWN: usize = 3;

/// The names of our own samples by the name of the format that each is told to be; those of `corpus` with their folder.
fn samples_by_format() -> BTreeMap<&'static str, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for (folder, before) in [("tests/it/data/formats", ""), ("corpus", "corpus/")] {
        for location in one_file::below(&root.join(folder)) {
            let Ok(name) = location.strip_prefix(root.join(folder)) else {
                continue;
            };
            let name = format!("{before}{}", name.to_string_lossy());
            let meta = fs::metadata(&location).expect("it is there");
            let file = FileEntry::of(location, name.clone(), &meta);
            let source = Source::open(&file, 1_000_000).expect("it can be read");
            if let Some(format) = KnownFormat::of(&source.head()) {
                out.entry(format.name).or_default().push(name);
            }
        }
    }
    out
}

/// Counted by hand: with `cargo metadata`, the sources of the crates, and `nm` over the release program.
const WEIGHT: &str = "
## What the libraries of readers add to the build

Crates that only this library needs, the lines of Rust and C in them without tests, and the machine code of the release program
that goes by their names (`nm`, by the first crate in a name; what other crates make of theirs is not in it). The program without
debugging symbols has 38.4 MB, much of it words and names; it is built of 349 crates, 371 with PDF. Counted on 26 November 2026
for Linux on x86-64.

| library | reads | crates | lines | code, kB |
|---|---|---|---|---|
| parquet, arrow | Parquet, which is also written | 18 | 276,000 | 4,713 |
| rs-trafilatura, dom_query, html5ever | web pages | 60 | 213,000 | 1,193 |
| brotli | pages of web archives, Parquet | 4 | 272,000 | 1,122 |
| quick-xml | XML, office documents | 1 | 35,000 | 146 |
| calamine | spreadsheets | 5 | 28,000 | 118 |
| pulldown-cmark | Markdown | 2 | 17,000 | 114 |
| mailparse | mail | 5 | 17,000 | 91 |
| zip | zip archives, office documents | 7 | 67,000 | 91 |
| saphyr-parser | the head of Markdown files | 2 | 9,000 | 88 |
| chardetng | the encoding of old files | 1 | 6,000 | 51 |
| csv | tables | 2 | 15,000 | 20 |
| tar | tar archives | 2 | 6,000 | 17 |
| hayro-interpret | PDF, with the feature `pdf` | 22 | 601,000 | |
";

/// The formats and languages, as tables.
fn formats() -> String {
    let mut out = String::from(
        "# Formats and languages\n\n\
         <!-- Written by `WARTA_BLESS=1 cargo test lexicon_docs` from the table of readers and the profiles of languages. -->\n\n\
         What a file is, its content says before its name. Each may be packed as `.gz` or `.zst`, lie in a zip or tar archive, and hold one\n\
         article or many; the README says which exports, feeds and corpora are told apart within them.\n\n\
         ## Read\n\n\
         Samples of our own lie in `tests/it/data/formats` and in `corpus`; a PDF is written by `tests/it/pdf.rs`.\n\n\
         | what | names end in | samples |\n|---|---|---|\n",
    );
    let samples = samples_by_format();
    let endings = |format: &KnownFormat| {
        let endings = format.extensions.iter().map(|ending| format!("`.{ending}`"));
        endings.collect::<Vec<_>>().join(" ")
    };
    for format in known_formats().filter(|format| format.fate == Fate::Read) {
        let samples = samples.get(format.name).map(Vec::as_slice).unwrap_or_default();
        let of_corpus = samples.iter().filter(|name| name.starts_with("corpus/")).count();
        let shown = samples.len() - of_corpus.saturating_sub(SHOWN);
        let mut names: Vec<String> = samples[..shown].iter().map(|name| format!("`{name}`")).collect();
        if shown < samples.len() {
            names.push(format!("and {} more", samples.len() - shown));
        }
        let _ = writeln!(
            out,
            "| {} | {} | {} |",
            bare(format.name),
            endings(&format),
            names.join(" ")
        );
    }
    out.push_str("\n## Rejected by name\n\nThey may hold articles, which nobody reads here.\n\n| what | names end in | what helps |\n|---|---|---|\n");
    for format in known_formats() {
        if let Fate::Rejected(hint) = format.fate {
            let _ = writeln!(out, "| {} | {} | {hint} |", bare(format.name), endings(&format));
        }
    }
    out.push_str(
        "\n## Left\n\nThey hold no articles; in a folder they are counted.\n\n| what | names end in |\n|---|---|\n",
    );
    for format in known_formats().filter(|format| format.fate == Fate::Left) {
        let _ = writeln!(out, "| {} | {} |", bare(format.name), endings(&format));
    }
    out.push_str(
        "\n## Languages\n\nAll of a record is read in these. Of other languages what needs no words of theirs is read: quotation marks, countries by\n\
         their names in that language, amounts by sign and code, dates by numbers; no persons.\n\n\
         | language | code | numbers | words of its own |\n|---|---|---|---|\n",
    );
    for profile in lang::ALL {
        let folder = format!("{}/", profile.language.code());
        let files = lang::files_of(profile).into_iter();
        let own = files.filter(|file| file.path.starts_with(&folder));
        let words: usize = own.map(|file| file.entries().count()).sum();
        let (grouping, decimal) = (profile.numbers.grouping, profile.numbers.decimal);
        let code = profile.language.code();
        let _ = writeln!(
            out,
            "| {} | `{code}` | 1{grouping}234{decimal}5 | {words} |",
            profile.name
        );
    }
    out.push_str(WEIGHT);
    out
}

/// A name without its article.
fn bare(name: &str) -> String {
    let bare = name
        .strip_prefix("a ")
        .or_else(|| name.strip_prefix("an "))
        .unwrap_or(name);
    capitalised(bare)
}

/// A page of the documentation is what is written from the data; with `WARTA_BLESS` it becomes so.
fn check_page(path: &str, written: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("WARTA_BLESS").is_some() {
        fs::write(&place, written).expect("the page can be written");
    }
    let there = fs::read_to_string(&place).unwrap_or_default();
    assert!(
        there == written,
        "{path} is not as the data are: write it anew with `WARTA_BLESS=1 cargo test lexicon_docs`"
    );
}

#[test]
fn each_format_that_is_read_has_a_sample_that_gives_an_article() {
    let samples = samples_by_format();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in known_formats().filter(|format| format.fate == Fate::Read && format.name != WRITTEN) {
        let names = samples.get(format.name).map(Vec::as_slice).unwrap_or_default();
        let mut articles = 0;
        for name in names {
            let folder = if name.starts_with("corpus/") {
                ""
            } else {
                "tests/it/data/formats"
            };
            one_file::read_file(&root.join(folder).join(name), &mut |found| {
                articles += usize::from(matches!(found, Finding::Article(_)));
            });
        }
        assert!(articles > 0, "{}: {names:?}", format.name);
    }
}

#[test]
fn formats_and_languages_are_documented_as_they_are() {
    check_page("docs/formats.md", &formats());
}

#[test]
fn the_lexicon_is_documented_as_it_is() {
    check_page("docs/lexicon.md", &text());
}
