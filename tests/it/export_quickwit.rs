//! `warta export --to quickwit`: what is written, that nothing is written or sent twice, and what a server may do to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use warta::ask;
use warta::engine::quickwit::Server;
use warta::error::ErrorKind;
use warta::export::{Exported, Folder, export, load};
use warta::index::Index;

use crate::loopback::{Fault, Loopback};
use crate::program::{stdout_of, warta};
use crate::whole::write;

/// Bytes of articles in a file: some of them, so that there are several files.
const SMALL: u64 = 20_000;

fn story(number: usize, name: &str) -> String {
    format!(
        "JAKARTA, Kabar - Harga beras naik {number} kali pekan ini.\n\n\"Stok aman sampai hari ke-{number},\" kata {name} di Pasar \
         Rawa. Pemerintah menyiapkan dana Rp {number} miliar.\n\n{}",
        "Pedagang menyerbu gudang di tepi kota. ".repeat(30)
    )
}

/// An archive of some articles in a folder of its own.
fn archive(articles: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for number in 0..articles {
        let name = ["Ratri Sukmawati", "Bima Santosa", "Wulan Prameswari"][number % 3];
        write(&dir.path().join(format!("arsip/{number:03}.txt")), &story(number, name));
    }
    index(dir.path());
    dir
}

fn index(folder: &Path) {
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
}

fn out(folder: &Path) -> PathBuf {
    folder.join("out")
}

fn run(folder: &Path) -> Exported {
    let index = Index::open(&folder.join("index")).expect("an index");
    let snapshot = ask::with_people(index.snapshot().expect("a commit")).expect("persons");
    let mut folder = Folder::open(&out(folder), Some("warta")).expect("the folder is ours");
    export(&snapshot, &mut folder, SMALL, &mut |_| Ok(())).expect("it is written")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a document"))
        .collect()
}

/// The documents of all files of a kind.
fn all(folder: &Path, kind: &str) -> Vec<Value> {
    let mut files: Vec<PathBuf> = fs::read_dir(out(folder).join(kind))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files.iter().flat_map(|path| lines(path)).collect()
}

/// How often each article is there, by its path.
fn by_path(documents: &[Value]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for document in documents {
        *found
            .entry(document["path"].as_str().expect("a path").to_owned())
            .or_default() += 1;
    }
    found
}

/// Every file of the folder with its bytes.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![out(folder)];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    found.insert(path.clone(), fs::read(&path).expect("a file"));
                }
            }
        }
    }
    found
}

/// What the newest state says is not searched.
fn stale(folder: &Path, state: u64) -> Vec<u64> {
    use base64::Engine;
    let path = out(folder).join(format!("archive/{state:06}.ndjson"));
    let document = lines(&path).pop().expect("the state is last");
    let data = document["data"].as_str().expect("text").to_owned();
    let data = base64::engine::general_purpose::STANDARD.decode(data).expect("base64");
    let state: Value = serde_json::from_slice(&data).expect("a state");
    let stale = state["stale"].as_array().expect("a list").iter();
    // Documents name files by numbers that no other folder has.
    stale.map(|file| file.as_u64().expect("a number") % (1 << 20)).collect()
}

#[test]
fn an_archive_is_written_once_and_what_changes_is_written_anew() {
    let dir = archive(40);
    let folder = dir.path();
    let first = run(folder);
    assert_eq!((first.articles, first.written, first.stale), (40, 40, 0));
    assert!(first.files > 3, "{first:?}");
    assert_eq!(first.quotes as usize, all(folder, "quotes").len());
    assert!(first.quotes >= 40, "everybody says something: {first:?}");
    let once = by_path(&all(folder, "articles"));
    assert_eq!(once.len(), 40);
    assert!(once.values().all(|times| *times == 1), "{once:?}");

    // Nothing has changed: not a byte is written.
    let before = bytes(folder);
    let again = run(folder);
    assert_eq!((again.written, again.files, again.state), (0, 0, first.state));
    assert!(before == bytes(folder), "the folder is as it was");

    // One article changes, one goes, one comes.
    write(&folder.join("arsip/007.txt"), &story(700, "Ratri Sukmawati"));
    fs::remove_file(folder.join("arsip/021.txt")).expect("it is there");
    write(&folder.join("arsip/100.txt"), &story(100, "Bima Santosa"));
    index(folder);
    let third = run(folder);
    assert_eq!(third.articles, 40);
    assert!(third.stale > 0 && third.written < 40, "{third:?}");
    assert_eq!(third.state, first.state + 1);
    let now = by_path(&all(folder, "articles"));
    assert!(
        !now.contains_key("arsip/021.txt") && now.contains_key("arsip/100.txt"),
        "{now:?}"
    );
    assert_eq!(now.len(), 40);
    assert!(now.values().all(|times| *times == 1), "{now:?}");
    let stale = stale(folder, third.state);
    assert_eq!(stale.len() as u64, third.stale);
    // A file is never written again under its name.
    let after = bytes(folder);
    for (path, bytes) in &before {
        let is_log = path.ends_with("manifest.ndjson") || path.ends_with("LOCK");
        assert!(
            is_log || after.get(path).is_none_or(|now| now == bytes),
            "{}",
            path.display()
        );
    }
}

