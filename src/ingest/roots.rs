//! Roots: the folders and files that were given, and the labels that stand for them in paths.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::corpus::join;
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Index, Root, deepest, is_below};

/// A root of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// As typed.
    pub path: PathBuf,
    /// Where it is: absolute, without links.
    pub location: PathBuf,
    pub label: String,
    /// Roots below this one that the index knows: the path from here to there, and their label. What lies in them keeps the
    /// paths that it has, so that no file is in twice when the folder above is indexed later.
    pub nested: Vec<(String, String)>,
}

/// What came from standard input, as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piped {
    pub file: PathBuf,
    /// A name that the same content has again, and no other.
    pub name: String,
}

impl Resolved {
    /// What was piped in is a file of its own, which no later run misses.
    pub fn piped(piped: &Piped) -> Resolved {
        Resolved {
            path: piped.file.clone(),
            location: piped.file.clone(),
            label: format!("stdin/{}", piped.name),
            nested: Vec::new(),
        }
    }

    /// The path that a file of the walk has in the index. `shown` is the root's label and the path below it.
    pub fn path_of(&self, shown: String) -> String {
        let below = shown
            .strip_prefix(self.label.as_str())
            .map(|b| b.trim_start_matches('/'));
        let nested = below.and_then(|below| deepest(&self.nested, |(place, _)| place, below));
        match (nested, below) {
            (Some((place, label)), Some(below)) => join(label, below[place.len()..].trim_start_matches('/')),
            _ => shown,
        }
    }

    /// Whether a path of the index is of a file that a walk of this root would find.
    pub fn holds(&self, path: &str) -> bool {
        is_below(path, &self.label) || self.nested.iter().any(|(_, label)| is_below(path, label))
    }
}

/// The places of all roots that an index knows.
///
/// # Errors
/// Where there is no index, or it knows none.
pub fn known(dir: &Path) -> Result<Vec<PathBuf>> {
    let roots = Index::open(dir)?.payload()?.roots;
    if roots.is_empty() {
        let cause = "the index knows no folder yet";
        return Err(Error::new(ErrorKind::Usage, dir.display(), cause).with_hint("name one: `warta index FOLDER`"));
    }
    Ok(roots.into_iter().map(|root| PathBuf::from(root.location)).collect())
}

/// Where the roots are. `known` says whether they are those of the index.
///
/// # Errors
/// Where one is not there.
pub fn locate(paths: &[PathBuf], known: bool) -> Result<Vec<PathBuf>> {
    let hint = |path: &Path| match known {
        true => format!(
            "if it has moved, index it at its new place; if it is gone for good, take it out with `warta index --forget {}`",
            path.display()
        ),
        false => "name folders or files of articles; without any, the known ones are brought up to date".to_owned(),
    };
    paths
        .iter()
        .map(|path| fs::canonicalize(path).map_err(|e| Error::io(path.display(), &e).with_hint(hint(path))))
        .collect()
}

/// Gives each root its label, and notes in `known` what is new.
///
/// A folder that the index knows keeps its label however it is typed this time, and so does a folder below one. A known label
/// whose folder is gone from its place goes over to the new place: the archive has been moved.
pub fn resolve(paths: &[PathBuf], locations: Vec<PathBuf>, known: &mut Vec<Root>) -> Vec<Resolved> {
    let roots = paths.iter().zip(locations);
    roots
        .map(|(path, location)| Resolved {
            path: path.clone(),
            label: label(path, &location, known),
            nested: nested(&location, known),
            location,
        })
        .collect()
}

/// The known roots that lie below a place.
fn nested(location: &Path, known: &[Root]) -> Vec<(String, String)> {
    let below = |root: &Root| {
        let below = Path::new(&root.location).strip_prefix(location).ok()?;
        let below = below.to_string_lossy().replace('\\', "/");
        (!below.is_empty()).then(|| (below, root.label.clone()))
    };
    known.iter().filter_map(below).collect()
}

