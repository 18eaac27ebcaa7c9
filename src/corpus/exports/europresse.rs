//! Europresse and Eureka: saved pages with an `article` for each document, and the older form of one table cell each.
//!
//! Outlet, head (`Section, mardi 14 mars 2006, p. 16`), title and text have classes; the id (`news·20060315·LM·0q1503_1256056`) stands
//! below. The day in the id is that of loading. A certificate at the end names the reader: it is not the article's.

use super::finished::finished;
use super::labels;
use crate::article::RawArticle;
use crate::corpus::blocks::{Block, joined};
use crate::corpus::found::Sink;
use crate::corpus::source::Place;
use crate::corpus::when;

pub fn read(place: &Place, blocks: &[Block], sink: &mut Sink) {
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|at| {
            blocks[*at].is_in("DocPublicationName") && (*at == 0 || !blocks[*at - 1].is_in("DocPublicationName"))
        })
        .collect();
    for (i, start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(blocks.len());
        let article = article_of(&blocks[*start..end]);
        if sink(finished(place, article)).is_break() {
            return;
        }
    }
}

fn article_of(blocks: &[Block]) -> RawArticle {
    let mut article = RawArticle {
        source: blocks.first().map(|block| outlet(block.first())),
        ..RawArticle::default()
    };
    let headers = blocks
        .iter()
        .filter(|block| block.is_in("DocHeader") || block.is_in("DocTitreSousSection"));
    if let Some(line) = headers
        .flat_map(|block| &block.lines)
        .find(|line| when::day_in(line).is_some())
    {
        article.published = when::day_in(line);
        // The section is what stands before the day, which may begin with the day's name.
        let section = line.split(',').next().unwrap_or_default().trim();
        article.section = (when::day_in(section).is_none() && line.contains(',')).then(|| section.to_owned());
    }
    let title = blocks
        .iter()
        .position(|block| block.path.to_lowercase().contains("titrearticlevisu"));
    article.title = title.map(|at| blocks[at].text());
    let behind = title.map_or(0, |at| at + 1);
    let classed = blocks.iter().any(is_text);
    let author = blocks.iter().position(|block| block.is_in("docAuthors")).or_else(|| {
        let next = blocks.get(behind).filter(|_| title.is_some())?;
        let apart = ["section", "aside", "footer", "titreArticle"]
            .iter()
            .any(|name| next.is_in(name));
        let short =
            next.lines.len() == 1 && next.text().chars().count() <= LONGEST_AUTHOR && !next.text().ends_with('.');
        (short && !apart && !is_text(next)).then_some(behind)
    });
    article
        .authors
        .extend(author.and_then(|at| labels::author(&blocks[at].text())));
    article.text = match classed {
        true => joined(blocks.iter().filter(|block| is_text(block))),
        // The older form has no classes for the text: it is what stands between the author and the notes.
        false => {
            let start = author.map_or(behind, |at| at + 1);
            let end = blocks[start..]
                .iter()
                .position(is_behind)
                .unwrap_or(blocks.len() - start);
            joined(&blocks[start..start + end])
        }
    };
    article.id = blocks.iter().find_map(|block| document_id(&block.text()));
    article
}

/// Letters of a line of authors.
const LONGEST_AUTHOR: usize = 120;

fn is_text(block: &Block) -> bool {
    let inside = block.is_in("DocText") || block.is_in("docOcurrContainer") || block.is_in("section");
    inside && !block.is_in("aside") && !block.is_in("footer")
}

/// Notes, rights, the id.
fn is_behind(block: &Block) -> bool {
    let line = block.first();
    [
        "©",
        "Note(s)",
        "Illustration",
        "Numéro de document",
        "Document number",
        "Catégorie",
        "Copyright",
    ]
    .iter()
    .any(|start| line.starts_with(start))
        || document_id(line).is_some()
        || block.is_in("aside")
        || block.is_in("footer")
}

/// `La Côte, no. 43018` without its number.
fn outlet(line: &str) -> String {
    let end = [", no", " no. ", ", n°", ", No"]
        .iter()
        .filter_map(|mark| line.find(mark))
        .min()
        .unwrap_or(line.len());
    line[..end].trim().trim_end_matches([',', ';']).to_owned()
}

/// `news·20060315·LM·0q1503_1256056`, with dots of either height.
fn document_id(text: &str) -> Option<String> {
    let word = text
        .split_whitespace()
        .find(|word| word.starts_with("news·") || word.starts_with("news."))?;
    let parts: Vec<&str> = word.split(['·', '.']).collect();
    let dated = parts
        .get(1)
        .is_some_and(|day| day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()));
    (dated && parts.len() >= 4).then(|| word.to_owned())
}
