//! A zip file as the package of a document or as a folder of files: entries by name, each read no further than a bound.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use super::Document;
use crate::corpus::limit::TOO_LARGE;
use crate::error::{Error, ErrorKind, Result};

pub struct Package<R> {
    archive: ZipArchive<R>,
}

impl<R: Read + Seek> Package<R> {
    pub fn new(path: &str, reader: R) -> Result<Package<R>> {
        let archive = ZipArchive::new(reader).map_err(|e| error(path, &e))?;
        Ok(Package { archive })
    }

    /// Entries.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// The names of all entries, in the order of the package.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// An entry by its place.
    pub fn entry(&mut self, path: &str, at: usize) -> Result<impl Read + '_> {
        self.archive.by_index(at).map_err(|e| error(path, &e))
    }

    /// The bytes of an entry, if there is one of this name.
    ///
    /// # Errors
    /// Where it unpacks to more than `most` bytes, or is damaged.
    pub fn bytes(&mut self, path: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(error(path, &e)),
        };
        let mut bytes = Vec::new();
        let place = format!("{path}#{name}");
        entry
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| Error::new(ErrorKind::Input, &place, crate::corpus::read::io_text(&e.to_string())))?;
        if bytes.len() as u64 > most {
            return Err(Error::new(ErrorKind::Input, place, TOO_LARGE));
        }
        Ok(Some(bytes))
    }
}

/// The document that a package holds; `None` for a folder of files.
pub fn kind_of(names: &[String]) -> Option<Document> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("word/document.xml") {
        Some(Document::Docx)
    } else if has("META-INF/container.xml") {
        Some(Document::Epub)
    } else if has("content.xml") && has("mimetype") && has("meta.xml") {
        Some(Document::Odt)
    } else {
        None
    }
}

/// An error of the packing in the words of this program.
pub fn error(path: &str, error: &zip::result::ZipError) -> Error {
    let text = error.to_string();
    let cause = match error {
        zip::result::ZipError::Io(io) => match io.kind() {
            io::ErrorKind::UnexpectedEof => "the zip file ends in the middle".to_owned(),
            _ => crate::corpus::read::io_text(&text),
        },
        _ if text.to_lowercase().contains("password") || text.to_lowercase().contains("encrypt") => "the zip file is encrypted".to_owned(),
        _ => format!("the zip file is damaged: {}", text.to_lowercase()),
    };
    Error::new(ErrorKind::Input, path, cause)
}
