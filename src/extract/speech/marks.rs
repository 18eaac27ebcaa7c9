//! Quotation marks -> stretches between them.
//!
//! Outlets print “ ” and " ", the same ” on both sides, doubled apostrophes, « », and lose marks. So a mark is judged by where it
//! stands: a mark with a blank before it and a word behind opens, a mark behind a word or full stop closes, and what could do both
//! does what is due. A paragraph that opens a quotation and does not close it hands it on to the next if that opens one too.

use std::ops::Range;

use super::cues::{self, CueKind};
use crate::extract::text::{Doc, Kind, Shape};

/// A stretch between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Token indices of what is between the marks.
    pub inner: Range<usize>,
    /// Token indices with the marks.
    pub outer: Range<usize>,
    /// The closing mark was there.
    pub closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// How many tokens the mark at `i` takes: two for a doubled apostrophe, none where there is no mark.
fn mark_len(doc: &Doc, i: usize) -> usize {
    let token = &doc.tokens[i];
    if token.kind != Kind::Sign {
        return 0;
    }
    match doc.text(i) {
        "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "＂" => 1,
        "'" | "’" | "‘" | "`" => {
            let doubled = doc
                .tokens
                .get(i + 1)
                .is_some_and(|next| next.glued && next.kind == Kind::Sign)
                && matches!(doc.text(i + 1), "'" | "’" | "‘" | "`");
            if doubled { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// A single mark that stands as a quotation mark: at the edge of a word, not inside it.
fn is_single(doc: &Doc, i: usize) -> bool {
    doc.tokens[i].kind == Kind::Sign && matches!(doc.text(i), "'" | "‘" | "’")
}

fn judge(doc: &Doc, i: usize, len: usize, paragraph: &Range<usize>) -> Mark {
    let text = doc.text(i);
    let behind = i + len;
    let first = i == paragraph.start;
    let last = behind >= paragraph.end;
    let glued_before = !first && doc.tokens[i].glued;
    let glued_behind = !last && doc.tokens[behind].glued;
    let punctuation_behind = !last
        && doc.tokens[behind].kind == Kind::Sign
        && matches!(doc.text(behind), "," | "." | ";" | ":" | ")" | "?" | "!");
    let bracket_before = !first && matches!(doc.text(i - 1), "(" | "[" | "—" | "–" | "-" | ":");
    match text {
        "“" | "„" | "«" if !last && (bracket_before || glued_behind || !glued_before) => return Mark::Opens,
        "»" => return Mark::Closes,
        _ => {}
    }
    if first || (bracket_before && glued_behind) {
        return Mark::Opens;
    }
    if last || punctuation_behind {
        return Mark::Closes;
    }
    match (glued_before, glued_behind) {
        (false, true) => Mark::Opens,
        (true, false) => Mark::Closes,
        _ => Mark::Either,
    }
}

/// The quoted stretches of an article, in order. Stretches within others are not given.
pub fn quoted(doc: &Doc) -> Vec<Quoted> {
    let mut out = Vec::new();
    // The paragraph before opened a quotation and did not close it.
    for paragraph in &doc.paragraphs {
        let paragraph = paragraph.start as usize..paragraph.end as usize;
        let has_double = paragraph.clone().any(|i| mark_len(doc, i) > 0);
        if has_double {
            pair(doc, &paragraph, &mark_len, &mut out);
        } else {
            // Outlets that quote with single marks.
            let single = |doc: &Doc, i: usize| usize::from(is_single(doc, i));
            if paragraph.clone().filter(|i| is_single(doc, *i)).count() >= 2 {
                pair(doc, &paragraph, &single, &mut out);
            }
        }
    }
    out
}

/// The stretches between marks inside a part of a sentence.
pub fn between(doc: &Doc, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for i in tokens.clone().filter(|i| mark_len(doc, *i) > 0) {
        match open.take() {
            None => open = Some(i + 1),
            Some(start) if start < i => out.push(start..i),
            Some(_) => {}
        }
    }
    out
}

fn pair(doc: &Doc, paragraph: &Range<usize>, len_at: &dyn Fn(&Doc, usize) -> usize, out: &mut Vec<Quoted>) {
    // Where the open quotation begins: its mark, and the token behind it.
    let mut open: Option<(usize, usize)> = None;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let len = len_at(doc, i);
        if len == 0 {
            i += 1;
            continue;
        }
        let mut mark = judge(doc, i, len, paragraph);
        if open.is_some() && mark == Mark::Opens && before_cue(doc, i, len, paragraph) {
            mark = Mark::Closes;
        }
        match (open, mark) {
            (None, Mark::Opens | Mark::Either) => open = Some((i, i + len)),
            (None, Mark::Closes) => {
                // A closing mark without its opening one: the sentence up to it, if it begins the paragraph.
                let begins = out.last().is_none_or(|q| q.outer.end <= paragraph.start);
                if begins && i > paragraph.start + 3 && i - paragraph.start < 120 {
                    out.push(Quoted {
                        inner: paragraph.start..i,
                        outer: paragraph.start..i + len,
                        closed: true,
                    });
                }
            }
            (Some((mark_at, start)), Mark::Closes | Mark::Either) => {
                if start < i {
                    out.push(Quoted {
                        inner: start..i,
                        outer: mark_at..i + len,
                        closed: true,
                    });
                }
                open = None;
            }
            (Some((mark_at, start)), Mark::Opens) => {
                // The closing mark was lost, if a sentence has ended in between; else this one is nested.
                if let Some(end) = lost_end(doc, start, i) {
                    out.push(Quoted {
                        inner: start..end,
                        outer: mark_at..end,
                        closed: false,
                    });
                    open = Some((i, i + len));
                }
            }
        }
        i += len;
    }
    if let Some((mark_at, start)) = open
        && start < paragraph.end
    {
        out.push(Quoted {
            inner: start..paragraph.end,
            outer: mark_at..paragraph.end,
            closed: false,
        });
    }
}

/// A mark between a comma and a word of saying closes, however the blanks stand: `... ini, ”ucapnya`.
fn before_cue(doc: &Doc, i: usize, len: usize, paragraph: &Range<usize>) -> bool {
    let behind = i + len;
    i > paragraph.start
        && behind < paragraph.end
        && matches!(doc.text(i - 1), "," | "." | "?" | "!" | "…")
        && matches!(
            cues::of(doc.language).get(doc.tokens[behind].key),
            Some(CueKind::Inverted | CueKind::InvertedSelf)
        )
        && doc.tokens[behind].shape == Shape::Lower
}

/// Where a quotation ended whose closing mark is missing: at the end of the sentence that it began.
fn lost_end(doc: &Doc, start: usize, before: usize) -> Option<usize> {
    let sentence = &doc.sentences[doc.sentence_of(start)];
    let end = sentence.end as usize;
    (end <= before).then_some(end)
}
