//! Who made a statement: the mention that stands to the cue as the cue demands, or the one who is speaking.

use std::ops::Range;

use super::attribution::{Attribution, of_mention, of_role};
use super::cues::{Besides, CueKind};
use super::decision::Decision;
use super::evidence::Evidence;
use super::marks::Quoted;
use super::scene::{Scene, is, is_thing, mentions_in};
use super::stage::Stage;
use super::subject::{is_blocked, is_named, speaker_behind, subject_of};
use super::unnamed::{is_one, unknown_subject};
use super::who::{by_subject, with_description};
use crate::extract::names::{Gender, Mention, MentionKind};
use crate::extract::text::Kind;

/// Tokens from a fragment to the cue right behind it.
const NEAR: usize = 5;

/// Paragraphs from an opening mark to the one that has the closing mark, where those between have none.
const MOST_UNMARKED: usize = 5;

/// How many paragraphs of one quotation are looked through for its speaker.
const MOST_PARAGRAPHS: usize = 12;

/// Who said the quotation `quoted[at]`. A quotation of several paragraphs, each of which opens with a mark, is one speaker's: who
/// is told beside one of them said all; `before` is whoever said the paragraph before.
pub fn of_quotation(
    scene: &Scene,
    quoted: &[Quoted],
    at: usize,
    stage: &Stage,
    before: Option<&Attribution>,
) -> Attribution {
    if let Some(own) = told(scene, quoted, at, stage) {
        return own;
    }
    if quoted[at].goes_on
        && let Some(before) = before.filter(|before| before.person.is_some() || before.role.is_some())
    {
        return Attribution {
            cue: None,
            decision: Decision::of(Evidence::GoesOn),
            ..before.clone()
        };
    }
    if let Some(announced) = announced(scene, &quoted[at]) {
        return announced;
    }
    let rest = quoted.iter().skip(at + 1).take(MOST_PARAGRAPHS);
    let parts = rest.take_while(|q| q.goes_on).count();
    let parts = parts.max(usize::from(is_left_open(scene, quoted, at)));
    if let Some(found) = (at + 1..=at + parts).find_map(|next| told(scene, quoted, next, stage)) {
        return Attribution {
            cue: None,
            decision: Decision::of(Evidence::OtherPart),
            ..found
        };
    }
    Attribution {
        cue: None,
        ..stage.silent(scene.doc.sentence_of(quoted[at].inner.end - 1))
    }
}

/// `"Kami siap.`, and some paragraphs on `Semua sudah datang," kata Budi.`: one quotation, whose breaks have no marks.
fn is_left_open(scene: &Scene, quoted: &[Quoted], at: usize) -> bool {
    let (doc, one) = (scene.doc, &quoted[at]);
    !one.closed
        && quoted.get(at + 1).is_some_and(|next| {
            let paragraphs = doc.paragraph_of(next.inner.start) - doc.paragraph_of(one.inner.start);
            next.closed && next.outer.start == next.inner.start && (1..=MOST_UNMARKED).contains(&paragraphs)
        })
}

/// `And from the mayor, Martha Colby:`, and in a paragraph of its own what she said.
fn announced(scene: &Scene, one: &Quoted) -> Option<Attribution> {
    let doc = scene.doc;
    let start = doc.paragraphs[doc.paragraph_of(one.outer.start)].start as usize;
    let colon = start
        .checked_sub(1)
        .filter(|i| one.outer.start == start && doc.is_sign(*i, ":"))?;
    let before = &doc.sentences[doc.sentence_of(colon)];
    let mention = mentions_in(scene, before.start as usize..colon).next_back()?;
    let touches = mention.extent.end as usize == colon && mention.kind == MentionKind::Name;
    touches.then(|| Attribution {
        cue: None,
        decision: Decision::of(Evidence::Announced),
        ..of_mention(scene, mention, colon)
    })
}

