use std::collections::BTreeSet;
use std::path::Path;

use super::*;

fn sources(dir: &Path, out: &mut String) {
    for entry in std::fs::read_dir(dir).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push_str(&std::fs::read_to_string(path).expect("sources are text"));
        }
    }
}

#[test]
fn each_line_has_a_key_and_a_text_in_both_languages() {
    let mut keys = BTreeSet::new();
    for line in TABLE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let parts: Vec<&str> = line.split('\t').collect();
        assert_eq!(parts.len(), 3, "{line}");
        assert!(parts.iter().all(|p| !p.trim().is_empty()), "{line}");
        assert!(keys.insert(parts[0]), "{} stands twice", parts[0]);
        let names = |text| -> BTreeSet<String> {
            pieces(text)
                .filter_map(|p| match p {
                    Piece::Name(name) => Some(name.to_owned()),
                    Piece::Text(_) => None,
                })
                .collect()
        };
        assert_eq!(names(parts[1]), names(parts[2]), "{line}");
    }
    assert!(keys.len() > 100);
}

/// Every key that the code names is in the table, and every key of the table is named by the code or is one of a family whose
/// stem the code names (`format!("field.{name}")`).
#[test]
fn keys_and_code_agree() {
    let mut code = String::new();
    for room in ["page", "serve", "api"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut code);
    }
    let literals: BTreeSet<&str> = code.split('"').collect();
    let unused: Vec<&str> = rows()
        .map(|row| row[0])
        .filter(|key| {
            let family = key.rsplit_once('.').map(|(stem, _)| stem);
            let stem = key.split('.').next().unwrap_or_default();
            let noun = key.strip_prefix("n.").and_then(|rest| rest.split('.').next());
            let in_family = [format!("{stem}.{{"), format!("{}.{{", family.unwrap_or(stem))];
            !literals.contains(key)
                && !in_family
                    .iter()
                    .any(|family| literals.iter().any(|l| l.starts_with(family.as_str())))
                && !noun.is_some_and(|noun| literals.contains(noun))
        })
        .collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
    // A text of a key that is missing reads `??`; the views' snapshots would show it, and this says which.
    for call in ["text(\"", "fill(\"", "mark_up(\""] {
        for rest in code.split(call).skip(1) {
            let key = rest.split('"').next().unwrap_or_default();
            assert!(table().contains_key(key), "`{key}` is not in words.tsv");
        }
    }
}

/// What stands in a table of the program, such as the fields, has its Indonesian text here.
#[test]
fn every_field_and_every_example_is_explained() {
    for field in crate::fields::FIELDS {
        assert!(
            Locale::Id.known(&format!("help-field.{}", field.name)).is_some(),
            "{}",
            field.name
        );
    }
    for (n, (example, _)) in crate::ask::LANGUAGE.iter().enumerate() {
        assert!(Locale::Id.known(&format!("help-language.{n}")).is_some(), "{example}");
    }
}

#[test]
fn names_in_braces_are_replaced() {
    assert_eq!(
        Locale::Id.fill("state.too-slow.title", &[("seconds", "5")]),
        "Pencarian dihentikan setelah 5 detik"
    );
}

#[test]
fn the_language_is_the_one_that_is_liked_best() {
    for (header, locale) in [
        ("", Locale::Id),
        ("fr", Locale::Id),
        ("en-GB,en;q=0.9", Locale::En),
        ("id,en;q=0.8", Locale::Id),
        ("fr, en;q=0.3, in;q=0.7", Locale::Id),
        ("en;q=0", Locale::Id),
        ("*;;q=x,en", Locale::En),
    ] {
        assert_eq!(Locale::accepted(header), locale, "{header}");
    }
}
