//! NewsML-G2 of the IPTC (<https://iptc.org/standards/newsml-g2/>): messages with items, or an item alone. Only items of class text with
//! content are articles; what was canceled or withheld is none.

use std::io::BufRead;

use super::blocks::{is_unseen, text};
use super::nitf;
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::corpus::blocks::{of_text, text_of_html};
use crate::corpus::when;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    let is_item = |e: &Element, above: &[Element]| {
        e.local().ends_with("Item") && e.attribute("guid").is_some()
            || above.is_empty() && e.local() == "contentSet"
            || e.local() == "newsItem"
    };
    units(path, reader, longest, &is_item, &mut |_, item| {
        let meta = item.child("itemMeta");
        let code = |name: &str| meta?.child(name)?.attribute("qcode").map(str::to_owned);
        if code("pubStatus").is_some_and(|status| nitf::is_withdrawn(&status)) {
            return out.withdrawn(item.attribute("guid").map(str::to_owned));
        }
        let class = code("itemClass").unwrap_or_default();
        match class.rsplit(':').next().unwrap_or_default() {
            "picture" | "graphic" | "animation" => return out.other("picture"),
            "video" => return out.other("video"),
            "audio" => return out.other("recording"),
            _ => {}
        }
        match item.local() {
            "packageItem" => return out.other("package of links"),
            "conceptItem" | "knowledgeItem" => return out.other("list of concepts"),
            "planningItem" => return out.other("plan of coverage"),
            _ => {}
        }
        out.article(article_of(&item))
    })
}

fn article_of(item: &Element) -> RawArticle {
    let meta = item.child("itemMeta");
    let content = item.child("contentMeta");
    let of = |part: Option<&Element>, name: &str| part?.child(name).and_then(Element::some_text);
    let mut article = RawArticle {
        id: item.attribute("guid").map(str::to_owned),
        title: of(content, "headline").or_else(|| of(meta, "title")),
        published: of(meta, "versionCreated")
            .or_else(|| of(content, "contentCreated"))
            .or_else(|| of(meta, "firstCreated"))
            .map(|date| when::extended(&date)),
        source: meta.and_then(|meta| meta.child("provider")).and_then(party),
        authors: content
            .into_iter()
            .flat_map(|content| content.all("by"))
            .filter_map(super::agency::author)
            .collect(),
        section: content
            .into_iter()
            .flat_map(|content| content.all("subject"))
            .find(|subject| {
                subject
                    .attribute("type")
                    .is_some_and(|kind| kind.ends_with(":category") || kind.ends_with(":department"))
            })
            .and_then(|subject| of(Some(subject), "name")),
        language: content
            .and_then(|content| content.child("language"))
            .and_then(|language| language.attribute("tag"))
            .or_else(|| item.attribute("lang"))
            .map(str::to_owned),
        ..RawArticle::default()
    };
    for subject in content.into_iter().flat_map(|content| content.all("subject")) {
        let kind = subject.attribute("type").unwrap_or_default();
        let Some(name) = of(Some(subject), "name") else {
            continue;
        };
        match kind.rsplit(':').next() {
            Some("person") => article.persons.push(name),
            Some("geoArea") => article.places.push(name),
            _ => {}
        }
    }
    if article.authors.is_empty() {
        let notes = meta.into_iter().flat_map(|meta| meta.all("edNote"));
        let lines = notes.filter(|note| note.elements().next().is_none()).map(Element::text);
        article.authors = lines.filter_map(|line| super::agency::of_note(&line)).collect();
    }
    let set = if item.local() == "contentSet" {
        Some(item)
    } else {
        item.child("contentSet")
    };
    let Some(set) = set else { return article };
    for inline in set.elements() {
        if !article.text.is_empty() {
            break;
        }
        match inline.local() {
            "inlineXML" => fill_from_markup(&mut article, inline),
            "inlineData" => article.text = text_of_data(inline),
            _ => {}
        }
    }
    article
}

fn fill_from_markup(article: &mut RawArticle, inline: &Element) {
    if let Some(nitf) = inline.child("nitf") {
        nitf::fill(article, nitf);
        return;
    }
    let body = inline.find("body").unwrap_or(inline);
    // Where one part is named as the text, the others are notes to editors and their telephone numbers.
    let mut sections = Vec::new();
    body.find_all("section", &mut sections);
    let main = sections.iter().find(|section| {
        section
            .attribute("class")
            .is_some_and(|class| class.split(' ').any(|c| c == "main"))
    });
    let root = main.copied().unwrap_or(body);
    let named = main.is_some();
    article.text = text(root, &|element| {
        let class = element.attribute("class").unwrap_or_default();
        is_unseen(element)
            || named && matches!(element.local(), "header" | "footer")
            || ["notepad", "np-nonpublic", "closingline"]
                .iter()
                .any(|note| class.split(' ').any(|c| c == *note))
    });
}

/// Text, or HTML that was written out.
fn text_of_data(inline: &Element) -> String {
    let raw = inline.raw_text();
    let kind = inline.attribute("contenttype").unwrap_or_default();
    if kind.contains("html") || raw.contains("</p>") || raw.contains("</P>") || raw.contains("<br") {
        return text_of_html(&raw);
    }
    of_text(&raw)
        .iter()
        .map(crate::corpus::blocks::Block::text)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A party by its name, or as it is written, or by its code without the scheme.
fn party(party: &Element) -> Option<String> {
    let code = |name: &str| {
        party
            .attribute(name)
            .map(|code| code.rsplit(':').next().unwrap_or(code).to_owned())
    };
    party
        .child("name")
        .and_then(Element::some_text)
        .or_else(|| party.attribute("literal").map(str::to_owned))
        .or_else(|| code("qcode"))
        .or_else(|| party.attribute("uri").map(str::to_owned))
}
