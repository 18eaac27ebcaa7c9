//! The ranking against judged queries, and against other choices of what counts how much.
//!
//! `cargo test --test it ranking -- --nocapture` prints the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use warta::index::{Index, Snapshot};
use warta::query::{Scope, parse, resolve};
use warta::search::{self, Request, Weights};

use crate::program::warta;

/// How many hits somebody looks at.
const DEPTH: usize = 10;

/// What a mean must be ahead by to say anything: two neighbours changing places in one or two of so few queries is less.
const MARGIN: f64 = 0.01;

struct Judged {
    query: &'static str,
    /// The grades of the articles, by their ids.
    grades: BTreeMap<&'static str, u32>,
}

/// The lines of `data/judged.tsv`.
fn judged() -> Vec<Judged> {
    let lines = include_str!("data/judged.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (query, grades) = line.split_once('\t').expect("a query and its articles");
            let grades = grades.split(' ').map(|article| {
                let (id, grade) = article.rsplit_once('=').expect("an id and a grade");
                (id, grade.parse().expect("a grade"))
            });
            Judged {
                query,
                grades: grades.collect(),
            }
        })
        .collect()
}

/// Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) of the first hits, with gains of 2^grade - 1.
fn ndcg(grades: &[u32], ideal: &[u32]) -> f64 {
    let gain = |grades: &[u32]| -> f64 {
        let ranked = grades.iter().take(DEPTH).enumerate();
        ranked
            .map(|(rank, grade)| (2f64.powi(*grade as i32) - 1.0) / (rank as f64 + 2.0).log2())
            .sum()
    };
    let mut ideal = ideal.to_vec();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    gain(grades) / gain(&ideal)
}

/// One over the rank of the first hit of the best grade that the query has.
fn reciprocal_rank(grades: &[u32], ideal: &[u32]) -> f64 {
    let best = ideal.iter().max();
    let rank = grades.iter().take(DEPTH).position(|grade| Some(grade) == best);
    rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64)
}

/// Both measures of each query.
fn measured(snapshot: &Snapshot, judged: &[Judged], weights: Weights) -> Vec<(f64, f64)> {
    judged
        .iter()
        .map(|judged| {
            let (condition, diagnostics) = resolve(&parse(judged.query).node, Scope::Articles);
            assert!(diagnostics.is_empty(), "{}: {diagnostics:?}", judged.query);
            let request = Request {
                weights,
                ..Request::new(Scope::Articles)
            };
            let found = search::run(snapshot, &condition, &request).expect("hits");
            let grades: Vec<u32> = found
                .ranked
                .iter()
                .map(|ranked| {
                    let article = search::article(snapshot, ranked).expect("an article");
                    judged.grades.get(article.id.as_str()).copied().unwrap_or_default()
                })
                .collect();
            let ideal: Vec<u32> = judged.grades.values().copied().collect();
            (ndcg(&grades, &ideal), reciprocal_rank(&grades, &ideal))
        })
        .collect()
}

fn mean(values: &[(f64, f64)]) -> (f64, f64) {
    let sum = values
        .iter()
        .fold((0.0, 0.0), |sum, value| (sum.0 + value.0, sum.1 + value.1));
    (sum.0 / values.len() as f64, sum.1 / values.len() as f64)
}

/// A folder with the sample articles, those that are judged, and an index of both.
fn archive() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::os::unix::fs::symlink(root.join("corpus"), dir.path().join("corpus")).expect("a link");
    fs::copy(root.join("tests/it/data/judged.jsonl"), dir.path().join("judged.jsonl")).expect("a copy");
    let output = warta(dir.path(), &["index", "corpus", "judged.jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    dir
}

#[test]
fn no_other_choice_of_weights_ranks_judged_queries_clearly_better() {
    let dir = archive();
    let index = Index::open(&dir.path().join("index")).expect("an index");
    let snapshot = index.snapshot().expect("a commit");
    let judged = judged();
    for id in judged.iter().flat_map(|judged| judged.grades.keys()) {
        let articles = search::by_id(&snapshot, id).expect("the index can be read");
        assert_eq!(articles.len(), 1, "{id}");
    }
    let shipped = Weights::default();
    let (title, other_form, nearness) = (shipped.title, shipped.other_form, shipped.nearness);
    let variants = [
        ("shipped", shipped),
        ("title as body", Weights { title: 1.0, ..shipped }),
        (
            "title halved",
            Weights {
                title: title / 2.0,
                ..shipped
            },
        ),
        (
            "title doubled",
            Weights {
                title: title * 2.0,
                ..shipped
            },
        ),
        ("title without weight", Weights { title: 0.0, ..shipped }),
        (
            "all forms alike",
            Weights {
                other_form: 1.0,
                ..shipped
            },
        ),
        (
            "other forms halved",
            Weights {
                other_form: other_form / 2.0,
                ..shipped
            },
        ),
        (
            "other forms doubled",
            Weights {
                other_form: other_form * 2.0,
                ..shipped
            },
        ),
        (
            "no nearness",
            Weights {
                nearness: 0.0,
                ..shipped
            },
        ),
        (
            "nearness halved",
            Weights {
                nearness: nearness / 2.0,
                ..shipped
            },
        ),
        (
            "nearness doubled",
            Weights {
                nearness: nearness * 2.0,
                ..shipped
            },
        ),
        (
            "nearness as words",
            Weights {
                nearness: nearness * 4.0,
                ..shipped
            },
        ),
    ];
    println!("{} queries{:14}  nDCG@10     MRR  better  worse", judged.len(), "");
    let of_shipped = measured(&snapshot, &judged, shipped);
    let best = mean(&of_shipped);
    for (judged, values) in judged.iter().zip(&of_shipped).filter(|(_, values)| values.0 < 0.9) {
        println!("  {:.3}  {}", values.0, judged.query);
    }
    let mut ahead = Vec::new();
    for (name, weights) in variants {
        let values = measured(&snapshot, &judged, weights);
        let than = |better: fn(f64, f64) -> bool| {
            let pairs = values.iter().zip(&of_shipped);
            pairs.filter(|(value, shipped)| better(value.0, shipped.0)).count()
        };
        let (ndcg, mrr) = mean(&values);
        let (better, worse) = (than(|a, b| a > b + 1e-9), than(|a, b| a + 1e-9 < b));
        println!("{name:24}  {ndcg:7.4}  {mrr:6.4}  {better:6}  {worse:5}");
        if ndcg > best.0 + MARGIN || mrr > best.1 + MARGIN {
            ahead.push(name);
        }
    }
    assert!(ahead.is_empty(), "these rank better: {ahead:?}");
}

#[test]
fn the_measures_are_those_of_the_field() {
    assert_eq!(
        ndcg(&[3, 2, 0, 1], &[1, 2, 3]),
        (7.0 + 3.0 / 3f64.log2() + 1.0 / 5f64.log2()) / (7.0 + 3.0 / 3f64.log2() + 0.5)
    );
    assert_eq!(ndcg(&[], &[1]), 0.0);
    assert_eq!(reciprocal_rank(&[0, 2, 3], &[3, 2]), 1.0 / 3.0);
    assert_eq!(reciprocal_rank(&[0, 2], &[3, 2]), 0.0);
}
