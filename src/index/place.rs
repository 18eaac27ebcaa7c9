//! Where files lie: paths of the index below the roots that it knows.

use std::path::{Path, PathBuf};

use super::directory::Root;

/// A place as the system knows it, whatever way it is named by; as it is named where it cannot be found.
pub fn canonical(place: &Path) -> PathBuf {
    std::fs::canonicalize(place).unwrap_or_else(|_| place.to_owned())
}

/// Of what has labels of roots, that of the deepest root that a path lies below.
pub fn deepest<'r, T>(roots: &'r [T], label: impl Fn(&T) -> &str, path: &str) -> Option<&'r T> {
    let above = roots.iter().filter(|root| is_below(path, label(root)));
    above.max_by_key(|root| label(root).len())
}

/// Where a file of the index lies: below the root whose label begins its path. Of a file in an archive, where the archive lies.
pub fn location(roots: &[Root], path: &str) -> Option<PathBuf> {
    let root = deepest(roots, |root| &root.label, path)?;
    let below = path[root.label.len()..].trim_start_matches('/');
    let root = Path::new(&root.location);
    let whole = if below.is_empty() {
        root.to_owned()
    } else {
        root.join(below)
    };
    let existing = whole
        .ancestors()
        .take_while(|place| place.starts_with(root))
        .find(|place| place.exists());
    Some(
        existing
            .filter(|place| place.is_file())
            .map_or(whole.clone(), Path::to_owned),
    )
}

/// Whether a path is a root's label or lies below it. Below the empty label, the current folder's, lies what neither begins at the
/// top nor leads out of it.
pub fn is_below(path: &str, label: &str) -> bool {
    if label.is_empty() {
        return !path.starts_with('/') && path != ".." && !path.starts_with("../");
    }
    match path.strip_prefix(label) {
        Some(rest) => rest.is_empty() || rest.starts_with('/') || label.ends_with('/'),
        None => false,
    }
}
