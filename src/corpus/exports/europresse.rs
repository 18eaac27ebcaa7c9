//! Europresse and Eureka: saved pages with an `article` for each document, and the older form of one table cell each.
//!
//! Outlet, head (`Section, mardi 14 mars 2006, p. 16`), title and text have classes; the id (`news·20060315·LM·0q1503_1256056`) stands
//! below. The day in the id is that of loading. A certificate at the end names the reader: it is not the article's.

use crate::article::RawArticle;
use crate::corpus::blocks::{Block, joined};
use crate::corpus::read::Sink;
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
        if sink(super::finished(place, article)).is_break() {
            return;
        }
    }
}

fn article_of(blocks: &[Block]) -> RawArticle {
    let mut article = RawArticle {
        source: blocks
            .first()
            .map(|block| block.first().trim_end_matches(',').to_owned()),
        ..RawArticle::default()
    };
    if let Some(header) = blocks.iter().find(|block| block.is_in("DocHeader")) {
        let line = header.text();
        article.published = when::day_in(&line);
        // The section is what stands before the day, which may begin with the day's name.
        let section = line.split(',').next().unwrap_or_default().trim();
        article.section = (when::day_in(section).is_none() && line.contains(',')).then(|| section.to_owned());
    }
    let title = blocks
        .iter()
        .position(|block| block.path.to_lowercase().contains("titrearticlevisu"));
    let own_text = blocks
        .iter()
        .any(|block| block.is_in("DocText") || block.is_in("docOcurrContainer"));
    let is_text = |block: &Block| match own_text {
        true => block.is_in("DocText") || block.is_in("docOcurrContainer"),
        false => block.is_in("section") && !block.is_in("aside") && !block.is_in("footer"),
    };
    if let Some(at) = title {
        article.title = Some(blocks[at].text());
        let author = blocks[at + 1..].iter().take(2).find(|block| {
            !is_text(block)
                && !block.is_in("section")
                && !block.is_in("titreArticle")
                && !block.is_in("titreArticleVisu")
        });
        article
            .authors
            .extend(author.map(Block::text).filter(|text| text.chars().count() <= 120));
    }
    article.text = joined(blocks.iter().filter(|block| is_text(block)));
    article.id = blocks.iter().find_map(|block| document_id(&block.text()));
    article
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
