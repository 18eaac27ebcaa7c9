//! What a file is: a row of the table of readers ([`super::readers`]). `docs/add-a-format.md` shows how to add one.

use super::found::{ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use crate::error::Result;

/// Hands over every article of a source.
pub type Reader = fn(&mut Source<'_>, &ReadOptions, &mut Sink) -> Result<()>;

/// Hands over every article of a container, each of whose entries is a source of its own that the given reader reads.
pub type Opener = fn(&mut Source<'_>, &ReadOptions, &mut Sink, Reader) -> Result<()>;

/// What a look at the first bytes says of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is something else.
    No,
    /// It may be, if the name says so or nothing else fits.
    Possible,
    /// It has what only this format has.
    Certain,
}

impl Fit {
    /// Certain where it is so, else no.
    pub fn certain(is: bool) -> Fit {
        if is { Fit::Certain } else { Fit::No }
    }
}

/// What becomes of files of a format.
#[derive(Clone, Copy)]
pub enum Treatment {
    Read(Reader),
    /// As a folder of what lies in it.
    Opened(Opener),
    /// It may hold articles that nobody reads here: each file is rejected by its name, with what would help.
    Rejected {
        hint: &'static str,
    },
    /// It holds no articles: left and counted in a folder, rejected where it is named.
    Left,
}

/// A row of the table.
pub struct Format {
    /// With its article, as in "this is a PDF".
    pub name: &'static str,
    /// Lower case, without the dot.
    pub extensions: &'static [&'static str],
    pub look: fn(&Head) -> Fit,
    pub treatment: Treatment,
}

impl Format {
    /// Its name as a kind that is counted: `PDF`.
    pub fn kind(&self) -> &'static str {
        self.name.split_once(' ').map_or(self.name, |(_, kind)| kind)
    }
}
