//! A query that begins with the name of a saved search: `@beras`, and what is new in it since it was last looked at.

use std::io::Write;

use super::args::Asked;
use super::failure::Failure;
use super::index_dir::IndexDir;
use crate::ask::{self, Kind, News, PARAMETERS, Question};
use crate::error::{Error, ErrorKind, Result};
use crate::index::Snapshot;
use crate::output::saved;
use crate::saved::{Looks, Saved, SavedSearch, Seen};

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
    view: &'static str,
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
    looks: Looks,
    /// None while the index has no articles.
    news: Option<News>,
}

/// Puts the query of a saved search where its name stands.
///
/// # Errors
/// Where there is none of this name, where the files of saved searches cannot be read, and for `--new` without a saved search.
pub fn expand<const VIEW: u8>(
    asked: &Asked<VIEW>,
    index: &IndexDir,
    new: &NewOnly,
    view: &'static str,
) -> Result<(Asked<VIEW>, Option<Named>)> {
    let text = asked.words.join(" ");
    let Some(rest) = text.trim_start().strip_prefix('@') else {
        if new.new {
            let error = Error::new(ErrorKind::Usage, "--new", "it is about a saved search");
            return Err(error.with_hint(format!(
                "name one, as in `warta {view} @NAME --new`, or say since when: `--added-since 1d`"
            )));
        }
        return Ok((asked.clone(), None));
    };
    let (name, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let saved = Saved::of(&index.paths())?;
    let search = saved.named(name)?.clone();
    let query = match rest.trim() {
        "" => search.query.clone(),
        rest => format!("({}) {rest}", search.query),
    };
    let narrows = |name: &str| {
        let parameter = PARAMETERS.iter().find(|parameter| parameter.name == name);
        parameter.is_some_and(|parameter| matches!(parameter.kind, Kind::Value | Kind::Date))
    };
    let named = Named {
        search,
        view,
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

impl Named {
    /// Finds out what is new; where that alone is wanted, the question becomes one for it.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn look(self, index: &IndexDir, snapshot: &Snapshot, question: &mut Question) -> Result<Looked> {
        let seen = Seen::of(&index.paths());
        let looks = seen.looks(self.view, &self.search);
        let last = if self.is_continued { looks.before } else { looks.last };
        let news = ask::news(snapshot, question, last, jiff::Timestamp::now().as_second())?;
        if self.only_new
            && let Some(news) = &news
        {
            *question = news.only.clone();
        }
        Ok(Looked {
            named: self,
            seen,
            looks: Looks {
                last,
                before: looks.before,
            },
            news,
        })
    }
}

impl Looked {
    /// Says what is new, and keeps that it was looked at.
    ///
    /// # Errors
    /// Where that cannot be kept.
    pub fn done(mut self) -> std::result::Result<(), Failure> {
        let Named {
            search,
            view,
            is_whole,
            is_continued,
            ..
        } = self.named;
        let Some(news) = self.news.filter(|_| is_whole) else {
            return Ok(());
        };
        let since = self.looks.last.map(|look| look.at);
        let _ = saved::news(&mut anstream::stderr().lock(), &search.name, news.new, since);
        let _ = std::io::stderr().flush();
        if !is_continued {
            let looks = Looks {
                last: Some(news.look),
                before: self.looks.last,
            };
            self.seen.keep(view, &search, looks)?;
        }
        Ok(())
    }
}
