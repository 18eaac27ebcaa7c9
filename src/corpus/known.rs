//! The formats that are known, for documentation: `docs/formats.md` is written from it.

use super::format::{Format, Treatment};
use super::head::Head;
use super::recognise::{formats, recognise};

/// A format that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownFormat {
    /// With its article where it has one: `a PDF`.
    pub name: &'static str,
    /// How names of such files end, without the dot.
    pub extensions: &'static [&'static str],
    pub fate: Fate,
}

/// What becomes of files of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Read,
    /// Rejected by its name, with what would help.
    Rejected(&'static str),
    /// It holds no articles: left and counted.
    Left,
}

impl KnownFormat {
    /// The format of a file, told by its first bytes and its name; `None` where it is nothing that is known.
    pub fn of(head: &Head) -> Option<KnownFormat> {
        recognise(head).map(KnownFormat::of_row)
    }

    fn of_row(format: &Format) -> KnownFormat {
        KnownFormat {
            name: format.name,
            extensions: format.extensions,
            fate: match format.treatment {
                Treatment::Read(_) | Treatment::Opened(_) => Fate::Read,
                Treatment::Rejected { hint } => Fate::Rejected(hint),
                Treatment::Left => Fate::Left,
            },
        }
    }
}

/// All formats, those that are read first.
pub fn known_formats() -> impl Iterator<Item = KnownFormat> {
    formats().map(KnownFormat::of_row)
}
