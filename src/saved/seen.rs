//! When a saved search was last looked at, and how far the index was then.
//!
//! It is the user's own and no part of the index, which several people may share, or which may not be theirs to write: a small file for
//! each index in the user's folder of states, `$XDG_STATE_HOME/warta`, else `~/.local/state/warta`.

use std::fs;
use std::path::PathBuf;

use super::SavedSearch;
use crate::error::{Error, ErrorKind, Result};
use crate::index::canonical;
use crate::user;

/// How far the index was when a search was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// When the newest article of the index had come in, in seconds since 1970.
    pub newest: i64,
    /// How many hits had come in then. A run that goes on may add more that came in at the same time.
    pub hits_of_newest: u64,
    /// When it was looked at, in seconds since 1970.
    pub at: i64,
}

/// The last time that a search was looked at, and the time before that: further pages of a list are of the same look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    pub last: Option<Look>,
    pub before: Option<Look>,
}

/// A line: what was looked at (`search`, `quotes`, `facet`), the name, the sum of the query, and the looks.
struct Line {
    view: String,
    name: String,
    query: u64,
    looks: Looks,
}

/// What was looked at, of one index.
pub struct Seen {
    /// None where the user has no folder.
    file: Option<PathBuf>,
    lines: Vec<Line>,
}

impl Seen {
    /// What is known of the index in `dirs`, or of several as one. What cannot be read is as if it had never been looked at.
    pub fn of(dirs: &[PathBuf]) -> Seen {
        let mut places: Vec<String> = dirs
            .iter()
            .map(|dir| canonical(dir).to_string_lossy().into_owned())
            .collect();
        places.sort_unstable();
        let name = format!("{:016x}.seen", sum(&places.join("\n")));
        Seen::open(user::state().map(|folder| folder.join(name)))
    }

    fn open(file: Option<PathBuf>) -> Seen {
        let text = file.as_ref().and_then(|file| fs::read_to_string(file).ok());
        Seen {
            lines: text.unwrap_or_default().lines().filter_map(Line::read).collect(),
            file,
        }
    }

    /// When a search was looked at in this view; never, where its query was another.
    pub fn looks(&self, view: &str, search: &SavedSearch) -> Looks {
        let line = self.lines.iter().find(|line| line.is_of(view, search));
        line.map_or_else(Looks::default, |line| line.looks)
    }

    /// Keeps that a search was looked at.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where it cannot be kept.
    pub fn keep(&mut self, view: &str, search: &SavedSearch, looks: Looks) -> Result<()> {
        self.lines.retain(|line| line.view != view || line.name != search.name);
        self.lines.push(Line {
            view: view.to_owned(),
            name: search.name.clone(),
            query: sum(&search.query),
            looks,
        });
        let Some(file) = &self.file else {
            let cause = "there is no folder to keep when it was looked at";
            return Err(Error::new(ErrorKind::Io, format!("@{}", search.name), cause)
                .with_hint("set `HOME` or `XDG_STATE_HOME`"));
        };
        let text: String = self
            .lines
            .iter()
            .flat_map(|line| [line.text(), "\n".to_owned()])
            .collect();
        let beside = file.with_extension(format!("{}.new", std::process::id()));
        let written = file
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&beside, text))
            .and_then(|()| fs::rename(&beside, file));
        written.map_err(|error| {
            let _ = fs::remove_file(&beside);
            Error::io(file.display(), &error)
        })
    }
}

impl Line {
    fn is_of(&self, view: &str, search: &SavedSearch) -> bool {
        self.view == view && self.name == search.name && self.query == sum(&search.query)
    }

    fn read(text: &str) -> Option<Line> {
        let mut parts = text.split('\t');
        let (view, name) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let query = u64::from_str_radix(parts.next()?, 16).ok()?;
        let mut look = || -> Option<Look> {
            let mut numbers = parts.next()?.split(' ');
            let mut number = || numbers.next()?.parse::<i64>().ok();
            Some(Look {
                newest: number()?,
                hits_of_newest: number()?.try_into().ok()?,
                at: number()?,
            })
        };
        Some(Line {
            view,
            name,
            query,
            looks: Looks {
                last: look(),
                before: look(),
            },
        })
    }

    fn text(&self) -> String {
        let mut text = format!("{}\t{}\t{:016x}", self.view, self.name, self.query);
        for look in [self.looks.last, self.looks.before].into_iter().flatten() {
            text += &format!("\t{} {} {}", look.newest, look.hits_of_newest, look.at);
        }
        text
    }
}

fn sum(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_kept_and_what_cannot_be_read_was_never_looked_at() {
        let dir = tempfile::tempdir().expect("a folder");
        let search = |query: &str| SavedSearch {
            name: "beras".into(),
            query: query.into(),
            file: PathBuf::new(),
            line: 1,
        };
        let file = dir.path().join("state/warta/1.seen");
        let open = || Seen::open(Some(file.clone()));
        let look = |at| Look {
            newest: at - 5,
            hits_of_newest: 2,
            at,
        };
        assert_eq!(open().looks("search", &search("beras")), Looks::default());
        for looks in [
            Looks {
                last: Some(look(7)),
                before: None,
            },
            Looks {
                last: Some(look(9)),
                before: Some(look(7)),
            },
        ] {
            open().keep("search", &search("beras"), looks).expect("there is room");
            assert_eq!(open().looks("search", &search("beras")), looks);
        }
        assert_eq!(open().looks("quotes", &search("beras")), Looks::default());
        assert_eq!(
            open().looks("search", &search("gula")),
            Looks::default(),
            "the query is another"
        );
        fs::write(&file, "search\tberas\tzz\n\u{0}\nsearch\tberas").expect("it can be written");
        assert_eq!(open().looks("search", &search("beras")), Looks::default());
    }
}
