//! Takes a folder or file that is gone for good, or no longer wanted, out of an index.

use std::path::Path;

use super::persons::know_people;
use crate::error::{Error, ErrorKind, Result};
use crate::index::{self, Index, Root, Writer, is_below, ledger};

/// Bytes of memory for a writer that only removes.
const MEMORY: usize = 16_000_000;

/// Removes all files of a root, and the root; how many files there were. `path` is how the index calls it, where it lay, or how it is
/// typed from here. Roots inside it that the index knows by themselves stay.
///
/// # Errors
/// [`ErrorKind::Usage`] where the index knows no such root, with those that it knows.
pub fn forget(dir: &Path, path: &Path) -> Result<u64> {
    // An index that is not there is not made.
    Index::open(dir)?;
    let lock = index::lock(dir)?;
    let index = Index::open(dir)?;
    let mut payload = index.payload()?;
    let here = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let typed = path.to_string_lossy();
    let typed = typed.trim_end_matches('/');
    let is_it = |root: &Root| root.label == typed || Path::new(&root.location) == here || root.location == typed;
    let Some(at) = payload.roots.iter().position(is_it) else {
        let known: Vec<String> = payload
            .roots
            .iter()
            .map(|root| format!("`{}`", root.location))
            .collect();
        let cause = "the index knows no such folder or file";
        return Err(Error::new(ErrorKind::Usage, typed, cause).with_hint(format!("it knows {}", known.join(", "))));
    };
    let root = payload.roots.remove(at);
    let snapshot = index.snapshot()?;
    let mut writer = Writer::new(&index, &lock, MEMORY, 1)?;
    let mut removed = 0;
    for (key, known) in snapshot.stamps()? {
        let path = snapshot.entry(known.entry)?.path;
        let of_another = payload
            .roots
            .iter()
            .any(|other| other.label.len() > root.label.len() && is_below(&path, &other.label));
        if is_below(&path, &root.label) && !of_another {
            debug_assert_eq!(key, ledger::key(&path));
            writer.remove_file(key);
            removed += 1;
        }
    }
    payload.changes += removed;
    writer.commit(&payload)?;
    writer.finish()?;
    know_people(&index, payload.changes, 1)?;
    Ok(removed)
}
