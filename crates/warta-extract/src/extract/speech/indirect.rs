//! Statements without quotation marks, and those with a few of the speaker's words in them.

use std::ops::Range;

use super::active::{active, is_subject_near};
use super::attribution::{Attribution, of_role};
use super::cues::{CueKind, Part};
use super::marks::{self, Quoted, quotation_at};
use super::passive::{self, agrees, refers, said_before, told_of};
use super::quotations::Quotations;
use super::scene::{Scene, is, mentions_in};
use super::stage::Stage;
use super::statement::{Statement, statement};
use super::stretch::{CONNECTS, around, behind_named, doubled_behind};
use super::subject::{is_blocked, is_named, speaker_behind};
use super::unnamed::unknown_subject;
use super::who::{by_subject, with_description};
use crate::article::QuoteKind;
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::{Kind, Shape};

/// Words that a statement must have.
const SHORTEST: usize = 2;

/// Tokens between a quotation and its cue, and behind the cue to `that`.
const ATTRIBUTES: usize = 18;

/// Tokens from a cue to the end of its sentence that say nothing of what was said.
const ANNOUNCES: usize = 4;

/// Finds the statements of a sentence outside its direct quotations, and those that end in it, in their order: who says the one may
/// say the next.
pub fn of_sentence(
    scene: &Scene,
    sentence: &Range<usize>,
    number: usize,
    quotations: &mut Quotations,
    stage: &mut Stage,
    found: &mut Vec<Statement>,
) {
    let doc = scene.doc;
    let quoted = quotations.all;
    let first = quoted.partition_point(|q| q.outer.end <= sentence.start);
    let last = quoted.partition_point(|q| q.outer.start < sentence.end);
    let inside = &quoted[first.min(last)..last];
    let is_quoted = |i: usize| quotation_at(inside, i).is_some_and(|q| q.outer.contains(&i));
    // A statement before its cue begins behind the cue of the one before it: `..., kata Budi, ..., kata Siti`.
    let mut floor = sentence.start;
    let mut i = sentence.start;
    while i < sentence.end {
        quotations.attribute(scene, i, number, stage, found);
        let cue = scene
            .cues
            .get(&doc.tokens[i])
            .filter(|_| !is_quoted(i) && !is_named(scene, i));
        // What nearly every word fails at.
        let Some(kind) = cue else {
            i += 1;
            continue;
        };
        let made = at_cue(scene, sentence, i, kind, stage, number);
        let Some((tokens, attribution)) = made else {
            if matches!(cue, Some(CueKind::Active))
                && !is_blocked(scene, i)
                && !is(scene, i, Part::NOUN)
                && !is(scene, i, Part::BARE)
                && by_subject(scene, i, sentence.start, stage, number).is_none()
                && let Some(subject) = unknown_subject(scene, i, sentence.start)
            {
                // `The ministry said ...`: whoever spoke before does not any more.
                stage.silence();
                let named = !matches!(doc.text(subject.start).to_ascii_lowercase().as_str(), "it" | "they");
                if named {
                    stage.speaks(&of_role(scene, subject, i), number);
                }
            } else if matches!(cue, Some(CueKind::Active | CueKind::Weak))
                && let Some(attribution) = by_subject(scene, i, sentence.start, stage, number)
            {
                // `Budi menjawab dengan ketus.`: what he said comes.
                if sentence.end - i <= ANNOUNCES {
                    stage.speaks(&attribution, number);
                } else if let Some(person) = attribution.person {
                    stage.talks(person);
                }
            }
            i += 1;
            continue;
        };
        if tokens.start > i && is_of_quotation(scene, inside, i, &tokens) {
            stage.speaks(&attribution, number);
            i += 1;
            floor = floor.max(i);
            continue;
        }
        // What stands between marks is told apart already.
        let tokens = outside(tokens.start.max(floor).min(tokens.end)..tokens.end, inside);
        i += 1;
        floor = floor.max(i);
        if attribution.person.is_none() && attribution.role.is_none() {
            continue;
        }
        // `According to a transcript, he said`: a source is nobody who speaks.
        if attribution.person.is_some() || !scene.grammar().subject_may_follow_verb || cue != Some(CueKind::According) {
            stage.speaks(&attribution, number);
        }
        let tokens = match cue {
            Some(CueKind::Passive) if refers(scene, &tokens) => match said_before(scene, number, quoted, found) {
                // What is meant, and the words that mean it: `hal itu`.
                Some(meant) => meant.start..tokens.end.min(tokens.start + 2),
                // Somebody else said it first: these say it together.
                None => {
                    agrees(found, &attribution);
                    continue;
                }
            },
            _ => tokens,
        };
        let tokens = trim(scene, tokens);
        let words = tokens.clone().filter(|i| doc.tokens[*i].kind != Kind::Sign).count();
        if words < SHORTEST {
            // The cue belongs to a quotation, or says nothing of what was said.
            if inside.is_empty() && attribution.person.is_some() && words > 0 {
                found.push(statement(&tokens, QuoteKind::Indirect, attribution));
            }
            continue;
        }
        i = i.max(tokens.end.min(sentence.end));
        if is_frame(scene, &tokens) {
            continue;
        }
        let kind = match has_own_words(scene, &tokens) {
            true => QuoteKind::Mixed,
            false => QuoteKind::Indirect,
        };
        found.push(statement(&tokens, kind, attribution));
    }
    quotations.attribute(scene, sentence.end, number, stage, found);
}

