//! The vocabulary: what a file says ([`RawArticle`]) and what we understood of it ([`Article`]).
//!
//! Every value that was found in the text keeps its [`Span`] in the clean body, so that a reader can be shown where it
//! stands. The types here are not `Serialize`: their JSON form is a contract and lives in `output`.

use std::fmt;

pub use bigdecimal::BigDecimal as Decimal;

pub use crate::span::Span;

/// A language by its ISO 639-1 code (`id`, `en`), or `und` where it could not be recognised.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; 3]);

impl Language {
    pub const ID: Language = Language(*b"id\0");
    pub const EN: Language = Language(*b"en\0");
    pub const MS: Language = Language(*b"ms\0");
    pub const UNKNOWN: Language = Language(*b"und");

    /// From a two- or three-letter code in any case; a region (`id-ID`, `en_US`) is left off. Other codes for the same language are
    /// other values here: [`crate::lang::from_code`] knows them.
    pub fn from_code(code: &str) -> Option<Language> {
        let code = code.trim();
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut bytes = [0; 3];
        for (slot, b) in bytes.iter_mut().zip(primary.bytes()) {
            *slot = b.to_ascii_lowercase();
        }
        Some(Language(bytes))
    }

    pub fn code(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        // Built from ASCII letters only.
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// When an article was published, as precisely as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// A day: `2022-02-18`.
    Day(jiff::civil::Date),
    /// A moment with the offset of the clock it was read from: `2022-02-18T14:05:00+07:00`.
    Moment(jiff::Timestamp, jiff::tz::Offset),
}

impl Published {
    /// The calendar day where it was published.
    pub fn day(&self) -> jiff::civil::Date {
        match self {
            Published::Day(day) => *day,
            Published::Moment(at, offset) => offset.to_datetime(*at).date(),
        }
    }

    /// The moment to sort by; a day counts from its first moment in UTC.
    pub fn timestamp(&self) -> jiff::Timestamp {
        match self {
            Published::Day(day) => jiff::tz::Offset::UTC
                .to_timestamp(day.at(0, 0, 0, 0))
                .unwrap_or(jiff::Timestamp::UNIX_EPOCH),
            Published::Moment(at, _) => *at,
        }
    }
}

/// RFC 3339: a full date, or a date and time with offset.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Day(day) => write!(f, "{day}"),
            Published::Moment(at, offset) => write!(f, "{}", at.display_with_offset(*offset)),
        }
    }
}

/// Where [`Article::published`] was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedFrom {
    Metadata,
    Dateline,
    Text,
}

/// What a file says, as the file says it: nothing here is interpreted yet. Readers fill what their format has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawArticle {
    /// The path of the file, `/` between its parts, relative to the root that was given.
    pub path: String,
    /// The line, row or entry inside a file of many articles, counted from 1.
    pub member: Option<String>,
    /// The file's own id.
    pub id: Option<String>,
    pub title: Option<String>,
    /// Decoded text: UTF-8 in NFC, `\n` between lines, no control characters.
    pub text: String,
    /// The date as written.
    pub published: Option<String>,
    /// The outlet as written: `tribunnews.com`, `KOMPAS`, `Tempo.co`.
    pub source: Option<String>,
    pub url: Option<String>,
    pub authors: Vec<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    /// Persons that the agency or outlet marked in the article or indexed it by, as written: `Roe, Ana`.
    pub persons: Vec<String>,
    /// Places that it was indexed by: names (`Kyiv`, `UKRAINE`) or codes of countries (`UA`, `UKR`). Not where it was filed.
    pub places: Vec<String>,
    /// The item of this id is withdrawn (`pubStatus: canceled`, "no archival use"): it is not to be indexed.
    pub withdrawn: bool,
    /// What its reader doubts: columns that were not read.
    pub doubts: Vec<Doubt>,
}

/// What contradicts itself in a file, or was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The record's field that it is about: `published`.
    pub field: String,
    /// One sentence for people: `the file says 2022-05-01, the address 2022-02-18`.
    pub message: String,
}

impl RawArticle {
    /// The file's own id if it has one, else the path, else `path#member`.
    pub fn id(&self) -> String {
        match (&self.id, &self.member) {
            (Some(id), _) => id.clone(),
            (None, Some(member)) => format!("{}#{member}", self.path),
            (None, None) => self.path.clone(),
        }
    }
}

