//! The mention that stands to a cue as the cue demands: before it as its subject, or behind it.

use std::ops::Range;

use super::attribution::{Attribution, of_mention, of_role};
use super::circumstance::is_aside;
use super::clause::{before_who, english_subject, opens_clause};
use super::cues::Besides;
use super::handle;
use super::owner::{is_owner, is_spokesman, serves};
use super::scene::{REACH, Scene, begins_like_verb, end_of, is, is_oblique, is_possessive, is_thing, mentions_in};
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::{Kind, Shape};

/// The most that speak together: bounds the time on lists of names.
const MOST_TOGETHER: usize = 12;

/// Tokens of `and other senior officials`.
const OTHERS: usize = 5;

/// The name behind an Indonesian verb, told by its prefix, is its object: `bertemu Putra Mahkota Budi`.
pub fn is_object(scene: &Scene, start: usize) -> bool {
    let tokens = &scene.doc.tokens;
    let before = (start.saturating_sub(6)..start).rev();
    let Some(i) = before
        .take_while(|i| tokens[*i].is_word())
        .find(|i| tokens[*i].shape == Shape::Lower)
    else {
        return false;
    };
    let text = scene.doc.text(i);
    begins_like_verb(text) && scene.cues.get(&tokens[i]).is_none()
}

/// The speaker who stands behind a cue: `kata Budi`, `said Nadler`.
pub fn speaker_behind(scene: &Scene, cue: usize, end: usize) -> Attribution {
    let doc = scene.doc;
    let end = end.min(cue + REACH);
    let mut mentions = mentions_in(scene, cue + 1..end).peekable();
    let stop = (cue + 1..end).find(|i| {
        let token = &doc.tokens[*i];
        let sign = token.kind == Kind::Sign && matches!(doc.text(*i), "\"" | "“" | "”" | "." | ";" | ":" | "!" | "?");
        sign || token.is_word() && is(scene, *i, Besides::ENDS)
    });
    let stop = stop.unwrap_or(end);
    // `according to polls, Colby leads`: behind the comma another clause begins.
    let comma = (cue + 1..stop).find(|i| scene.doc.is_sign(*i, ",")).unwrap_or(stop);
    if let Some(named) = named_behind_role(scene, cue, comma, stop) {
        return of_mention(scene, named, cue);
    }
    // Behind `kepada` and the like stands somebody else.
    let near = |m: &&Mention| {
        let start = m.extent.start as usize;
        let object = scene.grammar().subject_may_follow_verb
            && is_oblique(scene, start)
            && !matches!(doc.text(start - 1), "by" | "to");
        start <= (cue + 14).min(comma) && !is_possessive(scene, m) && !object && !is_owner(scene, m)
    };
    let mut ahead = mentions.clone();
    if let (Some(owner), Some(next)) = (ahead.next(), ahead.next())
        && serves(scene, owner, next)
    {
        return of_mention(scene, next, cue);
    }
    if let Some(mention) = mentions.next().filter(near) {
        if mention.kind == MentionKind::Role && mention.person.is_none() {
            // The rest of a long role, and the name behind it: `kata Kepala Bagian Hukum dan Humas Rumah Sakit Dr Fulan, Budi, ...`
            let mut from = mention.extent.end as usize;
            let mut named = None;
            while let Some(next) =
                mentions.next_if(|m| m.kind == MentionKind::Name && is_office(scene, from..m.extent.start as usize))
            {
                from = next.extent.end as usize;
                named = Some(next);
            }
            if let Some(named) = named {
                return of_mention(scene, named, cue);
            }
        }
        return Attribution {
            also: joined_behind(scene, mention, end),
            ..of_mention(scene, mention, cue)
        };
    }
    // No person is known there: the words are a role.
    let words = cue + 1..stop.min(cue + 9);
    let comma = words.clone().find(|i| matches!(doc.text(*i), "," | "("));
    let words = words.start..comma.unwrap_or(words.end);
    Attribution {
        person: handle::owner(scene, words.clone()),
        ..of_role(scene, words, cue)
    }
}

/// The most tokens of a role that is no name's: `the acting harbour master`.
const ROLE_ALONE: usize = 8;

