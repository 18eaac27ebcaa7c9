//! Quotation marks -> stretches between them.
//!
//! Outlets print “ ” and " ", the same ” on both sides, doubled apostrophes, « », and lose marks. So a mark is judged by where it
//! stands: a mark with a blank before it and a word behind opens, a mark behind a word or full stop closes, and what could do both
//! does what is due. Where line breaks tore marks from their text, the mark at the end of a paragraph opens the next, and the one
//! at its beginning closes the last.

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
    /// The paragraph before opened a quotation and did not close it, and this one opens with a mark: the same quotation.
    pub goes_on: bool,
}

impl Quoted {
    fn new(inner: Range<usize>, outer: Range<usize>, closed: bool) -> Quoted {
        Quoted {
            inner,
            outer,
            closed,
            goes_on: false,
        }
    }
}

/// Words of a quotation that lost its opening mark.
const SHORTEST_TORN: usize = 3;

/// Paragraphs that a quotation can take whose opening mark stands at the end of the paragraph before.
const MOST_TORN: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// How many tokens the mark at `i` takes: two for a doubled apostrophe, none where there is no mark.
#[inline]
fn mark_len(doc: &Doc, i: usize) -> usize {
    match doc.tokens[i].kind {
        Kind::Sign => sign_len(doc, i),
        Kind::Word | Kind::Number => 0,
    }
}