/// What we understood of an article: the record of the design, field by field.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    pub id: String,
    pub path: String,
    pub member: Option<String>,
    pub title: String,
    /// True where the file has no title and it was made from the lead.
    pub title_derived: bool,
    /// The outlet's usual name.
    pub source: Option<String>,
    pub published: Option<Published>,
    pub published_from: Option<PublishedFrom>,
    pub language: Language,
    pub url: Option<String>,
    pub authors: Vec<String>,
    pub section: Option<String>,
    pub dateline: Option<Dateline>,
    /// Clean text, one paragraph a line.
    pub body: String,
    /// Link lines to other articles that stood between the paragraphs.
    pub related: Vec<String>,
    /// Other outlets that the article says it has its facts from.
    pub cited_sources: Vec<String>,
    /// In order of their first statement.
    pub speakers: Vec<Speaker>,
    /// In order of their place in the body.
    pub quotes: Vec<Quote>,
    /// Most salient first.
    pub countries: Vec<Country>,
    pub amounts: Vec<Amount>,
    pub quantities: Vec<Quantity>,
    /// What contradicts itself in the file.
    pub doubts: Vec<Doubt>,
}

/// An article, with what reading its text found besides and the record does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Extracted {
    pub article: Article,
    /// The byte offsets at which the body's sentences begin.
    pub sentences: Vec<u32>,
    /// The smallest hashes of the body's shingles, ascending: reprints share them.
    pub sketch: Vec<u32>,
}

impl Article {
    /// Who made one of its statements, if they have a name.
    pub fn speaker_of(&self, quote: &Quote) -> Option<&Speaker> {
        self.speakers.get(quote.speaker? as usize)
    }
}

/// Where a story was filed from: `JAKARTA`, and the country that the place lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    pub place: Option<String>,
    pub country: Option<CountryCode>,
}

/// ISO 3166-1 alpha-2 (`ID`), or the four letters of ISO 3166-3 for a state that is gone (`SUHH`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 4]);

impl CountryCode {
    /// From two or four ASCII letters, in any case. Whether such a country exists is not checked here.
    pub fn from_code(code: &str) -> Option<CountryCode> {
        if !matches!(code.len(), 2 | 4) || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut bytes = [0; 4];
        for (slot, b) in bytes.iter_mut().zip(code.bytes()) {
            *slot = b.to_ascii_uppercase();
        }
        Some(CountryCode(bytes))
    }

    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 4 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("ZZ")
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A named person to whom the article attributes at least one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form in the article, without titles.
    pub name: String,
    /// As written, nearest first: `Wali Kota Kyiv`.
    pub roles: Vec<String>,
    pub affiliation: Option<String>,
    /// How many of [`Article::quotes`] name them as their speaker. A statement of several together names one of them: the others
    /// are speakers all the same, with none where they say nothing else.
    pub quotes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// The speaker's words between quotation marks.
    Direct,
    /// Reported without quotation marks.
    Indirect,
    /// Reported, with some of the speaker's words between quotation marks.
    Mixed,
}

/// A statement that the article attributes to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Index into [`Article::speakers`]; `None` where the speaker has no name.
    pub speaker: Option<u32>,
    /// The role by which the speaker is named here: `juru bicara kepolisian`.
    pub role: Option<String>,
    pub kind: QuoteKind,
    /// The statement, without its quotation marks.
    pub span: Span,
    /// The word that introduces it: `kata`, `menurut`, `said`.
    pub cue: Option<String>,
}

/// How a country was found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    Name,
    Demonym,
    City,
    Metonym,
    Dateline,
    Metadata,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    pub code: CountryCode,
    /// How often it is mentioned in title and body.
    pub count: u32,
    /// Share of the article, 0 to 1; all of an article's add up to 1.
    pub salience: f32,
    /// The story is about it, as an agency's indexer would say.
    pub about: bool,
    /// Sorted, without repeats.
    pub via: Vec<Via>,
    /// Where it is named in the body, in order.
    pub spans: Vec<Span>,
}

/// How a written value bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    Exact,
    About,
    AtLeast,
    AtMost,
    Range,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub currency: Currency,
    /// Exact; equal to `max` for a single value, `None` where there is no lower bound.
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub bound: Bound,
    pub span: Span,
}

/// ISO 4217, historic codes included (`DEM`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// From three ASCII letters, in any case. Whether such a currency exists is not checked here.
    pub fn from_code(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        if !bytes.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        Some(Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// The country whose money it is: the first two letters of the code, as ISO 4217 makes them; `None` for money of several countries,
    /// of nobody, or of a state that is gone.
    pub fn country(self) -> Option<CountryCode> {
        let code = self.as_str().get(..2)?;
        let shared = matches!(code, "EU" | "BT" | "ET" | "SU" | "YU" | "TP") || code.starts_with('X');
        CountryCode::from_code(code).filter(|_| !shared || self.as_str() == "ETB")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A count of people or things: `150.000 personel`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub value: Decimal,
    /// What is counted, as written: `personel`.
    pub unit: String,
    pub bound: Bound,
    pub span: Span,
}
