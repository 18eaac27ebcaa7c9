//! Brings an index in line with folders: what is new or changed is read, what is gone is removed, the rest is left.
//!
//! The index itself says what it holds (see [`crate::index::ledger`]): each file of the walk is compared with the stamp of its
//! last reading. What older rules understood stays until its turn comes (see `refresh`). Files to read go through a pipeline (see
//! `pipeline`) and come out in the order of the walk, so that two runs over the same folder make the same index. Commits fall between files: a file is in the index whole or not at all.

mod aside;
mod forget;
mod pipeline;
mod refresh;
mod report;
mod roots;
mod stamp;
mod withdrawn;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;

use crate::article::Extracted;
use crate::corpus::{self, FileEntry, ReadOptions, WalkOptions};
use crate::error::Result;
use crate::extract::Version;
use crate::index::document::Belonging;
use crate::index::ids;
use crate::index::ledger::{self, Entry, Stamp};
use crate::index::reader::Known;
use crate::index::{self, Index, Lock, Payload, Snapshot, Writer};
use crate::people::{self, Register};
use crate::stories::Stories;
pub use aside::Kinds;
pub use forget::forget;
use pipeline::{Done, Part};
pub use report::{FileReport, Observer, Outcome, Progress, Summary};
pub use roots::Piped;
use stamp::stamp;
use withdrawn::Withdrawn;

/// What to do.
#[derive(Clone, Debug)]
pub struct Request {
    /// The directory of the index.
    pub index: PathBuf,
    /// Folders and files; where there are none and nothing comes from standard input, all that the index knows.
    pub roots: Vec<PathBuf>,
    /// What came from standard input.
    pub piped: Option<Piped>,
    pub walk: WalkOptions,
    pub read: ReadOptions,
    /// Files that are gone stay in the index.
    pub keep_missing: bool,
    /// Start afresh beside the index in use, and take its place at the end.
    pub rebuild: bool,
    /// Read only the files of which something was rejected.
    pub retry: bool,
    /// Read all files anew that were understood by other rules; else a part of them is, see `refresh`.
    pub refresh: bool,
    /// What articles are understood by: [`Version::current`], but where a test stands in for another program.
    pub version: Version,
    /// Bytes of memory for articles that are not on disk yet.
    pub memory: usize,
    /// Threads that read and extract, and as many that index.
    pub threads: usize,
    /// A commit falls due after so many bytes of files, or after [`COMMIT_TIME`].
    pub commit_bytes: u64,
}

/// The longest that work may be unsaved, if files end meanwhile.
pub const COMMIT_TIME: Duration = Duration::from_secs(60);

/// The newest stories that copies are looked for among.
const STORIES: usize = 1_000_000;

