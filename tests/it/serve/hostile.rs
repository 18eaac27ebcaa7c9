//! Text that wants to be markup: in every field of articles (S6), in every parameter (S7), in paths (S10, S11, S19), in tables (S15).

use std::collections::BTreeSet;

use dom_query::Document;

use super::site::{PAGES, Site, corpus};
use crate::program::warta;

const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<!--rest--><b>x</b>",
    "--><script>alert(1)</script><!--",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input name=q>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "\u{2028}\u{2029}<script>alert(1)</script>",
    "\u{202E}gnp.exe\u{202D}",
    "\u{0}<script>\u{0}alert(1)</script>",
    "\u{1b}[31m\u{1b}]0;x\u{7}",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+1",
    "@SUM(A1)",
    "//evil.example",
    "/\\evil.example",
    "../../../../etc/passwd",
    "%00%2e%2e%2f",
    "\" autofocus onfocus=alert(1) x=\"",
    "` onmouseover=alert(1) `",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "\u{FEFF}<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">alert(1)</x:script>",
    "]]><script>alert(1)</script>",
    "<plaintext>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=//evil.example>",
    "expression(alert(1))",
    "'; DROP TABLE articles; --",
    "\\u003cscript\\u003e",
];

const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "div",
    "nav",
    "search",
    "form",
    "label",
    "input",
    "button",
    "main",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "span",
    "b",
    "i",
    "small",
    "strong",
    "ol",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "article",
    "aside",
    "footer",
    "figure",
    "figcaption",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "svg",
    "g",
    "rect",
    "line",
    "path",
    "circle",
    "text",
    "tspan",
    "use",
    "defs",
    "pattern",
    "mark",
    "bdi",
    "code",
    "kbd",
    "pre",
    "br",
    "blockquote",
    "fieldset",
    "legend",
    "dialog",
];

const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "name",
    "content",
    "rel",
    "href",
    "type",
    "src",
    "class",
    "id",
    "for",
    "value",
    "action",
    "method",
    "autocomplete",
    "spellcheck",
    "autocapitalize",
    "maxlength",
    "placeholder",
    "hreflang",
    "tabindex",
    "role",
    "scope",
    "colspan",
    "start",
    "title",
    "hidden",
    "checked",
    "viewbox",
    "viewBox",
    "width",
    "height",
    "x",
    "y",
    "dx",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "text-anchor",
    "patternUnits",
    "patternunits",
    "patterntransform",
    "patternTransform",
];

