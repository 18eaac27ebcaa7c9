//! A query that begins with the name of a saved search: `@beras`, and what is new in it since it was last looked at.

use std::io::Write;

use super::archive::Place;
use super::args::{self, Asked};
use super::failure::Failure;
use super::index_dir::IndexDir;
use crate::ask::{self, PARAMETERS, Question};
use crate::engine::Archive;
use crate::error::{Error, ErrorKind, Result};
use crate::output::saved;
use crate::saved::{Look, Looks, Saved, SavedSearch, Seen};

/// How a saved search is looked at.
#[derive(clap::Args)]
pub struct NewOnly {
    /// Only what came into the index since this saved search was last looked at: `@NAME --new`
    #[arg(long)]
    new: bool,
}

/// A saved search that a query begins with.
pub struct Named {
    search: SavedSearch,
    /// What it is looked at by: the command.
    command: &'static str,
    /// Nothing narrows it, so that all that is new is seen.
    is_whole: bool,
    /// It is a further part of a list that was begun before.
    is_continued: bool,
    only_new: bool,
}

/// A saved search that is being looked at.
pub struct Looked {
    named: Named,
    seen: Seen,
    /// When it was looked at before.
    last: Option<Look>,
    /// All that it asks for, whether that is new or not.
    question: Question,
    /// How many hits are new, if that was found out already.
    new: Option<u64>,
}

/// Puts the query of a saved search where its name stands.
///
/// # Errors
/// Where there is none of this name, where the files of saved searches cannot be read, and for `--new` without a saved search.
pub fn expand<const VIEW: u8>(
    asked: &Asked<VIEW>,
    place: &Place,
    new: &NewOnly,
) -> Result<(Asked<VIEW>, Option<Named>)> {
    let command = args::command(VIEW);
    let text = asked.words.join(" ");
    let Some(rest) = text.trim_start().strip_prefix('@') else {
        if new.new {
            let error = Error::new(ErrorKind::Usage, "--new", "it is about a saved search");
            return Err(error.with_hint(format!(
                "name one, as in `warta {command} @NAME --new`, or say since when: `--added-since 1d`"
            )));
        }
        return Ok((asked.clone(), None));
    };
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    place.only_here("a saved search stands beside an index of this machine, and when it was looked at")?;
    let saved = Saved::of(&place.index.paths())?;
    let search = saved.named(name)?.clone();
    let query = match rest.trim() {
        "" => search.query.clone(),
        rest => format!("({}) {rest}", search.query),
    };
    let narrows = |name: &str| {
        let parameter = PARAMETERS.iter().find(|parameter| parameter.name == name);
        parameter.is_some_and(|parameter| parameter.kind.is_condition())
    };
    let named = Named {
        search,
        command,
        is_whole: rest.trim().is_empty() && !asked.options.iter().any(|(name, _)| narrows(name)),
        is_continued: asked
            .options
            .iter()
            .any(|(name, value)| *name == "cursor" || (*name == "offset" && value != "0")),
        only_new: new.new,
    };
    let asked = Asked {
        words: vec![query],
        options: asked.options.clone(),
    };
    Ok((asked, Some(named)))
}

/// An error of a question, with where its query stands if that is saved.
pub fn about(named: Option<&Named>, error: Error) -> Error {
    match named {
        Some(Named { search, .. }) if error.kind == ErrorKind::Query => Error {
            place: format!("{}:{}: {}", search.file.display(), search.line, error.place),
            ..error
        },
        _ => error,
    }
}

/// Begins to look at a saved search; where only what is new is wanted, the question becomes one for it.
///
/// # Errors
/// Where the index cannot be read.
pub fn look(
    named: Option<Named>,
    index: &IndexDir,
    archive: &dyn Archive,
    question: &mut Question,
) -> Result<Option<Looked>> {
    let Some(named) = named else {
        return Ok(None);
    };
    let seen = Seen::of(&index.paths());
    let looks = seen.looks(named.command, &named.search);
    let last = if named.is_continued { looks.before } else { looks.last };
    let mut looked = Looked {
        seen,
        last,
        question: question.clone(),
        new: None,
        named,
    };
    if looked.named.only_new
        && let Some(last) = last
        && let Some(news) = ask::since(archive, question, last)?
    {
        looked.new = Some(news.num_hits);
        *question = news.only;
    }
    Ok(Some(looked))
}

/// Says what is new, and keeps that it was looked at.
///
/// # Errors
/// Where the index cannot be read, or that cannot be kept.
pub fn done(looked: Option<Looked>, archive: &dyn Archive) -> std::result::Result<(), Failure> {
    let Some(mut looked) = looked.filter(|looked| looked.named.is_whole) else {
        return Ok(());
    };
    let Some(look) = ask::look(archive, &looked.question, jiff::Timestamp::now().as_second())? else {
        return Ok(());
    };
    let Named {
        search,
        command,
        is_continued,
        ..
    } = looked.named;
    let new = match (looked.new, looked.last) {
        (None, Some(last)) => ask::since(archive, &looked.question, last)?.map(|news| news.num_hits),
        (new, _) => new,
    };
    let since = looked.last.map(|look| look.at);
    let _ = saved::news(&mut anstream::stderr().lock(), &search.name, new, since);
    let _ = std::io::stderr().flush();
    if !is_continued {
        let looks = Looks {
            last: Some(look),
            before: looked.last,
        };
        looked.seen.keep(command, &search, looks)?;
    }
    Ok(())
}
