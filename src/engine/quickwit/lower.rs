//! [`Condition`] -> what Quickwit is asked, in its query language (that of Elasticsearch, as far as Quickwit has it).

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::alike::alike;
use super::decided::{decade, distinct, is_repeated};
use super::document::{SAID_AS, SAID_BY, within};
use crate::article::{Currency, Decimal};
use crate::engine::Weights;
use crate::error::Result;
use crate::index::document::days_since_epoch;
use crate::index::money;
use crate::query::Scope;
use crate::query::condition::{AmountRange, Condition, Key, Pattern, Place, Presence, Speakers, Value as Whole};
use crate::query::words::Forms;

/// The keys of the articles that a query finds: what a statement cannot be asked itself is asked of the articles first.
pub type Keys<'k> = &'k dyn Fn(&Value) -> Result<Vec<u64>>;

/// What is asked of the index of a scope, so that it finds what the condition describes. The condition is one that Quickwit decides, and
/// asks for persons by what they are ([`crate::query::widen`]). `currencies` are those of the archive.
///
/// # Errors
/// Those of `keys`.
pub fn lower(
    condition: &Condition,
    scope: Scope,
    weights: &Weights,
    currencies: &[Currency],
    keys: Keys,
) -> Result<Value> {
    let lowering = Lowering {
        weights,
        currencies,
        keys,
    };
    match scope {
        Scope::Articles => lowering.of_article(condition),
        Scope::Statements => lowering.of_statement(condition),
    }
}

/// Whether hits have scores of their own: some words are looked for.
pub fn has_words(condition: &Condition) -> bool {
    match condition {
        Condition::Text { .. } | Condition::Speaker(_) | Condition::Role(_) | Condition::Author(_) => true,
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(has_words),
        Condition::Boost(inner, _) | Condition::Within(_, inner) | Condition::Statement(inner) => has_words(inner),
        _ => false,
    }
}

struct Lowering<'l> {
    weights: &'l Weights,
    currencies: &'l [Currency],
    keys: Keys<'l>,
}

pub fn nothing() -> Value {
    json!({"match_none": null})
}

pub fn everything() -> Value {
    json!({"match_all": {}})
}

/// It decides, and counts nothing in a score.
fn filter(query: Value) -> Value {
    json!({"bool": {"filter": [query]}})
}

fn any(mut parts: Vec<Value>) -> Value {
    match parts.len() {
        0 => nothing(),
        1 => parts.swap_remove(0),
        _ => json!({"bool": {"should": parts}}),
    }
}

fn all(mut parts: Vec<Value>) -> Value {
    match parts.len() {
        0 => everything(),
        1 => parts.swap_remove(0),
        _ => json!({"bool": {"must": parts}}),
    }
}

fn boosted(query: Value, weight: f32) -> Value {
    // As a decimal number that reads as it is written.
    let weight: f64 = weight.to_string().parse().unwrap_or(1.0);
    json!({"bool": {"must": [query], "boost": weight}})
}

fn term(field: &str, value: &str) -> Value {
    json!({"term": {field: {"value": value}}})
}

fn is(field: &str, value: &str) -> Value {
    filter(term(field, value))
}

fn is_one_of(field: &str, values: &[String]) -> Value {
    match values {
        [] => nothing(),
        [one] => is(field, one),
        values => filter(json!({"terms": {field: values}})),
    }
}

/// The values of whoever has this name, in the columns of persons.
fn called(name: &str) -> Vec<String> {
    Speakers::named(name, &Default::default()).values()
}

fn range(field: &str, from: Option<Value>, to: Option<Value>) -> Value {
    let mut limits = serde_json::Map::new();
    limits.extend(from.map(|from| ("gte".to_owned(), from)));
    limits.extend(to.map(|to| ("lte".to_owned(), to)));
    filter(json!({"range": {field: limits}}))
}

