//! Who made a statement: the mention that stands to the cue as the cue demands, or the one who is speaking.

use std::ops::Range;

use super::Scene;
use super::cues::CueKind;
use super::marks::Quoted;
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::Kind;

/// The speaker of a statement and the word that says so.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    pub person: Option<u32>,
    /// The role by which the speaker is called here.
    pub role: Option<String>,
    /// Token of the cue.
    pub cue: Option<usize>,
}

/// Who is speaking, carried from sentence to sentence.
#[derive(Default)]
pub struct Focus {
    /// The speaker of the last statement, and its sentence.
    speaker: Option<(Attribution, usize)>,
    /// The person whom the last sentence with one is about, and that sentence.
    subject: Option<(u32, usize)>,
}

/// Sentences for which a speaker goes on speaking although others are named.
const HOLDS: usize = 2;

/// Tokens before a cue in which its subject is looked for, and behind it: a longer way is a list, not a sentence.
const REACH: usize = 60;

/// Sentences after which nobody is speaking any more.
const FORGETS: usize = 12;

impl Focus {
    /// A new sentence begins: the first person that it names outside quotations is its subject.
    pub fn enter(&mut self, scene: &Scene, number: usize, sentence: &Range<usize>, quoted: &[Quoted]) {
        let opening = sentence.start..sentence.end.min(sentence.start + REACH);
        let subject = mentions_in(scene, opening).find(|m| {
            let start = m.tokens.start as usize;
            let next = quoted.partition_point(|q| q.outer.end <= start);
            let inside = quoted.get(next).is_some_and(|q| q.outer.contains(&start));
            m.person.is_some() && m.kind != MentionKind::Role && !inside && !is_oblique(scene, m.extent.start as usize)
        });
        if let Some(mention) = subject
            && (mention.extent.start as usize) < sentence.start + 10
            && let Some(person) = mention.person
        {
            self.subject = Some((person, number));
        }
    }

    pub fn speaks(&mut self, attribution: &Attribution, number: usize) {
        if attribution.person.is_some() || attribution.role.is_some() {
            self.speaker = Some((attribution.clone(), number));
        }
    }

    /// The one who is speaking: the last speaker, or a person who has come to the fore since.
    pub fn current(&self, number: usize) -> Attribution {
        let speaker = self.speaker.as_ref().filter(|(_, at)| number <= at + FORGETS);
        let subject = self.subject.filter(|(_, at)| number <= at + 2);
        match (speaker, subject) {
            (Some((_, spoke)), Some((person, named))) if named > *spoke && number > spoke + HOLDS => Attribution {
                person: Some(person),
                ..Attribution::default()
            },
            (Some((speaker, _)), _) => speaker.clone(),
            (None, Some((person, _))) => Attribution {
                person: Some(person),
                ..Attribution::default()
            },
            (None, None) => Attribution::default(),
        }
    }
}

pub fn mentions_in<'s>(scene: &'s Scene, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &'s Mention> + Clone {
    let mentions = &scene.people.mentions;
    let first = mentions.partition_point(|m| (m.tokens.start as usize) < tokens.start);
    let last = mentions.partition_point(|m| (m.tokens.start as usize) < tokens.end);
    mentions[first..last].iter()
}

/// A word that makes what follows no subject: `kepada Budi`, `with Pence`.
fn is_oblique(scene: &Scene, start: usize) -> bool {
    start > 0
        && matches!(
            scene.doc.text(start - 1).to_lowercase().as_str(),
            "kepada"
                | "dengan"
                | "bersama"
                | "oleh"
                | "terhadap"
                | "untuk"
                | "soal"
                | "tentang"
                | "dari"
                | "bagi"
                | "pada"
                | "antara"
                | "to"
                | "with"
                | "by"
                | "for"
                | "about"
                | "from"
                | "of"
                | "against"
                | "between"
                | "than"
                | "on"
        )
}

/// A word that ends the speaker's name and role behind a cue: `kata Budi kepada wartawan`.
fn ends_speaker(text: &str) -> bool {
    matches!(
        text,
        "kepada"
            | "saat"
            | "ketika"
            | "di"
            | "dalam"
            | "pada"
            | "usai"
            | "seusai"
            | "setelah"
            | "menanggapi"
            | "melalui"
            | "lewat"
            | "sambil"
            | "seraya"
            | "seperti"
            | "dikutip"
            | "dilansir"
            | "sebagaimana"
            | "mengutip"
            | "sebelum"
            | "di sela"
            | "terkait"
            | "soal"
            | "mengenai"
            | "senin"
            | "selasa"
            | "rabu"
            | "kamis"
            | "jumat"
            | "sabtu"
            | "minggu"
            | "dan"
            | "to"
            | "in"
            | "on"
            | "during"
            | "when"
            | "after"
            | "at"
            | "while"
            | "as"
            | "that"
            | "before"
            | "last"
    )
}