/// The statement that a cue introduces, and its speaker.
fn at_cue(
    scene: &Scene,
    sentence: &Range<usize>,
    i: usize,
    kind: CueKind,
    stage: &Stage,
    number: usize,
) -> Option<(Range<usize>, Attribution)> {
    let doc = scene.doc;
    let text = |i: usize| if i < sentence.end { doc.text(i) } else { "" };
    let quote_before = i > sentence.start && matches!(text(i - 1), "\"" | "”");
    let comma_before = quote_before || i > sentence.start && text(i - 1) == ",";
    // `..., balas dendam`
    if kind == CueKind::Inverted && !quote_before && scene.cues.is(&doc.tokens[i], Part::NOUN) {
        return None;
    }
    // `sebut saja Budi`: a name that is made up.
    if kind == CueKind::Inverted && text(i + 1) == "saja" {
        return None;
    }
    // `berkata-kata`, `berucap-ucap`: a word that is doubled says nothing, but for `mewanti-wanti agar`.
    let doubled = |sign: usize| text(sign) == "-" && doc.tokens[sign].glued;
    let clause = i + 3 < sentence.end && scene.cues.is(&doc.tokens[i + 3], Part::CLAUSE);
    if doubled_behind(scene, i) && !clause || i > sentence.start && doubled(i - 1) && doc.tokens[i].glued {
        return None;
    }
    // `Aku bilang begitu`: the pronoun, but for `aku Budi`.
    if text(i).eq_ignore_ascii_case("aku") && speaker_behind(scene, i, sentence.end).person.is_none() {
        return None;
    }
    match kind {
        CueKind::InvertedSelf if comma_before => {
            let current = stage.current(number);
            Some((
                around(scene, sentence, i),
                Attribution {
                    cue: Some(i),
                    ..current
                },
            ))
        }
        // `Katanya, harga naik.`
        CueKind::InvertedSelf if i == sentence.start && text(i + 1) == "," => {
            let current = stage.current(number);
            Some((
                i + 2..sentence.end,
                Attribution {
                    cue: Some(i),
                    ..current
                },
            ))
        }
        CueKind::Inverted if comma_before => {
            let attribution = pronoun_or(scene, i + 1, stage, number, || speaker_behind(scene, i, sentence.end));
            Some((
                around(scene, sentence, i),
                Attribution {
                    cue: Some(i),
                    ..attribution
                },
            ))
        }
        // `Kata dia harga naik`, `warga kata Budi senang`
        CueKind::Inverted if let Some(named) = speaks_within(scene, sentence, i) => {
            let attribution = pronoun_or(scene, i + 1, stage, number, || speaker_behind(scene, i, sentence.end));
            let behind = named.extent.end as usize..sentence.end;
            let statement = match i - sentence.start <= CONNECTS || behind.len() >= i - sentence.start {
                true => behind,
                false => sentence.start..i,
            };
            Some((
                statement,
                Attribution {
                    cue: Some(i),
                    ..attribution
                },
            ))
        }
        // `Budi klaim bahwa harga turun`: a noun in place of its verb.
        CueKind::Inverted
            if i + 1 < sentence.end && is(scene, i + 1, Part::CLAUSE) && is_subject_near(scene, i, sentence.start) =>
        {
            active(scene, sentence, i, stage, number)
        }
        // `Kata Budi, ...`
        CueKind::Inverted if i == sentence.start => {
            let named = mentions_in(scene, i + 1..sentence.end).next()?;
            let end = named.extent.end as usize;
            if named.extent.start as usize != i + 1 || text(end) != "," {
                return None;
            }
            let attribution = pronoun_or(scene, i + 1, stage, number, || speaker_behind(scene, i, sentence.end));
            Some((
                end + 1..sentence.end,
                Attribution {
                    cue: Some(i),
                    ..attribution
                },
            ))
        }
        // `Hal itu disampaikannya saat rapat.`
        CueKind::AccordingSelf if refers(scene, &(sentence.start..i)) => None,
        CueKind::AccordingSelf => {
            let attribution = Attribution {
                cue: Some(i),
                ..stage.current(number)
            };
            let statement = match i <= sentence.start + 3 {
                true => i + 1..sentence.end,
                false => around(scene, sentence, i),
            };
            Some((statement, attribution))
        }
        // `menurut saya`: whoever writes it, or speaks without marks.
        CueKind::According if is_first_person(text(i + 1)) => None,
        CueKind::According => {
            let name_at = if text(i + 1).eq_ignore_ascii_case("to") {
                i + 1
            } else {
                i
            };
            let attribution = pronoun_or(scene, name_at + 1, stage, number, || {
                speaker_behind(scene, name_at, sentence.end)
            });
            let attribution = Attribution {
                cue: Some(i),
                ..attribution
            };
            // `It rained, according to Colby, a farmer.`
            let end = behind_named(scene, name_at, sentence.end, attribution.person);
            let left = (end..sentence.end).filter(|j| doc.tokens[*j].is_word()).count();
            if scene.grammar().subject_may_follow_verb
                && comma_before
                && i >= sentence.start + SHORTEST
                && left < SHORTEST
            {
                return Some((sentence.start..i, attribution));
            }
            // `It rained, according to Colby.`
            let behind = || {
                scene.grammar().subject_may_follow_verb
                    && comma_before
                    && !(name_at..sentence.end).any(|j| text(j) == ",")
            };
            if i <= sentence.start + 3 && !behind() {
                let behind_name = behind_named(scene, name_at, sentence.end, attribution.person);
                let comma = (behind_name..sentence.end).find(|j| text(*j) == ",");
                let start = comma.map_or(sentence.end.min(name_at + 3), |comma| comma + 1);
                Some((start..sentence.end, attribution))
            } else {
                Some((around(scene, sentence, i), attribution))
            }
        }
        // `"...," kata Budi menceritakan hal itu`: of how he said it.
        CueKind::Active | CueKind::Weak if is_tail(scene, sentence, i) => None,
        CueKind::Active | CueKind::Weak => {
            let follows = matches!(text(i + 1), "," | ":" | "\"" | "“" | "”")
                || i + 1 < sentence.end && scene.cues.is(&doc.tokens[i + 1], Part::CLAUSE);
            let asks = scene.cues.is(&doc.tokens[i], Part::ASKS);
            let part = |part| i + 1 < sentence.end && scene.cues.is(&doc.tokens[i + 1], part);
            let is_cue = |part| scene.cues.is(&doc.tokens[i], part);
            // `Budi optimistis harga turun`, `mengajak masyarakat menanam`
            let holds = || {
                let opinion = i + 2 < sentence.end && !is(scene, i + 1, Part::AIM);
                is_cue(Part::HOLDS) && opinion && is_subject_near(scene, i, sentence.start)
            };
            let urges = || is_cue(Part::URGES) && part(Part::PUBLIC);
            let weak = kind == CueKind::Weak && !follows && !part(Part::WHETHER) && !holds() && !urges();
            // `But, he asserted, that is changing.`
            let between = || text(i + 1) == "," && i >= sentence.start + 2 && text(i - 2) == ",";
            // `Colby refused, and left.`
            let alone = scene.grammar().subject_may_follow_verb
                && i + 2 < sentence.end
                && match text(i + 1) {
                    "," => is(scene, i + 2, Part::JOINS) || is(scene, i + 2, Part::OPENS),
                    // `Colby saw and felt it.`
                    _ => is(scene, i + 1, Part::JOINS),
                };
            if weak || alone && !comma_before && !between() || asks && part(Part::THINGS) {
                return None;
            }
            active(scene, sentence, i, stage, number)
        }
        // `Dikatakan, harga naik`: by whoever is speaking.
        CueKind::Passive
            if i == sentence.start
                && scene.grammar().subject_may_be_left_out
                && (text(i + 1) == "," || text(i + 1) == "bahwa") =>
        {
            let attribution = Attribution {
                cue: Some(i),
                ..stage.current(number)
            };
            Some((i + 2..sentence.end, attribution))
        }
        CueKind::Passive => {
            let attribution = speaker_behind(scene, i, sentence.end);
            attribution.person?;
            if scene.cues.is(&doc.tokens[i], Part::TOUCHES) {
                return passive::held_by(scene, sentence, i).map(|told| (told, attribution));
            }
            let told = told_of(scene, sentence, i, attribution.person);
            // `kata-kata yang disampaikan Budi`: more of the word before it.
            let relative = told.start < i && i > sentence.start && scene.cues.is(&doc.tokens[i - 1], Part::RELATIVE);
            (!relative).then_some((told, attribution))
        }
        _ => None,
    }
}

