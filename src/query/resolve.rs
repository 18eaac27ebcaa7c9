//! [`Node`] -> [`Condition`]: fields by name, values by what their field holds.

use super::ast::{Form, Node, NodeKind, Term};
use super::condition::{AmountRange, Condition, Key, PathPattern, Place, Presence, Unit, Value};
use super::cut::cut_values;
use super::patterns::{number, pattern};
use super::values::{self, Money};
use crate::article::{CountryCode, Span};
use crate::extract::places;
use crate::fields::{self, FIELDS, Field, FieldId, FieldKind};
use crate::index::analyzer::fold_value;
use crate::index::names;
use crate::remark::{Code, Diagnostic, Remark};

/// What a query is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Articles,
    /// Single statements; what is said of their articles is asked of the article.
    Statements,
}

/// Understands the fields and values of a query. What can never be found is said in the diagnostics.
pub fn resolve(node: &Node, scope: Scope) -> (Condition, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        diagnostics: Vec::new(),
    };
    let condition = resolver.node(node, None, scope == Scope::Statements);
    (condition, resolver.diagnostics)
}

struct Resolver {
    diagnostics: Vec<Diagnostic>,
}

impl Resolver {
    fn never(&mut self, span: Span, remark: impl Into<Remark>) -> Condition {
        let remark = remark.into();
        self.diagnostics.push(Diagnostic { remark, span });
        Condition::Nothing
    }

    /// `statement` says that one statement is asked, not an article.
    fn node(&mut self, node: &Node, field: Option<&'static Field>, statement: bool) -> Condition {
        match &node.kind {
            NodeKind::All => Condition::All,
            NodeKind::Term(term) => match field {
                Some(field) => self.value(field, term, node.span, statement),
                None => text(if statement { Place::Quote } else { Place::Anywhere }, term),
            },
            NodeKind::Range { low, high } => {
                let Some(field) = field else { return Condition::All };
                let limit = |l: &Option<super::ast::Limit>| l.as_ref().map(|l| (l.text.clone(), l.inclusive));
                self.range(field, limit(low), limit(high), node.span, statement)
            }
            NodeKind::Field { name, value } => match fields::field(name) {
                // Several words of one name are those of one person: `speaker:(menteri baerbock)`.
                Some(field) if !statement && matches!(value.kind, NodeKind::And(_)) && field.id.is_of_statements() => {
                    Resolver::of_statement(self.node(value, Some(field), true), false)
                }
                Some(field) => self.node(value, Some(field), statement),
                None => {
                    let args = [name.as_str()].into_iter().chain(nearest_fields(name));
                    self.never(node.span, Code::UnknownField.about(args))
                }
            },
            NodeKind::And(parts) => {
                let joined = parts.iter().map(|part| self.node(part, field, statement)).collect();
                let condition = self.joined(joined, node.span);
                self.diagnostics.extend(cut_values(parts));
                condition
            }
            NodeKind::Or(parts) => Condition::or(parts.iter().map(|part| self.node(part, field, statement)).collect()),
            NodeKind::Not(inner) => match self.node(inner, field, statement) {
                Condition::All => self.never(node.span, Code::NothingLeft),
                condition => condition.negate(),
            },
            NodeKind::Boost(inner, weight) => match self.node(inner, field, statement) {
                Condition::Nothing => Condition::Nothing,
                condition => Condition::Boost(Box::new(condition), *weight),
            },
            NodeKind::Together(inner) => {
                let of_statement = field.is_some_and(|field| field.id.is_of_statements())
                    || inner.asks_for(&|name| fields::field(name).is_some_and(|field| field.id.is_of_statements()));
                if statement {
                    self.node(inner, field, true)
                } else if of_statement {
                    match self.node(inner, field, true) {
                        Condition::Nothing => Condition::Nothing,
                        condition => Condition::Statement(Box::new(condition)),
                    }
                } else {
                    self.within(Unit::Sentence, inner, field)
                }
            }
            NodeKind::Paragraph(inner) if statement => self.node(inner, field, true),
            NodeKind::Paragraph(inner) => self.within(Unit::Paragraph, inner, field),
        }
    }

