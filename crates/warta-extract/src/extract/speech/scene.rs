//! The article as this room sees it, and what every file of it asks: who is mentioned where, and what words stand there.

use std::ops::Range;

use super::cues::{Besides, Cues};
use crate::extract::names::{Mention, People};
use crate::extract::text::{Doc, Shape};
use crate::lang::Grammar;

/// The article as this module sees it.
pub struct Scene<'a> {
    pub doc: &'a Doc<'a>,
    pub people: &'a People,
    pub cues: &'static Cues,
    /// Tokens of the dateline.
    pub skip: usize,
}

/// Tokens before a cue in which its subject is looked for, and behind it: a longer way is a list, not a sentence.
pub const REACH: usize = 60;

impl Scene<'_> {
    /// The facts of the grammar of the article's language.
    pub fn grammar(&self) -> &'static Grammar {
        &self.doc.profile().grammar
    }
}

pub fn mentions_in<'s>(scene: &'s Scene, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &'s Mention> + Clone {
    let mentions = &scene.people.mentions;
    let first = mentions.partition_point(|m| (m.tokens.start as usize) < tokens.start);
    let last = mentions.partition_point(|m| (m.tokens.start as usize) < tokens.end);
    mentions[first..last.max(first)].iter()
}

pub fn is(scene: &Scene, i: usize, part: Besides) -> bool {
    scene.cues.is(&scene.doc.tokens[i], part)
}

/// A word before makes what follows no subject: `kepada Budi`, `with Pence`, `didampingi Ibu Negara Siti`.
pub fn is_oblique(scene: &Scene, start: usize) -> bool {
    let tokens = &scene.doc.tokens;
    let mut at = start;
    // Indonesian titles and offices before a name that are no part of its mention.
    while !scene.grammar().subject_may_follow_verb
        && at > 0
        && at + 6 > start
        && tokens[at - 1].is_word()
        && tokens[at - 1].shape != Shape::Lower
    {
        at -= 1;
    }
    at > 0 && is(scene, at - 1, Besides::OBLIQUE) || at < start && is(scene, at, Besides::OBLIQUE)
}

/// `Pence's`, `Bowles’ father`: something of that person, not the person.
pub fn is_possessive(scene: &Scene, mention: &Mention) -> bool {
    let (doc, behind) = (scene.doc, mention.tokens.end as usize);
    let Some(token) = doc.tokens.get(behind) else {
        return false;
    };
    // A mark that closes a quotation stands before a verb of saying or a sign.
    let apostrophe = || {
        let next = doc.tokens.get(behind + 1);
        scene.grammar().subject_may_follow_verb
            && token.glued
            && matches!(doc.text(behind), "'" | "’")
            && doc.text(behind - 1).ends_with('s')
            && next.is_some_and(|next| next.is_word() && !next.glued && scene.cues.get(next).is_none())
    };
    matches!(doc.text(behind), "'s" | "’s") || apostrophe()
}

/// Behind a mention and what stands in brackets after it: `(R)`, `(Vt.)`.
pub fn end_of(scene: &Scene, mention: &Mention) -> usize {
    let end = mention.extent.end.max(mention.tokens.end) as usize;
    if !scene.doc.is_sign(end, "(") {
        return end;
    }
    let closing = (end + 1..end + 8).find(|i| scene.doc.is_sign(*i, ")"));
    closing.map_or(end, |closing| closing + 1)
}

/// `which`: no person.
pub fn is_thing(word: &str) -> bool {
    word == "which"
}

/// An Indonesian verb by its prefix.
pub fn begins_like_verb(text: &str) -> bool {
    text.len() >= 6 && ["me", "ber", "di"].iter().any(|prefix| text.starts_with(prefix))
}
