//! The text of a page by its paragraphs alone: for pages that the main-content library finds nothing on, or that are so large that it
//! would take too long. In proportion to the page.

use dom_query::{Document, NodeId};
use rustc_hash::FxHashMap;

use super::select::{one_line, select};

/// Letters of a paragraph that counts as running text.
const LEAST: usize = 20;

/// The paragraphs of the part of the page that has most of them; `None` where there are none.
pub fn main_text(page: &Document) -> Option<String> {
    let mut weights: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut paragraphs: Vec<(Vec<NodeId>, String)> = Vec::new();
    for paragraph in select(page, "p").iter() {
        let Some(node) = paragraph.nodes().first() else {
            continue;
        };
        let text = one_line(paragraph.text().to_string());
        let letters = text.chars().count();
        let above: Vec<NodeId> = node.ancestors(Some(3)).iter().map(|node| node.id).collect();
        if letters >= LEAST {
            // The block around the paragraphs, half as much the one around that, and so on.
            for (height, id) in above.iter().enumerate() {
                *weights.entry(*id).or_default() += letters >> height;
            }
        }
        paragraphs.push((above, text));
    }
    // Of equals the first on the page: ids are given in its order.
    let best = weights
        .iter()
        .max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)))
        .map(|(id, _)| *id)?;
    let lines: Vec<&str> = paragraphs
        .iter()
        .filter(|(above, text)| above.contains(&best) && !text.is_empty())
        .map(|(_, text)| text.as_str())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A text that came out as one line, parted as the page's paragraphs part it. `None` where they do not make up the text.
pub fn parted(page: &Document, text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains('\n') {
        return None;
    }
    let mut rest = text;
    let mut lines = Vec::new();
    for paragraph in select(page, "p").iter() {
        let line = one_line(paragraph.text().to_string());
        if line.is_empty() {
            continue;
        }
        if let Some(at) = rest.find(line.as_str()).filter(|at| rest[..*at].trim().is_empty()) {
            lines.push(line.clone());
            rest = &rest[at + line.len()..];
        }
    }
    (lines.len() > 1 && rest.trim().is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_with_most_text_is_the_article() {
        let page = Document::from(
            "<body><div><p>Menu satu dan lagi menu dua di sini</p></div><article><h1>x</h1><p>船が月曜日に港に戻ったと船長は語った。長い航海だった。</p>\
             <p>Hujan turun di Kota Lama sejak pagi.</p><p>Ya.</p></article></body>",
        );
        assert_eq!(
            main_text(&page).as_deref(),
            Some("船が月曜日に港に戻ったと船長は語った。長い航海だった。\nHujan turun di Kota Lama sejak pagi.\nYa.")
        );
    }

    #[test]
    fn a_glued_text_is_parted() {
        let page = Document::from("<p>Hujan turun.</p><p>Warga pergi.</p>");
        assert_eq!(
            parted(&page, "Hujan turun. Warga pergi.").as_deref(),
            Some("Hujan turun.\nWarga pergi.")
        );
        assert_eq!(
            parted(&page, "Hujan turun.Warga pergi.").as_deref(),
            Some("Hujan turun.\nWarga pergi.")
        );
        assert_eq!(parted(&page, "Hujan turun. Warga pergi. Lalu kembali."), None);
    }
}
