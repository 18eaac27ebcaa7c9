//! Lists and counts.

use std::time::Instant;

use jiff::Zoned;
use jiff::civil::Date;

use super::problem::{Kind, Problem};
use super::route::{Asked, FARTHEST, Head, MOST, Pairs, Sink, Stopped};
use crate::ask::{self, Counted, Cursor, Limit, List, Question, View};
use crate::output::list::{self, Interrupted, Listed};
use crate::output::terminal::Style;
use crate::output::{Format, compare as output_compare, counts, explain as output_explain, once};

/// How an answer is written: what no question knows of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    pub format: Format,
    /// A byte order mark in front of a table, by which spreadsheets know UTF-8.
    pub bom: bool,
}

/// Parameters that are not of the answer's form.
type Rest<'p> = Vec<&'p (String, String)>;

/// Parameters of the answer's form, which are taken out, beside those of the question.
pub fn form<'p>(pairs: &'p Pairs, allowed: &[Format]) -> Result<(Form, Rest<'p>), Problem> {
    let mut form = Form {
        format: Format::Json,
        bom: false,
    };
    let mut rest = Vec::with_capacity(pairs.len());
    for pair in pairs {
        match (pair.0.as_str(), pair.1.as_str()) {
            ("format", name) => {
                let known = allowed.iter().find(|format| format_name(**format) == name);
                form.format = *known.ok_or_else(|| {
                    let names: Vec<String> = allowed
                        .iter()
                        .map(|format| format!("`{}`", format_name(*format)))
                        .collect();
                    Problem::new(Kind::Parameter, format!("format: `{name}` is not one of its values"))
                        .with_hint(format!("write {}", names.join(", ")))
                })?;
            }
            ("bom", value) => form.bom = mark(value)?,
            _ => rest.push(pair),
        }
    }
    Ok((form, rest))
}

/// Whether a byte order mark is wanted.
///
/// # Errors
/// [`Kind::Parameter`] where that is not said by `0` or `1`.
pub fn mark(value: &str) -> Result<bool, Problem> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Problem::new(Kind::Parameter, "bom: it is `1`, or `0`")),
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Ndjson => "ndjson",
        Format::Csv => "csv",
        Format::Text => "text",
    }
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::Json => "application/json",
        Format::Ndjson => "application/x-ndjson",
        Format::Csv => "text/csv; charset=utf-8; header=present",
        Format::Text => "text/plain; charset=utf-8",
    }
}

const TABLES: [Format; 3] = [Format::Json, Format::Ndjson, Format::Csv];

/// `warta-senjata-bantuan-2026-11-25.csv`: the words of the query and the day, so that files tell each other apart.
fn file_name(query: &str, form: Form, today: Date) -> Option<String> {
    let extension = match form.format {
        Format::Json | Format::Text => return None,
        Format::Ndjson => "ndjson",
        Format::Csv => "csv",
    };
    let mut name = String::from("warta");
    let words = query
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    for word in words.take(8) {
        if name.len() + word.len() > 60 {
            break;
        }
        name.push('-');
        name.push_str(&word.to_ascii_lowercase());
    }
    Some(format!("{name}-{today}.{extension}"))
}

fn begin(
    sink: &mut dyn Sink,
    form: Form,
    query: &str,
    num_hits: Option<u64>,
    next: Option<String>,
) -> std::io::Result<()> {
    sink.begin(Head {
        media_type: media_type(form.format),
        num_hits,
        query: Some(query.to_owned()),
        next,
        file: file_name(query, form, Zoned::now().date()),
    })?;
    match form.bom && form.format == Format::Csv {
        true => sink.write_all("\u{feff}".as_bytes()),
        false => Ok(()),
    }
}

pub fn search(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let began = Instant::now();
    let (form, question) = listed(View::Search, asked)?;
    let answer = ask::search(asked.snapshot, &question)?;
    write_list(&answer, form, began, sink)
}

pub fn quotes(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let began = Instant::now();
    let (form, question) = listed(View::Quotes, asked)?;
    if question.once {
        return quotes_once(asked, form, &question, began, sink);
    }
    let answer = ask::quotes(asked.snapshot, &question)?;
    write_list(&answer, form, began, sink)
}

/// Statements, each once.
fn quotes_once(
    asked: &Asked,
    form: Form,
    question: &Question,
    began: Instant,
    sink: &mut dyn Sink,
) -> Result<(), Stopped> {
    if !question.facets.is_empty() {
        return Err(
            Problem::new(Kind::Parameter, "facet: facets count quotations, not statements")
                .with_hint("ask `/api/v1/facets/{field}` with `of=quotes` for the counts")
                .into(),
        );
    }
    let answer = ask::quotes_once(asked.snapshot, question)?;
    begin(sink, form, &answer.query, Some(answer.num_hits), None)?;
    let took_ms = began.elapsed().as_millis() as u64;
    Ok(once::write(sink, Style::PLAIN, &answer, took_ms, form.format)?)
}