/// Only elements and attributes that the pages are made of, one script, addresses of this server or the web.
fn is_sound(place: &str, html: &str) {
    let page = Document::from(html);
    for element in page.select("*").iter() {
        let node = element.nodes().first().expect("it is one");
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        assert!(ELEMENTS.contains(&name.as_str()), "{place} has an element {name}");
        for attribute in node.attrs() {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let known = ATTRIBUTES.contains(&name.as_str()) || name.starts_with("aria-") || name.starts_with("data-");
            assert!(known, "{place} has an attribute {name}={value}");
            if matches!(name.as_str(), "href" | "src" | "action") {
                let scheme = value.split([':', '/', '?', '#']).next().unwrap_or_default();
                let has_scheme = value[scheme.len()..].starts_with(':');
                assert!(
                    !has_scheme || matches!(scheme, "http" | "https"),
                    "{place} links to {value}"
                );
                assert!(
                    !value.starts_with("//") && !value.starts_with("/\\"),
                    "{place} links to {value}"
                );
            }
        }
    }
    assert_eq!(page.select("script").length(), 1, "{place}");
    assert_eq!(page.select("base, iframe, object, embed, style").length(), 0, "{place}");
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// S6, S8, S13, S15, S22.
#[test]
fn hostile_articles_are_only_text() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut lines = String::new();
    let fields = [
        "id", "title", "text", "source", "authors", "section", "url", "language", "date", "quote",
    ];
    for (n, payload) in PAYLOADS.iter().enumerate() {
        for field in fields {
            let mut article = serde_json::json!({
                "id": format!("h-{n}-{field}"), "title": "Harga beras naik", "date": "2023-03-09", "source": "Kabar Uji",
                "text": "JAKARTA - Harga beras naik di Ukraina sebesar Rp 5 miliar.\n\"Stok kami cukup,\" kata Menteri Perdagangan Budi Santosa.",
            });
            match field {
                "quote" => {
                    article["text"] =
                        format!("\"Stok {payload} cukup,\" kata Menteri {payload} Budi {payload} Santosa di Jakarta.")
                            .into()
                }
                "text" => {
                    article["text"] =
                        format!("{payload}\nHarga beras {payload} naik Rp 5 miliar, kata Budi Santosa.").into()
                }
                "authors" => article["authors"] = serde_json::json!([payload]),
                "id" => article["id"] = format!("{payload}{n}").into(),
                field => article[field] = (*payload).into(),
            }
            lines.push_str(&article.to_string());
            lines.push('\n');
        }
    }
    std::fs::create_dir(dir.path().join("berita")).expect("a folder");
    std::fs::write(dir.path().join("berita/<img src=x onerror=alert(1)>.jsonl"), &lines).expect("a file");
    let output = warta(dir.path(), &["index", "berita"]);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let index = dir.path().join("index");
    let site = Site::of(&index);
    let list = site.get("/api/v1/search?limit=1000&sort=oldest");
    let json: serde_json::Value = serde_json::from_str(&list.body).expect("it is JSON");
    let hits = json["hits"].as_array().expect("hits");
    assert!(hits.len() > 300, "only {} articles", hits.len());
    let mut paths: BTreeSet<String> = [
        "/",
        "/search?show=count",
        "/quotes?sort=newest",
        "/people",
        "/countries",
        "/country?code=UA",
        "/table?rows=section&columns=source",
        "/table?rows=author",
        "/compare?a=beras&b=harga",
        "/about",
    ]
    .iter()
    .map(|path| (*path).to_owned())
    .collect();
    for page in 1..=12 {
        paths.insert(format!("/search?q=beras&page={page}"));
        paths.insert(format!("/quotes?page={page}"));
    }
    for field in ["speaker", "source", "section", "author", "place", "language"] {
        paths.insert(format!("/search?facet={field}"));
    }
    for hit in hits {
        let id = hit["id"].as_str().unwrap_or_default();
        paths.insert(format!("/article?id={}&q=beras", encoded(id)));
        for speaker in hit["speakers"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|s| s.as_str())
        {
            paths.insert(format!("/person?name={}", encoded(speaker)));
        }
    }
    for (n, path) in paths.iter().enumerate() {
        let sign = if path.contains('?') { '&' } else { '?' };
        let answer = site.get(&format!("{path}{sign}lang={}", if n % 2 == 0 { "id" } else { "en" }));
        assert!(matches!(answer.status, 200 | 404), "{path}: {}", answer.status);
        is_sound(path, &answer.body);
    }
    // A table has no cell that a spreadsheet would run.
    let table = site.get("/api/v1/search?format=csv&limit=all&bom=1").body;
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        for cell in &row.expect("a row") {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        rows += 1;
    }
    assert_eq!(rows, hits.len());
}

