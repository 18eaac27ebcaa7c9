//! The same question, asked of the index on this machine and of the server.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use warta::ask::Recency;
use warta::engine::quickwit::Remote;
use warta::engine::{self, Archive, Axis, Decided, Found, Request, Sort};
use warta::fields::FIELDS;
use warta::index::Snapshot;
use warta::query::{Condition, Scope, parse, resolve};

use crate::generator::{Dice, query};

/// What was asked, and how long the answers took.
#[derive(Default)]
pub struct Asked {
    pub queries: usize,
    /// Of those, what the server did not decide by itself.
    pub verified: usize,
    pub found_some: usize,
    /// Which a server that was compiled without optimisation could not answer.
    pub panicked: usize,
    pub here: Vec<Duration>,
    pub there: Vec<Duration>,
    /// What was not the same.
    pub differences: Vec<String>,
}

/// A hit as both know it: the article, and which of its statements.
type Known = (String, String, Option<usize>, Option<u64>);

fn known(archive: &dyn Archive, found: &Found) -> Vec<Known> {
    archive
        .ahead(&mut found.ranked.iter().map(|hit| hit.address))
        .expect("it can be read");
    let hits = found.ranked.iter().map(|hit| {
        let (article, quote) = archive.article(hit.address).expect("it can be read");
        (article.path, article.id, quote, hit.reprints)
    });
    hits.collect()
}

/// The pages of a list, one behind the other, as far as `most` hits.
fn paged(archive: &dyn Archive, condition: &Condition, request: &Request, most: usize) -> Vec<Known> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let request = Request {
            limit: Some(7),
            after: after.take(),
            ..request.clone()
        };
        let (found, _) = engine::find(archive, condition, &request, &[]).expect("it can be searched");
        all.extend(known(archive, &found));
        after = found
            .ranked
            .last()
            .map(|hit| archive.place(hit).expect("it has a place"));
        if !found.more || all.len() >= most {
            return all;
        }
    }
}

/// All of the archive's parts were over it, or some.
fn is_panic(cause: &str) -> bool {
    cause.contains("leaf search panicked") || cause.contains("could not search all of the archive")
}

/// What takes more than one answer of the server, or all of its archive: lists of more than ten thousand hits, in which many have the same
/// date and score; the values of every field; stories; and two fields together that have more pairs than are counted at a time. Says what
/// was not the same, and how long the longest list was.
pub fn whole(here: &Snapshot, there: &Remote, word: &str) -> (usize, Vec<String>) {
    let mut differences = Vec::new();
    let mut longest = 0;
    let axes: Vec<Axis> = FIELDS.iter().filter_map(Axis::of).collect();
    let (words, _) = resolve(&parse(word).node, Scope::Articles);
    for (scope, sort, stories) in [
        (Scope::Articles, Sort::Relevance, false),
        (Scope::Articles, Sort::Oldest, true),
        (Scope::Statements, Sort::Newest, false),
    ] {
        let request = Request {
            sort,
            stories,
            limit: None,
            ..Request::new(scope)
        };
        let condition = match scope {
            Scope::Articles => &words,
            Scope::Statements => &Condition::All,
        };
        let list = |archive: &dyn Archive| {
            let (found, _) = engine::find(archive, condition, &request, &[]).expect("it can be searched");
            known(archive, &found)
        };
        let (mut mine, mut theirs) = (list(here), list(there));
        longest = longest.max(theirs.len());
        // Which of several articles of one id is first depends on how they are stored; by relevance the order is the server's own.
        let ids = |hits: &[Known]| hits.iter().map(|hit| hit.1.clone()).collect::<Vec<String>>();
        if sort != Sort::Relevance && ids(&mine) != ids(&theirs) {
            differences.push(format!("{scope:?} by {sort:?}: another order"));
        }
        mine.sort_unstable();
        theirs.sort_unstable();
        if mine != theirs {
            let (hits, hits_there) = (mine.len(), theirs.len());
            let one = mine.iter().zip(&theirs).find(|(one, other)| one != other);
            differences.push(format!(
                "{scope:?} by {sort:?}: {hits} hits here, {hits_there} there; {one:?}"
            ));
        }
    }
    for scope in [Scope::Articles, Scope::Statements] {
        let request = Request {
            limit: Some(0),
            crossed: Some((Axis::Speaker, Axis::Day)),
            ..Request::new(scope)
        };
        let counted =
            |archive: &dyn Archive| engine::find(archive, &Condition::All, &request, &axes).expect("it can be counted");
        let ((found, counts), (found_there, counts_there)) = (counted(here), counted(there));
        if found.crossed != found_there.crossed {
            let cells = (found.crossed.len(), found_there.crossed.len());
            differences.push(format!("{scope:?}, speakers and days: {cells:?} cells"));
        }
        for (counts, other) in counts.iter().zip(&counts_there) {
            if (counts.with_value(), counts.buckets()) != (other.with_value(), other.buckets()) {
                differences.push(format!("{scope:?}, {}", counts.axis.name()));
            }
        }
    }
    (longest, differences)
}

