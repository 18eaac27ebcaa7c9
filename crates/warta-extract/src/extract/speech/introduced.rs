//! The statement that a word of saying introduces in its sentence, and its speaker: one rule for each kind of word.

use std::ops::Range;

use super::active::{active, is_subject_near};
use super::cues::{Besides, CueKind};
use super::passive::{self, refers};
use super::saying::{Said, Saying};
use super::scene::{Scene, is, mentions_in};
use super::stretch::{CONNECTS, around, behind_named, doubled_behind};
use super::subject::{concedes, speaker_behind};
use super::topic::topic;
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::{Kind, Shape};

/// Words that a statement must have.
pub const SHORTEST: usize = 2;

/// The statement that the word introduces; `None` where it introduces none, or nobody is known to make it.
pub fn introduced(saying: &Saying) -> Option<Said> {
    if says_nothing(saying) {
        return None;
    }
    match saying.kind {
        CueKind::InvertedSelf => by_himself(saying),
        CueKind::Inverted => inverted(saying),
        CueKind::AccordingSelf => according_to_him(saying),
        CueKind::According => according(saying),
        CueKind::Topic => topic(saying),
        // `pointed to a report`, not `pointed out that it rained`.
        CueKind::Weak if is_too_weak(saying) => topic(saying),
        CueKind::Active | CueKind::Weak => {
            let is_verb = !is_tail(saying) && !stands_alone(saying) && !asks_for_things(saying);
            is_verb.then(|| active(saying)).flatten()
        }
        CueKind::Passive => passive(saying),
        CueKind::Medium => None,
    }
}

/// The word is none of saying where it stands.
fn says_nothing(saying: &Saying) -> bool {
    let (scene, at) = (saying.scene, saying.at);
    let doc = scene.doc;
    // `Beliau berkata demikian selepas rapat.`: what was told before. `mengatakan demikian karena` gives the reason.
    let again = saying.text(at + 1) == "demikian" && matches!(saying.kind, CueKind::Active | CueKind::Weak);
    if again && at + 2 < saying.sentence.end && is(scene, at + 2, Besides::ENDS | Besides::WHERE) {
        return true;
    }
    if saying.kind == CueKind::Inverted {
        // `..., balas dendam`
        if !saying.is_behind_mark() && saying.is(Besides::NOUN) {
            return true;
        }
        // `sebut saja Budi`: a name that is made up.
        if saying.text(at + 1) == "saja" {
            return true;
        }
    }
    // `berkata-kata`, `berucap-ucap`: a word that is doubled says nothing, but for `mewanti-wanti agar`.
    let doubled = |sign: usize| saying.text(sign) == "-" && doc.tokens[sign].glued;
    let clause = at + 3 < saying.sentence.end && is(scene, at + 3, Besides::CLAUSE);
    if doubled_behind(scene, at) && !clause || at > saying.sentence.start && doubled(at - 1) && doc.tokens[at].glued {
        return true;
    }
    // `Aku bilang begitu`, `"Aku Budi"`: the pronoun, but for `..., aku Budi`.
    saying.text(at).eq_ignore_ascii_case("aku")
        && (!closes_statement(saying) || speaker_behind(scene, at, saying.sentence.end).person.is_none())
}

/// What stands before the word ends a statement: a comma, or a mark behind a sign.
fn closes_statement(saying: &Saying) -> bool {
    let sign = |i: usize| matches!(saying.scene.doc.text(i), "," | "." | "!" | "?");
    let at = saying.at;
    at >= saying.sentence.start + 2 && (sign(at - 1) || saying.is_behind_mark() && sign(at - 2))
}

/// `..., katanya`, `Katanya, harga naik.`
fn by_himself(saying: &Saying) -> Option<Said> {
    let (sentence, at) = (saying.sentence, saying.at);
    let statement = if saying.is_behind_comma() {
        around(saying.scene, sentence, at)
    } else if at == sentence.start && saying.text(at + 1) == "," {
        at + 2..sentence.end
    } else if at == sentence.start && matches!(saying.text(at + 1), "lagi" | "pula") && saying.text(at + 2) == "," {
        at + 3..sentence.end
    } else {
        return None;
    };
    Some((statement, saying.by_current()))
}

