//! An article as it is kept in the index: all that a result shows, in few bytes, and back again.
//!
//! The form is private to the index: a change of it is a change of [`super::FORMAT`].

use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde::{Deserialize, Serialize};

use crate::article::*;

#[derive(Serialize, Deserialize)]
struct StoredArticle<'a> {
    id: &'a str,
    path: &'a str,
    member: Option<&'a str>,
    title: &'a str,
    title_derived: bool,
    source: Option<&'a str>,
    published: Option<StoredPublished>,
    published_from: Option<u8>,
    language: &'a str,
    url: Option<&'a str>,
    #[serde(borrow)]
    authors: Vec<&'a str>,
    section: Option<&'a str>,
    dateline: Option<(Option<&'a str>, Option<&'a str>)>,
    body: &'a str,
    related: Vec<&'a str>,
    cited_sources: Vec<&'a str>,
    speakers: Vec<(&'a str, Vec<&'a str>, Option<&'a str>, u32)>,
    quotes: Vec<StoredQuote<'a>>,
    countries: Vec<StoredCountry<'a>>,
    amounts: Vec<StoredAmount<'a>>,
    quantities: Vec<StoredQuantity<'a>>,
    doubts: Vec<(&'a str, &'a str)>,
}

/// Days since 1970-01-01, or a moment in seconds with the offset of its clock in seconds.
#[derive(Serialize, Deserialize)]
enum StoredPublished {
    Day(i16, i8, i8),
    Moment(i64, i32),
}

#[derive(Serialize, Deserialize)]
struct StoredQuote<'a> {
    speaker: Option<u32>,
    role: Option<&'a str>,
    kind: u8,
    span: (u32, u32),
    cue: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
struct StoredCountry<'a> {
    code: &'a str,
    count: u32,
    salience: f32,
    about: bool,
    via: Vec<u8>,
    spans: Vec<(u32, u32)>,
}

#[derive(Serialize, Deserialize)]
struct StoredAmount<'a> {
    currency: &'a str,
    min: Option<String>,
    /// `None` here means the same as `min`.
    max: Option<Option<String>>,
    bound: u8,
    span: (u32, u32),
}

#[derive(Serialize, Deserialize)]
struct StoredQuantity<'a> {
    value: String,
    unit: &'a str,
    bound: u8,
    span: (u32, u32),
}

const KINDS: [QuoteKind; 3] = [QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed];
const VIAS: [Via; 6] = [
    Via::Name,
    Via::Demonym,
    Via::City,
    Via::Metonym,
    Via::Dateline,
    Via::Metadata,
];
const BOUNDS: [Bound; 5] = [Bound::Exact, Bound::About, Bound::AtLeast, Bound::AtMost, Bound::Range];
const FROMS: [PublishedFrom; 3] = [PublishedFrom::Metadata, PublishedFrom::Dateline, PublishedFrom::Text];

fn place<T: PartialEq>(table: &[T], value: &T) -> u8 {
    table.iter().position(|v| v == value).unwrap_or_default() as u8
}

fn pair(span: Span) -> (u32, u32) {
    (span.start, span.end)
}

fn refs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn decimal(value: &BigDecimal) -> String {
    value.normalized().to_plain_string()
}

/// The bytes that are stored of an article.
pub fn encode(article: &Article) -> Vec<u8> {
    let stored = StoredArticle {
        id: &article.id,
        path: &article.path,
        member: article.member.as_deref(),
        title: &article.title,
        title_derived: article.title_derived,
        source: article.source.as_deref(),
        published: article.published.as_ref().map(StoredPublished::of),
        published_from: article.published_from.as_ref().map(|from| place(&FROMS, from)),
        language: article.language.code(),
        url: article.url.as_deref(),
        authors: refs(&article.authors),
        section: article.section.as_deref(),
        dateline: article
            .dateline
            .as_ref()
            .map(|d| (d.place.as_deref(), d.country.as_ref().map(CountryCode::as_str))),
        body: &article.body,
        related: refs(&article.related),
        cited_sources: refs(&article.cited_sources),
        speakers: article
            .speakers
            .iter()
            .map(|s| (s.name.as_str(), refs(&s.roles), s.affiliation.as_deref(), s.quotes))
            .collect(),
        quotes: article.quotes.iter().map(StoredQuote::of).collect(),
        countries: article.countries.iter().map(StoredCountry::of).collect(),
        amounts: article.amounts.iter().map(StoredAmount::of).collect(),
        quantities: article.quantities.iter().map(StoredQuantity::of).collect(),
        doubts: article
            .doubts
            .iter()
            .map(|doubt| (doubt.field.as_str(), doubt.message.as_str()))
            .collect(),
    };
    // Serialising plain values into memory has no way to fail.
    postcard::to_allocvec(&stored).unwrap_or_default()
}

