//! Persons, and what it rests on that a name is theirs.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::write_row;
use super::format::Format;
use super::terminal::{Ink, Style, escape, paragraph};
use crate::ask::{Decided, People, PersonLine, WhyPerson};
use crate::people::{Form, Reason};

#[derive(Serialize)]
struct FormJson<'a> {
    form: &'a str,
    articles: u64,
}

/// A line of the contract.
#[derive(Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    forms: Vec<FormJson<'a>>,
    roles: &'a [String],
    articles: u64,
    quotes: u64,
    first: Option<String>,
    last: Option<String>,
}

impl<'a> PersonJson<'a> {
    fn of(line: &'a PersonLine) -> PersonJson<'a> {
        let form = |(form, articles): &'a (String, u64)| FormJson {
            form,
            articles: *articles,
        };
        PersonJson {
            name: &line.name,
            forms: line.forms.iter().map(form).collect(),
            roles: &line.roles,
            articles: line.articles,
            quotes: line.quotes,
            first: line.first.map(|day| day.to_string()),
            last: line.last.map(|day| day.to_string()),
        }
    }
}

/// A list of persons.
pub fn people(out: &mut dyn Write, style: Style, answer: &People, format: Format) -> io::Result<()> {
    let persons = &answer.persons;
    match format {
        Format::Ndjson => persons.iter().try_for_each(|line| {
            serde_json::to_writer(&mut *out, &PersonJson::of(line))?;
            out.write_all(b"\n")
        }),
        Format::Json => {
            let lines: Vec<PersonJson> = persons.iter().map(PersonJson::of).collect();
            let lines = serde_json::to_string(&lines)?;
            writeln!(
                out,
                "{{\"version\":1,\"num_hits\":{},\"people\":{lines}}}",
                answer.num_hits
            )
        }
        Format::Csv => {
            write_row(out, ["name", "articles", "quotes", "first", "last", "forms", "roles"])?;
            persons.iter().try_for_each(|line| {
                let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
                let forms: Vec<&str> = line.forms.iter().map(|(form, _)| form.as_str()).collect();
                let cells = [
                    line.name.clone(),
                    line.articles.to_string(),
                    line.quotes.to_string(),
                    day(line.first),
                    day(line.last),
                    forms.join(";"),
                    line.roles.join(";"),
                ];
                write_row(out, cells.iter().map(String::as_str))
            })
        }
        Format::Text => {
            persons.iter().try_for_each(|line| person(out, style, line))?;
            match persons.len() < answer.num_hits {
                true => writeln!(
                    out,
                    "{} of {} persons; --limit all shows all",
                    persons.len(),
                    answer.num_hits
                ),
                false => Ok(()),
            }
        }
    }
}

fn person(out: &mut dyn Write, style: Style, line: &PersonLine) -> io::Result<()> {
    let days = match (line.first, line.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) => format!(", {day}"),
        _ => String::new(),
    };
    writeln!(
        out,
        "{}  {}",
        style.ink(Ink::Speaker, &line.name),
        style.ink(
            Ink::Faint,
            &format!(
                "{}, {}{days}",
                counted(line.articles, "article"),
                counted(line.quotes, "quotation")
            )
        )
    )?;
    if line.forms.len() > 1 {
        let forms = line.forms.iter().map(|(form, articles)| format!("{form} {articles}"));
        let forms = format!("names: {}", forms.collect::<Vec<_>>().join(", "));
        paragraph(out, style, "    ", &forms, &[])?;
    }
    if !line.roles.is_empty() {
        paragraph(out, style, "    ", &format!("roles: {}", line.roles.join("; ")), &[])?;
    }
    Ok(())
}

