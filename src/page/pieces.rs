//! Long texts as they are read: bodies in parts, and paragraphs in pieces, since of files that lost their paragraphs a whole article stands in
//! one.

use crate::article::Language;
use crate::query::matching::sentences;

/// Bodies are shown in parts of about so many bytes.
const PART: usize = 200_000;

/// A paragraph that is longer is shown in pieces.
const LONG: usize = 1_500;

/// How long a piece is at least.
const PIECE: usize = 450;

/// The paragraphs of one part of the body, each with its offset, and how many parts there are.
pub fn part(body: &str, part: usize) -> (Vec<(usize, &str)>, usize) {
    let mut parts: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    let (mut at, mut size) = (0, 0);
    for paragraph in body.split('\n') {
        if size > 0 && size + paragraph.len() > PART {
            parts.push(Vec::new());
            size = 0;
        }
        if let Some(last) = parts.last_mut() {
            last.push((at, paragraph));
        }
        size += paragraph.len() + 1;
        at += paragraph.len() + 1;
    }
    let number = parts.len();
    let wanted = part.clamp(1, number) - 1;
    (parts.into_iter().nth(wanted).unwrap_or_default(), number)
}

/// The pieces in which a paragraph is shown, each with where it begins: cut behind ends of sentences, and nowhere where `is_within`
/// says that something goes on. Most paragraphs are one piece.
pub fn pieces(paragraph: &str, language: Language, is_within: impl Fn(usize) -> bool) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    if paragraph.len() > LONG {
        for sentence in sentences(paragraph, language) {
            let at = sentence.start as usize;
            let is_far = at >= begin + PIECE && at + PIECE <= paragraph.len();
            if is_far && !is_within(at) {
                pieces.push((begin, &paragraph[begin..at]));
                begin = at;
            }
        }
    }
    pieces.push((begin, &paragraph[begin..]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_body_is_shown_in_parts() {
        let body = vec!["a".repeat(1000); 450].join("\n");
        let (first, parts) = part(&body, 1);
        assert_eq!(parts, 3);
        assert_eq!(first.len(), 199);
        let (last, _) = part(&body, 99);
        let (at, text) = last[last.len() - 1];
        assert_eq!(at + text.len(), body.len());
    }

    #[test]
    fn only_long_paragraphs_are_cut_and_never_within_a_statement() {
        let sentence = "Harga beras naik di pasar kota sejak pagi hari ini. ";
        let short = sentence.repeat(20);
        assert_eq!(pieces(&short, Language::ID, |_| false), [(0, short.as_str())]);
        let long = sentence.repeat(60);
        let cut = pieces(&long, Language::ID, |_| false);
        assert!(cut.len() > 3, "{} pieces", cut.len());
        assert_eq!(cut.iter().map(|(_, piece)| *piece).collect::<String>(), long);
        for (at, piece) in &cut {
            assert!(piece.len() >= PIECE && long[*at..].starts_with(piece) && piece.starts_with("Harga"));
        }
        let kept = pieces(&long, Language::ID, |at| (101..2_000).contains(&at));
        assert!(kept.len() > 1 && kept[1].0 >= 2_000, "{:?}", kept[1].0);
    }
}
