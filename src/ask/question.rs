//! A question: what is asked, in plain values.

use super::cursor::Cursor;
use super::parameters::{Kind, Parameter, View};
use super::read::{self, Counted, Limit};
use super::understood::Understood;
use crate::article::Language;
use crate::deadline::Deadline;
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::query::Scope;
use crate::remark::Code;
use crate::search::{Axis, Recency, Sort};

/// A question that is understood. What none of its parameters says is as [`super::PARAMETERS`] has it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Whether it asks for articles or for statements.
    pub scope: Scope,
    /// Query and conditions.
    pub query: Understood,
    pub sort: Sort,
    /// How fast older articles count less; `None` for not at all.
    pub recency: Option<Recency>,
    /// An article and its reprints are one hit.
    pub stories: bool,
    /// Each statement is shown once.
    pub once: bool,
    pub facets: Vec<Counted>,
    /// `None` where nobody said.
    pub limit: Option<Limit>,
    pub offset: usize,
    /// Of a facet: only values of which a word begins so.
    pub prefix: Option<String>,
    /// Of a timeline: days, weeks, months or years; `None` for what fits on a page.
    pub unit: Option<Axis>,
    /// The queries that are compared.
    pub compared: Vec<Understood>,
    /// Of a list: where the part before ended. `offset` counts from there.
    pub cursor: Option<Cursor>,
    /// Until when the answer is waited for.
    pub until: Deadline,
}

/// How many queries can be compared.
pub(super) const COMPARED: std::ops::RangeInclusive<usize> = 2..=4;

impl Question {
    /// Nobody said how much is wanted, and no part before was read.
    pub fn is_unlimited(&self) -> bool {
        self.limit.is_none() && self.cursor.is_none()
    }

    /// Understands parameters: names, in English or Indonesian, with their values.
    ///
    /// # Errors
    /// [`ErrorKind::Parameter`] where a parameter is unknown, is given twice, or has a value that it cannot have;
    /// [`ErrorKind::Query`] where the query cannot be meant as it stands; [`ErrorKind::Usage`] where a field cannot be counted.
    pub fn from_pairs<N, V>(view: View, pairs: impl IntoIterator<Item = (N, V)>) -> Result<Question>
    where
        N: AsRef<str>,
        V: AsRef<str>,
    {
        let mut given: Vec<(&Parameter, String)> = Vec::new();
        for (name, value) in pairs {
            let (name, value) = (name.as_ref(), value.as_ref());
            let parameter = Parameter::named(view, name).ok_or_else(|| unknown(view, name))?;
            let before = given.iter().any(|(known, _)| known.name == parameter.name);
            if before && !parameter.repeatable {
                return Err(Error::remarked(ErrorKind::Parameter, parameter.name, Code::GivenTwice));
            }
            given.push((parameter, value.to_owned()));
        }
        Question::understand(view, &given)
    }

    fn understand(view: View, given: &[(&Parameter, String)]) -> Result<Question> {
        let one = |name: &str| {
            given
                .iter()
                .find(|(p, _)| p.name == name)
                .map(|(_, value)| value.as_str())
        };
        for (parameter, value) in given {
            if let Kind::OneOf(words) = parameter.kind
                && !words.contains(&value.as_str())
            {
                let args = [value.as_str()].into_iter().chain(words.iter().copied());
                return Err(read::wrong(parameter.name, value, Code::NoSuchValue.about(args)));
            }
        }
        let scope = match (view, one("of")) {
            (View::Quotes, _) | (_, Some("quotes")) => Scope::Statements,
            _ => Scope::Articles,
        };
        let facets = given.iter().filter(|(p, _)| p.kind == Kind::Facet);
        let facets: Vec<Counted> = facets.map(|(_, text)| Counted::read(text)).collect::<Result<_>>()?;
        let conditions = given
            .iter()
            .filter(|(p, _)| p.kind.is_condition())
            .map(|(p, value)| (p.name, value.as_str()));
        let mut question = Question {
            query: Understood::with_conditions(one("q").unwrap_or_default(), conditions, scope)?,
            facets,
            prefix: one("prefix").map(str::to_owned),
            unit: one("unit").map(read::time_unit).transpose()?,
            ..Question::new(scope)
        };
        let value = |name: &'static str| one(name).map(|text| (name, text));
        if let Some((name, text)) = value("sort") {
            question.sort = read::sort(text).ok_or_else(|| read::wrong(name, text, Code::NoSuchValue.about([text])))?;
        }
        if let Some((name, text)) = value("limit") {
            question.limit = Some(read::limit(text).map_err(|_| read::wrong(name, text, Code::NoNumberOrAll))?);
        }
        if let Some((name, text)) = value("offset") {
            question.offset = read::number(text).map_err(|_| read::wrong(name, text, Code::NoNumber.about([text])))?;
        }
        if let Some((name, text)) = value("cursor") {
            let wrong = || Error::remarked(ErrorKind::Parameter, name, Code::NoCursor);
            question.cursor = Some(Cursor::read(text).ok_or_else(wrong)?);
        }
        if let Some((name, text)) = value("once") {
            let wrong = || read::wrong(name, text, Code::NoYesOrNo.about([text]));
            question.once = read::flag(text).ok_or_else(wrong)?;
        }
        if let Some((name, text)) = value("stories") {
            let wrong = || read::wrong(name, text, Code::NoYesOrNo.about([text]));
            question.stories = read::flag(text).ok_or_else(wrong)?;
        }
        if let Some(text) = one("recency") {
            if question.sort != Sort::Relevance {
                let code = Code::RecencyWithoutScores;
                return Err(Error::remarked(ErrorKind::Parameter, "recency", code));
            }
            question.recency = Some(read::half_life(text)?);
        }
        if view == View::Compare {
            let queries = given.iter().filter(|(p, _)| p.name == "query");
            let queries: Vec<&str> = queries.map(|(_, text)| text.as_str()).collect();
            question = question.compare(&queries)?;
        }
        Ok(question)
    }

