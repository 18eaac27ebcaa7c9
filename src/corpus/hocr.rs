//! Pages of scans as hOCR (<https://kba.github.io/hocr-spec/1.2/>): HTML whose classes say what is a paragraph, a line, a word. It knows
//! neither titles nor days.

use super::blocks::{Block, of_html};
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::html;
use super::source::Source;
use crate::article::RawArticle;
use crate::error::Result;

pub fn look(head: &Head) -> Fit {
    Fit::certain(head.has("ocr_page") && (head.has("ocr_line") || head.has("ocrx_word") || head.has("ocr-system")))
}

pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    // A scan has many times the bytes of its text, for the place of each word.
    let bytes = source.bytes(source.longest().saturating_mul(8))?;
    let place = source.place();
    let blocks = of_html(&html::text_of_page(&bytes));
    let paragraphs: Vec<String> = blocks
        .iter()
        .filter(|block| !block.is_in("head"))
        .map(paragraph)
        .collect();
    if paragraphs.is_empty() {
        return Err(place.error("there is no text on the page"));
    }
    let article = RawArticle {
        text: paragraphs.join("\n"),
        ..RawArticle::default()
    };
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}

/// A word that the end of a line parts is whole again.
fn paragraph(block: &Block) -> String {
    let text = block.text();
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let goes_on = words.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        match word.strip_suffix(['-', '\u{ad}', '¬']) {
            Some(part) if goes_on && part.ends_with(char::is_lowercase) => out.push_str(part),
            _ => {
                out.push_str(word);
                if words.peek().is_some() {
                    out.push(' ');
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_again() {
        let block = Block::new("Kapal tiba di pela- buhan pada Sabtu - Minggu").expect("it has text");
        assert_eq!(paragraph(&block), "Kapal tiba di pelabuhan pada Sabtu - Minggu");
    }
}
