//! Which stretches between quotation marks are statements, and which are titles, nicknames and words held at a distance.

use super::cues::{Besides, CueKind};
use super::marks::{self, Quoted};
use super::scene::{Scene, is};
use super::subject::is_blocked;
use crate::extract::text::{Kind, Shape};

/// Words that a stretch must have to be a statement on its looks alone.
const SPEAKS_FOR_ITSELF: usize = 6;

/// The direct quotations, and the fragments of what somebody said that stand in sentences about it.
pub fn direct(scene: &Scene) -> (Vec<Quoted>, Vec<Quoted>) {
    let mut quoted = marks::quoted(scene.doc);
    for n in 0..quoted.len() {
        // One that goes on in the next paragraph was not closed on purpose.
        let goes_on = quoted
            .get(n + 1)
            .is_some_and(|next| next.outer.start == quoted[n].outer.end);
        let one = &mut quoted[n];
        if !one.closed && !goes_on {
            cut_at_cue(scene, one);
        }
    }
    let mut fragments = Vec::new();
    let mut before: Option<Quoted> = None;
    quoted.retain(|one| {
        let goes_on = before.as_ref().is_some_and(|before| is_interrupted(scene, before, one));
        let kept = goes_on || is_statement(scene, one);
        if kept {
            before = Some(one.clone());
        } else if is_fragment(scene, one) {
            fragments.push(one.clone());
        }
        kept
    });
    for n in 1..quoted.len() {
        let before = &quoted[n - 1];
        let handed_on = !before.closed && before.inner.end == quoted[n].outer.start;
        quoted[n].goes_on =
            handed_on && scene.doc.paragraph_of(before.inner.start) < scene.doc.paragraph_of(quoted[n].outer.start);
    }
    (quoted, fragments)
}

/// Tokens of a cue and a speaker between the halves of a quotation.
const INTERRUPTS: usize = 24;

/// `"Kami siap," kata Budi, "namun belum hari ini."`: behind a cue and a comma a quotation goes on, with however few words.
fn is_interrupted(scene: &Scene, before: &Quoted, one: &Quoted) -> bool {
    let doc = scene.doc;
    let between = before.outer.end..one.outer.start;
    let comma = between.len() > 1 && matches!(doc.text(between.end - 1), "," | ":" | "—" | "–");
    let stops = matches!(doc.text(before.inner.end - 1), "," | "." | "!" | "?" | "…" | "—" | "–");
    let cue = |i: usize| {
        matches!(
            scene.cues.get(&doc.tokens[i]),
            Some(CueKind::Inverted | CueKind::InvertedSelf | CueKind::Active)
        )
    };
    let word = one.inner.clone().any(|i| doc.tokens[i].is_word());
    stops && comma && word && between.len() <= INTERRUPTS && between.clone().take(4).any(cue) && {
        let sentence = doc.sentence_of(one.outer.start);
        doc.sentence_of(before.outer.start) <= sentence && doc.sentence_of(between.start) == sentence
    }
}

/// The least words of a fragment: fewer are held at a distance.
const FRAGMENT: usize = 3;

/// A few of somebody's words in a sentence about what was said: `the ministry called it "a breach of trust"`. No title or name of
/// something: those have capitals, or stand behind a word for what they are.
fn is_fragment(scene: &Scene, one: &Quoted) -> bool {
    let doc = scene.doc;
    let words = one.inner.clone().filter(|i| doc.tokens[*i].is_word()).count();
    if words < FRAGMENT || !one.closed || is_title(scene, one) || has_capitals(scene, one) {
        return false;
    }
    let sentence = &doc.sentences[doc.sentence_of(one.outer.start)];
    let outside =
        (sentence.start as usize..one.outer.start).chain(one.outer.end..(sentence.end as usize).max(one.outer.end));
    let says = |i: usize| match scene.cues.get(&doc.tokens[i]) {
        Some(CueKind::Medium) | None => false,
        Some(CueKind::Inverted) => doc.tokens[i].shape == Shape::Lower && !scene.cues.is(&doc.tokens[i], Besides::NOUN),
        Some(_) => !is_blocked(scene, i),
    };
    outside.take(LONGEST_SENTENCE).any(says)
}

/// Tokens of a sentence that are looked through for a word of saying.
const LONGEST_SENTENCE: usize = 120;

/// The name of a work, a programme or the like, by its capitals (`lagu "Malam Panjang"`), or by the word before it (`bertajuk "..."`).
fn is_title(scene: &Scene, one: &Quoted) -> bool {
    let doc = scene.doc;
    let before = one.outer.start.checked_sub(1).filter(|i| doc.tokens[*i].is_word());
    let Some(before) = before else { return false };
    if is(scene, before, Besides::ENTITLES | Besides::WORK) {
        return true;
    }
    has_capitals(scene, one)
        && doc.tokens[before].shape == Shape::Lower
        && scene.cues.get(&doc.tokens[before]).is_none()
}

/// `Darrell "Bubba" Finch`
fn is_nickname(scene: &Scene, one: &Quoted) -> bool {
    let tokens = &scene.doc.tokens;
    let capital = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|token| token.is_word() && token.shape == Shape::Title)
    };
    one.inner.len() <= 2
        && one.outer.start > 0
        && capital(one.outer.start - 1)
        && capital(one.inner.start)
        && capital(one.outer.end)
        && !scene.doc.is_sign(one.inner.end - 1, ",")
}

