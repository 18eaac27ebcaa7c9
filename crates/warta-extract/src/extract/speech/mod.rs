//! Statements and the persons who made them.
//!
//! 1. `marks` finds the stretches between quotation marks, `direct` tells which of them are statements.
//! 2. Sentence by sentence, `attribute` finds the cue of each statement and the mention of its speaker, and `indirect` finds
//!    statements without marks.
//! 3. Who is speaking is carried along, so that `katanya`, `he said` and a quotation alone in its paragraph have their speaker.

mod active;
mod attribute;
mod attribution;
mod circumstance;
mod clause;
mod cues;
mod decision;
mod description;
mod dialogue;
mod direct;
mod evidence;
mod handle;
mod indirect;
mod introduced;
mod marks;
mod owner;
mod passive;
mod plot;
mod reading;
mod saying;
mod scene;
mod stage;
mod statement;
mod stretch;
mod subject;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_kinds;
#[cfg(test)]
mod tests_malay;
#[cfg(test)]
mod tests_meant;
#[cfg(test)]
mod tests_news;
mod topic;
mod unnamed;
mod who;

use std::ops::Range;

use crate::article::{Quote, QuoteKind, Speaker};
use crate::extract::names::People;
use crate::extract::text::Doc;
use attribution::Attribution;
pub use decision::{Decision, Reason};
pub use evidence::{Evidence, Why};
use marks::Quoted;
use reading::Reading;
use scene::Scene;
use statement::{Statement, statement};

/// The speakers in order of their first statement, the statements in order of their place, and by what the speaker of each was decided. The
/// first `skip` tokens are the dateline.
pub fn explained(doc: &Doc, people: &People, skip: usize) -> (Vec<Speaker>, Vec<Quote>, Vec<Decision>) {
    let scene = Scene {
        doc,
        people,
        cues: cues::of(doc.language),
        skip,
    };
    let (quoted, fragments) = direct::direct(&scene);
    let mut fragment = 0;
    let mut reading = Reading::new(&quoted, stage::Stage::new(&scene, cues::has_own(doc.language)));
    let dialogue = dialogue::Dialogue::of(&scene);
    // Whoever was announced to say the next paragraph: `Colby wrote:`.
    let mut announced: Option<Attribution> = None;
    // Where the paragraph begins, and how many statements came before it.
    let mut begun = (usize::MAX, 0);
    for (number, sentence) in doc.sentences.iter().enumerate() {
        let sentence = (sentence.start as usize).max(skip)..sentence.end as usize;
        if sentence.is_empty() {
            continue;
        }
        let paragraph = &doc.paragraphs[doc.paragraph_of(sentence.start)];
        let paragraph = paragraph.start as usize..paragraph.end as usize;
        let first = quoted.partition_point(|q| q.outer.end <= paragraph.start);
        let is_quoted = quoted.get(first).is_some_and(|q| q.outer.start < paragraph.end);
        if begun.0 != paragraph.start {
            begun = (paragraph.start, reading.found.len());
        }
        if sentence.start == paragraph.start {
            if let Some(dialogue) = dialogue.as_ref().filter(|_| !is_quoted)
                && let Some((tokens, attribution)) = dialogue.line(&scene, &paragraph)
            {
                reading.stage.speaks(&attribution, number);
                let line = statement(&tokens, QuoteKind::Indirect, attribution);
                reading.found.push(line);
            }
            if let Some(attribution) = dialogue::signature(&scene, &paragraph) {
                let posting = posting_before(&scene, &paragraph, &reading.found);
                reading
                    .found
                    .extend(posting.map(|tokens| statement(&tokens, QuoteKind::Direct, attribution)));
                continue;
            }
        }
        reading.stage.enter(&scene, number, &sentence, &quoted);
        indirect::of_sentence(&scene, &sentence, number, &mut reading);
        reading.stage.leave(&scene, number, &sentence, &quoted);
        while fragments.get(fragment).is_some_and(|one| one.outer.end <= sentence.end) {
            take_fragment(&scene, &fragments, fragment, &mut reading);
            fragment += 1;
        }
        if sentence.end == paragraph.end {
            // Where the paragraph has statements of its own, those are what it says.
            let silent = reading.found.len() == begun.1 && !is_quoted;
            if let Some(attribution) = announced.take().filter(|_| silent) {
                let block = dialogue::block(&scene, &paragraph, attribution);
                reading.found.extend(block);
            }
            let colon = doc.text(sentence.end - 1) == ":";
            announced = colon.then(|| reading.stage.spoke(number)).flatten();
        }
    }
    let mut found = reading.found;
    if plot::is_plot(&scene, &found) {
        found.clear();
    }
    assemble(&scene, found)
}

