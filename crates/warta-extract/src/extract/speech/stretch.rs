//! Where a statement begins and ends beside its cue and its speaker.

use std::ops::Range;

use super::cues::Besides;
use super::scene::{Scene, is, mentions_in};
use crate::extract::text::Kind;

/// Words before a cue that only connect its statement with the sentence before, or begin it.
pub const CONNECTS: usize = 4;

/// Tokens that a cue and its speaker take between the commas around them.
const INTERRUPTS: usize = 12;

/// The statement that a cue between commas interrupts: what stands before it, or what goes on behind its speaker where a few words
/// stand before (`Oleh karena itu, lanjut Budi, harga naik`).
pub fn around(scene: &Scene, sentence: &Range<usize>, cue: usize) -> Range<usize> {
    let doc = scene.doc;
    // More than these tokens are a statement in any case, and are not counted at each of a sentence's cues.
    let words = |tokens: Range<usize>| {
        let near = tokens.take(4 * INTERRUPTS);
        near.filter(|i| doc.tokens[*i].kind == Kind::Word).count()
    };
    let is_comma = |i: &usize| doc.tokens[*i].kind == Kind::Sign && doc.text(*i) == ",";
    let before = words(sentence.start..cue);
    // `" kata Budi di Jakarta, ...`: the cue of a quotation whose mark was torn off.
    if before == 0 {
        return sentence.start..cue;
    }
    // `saat ini`, not `saat ditemui`.
    let now = |i: usize| i + 1 < sentence.end && scene.cues.is(&doc.tokens[i + 1], Besides::POINTS);
    // Not where it was said: `..., kata Budi, di Jakarta kemarin`.
    let goes_on = |i: usize| i < sentence.end && (now(i) || !scene.cues.is(&doc.tokens[i], Besides::ENDS));
    let behind = behind_speaker(scene, cue);
    // `Pemerintah, kata Budi telah menyiapkan dana`: the comma behind the speaker was left out.
    let predicate = behind > cue + 1 && behind < sentence.end && is(scene, behind, Besides::FINITE);
    if before <= CONNECTS && predicate && words(behind..sentence.end) > before.max(3) {
        return behind..sentence.end;
    }
    let near = behind..sentence.end.min(cue + INTERRUPTS);
    match near.clone().find(is_comma) {
        Some(comma) if before <= CONNECTS && goes_on(comma + 1) && words(comma..sentence.end) > before.max(3) => {
            comma + 1..sentence.end
        }
        _ => sentence.start..cue,
    }
}

/// Behind the mention that a cue touches, its apposition included: `menurut Budi, ibu dua anak, ...`.
pub fn behind_speaker(scene: &Scene, cue: usize) -> usize {
    let touches = mentions_in(scene, cue + 1..cue + INTERRUPTS)
        .next()
        .filter(|m| m.extent.start as usize == cue + 1);
    touches.map_or(cue + 1, |m| m.extent.end as usize)
}

/// Behind the name of the speaker, whose role may stand first: `menurut Direktur Bank Pesisir, Budi, ...`.
pub fn behind_named(scene: &Scene, cue: usize, end: usize, person: Option<u32>) -> usize {
    let named = mentions_in(scene, cue..end.min(cue + INTERRUPTS)).find(|m| m.person.is_some() && m.person == person);
    let named = named.map_or(0, |m| m.extent.end as usize);
    behind_speaker(scene, cue).max(named).min(end)
}

/// The cue is the first half of a doubled word: `mewanti-wanti`.
pub fn doubled_behind(scene: &Scene, cue: usize) -> bool {
    let sign = scene.doc.tokens.get(cue + 1);
    sign.is_some_and(|sign| sign.glued) && scene.doc.text(cue + 1) == "-"
}
