//! `warta saved`: the saved searches, and what is new in each.

use std::io::Write;

use super::args::{self, Asked, SEARCH};
use super::failure::Failure;
use super::index_dir::IndexDir;
use super::{guard, out};
use crate::ask;
use crate::error::Result;
use crate::index::{Index, Snapshot};
use crate::output::saved::{self, Line};
use crate::output::{Format, remarks};
use crate::saved::{Saved, SavedSearch, Seen};

/// List the saved searches, and how much is new in each
///
/// They are lines `NAME: QUERY` in `searches.txt` beside the index or in the folder `warta` of your settings. `warta search @NAME` asks one,
/// also with more words behind it, and says what came in since you last looked; so do `quotes` and `facet`. Listing them is no look.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(args: &Args) -> std::result::Result<u8, Failure> {
    guard::reading(&args.index, || list(args)).map(|found| u8::from(!found))
}

fn list(args: &Args) -> std::result::Result<bool, Failure> {
    let dirs = args.index.paths();
    let saved = Saved::of(&dirs)?;
    // They can be listed before anything is indexed.
    let snapshot = match dirs.iter().all(|dir| Index::exists(dir)) {
        true => Some(args.index.open()?.snapshot()?),
        false => None,
    };
    let seen = Seen::of(&dirs);
    let lines: Vec<Line> = saved
        .iter()
        .map(|search| line(search, &seen, snapshot.as_ref()))
        .collect::<Result<_>>()?;
    let out = &mut out::stdout();
    saved::list(out, out::style(), &lines, args.format)?;
    out.flush()?;
    if saved.is_empty() {
        anstream::eprintln!("there are no saved searches\nhint: {}", saved.where_to_write("NAME"));
    }
    Ok(!saved.is_empty())
}

/// A search with what it finds now. One that cannot be meant is listed with what is wrong with it.
fn line<'s>(search: &'s SavedSearch, seen: &Seen, snapshot: Option<&Snapshot>) -> Result<Line<'s>> {
    let asked = Asked::<SEARCH> {
        words: vec![search.query.clone()],
        options: Vec::new(),
    };
    let last = seen.looks(args::command(SEARCH), search).last;
    let mut line = Line {
        search,
        hits: None,
        new: None,
        last: last.map(|look| look.at),
        wrong: None,
    };
    match (asked.question(), snapshot) {
        (Err(error), _) => line.wrong = Some(remarks::worded(error).cause),
        (Ok(question), Some(snapshot)) => {
            line.hits = Some(ask::num_hits(snapshot, &question)?);
            if let Some(last) = last {
                line.new = ask::since(snapshot, &question, last)?.map(|news| news.num_hits);
            }
        }
        (Ok(_), None) => {}
    }
    Ok(line)
}