/// The English name behind a role that the lists do not have, or behind somebody else's: `said the harbour master, Olga Brandt.`,
/// `said Colby's lawyer, Petra Vale.`
fn named_behind_role<'s>(scene: &'s Scene, cue: usize, comma: usize, stop: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    if !scene.grammar().subject_may_follow_verb || comma >= stop || comma <= cue + 2 || comma - cue > ROLE_ALONE {
        return None;
    }
    let mut inside = mentions_in(scene, cue + 1..comma).filter(|m| m.person.is_some());
    let owned = inside.next().map(|m| is_possessive(scene, m));
    let headed = owned.unwrap_or_else(|| is(scene, cue + 1, Besides::ARTICLE));
    let named = mentions_in(scene, comma + 1..stop).next()?;
    let behind = end_of(scene, named);
    let closed = behind >= stop || doc.tokens[behind].kind == Kind::Sign;
    let touches = named.tokens.start as usize == comma + 1 || named.extent.start as usize == comma + 1;
    (headed
        && inside.next().is_none()
        && touches
        && closed
        && named.kind == MentionKind::Name
        && named.person.is_some())
    .then_some(named)
}

/// Words of an office in capitals, with what links them: `dan Humas, Rumah Sakit Umum Pusat`.
fn is_office(scene: &Scene, tokens: Range<usize>) -> bool {
    let doc = scene.doc;
    tokens.len() <= 12
        && tokens.clone().all(|i| {
            let token = &doc.tokens[i];
            match token.kind {
                // `DPR f-Golkar`
                Kind::Word => {
                    token.shape != Shape::Lower || is(scene, i, Besides::JOINS) || token.end - token.start == 1
                }
                Kind::Number => true,
                Kind::Sign => matches!(doc.text(i), "," | "-" | "/" | "(" | ")" | "&"),
            }
        })
}

/// English turned round: `..., said Nadler`. The name stands right behind a verb that takes no person as its object.
pub fn speaker_turned(scene: &Scene, cue: usize, end: usize) -> Option<Attribution> {
    if is(scene, cue, Besides::TAKES | Besides::BARE) || scene.doc.text(cue).ends_with("ing") {
        return None;
    }
    let mention = mentions_in(scene, cue + 1..end.min(cue + REACH)).next()?;
    // `said critic Colby`: a role that no list has.
    let word = &scene.doc.tokens[cue + 1];
    let role = mention.extent.start as usize == cue + 2
        && word.is_word()
        && word.shape == Shape::Lower
        // `said quoting Colby`
        && !scene.doc.text(cue + 1).ends_with("ing")
        && !is(scene, cue + 1, Besides::OBLIQUE | Besides::CLAUSE)
        && scene.cues.get(word).is_none();
    let touches = role || mention.extent.start as usize == cue + 1;
    // `recalled Colby talking about it`: an object of which more is told.
    let behind = end_of(scene, mention);
    // Behind an apposition the name is told of already: `said Colby, an official of the board that oversees it`.
    let apposed = mention.extent.end > mention.tokens.end;
    let goes_on = !apposed
        && behind < end
        && scene.doc.tokens[behind].is_word()
        && !is(scene, behind, Besides::ENDS | Besides::JOINS);
    (touches && !goes_on && mention.person.is_some()).then(|| speaker_behind(scene, cue, end))
}

/// `Stevie Wonder, who joked`, `a former United States ambassador`: the capital of an English word within a sentence makes it part
/// of a name, unless it is a headline's.
pub fn is_named(scene: &Scene, cue: usize) -> bool {
    let doc = scene.doc;
    // `Secretary of State Colby said`: a word of a name's role.
    let near = mentions_in(scene, cue.saturating_sub(REACH)..cue + REACH);
    if near
        .filter(|m| m.kind == MentionKind::Name)
        .any(|m| (m.extent.start as usize..m.extent.end as usize).contains(&cue))
    {
        return true;
    }
    if !scene.grammar().subject_may_follow_verb || cue == 0 || doc.tokens[cue].shape != Shape::Title {
        return false;
    }
    let (before, behind) = (&doc.tokens[cue - 1], doc.tokens.get(cue + 1));
    let within = matches!(before.shape, Shape::Title | Shape::Upper | Shape::Mixed);
    within
        && behind.is_none_or(|behind| {
            behind.kind == Kind::Sign || behind.shape == Shape::Lower && behind.end - behind.start > 3
        })
}

