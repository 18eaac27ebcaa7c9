//! The passage that shows best why an article is a hit.

use crate::article::{Article, Span};
use crate::query::matching::{Marks, Reading, sentences};

/// Longest passage in bytes, about three lines of a terminal.
const LONGEST: usize = 260;

/// Some text of an article, with the words that were found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// Byte offsets into `text`.
    pub highlights: Vec<Span>,
}

/// The best passages of the body, the best one first; the beginning of the body where nothing is marked.
pub fn snippet(article: &Article, marks: &Marks) -> Snippet {
    if marks.body.is_empty() {
        return beginning(article);
    }
    let reading = Reading::new(article, None);
    let sentences = reading.sentences();
    let mut ranked: Vec<(usize, usize, Span)> = sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| (different(article, marks, *sentence, &[]), i, *sentence))
        .collect();
    // More different words first, then what stands first.
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut out = Snippet::default();
    let Some((_, _, first)) = ranked.first().copied() else {
        return out;
    };
    push(
        &mut out,
        &article.body,
        crop(&article.body, first, marks, LONGEST),
        first,
        &marks.body,
    );
    let shown = words(article, marks, first);
    for (_, _, sentence) in ranked.iter().skip(1).take(20) {
        let room = LONGEST.saturating_sub(out.text.len());
        if room < 60 {
            break;
        }
        if different(article, marks, *sentence, &shown) > 0 {
            let part = crop(&article.body, *sentence, marks, room);
            if !out.text.ends_with('…') && part.start == sentence.start {
                out.text.push_str(" …");
            }
            push(&mut out, &article.body, part, *sentence, &marks.body);
            break;
        }
    }
    out
}

/// What an article begins with, as many sentences as there is room for.
fn beginning(article: &Article) -> Snippet {
    let body = &article.body;
    let mut sentences = sentences(&body[..enough(body)], article.language).into_iter();
    let mut out = Snippet::default();
    let Some(first) = sentences.next() else { return out };
    push(
        &mut out,
        body,
        crop(body, first, &Marks::default(), LONGEST),
        first,
        &[],
    );
    for sentence in sentences {
        if out.text.len() + (sentence.end - sentence.start) as usize > LONGEST {
            break;
        }
        push(&mut out, body, sentence, sentence, &[]);
    }
    out
}

/// Where the paragraph ends that fills a passage. No sentence goes on in the next one, so what stands behind need not be cut into sentences.
fn enough(body: &str) -> usize {
    let filled = letter(body, LONGEST.min(body.len()));
    body[filled..].find('\n').map_or(body.len(), |at| filled + at)
}

/// A stretch of the body with what stands around it, up to `around` bytes on each side.
pub fn context(article: &Article, span: Span, marks: &Marks, around: usize) -> Snippet {
    let mut out = Snippet::default();
    let (before, after) = self::around(article, span, around);
    let area = Span {
        start: before.start,
        end: after.end,
    };
    push(
        &mut out,
        &article.body,
        area,
        Span::new(0, article.body.len()),
        &marks.body,
    );
    out
}

/// What stands before and behind a stretch of the body, up to `around` bytes on each side.
pub fn around(article: &Article, span: Span, around: usize) -> (Span, Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    let first = boundary(&article.body, start.saturating_sub(around), true).min(start);
    let last = boundary(&article.body, (end + around).min(article.body.len()), false).max(end);
    (Span::new(first, start), Span::new(end, last))
}

/// How many different words are marked in a sentence, those in `shown` aside.
fn different(article: &Article, marks: &Marks, sentence: Span, shown: &[String]) -> usize {
    words(article, marks, sentence)
        .iter()
        .filter(|word| !shown.contains(word))
        .count()
}

