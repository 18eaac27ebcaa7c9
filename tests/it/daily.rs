//! A day at the command line: what is said, found and brought up to date without looking anything up.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::commands::{check, sample_archive};
use crate::program::warta;
use crate::whole::write;

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
fn slips_of_the_hand_are_told_the_next_step() {
    let folder = sample_archive();
    for (name, args) in [
        ("a_command_spelt_wrong", &["serach", "gempa"][..]),
        ("an_option_spelt_wrong", &["search", "gempa", "--fromm", "2024"]),
        ("an_option_before_the_command", &["--index", "index", "search", "gempa"]),
        ("a_field_as_an_option", &["search", "gempa", "--currency", "USD"]),
        ("an_option_of_another_command", &["quotes", "gempa", "--why", "x"]),
        ("an_unquoted_minus", &["search", "beras", "-impor"]),
        ("a_limit_below_none", &["search", "gempa", "--limit", "-1"]),
        ("days_reversed", &["search", "gempa", "--from", "2024", "--to", "2022"]),
        ("a_facet_spelt_wrong", &["facet", "speakers"]),
        (
            "a_country_cut_at_the_blank",
            &["search", "country:Amerika Serikat gempa", "--limit", "0"],
        ),
        (
            "an_amount_cut_at_the_blank",
            &["search", "gempa amount:>=1 miliar", "--limit", "0"],
        ),
        (
            "a_country_and_a_word",
            &[
                "search",
                "country:Indonesia gempa amount:>5 2019 country:ID emas",
                "--limit",
                "0",
            ],
        ),
        ("a_facet_that_is_none", &["search", "gempa", "--facet", "warna"]),
    ] {
        check(&format!("daily_{name}"), folder, args);
    }
}

