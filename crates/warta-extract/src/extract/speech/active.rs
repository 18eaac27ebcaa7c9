//! The statement of a verb of saying, before its subject or behind it.

use std::ops::Range;

use super::attribution::Attribution;
use super::circumstance::behind_circumstances;
use super::cues::Besides;
use super::saying::{Said, Saying};
use super::scene::{Scene, end_of, is, mentions_in};
use super::stretch::{CONNECTS, doubled_behind};
use super::subject::{is_blocked, is_object, speaker_turned};
use super::unnamed::unknown_he;
use crate::extract::names::MentionKind;
use crate::extract::text::Kind;

/// Words of a role that the lists lack, before the name of an English speaker: `harbour chief Colby`.
const LONGEST_ROLE: usize = 6;

/// The most tokens of a question before its subject: `What else has`.
const QUESTION: usize = 4;

/// The least words before a verb of saying that its speaker follows without a comma.
const SHORTEST_TURNED: usize = 5;

/// `Budi mengatakan, ...`, `Budi said ...`, `..., Budi said`, `..., said Budi`.
pub fn active(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    let turns = scene.grammar().subject_may_follow_verb;
    // `Julia Colby reported from Paris`: a credit.
    let credits = saying.text(at) == "reported" && saying.text(at + 1) == "from";
    // `it added to the damage`
    let adds = turns && saying.text(at).starts_with("add") && saying.text(at + 1) == "to";
    if is_blocked(scene, at) || credits || adds || turns && is_asked(saying) {
        return None;
    }
    let comma_before = at > sentence.start && saying.text(at - 1) == ",";
    if turns
        && comma_before
        && !is_subject_described(scene, sentence.start, at)
        && let Some(attribution) = speaker_turned(scene, at, sentence.end)
    {
        return Some((sentence.start..at, attribution));
    }
    // `was asked whether he believed that ...`: he does not say it.
    if turns && at >= sentence.start + 2 && is(scene, at - 2, Besides::WHETHER) {
        return None;
    }
    let attribution = match saying.by_subject() {
        Some(found) => found,
        None if at > sentence.start + SHORTEST_TURNED && saying.is(Besides::TURNS) => return turned(saying),
        // A subject that is left out after `dan`, `namun`.
        None if scene.grammar().subject_may_be_left_out && leaves_out(scene, sentence, at) => saying.by_current(),
        None => return None,
    };
    let attribution = match unknown_he(scene, at, &attribution, saying.stage, saying.number) {
        true => Attribution {
            person: None,
            ..attribution
        },
        false => attribution,
    };
    let from = match doubled_behind(scene, at) {
        true => sentence.end.min(at + 3),
        false => behind_circumstances(scene, at, sentence.end),
    };
    if sentence.end <= at + 3 || from >= sentence.end {
        // `..., Colby, founder and president of the house, said.`: his name, not his role.
        let mut before = mentions_in(scene, sentence.start..at).rev();
        let named = before
            .clone()
            .find(|m| m.person.is_some() && m.person == attribution.person);
        let start = named.or_else(|| before.next()).map_or(at, |m| m.extent.start as usize);
        let statement = match turns {
            true => before_english_subject(saying, start),
            false => before_subject(saying, start),
        };
        return statement.map(|statement| (statement, attribution));
    }
    // `Colby, who said that it rained, was absent.`
    let relative = at > sentence.start + 1 && is(scene, at - 1, Besides::RELATIVE) && scene.doc.is_sign(at - 2, ",");
    let comma = || (from..sentence.end).find(|j| scene.doc.is_sign(*j, ","));
    let end = relative.then(comma).flatten();
    Some((from..end.unwrap_or(sentence.end), attribution))
}

/// `What has Colby said about it?`: nobody said what is asked.
fn is_asked(saying: &Saying) -> bool {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    let subject = mentions_in(scene, sentence.start..at).next();
    scene.doc.is_sign(sentence.end - 1, "?")
        && subject.is_some_and(|m| {
            let start = m.extent.start as usize;
            m.extent.end as usize == at
                && start > sentence.start
                && start <= sentence.start + QUESTION
                && is(scene, start - 1, Besides::FINITE)
        })
}

/// `Hutton, a former secretary at the harbour, said Colby "has no plan"`: all that stands before the comma is a name and what it is.
fn is_subject_described(scene: &Scene, start: usize, cue: usize) -> bool {
    let first = mentions_in(scene, start..cue).next();
    first.is_some_and(|m| {
        m.kind == MentionKind::Name
            && m.extent.start as usize == start
            && m.extent.end as usize + 1 == cue
            && m.extent.end > m.tokens.end
    })
}