impl Lowering<'_> {
    fn of_article(&self, condition: &Condition) -> Result<Value> {
        Ok(match condition {
            Condition::Text { place, pattern } => match place {
                Place::Title => self.pattern("title", pattern),
                Place::Body => self.pattern("body", pattern),
                Place::Anywhere => any(vec![
                    boosted(self.pattern("title", pattern), self.weights.title),
                    self.pattern("body", pattern),
                ]),
                Place::Quote => self.pattern("said", pattern),
            },
            Condition::Statement(inner) => self.said(inner)?,
            Condition::Speakers(speakers) => is_one_of("person", &speakers.values()),
            Condition::SpeakerIs(name) => is_one_of("person", &called(name)),
            Condition::Within(_, inner) | Condition::OfArticle(inner) => self.of_article(inner)?,
            Condition::Speaker(_) | Condition::Role(_) | Condition::RoleIs(_) => self.said(condition)?,
            other => self.joined(other, &|part| self.of_article(part))?,
        })
    }

    /// What one statement of an article has, asked of the article.
    fn said(&self, condition: &Condition) -> Result<Value> {
        Ok(match condition {
            Condition::All => is("has", Presence::Quote.field().name()),
            Condition::Text { pattern, .. } => self.pattern("said", pattern),
            Condition::Speaker(pattern) => self.pattern("speaker", &pattern.without_forms()),
            Condition::Speakers(speakers) => is_one_of("said_by", &speakers.values()),
            Condition::SpeakerIs(name) => is_one_of("said_by", &called(name)),
            Condition::Role(pattern) => self.pattern("role", &pattern.without_forms()),
            Condition::RoleIs(role) => is("said_role", role),
            Condition::Has(Presence::Speaker) => is("has", SAID_BY),
            Condition::Has(Presence::Role) => is("has", SAID_AS),
            Condition::Or(_) | Condition::Boost(..) => self.joined(condition, &|part| self.said(part))?,
            other => self.of_article(other)?,
        })
    }

    fn of_statement(&self, condition: &Condition) -> Result<Value> {
        Ok(match condition {
            Condition::Text { pattern, .. } => self.pattern("quote", pattern),
            Condition::Speaker(pattern) => self.pattern("speaker", &pattern.without_forms()),
            Condition::Speakers(speakers) => is_one_of("person", &speakers.values()),
            Condition::SpeakerIs(name) => is_one_of("person", &called(name)),
            Condition::Role(pattern) => self.pattern("role", &pattern.without_forms()),
            Condition::RoleIs(role) => is("role_key", role),
            Condition::Statement(inner) | Condition::Within(_, inner) => self.of_statement(inner)?,
            Condition::OfArticle(inner) if is_repeated(inner) => filter(self.of_article(inner)?),
            Condition::OfArticle(inner) => {
                let keys = (self.keys)(&self.of_article(inner)?)?;
                match keys.is_empty() {
                    true => nothing(),
                    false => filter(json!({"terms": {"article": keys}})),
                }
            }
            other => self.joined(other, &|part| self.of_statement(part))?,
        })
    }

    /// What joins conditions is the same of articles and of statements: `lower` is how its parts are asked.
    fn joined(&self, condition: &Condition, lower: &dyn Fn(&Condition) -> Result<Value>) -> Result<Value> {
        Ok(match condition {
            Condition::All => everything(),
            Condition::Nothing => nothing(),
            Condition::And(parts) => self.and(parts, lower)?,
            Condition::Or(parts) => any(parts.iter().map(lower).collect::<Result<_>>()?),
            Condition::Not(inner) => json!({"bool": {"must_not": [lower(inner)?]}}),
            Condition::Boost(inner, weight) => boosted(lower(inner)?, *weight),
            other => self.repeated(other),
        })
    }

    fn and(&self, parts: &[Condition], lower: &dyn Fn(&Condition) -> Result<Value>) -> Result<Value> {
        let (mut must, mut must_not) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Condition::Not(inner) => must_not.push(lower(inner)?),
                part => must.push(lower(part)?),
            }
        }
        Ok(match must_not.is_empty() {
            true => all(must),
            false if must.is_empty() => json!({"bool": {"must_not": must_not}}),
            false => json!({"bool": {"must": must, "must_not": must_not}}),
        })
    }

    /// What is asked in the same words of an article and of a statement in it.
    fn repeated(&self, condition: &Condition) -> Value {
        match condition {
            Condition::Author(pattern) => self.pattern("author", &pattern.without_forms()),
            Condition::AuthorIs(key) => is("author_key", key),
            Condition::Keyword { key, value } => keyword(*key, value),
            Condition::Country { about, codes } => {
                let codes: Vec<String> = codes.iter().map(|code| code.as_str().to_owned()).collect();
                is_one_of(if *about { "about" } else { "country" }, &codes)
            }
            Condition::Currency(currency) => is("currency", currency.as_str()),
            Condition::Amount(range) => self.amount(range),
            Condition::Days { from: None, to: None } => is("has", Presence::Date.field().name()),
            Condition::Days { from, to } => {
                let day = |day: &Option<Date>| day.map(|day| json!(days_since_epoch(day)));
                // The moments say which parts of the archive need not be opened.
                let (first, last) = around(*from, *to);
                let moment = |moment: Option<String>| moment.map(Value::String);
                json!({"bool": {"filter": [
                    {"bool": {"filter": [range("day", day(from), day(to))]}},
                    range("published", moment(first), moment(last))
                ]}})
            }
            Condition::Added {
                from: None,
                before: None,
            } => everything(),
            Condition::Added { from, before } => range(
                "added",
                from.map(|from| json!(from)),
                before.map(|before| json!(before - 1)),
            ),
            Condition::Path(pattern) => {
                let part = pattern.text();
                filter(json!({"wildcard": {"path_key": {"value": format!("*{}*", escaped(part))}}}))
            }
            Condition::Has(presence) => is("has", presence.field().name()),
            // Nothing else is asked here.
            _ => nothing(),
        }
    }

    fn amount(&self, range: &AmountRange) -> Value {
        let of = |currency: Currency| -> Value {
            let code = |value: &Decimal| money::code(currency, value);
            let low = range
                .low
                .as_ref()
                .map(|(value, inclusive)| code(value) + u64::from(!inclusive));
            let high = range
                .high
                .as_ref()
                .map(|(value, inclusive)| code(value).saturating_sub(u64::from(!inclusive)));
            match (low, high) {
                (None, None) => is("currency", currency.as_str()),
                (Some(low), None) => self::range("amount_max", Some(json!(low)), Some(json!(money::highest(currency)))),
                (None, Some(high)) => {
                    self::range("amount_min", Some(json!(money::lowest(currency))), Some(json!(high)))
                }
                (Some(_), Some(_)) => match decade(range, currency) {
                    Some(name) => is("decade", &name),
                    None => nothing(),
                },
            }
        };
        match range.currency {
            Some(currency) => of(currency),
            None => any(self.currencies.iter().copied().map(of).collect()),
        }
    }

    fn pattern(&self, field: &str, pattern: &Pattern) -> Value {
        match pattern {
            Pattern::Word { word, forms: false } => term(field, word),
            Pattern::Word { word, forms: true } => {
                let other: f64 = self.weights.other_form.to_string().parse().unwrap_or(1.0);
                let forms = Forms::of(word).terms();
                let terms = forms.iter().enumerate().map(|(at, form)| match at {
                    0 => term(field, form),
                    _ => json!({"term": {field: {"value": form, "boost": other}}}),
                });
                any(terms.collect())
            }
            Pattern::Prefix(prefix) => json!({"prefix": {field: {"value": prefix}}}),
            Pattern::Fuzzy { word, distance } => {
                let spelt = alike(word, *distance).into_iter();
                any(spelt
                    .map(|value| json!({"regexp": {field: {"value": value}}}))
                    .collect())
            }
            Pattern::Phrase(words) => phrase(field, words, 0),
            Pattern::Near { words, between } => match &distinct(words)[..] {
                [] => nothing(),
                [word] => term(field, word),
                // The slop of a phrase of two words is the number of words between; both orders are asked for.
                [a, b] => any(vec![
                    phrase(field, &[a.clone(), b.clone()], *between),
                    phrase(field, &[b.clone(), a.clone()], *between),
                ]),
                _ => nothing(),
            },
        }
    }
}

