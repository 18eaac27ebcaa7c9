//! Files -> articles, on all cores, in order.
//!
//! One thread walks and, of a large file, reads; a pool of threads reads small files and extracts; the caller's thread puts the
//! results back in order and hands them on. A fixed number of tasks is under way at a time, so memory does not grow with the archive.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};
use rayon::iter::{ParallelBridge, ParallelIterator};
use rustc_hash::FxHashMap;

use super::aside::Aside;
use super::done::{Done, Extent, Seen};
use super::maps::{Map, Maps};
use super::refresh::Budget;
use super::report::Outcome;
use super::request::Request;
use super::roots::Resolved;
use super::run::Run;
use super::stamp::stamp;
use crate::article::RawArticle;
use crate::corpus::{self, FileEntry, Walk};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::{self, Version};
use crate::index;
use crate::index::ledger::{self, Stamp};
use crate::index::reader::Known;

/// From this size on a file is read by one thread and extracted by all.
const LARGE: u64 = 1 << 20;
/// Bytes of text, about, that make a task.
const TASK: usize = 256 << 10;
/// Files that make a task at most.
const TASK_FILES: usize = 64;
/// Tasks under way for each thread.
const TASKS_PER_THREAD: usize = 4;

/// Results that may wait to be put in order.
const EVENTS: usize = 1024;

/// Work for the pool.
enum Task {
    /// Small files, each with how it is read, to be read and extracted.
    Files(Vec<(FileEntry, Map)>),
    /// Articles of a large file; the last ones come with its stamp.
    Articles {
        file: FileEntry,
        raw: Vec<RawArticle>,
        aside: Box<Aside>,
        last: Option<Stamp>,
    },
}

/// What comes out at the far end, numbered in the order of the walk.
enum Event {
    Done(Vec<Done>),
    Unchanged(FileEntry),
    Skipped(corpus::Skipped),
    /// A place that could not be looked at.
    Unseen(Error),
}

/// Walks the roots and hands all results to `run`, in the order of the walk.
pub fn run(
    request: &Request,
    roots: &[Resolved],
    known: &FxHashMap<u64, Known>,
    maps: &Maps,
    stop: &AtomicBool,
    run: &mut Run,
) -> Result<Seen> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(request.threads.max(1))
        .thread_name(|i| format!("extract-{i}"))
        .build()
        .map_err(|e| Error::new(ErrorKind::Io, "threads", e))?;
    let permits = request.threads.max(1) * TASKS_PER_THREAD;
    let (permit_in, permit_out) = bounded(permits);
    let (task_in, task_out) = bounded::<(u64, Task)>(permits);
    let (event_in, event_out) = bounded::<(u64, Event)>(EVENTS);
    // The caller's thread ran into an error: what is under way comes to its end unread.
    let failed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let walker = Walker {
            request,
            known,
            maps,
            stop,
            failed: &failed,
            number: 0,
            permits: permit_in,
            tasks: task_in,
            events: event_in.clone(),
            small: Vec::new(),
            small_bytes: 0,
            seen: Seen::default(),
            budget: Budget::new(
                known.values().map(|known| known.stamp),
                request.version,
                request.refresh,
            ),
            own: None,
        };
        let walk = scope.spawn(move || walker.walk(roots));
        let version = request.version;
        scope.spawn(move || {
            pool.install(|| {
                task_out
                    .into_iter()
                    .par_bridge()
                    .for_each_with(event_in, |events, (number, task)| {
                        // Nobody listens any more only after an error, which is told elsewhere.
                        let _ = events.send((number, Event::Done(process(task, version))));
                    });
            });
        });
        let result = put_in_order(event_out, permit_out, run);
        failed.store(result.is_err(), Ordering::Relaxed);
        match (result, walk.join()) {
            (Ok(()), Ok(seen)) => Ok(seen),
            (Err(error), _) => Err(error),
            (_, Err(panic)) => std::panic::resume_unwind(panic),
        }
    })
}

/// Takes events as they come and hands them on by their numbers. Its ends of the channels close with it, which is what ends the
/// other threads after an error.
fn put_in_order(events: Receiver<(u64, Event)>, permits: Receiver<()>, run: &mut Run) -> Result<()> {
    let mut early: BTreeMap<u64, Event> = BTreeMap::new();
    let mut next = 0;
    for (number, event) in events {
        early.insert(number, event);
        while let Some(event) = early.remove(&next) {
            next += 1;
            match event {
                Event::Done(parts) => {
                    for done in parts {
                        run.take(done)?;
                    }
                    // The walker took one for this task before it sent it.
                    let _ = permits.try_recv();
                }
                Event::Unchanged(file) => run.unchanged(&file)?,
                Event::Skipped(skipped) => {
                    run.skipped(&skipped);
                }
                Event::Unseen(error) => {
                    run.report(&error.place, Outcome::Rejected, 0, vec![error.cause], Vec::new());
                }
            }
        }
    }
    Ok(())
}

/// Walks, decides what is to be read, and reads large files.
struct Walker<'w> {
    request: &'w Request,
    known: &'w FxHashMap<u64, Known>,
    maps: &'w Maps,
    stop: &'w AtomicBool,
    failed: &'w AtomicBool,
    /// Of the next event.
    number: u64,
    permits: Sender<()>,
    tasks: Sender<(u64, Task)>,
    events: Sender<(u64, Event)>,
    /// Small files that wait to be a task.
    small: Vec<(FileEntry, Map)>,
    small_bytes: usize,
    seen: Seen,
    /// What may be read anew although it is as it was.
    budget: Budget,
    /// Where the index lies, in the spelling of the root that is walked, if it lies there.
    own: Option<PathBuf>,
}

