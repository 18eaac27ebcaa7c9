//! ProQuest as text, as HTML, or mailed: fields with English labels (`Author:`, `Publication info:`, `Full text:`), the title before
//! them without one. The text ends at the next label; the abstract repeats it.

use crate::article::RawArticle;
use crate::corpus::blocks::Block;
use crate::corpus::found::Sink;
use crate::corpus::source::Place;
use crate::corpus::when;

use super::finished::finished;
use super::labels::{self, Index};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Info,
    Text,
    Publication,
    Date,
    Section,
    Id,
    Url,
    Language,
    /// Before the text.
    Before,
    /// Behind it.
    Behind,
}

const FIELDS: &[(Field, &[&str])] = &[
    (Field::Title, &["title"]),
    (Field::Author, &["author", "authors", "credit"]),
    (Field::Info, &["publication info"]),
    (Field::Text, &["full text", "fulltext"]),
    (Field::Publication, &["publication title", "source"]),
    (Field::Date, &["publication date", "date"]),
    (Field::Section, &["section"]),
    (Field::Id, &["proquest document id", "document id"]),
    (Field::Url, &["document url", "url"]),
    (Field::Language, &["language of publication", "language"]),
    (
        Field::Before,
        &["abstract", "abstract (english)", "links", "dateline", "column"],
    ),
    (
        Field::Behind,
        &[
            "subject",
            "subjects",
            "location",
            "people",
            "company / organization",
            "company",
            "pages",
            "page",
            "first page",
            "publication year",
            "year",
            "publisher",
            "place of publication",
            "country of publication",
            "publication subject",
            "issn",
            "source type",
            "document type",
            "copyright",
            "last updated",
            "database",
            "identifier / keyword",
            "identifiers / keywords",
            "number of pages",
            "illustration",
            "classification",
            "business indexing term",
            "volume",
            "issue",
            "document feature",
            "accession number",
            "edition",
            "e-issn",
            "product name",
            "publication note",
            "supplement",
            "correspondence author",
            "full text word count",
            "word count",
        ],
    ),
];

pub fn is_page(head: &str) -> bool {
    let has = |mark: &str| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some();
    has("ProQuest document") || has("Publication info:") || has("DocID_MSTAR") || has("ProQuest document ID")
}

/// A text with fields of ProQuest.
pub fn is_text(head: &str) -> bool {
    let begins = |mark: &str| head.lines().any(|line| line.trim_start().starts_with(mark));
    (begins("Publication info:") || begins("ProQuest document ID:"))
        && (begins("Full text:") || begins("Publication title:"))
}

fn field_of(line: &str) -> Option<(Field, &str)> {
    let (name, value) = labels::split(line)?;
    let folded = labels::fold(name);
    // A field's name begins with a capital; a sentence with such a word has more before its colon.
    let (field, _) = FIELDS.iter().find(|(_, names)| names.contains(&folded.as_str()))?;
    name.starts_with(char::is_uppercase).then_some((*field, value))
}

pub fn read(place: &Place, blocks: &[Block], sink: &mut Sink) {
    let mut item = Item::default();
    let mut title: Option<String> = None;
    for block in blocks {
        if is_rule(block) {
            // A rule parts two documents.
            item.closed = true;
            continue;
        }
        match field_of(block.first()) {
            Some((field, value)) => {
                // A label behind a line without one, at the end of a document, begins the next.
                if item.behind && title.is_some() && !matches!(field, Field::Behind) {
                    if item.hand_over(place, sink).is_break() {
                        return;
                    }
                    item = Item::default();
                }
                if let Some(title) = title.take().filter(|_| item.article.title.is_none()) {
                    item.article.title = Some(title);
                }
                item.set(field, value, block);
            }
            None if item.in_text && !item.closed => item.text.push(super::nexis::paragraph(block)),
            None if is_counter(block.first()) || block.first() == "ProQuest document link" => {}
            None => title = Some(block.text()),
        }
    }
    let _ = item.hand_over(place, sink);
}

