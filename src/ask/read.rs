//! Values of parameters, read.

use crate::article::Language;
use crate::error::{Error, ErrorKind, Result};
use crate::fields;
use crate::query::language_of_field;
use crate::remark::{Code, Remark};
use crate::search::{Axis, Recency, Sort};

/// A number of things, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Most(usize),
    All,
}

impl Limit {
    /// At most so many; `None` for all.
    pub fn most(self) -> Option<usize> {
        match self {
            Limit::Most(most) => Some(most),
            Limit::All => None,
        }
    }
}

/// A field whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub axis: Axis,
    /// How many values are shown; where nobody says, ten, and of time all.
    pub limit: Option<usize>,
    /// The language in which the field was called, where its name says one.
    pub language: Option<Language>,
}

/// The error for a value that a parameter cannot have.
pub(super) fn wrong(name: &str, value: &str, remark: impl Into<Remark>) -> Error {
    Error::remarked(ErrorKind::Parameter, format!("{name} {value}"), remark)
}

/// A number of things, or all of them.
///
/// # Errors
/// What is wanted.
pub fn limit(text: &str) -> std::result::Result<Limit, String> {
    match text {
        "all" => Ok(Limit::All),
        text => text
            .parse()
            .map(Limit::Most)
            .map_err(|_| "a number or `all` is wanted".to_owned()),
    }
}

/// A number of things.
///
/// # Errors
/// What is wrong with it.
pub fn number(text: &str) -> std::result::Result<usize, String> {
    text.parse().map_err(|error: std::num::ParseIntError| error.to_string())
}

/// Yes or no; the name alone says yes.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "" | "true" | "yes" | "ya" | "1" => Some(true),
        "false" | "no" | "tidak" | "0" => Some(false),
        _ => None,
    }
}

pub(super) fn sort(text: &str) -> Option<Sort> {
    match text {
        "relevance" => Some(Sort::Relevance),
        "newest" => Some(Sort::Newest),
        "oldest" => Some(Sort::Oldest),
        _ => None,
    }
}

/// How fast older articles count less: `30d`, `8w`, `6m`, `2y`; nothing stands for five years.
///
/// # Errors
/// [`ErrorKind::Parameter`] where it is no time.
pub fn half_life(text: &str) -> Result<Recency> {
    if text.is_empty() {
        return Ok(Recency::MILD);
    }
    days(text).and_then(Recency::with_half_life).ok_or_else(|| {
        let place = format!("recency={text}");
        Error::remarked(ErrorKind::Parameter, place, Code::NoHalfLife.about([text]))
    })
}

/// A length of time in days, at most a thousand years.
fn days(text: &str) -> Option<u32> {
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

/// The axis of a field that somebody names.
fn axis(name: &str) -> Result<Axis> {
    let found = fields::field(name).and_then(Axis::of);
    found.ok_or_else(|| {
        let known = fields::FIELDS.iter().filter(|f| Axis::of(f).is_some()).map(|f| f.name);
        let (code, name) = match fields::field(name) {
            Some(field) => (Code::UncountedField, field.name),
            None => (Code::UncountableField, name),
        };
        let near = known.clone().filter(|field| strsim::osa_distance(field, name) <= 2);
        let nearest: Vec<&str> = near.collect();
        if code == Code::UncountableField && !nearest.is_empty() {
            let remark = Code::UnknownField.about([name].into_iter().chain(nearest));
            return Error::remarked(ErrorKind::Usage, "facet", remark);
        }
        Error::remarked(ErrorKind::Usage, "facet", code.about([name].into_iter().chain(known)))
    })
}

/// The field of time by which hits are shown: `date`, `month` or `year`, `day` too.
///
/// # Errors
/// [`ErrorKind::Parameter`] where it is none.
pub fn time_unit(name: &str) -> Result<Axis> {
    let name_of_field = if name == "day" { "date" } else { name };
    axis(name_of_field).ok().filter(|axis| axis.is_time()).ok_or_else(|| {
        let place = format!("unit={name}");
        Error::remarked(ErrorKind::Parameter, place, Code::NoTimeUnit.about([name]))
    })
}

impl Counted {
    /// `FIELD`: a field whose values are counted.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where there is no such field, or its values cannot be counted.
    pub fn field(name: &str) -> Result<Counted> {
        Ok(Counted {
            axis: axis(name)?,
            limit: None,
            language: language_of_field(name),
        })
    }

    /// The same as [`Counted::read`], where it is no parameter.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where N is no number; see [`Counted::field`].
    pub fn positional(text: &str) -> Result<Counted> {
        let named = |error| Error {
            kind: ErrorKind::Usage,
            ..error
        };
        Counted::read(text).map_err(named)
    }

    /// `FIELD` or `FIELD:N`: what to count, and how many values to show.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] where N is no number; see [`Counted::field`].
    pub fn read(text: &str) -> Result<Counted> {
        // In place of a field that an answer has one of, it is a parameter.
        let field = |name: &str| {
            Counted::field(name).map_err(|error| Error {
                kind: ErrorKind::Parameter,
                ..error
            })
        };
        let Some((name, count)) = text.split_once(':') else {
            return field(text);
        };
        let limit = count
            .parse()
            .map_err(|_| wrong("facet", text, Code::NoFacetNumber.about([count])))?;
        Ok(Counted {
            limit: Some(limit),
            ..field(name)?
        })
    }
}
