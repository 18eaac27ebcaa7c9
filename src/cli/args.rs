//! Arguments as typed -> a query and what is wanted of its hits.

use clap::ValueEnum;

use crate::article::{Language, Span};
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::index::{Snapshot, fields};
use crate::query::ast::{Form, Limit, Node, NodeKind, Term};
use crate::query::{Condition, Scope, language_of_field, language_of_places, parse, resolve};
use crate::search::{self, Axis, Recency, Sort};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
}

/// What to search for.
#[derive(clap::Args, Clone, Debug)]
pub struct QueryArgs {
    /// Words and conditions: `senjata "dewan keamanan" country:Ukraina`; `warta fields` lists the fields
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// A person who is quoted, by any part of the name
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,
    /// A country that is mentioned, by code or name
    #[arg(long, value_name = "COUNTRY")]
    pub country: Vec<String>,
    /// An outlet
    #[arg(long, value_name = "OUTLET")]
    pub source: Vec<String>,
    /// An amount of money: `">= USD 500 juta"`, `"Rp 1 triliun..5 triliun"`, `USD`
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Vec<String>,
    /// A language, by ISO 639-1 code
    #[arg(long, value_name = "CODE")]
    pub language: Vec<String>,
    /// Published on this day, month or year or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Published on this day, month or year or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

/// A query that is understood.
#[derive(Debug)]
pub struct Query {
    /// The query as typed, without the options.
    pub typed: String,
    /// Query and options together.
    pub node: Node,
    pub condition: Condition,
    /// The language in which it names countries and regions, if it does.
    pub places: Option<Language>,
    pub diagnostics: Vec<Diagnostic>,
}

impl QueryArgs {
    /// The same options with another query.
    pub fn with(&self, query: Vec<String>) -> QueryArgs {
        QueryArgs { query, ..self.clone() }
    }

    /// Understands query and options.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where the query cannot be meant as it stands, or an option has a value that its field cannot have.
    pub fn understand(&self, scope: Scope) -> Result<Query> {
        let typed = self.query.join(" ");
        let parsed = parse(&typed);
        if parsed.broken {
            return Err(broken(&typed, &parsed.diagnostics));
        }
        let mut nodes = vec![parsed.node];
        let options: [(&str, &[String]); 5] = [
            ("speaker", &self.speaker),
            ("country", &self.country),
            ("source", &self.source),
            ("amount", &self.amount),
            ("language", &self.language),
        ];
        for (field, values) in options {
            let mut any = Vec::with_capacity(values.len());
            for value in values {
                any.push(option(field, field, value, scope)?);
            }
            if !any.is_empty() {
                nodes.push(Node::or(any, Span::default()));
            }
        }
        for (name, value, sign) in [("from", &self.from, ">="), ("to", &self.to, "<=")] {
            if let Some(value) = value {
                nodes.push(option(name, "date", &format!("{sign}{value}"), scope)?);
            }
        }
        // An empty query beside options says nothing.
        let some: Vec<Node> = nodes.into_iter().filter(|node| node.kind != NodeKind::All).collect();
        let node = Node::and(some, Span::new(0, typed.len()));
        let (condition, unresolved) = resolve(&node, scope);
        let mut diagnostics = parsed.diagnostics;
        diagnostics.extend(unresolved);
        for diagnostic in &mut diagnostics {
            // What options say has no place in the text.
            if diagnostic.span.end as usize > typed.len() {
                diagnostic.span = Span::new(0, typed.len());
            }
        }
        Ok(Query {
            places: language_of_places(&typed, &node),
            typed,
            node,
            condition,
            diagnostics,
        })
    }
}

impl Query {
    /// Adds what only the archive can say: which outlets it does not have.
    ///
    /// # Errors
    /// [`ErrorKind::Index`] where the index cannot be read.
    pub fn compare_with(mut self, snapshot: &Snapshot) -> Result<Query> {
        self.diagnostics.extend(search::unknown_outlets(snapshot, &self.node)?);
        Ok(self)
    }
}

/// The error for a query that cannot be meant as it stands.
pub fn broken(typed: &str, diagnostics: &[Diagnostic]) -> Error {
    let Some(first) = diagnostics.first() else {
        return Error::new(ErrorKind::Usage, "query", "it cannot be read");
    };
    let column = typed
        .get(..first.span.start as usize)
        .map_or(1, |before| before.chars().count() + 1);
    let place = format!("query, character {column}");
    told(place, first)
}

/// The error that a remark is where it stops the command.
fn told(place: String, remark: &Diagnostic) -> Error {
    let error = Error::new(ErrorKind::Usage, place, &remark.message);
    match &remark.hint {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}

/// The condition that an option stands for.
fn option(name: &str, field: &str, value: &str, scope: Scope) -> Result<Node> {
    let value = value.trim();
    let clean = value.replace(['"', '“', '”', '„'], " ");
    let clean = clean.trim();
    let term = |text: &str, form| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Node::new(NodeKind::Term(Term { text, form }), Span::default())
    };
    let limit = |text: &str, inclusive| {
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Limit { text, inclusive })
    };
    let range = |low, high| Node::new(NodeKind::Range { low, high }, Span::default());
    let ranged = matches!(field, "amount" | "date");
    let sign = [">=", "<=", ">", "<"]
        .into_iter()
        .find(|sign| ranged && clean.starts_with(sign));
    let inner = if clean.is_empty() {
        return Err(Error::new(ErrorKind::Usage, format!("--{name}"), "the value is empty"));
    } else if let Some(sign) = sign {
        let rest = limit(&clean[sign.len()..], sign.ends_with('='));
        if sign.starts_with('>') {
            range(rest, None)
        } else {
            range(None, rest)
        }
    } else if let Some((low, high)) = clean.split_once("..").filter(|_| ranged) {
        range(limit(low, true), limit(high, true))
    } else if field == "speaker" {
        // Any part of the name, with or without a title, in any order.
        let words = crate::query::words_of(clean);
        let words = words.iter().map(|word| term(word, Form::Word)).collect();
        Node::and(words, Span::default())
    } else if clean.chars().all(char::is_alphanumeric) {
        term(clean, Form::Word)
    } else {
        term(clean, Form::Phrase)
    };
    let node = Node::new(
        NodeKind::Field {
            name: field.to_owned(),
            value: Box::new(inner),
        },
        Span::default(),
    );
    let (condition, diagnostics) = resolve(&node, scope);
    if condition != Condition::Nothing {
        return Ok(node);
    }
    let place = format!("--{name} {value}");
    Err(match diagnostics.first() {
        Some(first) => told(place, first),
        None => Error::new(ErrorKind::Usage, place, "nothing can be found by it"),
    })
}