/// The same of a sign.
fn sign_len(doc: &Doc, i: usize) -> usize {
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

/// The quick look, which most paragraphs fail: a byte that some mark begins with.
fn may_have_marks(doc: &Doc, paragraph: &Range<usize>) -> bool {
    let bytes = &doc.body.as_bytes()[doc.span(paragraph.clone()).range()];
    memchr::memchr3(b'"', b'\'', b'`', bytes).is_some() || memchr::memchr3(0xe2, 0xc2, 0xef, bytes).is_some()
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
    // What a torn quotation took of the paragraphs behind it.
    let mut taken = 0;
    for (number, paragraph) in doc.paragraphs.iter().enumerate() {
        let paragraph = (paragraph.start as usize).max(taken)..paragraph.end as usize;
        if paragraph.is_empty() {
            continue;
        }
        if !may_have_marks(doc, &paragraph) {
            continue;
        }
        let has_double = paragraph.clone().any(|i| mark_len(doc, i) > 0);
        if has_double {
            let paragraph = behind_torn_end(doc, &paragraph, &mut out);
            let torn = closes_behind(doc, number);
            let before = out.len();
            taken = pair(doc, &paragraph, &mark_len, torn, &mut out);
            beside(doc, &paragraph, &mut out, before);
        } else {
            // Outlets that quote with single marks.
            let single = |doc: &Doc, i: usize| usize::from(is_single(doc, i));
            if paragraph.clone().filter(|i| is_single(doc, *i)).count() >= 2 {
                pair(doc, &paragraph, &single, None, &mut out);
            }
        }
    }
    out
}

/// Where both kinds of marks stand beside each other: `"We go," said Colby. ‘We stay,’ said Finch.` Single marks within double ones are
/// part of what is said. `out[before..]` are the paragraph's own.
fn beside(doc: &Doc, paragraph: &Range<usize>, out: &mut Vec<Quoted>, before: usize) {
    let opens = |i: &usize| doc.text(*i) == "‘" && !doc.tokens[*i].glued;
    if !paragraph
        .clone()
        .filter(|i| doc.tokens[*i].kind == Kind::Sign)
        .any(|i| opens(&i))
    {
        return;
    }
    let single = |doc: &Doc, i: usize| usize::from(is_single(doc, i));
    let doubles: Vec<Range<usize>> = out[before..].iter().map(|q| q.outer.clone()).collect();
    let mut from = paragraph.start;
    for to in doubles.iter().map(|d| d.start).chain([paragraph.end]) {
        let gap = from..to.max(from);
        if gap.clone().any(|i| doc.tokens[i].kind == Kind::Sign && opens(&i)) {
            pair(doc, &gap, &single, None, out);
        }
        from = doubles.iter().find(|d| d.start == to).map_or(to, |d| d.end);
    }
    out[before..].sort_by_key(|q| q.outer.start);
}

/// `"Kami siap`, and in the next paragraph `" kata Budi`: the mark closes what is open; the paragraph is what stands behind it.
fn behind_torn_end(doc: &Doc, paragraph: &Range<usize>, out: &mut [Quoted]) -> Range<usize> {
    let len = mark_len(doc, paragraph.start);
    if len == 0 || !is_cue_behind(doc, paragraph.start + len, paragraph) {
        return paragraph.clone();
    }
    match out.last_mut() {
        Some(last) if !last.closed && last.outer.end == paragraph.start => {
            last.closed = true;
            last.outer.end = paragraph.start + len;
            last.outer.end..paragraph.end
        }
        _ => paragraph.clone(),
    }
}

/// The next mark behind a paragraph, if it closes before a word of saying: what a mark at the paragraph's end opens.
fn closes_behind(doc: &Doc, number: usize) -> Option<(usize, usize)> {
    let last = doc.paragraphs[number].end as usize - 1;
    if mark_len(doc, last) == 0 {
        return None;
    }
    let behind = doc.paragraphs[number + 1..].iter().take(MOST_TORN);
    let (paragraph, i) = behind
        .map(|p| p.start as usize..p.end as usize)
        .find_map(|p| p.clone().find(|i| mark_len(doc, *i) > 0).map(|i| (p, i)))?;
    let len = mark_len(doc, i);
    before_cue(doc, i, len, &paragraph).then_some((i, len))
}

/// The first quotation that ends behind token `i`; it covers `i` or begins behind it. `quoted` is in order.
pub fn quotation_at(quoted: &[Quoted], i: usize) -> Option<&Quoted> {
    quoted.get(quoted.partition_point(|q| q.outer.end <= i))
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

/// Pairs the marks of a paragraph. `torn` is the mark in a paragraph behind that closes what this one's last mark opens. Returns
/// where the next paragraph's marks begin.
fn pair(
    doc: &Doc,
    paragraph: &Range<usize>,
    len_at: &dyn Fn(&Doc, usize) -> usize,
    torn: Option<(usize, usize)>,
    out: &mut Vec<Quoted>,
) -> usize {
    let mut pairing = Pairing {
        doc,
        paragraph,
        open: None,
        nested: 0,
        out,
    };
    let mut i = paragraph.start;
    while i < paragraph.end {
        let len = match doc.tokens[i].kind {
            Kind::Sign => len_at(doc, i),
            Kind::Word | Kind::Number => 0,
        };
        if len == 0 {
            i += 1;
            continue;
        }
        if let (None, Some((end, end_len))) = (pairing.open, torn)
            && i + len >= paragraph.end
        {
            pairing.out.push(Quoted::new(i + len..end, i..end + end_len, true));
            return end + end_len;
        }
        pairing.take(i, len);
        i += len;
    }
    pairing.end();
    paragraph.end
}

/// The marks of a paragraph, as far as they are paired.
struct Pairing<'p> {
    doc: &'p Doc<'p>,
    paragraph: &'p Range<usize>,
    /// Where the open quotation begins: its mark, and the token behind it.
    open: Option<(usize, usize)>,
    /// Curly marks inside of curly marks: `“She calls it “hell”, and stays.”`
    nested: usize,
    out: &'p mut Vec<Quoted>,
}

impl Pairing<'_> {
    /// Takes the mark of `len` tokens at `i`.
    fn take(&mut self, i: usize, len: usize) {
        match (self.open, self.judged(i, len)) {
            (None, Mark::Opens | Mark::Either) => self.open = Some((i, i + len)),
            (None, Mark::Closes) => self.closes_unopened(i, len),
            (Some(_), Mark::Closes | Mark::Either) if self.closes_nested(i) => self.nested -= 1,
            (Some((mark_at, start)), Mark::Closes | Mark::Either) => {
                self.nested = 0;
                if start < i {
                    self.out.push(Quoted::new(start..i, mark_at..i + len, true));
                }
                self.open = None;
            }
            (Some((mark_at, start)), Mark::Opens) => {
                // The closing mark was lost, if a sentence has ended in between; else this one is nested.
                if let Some(end) = lost_end(self.doc, start, i) {
                    self.out.push(Quoted::new(start..end, mark_at..end, false));
                    self.open = Some((i, i + len));
                } else if self.doc.text(i) == "“" && self.doc.text(mark_at) == "“" {
                    self.nested += 1;
                }
            }
        }
    }

    /// What a mark does, by where it stands and by what is open.
    fn judged(&self, i: usize, len: usize) -> Mark {
        let (doc, paragraph) = (self.doc, self.paragraph);
        let mark = judge(doc, i, len, paragraph);
        let before_speaker = || {
            before_cue(doc, i, len, paragraph) && (self.open.is_some() || is_speaker_behind(doc, i + len, paragraph))
        };
        let closes = mark != Mark::Closes && before_speaker()
            || self.open.is_some_and(|(mark_at, _)| is_partner(doc, mark_at, i));
        if closes { Mark::Closes } else { mark }
    }

    /// The mark closes one within the open quotation, which another closes behind it.
    fn closes_nested(&self, i: usize) -> bool {
        self.nested > 0 && self.doc.text(i) == "”" && (i + 1..self.paragraph.end).any(|j| self.doc.text(j) == "”")
    }

    /// A closing mark without its opening one: the sentence up to it, if it begins the paragraph.
    fn closes_unopened(&mut self, i: usize, len: usize) {
        let (doc, paragraph) = (self.doc, self.paragraph);
        // Where breaks were dropped, a paragraph is many.
        let one = doc.paragraphs.len() == 1 && doc.sentence_of(i) > doc.sentence_of(paragraph.start);
        let last = self.out.last().map_or(0, |q| q.outer.end);
        let begins = !one && last <= paragraph.start;
        // `the players' union`
        if len == 1 && is_single(doc, i) {
            return;
        }
        if begins && i > paragraph.start + 3 && i - paragraph.start < 120 {
            self.out
                .push(Quoted::new(paragraph.start..i, paragraph.start..i + len, true));
        } else if before_cue(doc, i, len, paragraph) {
            // Further on in a paragraph it is the sentence: `Hari ini buka. Kami siap," kata Budi.`
            let sentence = doc.sentences[doc.sentence_of(i)].start as usize;
            let start = sentence.max(last).max(paragraph.start);
            let words = (start..i)
                .filter(|j| doc.tokens[*j].is_word())
                .take(SHORTEST_TORN)
                .count();
            if words == SHORTEST_TORN && (start == sentence || doc.tokens[start].shape != Shape::Lower) {
                self.out.push(Quoted::new(start..i, start..i + len, true));
            }
        }
    }

    /// What the paragraph leaves open.
    fn end(self) {
        if let Some((mark_at, start)) = self.open
            && start < self.paragraph.end
        {
            let end = self.paragraph.end;
            self.out.push(Quoted::new(start..end, mark_at..end, false));
        }
    }
}

