//! Nexis (LexisNexis Academic, Nexis Uni, Lexis Advance) as text, HTML, Word or RTF.
//!
//! The old form counts its documents (`2001 of 2146 DOCUMENTS`, in the language of the interface) and heads each with outlet, day and
//! title in lines without labels; then labels in capitals, the text, and labels again (`LOAD-DATE:` is when it was loaded, not published).
//! The new form ends each document with `End of Document`; its text stands between `Body` and `Classification`.
//! Neither has an id, but Word files of the new form link each title to its `urn:contentItem`.

use std::ops::ControlFlow;

use super::finished::finished;
use super::labels::{self, Index, Label};
use crate::article::RawArticle;
use crate::corpus::blocks::{Block, joined};
use crate::corpus::found::Sink;
use crate::corpus::source::Place;
use crate::corpus::when;

/// A page of the old form, which bears a mark of the program that made it, or of the new form.
pub fn is_page(head: &str) -> bool {
    let has = |mark: &str| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some();
    has("LXNComment")
        || has("<DOCFULL>")
        || has("DOC_ID_0_")
        || has("End of Document") && (has("Load-Date") || has("Classification"))
}

/// Bytes of a line that shows what a text is.
const LONGEST_MARK: usize = 60;

/// A text with a counted document, or with the end of one of the new form.
pub fn is_text(head: &str) -> bool {
    // One of them may be a line of an article; a field of Nexis beside it may not.
    let (mut document, mut field) = (false, false);
    for line in head.lines().map(str::trim).filter(|line| line.len() <= LONGEST_MARK) {
        document |= is_counter(line) || is_end(line);
        field |= is_classification(line)
            || labels::split(line)
                .is_some_and(|(name, _)| labels::of(name) == Some(Label::Length) || labels::is_load_date(name));
        if document && field {
            return true;
        }
    }
    false
}

/// `1 of 161 DOCUMENTS`, `Dokument 3 von 12`, `Document 1 de 5`.
fn is_counter(line: &str) -> bool {
    if line.len() > 48 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let (mut numbers, mut document, mut others) = (0, false, 0);
    for word in line.split_whitespace() {
        let lower = word.to_lowercase();
        if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) {
            numbers += 1;
        } else if ["document", "dokument", "documento", "asiakirja"]
            .iter()
            .any(|name| lower.starts_with(name))
        {
            document = true;
        } else if ["of", "von", "de", "van", "di", "af", "av", "sur"].contains(&lower.as_str()) {
            others += 1;
        } else {
            return false;
        }
    }
    numbers == 2 && document && others == 1
}

/// What the new form ends a document with.
fn is_end(line: &str) -> bool {
    const ENDS: &[&str] = &[
        "end of document",
        "ende des dokuments",
        "fin du document",
        "fin de document",
        "einde van document",
        "einde van het document",
        "fin del documento",
        "fine del documento",
        "fine documento",
        "fim do documento",
        "slut pa dokument",
    ];
    line.len() <= 40 && ENDS.contains(&labels::fold(line).as_str())
}

/// What the new form has behind the text.
fn is_classification(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "classification",
        "klassifizierung",
        "klassifikation",
        "classificatie",
        "clasificacion",
        "classificazione",
        "classificacao",
        "klassificering",
    ];
    line.len() <= 24 && NAMES.contains(&labels::fold(line).as_str())
}

/// Who owns the text.
fn is_rights(line: &str) -> bool {
    const RIGHTS: &[&str] = &[
        "copyright",
        "©",
        "(c)",
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
        "todos los derechos",
        "tutti i diritti",
        "alle rechten voorbehouden",
        "todos os direitos",
    ];
    let lower = line.to_lowercase();
    RIGHTS.iter().any(|right| lower.starts_with(right))
}

pub fn read(place: &Place, blocks: &[Block], sink: &mut Sink) {
    let counted = blocks.iter().any(|block| is_counter(block.first()));
    let mut start = 0;
    if counted {
        let mut starts: Vec<usize> = (0..blocks.len()).filter(|at| is_counter(blocks[*at].first())).collect();
        starts.push(blocks.len());
        for pair in starts.windows(2) {
            if hand_over(
                place,
                &blocks[pair[0] + 1..pair[1]],
                blocks[pair[0]].lines.get(1..),
                sink,
            )
            .is_break()
            {
                return;
            }
        }
        return;
    }
    for (at, block) in blocks.iter().enumerate() {
        if block.lines.iter().any(|line| is_end(line)) {
            if hand_over(place, &blocks[start..at], None, sink).is_break() {
                return;
            }
            start = at + 1;
        }
    }
}