/// Who said a fragment in a sentence about what was said; nobody where the words beside it do not tell.
pub fn of_fragment(scene: &Scene, fragments: &[Quoted], at: usize, stage: &Stage) -> Attribution {
    let one = &fragments[at];
    let number = scene.doc.sentence_of(one.outer.end - 1);
    let sentence = scene.doc.sentences[number].start as usize;
    // `..., "their own interests", he told a meeting.`
    let doc = scene.doc;
    let ends = |i: usize| i < doc.tokens.len() && doc.is_sign(i, ",");
    let comma = ends(one.outer.end) || one.inner.end > one.inner.start && ends(one.inner.end - 1);
    let near = (one.outer.end..doc.tokens.len().min(one.outer.end + NEAR))
        .any(|i| scene.cues.get(&doc.tokens[i]) == Some(CueKind::Active));
    if comma
        && near
        && let Some(behind) = told(scene, fragments, at, stage).filter(|found| found.person.is_some())
    {
        return behind;
    }
    let start = at
        .checked_sub(1)
        .map_or(sentence, |before| sentence.max(fragments[before].outer.end));
    let beside = Beside { scene, stage, number };
    beside
        .before(start, one.outer.start)
        .or_else(|| told(scene, fragments, at, stage))
        .unwrap_or_default()
}

/// Who said the quotation `quoted[at]`, where the words beside it tell.
fn told(scene: &Scene, quoted: &[Quoted], at: usize, stage: &Stage) -> Option<Attribution> {
    let doc = scene.doc;
    let one = &quoted[at];
    let number = doc.sentence_of(one.outer.end - 1);
    let sentence = &doc.sentences[number];
    let next = quoted.get(at + 1).map_or(usize::MAX, |next| next.outer.start);
    let paragraph = doc.paragraphs[doc.paragraph_of(one.inner.end - 1)].end as usize;
    if let Some(signed) = signature(scene, one.outer.end, next.min(paragraph)) {
        return Some(signed);
    }
    if let Some(labelled) = label(scene, one) {
        return Some(labelled);
    }
    let beside = Beside { scene, stage, number };
    let end = next.min(sentence.end as usize);
    if let Some(found) = beside.behind(one.outer.end, end.max(one.outer.end)) {
        return Some(found);
    }
    let start_sentence = &doc.sentences[doc.sentence_of(one.outer.start)];
    let start = at
        .checked_sub(1)
        .map_or(0, |before| quoted[before].outer.end)
        .max(start_sentence.start as usize);
    beside
        .before(start, one.outer.start)
        .or_else(|| in_next_sentence(scene, one, number, next))
}

/// What stands beside a quotation whose cue is in sentence `number`.
struct Beside<'a> {
    scene: &'a Scene<'a>,
    stage: &'a Stage,
    number: usize,
}