impl Walker<'_> {
    fn walk(mut self, roots: &[Resolved]) -> Seen {
        let index = index::canonical(&self.request.index);
        for root in roots {
            self.own = index
                .strip_prefix(&root.location)
                .ok()
                .map(|below| root.path.join(below));
            for found in corpus::walk(&root.path, &root.label, self.request.walk) {
                if self.is_over() {
                    return self.seen;
                }
                match found {
                    Walk::File(mut file) => {
                        file.path = root.path_of(file.path);
                        self.file(file);
                    }
                    Walk::Skipped(mut skipped) => {
                        skipped.path = root.path_of(skipped.path);
                        self.event(Event::Skipped(skipped));
                    }
                    Walk::Error(mut error) => {
                        error.place = root.path_of(error.place);
                        self.seen.unseen.push(error.place.clone());
                        self.event(Event::Unseen(error));
                    }
                }
            }
        }
        self.flush();
        self.seen
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.failed.load(Ordering::Relaxed)
    }

    fn file(&mut self, file: FileEntry) {
        // The same file by two roots is one file.
        if !self.seen.files.insert(ledger::key(&file.path)) {
            return;
        }
        if self.own.as_ref().is_some_and(|own| is_of_index(&file.location, own)) {
            return;
        }
        if !self.maps.is_due(self.known, self.request.retry, &file) && !self.is_refreshed(&file) {
            self.event(Event::Unchanged(file));
        } else if file.size >= LARGE {
            self.large(&file);
        } else {
            self.small_bytes += file.size as usize;
            let map = self.maps.of_file(&file.path).clone();
            self.small.push((file, map));
            if self.small_bytes >= TASK || self.small.len() == TASK_FILES {
                self.flush();
            }
        }
    }

    /// Whether a file that is as it was is read anew in this run.
    fn is_refreshed(&mut self, file: &FileEntry) -> bool {
        let known = self.known.get(&ledger::key(&file.path));
        !self.request.retry && known.is_some_and(|known| self.budget.takes(&known.stamp))
    }

    /// Sends the small files that wait, so that what comes next comes behind them.
    fn flush(&mut self) {
        if !self.small.is_empty() {
            let files = std::mem::take(&mut self.small);
            self.small_bytes = 0;
            self.task(Task::Files(files));
        }
    }

    fn event(&mut self, event: Event) {
        self.flush();
        let _ = self.events.send((self.number, event));
        self.number += 1;
    }

    fn task(&mut self, task: Task) {
        // Waits while enough is under way.
        if self.permits.send(()).is_ok() && self.tasks.send((self.number, task)).is_ok() {
            self.number += 1;
        }
    }

    /// Reads a large file here and sends its articles in tasks.
    fn large(&mut self, file: &FileEntry) {
        self.flush();
        let mut raw = Vec::new();
        let mut aside = Aside::default();
        let mut bytes = 0;
        let fingerprint = corpus::fingerprint(file);
        let map = self.maps.of_file(&file.path);
        let result = corpus::read(file, &map.read, &mut |found| {
            if let Some(article) = aside.take(found) {
                bytes += article.text.len();
                raw.push(article);
            }
            if bytes >= TASK {
                bytes = 0;
                self.task(Task::Articles {
                    file: file.clone(),
                    raw: std::mem::take(&mut raw),
                    aside: Box::new(std::mem::take(&mut aside)),
                    last: None,
                });
            }
            match self.is_over() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        if self.is_over() {
            // Half a file must not be taken for a whole one; without its last part it is never committed.
            return;
        }
        if let Err(error) = result {
            aside.reject(&error);
        }
        self.task(Task::Articles {
            file: file.clone(),
            raw,
            aside: Box::new(aside),
            last: Some(stamp(file, map.key, fingerprint, self.request.version)),
        });
    }
}

/// Files of the index itself are no articles, wherever the index lies.
fn is_of_index(location: &Path, dir: &Path) -> bool {
    let first = location
        .strip_prefix(dir)
        .ok()
        .and_then(|below| below.components().next())
        .and_then(|part| part.as_os_str().to_str());
    first.is_some_and(index::is_own_name)
}

/// Reads and extracts: what the pool does.
fn process(task: Task, version: Version) -> Vec<Done> {
    match task {
        Task::Files(files) => {
            let files = files.into_iter();
            files.map(|(file, map)| whole_file(file, &map, version)).collect()
        }
        Task::Articles { file, raw, aside, last } => {
            let bytes = file.size;
            vec![Done {
                file,
                part: match last {
                    Some(stamp) => Extent::Last { stamp, bytes },
                    None => Extent::Some,
                },
                articles: raw.into_iter().map(extract::extract).collect(),
                aside: *aside,
            }]
        }
    }
}

fn whole_file(file: FileEntry, map: &Map, version: Version) -> Done {
    let mut articles = Vec::new();
    let mut aside = Aside::default();
    let fingerprint = corpus::fingerprint(&file);
    let result = corpus::read(&file, &map.read, &mut |found| {
        articles.extend(aside.take(found).map(extract::extract));
        ControlFlow::Continue(())
    });
    if let Err(error) = result {
        aside.reject(&error);
    }
    Done {
        part: Extent::Last {
            stamp: stamp(&file, map.key, fingerprint, version),
            bytes: file.size,
        },
        file,
        articles,
        aside,
    }
}
