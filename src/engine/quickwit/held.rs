//! What an archive on a server holds, counted.

use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::counted::Counting;
use crate::error::Result;
use crate::index::document::day_of;
use crate::index::names::SEPARATOR;
use crate::index::stats::Stats;
use crate::people::Register;

/// Counts all. `articles` counts all articles, and so does `statements`.
///
/// # Errors
/// Those of the server, and where an answer cannot be understood.
pub fn held(articles: Counting, statements: Counting, people: &Register) -> Result<Stats> {
    let searched = articles.searched;
    let strange = || searched.client.strange();
    let count = |of: Counting| searched.count(of.scope, of.query, of.until);
    let number = count(articles)?;
    let dated = json!({"bool": {"must": [articles.query, {"exists": {"field": "day"}}]}});
    let dated = Counting {
        query: &dated,
        ..articles
    };
    let mut names: FxHashSet<String> = FxHashSet::default();
    for bucket in articles.buckets("named", &Value::Null)? {
        let value = bucket.value.as_str().ok_or_else(strange)?;
        let (_, written) = value.split_once(SEPARATOR).ok_or_else(strange)?;
        names.insert(written.to_owned());
    }
    // Names that are nobody's are in no column.
    names.extend(people.none().into_iter().flat_map(|form| form.written));
    // Days since 1970 are exact as the server answers them.
    let day = |kind: &str| Ok(articles.number(kind, "day")?.and_then(|day| day_of(day as i64)));
    Ok(Stats {
        articles: number,
        quotes: count(statements)?,
        sources: articles.buckets("source", &Value::Null)?.len() as u64,
        names: names.len() as u64,
        reprints: number.saturating_sub(articles.buckets("story", &Value::Null)?.len() as u64),
        first_day: day("min")?,
        last_day: day("max")?,
        undated: number.saturating_sub(count(dated)?),
        index: None,
    })
}
