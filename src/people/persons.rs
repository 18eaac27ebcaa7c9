//! The persons of an archive, and what each decision rests on.

use serde::{Deserialize, Serialize};

/// Why a name belongs to a person, or is no person's. Numbers are articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// It is the name by which the person is known.
    Own,
    /// The table of well-known short forms has it.
    WellKnown { name: String },
    /// The same words, spelled in another way, or in another order.
    Spelling { of: String },
    /// The words of a longer name, or letters for them.
    Part { of: String, with: u32, articles: u32 },
    /// One word is spelled wrong, in the same company.
    Slip { of: String, company: u32 },
    /// A short name whose articles have the full one as well.
    Short { of: String, with: u32, articles: u32 },
    /// A short name that nobody else of the archive has.
    Only { of: String, has: u32, others: u32 },
    /// A short name of several, in the company of one of them.
    Company { of: String, company: u32, others: u32 },
    /// Another name by which articles say that the person is called.
    Called {
        of: String,
        said: u32,
        with: u32,
        articles: u32,
    },
    /// Words before or behind the name that belong to something else.
    Trimmed { to: String, words: String },
    /// It stays a name of its own: these are called so too.
    Several { others: Vec<(String, u32)>, articles: u32 },
    /// No person: words that are written small nearly everywhere.
    Ordinary { small: u32, capital: u32 },
    /// No person: the name of a thing or an organisation.
    Thing { times: u32, of: u32 },
    /// No person: words that stand alone between quotation marks.
    Quoted { times: u32, of: u32 },
    /// No person: it hardly ever says anything.
    Silent { said: u32, of: u32 },
    /// No person: a piece of longer names.
    Piece { times: u32, of: u32 },
    /// No person: an organisation that others belong to.
    Within { times: u32 },
    /// No person: a degree, an abbreviation, a month.
    Sign,
}

/// A form of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As it is shown.
    pub name: String,
    /// What articles have for it.
    pub written: Vec<String>,
    pub reason: Reason,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// No other person has this name.
    pub name: String,
    /// The most frequent first.
    pub forms: Vec<Form>,
    /// The most frequent first.
    pub roles: Vec<String>,
}

/// All persons of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persons {
    /// By name.
    pub persons: Vec<Person>,
    /// Names that are no person's.
    pub none: Vec<Form>,
}
