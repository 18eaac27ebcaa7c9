//! The title and the text of what was set as one story.

use super::layout::{CAPTION, Paragraph, ends_sentence, usual_size};
use crate::article::RawArticle;
use crate::corpus::exports::author;
use crate::corpus::when;

/// How much larger than the text a heading is set, and a headline.
const HEADING: f64 = 1.2;
const HEADLINE: f64 = 1.5;
/// Words below a headline that make an article.
const ENOUGH: usize = 60;
/// Characters of the longest title.
const LONGEST_TITLE: usize = 250;

/// Lines of a table of contents (`The title of it ......... 4`) that make one.
const CONTENTS: usize = 5;
/// Paragraphs behind the title that may say by whom it is and of which day.
const BELOW: usize = 3;
/// Words of such a line at most.
const SHORT: usize = 8;

/// The article; what shows that there are several, where there are.
pub fn article(paragraphs: Vec<Paragraph>) -> Result<RawArticle, String> {
    let lines = paragraphs.iter().flat_map(|paragraph| &paragraph.lines);
    if lines.filter(|line| is_listed(line)).count() >= CONTENTS {
        return Err("a table of contents".to_owned());
    }
    let sizes = paragraphs
        .iter()
        .map(|paragraph| (paragraph.size, paragraph.text.len()));
    let body = usual_size(sizes.collect());
    let headlines = headlines(&paragraphs, body);
    let largest = headlines.iter().copied().fold(0.0, f64::max);
    let alike = headlines.iter().filter(|size| **size > 0.8 * largest).count();
    // Three large ones are no subheads, whatever their sizes.
    if alike > 1 || headlines.len() > 2 {
        return Err(format!("{} headlines", headlines.len()));
    }
    let title = title(&paragraphs, body);
    let mut article = RawArticle::default();
    let mut text: Vec<&str> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if title == Some(at) {
            article.title = Some(paragraph.text.clone());
            continue;
        }
        let words = words(&paragraph.text);
        let is_above = title.is_some_and(|title| at < title);
        let is_below = title.is_some_and(|title| at > title && at <= title + BELOW) && text.is_empty();
        // The name of the paper, its day and page stand above the title; captions are smaller than the text.
        if is_above && words < 20 {
            article.published = article.published.or_else(|| when::day_in(&paragraph.text));
            continue;
        }
        if is_below && words <= SHORT && !ends_sentence(&paragraph.text) {
            if let Some(day) = when::day_in(&paragraph.text) {
                article.published.get_or_insert(day);
                continue;
            }
            let name = author(&paragraph.text).filter(|name| *name != paragraph.text);
            if let Some(name) = name.filter(|_| article.authors.is_empty()) {
                article.authors.push(name);
                continue;
            }
        }
        if paragraph.size < CAPTION * body && words < ENOUGH {
            continue;
        }
        text.push(&paragraph.text);
    }
    article.text = text.join("\n");
    Ok(article)
}

/// A line that ends with a row of dots and a number.
fn is_listed(line: &str) -> bool {
    let line = line.trim_end();
    let rest = line.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.trim_end().ends_with("....")
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic))
        .count()
}

fn is_heading(paragraph: &Paragraph, body: f64) -> bool {
    let reads = words(&paragraph.text) > 1 && paragraph.text.chars().count() <= LONGEST_TITLE;
    reads && paragraph.size > HEADING * body
}

/// The sizes of headlines that have an article's length of text below them.
fn headlines(paragraphs: &[Paragraph], body: f64) -> Vec<f64> {
    // Each with the words below it.
    let mut large: Vec<(f64, usize)> = Vec::new();
    for paragraph in paragraphs {
        if is_heading(paragraph, body) && paragraph.size > HEADLINE * body {
            large.push((paragraph.size, 0));
        } else if let Some((_, below)) = large.last_mut() {
            *below += words(&paragraph.text);
        }
    }
    large.retain(|(_, below)| *below >= ENOUGH);
    large.into_iter().map(|(size, _)| size).collect()
}

/// The heading that is the title: the largest one. The name of a paper is larger, but short and followed by the title.
fn title(paragraphs: &[Paragraph], body: f64) -> Option<usize> {
    let headings = || paragraphs.iter().enumerate().filter(|(_, p)| is_heading(p, body));
    let (first, largest) = headings().reduce(|best, next| if next.1.size > best.1.size + 0.1 { next } else { best })?;
    if words(&largest.text) > 3 || ends_sentence(&largest.text) {
        return Some(first);
    }
    let text = |p: &Paragraph| !is_heading(p, body) && words(&p.text) >= 20;
    let longer = headings()
        .skip_while(|(at, _)| *at <= first)
        .take_while(|(at, _)| !paragraphs[first..*at].iter().any(text))
        .find(|(_, p)| words(&p.text) > 3);
    Some(longer.map_or(first, |(at, _)| at))
}
