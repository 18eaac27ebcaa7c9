//! The folder of an export: the files that Quickwit is given, and what was written and sent.
//!
//! ```text
//! FOLDER/NAME-articles.json ...     the configs of the indexes
//! FOLDER/articles/000001.ndjson     articles; a file is never written again under its name
//! FOLDER/quotes/000001.ndjson       the statements of the same articles
//! FOLDER/keys/000001                which articles those are: pairs of key and sum, eight bytes each, little-endian
//! FOLDER/archive/000001.ndjson      a state of the archive, and its persons where they changed
//! FOLDER/manifest.ndjson            what happened, a line each; the last line may be torn
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::engine::quickwit::{FORM, NAME, Names};
use crate::error::{Error, ErrorKind, Result};
use crate::index::write_whole;

const MANIFEST: &str = "manifest.ndjson";
const LOCK: &str = "LOCK";

/// The documents of one file of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub file: u64,
    pub articles: u64,
    pub quotes: u64,
}

/// What happened, as a line of the manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The first line.
    Export { form: u64, name: String, base: u64 },
    /// The files of this number are whole.
    Written(Written),
    /// What is in these files is no longer so, or is in others; none of it is searched.
    Stale { files: Vec<u64> },
    /// The state of this number is whole in the folder.
    State { state: u64, people: u64 },
    /// From here on something of this file may have arrived.
    Sending { file: u64 },
    /// All of the file can be searched: as many documents as it has.
    Loaded { file: u64 },
    /// The state can be searched.
    Published { state: u64 },
    /// Quickwit was asked to remove the documents of these files, at so many seconds since 1970.
    Asked { files: Vec<u64>, at: i64 },
    /// Nothing of these files is there any more.
    Gone { files: Vec<u64> },
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub sending: bool,
    pub loaded: bool,
}

/// The folder, held by one process.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    log: File,
    _lock: File,
    pub names: Names,
    /// What is added to the number of a file of this folder where documents name it: those of another folder have other numbers.
    pub base: u64,
    /// What is to be searched.
    pub live: BTreeMap<u64, (Written, Progress)>,
    /// What is not, with when Quickwit was asked to remove it.
    pub stale: BTreeMap<u64, Option<i64>>,
    /// The newest state.
    pub state: u64,
    pub published: u64,
    /// Which persons the newest state has.
    pub people: u64,
    /// The number of the file that is written next.
    next: u64,
}

