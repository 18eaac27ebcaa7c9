//! Queries that nobody would write: what the engine finds is what the articles themselves say, for any text at all.
//!
//! `WARTA_CASES=10000000 WARTA_SEED=2 cargo test --release --test it any_text` tries more texts, and others, than a run of all tests
//! has time for.

use warta::query::matching::Reading;
use warta::query::{Scope, parse, resolve};
use warta::search::{self, Request};

use super::generator::{Dice, Made, index_of, make};
use crate::dice::number;

const PIECES: &[&str] = &[
    "serang",
    "kapal",
    "Ma'ruf",
    "ship",
    "élan",
    "x",
    "dewan-keamanan",
    "bantuan",
    "ratri",
    "menteri",
    "UA",
    "2021",
    "2022-03",
    "5",
    "12",
    "USD 5",
    " ",
    " ",
    " ",
    " ",
    " ",
    " OR ",
    " -",
    "NOT ",
    "=",
    "*",
    "~",
    "~1",
    "~3",
    "^2",
    "^0",
    "..",
    ">=",
    "<",
    "(",
    ")",
    ")",
    "{",
    "}",
    "}",
    "[",
    "]",
    "\"",
    "\"",
    "\" ",
    "title:",
    "body:",
    "quote:",
    "speaker:",
    "country:",
    "about:",
    "region:Eropa ",
    "amount:",
    "currency:",
    "date:",
    "source:",
    "author:",
    "path:utara",
    "id:a-7",
    "language:en",
    "quote:(",
    "speaker:{",
    "title:[",
];

fn text(dice: &mut Dice) -> String {
    (0..1 + dice.roll(16)).map(|_| *dice.pick(PIECES)).collect()
}

#[test]
fn the_engine_finds_what_the_articles_say() {
    let cases = number("WARTA_CASES").unwrap_or(4000);
    let mut dice = Dice(number("WARTA_SEED").unwrap_or(8_080));
    let made: Vec<Made> = (0..60).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut hits = 0;
    for _ in 0..cases {
        let text = text(&mut dice);
        // What is broken has a meaning all the same: a guess.
        let node = parse(&text).node;
        for scope in [Scope::Articles, Scope::Statements] {
            let (condition, _) = resolve(&node, scope);
            let request = Request {
                limit: None,
                ..Request::new(scope)
            };
            let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
            let mut found: Vec<(String, usize)> = found
                .ranked
                .iter()
                .map(|ranked| match scope {
                    Scope::Articles => {
                        let article = search::article(&snapshot, ranked).expect("it can be read");
                        (article.id, 0)
                    }
                    Scope::Statements => {
                        let hit = search::statement(&snapshot, &condition, ranked).expect("it can be read");
                        (hit.article.id, hit.quote)
                    }
                })
                .collect();
            found.sort();
            let mut wanted = Vec::new();
            for Made { article, .. } in &made {
                let reading = Reading::new(article, None);
                match scope {
                    Scope::Articles if reading.holds(&condition) => wanted.push((article.id.clone(), 0)),
                    Scope::Articles => {}
                    Scope::Statements => {
                        let quotes = article.quotes.iter().enumerate();
                        let holds = quotes.filter(|(_, quote)| reading.statement_marks(&condition, quote).is_some());
                        wanted.extend(holds.map(|(i, _)| (article.id.clone(), i)));
                    }
                }
            }
            wanted.sort();
            assert_eq!(found, wanted, "{text:?} {scope:?}: {condition:?}");
            hits += found.len();
        }
    }
    assert!(hits as u64 > 5 * cases, "only {hits} hits");
}
