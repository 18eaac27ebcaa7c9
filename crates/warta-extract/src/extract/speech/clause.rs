//! The subject of a verb from which something separates it: an apposition between commas, a place behind the name.

use std::ops::Range;

use super::cues::{Besides, CueKind};
use super::scene::{Scene, end_of, is, is_oblique, is_possessive, mentions_in};
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::{Kind, Shape};

/// The most tokens of places and organisations between a name and its verb.
const MOST_PLACES: usize = 12;

/// The subject of an English verb from which something separates it: an apposition between commas, a place behind the name.
pub fn english_subject<'s>(scene: &'s Scene, cue: usize, closing: usize, from: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    let fits = |m: &&Mention| {
        let start = m.extent.start as usize;
        let end = end_of(scene, m);
        // `(where Colby works), calling`: what stands in brackets is no subject of what stands outside.
        let inside = (end..closing).find(|i| scene.doc.is_sign(*i, "(") || scene.doc.is_sign(*i, ")"));
        end <= closing
            && !is_oblique(scene, start)
            && !is_possessive(scene, m)
            && !inside.is_some_and(|i| scene.doc.is_sign(i, ")"))
    };
    let subjects = mentions_in(scene, from..cue).filter(fits);
    // `Morial, the head of the league, forcefully told`; `Ryan, despite admitting`
    let led = is(scene, closing, Besides::LEADS) && closing > from && doc.text(cue).ends_with("ing");
    let comma = if led { closing - 1 } else { closing };
    // `Colby surprised the court by saying that ...`, `Colby, a farmer, slammed the plan and predicted that ...`
    let shared =
        matches!(doc.text(closing), "and" | "but") || doc.text(closing) == "by" && doc.text(cue).ends_with("ing");
    if shared {
        let sentence = doc.sentences[doc.sentence_of(cue)].start as usize;
        let first = subjects.clone().next()?;
        // `Asked about it, he shrugged and said that ...`
        let behind = |m: &Mention| {
            let start = m.extent.start as usize;
            start > sentence && doc.is_sign(start - 1, ",") && m.kind == MentionKind::Pronoun
        };
        return match opens_sentence(scene, first.extent.start as usize, sentence) {
            true => Some(first),
            false => subjects.clone().find(|m| behind(m)),
        };
    }
    if scene.doc.is_sign(comma, ",") {
        if is(scene, cue, Besides::NOUN) {
            return None;
        }
        let sentence = doc.sentences[doc.sentence_of(cue)].start as usize;
        // `A lawyer for the town, Walter Finch, said`: the role before the comma is the name's.
        let start = |m: &Mention| match m.tokens.start as usize {
            name if m.extent.start < m.tokens.start && scene.doc.is_sign(name - 1, ",") => name,
            _ => m.extent.start as usize,
        };
        // `Colby had been ousted, and the man who was to replace him, Walter Finch, admitted`: the one right before the comma.
        let first = subjects.clone().find(|m| opens_sentence(scene, start(m), sentence));
        let last = subjects.clone().next_back().filter(|m| end_of(scene, m) == comma);
        if let (Some(first), Some(last)) = (first, last)
            && scene.doc.is_sign(start(last).saturating_sub(1), ",")
            && another_clause(scene, end_of(scene, first)..start(last))
        {
            return Some(last);
        }
        // The sentence's own subject, before that of a clause in it.
        return subjects
            .clone()
            .find(|m| opens_sentence(scene, start(m), sentence))
            .or_else(|| {
                subjects.clone().find(|m| {
                    start(m) > 0
                        && doc.tokens[start(m) - 1].kind == Kind::Sign
                        && opens_clause(scene, start(m), sentence)
                })
            })
            .or_else(|| subjects.clone().find(|m| opens_clause(scene, start(m), sentence)))
            .or_else(|| subjects.clone().find(|m| is_apposed(scene, start(m), sentence)));
    }
    // `Colby at the National Review agreed`
    let last = subjects.clone().next_back()?;
    let between = end_of(scene, last)..cue;
    let place = |i: usize| {
        let token = &doc.tokens[i];
        token.is_word()
            && (token.shape != Shape::Lower || is(scene, i, Besides::OBLIQUE | Besides::ENDS) || doc.text(i) == "the")
            // `Colby of the Institute of Harbors (IOH) in Ashford said`
            || matches!(doc.text(i), "(" | ")")
    };
    let placed = (2..=MOST_PLACES).contains(&between.len())
        && doc.tokens[between.start].shape == Shape::Lower
        && doc.tokens[cue - 1].shape != Shape::Lower
        && opens_clause(scene, last.extent.start as usize, from)
        && between.clone().all(place)
        && between.clone().filter(|i| doc.is_sign(*i, "(")).count() == between.filter(|i| doc.is_sign(*i, ")")).count();
    if placed {
        return Some(last);
    }
    // `Colby, founder, Harbor Technologies said that`: what they are and where, and no comma behind it.
    let first = subjects.clone().next()?;
    let behind = end_of(scene, first);
    let goes_on =
        !doc.is_sign(cue + 1, ",") || doc.tokens.get(cue + 2).is_some() && matches!(doc.text(cue + 2), "\"" | "“");
    let described = first.kind == MentionKind::Name
        && first.extent.start as usize == from
        && first.extent.end > first.tokens.end
        && behind + 1 < cue
        && doc.is_sign(behind, ",")
        && doc.tokens[behind + 1..cue]
            .iter()
            .all(|token| token.shape != Shape::Lower || !token.is_word());
    (described && goes_on).then_some(first)
}

