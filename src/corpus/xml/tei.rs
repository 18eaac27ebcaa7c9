//! TEI P5 (<https://tei-c.org/guidelines/>) as newspaper corpora use it: a file an article or an issue, or a division an article.

use std::io::BufRead;

use super::blocks::paragraphs;
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::error::Result;

/// Copies of texts with an element for each word and its grammar are named so, and stand beside the texts.
pub fn is_annotated(name: &str) -> bool {
    name.contains(".ana.")
}

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| matches!(e.local(), "TEI" | "TEI.2"),
        &mut |_, tei| {
            let Some(text) = tei.child("text") else {
                return out.other("description without text");
            };
            let whole = described(&tei);
            let mut articles = Vec::new();
            text.find_all("div", &mut articles);
            articles.retain(|div| {
                div.attribute("type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("article"))
            });
            if articles.len() < 2 {
                return out.article(RawArticle {
                    text: text_of(text),
                    ..whole
                });
            }
            for (i, div) in articles.iter().enumerate() {
                let title = div.child("head").and_then(Element::some_text);
                let own = div.attribute("id").map_or_else(|| format!("{}", i + 1), str::to_owned);
                out.article(RawArticle {
                    id: whole.id.as_ref().map(|id| format!("{id}#{own}")),
                    member: Some(own),
                    title: title.or_else(|| whole.title.clone()),
                    text: text_of(div),
                    ..whole.clone()
                })?;
            }
            std::ops::ControlFlow::Continue(())
        },
    )
}

fn described(tei: &Element) -> RawArticle {
    let header = tei.child("teiHeader");
    let file = header.and_then(|header| header.child("fileDesc"));
    let source = file.and_then(|file| file.child("sourceDesc"));
    let title_statement = file.and_then(|file| file.child("titleStmt"));
    let titles: Vec<&Element> = title_statement
        .into_iter()
        .flat_map(|statement| statement.all("title"))
        .collect();
    let title = titles
        .iter()
        .find(|title| title.attribute("type") == Some("main"))
        .or(titles.first());
    let mut journals = Vec::new();
    if let Some(source) = source {
        source.find_all("title", &mut journals);
    }
    let journal = journals.iter().find(|title| title.attribute("level") == Some("j"));
    let date = |part: Option<&Element>| {
        let date = part?.find("date")?;
        let when = ["when", "notBefore", "from"]
            .iter()
            .find_map(|name| date.attribute(name));
        when.map(str::to_owned).or_else(|| date.some_text())
    };
    let authors = title_statement
        .into_iter()
        .flat_map(|statement| statement.all("author"));
    RawArticle {
        id: tei.attribute("id").map(str::to_owned),
        title: title.and_then(|title| title.some_text()),
        published: date(source).or_else(|| date(file?.child("publicationStmt"))),
        source: journal.and_then(|title| title.some_text()),
        authors: authors.filter_map(Element::some_text).collect(),
        language: tei.attribute("lang").map(str::to_owned),
        ..RawArticle::default()
    }
}

/// Without running heads, page numbers and notes.
fn text_of(element: &Element) -> String {
    paragraphs(element, &|e| {
        matches!(e.local(), "fw" | "note" | "pb" | "cb" | "figDesc" | "teiHeader")
    })
    .join("\n")
}
