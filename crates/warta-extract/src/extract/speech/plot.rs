//! Stories that are told, not reported: the synopsis of a film or an episode. What its characters say is no statement.

use super::cues::{Besides, CueKind};
use super::scene::Scene;
use super::statement::Statement;
use crate::extract::text::Kind;

/// One word of what persons do and feel in so many words makes a plot: the news of a crime has half as many.
const WORDS_A_SCENE: usize = 60;

/// Fewer such words are chance.
const FEWEST_SCENES: usize = 4;

/// Among so many statements one `katanya` is the talk of a character.
const LEAST_TOLD: usize = 3;

/// Whether the statements that were found are the talk of characters: nothing is attributed as reporters do (`kata Budi`, `menurut
/// Budi`, `bahwa`), no day is given in brackets, and the words are those of scenes.
pub fn is_plot(scene: &Scene, found: &[Statement]) -> bool {
    let doc = scene.doc;
    let cue = |statement: &Statement| statement.cue.and_then(|i| scene.cues.get(&doc.tokens[i]));
    let reports = |kind| matches!(kind, CueKind::Inverted | CueKind::According | CueKind::Passive);
    // Characters as well have their `katanya`, now and then.
    let own = |kind: &CueKind| matches!(kind, CueKind::InvertedSelf | CueKind::AccordingSelf);
    let talk = found.iter().filter_map(cue).filter(own).count();
    if found.is_empty() || talk * LEAST_TOLD > found.len() || found.iter().filter_map(cue).any(reports) {
        return false;
    }
    let (mut words, mut scenes) = (0, 0);
    for (i, token) in doc.tokens.iter().enumerate() {
        match token.kind {
            Kind::Word if doc.text(i) == "bahwa" => return false,
            Kind::Word => {
                words += 1;
                scenes += usize::from(scene.cues.is(token, Besides::SCENE));
            }
            Kind::Number if is_day(scene, i) => return false,
            _ => {}
        }
    }
    scenes >= FEWEST_SCENES && scenes * WORDS_A_SCENE >= words
}

/// `(12/5`: a day in brackets, as news give it.
fn is_day(scene: &Scene, i: usize) -> bool {
    let doc = scene.doc;
    i > 0 && doc.text(i - 1) == "(" && doc.tokens.len() > i + 2 && matches!(doc.text(i + 1), "/" | "-")
}
