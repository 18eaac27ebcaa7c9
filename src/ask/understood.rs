//! A query as it is understood, alone or with the conditions of parameters.

use std::fmt;

use jiff::Zoned;

use crate::article::{Language, Span};
use crate::engine::Archive;
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::query::ast::{Form, Limit, Node, NodeKind, Term};
use crate::query::{Condition, Scope, absolute, language_of_places, parse, resolve, words_of};
use crate::remark::Code;
use crate::search::{self, Request};

/// A query that is understood, with the conditions that parameters add to it.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The query as typed, without the conditions of parameters.
    pub typed: String,
    /// All of it. Its text is the canonical one, which asks the same by itself.
    pub node: Node,
    pub condition: Condition,
    /// The language in which it names countries and regions, if it does.
    pub places: Option<Language>,
    /// What is remarkable about it, by places in `typed`.
    pub diagnostics: Vec<Diagnostic>,
}

/// The canonical text.
impl fmt::Display for Understood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

impl Understood {
    /// The empty query.
    pub(super) fn everything() -> Understood {
        Understood {
            typed: String::new(),
            node: Node::new(NodeKind::All, Span::default()),
            condition: Condition::All,
            places: None,
            diagnostics: Vec::new(),
        }
    }

    /// A query alone.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] where it cannot be meant as it stands.
    pub fn query(text: &str, scope: Scope) -> Result<Understood> {
        Understood::with_conditions(text, [], scope)
    }

    /// Understands a query and conditions, given by the names of their parameters: those of one name are alternatives.
    pub(super) fn with_conditions<'p>(
        text: &str,
        conditions: impl IntoIterator<Item = (&'p str, &'p str)>,
        scope: Scope,
    ) -> Result<Understood> {
        let parsed = parse(text);
        if parsed.broken {
            return Err(broken(text, parsed.diagnostics));
        }
        let mut alternatives: Vec<(&str, Vec<Node>)> = Vec::new();
        let mut last = "";
        for (name, value) in conditions {
            let node = condition(name, value, scope)?;
            if name == "to" {
                last = value.trim();
            }
            match alternatives.iter_mut().find(|(known, _)| *known == name) {
                Some((_, nodes)) => nodes.push(node),
                None => alternatives.push((name, vec![node])),
            }
        }
        in_order(&alternatives, last, scope)?;
        // The same question has the same text, in whatever order its parameters come.
        alternatives.sort_by_key(|(name, _)| super::PARAMETERS.iter().position(|p| p.name == *name));
        let is_without_word = parsed.node.kind == NodeKind::All && !text.trim().is_empty();
        let mut nodes = vec![parsed.node];
        if is_without_word {
            // Its canonical text finds nothing either.
            let any = Term {
                text: String::new(),
                form: Form::Any,
            };
            let any = Node::new(NodeKind::Term(any), Span::default());
            nodes = vec![any.negate(Span::new(0, text.len()))];
        }
        nodes.extend(alternatives.into_iter().map(|(_, any)| Node::or(any, Span::default())));
        // An empty query beside conditions says nothing.
        let some: Vec<Node> = nodes.into_iter().filter(|node| node.kind != NodeKind::All).collect();
        let node = absolute(Node::and(some, Span::new(0, text.len())), &Zoned::now());
        let (condition, unresolved) = resolve(&node, scope);
        let mut diagnostics = parsed.diagnostics;
        if is_without_word {
            let span = Span::new(0, text.len());
            let remark = Code::NoWord.into();
            diagnostics.push(Diagnostic { remark, span });
        } else if condition == Condition::Nothing && !unresolved.is_empty() {
            // A value that cannot be meant ends alike in a query and in an option.
            return Err(broken(text, unresolved));
        } else {
            diagnostics.extend(unresolved);
        }
        for diagnostic in &mut diagnostics {
            // What parameters say has no place in the text.
            if diagnostic.span.end as usize > text.len() {
                diagnostic.span = Span::new(0, text.len());
            }
        }
        Ok(Understood {
            places: language_of_places(text, &node),
            typed: text.to_owned(),
            node,
            condition,
            diagnostics,
        })
    }

    /// The same of what came into the index after a moment, in seconds since 1970, or in it and after it.
    pub(super) fn added_since(&self, moment: i64, inclusive: bool, scope: Scope) -> Result<Understood> {
        let wrong = |error: jiff::Error| Error::new(ErrorKind::Query, moment, error);
        let at = jiff::Timestamp::from_second(moment).map_err(wrong)?;
        let sign = if inclusive { ">=" } else { ">" };
        let since = condition("added", &format!("{sign}{at}"), scope)?;
        let some = [self.node.clone(), since]
            .into_iter()
            .filter(|node| node.kind != NodeKind::All);
        let node = Node::and(some.collect(), Span::new(0, self.typed.len()));
        let (condition, _) = resolve(&node, scope);
        Ok(Understood {
            node,
            condition,
            ..self.clone()
        })
    }

    /// What is remarkable about it in this archive, in which it finds so many: which values no article has, and where nothing is found,
    /// what comes near to it.
    pub(super) fn remarks(&self, archive: &dyn Archive, scope: Scope, num_hits: u64) -> Result<Vec<Diagnostic>> {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(search::unknown_values(archive, &self.node)?);
        if num_hits == 0 && diagnostics.is_empty() {
            diagnostics = search::nearest(archive, &self.node, scope)?;
        }
        if !archive.people().is_made() && has_articles(archive)? {
            diagnostics.push(super::no_persons());
        }
        for diagnostic in &mut diagnostics {
            if diagnostic.span.end as usize > self.typed.len() {
                diagnostic.span = Span::default();
            }
        }
        Ok(diagnostics)
    }
}