/// What a root is called: the folder's or file's own name, wherever it is named from.
fn name_of(path: &Path, location: &Path) -> String {
    let typed = path.components().next_back();
    let own = match typed {
        Some(Component::Normal(name)) => Some(name),
        _ => location.file_name(),
    };
    own.map_or_else(|| "/".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn label(path: &Path, location: &Path, known: &mut Vec<Root>) -> String {
    let above = known
        .iter()
        .filter(|root| location.starts_with(&root.location))
        .max_by_key(|root| root.location.len());
    if let Some(root) = above {
        let below = location.strip_prefix(&root.location).unwrap_or(location);
        return join(&root.label, &below.to_string_lossy().replace('\\', "/"));
    }
    let place = location.to_string_lossy().into_owned();
    let mut label = name_of(path, location);
    // A root that is gone from its place has been moved here.
    if let Some(root) = known.iter_mut().find(|root| root.label == label)
        && !Path::new(&root.location).exists()
    {
        root.location = place;
        return label;
    }
    // Another folder whose paths would look the same: the full path tells them apart.
    if known.iter().any(|root| is_mistakable(&label, location, root)) {
        label.clone_from(&place);
    }
    known.push(Root {
        label: label.clone(),
        location: place,
        // Nothing of it was read yet without a map.
        applied: Some(0),
        ..Root::default()
    });
    label
}

/// Whether paths below a label could be paths below a known root that lies elsewhere.
fn is_mistakable(label: &str, location: &Path, root: &Root) -> bool {
    if is_below(label, &root.label) {
        // Were it truly below, it would have been found there.
        return true;
    }
    if !is_below(&root.label, label) {
        return false;
    }
    let below = root.label[label.len()..].trim_start_matches('/');
    location.join(below) != Path::new(&root.location)
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
            ..Root::default()
        }];
        let paths = [archive.clone(), archive.join("tempo")];
        let locations = locate(&paths, false).expect("they are there");
        let labels: Vec<String> = resolve(&paths, locations, &mut known)
            .into_iter()
            .map(|root| root.label)
            .collect();
        assert_eq!(labels, ["arsip", "arsip/tempo"]);
        assert_eq!(known.len(), 1);
    }

    #[test]
    fn a_folder_above_a_known_one_leaves_it_its_paths() {
        let above = Resolved {
            path: "arsip".into(),
            location: "/data/arsip".into(),
            label: "arsip".into(),
            nested: nested(
                Path::new("/data/arsip"),
                &[
                    Root {
                        label: "tempo".into(),
                        location: "/data/arsip/tempo".into(),
                        ..Root::default()
                    },
                    Root {
                        label: "arsip".into(),
                        location: "/data/arsip".into(),
                        ..Root::default()
                    },
                ],
            ),
        };
        assert_eq!(above.path_of("arsip/tempo/1.txt".into()), "tempo/1.txt");
        assert_eq!(above.path_of("arsip/tempo-lama/1.txt".into()), "arsip/tempo-lama/1.txt");
        assert!(above.holds("tempo/2.txt") && above.holds("arsip/2.txt") && !above.holds("kompas/2.txt"));
    }

    #[test]
    fn a_moved_archive_keeps_its_label() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut known = vec![Root {
            label: "lama".into(),
            location: "/no/such/place".into(),
            ..Root::default()
        }];
        let here = dir.path().join("lama");
        assert_eq!(label(Path::new("lama"), &here, &mut known), "lama");
        assert_eq!(
            known,
            [Root {
                label: "lama".into(),
                location: here.to_string_lossy().into_owned(),
                ..Root::default()
            }]
        );
    }

    #[test]
    fn folders_elsewhere_do_not_share_paths() {
        let dir = tempfile::tempdir().expect("a folder");
        let here = fs::canonicalize(dir.path()).expect("it is there");
        let root = |label: &str, location: PathBuf| Root {
            label: label.into(),
            location: location.to_string_lossy().into_owned(),
            ..Root::default()
        };
        for name in ["satu", "dua/arsip"] {
            fs::create_dir_all(here.join(name)).expect("a folder");
        }
        // All of `.` first: what is called `arsip` from another folder could be a folder in it.
        let mut known = vec![root("", here.join("satu"))];
        let other = here.join("dua/arsip");
        assert_eq!(label(Path::new("arsip"), &other, &mut known), other.to_string_lossy());
        // A folder first, then the one around it, both as seen from the same place.
        let mut known = vec![root("dua/arsip", other)];
        assert_eq!(label(Path::new("dua"), &here.join("dua"), &mut known), "dua");
    }

    #[test]
    fn below_is_by_whole_names() {
        assert!(is_below("arsip/a.txt", "arsip"));
        assert!(is_below("arsip", "arsip"));
        assert!(is_below("a.txt", ""));
        assert!(!is_below("/lain/a.txt", ""));
        assert!(!is_below("../lain/a.txt", ""));
        assert!(!is_below("arsip-2/a.txt", "arsip"));
    }
}
