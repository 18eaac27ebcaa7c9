//! XML: feeds, exports of blogs, the formats of news agencies, corpora and scans. Which of them a file is, its first element says.

mod agency;
mod blocks;
mod bytes;
mod factiva;
mod feed;
mod g2;
mod newsml;
mod nitf;
mod scans;
mod tei;
mod tree;
mod wordpress;

pub use tree::{Element, units};

use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;

use super::read::Sink;
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// What a file of XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// The table of contents of a scan; its text is in other files.
    Mets,
    /// The text of one scanned article, as the Dutch national library has it.
    ArticleText,
}

/// The kind of XML whose beginning this is; `None` for XML of other kinds and for what is none.
pub fn kind_of(head: &str) -> Option<Kind> {
    let (name, tag) = root_of(head)?;
    let has = |mark: &str| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some();
    Some(match name {
        "rss" if has("wordpress.org/export") => Kind::WordPress,
        "rss" | "RDF" if name == "rss" || has("purl.org/rss/") || has("my.netscape.com/rdf") => Kind::Feed,
        "feed" | "entry" if has("/Atom") || has("/atom") => Kind::Feed,
        "nitf" => Kind::Nitf,
        "newsMessage" | "newsItem" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem" => Kind::NewsMlG2,
        "contentSet" if has("inlineXML") || has("inlineData") => Kind::NewsMlG2,
        "NewsML" => Kind::NewsMl,
        "newsitem" if tag.contains("itemid") => Kind::Rcv1,
        "PPSResponse" | "ppsArticleResponse" => Kind::Factiva,
        _ if has("<ppsarticle") || has("<distDoc") || has("<DistDoc") => Kind::Factiva,
        "RECORD" if has("<GOID>") => Kind::ProQuest,
        "TEI" | "TEI.2" | "teiCorpus" => Kind::Tei,
        "alto" => Kind::Alto,
        "mets" => Kind::Mets,
        "text" if has("<p>") || has("<p ") => Kind::ArticleText,
        _ => return None,
    })
}

/// The local name of the first element, and its tag.
pub fn root_of(head: &str) -> Option<(&str, &str)> {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment[comment.find("-->")? + 3..].trim_start();
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            rest = instruction[instruction.find("?>")? + 2..].trim_start();
        } else if let Some(doctype) = rest.strip_prefix("<!") {
            // An internal subset has tags of its own.
            let end = match (doctype.find('['), doctype.find('>')?) {
                (Some(open), close) if open < close => {
                    let behind = open + doctype[open..].find(']')?;
                    behind + doctype[behind..].find('>')?
                }
                (_, close) => close,
            };
            rest = doctype[end + 1..].trim_start();
        } else {
            break;
        }
    }
    let tag = rest.strip_prefix('<')?;
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
    let local = name.rsplit(':').next().unwrap_or(name);
    let first = local.chars().next()?;
    first.is_alphabetic().then_some((local, tag))
}

/// Hands over the articles of a file of XML.
///
/// # Errors
/// Where the markup breaks off, or there is no article in it: what there is instead is named.
pub fn read(path: &str, kind: Kind, reader: impl BufRead, longest: u64, sink: &mut Sink) -> Result<()> {
    let mut out = Out {
        path,
        sink,
        any: false,
        others: BTreeMap::new(),
    };
    let result = match kind {
        Kind::Feed => feed::read(reader, longest, &mut out),
        Kind::WordPress => wordpress::read(reader, longest, &mut out),
        Kind::Nitf => nitf::read(reader, longest, &mut out),
        Kind::NewsMlG2 => g2::read(reader, longest, &mut out),
        Kind::NewsMl => newsml::read(reader, longest, &mut out),
        Kind::Rcv1 => agency::read_rcv1(reader, longest, &mut out),
        Kind::Factiva => factiva::read(reader, longest, &mut out),
        Kind::ProQuest => agency::read_proquest(reader, longest, &mut out),
        Kind::Tei => tei::read(reader, longest, &mut out),
        Kind::Alto => scans::read_alto(reader, longest, &mut out),
        Kind::ArticleText => scans::read_article(reader, longest, &mut out),
        Kind::Mets => {
            let cause = "this is a METS file: the contents of a scan, whose text is in the ALTO files beside it";
            return Err(Error::new(ErrorKind::Input, path, cause));
        }
    };
    match result {
        Ok(_) if !out.any => Err(out.nothing()),
        Ok(_) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Where a reader's articles go, and a note of what was none.
pub struct Out<'o, 'a> {
    pub path: &'o str,
    sink: &'o mut Sink<'a>,
    any: bool,
    /// Items that are no article, by what they are instead.
    others: BTreeMap<&'static str, usize>,
}

impl Out<'_, '_> {
    /// Hands over an article; one without text is noted as such.
    pub fn article(&mut self, mut article: RawArticle) -> ControlFlow<()> {
        if article.text.trim().is_empty() {
            return self.other("an item without text");
        }
        article.path = self.path.to_owned();
        self.any = true;
        (self.sink)(Ok(article))
    }

    /// Notes an item that is no article: `a picture`.
    pub fn other(&mut self, what: &'static str) -> ControlFlow<()> {
        *self.others.entry(what).or_default() += 1;
        ControlFlow::Continue(())
    }

    fn nothing(&self) -> Error {
        let cause = match self.others.len() {
            0 => "there is no article in it".to_owned(),
            _ => {
                let kinds: Vec<&str> = self.others.keys().copied().collect();
                format!("there is no article in it but {}", kinds.join(", "))
            }
        };
        Error::new(ErrorKind::Input, self.path, cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_says_what_a_file_is() {
        for (head, kind) in [
            ("\u{feff}<?xml version='1.0'?>\n<!-- a > b -->\n<rss version='2.0'>", Some(Kind::Feed)),
            ("<rss xmlns:wp='http://wordpress.org/export/1.2/'>", Some(Kind::WordPress)),
            ("<!DOCTYPE nitf [<!ENTITY a '<b>'>]><nitf>", Some(Kind::Nitf)),
            ("<nar:newsMessage xmlns:nar='http://iptc.org/std/nar/2006-10-01/'>", Some(Kind::NewsMlG2)),
            ("<newsitem itemid=\"1\">", Some(Kind::Rcv1)),
            ("<note><p>x</p></note>", None),
            ("Teks biasa", None),
            ("<!-- tidak ditutup", None),
        ] {
            assert_eq!(kind_of(head), kind, "{head}");
        }
    }
}
