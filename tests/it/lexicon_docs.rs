//! `docs/lexicon.md` is written from the schema and the profiles: `WARTA_BLESS=1 cargo test lexicon_docs` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use warta::lang;
use warta_extract::lexicon::File;
use warta_extract::lexicon::schema::{OF_A_LANGUAGE, OF_THE_WORLD, Order, Schema};

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

#[test]
fn the_lexicon_is_documented_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lexicon.md");
    let got = text();
    if std::env::var_os("WARTA_BLESS").is_some() {
        fs::write(&path, &got).expect("the page can be written");
    }
    let want = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        want == got,
        "docs/lexicon.md is not as the schema and the files are: write it anew with `WARTA_BLESS=1 cargo test lexicon_docs`"
    );
}
