//! Statements without quotation marks, and those with a few of the speaker's words in them.

use std::ops::Range;

use super::attribution::{Attribution, of_role};
use super::cues::{Besides, CueKind};
use super::introduced::{SHORTEST, introduced};
use super::marks::{self, Quoted, quotation_at};
use super::passive::{agrees, refers, said_before};
use super::reading::Reading;
use super::saying::Saying;
use super::scene::{Scene, is};
use super::stage::Stage;
use super::statement::statement;
use super::subject::{is_blocked, is_named};
use super::unnamed::{is_they, unknown_subject};
use crate::article::QuoteKind;
use crate::extract::text::{Kind, Shape};

/// Tokens between a quotation and its cue, and behind the cue to `that`.
const ATTRIBUTES: usize = 18;

/// Tokens from a cue to the end of its sentence that say nothing of what was said.
const ANNOUNCES: usize = 4;

/// Finds the statements of a sentence outside its direct quotations, and those that end in it, in their order: who says the one may
/// say the next.
pub fn of_sentence(scene: &Scene, sentence: &Range<usize>, number: usize, reading: &mut Reading) {
    let quoted = reading.quoted;
    let first = quoted.partition_point(|q| q.outer.end <= sentence.start);
    let last = quoted.partition_point(|q| q.outer.start < sentence.end);
    let inside = &quoted[first.min(last)..last];
    let is_quoted = |i: usize| quotation_at(inside, i).is_some_and(|q| q.outer.contains(&i));
    // A statement before its cue begins behind the cue of the one before it: `..., kata Budi, ..., kata Siti`.
    let mut floor = sentence.start;
    let mut i = sentence.start;
    while i < sentence.end {
        reading.attribute(scene, i, number);
        let at = i;
        i += 1;
        let cue = scene.cues.introduces(&scene.doc.tokens[at]);
        // What nearly every word fails at.
        let Some(kind) = cue.filter(|_| !is_quoted(at) && !is_named(scene, at)) else {
            continue;
        };
        let saying = Saying {
            scene,
            stage: &reading.stage,
            sentence,
            number,
            at,
            kind,
        };
        let Some((tokens, attribution)) = introduced(&saying) else {
            if let Some(turn) = turn(&saying) {
                turn.take(&mut reading.stage, number);
            }
            continue;
        };
        if tokens.start > at && is_of_quotation(scene, inside, at, &tokens) {
            reading.stage.speaks(&attribution, number);
            floor = i;
            continue;
        }
        // What stands between marks is told apart already.
        let tokens = outside(tokens.start.max(floor).min(tokens.end)..tokens.end, inside);
        floor = i;
        if attribution.person.is_none() && attribution.role.is_none() {
            continue;
        }
        // `According to a transcript, he said`: a source is nobody who speaks.
        let source = scene.grammar().subject_may_follow_verb && kind == CueKind::According;
        if attribution.person.is_some() || !source {
            reading.stage.speaks(&attribution, number);
        }
        let tokens = match kind == CueKind::Passive && refers(scene, &tokens) {
            true => match said_before(scene, number, quoted, &reading.found) {
                // What is meant, and the words that mean it: `hal itu`.
                Some(meant) => meant.start..tokens.end.min(tokens.start + 2),
                // Somebody else said it first: these say it together.
                None => {
                    agrees(&mut reading.found, &attribution);
                    continue;
                }
            },
            false => tokens,
        };
        if let Some(end) = keep(scene, reading, tokens, attribution, inside) {
            i = i.max(end.min(sentence.end));
        }
    }
    reading.attribute(scene, sentence.end, number);
}

/// Keeps what was said outside of marks, if it is a statement: then where it ends. `inside` are the quotations of its sentence.
fn keep(
    scene: &Scene,
    reading: &mut Reading,
    tokens: Range<usize>,
    attribution: Attribution,
    inside: &[Quoted],
) -> Option<usize> {
    let tokens = trim(scene, tokens);
    let words = tokens
        .clone()
        .filter(|i| scene.doc.tokens[*i].kind != Kind::Sign)
        .count();
    if words < SHORTEST {
        // The cue belongs to a quotation, or says nothing of what was said.
        if inside.is_empty() && attribution.person.is_some() && words > 0 {
            reading.found.push(statement(&tokens, QuoteKind::Indirect, attribution));
        }
        return None;
    }
    if !is_frame(scene, &tokens, attribution.cue) {
        let kind = match has_own_words(scene, &tokens) {
            true => QuoteKind::Mixed,
            false => QuoteKind::Indirect,
        };
        reading.found.push(statement(&tokens, kind, attribution));
    }
    Some(tokens.end)
}

/// What a word of saying that introduces no statement tells of who speaks.
enum Turn {
    /// Nobody who is known, but perhaps somebody who is called by words.
    Unknown(Option<Attribution>),
    /// What they said comes.
    Announces(Attribution),
    /// They are one who talks.
    Talks(u32),
}

impl Turn {
    fn take(self, stage: &mut Stage, number: usize) {
        match self {
            Turn::Unknown(called) => {
                stage.silence();
                if let Some(called) = called {
                    stage.speaks(&called, number);
                }
            }
            Turn::Announces(speaker) => stage.speaks(&speaker, number),
            Turn::Talks(person) => stage.talks(person),
        }
    }
}

