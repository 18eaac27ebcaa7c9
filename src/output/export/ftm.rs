//! Entities of [FollowTheMoney](https://followthemoney.tech), a line each, as Aleph and OpenAleph load them: articles, persons who
//! speak in them, and mentions of persons by name.
//!
//! Statements, countries with their weight and amounts have no schema there and are left out.

use std::io::{self, Write};

use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::Exported;
use crate::article::Published;
use crate::extract::meta;

/// Writes the entities of an article. A person has the same id in every article: whoever loads them merges them.
///
/// # Errors
/// Where something cannot be written.
pub fn write(out: &mut dyn Write, exported: &Exported) -> io::Result<()> {
    let article = &exported.article;
    let member = article.member.as_deref().unwrap_or_default();
    let document = id(&["article", &article.id, &article.path, member]);
    let persons: Vec<&str> = exported.persons.iter().flatten().map(String::as_str).collect();
    let mut properties = Properties::default();
    properties.add("title", Some(article.title.as_str()));
    properties.add("bodyText", Some(article.body.as_str()));
    properties.add("publishedAt", article.published.as_ref().map(in_utc).as_deref());
    properties.add("publisher", article.source.as_deref());
    properties.add("language", meta::iso_639_3(article.language));
    properties.add(
        "sourceUrl",
        article.url.as_deref().filter(|url| url.starts_with("http")),
    );
    properties.add(
        "fileName",
        Some(article.path.rsplit('/').next().unwrap_or(&article.path)),
    );
    article
        .authors
        .iter()
        .for_each(|author| properties.add("author", Some(author)));
    let about = article.countries.iter().filter(|country| country.about);
    about.for_each(|country| properties.add("country", Some(&country.code.as_str().to_lowercase())));
    persons
        .iter()
        .for_each(|person| properties.add("peopleMentioned", Some(person)));
    entity(out, &document, "Article", properties)?;

    for (at, (speaker, person)) in article.speakers.iter().zip(&exported.persons).enumerate() {
        let Some(person) = person else { continue };
        let key = id(&["person", person]);
        let mut properties = Properties::default();
        properties.add("name", Some(person));
        if speaker.name != *person {
            properties.add("alias", Some(&speaker.name));
        }
        speaker
            .roles
            .iter()
            .for_each(|role| properties.add("position", Some(role)));
        properties.add("proof", Some(&document));
        entity(out, &key, "Person", properties)?;

        let mut properties = Properties::default();
        properties.add("document", Some(&document));
        properties.add("name", Some(&speaker.name));
        properties.add("resolved", Some(&key));
        properties.add("detectedSchema", Some("Person"));
        entity(
            out,
            &id(&["mention", &document, &at.to_string()]),
            "Mention",
            properties,
        )?;
    }
    Ok(())
}

/// The values of each property, each once, in the order in which they came.
#[derive(Default)]
struct Properties {
    values: Map<String, Value>,
    known: FxHashSet<(&'static str, String)>,
}

impl Properties {
    /// One more value of a property; an empty one is none, and no value stands twice.
    fn add(&mut self, name: &'static str, value: Option<&str>) {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else {
            return;
        };
        if self.known.insert((name, value.to_owned()))
            && let Value::Array(values) = self.values.entry(name).or_insert_with(|| json!([]))
        {
            values.push(json!(value));
        }
    }
}

fn entity(out: &mut dyn Write, id: &str, schema: &str, properties: Properties) -> io::Result<()> {
    serde_json::to_writer(
        &mut *out,
        &json!({"id": id, "schema": schema, "properties": properties.values}),
    )?;
    out.write_all(b"\n")
}

/// A day, or a moment in UTC without an offset, which is how dates are compared there.
fn in_utc(published: &Published) -> String {
    match published {
        Published::Day(day) => day.to_string(),
        Published::Moment(at, _) => at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

/// An id that is the same wherever its parts are.
fn id(parts: &[&str]) -> String {
    format!("warta-{:032x}", xxh3_128(parts.join("\u{1f}").as_bytes()))
}