/// The most tokens of what somebody is, between their name and `who`.
const LONGEST_APPOSED: usize = 16;

/// `It did not sit well with Sen. Colby, a member of the panel, who called it a ruin`: the one named last before the `who` at `who`,
/// wherever the name stands.
pub fn before_who<'s>(scene: &'s Scene, who: usize, from: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    if !scene.grammar().subject_may_follow_verb || !doc.is_sign(who - 1, ",") {
        return None;
    }
    let mut before = mentions_in(scene, from..who).rev();
    let named = before.find(|m| m.kind == MentionKind::Name && m.person.is_some())?;
    let end = named.tokens.end as usize;
    let verb = |i: usize| is(scene, i, Besides::FINITE) || scene.cues.get(&doc.tokens[i]) == Some(CueKind::Active);
    let apposed = end < who && doc.is_sign(end, ",") && who - end <= LONGEST_APPOSED && !(end..who).any(verb);
    (apposed && !is_possessive(scene, named)).then_some(named)
}

/// Nothing but a few words of a role or place stands between the sentence's beginning and `start`: `Vermont Sen. Colby`.
fn opens_sentence(scene: &Scene, start: usize, sentence: usize) -> bool {
    let doc = scene.doc;
    start <= sentence
        || start <= sentence + 3
            && (sentence..start).all(|i| {
                let token = &doc.tokens[i];
                let dot = token.glued && doc.is_sign(i, ".");
                let capital = token.is_word() && token.shape != Shape::Lower;
                dot || capital && !is(scene, i, Besides::OBLIQUE | Besides::OPENS)
            })
}

/// A clause with a subject of its own begins among `tokens`: `, and the man`.
fn another_clause(scene: &Scene, tokens: Range<usize>) -> bool {
    let mut inner = tokens.start + 1..tokens.end.max(tokens.start + 1);
    inner.any(|i| {
        is(scene, i, Besides::JOINS)
            && scene.doc.is_sign(i - 1, ",")
            && i + 1 < tokens.end
            && is(scene, i + 1, Besides::ARTICLE)
    })
}

/// A clause begins at `i`, in a sentence that begins at `start`.
pub fn opens_clause(scene: &Scene, i: usize, start: usize) -> bool {
    if i <= start {
        return true;
    }
    match scene.doc.tokens[i - 1].kind {
        Kind::Sign => !matches!(scene.doc.text(i - 1), "(" | "-" | "/" | "&" | "."),
        _ => is(scene, i - 1, Besides::OPENS),
    }
}

/// The most words of a rank that the lists lack.
const LONGEST_RANK: usize = 3;

/// `Finch's niece, state Del. Martha Colby, shouted`: a word before the name is of its role. `Another officer, Wing Commander Martha
/// Colby, said`: words with a capital are its rank.
fn is_apposed(scene: &Scene, start: usize, sentence: usize) -> bool {
    let doc = scene.doc;
    let rank = (sentence + 1..start)
        .rev()
        .take(LONGEST_RANK)
        .take_while(|i| {
            doc.tokens[*i].is_word() && doc.tokens[*i].shape == Shape::Title && !is(scene, *i, Besides::OBLIQUE)
        })
        .last();
    if rank.is_some_and(|first| scene.doc.is_sign(first - 1, ",") && is(scene, sentence, Besides::ARTICLE)) {
        return true;
    }
    start >= sentence + 2
        && scene.doc.is_sign(start - 2, ",")
        && doc.tokens[start - 1].shape == Shape::Lower
        && !is(scene, start - 1, Besides::OBLIQUE | Besides::ENDS)
        && scene
            .cues
            .get(&doc.tokens[start - 1])
            .is_none_or(|_| is(scene, start - 1, Besides::NOUN))
}
