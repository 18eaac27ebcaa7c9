//! Saved searches: queries that have names, in files that the user writes, and what each of them had shown before.
//!
//! A line a search; `#` begins a remark:
//! ```text
//! beras: beras (naik OR turun) -impor
//! iran: {amount:>="USD 1 miliar" country:IR}
//! ```
//! They stand beside an index ([`SEARCHES`] in its directory) or, for all indexes, in the user's folder of settings, as with the configuration
//! of git: of two searches of one name the one beside the index counts.

mod seen;

use std::fs;
use std::io::ErrorKind as Io;
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::index::SEARCHES;
use crate::user;
pub use seen::{Look, Looks, Seen};

/// Names that an error lists at most.
const LISTED: usize = 8;

/// A query that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub name: String,
    /// As it is typed; days told from today stay so.
    pub query: String,
    /// The file that it stands in, and the line, from 1.
    pub file: PathBuf,
    pub line: usize,
}

/// All saved searches, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    searches: Vec<SavedSearch>,
    /// Where they can stand, the one that counts first.
    files: Vec<PathBuf>,
}

impl Saved {
    /// Those of the user and of the indexes in `dirs`, which need not be there; of two of one name that of the first counts.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] with the line that is no search, or whose name stands in the file twice; [`ErrorKind::Io`] where a file
    /// cannot be read.
    pub fn of(dirs: &[PathBuf]) -> Result<Saved> {
        let files = dirs.iter().cloned().chain(user::settings());
        let files: Vec<PathBuf> = files.map(|dir| dir.join(SEARCHES)).collect();
        let mut searches: Vec<SavedSearch> = Vec::new();
        for file in &files {
            let text = match fs::read_to_string(file) {
                Err(error) if matches!(error.kind(), Io::NotFound | Io::NotADirectory) => continue,
                text => text.map_err(|error| Error::io(file.display(), &error))?,
            };
            for search in read(&text, file)? {
                if searches.iter().all(|known| known.name != search.name) {
                    searches.push(search);
                }
            }
        }
        searches.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Saved { searches, files })
    }

    pub fn iter(&self) -> impl Iterator<Item = &SavedSearch> {
        self.searches.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.searches.is_empty()
    }

    /// The search of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where there is none, with the one whose name is most like it, or with where to write it.
    pub fn named(&self, name: &str) -> Result<&SavedSearch> {
        if let Some(search) = self.searches.iter().find(|search| search.name == name) {
            return Ok(search);
        }
        let error = Error::new(
            ErrorKind::Usage,
            format!("@{name}"),
            "there is no saved search of this name",
        );
        Err(error.with_hint(self.hint(name)))
    }

    fn hint(&self, name: &str) -> String {
        let as_word = format!("to search for the word, write `\"{name}\"`");
        if self.is_empty() {
            return format!("{}; {as_word}", self.where_to_write(name));
        }
        let nearest = self.searches.iter().map(|search| {
            let distance = strsim::osa_distance(&search.name.to_lowercase(), &name.to_lowercase());
            (distance, search)
        });
        let nearest = nearest.min_by_key(|(distance, _)| *distance);
        match nearest {
            Some((distance, search)) if distance <= name.chars().count().max(3) / 3 => {
                format!("did you mean `@{}`? `warta saved` lists them; {as_word}", search.name)
            }
            _ => {
                let names = self
                    .searches
                    .iter()
                    .take(LISTED)
                    .map(|search| format!("`@{}`", search.name));
                let names: Vec<String> = names.collect();
                let more = if self.searches.len() > LISTED { " and more" } else { "" };
                format!("there are {}{more}; {as_word}", names.join(", "))
            }
        }
    }

    /// How a search is saved.
    pub fn where_to_write(&self, name: &str) -> String {
        let files: Vec<String> = self.files.iter().map(|file| format!("`{}`", file.display())).collect();
        format!(
            "write a line `{name}: QUERY` into {}",
            files.join(", or for all indexes into ")
        )
    }
}

/// The searches of a file, in their order.
fn read(text: &str, file: &Path) -> Result<Vec<SavedSearch>> {
    let mut searches: Vec<SavedSearch> = Vec::new();
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |cause: String| Error::new(ErrorKind::Usage, format!("{}:{}", file.display(), i + 1), cause);
        let parts = line.split_once(':').map(|(name, query)| (name.trim(), query.trim()));
        let Some((name, query)) = parts.filter(|(name, query)| is_name(name) && !query.is_empty()) else {
            let cause = format!("`{}` is no saved search", line.escape_debug());
            return Err(wrong(cause).with_hint("write `NAME: QUERY`; a name has letters, digits, `-` and `_`"));
        };
        if let Some(before) = searches.iter().find(|search| search.name == name) {
            let cause = format!("`{name}` is a search of line {} already", before.line);
            return Err(wrong(cause).with_hint("give one of the two another name"));
        }
        searches.push(SavedSearch {
            name: name.to_owned(),
            query: query.to_owned(),
            file: file.to_owned(),
            line: i + 1,
        });
    }
    Ok(searches)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(text: &str) -> Saved {
        let file = Path::new("index/searches.txt");
        Saved {
            searches: read(text, file).expect("it can be read"),
            files: vec![file.to_owned()],
        }
    }

    #[test]
    fn a_line_is_a_search() {
        let saved = saved("\u{feff}# what I follow\n\nberas: beras naik\r\niran :{country:IR amount:>=\"USD 1\"}\n");
        let lines: Vec<(&str, &str, usize)> = saved
            .iter()
            .map(|search| (search.name.as_str(), search.query.as_str(), search.line))
            .collect();
        let iran = ("iran", "{country:IR amount:>=\"USD 1\"}", 4);
        assert_eq!(lines, [("beras", "beras naik", 3), iran]);
        assert_eq!(saved.named("iran").expect("it is there").line, 4);
    }

    #[test]
    fn what_is_no_search_is_named_with_its_line() {
        for text in [
            "beras\n",
            "beras:\n",
            ": beras\n",
            "dua kata: beras\n",
            "@beras: beras\n",
        ] {
            let error = read(text, Path::new("f")).expect_err(text);
            assert!(error.to_string().starts_with("f:1: "), "{error}");
        }
        let error = read("a: b\n\na: c", Path::new("f")).expect_err("it stands twice");
        assert!(
            error.to_string().starts_with("f:3: `a` is a search of line 1"),
            "{error}"
        );
    }

    #[test]
    fn an_unknown_name_is_told_with_the_nearest() {
        let hint = |text: &str, name: &str| {
            saved(text)
                .named(name)
                .expect_err("it is not there")
                .hint
                .unwrap_or_default()
        };
        assert!(hint("beras: x\ngula: y", "bersa").starts_with("did you mean `@beras`?"));
        assert!(hint("beras: x\ngula: y", "kehutanan").starts_with("there are `@beras`, `@gula`;"));
        assert!(hint("", "beras").starts_with("write a line `beras: QUERY` into `index/searches.txt`"));
    }
}
