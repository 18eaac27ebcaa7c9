//! What the files of an index have in common: their version, how they are written, and what is said where they cannot be read.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// The version of all that is on disk: schema, terms, stored form. An index of another version cannot be read.
pub const FORMAT: u32 = 5;

/// The file of the user's decisions on who is who, beside the index.
pub const DECISIONS: &str = "people.txt";

/// The file of who is who, in the folder of a generation. It is written after the commit that it is of.
pub const PERSONS: &str = "people";

/// The file of the user's saved searches, beside the index. It is read by whoever asks for one (`saved`).
pub const SEARCHES: &str = "searches.txt";

/// The engine's own list of segments.
pub const LIST: &str = "meta.json";

/// Writes a file so that it is there whole or not at all, also after a power cut.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let io = |e: std::io::Error| Error::io(path.display(), &e);
    let mut file = File::create(&beside).map_err(io)?;
    file.write_all(bytes).map_err(io)?;
    file.sync_all().map_err(io)?;
    fs::rename(&beside, path).map_err(io)?;
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        // Not every file system can sync a folder; the rename itself is atomic in any case.
        let _ = folder.sync_all();
    }
    Ok(())
}

const DAMAGED: &str = "the index is damaged";

pub fn damaged(dir: &Path, cause: &str) -> Error {
    Error::new(ErrorKind::Index, dir.display(), format!("{DAMAGED}: {cause}"))
        .with_hint("make it anew with `warta index --rebuild FOLDER`")
}

/// Whether an error says that an index is damaged, and not that there is none or that it cannot be used.
pub fn is_damage(error: &Error) -> bool {
    error.kind == ErrorKind::Index && error.cause.starts_with(DAMAGED)
}

/// The engine names some files by their paths and some by their names.
fn name_of(file: &Path) -> impl std::fmt::Display {
    file.file_name().map_or(file, Path::new).display()
}

/// An error of the engine in the words of this program.
pub fn engine_error(dir: &Path, error: &tantivy::TantivyError) -> Error {
    use tantivy::TantivyError;
    use tantivy::directory::error::{OpenReadError, OpenWriteError};
    match error {
        TantivyError::IoError(io) => Error::io(dir.display(), io),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            Error::io(dir.join(filepath).display(), io_error)
        }
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            damaged(dir, &format!("`{}` is missing", name_of(file)))
        }
        // A file that ends too soon, or whose end makes no sense.
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if matches!(
                io_error.kind(),
                std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput
            ) =>
        {
            damaged(dir, &format!("`{}` is not as it was written", name_of(filepath)))
        }
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
            Error::io(dir.join(filepath).display(), io_error)
        }
        // The engine does not say what went wrong in its threads; a full disk is what it most often is.
        TantivyError::ErrorInThread(_) => Error::new(
            ErrorKind::Io,
            dir.display(),
            "writing the index failed; what was committed before is as it was",
        )
        .with_hint("make room if the disk is full, then run the same command again to go on"),
        TantivyError::OpenDirectoryError(_) => damaged(dir, "its folder is missing"),
        TantivyError::DataCorruption(corruption) => damaged(dir, &format!("{corruption:?}")),
        other => {
            let text = other.to_string();
            match system_error(&text) {
                Some(io) => Error::io(dir.display(), &io),
                None => damaged(dir, &text),
            }
        }
    }
}

/// The error of the system that the engine hands on as one of its own: it looks like a damaged index and is none.
fn system_error(text: &str) -> Option<std::io::Error> {
    let (_, number) = text.rsplit_once("(os error ")?;
    let number = number.split(')').next()?.parse().ok()?;
    Some(std::io::Error::from_raw_os_error(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::current::{BESIDE, CURRENT};

    /// The system itself refuses, one step at a time, by what stands at the places that are written to.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_small_file_is_as_it_was_where_a_step_of_writing_it_is_refused() {
        use std::os::unix::fs::symlink;
        type Trap = fn(&Path);
        let traps: [(&str, Trap); 3] = [
            ("create", |beside| fs::create_dir(beside).expect("a folder")),
            ("write", |beside| symlink("/dev/full", beside).expect("a link")),
            // It takes all bytes, and there is nothing to sync.
            ("sync", |beside| symlink("/dev/null", beside).expect("a link")),
        ];
        for (step, trap) in traps {
            let dir = tempfile::tempdir().expect("a folder");
            let (path, beside) = (dir.path().join(CURRENT), dir.path().join(BESIDE));
            write_whole(&path, b"satu").expect("nothing is refused");
            trap(&beside);
            let error = write_whole(&path, b"dua").expect_err(step);
            assert_eq!(
                (error.kind, &*error.place),
                (ErrorKind::Io, &*path.to_string_lossy()),
                "{step}"
            );
            assert_eq!(fs::read(&path).expect("it is there"), b"satu", "{step}");
            match beside.is_dir() {
                true => fs::remove_dir(&beside).expect("it is there"),
                false => fs::remove_file(&beside).expect("it is there"),
            }
            write_whole(&path, b"dua").expect("nothing is refused");
            assert_eq!(fs::read(&path).expect("it is there"), b"dua", "{step}");
        }
        // The rename alone: a folder stands where the file should.
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join(CURRENT);
        fs::create_dir(&path).expect("a folder");
        write_whole(&path, b"satu").expect_err("a folder is no file");
        assert!(path.is_dir(), "it is as it was");
    }
}
