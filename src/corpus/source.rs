//! What a reader reads: a file, or an entry of a container, as a stream of unpacked bytes.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::head::Head;
use super::limit::{Budget, Limited, TOO_LARGE, io_text, unpacked};
use super::packing::unpack;
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// How deep containers may lie in each other: an archive, the archives in it, and theirs.
const DEEPEST: usize = 3;

/// A file that may hold articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Where it is.
    pub location: PathBuf,
    /// As shown: the root as typed and the path below it, `/` between the parts.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970; 0 where the file system does not say.
    pub modified: i64,
}

impl FileEntry {
    /// A file of a test, under its name.
    #[cfg(test)]
    pub(super) fn at(location: &std::path::Path) -> FileEntry {
        let meta = std::fs::metadata(location).expect("it is there");
        let name = location.file_name().expect("it has a name");
        FileEntry::of(location.to_owned(), name.to_string_lossy().into_owned(), &meta)
    }

    /// A file of which the system says so much.
    pub fn of(location: PathBuf, path: String, meta: &Metadata) -> FileEntry {
        let modified = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        FileEntry {
            location,
            path,
            size: meta.len(),
            modified: modified.map_or(0, |at| at.as_nanos().min(i64::MAX as u128) as i64),
        }
    }
}

/// A file, or an entry of a container, that is being read.
///
/// Its bytes are unpacked, and they are UTF-8 where a byte order mark or the pattern of its zeros shows that the file is UTF-16
/// or UTF-32. Articles and errors that go through its [`Place`] know where they are from.
pub struct Source<'s> {
    place: Place,
    /// The name that an extension is read from.
    name: String,
    /// Where the bytes lie as they are: nowhere for what is packed or in a container.
    location: Option<PathBuf>,
    /// The file, if it is one and no entry of a container.
    file: Option<FileEntry>,
    depth: usize,
    head: Vec<u8>,
    reader: Box<dyn BufRead + 's>,
    /// What containers may still unpack to.
    budget: Budget,
    /// Bytes that one article may have.
    longest: u64,
}

/// Where articles are from: a file, and the entry of a container in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The path of the file, as shown.
    path: String,
    /// The entry of the containers inside it: `2019/a.csv`, `innen.zip/a.csv`.
    entry: Option<String>,
}

impl Place {
    /// A file by its path, for tests of readers that need no more.
    #[cfg(test)]
    pub fn named(path: &str) -> Place {
        Place {
            path: path.to_owned(),
            entry: None,
        }
    }

    /// An article as one of this place: with its path, and `member`, the line, row or entry inside.
    pub fn own(&self, article: RawArticle, member: Option<String>) -> RawArticle {
        let member = match (&self.entry, member) {
            (Some(entry), Some(member)) => Some(format!("{entry}#{member}")),
            (Some(entry), None) => Some(entry.clone()),
            (None, member) => member,
        };
        RawArticle {
            path: self.path.clone(),
            member,
            ..article
        }
    }

    /// An error of the place as a whole.
    pub fn error(&self, cause: impl fmt::Display) -> Error {
        Error::new(ErrorKind::Input, self, cause)
    }

    /// An error at a line, row or `line:column`.
    pub fn error_at(&self, line: impl fmt::Display, cause: impl fmt::Display) -> Error {
        Error::new(ErrorKind::Input, format!("{self}:{line}"), cause)
    }

    /// An error of reading.
    pub fn io_error(&self, error: &io::Error) -> Error {
        self.error(io_text(&error.to_string()))
    }
}

/// The path of the file; the entry of a container behind `#`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match &self.entry {
            Some(entry) => write!(f, "#{entry}"),
            None => Ok(()),
        }
    }
}

/// What can be read at any place: [`Source::seekable`].
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Source<'static> {
    /// Opens a file. What it unpacks to is bounded: a few kilobytes can unpack to more than any memory holds. `longest` is what
    /// an article may have.
    ///
    /// # Errors
    /// Where it cannot be read, or is damaged within its first bytes.
    pub fn open(file: &FileEntry, longest: u64) -> Result<Source<'static>> {
        let failed = |e: io::Error| Error::new(ErrorKind::Input, &file.path, io_text(&e.to_string()));
        let opened = File::open(&file.location).map_err(failed)?;
        let size = opened.metadata().map_err(failed)?.len();
        let budget = Budget::new(unpacked(size, longest));
        let (reader, head, as_it_is) = unpack(opened, &budget).map_err(failed)?;
        Ok(Source {
            place: Place {
                path: file.path.clone(),
                entry: None,
            },
            name: file.path.clone(),
            location: as_it_is.then(|| file.location.clone()),
            file: Some(file.clone()),
            depth: 0,
            head,
            reader,
            budget,
            longest,
        })
    }
}

