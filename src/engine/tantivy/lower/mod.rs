//! [`Condition`] -> a query of the engine. Nothing before this stage knows Tantivy.

mod amounts;
mod checked;
mod doubled;
mod excluded;
mod explained;
mod family;
mod folded;
mod like;
mod near;
mod occurrences;
mod paths;
mod postings;
mod record;
mod speakers;
mod spoken;
mod together;

use std::ops::Bound;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, ExistsQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::deadline::Deadline;
use crate::engine::Weights;
use crate::engine::request::OTHER_FORM;
use crate::index::analyzer::fold_value;
use crate::index::document::days_since_epoch;
use crate::index::names;
use crate::index::schema::{Columns, Kind};
use crate::query::Scope;
use crate::query::condition::{Condition, Key, Pattern, Place, Presence, Speakers, Value};
use crate::query::words::Forms;
use folded::FoldedQuery;
pub use like::words_like;
use like::{Like, LikeQuery};

type Part = Box<dyn Query>;

/// The query that finds the articles, or the statements, of which the condition holds.
///
/// Once `until` has passed, what looks at positions ends as if there were no more documents: whoever asked is to look at it too.
pub fn lower(
    condition: &Condition,
    columns: &Columns,
    scope: Scope,
    weights: &Weights,
    until: &Deadline,
) -> Box<dyn Query> {
    let lowering = Lowering {
        columns,
        weights,
        until,
    };
    let statement = scope == Scope::Statements;
    let main = lowering.part(condition, statement);
    match lowering.nearness(condition, statement) {
        Some(near) => Box::new(BooleanQuery::new(vec![(Occur::Must, main), (Occur::Should, near)])),
        None => main,
    }
}

struct Lowering<'c> {
    columns: &'c Columns,
    weights: &'c Weights,
    until: &'c Deadline,
}

