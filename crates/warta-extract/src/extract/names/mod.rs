//! Persons in the text: their names, titles and roles, and which mentions are one person.

mod affiliation;
mod apposed;
mod assembly;
mod borne;
mod candidate;
mod classes;
mod cluster;
mod evidence;
mod inflected;
mod initials;
mod known;
mod ordinary;
mod owners;
mod people;
mod person;
mod phrases;
mod places;
mod references;
mod role_words;
mod roles;
mod runs;
mod spans;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_kinds;
mod title;
mod weigh;
mod words;

use std::ops::Range;

pub use cluster::Gender;
pub use people::people;
pub use title::complete;

/// How a mention names its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// `Vitali Klitschko`, `Klitschko`
    Name,
    /// `Presiden`, `politisi PDIP itu`, `the senator`: a role that stands for a person.
    Role,
    /// `ia`, `dia`, `he`, `she`
    Pronoun,
}

/// A stretch of the text that means a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub kind: MentionKind,
    /// Token indices of the name (without titles), the role or the pronoun alone.
    pub tokens: Range<u32>,
    /// Token indices of the whole: name with the titles, roles, age and apposition around it.
    pub extent: Range<u32>,
    /// Token indices of the role that stands with a name: `Wali Kota Kyiv`.
    pub role: Option<Range<u32>>,
    /// Index into [`People::persons`]; `None` for a role or pronoun whose person is not known.
    pub person: Option<u32>,
}

/// One person of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest form in the article, without titles.
    pub name: String,
    /// As written, without repeats, the one nearest to the person's first mention first.
    pub roles: Vec<String>,
    pub affiliation: Option<String>,
    /// As titles and given names tell it.
    pub gender: Option<Gender>,
}

/// The persons of an article and where they are mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// In order of their place, not overlapping.
    pub mentions: Vec<Mention>,
    pub persons: Vec<Person>,
}
