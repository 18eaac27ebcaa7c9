//! The API: as the command line, as described, and with its own errors.

use serde_json::Value;

use super::schema::check;
use super::site::{Site, corpus};
use crate::program::warta;

fn json(site: &Site, path: &str) -> Value {
    let answer = site.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("it is JSON")
}

/// JSON without how long it took.
fn timeless(mut json: Value) -> Value {
    if let Some(object) = json.as_object_mut() {
        object.remove("took_ms");
    }
    json
}

/// What the command line prints is what the API answers.
#[test]
fn the_api_is_the_command_line() {
    let site = Site::of(corpus());
    let index = corpus().to_str().expect("it is UTF-8");
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (command, path) in [
        (
            vec!["search", "gempa", "--facet", "source:2"],
            "/api/v1/search?q=gempa&facet=source:2",
        ),
        (
            vec![
                "search",
                "beras OR gempa",
                "--country",
                "ID",
                "--sort",
                "newest",
                "--limit",
                "3",
            ],
            "/api/v1/search?q=beras+OR+gempa&country=ID&sort=newest&limit=3",
        ),
        (
            vec!["quotes", "--speaker", "hartigan"],
            "/api/v1/quotes?speaker=hartigan",
        ),
        (vec!["quotes", "beras", "--once"], "/api/v1/quotes?q=beras&once=true"),
        (vec!["facet", "country"], "/api/v1/facets/country"),
        (
            vec!["facet", "country", "source", "about:ID"],
            "/api/v1/facets/country/source?q=about:ID",
        ),
        (
            vec!["search", "gempa", "--timeline=year"],
            "/api/v1/timeline?q=gempa&unit=year",
        ),
        (
            vec!["search", "--compare", "beras", "gempa"],
            "/api/v1/compare?query=beras&query=gempa",
        ),
    ] {
        let args: Vec<&str> = command
            .iter()
            .copied()
            .chain(["--format", "json", "--index", index])
            .collect();
        let output = warta(home, &args);
        let printed: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{args:?}: {}", String::from_utf8_lossy(&output.stderr)));
        let mut answered = timeless(json(&site, path));
        // Only a program that goes on asking has a use for it.
        answered.as_object_mut().expect("an object").remove("next");
        assert_eq!(answered, timeless(printed), "{path}");
    }
    for format in ["csv", "ndjson"] {
        let output = warta(
            home,
            &[
                "quotes", "beras", "--format", format, "--limit", "all", "--index", index,
            ],
        );
        let answer = site.get(&format!("/api/v1/quotes?q=beras&format={format}&limit=all"));
        assert_eq!(answer.body.as_bytes(), output.stdout, "{format}");
        assert_eq!(
            answer.header("content-disposition"),
            format!(
                "attachment; filename=\"warta-beras-{}.{format}\"",
                jiff::Zoned::now().date()
            )
        );
    }
}

