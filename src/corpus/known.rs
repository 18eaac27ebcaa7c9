//! The formats that are known, for documentation: `docs/formats.md` is written from it.

use super::format::Treatment;
use super::recognise::formats;

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

/// All formats, those that are read first.
pub fn known_formats() -> impl Iterator<Item = KnownFormat> {
    formats().map(|format| KnownFormat {
        name: format.name,
        extensions: format.extensions,
        fate: match format.treatment {
            Treatment::Read(_) | Treatment::Opened(_) => Fate::Read,
            Treatment::Rejected { hint } => Fate::Rejected(hint),
            Treatment::Left => Fate::Left,
        },
    })
}
