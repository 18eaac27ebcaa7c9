//! Names of those who do not speak themselves: `kuasa hukum Budi menyatakan`, and of those who speak for them.

use super::cues::{Besides, CueKind};
use super::scene::{Scene, is};
use crate::extract::names::{Mention, MentionKind};
use crate::extract::text::Shape;

/// The name's bearer owns what stands right before: `kuasa hukum Budi`, `hasil riset Budi`.
pub fn is_owner(scene: &Scene, mention: &Mention) -> bool {
    let start = mention.extent.start as usize;
    // An office between them makes two of the word and the name: a heading, most often.
    let bare = mention.kind == MentionKind::Name && mention.role.is_none();
    bare && start > 0 && scene.doc.tokens[start - 1].is_word() && is(scene, start - 1, Besides::OWNED) && {
        // `"...," komentar Budi`: the verb, not what he has.
        let mark = start
            .checked_sub(2)
            .is_some_and(|i| matches!(scene.doc.text(i), "\"" | "”" | "“" | "»"));
        !(mark && scene.cues.get(&scene.doc.tokens[start - 1]) == Some(CueKind::Inverted))
    }
}

/// `kuasa hukum Budi, Siti Rahma`, `Sekretaris Pribadi Budi, Siti`: the one behind the comma serves the owner.
pub fn serves(scene: &Scene, owner: &Mention, other: &Mention) -> bool {
    (is_owner(scene, owner) || has_owner_role(scene, owner))
        && scene.doc.is_sign(owner.extent.end as usize, ",")
        && other.extent.start == owner.extent.end + 1
        && other.kind == MentionKind::Name
}

/// The role beside the name is of somebody who serves its bearer, or is a relative: `Sekretaris Pribadi Budi`.
pub fn has_owner_role(scene: &Scene, mention: &Mention) -> bool {
    let role = mention.role.as_ref().filter(|role| !role.is_empty());
    role.is_some_and(|role| is(scene, role.end as usize - 1, Besides::OWNED))
}

/// Through whom somebody else speaks: `melalui Kasat Lantas Siti`.
pub fn is_spokesman(scene: &Scene, mention: &Mention) -> bool {
    let start = mention.extent.start as usize;
    let before = (start.saturating_sub(8)..start).rev();
    let lower = before
        .take_while(|i| scene.doc.tokens[*i].is_word())
        .find(|i| scene.doc.tokens[*i].shape == Shape::Lower);
    lower.is_some_and(|i| matches!(scene.doc.text(i), "melalui" | "lewat"))
}
