//! The speaker of a statement, and what says so.

use std::ops::Range;

use super::decision::Decision;
use super::evidence::Evidence;
use super::scene::Scene;
use crate::extract::names::{Mention, MentionKind};

/// The speaker of a statement and the word that says so.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    pub person: Option<u32>,
    /// Those who say the same together with `person`: `Brown and Menendez said`.
    pub also: Vec<u32>,
    /// The role by which the speaker is called here.
    pub role: Option<String>,
    /// Token of the cue.
    pub cue: Option<usize>,
    /// What speaks for that person, and who else was weighed.
    pub decision: Decision,
}

pub fn of_mention(scene: &Scene, mention: &Mention, cue: usize) -> Attribution {
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
        also: Vec::new(),
        role,
        cue: Some(cue),
        decision: match (mention.person, mention.extent.start as usize > cue) {
            (None, _) => Decision::default(),
            (_, true) => Decision::of(Evidence::BehindCue),
            (_, false) => Decision::of(Evidence::SubjectOfCue),
        },
    }
}

/// A speaker who is known by words only: `a friend`.
pub fn of_role(scene: &Scene, words: Range<usize>, cue: usize) -> Attribution {
    Attribution {
        role: (!words.is_empty()).then(|| scene.doc.span(words).of(scene.doc.body).to_owned()),
        cue: Some(cue),
        ..Attribution::default()
    }
}