/// The form and the question of a list.
fn listed(view: View, asked: &Asked) -> Result<(Form, Question), Stopped> {
    let (form, question) = counting(view, asked)?;
    if form.format == Format::Csv && !question.facets.is_empty() {
        return Err(
            Problem::new(Kind::Parameter, "facet: one table cannot hold hits and facets")
                .with_hint("ask `/api/v1/facets/{field}` for the counts")
                .into(),
        );
    }
    match question.limit {
        Some(Limit::All) if form.format == Format::Json => {
            return Err(Problem::new(Kind::Parameter, "limit: `all` is for `format=ndjson` and `format=csv`").into());
        }
        Some(Limit::Most(most)) if most > MOST => {
            return Err(Problem::new(
                Kind::Parameter,
                format!("limit: at most {MOST}, or `all` with `format=ndjson` or `csv`"),
            )
            .into());
        }
        _ => {}
    }
    let reaches = question
        .offset
        .saturating_add(question.limit.and_then(Limit::most).unwrap_or(0));
    if reaches > FARTHEST {
        return Err(Problem::new(
            Kind::Parameter,
            format!("offset: offset and limit together reach at most {FARTHEST}"),
        )
        .with_hint("go on with the `cursor` of the answer before")
        .into());
    }
    if question.cursor.is_some() && question.offset > 0 {
        return Err(
            Problem::new(Kind::Parameter, "cursor: it says where to begin, as `offset` does")
                .with_hint("give one of them")
                .into(),
        );
    }
    Ok((form, question))
}

fn write_list<H: Listed>(answer: &List<'_, H>, form: Form, began: Instant, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let next = answer.next.as_ref().map(Cursor::text);
    begin(sink, form, &answer.query, Some(answer.num_hits), next.clone())?;
    let took_ms = began.elapsed().as_millis() as u64;
    list::write(sink, Style::PLAIN, answer, took_ms, next.as_deref(), form.format).map_err(|interrupted| {
        match interrupted {
            Interrupted::Read(error) => Stopped::Cut(error.to_string()),
            Interrupted::Write(error) => Stopped::Cut(error.to_string()),
        }
    })
}

/// The question of a request, and the form of the answer.
fn counting(view: View, asked: &Asked) -> Result<(Form, Question), Stopped> {
    let (form, rest) = form(asked.pairs, &TABLES)?;
    let pairs = rest.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let question = Question {
        until: asked.until.clone(),
        ..Question::from_pairs(view, pairs)?
    };
    Ok((form, question))
}

pub fn facet(field: &str, asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (form, question) = counting(View::Facet, asked)?;
    let answer = ask::facet(asked.snapshot, &Counted::field(field)?, &question)?;
    begin(sink, form, &answer.query, Some(answer.num_hits), None)?;
    Ok(counts::facet(sink, Style::PLAIN, &answer, form.format)?)
}

pub fn crossed(rows: &str, columns: &str, asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (form, question) = counting(View::Facet, asked)?;
    let answer = ask::crossed(
        asked.snapshot,
        [&Counted::read(rows)?, &Counted::read(columns)?],
        &question,
    )?;
    begin(sink, form, &answer.query, Some(answer.num_hits), None)?;
    Ok(counts::crossed(sink, Style::PLAIN, &answer, true, form.format)?)
}

pub fn timeline(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (form, question) = counting(View::Timeline, asked)?;
    let answer = ask::timeline(asked.snapshot, &question)?;
    begin(sink, form, &answer.query, Some(answer.num_hits), None)?;
    Ok(counts::timeline(sink, Style::PLAIN, &answer, form.format)?)
}

pub fn compare(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (form, question) = counting(View::Compare, asked)?;
    let answer = ask::compare(asked.snapshot, &question)?;
    let names: Vec<&str> = answer.sides.iter().map(|side| side.query.as_str()).collect();
    begin(sink, form, &names.join(" "), None, None)?;
    match form.format {
        Format::Csv => output_compare::csv(sink, &answer)?,
        Format::Ndjson => output_compare::ndjson(sink, &answer)?,
        Format::Json | Format::Text => output_compare::json(sink, &answer)?,
    }
    Ok(())
}

pub fn explain(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (form, question) = counting(View::Explain, asked)?;
    let answer = ask::explain(asked.snapshot, &question)?;
    begin(sink, form, &answer.query, None, None)?;
    Ok(output_explain::explanation(sink, &answer, Format::Json)?)
}

pub fn why(asked: &Asked, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let id = asked
        .pairs
        .iter()
        .find(|(name, _)| name == "id")
        .map(|(_, id)| id.as_str());
    let id = id.ok_or_else(|| Problem::new(Kind::Parameter, "id: it is missing"))?;
    let rest: Vec<(String, String)> = asked.pairs.iter().filter(|(name, _)| name != "id").cloned().collect();
    let (form, question) = counting(View::Explain, &Asked { pairs: &rest, ..*asked })?;
    let answer = ask::why(asked.snapshot, &question, id)?
        .ok_or_else(|| Problem::new(Kind::NoArticle, "no article of the index has this id"))?;
    begin(sink, form, &question.query.to_string(), None, None)?;
    Ok(output_explain::why(sink, &answer, form.format)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_their_query() {
        let form = Form {
            format: Format::Csv,
            bom: true,
        };
        let day = jiff::civil::date(2026, 11, 25);
        assert_eq!(
            file_name("senjata bantuan source:=\"Kompas\"", form, day).as_deref(),
            Some("warta-senjata-bantuan-source-kompas-2026-11-25.csv")
        );
        assert_eq!(
            file_name("\"/../../\r\n:", form, day).as_deref(),
            Some("warta-2026-11-25.csv")
        );
        let long = file_name(&"panjang ".repeat(50), form, day).unwrap_or_default();
        assert!(long.len() < 80, "{long}");
    }
}
