//! How much of a condition Quickwit decides by its indexes; the rest is verified on the stored record.

use super::alike::LONGEST;
use crate::article::Currency;
use crate::query::Scope;
use crate::query::condition::{AmountRange, Condition, PathPattern, Pattern, Presence};
use crate::query::values;

/// What holds of everything of which the condition holds, and what Quickwit decides: the condition itself where it decides all of it.
pub fn decided(condition: &Condition, scope: Scope, currencies: &[Currency]) -> Condition {
    let deciding = Deciding { currencies };
    deciding.weaker(condition, scope == Scope::Statements)
}

struct Deciding<'d> {
    currencies: &'d [Currency],
}

/// Words of names stand beside those of other names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Others,
}

impl Deciding<'_> {
    /// `statement` where it is asked of a statement.
    fn weaker(&self, condition: &Condition, statement: bool) -> Condition {
        match condition {
            Condition::Text { place, pattern } => words_of(pattern, Beside::Nothing, &|pattern| Condition::Text {
                place: *place,
                pattern,
            }),
            Condition::Speaker(pattern) => words_of(pattern, Beside::Others, &Condition::Speaker),
            Condition::Role(pattern) => words_of(pattern, Beside::Others, &Condition::Role),
            Condition::Author(pattern) => words_of(pattern, Beside::Others, &Condition::Author),
            Condition::Path(pattern) => path(pattern),
            Condition::Amount(range) => self.amount(range),
            Condition::And(parts) => Condition::and(parts.iter().map(|part| self.weaker(part, statement)).collect()),
            Condition::Or(parts) => either(parts.iter().map(|part| self.weaker(part, statement)).collect()),
            Condition::Not(inner) => match self.weaker(inner, statement) == **inner {
                true => condition.clone(),
                false => Condition::All,
            },
            Condition::Boost(inner, weight) => boosted(self.weaker(inner, statement), *weight),
            Condition::Within(_, inner) => self.weaker(&together(inner), statement),
            Condition::Statement(inner) if statement => self.weaker(inner, true),
            Condition::Statement(inner) => self.said(inner),
            Condition::OfArticle(inner) if !statement => self.weaker(inner, false),
            Condition::OfArticle(inner) => match self.weaker(inner, false) {
                Condition::All => Condition::All,
                weaker => Condition::OfArticle(Box::new(weaker)),
            },
            other => other.clone(),
        }
    }

    /// What is asked of one statement, asked of the article: of several parts, each may hold of another statement.
    fn said(&self, condition: &Condition) -> Condition {
        let statement = |part: Condition| Condition::Statement(Box::new(part));
        let beside = |pattern: &Pattern, of: &dyn Fn(Pattern) -> Condition| {
            words_of(pattern, Beside::Others, &|pattern| statement(of(pattern)))
        };
        match condition {
            Condition::All => Condition::Has(Presence::Quote),
            Condition::Text { place, pattern } => {
                beside(pattern, &|pattern| Condition::Text { place: *place, pattern })
            }
            Condition::Speaker(pattern) => beside(pattern, &Condition::Speaker),
            Condition::Role(pattern) => beside(pattern, &Condition::Role),
            Condition::Speakers(_)
            | Condition::SpeakerIs(_)
            | Condition::RoleIs(_)
            | Condition::Has(Presence::Speaker | Presence::Role) => statement(condition.clone()),
            Condition::And(parts) => Condition::and(parts.iter().map(|part| self.said(part)).collect()),
            Condition::Or(parts) => either(parts.iter().map(|part| self.said(part)).collect()),
            Condition::Boost(inner, weight) => boosted(self.said(inner), *weight),
            Condition::Not(_) => Condition::Has(Presence::Quote),
            Condition::OfArticle(inner) => {
                Condition::and(vec![Condition::Has(Presence::Quote), self.weaker(inner, false)])
            }
            Condition::Within(_, inner) => self.said(&together(inner)),
            Condition::Statement(inner) => self.said(inner),
            other => Condition::and(vec![Condition::Has(Presence::Quote), self.weaker(other, false)]),
        }
    }

    /// Both limits must hold of one amount, and the index knows each limit for itself.
    fn amount(&self, range: &AmountRange) -> Condition {
        let whole = Condition::Amount(range.clone());
        if range.low.is_none() || range.high.is_none() {
            return whole;
        }
        match range.currency {
            Some(currency) if decade(range, currency).is_some() => whole,
            Some(_) => Condition::and(vec![
                Condition::Amount(AmountRange {
                    high: None,
                    ..range.clone()
                }),
                Condition::Amount(AmountRange {
                    low: None,
                    ..range.clone()
                }),
            ]),
            None => {
                let of = |currency: &Currency| {
                    self.amount(&AmountRange {
                        currency: Some(*currency),
                        ..range.clone()
                    })
                };
                Condition::or(self.currencies.iter().map(of).collect())
            }
        }
    }
}

