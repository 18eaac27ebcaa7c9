//! The same address, asked of a server over the index on this machine and of one over the archive on Quickwit.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use warta::engine::quickwit::Server;
use warta::serve::{Place, Rules};

use crate::site::{PAGES, Site};

pub struct Sites {
    here: Site,
    there: Site,
}

/// Addresses of the API. By relevance the order is the server's own.
const ROUTES: &[&str] = &[
    "search?q=beras&sort=newest&facet=speaker&facet=country&facet=amount",
    "search?q=country:ID+-gempa&sort=oldest&limit=50",
    "search?q=beras&stories=true&sort=newest",
    "search?q=beras&format=csv&limit=all&sort=newest",
    "search?q=speaker:%22",
    "search?limit=3&sort=newest&q=zzqqxx",
    "quotes?q=country:ID&sort=newest&limit=40",
    "quotes?q=beras&once=true&sort=newest",
    "quotes?format=ndjson&limit=all&sort=oldest",
    "facets/speaker?limit=all",
    "facets/speaker?of=quotes&q=country:ID&prefix=m",
    "facets/author?limit=all",
    "facets/country/source?limit=all",
    "facets/speaker/year?of=quotes",
    "timeline?q=country:ID&unit=month",
    "timeline?q=beras",
    "compare?query=beras&query=gempa",
    "explain?q=beras+country:ID",
    "why?q=bantuan&id=d-70012",
    "records?id=d-70012",
    "records?id=d-70012&format=bibtex",
    "records?id=none",
    "suggest?q=mar",
    "suggest?q=speaker:mar",
    "stats",
    "fields",
];

/// What is different, though it is right: times, states and their cursors.
fn comparable(body: &str) -> Value {
    let mut value: Value = serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.to_owned()));
    if let Some(members) = value.as_object_mut() {
        for name in ["took_ms", "next"] {
            members.remove(name);
        }
        // Known to the index alone.
        for name in [
            "files",
            "rejected_files",
            "bytes",
            "segments",
            "format",
            "rules",
            "roots",
            "maps",
        ] {
            members.remove(name);
        }
    }
    value
}

/// The part of a page between its head and its foot.
fn main(body: &str) -> &str {
    let main = body.split_once("<main").map_or(body, |(_, main)| main);
    main.split_once("</main>").map_or(main, |(main, _)| main)
}

impl Sites {
    pub fn new(index: &Path, server: &Server) -> Sites {
        let site = |place: Place| Site::over(&place, Rules::default(), Duration::from_secs(60));
        Sites {
            here: site(Place::Index(index.to_owned())),
            there: site(Place::Server(server.clone())),
        }
    }

    /// Asks both for everything, and fails with all that is not the same.
    pub fn compare(&self) {
        let mut differences = Vec::new();
        for route in ROUTES {
            let path = format!("/api/v1/{route}");
            let (here, there) = (self.here.get(&path), self.there.get(&path));
            let both = [&here, &there].map(|answer| (answer.status, comparable(&answer.body)));
            if both[0] != both[1] {
                differences.push(format!("{path}\n  here:  {}\n  there: {}", here.body, there.body));
            }
        }
        for (name, path) in PAGES {
            let by_date = match *name {
                "search" | "search-narrowed" | "quotes-once" => "&sort=newest",
                _ => "",
            };
            let path = format!("{path}{by_date}");
            let (here, there) = (self.here.get(&path), self.there.get(&path));
            if *name == "about" {
                assert!(there.body.contains("warta stats --files"), "{}", there.body);
                continue;
            }
            if here.status != there.status || main(&here.body) != main(&there.body) {
                differences.push(format!(
                    "{path}\n{}",
                    first_difference(main(&here.body), main(&there.body))
                ));
            }
            let tag = there.header("etag");
            if !tag.is_empty() {
                let again = self.there.ask(&path, &[("if-none-match", tag)]);
                assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
            }
        }
        let all = differences.join("\n");
        assert!(differences.is_empty(), "{} differences:\n{all}", differences.len());
    }

    pub fn state_there(&self) -> String {
        self.there.get("/healthz").body
    }

    /// Waits until the server over Quickwit has seen that there is another state.
    pub fn wait_for_another(&self, before: &str) {
        let until = Instant::now() + Duration::from_secs(120);
        while self.state_there() == before {
            assert!(Instant::now() < until, "it is never seen");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

/// Some of the text around the place where two texts part.
fn first_difference(a: &str, b: &str) -> String {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let some = |text: &str| {
        let bytes = &text.as_bytes()[same.saturating_sub(80).min(text.len())..];
        String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned()
    };
    format!("  here:  {}\n  there: {}", some(a), some(b))
}
