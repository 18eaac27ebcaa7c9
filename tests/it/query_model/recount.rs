//! The recount: what a query asks for, found by looking at every word of every article. It knows neither the engine nor the index.

use std::collections::BTreeSet;
use std::ops::Range;

use bigdecimal::BigDecimal;
use warta::article::*;
use warta::index::analyzer::{fold, stem};
use warta::query::ast::{Form, Limit, Node, NodeKind, Term};

use super::generator::{Made, Word};

/// The words that make an article a hit.
#[derive(Default)]
pub struct Found {
    pub title: Vec<Span>,
    pub body: Vec<Span>,
}

impl Found {
    fn add(&mut self, other: Found) {
        self.title.extend(other.title);
        self.body.extend(other.body);
    }

    fn in_body(body: Vec<Span>) -> Option<Found> {
        let title = Vec::new();
        (!body.is_empty()).then_some(Found { title, body })
    }
}

/// All that was found by any of them.
fn any(found: impl Iterator<Item = Option<Found>>) -> Option<Found> {
    let mut all: Option<Found> = None;
    for one in found.flatten() {
        all.get_or_insert_default().add(one);
    }
    all
}

/// Where a part of a query is asked.
#[derive(Clone)]
pub enum At {
    Article,
    Title,
    /// Some words of the body.
    Body(Range<usize>),
    /// One statement, by its number.
    Statement(usize),
}

