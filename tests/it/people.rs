//! Who is who in an archive, as a user sees it: the list, the reasons, decisions, and one value everywhere.

use std::fs;
use std::path::Path;

use crate::commands::{check, sample_archive};
use crate::program::stdout_of;
use crate::serve::site::Site;
use crate::whole::write;

#[test]
fn persons_of_the_sample_articles() {
    let folder = sample_archive();
    check("people", folder, &["people", "--limit", "5"]);
    check("people_of_a_name", folder, &["people", "tar", "mel"]);
    check("people_json", folder, &["people", "--limit", "2", "--format", "json"]);
    check("people_ndjson", folder, &["people", "melny", "--format", "ndjson"]);
    check(
        "people_csv",
        folder,
        &["people", "--limit", "3", "--offset", "1", "--format", "csv"],
    );
    check("people_nobody", folder, &["people", "wxyz"]);
    check("people_why", folder, &["people", "why", "Taras Melnychenko"]);
    check("people_why_unknown", folder, &["people", "why", "Wxyz Prawira"]);
}

/// An archive in which a mayor has three names and a singer shares one of them.
fn archive(folder: &Path) {
    let articles = [
        ("a", "KOMPAS.com", "arsitek Bhima Prawira", "jembatan kayu"),
        ("b", "TEMPO.CO", "arsitek Bhima Prawira", "pasar ikan"),
        ("c", "DETIK.com", "arsitek Bhima Adi Prawira", "taman kota"),
        ("d", "KOMPAS.com", "penyanyi Ratri Kinasih", "lagu baru"),
    ];
    for (name, outlet, speaker, what) in articles {
        let text = format!(
            "{outlet} - Warga Rawa menunggu {what} sejak lama, Senin (3/4/2023).\n\
             \"Kami membangun {what} itu tahun ini juga untuk semua warga,\" kata {speaker} di Rawa, Senin.\n\
             Rencana {what} itu dibahas di balai kota.\n"
        );
        write(&folder.join("arsip").join(format!("{name}.txt")), &text);
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
}

#[test]
fn decisions_of_the_user() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    check(
        "people_decide_nobody_has_it",
        folder,
        &["people", "same", "Bhima Prawira", "Wxyz"],
    );
    check(
        "people_decide_apart",
        folder,
        &["people", "apart", "Bhima Prawira", "Bhima Adi Prawira"],
    );
    check(
        "people_decide_contradiction",
        folder,
        &["people", "same", "Bhima Adi Prawira", "Bhima Prawira"],
    );
    check(
        "people_decide_rename",
        folder,
        &["people", "rename", "Ratri Kinasih", "Ratri"],
    );
    check("people_decided_facet", folder, &["facet", "speaker"]);
    check(
        "people_decided_search",
        folder,
        &["search", "speaker:=Ratri", "--format", "csv"],
    );
    // A rebuild leaves decisions as they are, and one on a name that is gone is said.
    let file = folder.join("index/people.txt");
    let text = fs::read_to_string(&file).expect("decisions are kept") + "nobody: Wxyz Hartono\n";
    fs::write(&file, text).expect("there is room");
    stdout_of(folder, 0, &["index", "arsip", "--rebuild", "--quiet"]);
    check("people_decided_rebuilt", folder, &["people"]);
    // Whom the archive takes for nobody, brought back.
    let folder_of_verbs = dir.path().join("lain");
    fs::create_dir(&folder_of_verbs).expect("there is room");
    let text = "KOMPAS.com - Pedagang memantau harga di Rawa, Senin (3/4/2023).\n\
                \"Kami terus memantau harga itu,\" kata Pantau di Rawa. Warga memantau harga juga, dan dinas memantau stok.\n\
                Petugas memantau pasar, lalu memantau gudang.\n";
    write(&folder_of_verbs.join("arsip/a.txt"), text);
    stdout_of(&folder_of_verbs, 0, &["index", "arsip", "--quiet"]);
    check("people_nobody_list", &folder_of_verbs, &["people", "nobody"]);
    check("people_somebody", &folder_of_verbs, &["people", "somebody", "Pantau"]);
    check("people_somebody_facet", &folder_of_verbs, &["facet", "speaker"]);
    check(
        "people_somebody_contradiction",
        &folder_of_verbs,
        &["people", "nobody", "Pantau"],
    );
    // Another file, and one that cannot be read.
    fs::write(folder.join("lain.txt"), "nobody: Ratri Kinasih\n").expect("there is room");
    check(
        "people_other_file",
        folder,
        &["facet", "speaker", "--people", "lain.txt"],
    );
    fs::write(folder.join("lain.txt"), "# kami\nsama: Ratri; Bhima\n").expect("there is room");
    check(
        "people_broken_file",
        folder,
        &["facet", "speaker", "--people", "lain.txt"],
    );
    check("people_missing_file", folder, &["people", "--people", "hilang.txt"]);
}

#[test]
fn every_person_that_is_counted_is_found() {
    let dir = tempfile::tempdir().expect("a folder");
    archive(dir.path());
    for folder in [sample_archive(), dir.path()] {
        for (count, find) in [
            (vec!["facet", "speaker"], "search"),
            (vec!["facet", "speaker", "--quotes"], "quotes"),
        ] {
            let args: Vec<&str> = count.into_iter().chain(["--limit", "all", "--format", "csv"]).collect();
            let facet = stdout_of(folder, 0, &args);
            let mut asked = 0;
            for line in facet.lines().skip(1).filter(|line| !line.starts_with(',')) {
                let mut cells = line.rsplitn(3, ',');
                let counted: usize = cells.next().and_then(|n| n.parse().ok()).expect("a count");
                let name = cells.next().expect("a label");
                let query = format!("speaker:=\"{name}\"");
                let found = stdout_of(folder, 0, &[find, &query, "--limit", "all", "--format", "ndjson"]);
                assert_eq!(found.lines().count(), counted, "{find} {query}");
                asked += 1;
            }
            assert!(asked > 1, "{facet}");
        }
    }
}

