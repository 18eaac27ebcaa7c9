//! What a passive cue tells was said: `harga naik, dikatakan Budi`, `hal itu disampaikan Budi`.

use std::ops::Range;

use super::attribution::Attribution;
use super::cues::Besides;
use super::marks::{Quoted, quotation_at};
use super::scene::{Scene, is, mentions_in};
use super::statement::Statement;
use super::stretch::{CONNECTS, behind_named};
use crate::extract::names::MentionKind;

/// Tokens of `hal tersebut juga`.
const REFERENCE: usize = 5;

/// Words of a sentence that another may refer to as a statement.
const SHORTEST_REFERRED: usize = 5;

/// What a passive cue tells was said: what stands before it (`Harga naik, dikatakan Budi`), or behind its speaker where that are
/// a few words that only connect (`Lebih jauh dijelaskan Budi, harga naik`).
pub fn told_of(scene: &Scene, sentence: &Range<usize>, cue: usize, person: Option<u32>) -> Range<usize> {
    let doc = scene.doc;
    let before = sentence.start..cue;
    // `Berdasarkan keterangan yang disampaikan Budi, harga naik`
    let cites = || {
        matches!(
            doc.text(before.start),
            "Berdasarkan" | "Seperti" | "Sebagaimana" | "Mengutip"
        )
    };
    if scene.grammar().subject_may_follow_verb || before.len() > CONNECTS && !cites() || refers(scene, &before) {
        return before;
    }
    let agent = cue + 1 < sentence.end && doc.text(cue + 1) == "oleh";
    let last = if agent { cue + 1 } else { cue };
    let end = behind_named(scene, last, sentence.end, person);
    let goes_on = |i: usize| i < sentence.end && !is(scene, i, Besides::ENDS);
    if end > last + 1 && end < sentence.end && doc.text(end) == "," && goes_on(end + 1) {
        return end + 1..sentence.end;
    }
    // `Herman, ditegaskan Budi tidak memberi usulan`
    let named = mentions_in(scene, last + 1..last + 2).any(|m| m.extent.start as usize == last + 1);
    let comma = || (last + 1..end).any(|i| doc.is_sign(i, ","));
    let relative = cue > sentence.start && is(scene, cue - 1, Besides::RELATIVE);
    if named && !before.is_empty() && !relative && !comma() && end < sentence.end && is(scene, end, Besides::FINITE) {
        return end..sentence.end;
    }
    before
}

/// `Hal itu`, `demikian`: words that mean what was just said.
pub fn refers(scene: &Scene, tokens: &Range<usize>) -> bool {
    // `Namun hal ini ...`
    let joins = tokens
        .clone()
        .next()
        .is_some_and(|first| is(scene, first, Besides::OPENS));
    let tokens = tokens.start + usize::from(joins)..tokens.end;
    // `kabar bahagia itu`
    let pointed = tokens.len() == 3 && is(scene, tokens.end - 1, Besides::POINTS);
    let mut rest = tokens.clone();
    rest.next().is_some_and(|first| is(scene, first, Besides::REFERS))
        && tokens.len() <= REFERENCE
        && (pointed
            || tokens.len() <= 2
            || rest.all(|i| is(scene, i, Besides::POINTS | Besides::BRIDGE | Besides::ENDS)))
}

/// What is held by whoever is named right behind a cue: `Harga diyakini Budi turun`, `harga mahal, dinilai Budi`. The sentence goes on
/// behind the name, or ends there.
pub fn held_by(scene: &Scene, sentence: &Range<usize>, cue: usize) -> Option<Range<usize>> {
    let doc = scene.doc;
    let agent = cue + 1 < sentence.end && doc.text(cue + 1) == "oleh";
    let at = cue + 1 + usize::from(agent);
    let named = mentions_in(scene, at..sentence.end).next()?;
    let relative = cue > sentence.start && is(scene, cue - 1, Besides::RELATIVE);
    if named.extent.start as usize != at
        || named.kind == MentionKind::Pronoun
        || named.person.is_none()
        || relative
        || cue - sentence.start < 2
    {
        return None;
    }
    let behind = named.extent.end as usize;
    let goes_on = behind < sentence.end && doc.tokens[behind].is_word();
    Some(sentence.start..if goes_on { sentence.end } else { cue })
}

/// The sentence that `hal itu disampaikan Budi` means: the one before, if nobody else was found to say it.
pub fn said_before(scene: &Scene, number: usize, quoted: &[Quoted], found: &[Statement]) -> Option<Range<usize>> {
    let doc = scene.doc;
    let before = &doc.sentences[number.checked_sub(1)?];
    let tokens = (before.start as usize).max(scene.skip)..before.end as usize;
    let free = found.last().is_none_or(|last| last.tokens.end <= tokens.start)
        && quotation_at(quoted, tokens.start).is_none_or(|q| q.outer.start >= tokens.end);
    let asserts = !tokens.is_empty() && doc.text(tokens.end - 1) == ".";
    let words = tokens.clone().filter(|i| doc.tokens[*i].is_word()).count();
    (free && asserts && words >= SHORTEST_REFERRED).then_some(tokens)
}

/// Whoever is told to say what was just said as well: `hal ini dibenarkan Budi`.
pub fn agrees(found: &mut [Statement], attribution: &Attribution) {
    if let (Some(last), Some(person)) = (found.last_mut(), attribution.person)
        && last.person != Some(person)
        && !last.also.contains(&person)
    {
        last.also.push(person);
    }
}