/// What the register of persons asks of an article.
pub(super) struct Glance<'a> {
    /// Another one for each article.
    pub number: u64,
    pub title: &'a str,
    pub body: &'a str,
    /// Name, roles and affiliation.
    pub speakers: Vec<(&'a str, Vec<&'a str>, Option<&'a str>)>,
}

/// A part of an article's stored bytes, without copying them; `None` where they are damaged.
pub(super) fn glance(bytes: &[u8]) -> Option<Glance<'_>> {
    let stored: StoredArticle = postcard::from_bytes(bytes).ok()?;
    let mut number = xxhash_rust::xxh3::Xxh3::new();
    for part in [stored.path, "#", stored.member.unwrap_or_default(), "#", stored.id] {
        number.update(part.as_bytes());
    }
    let speakers = stored.speakers.into_iter();
    Some(Glance {
        number: number.digest(),
        title: if stored.title_derived { "" } else { stored.title },
        body: stored.body,
        speakers: speakers
            .map(|(name, roles, affiliation, _)| (name, roles, affiliation))
            .collect(),
    })
}

/// The article of stored bytes; `None` where they are damaged.
pub fn decode(bytes: &[u8]) -> Option<Article> {
    let stored: StoredArticle = postcard::from_bytes(bytes).ok()?;
    let body = stored.body;
    let text = |text: Option<&str>| text.map(str::to_owned);
    let speaker = |(name, roles, affiliation, quotes): (&str, Vec<&str>, Option<&str>, u32)| Speaker {
        name: name.to_owned(),
        roles: owned(roles),
        affiliation: text(affiliation),
        quotes,
    };
    let doubt = |(field, message): (&str, &str)| Doubt {
        field: field.to_owned(),
        message: message.to_owned(),
    };
    Some(Article {
        id: stored.id.to_owned(),
        path: stored.path.to_owned(),
        member: text(stored.member),
        title: stored.title.to_owned(),
        title_derived: stored.title_derived,
        source: text(stored.source),
        published: match stored.published {
            Some(published) => Some(published.read()?),
            None => None,
        },
        published_from: stored.published_from.and_then(|at| FROMS.get(usize::from(at)).copied()),
        language: Language::from_code(stored.language)?,
        url: text(stored.url),
        authors: owned(stored.authors),
        section: text(stored.section),
        dateline: stored.dateline.map(|(place, country)| Dateline {
            place: text(place),
            country: country.and_then(CountryCode::from_code),
        }),
        related: owned(stored.related),
        cited_sources: owned(stored.cited_sources),
        speakers: stored.speakers.into_iter().map(speaker).collect(),
        quotes: all(stored.quotes, |quote| quote.read(body))?,
        countries: all(stored.countries, |country| country.read(body))?,
        amounts: all(stored.amounts, |amount| amount.read(body))?,
        quantities: all(stored.quantities, |quantity| quantity.read(body))?,
        doubts: stored.doubts.into_iter().map(doubt).collect(),
        body: body.to_owned(),
    })
}

/// A list read back; `None` where one of it is damaged.
fn all<S, T>(stored: Vec<S>, read: impl Fn(S) -> Option<T>) -> Option<Vec<T>> {
    stored.into_iter().map(read).collect()
}

fn owned(list: Vec<&str>) -> Vec<String> {
    list.into_iter().map(str::to_owned).collect()
}

