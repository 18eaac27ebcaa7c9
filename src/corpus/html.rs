//! A saved page of an outlet: its metadata, and the article's text by a main-content library.
//!
//! Metadata is read where it is surest first: JSON-LD of the article, then OpenGraph and other meta tags, then the page.

use dom_query::Document;
use serde_json::{Map, Value};

use super::decode;
use crate::article::RawArticle;

/// The article of a page; `None` where the page holds none.
pub fn article(path: &str, bytes: &[u8]) -> Option<RawArticle> {
    let html = text_of_page(bytes);
    let page = Document::from(html.as_str());
    let linked = linked_article(&page);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta_tag(&page, name));
    let linked_text = |names: &[&str]| {
        let linked = linked.as_ref()?;
        names
            .iter()
            .find_map(|name| texts(linked.get(*name)?).into_iter().next())
    };
    let text = body(&html)?;
    let title = linked_text(&["headline"])
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "parsely-title"]))
        .or_else(|| heading(&page))
        .or_else(|| select_text(&page, "title"));
    let published = linked_text(&["datePublished", "dateCreated"])
        .or_else(|| {
            meta(&[
                "article:published_time",
                "datepublished",
                "parsely-pub-date",
                "dc.date.issued",
                "dc.date",
                "publishdate",
                "publish-date",
                "pubdate",
                "date",
            ])
        })
        .or_else(|| attribute(&page, "time[datetime]", "datetime"));
    let mut authors = linked
        .as_ref()
        .and_then(|l| l.get("author"))
        .map(texts)
        .unwrap_or_default();
    if authors.is_empty() {
        authors = meta(&["author", "article:author", "parsely-author", "dc.creator"])
            .filter(|author| !author.starts_with("http"))
            .into_iter()
            .collect();
    }
    Some(RawArticle {
        path: path.to_owned(),
        title: title.map(one_line),
        text,
        published,
        source: meta(&["og:site_name", "application-name"]).or_else(|| linked_text(&["publisher"])),
        url: attribute(&page, "link[rel=canonical]", "href")
            .or_else(|| meta(&["og:url"]))
            .or_else(|| linked_text(&["url"])),
        authors: authors.into_iter().map(one_line).collect(),
        section: linked_text(&["articleSection"]).or_else(|| meta(&["article:section"])),
        language: linked_text(&["inLanguage"]).or_else(|| attribute(&page, "html[lang]", "lang")),
        ..RawArticle::default()
    })
}

/// The page as text: in the encoding that it declares, if it is not UTF-8.
fn text_of_page(bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_ok() {
        return decode::decode(bytes);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let declared = head.split("charset=").nth(1).and_then(|rest| {
        let label = rest.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
        encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
    });
    match declared {
        Some(encoding) if encoding != encoding_rs::UTF_8 => decode::clean(encoding.decode(bytes).0),
        _ => decode::decode(bytes),
    }
}

fn body(html: &str) -> Option<String> {
    let extracted = rs_trafilatura::extract(html).ok()?;
    let text = decode::clean(extracted.content_text.into());
    (!text.trim().is_empty()).then_some(text)
}

/// The JSON-LD object of the article: of a type of article, wherever it stands.
fn linked_article(page: &Document) -> Option<Map<String, Value>> {
    let mut found = None;
    for script in page.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        let Ok(value) = serde_json::from_str::<Value>(text.trim()) else {
            continue;
        };
        find_article(value, &mut found);
    }
    found
}

fn find_article(value: Value, found: &mut Option<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| find_article(v, found)),
        Value::Object(mut object) => {
            let is_article = object.get("@type").is_some_and(|kind| {
                texts(kind)
                    .iter()
                    .any(|kind| kind.ends_with("Article") || matches!(kind.as_str(), "BlogPosting" | "Report"))
            });
            if is_article && found.is_none() {
                *found = Some(object);
            } else if let Some(graph) = object.remove("@graph").or_else(|| object.remove("mainEntity")) {
                find_article(graph, found);
            }
        }
        _ => {}
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![unescaped(text)],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(object) => object.get("name").map(texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Entities that a careless page left in its JSON-LD.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Document::from(text).select("body").text().to_string()
}

fn meta_tag(page: &Document, name: &str) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|attr| {
        let tag = page.select(&format!("meta[{attr}='{name}' i]"));
        let content = tag.attr("content")?;
        (!content.trim().is_empty()).then(|| content.trim().to_owned())
    })
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.select(selector).attr(name)?;
    (!value.trim().is_empty()).then(|| value.trim().to_owned())
}

fn select_text(page: &Document, selector: &str) -> Option<String> {
    let text = page.select_single(selector).text();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The page's one main heading.
fn heading(page: &Document) -> Option<String> {
    select_text(page, "h1")
}

fn one_line(text: String) -> String {
    let clean = decode::clean(text.into());
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
