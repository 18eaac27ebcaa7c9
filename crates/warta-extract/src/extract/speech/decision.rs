//! What a statement's speaker was decided by: the evidence for that one, and for the other one on stage where two were weighed.

use super::evidence::{Evidence, Why};
use crate::extract::names::Person;

/// As it is carried along with a statement.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decision {
    /// What speaks for the speaker.
    pub why: Why,
    /// Whom the speaker was weighed against. Nobody where words beside the statement decide.
    pub rival: Option<Rival>,
}

/// Somebody who might have spoken, and has less evidence.
#[derive(Clone, Copy, Debug)]
pub struct Rival {
    /// Nobody where only a role is known of them.
    pub person: Option<u32>,
    pub why: Why,
}

impl Decision {
    pub fn of(evidence: Evidence) -> Decision {
        Why::of(evidence).into()
    }

    /// By more evidence than `rival` has.
    pub fn over(why: Why, rival: Rival) -> Decision {
        Decision {
            why,
            rival: Some(rival),
        }
    }

    /// The same with the name of the rival among the article's persons.
    pub fn named(self, persons: &[Person]) -> Reason {
        Reason {
            why: self.why,
            rival: self.rival.map(|rival| {
                let person = rival.person.and_then(|person| persons.get(person as usize));
                (person.map(|person| person.name.clone()), rival.why)
            }),
        }
    }
}

impl From<Why> for Decision {
    fn from(why: Why) -> Decision {
        Decision { why, rival: None }
    }
}

/// Why a statement is its speaker's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// What speaks for the speaker; empty where nobody is known to speak.
    pub why: Why,
    /// Where no words beside the statement say whose it is and two were weighed against each other: the name of the other one, absent where
    /// only a role is known, and what speaks for that one.
    pub rival: Option<(Option<String>, Why)>,
}