/// The speaker who stands before a cue: `Budi mengatakan`.
pub fn speaker_before(scene: &Scene, cue: usize, start: usize) -> Option<Attribution> {
    if cue == start || is_blocked(scene, cue) {
        return None;
    }
    let from = start.max(cue.saturating_sub(REACH));
    let before = mentions_in(scene, from..cue).filter(|m| m.tokens.end as usize <= cue);
    let last = before.clone().next_back()?;
    // Past adverbs: what closes before the cue.
    let mut closing = cue - 1;
    while closing > from && is_adverb(scene, closing, cue) {
        closing -= 1;
    }
    // `a party for Colby, they had just announced`
    let others = ["they", "it", "we", "i", "you"];
    if scene.grammar().subject_may_follow_verb
        && others
            .iter()
            .any(|word| scene.doc.text(closing).eq_ignore_ascii_case(word))
    {
        return None;
    }
    let touches = touches(scene, last, closing, cue);
    if touches && is_owner(scene, last) {
        return None;
    }
    if touches && (!is_oblique(scene, last.extent.start as usize) || is_led(scene, last, from, cue)) {
        if let Some(holder) = holder(scene, last, from) {
            return Some(of_mention(scene, holder, cue));
        }
        let also = joined_before(scene, last, from);
        // `makes Pence claim`: the bare verb is another's.
        if is(scene, cue, Besides::BARE) && also.is_empty() && !goes_on(scene, cue) {
            return None;
        }
        return Some(Attribution {
            also,
            ..of_mention(scene, last, cue)
        });
    }
    // `pidatonya yang mengkritik`: of what stands before it, not of the sentence's subject.
    if is(scene, closing, Besides::RELATIVE) {
        // `the case of Colby, which recognised that ...`
        if is_thing(scene.doc.text(closing)) {
            return None;
        }
        let near = (end_of(scene, last)..closing).all(|i| scene.doc.is_sign(i, ","));
        return near.then(|| of_mention(scene, last, cue));
    }
    let mut adverbs = (from + 1..cue).rev().take_while(|i| is_adverb(scene, *i, cue));
    if let Some(who) = adverbs.find(|i| scene.doc.text(*i) == "who")
        && let Some(named) = before_who(scene, who, from)
    {
        return Some(of_mention(scene, named, cue));
    }
    let chosen = if scene.grammar().subject_may_follow_verb {
        english_subject(scene, cue, closing, from)?
    } else {
        first_subject(scene, before, last, cue)?
    };
    Some(of_mention(scene, chosen, cue))
}

/// The most tokens of what somebody is, behind their name.
const LONGEST_OFFICE: usize = 14;

/// `Budi selaku pengelola Taman Sari mengatakan`, `Osman yang juga Ahli Parlimen Lumut berkata`: who stands before what they are or
/// do, in which the mention `last` stands right before the cue.
fn holder<'s>(scene: &'s Scene, last: &Mention, from: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    if scene.grammar().subject_may_follow_verb || last.kind == MentionKind::Pronoun {
        return None;
    }
    let start = last.extent.start as usize;
    let before = mentions_in(scene, from.max(start.saturating_sub(LONGEST_OFFICE))..start).next_back()?;
    // What they are may be a part of their mention.
    let link = before.tokens.end as usize;
    let holds = link < start
        && match doc.text(link) {
            "selaku" => true,
            // `... yang ditemui Budi mengatakan`
            "yang" => link + 1 < start && matches!(doc.text(link + 1), "juga" | "merupakan" | "menjabat"),
            _ => false,
        };
    let words = || (link..start).all(|i| doc.tokens[i].kind != Kind::Sign || matches!(doc.text(i), "(" | ")" | "-"));
    let speaks = before.kind == MentionKind::Name
        && before.person.is_some()
        && before.person != last.person
        && !is_oblique(scene, before.extent.start as usize);
    (holds && speaks && words()).then_some(before)
}

/// What may stand between a subject and the word of saying at `cue`.
fn is_adverb(scene: &Scene, i: usize, cue: usize) -> bool {
    let doc = scene.doc;
    // `Colby last week said`, `Colby on Monday said`
    let time = || is(scene, i, Besides::WHEN) || doc.text(i) == "on" && is(scene, i + 1, Besides::WHEN);
    // `Colby is alleging`
    let going = || doc.text(cue).ends_with("ing") && is_being(doc.text(i));
    // `Colby made it clear that`, `Colby went on to say that`
    let made = || doc.text(cue) == "clear" && matches!(doc.text(i), "made" | "makes" | "it");
    let went = || {
        let way = || matches!(doc.text(i), "went" | "goes" | "on" | "to") || likes(doc.text(i));
        doc.text(cue) == "say" && way() && goes_on(scene, cue)
    };
    is(scene, i, Besides::BRIDGE)
        || i + 1 == cue && concedes(scene, cue)
        || scene.grammar().subject_may_follow_verb && (made() || went())
        || scene.grammar().subject_may_follow_verb && (going() || doc.text(i).ends_with("ly") || time())
}

