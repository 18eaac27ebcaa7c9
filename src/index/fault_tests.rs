//! The system refuses to sync, to rename or to write at any one of the moments at which it is asked to: what is tested is that the
//! last commit stays whole, that the error is told, and that the next writer makes up for it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock as EngineLock, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use tempfile::TempDir;

use super::directory::{Index, Lock, Payload};
use super::ledger::{FileRow, Stamp};
use super::writer::Writer;
use crate::article::{Extracted, RawArticle};
use crate::error::Result;
use crate::index;

/// What the system refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// To open a new file.
    Open,
    /// To take a file's bytes.
    Write,
    /// To sync a file when it is whole.
    Sync,
    /// To replace a file by another at once.
    Rename,
    /// To sync the folder.
    SyncFolder,
}

/// A folder whose system refuses once.
#[derive(Clone, Debug)]
struct Faulty {
    inner: MmapDirectory,
    fault: Fault,
    /// How often it is still done.
    left: Arc<AtomicI64>,
}

impl Faulty {
    fn may(&self, fault: Fault) -> io::Result<()> {
        if fault == self.fault && self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            return Err(io::Error::other("the system refuses"));
        }
        Ok(())
    }
}

struct FaultyFile {
    inner: WritePtr,
    folder: Faulty,
}

impl io::Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.folder.may(Fault::Write)?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl TerminatingWrite for FaultyFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.folder.may(Fault::Sync)?;
        self.inner.terminate_ref(token)
    }
}

impl Directory for Faulty {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        let refused = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        self.may(Fault::Open).map_err(refused)?;
        let file = FaultyFile {
            // A buffer of its own, as the engine's writers have.
            inner: self.inner.open_write(path)?,
            folder: self.clone(),
        };
        Ok(io::BufWriter::new(Box::new(file)))
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.may(Fault::Rename)?;
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.may(Fault::SyncFolder)?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &EngineLock) -> std::result::Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

fn article(file: u64, version: u64) -> Extracted {
    crate::extract::extract(RawArticle {
        path: format!("{file}.txt"),
        text: format!(
            "Panen ke-{file} tahun {version}.\n\"Harga beras turun {version} kali,\" kata Prawira Santika, Senin.\n"
        ),
        ..RawArticle::default()
    })
}

/// Writes these files anew, of one version.
fn write(index: &Index, lock: &Lock, files: &[u64], version: u64) -> Result<()> {
    let mut writer = Writer::new(index, lock, 40_000_000, 1)?;
    for file in files {
        writer.remove_file(*file);
        let of = crate::index::document::Belonging {
            file: *file,
            story: *file,
            first: true,
            added: 0,
        };
        writer.add_article(&article(*file, version), &of)?;
        let stamp = Stamp {
            fingerprint: version,
            size: 1,
            modified: 1,
            rules: 0,
        };
        let entry = FileRow {
            path: format!("{file}.txt"),
            articles: 1,
            ..FileRow::default()
        };
        writer.add_file(*file, stamp, &entry)?;
    }
    writer.commit(&Payload::default())?;
    writer.finish()
}

/// The version of each file that the index holds, if it is whole.
fn held(dir: &Path) -> Vec<(u64, u64)> {
    let index = Index::open(dir).expect("it opens");
    index.check().expect("it is whole");
    let stamps = index.snapshot().and_then(|s| s.stamps()).expect("it can be read");
    let mut held: Vec<(u64, u64)> = stamps
        .iter()
        .map(|(key, known)| (*key, known.stamp.fingerprint))
        .collect();
    held.sort_unstable();
    held
}

/// An index of three files in version 3.
fn made() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let lock = index::lock(dir.path()).expect("nobody has it");
    let index = Index::create(dir.path(), &lock).expect("an index");
    index.put_in_use(&lock).expect("it is written");
    for version in 1..4 {
        write(&index, &lock, &[1, 2, 3], version).expect("nothing is refused");
    }
    dir
}

fn copied(from: &Path) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("g1")).expect("there is room");
    for folder in ["", "g1"] {
        for entry in fs::read_dir(from.join(folder)).expect("it can be listed").flatten() {
            if entry.path().is_file() {
                let to = dir.path().join(folder).join(entry.file_name());
                fs::copy(entry.path(), to).expect("there is room");
            }
        }
    }
    dir
}

/// Refuses the first time that it is asked, the second, and so on until a whole run is not refused any more; how often it was.
fn refuse_each(fault: Fault, made: &Path) -> usize {
    for refused in 0.. {
        let dir = copied(made);
        let lock = index::lock(dir.path()).expect("nobody has it");
        let left = Arc::new(AtomicI64::new(refused));
        let folder = Faulty {
            inner: MmapDirectory::open(dir.path().join("g1")).expect("it is there"),
            fault,
            left: left.clone(),
        };
        let engine = tantivy::Index::open(folder).expect("it opens");
        let index = Index::new(dir.path(), 1, engine);
        let result = write(&index, &lock, &[2, 3, 4], 9);
        drop(index);
        let (before, after) = ([(1, 3), (2, 3), (3, 3)], [(1, 3), (2, 9), (3, 9), (4, 9)]);
        let now = held(dir.path());
        let was_refused = left.load(Ordering::SeqCst) < 0;
        match &result {
            Ok(()) => assert_eq!(now, after, "{fault:?} {refused}"),
            Err(error) => {
                assert!(was_refused, "{fault:?} {refused}: {error}");
                assert!(now == before || now == after, "{fault:?} {refused}: {now:?}");
            }
        }
        let index = Index::open(dir.path()).expect("it opens");
        write(&index, &lock, &[2, 3, 4], 9).expect("nothing is refused");
        assert_eq!(held(dir.path()), after, "{fault:?} {refused}");
        if !was_refused {
            return refused as usize;
        }
    }
    unreachable!("a run ends")
}

#[test]
fn a_refusal_at_any_moment_leaves_a_commit_whole() {
    let made = made();
    for fault in [Fault::Open, Fault::Write, Fault::Sync, Fault::Rename, Fault::SyncFolder] {
        let times = refuse_each(fault, made.path());
        assert!(times > 0, "{fault:?} was never asked for");
    }
}
