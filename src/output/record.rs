//! The record of an article as JSON: a contract with other programs, versioned.

use std::io::{self, Write};

use bigdecimal::BigDecimal;
use jiff::civil::Date;
use serde::Serialize;
use serde::ser::Serializer;
use serde_json::value::RawValue;

use crate::article::{Article, Bound, Published, PublishedFrom, QuoteKind, Span, Via};

/// The version of the record's form.
pub const VERSION: u32 = 1;

/// Writes one article as one line.
pub fn write_ndjson(out: &mut dyn Write, article: &Article) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Record::of(article))?;
    out.write_all(b"\n")
}

/// The record as JSON, without a line break.
pub fn to_json(article: &Article) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Record::of(article))?)
}

/// An article in the form that is written. Field names and their order are the contract.
#[derive(Serialize)]
pub struct Record<'a> {
    pub(super) version: u32,
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    pub(super) member: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) title_derived: bool,
    pub(super) source: Option<&'a str>,
    pub(super) published: Option<String>,
    /// The day of it; JSON has it in `published`.
    #[serde(skip)]
    pub(super) day: Option<Date>,
    pub(super) published_from: Option<&'static str>,
    pub(super) language: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) authors: &'a [String],
    pub(super) section: Option<&'a str>,
    pub(super) dateline: Option<DatelineRecord<'a>>,
    pub(super) body: &'a str,
    pub(super) related: &'a [String],
    pub(super) cited_sources: &'a [String],
    pub(super) speakers: Vec<SpeakerRecord<'a>>,
    pub(super) quotes: Vec<QuoteRecord<'a>>,
    pub(super) countries: Vec<CountryRecord<'a>>,
    pub(super) amounts: Vec<AmountRecord<'a>>,
    pub(super) quantities: Vec<QuantityRecord<'a>>,
    pub(super) doubts: Vec<DoubtRecord<'a>>,
}

#[derive(Serialize)]
pub struct DatelineRecord<'a> {
    pub(super) place: Option<&'a str>,
    pub(super) country: Option<String>,
}

#[derive(Serialize)]
pub struct SpeakerRecord<'a> {
    pub(super) name: &'a str,
    pub(super) roles: &'a [String],
    pub(super) affiliation: Option<&'a str>,
    pub(super) quotes: u32,
}

#[derive(Serialize)]
pub struct QuoteRecord<'a> {
    pub(super) speaker: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    pub(super) cue: Option<&'a str>,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize)]
pub struct CountryRecord<'a> {
    pub(super) code: String,
    pub(super) name: &'a str,
    pub(super) count: u32,
    pub(super) salience: f64,
    pub(super) about: bool,
    pub(super) via: Vec<&'static str>,
}

#[derive(Serialize)]
pub struct AmountRecord<'a> {
    pub(super) currency: String,
    pub(super) min: Option<Number>,
    pub(super) max: Option<Number>,
    pub(super) bound: &'static str,
    pub(super) text: &'a str,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize)]
pub struct QuantityRecord<'a> {
    pub(super) value: Number,
    pub(super) unit: &'a str,
    pub(super) bound: &'static str,
    pub(super) text: &'a str,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize)]
pub struct DoubtRecord<'a> {
    pub(super) field: &'a str,
    pub(super) message: &'a str,
}

/// A decimal as a JSON number, digit by digit: never through a float.
pub struct Number(String);

impl Number {
    pub fn of(value: &BigDecimal) -> Number {
        Number(value.normalized().to_plain_string())
    }

    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.clone()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

pub fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Range => "range",
    }
}

pub fn kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

pub fn via_name(via: Via) -> &'static str {
    match via {
        Via::Name => "name",
        Via::Demonym => "demonym",
        Via::City => "city",
        Via::Metonym => "metonym",
        Via::Dateline => "dateline",
        Via::Metadata => "metadata",
    }
}

/// A share of an article: four places are more than the measure is worth, and the same on every machine.
pub fn salience(share: f32) -> f64 {
    (f64::from(share) * 10_000.0).round() / 10_000.0
}

fn published_from_name(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Metadata => "metadata",
        PublishedFrom::Dateline => "dateline",
        PublishedFrom::Text => "text",
    }
}

impl<'a> Record<'a> {
    pub fn of(article: &'a Article) -> Record<'a> {
        let text = |span: Span| span.of(&article.body);
        Record {
            version: VERSION,
            id: &article.id,
            path: &article.path,
            member: article.member.as_deref(),
            title: &article.title,
            title_derived: article.title_derived,
            source: article.source.as_deref(),
            published: article.published.as_ref().map(ToString::to_string),
            day: article.published.as_ref().map(Published::day),
            published_from: article.published_from.map(published_from_name),
            language: article.language.code(),
            url: article.url.as_deref(),
            authors: &article.authors,
            section: article.section.as_deref(),
            dateline: article.dateline.as_ref().map(|d| DatelineRecord {
                place: d.place.as_deref(),
                country: d.country.map(|c| c.to_string()),
            }),
            body: &article.body,
            related: &article.related,
            cited_sources: &article.cited_sources,
            speakers: article
                .speakers
                .iter()
                .map(|s| SpeakerRecord {
                    name: &s.name,
                    roles: &s.roles,
                    affiliation: s.affiliation.as_deref(),
                    quotes: s.quotes,
                })
                .collect(),
            quotes: article
                .quotes
                .iter()
                .map(|q| QuoteRecord {
                    speaker: article.speaker_of(q).map(|s| s.name.as_str()),
                    role: q.role.as_deref(),
                    kind: kind_name(q.kind),
                    text: text(q.span),
                    cue: q.cue.as_deref(),
                    start: q.span.start,
                    end: q.span.end,
                })
                .collect(),
            countries: article
                .countries
                .iter()
                .map(|c| CountryRecord {
                    code: c.code.to_string(),
                    name: crate::extract::places::label(c.code).unwrap_or_default(),
                    count: c.count,
                    salience: salience(c.salience),
                    about: c.about,
                    via: c.via.iter().map(|v| via_name(*v)).collect(),
                })
                .collect(),
            amounts: article
                .amounts
                .iter()
                .map(|a| AmountRecord {
                    currency: a.currency.to_string(),
                    min: a.min.as_ref().map(Number::of),
                    max: a.max.as_ref().map(Number::of),
                    bound: bound_name(a.bound),
                    text: text(a.span),
                    start: a.span.start,
                    end: a.span.end,
                })
                .collect(),
            quantities: article
                .quantities
                .iter()
                .map(|q| QuantityRecord {
                    value: Number::of(&q.value),
                    unit: &q.unit,
                    bound: bound_name(q.bound),
                    text: text(q.span),
                    start: q.span.start,
                    end: q.span.end,
                })
                .collect(),
            doubts: article
                .doubts
                .iter()
                .map(|doubt| DoubtRecord {
                    field: &doubt.field,
                    message: &doubt.message,
                })
                .collect(),
        }
    }
}
