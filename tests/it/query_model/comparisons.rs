//! What searches find beside what the recount finds: the same ids, counts and pages.

use std::collections::BTreeMap;

use warta::article::Article;
use warta::query::{Condition, Scope, parse, resolve};
use warta::search::{self, Axis, Request};

use super::generator::{Dice, Made, index_of, is_plain, make, query};
use super::recount::Recount;

#[test]
fn searches_find_what_a_recount_finds() {
    let mut dice = Dice(20_231);
    let made: Vec<Made> = (0..300).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut request = Request::new(Scope::Articles);
    request.limit = None;
    let (mut asked, mut found_some) = (0, 0);
    while asked < 600 {
        let text = query(&mut dice, 2);
        let parsed = parse(&text);
        assert!(!parsed.broken, "{text}");
        let (condition, _) = resolve(&parsed.node, Scope::Articles);
        if !is_plain(&text) || condition == Condition::Nothing {
            continue;
        }
        asked += 1;
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let mut ids: Vec<String> = Vec::new();
        for ranked in &found.ranked {
            let hit = search::hit(&snapshot, &condition, ranked).expect("it can be read");
            let reading = warta::query::matching::Reading::new(&hit.article, hit.added);
            assert!(
                reading.holds(&condition),
                "{text}: {} is a hit, but its text does not say so",
                hit.article.id
            );
            ids.push(hit.article.id);
        }
        ids.sort();
        let mut wanted: Vec<String> = made
            .iter()
            .filter(|one| Recount { made: one }.article(&parsed.node).is_some())
            .map(|one| one.article.id.clone())
            .collect();
        wanted.sort();
        assert_eq!(found.num_hits as usize, wanted.len(), "{text}");
        assert_eq!(ids, wanted, "{text}");
        found_some += usize::from(!wanted.is_empty());
    }
    assert!(found_some > 300, "only {found_some} of {asked} queries found something");
}

#[test]
fn statements_are_found_as_a_recount_finds_them() {
    let mut dice = Dice(77);
    let made: Vec<Made> = (0..200).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let mut request = Request::new(Scope::Statements);
    request.limit = None;
    for _ in 0..200 {
        let text = query(&mut dice, 1);
        let node = parse(&text).node;
        let (condition, _) = resolve(&node, Scope::Statements);
        if !is_plain(&text) || condition == Condition::Nothing {
            continue;
        }
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let mut ids: Vec<(String, usize)> = Vec::new();
        for ranked in &found.ranked {
            let hit = search::statement(&snapshot, &condition, ranked).expect("it can be read");
            ids.push((hit.article.id.clone(), hit.quote));
        }
        ids.sort();
        let mut wanted = Vec::new();
        for one in &made {
            let recount = Recount { made: one };
            for i in (0..one.statements.len()).filter(|i| recount.statement(&node, *i).is_some()) {
                wanted.push((one.article.id.clone(), i));
            }
        }
        wanted.sort();
        assert_eq!(ids, wanted, "{text}");
    }
}

#[test]
fn recency_multiplies_scores_and_the_order_stays_total() {
    let mut dice = Dice(31);
    let made: Vec<Made> = (0..200).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    let seconds = |article: &Article| article.published.as_ref().map(|p| p.timestamp().as_second());
    let dates = || made.iter().filter_map(|one| seconds(&one.article));
    let (oldest, newest) = (dates().min().expect("a date"), dates().max().expect("a date"));
    for (text, days) in [
        ("serang", 365),
        ("kapal OR bantuan", 30),
        ("source:*", 1),
        ("ship", 100_000),
    ] {
        let (condition, _) = resolve(&parse(text).node, Scope::Articles);
        let list = |recency| -> Vec<(f32, Article)> {
            let request = Request {
                limit: None,
                recency,
                ..Request::new(Scope::Articles)
            };
            let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
            let ranked = found.ranked.iter();
            ranked
                .map(|ranked| {
                    let article = search::article(&snapshot, ranked).expect("it can be read");
                    (ranked.score, article)
                })
                .collect()
        };
        let mut wanted = list(None);
        for (score, article) in &mut wanted {
            let age = newest - seconds(article).unwrap_or(oldest);
            *score *= (-(age as f64) / (86_400.0 * f64::from(days))).exp2() as f32;
        }
        wanted.sort_by(|(a, x), (b, y)| {
            let by_date = seconds(y).cmp(&seconds(x));
            b.total_cmp(a).then(by_date).then_with(|| x.id.cmp(&y.id))
        });
        let recency = search::Recency::with_half_life(days);
        assert_eq!(list(recency), wanted, "{text}");
    }
}

#[test]
fn facets_are_a_recount_and_pages_make_the_whole() {
    let mut dice = Dice(5);
    let made: Vec<Made> = (0..300).map(|number| make(&mut dice, number)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_of(&made, dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    for text in ["", "serang", "country:UA OR kapal", "speaker:*"] {
        let node = parse(text).node;
        let (condition, _) = resolve(&node, Scope::Articles);
        let axes = [Axis::Speaker, Axis::Country, Axis::Source, Axis::Year, Axis::Currency];
        let mut request = Request::new(Scope::Articles);
        request.limit = None;
        request.facets = axes.to_vec();
        request.crossed = Some((Axis::Source, Axis::Country));
        let found = search::run(&snapshot, &condition, &request).expect("it can be searched");
        let hits: Vec<&Made> = made
            .iter()
            .filter(|one| Recount { made: one }.article(&node).is_some())
            .collect();
        let values = |axis: Axis, article: &Article| -> Vec<String> {
            let mut values: Vec<String> = match axis {
                Axis::Speaker => article.speakers.iter().map(|s| s.name.clone()).collect(),
                Axis::Country => article.countries.iter().map(|c| c.code.to_string()).collect(),
                Axis::Source => article.source.iter().cloned().collect(),
                Axis::Year => article.published.iter().map(|p| p.day().year().to_string()).collect(),
                _ => article.amounts.iter().map(|a| a.currency.to_string()).collect(),
            };
            values.sort();
            values.dedup();
            values
        };
        for (axis, counts) in axes.into_iter().zip(&found.facets) {
            let mut wanted: BTreeMap<String, u64> = BTreeMap::new();
            for one in &hits {
                for value in values(axis, &one.article) {
                    *wanted.entry(value).or_default() += 1;
                }
            }
            let counted: BTreeMap<String, u64> = counts
                .buckets()
                .into_iter()
                .filter(|b| b.count > 0)
                .map(|b| (b.value, b.count))
                .collect();
            assert_eq!(counted, wanted, "{text}: {axis:?}");
        }
        let crossed = found
            .crossed
            .iter()
            .find(|cell| cell.row == "Kabar Pagi" && cell.column == "UA");
        let wanted = hits.iter().filter(|one| {
            let of = |axis, value: &str| values(axis, &one.article).iter().any(|v| v == value);
            of(Axis::Source, "Kabar Pagi") && of(Axis::Country, "UA")
        });
        assert_eq!(crossed.map_or(0, |cell| cell.count), wanted.count() as u64, "{text}");
        // Page by page, the same hits in the same order as all at once.
        let mut paged = Vec::new();
        for offset in (0..found.num_hits as usize).step_by(7) {
            let page = Request {
                offset,
                limit: Some(7),
                ..Request::new(Scope::Articles)
            };
            paged.extend(
                search::run(&snapshot, &condition, &page)
                    .expect("it can be searched")
                    .ranked,
            );
        }
        assert_eq!(paged, found.ranked, "{text}");
    }
}
