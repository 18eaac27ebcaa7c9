//! Text of articles is hostile, and so is where links lead.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use serde_json::json;

use super::site::Stage;

/// Text of articles that wants to be a script is none, in a browser too (S6); printing has the title and no form (F18).
#[test]
fn hostile_text_runs_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let payloads = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</title><svg onload=alert(1)>",
        "<iframe src=//evil.example>",
        "javascript:alert(1)",
        "\u{202E}evil",
    ];
    let lines: String = payloads
        .iter()
        .enumerate()
        .map(|(n, payload)| {
            let text = format!("JAKARTA - Beras {payload} naik.\n\"Stok {payload} cukup,\" kata Menteri {payload} Budi Santosa.");
            json!({"id": format!("h-{n}"), "title": payload, "source": payload, "section": payload, "authors": [payload], "url": payload, "date": "2023-03-09", "text": text}).to_string() + "\n"
        })
        .collect();
    std::fs::create_dir(dir.path().join("berita")).expect("a folder");
    std::fs::write(dir.path().join("berita/a.jsonl"), lines).expect("a file");
    let Some(mut stage) = Stage::of(dir.path(), "berita") else {
        return;
    };
    let mut pages: Vec<String> = [
        "/",
        "/search",
        "/quotes",
        "/people",
        "/countries",
        "/table?rows=section",
        "/person?name=Budi+Santosa",
        "/about",
        "/search?facet=source",
    ]
    .iter()
    .map(|page| (*page).to_owned())
    .collect();
    for (n, payload) in payloads.iter().enumerate() {
        pages.push(format!("/article?id=h-{n}&q=beras"));
        pages.push(format!(
            "/search?q={}",
            form_urlencoded::byte_serialize(payload.as_bytes()).collect::<String>()
        ));
    }
    for page in &pages {
        stage.go(page);
        let complaints = stage.complaints();
        assert!(complaints.is_empty(), "{page}: {complaints:?}");
        assert_eq!(
            stage.run("document.querySelectorAll('img, iframe, main script').length"),
            0,
            "{page}"
        );
    }
    stage.go("/article?id=h-0");
    let pdf = stage.call("Page.printToPDF", json!({}));
    assert!(
        pdf["data"].as_str().is_some_and(|data| data.len() > 1000),
        "nothing was printed"
    );
    stage.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let shown = "getComputedStyle(document.querySelector('.ask')).display + getComputedStyle(document.querySelector('h1')).display";
    assert_eq!(stage.run(shown), "noneblock");
}

/// A page elsewhere, on this machine: whatever is asked, it answers the same.
fn elsewhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(&stream);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
                line.clear();
            }
            let page = "<!doctype html><title>elsewhere</title><p>elsewhere";
            let _ = write!(
                &stream,
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    format!("http://{address}/")
}

/// Where a link leads to knows nothing of where it came from, and a page elsewhere that opens ours has no hold of it (S21).
#[test]
fn pages_elsewhere_have_no_hold() {
    let dir = tempfile::tempdir().expect("a folder");
    let elsewhere = elsewhere();
    let text = "JAKARTA - Harga beras naik lagi pekan ini, kata para pedagang di pasar induk.";
    let line =
        json!({"id": "h-1", "title": "Beras", "url": format!("{elsewhere}asli"), "date": "2023-03-09", "text": text});
    std::fs::create_dir(dir.path().join("berita")).expect("a folder");
    std::fs::write(dir.path().join("berita/a.jsonl"), line.to_string()).expect("a file");
    let Some(mut stage) = Stage::of(dir.path(), "berita") else {
        return;
    };
    stage.go("/article?id=h-1&q=beras");
    // The reader opens the original in a window of its own.
    let click = "(() => { const link = document.querySelector('a[rel~=noopener]'); link.target = '_blank'; link.click(); return link.href; })()";
    assert_eq!(stage.click(click), format!("{elsewhere}asli").as_str());
    let original = stage.browser.opened(&format!("{elsewhere}asli"));
    let known = "[window.opener === null, document.referrer]";
    assert_eq!(stage.browser.run(&original, known), json!([true, ""]));
    // And the page there opens ours.
    let ours = format!("{}/search?q=beras", stage.address);
    stage
        .browser
        .click(&original, &format!("window.held = window.open({})", json!(ours)));
    let opened = stage.browser.opened(&ours);
    let loaded = "new Promise(done => { const look = () => document.readyState === 'complete' ? done(1) : setTimeout(look, 20); look(); })";
    stage.browser.run(&opened, loaded);
    assert_eq!(stage.browser.run(&opened, "window.opener === null"), true);
    assert_eq!(stage.browser.run(&original, "window.held.closed"), true);
}