/// The one who speaks behind a cue within a sentence: right behind a word that is hardly anything else, by name or pronoun.
fn speaks_within<'s>(scene: &'s Scene, sentence: &Range<usize>, cue: usize) -> Option<&'s Mention> {
    let doc = scene.doc;
    // `Lebih lanjut ia menilai ...`: the word of another phrase.
    let more = cue > sentence.start && is(scene, cue - 1, Part::MORE);
    let low = cue == sentence.start || doc.tokens[cue].shape == Shape::Lower;
    if !is(scene, cue, Part::SAYS) || more || !low {
        return None;
    }
    let named = mentions_in(scene, cue + 1..sentence.end).next()?;
    let touches = named.extent.start as usize == cue + 1 && named.kind != MentionKind::Role;
    // `Kata Budi, ...` has its comma.
    let behind = named.extent.end as usize;
    let open = !doc.is_sign(behind, ",") || cue > sentence.start;
    // `kata Budi di Jakarta`, `sambung Budi menjelaskan`: the cue belongs to what stands before it, or to no statement.
    let goes_on = sentence.end > behind + 1
        && !is(scene, behind, Part::ENDS)
        && scene.cues.get(&doc.tokens[behind]).is_none()
        && !matches!(doc.text(behind), "(" | "\"" | "“" | "”");
    (touches && open && goes_on && named.person.is_some()).then_some(named)
}

