//! Several indexes searched as one give what one index of all gives.

use std::fs;
use std::path::{Path, PathBuf};

use warta::ask::{self, Counted, Question, View};
use warta::index::{Index, Snapshot};

use crate::commands::check;
use crate::program::{stdout_of, warta};
use crate::query_model::generator::{Dice, Made, index_of_files, is_plain, make, query};

/// Articles as an index of their own, each a file of its number.
fn index_of<'m>(made: impl Iterator<Item = (usize, &'m Made)>, dir: &Path) -> PathBuf {
    index_of_files(made.map(|(number, one)| (number as u64, one)), 40, dir);
    dir.to_owned()
}

fn snapshot(dirs: &[PathBuf]) -> Snapshot {
    let index = Index::open_all(dirs).expect("they open");
    let snapshot = index.snapshot().expect("they can be read");
    ask::with_people(snapshot).expect("they can be read")
}

/// All that an answer says of its hits.
fn hits(snapshot: &Snapshot, pairs: &[(&str, &str)]) -> Vec<String> {
    let question = Question::from_pairs(View::Search, pairs.iter().copied()).expect("it can be asked");
    let list = ask::search(snapshot, &question).expect("it is answered");
    let mut lines = vec![format!("{} {:?}", list.num_hits, list.diagnostics)];
    for hit in list.hits() {
        let hit = hit.expect("it can be read");
        // Numbers are added up in an order that depends on the segments.
        lines.push(format!("{} {:.3} {}", hit.article.id, hit.score, hit.snippet().text));
    }
    for facet in &list.facets {
        let values = facet
            .values
            .iter()
            .map(|value| format!("{} {}", value.count, value.label));
        lines.push(format!(
            "{} {:?} {:?}",
            facet.field,
            facet.missing,
            values.collect::<Vec<_>>()
        ));
    }
    lines
}

fn statements(snapshot: &Snapshot, text: &str) -> Vec<String> {
    let pairs = [("q", text), ("limit", "all")];
    let Ok(question) = Question::from_pairs(View::Quotes, pairs) else {
        return Vec::new();
    };
    let list = ask::quotes(snapshot, &question).expect("it is answered");
    let hits = list.hits().map(|hit| {
        let hit = hit.expect("it can be read");
        format!("{:?} {} {}", hit.person, hit.article.id, hit.context().text)
    });
    let mut lines: Vec<String> = [list.num_hits.to_string()].into_iter().chain(hits).collect();
    lines.sort();
    lines
}

#[test]
fn answers_are_those_of_one_index_of_all() {
    let mut dice = Dice(7);
    let made: Vec<Made> = (0..240).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let place = |name: &str| {
        let place = dir.path().join(name);
        fs::create_dir(&place).expect("a folder");
        place
    };
    let all = index_of(made.iter().enumerate(), &place("all"));
    let parts: Vec<PathBuf> = (0..3)
        .map(|part| {
            let own = made.iter().enumerate().filter(|(number, _)| number % 3 == part);
            index_of(own, &place(&part.to_string()))
        })
        .collect();
    let (whole, several) = (snapshot(&[all]), snapshot(&parts));
    let mut found = 0;
    for _ in 0..250 {
        let text = query(&mut dice, 3);
        if !is_plain(&text) || Question::from_pairs(View::Search, [("q", &*text)]).is_err() {
            continue;
        }
        for sort in ["relevance", "newest"] {
            let pairs = [
                ("q", &*text),
                ("sort", sort),
                ("limit", "all"),
                ("facet", "speaker:500"),
                ("facet", "country:500"),
                ("facet", "month:500"),
            ];
            let of = |snapshot: &Snapshot| {
                let mut answer = hits(snapshot, &pairs);
                // The last digit of a score depends on the segments: what differs in nothing else may change places.
                if sort == "relevance" {
                    answer.sort();
                }
                answer
            };
            let answer = of(&several);
            found += answer.len();
            assert_eq!(answer, of(&whole), "{text}");
        }
        assert_eq!(statements(&several, &text), statements(&whole, &text), "{text}");
    }
    assert!(found > 5_000, "{found}");
    let people = |snapshot: &Snapshot| ask::people(snapshot, "", Some(ask::Limit::All), 0).expect("it is answered");
    assert_eq!(people(&several), people(&whole));
    assert!(people(&whole).num_hits > 3);
    let everything = Question::from_pairs(View::Facet, [("limit", "all")]).expect("it can be asked");
    for field in ["speaker", "region", "source", "amount", "week"] {
        let counted = Counted::field(field).expect("it can be counted");
        let of = |snapshot: &Snapshot| {
            let answer = ask::facet(snapshot, &counted, &everything).expect("it is answered");
            answer
                .values
                .iter()
                .map(|value| (value.value.clone(), value.count))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&several), of(&whole), "{field}");
    }
}

