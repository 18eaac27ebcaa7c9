//! Ten readers and a writer at once: whatever a reader has open is one commit, and every search of it finds what its articles say.
//!
//! `WARTA_SECONDS=600 cargo test --release --test it readers` goes on for longer than a run of all tests has time for.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use warta::index::{Index, Payload, Snapshot, Writer};
use warta::query::matching::Reading;
use warta::query::{Condition, Scope, parse, resolve};
use warta::search::{self, Request};

use super::generator::{Dice, Made, belonging, extracted, make, query};

const READERS: u64 = 10;
/// Each file has one article; more come, and some of the first go.
const FILES: usize = 120;

/// Puts a changed part of the files in, in one commit.
fn change(index: &Index, lock: &warta::index::Lock, made: &[Made], dice: &mut Dice) {
    let mut writer = Writer::new(index, lock, 20_000_000, 1).expect("a writer");
    for (key, one) in made.iter().enumerate() {
        if dice.roll(4) == 0 {
            writer.remove_file(key as u64);
            if dice.roll(3) > 0 {
                let article = extracted(&one.article);
                writer
                    .add_article(&article, &belonging(key as u64, 0))
                    .expect("it is taken");
            }
        }
    }
    writer.commit(&Payload::default()).expect("it is written");
    writer.finish().expect("it ends");
}

/// Asks one question of an open snapshot; how many articles it has.
fn check(snapshot: &Snapshot, text: &str) -> usize {
    let all = Request {
        limit: None,
        ..Request::new(Scope::Articles)
    };
    let (condition, _) = resolve(&parse(text).node, Scope::Articles);
    let ids = |condition: &Condition, holds: &dyn Fn(&Reading) -> bool| -> Vec<String> {
        let found = search::run(snapshot, condition, &all).expect("it can be searched");
        let articles = found.ranked.iter().map(|ranked| search::article(snapshot, ranked));
        let articles = articles.map(|article| article.expect("it can be read"));
        let mut ids: Vec<String> = articles
            .filter(|article| holds(&Reading::new(article, None)))
            .map(|article| article.id)
            .collect();
        ids.sort();
        ids
    };
    let found = ids(&condition, &|_| true);
    let wanted = ids(&Condition::All, &|reading| reading.holds(&condition));
    assert_eq!(found, wanted, "{text}");
    let counts = snapshot.counts().expect("it can be counted");
    assert_eq!(ids(&Condition::All, &|_| true).len() as u64, counts.articles);
    counts.articles as usize
}

#[test]
fn readers_see_whole_commits_while_a_writer_changes_the_archive() {
    let seconds = std::env::var("WARTA_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(4));
    let dir = tempfile::tempdir().expect("a folder");
    let lock = warta::index::lock(dir.path()).expect("nobody has it");
    let index = Index::create(dir.path(), &lock).expect("an index");
    let mut dice = Dice(4_711);
    let made: Vec<Made> = (0..FILES).map(|number| make(&mut dice, number)).collect();
    change(&index, &lock, &made, &mut dice);
    index.put_in_use(&lock).expect("it is written");
    let (over, asked, largest) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let mut commits = 0;
    std::thread::scope(|scope| {
        for reader in 0..READERS {
            let (over, asked, largest) = (&over, &asked, &largest);
            let dir = dir.path();
            scope.spawn(move || {
                let mut dice = Dice(1000 + reader);
                while !over.load(Ordering::Relaxed) {
                    let snapshot = Index::open(dir).and_then(|index| index.snapshot()).expect("it opens");
                    // Kept open while the writer goes on.
                    for _ in 0..1 + dice.roll(4) {
                        let text = query(&mut dice, 1);
                        // An article does not say when it came in.
                        if text.contains("added:") {
                            continue;
                        }
                        let articles = check(&snapshot, &text);
                        largest.fetch_max(articles as u64, Ordering::Relaxed);
                        asked.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        while Instant::now() < end || commits < 3 {
            change(&index, &lock, &made, &mut dice);
            commits += 1;
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(asked.into_inner() >= READERS, "each reader asked");
    assert!(largest.into_inner() > 20, "there was something to find");
}