/// The speaker who stands behind a cue: `kata Budi`, `said Nadler`.
pub fn speaker_behind(scene: &Scene, cue: usize, end: usize) -> Attribution {
    let doc = scene.doc;
    let end = end.min(cue + REACH);
    let mut mentions = mentions_in(scene, cue + 1..end).peekable();
    let stop = (cue + 1..end).find(|i| {
        let token = &doc.tokens[*i];
        let sign = token.kind == Kind::Sign && matches!(doc.text(*i), "\"" | "“" | "”" | "." | ";" | ":" | "!" | "?");
        sign || (*i > cue + 1 && token.is_word() && ends_speaker(&doc.text(*i).to_lowercase()))
    });
    let stop = stop.unwrap_or(end);
    while let Some(mention) = mentions.next() {
        let start = mention.extent.start as usize;
        // The name may lie past a comma, and past a place inside a role: `kata Kepala Dinas di Sleman Budi`.
        if start > cue + 14
            || (start > stop + 4 || mention.tokens.start as usize > stop && mention.kind != MentionKind::Name)
        {
            break;
        }
        if start > stop {
            // Behind `kepada` and the like stands somebody else.
            break;
        }
        if mention.kind == MentionKind::Role && mention.person.is_none() {
            let next_is_name = mentions.peek().is_some_and(|next| {
                next.kind == MentionKind::Name && (next.extent.start as usize) < mention.extent.end as usize + 3
            });
            if next_is_name {
                continue;
            }
        }
        return of_mention(scene, mention, cue);
    }
    // No person is known there: the words are a role.
    let words = cue + 1..stop.min(cue + 9);
    let comma = words.clone().find(|i| matches!(doc.text(*i), "," | "("));
    let words = words.start..comma.unwrap_or(words.end);
    Attribution {
        person: None,
        role: (!words.is_empty()).then(|| doc.span(words).of(doc.body).to_owned()),
        cue: Some(cue),
    }
}

fn of_mention(scene: &Scene, mention: &Mention, cue: usize) -> Attribution {
    let text = |tokens: &Range<u32>| {
        scene
            .doc
            .span(tokens.start as usize..tokens.end as usize)
            .of(scene.doc.body)
            .to_owned()
    };
    let role = match mention.kind {
        MentionKind::Name => mention.role.as_ref().filter(|r| !r.is_empty()).map(text),
        MentionKind::Role => Some(text(&mention.tokens)),
        MentionKind::Pronoun => None,
    };
    Attribution {
        person: mention.person,
        role,
        cue: Some(cue),
    }
}

/// The speaker who stands before a cue: `Budi mengatakan`.
pub fn speaker_before(scene: &Scene, cue: usize, start: usize) -> Option<Attribution> {
    let doc = scene.doc;
    if cue == start || is_blocked(scene, cue) {
        return None;
    }
    let start = start.max(cue.saturating_sub(REACH));
    let mut before = mentions_in(scene, start..cue).filter(|m| m.tokens.end as usize <= cue);
    let last = before.clone().next_back()?;
    let between = (last.extent.end.max(last.tokens.end) as usize)..cue;
    let bridged = between.len() <= 4
        && between.clone().all(|i| {
            let token = &doc.tokens[i];
            token.is_word() && (scene.cues.is_bridge(token.key) || scene.cues.turns && doc.text(i).ends_with("ly"))
        });
    let touches = between.is_empty() || bridged;
    // `Morial, the head of the league, forcefully told`: past adverbs, a comma closes what stands between.
    let mut closing = cue - 1;
    while closing > start
        && (scene.cues.is_bridge(doc.tokens[closing].key) || scene.cues.turns && doc.text(closing).ends_with("ly"))
    {
        closing -= 1;
    }
    let closed = doc.text(closing) == ",";
    let chosen = if touches && !is_oblique(scene, last.extent.start as usize) {
        last
    } else if !scene.cues.turns || closed && !scene.cues.is_noun(doc.tokens[cue].key) {
        // Something stands between: the subject is the first that is no object.
        before.find(|m| !is_oblique(scene, m.extent.start as usize))?
    } else {
        return None;
    };
    Some(of_mention(scene, chosen, cue))
}

/// The word before a cue makes it no statement: `to say`, `was accused`, `a claim`.
pub fn is_blocked(scene: &Scene, cue: usize) -> bool {
    cue > 0 && scene.cues.is_block(scene.doc.tokens[cue - 1].key)
}