/// Runs. `stop` ends it at the next file.
///
/// # Errors
/// Where there is nothing to read, the index cannot be written, or it is of another version. A file that cannot be read is no
/// error: it is reported and counted.
pub fn ingest(request: &Request, observer: &mut dyn Observer, stop: &AtomicBool) -> Result<Summary> {
    let start = Instant::now();
    let paths = match request.roots.is_empty() && request.piped.is_none() {
        true => roots::known(&request.index)?,
        false => request.roots.clone(),
    };
    let locations = roots::locate(&paths)?;
    let lock = index::lock(&request.index)?;
    let (index, fresh) = open(request, &lock)?;
    let mut payload = index.payload()?;
    let mut roots = roots::resolve(&paths, locations, &mut payload.roots);
    roots.extend(request.piped.iter().map(roots::Resolved::piped));
    // Addresses of documents hold in this one snapshot only, so it serves to the end.
    let snapshot = index.snapshot()?;
    let (known, stories) = {
        let mut stories = Stories::new(STORIES);
        for (story, file, sketch) in snapshot.stories()? {
            stories.insert(story, file, &sketch);
        }
        (snapshot.stamps()?, stories)
    };
    let key = request.read.map.key();
    // What was read before maps were noted was read without one.
    if payload.maps.is_empty() && !known.is_empty() {
        payload.maps.push(0);
    }
    if !payload.maps.contains(&key) {
        payload.maps.push(key);
    }
    let map = Mapping {
        key,
        several: payload.maps.len() > 1,
    };
    let withdrawn = Withdrawn::of(&payload);
    let earlier = match request.rebuild && Index::exists(&request.index) {
        // One that cannot be read, or of an earlier form, says nothing of it.
        true => Index::open(&request.index).and_then(|index| index.snapshot()).ok(),
        false => None,
    };
    let mut run = Run {
        withdrawn,
        plain: Vec::new(),
        before: &snapshot,
        earlier: earlier.as_ref(),
        added: FxHashMap::default(),
        now: SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs() as i64,
        writer: Writer::new(&index, &lock, request.memory, request.threads)?,
        payload,
        known: &known,
        stories,
        observer,
        version: request.version,
        summary: Summary::default(),
        progress: Progress::default(),
        pending: None,
        pending_bytes: 0,
        uncommitted: 0,
        committed_at: Instant::now(),
        commit_bytes: request.commit_bytes,
    };
    let seen = pipeline::run(request, &roots, &known, map, stop, &mut run)?;
    run.summary.interrupted = stop.load(Ordering::Relaxed);
    if !run.summary.interrupted && !request.keep_missing {
        run.remove_missing(&roots, &seen)?;
    }
    let whole = run.drop_half_file();
    if whole {
        run.withdraw(&index, request, map)?;
    }
    let Run {
        mut writer,
        mut payload,
        mut summary,
        ..
    } = run;
    if whole {
        payload.changes += summary.articles + summary.removed;
        writer.commit(&payload)?;
    }
    writer.finish()?;
    if whole {
        summary.persons_mended = know_people(&index, payload.changes, request.threads)? && !fresh && !known.is_empty();
    }
    if fresh && !(summary.interrupted && request.rebuild) {
        index.put_in_use(&lock)?;
    } else if !fresh {
        // Whoever removed `CURRENT` meanwhile has taken the index from its readers.
        index.check_in_use()?;
    }
    summary.elapsed = start.elapsed();
    Ok(summary)
}

/// Archives of so many articles have their persons made anew whenever something has changed.
const SMALL: u64 = 200_000;
/// In others one in so many of the articles must be new.
const SHARE: u64 = 100;

/// Makes the persons of the archive anew where it has changed enough since they were made. Whether there were none to begin with, or their
/// table was damaged.
fn know_people(index: &Index, changes: u64, threads: usize) -> Result<bool> {
    let made = index.whole_people().and_then(|people| people.changes());
    if made == Some(changes) {
        return Ok(false);
    }
    let snapshot = index.snapshot()?;
    let articles = snapshot.counts()?.articles;
    let behind = made.map(|made| changes.saturating_sub(made));
    if articles > SMALL && behind.is_some_and(|behind| behind < articles / SHARE) {
        return Ok(false);
    }
    let persons = people::decide(&snapshot.evidence(threads)?);
    index.keep_people(&Register::encode(&persons, changes))?;
    Ok(made.is_none())
}

/// The index to write to, and whether it must be put in use at the end.
fn open(request: &Request, lock: &Lock) -> Result<(Index, bool)> {
    if request.rebuild {
        return Ok((Index::create(&request.index, lock)?, true));
    }
    if Index::exists(&request.index) {
        return Ok((Index::open(&request.index)?, false));
    }
    // In use from the start, so that a first run that is killed goes on where it was.
    let index = Index::create(&request.index, lock)?;
    index.put_in_use(lock)?;
    Ok((index, false))
}

/// A run on its way: what comes out of the pipeline goes into the index.
struct Run<'r> {
    /// The index as it was when the run began; `known` tells where things stand in it.
    before: &'r Snapshot,
    /// The index that is being replaced.
    earlier: Option<&'r Snapshot>,
    /// When the articles of the file at hand came into the index, by [`ids::number`]; those that were in it.
    added: FxHashMap<u64, i64>,
    /// When the run began, in seconds since 1970.
    now: i64,
    writer: Writer<'r>,
    payload: Payload,
    known: &'r FxHashMap<u64, Known>,
    stories: Stories,
    observer: &'r mut dyn Observer,
    version: Version,
    summary: Summary,
    progress: Progress,
    withdrawn: Withdrawn,
    /// Notes of that file that are kept and not said.
    plain: Vec<String>,
    /// The file whose articles are being added.
    pending: Option<Entry>,
    /// Bytes of their text.
    pending_bytes: u64,
    /// Bytes of files since the last commit.
    uncommitted: u64,
    committed_at: Instant,
    commit_bytes: u64,
}

