//! Roots: the folders and files that were given, and the labels that stand for them in paths.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::label_of;
use crate::error::{Error, Result};
use crate::index::Root;

/// A root of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// As typed.
    pub path: PathBuf,
    pub label: String,
}

/// Gives each root its label, and notes in `known` what is new.
///
/// A folder that the index knows keeps its label however it is typed this time, and so does a folder below one. A known label
/// whose folder is gone from its place goes over to the new place: the archive has been moved.
pub fn resolve(paths: &[PathBuf], known: &mut Vec<Root>) -> Result<Vec<Resolved>> {
    let mut out = Vec::new();
    for path in paths {
        let location = fs::canonicalize(path).map_err(|e| {
            Error::io(path.display(), &e).with_hint("name folders or files of articles, such as `warta index FOLDER`")
        })?;
        let label = label(path, &location, known);
        out.push(Resolved {
            path: path.clone(),
            label,
        });
    }
    Ok(out)
}

fn label(path: &Path, location: &Path, known: &mut Vec<Root>) -> String {
    let above = known
        .iter()
        .filter(|root| location.starts_with(&root.location))
        .max_by_key(|root| root.location.len());
    if let Some(root) = above {
        let below = location.strip_prefix(&root.location).unwrap_or(location);
        let below = below.to_string_lossy().replace('\\', "/");
        return match (root.label.as_str(), below.as_str()) {
            (label, "") => label.to_owned(),
            ("", below) => below.to_owned(),
            (label, below) => format!("{label}/{below}"),
        };
    }
    let place = location.to_string_lossy().into_owned();
    let label = label_of(path);
    match known.iter_mut().find(|root| root.label == label) {
        Some(root) if Path::new(&root.location).exists() => {
            // Another folder of the same label: its full path tells them apart.
            let label = place.clone();
            known.push(Root {
                label: label.clone(),
                location: place,
            });
            label
        }
        Some(root) => {
            root.location = place;
            label
        }
        None => {
            known.push(Root {
                label: label.clone(),
                location: place,
            });
            label
        }
    }
}

/// Whether a path is a root's label or lies below it.
pub fn is_below(path: &str, label: &str) -> bool {
    match path.strip_prefix(label) {
        Some(rest) => label.is_empty() || rest.is_empty() || rest.starts_with('/') || label.ends_with('/'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_folder_keeps_its_label() {
        let dir = tempfile::tempdir().expect("a folder");
        let archive = dir.path().join("arsip");
        fs::create_dir_all(archive.join("tempo")).expect("a folder");
        let location = fs::canonicalize(&archive)
            .expect("it is there")
            .to_string_lossy()
            .into_owned();
        let mut known = vec![Root {
            label: "arsip".into(),
            location,
        }];
        let labels: Vec<String> = resolve(&[archive.clone(), archive.join("tempo")], &mut known)
            .expect("they are there")
            .into_iter()
            .map(|root| root.label)
            .collect();
        assert_eq!(labels, ["arsip", "arsip/tempo"]);
        assert_eq!(known.len(), 1);
    }

    #[test]
    fn a_moved_archive_keeps_its_label() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut known = vec![Root {
            label: "lama".into(),
            location: "/no/such/place".into(),
        }];
        let here = dir.path().join("lama");
        assert_eq!(label(Path::new("lama"), &here, &mut known), "lama");
        assert_eq!(
            known,
            [Root {
                label: "lama".into(),
                location: here.to_string_lossy().into_owned()
            }]
        );
    }

    #[test]
    fn below_is_by_whole_names() {
        assert!(is_below("arsip/a.txt", "arsip"));
        assert!(is_below("arsip", "arsip"));
        assert!(is_below("a.txt", ""));
        assert!(!is_below("arsip-2/a.txt", "arsip"));
    }
}