#[test]
fn an_export_that_was_killed_goes_on_and_doubles_nothing() {
    let dir = archive(40);
    let folder = dir.path();
    let whole = run(folder);
    // As if the process had been killed while it noted the third file: the two files are there, the line is torn.
    let manifest = out(folder).join("manifest.ndjson");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let torn = text.find("\"file\":3").expect("a third file");
    fs::write(&manifest, &text[..torn + 4]).expect("it can be written");
    fs::write(out(folder).join("articles/000009.part"), "{\"fi").expect("it can be written");
    fs::remove_file(out(folder).join("archive/000001.ndjson")).expect("it is there");
    let again = run(folder);
    assert!(again.written > 0 && again.written < whole.written, "{again:?}");
    let found = by_path(&all(folder, "articles"));
    assert_eq!(found.len(), 40);
    assert!(found.values().all(|times| *times == 1), "{found:?}");
    // The numbers that nobody had noted are used by no other file, and not searched.
    let stale = stale(folder, again.state);
    assert!(stale.contains(&3), "{stale:?}");
    for file in &stale {
        assert!(
            !out(folder).join(format!("articles/{file:06}.ndjson")).exists(),
            "{file}"
        );
    }
    assert!(!out(folder).join("articles/000009.part").exists());
    assert_eq!(run(folder).written, 0);
}

#[test]
fn a_document_has_words_stems_and_what_was_understood() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(
        &folder.join("arsip/satu.txt"),
        "JAKARTA, Kabar - Tentara menyerang gudang beras.\n\n\"Kami butuh bantuan,\" kata Menteri Pertanian Ratri Sukmawati. \
         Ukraina menerima USD 5 juta.\n",
    );
    index(folder);
    run(folder);
    let mut article = all(folder, "articles").remove(0);
    let record = article.as_object_mut().expect("a document").remove("record");
    assert!(record.is_some_and(|record| record.as_str().is_some_and(|record| record.len() > 100)));
    let quotes = all(folder, "quotes");
    let shown = [article].into_iter().chain(quotes).map(|mut document| {
        // When it was indexed is the clock's, and the number of the file is the folder's.
        document["added"] = Value::from(0);
        document["file"] = Value::from(1);
        serde_json::to_string_pretty(&document).expect("text")
    });
    insta::assert_snapshot!("quickwit_documents", shown.collect::<Vec<_>>().join("\n"));
}

fn server(loopback: &Loopback) -> Server {
    Server::parse(&loopback.url()).expect("an address")
}

/// A child that another test starts meanwhile holds the lock of the run before until it has become its program.
fn opened(out: &Path) -> Folder {
    let mut tries = 0;
    loop {
        match Folder::open(out, None) {
            Err(error) if error.kind == ErrorKind::Locked && tries < 100 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            opened => return opened.expect("the folder is ours"),
        }
    }
}

/// Brings the folder to a server.
fn bring(folder: &Path, loopback: &Loopback) -> warta::error::Result<warta::export::Loaded> {
    let mut folder = opened(&out(folder));
    load(&mut folder, &server(loopback), 1_700_000_000, &mut |_, _| Ok(()))
}