/// One document. `ahead` are lines that stood right behind its counter.
fn hand_over(place: &Place, blocks: &[Block], ahead: Option<&[String]>, sink: &mut Sink) -> ControlFlow<()> {
    let ahead = ahead.and_then(|lines| Block::new(&lines.join("\n")));
    let document: Vec<&Block> = ahead.iter().chain(blocks).collect();
    if document.is_empty() {
        return ControlFlow::Continue(());
    }
    let article = document_of(&document);
    sink(finished(place, article))
}

/// The label that a block begins with, and its value.
fn label_of(block: &Block) -> Option<(Label, String)> {
    let (name, value) = labels::split(block.first())?;
    let label = labels::of(name).or_else(|| {
        // Whatever is written in capitals before the text is a field of the head.
        let capitals = name.len() >= 4 && !name.contains(char::is_lowercase);
        capitals.then_some(Label::Before)
    })?;
    let rest = block.lines[1..].join(" ");
    let value = if value.is_empty() {
        rest
    } else {
        format!("{value} {rest}")
    };
    Some((label, value.trim().to_owned()))
}

/// A line that is nothing but the name of the text: `Body`.
fn opens_text(block: &Block) -> bool {
    block.lines.len() == 1 && labels::of(block.first()) == Some(Label::Body)
}

/// A document and its parts: blocks without labels, blocks with labels, text.
struct Parts {
    new_form: bool,
    /// The block with the day.
    day: Option<usize>,
    /// The first block with a label.
    labelled: usize,
    /// There is no length, so that any block without label may be text.
    bare: bool,
}

impl Parts {
    fn of(document: &[&Block]) -> Parts {
        let new_form = document
            .iter()
            .any(|block| block.lines.len() == 1 && is_classification(block.first()))
            || document.iter().any(|block| opens_text(block));
        let has_day = |block: &&Block| block.lines.iter().any(|line| when::day_in(line).is_some());
        let length = document
            .iter()
            .position(|block| matches!(label_of(block), Some((Label::Length, _))) || opens_text(block));
        let end = length.unwrap_or(document.len());
        // A cover may stand before the first document of the new form; a title of the old may have a day of its own.
        let day = match new_form {
            true => document[..end]
                .iter()
                .rposition(|block| !is_rights(block.first()) && has_day(block)),
            false => document[..end]
                .iter()
                .position(|block| !is_rights(block.first()) && has_day(block)),
        };
        let first_after = day.map_or(0, |day| day + 1);
        let Some(end) = length else {
            let known = (first_after..document.len()).find(|at| label_of(document[*at]).is_some());
            let labelled = known.unwrap_or(document.len()).min(first_after + 1);
            return Parts {
                new_form,
                day,
                labelled,
                bare: true,
            };
        };
        // From the length back to the first of the labels in a row; the block behind the day may be a title with a colon.
        let mut labelled = end;
        while labelled > first_after {
            let block = document[labelled - 1];
            let known = labels::split(block.first()).is_some_and(|(name, _)| labels::of(name).is_some());
            let label = known || labelled - 1 > first_after && label_of(block).is_some();
            if !label && !is_rights(block.first()) {
                break;
            }
            labelled -= 1;
        }
        Parts {
            new_form,
            day,
            labelled,
            bare: false,
        }
    }
}

