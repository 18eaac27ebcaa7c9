//! From pieces of lines to paragraphs and headings.
//!
//! Programs that set pages draw a story from its beginning to its end, column after column, so that the order of drawing is kept; lines
//! are joined to paragraphs by their distance, indents, and how far the line before reaches.

use std::collections::BTreeMap;

use super::page::Piece;

/// A paragraph or a heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// On one line, with the words together that were parted at the ends of lines.
    pub text: String,
    /// Its lines as they were set.
    pub lines: Vec<String>,
    /// Of its letters, in points.
    pub size: f64,
}

/// How much smaller than the text captions and notes are set.
pub const CAPTION: f64 = 0.87;

/// Sizes that differ by less are the same.
const SAME_SIZE: f64 = 0.12;

/// The paragraphs of all pages.
pub fn paragraphs(pages: Vec<Vec<Piece>>) -> Vec<Paragraph> {
    let mut pages: Vec<Vec<Piece>> = pages.into_iter().map(lines).collect();
    without_running_heads(&mut pages);
    let sizes = pages.iter().flatten().map(|line| (line.size, line.text.len()));
    let body = usual_size(sizes.collect());
    let mut out: Vec<Paragraph> = Vec::new();
    // The last line that was read and its paragraph.
    let mut open: Option<(Open, usize)> = None;
    for (number, lines) in pages.iter().enumerate() {
        for (at, line) in lines.iter().enumerate() {
            let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let column = column(lines, at);
            if let Some((last, place)) = &mut open {
                let paragraph = &mut out[*place];
                if last.goes_on(paragraph, line, number, &text) {
                    append(&mut paragraph.text, &text);
                    paragraph.lines.push(text);
                    *last = Open::after(Some(&*last), line, number, column);
                    continue;
                }
            }
            // A caption between two columns does not end the sentence that goes on behind it.
            let is_aside = |(last, place): &(Open, usize)| {
                let in_text = (last.size - body).abs() <= SAME_SIZE * body;
                in_text && line.size < CAPTION * body && !ends_sentence(&out[*place].text)
            };
            if !open.as_ref().is_some_and(is_aside) {
                open = Some((Open::after(None, line, number, column), out.len()));
            }
            out.push(Paragraph {
                lines: vec![text.clone()],
                text,
                size: line.size,
            });
        }
    }
    out
}

/// The size that most letters have, of sizes and how many letters have them.
pub fn usual_size(mut sizes: Vec<(f64, usize)>) -> f64 {
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut before = 0;
    for (size, letters) in sizes {
        before += letters;
        if before > half {
            return size;
        }
    }
    0.0
}

/// The last line that was read, as the next may go on from it.
struct Open {
    page: usize,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    /// The left edge of the paragraph, its first line aside; none as long as there is no second.
    edge: Option<f64>,
    /// Distance of its lines, if there are two.
    leading: Option<f64>,
    /// The right edge of the column.
    column: f64,
}

impl Open {
    fn after(before: Option<&Open>, line: &Piece, page: usize, column: f64) -> Open {
        let step = |before: &Open| line.base - before.base;
        let same = before.filter(|before| before.page == page && step(before) > 0.0);
        Open {
            page,
            left: line.left,
            right: line.right,
            base: line.base,
            size: line.size,
            edge: before.map(|_| line.left),
            leading: same.map(step).or(before.and_then(|before| before.leading)),
            column,
        }
    }

    fn goes_on(&self, paragraph: &Paragraph, line: &Piece, page: usize, text: &str) -> bool {
        let size = self.size.max(line.size);
        if (self.size - line.size).abs() > SAME_SIZE * size {
            return false;
        }
        let ended = ends_sentence(&paragraph.text);
        let down = line.base - self.base;
        let below =
            page == self.page && down > 0.0 && down < 3.0 * size && line.left < self.column && line.right > self.left;
        if !below {
            // In the next column or on the next page only what stopped within a sentence goes on.
            let small = text.starts_with(|c: char| c.is_lowercase());
            return !ended && (small || !self.is_short(size)) && self.leading.is_some();
        }
        let usual = self.leading.unwrap_or(1.45 * size);
        if down > 1.25 * usual.max(size) {
            return false;
        }
        // Lines around one middle, as heads are set.
        if ((self.left + self.right) - (line.left + line.right)).abs() < size {
            return !(ended && self.is_short(size));
        }
        // The first line of a paragraph is indented, or stands out.
        let edge = self.edge.unwrap_or(self.left);
        if self.edge.is_some() && (line.left - edge).abs() > 0.8 * size {
            return false;
        }
        if self.edge.is_none() && line.left > self.left + 0.8 * size {
            return false;
        }
        !(ended && self.is_short(size))
    }

    /// The line leaves space at its end that the next word would not fill.
    fn is_short(&self, size: f64) -> bool {
        self.right < self.column - 3.0 * size
    }
}

