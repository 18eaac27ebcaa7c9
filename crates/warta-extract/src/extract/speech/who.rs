//! The subject of a cue, by name or description.

use super::attribution::{Attribution, of_role};
use super::cues::Besides;
use super::decision::Decision;
use super::description::{described_alone, described_before, is_description, somebody, tells_of_work};
use super::evidence::Evidence;
use super::scene::{Scene, is};
use super::stage::Stage;
use super::subject::speaker_before;
use crate::extract::text::Kind;

/// Tokens that a description takes behind the cue.
const DESCRIPTION: usize = 16;

/// The subject of a cue: who is named before it, or described there.
pub fn by_subject(scene: &Scene, cue: usize, start: usize, stage: &Stage, number: usize) -> Option<Attribution> {
    let Some(words) = described_before(scene, cue, start) else {
        if tells_of_work(scene, cue, start) {
            return None;
        }
        if let Some((words, gender)) = described_alone(scene, cue, start) {
            let person = stage.described(number).person;
            let another = |person: &u32| match (gender, scene.people.persons[*person as usize].gender) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            };
            // `wanita itu` behind what is told of a man: somebody else.
            if person.as_ref().is_some_and(another) {
                return None;
            }
            return Some(Attribution {
                person,
                decision: Decision::of(Evidence::Described),
                ..of_role(scene, words, cue)
            });
        }
        let Some(found) = speaker_before(scene, cue, start) else {
            return somebody(scene, cue, start).map(|words| of_role(scene, words, cue));
        };
        return Some(match is_description(scene, &found) {
            true => Attribution {
                person: stage.described(number).person,
                decision: Decision::of(Evidence::Described),
                ..found
            },
            false => found,
        });
    };
    if scene.cues.is(&scene.doc.tokens[words.start], Besides::WORK) {
        return None;
    }
    Some(Attribution {
        person: stage.described(number).person,
        decision: Decision::of(Evidence::Described),
        ..of_role(scene, words, cue)
    })
}

/// `kata pria berkacamata itu`: a description behind a cue that names nobody means the one who is speaking.
pub fn with_description(scene: &Scene, found: Attribution, cue: usize, stage: &Stage, number: usize) -> Attribution {
    let doc = scene.doc;
    let end = doc.tokens.len().min(cue + DESCRIPTION);
    let points = || {
        let mut words = (cue + 2..end).take_while(|i| doc.tokens[*i].kind != Kind::Sign);
        words.any(|i| is(scene, i, Besides::POINTS))
    };
    if found.person.is_some() || cue + 1 >= end || !is(scene, cue + 1, Besides::DESCRIBES) || !points() {
        return found;
    }
    Attribution {
        person: stage.current(number).person,
        decision: Decision::of(Evidence::Described),
        ..found
    }
}