#[test]
fn the_way_to_an_archive_changes_nothing() {
    let (one, other) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    archive(one.path());
    // The same files, one after the other, with one that came and went.
    for name in ["d", "c", "b", "x", "a"] {
        let from = one
            .path()
            .join("arsip")
            .join(format!("{}.txt", if name == "x" { "a" } else { name }));
        let text = fs::read_to_string(from).expect("it is there");
        let text = if name == "x" {
            text.replace("Bhima", "Sukma")
        } else {
            text
        };
        write(&other.path().join("arsip").join(format!("{name}.txt")), &text);
        stdout_of(other.path(), 0, &["index", "arsip", "--quiet"]);
    }
    fs::remove_file(other.path().join("arsip/x.txt")).expect("it is there");
    stdout_of(other.path(), 0, &["index", "arsip", "--quiet"]);
    let args = ["people", "--limit", "all", "--format", "ndjson"];
    assert_eq!(stdout_of(one.path(), 0, &args), stdout_of(other.path(), 0, &args));
}

#[test]
fn statements_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let said = "Kami akan menambah dua belas bus malam mulai pekan depan karena penumpang terus bertambah";
    let printed = [
        ("a", "KOMPAS.com", "4/4/2023", said.to_owned()),
        ("b", "TEMPO.CO", "3/4/2023", said.replace("pekan depan", "minggu depan")),
        ("c", "DETIK.com", "5/4/2023", said.to_owned()),
        (
            "d",
            "DETIK.com",
            "9/9/2023",
            "Bus malam berhenti beroperasi untuk sementara waktu".to_owned(),
        ),
    ];
    for (name, outlet, day, words) in printed {
        let text = format!(
            "{outlet} - Dinas perhubungan menjelaskan rencana nomor {name}, Selasa ({day}).\n\
             \"{words},\" kata Kepala Dinas Perhubungan Bhima Prawira di Rawa.\n"
        );
        write(&folder.join("arsip").join(format!("{name}.txt")), &text);
    }
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    check("quotes_once", folder, &["quotes", "--once", "--sort", "oldest"]);
    check(
        "quotes_once_json",
        folder,
        &[
            "quotes", "--once", "bus", "--limit", "1", "--sort", "oldest", "--format", "json",
        ],
    );
    check(
        "quotes_once_csv",
        folder,
        &["quotes", "--once", "--sort", "oldest", "--format", "csv"],
    );
    check(
        "quotes_once_with_facets",
        folder,
        &["quotes", "--once", "--facet", "source"],
    );
    check("quotes_once_nothing", folder, &["quotes", "--once", "kapal"]);
}

#[test]
fn a_damaged_table_of_persons_is_told_and_made_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let table = folder.join("index/g1/people");
    let good = fs::read(&table).expect("there is one");
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    for (name, bytes) in [
        ("flipped", Some(flipped)),
        ("cut", Some(good[..50].to_vec())),
        ("missing", None),
    ] {
        match bytes {
            Some(bytes) => fs::write(&table, bytes).expect("there is room"),
            None => fs::remove_file(&table).expect("it is there"),
        }
        check(&format!("people_table_{name}"), folder, &["check"]);
        if name != "flipped" {
            check(
                &format!("people_table_{name}_search"),
                folder,
                &["facet", "speaker", "--limit", "1"],
            );
        }
        check(&format!("people_table_{name}_mended"), folder, &["index", "arsip"]);
        assert_eq!(fs::read(&table).expect("it was made"), good, "{name}");
        stdout_of(folder, 0, &["check"]);
    }
}

/// Whoever answers for a long time sees who is who as soon as it is written: a run writes it behind its commit, and the user may decide
/// otherwise at any time.
#[test]
fn a_server_sees_who_is_who_as_soon_as_it_is_known() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    archive(folder);
    let index = folder.join("index");
    let written = fs::read_dir(&index)
        .expect("it can be listed")
        .flatten()
        .map(|entry| entry.path().join("people"))
        .find(|path| path.is_file())
        .expect("the index has its persons");
    let aside = folder.join("people");
    fs::rename(&written, &aside).expect("it can be moved");
    let site = Site::of(&index);
    let known_as = |name: &str| {
        let page = site.get(&format!("/person?name={}", name.replace(' ', "+"))).body;
        let heading = page.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next());
        let name = heading.and_then(|heading| heading.split("<bdi>").nth(1));
        name.unwrap_or_default().replace("</bdi>", "")
    };
    // A change is looked for twice a second.
    let look = || std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(known_as("Bhima Adi Prawira"), "Bhima Adi Prawira");
    fs::rename(&aside, &written).expect("it can be moved");
    look();
    assert_eq!(known_as("Bhima Adi Prawira"), known_as("Bhima Prawira"));
    stdout_of(folder, 0, &["people", "apart", "Bhima Prawira", "Bhima Adi Prawira"]);
    look();
    assert_eq!(known_as("Bhima Adi Prawira"), "Bhima Adi Prawira");
    assert_eq!(known_as("Bhima Prawira"), "Bhima Prawira");
}