/// The recount: which words, or whether a whole article, are what a part of a query asks for.
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

    /// Which of the words a term finds, by their numbers.
    fn which(&self, term: &Term, words: &[&str]) -> BTreeSet<usize> {
        let wanted: Vec<&str> = term.text.split(' ').collect();
        let same = |wanted: &str, i: usize| self.word_fits(wanted, words[i], Form::Exact);
        match term.form {
            Form::Phrase => (0..words.len())
                .map(|start| start..start + wanted.len())
                .filter(|row| row.end <= words.len() && row.clone().zip(&wanted).all(|(i, w)| same(w, i)))
                .flatten()
                .collect(),
            Form::Near(between) => {
                let different: BTreeSet<&str> = wanted.iter().copied().collect();
                let longest = different.len() + between as usize;
                (0..words.len())
                    .map(|start| start..words.len().min(start + longest))
                    .filter(|window| different.iter().all(|w| window.clone().any(|i| same(w, i))))
                    .flat_map(|window| window.filter(|i| different.iter().any(|w| same(w, *i))))
                    .collect()
            }
            form => (0..words.len())
                .filter(|i| self.word_fits(&term.text, words[*i], form))
                .collect(),
        }
    }

    fn spans(&self, term: &Term, words: &[Word]) -> Vec<Span> {
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        self.which(term, &texts).into_iter().map(|i| words[i].span).collect()
    }

    /// The words of a name that a term finds. Names have no forms.
    fn of_name<'n>(&self, term: &Term, name: &'n str) -> Vec<&'n str> {
        let words: Vec<&str> = name.split(' ').collect();
        let form = match term.form {
            Form::Word => Form::Exact,
            form => form,
        };
        let text = term.text.clone();
        let found = self.which(&Term { text, form }, &words);
        found.into_iter().map(|i| words[i]).collect()
    }

    /// A derived title is part of the body: its words are shown as found, but they make no hit.
    fn has_title(&self) -> bool {
        !self.made.article.title_derived
    }

    pub fn article(&self, node: &Node) -> Option<Found> {
        self.find(node, &At::Article, None)
    }

    pub fn statement(&self, node: &Node, which: usize) -> Option<Found> {
        self.find(node, &At::Statement(which), None)
    }

    /// The statements, or those of them that have a part in some words.
    fn statements(&self, at: &At) -> impl Iterator<Item = usize> {
        let inside = match at {
            At::Article => 0..self.made.body.len(),
            At::Body(range) => range.clone(),
            _ => 0..0,
        };
        let all = self.made.statements.iter().enumerate();
        all.filter(move |(_, (words, _))| words.start < inside.end && inside.start < words.end)
            .map(|(i, _)| i)
    }

    /// A part of a query that all must hold in one of these stretches of the body, or in the title.
    fn within(
        &self,
        node: &Node,
        at: &At,
        field: Option<&str>,
        units: impl Iterator<Item = Range<usize>>,
    ) -> Option<Found> {
        let title = matches!(at, At::Article | At::Title) && self.has_title();
        let title = title.then(|| self.find(node, &At::Title, field)).flatten();
        let inside = match at {
            At::Article => 0..self.made.body.len(),
            At::Body(range) => range.clone(),
            _ => 0..0,
        };
        let units = units
            .map(|unit| unit.start.max(inside.start)..unit.end.min(inside.end))
            .filter(|unit| !unit.is_empty());
        let body = units.map(|unit| self.find(node, &At::Body(unit), field));
        any([title].into_iter().chain(body))
    }

    fn find(&self, node: &Node, at: &At, field: Option<&str>) -> Option<Found> {
        let is_statement = matches!(at, At::Statement(_));
        let of_statement = |name: &str| matches!(name, "speaker" | "role" | "quote");
        let in_any_statement = |inner: &Node, field: Option<&str>| {
            any(self.statements(at).map(|i| self.find(inner, &At::Statement(i), field)))
        };
        let made = self.made;
        match &node.kind {
            NodeKind::All => Some(Found::default()),
            NodeKind::And(parts) => parts.iter().try_fold(Found::default(), |mut all, part| {
                all.add(self.find(part, at, field)?);
                Some(all)
            }),
            NodeKind::Or(parts) => any(parts.iter().map(|part| self.find(part, at, field))),
            NodeKind::Not(inner) => match self.find(inner, at, field) {
                Some(_) => None,
                None => Some(Found::default()),
            },
            NodeKind::Boost(inner, _) => self.find(inner, at, field),
            NodeKind::Field { name, value }
                if of_statement(name) && !is_statement && matches!(value.kind, NodeKind::And(_)) =>
            {
                in_any_statement(value, Some(name))
            }
            NodeKind::Field { name, value } => self.find(value, at, Some(name)),
            NodeKind::Together(inner) | NodeKind::Paragraph(inner) if is_statement => self.find(inner, at, field),
            NodeKind::Together(inner) if field.is_some_and(of_statement) || inner.asks_for(&of_statement) => {
                in_any_statement(inner, field)
            }
            NodeKind::Together(inner) => {
                let sentences = self.made.paragraphs.iter().flatten().cloned();
                self.within(inner, at, field, sentences)
            }
            NodeKind::Paragraph(inner) => {
                let paragraphs = self.made.paragraphs.iter().map(|p| p[0].start..p[p.len() - 1].end);
                self.within(inner, at, field, paragraphs)
            }
            NodeKind::Term(term) if matches!(field, None | Some("title" | "body" | "quote" | "speaker" | "role")) => {
                self.words(term, at, field, node)
            }
            _ => {
                let mut found = self.value(node, field.unwrap_or_default())?;
                if let At::Title | At::Body(_) = at {
                    // What is not in the stretch itself does not stand together with what is.
                    let words = match at {
                        At::Body(words) => &made.body[words.clone()],
                        _ => &[],
                    };
                    let inside = |span: &Span| words.iter().any(|word| word.span.overlaps(*span));
                    found.body.retain(inside);
                    if found.body.is_empty() {
                        return None;
                    }
                }
                // What is marked for a statement are words of the statement.
                Some(if is_statement { Found::default() } else { found })
            }
        }
    }

    /// A term in running text, or in the name or a role of a speaker.
    fn words(&self, term: &Term, at: &At, field: Option<&str>, node: &Node) -> Option<Found> {
        let made = self.made;
        match (field, at) {
            (Some("speaker" | "role"), At::Statement(i)) => {
                let speaker = &made.article.speakers[made.article.quotes[*i].speaker? as usize];
                if term.form == Form::Any {
                    return Some(Found::default());
                }
                let texts = match field {
                    Some("role") => &speaker.roles[..],
                    _ => std::slice::from_ref(&speaker.name),
                };
                let named: Vec<&str> = texts.iter().flat_map(|text| self.of_name(term, text)).collect();
                // The name is marked in the paragraph of the statement.
                let near = made.body[made.statements[*i].1.clone()].iter();
                let near = near.filter(|word| named.iter().any(|name| fold(name) == fold(&word.text)));
                let body = near.map(|word| word.span).collect();
                (!named.is_empty()).then_some(Found {
                    title: Vec::new(),
                    body,
                })
            }
            (Some("speaker" | "role"), At::Article) if term.form == Form::Any => {
                (!made.article.speakers.is_empty()).then(Found::default)
            }
            (Some("quote"), At::Article) if term.form == Form::Any => {
                (!made.article.quotes.is_empty()).then(Found::default)
            }
            (_, _) if term.form == Form::Any => Some(Found::default()),
            (None | Some("quote"), At::Statement(i)) => {
                Found::in_body(self.spans(term, &made.body[made.statements[*i].0.clone()]))
            }
            (Some("speaker" | "role" | "quote"), _) => {
                any(self.statements(at).map(|i| self.find(node, &At::Statement(i), field)))
            }
            // Asked of a statement: the article of it has such words.
            (_, At::Statement(_)) => self.words(term, &At::Article, field, node).map(|_| Found::default()),
            _ => {
                let mut found = Found::default();
                let in_title = field != Some("body") && matches!(at, At::Article | At::Title);
                if in_title {
                    found.title = self.spans(term, &made.title);
                }
                let words = match at {
                    At::Article => 0..made.body.len(),
                    At::Body(range) => range.clone(),
                    _ => 0..0,
                };
                if field != Some("title") {
                    found.body = self.spans(term, &made.body[words]);
                }
                let counts = self.has_title() && !found.title.is_empty() || !found.body.is_empty();
                counts.then_some(found)
            }
        }
    }

    /// Whether the article has a value, and where it is mentioned.
    fn value(&self, node: &Node, field: &str) -> Option<Found> {
        let article = &self.made.article;
        let holds = |holds: bool| holds.then(Found::default);
        let term = match &node.kind {
            NodeKind::Range { low, high } => {
                let limit = |l: &Option<Limit>| l.as_ref().map(|l| (l.text.clone(), l.inclusive));
                return self.range(field, limit(low), limit(high));
            }
            NodeKind::Term(term) => term,
            other => panic!("{other:?} is no value"),
        };
        let any_value = term.form == Form::Any;
        let is = |value: Option<&str>| {
            holds(value.is_some_and(|v| any_value || v.to_lowercase() == term.text.to_lowercase()))
        };
        let countries = |about: bool| {
            let mut all = article.countries.iter().filter(|c| c.about || !about).peekable();
            if any_value {
                return holds(all.peek().is_some());
            }
            let mut named = all.filter(|c| c.code.as_str() == term.text).peekable();
            named.peek()?;
            let body = named.flat_map(|c| c.spans.iter().copied()).collect();
            Some(Found {
                title: Vec::new(),
                body,
            })
        };
        match field {
            "author" if any_value => holds(!article.authors.is_empty()),
            "author" => holds(article.authors.iter().any(|name| !self.of_name(term, name).is_empty())),
            "source" => is(article.source.as_deref()),
            "section" => is(article.section.as_deref()),
            "language" => is(Some(article.language.code())),
            "id" => holds(article.id == term.text),
            "path" => holds(match term.text.strip_prefix('*') {
                Some(end) => article.path.ends_with(end),
                None => article.path.contains(&term.text),
            }),
            "country" => countries(false),
            "about" => countries(true),
            "currency" => {
                let amounts = article.amounts.iter().filter(|a| a.currency.as_str() == term.text);
                Found::in_body(amounts.map(|a| a.span).collect())
            }
            "week" if any_value => holds(article.published.is_some()),
            "week" => holds(article.published.as_ref().is_some_and(|p| {
                let week = p.day().iso_week_date();
                term.text == format!("{}-W{:02}", week.year(), week.week())
            })),
            "date" | "year" | "month" if any_value => holds(article.published.is_some()),
            "date" | "year" | "month" => {
                let day = article.published.as_ref().map(|p| p.day().to_string());
                holds(day.is_some_and(|day| day.starts_with(&term.text)))
            }
            "amount" => {
                let limit = Some((term.text.clone(), true));
                self.range("amount", limit.clone(), limit)
            }
            other => panic!("the recount does not know {other}"),
        }
    }

    fn range(&self, field: &str, low: Option<(String, bool)>, high: Option<(String, bool)>) -> Option<Found> {
        let article = &self.made.article;
        if field == "amount" {
            let parse = |text: &str| -> BigDecimal {
                let number: i64 = text.rsplit(' ').next().and_then(|n| n.parse().ok()).expect("a number");
                BigDecimal::from(number)
            };
            let fits = |amount: &&Amount| {
                let (min, max) = (amount.min.as_ref(), amount.max.as_ref());
                let (min, max) = (min.expect("made so"), max.expect("made so"));
                let above = low.as_ref().is_none_or(|(text, inclusive)| {
                    let limit = parse(text);
                    *max > limit || *inclusive && *max == limit
                });
                let below = high.as_ref().is_none_or(|(text, inclusive)| {
                    let limit = parse(text);
                    *min < limit || *inclusive && *min == limit
                });
                above && below
            };
            return Found::in_body(article.amounts.iter().filter(fits).map(|a| a.span).collect());
        }
        let day = match field {
            "added" => format!("1970-01-{:02}", 1 + self.made.part),
            _ => article.published.as_ref()?.day().to_string(),
        };
        // Text of one length orders as days do; a month or year is compared at its own length.
        let order = |limit: &str| day[..limit.len()].cmp(limit);
        let above = low.is_none_or(|(l, inclusive)| order(&l).is_gt() || inclusive && order(&l).is_eq());
        let below = high.is_none_or(|(h, inclusive)| order(&h).is_lt() || inclusive && order(&h).is_eq());
        (above && below).then(Found::default)
    }
}
