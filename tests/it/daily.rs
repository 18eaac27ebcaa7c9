//! A day at the command line: what is said, found and brought up to date without looking anything up.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::commands::{check, sample_archive};
use crate::program::warta;

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A run, and all that it says to standard error.
fn said(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = warta(folder, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

fn found(folder: &Path, args: &[&str]) -> String {
    String::from_utf8_lossy(&warta(folder, args).stdout).into_owned()
}

const STORY: &str =
    "JAKARTA - Harga beras naik pekan ini di Pasar Rawa. \"Stok aman,\" kata Menteri Ratri Sukmawati.\n";

#[test]
fn queries_that_find_nothing_are_told_why() {
    let folder = sample_archive();
    for (name, args) in [
        ("signs_alone", &["search", ">>>"][..]),
        ("an_emoji_with_an_option", &["search", "🚀", "--country", "ID"]),
        ("or_in_small_letters", &["search", "beras or gula"]),
        ("a_question_mark", &["search", "gemp?"]),
        ("a_word_spelt_wrong", &["search", "gempaa"]),
        ("a_name_spelt_wrong", &["search", "--speaker", "melnichenko"]),
        ("parts_that_never_meet", &["search", "gempa nikel beras"]),
        ("a_language_by_its_name", &["search", "language:english"]),
        ("a_section_that_is_not_there", &["search", "section:nosuch"]),
        ("a_currency_that_is_not_there", &["search", "currency:XYZ"]),
        ("a_bad_value_in_a_query", &["search", "country:Atlantis"]),
        ("a_bad_value_in_an_option", &["search", "--country", "Atlantis"]),
        ("a_bad_pattern", &["search", "path:\"a[\""]),
    ] {
        check(&format!("daily_{name}"), folder, args);
    }
}

#[test]
fn operators_are_understood_in_indonesian_and_as_bars() {
    let folder = sample_archive();
    let hits = |query: &str| found(folder, &["search", query, "--format", "csv", "--limit", "all"]);
    let either = hits("beras OR gempa");
    assert!(either.lines().count() > 3);
    assert_eq!(hits("beras ATAU gempa"), either);
    assert_eq!(hits("beras|gempa"), either);
    assert_eq!(hits("iran DAN gempa"), hits("iran gempa"));
}

#[test]
fn money_and_country_in_one_sentence() {
    let folder = sample_archive();
    let hits = |query: &str| found(folder, &["search", query, "--format", "ndjson"]).lines().count();
    let apart = hits("amount:>=\"USD 1 miliar\" country:TW");
    let together = hits("{amount:>=\"USD 1 miliar\" country:TW}");
    assert!(0 < together && together <= apart, "{together} of {apart}");
    assert_eq!(hits("{amount:>=\"USD 1 miliar\" country:TW nikel}"), 0);
}

#[test]
fn explanations_are_in_words() {
    let folder = sample_archive();
    let query = "gempa country:Iran -\"dewan keamanan\" amount:>=\"USD 1 miliar\"";
    check("daily_explain", folder, &["search", "--explain", "--stories", query]);
    check(
        "daily_explain_json",
        folder,
        &["search", "--explain", "gempa", "--format", "json"],
    );
    check(
        "daily_explain_quotes",
        folder,
        &["quotes", "--explain", "--speaker", "tavakoli"],
    );
    check(
        "daily_explain_why",
        folder,
        &["search", "--explain", "--why", "d-70012", "bantuan"],
    );
    check(
        "daily_explain_timeline",
        folder,
        &["search", "--explain", "--timeline=year", "gempa"],
    );
}

#[test]
fn tables_say_what_is_cut() {
    let folder = sample_archive();
    check("daily_year", folder, &["facet", "year", "--limit", "3"]);
    check("daily_week", folder, &["facet", "week", "year:2022", "--limit", "4"]);
    check(
        "daily_crossed_whole",
        folder,
        &["facet", "country", "source", "about:ID", "--limit", "all"],
    );
    check(
        "daily_facet_ndjson",
        folder,
        &["search", "gempa", "--facet", "source", "--format", "ndjson"],
    );
    check("daily_doubts", folder, &["stats", "--doubts"]);
    check("daily_help_search", folder, &["search", "--help"]);
    check("daily_help_index", folder, &["index", "--help"]);
    check("daily_no_man", folder, &["man", "nosuch"]);
}

#[test]
fn several_articles_are_shown_with_their_files() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "arsip/a.txt", STORY);
    write(
        dir.path(),
        "arsip/b.txt",
        "MEDAN - Harga gula turun di Medan sejak kemarin pagi.\n",
    );
    assert_eq!(said(dir.path(), &["index", "arsip"]).0, Some(0));
    let shown = found(dir.path(), &["show", "arsip/a.txt", "arsip/b.txt"]);
    let file = fs::canonicalize(dir.path().join("arsip/a.txt")).expect("it is there");
    assert!(shown.contains(&format!("file: {}\n", file.display())), "{shown}");
    assert!(shown.contains("Harga gula turun"), "{shown}");
    let (code, said_of) = said(dir.path(), &["show", "arsip/a.txt", "tiada"]);
    assert_eq!(code, Some(1));
    assert!(said_of.contains("there is no article with this id"), "{said_of}");
}

