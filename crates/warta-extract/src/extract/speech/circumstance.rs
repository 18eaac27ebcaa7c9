//! What stands between a cue and its statement and is no part of it: to whom, where, when and in what it was said (`told reporters
//! on Monday that`, `mengatakan kepada wartawan di Jakarta, Senin (6/3/2023), bahwa`).

use std::ops::Range;

use super::cues::{Besides, CueKind};
use super::scene::{Scene, is, mentions_in};
use crate::extract::text::{Kind, Shape};

/// Tokens from a cue to the `that` of its statement.
const TO_CLAUSE: usize = 16;

/// Tokens from an Indonesian cue to its `bahwa`: names, places and a date stand between.
const TO_BAHWA: usize = 40;

/// Tokens of one circumstance: `at the end of the meeting`.
const LONGEST: usize = 8;

/// Tokens of an English noun with its names: `the annual day of the Harbor College of Commerce`.
const LONGEST_NOUN: usize = 12;

/// Where the statement behind a cue begins, and whether circumstances stand before it. It is `end` where nothing but circumstances
/// follows: `Colby said on Monday`.
pub fn behind_circumstances(scene: &Scene, cue: usize, end: usize) -> usize {
    // `pointed out that`
    let part = cue + 1 < end && is(scene, cue + 1, Besides::PART);
    let first = cue + 1 + usize::from(part);
    if scene.grammar().subject_may_follow_verb && first < end && is_meanwhile(scene, first, end) {
        return end;
    }
    // `mengingatkan Budi bahwa harga turun`
    let hearer = mentions_in(scene, first..end.min(first + LONGEST)).next();
    if let Some(hearer) = hearer.filter(|m| m.extent.start as usize == first)
        && (hearer.extent.end as usize) < end
        && is(scene, hearer.extent.end as usize, Besides::CLAUSE)
    {
        return hearer.extent.end as usize + 1;
    }
    let begins = first < end && begins_one(scene, first);
    let addressed = first < end && is(scene, cue, Besides::TELLS);
    if !begins && !addressed {
        return first;
    }
    let clause = match scene.grammar().subject_may_follow_verb {
        true => clause_behind(scene, first, end.min(first + TO_CLAUSE), addressed),
        false => bahwa_behind(scene, first, end.min(first + TO_BAHWA)),
    };
    clause.unwrap_or_else(|| match scene.grammar().subject_may_follow_verb {
        true => behind_english(scene, first, end, addressed),
        false => behind_indonesian(scene, first, end),
    })
}

/// What goes on beside the saying: `Colby asked as she left`, `Colby said while smiling`; but not `said as many as ten left`, `said while
/// rains are late, prices fall`.
fn is_meanwhile(scene: &Scene, first: usize, end: usize) -> bool {
    let doc = scene.doc;
    let next = |i: usize| if first + i < end { doc.text(first + i) } else { "" };
    match doc.text(first) {
        "as" => next(2) != "as",
        "while" => {
            let himself = next(1).ends_with("ing") || matches!(next(1), "he" | "she" | "they");
            himself || !(first..end).any(|i| doc.is_sign(i, ","))
        }
        _ => false,
    }
}

/// The longest aside between an English subject and its verb, in tokens.
const LONGEST_ASIDE: usize = 12;

/// What stands between an English subject and its verb tells only where, when and in what it was said: `Colby in a statement on
/// Monday said`.
pub fn is_aside(scene: &Scene, tokens: Range<usize>) -> bool {
    (2..=LONGEST_ASIDE).contains(&tokens.len())
        && begins_one(scene, tokens.start)
        && scene.doc.text(tokens.start) != "by"
        && !tokens.clone().any(|i| scene.doc.tokens[i].kind == Kind::Sign)
        && behind_english(scene, tokens.start, tokens.end, false) == tokens.end
}

/// A circumstance begins at `i`: `on Monday`, `last week`, `kepada wartawan`.
fn begins_one(scene: &Scene, i: usize) -> bool {
    // `indicated to reporters`
    let heard = || i + 1 < scene.doc.tokens.len() && scene.doc.text(i) == "to" && is(scene, i + 1, Besides::HEARS);
    is(scene, i, Besides::WHERE | Besides::WHEN) || heard()
}

/// Behind the `that` to which no other clause leads.
fn clause_behind(scene: &Scene, from: usize, to: usize, addressed: bool) -> Option<usize> {
    let doc = scene.doc;
    let leads = |i: &usize| {
        let clause = is(scene, *i, Besides::CLAUSE);
        let comma = addressed && doc.is_sign(*i, ",");
        clause || comma || doc.tokens[*i].is_word() && !is_verb(scene, *i)
    };
    let found = (from..to).take_while(leads).find(|i| is(scene, *i, Besides::CLAUSE));
    found.map(|i| i + 1)
}

/// Behind the `bahwa` that ends circumstances, between which commas and a date stand.
fn bahwa_behind(scene: &Scene, from: usize, to: usize) -> Option<usize> {
    let doc = scene.doc;
    let leads = |i: &usize| match doc.tokens[*i].kind {
        Kind::Sign => matches!(doc.text(*i), "," | "(" | ")" | "/" | "-" | "."),
        Kind::Number => true,
        Kind::Word => {
            is(scene, *i, Besides::CLAUSE) || scene.cues.get(&doc.tokens[*i]).is_none_or(|k| k == CueKind::Medium)
        }
    };
    let found = (from..to).take_while(leads).find(|i| is(scene, *i, Besides::CLAUSE));
    found.map(|i| i + 1)
}

