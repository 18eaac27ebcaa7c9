//! What a query asks of an article, with every field and value understood: the tree that is carried out.
//!
//! A condition knows no engine. It is lowered to one (`lower`), and it can be checked on an article itself
//! ([`super::matching`]), which is how matches are marked in a text and explained.

use jiff::civil::Date;

pub use super::path::PathPattern;
pub use super::speakers::Speakers;
use crate::article::{Article, CountryCode, Currency, Decimal, Quote};
use crate::fields::FieldId;
use crate::index::document::roles;

/// What is asked of an article; inside [`Condition::Statement`], of one statement in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    All,
    /// What can never be found.
    Nothing,
    /// Words in running text.
    Text {
        place: Place,
        pattern: Pattern,
    },
    /// Words in the name of the speaker. Asked of a statement.
    Speaker(Pattern),
    /// The speaker is the person whom this name means, as a user types it. Asked of a statement, or of an article.
    SpeakerIs(String),
    /// A speaker is one of these persons. Asked of a statement, or of an article.
    Speakers(Speakers),
    /// Words in one of the speaker's roles, or in the affiliation. Asked of a statement.
    Role(Pattern),
    /// One of the speaker's roles, or the affiliation, is this, folded. Asked of a statement.
    RoleIs(String),
    /// Words in the name of an author.
    Author(Pattern),
    /// An author's name has this key.
    AuthorIs(String),
    /// A whole value.
    Keyword {
        key: Key,
        value: Value,
    },
    /// One of these countries is mentioned, or the story is about it.
    Country {
        about: bool,
        codes: Vec<CountryCode>,
    },
    Amount(AmountRange),
    Currency(Currency),
    /// Published on one of these days, both included.
    Days {
        from: Option<Date>,
        to: Option<Date>,
    },
    /// It came into the index in this stretch of time, in seconds since 1970: from the first on, to before the second.
    Added {
        from: Option<i64>,
        before: Option<i64>,
    },
    /// The path of its file is like this.
    Path(PathPattern),
    /// The field has a value at all.
    Has(Presence),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Boost(Box<Condition>, f32),
    /// Text conditions that must hold within one stretch of the text.
    Within(Unit, Box<Condition>),
    /// One statement of the article has all of this.
    Statement(Box<Condition>),
    /// The article of the statement has this. Asked of a statement.
    OfArticle(Box<Condition>),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Title or body.
    Anywhere,
    Title,
    Body,
    /// The statement at hand.
    Quote,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Sentence,
    Paragraph,
}

/// Words to find. All words are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A word; with `forms`, also its other forms.
    Word {
        word: String,
        forms: bool,
    },
    Prefix(String),
    /// Words within so many insertions, deletions, changes or swaps of letters.
    Fuzzy {
        word: String,
        distance: u8,
    },
    /// Words in a row.
    Phrase(Vec<String>),
    /// All of these words, in any order, with at most `between` others between the first and the last.
    Near {
        words: Vec<String>,
        between: u32,
    },
}

impl Pattern {
    /// Names have no forms.
    pub fn without_forms(&self) -> Pattern {
        match self {
            Pattern::Word { word, .. } => Pattern::Word {
                word: word.clone(),
                forms: false,
            },
            other => other.clone(),
        }
    }
}

/// A field with whole values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Source,
    Language,
    Section,
    Place,
    Doubt,
    Path,
    Id,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// In any case.
    Is(String),
    Prefix(String),
}

/// A field that an article may have or not. What fields are called, [`crate::fields`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Quote,
    Speaker,
    /// A role or an affiliation of a speaker.
    Role,
    Source,
    Country,
    About,
    Amount,
    Date,
    Section,
    Author,
    Place,
    Doubt,
}

/// Amounts between two limits, each with whether it belongs to the range, in one currency or in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountRange {
    pub currency: Option<Currency>,
    pub low: Option<(Decimal, bool)>,
    pub high: Option<(Decimal, bool)>,
}

impl Condition {
    /// All of these.
    pub fn and(parts: Vec<Condition>) -> Condition {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Condition::All => {}
                Condition::Nothing => return Condition::Nothing,
                Condition::And(inner) => flat.extend(inner),
                part => flat.push(part),
            }
        }
        match flat.len() {
            0 => Condition::All,
            1 => flat.swap_remove(0),
            _ => Condition::And(flat),
        }
    }

    /// Any of these.
    pub fn or(parts: Vec<Condition>) -> Condition {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Condition::Nothing => {}
                Condition::Or(inner) => flat.extend(inner),
                part => flat.push(part),
            }
        }
        match flat.len() {
            0 => Condition::Nothing,
            1 => flat.swap_remove(0),
            _ => Condition::Or(flat),
        }
    }

    /// The opposite.
    pub fn negate(self) -> Condition {
        match self {
            Condition::Not(inner) => *inner,
            Condition::All => Condition::Nothing,
            Condition::Nothing => Condition::All,
            other => Condition::Not(Box::new(other)),
        }
    }
}

