//! `--on`: what is said where a server has no archive that can be searched. That it answers as an index does is tested against Quickwit
//! itself, see `tests/quickwit.rs`.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use warta::ask;
use warta::engine::quickwit::{Remote, Server};
use warta::engine::{self, Axis, Request};
use warta::export::{Folder, export, load};
use warta::index::Index;
use warta::query::{Condition, Scope};
use warta::serve::{Place, Rules};

use crate::loopback::{Fault, Loopback};
use crate::program::{stdout_of, warta};
use crate::serve::site::Site;
use crate::whole::write;

/// Brings an archive of one article to a server.
fn brought(folder: &Path, server: &Loopback) {
    let text = "JAKARTA, Kabar - Harga beras naik.\n\n\"Stok aman,\" kata Ratri Sukmawati di Pasar Rawa.\n";
    write(&folder.join("arsip/1.txt"), text);
    stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    let index = Index::open(&folder.join("index")).expect("an index");
    let snapshot = ask::with_people(index.snapshot().expect("a commit")).expect("persons");
    let mut out = Folder::open(&folder.join("out"), Some("warta")).expect("the folder is ours");
    export(&snapshot, &mut out, 10_000, &mut |_| Ok(())).expect("it is written");
    let server = Server::parse(&server.url()).expect("an address");
    load(&mut out, &server, 1_700_000_000, &mut |_, _| Ok(())).expect("it is loaded");
}

/// What a command says to the user, with the port of the server as `PORT`.
fn said(folder: &Path, port: u16, args: &[&str]) -> String {
    let url = format!("http://127.0.0.1:{port}");
    let args: Vec<&str> = args.iter().map(|arg| if *arg == "URL" { &*url } else { arg }).collect();
    let done = warta(folder, &args);
    assert_eq!(done.status.code(), Some(2), "{args:?}");
    let said = String::from_utf8_lossy(&done.stderr).replace(&port.to_string(), "PORT");
    format!("warta {}\n{said}", args.join(" ").replace(&port.to_string(), "PORT"))
}

#[test]
fn what_cannot_be_searched_is_said() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let search = ["search", "beras", "--on", "URL"];
    let mut all = Vec::new();
    // Nothing listens there.
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    all.push(said(folder, gone, &search));
    let strange = Loopback::start(Fault::Strange);
    all.push(said(folder, strange.port(), &search));
    let empty = Loopback::start(Fault::None);
    all.push(said(folder, empty.port(), &search));
    let good = Loopback::start(Fault::None);
    brought(folder, &good);
    let partial = Loopback::start(Fault::Partial);
    let states: Vec<Value> = good.documents("warta-archive");
    partial.put("warta-archive", states.clone());
    all.push(said(folder, partial.port(), &search));
    // Loaded by another version.
    let other = Loopback::start(Fault::None);
    let document = good.documents("warta-archive");
    let state = document
        .iter()
        .find(|document| document["kind"] == "state")
        .expect("a state");
    let mut changed = state.clone();
    changed["data"] = Value::String(with_form(state["data"].as_str().expect("text")));
    other.put("warta-archive", vec![changed]);
    all.push(said(folder, other.port(), &search));
    // The persons of the state are not there.
    let without = Loopback::start(Fault::None);
    without.put("warta-archive", vec![state.clone()]);
    all.push(said(folder, without.port(), &search));
    for args in [
        vec!["search", "@beras", "--on", "URL"],
        vec!["show", "a", "--open", "--on", "URL"],
        vec!["people", "nobody", "Ratri", "--on", "URL"],
        vec!["people", "--limit", "3", "why", "Ratri"],
        vec!["stats", "--files", "--on", "URL"],
        vec!["search", "beras", "--on", "ftp://127.0.0.1"],
    ] {
        all.push(said(folder, good.port(), &args));
    }
    insta::assert_snapshot!(all.join("\n"));
}

/// The stored state, with documents of another version.
fn with_form(data: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let mut state: Value = serde_json::from_slice(&STANDARD.decode(data).expect("base64")).expect("a state");
    state["form"] = 999.into();
    state["warta"] = "9.9.9".into();
    STANDARD.encode(state.to_string())
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for_for_ever() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", silent.local_addr().expect("an address"));
    let server = Server::parse(&url).expect("an address");
    let Err(error) = Remote::open(&server, Duration::from_millis(200)) else {
        panic!("nobody answers there");
    };
    assert_eq!(error.kind, warta::error::ErrorKind::TooSlow, "{error}");
}

/// What a page and the API say where the server that has the archive is in trouble: words and a way on, and nothing of where it is.
#[test]
fn pages_say_that_the_server_does_not_answer() {
    let dir = tempfile::tempdir().expect("a folder");
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let partial = Loopback::start(Fault::Partial);
    let good = Loopback::start(Fault::None);
    brought(dir.path(), &good);
    partial.put("warta-archive", good.documents("warta-archive"));
    let mut said = Vec::new();
    for port in [gone, partial.port()] {
        let site = site_over(port, Duration::from_secs(60));
        for path in ["/search?q=beras&lang=en", "/?lang=id", "/api/v1/search?q=beras"] {
            let answer = site.get(path);
            assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
            assert!(!answer.body.contains(&port.to_string()), "{}", answer.body);
            let main = answer.body.split_once("<main").map_or(&*answer.body, |(_, main)| main);
            said.push(format!("{path}\n{}", main.split("</main>").next().unwrap_or_default()));
        }
        assert!(site.get("/healthz").body.contains("\"snapshot\":null"));
    }
    insta::with_settings!({filters => [(r"[0-9a-f]{8}\b", "NUMBER")]}, {
        insta::assert_snapshot!(said.join("\n\n"));
    });
}

/// Many who wait for a server that is silent are told so within their time, and not one after another.
#[test]
fn a_silent_server_keeps_no_page_waiting() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let site = site_over(
        silent.local_addr().expect("an address").port(),
        Duration::from_millis(300),
    );
    for path in ["/search?q=beras", "/api/v1/search?q=beras", "/about"] {
        let began = std::time::Instant::now();
        let answer = site.get(path);
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{path}");
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "{path}: {:?}",
            began.elapsed()
        );
    }
    // Whoever still waits for an answer ends with the connection.
    drop(silent);
}

fn site_over(port: u16, deadline: Duration) -> Site {
    let server = Server::parse(&format!("http://127.0.0.1:{port}")).expect("an address");
    Site::over(&Place::Server(server), Rules::default(), deadline)
}

/// A count with an error is not taken: the values are read page by page.
#[test]
fn counts_that_may_be_wrong_are_counted_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = Loopback::start(Fault::Uncertain);
    brought(dir.path(), &server);
    let remote = Remote::open(
        &Server::parse(&server.url()).expect("an address"),
        Duration::from_secs(60),
    );
    let remote = remote.expect("it can be opened");
    let request = Request {
        limit: Some(0),
        ..Request::new(Scope::Articles)
    };
    let (_, counts) = engine::find(&remote, &Condition::All, &request, &[Axis::Source]).expect("it is counted");
    assert_eq!(counts[0].distinct(), 10_005);
    assert_eq!(counts[0].with_value(), 20_010);
}