/// `..., kata Budi`
fn inverted(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    if saying.is_behind_comma() {
        return Some((around(scene, sentence, at), saying.by_named_behind(at)));
    }
    // `Kata dia harga naik`, `warga kata Budi senang`
    if let Some(named) = speaks_within(scene, sentence, at) {
        let behind = named.extent.end as usize..sentence.end;
        let statement = match at - sentence.start <= CONNECTS || behind.len() >= at - sentence.start {
            true => behind,
            false => sentence.start..at,
        };
        return Some((statement, saying.by_named_behind(at)));
    }
    // `Budi klaim bahwa harga turun`: a noun in place of its verb.
    if saying.goes_on_with(Besides::CLAUSE) && is_subject_near(scene, at, sentence.start) {
        return active(saying);
    }
    // `Kata Budi, ...`
    let named = mentions_in(scene, at + 1..sentence.end).next()?;
    let end = named.extent.end as usize;
    let opens = at == sentence.start && named.extent.start as usize == at + 1 && saying.text(end) == ",";
    opens.then(|| (end + 1..sentence.end, saying.by_named_behind(at)))
}

/// The one who speaks behind a cue within a sentence: right behind a word that is hardly anything else, by name or pronoun.
fn speaks_within<'s>(scene: &'s Scene, sentence: &Range<usize>, cue: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    // `Lebih lanjut ia menilai ...`: the word of another phrase.
    let more = cue > sentence.start && is(scene, cue - 1, Besides::MORE);
    let low = cue == sentence.start || doc.tokens[cue].shape == Shape::Lower;
    if !is(scene, cue, Besides::SAYS) || more || !low {
        return None;
    }
    let named = mentions_in(scene, cue + 1..sentence.end).next()?;
    let touches = named.extent.start as usize == cue + 1 && named.kind != MentionKind::Role;
    // `Kata Budi, ...` has its comma.
    let behind = named.extent.end as usize;
    let open = !doc.is_sign(behind, ",") || cue > sentence.start;
    // `kata Budi di Jakarta`, `sambung Budi menjelaskan`: the cue belongs to what stands before it, or to no statement.
    let goes_on = sentence.end > behind + 1
        && !is(scene, behind, Besides::ENDS)
        && scene.cues.get(&doc.tokens[behind]).is_none()
        && !matches!(doc.text(behind), "(" | "\"" | "“" | "”");
    (touches && open && goes_on && named.person.is_some()).then_some(named)
}

/// `Menurutnya, harga naik.`
fn according_to_him(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    // `Hal itu disampaikannya saat rapat.`
    if refers(scene, &(sentence.start..at)) {
        return None;
    }
    let statement = match at <= sentence.start + 3 {
        true => at + 1..sentence.end,
        false => around(scene, sentence, at),
    };
    Some((statement, saying.by_current()))
}

/// `Menurut Budi, harga naik.`, `It rained, according to Colby.`
fn according(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    // `menurut saya`: whoever writes it, or speaks without marks.
    if is_first_person(saying.text(at + 1)) {
        return None;
    }
    let to = saying.text(at + 1).eq_ignore_ascii_case("to");
    let last = at + usize::from(to);
    let attribution = saying.by_named_behind(last);
    let end = behind_named(scene, last, sentence.end, attribution.person);
    let closes = scene.grammar().subject_may_follow_verb && saying.is_behind_comma();
    // `It rained, according to Colby, a farmer.`
    let ends = || {
        let left = (end..sentence.end).filter(|j| scene.doc.tokens[*j].is_word());
        left.take(SHORTEST).count() < SHORTEST
    };
    if closes && at >= sentence.start + SHORTEST && ends() {
        return Some((sentence.start..at, attribution));
    }
    // `It rained, according to Colby.`
    let behind = || closes && !(last..sentence.end).any(|j| saying.text(j) == ",");
    if at <= sentence.start + 3 && !behind() {
        // `Menurut Budi harga naik, namun ...`
        if attribution.person.is_some() && begins_clause(scene, last, end, sentence.end) {
            // `Menurut Budi mengatakan bahwa ...`
            let again = scene.cues.get(&scene.doc.tokens[end]) == Some(CueKind::Active);
            return Some((end + usize::from(again)..sentence.end, attribution));
        }
        let comma = (end..sentence.end).find(|j| saying.text(*j) == ",");
        let start = comma.map_or(sentence.end.min(last + 3), |comma| comma + 1);
        return Some((start..sentence.end, attribution));
    }
    Some((around(scene, sentence, at), attribution))
}