impl<'s> Source<'s> {
    /// What its first bytes and its name say.
    pub fn head(&self) -> Head<'_> {
        Head::new(&self.name, &self.head)
    }

    /// Where it is from; of its own, so that it can be used while bytes are read.
    pub fn place(&self) -> Place {
        self.place.clone()
    }

    /// An error of the source as a whole.
    pub fn error(&self, cause: impl fmt::Display) -> Error {
        self.place.error(cause)
    }

    /// The name of the file or entry, for what only names tell (the date of a Jekyll post).
    pub fn name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Where the file lies, if its bytes are read as they are: for what lies beside it.
    pub fn location(&self) -> Option<&Path> {
        self.location.as_deref()
    }

    /// Bytes that one article may have.
    pub fn longest(&self) -> u64 {
        self.longest
    }

    /// The bytes as a stream, for formats that are read piece by piece.
    pub fn reader(&mut self) -> &mut (dyn BufRead + 's) {
        &mut *self.reader
    }

    /// The bytes as a stream of its own, for containers whose entries are [nested](Source::nested) while it is read. Nothing is left
    /// behind.
    pub fn taken(&mut self) -> Box<dyn BufRead + 's> {
        std::mem::replace(&mut self.reader, Box::new(io::empty()))
    }

    /// The same file from its beginning; `None` for an entry of a container, which is read once.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn again(&self) -> Result<Option<Source<'static>>> {
        self.file
            .as_ref()
            .map(|file| Source::open(file, self.longest))
            .transpose()
    }

    /// All bytes, for a format of one article.
    ///
    /// # Errors
    /// Where there are more than one article may have.
    pub fn whole(&mut self) -> Result<Vec<u8>> {
        self.bytes(self.longest)
    }

    /// All bytes, for formats that cannot be read piece by piece.
    ///
    /// # Errors
    /// Where there are more than `most`.
    pub fn bytes(&mut self, most: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = (&mut *self.reader).take(most.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|e| self.place.io_error(&e))?;
        if bytes.len() as u64 > most {
            return Err(self.error(TOO_LARGE));
        }
        Ok(bytes)
    }

    /// The bytes to be read at any place, for formats with a directory at their end. A file that is not packed is read where it
    /// lies; anything else is held in memory, `most` bytes of it.
    pub fn seekable(&mut self, most: u64) -> Result<Box<dyn ReadSeek>> {
        if let Some(location) = &self.location {
            let file = File::open(location).map_err(|e| self.place.io_error(&e))?;
            return Ok(Box::new(BufReader::new(file)));
        }
        Ok(Box::new(Cursor::new(self.bytes(most)?)))
    }

    /// An entry of this source, if it is a container: for the reader that a container is given, which finds its format as it does
    /// for a file. All entries together may unpack to no more than the file may.
    ///
    /// # Errors
    /// Where it lies too deep, is packed wrongly, or the container unpacks to too much.
    pub fn nested<'n>(&self, entry: &str, reader: impl Read + 'n) -> Result<Source<'n>> {
        let entry = entry.trim_start_matches(['/', '.']).replace('\\', "/");
        let place = Place {
            path: self.place.path.clone(),
            entry: Some(match &self.place.entry {
                Some(outer) => format!("{outer}/{entry}"),
                None => entry.clone(),
            }),
        };
        let failed = |e: io::Error| place.io_error(&e);
        if self.depth >= DEEPEST {
            return Err(failed(io::Error::other(
                "archives lie in each other more than three deep",
            )));
        }
        let bounded = Limited::dense(reader, self.budget.clone());
        let (reader, head, _) = unpack(bounded, &self.budget).map_err(failed)?;
        Ok(Source {
            place,
            name: entry,
            location: None,
            file: None,
            depth: self.depth + 1,
            head,
            reader,
            budget: self.budget.clone(),
            longest: self.longest,
        })
    }
}
