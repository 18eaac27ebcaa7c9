//! The house has floors: a module uses only what stands above it in this table.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module and the modules that it may use besides itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("article", &["span"]),
    ("remark", &["article"]),
    ("deadline", &[]),
    ("error", &["article", "remark"]),
    ("fields", &[]),
    ("panics", &[]),
    ("corpus", &["article", "error", "lang", "panics"]),
    ("tokens", &["span"]),
    ("lexicon", &["tokens"]),
    ("lang", &["article", "lexicon"]),
    ("vocabulary", &["tokens", "lexicon", "lang"]),
    ("stem", &["lang", "lexicon"]),
    (
        "extract",
        &["article", "error", "tokens", "lexicon", "lang", "vocabulary"],
    ),
    ("words", &[]),
    ("people", &["article", "error", "lang", "lexicon", "stem", "words"]),
    (
        "index",
        &["article", "error", "lang", "panics", "people", "stem", "words"],
    ),
    ("user", &[]),
    ("saved", &["error", "index", "user"]),
    ("stories", &[]),
    ("statements", &["words"]),
    (
        "ingest",
        &["article", "error", "corpus", "extract", "index", "people", "stories"],
    ),
    (
        "query",
        &[
            "article", "remark", "deadline", "error", "fields", "extract", "lang", "index", "people", "words",
        ],
    ),
    (
        "engine",
        &[
            "article", "remark", "deadline", "error", "fields", "extract", "lang", "panics", "people", "index", "query",
        ],
    ),
    ("export", &["article", "error", "engine", "index"]),
    (
        "search",
        &[
            "article", "remark", "error", "fields", "extract", "lang", "people", "index", "query", "engine",
        ],
    ),
    (
        "ask",
        &[
            "article",
            "remark",
            "deadline",
            "error",
            "fields",
            "extract",
            "lang",
            "index",
            "people",
            "query",
            "engine",
            "saved",
            "search",
            "statements",
        ],
    ),
    (
        "output",
        &[
            "article", "remark", "error", "fields", "extract", "lang", "index", "ingest", "people", "saved", "query",
            "ask",
        ],
    ),
    (
        "page",
        &[
            "article", "remark", "error", "fields", "extract", "lang", "index", "query", "search", "ask", "output",
        ],
    ),
    (
        "api",
        &[
            "article", "error", "fields", "extract", "index", "query", "search", "ask", "output",
        ],
    ),
    ("newest", &["error", "engine", "index"]),
    (
        "serve",
        &[
            "article", "error", "index", "newest", "query", "ask", "output", "page", "api",
        ],
    ),
    ("mcp", &["error", "index", "newest", "ask", "output", "api"]),
    (
        "cli",
        &[
            "article", "error", "corpus", "engine", "export", "extract", "index", "ingest", "people", "user", "saved",
            "ask", "output", "mcp", "serve",
        ],
    ),
];

/// Crates that a module must not name: who owns what.
const NEVER_NAMES: &[(&str, &[&str])] = &[
    ("article", &["tantivy", "std::fs", "std::io"]),
    ("corpus", &["tantivy"]),
    ("extract", &["tantivy", "std::fs", "std::io", "std::time"]),
    ("people", &["tantivy", "std::fs", "std::io", "std::time", "clap"]),
    ("ingest", &["tantivy", "clap", "println!"]),
    ("saved", &["tantivy", "clap", "println!"]),
    ("query", &["tantivy", "std::fs", "clap", "index::writer"]),
    ("engine", &["index::writer", "println!", "clap"]),
    ("export", &["tantivy", "index::writer", "println!", "clap"]),
    ("search", &["tantivy", "index::writer", "println!", "clap"]),
    (
        "ask",
        &[
            "tantivy",
            "clap",
            "std::fs",
            "std::io",
            "println!",
            "serde",
            "index::writer",
        ],
    ),
    ("output", &["tantivy", "clap", "std::fs", "println!"]),
    ("cli", &["tantivy", "json!", "serde_json"]),
    (
        "page",
        &[
            "tantivy",
            "axum",
            "tokio",
            "hyper",
            "std::fs",
            "std::time",
            "clap",
            "println!",
        ],
    ),
    (
        "api",
        &["tantivy", "axum", "tokio", "hyper", "maud", "html!", "std::fs", "clap"],
    ),
    ("serve", &["tantivy", "clap", "index::writer"]),
    (
        "mcp",
        &[
            "tantivy",
            "axum",
            "tokio",
            "hyper",
            "clap",
            "std::fs",
            "maud",
            "index::writer",
        ],
    ),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Where sources lie: the program, and the crates that are useful without it.
const ROOTS: [&str; 2] = ["src", "crates/warta-extract/src"];

/// The top-level module that a file belongs to, its path, and its code without comments.
fn modules() -> Vec<(String, PathBuf, String)> {
    ROOTS.iter().flat_map(|root| modules_below(root)).collect()
}

fn modules_below(root: &str) -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut files = Vec::new();
    sources(&src, &mut files);
    files
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(&src).expect("it lies in src").to_owned();
            let first = relative.components().next().expect("it has a name");
            let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("sources are text");
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| [line, "\n"])
                .collect();
            (module, path, code)
        })
        .collect()
}

