//! Who is who in an archive: which names are one person, and which are no person's at all.
//!
//! - [`Roster`] knows the names of all speakers, [`Reader`] reads articles for what they say of those names, and [`Evidence`] is all of it.
//! - [`decide()`] makes the persons of it, each decision with what it rests on.
//! - [`Register`] is the outcome in a form that is looked up without being read.
//! - [`Decisions`] are the user's own, which go before all others.
//!
//! Nothing here reads files or knows the engine. The same evidence gives the same persons, whatever order it was gathered in.

mod company;
mod decide;
mod decisions;
mod evidence;
mod fit;
mod gluing;
mod longer;
mod mentions;
mod name;
#[cfg(test)]
mod names_tests;
mod none;
mod offices;
mod outcome;
mod parted;
mod persons;
mod reader;
mod register;
mod short;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use decide::decide;
pub use decisions::{Decision, Decisions, Say};
pub use evidence::{Evidence, PartialEvidence, Roster, Seen, SeenSpeaker};
pub use name::{key, words_of};
pub use persons::{Form, Person, Persons, Reason};
pub use reader::Reader;
pub use register::{Register, Who};