fn words(article: &Article, marks: &Marks, sentence: Span) -> Vec<String> {
    let mut words: Vec<String> = inside(&marks.body, sentence)
        .map(|mark| mark.of(&article.body).to_lowercase())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The marks in a part of the body, cut where they reach beyond it: an amount may be taken for two sentences.
fn inside(marks: &[Span], part: Span) -> impl Iterator<Item = Span> {
    let first = marks.partition_point(|mark| mark.end <= part.start);
    let marks = marks[first..].iter().take_while(move |mark| mark.start < part.end);
    marks.map(move |mark| Span {
        start: mark.start.max(part.start),
        end: mark.end.min(part.end),
    })
}

/// The part of a long sentence around its first marks.
fn crop(body: &str, sentence: Span, marks: &Marks, longest: usize) -> Span {
    if (sentence.end - sentence.start) as usize <= longest {
        return sentence;
    }
    let first = inside(&marks.body, sentence).next();
    let (from, to) = (sentence.start as usize, sentence.end as usize);
    let anchor = first.map_or(from, |mark| mark.start as usize);
    let mut start = anchor.saturating_sub(longest / 3).max(from);
    if start > from {
        // Where no word ends before the mark, the text is cut at the mark.
        start = boundary(body, start, true).min(anchor);
    }
    let mut end = (start + longest).min(to);
    if end < to {
        let between = boundary(body, end, false);
        // A text without blanks is cut anywhere.
        end = if between > start { between } else { letter(body, end) };
    }
    Span::new(start, end.max(first.map_or(start, |mark| mark.end as usize)))
}

/// The border of a letter at a place or before it.
fn letter(body: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0)
}

/// The nearest place between two words: after `at`, or before it.
fn boundary(body: &str, at: usize, after: bool) -> usize {
    let at = letter(body, at);
    if at == 0 || at == body.len() {
        return at;
    }
    if after {
        let gap = body[at..].char_indices().find(|(_, c)| c.is_whitespace());
        gap.map_or(at, |(gap, blank)| at + gap + blank.len_utf8())
    } else {
        body[..at].rfind(char::is_whitespace).unwrap_or(at)
    }
}

/// Adds a part of the body to the snippet, with `…` where it was cut out of its sentence.
fn push(out: &mut Snippet, body: &str, part: Span, sentence: Span, marks: &[Span]) {
    if !out.text.is_empty() {
        out.text.push(' ');
    }
    // What was left out is said once, whichever side it is missing from.
    if part.start > sentence.start && !out.text.ends_with("… ") {
        out.text.push('…');
    }
    let offset = out.text.len();
    // One line: a line break is as long as a blank.
    out.text
        .extend(part.of(body).chars().map(|c| if c == '\n' { ' ' } else { c }));
    for mark in inside(marks, part) {
        let start = offset + (mark.start - part.start) as usize;
        out.highlights
            .push(Span::new(start, start + (mark.end - mark.start) as usize));
    }
    if part.end < sentence.end {
        out.text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RawArticle;
    use crate::extract::extract;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_beginning_is_cut_as_the_whole_text_is(text in "([A-Za-z .,!?\"“”'\n-]{0,120}(\n|\\. |\" ))+") {
            let article = extract(RawArticle { text: text.repeat(3), ..RawArticle::default() }).article;
            let whole = sentences(&article.body, article.language);
            let body = &article.body;
            let end = enough(body);
            let part = sentences(&body[..end], article.language);
            let before = whole.into_iter().filter(|sentence| (sentence.end as usize) <= end);
            prop_assert_eq!(part, before.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_cut_falls_between_words() {
        assert_eq!(boundary("satu dua tiga", 6, true), 9);
        assert_eq!(boundary("satu dua tiga", 7, false), 4);
        assert_eq!(boundary("sé", 2, false), 1, "inside a letter there is no place");
        assert_eq!(boundary("satu\u{a0}dua", 1, true), 6, "a blank may have two bytes");
    }

    #[test]
    fn a_long_text_without_blanks_is_cut_and_shows_its_mark() {
        let body = format!("{}mark{}", "é".repeat(400), "é".repeat(400));
        let at = "é".len() * 400;
        let marks = Marks {
            title: Vec::new(),
            body: vec![Span::new(at, at + 4)],
        };
        let part = crop(&body, Span::new(0, body.len()), &marks, LONGEST);
        assert!(part.contains(marks.body[0]));
        assert!(part.of(&body).len() <= LONGEST + 4);
    }
}
