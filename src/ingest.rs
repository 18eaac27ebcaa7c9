//! Brings an index in line with folders: what is new or changed is read, what is gone is removed, the rest is left.
//!
//! The index itself says what it holds (see [`crate::index::ledger`]): each file of the walk is compared with the stamp of its
//! last reading. What older rules understood stays until its turn comes (see `refresh`). Files to read go through a pipeline (see
//! `pipeline`) and come out in the order of the walk, so that two runs over the same folder make the same index. Commits fall between files: a file is in the index whole or not at all.

mod aside;
mod done;
mod forget;
mod maps;
mod persons;
mod pipeline;
mod refresh;
mod report;
mod request;
mod roots;
mod run;
mod stamp;
mod withdraw;
mod withdrawn;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rustc_hash::FxHashMap;

pub use aside::Kinds;
pub use forget::forget;
pub use report::{FileReport, Observer, Outcome, Progress, Summary};
pub use request::Request;
pub use roots::Piped;
pub use run::COMMIT_TIME;

use crate::error::Result;
use crate::index::{self, Index, Lock, Writer};
use crate::stories::Stories;
use maps::Maps;
use persons::know_people;
use run::Run;
use withdrawn::Withdrawn;

/// The newest stories that copies are looked for among.
const STORIES: usize = 1_000_000;

/// Runs. `stop` ends it at the next file.
///
/// # Errors
/// Where there is nothing to read, the index cannot be written, or it is of another version. A file that cannot be read is no
/// error: it is reported and counted.
pub fn ingest(request: &Request, observer: &mut dyn Observer, stop: &AtomicBool) -> Result<Summary> {
    let start = Instant::now();
    let of_index = request.roots.is_empty() && request.piped.is_none();
    let paths = match of_index {
        true => roots::known(&request.index)?,
        false => request.roots.clone(),
    };
    let locations = roots::locate(&paths, of_index)?;
    let lock = index::lock(&request.index)?;
    let (index, fresh) = open(request, &lock)?;
    let mut payload = index.payload()?;
    let mut roots = roots::resolve(&paths, locations, &mut payload.roots);
    roots.extend(request.piped.iter().map(roots::Resolved::piped));
    let gone = payload.roots.iter().filter(|root| !Path::new(&root.location).exists());
    let gone = gone.map(|root| root.location.clone()).collect();
    // Addresses of documents hold in this one snapshot only, so it serves to the end.
    let snapshot = index.snapshot()?;
    let (known, stories) = {
        let mut stories = Stories::new(STORIES);
        for (story, file, sketch) in snapshot.stories()? {
            stories.insert(story, file, &sketch);
        }
        (snapshot.stamps()?, stories)
    };
    let withdrawn = Withdrawn::of(&payload);
    let replaced = (request.rebuild && Index::exists(&request.index)).then(|| Index::open(&request.index));
    let before = replaced.as_ref().and_then(|index| index.as_ref().ok()?.payload().ok());
    let before = before.map_or_else(Vec::new, |payload| payload.roots);
    // To make it anew is what mends a damaged index: nothing of its articles is trusted. One of an earlier form says nothing.
    let whole = |index: Index| index.check_bytes().and_then(|()| index.snapshot());
    let (earlier, earlier_damaged) = match replaced.map(|index| index.and_then(whole)) {
        Some(Ok(snapshot)) => (Some(snapshot), false),
        Some(Err(error)) => (None, index::is_damage(&error)),
        None => (None, false),
    };
    maps::remember(&mut payload.roots, &roots, request, &before);
    let maps = Maps::of(&payload.roots, request)?;
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
        summary: Summary {
            earlier_damaged,
            gone,
            ..Summary::default()
        },
        progress: Progress::default(),
        pending: None,
        pending_bytes: 0,
        uncommitted: 0,
        committed_at: Instant::now(),
        commit_bytes: request.commit_bytes,
    };
    let seen = pipeline::run(request, &roots, &known, &maps, stop, &mut run)?;
    run.summary.interrupted = stop.load(Ordering::Relaxed);
    if !run.summary.interrupted && !request.keep_missing {
        run.remove_missing(&roots, &seen)?;
    }
    let whole = run.drop_half_file();
    if whole {
        run.withdraw(&index, request, &maps)?;
    }
    let Run {
        mut writer,
        mut payload,
        mut summary,
        stories,
        ..
    } = run;
    // Who is who takes as much room again.
    drop(stories);
    if whole {
        if !summary.interrupted && !request.retry {
            maps.note_applied(&mut payload.roots, &roots);
        }
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