    /// A question for everything.
    pub fn new(scope: Scope) -> Question {
        Question {
            scope,
            query: Understood::everything(),
            sort: Sort::Relevance,
            recency: None,
            stories: false,
            once: false,
            facets: Vec::new(),
            limit: None,
            offset: 0,
            prefix: None,
            unit: None,
            compared: Vec::new(),
            cursor: None,
            until: Deadline::none(),
        }
    }

    /// Puts queries side by side, each within this question.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] where one of them cannot be meant as it stands; [`ErrorKind::Parameter`] where there are not two to
    /// four of them.
    pub fn compare(mut self, queries: &[&str]) -> Result<Question> {
        if !COMPARED.contains(&queries.len()) {
            let wanted = format!("{} to {}", COMPARED.start(), COMPARED.end());
            let remark = Code::QueriesToCompare.about([wanted, queries.len().to_string()]);
            return Err(Error::remarked(ErrorKind::Parameter, "query", remark));
        }
        self.compared = queries
            .iter()
            .map(|text| Understood::query(text, self.scope))
            .collect::<Result<_>>()?;
        Ok(self)
    }

    /// The same question of what came into the index after a moment, in seconds since 1970, or in it and after it.
    ///
    /// # Errors
    /// [`ErrorKind::Query`] where the calendar has no such moment.
    pub(super) fn added_since(&self, moment: i64, inclusive: bool) -> Result<Question> {
        Ok(Question {
            query: self.query.added_since(moment, inclusive, self.scope)?,
            ..self.clone()
        })
    }

    /// What is remarkable about the query as it stands; an answer has what only the archive can say beside it.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.query.diagnostics
    }

    /// Which hits there are and in which order.
    pub(super) fn order(&self) -> String {
        let Question {
            scope,
            query,
            sort,
            recency,
            stories,
            once,
            ..
        } = self;
        format!("{scope:?} {query} {sort:?} {recency:?} {stories} {once}")
    }

    /// The language in which answers call countries and regions: the first that the question has a name in.
    pub(super) fn language<'c>(&'c self, counted: impl IntoIterator<Item = &'c Counted>) -> Option<Language> {
        let mut named = counted.into_iter().filter_map(|counted| counted.language);
        named.next().or(self.query.places)
    }
}

/// The error for a name that no parameter of a view has.
fn unknown(view: View, name: &str) -> Error {
    let likeness = |p: &&Parameter| {
        let both = [p.name, p.indonesian].map(|known| strsim::osa_distance(known, name));
        both.into_iter().min()
    };
    let nearest = Parameter::of(view).min_by_key(likeness).map(|p| p.name);
    let args = [name].into_iter().chain(nearest);
    Error::remarked(ErrorKind::Parameter, name, Code::UnknownParameter.about(args))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Result<Question> {
        Question::from_pairs(View::Search, pairs.iter().copied())
    }

    #[test]
    fn conditions_become_part_of_the_query() {
        let question = asked(&[
            ("q", "senjata OR kapal"),
            ("country", "Ukraina"),
            ("negara", "RO"),
            ("speaker", "Wali Kota Melnychenko"),
            ("dari", "2022-02"),
        ])
        .expect("it can be understood");
        let text = question.query.to_string();
        assert_eq!(
            text,
            "(senjata OR kapal) speaker:(wali kota melnychenko) (country:Ukraina OR country:RO) date:>=2022-02"
        );
        assert_eq!(crate::query::parse(&text).node, question.query.node);
    }

    #[test]
    fn parameters_are_read_by_either_name() {
        let question = asked(&[
            ("urutan", "newest"),
            ("batas", "all"),
            ("offset", "4"),
            ("facet", "kawasan:3"),
        ]);
        let question = question.expect("it can be understood");
        assert_eq!(
            (question.sort, question.limit, question.offset),
            (Sort::Newest, Some(Limit::All), 4)
        );
        assert_eq!(question.facets[0].limit, Some(3));
        assert_eq!(question.language(&question.facets), Some(Language::ID));
    }

    #[test]
    fn two_to_four_queries_are_compared() {
        let compare = |queries: &[&str]| {
            Question::from_pairs(View::Compare, queries.iter().map(|query| ("query", *query))).map(|q| q.compared.len())
        };
        assert_eq!(compare(&["a", "b", "c"]).ok(), Some(3));
        for few in [&[][..], &["a"], &["a"; 5]] {
            let error = compare(few).expect_err("nothing to compare");
            assert_eq!(error.diagnostics[0].remark.code, Code::QueriesToCompare);
        }
    }
}