/// The speaker of another cue stands right before: `kata Budi menjelaskan`.
fn is_tail(scene: &Scene, sentence: &Range<usize>, cue: usize) -> bool {
    let last = mentions_in(scene, sentence.start..cue).next_back();
    !scene.grammar().subject_may_follow_verb
        && last.is_some_and(|m| {
            let start = m.extent.start as usize;
            // `Lebih lanjut Budi menjelaskan`: no word of saying there.
            m.extent.end as usize == cue
                && start > sentence.start + 1
                && scene.doc.tokens[start - 2].kind == Kind::Sign
                && scene.cues.get(&scene.doc.tokens[start - 1]) == Some(CueKind::Inverted)
        })
}

/// Two words that only say when or how: `saat kejadian`, `dengan begitu`, `on Friday`.
fn is_frame(scene: &Scene, tokens: &Range<usize>) -> bool {
    let frames = [Part::ENDS, Part::WHERE, Part::WHEN, Part::OBLIQUE].iter();
    tokens.len() <= SHORTEST
        && (frames.clone().any(|part| is(scene, tokens.start, *part)) || is(scene, tokens.end - 1, Part::REFERS))
}

fn is_first_person(text: &str) -> bool {
    matches!(text, "saya" | "aku" | "kami" | "kita" | "hemat")
}

