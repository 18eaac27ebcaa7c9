//! Factiva as HTML, RTF or text.
//!
//! Each article ends with `Document` (in the language of the interface) and its id. The full form has neither labels nor classes for its
//! head: headline, byline, `877 Wörter`, day, time, outlet, code, page, language, rights, in this order. The form with indexing has
//! two letters before each field: `HD`, `BY`, `WC`, `PD`, `SN`, `LP`, `TD`, `AN`.

use std::ops::ControlFlow;

use super::finished::finished;
use super::labels;
use crate::article::RawArticle;
use crate::corpus::blocks::{Block, joined};
use crate::corpus::found::Sink;
use crate::corpus::source::Place;
use crate::corpus::when;

pub fn is_page(head: &str) -> bool {
    let has = |mark: &str| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some();
    has("articleParagraph") && (has("Article\"") || has("Headline")) || has("factivalogo") || has_document(head)
}

/// An element that is named after a document: `id="article-NYTF000020050408dp1900j9s"`. Other pages number their articles.
fn has_document(head: &str) -> bool {
    let ids = head.split("id=\"article-").skip(1);
    ids.filter_map(|rest| rest.split('"').next())
        .any(|id| (20..=30).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A text in which a document of Factiva ends.
pub fn is_text(head: &str) -> bool {
    head.lines().any(|line| document_id(line.trim()).is_some())
}

/// `Document NYTF000020050408dp1900j9s`: the code of the outlet (which ends in zeros where it is short), the day, and a sign for the
/// document.
fn document_id(line: &str) -> Option<&str> {
    let line = line.strip_prefix("AN ").map_or(line, str::trim_start);
    let (name, id) = line.split_once(' ')?;
    let id = id.trim();
    let named = name.chars().count() <= 12 && name.chars().all(char::is_alphabetic);
    let day = id.get(8..16).or_else(|| id.get(6..14))?;
    let shaped = (20..=30).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let dated = (0..id.len().saturating_sub(8)).any(|at| {
        let digits = &id.as_bytes()[at..at + 8];
        digits.iter().all(u8::is_ascii_digit) && (digits.starts_with(b"19") || digits.starts_with(b"20"))
    });
    (named && shaped && dated && !day.is_empty()).then_some(id)
}

pub fn read(place: &Place, blocks: &[Block], sink: &mut Sink) {
    let mut start = 0;
    for (at, block) in blocks.iter().enumerate() {
        let Some(id) = block.lines.iter().find_map(|line| document_id(line)) else {
            continue;
        };
        let mut article = article_of(&blocks[start..at], block);
        article.id = Some(id.to_owned());
        start = at + 1;
        if sink(finished(place, article)) == ControlFlow::Break(()) {
            return;
        }
    }
}

/// The codes of the form with indexing, as far as they matter here.
const CODES: &[&str] = &[
    "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CX", "LP", "TD", "RF", "ART",
    "CT", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "NGC", "GC", "CLM", "DT",
];

fn article_of(blocks: &[Block], last: &Block) -> RawArticle {
    // What follows the last article on the page, and its cover, is not the next one's.
    let headline = blocks.iter().rposition(is_headline);
    let lines = blocks.iter().flat_map(|block| &block.lines);
    let coded = lines.filter(|line| code_of(line).is_some()).count() >= 3;
    if coded {
        return with_codes(blocks.iter().chain([last]));
    }
    without_codes(blocks, headline)
}

fn is_headline(block: &Block) -> bool {
    block.path.split([' ', '.']).any(|name| name.ends_with("Headline"))
}

/// The code that a line begins with, and what follows it.
fn code_of(line: &str) -> Option<(&'static str, &str)> {
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    let code = CODES.iter().find(|code| **code == name)?;
    Some((code, rest.trim()))
}

fn with_codes<'a>(blocks: impl Iterator<Item = &'a Block>) -> RawArticle {
    let mut article = RawArticle::default();
    let mut code = "";
    let (mut day, mut time) = (None, None);
    let mut text: Vec<String> = Vec::new();
    let mut set = |article: &mut RawArticle, code: &str, value: &str| {
        if value.is_empty() {
            return;
        }
        let add = |slot: &mut Option<String>| match slot {
            Some(text) => {
                text.push(' ');
                text.push_str(value);
            }
            None => *slot = Some(value.to_owned()),
        };
        match code {
            "HD" => add(&mut article.title),
            "BY" => article.authors.extend(labels::author(value)),
            "SE" => add(&mut article.section),
            "SN" => add(&mut article.source),
            "PD" => day = day.take().or_else(|| when::day_in(value)),
            "ET" => time = time.take().or_else(|| clock_in(value)),
            "LP" | "TD" => text.push(value.to_owned()),
            // `fra : France | eurz : Europe`
            "RE" => {
                let names = value.split('|').filter_map(|place| place.split_once(" : "));
                article.places.extend(names.map(|(_, name)| name.trim().to_owned()));
            }
            _ => {}
        }
    };
    for block in blocks {
        // In text each line may have its own code.
        for (i, line) in block.lines.iter().enumerate() {
            match code_of(line) {
                Some((new, value)) if i == 0 || new.len() == 2 && !value.starts_with(char::is_lowercase) => {
                    // The first field opens the next article; what came before was a cover.
                    if matches!(new, "SE" | "HD") && matches!(code, "") {
                        article = RawArticle::default();
                    }
                    code = new;
                    set(&mut article, code, value);
                }
                _ => set(&mut article, code, line),
            }
        }
    }
    article.published = moment(day, time);
    article.text = text.join("\n");
    article
}

fn without_codes(blocks: &[Block], headline: Option<usize>) -> RawArticle {
    let mut article = RawArticle::default();
    // Text has no blocks of its own in the head: each line is one.
    let plain = blocks.iter().all(|block| block.path.is_empty());
    let lines: Vec<(String, &Block)> = blocks
        .iter()
        .flat_map(|block| block.lines.iter().map(move |line| (line.clone(), block)))
        .collect();
    let from = headline.map_or(0, |at| blocks[..at].iter().map(|block| block.lines.len()).sum());
    let Some(count) = (from..lines.len()).find(|at| {
        is_word_count(&lines[*at].0)
            && lines[*at + 1..]
                .iter()
                .take(3)
                .any(|(line, _)| when::day_in(line).is_some())
    }) else {
        article.title = headline.map(|at| blocks[at].text());
        article.text = joined(blocks.iter().filter(|block| block.is_in("articleParagraph")));
        return article;
    };
    read_opening(&mut article, blocks, headline, &lines[..count]);
    // Day, time, outlet, then code, page, language, rights.
    let (mut day, mut time, mut behind) = (None, None, count + 1);
    let mut fields: Vec<&str> = Vec::new();
    for (line, block) in &lines[count + 1..] {
        if block.is_in("articleParagraph") {
            break;
        }
        behind += 1;
        if day.is_none() {
            day = when::day_in(line);
        } else if time.is_none() && fields.is_empty() && clock_in(line).is_some() {
            time = clock_in(line);
        } else {
            fields.push(line);
            let rights = is_rights(line);
            if plain && (rights || fields.len() > 12) {
                break;
            }
        }
    }
    article.source = fields.first().map(|line| (*line).to_owned());
    article.published = moment(day, time);
    // Rights of several lines end with their block.
    let last = lines.get(behind - 1).map(|(_, block)| *block);
    let text: Vec<&Block> = match plain {
        false => blocks.iter().filter(|block| block.is_in("articleParagraph")).collect(),
        true => {
            let at = last.and_then(|last| blocks.iter().position(|block| std::ptr::eq(block, last)));
            blocks[at.map_or(blocks.len(), |at| at + 1)..].iter().collect()
        }
    };
    article.text = match plain {
        true => text.iter().map(|block| block.text()).collect::<Vec<_>>().join("\n"),
        false => joined(text),
    };
    article
}

/// What stands before the count of words: a section, the headline, the author. On a page the headline has a class; in text the longest
/// line is the headline.
fn read_opening(article: &mut RawArticle, blocks: &[Block], headline: Option<usize>, lines: &[(String, &Block)]) {
    if let Some(at) = headline {
        article.title = Some(blocks[at].text());
        let before = at.checked_sub(1).map(|before| &blocks[before]);
        article.section = before
            .filter(|block| block.is_in("article") && !block.is_in("articleParagraph"))
            .map(Block::text);
        let author = blocks[at + 1..].iter().find(|block| block.is_in("author"));
        article
            .authors
            .extend(author.and_then(|block| labels::author(&block.text())));
        return;
    }
    // The lines of one document's opening stand together; a cover is further off.
    let near: Vec<&str> = lines.iter().rev().take(4).map(|(line, _)| line.as_str()).collect();
    let Some(longest) = near
        .iter()
        .enumerate()
        .max_by_key(|(_, line)| line.chars().count())
        .map(|(at, _)| at)
    else {
        return;
    };
    article.title = Some(near[longest].to_owned());
    article
        .authors
        .extend(near[..longest].iter().rev().filter_map(|line| labels::author(line)));
    article.section = near.get(longest + 1).map(|line| (*line).to_owned());
}

/// `877 Wörter`, `1,234 words`, `295 mots`, `1234 字`.
fn is_word_count(line: &str) -> bool {
    let digits = line
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        .count();
    let name = line[digits..].trim_start_matches([' ', '\u{a0}', '\'']);
    digits > 0 && !name.is_empty() && name.chars().count() <= 12 && name.chars().all(char::is_alphabetic)
}

fn is_rights(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["copyright", "©", "(c)", "(copyright"]
        .iter()
        .any(|mark| lower.starts_with(mark))
}

/// `15:32`, `03:05 PM`, as `HH:MM`.
fn clock_in(line: &str) -> Option<String> {
    let line = line.trim();
    let (hour, rest) = line.split_once(':')?;
    let (minute, behind) = (rest.get(..2)?, rest.get(2..)?.trim());
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = minute.parse().ok()?;
    let hour = match behind.to_ascii_lowercase().as_str() {
        "pm" => hour % 12 + 12,
        "am" => hour % 12,
        _ => hour,
    };
    (line.len() <= 12 && hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

fn moment(day: Option<String>, time: Option<String>) -> Option<String> {
    let day = day?;
    Some(match time {
        Some(time) => format!("{day} {time}"),
        None => day,
    })
}