fn counted(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Whose a name is, and why.
pub fn why(out: &mut dyn Write, style: Style, name: &str, why: &WhyPerson) -> io::Result<()> {
    match why {
        WhyPerson::Unknown => writeln!(out, "nobody in the archive is called `{}`", escape(name)),
        WhyPerson::Nobody(form) => {
            let cause = form
                .as_ref()
                .map_or_else(|| "you have said so".to_owned(), |form| reason(&form.reason));
            writeln!(out, "`{}` is no person's name: {cause}", escape(name))
        }
        WhyPerson::Person { line, asked, forms } => {
            person(out, style, line)?;
            let Some(asked) = asked else {
                return writeln!(out, "`{}` is new since the persons were made", escape(name));
            };
            let first = |form: &&Form| form.name == asked.name;
            let others = forms.iter().filter(|form| form.name != asked.name);
            for form in forms.iter().filter(first).chain(others) {
                writeln!(out, "  {}: {}", escape(&form.name), escape(&reason(&form.reason)))?;
                let also: Vec<String> = form
                    .written
                    .iter()
                    .filter(|written| **written != form.name)
                    .map(|written| format!("`{}`", escape(written)))
                    .collect();
                if !also.is_empty() {
                    writeln!(out, "    also written {}", also.join(", "))?;
                }
            }
            Ok(())
        }
    }
}

/// Names that are no person's, each with its reason.
pub fn nobody(out: &mut dyn Write, none: &[Form]) -> io::Result<()> {
    none.iter()
        .try_for_each(|form| writeln!(out, "{}: {}", escape(&form.name), escape(&reason(&form.reason))))
}

/// What a decision of the user has changed.
pub fn decided(out: &mut dyn Write, style: Style, decided: &Decided) -> io::Result<()> {
    writeln!(out, "{}", escape(&decided.say.to_string()))?;
    if decided.before == decided.after {
        return writeln!(out, "it was so before");
    }
    for (when, lines) in [("before:", &decided.before), ("now:", &decided.after)] {
        match lines.is_empty() {
            true => writeln!(out, "{when} nobody")?,
            false => writeln!(out, "{when}")?,
        }
        lines.iter().try_for_each(|line| person(out, style, line))?;
    }
    Ok(())
}

/// A reason in words.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Own => "a name of its own".to_owned(),
        Reason::WellKnown { name } => format!("a well-known short form of {name}"),
        Reason::Spelling { of } => format!("another spelling of {of}"),
        Reason::Part { of, with: 0, .. } => format!("a part of {of}, or letters for one, and in the same company"),
        Reason::Part { of, with, articles } => {
            format!(
                "a part of {of}, whom {with} of its {} name",
                counted(u64::from(*articles), "article")
            )
        }
        Reason::Slip { of, company } => {
            format!("nearly spelled as {of}; {company} % of what its articles are about is the same")
        }
        Reason::Short { of, with, articles } => {
            format!(
                "{with} of its {} have {of} in full",
                counted(u64::from(*articles), "article")
            )
        }
        Reason::Only { of, has, others } => format!(
            "{of} speaks in {}, all others of that name in {others}",
            counted(u64::from(*has), "article")
        ),
        Reason::Company { of, company, others } => format!(
            "{company} % of what its articles are about is also about {of}, far more than of {} of that name",
            counted(u64::from(*others), "other")
        ),
        Reason::Called {
            of,
            said,
            with,
            articles,
        } => format!(
            "{with} of its {} have {of}, and {said} say that somebody is called so",
            counted(u64::from(*articles), "article")
        ),
        Reason::Trimmed { to, words } => format!("{to}, with `{words}` that is no part of the name"),
        Reason::Several { others, articles } => {
            let others: Vec<String> = others.iter().map(|(name, with)| format!("{name} {with}")).collect();
            format!(
                "a name of several, left alone; of its {} these are named: {}",
                counted(u64::from(*articles), "article"),
                others.join(", ")
            )
        }
        Reason::Ordinary { small, capital } => {
            format!("words that articles write small, {small} times against {capital} with a capital")
        }
        Reason::Thing { times, of } => {
            format!("what stands before it makes it the name of a thing, {times} of {of} times")
        }
        Reason::Quoted { times, of } => format!("it stands alone between quotation marks, {times} of {of} times"),
        Reason::Silent { said, of } => format!("it says something {said} of {of} times"),
        Reason::Piece { times, of } => format!("it stands inside a longer name, {times} of {of} times"),
        Reason::Within { times } => format!("others belong to it, {times} times"),
        Reason::Sign => "an abbreviation, an outlet, a month or an organisation".to_owned(),
    }
}