fn document_of(document: &[&Block]) -> RawArticle {
    let mut article = RawArticle::default();
    let parts = Parts::of(document);
    let head = &document[..parts.labelled];
    let last = head
        .iter()
        .rposition(|block| !is_rights(block.first()))
        .filter(|_| parts.new_form);
    match parts.day.or(last) {
        Some(at) => read_head(&mut article, head, at, parts.new_form),
        None => article.title = head.first().map(|block| block.text()),
    }
    let mut length_seen = parts.bare;
    let mut lines: Vec<String> = Vec::new();
    let mut text = document.len();
    for (at, block) in document.iter().enumerate().skip(parts.labelled) {
        if opens_text(block) {
            text = at + 1;
            break;
        }
        let known = labels::split(block.first()).and_then(|(name, _)| labels::of(name));
        match label_of(block) {
            Some((Label::Body, value)) => {
                lines.push(value);
                text = at + 1;
                break;
            }
            Some((Label::Behind, _)) if length_seen => {
                text = at;
                break;
            }
            Some((label, value)) if known.is_some() || !length_seen => match label {
                Label::Title => article.title = Some(value),
                Label::Author => article.authors.extend(labels::author(&value)),
                Label::Section => article.section = Some(value),
                Label::Length => length_seen = true,
                Label::Before | Label::Body | Label::Behind => {}
            },
            // What a label's value goes on with, or the rights.
            _ if is_rights(block.first()) || !length_seen || parts.new_form => {}
            _ => {
                text = at;
                break;
            }
        }
    }
    let body = &document[text.min(document.len())..];
    let end = body
        .iter()
        .position(|block| ends_text(block, parts.new_form))
        .unwrap_or(body.len());
    let rights = body[..end]
        .iter()
        .rposition(|block| !is_rights(block.first()))
        .map_or(0, |at| at + 1);
    lines.extend(body[..rights].iter().map(|block| paragraph(block)));
    for block in &body[end..] {
        let Some((name, value)) = labels::split(block.first()) else {
            continue;
        };
        let value = format!("{value} {}", block.lines[1..].join(" "));
        match labels::index_of(name) {
            Some(Index::Persons) => article.persons.extend(labels::terms(&value)),
            Some(Index::Places) => article.places.extend(labels::terms(&value)),
            None => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    article.text = lines.join("\n");
    article
}

/// What stands behind the text. `REPORTER: Yes.` is said in it: only a label that is known ends it.
fn ends_text(block: &Block, new_form: bool) -> bool {
    if new_form {
        return block.lines.len() == 1 && is_classification(block.first());
    }
    labels::split(block.first())
        .is_some_and(|(name, _)| !name.contains(char::is_lowercase) && labels::of(name) == Some(Label::Behind))
}

/// Outlet, day and title, which have no labels.
fn read_head(article: &mut RawArticle, head: &[&Block], at: usize, new_form: bool) {
    let block = head[at];
    let line = block.lines.iter().position(|line| when::day_in(line).is_some());
    let dated = &block.lines[line.unwrap_or(0)];
    article.published = Some(when::day_in(dated).unwrap_or_else(|| dated.clone()));
    // The outlet stands in the block before, or in the same.
    let mut before: Vec<String> = head[..at]
        .iter()
        .filter(|block| !is_rights(block.first()))
        .map(|block| block.text())
        .collect();
    match line {
        Some(line) if line > 0 => article.source = Some(block.lines[..line].join(" ")),
        _ => article.source = before.pop(),
    }
    if new_form {
        article.title = before.pop();
        article.id = head[..at]
            .iter()
            .rev()
            .filter_map(|block| block.link.as_deref())
            .find_map(content_item);
        return;
    }
    let behind: Vec<String> = head[at + 1..]
        .iter()
        .filter(|block| !is_rights(block.first()) && label_of(block).is_none())
        .map(|block| block.text())
        .collect();
    if !behind.is_empty() {
        article.title = Some(behind.join(" "));
    }
}

/// `urn:contentItem:5G3K-...` of a link.
fn content_item(link: &str) -> Option<String> {
    let at = link
        .find("urn:contentItem:")
        .or_else(|| link.find("urn%3AcontentItem%3A"))?;
    let rest = link[at..].replace("%3A", ":");
    let end = rest.find(['&', '#', '"']).unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

/// A paragraph of text: lines that were broken at a width are put together, a list keeps its lines.
pub fn paragraph(block: &Block) -> String {
    const FULL: usize = 50;
    let full = block
        .lines
        .iter()
        .rev()
        .skip(1)
        .filter(|line| line.chars().count() >= FULL)
        .count();
    match full * 3 >= (block.lines.len() - 1) * 2 && block.path.is_empty() {
        true => block.text(),
        false => joined([block]),
    }
}