/// Every route is described, its example is answered, and the answer is as its schema says.
#[test]
fn answers_are_as_they_are_described() {
    let site = Site::of(corpus());
    let document = json(&site, "/api/v1/openapi.json");
    let schemas = &document["components"]["schemas"];
    let reference = warta::api::reference(false);
    let paths = document["paths"].as_object().expect("paths");
    assert_eq!(paths.len(), reference.len());
    let mut wrong = Vec::new();
    for route in &reference {
        let described = &paths[&route.path]["get"];
        let path = route
            .path
            .replace("{field}", "speaker")
            .replace("{rows}", "country")
            .replace("{columns}", "year");
        let example = route.example.replace("{id}", "d-70012");
        let answer = json(&site, &format!("{path}?{example}"));
        let schema = &described["responses"]["200"]["content"]["application/json"]["schema"];
        // Of several the first is that of the example.
        let schema = if schema["anyOf"].is_array() {
            &schema["anyOf"][0]
        } else {
            schema
        };
        assert!(schema["$ref"].is_string(), "{path}");
        check(&answer, schema, schemas, &path, &mut wrong);
        if path.ends_with("quotes") {
            let once = json(&site, &format!("{path}?once=true&limit=3"));
            check(&once, &schemas["StatementsAnswer"], schemas, &path, &mut wrong);
        }
        // Every parameter that is described is taken.
        for parameter in described["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|p| p["in"] == "query")
        {
            let (name, example) = (parameter["name"].as_str().unwrap_or_default(), &parameter["example"]);
            let number = example.as_u64().map(|number| number.to_string());
            let value = number
                .as_deref()
                .or(example.as_str())
                .or(example[0].as_str())
                .unwrap_or_default();
            if value.is_empty() || path.ends_with("compare") || name == "recency" {
                continue;
            }
            let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            let id = if path.ends_with("why") || path.ends_with("records") {
                "id=d-70012&"
            } else {
                ""
            };
            let status = site.get(&format!("{path}?{id}{name}={value}")).status;
            if status != 200 {
                wrong.push(format!("{path}?{name}={value} gives {status}"));
            }
        }
    }
    let problem: Value = serde_json::from_str(&site.get("/api/v1/search?q=(beras").body).expect("it is JSON");
    check(&problem, &schemas["Problem"], schemas, "problem", &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn problems_say_what_is_wrong() {
    let site = Site::of(corpus());
    let said: Vec<String> = [
        "/api/v1/search?q=(beras",
        "/api/v1/search?sourc=tempo",
        "/api/v1/search?limit=5000",
        "/api/v1/search?limit=all",
        "/api/v1/search?offset=20000",
        "/api/v1/search?cursor=abc",
        "/api/v1/search?format=xml",
        "/api/v1/search?format=csv&facet=source",
        "/api/v1/search?country=Ukrane",
        "/api/v1/facets/body",
        "/api/v1/facets/nothing",
        "/api/v1/records",
        "/api/v1/records?id=none",
        "/api/v1/records?id=d-70012&format=doc",
        "/api/v1/why?q=beras",
        "/api/v1/compare?query=beras",
        "/api/v1/suggest?limit=99",
        "/api/v1/stats?q=x",
        "/api/v1/nothing",
        "/api/v2/search",
    ]
    .iter()
    .map(|path| {
        let answer = site.get(path);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        format!("{path}\n  {} {}", answer.status, answer.body.trim())
    })
    .collect();
    insta::assert_snapshot!(said.join("\n"));
}

/// Cursors go through a list once, whole and in order.
#[test]
fn cursors_go_through_a_list() {
    let site = Site::of(corpus());
    let ids = |answer: &Value| -> Vec<String> {
        answer["hits"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|hit| hit["id"].as_str())
            .map(str::to_owned)
            .collect()
    };
    for sort in ["relevance", "newest", "oldest"] {
        let whole = ids(&json(&site, &format!("/api/v1/search?sort={sort}&limit=1000")));
        let mut walked = Vec::new();
        let mut path = format!("/api/v1/search?sort={sort}&limit=7");
        loop {
            let answer = site.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            walked.extend(ids(&serde_json::from_str(&answer.body).expect("it is JSON")));
            let link = answer.header("link").to_owned();
            let Some(next) = link.strip_prefix('<').and_then(|link| link.split('>').next()) else {
                break;
            };
            path = format!("/api/v1/{next}");
        }
        assert_eq!(walked, whole, "{sort}");
    }
}

/// A cursor is of one state of the index, one query and one order.
#[test]
fn cursors_are_of_one_state_and_one_query() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().to_str().expect("it is UTF-8");
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |args: &[&str]| assert!(warta(home, args).status.success(), "{args:?}");
    run(&["index", "corpus/tempo", "--index", index]);
    let site = Site::of(dir.path());
    let first = json(&site, "/api/v1/search?sort=newest&limit=2");
    let next = first["next"].as_str().expect("there is more");
    let path = format!("/api/v1/search?sort=newest&limit=2&cursor={next}");
    assert_eq!(site.get(&path).status, 200);
    assert_eq!(site.get(&format!("{path}&q=beras")).status, 400);
    assert_eq!(site.get(&format!("/api/v1/search?limit=2&cursor={next}")).status, 400);
    assert_eq!(site.get(&format!("{path}&offset=2")).status, 400);
    run(&["index", "corpus/detik", "--index", index]);
    // As long as it takes to notice.
    std::thread::sleep(std::time::Duration::from_millis(700));
    let moved = site.get(&path);
    assert_eq!(moved.status, 409, "{}", moved.body);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let site = Site::of(corpus());
    for path in ["/search?q=beras", "/api/v1/search?q=beras", "/"] {
        let first = site.get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let again = site.ask(path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(site.ask(path, &[("if-none-match", "W/\"0\"")]).status, 200, "{path}");
    }
    let style = site.get("/").body;
    let path = style
        .split("href=\"assets/page-")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a sheet");
    let sheet = site.get(&format!("/assets/page-{path}"));
    assert_eq!(sheet.header("cache-control"), "public, max-age=31536000, immutable");
}

#[test]
fn records_are_cited() {
    let site = Site::of(corpus());
    let said: Vec<String> = ["bibtex", "ris", "csl", "apa"]
        .iter()
        .map(|format| {
            site.get(&format!("/api/v1/records?id=d-70012&format={format}"))
                .body
                .replace('\r', "")
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn suggestions_go_on_with_what_is_typed() {
    let site = Site::of(corpus());
    let said: Vec<String> = ["speak", "beras speaker:mar", "source:ko", "country:ukr", "x", ""]
        .iter()
        .map(|typed| {
            let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            format!(
                "{typed}\n  {}",
                site.get(&format!("/api/v1/suggest?q={typed}&limit=4")).body.trim()
            )
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