/// A clause begins at `at`, right behind the speaker whom a word of the kind of `menurut` at `last` names: no words that tell more of
/// the speaker, or where and when it was said.
fn begins_clause(scene: &Scene, last: usize, at: usize, end: usize) -> bool {
    let more = Besides::OBLIQUE | Besides::ENDS | Besides::WHERE | Besides::WHEN | Besides::RELATIVE | Besides::JOINS;
    let more = more | Besides::POINTS | Besides::OPENS;
    !scene.grammar().subject_may_follow_verb
        && at > last + 1
        && at + SHORTEST < end
        && !(last + 1..at).any(|i| scene.doc.is_sign(i, ","))
        && scene.doc.tokens[at].is_word()
        && scene.doc.tokens[at].shape == Shape::Lower
        && !is(scene, at, more)
        && !matches!(scene.doc.text(at), "selaku" | "sebagai" | "dari" | "di")
}

fn is_first_person(text: &str) -> bool {
    matches!(text, "saya" | "aku" | "kami" | "kita" | "hemat")
}

/// `"...," kata Budi menceritakan hal itu`: of how he said it. The speaker of another cue stands right before.
fn is_tail(saying: &Saying) -> bool {
    let (scene, sentence) = (saying.scene, saying.sentence);
    let last = mentions_in(scene, sentence.start..saying.at).next_back();
    !scene.grammar().subject_may_follow_verb
        && last.is_some_and(|m| {
            let start = m.extent.start as usize;
            // `Lebih lanjut Budi menjelaskan`: no word of saying there.
            m.extent.end as usize == saying.at
                && start > sentence.start + 1
                && scene.doc.tokens[start - 2].kind == Kind::Sign
                && scene.cues.get(&scene.doc.tokens[start - 1]) == Some(CueKind::Inverted)
        })
}

/// A verb that says something only before a clause, a mark, or an opinion: `menolak`, `mengajak`.
fn is_too_weak(saying: &Saying) -> bool {
    let (scene, at) = (saying.scene, saying.at);
    let behind = at + 1 + usize::from(saying.goes_on_with(Besides::PART));
    let clause = || behind < saying.sentence.end && is(scene, behind, Besides::CLAUSE);
    let follows = || matches!(saying.text(behind), "," | ":" | "\"" | "“" | "”") || clause();
    // `Budi optimistis harga turun`, `mengajak masyarakat menanam`
    let holds = || {
        let opinion = at + 2 < saying.sentence.end && !is(scene, at + 1, Besides::AIM);
        saying.is(Besides::HOLDS) && opinion && is_subject_near(scene, at, saying.sentence.start)
    };
    let urges = || saying.is(Besides::URGES) && saying.goes_on_with(Besides::PUBLIC);
    let concedes = || at > saying.sentence.start && concedes(scene, at);
    let says = || follows() || saying.goes_on_with(Besides::WHETHER) || holds() || urges() || concedes();
    !says()
}

/// `Colby refused, and left.`: an English verb with nothing behind it; but for `But, he asserted, that is changing.`
fn stands_alone(saying: &Saying) -> bool {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    let between = || saying.text(at + 1) == "," && at >= sentence.start + 2 && saying.text(at - 2) == ",";
    scene.grammar().subject_may_follow_verb
        && at + 2 < sentence.end
        && match saying.text(at + 1) {
            "," => is(scene, at + 2, Besides::JOINS | Besides::OPENS),
            // `Colby saw and felt it.`
            _ => is(scene, at + 1, Besides::JOINS),
        }
        && !saying.is_behind_comma()
        && !between()
}

/// `Budi meminta uang`
fn asks_for_things(saying: &Saying) -> bool {
    saying.is(Besides::ASKS) && saying.goes_on_with(Besides::THINGS)
}

/// `Harga naik, dikatakan Budi.`
fn passive(saying: &Saying) -> Option<Said> {
    let (scene, sentence, at) = (saying.scene, saying.sentence, saying.at);
    // `Dikatakan, harga naik`: by whoever is speaking.
    if at == sentence.start && scene.grammar().subject_may_be_left_out && matches!(saying.text(at + 1), "," | "bahwa") {
        return Some((at + 2..sentence.end, saying.by_current()));
    }
    let attribution = speaker_behind(scene, at, sentence.end);
    attribution.person?;
    let held = saying.is(Besides::TOUCHES);
    let told = match held {
        true => passive::held_by(scene, sentence, at)?,
        false => passive::told_of(scene, sentence, at, attribution.person),
    };
    // `kata-kata yang disampaikan Budi`: more of the word before it.
    let relative = told.start < at && at > sentence.start && is(scene, at - 1, Besides::RELATIVE);
    // `Budi dilaporkan Siti`: to the police.
    let whole = |m: &Mention| {
        m.kind == MentionKind::Name && (m.extent.start as usize, m.extent.end as usize) == (told.start, told.end)
    };
    let accused = mentions_in(scene, told.clone()).next().is_some_and(whole);
    ((held || !relative) && !accused).then_some((told, attribution))
}