fn phrase(field: &str, words: &[String], slop: u32) -> Value {
    match slop {
        0 => json!({"match_phrase": {field: {"query": words.join(" ")}}}),
        slop => json!({"match_phrase": {field: {"query": words.join(" "), "slop": slop}}}),
    }
}

fn keyword(key: Key, value: &Whole) -> Value {
    let column = match key {
        Key::Source => "source_key",
        Key::Language => "language",
        Key::Section => "section_key",
        Key::Place => "place_key",
        Key::Doubt => "doubt",
        Key::Path => "path",
        Key::Id => "id",
    };
    match value {
        Whole::Is(text) => is(column, text),
        Whole::Prefix(prefix) => filter(json!({"prefix": {column: {"value": prefix}}})),
    }
}

/// From when to when something may have been published, anywhere on earth, that was published on these days.
fn around(from: Option<Date>, to: Option<Date>) -> (Option<String>, Option<String>) {
    let moment = |day: Date, days: i64| {
        let day = day.checked_add(days.days()).unwrap_or(day);
        let moment = day.to_zoned(jiff::tz::TimeZone::UTC).map(|zoned| zoned.timestamp());
        moment.ok().map(within)
    };
    (from.and_then(|day| moment(day, -2)), to.and_then(|day| moment(day, 2)))
}

/// A text in which nothing stands for anything else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '?' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