fn has_articles(archive: &dyn Archive) -> Result<bool> {
    let request = Request {
        limit: Some(0),
        ..Request::new(Scope::Articles)
    };
    Ok(search::run(archive, &Condition::All, &request)?.num_hits > 0)
}

/// The error for a query that cannot be meant as it stands.
fn broken(typed: &str, diagnostics: Vec<Diagnostic>) -> Error {
    let start = diagnostics.first().map_or(0, |first| first.span.start as usize);
    let column = typed.get(..start).map_or(1, |before| before.chars().count() + 1);
    let cause = diagnostics
        .first()
        .map_or(Code::FindsNothing, |first| first.remark.code);
    Error {
        diagnostics,
        ..Error::new(ErrorKind::Query, format!("query, character {column}"), cause)
    }
}

/// The condition that a value of a parameter stands for.
fn condition(name: &str, value: &str, scope: Scope) -> Result<Node> {
    let clean = value.replace(['"', '“', '”', '„'], " ");
    let clean = clean.trim();
    if clean.is_empty() {
        return Err(Error::remarked(ErrorKind::Parameter, name, Code::EmptyValue));
    }
    let (field, clean) = match name {
        "added-since" => ("added", format!(">={clean}")),
        "from" => ("date", format!(">={clean}")),
        "to" => ("date", format!("<={clean}")),
        field => (field, clean.to_owned()),
    };
    let node = Node::new(
        NodeKind::Field {
            name: field.to_owned(),
            value: Box::new(inner(field, &clean)),
        },
        Span::default(),
    );
    let (condition, diagnostics) = resolve(&absolute(node.clone(), &Zoned::now()), scope);
    if condition != Condition::Nothing {
        return Ok(node);
    }
    let place = format!("{name} {}", value.trim());
    let first = diagnostics.into_iter().next();
    let remark = first.map_or(Code::FindsNothing.into(), |first| first.remark);
    Err(Error::remarked(ErrorKind::Parameter, place, remark))
}

/// Refuses days from a later one to an earlier one. `alternatives` are conditions by the names of their parameters, `last` is the last day
/// as typed.
///
/// # Errors
/// [`ErrorKind::Parameter`] where no day is from the one to the other.
fn in_order(alternatives: &[(&str, Vec<Node>)], last: &str, scope: Scope) -> Result<()> {
    let of = |wanted: &str| alternatives.iter().find(|(name, _)| *name == wanted);
    let (Some((_, from)), Some((_, to))) = (of("from"), of("to")) else {
        return Ok(());
    };
    let both = [from, to].map(|days| Node::or(days.clone(), Span::default()));
    let both = absolute(Node::and(both.into(), Span::default()), &Zoned::now());
    match resolve(&both, scope) {
        (Condition::Nothing, _) => {
            let place = format!("to {last}");
            Err(Error::remarked(ErrorKind::Parameter, place, Code::DaysReversed))
        }
        _ => Ok(()),
    }
}

fn inner(field: &str, clean: &str) -> Node {
    let term = |text: &str, form| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Node::new(NodeKind::Term(Term { text, form }), Span::default())
    };
    let limit = |text: &str, inclusive| {
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Limit { text, inclusive })
    };
    let range = |low, high| Node::new(NodeKind::Range { low, high }, Span::default());
    let ranged = matches!(field, "amount" | "date" | "added");
    let sign = [">=", "<=", ">", "<"]
        .into_iter()
        .find(|sign| ranged && clean.starts_with(sign));
    if let Some(sign) = sign {
        let rest = limit(&clean[sign.len()..], sign.ends_with('='));
        return match sign.starts_with('>') {
            true => range(rest, None),
            false => range(None, rest),
        };
    }
    if let Some((low, high)) = clean.split_once("..").filter(|_| ranged) {
        return range(limit(low, true), limit(high, true));
    }
    if matches!(field, "speaker" | "role") {
        // Any part of the name, with or without a title, in any order.
        let words = words_of(clean);
        let words = words.iter().map(|word| term(word, Form::Word)).collect();
        return Node::and(words, Span::default());
    }
    match clean.chars().all(char::is_alphanumeric) {
        true => term(clean, Form::Word),
        false => term(clean, Form::Phrase),
    }
}