/// All words but short ones begin with a capital, and no sign ends the last: the name of something.
fn has_capitals(scene: &Scene, one: &Quoted) -> bool {
    let doc = scene.doc;
    let last = doc.text(one.inner.end - 1);
    let long = |i: &usize| doc.tokens[*i].is_word() && doc.tokens[*i].end - doc.tokens[*i].start > 3;
    let mut words = one.inner.clone().filter(long).peekable();
    words.peek().is_some()
        && words.all(|i| doc.tokens[i].shape != Shape::Lower)
        && !matches!(last, "," | "." | "!" | "?" | "…")
}

/// A quotation that lost its closing mark ends at the comma before its cue: `"Kami siap, kata Budi.`
fn cut_at_cue(scene: &Scene, quoted: &mut Quoted) {
    let doc = scene.doc;
    let end = quoted.inner.clone().skip(2).find(|i| {
        doc.text(*i - 1) == ","
            && matches!(
                scene.cues.get(&doc.tokens[*i]),
                Some(CueKind::Inverted | CueKind::InvertedSelf)
            )
    });
    if let Some(cue) = end {
        quoted.inner.end = cue;
        quoted.outer.end = cue;
    }
}

fn is_statement(scene: &Scene, quoted: &Quoted) -> bool {
    let doc = scene.doc;
    let words = quoted
        .inner
        .clone()
        .filter(|i| doc.tokens[*i].kind != Kind::Sign)
        .count();
    if words == 0 || is_title(scene, quoted) || is_nickname(scene, quoted) {
        return false;
    }
    let first = &doc.tokens[quoted.inner.start];
    let capital = !matches!(first.shape, Shape::Lower);
    let last = doc.text(quoted.inner.end - 1);
    let stops_inside = matches!(last, "," | "." | "!" | "?" | "…");
    let paragraph = &doc.paragraphs[doc.paragraph_of(quoted.inner.start)];
    let opens_paragraph = quoted.outer.start == paragraph.start as usize;
    let closes_paragraph = quoted.outer.end >= paragraph.end as usize;
    if cue_behind(scene, quoted) {
        return words >= 1 && (stops_inside || capital || words >= 3);
    }
    if opens_paragraph && closes_paragraph {
        return words >= 3;
    }
    let before = quoted.outer.start.checked_sub(1).map(|i| doc.text(i));
    let medium = |i: usize| scene.cues.get(&doc.tokens[i]) == Some(CueKind::Medium);
    let captioned = quoted.outer.start.checked_sub(1).is_some_and(medium);
    let introduced = captioned || matches!(before, Some("," | ":")) && cue_before(scene, quoted);
    if introduced {
        return words >= 2 && (capital || words >= SPEAKS_FOR_ITSELF);
    }
    // `Colby said "We stay. They go."`, and no comma behind the verb: whole sentences.
    let said = quoted
        .outer
        .start
        .checked_sub(1)
        .is_some_and(|i| scene.cues.get(&doc.tokens[i]) == Some(CueKind::Active) && !is_blocked(scene, i));
    if said && capital && quoted.closed && matches!(last, "." | "!" | "?") {
        return words >= SPEAKS_FOR_ITSELF;
    }
    let begins_sentence = opens_paragraph || matches!(before, Some("." | "!" | "?" | "”" | "\"" | "“" | "…" | ")"));
    // `Colby -- "..."`
    let dashed = scene.grammar().subject_may_follow_verb && matches!(before, Some("-" | "–" | "—" | "―"));
    if capital && stops_inside && (begins_sentence || dashed || matches!(before, Some(":"))) {
        return words >= 3;
    }
    capital && begins_sentence && words >= SPEAKS_FOR_ITSELF
}

/// A cue stands right behind the closing mark, past a comma.
fn cue_behind(scene: &Scene, quoted: &Quoted) -> bool {
    let doc = scene.doc;
    let end = doc.sentences[doc.sentence_of(quoted.outer.end.saturating_sub(1))].end as usize;
    let limit = if scene.grammar().subject_may_follow_verb { 14 } else { 5 };
    let mut signs = 0;
    for i in (quoted.outer.end..end.max(quoted.outer.end)).take(limit) {
        let token = &doc.tokens[i];
        if token.kind == Kind::Sign {
            signs += 1;
            if signs > 3 || matches!(doc.text(i), "\"" | "“" | "”") {
                return false;
            }
            continue;
        }
        match scene.cues.get(token) {
            Some(CueKind::Inverted | CueKind::InvertedSelf | CueKind::AccordingSelf | CueKind::Passive) => return true,
            Some(CueKind::Active) => return true,
            _ => {}
        }
    }
    false
}

fn cue_before(scene: &Scene, quoted: &Quoted) -> bool {
    let doc = scene.doc;
    let start = doc.sentences[doc.sentence_of(quoted.outer.start)].start as usize;
    (start..quoted.outer.start)
        .rev()
        .take(25)
        .any(|i| match scene.cues.get(&doc.tokens[i]) {
            Some(CueKind::Active | CueKind::Weak | CueKind::According | CueKind::Passive | CueKind::Medium) => true,
            // `Kata Budi, "..."`
            Some(CueKind::Inverted) => i == start,
            _ => false,
        })
}