/// Puts what stands on one line of a column into one piece, as far as it was drawn in one go.
fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.last_mut() {
            // A table's cells, or a list's number and its text.
            Some(last)
                if (last.base - piece.base).abs() < 0.3 * last.size
                    && piece.left > last.right
                    && piece.left - last.right < 2.0 * last.size
                    && (last.size - piece.size).abs() <= SAME_SIZE * last.size.max(piece.size) =>
            {
                last.text.push(' ');
                last.text.push_str(&piece.text);
                last.right = piece.right;
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Lines around one that its column is measured by.
const AROUND: usize = 12;

/// How far the column of a line reaches: as far as the lines of its size that stand around it and over or below it.
fn column(lines: &[Piece], at: usize) -> f64 {
    let line = &lines[at];
    let from = at.saturating_sub(AROUND);
    let to = (at + AROUND + 1).min(lines.len());
    let alike = |other: &&Piece| {
        (other.size - line.size).abs() <= SAME_SIZE * line.size && other.left < line.right && other.right > line.left
    };
    lines[from..to]
        .iter()
        .filter(alike)
        .map(|other| other.right)
        .fold(line.right, f64::max)
}

pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ' ']);
    text.ends_with(['.', '!', '?', '…', ':'])
}

/// Letters of a word that are looked at where it is parted.
const WORD: usize = 40;

/// Appends a line. A word that was parted at the end of a line is put together again; a word that is said twice (`undang-undang`) and one
/// that has its hyphen before a capital or a number keep it.
fn append(text: &mut String, line: &str) {
    let Some(hyphen) = text
        .chars()
        .next_back()
        .filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}'))
    else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let head = text.len() - hyphen.len_utf8();
    let before = text[..head]
        .chars()
        .rev()
        .take(WORD)
        .take_while(|c| c.is_alphanumeric());
    let first: String = before
        .collect::<Vec<char>>()
        .into_iter()
        .rev()
        .flat_map(char::to_lowercase)
        .collect();
    let after = line.chars().take(WORD).take_while(|c| c.is_alphanumeric());
    let next: String = after.flat_map(char::to_lowercase).collect();
    let doubled = first.chars().count() > 1 && next.starts_with(&first);
    let parted = first.ends_with(char::is_alphabetic) && line.starts_with(char::is_lowercase) && !doubled;
    if hyphen == '\u{ad}' || parted {
        text.truncate(head);
    }
    text.push_str(line);
}

/// Pages that show the same line at their edge before it counts as a running head.
const REPEATED: usize = 3;

/// Takes out what stands at the edge of most pages, and bare numbers of pages.
fn without_running_heads(pages: &mut [Vec<Piece>]) {
    let edges: Vec<Vec<usize>> = pages.iter().map(|lines| edge(lines)).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (lines, edge) in pages.iter().zip(&edges) {
        let mut names: Vec<String> = edge.iter().map(|at| without_numbers(&lines[*at].text)).collect();
        names.sort();
        names.dedup();
        for name in names {
            *seen.entry(name).or_default() += 1;
        }
    }
    let most = pages.len();
    for (lines, edge) in pages.iter_mut().zip(edges) {
        let gone = |at: usize, line: &Piece| {
            if !edge.contains(&at) {
                return false;
            }
            let name = without_numbers(&line.text);
            let has_number = line.text.contains(|c: char| c.is_ascii_digit());
            let bare = has_number && !name.contains(char::is_alphabetic) && line.text.trim().len() < 12;
            let times = seen.get(&name).copied().unwrap_or(0);
            bare || times >= REPEATED && times * 2 >= most
        };
        let kept = lines.iter().enumerate().filter(|(at, line)| !gone(*at, line));
        *lines = kept.map(|(_, line)| line.clone()).collect();
    }
}

/// Lines at each edge of a page that may be running heads.
const EDGE: usize = 3;

/// The uppermost and the lowest lines of a page.
fn edge(lines: &[Piece]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*a].base.total_cmp(&lines[*b].base));
    let mut edge: Vec<usize> = order.iter().take(EDGE).copied().collect();
    edge.extend(order.iter().rev().take(EDGE));
    edge
}

fn without_numbers(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_together_at_the_ends_of_lines() {
        for (first, second, both) in [
            ("pem-", "bangunan", "pembangunan"),
            ("undang-", "undang", "undang-undang"),
            ("anak-", "anaknya", "anak-anaknya"),
            ("Anglo-", "American", "Anglo-American"),
            ("2014-", "2015", "2014-2015"),
            ("pela\u{ad}", "buhan", "pelabuhan"),
            ("kapal", "itu", "kapal itu"),
        ] {
            let mut text = first.to_owned();
            append(&mut text, second);
            assert_eq!(text, both);
        }
    }

    #[test]
    fn running_heads_are_left_out() {
        let piece = |text: &str, base: f64| Piece {
            text: text.to_owned(),
            left: 50.0,
            right: 300.0,
            base,
            size: 10.0,
        };
        let page = |number: usize| {
            vec![
                piece(&format!("Harian Pelabuhan | {number}"), 30.0),
                piece(
                    &format!(
                        "Kapal {} kembali ke pelabuhan.",
                        ["satu", "dua", "tiga", "empat"][number]
                    ),
                    100.0,
                ),
                piece(&format!("- {number} -"), 800.0),
            ]
        };
        let found = paragraphs((0..4).map(page).collect());
        let texts: Vec<&str> = found.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts.len(), 4, "{texts:?}");
        assert_eq!(texts[0], "Kapal satu kembali ke pelabuhan.");
    }
}