/// A span of a body; `None` for one that is not of it, which would panic where it is shown.
fn span_of(body: &str, (start, end): (u32, u32)) -> Option<Span> {
    body.get(start as usize..end as usize)?;
    Some(Span { start, end })
}

fn number(text: &str) -> Option<BigDecimal> {
    BigDecimal::from_str(text).ok()
}

impl StoredPublished {
    fn of(published: &Published) -> StoredPublished {
        match published {
            Published::Day(day) => StoredPublished::Day(day.year(), day.month(), day.day()),
            Published::Moment(at, offset) => StoredPublished::Moment(at.as_second(), offset.seconds()),
        }
    }

    fn read(self) -> Option<Published> {
        Some(match self {
            StoredPublished::Day(year, month, day) => Published::Day(jiff::civil::Date::new(year, month, day).ok()?),
            StoredPublished::Moment(second, offset) => Published::Moment(
                jiff::Timestamp::from_second(second).ok()?,
                jiff::tz::Offset::from_seconds(offset).ok()?,
            ),
        })
    }
}

impl<'a> StoredQuote<'a> {
    fn of(quote: &'a Quote) -> StoredQuote<'a> {
        StoredQuote {
            speaker: quote.speaker,
            role: quote.role.as_deref(),
            kind: place(&KINDS, &quote.kind),
            span: pair(quote.span),
            cue: quote.cue.as_deref(),
        }
    }

    fn read(self, body: &str) -> Option<Quote> {
        Some(Quote {
            speaker: self.speaker,
            role: self.role.map(str::to_owned),
            kind: *KINDS.get(usize::from(self.kind))?,
            span: span_of(body, self.span)?,
            cue: self.cue.map(str::to_owned),
        })
    }
}

impl<'a> StoredCountry<'a> {
    fn of(country: &'a Country) -> StoredCountry<'a> {
        StoredCountry {
            code: country.code.as_str(),
            count: country.count,
            salience: country.salience,
            about: country.about,
            via: country.via.iter().map(|via| place(&VIAS, via)).collect(),
            spans: country.spans.iter().map(|span| pair(*span)).collect(),
        }
    }

    fn read(self, body: &str) -> Option<Country> {
        let via = self.via.iter().filter_map(|via| VIAS.get(usize::from(*via)).copied());
        Some(Country {
            code: CountryCode::from_code(self.code)?,
            count: self.count,
            salience: self.salience,
            about: self.about,
            via: via.collect(),
            spans: all(self.spans, |span| span_of(body, span))?,
        })
    }
}

impl<'a> StoredAmount<'a> {
    fn of(amount: &'a Amount) -> StoredAmount<'a> {
        StoredAmount {
            currency: amount.currency.as_str(),
            min: amount.min.as_ref().map(decimal),
            max: (amount.min != amount.max).then(|| amount.max.as_ref().map(decimal)),
            bound: place(&BOUNDS, &amount.bound),
            span: pair(amount.span),
        }
    }

    fn read(self, body: &str) -> Option<Amount> {
        let min = match &self.min {
            Some(min) => Some(number(min)?),
            None => None,
        };
        let max = match &self.max {
            None => min.clone(),
            Some(Some(max)) => Some(number(max)?),
            Some(None) => None,
        };
        Some(Amount {
            currency: Currency::from_code(self.currency)?,
            min,
            max,
            bound: *BOUNDS.get(usize::from(self.bound))?,
            span: span_of(body, self.span)?,
        })
    }
}

impl<'a> StoredQuantity<'a> {
    fn of(quantity: &'a Quantity) -> StoredQuantity<'a> {
        StoredQuantity {
            value: decimal(&quantity.value),
            unit: &quantity.unit,
            bound: place(&BOUNDS, &quantity.bound),
            span: pair(quantity.span),
        }
    }

    fn read(self, body: &str) -> Option<Quantity> {
        Some(Quantity {
            value: number(&self.value)?,
            unit: self.unit.to_owned(),
            bound: *BOUNDS.get(usize::from(self.bound))?,
            span: span_of(body, self.span)?,
        })
    }
}
