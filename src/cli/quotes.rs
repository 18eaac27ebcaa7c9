//! `warta quotes [QUERY]`: what was said, and by whom.

use std::time::Instant;

use super::args::QUOTES;
use super::failure::Failure;
use super::hits::{self, ListArgs};
use super::named;
use super::out;
use crate::ask;
use crate::error::{Error, ErrorKind};
use crate::output::{Form, Format, explain, once};

/// Search quotations
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    list: ListArgs<QUOTES>,
    /// Show how the query is understood, what each word became and how often each form occurs
    #[arg(long)]
    explain: bool,
}

pub fn run(args: &Args) -> Result<u8, Failure> {
    args.list.place.reading(|| quotes(args)).map(|found| u8::from(!found))
}

fn quotes(args: &Args) -> Result<bool, Failure> {
    let began = Instant::now();
    let list = &args.list;
    let (asked, named) = named::expand(&list.asked, &list.place, &list.new)?;
    let mut question = asked.question().map_err(|error| named::about(named.as_ref(), error))?;
    let form = args.list.form();
    if !args.explain {
        hits::check_form(form, question.facets.len(), true)?;
    }
    let archive = list.place.open()?;
    let archive = &*archive;
    let looked = named::look(named, &list.place.index, archive, &mut question)?;
    if args.explain {
        let answer = ask::explain(archive, &question)?;
        out::remark(&question.query.typed, &answer.diagnostics);
        let format = form.rows()?;
        let mut out = args.list.to.open(form)?;
        explain::explanation(&mut out, &answer, format)?;
        out.finish()?;
        return Ok(true);
    }
    if question.once {
        if !question.facets.is_empty() {
            let cause = "facets count quotations, not statements";
            return Err(Error::new(ErrorKind::Usage, "--once", cause)
                .with_hint("use `warta facet FIELD QUERY --quotes` for the counts")
                .into());
        }
        let answer = ask::quotes_once(archive, &question)?;
        out::remark(&question.query.typed, &answer.diagnostics);
        let took_ms = began.elapsed().as_millis() as u64;
        let mut out = args.list.to.open(form)?;
        match form {
            Form::Rows(format) => once::write(&mut out, args.list.to.style(), &answer, took_ms, format)?,
            Form::Parquet => out = once::parquet(out, &answer)?,
        }
        out.finish()?;
        if form != Form::Rows(Format::Text) && question.is_unlimited() {
            out::say_part(answer.offset, answer.hits.len(), answer.num_hits, "statements");
        }
        named::done(looked, archive)?;
        return Ok(answer.num_hits > 0);
    }
    let answer = ask::quotes(archive, &question)?;
    out::remark(&question.query.typed, &answer.diagnostics);
    let found = hits::write(&answer, &question, &list.to, form, began)?;
    named::done(looked, archive)?;
    Ok(found)
}