/// Asks some hundred queries that chance makes; of each list at most so many hits are compared one by one.
pub fn ask(here: &Snapshot, there: &Remote, seed: u64, queries: usize, most: usize) -> Asked {
    let mut dice = Dice(seed);
    let mut asked = Asked::default();
    let axes: Vec<Axis> = FIELDS.iter().filter_map(Axis::of).collect();
    for number in 0..queries {
        let text = query(&mut dice, 2);
        let scope = [Scope::Articles, Scope::Statements][number % 2];
        let (condition, _) = resolve(&parse(&text).node, scope);
        let mut differ = |what: &str, here: String, there: String| {
            if here != there {
                let same = here.chars().zip(there.chars()).take_while(|(one, other)| one == other);
                let same = same.count().saturating_sub(100);
                let around = |said: &str| said.chars().skip(same).take(300).collect::<String>();
                asked.differences.push(format!(
                    "{text} ({scope:?}), {what}: {} here, {} there",
                    around(&here),
                    around(&there)
                ));
            }
        };
        let request = Request {
            sort: [Sort::Newest, Sort::Oldest][number / 2 % 2],
            limit: Some(most),
            stories: number % 5 == 0,
            crossed: (number % 9 == 0).then_some((axes[number % axes.len()], axes[(number + 5) % axes.len()])),
            ..Request::new(scope)
        };
        let some: Vec<Axis> = (0..3).map(|at| axes[(number * 3 + at) % axes.len()]).collect();
        let began = Instant::now();
        let (found, counts) = engine::find(here, &condition, &request, &some).expect("it can be searched");
        asked.here.push(began.elapsed());
        let began = Instant::now();
        let (found_there, counts_there) = match engine::find(there, &condition, &request, &some) {
            Ok(found) => found,
            // An assertion of a server that was compiled without optimisation: it bears no phrase that is excluded.
            Err(error) if is_panic(&error.cause) && text.contains('"') => {
                asked.panicked += 1;
                continue;
            }
            Err(error) => {
                differ("it", format!("{} hits", found.num_hits), error.to_string());
                continue;
            }
        };
        asked.there.push(began.elapsed());
        let totals = |found: &Found| {
            format!(
                "{} hits, {:?} articles, more: {}",
                found.num_hits, found.articles, found.more
            )
        };
        differ("counted", totals(&found), totals(&found_there));
        differ(
            "crossed",
            format!("{:?}", found.crossed),
            format!("{:?}", found_there.crossed),
        );
        for (counts, other) in counts.iter().zip(&counts_there) {
            let all = |counts: &engine::Counts| format!("{} with a value: {:?}", counts.with_value(), counts.buckets());
            differ(counts.axis.name(), all(counts), all(other));
        }
        let hits = known(here, &found);
        differ(
            "hits by date",
            format!("{hits:?}"),
            format!("{:?}", known(there, &found_there)),
        );
        asked.queries += 1;
        asked.found_some += usize::from(found.num_hits > 0);
        let is_verified = there.decides(&condition, scope) != Decided::Wholly;
        asked.verified += usize::from(is_verified);
        // What is verified is so anew for each page.
        let most = if is_verified { most.min(20) } else { most };
        if number % 6 == 0 {
            let pages = paged(there, &condition, &request, most);
            differ(
                "pages by date",
                format!("{:?}", &hits[..hits.len().min(most)]),
                format!("{:?}", &pages[..pages.len().min(most)]),
            );
        }
        if number % 4 == 0 {
            // By relevance the order is the server's own, and the hits are the same.
            let request = Request {
                sort: Sort::Relevance,
                recency: (number % 8 == 0).then_some(Recency::MILD),
                stories: false,
                limit: None,
                crossed: None,
                ..request.clone()
            };
            if found.articles.unwrap_or(found.num_hits) as usize <= most {
                let set = |archive: &dyn Archive| {
                    let (found, _) = engine::find(archive, &condition, &request, &[]).expect("it can be searched");
                    known(archive, &found)
                };
                let whole = set(there);
                let sorted = |hits: &[Known]| hits.iter().cloned().collect::<BTreeSet<Known>>();
                differ(
                    "hits",
                    format!("{:?}", sorted(&set(here))),
                    format!("{:?}", sorted(&whole)),
                );
                let pages = paged(there, &condition, &request, most);
                differ("pages by relevance", format!("{whole:?}"), format!("{pages:?}"));
            }
        }
    }
    asked
}
