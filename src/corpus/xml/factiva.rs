//! Factiva as XML: answers of its services (`ppsArticleResponse`) and the form of the search module (`distDoc`).

use std::io::BufRead;

use super::blocks::{is_unseen, paragraphs};
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::corpus::blocks::of_text;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| matches!(e.local(), "article" | "Article"),
        &mut |_, item| {
            let first = |names: &[&str]| names.iter().find_map(|name| item.find(name));
            let of = |names: &[&str]| first(names).and_then(Element::some_text);
            let mut lines = Vec::new();
            for element in item.elements() {
                collect_text(element, &mut lines);
            }
            let date = first(&["publicationDate", "PubDate", "pubDate"]);
            out.article(RawArticle {
                id: of(&["accessionNo", "AccessionNo"]).or_else(|| item.attribute("accessionno").map(str::to_owned)),
                title: of(&["headline", "Headline"]),
                text: lines.join("\n"),
                published: date.and_then(|date| {
                    date.child("date")
                        .unwrap_or(date)
                        .some_text()
                        .or_else(|| date.attribute("date").map(str::to_owned))
                }),
                source: of(&["sourceName", "SrcName", "SourceName"]),
                authors: first(&["byline", "Byline"])
                    .and_then(super::agency::author)
                    .into_iter()
                    .collect(),
                section: of(&["sectionName", "columnName", "Section"]),
                language: of(&["baseLanguage"]).or_else(|| item.attribute("lang").map(str::to_owned)),
                ..RawArticle::default()
            })
        },
    )
}

/// The lead and what follows it, at whatever depth they stand.
fn collect_text(element: &Element, lines: &mut Vec<String>) {
    let name = element.local().to_ascii_lowercase();
    if !matches!(
        name.as_str(),
        "leadparagraph" | "leadpara" | "tailparagraphs" | "tailparas" | "tailparagraph"
    ) {
        for child in element.elements() {
            collect_text(child, lines);
        }
        return;
    }
    if element.elements().next().is_some() {
        lines.extend(paragraphs(element, &is_unseen));
        return;
    }
    // Text without elements: indented lines begin its paragraphs.
    let raw = element.raw_text();
    let marked: Vec<String> = raw
        .lines()
        .map(|line| {
            if line.starts_with("   ") && !line.trim().is_empty() {
                format!("\n\n{}", line.trim())
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.extend(
        of_text(&marked.join("\n"))
            .iter()
            .map(crate::corpus::blocks::Block::text),
    );
}
