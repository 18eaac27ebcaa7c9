//! Saved searches: their files, what is new in them, and what is said where there are none.

use std::fs;
use std::path::Path;

use crate::commands::check;
use crate::program::{stdout_of, warta};
use crate::whole::write;

/// What a run says to standard error, without the time of day, and its exit code.
fn said(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = warta(folder, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let said = match said.split_once(" since 20") {
        Some((before, _)) => format!("{before} since TIME"),
        None => said,
    };
    (output.status.code(), said.trim_end().to_owned())
}

fn ids(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = warta(folder, &[args, &["--format", "csv", "--limit", "all"]].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut ids: Vec<String> = text
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split("arsip/").nth(1)?.split(',').next()?.to_owned()))
        .collect();
    ids.sort();
    ids
}

/// A folder with two articles on rice and one on sugar, indexed, with two searches beside the index.
fn archive() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    for (file, what) in [("a", "beras"), ("b", "beras"), ("c", "gula")] {
        article(folder, file, what);
    }
    assert_eq!(warta(folder, &["index", "arsip"]).status.code(), Some(0));
    write(
        &folder.join("index/searches.txt"),
        "# pangan\nberas: beras\nmanis: gula OR madu\n",
    );
    dir
}

fn article(folder: &Path, file: &str, what: &str) {
    let text = format!("MEDAN - Harga {what} naik di Pasar {file} pekan ini, \"Stok aman,\" kata Ratri Sukmawati.\n");
    write(&folder.join(format!("arsip/{file}.txt")), &text);
}

#[test]
fn a_saved_search_says_what_is_new_since_it_was_last_looked_at() {
    let dir = archive();
    let folder = dir.path();
    let first = "@beras: this is the first look; the next one says what is new";
    let nothing = "@beras: nothing new since TIME";
    // Listing is no look, nor is a narrower search.
    assert_eq!(warta(folder, &["saved"]).status.code(), Some(0));
    assert_eq!(said(folder, &["search", "@beras", "pasar"]), (Some(0), String::new()));
    assert_eq!(said(folder, &["search", "@beras", "--source", "x"]).0, Some(1));
    assert_eq!(said(folder, &["search", "@beras"]), (Some(0), first.to_owned()));
    assert_eq!(said(folder, &["search", "@beras"]), (Some(0), nothing.to_owned()));
    assert_eq!(said(folder, &["search", "@beras", "--new"]).0, Some(1));
    // Each command has looks of its own.
    assert_eq!(said(folder, &["quotes", "@beras"]), (Some(0), first.to_owned()));
    assert_eq!(said(folder, &["facet", "year", "@beras"]).1, first);
    // A run within the same second gives its articles the moment of those before: they are new all the same.
    for file in ["d", "e"] {
        article(folder, file, "beras");
        assert_eq!(warta(folder, &["index", "-q"]).status.code(), Some(0));
    }
    let listed = stdout_of(folder, 0, &["saved", "--format", "csv"]);
    let line = listed.lines().nth(1).expect("a line");
    let new = line.split(',').nth(3).expect("a cell").to_owned();
    assert!(line.starts_with("beras,beras,4,"), "{line}");
    let (code, text) = said(folder, &["search", "@beras", "--limit", "1"]);
    assert_eq!(
        (code, text.as_str()),
        (Some(0), format!("@beras: {new} new since TIME").as_str())
    );
    // A further page is of the same look.
    let (_, text) = said(folder, &["search", "@beras", "--limit", "1", "--offset", "1"]);
    assert_eq!(text, format!("@beras: {new} new since TIME"));
    assert_eq!(said(folder, &["search", "@beras"]).1, nothing);
    // With other words behind its name it is another search, which nobody has looked at.
    write(&folder.join("index/searches.txt"), "beras: beras medan\n");
    assert_eq!(said(folder, &["search", "@beras"]).1, first);
}

#[test]
fn only_what_is_new_is_shown() {
    let dir = archive();
    let folder = dir.path();
    assert_eq!(ids(folder, &["search", "@beras", "--new"]), ["a.txt", "b.txt"]);
    // The moments of two runs differ by a second.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    article(folder, "d", "beras");
    assert_eq!(warta(folder, &["index", "-q"]).status.code(), Some(0));
    assert_eq!(ids(folder, &["search", "@beras", "pasar", "--new"]), ["d.txt"]);
    assert_eq!(ids(folder, &["search", "@beras", "--new"]), ["d.txt"]);
    assert_eq!(ids(folder, &["search", "@beras", "--new"]), [""; 0]);
    assert_eq!(ids(folder, &["search", "@beras", "-pasar"]), [""; 0]);
    assert_eq!(ids(folder, &["search", "@manis", "OR", "beras"]).len(), 4);
}

#[test]
fn searches_of_the_user_serve_every_index() {
    let dir = archive();
    let folder = dir.path();
    write(
        &folder.join(".config/warta/searches.txt"),
        "beras: jagung\nsemua: beras OR gula\n",
    );
    assert_eq!(
        ids(folder, &["search", "@beras"]).len(),
        2,
        "the one beside the index counts"
    );
    assert_eq!(ids(folder, &["search", "@semua"]).len(), 3);
    check("saved_list", folder, &["saved"]);
    check("saved_list_json", folder, &["saved", "--format", "ndjson"]);
    fs::write(folder.join(".config/warta/searches.txt"), "buruk: (beras\n").expect("a file");
    check("saved_broken_query", folder, &["search", "@buruk"]);
    check("saved_list_csv", folder, &["saved", "--format", "csv"]);
}

#[test]
fn what_is_no_saved_search_is_told() {
    let dir = archive();
    let folder = dir.path();
    check("saved_unknown", folder, &["search", "@bersa"]);
    check("saved_unlike_any", folder, &["quotes", "@kehutanan"]);
    check("saved_new_of_nothing", folder, &["search", "beras", "--new"]);
    write(&folder.join("index/searches.txt"), "beras\n");
    check("saved_bad_line", folder, &["facet", "year", "@beras"]);
    write(&folder.join("index/searches.txt"), "beras: beras\nberas: gula\n");
    check("saved_twice", folder, &["saved"]);
    fs::remove_file(folder.join("index/searches.txt")).expect("it is there");
    check("saved_none", folder, &["saved"]);
    check("saved_none_named", folder, &["search", "@beras"]);
    // Where the look cannot be kept, that is an error: the next one would be wrong.
    write(&folder.join("index/searches.txt"), "beras: beras\n");
    fs::create_dir_all(folder.join(".local")).expect("a folder");
    write(&folder.join(".local/state"), "a file where the folder should be\n");
    let (code, text) = said(folder, &["search", "@beras", "--limit", "0"]);
    assert_eq!(code, Some(2));
    assert!(text.contains(".seen: "), "{text}");
}