/// How many hits, and which.
#[derive(clap::Args, Debug)]
pub struct PageArgs {
    /// The order of hits
    #[arg(long, value_enum, default_value = "relevance")]
    pub sort: SortArg,
    /// Let older articles count less: their score halves in every half-life, five years or as given (`30d`, `8w`, `6m`, `2y`)
    #[arg(long, value_name = "HALF-LIFE", num_args = 0..=1, require_equals = true)]
    pub recency: Option<Option<String>>,
    /// How many hits: a number, or `all`
    #[arg(long, default_value = "10", value_parser = limit)]
    pub limit: Limits,
    /// Hits to leave out at the beginning
    #[arg(long, default_value_t = 0)]
    pub offset: usize,
}

impl PageArgs {
    /// What older articles lose.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where the half-life is no time, or hits are not in the order of their scores.
    pub fn recency(&self) -> Result<Option<Recency>> {
        let Some(half_life) = &self.recency else {
            return Ok(None);
        };
        if self.sort != SortArg::Relevance {
            let cause = "only the order by relevance has scores to weigh";
            return Err(Error::new(ErrorKind::Usage, "--recency", cause).with_hint("leave out `--sort` or `--recency`"));
        }
        let Some(text) = half_life else {
            return Ok(Some(Recency::MILD));
        };
        let recency = days_of(text).and_then(Recency::with_half_life).ok_or_else(|| {
            let place = format!("--recency={text}");
            Error::new(ErrorKind::Usage, place, format!("`{text}` is no half-life"))
                .with_hint("write a number of days, weeks, months or years: `30d`, `8w`, `6m`, `2y`")
        })?;
        Ok(Some(recency))
    }
}

/// A length of time in days: `30d`, `8w`, `6m`, `2y`; at most a thousand years.
fn days_of(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse::<u32>().ok()?.into();
    let days = match &text[digits.len()..] {
        "d" => 1.0,
        "w" => 7.0,
        "m" => 365.25 / 12.0,
        "y" => 365.25,
        _ => return None,
    };
    let days = (number * days).round();
    (days <= 365_250.0).then_some(days as u32)
}

