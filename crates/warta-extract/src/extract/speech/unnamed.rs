//! English speakers whom nobody names, and the pronouns that mean them: `a banker said he expects ...`.

use std::ops::Range;

use super::attribution::Attribution;
use super::cues::{Besides, CueKind};
use super::scene::{Scene, is, is_oblique, is_thing, mentions_in};
use super::stage::Stage;
use crate::extract::text::Kind;

/// The most words of a subject that is no person's name.
const LONGEST_SUBJECT: usize = 8;

/// The words before an English cue that are its subject although nobody is known by them: `“...,” a friend said`, `I laughed and
/// said, “...”`. They say that whoever was speaking is not.
pub fn unknown_subject(scene: &Scene, cue: usize, from: usize) -> Option<Range<usize>> {
    let doc = scene.doc;
    let word = |i: usize| doc.tokens[i].kind == Kind::Word;
    let mut end = cue;
    while end > from && word(end - 1) && scene.cues.is(&doc.tokens[end - 1], Besides::BRIDGE) {
        end -= 1;
    }
    let mut start = end;
    while start > from && end - start < LONGEST_SUBJECT && word(start - 1) {
        start -= 1;
    }
    // `It said`, `they added`: an organisation, or people, who are no person.
    if scene.grammar().subject_may_follow_verb && start < end && is_they(doc.text(end - 1)) {
        return Some(end - 1..end);
    }
    // `the rules, which state: "..."`
    if scene.grammar().subject_may_follow_verb && start < end && is_thing(doc.text(end - 1)) {
        return Some(end - 1..end);
    }
    // `Colby of Capital.com said`
    if start < end && start > from && doc.tokens[start].glued {
        return None;
    }
    // `slammed the decision and predicted`: the subject stands further on.
    while start < end && (is(scene, start, Besides::JOINS | Besides::OPENS)) {
        start += 1;
    }
    let about_another = |i: usize| {
        scene.cues.is(&doc.tokens[i], Besides::RELATIVE)
            || matches!(doc.text(i), "he" | "she" | "He" | "She")
            || is_they(doc.text(i))
    };
    // `an adviser to Colby`
    let article = start < end && is(scene, start, Besides::ARTICLE);
    let named = mentions_in(scene, start..end).any(|m| !article || !is_oblique(scene, m.extent.start as usize));
    (scene.grammar().subject_may_follow_verb && start < end && !named && !(start..end).any(about_another))
        .then_some(start..end)
}

/// `it`, `they`: an organisation, or people, who are no person.
pub fn is_they(word: &str) -> bool {
    ["it", "they"].iter().any(|they| word.eq_ignore_ascii_case(they))
}

/// `A banker said he expects ...`, and behind it `He said ...`: the pronoun means the one who was called by words only.
pub fn unknown_he(scene: &Scene, cue: usize, found: &Attribution, stage: &Stage, number: usize) -> bool {
    let doc = scene.doc;
    let pronoun = |i: usize| matches!(doc.text(i), "he" | "she" | "He" | "She");
    if !scene.grammar().subject_may_follow_verb
        || found.person.is_none()
        || found.role.is_some()
        || cue == 0
        || !pronoun(cue - 1)
    {
        return false;
    }
    let start = doc.sentences[number].start as usize;
    let subordinate = cue >= start + 3 && {
        let said = match scene.cues.is(&doc.tokens[cue - 2], Besides::CLAUSE) {
            true => cue - 3,
            false => cue - 2,
        };
        let one = |words: Range<usize>| words.clone().any(|i| is_one(doc.text(i)));
        // `In a series of tweets he said`
        scene.cues.get(&doc.tokens[said]) == Some(CueKind::Active)
            && !scene.cues.is(&doc.tokens[said], Besides::NOUN)
            && unknown_subject(scene, said, start).is_some_and(one)
    };
    let one = |role: &String| role.split(' ').next().is_some_and(is_one);
    let current = stage.current(number);
    let before = cue == start + 1 && current.person.is_none() && current.role.as_ref().is_some_and(one);
    subordinate || before
}

/// A word that brings in somebody who was not told of.
pub fn is_one(word: &str) -> bool {
    ["a", "an", "one", "another"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
}