impl Lowering<'_> {
    fn part(&self, condition: &Condition, statement: bool) -> Part {
        let columns = self.columns;
        match condition {
            Condition::All => self.every(statement),
            Condition::Nothing => Box::new(EmptyQuery),
            Condition::Text { place, pattern } => match (place, statement) {
                (Place::Quote, _) => Box::new(self.spoken(pattern)),
                (Place::Title, _) => self.pattern(columns.title, pattern),
                (Place::Body, _) => self.pattern(columns.body, pattern),
                (Place::Anywhere, _) => any(vec![
                    Box::new(BoostQuery::new(
                        self.pattern(columns.title, pattern),
                        self.weights.title,
                    )),
                    self.pattern(columns.body, pattern),
                ]),
            },
            Condition::Speaker(pattern) => self.pattern(columns.speaker, &pattern.without_forms()),
            // Articles carry the names too, those of all their speakers.
            Condition::Speakers(speakers) => {
                let named = speakers::SpeakersQuery::new(columns.speaker_value, speakers);
                constant(all(vec![self.every(statement), Box::new(named)]))
            }
            Condition::SpeakerIs(name) => {
                let speakers = Speakers::named(name, &Arc::default());
                self.part(&Condition::Speakers(speakers), statement)
            }
            Condition::Role(pattern) => all(vec![
                self.every(statement),
                self.pattern(columns.role, &pattern.without_forms()),
            ]),
            Condition::RoleIs(role) => Box::new(FoldedQuery::new(self.every(statement), "role", role)),
            Condition::Author(pattern) => self.pattern(columns.author, &pattern.without_forms()),
            Condition::AuthorIs(key) => {
                constant(beginning(columns.author_value, &fold_value(&names::facet_prefix(key))))
            }
            Condition::Keyword { key, value } => self.keyword(*key, value),
            Condition::Country { about, codes } => {
                let field = if *about { columns.about } else { columns.country };
                let terms = codes.iter().map(|code| text_term(field, &fold_value(code.as_str())));
                constant(Box::new(TermSetQuery::new(terms)))
            }
            Condition::Currency(currency) => exact(columns.currency, &fold_value(currency.as_str())),
            Condition::Amount(range) => {
                let amounts: Part = Box::new(amounts::AmountQuery::new(range));
                match range.currency {
                    // The list of a currency's articles is far shorter than the column.
                    Some(currency) => constant(all(vec![
                        exact(columns.currency, &fold_value(currency.as_str())),
                        amounts,
                    ])),
                    None => constant(all(vec![exists("amount_min"), amounts])),
                }
            }
            Condition::Days { from, to } => {
                let bound = |day: &Option<jiff::civil::Date>| match day {
                    Some(day) => Bound::Included(Term::from_field_i64(columns.day, days_since_epoch(*day))),
                    None => Bound::Unbounded,
                };
                match (from, to) {
                    (None, None) => exists("day"),
                    _ => constant(Box::new(RangeQuery::new(bound(from), bound(to)))),
                }
            }
            Condition::Added { from, before } => {
                let term = |second: i64| Term::from_field_i64(columns.added, second);
                let low = from.map_or(Bound::Unbounded, |second| Bound::Included(term(second)));
                let high = before.map_or(Bound::Unbounded, |second| Bound::Excluded(term(second)));
                match (from, before) {
                    (None, None) => exists("added"),
                    _ => constant(Box::new(RangeQuery::new(low, high))),
                }
            }
            Condition::Path(pattern) => Box::new(paths::PathQuery::new(columns.path, pattern)),
            Condition::Has(presence) => self.has(*presence, statement),
            Condition::And(parts) => self.and(parts, statement),
            Condition::Or(parts) => any(parts.iter().map(|part| self.part(part, statement)).collect()),
            Condition::Not(inner) => self.and(std::slice::from_ref(&Condition::Not(inner.clone())), statement),
            Condition::Boost(inner, weight) => Box::new(BoostQuery::new(self.part(inner, statement), *weight)),
            Condition::Within(unit, inner) => {
                let candidates = self.part(&candidates(inner), statement);
                if !is_of_words(inner) {
                    // The index knows no places of countries and amounts.
                    return Box::new(record::RecordQuery::new(candidates, columns, condition, self.until));
                }
                Box::new(together::TogetherQuery::new(
                    candidates, columns, *unit, inner, self.until,
                ))
            }
            Condition::Statement(inner) => Box::new(family::ArticlesOf::new(self.part(inner, true))),
            Condition::OfArticle(inner) => constant(Box::new(family::StatementsOf::new(self.part(inner, false)))),
        }
    }

    fn every(&self, statement: bool) -> Part {
        let kind = if statement { Kind::Quote } else { Kind::Article };
        let term = Term::from_field_u64(self.columns.kind, kind as u64);
        constant(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
    }

    fn and(&self, parts: &[Condition], statement: bool) -> Part {
        let mut clauses: Vec<(Occur, Part)> = Vec::with_capacity(parts.len() + 1);
        let mut positive = false;
        for part in parts {
            match part {
                Condition::Not(inner) => {
                    let excluded = excluded::Excluded(self.part(inner, statement));
                    clauses.push((Occur::MustNot, Box::new(excluded)));
                }
                part => {
                    positive = true;
                    clauses.push((Occur::Must, self.part(part, statement)));
                }
            }
        }
        if !positive {
            clauses.push((Occur::Must, self.every(statement)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn has(&self, presence: Presence, statement: bool) -> Part {
        match presence {
            Presence::Quote => Box::new(family::ArticlesOf::new(self.every(true))),
            // Statements carry the value too, each that of its own speaker.
            Presence::Speaker => all(vec![self.every(statement), exists("speaker_value")]),
            Presence::Role => all(vec![self.every(statement), exists("role")]),
            Presence::Source => exists("source"),
            Presence::Country => exists("country"),
            Presence::About => exists("about"),
            Presence::Amount => exists("amount_min"),
            Presence::Date => exists("day"),
            Presence::Section => exists("section"),
            Presence::Author => exists("author_value"),
            Presence::Place => exists("place"),
            Presence::Doubt => exists("doubt"),
        }
    }

    fn keyword(&self, key: Key, value: &Value) -> Part {
        let columns = self.columns;
        let field = match key {
            Key::Source => columns.source,
            Key::Language => columns.language,
            Key::Section => columns.section,
            Key::Place => columns.place,
            Key::Doubt => columns.doubt,
            Key::Path => columns.path,
            Key::Id => columns.id,
        };
        match value {
            Value::Is(text) => exact(field, text),
            Value::Prefix(prefix) => constant(beginning(field, prefix)),
        }
    }

    /// Words that are all wanted and stand close together make a better hit: the query that adds to its score.
    fn nearness(&self, condition: &Condition, statement: bool) -> Option<Part> {
        let Condition::And(parts) = condition else { return None };
        let words: Vec<&String> = parts
            .iter()
            .filter_map(|part| match part {
                Condition::Text {
                    place: Place::Anywhere | Place::Quote,
                    pattern: Pattern::Word { word, .. },
                } => Some(word),
                _ => None,
            })
            .collect();
        if !(2..=8).contains(&words.len()) {
            return None;
        }
        if statement {
            let words = words.into_iter().cloned().collect();
            let near = Pattern::Near { words, between: 3 };
            let query = self.spoken(&near);
            return Some(Box::new(BoostQuery::new(Box::new(query), self.weights.nearness)));
        }
        let phrase = |field: Field| -> Part {
            let terms = words
                .iter()
                .enumerate()
                .map(|(i, word)| (i, text_term(field, word)))
                .collect();
            let query = PhraseQuery::new_with_offset_and_slop(terms, 3);
            Box::new(BoostQuery::new(Box::new(query), self.weights.nearness))
        };
        Some(any(vec![phrase(self.columns.title), phrase(self.columns.body)]))
    }

    fn pattern(&self, field: Field, pattern: &Pattern) -> Part {
        pattern_query(field, pattern, self.weights.other_form, self.until)
    }

    /// The statements in which a pattern stands.
    fn spoken(&self, pattern: &Pattern) -> spoken::SpokenQuery {
        let body = self.columns.body;
        let articles = pattern_query(body, pattern, OTHER_FORM, self.until);
        spoken::SpokenQuery::new(articles, body, pattern, self.until)
    }
}

/// What must hold for a condition within one sentence to have a chance.
fn candidates(condition: &Condition) -> Condition {
    match condition {
        Condition::And(parts) => Condition::and(parts.iter().map(candidates).collect()),
        Condition::Or(parts) => Condition::or(parts.iter().map(candidates).collect()),
        Condition::Not(_) => Condition::All,
        Condition::Boost(inner, weight) => match candidates(inner) {
            Condition::All => Condition::All,
            inner => Condition::Boost(Box::new(inner), *weight),
        },
        Condition::Within(_, inner) => candidates(inner),
        other => other.clone(),
    }
}

/// Whether the positions of words decide a condition within one sentence.
fn is_of_words(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.iter().all(is_of_words),
        Condition::Not(inner)
        | Condition::Boost(inner, _)
        | Condition::Within(_, inner)
        | Condition::Statement(inner)
        | Condition::OfArticle(inner) => is_of_words(inner),
        Condition::Country { .. } | Condition::Amount(_) | Condition::Currency(_) | Condition::Has(_) => false,
        _ => true,
    }
}

/// `other_form` is [`Weights::other_form`].
fn pattern_query(field: Field, pattern: &Pattern, other_form: f32, until: &Deadline) -> Part {
    let term = |word: &str, option| -> Part { Box::new(TermQuery::new(text_term(field, word), option)) };
    match pattern {
        Pattern::Word { word, forms: false } => term(word, IndexRecordOption::WithFreqs),
        Pattern::Word { word, forms: true } => any(Forms::of(word)
            .terms()
            .iter()
            .enumerate()
            .map(|(i, form)| {
                let query = term(form, IndexRecordOption::WithFreqs);
                if i == 0 {
                    query
                } else {
                    Box::new(BoostQuery::new(query, other_form))
                }
            })
            .collect()),
        Pattern::Prefix(prefix) => Box::new(LikeQuery::new(field, Like::Prefix(prefix.clone()))),
        Pattern::Fuzzy { word, distance } => Box::new(LikeQuery::new(
            field,
            Like::Fuzzy {
                word: word.clone(),
                distance: *distance,
            },
        )),
        Pattern::Phrase(words) => match doubled::DoubledQuery::of(field, words, until) {
            Some(doubled) => Box::new(doubled),
            None => Box::new(PhraseQuery::new(
                words.iter().map(|word| text_term(field, word)).collect(),
            )),
        },
        Pattern::Near { words, between } => Box::new(near::NearQuery::new(field, words, *between, until)),
    }
}

fn text_term(field: Field, text: &str) -> Term {
    Term::from_field_text(field, text)
}

fn exact(field: Field, text: &str) -> Part {
    constant(Box::new(TermQuery::new(
        text_term(field, text),
        IndexRecordOption::Basic,
    )))
}

fn beginning(field: Field, prefix: &str) -> Part {
    Box::new(LikeQuery::new(field, Like::Prefix(prefix.to_owned())))
}

fn exists(column: &str) -> Part {
    constant(Box::new(ExistsQuery::new(column.to_owned(), false)))
}

/// A filter: it decides, and counts the same for all that pass.
fn constant(query: Part) -> Part {
    Box::new(ConstScoreQuery::new(query, 1.0))
}

fn any(parts: Vec<Part>) -> Part {
    Box::new(BooleanQuery::union(parts))
}

fn all(parts: Vec<Part>) -> Part {
    Box::new(BooleanQuery::intersection(parts))
}
