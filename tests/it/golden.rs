//! Whole articles and their whole records: `tests/golden/NAME.txt` must give `tests/golden/NAME.json`.
//!
//! After a wanted change, `WARTA_BLESS=1 cargo test golden` writes the records anew; read the difference before it is
//! committed.

use std::fs;
use std::path::Path;

use crate::program::stdout_of;

#[test]
fn records_of_whole_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut articles: Vec<_> = fs::read_dir(&folder)
        .expect("there are golden articles")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e != "json"))
        .collect();
    articles.sort();
    assert!(!articles.is_empty());
    let bless = std::env::var_os("WARTA_BLESS").is_some();
    let mut wrong = Vec::new();
    for article in articles {
        let name = article
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let line = stdout_of(&folder, 0, &["extract", "--format", "ndjson", &name]);
        let record: serde_json::Value = serde_json::from_str(&line).expect("a record is JSON");
        let got = serde_json::to_string_pretty(&record).expect("JSON can be written") + "\n";
        let golden = article.with_extension("json");
        if bless {
            fs::write(&golden, &got).expect("the record can be written");
        }
        let want = fs::read_to_string(&golden).unwrap_or_default();
        if got != want {
            wrong.push(format!("{name}:\n{}", difference(&want, &got)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The records and the number of the rules go together: an index tells by the number what was understood otherwise.
#[test]
fn the_rules_have_another_number_when_the_records_change() {
    use std::hash::Hasher;

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut records: Vec<_> = fs::read_dir(&folder)
        .expect("there are golden records")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    records.sort();
    let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
    for record in records {
        hasher.write(&fs::read(&record).expect("a record can be read"));
    }
    let hash = format!("{:016x}", hasher.finish());
    let path = folder.join("RULES");
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let (number, known) = recorded.trim().split_once(' ').unwrap_or(("0", ""));
    let number: u32 = number.parse().expect("`RULES` begins with a number");
    let rules = warta::extract::RULES;
    let bless = std::env::var_os("WARTA_BLESS").is_some();
    if known == hash && !bless {
        assert_eq!(
            rules, number,
            "tests/golden/RULES has the number of the rules that made these records"
        );
        return;
    }
    assert!(
        rules > number || known == hash && rules == number,
        "the golden records have changed: raise `RULES` in crates/warta-extract/src/extract/mod.rs to {}, then write \
         tests/golden/RULES anew with `WARTA_BLESS=1 cargo test golden`",
        number + 1
    );
    assert!(
        bless,
        "write tests/golden/RULES anew with `WARTA_BLESS=1 cargo test golden`"
    );
    fs::write(&path, format!("{rules} {hash}\n")).expect("the number can be written");
}

/// The lines that only one side has.
fn difference(want: &str, got: &str) -> String {
    let (want, got): (Vec<_>, Vec<_>) = (want.lines().collect(), got.lines().collect());
    let missing = want
        .iter()
        .filter(|line| !got.contains(line))
        .map(|line| format!("  - {line}"));
    let extra = got
        .iter()
        .filter(|line| !want.contains(line))
        .map(|line| format!("  + {line}"));
    missing.chain(extra).collect::<Vec<_>>().join("\n")
}
