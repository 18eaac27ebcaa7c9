//! Pages as a reader gets them: snapshots in both languages, and what holds for every page.

use std::collections::{BTreeSet, HashMap};

use dom_query::Document;

use super::site::{PAGES, Site, corpus};

/// The markup with a line for each element that begins a block, without drawings, times and hashes.
pub fn tidy(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once("<svg") {
        text.push_str(before);
        rest = behind.split_once("</svg>").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for tag in [
        "<html",
        "<head",
        "<meta",
        "<link",
        "<title",
        "<body",
        "<header",
        "<nav",
        "<main",
        "<footer",
        "<section",
        "<article",
        "<aside",
        "<h1",
        "<h2",
        "<h3",
        "<p",
        "<li",
        "<tr",
        "<dt",
        "<form",
        "<details",
        "<div",
        "<dialog",
        "<figure",
        "<fieldset",
        "<label",
    ] {
        text = text.replace(tag, &format!("\n{tag}"));
    }
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for (from, to) in [
            ("Dihitung dalam ", " md"),
            ("Counted in ", " ms"),
            ("-", ".css\""),
            ("-", ".js\""),
            ("-", ".svg\""),
        ] {
            if let Some((before, behind)) = line.split_once(from)
                && (to.contains("m") && from.len() > 1 || line.contains("assets/"))
                && let Some((_, after)) = behind.split_once(to)
            {
                line = format!("{before}{from}N{to}{after}");
            }
        }
        for mark in [
            "potret indeks <code>",
            "index snapshot <code>",
            "Potret indeks</dt><dd class=\"num\">",
            "Index snapshot</dt><dd class=\"num\">",
            "Ukuran indeks</dt><dd class=\"num\">",
            "Size of the index</dt><dd class=\"num\">",
            "Versi aturan</dt><dd class=\"num\">",
            "Version of the rules</dt><dd class=\"num\">",
            "Pencarian sekaligus</dt><dd class=\"num\">",
            "Searches at once</dt><dd class=\"num\">",
        ] {
            if let Some((before, behind)) = line.split_once(mark)
                && let Some((_, after)) = behind.split_once('<')
            {
                line = format!("{before}{mark}N<{after}");
            }
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[test]
fn pages_in_both_languages() {
    let site = Site::of(corpus());
    for (name, path) in PAGES {
        for lang in ["id", "en"] {
            let sign = if path.contains('?') { '&' } else { '?' };
            let answer = site.get(&format!("{path}{sign}lang={lang}"));
            insta::assert_snapshot!(
                format!("{name}-{lang}"),
                format!("{}\n{}", answer.status, tidy(&answer.body))
            );
        }
    }
}

/// What the markup of every page keeps to.
#[test]
fn every_page_is_sound() {
    let site = Site::of(corpus());
    for (name, path) in PAGES {
        let answer = site.get(path);
        let page = Document::from(answer.body.as_str());
        assert_eq!(page.select("h1").length(), 1, "{name}");
        assert_eq!(page.select("main").length(), 1, "{name}");
        assert!(page.select("html").attr("lang").is_some(), "{name}");
        let mut ids = HashMap::new();
        for element in page.select("[id]").iter() {
            let id = element.attr("id").unwrap_or_default().to_string();
            *ids.entry(id).or_insert(0) += 1;
        }
        let twice: Vec<_> = ids.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty(), "{name}: {twice:?}");
        for input in page.select("input:not([type=hidden])").iter() {
            let id = input.attr("id").unwrap_or_default().to_string();
            let labelled = page.select(&format!("label[for='{id}']")).exists()
                || page
                    .select("label input")
                    .iter()
                    .any(|inside| inside.html() == input.html());
            assert!(labelled, "{name}: {}", input.html());
        }
        for label in page.select("[aria-labelledby]").iter() {
            let id = label.attr("aria-labelledby").unwrap_or_default().to_string();
            assert!(ids.contains_key(&id), "{name}: nothing is called {id}");
        }
        // S9: nothing inline.
        for words in [" style=", " onclick", " onerror", " onload", "javascript:"] {
            assert!(!answer.body.contains(words), "{name} has{words}");
        }
        assert!(!answer.body.contains("<style"), "{name}");
        assert_eq!(answer.body.matches("<script").count(), 1, "{name}");
        // S14: no place of this machine.
        for place in [env!("CARGO_MANIFEST_DIR"), corpus().to_str().unwrap_or("/tmp")] {
            assert!(!answer.body.contains(place), "{name} tells {place}");
        }
        // The page of 10 hits is small.
        assert!(answer.body.len() < 200_000, "{name}: {} bytes", answer.body.len());
        assert!(
            !answer.body.contains("??"),
            "{name} has a text that is not in words.tsv"
        );
    }
}

/// Every link of a page leads somewhere, and none leads away by itself.
#[test]
fn links_lead_somewhere() {
    let site = Site::of(corpus());
    let mut seen = BTreeSet::new();
    let mut checked = 0;
    for (name, path) in PAGES {
        let here = site.get(path);
        let page = Document::from(here.body.as_str());
        for link in page.select("a[href]").iter() {
            let href = link.attr("href").unwrap_or_default().to_string();
            if let Some(anchor) = href.strip_prefix('#') {
                assert!(page.select(&format!("[id='{anchor}']")).exists(), "{name}: {href}");
                continue;
            }
            if href.starts_with("http") {
                assert_eq!(
                    link.attr("rel").as_deref(),
                    Some("noopener noreferrer"),
                    "{name}: {href}"
                );
                continue;
            }
            // The same kind of link need not be followed a hundred times.
            let kind: String = href.split(['=', '&']).step_by(2).collect::<Vec<_>>().join("=");
            let target = href
                .split('#')
                .next()
                .unwrap_or_default()
                .trim_start_matches("./")
                .to_owned();
            if !seen.insert(kind) {
                continue;
            }
            let status = site.get(&format!("/{target}")).status;
            // A page of a state leads to itself in the other language.
            assert!(status == 200 || status == here.status, "{name}: {href} gives {status}");
            checked += 1;
        }
    }
    assert!(checked > 60, "only {checked} links were followed");
}

/// The number beside a value is that of the hits which its link finds, for every field, with something chosen and without.
#[test]
fn what_a_facet_counts_is_what_its_link_finds() {
    let site = Site::of(corpus());
    let mut wrong = Vec::new();
    let mut checked = 0;
    for start in [
        "/search?lang=en",
        "/search?q=country:ID&lang=en",
        "/quotes?lang=en",
        "/search?where=source:%3D%22Kompas%22&lang=en",
    ] {
        let body = site.get(start).body;
        let page = Document::from(body.as_str());
        for value in page.select(".facets .val").iter() {
            let only = value.select("a.only");
            // What is chosen is let go by its link.
            if value.attr("class").is_some_and(|class| class.contains("on")) {
                continue;
            }
            let href = only.attr("href").unwrap_or_default().to_string();
            let text = value.select(".n").text();
            let count: u64 = text
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == ',')
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .parse()
                .expect("a number");
            let found = site.get(&format!("/{href}")).body;
            let answer = Document::from(found.as_str()).select("h1").text().to_string();
            let number: String = answer
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == ',')
                .filter(char::is_ascii_digit)
                .collect();
            // Beside a value that is chosen already, a click makes the search wider.
            let wider = start.contains("where=source") && href.matches("source%3A").count() > 1;
            if !wider && number.parse() != Ok(count) {
                wrong.push(format!("{start}: {} says {count}, {href} finds {answer}", only.text()));
            }
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} values were counted");
    assert!(wrong.is_empty(), "{} of {checked}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A chip takes away exactly its own condition.
#[test]
fn a_chip_takes_its_condition_away() {
    let site = Site::of(corpus());
    let body = site
        .get("/search?q=beras+-source:Detik&where=country:%3D%22ID%22&from=2020&to=2023")
        .body;
    let page = Document::from(body.as_str());
    let without: Vec<String> = page
        .select(".chip a")
        .iter()
        .map(|a| a.attr("href").unwrap_or_default().to_string())
        .collect();
    assert_eq!(
        without,
        [
            "search?q=beras&where=country%3A%3D%22ID%22&from=2020&to=2023",
            "search?q=beras+-source%3ADetik&from=2020&to=2023",
            "search?q=beras+-source%3ADetik&where=country%3A%3D%22ID%22",
        ]
    );
}

/// Where there is no index, or it is empty or damaged, that is said with a way on.
#[test]
fn states_of_the_index() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("index");
    let site = Site::of(&index);
    for lang in ["id", "en"] {
        let answer = site.get(&format!("/search?q=x&lang={lang}"));
        insta::assert_snapshot!(
            format!("no-index-{lang}"),
            format!("{}\n{}", answer.status, tidy(&answer.body))
        );
    }
    assert_eq!(site.get("/api/v1/search").status, 503);
    assert_eq!(site.get("/healthz").status, 200);
    // It is taken up once it is there.
    let folder = dir.path().join("kosong");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("a.bin"), [0u8; 10]).expect("a file");
    crate::program::warta(dir.path(), &["index", "kosong"]);
    let answer = site.get("/?lang=id");
    insta::assert_snapshot!("empty-id", format!("{}\n{}", answer.status, tidy(&answer.body)));
}

/// What is said where a search is too slow, all are busy, counts are missing or the program is at fault, in both languages (F21).
#[test]
fn rare_states_in_both_languages() {
    use warta::page::address::{Address, Place};
    use warta::page::{Locale, states};

    let address = Address::read(Place::Search, "q=a*&from=2020&to=2023-05");
    let said: Vec<String> = Locale::ALL
        .into_iter()
        .flat_map(|locale| {
            [
                states::too_slow(locale, &address, 5),
                states::busy(locale, &address),
                states::uncounted(locale),
                states::internal(locale, "0a1b2c3d"),
                states::damaged(locale, Some("ab12.pos")),
                states::entry(locale, true),
            ]
        })
        .map(|markup| tidy(&markup.into_string()))
        .collect();
    insta::assert_snapshot!(said.join("\n\n"));
}

/// Where the folder lies that was indexed, by its absolute path, is in no answer (S14).
#[test]
fn no_answer_says_where_the_archive_lies() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("arsip");
    std::fs::create_dir(&folder).expect("a folder");
    let text = "JAKARTA - Harga beras naik. \"Stok kami cukup,\" kata Menteri Perdagangan Budi Santosa.";
    let line = serde_json::json!({"id": "a-1", "title": "Beras", "date": "2023-03-09", "text": text}).to_string();
    std::fs::write(folder.join("a.jsonl"), format!("{line}\nbroken\n")).expect("a file");
    // These are called by their place.
    for n in 0..3 {
        let text = format!(
            "Beras ke-{n}\n\nJAKARTA - Beras naik lagi. \"Stok {n} cukup,\" kata Menteri Perdagangan Budi Santosa.\n"
        );
        std::fs::write(folder.join(format!("b{n}.txt")), text).expect("a file");
    }
    let index = dir.path().join("index");
    let args = [
        "index",
        folder.to_str().expect("it is UTF-8"),
        "--index",
        index.to_str().expect("it is UTF-8"),
    ];
    crate::program::warta(dir.path(), &args);
    let site = Site::of(&index);
    let place = dir.path().to_str().expect("it is UTF-8");
    for path in [
        "/",
        "/search?q=beras",
        "/quotes",
        "/article?id=a-1",
        "/about",
        "/people",
        "/api/v1/stats",
        "/healthz",
        "/article?id=arsip/b1.txt&q=beras&n=1",
        "/search?stories=true",
        "/quotes?once=true",
        "/person?name=Budi+Santosa",
        "/api/v1/search?q=beras&facet=source",
        "/api/v1/search?format=csv&limit=all",
        "/api/v1/search?format=ndjson&limit=all&stories=true",
        "/api/v1/quotes",
        "/api/v1/quotes?once=true",
        "/api/v1/quotes?format=csv",
        "/api/v1/records?id=arsip/b1.txt",
        "/api/v1/records?id=arsip/b1.txt&format=bibtex",
        "/api/v1/records?id=arsip/b1.txt&format=ris",
        "/api/v1/records?id=arsip/b1.txt&format=csl",
        "/api/v1/records?id=a-1&format=csv",
        "/api/v1/why?q=beras&id=arsip/b1.txt",
        "/api/v1/suggest?q=path:ar",
        "/api/v1/facets/source",
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(!answer.body.contains(place), "{path}: {}", answer.body);
        let encoded: String = form_urlencoded::byte_serialize(place.as_bytes()).collect();
        assert!(!answer.body.contains(&encoded), "{path}: {}", answer.body);
    }
    // A list is walked to its end all the same, and its cursors do not say it either.
    let mut ids: Vec<String> = Vec::new();
    let mut next = String::new();
    loop {
        let answer = site.get(&format!("/api/v1/search?sort=oldest&limit=1{next}"));
        let json: serde_json::Value = serde_json::from_str(&answer.body).expect("it is JSON");
        ids.extend(
            json["hits"]
                .as_array()
                .expect("hits")
                .iter()
                .filter_map(|hit| hit["id"].as_str().map(str::to_owned)),
        );
        let Some(cursor) = json["next"].as_str() else { break };
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, cursor);
        let bytes = bytes.expect("a cursor is base64");
        assert!(!String::from_utf8_lossy(&bytes).contains(place));
        next = format!("&cursor={cursor}");
    }
    ids.sort();
    assert_eq!(ids, ["a-1", "arsip/b0.txt", "arsip/b1.txt", "arsip/b2.txt"]);
    assert!(site.get("/article?id=a-1").body.contains("arsip/a.jsonl"));
}
