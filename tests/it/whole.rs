//! What an index holds, read back document by document, and what it should hold by reading the folder from scratch.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use warta::article::Article;
use warta::index::Index;
use warta::{corpus, extract, output};

/// For each file with bookkeeping, the records of its articles in their order.
pub type Records = BTreeMap<String, Vec<String>>;

fn record(article: &Article) -> String {
    let mut line = Vec::new();
    output::record::write_ndjson(&mut line, article).expect("memory takes all");
    String::from_utf8(line).expect("a record is UTF-8")
}

/// Reads the whole index. Fails where an article stands apart from its quotes, or a file is not whole.
pub fn of_index(dir: &Path) -> Records {
    let index = Index::open(dir).expect("the index opens");
    let snapshot = index.snapshot().expect("the index can be read");
    let mut records: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for (segment_at, segment) in snapshot.searcher.segment_readers().iter().enumerate() {
        let ordinal = segment.fast_fields().u64("ordinal").expect("a column");
        let file = segment.fast_fields().u64("file").expect("a column");
        let mut quotes_due = 0;
        for doc in segment.doc_ids_alive() {
            let Some(place) = ordinal.first(doc) else {
                assert_eq!(quotes_due, 0, "the quotes of an article are missing");
                continue;
            };
            if place > 0 {
                let article = doc - place as u32;
                assert_eq!(ordinal.first(article), Some(0), "a quote stands behind its article");
                assert_eq!(file.first(article), file.first(doc), "a quote stands with its article");
                quotes_due -= 1;
                continue;
            }
            assert_eq!(quotes_due, 0, "the quotes of an article are missing");
            let article = snapshot
                .article(tantivy::DocAddress::new(segment_at as u32, doc))
                .expect("an article is readable");
            quotes_due = article.quotes.len();
            let key = file.first(doc).expect("every document has its file");
            records.entry(key).or_default().push(record(&article));
        }
        assert_eq!(quotes_due, 0, "the quotes of an article are missing");
    }
    let mut by_path = Records::new();
    for entry in snapshot.ledger().expect("the ledger is readable") {
        let articles = records
            .remove(&warta::index::ledger::key(&entry.path))
            .unwrap_or_default();
        assert_eq!(articles.len() as u64, entry.articles, "{} is in whole", entry.path);
        by_path.insert(entry.path, sorted(articles));
    }
    assert!(
        records.is_empty(),
        "every article belongs to a file that the index knows"
    );
    by_path
}

/// Reads a folder from scratch, without an index.
pub fn of_folder(root: &Path, label: &str) -> Records {
    let mut records = Records::new();
    for found in corpus::walk(root, label, corpus::WalkOptions::default()) {
        let corpus::Walk::File(file) = found else {
            continue;
        };
        let mut articles = Vec::new();
        let _ = corpus::read(&file, &corpus::ReadOptions::default(), &mut |found| {
            if let corpus::Finding::Article(raw) = found {
                articles.push(record(&extract::extract(*raw).article));
            }
            ControlFlow::Continue(())
        });
        records.insert(file.path, sorted(articles));
    }
    records
}

/// Segments have no order among themselves, so neither have the articles of a file.
fn sorted(mut articles: Vec<String>) -> Vec<String> {
    articles.sort();
    articles
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
