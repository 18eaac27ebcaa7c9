//! The user's decisions on who is who: a file beside the index, or one that is named. A rebuild leaves it as it is.

use std::fs;
use std::io::ErrorKind as Io;
use std::path::{Path, PathBuf};

use super::directory::Index;
use super::disk::{DECISIONS, write_whole};
use crate::error::{Error, ErrorKind, Result};
use crate::people::{Decisions, Register, Say};

impl Index {
    /// The same index, with the decisions of this file instead of those beside it.
    pub fn with_decisions(mut self, path: &Path) -> Index {
        self.decisions = Some(path.to_owned());
        self
    }

    fn decisions_file(&self) -> PathBuf {
        self.decisions.clone().unwrap_or_else(|| self.dir().join(DECISIONS))
    }

    pub(super) fn decisions_text(&self) -> Result<String> {
        if self.is_several() && self.decisions.is_none() {
            let texts = self.parts.iter().map(Index::decisions_text);
            return Ok(texts.collect::<Result<Vec<String>>>()?.join("\n"));
        }
        let path = self.decisions_file();
        match fs::read_to_string(&path) {
            // There need be none beside the index.
            Err(error) if error.kind() == Io::NotFound && self.decisions.is_none() => Ok(String::new()),
            text => text.map_err(|error| Error::io(path.display(), &error)),
        }
    }

    /// The persons of the generation in use, with the user's decisions over them.
    ///
    /// # Errors
    /// Where the file cannot be read, where a line of it cannot, or where two contradict each other.
    pub(super) fn people_decided(&self) -> Result<Register> {
        self.decide_over(self.people().unwrap_or_default())
    }

    /// A register with the user's decisions over it.
    pub(super) fn decide_over(&self, people: Register) -> Result<Register> {
        let place = self.decisions_file();
        let decisions = Decisions::read(&self.decisions_text()?, &place.to_string_lossy())?;
        Ok(people.with(&decisions))
    }

    /// Puts a decision behind the others.
    ///
    /// # Errors
    /// Where it contradicts one of them, where the file cannot be written, and of several indexes where no file is named for all.
    pub fn keep_decision(&self, say: &Say) -> Result<()> {
        if self.is_several() && self.decisions.is_none() {
            let cause = "a decision is kept beside one index, and these are several";
            let error = Error::new(ErrorKind::Usage, self.dir().display(), cause);
            return Err(error.with_hint("name one of them, or a file for all with `--people FILE`"));
        }
        let path = self.decisions_file();
        let mut text = match self.decisions_text() {
            Err(_) if !path.exists() => String::new(),
            text => text?,
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&say.to_string());
        text.push('\n');
        Decisions::read(&text, &path.to_string_lossy())?;
        write_whole(&path, text.as_bytes())
    }
}