fn likes(text: &str) -> bool {
    matches!(text, "liked" | "likes" | "loved" | "loves")
}

/// `went on to say`, `liked to say`
fn goes_on(scene: &Scene, cue: usize) -> bool {
    let text = |back: usize| cue.checked_sub(back).map_or("", |i| scene.doc.text(i));
    text(1) == "to" && (text(2) == "on" && matches!(text(3), "went" | "goes" | "going") || likes(text(2)))
}

/// Nothing stands between the last mention before a cue and the cue but what may.
fn touches(scene: &Scene, last: &Mention, closing: usize, cue: usize) -> bool {
    let doc = scene.doc;
    let between = end_of(scene, last)..cue;
    // `Vice President Colby and other officials said`
    let others = scene.grammar().subject_may_follow_verb
        && (3..=OTHERS).contains(&between.len())
        && is(scene, between.start, Besides::JOINS)
        // `Colby and 11 of her colleagues demanded`
        && (matches!(doc.text(between.start + 1), "other" | "others" | "several" | "her" | "his")
            || doc.tokens[between.start + 1].kind == Kind::Number)
        && between.clone().skip(2).all(|i| doc.tokens[i].is_word() && doc.tokens[i].shape == Shape::Lower);
    others
        || between.len() <= 4
            && between
                .clone()
                .all(|i| doc.tokens[i].is_word() && is_adverb(scene, i, cue))
        || scene.grammar().subject_may_follow_verb && is_aside(scene, between.start..(closing + 1).max(between.start))
}

/// A name behind a preposition that speaks nevertheless.
fn is_led(scene: &Scene, last: &Mention, from: usize, cue: usize) -> bool {
    let doc = scene.doc;
    let start = last.extent.start as usize;
    // `with Colby saying that ...`
    let with = scene.grammar().subject_may_follow_verb
        && doc.text(cue).ends_with("ing")
        && start > from
        && doc.text(start - 1).eq_ignore_ascii_case("with");
    // `analysts led by Colby wrote`
    with || start > from + 1 && doc.text(start - 1) == "by" && doc.text(start - 2) == "led"
}

/// The subject of a verb that follows its subject always: the first of the mentions `before` it that can be one. `last` is their last.
fn first_subject<'s>(
    scene: &Scene,
    mut before: impl Iterator<Item = &'s Mention>,
    last: &'s Mention,
    cue: usize,
) -> Option<&'s Mention> {
    let doc = scene.doc;
    let between = end_of(scene, last)..cue;
    // `Melihat Budi, kamu pasti merasa`: the reader.
    let addressed = |i: usize| matches!(doc.text(i), "kamu" | "Anda" | "anda" | "kalian" | "kita");
    if (cue.saturating_sub(4).max(between.start)..cue).any(addressed) {
        return None;
    }
    // `Kapolres Budi, melalui Kasat Lantas Siti, mengatakan`
    if between.len() == 1 && doc.is_sign(between.start, ",") && is_spokesman(scene, last) {
        return Some(last);
    }
    let subject = |m: &&Mention| {
        let start = m.extent.start as usize;
        !is_oblique(scene, start) && !is_object(scene, start) && !is_owner(scene, m)
    };
    let first = before.find(subject)?;
    Some(before.next().filter(|next| serves(scene, first, next)).unwrap_or(first))
}

/// The first person of a stretch who can be its subject.
pub fn subject_of<'s>(scene: &'s Scene, tokens: Range<usize>) -> Option<&'s Mention> {
    mentions_in(scene, tokens).find(|m| {
        let start = m.extent.start as usize;
        m.person.is_some() && !is_oblique(scene, start) && !is_object(scene, start) && !is_possessive(scene, m)
    })
}

/// The others of a list that a subject ends: `Merkley, Brown and Menendez said`. In their order.
fn joined_before(scene: &Scene, last: &Mention, from: usize) -> Vec<u32> {
    let mut also = Vec::new();
    let (mut at, mut joined) = (last.extent.start as usize, false);
    for mention in mentions_in(scene, from..last.tokens.start as usize)
        .rev()
        .take(MOST_TOGETHER)
    {
        let link = end_of(scene, mention)..at;
        let Some(joins) = is_link(scene, link) else { break };
        joined |= joins;
        // `With Pence, Ryan and Colby said`: a comma behind an oblique name ends its phrase.
        if !joined || is_oblique(scene, mention.extent.start as usize) || is_possessive(scene, mention) {
            break;
        }
        also.extend(mention.person.filter(|person| Some(*person) != last.person));
        at = mention.extent.start as usize;
    }
    if also.is_empty() {
        return also;
    }
    // `a rally for Pence and Colby said`: the list must be a subject itself.
    let subject = match scene.grammar().subject_may_follow_verb {
        true => opens_clause(scene, at, from) || at <= from + 3,
        false => !is_oblique(scene, at) && !is_object(scene, at),
    };
    if !subject {
        also.clear();
    }
    also.reverse();
    also
}

