//! Corpora in SGML: Reuters-21578, and the `<DOC>` of TREC, AQUAINT and Gigaword. They are no XML (no root, references to control
//! characters, elements that are not closed), but read by the same forgiving reader.

use super::blocks::{Block, of_text, one_spaced};
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use super::xml::{Element, Node, units};
use crate::article::RawArticle;
use crate::error::Result;

/// Whether a text begins as one of these corpora does.
pub fn look(head: &Head) -> Fit {
    let begins = ["<!DOCTYPE lewis", "<REUTERS", "<DOC>", "<DOC "];
    Fit::certain(begins.iter().any(|mark| head.starts_with(mark)))
}

pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let longest = source.longest();
    let path = place.to_string();
    let mut any = false;
    let is_unit = |e: &Element, _: &[Element]| matches!(e.name.as_str(), "REUTERS" | "DOC" | "doc" | "Doc");
    units(&path, source.reader(), longest, &is_unit, &mut |_, unit| {
        let article = if unit.name == "REUTERS" {
            reuters(&unit)
        } else {
            document(&unit)
        };
        if article.text.trim().is_empty() {
            return sink(Finding::Left("document without text"));
        }
        any = true;
        sink(Finding::Article(Box::new(place.own(article, None))))
    })?;
    match any {
        true => Ok(()),
        false => Err(place.error("there is no document with text in it")),
    }
}

/// Reuters-21578: <https://archive.ics.uci.edu/dataset/137>. A brief has nothing but its headline, which then is the text.
fn reuters(unit: &Element) -> RawArticle {
    let text = unit.child("TEXT");
    let of = |name: &str| text?.child(name).and_then(Element::some_text);
    let kind = text.and_then(|text| text.attribute("TYPE")).unwrap_or("NORM");
    let title = of("TITLE");
    let raw = match (kind, text.and_then(|text| text.child("BODY"))) {
        (_, Some(body)) => body.raw_text(),
        ("BRIEF", None) => title.clone().unwrap_or_default(),
        // Without marks inside: the whole is text.
        (_, None) => text.map(Element::raw_text).unwrap_or_default(),
    };
    let mut lines = paragraphs(&raw);
    // The agency signs below.
    if let Some(last) = lines.last_mut() {
        let signed = last.strip_suffix("Reuter").or_else(|| last.strip_suffix("REUTER"));
        if let Some(rest) = signed {
            *last = rest.trim_end().to_owned();
        }
    }
    lines.retain(|line| !line.is_empty());
    RawArticle {
        id: unit.attribute("NEWID").map(str::to_owned),
        title,
        text: lines.join("\n"),
        published: unit.child("DATE").and_then(Element::some_text),
        source: Some("Reuters".to_owned()),
        authors: of("AUTHOR").and_then(|author| author_of(&author)).into_iter().collect(),
        language: Some("en".to_owned()),
        places: unit
            .child("PLACES")
            .into_iter()
            .flat_map(|places| places.all("D"))
            .filter_map(Element::some_text)
            .map(|place| place.replace('-', " "))
            .collect(),
        ..RawArticle::default()
    }
}

/// `By ASHRAF FOUAD, Reuters`
fn author_of(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = ["By ", "BY ", "by "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
        .unwrap_or(text);
    let name = bare.trim().trim_end_matches([',', '.']);
    let name = name
        .strip_suffix(", Reuters")
        .or_else(|| name.strip_suffix(" Reuters"))
        .unwrap_or(name)
        .trim_end_matches(',');
    (!name.is_empty()).then(|| name.to_owned())
}

/// The names of the fields that the parts of TREC have.
const TITLES: &[&str] = &["HEADLINE", "HEAD", "TTL", "TI", "HL", "H3", "TITLE"];
const TEXTS: &[&str] = &["TEXT", "BODY"];
const DATES: &[&str] = &["DATE_TIME", "DATE-TIME", "DATE", "DATE1", "PUBDATE", "DATETIME"];

fn document(unit: &Element) -> RawArticle {
    let of = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| unit.find(name).and_then(Element::some_text))
    };
    let id = of(&["DOCNO", "DOCID"]).or_else(|| unit.attribute("id").map(str::to_owned));
    let mut lines = Vec::new();
    for name in TEXTS {
        let mut texts = Vec::new();
        unit.find_all(name, &mut texts);
        // A body holds a text and more.
        for text in texts {
            let inner = text.find("TEXT").unwrap_or(text);
            lines.extend(lines_of(inner));
        }
        if !lines.is_empty() {
            break;
        }
    }
    let published = of(DATES).or_else(|| id.as_deref().and_then(day_of_id));
    RawArticle {
        title: of(TITLES),
        text: lines.join("\n"),
        source: of(&["SOURCE"]).or_else(|| id.as_deref().and_then(outlet_of_id).map(str::to_owned)),
        published,
        authors: of(&["BYLINE", "AUTHOR"])
            .and_then(|author| author_of(&author))
            .into_iter()
            .collect(),
        id,
        ..RawArticle::default()
    }
}