impl Folder {
    /// Opens a folder, or makes one. `name` is what the indexes' names begin with; without it, they are called as before.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`] where another process writes there; [`ErrorKind::Usage`] where the folder is something else, or of
    /// another name; [`ErrorKind::Io`] where it cannot be written.
    pub fn open(path: &Path, name: Option<&str>) -> Result<Folder> {
        let io = |place: &Path, error: &std::io::Error| Error::io(place.display(), error);
        let manifest = path.join(MANIFEST);
        let is_new = !manifest.exists();
        if is_new && fs::read_dir(path).is_ok_and(|mut entries| entries.any(|entry| !is_ours(entry))) {
            let error = Error::new(ErrorKind::Usage, path.display(), "the folder has other files in it");
            return Err(error.with_hint("name a new folder, or the one of an export before"));
        }
        for part in ["articles", "quotes", "keys", "archive"] {
            let part = path.join(part);
            fs::create_dir_all(&part).map_err(|e| io(&part, &e))?;
        }
        let lock = path.join(LOCK);
        let held = File::create(&lock).map_err(|e| io(&lock, &e))?;
        if let Err(std::fs::TryLockError::WouldBlock) = held.try_lock() {
            let error = Error::new(
                ErrorKind::Locked,
                path.display(),
                "another process writes to this folder",
            );
            return Err(error.with_hint("wait until it is done"));
        }
        let mut log = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(&manifest)
            .map_err(|e| io(&manifest, &e))?;
        let mut text = Vec::new();
        log.read_to_end(&mut text).map_err(|e| io(&manifest, &e))?;
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if whole < text.len() {
            // The line that was being written when the process before ended.
            log.set_len(whole as u64).map_err(|e| io(&manifest, &e))?;
            log.seek(SeekFrom::End(0)).map_err(|e| io(&manifest, &e))?;
        }
        let mut folder = Folder {
            path: path.to_owned(),
            log,
            _lock: held,
            names: Names::of(name.unwrap_or(NAME)),
            base: new_base(path),
            live: BTreeMap::new(),
            stale: BTreeMap::new(),
            state: 0,
            published: 0,
            people: 0,
            next: 1,
        };
        let mut first = true;
        for line in text[..whole]
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            let Ok(event) = serde_json::from_slice::<Event>(line) else {
                let error = Error::new(
                    ErrorKind::Input,
                    manifest.display(),
                    "the manifest of the export cannot be read",
                );
                return Err(error.with_hint("export into a new folder, under another name"));
            };
            if std::mem::take(&mut first) {
                (folder.names, folder.base) = folder.begun(&event, name)?;
            }
            folder.take(&event);
        }
        if first {
            for (index, config) in folder.names.configs() {
                let text = serde_json::to_string_pretty(&config).unwrap_or_default();
                write_whole(&path.join(format!("{index}.json")), (text + "\n").as_bytes())?;
            }
            folder.note(Event::Export {
                form: FORM,
                name: name.unwrap_or(NAME).to_owned(),
                base: folder.base,
            })?;
        }
        folder.skip_unnoted()?;
        Ok(folder)
    }

    /// The indexes and the base of a folder that begins so.
    fn begun(&self, head: &Event, wanted: Option<&str>) -> Result<(Names, u64)> {
        let cause = match head {
            Event::Export { form, name, base } if *form == FORM => match wanted {
                Some(wanted) if wanted != name => format!("the folder is an export under the name `{name}`"),
                _ => return Ok((Names::of(name), *base)),
            },
            Event::Export { form, .. } => {
                format!("the folder was written by rules of version {form}, and this program has version {FORM}")
            }
            _ => "the manifest of the export has no beginning".to_owned(),
        };
        let error = Error::new(ErrorKind::Usage, self.path.display(), cause);
        Err(error.with_hint("export into a new folder, under another name"))
    }

    /// Whatever a run left behind that was ended before it had noted it: its numbers are not used again.
    fn skip_unnoted(&mut self) -> Result<()> {
        let io = |place: &Path, error: &std::io::Error| Error::io(place.display(), error);
        let mut unnoted = BTreeSet::new();
        for part in ["articles", "quotes"] {
            let part = self.path.join(part);
            for entry in fs::read_dir(&part).map_err(|e| io(&part, &e))? {
                let entry = entry.map_err(|e| io(&part, &e))?.path();
                let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if name.ends_with(".part") {
                    fs::remove_file(&entry).map_err(|e| io(&entry, &e))?;
                    continue;
                }
                let number: Option<u64> = name.strip_suffix(".ndjson").and_then(|number| number.parse().ok());
                unnoted.extend(number.filter(|number| *number >= self.next));
            }
        }
        if let Some(last) = unnoted.last().copied() {
            self.next = last + 1;
            let files: Vec<u64> = unnoted.into_iter().collect();
            self.note(Event::Stale { files: files.clone() })?;
            self.remove(&files)?;
        }
        Ok(())
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Export { .. } => {}
            Event::Written(written) => {
                self.live.insert(written.file, (*written, Progress::default()));
                self.next = self.next.max(written.file + 1);
            }
            Event::Stale { files } => {
                for file in files {
                    self.live.remove(file);
                    self.stale.entry(*file).or_default();
                    self.next = self.next.max(file + 1);
                }
            }
            Event::State { state, people } => (self.state, self.people) = (*state, *people),
            Event::Sending { file } => self.progress(*file, |progress| progress.sending = true),
            Event::Loaded { file } => self.progress(*file, |progress| progress.loaded = true),
            Event::Published { state } => self.published = *state,
            Event::Asked { files, at } => {
                for file in files {
                    self.stale.insert(*file, Some(*at));
                }
            }
            Event::Gone { files } => files.iter().for_each(|file| {
                self.stale.remove(file);
            }),
        }
    }

    fn progress(&mut self, file: u64, change: impl Fn(&mut Progress)) {
        if let Some((_, progress)) = self.live.get_mut(&file) {
            change(progress);
        }
    }

    /// Notes what happened, so that it is known after a power cut too.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the manifest cannot be written.
    pub fn note(&mut self, event: Event) -> Result<()> {
        let mut line = serde_json::to_vec(&event).unwrap_or_default();
        line.push(b'\n');
        let written = self.log.write_all(&line).and_then(|()| self.log.sync_data());
        written.map_err(|error| Error::io(self.path.join(MANIFEST).display(), &error))?;
        self.take(&event);
        Ok(())
    }

    /// By what documents name a file.
    pub fn named(&self, file: u64) -> u64 {
        self.base + file
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The last number that was given to a file.
    pub fn last(&self) -> u64 {
        self.next - 1
    }

    /// The number of a new file.
    pub fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    pub fn articles(&self, file: u64) -> PathBuf {
        self.path.join(format!("articles/{file:06}.ndjson"))
    }

    pub fn quotes(&self, file: u64) -> PathBuf {
        self.path.join(format!("quotes/{file:06}.ndjson"))
    }

    pub fn keys(&self, file: u64) -> PathBuf {
        self.path.join(format!("keys/{file:06}"))
    }

    pub fn archive(&self, state: u64) -> PathBuf {
        self.path.join(format!("archive/{state:06}.ndjson"))
    }

    /// Removes what is no longer to be loaded.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where a file cannot be removed.
    pub fn remove(&self, files: &[u64]) -> Result<()> {
        let paths = files
            .iter()
            .flat_map(|file| [self.articles(*file), self.quotes(*file), self.keys(*file)]);
        for path in paths {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::io(path.display(), &error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A base that no other folder has: of the forty bits above the number of a file.
fn new_base(path: &Path) -> u64 {
    let mut hasher = Xxh3::new();
    hasher.update(path.as_os_str().as_encoded_bytes());
    hasher.update(&std::process::id().to_le_bytes());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    hasher.update(&now.as_nanos().to_le_bytes());
    (hasher.digest() >> 24) << 20
}

/// Whether an entry of a folder without a manifest may have been left by an export that was ended at once.
fn is_ours(entry: std::io::Result<fs::DirEntry>) -> bool {
    entry.is_ok_and(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        matches!(&*name, "articles" | "quotes" | "keys" | "archive" | LOCK)
            || name.ends_with(".json")
            || name.ends_with(".new")
    })
}
