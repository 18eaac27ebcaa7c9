//! The hits of a page and of the API are those of the library, for questions that chance makes (F1).

use dom_query::Document;
use warta::ask::{self, Question, View};

use super::site::Site;
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