/// Whether the mark at `i`, which opens elsewhere, closes in this language what the one at `open` opens: `„So ist es“`.
fn is_partner(doc: &Doc, open: usize, i: usize) -> bool {
    let (opening, closing) = (doc.text(open), doc.text(i));
    matches!(closing, "“" | "«")
        && opening != closing
        && doc
            .profile()
            .quotation_marks
            .iter()
            .any(|(opens, closes)| opening.starts_with(*opens) && closing.starts_with(*closes))
}

/// A mark between a comma and a word of saying closes, however the blanks stand: `... ini, ”ucapnya`.
fn before_cue(doc: &Doc, i: usize, len: usize, paragraph: &Range<usize>) -> bool {
    let behind = i + len;
    i > paragraph.start
        && behind < paragraph.end
        && matches!(doc.text(i - 1), "," | "." | "?" | "!" | "…")
        && is_cue_behind(doc, behind, paragraph)
}

/// A word of saying that follows statements stands at `i`.
fn is_cue_behind(doc: &Doc, i: usize, paragraph: &Range<usize>) -> bool {
    i < paragraph.end
        && doc.tokens[i].shape == Shape::Lower
        && matches!(
            cues::of(doc.language).get(&doc.tokens[i]),
            Some(CueKind::Inverted | CueKind::InvertedSelf)
        )
}

/// The word of saying at `cue` has its speaker: `ujarnya`, `kata Budi`, `kata dia`; not `”harap tenang`.
fn is_speaker_behind(doc: &Doc, cue: usize, paragraph: &Range<usize>) -> bool {
    let cues = cues::of(doc.language);
    cues.get(&doc.tokens[cue]) == Some(CueKind::InvertedSelf)
        || cue + 1 < paragraph.end
            && (matches!(doc.tokens[cue + 1].shape, Shape::Title | Shape::Upper | Shape::Mixed)
                || matches!(doc.text(cue + 1), "dia" | "ia" | "beliau"))
}

/// Where a quotation ended whose closing mark is missing: at the end of the sentence that it began.
fn lost_end(doc: &Doc, start: usize, before: usize) -> Option<usize> {
    let sentence = &doc.sentences[doc.sentence_of(start)];
    let end = sentence.end as usize;
    (end <= before).then_some(end)
}
