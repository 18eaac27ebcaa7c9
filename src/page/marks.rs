//! Stretches of a text that are to be marked -> segments of it, each with all the marks that lie on it.
//!
//! Stretches may nest, overlap, repeat, lie outside of the text or in the middle of a character: the segments put together are always
//! exactly the text, and none is empty.

use crate::article::Span;

/// A piece of the text between two places where marks begin or end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'t> {
    pub text: &'t str,
    /// Its byte offset.
    pub start: usize,
    /// Which of the stretches lie on it: indices into what [`segments`] was given, ascending.
    pub marks: Vec<usize>,
}

/// Cuts `text` where a stretch begins or ends. A stretch that does not lie on character boundaries inside of the text marks nothing.
pub fn segments<'t>(text: &'t str, stretches: &[Span]) -> Vec<Segment<'t>> {
    let is_sound = |span: &Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        start < end && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    // Ends and beginnings in the order of the text.
    let mut edges: Vec<(usize, bool, usize)> = Vec::new();
    for (which, span) in stretches.iter().enumerate().filter(|(_, span)| is_sound(span)) {
        edges.push((span.start as usize, true, which));
        edges.push((span.end as usize, false, which));
    }
    edges.sort_unstable();
    let mut out = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for (place, begins, which) in edges {
        if place > at {
            out.push(Segment {
                text: &text[at..place],
                start: at,
                marks: open.clone(),
            });
            at = place;
        }
        match (begins, open.binary_search(&which)) {
            (true, Err(n)) => open.insert(n, which),
            (false, Ok(n)) => {
                open.remove(n);
            }
            _ => {}
        }
    }
    if at < text.len() {
        out.push(Segment {
            text: &text[at..],
            start: at,
            marks: open,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_that_overlap_are_cut_where_they_begin_and_end() {
        let spans = [Span::new(0, 4), Span::new(2, 6)];
        let cut: Vec<(&str, Vec<usize>)> = segments("abcdefgh", &spans)
            .into_iter()
            .map(|s| (s.text, s.marks))
            .collect();
        assert_eq!(
            cut,
            [("ab", vec![0]), ("cd", vec![0, 1]), ("ef", vec![1]), ("gh", vec![])]
        );
    }

    proptest! {
        /// Marks over any text and any spans keep the text exactly, and lie where they were put (S8).
        #[test]
        fn the_text_is_kept(text in any::<String>(), spans in prop::collection::vec((0u32..200, 0u32..200), 0..12)) {
            let spans: Vec<Span> = spans.iter().map(|(a, b)| Span { start: *a, end: *b }).collect();
            let segments = segments(&text, &spans);
            let joined: String = segments.iter().map(|s| s.text).collect();
            prop_assert_eq!(&joined, &text);
            let mut at = 0;
            for segment in &segments {
                prop_assert!(!segment.text.is_empty());
                prop_assert_eq!(segment.start, at);
                at += segment.text.len();
                for (which, span) in spans.iter().enumerate() {
                    let sound = text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize);
                    let lies = sound && (span.start as usize) <= segment.start && segment.start + segment.text.len() <= span.end as usize;
                    prop_assert_eq!(segment.marks.contains(&which), lies);
                }
            }
        }
    }
}