impl Beside<'_> {
    /// The attribution between a closing mark and the end of its sentence.
    fn behind(&self, from: usize, end: usize) -> Option<Attribution> {
        let (scene, stage, number) = (self.scene, self.stage, self.number);
        let doc = scene.doc;
        if let Some(framed) = verbless(scene, from, end) {
            return Some(framed);
        }
        let opening = self.opening(from, end);
        let limit = match (scene.grammar().subject_may_follow_verb, opening) {
            (true, Some(_)) => LONGEST_DESCRIBED,
            (true, None) => 18,
            (false, _) => 6,
        };
        let mut words = 0;
        for i in from..end {
            let token = &doc.tokens[i];
            if token.kind == Kind::Sign {
                continue;
            }
            words += 1;
            if words > limit {
                return None;
            }
            let found = match scene.cues.get(token).filter(|_| !is_named(scene, i)) {
                Some(CueKind::InvertedSelf | CueKind::AccordingSelf) => Attribution {
                    cue: Some(i),
                    ..stage.speaking(number)
                },
                Some(CueKind::Inverted | CueKind::Passive | CueKind::According) => {
                    with_description(scene, speaker_behind(scene, i, end), i, stage, number)
                }
                // `the accused`, `assault reports`
                Some(CueKind::Active) if scene.grammar().subject_may_follow_verb && is_blocked(scene, i) => continue,
                // `a statement said quoting Colby`
                Some(CueKind::Active) if i + 1 < end && doc.text(i + 1) == "quoting" => {
                    let quoted = speaker_behind(scene, i + 1, end);
                    match quoted.person {
                        Some(_) => Attribution { cue: Some(i), ..quoted },
                        None => continue,
                    }
                }
                Some(CueKind::Active) => match (
                    by_subject(scene, i, from, stage, number),
                    opening,
                    unknown_subject(scene, i, from),
                ) {
                    (Some(found), None, _) => found,
                    (Some(found), Some(_), _) if found.person.is_some() => found,
                    (_, Some(mention), _) => of_mention(scene, mention, i),
                    (None, None, Some(subject)) => of_role(scene, subject, i),
                    (None, None, None) => speaker_behind(scene, i, end),
                },
                // `"...," Colby continued`
                Some(CueKind::Weak) if scene.grammar().subject_may_follow_verb && touches(scene, from, i) => {
                    match by_subject(scene, i, from, stage, number).filter(|found| found.person.is_some()) {
                        Some(found) => found,
                        None => continue,
                    }
                }
                _ => continue,
            };
            return Some(self.with_pronoun(found, i, from..end));
        }
        None
    }

    /// The attribution between the start of a sentence and an opening mark.
    fn before(&self, start: usize, end: usize) -> Option<Attribution> {
        let (scene, stage, number) = (self.scene, self.stage, self.number);
        let doc = scene.doc;
        for i in (start..end).rev() {
            let token = &doc.tokens[i];
            if token.kind == Kind::Sign {
                continue;
            }
            let found = match scene.cues.get(token) {
                Some(CueKind::Active | CueKind::Weak) => match by_subject(scene, i, start, stage, number) {
                    Some(found) => found,
                    // `I said, "..."`, `the rules, which state: "..."`
                    None if end - i <= 2
                        && (!is(scene, i, Besides::NOUN) || i > start && is_thing(doc.text(i - 1)))
                        && unknown_subject(scene, i, start).is_some() =>
                    {
                        Attribution {
                            cue: Some(i),
                            ..Attribution::default()
                        }
                    }
                    None => continue,
                },
                Some(CueKind::Passive | CueKind::According) => speaker_behind(scene, i, end),
                // `Lalu, kata Budi, "..."`, `Kata Budi, "..."`
                Some(CueKind::Inverted) if i == start || doc.text(i - 1) == "," => speaker_behind(scene, i, end),
                Some(CueKind::InvertedSelf | CueKind::AccordingSelf) => Attribution {
                    cue: Some(i),
                    ..stage.current(number)
                },
                // `Budi membagikan foto dengan keterangan "..."`
                Some(CueKind::Medium) if end - i <= 3 => match subject_of(scene, start..i) {
                    Some(mention) => of_mention(scene, mention, i),
                    None => continue,
                },
                _ => continue,
            };
            return Some(self.with_pronoun(found, i, start..end));
        }
        // `Colby -- "..."`
        let dashes = (start..end)
            .rev()
            .take_while(|i| matches!(doc.text(*i), "-" | "–" | "—" | "―"))
            .count();
        if scene.grammar().subject_may_follow_verb
            && dashes > 0
            && let Some(mention) = mentions_in(scene, start..end).last()
            && mention.extent.end as usize == end - dashes
            && mention.kind == MentionKind::Name
            && mention.person.is_some()
        {
            return Some(of_mention(scene, mention, end - 1));
        }
        // `Budi: "..."`
        if end > start + 1 && doc.text(end - 1) == ":" {
            let mention = mentions_in(scene, start..end).find(|m| m.person.is_some())?;
            return Some(of_mention(scene, mention, end - 1));
        }
        None
    }

    /// `kata dia`, `he said`: the one who is speaking, where that is known.
    fn with_pronoun(&self, found: Attribution, cue: usize, stretch: Range<usize>) -> Attribution {
        let scene = self.scene;
        let Range { start: from, end } = stretch;
        let near = |i: usize| {
            let mut mentions = mentions_in(scene, from..end);
            mentions.any(|m| m.kind == MentionKind::Pronoun && m.tokens.start as usize == i)
        };
        let pronoun = (cue + 1 < end && near(cue + 1)) || (cue > from && near(cue - 1));
        if !pronoun || found.role.is_some() {
            return found;
        }
        let current = self.stage.current(self.number);
        let another =
            found.person.is_some() && contradicts(scene, &current, cue, from..end) || self.is_new(&found, cue);
        // `she said` behind what an organisation said: not the organisation.
        let nobody = scene.grammar().subject_may_follow_verb && current.person.is_none() && !is_somebody(&current);
        let current = match nobody && found.person.is_none() && current.role.is_some() {
            true => self.stage.last_named(self.number),
            false => current,
        };
        let nobody = nobody && found.person.is_some();
        match !another && !nobody && (current.person.is_some() || current.role.is_some()) {
            true => Attribution {
                cue: Some(cue),
                ..current
            },
            false => found,
        }
    }
}

