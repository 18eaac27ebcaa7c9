//! `warta search [QUERY]`: articles.

use std::io::Write;
use std::time::Instant;

use super::args::{Asked, SEARCH};
use super::failure::Failure;
use super::hits::{self, ListArgs};
use super::named;
use super::out;
use crate::ask::{self, Question};
use crate::engine::Archive;
use crate::error::{Error, ErrorKind, Result};
use crate::output::{Format, compare, counts, explain};

/// Search articles
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs<SEARCH>,
    /// Show how the query is understood, what each word became and how often each form occurs
    #[arg(long)]
    explain: bool,
    /// Show why the article with this id is a hit, or is none
    #[arg(long, value_name = "ID", conflicts_with = "stories")]
    why: Option<String>,
    /// Draw the hits by time: by `date`, `week`, `month` or `year`, or by what fits on a page
    #[arg(long, value_name = "FIELD", num_args = 0..=1, require_equals = true, conflicts_with = "stories")]
    timeline: Option<Option<String>>,
    /// Put two queries side by side, by outlet and by year: counts, and shares of all articles there
    #[arg(long, num_args = 2, value_names = ["Q1", "Q2"], conflicts_with = "stories")]
    compare: Option<Vec<String>>,
}

impl Args {
    fn lists_hits(&self) -> bool {
        self.compare.is_none() && self.why.is_none() && self.timeline.is_none() && !self.explain
    }
}

pub fn run(args: &Args) -> std::result::Result<u8, Failure> {
    args.list.place.reading(|| search(args)).map(|found| u8::from(!found))
}

/// What is asked, before any index is opened.
fn question(args: &Args, asked: &Asked<SEARCH>) -> Result<Question> {
    let mut question = asked.question()?;
    if let Some(Some(unit)) = &args.timeline {
        question.unit = Some(ask::time_unit(unit).map_err(|error| Error {
            place: format!("timeline={unit}"),
            ..error
        })?);
    }
    if let Some(queries) = &args.compare {
        let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        question = question.compare(&queries)?;
    }
    if args.lists_hits() {
        hits::check_form(args.list.form(), question.facets.len(), false)?;
    }
    Ok(question)
}

fn search(args: &Args) -> std::result::Result<bool, Failure> {
    let began = Instant::now();
    let form = args.list.form();
    let list = &args.list;
    let (asked, named) = named::expand(&list.asked, &list.place, &list.new)?;
    let mut question = question(args, &asked).map_err(|error| named::about(named.as_ref(), error))?;
    let archive = list.place.open()?;
    let archive = &*archive;
    let looked = named::look(named, &list.place.index, archive, &mut question)?;
    if args.lists_hits() {
        let answer = ask::search(archive, &question)?;
        out::remark(&question.query.typed, &answer.diagnostics);
        let found = hits::write(&answer, &question, &list.to, form, began)?;
        named::done(looked, archive)?;
        return Ok(found);
    }
    let format = form.rows()?;
    let mut out = args.list.to.open(form)?;
    let found = view(args, archive, &question, format, &mut out)?;
    out.finish()?;
    Ok(found)
}

/// Another view of what is found than a list of hits.
fn view(
    args: &Args,
    archive: &dyn Archive,
    question: &Question,
    format: Format,
    out: &mut dyn Write,
) -> std::result::Result<bool, Failure> {
    let typed = &question.query.typed;
    if args.explain {
        let answer = ask::explain(archive, question)?;
        out::remark(typed, &answer.diagnostics);
        explain::explanation(out, &answer, format)?;
    }
    if args.compare.is_some() {
        return side_by_side(archive, question, format, out);
    }
    if let Some(id) = &args.why {
        return why(archive, question, id, format, out);
    }
    if args.timeline.is_none() {
        return Ok(true);
    }
    let answer = ask::timeline(archive, question)?;
    out::remark(typed, &answer.diagnostics);
    counts::timeline(out, args.list.to.style(), &answer, format)?;
    Ok(answer.num_hits > 0)
}

/// Queries by outlet and by year.
fn side_by_side(
    archive: &dyn Archive,
    question: &Question,
    format: Format,
    out: &mut dyn Write,
) -> std::result::Result<bool, Failure> {
    let answer = ask::compare(archive, question)?;
    for side in &answer.sides {
        out::remark(&side.typed, &side.diagnostics);
    }
    match format {
        Format::Text => compare::text(out, &answer)?,
        Format::Csv => compare::csv(out, &answer)?,
        Format::Json => compare::json(out, &answer)?,
        Format::Ndjson => compare::ndjson(out, &answer)?,
    }
    Ok(answer.sides.iter().any(|side| side.num_hits > 0))
}

/// Each part of the query with the words of the article that it found.
fn why(
    archive: &dyn Archive,
    question: &Question,
    id: &str,
    format: Format,
    out: &mut dyn Write,
) -> std::result::Result<bool, Failure> {
    let Some(answer) = ask::why(archive, question, id)? else {
        let error = Error::new(ErrorKind::Usage, id, "there is no article with this id");
        return Err(error.into());
    };
    explain::why(out, &answer, format)?;
    Ok(answer.is_hit)
}