fn pronoun_or(
    scene: &Scene,
    at: usize,
    stage: &Stage,
    number: usize,
    other: impl FnOnce() -> Attribution,
) -> Attribution {
    let pronoun = mentions_in(scene, at..at + 1).any(|m| m.kind == MentionKind::Pronoun);
    let current = stage.current(number);
    if pronoun && (current.person.is_some() || current.role.is_some()) {
        current
    } else {
        with_description(scene, other(), at - 1, stage, number)
    }
}

/// The cue is that of the quotation before it, and tells behind itself only where, when and to whom: `"...," Colby told reporters.`
fn is_of_quotation(scene: &Scene, quoted: &[Quoted], cue: usize, behind: &Range<usize>) -> bool {
    let doc = scene.doc;
    let Some(quotation) = quoted[..quoted.partition_point(|q| q.outer.end <= cue)].last() else {
        return false;
    };
    let between = quotation.outer.end..cue;
    let ends = matches!(doc.text(quotation.inner.end - 1), "," | "?" | "!" | "—" | "–")
        || between.start < cue && doc.text(between.start) == ",";
    let near = between.len() <= ATTRIBUTES && !between.clone().any(|i| scene.cues.get(&doc.tokens[i]).is_some());
    let clause = behind
        .clone()
        .take(ATTRIBUTES)
        .take_while(|i| scene.cues.get(&doc.tokens[*i]).is_none())
        .any(|i| scene.cues.is(&doc.tokens[i], Part::CLAUSE));
    ends && near && !clause && quotation.closed
}

/// The part of a stretch that no direct quotation covers: what comes before the first that begins inside it.
fn outside(mut tokens: Range<usize>, quoted: &[Quoted]) -> Range<usize> {
    while let Some(q) = quotation_at(quoted, tokens.start).filter(|q| q.outer.start < tokens.end) {
        if q.outer.start > tokens.start {
            tokens.end = q.outer.start;
            break;
        }
        tokens.start = q.outer.end.min(tokens.end);
        if tokens.is_empty() {
            break;
        }
    }
    tokens
}

/// Some of the speaker's words stand between marks: three or more that are no title, as `penanganan itu ”belum menyentuh akar
/// masalah”`. One or two are a word held at a distance.
fn has_own_words(scene: &Scene, tokens: &Range<usize>) -> bool {
    let doc = scene.doc;
    marks::between(doc, tokens).into_iter().any(|inner| {
        let words = inner.clone().filter(|i| doc.tokens[*i].kind != Kind::Sign).count();
        // `seminar bertajuk "menata kota"`
        let mark = inner.start.checked_sub(2);
        let title = mark.is_some_and(|before| is(scene, before, Part::ENTITLES) || is(scene, before, Part::WORK));
        words >= 3 && !title && doc.tokens[inner.start].shape == Shape::Lower
    })
}

/// Without commas, `bahwa` and the full stop around it.
fn trim(scene: &Scene, mut tokens: Range<usize>) -> Range<usize> {
    let doc = scene.doc;
    while tokens.start < tokens.end {
        let text = doc.text(tokens.start);
        let lead = matches!(text, "," | ":" | ";" | "-" | "–" | "—" | ".")
            || scene.cues.is(&doc.tokens[tokens.start], Part::CLAUSE);
        if !lead {
            break;
        }
        tokens.start += 1;
    }
    while tokens.start < tokens.end && matches!(doc.text(tokens.end - 1), "," | ":" | ";" | "." | "-" | "–" | "—") {
        tokens.end -= 1;
    }
    tokens
}
