//! The statement of a verb of saying, before its subject or behind it.

use std::ops::Range;

use super::attribution::Attribution;
use super::circumstance::behind_circumstances;
use super::cues::Part;
use super::scene::{Scene, end_of, is, mentions_in};
use super::stage::Stage;
use super::stretch::{CONNECTS, doubled_behind};
use super::subject::{is_blocked, speaker_turned};
use super::unnamed::unknown_he;
use super::who::by_subject;
use crate::extract::text::Kind;

/// Words of a role that the lists lack, before the name of an English speaker: `harbour chief Colby`.
const LONGEST_ROLE: usize = 6;

/// The least words before a verb of saying that its speaker follows without a comma.
const SHORTEST_TURNED: usize = 5;

/// `Budi mengatakan, ...`, `Budi said ...`, `..., Budi said`, `..., said Budi`.
pub fn active(
    scene: &Scene,
    sentence: &Range<usize>,
    i: usize,
    stage: &Stage,
    number: usize,
) -> Option<(Range<usize>, Attribution)> {
    let doc = scene.doc;
    if is_blocked(scene, i) {
        return None;
    }
    let behind = sentence.end - (i + 1);
    let comma_before = i > sentence.start && doc.text(i - 1) == ",";
    // `Julia Colby reported from Paris`: a credit.
    if doc.text(i) == "reported" && behind > 0 && doc.text(i + 1) == "from" {
        return None;
    }
    if scene.grammar().subject_may_follow_verb
        && comma_before
        && let Some(attribution) = speaker_turned(scene, i, sentence.end)
    {
        return Some((sentence.start..i, attribution));
    }
    // `was asked whether he believed that ...`: he does not say it.
    if scene.grammar().subject_may_follow_verb && i >= sentence.start + 2 && is(scene, i - 2, Part::WHETHER) {
        return None;
    }
    let attribution = match by_subject(scene, i, sentence.start, stage, number) {
        Some(found) => found,
        // `The pier may close says mayor Martha Colby, after ...`
        None if i > sentence.start + SHORTEST_TURNED && is(scene, i, Part::TURNS) => {
            // `The party says mayor Colby should go`: what it says.
            let named = mentions_in(scene, i + 1..sentence.end).next()?;
            let behind = end_of(scene, named);
            let closed = behind >= sentence.end || doc.tokens[behind].kind == Kind::Sign;
            if !closed {
                return None;
            }
            let found = speaker_turned(scene, i, sentence.end)?;
            return Some((sentence.start..i, found));
        }
        // A subject that is left out after `dan`, `namun`.
        None if scene.grammar().subject_may_be_left_out && leaves_out(scene, sentence, i) => Attribution {
            cue: Some(i),
            ..stage.current(number)
        },
        None => return None,
    };
    let attribution = match unknown_he(scene, i, &attribution, stage, number) {
        true => Attribution {
            person: None,
            ..attribution
        },
        false => attribution,
    };
    let from = match doubled_behind(scene, i) {
        true => sentence.end.min(i + 3),
        false => behind_circumstances(scene, i, sentence.end),
    };
    // The subject before a comma at the end: `..., Nadler said.`, `..., Nadler said on Monday.`
    if behind <= 2 || from >= sentence.end {
        let start = mentions_in(scene, sentence.start..i)
            .last()
            .map_or(i, |m| m.extent.start as usize);
        if scene.grammar().subject_may_follow_verb {
            let before = comma_before_role(scene, sentence.start, start)?;
            // `Instead, Colby told me, they stay.`
            let comma = (i + 1..sentence.end).find(|j| doc.is_sign(*j, ","));
            if let Some(comma) = comma
                && before - sentence.start <= CONNECTS
                && sentence.end - comma > before - sentence.start
            {
                return Some((comma + 1..sentence.end, attribution));
            }
            // `..., Colby has answered, telling reporters on Sunday: "..."`
            return (!doc.text(i).ends_with("ing")).then_some((sentence.start..before, attribution));
        }
        // `..., Budi mengaku gugup.`
        if behind == 2 && doc.tokens[i + 1].is_word() && doc.text(i) == "mengaku" {
            return Some((i + 1..sentence.end, attribution));
        }
        // `..., tetapi Budi menolak.` says nothing of what was said.
        let alone = start > 0 && !matches!(doc.text(start - 1), "," | "\"" | "”");
        if behind > 2 || alone || opens_with_verb(scene, sentence.start) {
            return None;
        }
        return Some((sentence.start..start, attribution));
    }
    // `Colby, who said that it rained, was absent.`
    let relative = i > sentence.start + 1 && is(scene, i - 1, Part::RELATIVE) && doc.is_sign(i - 2, ",");
    let end = (from..sentence.end).find(|j| relative && doc.is_sign(*j, ","));
    Some((from..end.unwrap_or(sentence.end), attribution))
}

/// Where an English statement ends before its speaker: at the comma or mark before the name and what belongs to it. `None` where
/// nothing stands before: `Harbour chief Colby said.`
fn comma_before_role(scene: &Scene, start: usize, name: usize) -> Option<usize> {
    let doc = scene.doc;
    let near = (start..name).rev().take(LONGEST_ROLE + 1);
    near.take_while(|i| doc.tokens[*i].is_word() || matches!(doc.text(*i), "," | "\"" | "”" | "-" | "."))
        .find(|i| matches!(doc.text(*i), "," | "\"" | "”"))
}

/// A person stands right before the cue, adverbs aside.
pub fn is_subject_near(scene: &Scene, cue: usize, start: usize) -> bool {
    let last = mentions_in(scene, start..cue).next_back();
    last.is_some_and(|m| {
        let end = m.extent.end as usize;
        end <= cue && cue - end <= 2 && (end..cue).all(|i| is(scene, i, Part::BRIDGE))
    })
}

/// `Mendengar hal itu, Budi berkomentar.`, `Saat ditanya, Budi menolak.`: what stands before the comma is no statement.
fn opens_with_verb(scene: &Scene, start: usize) -> bool {
    let text = scene.doc.text(start);
    text.len() >= 6 && text.starts_with("Me") || scene.cues.is(&scene.doc.tokens[start], Part::ENDS)
}

/// Before the cue stands no subject: nothing, or a word that joins the sentence with the one before it. `Menanggapi hal itu, Budi
/// mengatakan ...` has its subject behind.
fn leaves_out(scene: &Scene, sentence: &Range<usize>, cue: usize) -> bool {
    let doc = scene.doc;
    let follows = || {
        let Some(next) = doc.tokens[..sentence.end].get(cue + 1) else {
            return false;
        };
        scene.cues.is(next, Part::CLAUSE) || next.kind == Kind::Sign && matches!(doc.text(cue + 1), "," | ":")
    };
    match cue - sentence.start {
        0 => follows(),
        1 => scene.cues.is(&doc.tokens[sentence.start], Part::OPENS),
        _ => false,
    }
}