impl AmountRange {
    /// Whether the stretch from `low` to `high` that an article states has a part in this range. A value without a limit on
    /// one side states the limit that it has: `lebih dari Rp 5 miliar` states 5 billion.
    pub fn holds(&self, currency: Currency, low: &Decimal, high: &Decimal) -> bool {
        let above = |(limit, inclusive): &(Decimal, bool)| high > limit || (*inclusive && high == limit);
        let below = |(limit, inclusive): &(Decimal, bool)| low < limit || (*inclusive && low == limit);
        self.currency.is_none_or(|wanted| wanted == currency)
            && self.low.as_ref().is_none_or(above)
            && self.high.as_ref().is_none_or(below)
    }

    /// No value can lie in it.
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some((low, low_in)), Some((high, high_in))) => low > high || (low == high && !(*low_in && *high_in)),
            _ => false,
        }
    }
}

impl Key {
    /// Its values in an article.
    pub fn of(self, article: &Article) -> Vec<&str> {
        match self {
            Key::Source => article.source.as_deref().into_iter().collect(),
            Key::Language => vec![article.language.code()],
            Key::Section => article.section.as_deref().into_iter().collect(),
            Key::Place => article.dateline.iter().filter_map(|d| d.place.as_deref()).collect(),
            Key::Doubt => article.doubts.iter().map(|doubt| doubt.field.as_str()).collect(),
            Key::Path => vec![&article.path],
            Key::Id => vec![&article.id],
        }
    }

    /// Values of this field count as written; others are folded.
    pub fn is_verbatim(self) -> bool {
        matches!(self, Key::Path | Key::Id)
    }
}

impl Presence {
    /// Whether an article has it that has the field; `None` where every article has.
    pub fn of(field: FieldId) -> Option<Presence> {
        Some(match field {
            FieldId::Quote => Presence::Quote,
            FieldId::Speaker => Presence::Speaker,
            FieldId::Role => Presence::Role,
            FieldId::Source => Presence::Source,
            FieldId::Country | FieldId::Region => Presence::Country,
            FieldId::About => Presence::About,
            FieldId::Amount | FieldId::Currency => Presence::Amount,
            FieldId::Date | FieldId::Year | FieldId::Month | FieldId::Week => Presence::Date,
            FieldId::Section => Presence::Section,
            FieldId::Author => Presence::Author,
            FieldId::Place => Presence::Place,
            FieldId::Doubt => Presence::Doubt,
            FieldId::Title | FieldId::Body | FieldId::Added | FieldId::Language | FieldId::Path | FieldId::Id => {
                return None;
            }
        })
    }

    /// The field of which it speaks.
    pub fn field(self) -> FieldId {
        match self {
            Presence::Quote => FieldId::Quote,
            Presence::Speaker => FieldId::Speaker,
            Presence::Role => FieldId::Role,
            Presence::Source => FieldId::Source,
            Presence::Country => FieldId::Country,
            Presence::About => FieldId::About,
            Presence::Amount => FieldId::Amount,
            Presence::Date => FieldId::Date,
            Presence::Section => FieldId::Section,
            Presence::Author => FieldId::Author,
            Presence::Place => FieldId::Place,
            Presence::Doubt => FieldId::Doubt,
        }
    }

    /// Whether a statement has the field: what a statement has not itself, it has of its article.
    pub fn holds_in(self, article: &Article, quote: &Quote) -> bool {
        match self {
            Presence::Speaker => quote.speaker.is_some(),
            Presence::Role => {
                let speaker = article.speaker_of(quote);
                speaker.is_some_and(|speaker| roles(speaker).next().is_some())
            }
            other => other.holds(article),
        }
    }

    /// Whether the article has the field.
    pub fn holds(self, article: &Article) -> bool {
        match self {
            Presence::Quote => !article.quotes.is_empty(),
            Presence::Speaker => !article.speakers.is_empty(),
            Presence::Role => article.speakers.iter().any(|speaker| roles(speaker).next().is_some()),
            Presence::Source => article.source.is_some(),
            Presence::Country => !article.countries.is_empty(),
            Presence::About => article.countries.iter().any(|c| c.about),
            Presence::Amount => !article.amounts.is_empty(),
            Presence::Date => article.published.is_some(),
            Presence::Section => article.section.is_some(),
            Presence::Author => !article.authors.is_empty(),
            Presence::Place => article.dateline.as_ref().is_some_and(|d| d.place.is_some()),
            Presence::Doubt => !article.doubts.is_empty(),
        }
    }
}