/// Who said the quotation `quoted[at]`.
pub fn of_quotation(scene: &Scene, quoted: &[Quoted], at: usize, focus: &Focus) -> Attribution {
    let doc = scene.doc;
    let one = &quoted[at];
    let number = doc.sentence_of(one.inner.end - 1);
    let sentence = &doc.sentences[number];
    let end = quoted
        .get(at + 1)
        .map_or(usize::MAX, |next| next.outer.start)
        .min(sentence.end as usize);
    if let Some(found) = behind(scene, one.outer.end, end.max(one.outer.end), focus, number) {
        return found;
    }
    let start_sentence = &doc.sentences[doc.sentence_of(one.outer.start)];
    let start = at
        .checked_sub(1)
        .map_or(0, |before| quoted[before].outer.end)
        .max(start_sentence.start as usize);
    if let Some(found) = before(scene, start, one.outer.start, focus, number) {
        return found;
    }
    if let Some(found) = in_next_sentence(scene, one, number) {
        return found;
    }
    Attribution {
        cue: None,
        ..focus.current(number)
    }
}

/// The attribution between a closing mark and the end of its sentence.
fn behind(scene: &Scene, from: usize, end: usize, focus: &Focus, number: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let limit = if scene.cues.turns { 18 } else { 6 };
    let mut words = 0;
    if let Some(signed) = signature(scene, from, end) {
        return Some(signed);
    }
    for i in from..end {
        let token = &doc.tokens[i];
        if token.kind == Kind::Sign {
            continue;
        }
        words += 1;
        if words > limit {
            return None;
        }
        let found = match scene.cues.get(token.key) {
            Some(CueKind::InvertedSelf) => Attribution {
                cue: Some(i),
                ..focus.current(number)
            },
            Some(CueKind::Inverted | CueKind::Passive | CueKind::According) => speaker_behind(scene, i, end),
            Some(CueKind::Active) => match speaker_before(scene, i, from) {
                Some(found) => found,
                None => speaker_behind(scene, i, end),
            },
            _ => continue,
        };
        return Some(with_pronoun(scene, found, i, from, end, focus, number));
    }
    None
}

/// A dash and a name behind the closing mark: `“...” ― Carla Sanchez`.
fn signature(scene: &Scene, from: usize, end: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let dashes = (from..end)
        .take_while(|i| matches!(doc.text(*i), "-" | "–" | "—" | "―"))
        .count();
    let mention = mentions_in(scene, from + dashes..end).next()?;
    let right_behind = mention.extent.start as usize == from + dashes && mention.kind == MentionKind::Name;
    (dashes > 0 && right_behind).then(|| of_mention(scene, mention, from))
}

/// `kata dia`, `he said`: the one who is speaking, where that is known.
fn with_pronoun(
    scene: &Scene,
    found: Attribution,
    cue: usize,
    from: usize,
    end: usize,
    focus: &Focus,
    number: usize,
) -> Attribution {
    let near = |i: usize| {
        let mut mentions = mentions_in(scene, from..end);
        mentions.any(|m| m.kind == MentionKind::Pronoun && m.tokens.start as usize == i)
    };
    let pronoun = (cue + 1 < end && near(cue + 1)) || (cue > from && near(cue - 1));
    let current = focus.current(number);
    if pronoun && (current.person.is_some() || current.role.is_some()) && found.role.is_none() {
        return Attribution {
            cue: Some(cue),
            ..current
        };
    }
    found
}

/// The attribution between the start of a sentence and an opening mark.
fn before(scene: &Scene, start: usize, end: usize, focus: &Focus, number: usize) -> Option<Attribution> {
    let doc = scene.doc;
    for i in (start..end).rev() {
        let token = &doc.tokens[i];
        if token.kind == Kind::Sign {
            continue;
        }
        let found = match scene.cues.get(token.key) {
            Some(CueKind::Active | CueKind::Weak) => match speaker_before(scene, i, start) {
                Some(found) => found,
                None => continue,
            },
            Some(CueKind::Passive | CueKind::According) => speaker_behind(scene, i, end),
            Some(CueKind::Inverted) if i > start && doc.text(i - 1) == "," => speaker_behind(scene, i, end),
            Some(CueKind::InvertedSelf) => Attribution {
                cue: Some(i),
                ..focus.current(number)
            },
            _ => continue,
        };
        return Some(with_pronoun(scene, found, i, start, end, focus, number));
    }
    // `Budi: "..."`
    if end > start + 1 && doc.text(end - 1) == ":" {
        let mention = mentions_in(scene, start..end).find(|m| m.person.is_some())?;
        return Some(of_mention(scene, mention, end - 1));
    }
    None
}

/// A quotation alone in its paragraph whose speaker the next sentence names: `Demikian dikatakan Budi ...`.
fn in_next_sentence(scene: &Scene, one: &Quoted, number: usize) -> Option<Attribution> {
    let doc = scene.doc;
    let next = doc.sentences.get(number + 1)?;
    let (start, end) = (next.start as usize, next.end as usize);
    if one.outer.end < doc.sentences[number].end as usize {
        return None;
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
            scene.cues.get(doc.tokens[*i].key),
            Some(CueKind::Passive | CueKind::Inverted)
        )
    })?;
    let found = speaker_behind(scene, cue, end);
    found.person.is_some().then_some(Attribution { cue: None, ..found })
}
