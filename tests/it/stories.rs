//! Searches in which the reprints of a story are one hit, against the same searches without.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use warta::index::{Index, Snapshot};
use warta::query::{Condition, Scope, parse, resolve};
use warta::search::{self, Axis, Ranked, Request, Sort};

use crate::archive::{Archive, Sample};
use crate::program::stdout_of;
use crate::whole::write;

/// Indexes articles of which a third are reprints of others, in runs that leave a segment each.
fn index_with_reprints(folder: &Path) -> Index {
    let mut random = Archive::new(29);
    let mut printed: Vec<Sample> = Vec::new();
    for run in 0..5 {
        let mut text = String::new();
        for _ in 0..40 {
            let mut sample = random.next().expect("it is endless");
            if random.below(3) == 0 && !printed.is_empty() {
                let other = &printed[random.below(printed.len() as u64) as usize];
                sample.body = other.body.clone();
                // An outlet that cuts the end, and one that prints the same day: then only ids tell the two apart.
                if random.below(2) == 0 {
                    let kept = sample.body.trim_end().rfind('\n').unwrap_or(sample.body.len());
                    sample.body.truncate(kept);
                }
                if random.below(2) == 0 {
                    sample.title = other.title.clone();
                    sample.date = other.date.clone();
                }
            }
            text.push_str(&(sample.as_json() + "\n"));
            printed.push(sample);
        }
        write(&folder.join(format!("arsip/{run}.jsonl")), &text);
        stdout_of(folder, 0, &["index", "arsip", "--quiet", "--threads", "1"]);
    }
    Index::open(&folder.join("index")).expect("the index opens")
}

fn story(snapshot: &Snapshot, ranked: &Ranked) -> u64 {
    let segment = snapshot.searcher.segment_reader(ranked.address.segment);
    let stories = segment.fast_fields().u64("story").expect("a column");
    stories.first(ranked.address.doc).expect("every article has a story")
}

#[test]
fn the_first_article_of_a_story_stands_for_all_of_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = index_with_reprints(dir.path());
    let snapshot = index.snapshot().expect("it can be read");
    assert!(
        snapshot.searcher.segment_readers().len() > 1,
        "else nothing is brought together"
    );
    let run = |condition: &Condition, request: &Request| {
        search::run(&snapshot, condition, request).expect("it can be searched")
    };
    let mut across = 0;
    for text in [
        "",
        "warga",
        "country:Jepang",
        "amount:>=\"USD 100 juta\"",
        "\"di itu\" OR harga -jalan",
        "kudanil",
    ] {
        let (condition, _) = resolve(&parse(text).node, Scope::Articles);
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let all = Request {
                sort,
                limit: None,
                facets: vec![Axis::Country, Axis::Year],
                ..Request::new(Scope::Articles)
            };
            let by_story = Request {
                stories: true,
                ..all.clone()
            };
            let articles = run(&condition, &all);
            let stories = run(&condition, &by_story);
            let mut wanted: Vec<Ranked> = Vec::new();
            let mut place: BTreeMap<u64, usize> = BTreeMap::new();
            for ranked in &articles.ranked {
                match place.get(&story(&snapshot, ranked)) {
                    Some(at) => {
                        let first: &mut Ranked = &mut wanted[*at];
                        across += usize::from(first.address.segment != ranked.address.segment);
                        first.reprints = first.reprints.map(|count| count + 1);
                    }
                    None => {
                        place.insert(story(&snapshot, ranked), wanted.len());
                        let mut first = *ranked;
                        first.reprints = Some(0);
                        wanted.push(first);
                    }
                }
            }
            assert_eq!(stories.ranked, wanted, "{text} {sort:?}");
            assert_eq!(stories.num_hits, wanted.len() as u64, "{text} {sort:?}");
            assert_eq!(stories.articles, Some(articles.num_hits), "{text} {sort:?}");
            for (counted, wanted) in stories.facets.iter().zip(&articles.facets) {
                assert_eq!(counted.buckets(), wanted.buckets(), "facets count articles");
            }
            let mut paged = Vec::new();
            for offset in (0..stories.num_hits as usize).step_by(7) {
                let page = Request {
                    offset,
                    limit: Some(7),
                    ..by_story.clone()
                };
                paged.extend(run(&condition, &page).ranked);
            }
            assert_eq!(paged, wanted, "{text} {sort:?}: page by page");
            let none = Request {
                limit: Some(0),
                ..by_story.clone()
            };
            assert_eq!(run(&condition, &none).num_hits, stories.num_hits, "{text} {sort:?}");
        }
    }
    assert!(
        across > 50,
        "only {across} reprints stand in another segment than their story"
    );
}

/// The stories of the articles, by their ids.
fn stories(folder: &Path) -> BTreeMap<String, u64> {
    let index = Index::open(&folder.join("index")).expect("the index opens");
    let snapshot = index.snapshot().expect("it can be read");
    let mut request = Request::new(Scope::Articles);
    request.limit = None;
    let found =
        search::run(&snapshot, &resolve(&parse("").node, Scope::Articles).0, &request).expect("it can be searched");
    let of = |ranked: &Ranked| {
        let article = search::article(&snapshot, ranked).expect("it can be read");
        (article.id, story(&snapshot, ranked))
    };
    found.ranked.iter().map(of).collect()
}

#[test]
fn a_story_outlives_its_first_article() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let arsip = folder.join("arsip");
    let sample = Archive::new(71).next().expect("it is endless");
    let other = Archive::new(72).next().expect("it is endless");
    let index = || stdout_of(folder, 0, &["index", "arsip", "--quiet"]);
    let print = |name: &str, lead: &str| {
        let body = format!("{lead}\n{}", sample.body);
        write(&arsip.join(name), &Sample { body, ..sample.clone() }.as_text());
        index();
    };
    print("a.txt", "Berita pertama.");
    print("b.txt", "Berita kedua.");
    let first = stories(folder);
    assert_eq!(first["arsip/a.txt"], first["arsip/b.txt"]);
    // Renamed.
    fs::rename(arsip.join("a.txt"), arsip.join("c.txt")).expect("it is there");
    index();
    print("d.txt", "Berita ketiga.");
    // Changed into another.
    write(&arsip.join("c.txt"), &other.as_text());
    index();
    print("e.txt", "Berita keempat.");
    // Removed, as are all but the last.
    for name in ["b.txt", "d.txt"] {
        fs::remove_file(arsip.join(name)).expect("it is there");
    }
    index();
    print("f.txt", "Berita kelima.");
    let last = stories(folder);
    for name in ["arsip/e.txt", "arsip/f.txt"] {
        assert_eq!(last[name], first["arsip/a.txt"], "{name}");
    }
    assert_ne!(last["arsip/c.txt"], first["arsip/a.txt"]);
}