/// A finite verb, or a word that only stands with one.
fn is_verb(scene: &Scene, i: usize) -> bool {
    let word = &scene.doc.tokens[i];
    scene.cues.is(word, Besides::FINITE)
        || scene.cues.get(word).is_some() && !scene.cues.is(word, Besides::NOUN | Besides::FORUM)
}

/// Behind the English circumstances that begin at `first`; `first` where their end is in doubt, `end` where nothing follows them.
fn behind_english(scene: &Scene, first: usize, end: usize, addressed: bool) -> usize {
    let doc = scene.doc;
    let mut at = first;
    if addressed && !begins_one(scene, first) {
        match behind_hearer(scene, first, end) {
            Some(behind) => at = behind,
            None => return first,
        }
    }
    while at < end {
        if doc.tokens[at].kind == Kind::Sign {
            let goes_on = doc.text(at) == "," && at + 1 < end && begins_one(scene, at + 1);
            if !goes_on {
                // `Colby said on Monday, adding ...`, `Colby said on Monday: "..."`
                return end;
            }
            at += 1;
        } else if is(scene, at, Besides::WHEN) || doc.tokens[at].kind == Kind::Number || doc.text(at).ends_with("ly") {
            at += 1;
        } else if begins_one(scene, at) {
            match behind_phrase(scene, at, end) {
                Some(behind) => at = behind,
                None => return first,
            }
        } else {
            return at;
        }
    }
    end
}

/// Behind who was told: `reporters`, `a news conference`, `the Harbor Ledger`.
fn behind_hearer(scene: &Scene, first: usize, end: usize) -> Option<usize> {
    // `told the council the city's plants need repairs`: another noun begins.
    let begins = |i: &usize| {
        let article = is(scene, *i, Besides::ARTICLE) && scene.doc.text(*i) != "her";
        article
            && !is(
                scene,
                i - 1,
                Besides::LINKS | Besides::ARTICLE | Besides::OBLIQUE | Besides::WHERE,
            )
    };
    let another = (first + 1..end.min(first + LONGEST)).find(begins);
    let until = another.unwrap_or(end);
    behind_noun(scene, first, until)
}

/// Behind a preposition and its noun.
fn behind_phrase(scene: &Scene, at: usize, end: usize) -> Option<usize> {
    behind_noun(scene, at + 1, end)
}

/// Behind a noun with what stands before it: it ends at a sign, at the next preposition, behind a name, a day, or a word for where
/// such things are said (`statement`). `None` where a sentence of its own may go on.
fn behind_noun(scene: &Scene, first: usize, end: usize) -> Option<usize> {
    let doc = scene.doc;
    let mut at = first;
    let capital = |i: usize| doc.tokens[i].is_word() && doc.tokens[i].shape != Shape::Lower;
    // `the shareholders' meeting`
    let owns = |i: usize| {
        let word = doc.tokens.get(i + 1).is_some_and(|next| next.is_word() && !next.glued);
        matches!(doc.text(i), "'" | "’") && doc.tokens[i].glued && word && doc.text(i - 1).ends_with('s')
    };
    while at < end && at < first + LONGEST_NOUN {
        if at > first
            && (doc.tokens[at].kind == Kind::Sign && !matches!(doc.text(at), "-" | "’s" | "'s" | ".") && !owns(at)
                || begins_one(scene, at))
        {
            return Some(at);
        }
        if at > first && is_verb(scene, at) {
            return None;
        }
        // `a press conference` ends with its last word.
        let next = at + 1 < end && is(scene, at + 1, Besides::FORUM);
        let ends = is(scene, at, Besides::FORUM | Besides::HEARS) && !next || is(scene, at, Besides::WHEN);
        let named =
            at > first && capital(at - 1) && !capital(at) && doc.tokens[at].is_word() && !is(scene, at, Besides::LINKS);
        if named {
            return Some(at);
        }
        at += 1;
        if ends {
            return Some(at);
        }
    }
    (at >= end).then_some(end)
}

/// Behind `kepada wartawan di Jakarta, Senin (6/3/2023),`.
fn behind_indonesian(scene: &Scene, first: usize, end: usize) -> usize {
    let doc = scene.doc;
    let comma = |from: usize| (from..end.min(from + 2 * LONGEST)).find(|i| doc.is_sign(*i, ","));
    // `meminta kepada warga untuk pulang, membersihkan ...`
    // `menilai melalui program ini siswa menabung untuk masa depan`: a part of what he says.
    let heard = matches!(doc.text(first), "kepada" | "pada");
    if heard
        && let Some(aim) = (first..end.min(first + 2 * LONGEST))
            .take_while(|i| doc.tokens[*i].is_word())
            .find(|i| is(scene, *i, Besides::AIM))
    {
        return aim;
    }
    let Some(mut behind) = comma(first).map(|comma| comma + 1) else {
        // `Budi mengatakan kepada wartawan.`
        let short = end - first <= LONGEST && doc.text(first) == "kepada";
        return if short { end } else { first };
    };
    let dated = behind < end && is(scene, behind, Besides::WHEN);
    if dated {
        match comma(behind) {
            Some(comma) => behind = comma + 1,
            None => return end,
        }
    }
    // `mengatakan di tengah hujan, warga tetap datang`: a part of what he says.
    let sure = dated
        || doc.text(first) == "kepada"
        || (first..behind)
            .take(4)
            .any(|i| scene.cues.get(&doc.tokens[i]) == Some(CueKind::Medium));
    if sure { behind } else { first }
}