/// A number of things, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits(pub Option<usize>);

pub fn limit(text: &str) -> std::result::Result<Limits, String> {
    match text {
        "all" => Ok(Limits(None)),
        text => text
            .parse()
            .map(|number| Limits(Some(number)))
            .map_err(|_| "a number or `all` is wanted".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortArg {
    Relevance,
    Newest,
    Oldest,
}

impl SortArg {
    pub fn sort(self) -> Sort {
        match self {
            SortArg::Relevance => Sort::Relevance,
            SortArg::Newest => Sort::Newest,
            SortArg::Oldest => Sort::Oldest,
        }
    }
}

/// The axis of a field that a user names.
pub fn axis(name: &str) -> Result<Axis> {
    let found = fields::field(name).and_then(Axis::of);
    found.ok_or_else(|| {
        let known = fields::FIELDS.iter().filter(|f| Axis::of(f).is_some());
        let known: Vec<String> = known.map(|f| format!("`{}`", f.name)).collect();
        let cause = match fields::field(name) {
            Some(field) => format!("the values of `{}` cannot be counted", field.name),
            None => format!("there is no field `{name}`"),
        };
        Error::new(ErrorKind::Usage, "facet", cause).with_hint(format!("these can be counted: {}", known.join(", ")))
    })
}

/// The axis of a field of time that a user names.
pub fn time_axis(name: &str) -> Result<Axis> {
    axis(name).ok().filter(|axis| axis.is_time()).ok_or_else(|| {
        let place = format!("--timeline={name}");
        Error::new(ErrorKind::Usage, place, format!("`{name}` is no field of time"))
            .with_hint("use `date`, `month` or `year`, or leave it out")
    })
}

/// `FIELD` or `FIELD:N`: what to count, and how many values to show.
pub fn facet(text: &str) -> Result<(Axis, usize)> {
    let (name, count) = match text.split_once(':') {
        Some((name, count)) => {
            let count = count.parse().map_err(|_| {
                Error::new(
                    ErrorKind::Usage,
                    format!("--facet {text}"),
                    format!("`{count}` is no number"),
                )
                .with_hint("write the field and how many values: `--facet speaker:20`")
            })?;
            (name, Some(count))
        }
        None => (text, None),
    };
    let axis = axis(name)?;
    Ok((axis, count.unwrap_or(if axis.is_time() { usize::MAX } else { 10 })))
}

/// The language in which `FIELD:N` calls its field.
pub fn language_of_facet(text: &str) -> Option<Language> {
    language_of_field(text.split(':').next().unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(query: &str) -> QueryArgs {
        QueryArgs {
            query: vec![query.to_owned()],
            speaker: Vec::new(),
            country: Vec::new(),
            source: Vec::new(),
            amount: Vec::new(),
            language: Vec::new(),
            from: None,
            to: None,
        }
    }

    #[test]
    fn options_become_part_of_the_query() {
        let mut args = args("senjata OR kapal");
        args.country = vec!["Ukraina".to_owned(), "RO".to_owned()];
        args.speaker = vec!["Wali Kota Melnychenko".to_owned()];
        args.from = Some("2022-02".to_owned());
        let query = args.understand(Scope::Articles).expect("it can be understood");
        assert_eq!(
            query.node.to_string(),
            "(senjata OR kapal) speaker:(wali kota melnychenko) (country:Ukraina OR country:RO) date:>=2022-02"
        );
        assert_eq!(crate::query::parse(&query.node.to_string()).node, query.node);
    }

    #[test]
    fn what_cannot_be_meant_is_an_error_with_a_hint() {
        let said = |args: QueryArgs| args.understand(Scope::Articles).map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(
            said(args("(((\"a")),
            Err(
                "query, character 4: the quotation mark is not closed\nhint: put a `\"` where the phrase ends"
                    .to_owned()
            )
        );
        let mut unknown = args("");
        unknown.country = vec!["Ukrane".to_owned()];
        let message = said(unknown).expect_err("there is no such country");
        assert!(
            message.starts_with("--country Ukrane: there is no country `Ukrane`\nhint: did you mean `Ukraine`"),
            "{message}"
        );
        let mut empty = args("");
        empty.to = Some("kemarin sore".to_owned());
        assert!(said(empty).is_err());
    }
}
