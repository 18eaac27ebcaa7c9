//! The hits of a page and of the API are those of the library, for questions that chance makes (F1).

use dom_query::Document;
use warta::ask::{self, Question, View};

use super::site::Site;
use crate::program::warta;
use crate::query_model::generator::{Dice, index_of, make, query};

#[test]
fn pages_and_api_find_what_the_library_finds() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(20_261_125);
    let made: Vec<_> = (0..120).map(|number| make(&mut dice, number)).collect();
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("a snapshot");
    let site = Site::of(dir.path());
    let (mut found, mut refused) = (0, 0);
    for _ in 0..200 {
        let typed = query(&mut dice, 3);
        let encoded: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let page = site.get(&format!("/search?q={encoded}&lang=en"));
        let json = site.get(&format!("/api/v1/search?q={encoded}"));
        let asked = Question::from_pairs(View::Search, [("q", typed.trim())]);
        let Ok(question) = asked else {
            assert_eq!((page.status, json.status), (400, 400), "{typed}");
            refused += 1;
            continue;
        };
        let list = ask::search(&snapshot, &question).expect("it can be searched");
        let ids: Vec<String> = list.hits().map(|hit| hit.expect("it can be read").article.id).collect();
        found += ids.len();
        let document = Document::from(page.body.as_str());
        let on_page: Vec<String> = document
            .select(".hit h2 a")
            .iter()
            .filter_map(|link| {
                let href = link.attr("href")?.to_string();
                let pairs = form_urlencoded::parse(href.split_once('?')?.1.as_bytes()).into_owned();
                pairs.into_iter().find(|(name, _)| name == "id").map(|(_, id)| id)
            })
            .collect();
        assert_eq!(on_page, ids, "{typed}");
        let json: serde_json::Value = serde_json::from_str(&json.body).expect("it is JSON");
        let in_api: Vec<&str> = json["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .filter_map(|hit| hit["id"].as_str())
            .collect();
        assert_eq!(in_api, ids, "{typed}");
        assert_eq!(json["num_hits"], list.num_hits, "{typed}");
    }
    assert!(found > 200, "only {found} hits, {refused} refused");
}

/// The command line and the API say the same of questions that chance makes: searches, statements, and values of fields, persons among them.
#[test]
fn the_command_line_and_the_api_say_the_same() {
    const FIELDS: [&str; 6] = ["speaker", "country", "source", "year", "week", "amount"];
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(20_261_126);
    let made: Vec<_> = (0..120).map(|number| make(&mut dice, number)).collect();
    index_of(&made, dir.path());
    let site = Site::of(dir.path());
    let index = dir.path().to_str().expect("it is UTF-8");
    let (mut found, mut refused) = (0, 0);
    for n in 0..300 {
        let typed = query(&mut dice, 3);
        let encoded: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let field = FIELDS[n / 3 % FIELDS.len()];
        let (command, path) = match n % 3 {
            0 => (
                vec!["search", "--sort", "newest"],
                format!("search?sort=newest&q={encoded}"),
            ),
            1 => (vec!["quotes"], format!("quotes?q={encoded}")),
            _ => (vec!["facet", field], format!("facets/{field}?q={encoded}")),
        };
        let said = [
            command.as_slice(),
            &["--format", "json", "--index", index, "--", &typed],
        ]
        .concat();
        let output = warta(dir.path(), &said);
        let answer = site.get(&format!("/api/v1/{path}"));
        if output.status.code() == Some(2) {
            assert_eq!(
                answer.status,
                400,
                "{typed}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            refused += 1;
            continue;
        }
        let parsed = |bytes: &[u8]| -> serde_json::Value { serde_json::from_slice(bytes).expect("it is JSON") };
        let (mut printed, mut answered) = (parsed(&output.stdout), parsed(answer.body.as_bytes()));
        found += usize::from(printed["num_hits"].as_u64() > Some(0));
        for one in [&mut printed, &mut answered] {
            let members = one.as_object_mut().expect("an object");
            members.remove("took_ms");
            // Only a program that goes on asking has a use for it.
            members.remove("next");
        }
        assert_eq!(answered, printed, "{path}");
    }
    assert!(
        found > 100,
        "only {found} questions find something, {refused} are refused"
    );
}
