//! How much of an archive on a server is each person's.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::counted::Counting;
use crate::engine::PersonCount;
use crate::error::Result;
use crate::index::names::SEPARATOR;
use crate::people::{Register, Who, key};
use crate::query::Scope;

/// Counts all persons that `wanted` says, in no order. `articles` counts all articles, and so does `statements`.
///
/// # Errors
/// Those of the server, and where an answer cannot be understood.
pub fn persons(
    articles: Counting,
    statements: Counting,
    people: &Register,
    wanted: &dyn Fn(&str, Who) -> bool,
) -> Result<Vec<PersonCount>> {
    debug_assert_eq!((articles.scope, statements.scope), (Scope::Articles, Scope::Statements));
    let strange = || articles.searched.client.strange();
    let mut all: FxHashMap<String, PersonCount> = FxHashMap::default();
    for bucket in articles.buckets("named", &Value::Null)? {
        let value = bucket.value.as_str().ok_or_else(strange)?;
        let (person, written) = value.split_once(SEPARATOR).ok_or_else(strange)?;
        let who = people.who(written);
        if !wanted(written, who) {
            continue;
        }
        let count = all.entry(person.to_owned()).or_insert_with(|| PersonCount {
            person: match who {
                Who::Person(person) => Some(person),
                _ => None,
            },
            name: match who {
                Who::Person(person) => people.name(person).to_owned(),
                _ => written.to_owned(),
            },
            ..PersonCount::default()
        });
        *count.by_name.entry(key(written)).or_default() += bucket.count;
    }
    let days = json!({"first": {"min": {"field": "day"}}, "last": {"max": {"field": "day"}}});
    for bucket in articles.buckets("person", &days)? {
        let Some(count) = all.get_mut(bucket.value.as_str().ok_or_else(strange)?) else {
            continue;
        };
        count.articles = bucket.count;
        let day = |at: &str| bucket.whole.pointer(at).and_then(Value::as_f64).map(|day| day as i64);
        count.days = day("/first/value").zip(day("/last/value"));
    }
    for bucket in statements.buckets("person", &Value::Null)? {
        if let Some(count) = all.get_mut(bucket.value.as_str().ok_or_else(strange)?) {
            count.quotes = bucket.count;
        }
    }
    Ok(all.into_values().filter(|count| count.articles > 0).collect())
}