/// `The pier may close says mayor Martha Colby, after ...`
fn turned(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    // `The party says mayor Colby should go`: what it says.
    let named = mentions_in(scene, at + 1..sentence.end).next()?;
    let behind = end_of(scene, named);
    let closed = behind >= sentence.end || scene.doc.tokens[behind].kind == Kind::Sign;
    if !closed {
        return None;
    }
    let found = speaker_turned(scene, at, sentence.end)?;
    Some((sentence.start..at, found))
}

/// What is said before a subject at `start`, whose verb ends the sentence: `..., Nadler said.`, `..., Nadler said on Monday.`
fn before_english_subject(saying: &Saying, start: usize) -> Option<Range<usize>> {
    let (sentence, at) = (saying.sentence, saying.at);
    let before = comma_before_role(saying.scene, sentence.start, start)?;
    // `Instead, Colby told me, they stay.`
    let comma = (at + 1..sentence.end).find(|j| saying.scene.doc.is_sign(*j, ","));
    if let Some(comma) = comma
        && before - sentence.start <= CONNECTS
        && sentence.end - comma > before - sentence.start
    {
        return Some(comma + 1..sentence.end);
    }
    // `..., Colby has answered, telling reporters on Sunday: "..."`
    (!saying.text(at).ends_with("ing")).then_some(sentence.start..before)
}

/// The same in Indonesian: `..., Budi menegaskan.`
fn before_subject(saying: &Saying, start: usize) -> Option<Range<usize>> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    let behind = sentence.end - (at + 1);
    // `..., Budi mengaku gugup.`
    if behind == 2 && scene.doc.tokens[at + 1].is_word() && saying.text(at) == "mengaku" {
        return Some(at + 1..sentence.end);
    }
    // `..., tetapi Budi menolak.` says nothing of what was said.
    let alone = start > 0 && !matches!(scene.doc.text(start - 1), "," | "\"" | "”");
    let nothing = behind > 2 || alone || opens_with_verb(scene, sentence.start);
    (!nothing).then_some(sentence.start..start)
}

/// Where an English statement ends before its speaker: at the comma or mark before the name and what belongs to it. `None` where
/// nothing stands before: `Harbour chief Colby said.`
fn comma_before_role(scene: &Scene, start: usize, name: usize) -> Option<usize> {
    let doc = scene.doc;
    let near = (start..name).rev().take(LONGEST_ROLE + 1);
    near.take_while(|i| doc.tokens[*i].is_word() || matches!(doc.text(*i), "," | "\"" | "”" | "-" | "."))
        .find(|i| matches!(doc.text(*i), "," | "\"" | "”"))
}

/// A person stands right before the cue, adverbs aside, and is nobody's object: but for `membuat Budi optimistis`.
pub fn is_subject_near(scene: &Scene, cue: usize, start: usize) -> bool {
    let last = mentions_in(scene, start..cue).next_back();
    last.is_some_and(|m| {
        let end = m.extent.end as usize;
        let made = cue == end && is_object(scene, m.extent.start as usize);
        !made && end <= cue && cue - end <= 2 && (end..cue).all(|i| is(scene, i, Besides::BRIDGE))
    })
}

/// `Mendengar hal itu, Budi berkomentar.`, `Saat ditanya, Budi menolak.`: what stands before the comma is no statement.
fn opens_with_verb(scene: &Scene, start: usize) -> bool {
    let text = scene.doc.text(start);
    text.len() >= 6 && text.starts_with("Me") || scene.cues.is(&scene.doc.tokens[start], Besides::ENDS)
}

/// Before the cue stands no subject: nothing, or a word that joins the sentence with the one before it. `Menanggapi hal itu, Budi
/// mengatakan ...` has its subject behind.
fn leaves_out(scene: &Scene, sentence: &Range<usize>, cue: usize) -> bool {
    let doc = scene.doc;
    let follows = || {
        let Some(next) = doc.tokens[..sentence.end].get(cue + 1) else {
            return false;
        };
        scene.cues.is(next, Besides::CLAUSE) || next.kind == Kind::Sign && matches!(doc.text(cue + 1), "," | ":")
    };
    match cue - sentence.start {
        0 => follows(),
        1 => scene.cues.is(&doc.tokens[sentence.start], Besides::OPENS),
        _ => false,
    }
}
