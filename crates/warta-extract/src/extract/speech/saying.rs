//! A word of saying in its sentence, and who is on stage there.

use std::ops::Range;

use super::attribution::Attribution;
use super::cues::{Besides, CueKind};
use super::scene::{Scene, is, mentions_in};
use super::stage::Stage;
use super::subject::speaker_behind;
use super::who::{by_subject, with_description};
use crate::extract::names::MentionKind;
use crate::extract::text::Kind;

/// A statement in tokens, and its speaker.
pub type Said = (Range<usize>, Attribution);

#[derive(Clone, Copy)]
pub struct Saying<'a> {
    pub scene: &'a Scene<'a>,
    pub stage: &'a Stage,
    pub sentence: &'a Range<usize>,
    /// Which sentence of the article that is.
    pub number: usize,
    /// The token of the word.
    pub at: usize,
    pub kind: CueKind,
}

impl<'a> Saying<'a> {
    /// What stands at `i`; nothing behind the sentence.
    pub fn text(&self, i: usize) -> &'a str {
        if i < self.sentence.end {
            self.scene.doc.text(i)
        } else {
            ""
        }
    }

    /// The word itself is one of these.
    pub fn is(&self, part: Besides) -> bool {
        is(self.scene, self.at, part)
    }

    /// The word behind it is one of these.
    pub fn goes_on_with(&self, part: Besides) -> bool {
        self.at + 1 < self.sentence.end && is(self.scene, self.at + 1, part)
    }

    pub fn is_behind_mark(&self) -> bool {
        self.at > self.sentence.start && matches!(self.text(self.at - 1), "\"" | "”")
    }

    /// A comma or a closing mark stands before it.
    pub fn is_behind_comma(&self) -> bool {
        self.is_behind_mark() || self.at > self.sentence.start && self.text(self.at - 1) == ","
    }

    /// By whoever is speaking: `katanya`.
    pub fn by_current(&self) -> Attribution {
        self.with_cue(self.stage.current(self.number))
    }

    /// By its subject, who is named or described before it.
    pub fn by_subject(&self) -> Option<Attribution> {
        by_subject(self.scene, self.at, self.sentence.start, self.stage, self.number)
    }

    /// By whoever is named behind the token `last` of the cue; a pronoun there means the one who is speaking.
    pub fn by_named_behind(&self, last: usize) -> Attribution {
        let next = last + 1;
        // `According to him, ...`
        let object = matches!(self.text(next), "him" | "her") && self.scene.doc.tokens[next + 1].kind == Kind::Sign;
        let pronoun = object || mentions_in(self.scene, next..next + 1).any(|m| m.kind == MentionKind::Pronoun);
        if pronoun {
            let current = self.by_current();
            if current.person.is_some() || current.role.is_some() {
                return current;
            }
        }
        let named = speaker_behind(self.scene, last, self.sentence.end);
        self.with_cue(with_description(self.scene, named, last, self.stage, self.number))
    }

    fn with_cue(&self, attribution: Attribution) -> Attribution {
        Attribution {
            cue: Some(self.at),
            ..attribution
        }
    }
}
