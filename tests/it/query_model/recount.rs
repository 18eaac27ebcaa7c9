//! The recount: what a query asks for, found by looking at every word of every article. It knows neither the engine nor the index.

use bigdecimal::BigDecimal;
use warta::article::*;
use warta::index::analyzer::{fold, stem};
use warta::query::ast::{Form, Node, NodeKind, Term};

use super::generator::Made;

/// The recount: whether words, or a whole article, are what a part of a query asks for.
pub struct Recount<'a> {
    pub made: &'a Made,
}

fn stems_of(word: &str) -> Vec<String> {
    [Language::ID, Language::EN]
        .into_iter()
        .map(|language| stem(language, word).map_or_else(|| word.to_owned(), |s| s.into_owned()))
        .collect()
}

impl Recount<'_> {
    fn word_fits(&self, wanted: &str, found: &str, form: Form) -> bool {
        let (wanted, found) = (fold(wanted), fold(found));
        match form {
            Form::Word => {
                let stems = stems_of(&wanted);
                found == wanted
                    || stems.contains(&found)
                    || stem(self.made.article.language, &found).is_some_and(|s| stems.iter().any(|w| *w == s))
            }
            Form::Prefix => found.starts_with(&wanted),
            Form::Fuzzy(distance) => {
                let by_length = [0, 0, 0, 0, 1, 1, 1, 1]
                    .get(wanted.chars().count())
                    .copied()
                    .unwrap_or(2);
                strsim::osa_distance(&wanted, &found) <= usize::from(distance.unwrap_or(by_length))
            }
            _ => found == wanted,
        }
    }

    fn words_fit(&self, term: &Term, words: &[String]) -> bool {
        let wanted: Vec<&str> = term.text.split(' ').collect();
        match term.form {
            Form::Any => true,
            Form::Phrase => words.windows(wanted.len()).any(|window| {
                window
                    .iter()
                    .zip(&wanted)
                    .all(|(found, w)| self.word_fits(w, found, Form::Exact))
            }),
            Form::Near(between) => {
                let longest = wanted.len() + between as usize;
                (0..words.len()).any(|start| {
                    let window = &words[start..words.len().min(start + longest)];
                    wanted
                        .iter()
                        .all(|w| window.iter().any(|found| self.word_fits(w, found, Form::Exact)))
                })
            }
            form => words.iter().any(|found| self.word_fits(&term.text, found, form)),
        }
    }

    fn body(&self) -> Vec<String> {
        self.made.paragraphs.iter().flatten().flatten().cloned().collect()
    }

    /// The texts in which a word counts: each is looked through by itself.
    fn title(&self) -> Vec<String> {
        match self.made.article.title_derived {
            true => Vec::new(),
            false => self.made.title.clone(),
        }
    }

    fn name_fits(&self, term: &Term, name: &str) -> bool {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let exact = match term.form {
            Form::Word => Form::Exact,
            form => form,
        };
        let term = Term {
            text: term.text.clone(),
            form: exact,
        };
        self.words_fit(&term, &words)
    }

    /// Whether a statement is what is asked for, where it stands by itself.
    pub fn statement(&self, node: &Node, which: usize, field: Option<&str>) -> bool {
        let article = &self.made.article;
        match &node.kind {
            NodeKind::Term(term) => match field {
                None | Some("quote") => self.words_fit(term, &self.made.statements[which]),
                Some("speaker") => article.quotes[which].speaker.is_some_and(|i| {
                    let speaker = &article.speakers[i as usize];
                    self.name_fits(term, &speaker.name) || speaker.roles.iter().any(|role| self.name_fits(term, role))
                }),
                _ => self.article(node, field),
            },
            NodeKind::Range { .. } => self.article(node, field),
            NodeKind::Field { name, value } => self.statement(value, which, Some(name)),
            NodeKind::And(parts) => parts.iter().all(|part| self.statement(part, which, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.statement(part, which, field)),
            NodeKind::Not(inner) => !self.statement(inner, which, field),
            NodeKind::Boost(inner, _) | NodeKind::Together(inner) | NodeKind::Paragraph(inner) => {
                self.statement(inner, which, field)
            }
            NodeKind::All => true,
        }
    }

    /// Whether the words of one sentence or paragraph are what is asked for.
    fn unit(&self, node: &Node, words: &[String], is_title: bool, field: Option<&str>) -> bool {
        match &node.kind {
            NodeKind::Term(term) => {
                let here = match field {
                    Some("title") => is_title,
                    Some(_) => !is_title,
                    None => true,
                };
                here && self.words_fit(term, words)
            }
            NodeKind::Field { name, value } => self.unit(value, words, is_title, Some(name)),
            NodeKind::And(parts) => parts.iter().all(|part| self.unit(part, words, is_title, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.unit(part, words, is_title, field)),
            NodeKind::Not(inner) => !self.unit(inner, words, is_title, field),
            NodeKind::Boost(inner, _) => self.unit(inner, words, is_title, field),
            _ => true,
        }
    }

    pub fn article(&self, node: &Node, field: Option<&str>) -> bool {
        let article = &self.made.article;
        match &node.kind {
            NodeKind::All => true,
            NodeKind::And(parts) => parts.iter().all(|part| self.article(part, field)),
            NodeKind::Or(parts) => parts.iter().any(|part| self.article(part, field)),
            NodeKind::Not(inner) => !self.article(inner, field),
            NodeKind::Boost(inner, _) => self.article(inner, field),
            NodeKind::Field { name, value } if name == "speaker" && matches!(value.kind, NodeKind::And(_)) => {
                (0..article.quotes.len()).any(|i| self.statement(value, i, Some(name)))
            }
            NodeKind::Field { name, value } => self.article(value, Some(name)),
            NodeKind::Together(inner) => {
                if inner.asks_for(&|name| matches!(name, "speaker" | "quote")) {
                    return (0..article.quotes.len()).any(|i| self.statement(inner, i, field));
                }
                let title = self.title();
                (!title.is_empty() && self.unit(inner, &title, true, field))
                    || self
                        .made
                        .paragraphs
                        .iter()
                        .flatten()
                        .any(|words| self.unit(inner, words, false, field))
            }
            NodeKind::Paragraph(inner) => {
                let title = self.title();
                (!title.is_empty() && self.unit(inner, &title, true, field))
                    || self
                        .made
                        .paragraphs
                        .iter()
                        .any(|p| self.unit(inner, &p.concat(), false, field))
            }
            NodeKind::Range { low, high } => self.range(
                field.unwrap_or_default(),
                low.as_ref().map(|l| (l.text.as_str(), l.inclusive)),
                high.as_ref().map(|l| (l.text.as_str(), l.inclusive)),
            ),
            NodeKind::Term(term) => {
                let value = |value: Option<&str>| {
                    value.is_some_and(|v| term.form == Form::Any || v.to_lowercase() == term.text.to_lowercase())
                };
                match field {
                    None => {
                        self.words_fit(term, &self.title()) && !self.title().is_empty()
                            || self.words_fit(term, &self.body())
                    }
                    Some("title") => {
                        !self.title().is_empty() && self.words_fit(term, &self.title()) || term.form == Form::Any
                    }
                    Some("body") => self.words_fit(term, &self.body()),
                    Some("speaker") if term.form == Form::Any => !article.speakers.is_empty(),
                    Some("quote" | "speaker") => (0..article.quotes.len()).any(|i| self.statement(node, i, field)),
                    Some("author") if term.form == Form::Any => !article.authors.is_empty(),
                    Some("author") => article.authors.iter().any(|name| self.name_fits(term, name)),
                    Some("source") => value(article.source.as_deref()),
                    Some("section") => value(article.section.as_deref()),
                    Some("language") => value(Some(article.language.code())),
                    Some("id") => article.id == term.text,
                    Some("path") => article.path.starts_with(&term.text),
                    Some("country") => match term.form {
                        Form::Any => !article.countries.is_empty(),
                        _ => article.countries.iter().any(|c| c.code.as_str() == term.text),
                    },
                    Some("about") => article
                        .countries
                        .iter()
                        .any(|c| c.about && c.code.as_str() == term.text),
                    Some("currency") => article.amounts.iter().any(|a| a.currency.as_str() == term.text),
                    Some("date" | "year" | "month") if term.form == Form::Any => article.published.is_some(),
                    Some("date" | "year" | "month") => {
                        let day = article.published.as_ref().map(|p| p.day().to_string());
                        day.is_some_and(|day| day.starts_with(&term.text))
                    }
                    Some("amount") => {
                        let limit = Some((term.text.as_str(), true));
                        self.range("amount", limit, limit)
                    }
                    Some(other) => panic!("the recount does not know {other}"),
                }
            }
        }
    }

    fn range(&self, field: &str, low: Option<(&str, bool)>, high: Option<(&str, bool)>) -> bool {
        let article = &self.made.article;
        if field == "amount" {
            let parse = |text: &str| -> i64 { text.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number") };
            let currency = [low, high]
                .into_iter()
                .flatten()
                .find_map(|(text, _)| text.split_once(' ').map(|(c, _)| c));
            return article.amounts.iter().any(|amount| {
                let (min, max) = (
                    amount.min.clone().expect("made so"),
                    amount.max.clone().expect("made so"),
                );
                let above = low.is_none_or(|(text, inclusive)| {
                    let limit = BigDecimal::from(parse(text));
                    if inclusive { max >= limit } else { max > limit }
                });
                let below = high.is_none_or(|(text, inclusive)| {
                    let limit = BigDecimal::from(parse(text));
                    if inclusive { min <= limit } else { min < limit }
                });
                currency.is_none_or(|c| amount.currency.as_str() == c) && above && below
            });
        }
        let Some(day) = article.published.as_ref().map(|p| p.day().to_string()) else {
            return false;
        };
        // Text of one length orders as days do; a month or year is compared at its own length.
        let cut = |limit: &str| day[..limit.len()].to_owned();
        low.is_none_or(|(l, inclusive)| {
            if inclusive {
                cut(l).as_str() >= l
            } else {
                cut(l).as_str() > l
            }
        }) && high.is_none_or(|(h, inclusive)| {
            if inclusive {
                cut(h).as_str() <= h
            } else {
                cut(h).as_str() < h
            }
        })
    }
}
