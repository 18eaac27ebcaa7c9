//! A zip file as the package of a document or as a folder of files: entries by name, each read no further than a bound.

use std::io::{self, Read};

use zip::ZipArchive;

use crate::corpus::limit::TOO_LARGE;
use crate::corpus::limit::io_text;
use crate::corpus::source::{Place, ReadSeek};
use crate::error::{Error, ErrorKind, Result};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Docx,
    Odt,
    Epub,
}

pub struct Package {
    place: Place,
    archive: ZipArchive<Box<dyn ReadSeek>>,
}

impl Package {
    /// # Errors
    /// Where the directory of the zip file cannot be read.
    pub fn new(place: Place, reader: Box<dyn ReadSeek>) -> Result<Package> {
        let archive = ZipArchive::new(reader).map_err(|e| error(&place, &e))?;
        Ok(Package { place, archive })
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The names of all entries, in the order of the package.
    pub fn names(&self) -> Vec<String> {
        self.archive
            .file_names_raw()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect()
    }

    /// An entry by its place.
    pub fn entry(&mut self, at: usize) -> Result<impl Read + '_> {
        self.archive.by_index(at).map_err(|e| error(&self.place, &e))
    }

    /// The bytes of an entry, if there is one of this name.
    ///
    /// # Errors
    /// Where it unpacks to more than `most` bytes, or is damaged.
    pub fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>> {
        let entry = match self.archive.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(error(&self.place, &e)),
        };
        let mut bytes = Vec::new();
        let place = format!("{}#{name}", self.place);
        entry
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| Error::new(ErrorKind::Input, &place, io_text(&e.to_string())))?;
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
fn error(place: &Place, error: &zip::result::ZipError) -> Error {
    let text = error.to_string();
    let cause = match error {
        zip::result::ZipError::Io(io) => match io.kind() {
            io::ErrorKind::UnexpectedEof => "the zip file ends in the middle".to_owned(),
            _ => io_text(&text),
        },
        _ if text.to_lowercase().contains("password") || text.to_lowercase().contains("encrypt") => {
            "the zip file is encrypted".to_owned()
        }
        _ => format!("the zip file is damaged: {}", text.to_lowercase()),
    };
    place.error(cause)
}
