//! What speaks for a speaker, each with its weight.
//!
//! Where words beside a statement name its speaker, they decide: their evidence says which. Where none do (`katanya`, a quotation
//! alone in its paragraph), those on [`super::stage`] are weighed against each other.

use std::fmt;

/// The sentences for which a speaker goes on speaking although others are named.
const HOLDS: usize = 2;

/// By how much somebody must lead to take the word from whoever spoke last.
pub const MARGIN: i32 = 1;

/// One reason to take somebody for the speaker, or not to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Evidence {
    /// `kata Budi`
    BehindCue,
    /// `Budi mengatakan`
    SubjectOfCue,
    /// `"..." ― Budi`, `"...," Budi, the mayor.`
    Signature,
    /// `Budi: ...`
    Label,
    /// `And from the mayor, Budi:`
    Announced,
    /// The quotation goes on in the next paragraph.
    GoesOn,
    /// Another part of the quotation is theirs.
    OtherPart,
    /// `Budi called it a "ruin"`: the words right before the marks are theirs.
    WordsBefore,
    /// `pria itu mengatakan`: the one whom the sentences before are about.
    Described,
    /// The last statement is theirs.
    SpokeLast,
    /// It lies more sentences back than anybody goes on by themselves.
    SpokeLongAgo,
    /// Nobody knows their name.
    Unnamed,
    /// A sentence since is about them.
    NamedSince,
    /// A word of saying stood with them, or they came in with an office.
    Talks,
    /// The sentence right before brings them in with an office: `Gubernur Siti Rahmawati ikut hadir.`
    ComesIn,
    /// The story tells of their death.
    Dead,
    /// Many whom nobody names were told of since: `komentar warganet`.
    Crowd,
    /// They are the first to be named behind a statement that opens the article.
    NamedNext,
}

/// Every evidence, what it weighs on the stage, and how it is said. Zero for what decides by itself. The weights are set by hand on
/// articles written for this project: who spoke last goes on for a few sentences whoever is named, and then yields to somebody
/// named since who talks.
const EVIDENCE: [(Evidence, i32, &str); 18] = [
    (Evidence::BehindCue, 0, "is named behind the cue"),
    (Evidence::SubjectOfCue, 0, "is the subject of the cue"),
    (Evidence::Signature, 0, "stands behind the quotation"),
    (Evidence::Label, 0, "labels the line"),
    (Evidence::Announced, 0, "is announced before the colon"),
    (
        Evidence::GoesOn,
        0,
        "said the paragraph before, and the quotation goes on",
    ),
    (Evidence::OtherPart, 0, "said another part of the quotation"),
    (Evidence::WordsBefore, 0, "said the words before it"),
    (
        Evidence::Described,
        0,
        "is described, and the sentences before are about them",
    ),
    (Evidence::SpokeLast, 10, "spoke last"),
    (Evidence::SpokeLongAgo, -5, "spoke some sentences ago"),
    (Evidence::Unnamed, -3, "has no name"),
    (Evidence::NamedSince, 3, "was named since"),
    (Evidence::Talks, 3, "talks elsewhere or came in with an office"),
    (Evidence::ComesIn, 5, "is brought in by the sentence before"),
    (Evidence::Dead, -8, "is dead"),
    (Evidence::Crowd, 0, "are many whom nobody names"),
    (
        Evidence::NamedNext,
        1,
        "is named first behind a statement that opens the article",
    ),
];

impl Evidence {
    pub fn weight(self) -> i32 {
        EVIDENCE[self as usize].1
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EVIDENCE[*self as usize].2)
    }
}

/// A set of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Why(u32);

impl Why {
    pub fn of(evidence: Evidence) -> Why {
        Why(1 << evidence as u8)
    }

    /// With one more, where it holds.
    pub fn and(self, holds: bool, evidence: Evidence) -> Why {
        Why(self.0 | u32::from(holds) << evidence as u8)
    }

    pub fn has(self, evidence: Evidence) -> bool {
        self.0 >> evidence as u8 & 1 == 1
    }

    pub fn iter(self) -> impl Iterator<Item = Evidence> {
        EVIDENCE
            .iter()
            .map(|row| row.0)
            .filter(move |evidence| self.has(*evidence))
    }

    /// The sum of the weights.
    pub fn weight(self) -> i32 {
        self.iter().map(Evidence::weight).sum()
    }
}

/// Whether the last statement, in sentence `spoke`, lies too far back from sentence `number` to go on by itself.
pub fn spoke_long_ago(spoke: usize, number: usize) -> bool {
    number > spoke + HOLDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_evidence() {
        for (i, (evidence, _, said)) in EVIDENCE.iter().enumerate() {
            assert_eq!(*evidence as usize, i);
            assert!(!said.is_empty());
        }
    }

    #[test]
    fn who_spoke_last_yields_to_somebody_who_talks() {
        let spoke = Why::of(Evidence::SpokeLast);
        let named = Why::of(Evidence::NamedSince);
        let talks = named.and(true, Evidence::Talks);
        assert!(spoke.weight() > talks.weight());
        let long_ago = spoke.and(spoke_long_ago(3, 6), Evidence::SpokeLongAgo);
        assert!(long_ago.weight() > named.weight() && long_ago.weight() + MARGIN <= talks.weight());
        // An office without a name yields to anybody, and the dead to everybody.
        assert!(long_ago.and(true, Evidence::Unnamed).weight() < named.weight());
        assert!(spoke.and(true, Evidence::Dead).weight() < named.weight());
        assert!(!spoke_long_ago(3, 5));
    }

    #[test]
    fn a_set_says_what_is_in_it() {
        let why = Why::of(Evidence::SpokeLast)
            .and(true, Evidence::SpokeLongAgo)
            .and(false, Evidence::Dead);
        let said: Vec<String> = why.iter().map(|evidence| evidence.to_string()).collect();
        assert_eq!(said, ["spoke last", "spoke some sentences ago"]);
    }
}
