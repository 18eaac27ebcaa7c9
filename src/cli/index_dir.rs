//! Which indexes a command works on.

use std::path::PathBuf;

use crate::error::{Error, ErrorKind, Result};
use crate::index::Index;
use crate::user;

/// Which indexes a command works on.
#[derive(clap::Args)]
pub struct IndexDir {
    /// The directory of the index; given more than once, all of them are searched as one [env: WARTA_INDEX] [default: ./index]
    #[arg(long = "index", value_name = "DIR", global = true)]
    dirs: Vec<PathBuf>,
    /// The user's decisions on who is who [default: people.txt in the directory of the index]
    #[arg(long = "people", value_name = "FILE", global = true)]
    people: Option<PathBuf>,
}

impl IndexDir {
    /// The directories of all.
    pub fn paths(&self) -> Vec<PathBuf> {
        if !self.dirs.is_empty() {
            return self.dirs.clone();
        }
        let from_environment = std::env::var_os("WARTA_INDEX").filter(|value| !value.is_empty());
        vec![from_environment.map_or_else(|| PathBuf::from("index"), PathBuf::from)]
    }

    /// The directory of the one index that a command works on which writes it, or keeps it open.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where several are named.
    pub fn one(&self) -> Result<PathBuf> {
        let mut paths = self.paths();
        match paths.len() {
            1 => Ok(paths.remove(0)),
            _ => {
                let cause = "this command works on one index at a time";
                let hint = "`search`, `quotes`, `facet`, `people`, `show`, `export` and `stats` take several";
                Err(Error::new(ErrorKind::Usage, "--index", cause).with_hint(hint))
            }
        }
    }

    /// Opens the index, or several as one.
    pub fn open(&self) -> Result<Index> {
        let index = Index::open_all(&self.paths())?.with_cache(user::cache());
        Ok(match &self.people {
            Some(file) => index.with_decisions(file),
            None => index,
        })
    }

    /// The options as they must be typed again, with a blank in front; nothing where the default serves.
    pub fn as_typed(&self) -> String {
        self.dirs
            .iter()
            .map(|dir| format!(" --index {}", dir.display()))
            .collect()
    }
}
