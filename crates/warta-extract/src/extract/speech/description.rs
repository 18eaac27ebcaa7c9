//! Descriptions that stand for a person: `mantan kekasih Budi itu mengaku`, `kata pria berkacamata itu`. The name in one is not that of
//! the one who speaks, who was named before.

use std::ops::Range;

use super::attribution::Attribution;
use super::cues::Besides;
use super::owner::has_owner_role;
use super::scene::{REACH, Scene, begins_like_verb, is, is_oblique, mentions_in};
use super::subject::is_blocked;
use crate::extract::names::{Gender, Mention, MentionKind};
use crate::extract::text::{Kind, key_of};

/// The most words of `salah seorang warga desa`.
const SOMEBODY: usize = 6;

/// Tokens that a description takes behind the name in it.
const DESCRIPTION: usize = 16;

/// `Film yang dibintangi Budi ini menceritakan`: what is told is no statement of anybody.
pub fn tells_of_work(scene: &Scene, cue: usize, start: usize) -> bool {
    let end = before_adverbs(scene, cue, start);
    scene.grammar().demonstrative_follows
        && end > start
        && is(scene, start, Besides::WORK)
        && is(scene, end - 1, Besides::POINTS)
}

/// `Sang orator mengatakan`, `seorang warga mengaku`: somebody of whom only the kind is known begins the sentence.
pub fn somebody(scene: &Scene, cue: usize, start: usize) -> Option<Range<usize>> {
    let doc = scene.doc;
    let words = start..before_adverbs(scene, cue, start);
    if !scene.grammar().demonstrative_follows || !(2..=SOMEBODY).contains(&words.len()) || is_blocked(scene, cue) {
        return None;
    }
    let kind = match doc.text(start) {
        "Sang" | "Seorang" => true,
        "Salah" => matches!(doc.text(start + 1), "satu" | "seorang"),
        _ => false,
    };
    (kind && words.clone().all(|i| doc.tokens[i].is_word())).then_some(words)
}

/// `Pria berusia 44 tahun ini menyatakan`: a description in which nobody is named, and which is a cue's subject.
/// With the gender that its first word tells.
pub fn described_alone(scene: &Scene, cue: usize, start: usize) -> Option<(Range<usize>, Option<Gender>)> {
    if !scene.grammar().demonstrative_follows || is_blocked(scene, cue) {
        return None;
    }
    let closing = before_adverbs(scene, cue, start);
    let from = start.max(closing.saturating_sub(DESCRIPTION));
    if closing < from + 2 || !is(scene, closing - 1, Besides::POINTS) {
        return None;
    }
    let tokens = &scene.doc.tokens;
    let inside = (from..closing)
        .rev()
        .take_while(|i| tokens[*i].kind != Kind::Sign)
        .last()?;
    // `Namun pria itu ...`
    let first = inside + usize::from(is(scene, inside, Besides::OPENS));
    let unnamed = mentions_in(scene, first..closing).next().is_none();
    let gender = match (is(scene, first, Besides::MALE), is(scene, first, Besides::FEMALE)) {
        (true, _) => Some(Gender::Male),
        (_, true) => Some(Gender::Female),
        _ => None,
    };
    (first + 1 < closing && is(scene, first, Besides::DESCRIBES) && unnamed).then_some((first..closing, gender))
}

/// Where the adverbs before a cue begin: `Budi juga sempat mengatakan`.
fn before_adverbs(scene: &Scene, cue: usize, start: usize) -> usize {
    let mut end = cue;
    while end > start.max(cue.saturating_sub(REACH)) && is(scene, end - 1, Besides::BRIDGE) {
        end -= 1;
    }
    end
}

/// A role that points back to somebody whom it does not name: `pemain sinetron ini`.
pub fn is_description(scene: &Scene, found: &Attribution) -> bool {
    let Some(role) = found.role.as_ref().filter(|_| found.person.is_none()) else {
        return false;
    };
    let word = |word: Option<&str>, part| word.is_some_and(|word| scene.cues.is_key(key_of(word), part));
    word(role.split(' ').next(), Besides::DESCRIBES) && word(role.split(' ').next_back(), Besides::POINTS)
}

/// The description that is a cue's subject and stands for somebody whom it does not name: `mantan kekasih Budi itu juga mengaku`.
pub fn described_before(scene: &Scene, cue: usize, start: usize) -> Option<Range<usize>> {
    if !scene.grammar().demonstrative_follows || is_blocked(scene, cue) {
        return None;
    }
    let closing = before_adverbs(scene, cue, start);
    if closing == start || !is(scene, closing - 1, Besides::POINTS) {
        return None;
    }
    let from = start.max(cue.saturating_sub(REACH));
    let mut before = mentions_in(scene, from..closing);
    let named = before.find(|m| !is_oblique(scene, m.extent.start as usize))?;
    // `politisi Budi itu` is a mention as a whole.
    let whole = named.extent.end as usize >= closing;
    (!whole && in_description(scene, named, from)).then_some(from..closing)
}

/// The name stands within the description of somebody else that begins the clause: `mantan kekasih Budi itu`.
pub fn in_description(scene: &Scene, mention: &Mention, start: usize) -> bool {
    let tokens = &scene.doc.tokens;
    // `mantan kekasih Budi ini`: the role is not Budi's.
    let behind = mention.extent.end as usize;
    let serves = has_owner_role(scene, mention) && behind < tokens.len() && is(scene, behind, Besides::POINTS);
    let at = match serves {
        true => mention.tokens.start as usize,
        false => mention.extent.start as usize,
    };
    if !scene.grammar().demonstrative_follows || mention.kind != MentionKind::Name || at <= start {
        return false;
    }
    // `mantan kekasih Budi dan Siti itu`
    if is(scene, at - 1, Besides::JOINS)
        && let Some(other) = mentions_in(scene, start..at - 1).next_back()
        && other.extent.end as usize == at - 1
    {
        return in_description(scene, other, start);
    }
    let described = tokens[at - 1].is_word()
        && !is(
            scene,
            at - 1,
            Besides::OPENS | Besides::CALLS | Besides::POINTS | Besides::BRIDGE,
        );
    let end = tokens.len().min(at + DESCRIPTION);
    let closes = |i: usize| is(scene, i, Besides::POINTS) && i + 1 < end && is_verb(scene, i + 1);
    described
        && (mention.extent.end as usize..end)
            .take_while(|i| tokens[*i].kind != Kind::Sign || matches!(scene.doc.text(*i), "(" | ")" | "-"))
            .any(closes)
}

/// A verb by its prefix, or an adverb before one.
fn is_verb(scene: &Scene, i: usize) -> bool {
    let text = scene.doc.text(i);
    is(scene, i, Besides::BRIDGE) || scene.cues.get(&scene.doc.tokens[i]).is_some() || begins_like_verb(text)
}
