//! `warta facet FIELD [FIELD] [QUERY]`: the values of a field and how often each occurs.

use std::io::Write;

use super::archive::Place;
use super::args::{Asked, FACET};
use super::failure::Failure;
use super::named::{self, NewOnly};
use super::out;
use crate::ask::{self, Counted, Limit, Question};
use crate::engine::Archive;
use crate::output::{Format, counts};

/// Count the values of a field, or of two fields against each other
#[derive(clap::Args)]
pub struct Args {
    /// The field to count, and how many values: `speaker`, `country:5`, `year` ...
    field: String,
    #[command(flatten)]
    asked: Asked<FACET>,
    #[command(flatten)]
    new: NewOnly,
    #[command(flatten)]
    place: Place,
    /// Count quotations instead of articles
    #[arg(long, conflicts_with = "of")]
    quotes: bool,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    args.place.reading(|| facet(args)).map(|found| u8::from(!found))
}

fn facet(args: &Args) -> Result<bool, Failure> {
    let field = Counted::positional(&args.field)?;
    let mut asked = args.asked.clone();
    // A second field before the query crosses the two.
    let second = asked.words.first().and_then(|word| Counted::field(word).ok());
    if second.is_some() {
        asked.words.remove(0);
    }
    if args.quotes {
        asked.options.push(("of", "quotes".to_owned()));
    }
    let (asked, named) = named::expand(&asked, &args.place, &args.new)?;
    let mut question = asked.question().map_err(|error| named::about(named.as_ref(), error))?;
    question.limit = question.limit.or(field.limit.map(Limit::Most));
    let archive = args.place.open()?;
    let archive = &*archive;
    let looked = named::look(named, &args.place.index, archive, &mut question)?;
    let found = match second {
        Some(second) => crossed(archive, [&field, &second], &question, args.format)?,
        None => counted(archive, &field, &question, args.format)?,
    };
    named::done(looked, archive)?;
    Ok(found)
}

fn counted(archive: &dyn Archive, field: &Counted, question: &Question, format: Format) -> Result<bool, Failure> {
    let answer = ask::facet(archive, field, question)?;
    out::remark(&question.query.typed, &answer.diagnostics);
    let out = &mut out::stdout();
    counts::facet(out, out::style(), &answer, format)?;
    out.flush()?;
    if format != Format::Text && question.is_unlimited() {
        // Of time, the empty ones between others are among those that are shown.
        let shown = answer.values.iter().filter(|value| value.count > 0).count();
        out::say_part(0, shown, answer.distinct as u64, "values");
    }
    Ok(!answer.values.is_empty())
}

fn crossed(archive: &dyn Archive, fields: [&Counted; 2], question: &Question, format: Format) -> Result<bool, Failure> {
    let answer = ask::crossed(archive, fields, question)?;
    out::remark(&question.query.typed, &answer.diagnostics);
    let out = &mut out::stdout();
    let whole = question.limit == Some(ask::Limit::All);
    counts::crossed(out, out::style(), &answer, whole, format)?;
    out.flush()?;
    if format != Format::Text && question.is_unlimited() {
        let shown = answer.rows.iter().filter(|row| row.count > 0).count();
        out::say_part(0, shown, answer.distinct[0] as u64, "rows");
    }
    Ok(!answer.rows.is_empty())
}