#[test]
fn a_part_of_all_is_called_one_where_programs_read_it() {
    let folder = sample_archive();
    let note = |args: &[&str]| said(folder, args).1;
    for (args, wanted) in [
        (&["search", "--format", "csv"][..], "note: 10 of "),
        (&["search", "--stories", "--format", "ndjson"], " stories; "),
        (&["quotes", "--format", "json"], " quotations; "),
        (&["quotes", "--once", "--format", "csv"], " statements; "),
        (&["facet", "speaker", "--format", "csv"], " values; "),
        (&["facet", "speaker", "source", "--format", "csv"], " rows; "),
        (&["people", "--format", "csv"], " persons; `--limit all` writes all"),
    ] {
        assert!(note(args).contains(wanted), "{args:?}: {}", note(args));
    }
    for args in [
        &["search", "--format", "csv", "--limit", "3"][..],
        &["search", "--format", "csv", "--limit", "all"],
        &["search", "gempa", "--format", "csv"],
        &["search"],
        &["facet", "year", "--format", "csv"],
    ] {
        assert_eq!(note(args), "", "{args:?}");
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
fn numbers_are_found_however_their_thousands_are_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    for (file, number) in [
        ("a", "1,234,567"),
        ("b", "1.234.567"),
        ("c", "1234567"),
        ("d", "7.654.321"),
    ] {
        let text = format!("MEDAN - Sebanyak {number} karung beras tiba di Pasar Rawa.\n");
        write(&folder.join(format!("arsip/{file}.txt")), &text);
    }
    assert_eq!(said(folder, &["index", "arsip"]).0, Some(0));
    let hits = |query: &str| found(folder, &["search", query, "--format", "ndjson"]).lines().count();
    for query in ["1234567", "1.234.567", "1,234,567", "{1234567 beras}"] {
        assert_eq!(hits(query), 3, "{query}");
    }
    assert_eq!((hits("=1234567"), hits("7654321")), (1, 1));
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
    check("daily_facet_of_so_many", folder, &["facet", "source:2"]);
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
    check("daily_help_people", folder, &["people", "-h"]);
    check("daily_no_man", folder, &["man", "nosuch"]);
}

#[test]
fn several_articles_are_shown_with_their_files() {
    let dir = tempfile::tempdir().expect("a folder");
    write(&dir.path().join("arsip/a.txt"), STORY);
    write(
        &dir.path().join("arsip/b.txt"),
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
    write(&folder.join("satu/a.txt"), STORY);
    write(
        &folder.join("dua/b.txt"),
        "MEDAN - Harga gula turun di Medan sejak kemarin pagi.\n",
    );
    assert_eq!(said(folder, &["index", "satu", "dua"]).0, Some(0));
    write(
        &folder.join("satu/c.txt"),
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
    check("daily_folder_gone", folder, &["index"]);
    check("daily_folder_gone_while_others_are_read", folder, &["index", "satu"]);
    check("daily_forget", folder, &["index", "--forget", "dua"]);
    assert_eq!(said(folder, &["index"]).0, Some(0));
    assert_eq!(said(folder, &["search", "gula"]).0, Some(1));
    check("daily_forget_unknown", folder, &["index", "--forget", "tiga"]);
}

#[test]
fn another_index_in_a_folder_is_left_alone_and_old_rejections_are_a_count() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(&folder.join("arsip/a.txt"), STORY);
    write(&folder.join("arsip/kosong.txt"), "");
    assert_eq!(said(&folder.join("arsip"), &["index", "a.txt"]).0, Some(0));
    assert!(folder.join("arsip/index/CURRENT").exists());
    check("daily_nested_index", folder, &["index", "arsip"]);
    check("daily_nested_index_again", folder, &["index", "arsip"]);
    write(&folder.join("arsip/kosong-juga.txt"), "");
    assert_eq!(said(folder, &["index", "-q"]), (Some(3), String::new()));
    fs::write(folder.join("index/CURRENT"), "kacau").expect("a file");
    for (name, args) in [
        ("index", &["index", "arsip"][..]),
        ("search", &["search", "beras"]),
        ("forget", &["index", "--forget", "arsip"]),
    ] {
        check(&format!("daily_not_openable_{name}"), folder, args);
    }
}

#[test]
fn a_map_is_remembered_with_its_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let dump = |file: &str, first: &str, second: &str| {
        let story = |what: &str| format!("Harga {what} naik di Pasar Rawa sejak kemarin pagi.");
        let text = format!("judul,isi,ringkas\nPasar,{},{}\n", story(first), story(second));
        write(&folder.join(file), &text);
    };
    let run = |args: &[&str], told: &str| {
        let (code, out) = said(folder, args);
        assert_eq!(code, Some(0), "{out}");
        assert!(out.contains(told), "{args:?} said {out}");
    };
    let finds = |word: &str| said(folder, &["search", word]).0 == Some(0);
    dump("arsip/satu.csv", "beras", "gula");
    run(&["index", "arsip"], "1 added");
    assert!(finds("beras") && !finds("gula"));
    run(&["index", "arsip", "--map", "text=ringkas"], "1 updated");
    assert!(finds("gula") && !finds("beras"));
    // Without it, and in a run that names no folder, what is there stays and what is new is read with it.
    dump("arsip/dua.csv", "jagung", "cabai");
    run(&["index"], "1 added, 1 unchanged");
    assert!(finds("cabai") && !finds("jagung"));
    run(&["index", "arsip"], "2 unchanged");
    let stats = found(folder, &["stats"]);
    assert!(stats.contains("map       text=ringkas of "), "{stats}");
    // A folder inside may have one of its own.
    dump("arsip/dalam/tiga.csv", "garam", "telur");
    run(&["index", "arsip/dalam", "--map", "text=isi"], "1 added");
    run(&["index"], "3 unchanged");
    run(&["index", "--rebuild"], "3 added");
    assert!(finds("gula") && finds("cabai") && finds("garam") && !finds("telur"));
    run(&["index", "arsip", "--map", "none"], "2 updated, 1 unchanged");
    assert!(finds("beras") && finds("jagung") && finds("garam") && !finds("gula"));
    run(&["index"], "3 unchanged");
}

#[test]
#[cfg(target_os = "linux")]
fn files_are_opened_by_the_program_of_the_desktop() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(&folder.join("arsip/a.txt"), STORY);
    assert_eq!(said(folder, &["index", "arsip"]).0, Some(0));
    // Stands in for the opener of a desktop: it notes what it is given.
    write(
        &folder.join("bin/xdg-open"),
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened.part\nmv opened.part opened\n",
    );
    let opener = folder.join("bin/xdg-open");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("it is there");
    let open = |path: &str| {
        Command::new(env!("CARGO_BIN_EXE_warta"))
            .args(["show", "arsip/a.txt", "--open"])
            .current_dir(folder)
            .env_remove("WARTA_INDEX")
            .env("PATH", path)
            .output()
            .expect("the program runs")
    };
    let output = open(&format!("{}:/usr/bin:/bin", folder.join("bin").display()));
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Ratri Sukmawati"));
    let opened = folder.join("opened");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !opened.exists() && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let file = fs::canonicalize(folder.join("arsip/a.txt")).expect("it is there");
    assert_eq!(
        fs::read_to_string(opened).expect("it was opened"),
        format!("{}\n", file.display())
    );
    // Where there is none, and where the file is gone.
    let output = open("/nowhere");
    assert_eq!(output.status.code(), Some(2));
    let said_of = String::from_utf8_lossy(&output.stderr).into_owned();
    insta::assert_snapshot!("daily_no_opener", said_of);
    fs::remove_file(folder.join("arsip/a.txt")).expect("it is there");
    check(
        "daily_open_gone",
        folder,
        &["show", "arsip/a.txt", "--open", "--format", "ndjson"],
    );
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
        &folder.join("arsip/b.txt"),
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
    write(&folder.join("arsip/a.txt"), STORY);
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