/// Nothing but a name or pronoun stands between the end of a quotation and a word of saying: `"...," Colby continued`.
fn touches(scene: &Scene, from: usize, cue: usize) -> bool {
    let first = (from..cue).find(|i| scene.doc.tokens[*i].is_word());
    let mention = mentions_in(scene, from..cue).next();
    first.is_some_and(|first| mention.is_some_and(|m| m.extent.start as usize == first && m.extent.end as usize == cue))
}

/// The most words from an English quotation to the verb of its speaker, of whom more is told between commas.
const LONGEST_DESCRIBED: usize = 30;

impl Beside<'_> {
    /// Who is named right behind an English quotation, and more is told of: `“...,” Colby, head of the board and a former spokesman told
    /// us`, `“...,” Colby of the board's office said`.
    fn opening(&self, from: usize, end: usize) -> Option<&Mention> {
        let scene = self.scene;
        let doc = scene.doc;
        let first = (from..end).find(|i| doc.tokens[*i].is_word())?;
        let mention = mentions_in(scene, first..end).next()?;
        let behind = mention.tokens.end as usize;
        // Behind a full stop another sentence begins.
        let closed = from < 2 || doc.is_sign(from - 2, ".");
        let told = scene.grammar().subject_may_follow_verb
            && !closed
            && mention.extent.start as usize == first
            && mention.kind == MentionKind::Name
            && mention.person.is_some()
            && behind < end
            && matches!(doc.text(behind), "," | "(" | "of" | "from" | "at" | "with");
        told.then_some(mention)
    }

    /// `Colby sat in the front row. “I wanted to see him,” she said.`: whom the paragraph was about before the quotation, behind what
    /// somebody else said in another paragraph.
    fn is_new(&self, found: &Attribution, cue: usize) -> bool {
        let doc = self.scene.doc;
        let paragraph = doc.paragraphs[doc.paragraph_of(cue)].start as usize;
        self.scene.grammar().subject_may_follow_verb
            && found
                .person
                .is_some_and(|person| self.stage.is_about(person, doc.sentence_of(paragraph)))
    }
}

/// A name and its role, and nothing else up to the end of the sentence: `“...,” Carla Sanchez, head of the board.`
fn verbless(scene: &Scene, from: usize, end: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let first = (from..end).find(|i| doc.tokens[*i].is_word())?;
    let mention = mentions_in(scene, first..end).next()?;
    let apposed = mention.extent.start as usize == first
        && mention.kind == MentionKind::Name
        && mention.person.is_some()
        && mention.extent.end > mention.tokens.end;
    let closed = (mention.extent.end as usize..end).all(|i| doc.tokens[i].kind == Kind::Sign);
    (apposed && closed).then(|| Attribution {
        decision: Decision::of(Evidence::Signature),
        ..of_mention(scene, mention, from)
    })
}