fn row<'t>(table: &'t [(&str, &'t [&'t str])], module: &str) -> Option<&'t [&'t str]> {
    table.iter().find(|(name, _)| *name == module).map(|(_, row)| *row)
}

/// The names behind every `crate::`, also those inside braces: `use crate::{article, error}`.
fn used(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => out.push(std::mem::take(&mut name)),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            out.push(name);
        } else {
            out.push(rest.to_owned());
        }
    }
    out.iter()
        .map(|name| {
            name.trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .filter(|name: &String| !name.is_empty())
        .collect()
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (module, path, code) in modules() {
        let Some(allowed) = row(MAY_USE, &module) else {
            assert!(
                matches!(module.as_str(), "lib" | "main"),
                "{} has no floor: add it to the table",
                path.display()
            );
            continue;
        };
        // Tests may make what they need with the rooms above.
        let is_test = path.to_string_lossy().ends_with("tests.rs");
        for name in used(&code) {
            seen += 1;
            if !is_test && name != module && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: uses crate::{name}", path.display()));
            }
        }
    }
    assert!(
        seen > 25,
        "only {seen} uses were found: the test no longer reads the sources"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_module_does_not_name_what_others_own() {
    let mut wrong = Vec::new();
    for (module, path, code) in modules() {
        // Tests may look at the clock and at files, and compare with the engine.
        if path.to_string_lossy().ends_with("tests.rs") {
            continue;
        }
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for name in row(NEVER_NAMES, &module).unwrap_or_default() {
            if code.contains(name) {
                wrong.push(format!("{}: names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rooms that still ask which language a text is in, instead of its profile. Only ever made shorter.
const ASK_FOR_A_LANGUAGE: &[&str] = &[];

/// Outside of `lang` no code asks which language it is: it asks the profile for what it needs to know.
#[test]
fn only_profiles_name_a_language() {
    let mut wrong = Vec::new();
    let mut asks = Vec::new();
    for (module, path, code) in modules() {
        let path = path.to_string_lossy().replace('\\', "/");
        if matches!(module.as_str(), "lang" | "article")
            || path.rsplit('/').next().is_some_and(|name| name.contains("tests"))
        {
            continue;
        }
        // Tests are written in some language.
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let named = [
            "Language::ID",
            "Language::EN",
            "Language::MS",
            "language.code() ==",
            "match language.code()",
        ];
        if !named.iter().any(|name| code.contains(name)) {
            continue;
        }
        match ASK_FOR_A_LANGUAGE.iter().find(|room| path.contains(**room)) {
            Some(room) => asks.push(*room),
            None => wrong.push(path),
        }
    }
    assert!(wrong.is_empty(), "these name a language:\n{}", wrong.join("\n"));
    let done: Vec<&&str> = ASK_FOR_A_LANGUAGE.iter().filter(|room| !asks.contains(room)).collect();
    assert!(
        done.is_empty(),
        "{done:?} name no language any more: take them from the list"
    );
}

#[test]
fn uses_are_found_in_every_form() {
    assert_eq!(
        used("use crate::article::Span; use crate::{corpus, extract::{text, names}}; crate::error::f()"),
        ["article", "corpus", "extract", "error"]
    );
}

#[test]
fn source_files_stay_short() {
    let long: Vec<String> = modules()
        .into_iter()
        .filter_map(|(_, path, _)| {
            let text = fs::read_to_string(&path).ok()?;
            let lines = text.lines().count();
            (lines > 500).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "over 500 lines:\n{}", long.join("\n"));
}

/// Every data file of the lexicon says on top where its words are from.
#[test]
fn data_files_tell_their_origin() {
    const SAID: [&str; 4] = ["origin:", "made by hand", "from ", "scowl"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/warta-extract/lexicon");
    let folders = fs::read_dir(root).expect("the lexicon is there");
    let files = folders
        .filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"));
    let mut read = 0;
    for path in files {
        let data = fs::read_to_string(&path).expect("data is text");
        let (head, rows): (Vec<&str>, Vec<&str>) = data.lines().partition(|line| line.starts_with('#'));
        let head = head.join(" ").to_lowercase();
        let said = SAID.iter().any(|word| head.contains(word));
        assert!(said, "{} has no origin", path.display());
        assert!(
            rows.iter().any(|row| !row.trim().is_empty()),
            "{} is empty",
            path.display()
        );
        read += 1;
    }
    assert!(read > 30, "only {read} files");
}

/// Text becomes markup through `maud`, which escapes it; one file marks a text as markup, for a slot of its own (S9).
#[test]
fn one_file_goes_round_the_escaping() {
    let named = modules().into_iter().filter(|(_, _, code)| code.contains("PreEscaped"));
    let paths: Vec<PathBuf> = named.map(|(_, path, _)| path).collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
    assert!(paths[0].ends_with("page/layout.rs"), "{paths:?}");
}
