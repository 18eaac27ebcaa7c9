//! An index that the engine cannot read.

use crate::error::{Error, ErrorKind};
use crate::index::Snapshot;

/// What the engine found wrong, as a user is told.
pub fn damaged(snapshot: &Snapshot, error: &tantivy::TantivyError) -> Error {
    Error::new(
        ErrorKind::Index,
        snapshot.index.dir().display(),
        format!("the index cannot be read: {error}"),
    )
    .with_hint("make it anew with `warta index --rebuild FOLDER`")
}
