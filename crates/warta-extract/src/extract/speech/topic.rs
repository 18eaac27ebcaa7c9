//! English verbs that tell of something and say nothing of it: `listed several reforms`, `referred to a report`, `laid out a plan`.

use super::active::is_subject_near;
use super::attribution::Attribution;
use super::cues::Besides;
use super::saying::{Said, Saying};
use super::scene::{Scene, is, mentions_in};
use super::subject::is_blocked;
use super::unnamed::unknown_he;
use crate::extract::names::MentionKind;

/// What the subject right before such a verb told of.
pub fn topic(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    let takes = match saying.text(at + 1) {
        "out" => Besides::TOPIC_OUT,
        "to" | "on" | "upon" => Besides::TOPIC_TO,
        "about" | "of" => Besides::TOPIC_ABOUT,
        _ => Besides::TOPIC,
    };
    let first = at + if takes == Besides::TOPIC { 1 } else { 2 };
    let tells = saying.is(takes) && first + 1 < sentence.end && begins_thing(scene, first);
    if !tells || is_blocked(scene, at) || !is_subject_near(scene, at, sentence.start) {
        return None;
    }
    let found = saying.by_subject()?;
    let unknown = unknown_he(scene, at, &found, saying.stage, saying.number);
    let person = found.person.filter(|_| !unknown);
    Some((first..sentence.end, Attribution { person, ..found }))
}

/// The name of a thing may begin at `i`: no person, no listeners, and no word that leads to another part of the sentence.
fn begins_thing(scene: &Scene, i: usize) -> bool {
    let leads = Besides::OBLIQUE | Besides::WHERE | Besides::ENDS | Besides::OPENS | Besides::WHEN | Besides::HEARS;
    let person = mentions_in(scene, i..i + 1).any(|m| m.kind != MentionKind::Role && m.extent.start as usize == i);
    let pronoun = matches!(
        scene.doc.text(i),
        "it" | "him" | "them" | "me" | "us" | "himself" | "herself"
    );
    scene.doc.tokens[i].is_word() && !is(scene, i, leads) && !person && !pronoun
}
