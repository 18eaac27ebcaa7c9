//! What the formats of agencies share, and the smaller ones: Reuters Corpus Volume 1, records of ProQuest's TDM Studio.

use std::io::BufRead;

use super::blocks::{is_unseen, text};
use super::out::Out;
use super::tree::{Element, Node, units};
use crate::article::RawArticle;
use crate::corpus::blocks::text_of_html;
use crate::corpus::exports;
use crate::error::Result;

/// The name in a byline, without its `By` and without what the writer is (`byttl`).
pub fn author(byline: &Element) -> Option<String> {
    let mut own = byline.clone();
    own.children
        .retain(|node| !matches!(node, Node::Element(element) if element.local() == "byttl"));
    let text = Some(own.text())
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| byline.text());
    exports::author(&text)
}

/// The author that a note to editors names: `Autor/in: Patrick Roe (London), roe@example.org`, `Reporting by: Ana Roe`.
pub fn of_note(note: &str) -> Option<String> {
    let (label, behind) = note.trim().trim_start_matches(['-', '#', ' ']).split_once(':')?;
    let labels = ["autor/in", "autor", "autorin", "author", "reporting by", "text"];
    let name = behind.split(['(', ',', ';', '<']).next().unwrap_or_default().trim();
    let known = labels.iter().any(|known| label.trim().eq_ignore_ascii_case(known));
    (known && name.contains(' ') && !name.contains(|c: char| c.is_ascii_digit())).then(|| name.to_owned())
}

/// Reuters Corpus Volume 1: one `newsitem` a file. Its `title` has the country in front, its `headline` has not.
pub fn read_rcv1(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| e.local() == "newsitem",
        &mut |_, item| {
            let of = |name: &str| item.child(name).and_then(Element::some_text);
            let rights = of("copyright").unwrap_or_default();
            let mut codes = Vec::new();
            item.find_all("codes", &mut codes);
            let countries = codes.iter().filter(|codes| {
                codes
                    .attribute("class")
                    .is_some_and(|class| class.contains("countries"))
            });
            let places = countries
                .flat_map(|codes| codes.all("code"))
                .filter_map(|code| code.attribute("code"));
            out.article(RawArticle {
                id: item.attribute("itemid").map(str::to_owned),
                title: of("headline").or_else(|| of("title")),
                text: item
                    .child("text")
                    .map(|body| text(body, &is_unseen))
                    .unwrap_or_default(),
                published: item.attribute("date").map(str::to_owned),
                source: rights.contains("Reuters").then(|| "Reuters".to_owned()),
                authors: item.child("byline").and_then(author).into_iter().collect(),
                language: item.attribute("lang").map(str::to_owned),
                places: places.map(str::to_owned).collect(),
                ..RawArticle::default()
            })
        },
    )
}

/// TDM Studio: one `RECORD` a file, with the text as HTML inside.
pub fn read_proquest(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| e.local() == "RECORD",
        &mut |_, record| {
            let of = |names: &[&str]| {
                names
                    .iter()
                    .find_map(|name| record.find(name).and_then(Element::some_text))
            };
            let body = record
                .find("Text")
                .or_else(|| record.find("FullText"))
                .map(Element::raw_text)
                .unwrap_or_default();
            let mut authors = Vec::new();
            record.find_all("Contributor", &mut authors);
            let name = |author: &Element| {
                let part = |name: &str| author.child(name).and_then(Element::some_text);
                match (part("FirstName"), part("LastName")) {
                    (Some(first), Some(last)) => Some(format!("{first} {last}")),
                    _ => part("OriginalForm").or_else(|| part("PersonName")),
                }
            };
            out.article(RawArticle {
                id: of(&["GOID"]),
                title: record
                    .find("TitleAtt")
                    .and_then(|title| title.child("Title"))
                    .and_then(Element::some_text)
                    .or_else(|| of(&["Title"])),
                text: text_of_html(&body),
                published: of(&["NumericDate", "NumericPubDate", "AlphaDate"]),
                source: record
                    .find("PubFrosting")
                    .and_then(|paper| paper.child("Title"))
                    .and_then(Element::some_text)
                    .or_else(|| of(&["PubTitle"])),
                url: of(&["Url", "URL"]),
                authors: authors.into_iter().filter_map(name).collect(),
                section: of(&["Section"]),
                language: of(&["ISOCode"]),
                ..RawArticle::default()
            })
        },
    )
}
