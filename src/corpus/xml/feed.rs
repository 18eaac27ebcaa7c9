//! RSS of all versions and Atom (RFC 4287). An item's whole text stands before its teaser; the outlet is the feed, or in a planet of
//! many feeds the one that the item came from.

use std::io::BufRead;

use super::blocks::{is_unseen, text};
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::corpus::blocks::{one_spaced, text_of_html};
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| matches!(e.name.as_str(), "item" | "entry") || matches!(e.local(), "entry" | "deleted-entry"),
        &mut |above, item| {
            // RFC 6721.
            if item.local() == "deleted-entry" {
                return out.withdrawn(item.attribute("ref").map(str::to_owned));
            }
            let article = if item.local() == "entry" {
                entry(above, &item)
            } else {
                rss_item(above, &item)
            };
            out.article(article)
        },
    )
}

/// The article of an RSS item; `above` has its channel.
pub fn rss_item(above: &[Element], item: &Element) -> RawArticle {
    // In RSS 1.0 the channel stands beside its items.
    let channel = above
        .iter()
        .find(|element| element.local() == "channel")
        .or_else(|| above.first().and_then(|root| root.child("channel")));
    let of_item = |name: &str| item.elements().find(|e| e.name == name).and_then(Element::some_text);
    let of_channel = |name: &str| {
        channel?
            .elements()
            .find(|e| e.name == name)
            .and_then(Element::some_text)
    };
    let body = ["content:encoded", "body", "content", "description", "summary"];
    let body = body.iter().find_map(|name| {
        let element = item.elements().find(|e| e.name == *name)?;
        Some(text_of_html(&element.raw_text())).filter(|text| !text.is_empty())
    });
    let mut authors: Vec<String> = item.all("dc:creator").filter_map(|e| person(&e.text())).collect();
    if authors.is_empty() {
        authors = ["author", "itunes:author", "atom:author"]
            .iter()
            .filter_map(|name| person(&of_item(name)?))
            .collect();
    }
    RawArticle {
        id: of_item("guid").or_else(|| item.attribute("about").map(str::to_owned)),
        title: of_item("title").map(|title| plain(&title)),
        text: body.unwrap_or_default(),
        published: [
            "pubDate",
            "dc:date",
            "published",
            "dcterms:created",
            "updated",
            "atom:updated",
        ]
        .iter()
        .find_map(|name| of_item(name)),
        source: of_item("source")
            .or_else(|| of_channel("title"))
            .map(|title| plain(&title)),
        url: of_item("link").or_else(|| permalink(item)),
        authors,
        section: of_item("category").or_else(|| of_item("dc:subject")),
        language: of_item("dc:language")
            .or_else(|| of_channel("language"))
            .or_else(|| of_channel("dc:language")),
        ..RawArticle::default()
    }
}

/// A `guid` that is an address.
fn permalink(item: &Element) -> Option<String> {
    let guid = item.child("guid")?;
    let is_address = guid.attribute("isPermaLink") != Some("false");
    guid.some_text().filter(|text| is_address && text.starts_with("http"))
}

fn entry(above: &[Element], entry: &Element) -> RawArticle {
    let feed = above.iter().find(|element| element.local() == "feed");
    let of = |element: Option<&Element>, name: &str| {
        element?
            .elements()
            .find(|e| e.name == name || e.local() == name && !e.name.starts_with("media:"))
            .and_then(Element::some_text)
    };
    let names = |element: Option<&Element>| -> Vec<String> {
        let authors = element.into_iter().flat_map(|e| e.all("author"));
        authors
            .filter_map(|author| of(Some(author), "name").and_then(|name| person(&name)))
            .collect()
    };
    let mut authors = names(Some(entry));
    if authors.is_empty() {
        authors = names(entry.child("source"));
    }
    if authors.is_empty() {
        authors = names(feed);
    }
    let body = ["content", "summary"].iter().find_map(|name| {
        let element = entry
            .elements()
            .find(|e| e.name == *name || e.local() == *name && !e.name.starts_with("media:"))?;
        Some(text_of(element)).filter(|text| !text.is_empty())
    });
    let links: Vec<&Element> = entry.all("link").collect();
    let link = links
        .iter()
        .find(|link| matches!(link.attribute("rel"), None | Some("alternate")))
        .or(links.first());
    RawArticle {
        id: of(Some(entry), "id"),
        title: entry
            .child("title")
            .map(text_of)
            .filter(|title| !title.is_empty())
            .map(|title| title.replace('\n', " ")),
        text: body.unwrap_or_default(),
        published: ["published", "issued", "created", "updated", "modified"]
            .iter()
            .find_map(|name| of(Some(entry), name)),
        source: of(entry.child("source"), "title")
            .or_else(|| of(feed, "title"))
            .map(|title| plain(&title)),
        url: link.and_then(|link| link.attribute("href")).map(str::to_owned),
        authors,
        section: entry
            .child("category")
            .and_then(|c| c.attribute("label").or(c.attribute("term")))
            .map(str::to_owned),
        language: entry
            .attribute("lang")
            .or_else(|| feed?.attribute("lang"))
            .map(str::to_owned),
        ..RawArticle::default()
    }
}

/// A text construct of Atom, which says how it is written.
fn text_of(element: &Element) -> String {
    let kind = element.attribute("type").unwrap_or("text");
    if kind.contains("xhtml") || element.child("div").is_some() {
        text(element, &is_unseen)
    } else if kind.contains("html") || element.attribute("mode") == Some("escaped") {
        text_of_html(&element.raw_text())
    } else {
        let raw = element.raw_text();
        raw.lines()
            .map(one_spaced)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// A line without the markup that some feeds write out in it.
pub fn plain(text: &str) -> String {
    if text.contains('<') && text.contains('>') || text.contains("&") && text.contains(';') {
        return text_of_html(text).replace('\n', " ");
    }
    text.to_owned()
}

/// The name of `redaksi@kabar.id (Ratri Wulan)` and `Ratri Wulan <redaksi@kabar.id>`; an address alone is nobody.
pub fn person(text: &str) -> Option<String> {
    let text = text.trim();
    let name = match (text.contains('@'), text.split_once('('), text.split_once('<')) {
        (true, Some((_, name)), _) => name.trim_end_matches(')'),
        (true, _, Some((name, _))) => name,
        (true, ..) => "",
        _ => text,
    };
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_no_name() {
        assert_eq!(person("redaksi@kabar.id (Ratri Wulan)").as_deref(), Some("Ratri Wulan"));
        assert_eq!(person("\"Ratri W.\" <ratri@kabar.id>").as_deref(), Some("Ratri W."));
        assert_eq!(person("ratri@kabar.id"), None);
        assert_eq!(person("Ratri Wulan"), Some("Ratri Wulan".to_owned()));
    }
}
