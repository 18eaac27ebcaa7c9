//! `warta export`: what other programs are handed is what searches find.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde_json::Value;

use crate::commands::{check, sample_archive};
use crate::program::stdout_of;

fn found(args: &[&str]) -> Vec<Value> {
    let all = [args, &["--limit", "all", "--format", "ndjson"]].concat();
    let text = stdout_of(sample_archive(), 0, &all);
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

#[test]
fn a_database_has_what_searches_find() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("archive.db");
    let name = file.to_str().expect("UTF-8");
    stdout_of(sample_archive(), 0, &["export", "--to", "sqlite", "-o", name]);
    let database = Connection::open(&file).expect("a database");
    let number = |sql: &str| -> usize { database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql) as usize };
    assert_eq!(number("SELECT count(*) FROM articles"), found(&["search"]).len());
    let quotes = found(&["quotes"]);
    assert_eq!(number("SELECT count(*) FROM quotes"), quotes.len());
    // A person is one under every name, as searches have it.
    let persons: BTreeSet<&str> = quotes.iter().filter_map(|quote| quote["speaker"].as_str()).collect();
    let sql = "SELECT DISTINCT p.name FROM quotes q JOIN persons p ON p.key = q.person";
    let mut query = database.prepare(sql).expect(sql);
    let names = query.query_map([], |row| row.get::<_, String>(0)).expect(sql);
    let names: BTreeSet<String> = names.collect::<Result<_, _>>().expect(sql);
    assert_eq!(names, persons.into_iter().map(str::to_owned).collect());
    let sql = "SELECT count(*) FROM article_countries WHERE country = 'UA'";
    assert_eq!(number(sql), found(&["search", "--country", "Ukraina"]).len());
    assert_eq!(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert!(number("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'gempa'") > 0);
    let left: Vec<_> = std::fs::read_dir(dir.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing is left beside it");
}

#[test]
fn a_part_of_an_archive_is_exported_by_a_query() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("gempa.db");
    let name = file.to_str().expect("UTF-8");
    stdout_of(sample_archive(), 0, &["export", "--to", "sqlite", "-o", name, "gempa"]);
    let database = Connection::open(&file).expect("a database");
    let articles: i64 = database
        .query_row("SELECT count(*) FROM articles", [], |row| row.get(0))
        .expect("a number");
    assert_eq!(articles as usize, found(&["search", "gempa"]).len());
}

#[test]
fn entities_hang_together() {
    let text = stdout_of(sample_archive(), 0, &["export", "--to", "ftm"]);
    let entities: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let ids = |schema: &str| -> BTreeSet<&str> {
        let of = entities.iter().filter(|entity| entity["schema"] == schema);
        of.map(|entity| entity["id"].as_str().expect("an id")).collect()
    };
    let (articles, persons) = (ids("Article"), ids("Person"));
    assert_eq!(articles.len(), found(&["search"]).len());
    let mentions: Vec<&Value> = entities.iter().filter(|entity| entity["schema"] == "Mention").collect();
    assert!(mentions.len() > 50);
    for mention in mentions {
        let of = |name: &str| mention["properties"][name][0].as_str().expect("a value");
        assert!(articles.contains(of("document")) && persons.contains(of("resolved")));
    }
}

#[test]
fn what_cannot_be_exported_is_said() {
    check("export_without_file", sample_archive(), &["export", "--to", "sqlite"]);
    check(
        "export_of_nothing",
        sample_archive(),
        &["export", "--to", "ftm", "xyzzyx"],
    );
    check("export_ftm", sample_archive(), &["export", "--to", "ftm", "id:d-70012"]);
}
