//! XML: feeds, exports of blogs, the formats of news agencies, corpora and scans. Which of them a file is, its first element says.

mod agency;
mod blocks;
mod bytes;
mod factiva;
mod feed;
mod g2;
mod mets;
mod newsml;
mod nitf;
mod out;
mod scans;
mod tei;
mod tree;
mod wordpress;

pub use agency::of_note;
pub use feed::{person, plain};
pub use tree::{Element, Node, units};

use std::path::Path;

use self::out::Out;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use crate::error::Result;

/// What a file of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// RSS 0.9 to 2.0, Atom.
    Feed,
    /// An export of WordPress: RSS with fields of its own.
    WordPress,
    Nitf,
    NewsMlG2,
    NewsMl,
    /// Reuters Corpus Volume 1.
    Rcv1,
    Factiva,
    /// Records of ProQuest's TDM Studio.
    ProQuest,
    Tei,
    /// A scanned page.
    Alto,
    /// The table of contents of a scanned issue; its text is in other files.
    Mets,
    /// The text of one scanned article, as the Dutch national library has it.
    ArticleText,
}

/// The kind of XML whose beginning this is; `None` for XML of other kinds and for what is none.
fn kind_of(head: &Head) -> Option<Dialect> {
    let root = head.root()?;
    Some(match root.name {
        "rss" if head.has("wordpress.org/export") => Dialect::WordPress,
        "rss" => Dialect::Feed,
        "RDF" if head.has("purl.org/rss/") || head.has("my.netscape.com/rdf") => Dialect::Feed,
        "feed" | "entry" if root.tag.contains("/Atom") || root.tag.contains("/atom") => Dialect::Feed,
        "nitf" => Dialect::Nitf,
        "newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem" => {
            Dialect::NewsMlG2
        }
        "contentSet" if head.has("inlineXML") || head.has("inlineData") => Dialect::NewsMlG2,
        "NewsML" => Dialect::NewsMl,
        "newsitem" if root.tag.contains("itemid") => Dialect::Rcv1,
        "PPSResponse" | "ppsArticleResponse" => Dialect::Factiva,
        _ if head.has("<ppsarticle") || head.has("<distDoc") || head.has("<DistDoc") => Dialect::Factiva,
        "RECORD" if head.has("<GOID>") => Dialect::ProQuest,
        "TEI" | "TEI.2" | "teiCorpus" => Dialect::Tei,
        "alto" => Dialect::Alto,
        "mets" => Dialect::Mets,
        "text" if head.has("<p>") || head.has("<p ") => Dialect::ArticleText,
        _ => return None,
    })
}

/// What a look at the first bytes says.
pub fn look(head: &Head) -> Fit {
    Fit::certain(kind_of(head).is_some())
}

/// Hands over the articles of a file of XML.
///
/// # Errors
/// Where the markup breaks off, or there is nothing in it.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let kind = kind_of(&source.head()).ok_or_else(|| place.error("this is XML of no kind that is known"))?;
    let longest = source.longest();
    if kind == Dialect::Tei && tei::is_annotated(source.name()) {
        let _ = sink(Finding::Left("annotated copy of a text"));
        return Ok(());
    }
    let location = source.location().map(Path::to_owned);
    if kind == Dialect::Alto && location.as_deref().is_some_and(mets::is_listed) {
        let _ = sink(Finding::Left("page of a scanned issue, read with its METS file"));
        return Ok(());
    }
    let reader = source.reader();
    let path = place.to_string();
    let mut out = Out::new(&path, &place, sink);
    match kind {
        Dialect::Feed => feed::read(reader, longest, &mut out),
        Dialect::WordPress => wordpress::read(reader, longest, &mut out),
        Dialect::Nitf => nitf::read(reader, longest, &mut out),
        Dialect::NewsMlG2 => g2::read(reader, longest, &mut out),
        Dialect::NewsMl => newsml::read(reader, longest, &mut out),
        Dialect::Rcv1 => agency::read_rcv1(reader, longest, &mut out),
        Dialect::Factiva => factiva::read(reader, longest, &mut out),
        Dialect::ProQuest => agency::read_proquest(reader, longest, &mut out),
        Dialect::Tei => tei::read(reader, longest, &mut out),
        Dialect::Alto => scans::read_alto(reader, longest, &mut out),
        Dialect::ArticleText => scans::read_article(reader, longest, &mut out),
        Dialect::Mets => mets::read(reader, &place, location.as_deref(), &mut out).map(|()| None),
    }?;
    match out.is_any() {
        true => Ok(()),
        false => Err(place.error("there is no article in it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_says_what_a_file_is() {
        for (head, kind) in [
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- a > b -->\n<rss version='2.0'>",
                Some(Dialect::Feed),
            ),
            (
                "<rss xmlns:wp='http://wordpress.org/export/1.2/'>",
                Some(Dialect::WordPress),
            ),
            ("<!DOCTYPE nitf [<!ENTITY a '<b>'>]><nitf>", Some(Dialect::Nitf)),
            (
                "<nar:newsMessage xmlns:nar='http://iptc.org/std/nar/2006-10-01/'>",
                Some(Dialect::NewsMlG2),
            ),
            ("<newsitem itemid=\"1\">", Some(Dialect::Rcv1)),
            ("<note><p>x</p></note>", None),
            ("Teks biasa", None),
            ("<!-- tidak ditutup", None),
        ] {
            assert_eq!(kind_of(&Head::new("a.xml", head.as_bytes())), kind, "{head}");
        }
    }
}