    fn within(&mut self, unit: Unit, inner: &Node, field: Option<&'static Field>) -> Condition {
        let other = inner.asks_for(&|name| fields::field(name).is_none_or(|field| !has_place(field)));
        if other || field.is_some_and(|field| !has_place(field)) {
            let code = match unit {
                Unit::Sentence => Code::NoWordInSentence,
                Unit::Paragraph => Code::NoWordInParagraph,
            };
            return self.never(inner.span, code);
        }
        match self.node(inner, field, false) {
            Condition::Nothing => Condition::Nothing,
            Condition::All => Condition::All,
            condition => Condition::Within(unit, Box::new(condition)),
        }
    }

    /// Joins conditions, with two limits of one field as one range.
    fn joined(&mut self, parts: Vec<Condition>, span: Span) -> Condition {
        let mut out: Vec<Condition> = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Condition::Amount(range) => {
                    let open = out.iter_mut().find_map(|before| match before {
                        Condition::Amount(before) if completes(before, &range) => Some(before),
                        _ => None,
                    });
                    match open {
                        Some(before) => {
                            before.low = before.low.take().or(range.low);
                            before.high = before.high.take().or(range.high);
                            if before.is_empty() {
                                return self.never(span, Code::AmountsApart);
                            }
                        }
                        None => out.push(Condition::Amount(range)),
                    }
                }
                Condition::Days { from, to } => {
                    let before = out.iter_mut().find_map(|before| match before {
                        Condition::Days { from, to } => Some((from, to)),
                        _ => None,
                    });
                    match before {
                        Some((first, last)) => {
                            *first = (*first).max(from);
                            *last = match (*last, to) {
                                (Some(a), Some(b)) => Some(a.min(b)),
                                (a, b) => a.or(b),
                            };
                            if first.zip(*last).is_some_and(|(first, last)| first > last) {
                                return self.never(span, Code::DaysApart);
                            }
                        }
                        None => out.push(Condition::Days { from, to }),
                    }
                }
                part => out.push(part),
            }
        }
        Condition::and(out)
    }

    /// A condition on the article, as seen from where it is asked.
    fn of_article(condition: Condition, statement: bool) -> Condition {
        match condition {
            Condition::Nothing => Condition::Nothing,
            condition if statement => Condition::OfArticle(Box::new(condition)),
            condition => condition,
        }
    }

    /// A condition on a statement, as seen from where it is asked.
    fn of_statement(condition: Condition, statement: bool) -> Condition {
        match condition {
            Condition::All | Condition::Nothing => condition,
            condition if statement => condition,
            condition => Condition::Statement(Box::new(condition)),
        }
    }

    fn value(&mut self, field: &'static Field, term: &Term, span: Span, statement: bool) -> Condition {
        if term.form == Form::Any {
            return match Presence::of(field.id) {
                // A statement has words always, a speaker with a name not always.
                Some(Presence::Quote) if statement => Condition::All,
                Some(presence @ (Presence::Speaker | Presence::Role)) if statement => Condition::Has(presence),
                Some(presence) => Resolver::of_article(Condition::Has(presence), statement),
                None => Condition::All,
            };
        }
        let condition = match field.id {
            FieldId::Quote => return Resolver::of_statement(text(Place::Quote, term), statement),
            FieldId::Speaker => {
                // A person speaks in an article also where a statement of several names another of them.
                if whole(term) {
                    return Condition::SpeakerIs(term.text.clone());
                }
                let condition = pattern(term, false).map_or(Condition::All, Condition::Speaker);
                return Resolver::of_statement(condition, statement);
            }
            FieldId::Role => {
                let condition = match whole(term) {
                    true => Condition::RoleIs(fold_value(&term.text)),
                    false => pattern(term, false).map_or(Condition::All, Condition::Role),
                };
                return Resolver::of_statement(condition, statement);
            }
            FieldId::Title => text(Place::Title, term),
            FieldId::Body => text(Place::Body, term),
            FieldId::Author if whole(term) => Condition::AuthorIs(names::key(&term.text)),
            FieldId::Author => pattern(term, false).map_or(Condition::All, Condition::Author),
            FieldId::Source => keyword(Key::Source, term),
            FieldId::Language => keyword(Key::Language, term),
            FieldId::Section => keyword(Key::Section, term),
            FieldId::Place => keyword(Key::Place, term),
            FieldId::Doubt => keyword(Key::Doubt, term),
            FieldId::Path if whole(term) => keyword(Key::Path, term),
            FieldId::Path => match path(term) {
                Ok(pattern) => Condition::Path(pattern),
                Err(cause) => return self.never(span, Code::NoPathPattern.about([term.text.clone(), cause])),
            },
            FieldId::Id => keyword(Key::Id, term),
            FieldId::Country => self.country(false, term, span),
            FieldId::About => self.country(true, term, span),
            FieldId::Region => match values::region(&term.text) {
                Some(codes) => Condition::Country { about: false, codes },
                None => return self.never(span, Code::UnknownRegion.about([&term.text])),
            },
            FieldId::Currency => match values::currency(&term.text) {
                Some(currency) => Condition::Currency(currency),
                None => return self.never(span, Code::UnknownCurrency.about([&term.text])),
            },
            FieldId::Amount => match values::magnitude(&term.text)
                .map(Money::Amount)
                .or_else(|| values::amount(&term.text))
            {
                Some(Money::Currency(currency)) => Condition::Currency(currency),
                Some(Money::Amount(range)) => Condition::Amount(range),
                None => return self.unknown_amount(&term.text, span),
            },
            FieldId::Added => match values::moments(&term.text) {
                Some((from, before)) => Condition::Added {
                    from: Some(from),
                    before: Some(before),
                },
                None => return self.unknown_day(&term.text, span),
            },
            FieldId::Date | FieldId::Year | FieldId::Month | FieldId::Week => match values::days(&term.text) {
                Some((from, to)) => Condition::Days {
                    from: Some(from),
                    to: Some(to),
                },
                None => return self.unknown_day(&term.text, span),
            },
        };
        Resolver::of_article(condition, statement)
    }

    fn country(&mut self, about: bool, term: &Term, span: Span) -> Condition {
        // A code may be a name too: as a whole value it is the code.
        let code = CountryCode::from_code(&term.text).filter(|_| whole(term));
        match code.map(|code| vec![code]).or_else(|| values::countries(&term.text)) {
            Some(codes) => Condition::Country { about, codes },
            None => self.unknown_country(&term.text, span),
        }
    }

    fn unknown_country(&mut self, text: &str, span: Span) -> Condition {
        let nearest = places::nearest(text, 3);
        let code = match nearest.is_empty() {
            true => Code::UnlikelyCountry,
            false => Code::UnknownCountry,
        };
        self.never(span, code.about([text].into_iter().chain(nearest)))
    }

    fn unknown_amount(&mut self, text: &str, span: Span) -> Condition {
        self.never(span, Code::NoAmount.about([text]))
    }

    fn unknown_day(&mut self, text: &str, span: Span) -> Condition {
        self.never(span, Code::NoDate.about([text]))
    }

    fn range(
        &mut self,
        field: &'static Field,
        low: Option<(String, bool)>,
        high: Option<(String, bool)>,
        span: Span,
        statement: bool,
    ) -> Condition {
        let condition = match field.kind {
            FieldKind::Date if field.id == FieldId::Added => self.moment_range(low, high, span),
            FieldKind::Date => self.day_range(low, high, span),
            FieldKind::Amount => self.amount_range(low, high, span),
            FieldKind::Text
            | FieldKind::Name
            | FieldKind::Keyword
            | FieldKind::Country
            | FieldKind::Region
            | FieldKind::Currency => self.never(span, Code::FieldWithoutRanges.about([field.name])),
        };
        Resolver::of_article(condition, statement)
    }

    fn day_range(&mut self, low: Option<(String, bool)>, high: Option<(String, bool)>, span: Span) -> Condition {
        let mut from = None;
        let mut to = None;
        if let Some((text, inclusive)) = low {
            match values::days(&text) {
                Some((first, _)) if inclusive => from = Some(first),
                Some((_, last)) => from = Some(values::day_after(last)),
                None => return self.unknown_day(&text, span),
            }
        }
        if let Some((text, inclusive)) = high {
            match values::days(&text) {
                Some((_, last)) if inclusive => to = Some(last),
                Some((first, _)) => to = Some(values::day_before(first)),
                None => return self.unknown_day(&text, span),
            }
        }
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return self.never(span, Code::DaysReversed);
        }
        Condition::Days { from, to }
    }

    fn moment_range(&mut self, low: Option<(String, bool)>, high: Option<(String, bool)>, span: Span) -> Condition {
        let (mut from, mut before) = (None, None);
        if let Some((text, inclusive)) = low {
            match values::moments(&text) {
                Some((first, end)) => from = Some(if inclusive { first } else { end }),
                None => return self.unknown_day(&text, span),
            }
        }
        if let Some((text, inclusive)) = high {
            match values::moments(&text) {
                Some((first, end)) => before = Some(if inclusive { end } else { first }),
                None => return self.unknown_day(&text, span),
            }
        }
        if from.zip(before).is_some_and(|(from, before)| from >= before) {
            return self.never(span, Code::DaysReversed);
        }
        Condition::Added { from, before }
    }

    fn amount_range(&mut self, low: Option<(String, bool)>, high: Option<(String, bool)>, span: Span) -> Condition {
        let mut range = AmountRange {
            currency: None,
            low: None,
            high: None,
        };
        let mut high_currency = None;
        for (limit, is_low) in [(low, true), (high, false)] {
            let Some((text, inclusive)) = limit else { continue };
            // `Rp 1 triliun..5 triliun` says the currency once.
            let shared = range
                .currency
                .and_then(|currency| values::amount(&format!("{currency} {text}")));
            let (currency, value) = match values::amount(&text).or(shared) {
                Some(Money::Amount(found)) => {
                    let value = if is_low {
                        found.low.or(found.high)
                    } else {
                        found.high.or(found.low)
                    };
                    (found.currency, value)
                }
                _ => return self.unknown_amount(&text, span),
            };
            let value = value.map(|(value, _)| (value, inclusive));
            if is_low {
                (range.currency, range.low) = (currency, value);
            } else {
                (high_currency, range.high) = (currency, value);
            }
        }
        // `USD 5..10` and `5..USD 10` say the currency once.
        match (range.currency, high_currency) {
            (Some(a), Some(b)) if a != b => {
                return self.never(span, Code::TwoCurrencies.about([a, b]));
            }
            (a, b) => range.currency = a.or(b),
        }
        if range.is_empty() {
            return self.never(span, Code::AmountsReversed);
        }
        Condition::Amount(range)
    }
}