/// The sample articles in two indexes and in one of all, all beside each other; reprints of each other lie in one.
fn archives() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    std::os::unix::fs::symlink(corpus, dir.path().join("corpus")).expect("a link");
    let halves = [
        ["agregator", "antara", "arsip", "daerah", "tempo", "kompas"]
            .map(|name| format!("corpus/{name}"))
            .to_vec(),
        ["detik", "halaman", "tribunnews", "wire"]
            .map(|name| format!("corpus/{name}"))
            .to_vec(),
    ];
    let all: Vec<String> = halves.concat();
    for (name, folders) in [("a", &halves[0]), ("b", &halves[1]), ("semua", &all)] {
        let mut args: Vec<&str> = vec!["index", "-q", "--index", name];
        args.extend(folders.iter().map(String::as_str));
        assert_eq!(warta(dir.path(), &args).status.code(), Some(0), "{name}");
    }
    dir
}

#[test]
fn commands_on_two_indexes_print_what_they_print_on_one_of_all() {
    let dir = archives();
    let folder = dir.path();
    let of_two = ["--index", "a", "--index", "b"];
    let plain = |args: &[&str]| {
        let text = stdout_of(folder, 0, args);
        let lines = text.lines().filter(|line| !line.contains(" ms)"));
        let lines = lines.map(|line| line.split_once("\"took_ms\"").map_or(line, |(before, _)| before));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    for args in [
        &["search", "gempa", "--limit", "all"][..],
        &["search", "iran", "--format", "csv", "--stories"],
        &[
            "search",
            "bantuan OR beras",
            "--facet",
            "speaker:20",
            "--facet",
            "source",
            "--format",
            "json",
        ],
        &["search", "--timeline=year"],
        &["search", "--compare", "beras", "gempa"],
        &["search", "--explain", "gempa country:ID"],
        &["quotes", "--limit", "all", "--format", "ndjson"],
        &["quotes", "gempa", "--once"],
        &["facet", "speaker", "--limit", "all"],
        &["facet", "country", "source", "about:ID", "--limit", "all"],
        &["facet", "speaker", "--quotes", "--format", "csv"],
        &["people", "--limit", "all", "--format", "ndjson"],
        &["people", "why", "Simon Hartigan"],
        &["show", "d-70012"],
    ] {
        let one = plain(&[args, &["--index", "semua"]].concat());
        assert_eq!(plain(&[args, &of_two[..]].concat()), one, "{args:?}");
    }
}

/// Who is who is kept for a state of the indexes, and decided anew for the next.
#[test]
fn persons_of_several_are_kept_until_one_changes() {
    let dir = archives();
    let folder = dir.path();
    let people = || stdout_of(folder, 0, &["people", "--limit", "all", "--index", "a", "--index", "b"]);
    let first = people();
    let cache = folder.join(".cache/warta");
    let kept = || {
        let files = fs::read_dir(&cache)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path());
        files.collect::<Vec<_>>()
    };
    let [file] = &kept()[..] else {
        panic!("{:?}", kept());
    };
    let bytes = fs::read(file).expect("it can be read");
    assert_eq!(people(), first);
    // What is not as it was written is decided again.
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    fs::write(file, flipped).expect("it can be written");
    assert_eq!(people(), first);
    assert_eq!(fs::read(file).expect("it can be read"), bytes);
    let story = "MEDAN - \"Stok beras aman,\" kata Menteri Ratri Sukmawati di Pasar Rawa.\n";
    fs::create_dir(folder.join("baru")).expect("a folder");
    fs::write(folder.join("baru/a.txt"), story).expect("a file");
    assert_eq!(
        warta(folder, &["index", "-q", "baru", "--index", "b"]).status.code(),
        Some(0)
    );
    let now = people();
    assert!(now.contains("Ratri Sukmawati") && now != first, "{now}");
    assert_eq!(kept().len(), 1);
}