/// The user's map of columns, as far as it tells which files must be read anew.
#[derive(Clone, Copy, Debug)]
struct Mapping {
    /// Of this run's map. It is part of the fingerprints of the files that it is used for.
    key: u64,
    /// Files of the index were read with different maps: which one, only their fingerprints tell.
    several: bool,
}

/// Whether a file must be read: what the index knows of it is not what it is now.
fn is_due(known: &FxHashMap<u64, Known>, retry: bool, map: Mapping, file: &FileEntry) -> bool {
    let Some(known) = known.get(&ledger::key(&file.path)) else {
        return !retry;
    };
    if retry {
        return known.rejected;
    }
    let stamp = known.stamp;
    let same_time = stamp.modified == file.modified && stamp.modified != 0 && !map.several;
    // A file that cannot be read here is read again, where its error is told.
    stamp.size != file.size || !(same_time || corpus::fingerprint(file).is_ok_and(|f| f ^ map.key == stamp.fingerprint))
}

impl Run<'_> {
    /// Reports on a file. What was rejected of it in an earlier run too is not new.
    fn report(&mut self, path: &str, outcome: Outcome, articles: u64, reasons: Vec<String>, notes: Vec<String>) {
        let known = self
            .known
            .get(&ledger::key(path))
            .filter(|known| known.rejected && !reasons.is_empty());
        let before = known.and_then(|known| self.before.entry(known.entry).ok());
        let is_new = before.is_none_or(|before| before.rejected != reasons);
        match outcome {
            Outcome::Added => self.summary.added += 1,
            Outcome::Updated => self.summary.updated += 1,
            Outcome::Refreshed => self.summary.refreshed += 1,
            Outcome::Unchanged => self.summary.unchanged += 1,
            Outcome::Removed => self.summary.removed += 1,
            Outcome::Skipped => self.summary.skipped += 1,
            Outcome::Rejected => {}
        }
        if !reasons.is_empty() && outcome != Outcome::Skipped {
            match is_new {
                true => self.summary.rejected += 1,
                false => self.summary.rejected_before += 1,
            }
        }
        self.observer.file(FileReport {
            path: path.to_owned(),
            outcome,
            articles,
            reasons,
            is_new,
            notes,
        });
    }

    fn skipped(&mut self, skipped: &corpus::Skipped) {
        *self.summary.kinds.entry(skipped.reason).or_default() += 1;
        self.report(
            &skipped.path,
            Outcome::Skipped,
            0,
            vec![skipped.reason.to_owned()],
            Vec::new(),
        );
    }

    /// A file that is as it was. What was rejected of it is said again: it still is not in the index.
    fn unchanged(&mut self, file: &FileEntry) -> Result<()> {
        let mut reasons = Vec::new();
        let mut articles = 0;
        let known = self.known.get(&ledger::key(&file.path));
        self.summary.outdated += u64::from(known.is_some_and(|known| refresh::is_outdated(&known.stamp, self.version)));
        if let Some(known) = known.filter(|known| known.rejected) {
            let entry = self.before.entry(known.entry)?;
            reasons = entry.rejected;
            articles = entry.articles;
        }
        self.report(&file.path, Outcome::Unchanged, articles, reasons, Vec::new());
        Ok(())
    }

    /// Takes back what was added of a file that was not read to its end. False where that cannot be, since an earlier version of
    /// the file was taken out for it: then what came since the last commit must not be committed.
    fn drop_half_file(&mut self) -> bool {
        let Some(entry) = self.pending.take() else {
            return true;
        };
        let key = ledger::key(&entry.path);
        self.writer.remove_file(key);
        self.withdrawn.forget(key, &mut self.payload);
        !self.known.contains_key(&key)
    }

    /// Takes what the pipeline has done of a file: all of it, or the next part of a large one.
    fn take(&mut self, done: Done) -> Result<()> {
        let Done {
            file,
            part,
            articles,
            aside,
        } = done;
        let key = ledger::key(&file.path);
        let mut entry = match self.pending.take() {
            Some(entry) => entry,
            None => {
                // What is read again came into the index when it did first.
                self.added = match self.earlier {
                    Some(earlier) => earlier.added(key)?,
                    None if self.known.contains_key(&key) => self.before.added(key)?,
                    None => FxHashMap::default(),
                };
                if self.known.contains_key(&key) {
                    self.writer.remove_file(key);
                    self.stories.read_again(key);
                }
                self.withdrawn.forget(key, &mut self.payload);
                self.plain.clear();
                Entry {
                    path: file.path.clone(),
                    ..Entry::default()
                }
            }
        };
        for article in &articles {
            self.admit(article, key, &mut entry)?;
        }
        for (kind, count) in &aside.left {
            *self.summary.left.entry(kind).or_default() += count;
        }
        for note in aside.plain {
            entry.notes.push(note.clone());
            self.plain.push(note);
        }
        entry.take(aside.rejected, aside.notes, aside.left);
        self.withdrawn.note(aside.withdrawn, key, &mut self.payload);
        self.progress.articles += articles.len() as u64;
        match part {
            Part::Some => {
                self.pending = Some(entry);
                // How far a large file is can only be told by its text; what is packed is smaller than that.
                self.pending_bytes += articles
                    .iter()
                    .map(|extracted| extracted.article.body.len() as u64)
                    .sum::<u64>();
                self.progress.bytes = self.summary.bytes + self.pending_bytes.min(file.size);
            }
            Part::Last { stamp, bytes } => self.close(&file, key, stamp, bytes, entry)?,
        }
        self.observer.progress(self.progress);
        Ok(())
    }

    /// Adds an article; true where its text is another's.
    fn add(&mut self, extracted: &Extracted, key: u64) -> Result<bool> {
        let (article, sketch) = (&extracted.article, &extracted.sketch);
        let own = xxhash_rust::xxh3::xxh3_64(article.body.as_bytes());
        let told = self.stories.tell(own, key, sketch);
        let known = self.added.get(&ids::number(&article.id));
        let of = Belonging {
            file: key,
            story: told.story,
            first: told.first,
            added: known.copied().unwrap_or(self.now),
        };
        self.writer.add_article(extracted, &of)?;
        let copy = told.story == own && !told.first;
        self.summary.articles += 1;
        self.summary.copies += u64::from(copy);
        self.summary.reprints += u64::from(!told.first && told.story != own);
        Ok(copy)
    }

    fn close(&mut self, file: &FileEntry, key: u64, stamp: Stamp, bytes: u64, entry: Entry) -> Result<()> {
        self.writer.add_file(key, stamp, &entry)?;
        let outcome = match (entry.articles, self.known.get(&key)) {
            (0, _) => Outcome::Rejected,
            (_, Some(known)) if refresh::is_all_that_changed(&known.stamp, &stamp, self.version) => Outcome::Refreshed,
            (_, Some(_)) => Outcome::Updated,
            (_, None) => Outcome::Added,
        };
        self.summary.bytes += bytes;
        self.progress.files += 1;
        self.progress.bytes = self.summary.bytes;
        self.pending_bytes = 0;
        self.uncommitted += bytes;
        let said = entry
            .notes
            .into_iter()
            .filter(|note| !self.plain.contains(note))
            .collect();
        self.report(&file.path, outcome, entry.articles, entry.rejected, said);
        if self.uncommitted >= self.commit_bytes || self.committed_at.elapsed() >= COMMIT_TIME {
            self.writer.commit(&self.payload)?;
            self.uncommitted = 0;
            self.committed_at = Instant::now();
        }
        Ok(())
    }

    /// Removes files that the index knows below the roots and that the walk did not see.
    fn remove_missing(&mut self, roots: &[roots::Resolved], seen: &pipeline::Seen) -> Result<()> {
        let gone: Vec<Known> = self
            .known
            .iter()
            .filter(|(key, _)| !seen.files.contains(*key))
            .map(|(_, known)| *known)
            .collect();
        if gone.is_empty() {
            return Ok(());
        }
        let mut paths = Vec::new();
        for known in gone {
            let path = self.before.entry(known.entry)?.path;
            let below = roots.iter().any(|root| root.holds(&path));
            // What lies in a folder that could not be looked into is not gone.
            let hidden = seen.unseen.iter().any(|place| index::is_below(&path, place));
            if below && !hidden {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            self.writer.remove_file(ledger::key(&path));
            self.withdrawn.forget(ledger::key(&path), &mut self.payload);
            self.report(&path, Outcome::Removed, 0, Vec::new(), Vec::new());
        }
        Ok(())
    }
}