/// What is asked of the field stands somewhere in the text.
fn has_place(field: &Field) -> bool {
    match field.kind {
        FieldKind::Text | FieldKind::Country | FieldKind::Region | FieldKind::Amount | FieldKind::Currency => true,
        FieldKind::Name | FieldKind::Keyword | FieldKind::Date => false,
    }
}

/// The whole value is meant.
fn whole(term: &Term) -> bool {
    matches!(term.form, Form::Whole | Form::Exact)
}

/// Two open ranges of one currency that make a closed one: `amount:>=5 amount:<9` asks for one amount.
fn completes(a: &AmountRange, b: &AmountRange) -> bool {
    let opposite = (a.low.is_some() && a.high.is_none() && b.low.is_none() && b.high.is_some())
        || (a.low.is_none() && a.high.is_some() && b.low.is_some() && b.high.is_none());
    opposite && a.currency == b.currency
}

fn text(place: Place, term: &Term) -> Condition {
    match term.form {
        Form::Any => Condition::All,
        Form::Word if let Some(ways) = number(&term.text) => {
            Condition::or(ways.map(|pattern| Condition::Text { place, pattern }).into())
        }
        _ => pattern(term, true).map_or(Condition::All, |pattern| Condition::Text { place, pattern }),
    }
}

fn keyword(key: Key, term: &Term) -> Condition {
    let text = if key.is_verbatim() {
        term.text.clone()
    } else {
        fold_value(&term.text)
    };
    let is = |text: String| Condition::Keyword {
        key,
        value: Value::Is(text),
    };
    let prefix = |text: String| Condition::Keyword {
        key,
        value: Value::Prefix(text),
    };
    match term.form {
        Form::Prefix => prefix(text),
        _ => is(text),
    }
}

/// A part of a path, or a pattern; a star at its end has been taken off.
fn path(term: &Term) -> Result<PathPattern, String> {
    match term.form {
        Form::Prefix => PathPattern::new(&format!("{}*", term.text)),
        _ => PathPattern::new(&term.text),
    }
}

/// The fields whose names or aliases are most like `name`.
fn nearest_fields(name: &str) -> Vec<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut near: Vec<(usize, &'static str)> = FIELDS
        .iter()
        .map(|field| {
            let names = field.aliases.iter().chain([&field.name]);
            let distance = names
                .map(|n| strsim::osa_distance(n, &name))
                .min()
                .unwrap_or(usize::MAX);
            (distance, field.name)
        })
        .collect();
    near.sort();
    let best = near.first().map_or(0, |n| n.0);
    let limit = if best <= 2 { best } else { usize::MAX };
    near.iter().filter(|n| n.0 <= limit).take(3).map(|n| n.1).collect()
}
