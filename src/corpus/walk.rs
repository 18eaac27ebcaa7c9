//! The walk: which files there are, in sorted order.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::format::Treatment;
use super::head::{Head, extension, without_packing};
use super::recognise::{by_extension, recognise};
use super::source::{FileEntry, Source};
use crate::error::{Error, ErrorKind, Result, io_cause};

/// What to walk into.
#[derive(Clone, Copy, Debug, Default)]
pub struct WalkOptions {
    /// Files and folders whose name begins with a dot.
    pub hidden: bool,
    /// Symbolic links are followed; a link back to a folder above is an error of its own.
    pub follow_links: bool,
}

/// A file that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub path: String,
    pub reason: &'static str,
}

/// What a walk finds.
#[derive(Debug)]
pub enum Walk {
    File(FileEntry),
    Skipped(Skipped),
    /// What cannot be looked at; the walk goes on.
    Error(Error),
}

/// The part of a path that stands for a root: as typed, without a leading `./` and a trailing `/`; nothing for `.`.
pub fn label_of(root: &Path) -> String {
    let text = root.to_string_lossy().replace('\\', "/");
    let mut text = text.as_str();
    while let Some(rest) = text.strip_prefix("./") {
        text = rest.trim_start_matches('/');
    }
    let trimmed = text.trim_end_matches('/');
    match trimmed {
        "." => String::new(),
        "" if text.starts_with('/') => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

/// The path of what lies below a root: its label, and the path from there.
pub fn join(label: &str, below: &str) -> String {
    match (label, below) {
        ("", below) => below.to_owned(),
        (label, "") => label.to_owned(),
        ("/", below) => format!("/{below}"),
        (label, below) => format!("{label}/{below}"),
    }
}

/// Walks a folder, or looks at one file. Entries come sorted by name, folder by folder. `label` stands for the root in paths.
///
/// A root that is a file is read whatever its name says, hidden or not.
pub fn walk<'a>(root: &'a Path, label: &'a str, options: WalkOptions) -> impl Iterator<Item = Walk> + 'a {
    let shown = move |path: &Path| {
        let below = path.strip_prefix(root).unwrap_or(path);
        join(label, &below.to_string_lossy().replace('\\', "/"))
    };
    let keep = move |entry: &DirEntry| {
        entry.depth() == 0
            || (options.hidden || !entry.file_name().to_string_lossy().starts_with('.')) && !is_index(entry)
    };
    WalkDir::new(root)
        .follow_links(options.follow_links)
        .follow_root_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(keep)
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            // A root that is a link to a folder is walked into.
            Ok(entry) if entry.depth() == 0 && entry.path().is_dir() => None,
            Ok(entry) => Some(look(&entry, shown(entry.path()))),
            Err(error) => {
                let place = error.path().map(shown).unwrap_or_else(|| label.to_owned());
                let cause = match (error.io_error(), error.loop_ancestor()) {
                    (Some(io), _) => io_cause(io),
                    (None, Some(_)) => "the link leads back to a folder above it".to_owned(),
                    (None, None) => error.to_string(),
                };
                Some(Walk::Error(Error::new(ErrorKind::Io, place, cause)))
            }
        })
}

/// Whether an index lies in a folder: it has the two files that each index has.
fn is_index(entry: &DirEntry) -> bool {
    let has = |name: &str| entry.path().join(name).is_file();
    entry.file_type().is_dir() && has("CURRENT") && has("LOCK")
}

fn look(entry: &DirEntry, path: String) -> Walk {
    let skipped = |reason| {
        Walk::Skipped(Skipped {
            path: path.clone(),
            reason,
        })
    };
    if entry.path_is_symlink() && !entry.file_type().is_file() {
        return skipped("symbolic link");
    }
    if !entry.file_type().is_file() {
        return skipped("not a regular file");
    }
    let file = || -> Result<FileEntry> {
        let meta = entry.metadata().map_err(|e| match e.io_error() {
            Some(io) => Error::io(&path, io),
            None => Error::new(ErrorKind::Io, &path, &e),
        })?;
        Ok(FileEntry::of(entry.path().to_owned(), path.clone(), &meta))
    };
    match file() {
        // What was named is read, or its error says why not.
        Ok(file) if entry.depth() == 0 => Walk::File(file),
        Ok(file) => match kind_of_no_article(&file) {
            Some(kind) => skipped(kind),
            None => Walk::File(file),
        },
        Err(error) => Walk::Error(error),
    }
}

/// The kind of a file that holds no articles and was not meant to: by its name, and where the name says nothing, by a look into
/// it. Files with a name of articles are not opened here; one that cannot be opened is left to its reader, which says why.
fn kind_of_no_article(file: &FileEntry) -> Option<&'static str> {
    let name = without_packing(file.path.rsplit('/').next().unwrap_or(&file.path));
    let format = match by_extension(extension(name)?) {
        Some(format) => Some(format),
        None => {
            let source = Source::open(file, 0).ok()?;
            let Head { bytes, .. } = source.head();
            if bytes.is_empty() {
                return None;
            }
            recognise(&source.head())
        }
    };
    match format {
        None => Some("unknown kind"),
        Some(format) => matches!(format.treatment, Treatment::Left).then(|| format.kind()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn labels_are_as_typed() {
        for (typed, label) in [
            ("corpus/", "corpus"),
            ("./a/b", "a/b"),
            (".", ""),
            ("./", ""),
            ("../x", "../x"),
            ("/", "/"),
        ] {
            assert_eq!(label_of(Path::new(typed)), label, "{typed}");
        }
    }

    #[test]
    fn files_come_sorted_and_hidden_ones_not() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a/z.txt", "a/.secret.txt", "c.jpeg", "a-0.txt", "d.xyz"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            fs::write(path, "x").expect("a file");
        }
        // What the name does not say, the content does.
        fs::write(dir.path().join("e.xyz"), "<!DOCTYPE html><html>").expect("a file");
        let seen: Vec<String> = walk(dir.path(), "arsip", WalkOptions::default())
            .map(|found| match found {
                Walk::File(file) => file.path,
                Walk::Skipped(skipped) => format!("{} skipped: {}", skipped.path, skipped.reason),
                Walk::Error(error) => error.to_string(),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "arsip/a/z.txt",
                "arsip/a-0.txt",
                "arsip/b.txt",
                "arsip/c.jpeg skipped: picture",
                "arsip/d.xyz skipped: unknown kind",
                "arsip/e.xyz"
            ]
        );
    }

    #[test]
    fn a_missing_root_is_an_error_that_names_it() {
        let mut found = walk(Path::new("no-such-folder"), "no-such-folder", WalkOptions::default());
        match found.next() {
            Some(Walk::Error(error)) => assert_eq!(error.to_string(), "no-such-folder: no such file or directory"),
            other => panic!("{other:?}"),
        }
    }
}