/// The order of magnitude that a range is, as it is counted.
pub fn decade(range: &AmountRange, currency: Currency) -> Option<String> {
    let mut names = (0..u64::from(values::MOST_DIGITS)).map(|power| values::magnitude_name(currency, power));
    names.find(|name| {
        values::magnitude(name).is_some_and(|whole| (&whole.low, &whole.high) == (&range.low, &range.high))
    })
}

/// The words of a pattern, each once.
pub fn distinct(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        if !out.contains(word) {
            out.push(word.clone());
        }
    }
    out
}

/// Words that stand near each other are decided where they are two, and stand beside nothing else.
fn words_of(pattern: &Pattern, beside: Beside, of: &dyn Fn(Pattern) -> Condition) -> Condition {
    match pattern {
        Pattern::Near { words, between } => {
            let words = distinct(words);
            if words.len() < 2 || (words.len() == 2 && (beside == Beside::Nothing || *between == 0)) {
                return of(pattern.clone());
            }
            let word = |word: &String| {
                of(Pattern::Word {
                    word: word.clone(),
                    forms: false,
                })
            };
            Condition::and(words.iter().map(word).collect())
        }
        Pattern::Fuzzy { word, distance: 2.. } if word.chars().count() > LONGEST => Condition::All,
        other => of(other.clone()),
    }
}

/// A pattern of paths has the text between two signs in it.
fn path(pattern: &PathPattern) -> Condition {
    let text = match pattern {
        PathPattern::Part(_) => return Condition::Path(pattern.clone()),
        PathPattern::Like { pattern, .. } => pattern,
    };
    if text.contains(['{', '[', '\\']) {
        return Condition::All;
    }
    let parts = text.split(['*', '?', '/']);
    let longest = parts.max_by_key(|part| part.len()).unwrap_or_default().to_lowercase();
    match longest.is_empty() {
        true => Condition::All,
        false => Condition::Path(PathPattern::Part(longest)),
    }
}

/// What must hold somewhere for a condition to hold within one sentence.
fn together(condition: &Condition) -> Condition {
    match condition {
        Condition::And(parts) => Condition::and(parts.iter().map(together).collect()),
        Condition::Or(parts) => either(parts.iter().map(together).collect()),
        Condition::Not(_) => Condition::All,
        Condition::Boost(inner, weight) => boosted(together(inner), *weight),
        Condition::Within(_, inner) => together(inner),
        other => other.clone(),
    }
}

fn either(parts: Vec<Condition>) -> Condition {
    match parts.contains(&Condition::All) {
        true => Condition::All,
        false => Condition::Or(parts),
    }
}

fn boosted(inner: Condition, weight: f32) -> Condition {
    match inner {
        Condition::All => Condition::All,
        inner => Condition::Boost(Box::new(inner), weight),
    }
}

/// What is asked of an article stands in the documents of its statements too.
pub fn is_repeated(condition: &Condition) -> bool {
    match condition {
        Condition::All
        | Condition::Nothing
        | Condition::Author(_)
        | Condition::AuthorIs(_)
        | Condition::Keyword { .. }
        | Condition::Country { .. }
        | Condition::Currency(_)
        | Condition::Amount(_)
        | Condition::Days { .. }
        | Condition::Added { .. }
        | Condition::Path(_) => true,
        Condition::Has(presence) => !matches!(presence, Presence::Speaker | Presence::Role),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().all(is_repeated),
        Condition::Not(inner) | Condition::Boost(inner, _) => is_repeated(inner),
        Condition::Text { .. }
        | Condition::Speaker(_)
        | Condition::SpeakerIs(_)
        | Condition::Speakers(_)
        | Condition::Role(_)
        | Condition::RoleIs(_)
        | Condition::Within(..)
        | Condition::Statement(_)
        | Condition::OfArticle(_) => false,
    }
}
