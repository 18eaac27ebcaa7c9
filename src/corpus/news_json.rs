//! Objects of JSON in the forms of news: ninjs 1 to 3 of the IPTC, JSON Feed, the articles of Fundus and of news-please.
//!
//! They are told by the names of their fields, and read before the general reader of JSON, which would take the first list in them for
//! articles.

use serde_json::{Map, Value};

use super::blocks::{Block, of_text, one_spaced, text_of_html};
use super::dump::gather::Gather;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::{Place, Source};
use super::{decode, exports, json};
use crate::article::RawArticle;
use crate::error::Result;

type Object = Map<String, Value>;

/// A form of news in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Ninjs,
    JsonFeed,
    Fundus,
    NewsPlease,
}

/// Whether a file of JSON begins with one of these; the object is looked at again when it is read.
pub fn look(head: &Head) -> Fit {
    if !head.starts_with("{") && !head.starts_with("[") {
        return Fit::No;
    }
    let any = |names: &[&str]| names.iter().any(|name| head.has(name));
    let ninjs = head.has("\"uri\"")
        && any(&[
            "\"versioncreated\"",
            "\"versionCreated\"",
            "\"pubstatus\"",
            "\"pubStatus\"",
            "\"bodies\"",
            "\"headlines\"",
            "\"body_text\"",
            "\"body_xhtml\"",
            "\"body_html\"",
            "\"body_plain\"",
        ]);
    let fundus = head.has("\"sections\"") && head.has("\"paragraphs\"");
    let news_please = head.has("\"maintext\"") && head.has("\"date_publish\"");
    // Lines of objects have a reader of their own, which knows these forms line by line.
    let lines = head
        .text
        .lines()
        .filter(|line| line.starts_with('{') && line.trim_end().ends_with('}'))
        .nth(1)
        .is_some();
    Fit::certain(!lines && (ninjs || fundus || news_please || head.has("jsonfeed.org/version")))
}

fn form_of(object: &Object) -> Option<Form> {
    let has = |names: &[&str]| names.iter().any(|name| object.contains_key(*name));
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("version").contains("jsonfeed.org/version") {
        return Some(Form::JsonFeed);
    }
    if object
        .get("body")
        .and_then(Value::as_object)
        .is_some_and(|body| body.contains_key("sections") || body.contains_key("summary"))
    {
        return Some(Form::Fundus);
    }
    if has(&["maintext"]) && has(&["date_publish", "source_domain"]) {
        return Some(Form::NewsPlease);
    }
    let dated = has(&[
        "versioncreated",
        "versionCreated",
        "firstcreated",
        "firstCreated",
        "pubstatus",
        "pubStatus",
    ]);
    let said = has(&[
        "headline",
        "headlines",
        "body_text",
        "body_html",
        "body_xhtml",
        "body_plain",
        "bodies",
        "type",
    ]);
    (has(&["uri"]) && dated && said).then_some(Form::Ninjs)
}

