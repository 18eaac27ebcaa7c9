//! NewsML 1 of the IPTC: items with components inside of components. The lines of the head may stand in the outer or the inner
//! component; the text is the content of the main component, as NITF, as XHTML, or as HTML that was written out.

use std::io::BufRead;

use super::blocks::{is_unseen, text};
use super::nitf;
use super::out::Out;
use super::tree::{Element, Node, units};
use crate::article::RawArticle;
use crate::corpus::blocks::{Block, of_text, text_of_html};
use crate::corpus::when;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(
        path,
        reader,
        longest,
        &|e, _| e.local() == "NewsItem",
        &mut |_, item| {
            // An item may hold others; each is one of its own.
            let mut stack = vec![item];
            while let Some(mut item) = stack.pop() {
                take_items(&mut item, &mut stack);
                hand_over(&item, out)?;
            }
            std::ops::ControlFlow::Continue(())
        },
    )
}

/// The urn of an item whatever its revision: `urn:newsml:ProviderId:DateId:NewsItemId` of `...:RevisionIdUpdate`.
fn without_revision(urn: &str) -> &str {
    let is_revision = |end: &str| {
        let number = end.trim_end_matches(['N', 'U', 'A']);
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    match urn.rsplit_once(':') {
        Some((item, end)) if urn.matches(':').count() >= 5 && is_revision(end) => item,
        _ => urn,
    }
}

/// Moves the items that stand inside of one to a list.
fn take_items(element: &mut Element, items: &mut Vec<Element>) {
    let children = std::mem::take(&mut element.children);
    for node in children {
        match node {
            Node::Element(child) if child.local() == "NewsItem" => items.push(child),
            Node::Element(mut child) => {
                take_items(&mut child, items);
                element.children.push(Node::Element(child));
            }
            text => element.children.push(text),
        }
    }
}

fn hand_over(item: &Element, out: &mut Out) -> std::ops::ControlFlow<()> {
    let management = item.child("NewsManagement");
    let formal = |part: Option<&Element>, name: &str| part?.child(name)?.attribute("FormalName").map(str::to_owned);
    if formal(management, "Status").is_some_and(|status| nitf::is_withdrawn(&status)) {
        let id = item.find("PublicIdentifier").and_then(Element::some_text);
        return out.withdrawn(id.map(|urn| without_revision(&urn).to_owned()));
    }
    let identifier = item.at(&["Identification", "NewsIdentifier"]);
    let of = |part: Option<&Element>, name: &str| part?.child(name).and_then(Element::some_text);
    let any = |name: &str| item.find(name).and_then(Element::some_text);
    let provider = item
        .find("Provider")
        .and_then(|provider| provider.find("Party"))
        .and_then(|party| party.attribute("FormalName"))
        .map(str::to_owned)
        .or_else(|| of(identifier, "ProviderId"));
    let mut article = RawArticle {
        id: of(identifier, "PublicIdentifier").map(|urn| without_revision(&urn).to_owned()),
        title: any("HeadLine"),
        published: of(management, "ThisRevisionCreated")
            .or_else(|| of(management, "FirstCreated"))
            .or_else(|| of(identifier, "DateId"))
            .map(|date| when::extended(&date)),
        source: provider,
        authors: item
            .find("ByLine")
            .and_then(super::agency::author)
            .into_iter()
            .collect(),
        language: item
            .find("DescriptiveMetadata")
            .and_then(|meta| meta.find("Language"))
            .and_then(|language| language.attribute("FormalName"))
            .or_else(|| item.attribute("lang"))
            .map(str::to_owned),
        ..RawArticle::default()
    };
    let mut seen = Seen::default();
    content(item, true, &mut seen);
    match seen.text {
        Some(data) => fill(&mut article, data),
        None if seen.media => return out.other("picture"),
        None => {}
    }
    out.article(article)
}

#[derive(Default)]
struct Seen<'e> {
    text: Option<&'e Element>,
    media: bool,
}

/// Looks for the first content that is text; a caption's component has none.
fn content<'e>(element: &'e Element, main: bool, seen: &mut Seen<'e>) {
    for child in element.elements() {
        match child.local() {
            "NewsComponent" => {
                let role = child
                    .child("Role")
                    .and_then(|role| role.attribute("FormalName"))
                    .unwrap_or_default();
                let caption = role.eq_ignore_ascii_case("caption") || role.eq_ignore_ascii_case("thumbnail");
                content(child, main && !caption, seen);
            }
            "ContentItem" => {
                let media = child
                    .child("MediaType")
                    .and_then(|kind| kind.attribute("FormalName"))
                    .unwrap_or("Text");
                if !media.eq_ignore_ascii_case("text") && !media.to_ascii_lowercase().contains("text") {
                    seen.media = true;
                    continue;
                }
                if let Some(data) = child.child("DataContent").filter(|_| main && seen.text.is_none())
                    && data.some_text().is_some()
                {
                    seen.text = Some(data);
                }
            }
            _ => content(child, main, seen),
        }
    }
}

fn fill(article: &mut RawArticle, data: &Element) {
    if let Some(nitf) = data.child("nitf") {
        nitf::fill(article, nitf);
        return;
    }
    if data.elements().next().is_some() {
        let body = data.find("body.content").or_else(|| data.find("body")).unwrap_or(data);
        article.text = text(body, &is_unseen);
        return;
    }
    let raw = data.raw_text();
    let markup = ["</p>", "</P>", "<br", "<BR", "</div>"]
        .iter()
        .any(|tag| raw.contains(tag));
    article.text = match markup {
        true => text_of_html(&raw),
        false => of_text(&raw).iter().map(Block::text).collect::<Vec<_>>().join("\n"),
    };
}