#[derive(Default)]
struct Item {
    article: RawArticle,
    text: Vec<String>,
    info: Option<String>,
    in_text: bool,
    /// Labels behind the text were seen, or there is a rule.
    behind: bool,
    closed: bool,
    any: bool,
}

impl Item {
    fn set(&mut self, field: Field, value: &str, block: &Block) {
        self.any = true;
        self.closed = false;
        self.in_text = field == Field::Text;
        let index = labels::split(block.first()).and_then(|(name, _)| labels::index_of(name));
        let rest = || {
            let rest = block.lines[1..].join(" ");
            match (value.is_empty(), rest.is_empty()) {
                (false, false) => format!("{value} {rest}"),
                (true, _) => rest,
                (_, true) => value.to_owned(),
            }
        };
        let value = rest();
        if value.is_empty() && field != Field::Text {
            return;
        }
        let article = &mut self.article;
        match index {
            Some(Index::Persons) => article.persons.extend(labels::terms(&value)),
            Some(Index::Places) => article.places.extend(labels::terms(&value)),
            None => {}
        }
        match field {
            Field::Title => article.title = Some(value),
            Field::Author if article.authors.is_empty() => article.authors = authors(&value),
            Field::Info => self.info = Some(value),
            Field::Text => self.text.extend(Some(value).filter(|value| !value.is_empty())),
            Field::Publication => article.source = outlet(&value),
            Field::Date => article.published = when::day_in(&value).or(Some(value)),
            Field::Section => article.section = Some(value),
            Field::Id => article.id = value.split_whitespace().next().map(str::to_owned),
            Field::Url => article.url = value.split_whitespace().next().map(str::to_owned),
            Field::Language => {}
            Field::Author | Field::Before | Field::Behind => {}
        }
        self.behind |= matches!(
            field,
            Field::Behind | Field::Id | Field::Url | Field::Publication | Field::Date
        );
    }

    fn hand_over(&mut self, place: &Place, sink: &mut Sink) -> std::ops::ControlFlow<()> {
        if !self.any || self.article.title.is_none() && self.text.is_empty() {
            return std::ops::ControlFlow::Continue(());
        }
        let mut article = std::mem::take(&mut self.article);
        if let Some(info) = &self.info {
            article.source = article.source.or_else(|| outlet(info));
            article.published = article
                .published
                .or_else(|| when::day_in(info.rsplit(']').next().unwrap_or(info)));
        }
        // The writer's address, and the dashes that part it from the text.
        while self
            .text
            .last()
            .is_some_and(|line| line == "--" || line.contains('@') && !line.contains(' '))
        {
            self.text.pop();
        }
        article.text = self.text.join("\n");
        sink(finished(place, article))
    }
}

/// `____________`
fn is_rule(block: &Block) -> bool {
    let line = block.first();
    line.len() >= 10 && line.bytes().all(|b| matches!(b, b'_' | b'-' | b'='))
}

/// `Document 1 of 20`
fn is_counter(line: &str) -> bool {
    line.strip_prefix("Document ")
        .is_some_and(|rest| rest.split(" of ").all(|number| number.parse::<u32>().is_ok()))
}

/// `Los Angeles Times ; Los Angeles, Calif. [Los Angeles, Calif]08 May 2010: AA.2.`
fn outlet(text: &str) -> Option<String> {
    let name = text
        .split([';', '['])
        .next()
        .unwrap_or(text)
        .trim()
        .trim_end_matches(',');
    (!name.is_empty()).then(|| name.to_owned())
}

/// `Family, Given; Family, Given` in the order of speech.
fn authors(text: &str) -> Vec<String> {
    let names = text
        .trim_end_matches('.')
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names
        .map(|name| match name.split_once(',') {
            Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
                format!("{} {}", given.trim(), family.trim())
            }
            _ => name.to_owned(),
        })
        .collect()
}
