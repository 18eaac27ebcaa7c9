//! JSON-LD: what a page says of its article to search engines (<https://schema.org/Article>).

use dom_query::Document;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::super::dump::mend::mended;
use super::select::select;

/// The JSON-LD object of a page's article, and the names of what else the page describes.
pub struct Linked {
    article: Map<String, Value>,
    /// `@id` -> name: authors and publishers are often told of elsewhere in the graph.
    names: FxHashMap<String, String>,
}

impl Linked {
    /// The article that a page's scripts describe; `None` where there is none.
    pub fn of(page: &Document) -> Option<Linked> {
        let mut article = None;
        let mut names = FxHashMap::default();
        for script in select(page, "script[type='application/ld+json']").iter() {
            for value in parse(&script.text()) {
                collect_names(&value, &mut names);
                find_article(value, &mut article);
            }
        }
        article.map(|article| Linked { article, names })
    }

    /// The first text of a property, or the name of what it points at.
    pub fn text(&self, property: &str) -> Option<String> {
        self.texts(property).into_iter().next()
    }

    /// All texts of a property.
    pub fn texts(&self, property: &str) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(value) = self.article.get(property) {
            self.gather(value, &mut out);
        }
        out
    }

    fn gather(&self, value: &Value, out: &mut Vec<String>) {
        match value {
            Value::String(text) if !text.trim().is_empty() => out.push(unescaped(text)),
            Value::Array(values) => values.iter().for_each(|value| self.gather(value, out)),
            Value::Object(object) => {
                if let Some(name) = object.get("name") {
                    self.gather(name, out);
                } else if let Some(name) = object
                    .get("@id")
                    .and_then(Value::as_str)
                    .and_then(|id| self.names.get(id))
                {
                    out.push(name.clone());
                }
            }
            _ => {}
        }
    }
}

/// The values of a script, one or several. What pages put around and into them is mended: comments, CDATA, line breaks in strings, a
/// comma before a bracket, a semicolon behind.
fn parse(script: &str) -> Vec<Value> {
    const AROUND: &[&str] = &["<![CDATA[", "]]>", "<!--", "-->", "//", "/*", "*/", ";"];
    let mut text = script.trim();
    loop {
        let before = text;
        for mark in AROUND {
            text = text.strip_prefix(mark).unwrap_or(text).trim_start();
            text = text.strip_suffix(mark).unwrap_or(text).trim_end();
        }
        if text == before {
            break;
        }
    }
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mended = mended(text.as_bytes());
    let mut values = Vec::new();
    let mut rest = serde_json::Deserializer::from_slice(&mended).into_iter::<Value>();
    // What comes before something that is no JSON is good.
    while let Some(Ok(value)) = rest.next() {
        values.push(value);
    }
    values
}

fn collect_names(value: &Value, names: &mut FxHashMap<String, String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_names(value, names)),
        Value::Object(object) => {
            if let (Some(Value::String(id)), Some(Value::String(name))) = (object.get("@id"), object.get("name")) {
                names.insert(id.clone(), unescaped(name));
            }
            object.values().for_each(|value| collect_names(value, names));
        }
        _ => {}
    }
}

fn find_article(value: Value, found: &mut Option<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| find_article(v, found)),
        Value::Object(mut object) => {
            let is_article = object.get("@type").is_some_and(is_article_type);
            if is_article && found.is_none() {
                *found = Some(object);
            } else if let Some(graph) = object.remove("@graph").or_else(|| object.remove("mainEntity")) {
                find_article(graph, found);
            }
        }
        _ => {}
    }
}

fn is_article_type(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article") || matches!(kind.as_str(), "BlogPosting" | "LiveBlogPosting" | "Report")
        }
        Value::Array(kinds) => kinds.iter().any(is_article_type),
        _ => false,
    }
}

/// Entities that a careless page left in its JSON-LD.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Document::from(text).select("body").text().to_string()
}

/// The same, line by line: a line break in a page is a blank.
pub fn unescaped_lines(text: &str) -> String {
    text.lines().map(unescaped).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(script: &str) -> Option<Linked> {
        let page = format!("<html><head><script type='application/ld+json'>{script}</script></head></html>");
        Linked::of(&Document::from(page))
    }

    #[test]
    fn authors_are_looked_up_in_the_graph() {
        let linked = linked(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"Harga &amp; Stok","author":{"@id":"#a"}},
            {"@type":"Person","@id":"#a","name":"Ratri Wulan"}]}"##,
        )
        .expect("there is an article");
        assert_eq!(linked.text("headline").as_deref(), Some("Harga & Stok"));
        assert_eq!(linked.texts("author"), ["Ratri Wulan"]);
    }

    #[test]
    fn broken_scripts_are_mended_where_it_is_plain_how() {
        let linked = linked("{\"@type\":[\"Thing\",\"ReportageNewsArticle\"],\"headline\":\"Dua\nbaris\"};");
        assert_eq!(linked.and_then(|l| l.text("headline")).as_deref(), Some("Dua\nbaris"));
        for script in [
            "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Dua\"}\n//]]>",
            "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Dua\"} -->",
            "{\"@type\":\"WebSite\"}{\"@type\":\"NewsArticle\",\"headline\":\"Dua\",}",
        ] {
            let found = super::parse(script);
            assert!(found.iter().any(|value| value["headline"] == "Dua"), "{script}");
        }
        assert!(super::parse("{\"@type\":").is_empty());
    }
}