/// S7: what a request says comes back as text, if at all.
#[test]
fn hostile_requests_are_only_text() {
    let site = Site::of(corpus());
    let parameters = [
        "q",
        "where",
        "speaker",
        "country",
        "source",
        "amount",
        "language",
        "from",
        "to",
        "id",
        "name",
        "code",
        "rows",
        "columns",
        "a",
        "sort",
        "unit",
        "show",
        "facet",
        "prefix",
        "page",
        "n",
        "part",
        "cite",
        "lang",
        "snapshot",
        "unknown<b>",
    ];
    for (n, payload) in PAYLOADS.iter().enumerate() {
        for (m, parameter) in parameters.iter().enumerate() {
            let (name, path) = PAGES[(n + m) % PAGES.len()];
            let sign = if path.contains('?') { '&' } else { '?' };
            let path = format!("{path}{sign}{}={}", encoded(parameter), encoded(payload));
            let answer = site.get(&path);
            assert!(answer.status < 500, "{name} {path}: {}", answer.status);
            is_sound(&path, &answer.body);
            let api = site.get(&format!("/api/v1/search?{}={}", encoded(parameter), encoded(payload)));
            assert!(
                api.status < 500 && api.header("content-type").starts_with("application/"),
                "{path}"
            );
            assert!(api.header("content-security-policy").contains("sandbox"), "{path}");
        }
        let headers = site.ask(
            "/search?q=beras",
            &[
                ("accept-language", &payload.replace(|c: char| !c.is_ascii_graphic(), "")),
                ("referer", "javascript:alert(1)"),
            ],
        );
        is_sound("headers", &headers.body);
    }
}

/// S10, S11, S19: no redirect, no file by its path, no address repeated.
#[test]
fn paths_lead_nowhere_else() {
    let site = Site::of(corpus());
    let fixed = site.get("/nowhere?lang=id").body;
    let mut paths: Vec<String> = [
        "//evil.example",
        "/%2Fevil.example",
        "/\\evil.example",
        "/%5Cevil.example",
        "/assets/../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%00",
        "/assets/page.css",
        "/assets/",
        "/assets",
        "/.git/config",
        "/index/CURRENT",
        "/corpus/tempo/iran-nuklir.txt",
        "/search/",
        "/search/../about",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v1/../../etc/passwd",
        "/api/v1/records?id=../../etc/passwd",
        "/article?id=/etc/passwd",
        "/%E0%A4%A",
        "/%ff",
        "/masuk",
        "/ws",
        "/events",
        "/mcp",
        "/sse",
    ]
    .iter()
    .map(|path| (*path).to_owned())
    .collect();
    for payload in PAYLOADS {
        paths.push(format!("/{}", encoded(payload).replace('+', "%20")));
    }
    for path in &paths {
        let answer = site.get(path);
        assert!(!(300..400).contains(&answer.status), "{path} gives {}", answer.status);
        assert!(answer.headers.get("location").is_none(), "{path}");
        assert!(!answer.body.contains("root:"), "{path}");
        if answer.status == 404
            && answer.header("content-type").starts_with("text/html")
            && !path.starts_with("/article")
        {
            assert_eq!(super::pages::tidy(&answer.body), super::pages::tidy(&fixed), "{path}");
        }
    }
}

/// S3, S4: nothing lets other sites in, and there is no other way in.
#[test]
fn headers_keep_the_browser_in_bounds() {
    let site = Site::of(corpus());
    let mut said = BTreeSet::new();
    for path in [
        "/",
        "/search?q=beras",
        "/nowhere",
        "/search?q=(",
        "/api/v1/search",
        "/api/v1/nothing",
        "/api/v1/openapi.json",
        "/healthz",
        "/article?id=none",
    ] {
        let answer = site.get(path);
        for (name, _) in &answer.headers {
            assert!(!name.as_str().starts_with("access-control"), "{path} has {name}");
            assert!(name != "set-cookie", "{path}");
        }
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .filter(|(name, _)| {
                [
                    "content-security-policy",
                    "x-content-type-options",
                    "referrer-policy",
                    "cross-origin-resource-policy",
                    "cross-origin-opener-policy",
                    "permissions-policy",
                ]
                .contains(&name.as_str())
            })
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
            .collect();
        headers.sort();
        assert_eq!(headers.len(), 6, "{path}: {headers:?}");
        said.insert(headers.join("\n"));
    }
    insta::assert_snapshot!(said.into_iter().collect::<Vec<_>>().join("\n\n"));
}
