//! Where a list goes on: opaque to whoever hands it back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use xxhash_rust::xxh3::xxh3_64;

use crate::engine::Archive;
use crate::error::{Error, ErrorKind, Result};
use crate::remark::Code;
use crate::search::Place;

/// The version of a cursor's form.
const VERSION: u8 = 1;

/// The end of a part of a list. It holds for one state of the index, one query and one order of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    snapshot: u64,
    order: u64,
    place: Place,
}

/// The parts of a cursor as they are written: version, snapshot, order, and the place.
type Written = (u8, u64, u64, (u64, u64, String, u32, u32));

/// Around the number of a root that is not named.
const HIDDEN: char = '\u{1}';

/// The place with the article called otherwise.
fn named(place: Place, name: impl FnOnce(String) -> String) -> Place {
    let (first, second, id, segment, doc) = place.into_parts();
    Place::from_parts((first, second, name(id), segment, doc))
}

/// A text that says which hits there are and in which order, as a number.
fn number_of(order: &str) -> u64 {
    xxh3_64(order.as_bytes())
}

impl Cursor {
    pub(super) fn new(archive: &dyn Archive, order: &str, place: Place) -> Cursor {
        Cursor {
            snapshot: archive.id().number(),
            order: number_of(order),
            place: named(place, |id| {
                match archive
                    .hidden()
                    .iter()
                    .enumerate()
                    .find(|(_, root)| id.starts_with(root.as_str()))
                {
                    // Which root, and what stands behind it: where the root lies is not said.
                    Some((n, root)) => format!("{HIDDEN}{n}{HIDDEN}{}", &id[root.len()..]),
                    None => id,
                }
            }),
        }
    }

    /// Reads what [`Cursor::text`] wrote; `None` for any other text.
    pub(super) fn read(text: &str) -> Option<Cursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (written, rest): (Written, &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
        let (version, snapshot, order, place) = written;
        (version == VERSION && rest.is_empty()).then(|| Cursor {
            snapshot,
            order,
            place: Place::from_parts(place),
        })
    }

    /// As it is handed out: letters, digits, `-` and `_`.
    pub fn text(&self) -> String {
        let written: Written = (VERSION, self.snapshot, self.order, self.place.clone().into_parts());
        URL_SAFE_NO_PAD.encode(postcard::to_stdvec(&written).unwrap_or_default())
    }

    /// The place that it stands for.
    ///
    /// # Errors
    /// [`ErrorKind::Snapshot`] where it is of another state of the index; [`ErrorKind::Parameter`] where it is of another query or
    /// order.
    pub(super) fn place(&self, archive: &dyn Archive, order: &str) -> Result<Place> {
        if self.order != number_of(order) {
            return Err(Error::remarked(
                ErrorKind::Parameter,
                "cursor",
                Code::CursorOfAnotherOrder,
            ));
        }
        if self.snapshot != archive.id().number() {
            return Err(Error::remarked(
                ErrorKind::Snapshot,
                "cursor",
                Code::CursorOfAnotherState,
            ));
        }
        Ok(named(self.place.clone(), |id| {
            let hidden = id.strip_prefix(HIDDEN).and_then(|rest| rest.split_once(HIDDEN));
            let root = hidden.and_then(|(n, rest)| Some((archive.hidden().get(n.parse::<usize>().ok()?)?, rest)));
            root.map(|(root, rest)| format!("{root}{rest}")).unwrap_or(id)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nothing_else_is() {
        let cursor = Cursor {
            snapshot: u64::MAX,
            order: 7,
            place: Place::from_parts((1, 2, "corpus/a.tsv#4".to_owned(), 3, 4)),
        };
        let text = cursor.text();
        assert_eq!(Cursor::read(&text), Some(cursor));
        for wrong in [
            "",
            "AA",
            "x y",
            &text[1..],
            &text[..text.len() - 2],
            &format!("{text}AA"),
        ] {
            assert_eq!(Cursor::read(wrong), None, "{wrong}");
        }
    }
}