#[test]
fn what_is_of_one_index_alone_is_told() {
    let dir = archives();
    let folder = dir.path();
    let of_two = ["--index", "a", "--index", "b"];
    for (name, args) in [
        ("index", &["index", "corpus"][..]),
        ("decision", &["people", "same", "Simon Hartigan", "Taras Melnychenko"]),
        ("missing", &["search", "gempa", "--index", "c"]),
    ] {
        check(&format!("several_{name}"), folder, &[args, &of_two[..]].concat());
    }
    // Named twice it is one.
    let count = |args: &[&str]| {
        stdout_of(
            folder,
            0,
            &[&["search", "--limit", "all", "--format", "csv"], args].concat(),
        )
    };
    assert_eq!(count(&["--index", "a", "--index", "./a"]), count(&["--index", "a"]));
    let copied = std::process::Command::new("cp")
        .args(["-r", "a", "salinan"])
        .current_dir(folder)
        .status();
    assert!(copied.expect("it runs").success());
    check(
        "several_copy",
        folder,
        &["search", "gempa", "--index", "a", "--index", "salinan"],
    );
    // Decisions of each hold for all.
    fs::write(folder.join("b/people.txt"), "call: Simon Hartigan; Pak Simon\n").expect("a file");
    let called = stdout_of(folder, 0, &[&["people", "hartigan"], &of_two[..]].concat());
    assert!(called.starts_with("Pak Simon"), "{called}");
}

#[test]
fn a_cursor_leads_on_in_the_same_indexes_alone() {
    let dir = archives();
    let place = |name: &str| dir.path().join(name);
    let two = [place("a"), place("b")];
    let several = snapshot(&two);
    assert_eq!(several.id(), snapshot(&two).id(), "the same state has the same id");
    assert_ne!(several.id(), snapshot(&[place("b"), place("a")]).id());
    assert_ne!(several.id(), snapshot(&[place("semua")]).id());
    let ask = |snapshot: &Snapshot, limit: &str, cursor: Option<&str>| {
        let pairs = [("q", "di OR the"), ("limit", limit)].into_iter();
        let pairs = pairs.chain(cursor.map(|cursor| ("cursor", cursor)));
        let question = Question::from_pairs(View::Search, pairs).expect("it can be asked");
        let list = ask::search(snapshot, &question)?;
        let ids: Vec<String> = list.hits().map(|hit| hit.expect("it can be read").article.id).collect();
        Ok::<_, warta::error::Error>((ids, list.next.map(|next| next.text())))
    };
    let (all, _) = ask(&several, "all", None).expect("it is answered");
    let mut paged = Vec::new();
    let mut cursor: Option<String> = None;
    let mut first = None;
    loop {
        let (ids, next) = ask(&several, "7", cursor.as_deref()).expect("it is answered");
        paged.extend(ids);
        first = first.or(next.clone());
        match next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(paged, all);
    assert!(paged.len() > 14, "{}", paged.len());
    let first = first.expect("there is more than a page");
    ask(&snapshot(&[place("semua")]), "7", Some(&first)).expect_err("it is of another state");
}