/// The others of a list that begins behind a cue: `kata Budi dan Siti`.
fn joined_behind(scene: &Scene, first: &Mention, end: usize) -> Vec<u32> {
    let mut also = Vec::new();
    let mut at = end_of(scene, first);
    let mut kept = 0;
    if first.person.is_none() {
        return also;
    }
    for mention in mentions_in(scene, first.tokens.end as usize..end).take(MOST_TOGETHER) {
        let start = mention.extent.start as usize;
        let Some(joins) = (start > at).then(|| is_link(scene, at..start)).flatten() else {
            break;
        };
        at = end_of(scene, mention);
        also.extend(mention.person.filter(|person| Some(*person) != first.person));
        let speaks_himself = at < end && scene.cues.get(&scene.doc.tokens[at]).is_some();
        if joins && !speaks_himself && mention.kind == MentionKind::Name && !is_possessive(scene, mention) {
            kept = also.len();
        }
    }
    also.truncate(kept);
    also
}

/// What stands between two of a list, and whether it ends the list: `,` does not, `and` does.
fn is_link(scene: &Scene, tokens: Range<usize>) -> Option<bool> {
    if tokens.is_empty() || tokens.len() > 2 {
        return None;
    }
    let joins = |i: usize| is(scene, i, Besides::JOINS);
    let all = tokens.clone().all(|i| scene.doc.is_sign(i, ",") || joins(i));
    all.then(|| tokens.clone().any(joins))
}

/// The word before a cue makes it no statement: `to say`, `was accused`, `a claim`. A name may be such a word: `May said`.
pub fn is_blocked(scene: &Scene, cue: usize) -> bool {
    // `a man accused of fraud`, `a mayor praised for his work`: a participle.
    let tokens = &scene.doc.tokens;
    let done_to = scene.grammar().subject_may_follow_verb
        && is(scene, cue, Besides::TAKES)
        && scene.doc.text(cue).ends_with("ed")
        && cue + 1 < tokens.len()
        && match scene.doc.text(cue + 1) {
            "for" => is(scene, cue, Besides::FAULTS),
            word => matches!(word, "of" | "by" | "as"),
        };
    // `Colby called for calm`
    let mut near = mentions_in(scene, cue.saturating_sub(8)..cue);
    if done_to && !near.any(|m| m.kind != MentionKind::Role && cue - (m.extent.end as usize).min(cue) <= 1) {
        return true;
    }
    let going = scene.grammar().subject_may_follow_verb
        && cue > 0
        && scene.doc.text(cue).ends_with("ing")
        && is_being(scene.doc.text(cue - 1));
    let goes_on = scene.grammar().subject_may_follow_verb && goes_on(scene, cue);
    cue > 0 && !going && !goes_on && !concedes(scene, cue) && is(scene, cue - 1, Besides::BLOCK) && {
        let mut before = mentions_in(scene, cue.saturating_sub(8)..cue);
        !before.any(|m| m.kind == MentionKind::Name && m.tokens.end as usize == cue)
    }
}

/// `Budi tak menampik bahwa`, `Budi tidak memungkiri,`: he says that it is so.
pub fn concedes(scene: &Scene, cue: usize) -> bool {
    let doc = scene.doc;
    let so = || is(scene, cue + 1, Besides::CLAUSE | Besides::WHETHER) || doc.is_sign(cue + 1, ",");
    // `Budi tidak menutup kemungkinan maju lagi`
    let may = || matches!(doc.text(cue), "menutup" | "menolak") && doc.text(cue + 1) == "kemungkinan";
    matches!(doc.text(cue - 1), "tidak" | "tak" | "enggak" | "nggak")
        && cue + 1 < doc.tokens.len()
        && (is(scene, cue, Besides::DENIES) && so() || may())
}

fn is_being(text: &str) -> bool {
    matches!(text, "is" | "are" | "was" | "were" | "been")
}