#[test]
fn a_folder_is_sent_once() {
    let dir = archive(12);
    let folder = dir.path();
    let written = run(folder);
    let loopback = Loopback::start(Fault::None);
    let loaded = bring(folder, &loopback).expect("it is taken");
    assert_eq!((loaded.sent, loaded.articles), (written.files, 12));
    assert_eq!(loopback.documents("warta-articles").len(), 12);
    assert_eq!(loopback.documents("warta-quotes").len() as u64, written.quotes);
    let again = bring(folder, &loopback).expect("there is nothing to do");
    assert_eq!((again.sent, again.found, again.removed), (0, 0, 0));
    assert_eq!(loopback.documents("warta-articles").len(), 12);
    // What changed is sent, and the server is asked to remove the files that it was in.
    write(&folder.join("arsip/003.txt"), &story(300, "Bima Santosa"));
    index(folder);
    let changed = run(folder);
    let third = bring(folder, &loopback).expect("it is taken");
    assert_eq!((third.sent, third.removed), (changed.files, changed.stale));
    let asked = loopback.delete_tasks();
    assert_eq!(asked.len(), 2, "of both indexes: {asked:?}");
    assert!(
        asked.iter().all(|(_, query)| query.starts_with("file:IN [")),
        "{asked:?}"
    );
    assert_eq!(
        bring(folder, &loopback).expect("nothing").removed,
        0,
        "it is asked once"
    );
}

/// The server refuses some documents for a while, as it does while it starts.
#[test]
fn what_a_server_refuses_is_sent_again() {
    let dir = archive(12);
    let folder = dir.path();
    run(folder);
    let busy = Loopback::start(Fault::Busy);
    bring(folder, &busy).expect("it is taken in the end");
    let once = by_path(&busy.documents("warta-articles"));
    assert_eq!(once.len(), 12);
    assert!(once.values().all(|times| *times == 1), "{once:?}");
}

#[test]
fn what_others_have_loaded_is_not_sent() {
    let dir = archive(12);
    let folder = dir.path();
    let written = run(folder);
    let loopback = Loopback::start(Fault::None);
    // As `quickwit tool local-ingest` does.
    for (index, kind) in [("warta-articles", "articles"), ("warta-quotes", "quotes")] {
        loopback.put(index, all(folder, kind));
    }
    let loaded = bring(folder, &loopback).expect("it is there");
    assert_eq!((loaded.sent, loaded.found), (0, written.files));
    assert_eq!(loopback.documents("warta-articles").len(), 12);
    // A folder of its own for the same server knows less than the server.
    fs::remove_dir_all(out(folder)).expect("it is there");
    write(&folder.join("arsip/003.txt"), &story(300, "Bima Santosa"));
    index(folder);
    run(folder);
    let error = bring(folder, &loopback).expect_err("the numbers are those of other documents");
    assert!(error.cause.contains("another folder"), "{error}");
}

#[test]
fn a_server_that_is_not_there_or_is_something_else_is_told() {
    let dir = archive(3);
    let folder = dir.path();
    let said = |url: &str| {
        let output = warta(folder, &["export", "--to", "quickwit", "-o", "out", "--url", url]);
        assert_eq!(output.status.code(), Some(2), "{url}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let nobody = said(&format!("http://127.0.0.1:{port}")).replace(&port.to_string(), "PORT");
    let strange = Loopback::start(Fault::Strange);
    let strange = said(&strange.url()).replace(&strange.port().to_string(), "PORT");
    let other = Loopback::start(Fault::OtherFields);
    let other = said(&other.url()).replace(&other.port().to_string(), "PORT");
    let shown = [
        said("https://arsip.example:7280"),
        said("arsip.example"),
        said("http://127.0.0.1:7280/a b"),
        nobody,
        strange,
        other,
    ];
    insta::assert_snapshot!("quickwit_servers", shown.join("\n"));
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let dir = archive(3);
    let folder = dir.path();
    write(&folder.join("foto/a.jpg"), "x");
    run(folder);
    let said = |args: &[&str]| {
        let output = warta(folder, &[&["export", "--to", "quickwit"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let others = said(&["-o", "foto"]);
    let name = said(&["-o", "out", "--url", "http://127.0.0.1:1/arsip"]);
    let held = Folder::open(&out(folder), None).expect("the folder is ours");
    let locked = said(&["-o", "out"]);
    drop(held);
    fs::write(
        out(folder).join("manifest.ndjson"),
        "{\"export\":{\"form\":99,\"name\":\"warta\",\"base\":0}}\n",
    )
    .expect("it can be written");
    let form = said(&["-o", "out"]);
    let none = said(&[]);
    let query = said(&["-o", "out", "beras"]);
    let shown = [others, name, locked, form, none, query];
    insta::assert_snapshot!("quickwit_folders", shown.join("\n"));
}