#[test]
fn an_index_alone_brings_known_folders_up_to_date_and_forgets_others() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    check("daily_index_without_any", folder, &["index"]);
    write(folder, "satu/a.txt", STORY);
    write(
        folder,
        "dua/b.txt",
        "MEDAN - Harga gula turun di Medan sejak kemarin pagi.\n",
    );
    assert_eq!(said(folder, &["index", "satu", "dua"]).0, Some(0));
    write(
        folder,
        "satu/c.txt",
        "PADANG - Harga cabai naik di Padang sejak kemarin pagi.\n",
    );
    let (code, out) = said(folder, &["index"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("1 added, 2 unchanged"), "{out}");
    // From another folder, the same paths.
    let elsewhere = folder.join("dua");
    let index = folder.join("index");
    let index = index.to_str().expect("it is text");
    let (code, out) = said(&elsewhere, &["index", "../satu", ".", "--index", index]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("3 unchanged"), "{out}");
    // One that is gone is told, with both ways out.
    fs::remove_dir_all(folder.join("dua")).expect("it was there");
    let (code, out) = said(folder, &["index"]);
    assert_eq!(code, Some(2));
    assert!(out.contains("if it has moved") && out.contains("--forget"), "{out}");
    let (code, out) = said(folder, &["index", "--forget", "dua"]);
    assert_eq!((code, out.as_str()), (Some(0), "forgotten: dua with 1 file\n"));
    assert_eq!(said(folder, &["index"]).0, Some(0));
    assert_eq!(said(folder, &["search", "gula"]).0, Some(1));
    let (code, out) = said(folder, &["index", "--forget", "tiga"]);
    assert_eq!(code, Some(2));
    assert!(
        out.starts_with("error: tiga: the index knows no such folder or file\nhint: it knows"),
        "{out}"
    );
}

#[test]
fn another_index_in_a_folder_is_left_alone_and_old_rejections_are_a_count() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(folder, "arsip/a.txt", STORY);
    write(folder, "arsip/kosong.txt", "");
    assert_eq!(said(&folder.join("arsip"), &["index", "a.txt"]).0, Some(0));
    assert!(folder.join("arsip/index/CURRENT").exists());
    let (code, out) = said(folder, &["index", "arsip"]);
    assert_eq!(code, Some(3));
    assert!(out.contains("rejected: arsip/kosong.txt: the file is empty"), "{out}");
    assert!(!out.contains("arsip/index"), "{out}");
    let (code, out) = said(folder, &["index", "arsip"]);
    assert_eq!(code, Some(0));
    assert!(
        !out.contains("kosong") && out.contains("something of 1 file as before"),
        "{out}"
    );
    write(folder, "arsip/kosong-juga.txt", "");
    assert_eq!(said(folder, &["index", "-q"]), (Some(3), String::new()));
}

#[test]
fn what_is_piped_in_stays_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let pipe = |args: &[&str], text: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_warta"))
            .args(args)
            .current_dir(folder)
            .env_remove("WARTA_INDEX")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(text.as_bytes()).expect("it is read");
        drop(input);
        child.wait_with_output().expect("it ends")
    };
    let extracted = pipe(&["extract", "-"], STORY);
    let record = String::from_utf8_lossy(&extracted.stdout).into_owned();
    assert!(
        record.contains("\"id\":\"stdin\"") && record.contains("Ratri Sukmawati"),
        "{record}"
    );
    for _ in 0..2 {
        let output = pipe(&["index", "-"], STORY);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    write(
        folder,
        "arsip/b.txt",
        "MEDAN - Harga gula turun di Medan sejak kemarin pagi.\n",
    );
    assert_eq!(said(folder, &["index", "arsip"]).0, Some(0));
    let hits = found(folder, &["search", "beras", "--format", "ndjson"]);
    assert_eq!(hits.lines().count(), 1, "{hits}");
}

#[test]
fn what_came_in_lately_is_found_and_keeps_its_time() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(folder, "arsip/a.txt", STORY);
    assert_eq!(said(folder, &["index", "arsip"]).0, Some(0));
    assert_eq!(said(folder, &["search", "--added-since", "1h"]).0, Some(0));
    assert_eq!(said(folder, &["search", "NOT added:>=1h"]).0, Some(1));
    let record = |folder: &Path| found(folder, &["search", "--explain", "added:<1h"]);
    assert!(
        record(folder).contains("came into the index before"),
        "{}",
        record(folder)
    );
    assert_eq!(said(folder, &["index", "--rebuild", "arsip"]).0, Some(0));
    assert_eq!(said(folder, &["search", "--added-since", "kemarin"]).0, Some(0));
}

#[test]
fn shells_and_manuals_know_every_command() {
    let dir = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish"] {
        let script = found(dir.path(), &["completions", shell]);
        assert!(script.contains("added-since") && script.contains("forget"), "{shell}");
    }
    assert_eq!(said(dir.path(), &["man", "--dir", "man"]).0, Some(0));
    for page in ["warta", "warta-search", "warta-index", "warta-show"] {
        let text = fs::read_to_string(dir.path().join(format!("man/{page}.1"))).expect("a page");
        assert!(text.contains("Exit codes:") && text.contains(".SH NAME"), "{page}");
    }
    let coloured = found(
        sample_archive(),
        &["--color", "always", "facet", "year", "--limit", "1"],
    );
    assert!(coloured.starts_with("\u{1b}[1m"), "{coloured:?}");
}