/// A name and a colon at the beginning of what is quoted, as transcripts have it: `“COLBY: We stay.`
fn label(scene: &Scene, one: &Quoted) -> Option<Attribution> {
    let mention = mentions_in(scene, one.inner.start..one.inner.end.min(one.inner.start + 6)).next()?;
    let (start, end) = (mention.extent.start as usize, mention.extent.end as usize);
    let labels = start == one.inner.start
        && end < one.inner.end
        && scene.doc.text(end) == ":"
        && mention.kind == MentionKind::Name;
    labels.then(|| Attribution {
        decision: Decision::of(Evidence::Label),
        ..of_mention(scene, mention, end)
    })
}

/// A dash and a name behind the closing mark, up to the paragraph's end: `“...” ― Carla Sanchez`.
fn signature(scene: &Scene, from: usize, end: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let dashes = (from..end.max(from))
        .take_while(|i| matches!(doc.text(*i), "-" | "–" | "—" | "―"))
        .count();
    if dashes == 0 {
        return None;
    }
    let mention = mentions_in(scene, from + dashes..end).next()?;
    let right_behind = mention.extent.start as usize == from + dashes && mention.kind == MentionKind::Name;
    right_behind.then(|| Attribution {
        decision: Decision::of(Evidence::Signature),
        ..of_mention(scene, mention, from)
    })
}

/// Who is called by a word that brings in a person: `a banker`.
fn is_somebody(attribution: &Attribution) -> bool {
    let first = attribution.role.as_ref().and_then(|role| role.split(' ').next());
    first.is_some_and(is_one)
}

/// The English pronoun beside a cue is not that of the one who is speaking: `she said` behind a statement of his.
fn contradicts(scene: &Scene, current: &Attribution, cue: usize, stretch: Range<usize>) -> bool {
    let gender = |i: usize| match scene.doc.text(i) {
        "he" | "He" => Some(Gender::Male),
        "she" | "She" => Some(Gender::Female),
        _ => None,
    };
    let before = (cue > stretch.start).then(|| gender(cue - 1)).flatten();
    let pronoun = before.or_else(|| (cue + 1 < stretch.end).then(|| gender(cue + 1)).flatten());
    let speaker = current
        .person
        .and_then(|person| scene.people.persons[person as usize].gender);
    matches!((pronoun, speaker), (Some(a), Some(b)) if a != b)
}

/// A quotation at the end of its sentence whose speaker the next one names: `Demikian dikatakan Budi ...`; or a question that
/// ends a sentence before its cue, as `“Why not?” Colby asked.`
fn in_next_sentence(scene: &Scene, one: &Quoted, number: usize, limit: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let next = doc.sentences.get(number + 1)?;
    let (start, end) = (next.start as usize, (next.end as usize).min(limit));
    if one.outer.end < doc.sentences[number].end as usize || start >= end {
        return None;
    }
    if doc.paragraph_of(start) == doc.paragraph_of(one.outer.start)
        && let Some(mention) = mentions_in(scene, start..end).next()
        && mention.extent.start as usize == start
        && mention.person.is_some()
    {
        let cue = mention.extent.end as usize;
        let behind =
            |i: usize| i >= end || doc.tokens[i].kind == Kind::Sign || scene.cues.is(&doc.tokens[i], Besides::ENDS);
        let says = cue < end && scene.cues.get(&doc.tokens[cue]) == Some(CueKind::Active) && behind(cue + 1);
        if says {
            return Some(of_mention(scene, mention, cue));
        }
    }
    let opening = doc.text(start).to_lowercase();
    if !matches!(
        opening.as_str(),
        "demikian" | "hal" | "pernyataan" | "itulah" | "begitu" | "ucapan" | "ungkapan" | "kalimat" | "pesan"
    ) {
        return None;
    }
    let cue = (start..end).take(8).find(|i| {
        matches!(
            scene.cues.get(&doc.tokens[*i]),
            Some(CueKind::Passive | CueKind::Inverted)
        )
    })?;
    let found = speaker_behind(scene, cue, end);
    found.person.is_some().then_some(Attribution { cue: None, ..found })
}