/// The posting before a paragraph that signs it, where nothing else was found to be said in it.
fn posting_before(scene: &Scene, paragraph: &Range<usize>, found: &[Statement]) -> Option<Range<usize>> {
    let doc = scene.doc;
    let before = &doc.paragraphs[doc.paragraph_of(paragraph.start).checked_sub(1)?];
    let free = found.last().is_none_or(|last| last.tokens.end <= before.start as usize);
    free.then(|| dialogue::posting(scene, before)).flatten()
}

/// A fragment between marks; those that a statement takes in are its speaker's.
fn take_fragment(scene: &Scene, fragments: &[Quoted], at: usize, reading: &mut Reading) {
    let one = &fragments[at];
    let overlaps = |s: &Statement| s.tokens.start < one.outer.end && one.outer.start < s.tokens.end;
    if !reading.found.iter().rev().take(8).any(overlaps) {
        let attribution = attribute::of_fragment(scene, fragments, at, &reading.stage);
        let attribution = reading::or_words_before(attribution, scene, one.outer.start, &reading.found);
        let fragment = statement(&one.inner, QuoteKind::Direct, attribution);
        reading.found.push(fragment);
    }
}

/// Statements -> quotes in order, not overlapping, and the speakers among the persons.
fn assemble(scene: &Scene, mut found: Vec<Statement>) -> (Vec<Speaker>, Vec<Quote>, Vec<Decision>) {
    // Of two that overlap the direct one stays, then the one that begins first.
    found.sort_by_key(|s| {
        (
            s.tokens.start,
            s.kind != QuoteKind::Direct,
            std::cmp::Reverse(s.tokens.end),
        )
    });
    let mut kept: Vec<Statement> = Vec::with_capacity(found.len());
    for statement in found {
        match kept.last() {
            Some(last) if statement.tokens.start < last.tokens.end => {}
            _ => kept.push(statement),
        }
    }
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut number_of: Vec<Option<u32>> = vec![None; scene.people.persons.len()];
    let mut quotes = Vec::with_capacity(kept.len());
    let mut decisions = Vec::with_capacity(kept.len());
    for statement in kept {
        let mut number = |person: u32, own: bool| {
            let slot = number_of.get_mut(person as usize)?;
            let number = *slot.get_or_insert_with(|| {
                let person = &scene.people.persons[person as usize];
                speakers.push(Speaker {
                    name: person.name.clone(),
                    roles: person.roles.clone(),
                    affiliation: person.affiliation.clone(),
                    quotes: 0,
                });
                speakers.len() as u32 - 1
            });
            speakers[number as usize].quotes += u32::from(own);
            Some(number)
        };
        // The record has one speaker a statement; those who speak together with it are among the speakers all the same.
        for person in statement.also {
            number(person, false);
        }
        let speaker = statement.person.and_then(|person| number(person, true));
        decisions.push(statement.decision);
        quotes.push(Quote {
            speaker,
            role: statement.role,
            kind: statement.kind,
            span: scene.doc.span(statement.tokens),
            cue: statement.cue.map(|i| scene.doc.text(i).to_lowercase()),
        });
    }
    (speakers, quotes, decisions)
}