/// Reads a file of one object, or of a list of them. What turns out to be of another form goes to the general reader.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.bytes(source.longest().saturating_mul(8))?;
    let place = source.place();
    let text = decode::decode(&bytes);
    let value: Value = serde_json::from_str(&text).map_err(|e| json::error(&place, &e))?;
    let objects = match value {
        Value::Array(values) => values,
        other => vec![other],
    };
    let single = objects.len() == 1;
    let mut gather = Gather::new(&place, &options.map, false);
    for (i, value) in objects.into_iter().enumerate() {
        let member = (!single).then(|| (i + 1).to_string());
        let Value::Object(object) = value else {
            continue;
        };
        if form_of(&object) == Some(Form::JsonFeed) {
            return feed(&place, &object, sink);
        }
        let flow = match article(&object) {
            Some(Item::Article(article)) => sink(Finding::Article(Box::new(place.own(*article, member)))),
            Some(Item::Other(kind)) => sink(Finding::Left(kind)),
            None => {
                let at = member.as_ref().map_or_else(String::new, |member| format!(":{member}"));
                match json::row(&mut gather, Value::Object(object), member, at) {
                    Ok(row) => gather.push(row, sink)?,
                    Err(cause) => sink(Finding::Rejected(place.error(cause))),
                }
            }
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    let _ = gather.finish(sink)?;
    Ok(())
}

/// What an object is.
pub enum Item {
    Article(Box<RawArticle>),
    /// No article, by its kind.
    Other(&'static str),
}

/// The article of an object of a form that is known here; `None` for others.
pub fn article(object: &Object) -> Option<Item> {
    let article = match form_of(object)? {
        Form::Ninjs => return Some(ninjs(object)),
        Form::Fundus => fundus(object),
        Form::NewsPlease => news_please(object),
        Form::JsonFeed => return None,
    };
    Some(match article.text.trim().is_empty() {
        true => Item::Other("item without text"),
        false => Item::Article(Box::new(article)),
    })
}

fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => one_spaced(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The first of several names that has a value.
fn first(object: &Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| string(object.get(*name)))
}

/// The names in a list of texts or of objects with a name.
fn names(value: Option<&Value>) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::Object(object) => first(object, &["name", "literal", "value", "title"]),
        other => string(Some(other)),
    };
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(name).collect(),
        Some(value) => name(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn ninjs(object: &Object) -> Item {
    let id = first(object, &["uri", "guid", "altid"]);
    let status = first(object, &["pubstatus", "pubStatus"]).unwrap_or_default();
    if matches!(
        status.rsplit(':').next(),
        Some("canceled" | "cancelled" | "withheld" | "killed")
    ) {
        return Item::Article(Box::new(RawArticle {
            id,
            withdrawn: true,
            ..RawArticle::default()
        }));
    }
    match first(object, &["type"]).as_deref() {
        Some("picture" | "graphic" | "photo") => return Item::Other("picture"),
        Some("video") => return Item::Other("video"),
        Some("audio") => return Item::Other("recording"),
        Some("event" | "planning") => return Item::Other("plan of coverage"),
        _ => {}
    }
    let text = bodies(object);
    if text.trim().is_empty() {
        return Item::Other("item without text");
    }
    let sources = names(
        object
            .get("infosources")
            .or(object.get("infoSources"))
            .or(object.get("infosource")),
    );
    Item::Article(Box::new(RawArticle {
        id,
        title: first(object, &["headline", "title"]).or_else(|| valued(object.get("headlines"))),
        text,
        published: first(
            object,
            &[
                "versioncreated",
                "versionCreated",
                "contentcreated",
                "contentCreated",
                "firstcreated",
                "firstCreated",
                "published",
            ],
        ),
        source: first(object, &["copyrightholder", "copyrightHolder", "provider", "source"])
            .or_else(|| names(object.get("provider")).into_iter().next())
            .or_else(|| names(object.get("rightsinfo")).into_iter().next())
            .or_else(|| sources.into_iter().next()),
        url: first(object, &["url", "link", "canonicalurl"])
            .or_else(|| first(object, &["uri"]).filter(|uri| uri.starts_with("http"))),
        authors: first(object, &["byline", "by"])
            .map(|by| exports::author(&by).into_iter().collect())
            .unwrap_or_else(|| {
                let lines = names(object.get("bylines"));
                if lines.is_empty() {
                    names(object.get("authors"))
                } else {
                    lines
                }
            }),
        section: names(object.get("service")).into_iter().next(),
        language: first(object, &["language"]),
        persons: names(object.get("person").or(object.get("people"))),
        places: names(object.get("place").or(object.get("places"))),
        ..RawArticle::default()
    }))
}

/// The text, which is there once, or in several forms that repeat each other.
fn bodies(object: &Object) -> String {
    let mut plain = first_raw(object, &["body_text", "body_plain"]);
    let mut html = first_raw(object, &["body_xhtml", "body_html"]);
    for body in object
        .get("bodies")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
    {
        let kind = first(body, &["contenttype", "contentType"]).unwrap_or_default();
        let Some(value) = first_raw(body, &["value"]) else {
            continue;
        };
        // Captions and teasers have roles of their own.
        let role = first(body, &["role"]).unwrap_or_default();
        if role.contains("caption") || role.contains("summary") {
            continue;
        }
        let slot = if kind.contains("html") || value.contains("</p>") {
            &mut html
        } else {
            &mut plain
        };
        slot.get_or_insert(value);
    }
    // Other keys of version 1: `body_xml`, `body_nitf`.
    let other = object
        .iter()
        .find(|(name, _)| name.starts_with("body_"))
        .and_then(|(_, value)| value.as_str());
    match (html, plain, other) {
        (Some(html), ..) => text_of_html(&html),
        (None, Some(plain), _) => lines_of(&plain),
        (None, None, Some(other)) => text_of_html(other),
        _ => String::new(),
    }
}

fn first_raw(object: &Object, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| object.get(*name)?.as_str())
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

/// Plain text, a paragraph a line; an empty line parts paragraphs, where there is one.
fn lines_of(text: &str) -> String {
    let blocks = of_text(text);
    let broken = blocks.len() > 1 && text.lines().count() > blocks.len() * 2;
    match broken {
        true => blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n"),
        false => blocks
            .iter()
            .flat_map(|block| block.lines.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// `[{"role": "main", "value": "..."}]`: the main one, or the first.
fn valued(list: Option<&Value>) -> Option<String> {
    let list: Vec<&Object> = list?.as_array()?.iter().filter_map(Value::as_object).collect();
    let main = list
        .iter()
        .find(|item| first(item, &["role"]).is_some_and(|role| role.contains("main")));
    first(main.or(list.first())?, &["value"])
}

/// Fundus: <https://github.com/flairNLP/fundus>. The text stands in sections with their own headings.
fn fundus(object: &Object) -> RawArticle {
    let mut lines: Vec<String> = Vec::new();
    let body = object.get("body").and_then(Value::as_object);
    let mut add = |value: Option<&Value>| lines.extend(names(value));
    add(body.and_then(|body| body.get("summary")));
    for section in body
        .and_then(|body| body.get("sections"))
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        add(section.get("headline"));
        add(section.get("paragraphs"));
    }
    RawArticle {
        title: first(object, &["title"]),
        text: lines.join("\n"),
        published: first(object, &["publishing_date"]),
        source: first(object, &["publisher"]),
        url: first(object, &["url", "requested_url"]).or_else(|| {
            object
                .get("html")
                .and_then(Value::as_object)
                .and_then(|html| first(html, &["responded_url", "requested_url"]))
        }),
        authors: names(object.get("authors")),
        section: names(object.get("topics")).into_iter().next(),
        language: first(object, &["lang", "language"]),
        ..RawArticle::default()
    }
}

/// news-please: <https://github.com/fhamborg/news-please>.
fn news_please(object: &Object) -> RawArticle {
    RawArticle {
        title: first(object, &["title", "title_page"]),
        text: first_raw(object, &["maintext"])
            .map(|text| lines_of(&text))
            .unwrap_or_default(),
        published: first(object, &["date_publish"]),
        source: first(object, &["source_domain"]),
        url: first(object, &["url"]),
        authors: names(object.get("authors")),
        language: first(object, &["language"]),
        ..RawArticle::default()
    }
}

/// JSON Feed: <https://www.jsonfeed.org/version/1.1/>.
fn feed(place: &Place, feed: &Object, sink: &mut Sink) -> Result<()> {
    let title = first(feed, &["title"]).map(|title| super::xml::plain(&title));
    let of_feed = authors_of(feed);
    for item in feed
        .get("items")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
    {
        let html = first_raw(item, &["content_html"])
            .map(|html| text_of_html(&html))
            .filter(|text| !text.is_empty());
        let text = html
            .or_else(|| first_raw(item, &["content_text", "summary"]).map(|text| lines_of(&text)))
            .unwrap_or_default();
        if text.is_empty() {
            if sink(Finding::Left("item without text")).is_break() {
                break;
            }
            continue;
        }
        let mut authors = authors_of(item);
        if authors.is_empty() {
            authors = of_feed.clone();
        }
        let url = first(item, &["url", "external_url"]);
        let article = RawArticle {
            id: first(item, &["id"]).or_else(|| url.clone()),
            title: first(item, &["title"]),
            text,
            published: first(item, &["date_published", "date_modified"]),
            source: title.clone(),
            url,
            authors,
            section: names(item.get("tags")).into_iter().next(),
            language: first(item, &["language"]).or_else(|| first(feed, &["language"])),
            ..RawArticle::default()
        };
        if sink(Finding::Article(Box::new(place.own(article, None)))).is_break() {
            break;
        }
    }
    Ok(())
}

/// Version 1.1 has a list, version 1 one author.
fn authors_of(object: &Object) -> Vec<String> {
    let list = names(object.get("authors"));
    if list.is_empty() {
        names(object.get("author"))
    } else {
        list
    }
}