fn turn(saying: &Saying) -> Option<Turn> {
    let (scene, at) = (saying.scene, saying.at);
    if !matches!(saying.kind, CueKind::Active | CueKind::Weak) {
        return None;
    }
    if let Some(attribution) = saying.by_subject() {
        // `Budi menjawab dengan ketus.`
        return match saying.sentence.end - at <= ANNOUNCES {
            true => Some(Turn::Announces(attribution)),
            false => attribution.person.map(Turn::Talks),
        };
    }
    if saying.kind != CueKind::Active || is_blocked(scene, at) || saying.is(Besides::NOUN | Besides::BARE) {
        return None;
    }
    // `The ministry said ...`: whoever spoke before does not any more.
    let subject = unknown_subject(scene, at, saying.sentence.start)?;
    let first = scene.doc.text(subject.start);
    let called = !is_they(first);
    Some(Turn::Unknown(called.then(|| of_role(scene, subject, at))))
}

/// Two words that only say when or how: `saat kejadian`, `dengan begitu`, `on Friday`.
fn is_frame(scene: &Scene, tokens: &Range<usize>, cue: Option<usize>) -> bool {
    let frames = Besides::ENDS | Besides::WHERE | Besides::WHEN | Besides::OBLIQUE;
    // `Budi mengesahkan penahanan itu.` says what he confirms; `Sementara itu, kata Budi ...` does not.
    let behind = cue.is_some_and(|cue| tokens.start > cue);
    let refers = |i: usize| is(scene, i, Besides::REFERS) && !(behind && is(scene, i, Besides::POINTS));
    // `"...," the statement quoted Colby as saying.`
    let paper = is(scene, tokens.start, Besides::ARTICLE) && is(scene, tokens.end - 1, Besides::FORUM);
    tokens.len() <= SHORTEST && (is(scene, tokens.start, frames) || refers(tokens.end - 1) || paper)
}

/// The cue is that of the quotation before it, and tells behind itself only where, when and to whom: `"...," Colby told reporters.`
fn is_of_quotation(scene: &Scene, quoted: &[Quoted], cue: usize, behind: &Range<usize>) -> bool {
    let doc = scene.doc;
    let Some(quotation) = quoted[..quoted.partition_point(|q| q.outer.end <= cue)].last() else {
        return false;
    };
    let between = quotation.outer.end..cue;
    let ends = matches!(doc.text(quotation.inner.end - 1), "," | "?" | "!" | "—" | "–")
        || between.start < cue && doc.text(between.start) == ",";
    let near = between.len() <= ATTRIBUTES && !between.clone().any(|i| scene.cues.get(&doc.tokens[i]).is_some());
    let clause = behind
        .clone()
        .take(ATTRIBUTES)
        .take_while(|i| scene.cues.get(&doc.tokens[*i]).is_none())
        .any(|i| scene.cues.is(&doc.tokens[i], Besides::CLAUSE));
    ends && near && !clause && quotation.closed
}

/// The part of a stretch that no direct quotation covers: what comes before the first that begins inside it.
fn outside(mut tokens: Range<usize>, quoted: &[Quoted]) -> Range<usize> {
    while let Some(q) = quotation_at(quoted, tokens.start).filter(|q| q.outer.start < tokens.end) {
        if q.outer.start > tokens.start {
            tokens.end = q.outer.start;
            break;
        }
        tokens.start = q.outer.end.min(tokens.end);
        if tokens.is_empty() {
            break;
        }
    }
    tokens
}

/// Some of the speaker's words stand between marks: three or more that are no title, as `penanganan itu ”belum menyentuh akar
/// masalah”`. One or two are a word held at a distance.
fn has_own_words(scene: &Scene, tokens: &Range<usize>) -> bool {
    let doc = scene.doc;
    marks::between(doc, tokens).into_iter().any(|inner| {
        let words = inner.clone().filter(|i| doc.tokens[*i].kind != Kind::Sign).count();
        // `seminar bertajuk "menata kota"`
        let mark = inner.start.checked_sub(2);
        let title = mark.is_some_and(|before| is(scene, before, Besides::ENTITLES | Besides::WORK));
        words >= 3 && !title && doc.tokens[inner.start].shape == Shape::Lower
    })
}

/// Without commas, `bahwa` and the full stop around it.
fn trim(scene: &Scene, mut tokens: Range<usize>) -> Range<usize> {
    let doc = scene.doc;
    while tokens.start < tokens.end {
        let text = doc.text(tokens.start);
        let lead = matches!(text, "," | ":" | ";" | "-" | "–" | "—" | ".")
            || scene.cues.is(&doc.tokens[tokens.start], Besides::CLAUSE);
        if !lead {
            break;
        }
        tokens.start += 1;
    }
    while tokens.start < tokens.end && matches!(doc.text(tokens.end - 1), "," | ":" | ";" | "." | "-" | "–" | "—") {
        tokens.end -= 1;
    }
    tokens
}