/// A text with `<P>`, or with indents.
fn lines_of(text: &Element) -> Vec<String> {
    if text.find("P").is_some() || text.find("p").is_some() {
        let mut lines = Vec::new();
        let mut loose = String::new();
        for node in &text.children {
            match node {
                Node::Text(text) => loose.push_str(text),
                Node::Element(element) if matches!(element.local(), "P" | "p") => {
                    lines.extend(paragraphs(&std::mem::take(&mut loose)));
                    lines.push(element.text());
                }
                Node::Element(element) => loose.push_str(&element.raw_text()),
            }
        }
        lines.extend(paragraphs(&loose));
        lines.retain(|line| !line.is_empty());
        return lines;
    }
    paragraphs(&text.raw_text())
}

/// Lines that were broken at a width: an indent of three blanks or an empty line begins a paragraph.
fn paragraphs(raw: &str) -> Vec<String> {
    let mut marked = String::with_capacity(raw.len());
    for line in raw.lines() {
        if line.starts_with("   ") || line.starts_with('\t') {
            marked.push('\n');
        }
        marked.push_str(line.trim());
        marked.push('\n');
    }
    of_text(&marked)
        .iter()
        .map(Block::text)
        .map(|line| one_spaced(&line))
        .filter(|line| !line.is_empty())
        .collect()
}

/// `NYT_ENG_19940701.0001`, `APW19980601.0003`, `AP880212-0001`, `LA010189-0001`.
fn day_of_id(id: &str) -> Option<String> {
    let start = id.find(|c: char| c.is_ascii_digit())?;
    let digits: String = id[start..].chars().take_while(char::is_ascii_digit).collect();
    let outlet = &id[..start];
    match digits.len() {
        8 if digits.starts_with("19") || digits.starts_with("20") => {
            Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
        }
        // The Los Angeles Times counts month, day, year; the others year, month, day.
        6 if outlet == "LA" => Some(format!("19{}-{}-{}", &digits[4..], &digits[..2], &digits[2..4])),
        6 if outlet.len() >= 2 => Some(format!("19{}-{}-{}", &digits[..2], &digits[2..4], &digits[4..])),
        _ => None,
    }
}

/// The outlets of the collections, by the letters that their ids begin with.
fn outlet_of_id(id: &str) -> Option<&'static str> {
    const OUTLETS: &[(&str, &str)] = &[
        ("NYT", "The New York Times"),
        ("APW", "Associated Press"),
        ("AP", "Associated Press"),
        ("AFP", "AFP"),
        ("XIN", "Xinhua"),
        ("XIE", "Xinhua"),
        ("CNA", "CNA"),
        ("LTW", "Los Angeles Times/Washington Post"),
        ("WPB", "Washington Post"),
        ("WSJ", "The Wall Street Journal"),
        ("FT", "Financial Times"),
        ("LA", "Los Angeles Times"),
        ("SJMN", "San Jose Mercury News"),
        ("WAPO", "Washington Post"),
    ];
    let letters = id.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(id.len());
    OUTLETS
        .iter()
        .find(|(code, _)| *code == &id[..letters])
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_collections_have_a_day() {
        for (id, day) in [
            ("NYT_ENG_19940701.0001", Some("1994-07-01")),
            ("APW19980601.0003", Some("1998-06-01")),
            ("AP880212-0001", Some("1988-02-12")),
            ("LA010289-0001", Some("1989-01-02")),
            ("FT911-3", None),
        ] {
            assert_eq!(day_of_id(id).as_deref(), day, "{id}");
        }
    }
}
