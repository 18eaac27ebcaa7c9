//! NITF of the IPTC (<https://iptc.org/standards/nitf/>), and the New York Times Annotated Corpus, which is NITF with fields of its own.

use std::io::BufRead;

use super::blocks::{is_unseen, paragraphs};
use super::out::Out;
use super::tree::{Element, units};
use crate::article::RawArticle;
use crate::corpus::when;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(path, reader, longest, &|e, _| e.local() == "nitf", &mut |_, nitf| {
        if nitf
            .find("docdata")
            .and_then(|data| data.attribute("management-status"))
            .is_some_and(is_withdrawn)
        {
            let id = nitf.find("doc-id").and_then(|id| id.attribute("id-string"));
            return out.withdrawn(id.map(str::to_owned));
        }
        let mut article = RawArticle::default();
        fill(&mut article, &nitf);
        out.article(article)
    })
}

/// `canceled`, `withheld`, with any prefix.
pub fn is_withdrawn(status: &str) -> bool {
    let status = status.rsplit(':').next().unwrap_or(status).to_ascii_lowercase();
    matches!(
        status.as_str(),
        "canceled" | "cancelled" | "withheld" | "killed" | "embargoed-killed"
    )
}

/// Fills what the article does not have yet from NITF.
pub fn fill(article: &mut RawArticle, nitf: &Element) {
    let head = nitf.child("head");
    let body = nitf.child("body");
    let body_head = body.and_then(|body| body.child("body.head"));
    let meta = |name: &str| {
        let found = head?.all("meta").find(|meta| meta.attribute("name") == Some(name))?;
        found.attribute("content").map(str::to_owned)
    };
    let docdata = head.and_then(|head| head.child("docdata"));
    let pubdata = head.and_then(|head| head.child("pubdata"));
    let set = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    let hedline = body_head.and_then(|head| head.child("hedline"));
    let title = hedline
        .and_then(|hedline| {
            hedline
                .child("hl1")
                .and_then(Element::some_text)
                .or_else(|| hedline.some_text())
        })
        .or_else(|| head?.child("title")?.some_text());
    set(&mut article.title, title);
    let date = docdata
        .and_then(|data| data.child("date.issue"))
        .and_then(|date| date.attribute("norm"))
        .or_else(|| pubdata?.attribute("date.publication"))
        .or_else(|| docdata?.child("date.release")?.attribute("norm"))
        .or_else(|| body_head?.at(&["dateline", "story.date"])?.attribute("norm"))
        .map(when::extended);
    let corpus_date = || {
        let number = |name: &str| meta(name)?.trim().parse::<u32>().ok();
        let (year, month, day) = (
            number("publication_year")?,
            number("publication_month")?,
            number("publication_day_of_month")?,
        );
        Some(format!("{year:04}-{month:02}-{day:02}"))
    };
    set(&mut article.published, corpus_date().or(date));
    let source = body_head
        .and_then(|head| head.child("distributor"))
        .and_then(Element::some_text)
        .or_else(|| pubdata?.attribute("name").map(str::to_owned))
        .or_else(|| docdata?.child("doc.copyright")?.attribute("holder").map(str::to_owned));
    set(&mut article.source, source);
    let id = docdata
        .and_then(|data| data.child("doc-id"))
        .and_then(|id| id.attribute("id-string"))
        .map(str::to_owned);
    set(&mut article.id, id);
    set(
        &mut article.url,
        pubdata.and_then(|data| data.attribute("ex-ref")).map(str::to_owned),
    );
    set(
        &mut article.section,
        meta("online_sections").or_else(|| pubdata?.attribute("position.section").map(str::to_owned)),
    );
    set(
        &mut article.language,
        nitf.attribute("baselang")
            .or_else(|| nitf.attribute("lang"))
            .map(str::to_owned),
    );
    if article.authors.is_empty() {
        let bylines: Vec<&Element> = body_head.into_iter().flat_map(|head| head.all("byline")).collect();
        // The corpus has each twice; the printed one is in the order of speech.
        let printed = bylines
            .iter()
            .any(|byline| byline.attribute("class") == Some("print_byline"));
        let bylines = bylines
            .iter()
            .filter(|byline| !printed || byline.attribute("class") == Some("print_byline"));
        article.authors = bylines.filter_map(|byline| super::agency::author(byline)).collect();
    }
    let marked = |name: &str| {
        let mut found = Vec::new();
        docdata.into_iter().for_each(|data| data.find_all(name, &mut found));
        let content = body.into_iter().flat_map(|body| body.all("body.content"));
        content.for_each(|content| content.find_all(name, &mut found));
        let mut names: Vec<String> = found.into_iter().filter_map(Element::some_text).collect();
        names.sort();
        names.dedup();
        names
    };
    article.persons.extend(marked("person"));
    article.places.extend(marked("location"));
    if article.text.is_empty() {
        article.text = body.map(text_of_body).unwrap_or_default();
    }
}

/// The text stands in `body.content`; the corpus repeats its first paragraph in a block of its own.
fn text_of_body(body: &Element) -> String {
    let skip = |element: &Element| {
        is_unseen(element)
            || matches!(
                element.local(),
                "note" | "body.head" | "body.end" | "hedline" | "byline" | "nitf-col" | "nitf-colgroup"
            )
    };
    let mut lines = Vec::new();
    for content in body.all("body.content") {
        let mut full = Vec::new();
        content.find_all("block", &mut full);
        full.retain(|block| block.attribute("class") == Some("full_text"));
        if full.is_empty() {
            lines.extend(paragraphs(content, &skip));
        } else {
            lines.extend(full.iter().flat_map(|block| paragraphs(block, &skip)));
        }
    }
    lines.join("\n")
}
