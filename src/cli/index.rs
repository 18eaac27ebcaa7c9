//! `warta index PATH...`: brings the index in line with folders.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar};
use rustc_hash::FxHashSet;

use super::failure::Failure;
use super::guard;
use super::index_dir::IndexDir;
use super::out;
use super::spool::Spool;
use crate::corpus::{FieldMap, ReadOptions, Walk, WalkOptions, walk};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::Version;
use crate::index::{Index, is_damage};
use crate::ingest::{self, FileReport, Observer, Outcome, Piped, Progress, Request};
use crate::output::number::{bytes, count, plural};
use crate::output::summary;

/// Index folders of articles, or bring the index up to date with them
#[derive(clap::Args)]
pub struct Args {
    /// Folders and files of articles, each also packed as .gz or .zst; what a file is, its content says
    ///
    /// `-` is standard input. Without any, the folders that the index knows are brought up to date.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: IndexDir,
    /// Make the index anew beside the one in use, and replace it at the end
    #[arg(long)]
    rebuild: bool,
    /// Keep articles whose files are gone
    #[arg(long)]
    keep_missing: bool,
    /// Take a folder or file that is gone for good out of the index, and all that was read from it
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "rebuild", "retry", "refresh"])]
    forget: Option<PathBuf>,
    /// Read again only the files of which something was rejected
    #[arg(long, conflicts_with = "rebuild")]
    retry: bool,
    /// Read all files anew that an older version of the rules understood, not only a part of them
    #[arg(long, conflicts_with_all = ["rebuild", "retry"])]
    refresh: bool,
    /// Include hidden files and folders
    #[arg(long)]
    hidden: bool,
    /// Follow symbolic links
    #[arg(long)]
    follow: bool,
    /// Read a field of the article from a field or column of another name; remembered with the folder, `none` forgets it
    #[arg(long, value_name = "FIELD=NAME")]
    map: Vec<String>,
    /// The largest article that is read, such as 10MB
    #[arg(long, value_name = "SIZE", default_value = "10MB", value_parser = super::size::size)]
    max_article_size: u64,
    /// Memory for articles that are not on disk yet, such as 400MB
    #[arg(long, value_name = "SIZE", default_value = "400MB", value_parser = super::size::size)]
    memory: u64,
    /// Save the work after so many bytes of files, and at least once a minute
    #[arg(long, value_name = "SIZE", default_value = "512MB", value_parser = super::size::size)]
    commit_every: u64,
    /// Threads to use [default: one for each core]
    #[arg(long, short = 'j', value_name = "N")]
    threads: Option<usize>,
    /// Write a JSON line for every file: what became of it and why
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print nothing but what ends the run; exit code 3 tells that something was newly rejected
    #[arg(long, short)]
    quiet: bool,
}

impl Args {
    fn walk_options(&self) -> WalkOptions {
        WalkOptions {
            hidden: self.hidden,
            follow_links: self.follow,
        }
    }
}

/// Done, but something was rejected.
const REJECTED: u8 = 3;

pub fn run(args: &Args) -> std::result::Result<u8, Failure> {
    guard::reading(&args.index, || index(args))
}

fn index(args: &Args) -> std::result::Result<u8, Failure> {
    if let Some(path) = &args.forget {
        let files = ingest::forget(&args.index.one()?, path)?;
        if !args.quiet {
            let files = plural(files, "file", "files");
            let _ = writeln!(anstream::stderr(), "forgotten: {} with {files}", path.display());
        }
        return Ok(0);
    }
    let piped = args
        .paths
        .iter()
        .any(|path| path == Path::new("-"))
        .then(Spool::stdin)
        .transpose()?;
    let no_map = args.map == ["none"];
    let request = Request {
        index: args.index.one()?,
        roots: args
            .paths
            .iter()
            .filter(|path| *path != Path::new("-"))
            .cloned()
            .collect(),
        piped: piped.as_ref().map(|spool| Piped {
            file: spool.file().to_owned(),
            name: spool.name.clone(),
        }),
        walk: args.walk_options(),
        read: ReadOptions {
            max_article_size: args.max_article_size,
            map: FieldMap::new(if no_map { &[] } else { &args.map })?,
        },
        no_map,
        keep_missing: args.keep_missing,
        rebuild: args.rebuild,
        retry: args.retry,
        refresh: args.refresh,
        version: Version::current(),
        commit_bytes: args.commit_every,
        memory: usize::try_from(args.memory).unwrap_or(usize::MAX),
        threads: args
            .threads
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
    };
    let mut screen = Screen::new(args)?;
    let is_first = !Index::exists(&request.index);
    static STOP: AtomicBool = AtomicBool::new(false);
    // A second Ctrl-C ends the process as it would without this.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    let summary =
        ingest::ingest(&request, &mut screen, &STOP).map_err(|error| with_next_step(error, &request.index))?;
    screen.finish()?;
    let mut err = anstream::stderr().lock();
    if summary.interrupted {
        return Err(Error::new(
            ErrorKind::Interrupted,
            "",
            match args.rebuild {
                true => "interrupted; the index is as it was before",
                false => "interrupted; what was read until now is in the index",
            },
        )
        .with_hint("run the same command again to go on")
        .into());
    }
    if !args.quiet {
        let index = Index::open(&request.index)?;
        let total = index.snapshot()?.counts()?.articles;
        summary::write_summary(&mut err, &summary, total)?;
        if total > 0 && is_first {
            let _ = writeln!(err, "try:      warta facet speaker{}", args.index.as_typed());
        }
    }
    Ok(if summary.rejected > 0 { REJECTED } else { 0 })
}

/// What to do where the system refused to write the index.
fn with_next_step(error: Error, index: &Path) -> Error {
    let exists = Index::exists(index);
    let damaged = is_damage(&error);
    if error.kind == ErrorKind::Index && error.hint.is_some() && !exists && !damaged {
        // There was none.
        return error;
    }
    let place = Path::new(&error.place);
    let of_index = place.starts_with(index) || std::path::absolute(index).is_ok_and(|index| place.starts_with(index));
    if !of_index || !matches!(error.kind, ErrorKind::Io | ErrorKind::Index) {
        return error;
    }
    // The run may have put its lock where the index was since then.
    if !index.exists() || (damaged && !exists) {
        return Error::new(
            ErrorKind::Io,
            index.display(),
            "the index was removed while it was being written",
        )
        .with_hint("run the same command again to make it anew");
    }
    if error.kind == ErrorKind::Index {
        return error;
    }
    match Index::open(index) {
        // There is nothing left to write to.
        Err(damage) if Index::exists(index) && damage.kind == ErrorKind::Index => damage,
        _ => error
            .with_hint("see that the disk has room and the index can be written to, then run the same command again"),
    }
}

/// What the user sees while it runs, and the report.
struct Screen {
    bar: Option<ProgressBar>,
    quiet: bool,
    last: Instant,
    start: Instant,
    report: Option<(PathBuf, BufWriter<File>)>,
    /// The first error of writing the report.
    broken: Option<Error>,
    /// What was said of how files were read: the same of many files is said once.
    noted: FxHashSet<String>,
    /// Bytes of all files, once they are counted; 0 until then.
    total: Arc<AtomicU64>,
}

/// Counts the bytes of all files in the background, for the time that is left. Files that turn out unchanged count as well, so
/// the time shown is the longest that it can take.
fn count_bytes(args: &Args) -> Arc<AtomicU64> {
    let total = Arc::new(AtomicU64::new(0));
    let (roots, counted) = (args.paths.clone(), Arc::clone(&total));
    let options = args.walk_options();
    std::thread::spawn(move || {
        let bytes = roots
            .iter()
            .flat_map(|root| walk(root, "", options))
            .map(|found| match found {
                Walk::File(file) => file.size,
                _ => 0,
            });
        counted.store(bytes.sum(), Ordering::Relaxed);
    });
    total
}

impl Screen {
    fn new(args: &Args) -> Result<Screen> {
        let report = match &args.report {
            Some(path) => {
                let file = File::create(path).map_err(|e| Error::io(path.display(), &e))?;
                Some((path.clone(), BufWriter::new(file)))
            }
            None => None,
        };
        let bar = (!args.quiet).then(out::spinner).flatten();
        let total = if bar.is_some() {
            count_bytes(args)
        } else {
            Arc::default()
        };
        Ok(Screen {
            bar,
            quiet: args.quiet,
            last: Instant::now(),
            start: Instant::now(),
            report,
            broken: None,
            noted: FxHashSet::default(),
            total,
        })
    }

    fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| anstream::eprintln!("{line}")),
            None => anstream::eprintln!("{line}"),
        }
    }

    fn finish(&mut self) -> Result<()> {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if let Some((path, report)) = &mut self.report {
            report.flush().map_err(|e| Error::io(path.display(), &e))?;
        }
        self.broken.take().map_or(Ok(()), Err)
    }
}

impl Observer for Screen {
    fn file(&mut self, file: FileReport) {
        for note in &file.notes {
            if !self.quiet && self.noted.insert(note.clone()) {
                self.say(&format!("note: {}: {}", file.path.escape_debug(), note.escape_debug()));
            }
        }
        if file.outcome != Outcome::Skipped && file.is_new && !self.quiet {
            for reason in &file.reasons {
                self.say(&format!("rejected: {}", reason.escape_debug()));
            }
        }
        if let Some((path, report)) = &mut self.report
            && let Err(error) = summary::write_report(report, &file)
            && self.broken.is_none()
        {
            self.broken = Some(Error::io(path.display(), &error));
        }
    }

    fn progress(&mut self, progress: Progress) {
        let every = if self.bar.is_some() {
            Duration::from_millis(100)
        } else {
            Duration::from_secs(10)
        };
        if self.quiet || self.last.elapsed() < every {
            return;
        }
        self.last = Instant::now();
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = progress.bytes as f64 / 1e6 / seconds;
        let mut line = format!(
            "{} files, {} articles, {}, {rate:.1} MB/s",
            count(progress.files),
            count(progress.articles),
            bytes(progress.bytes)
        );
        let left = self.total.load(Ordering::Relaxed).saturating_sub(progress.bytes);
        if left > 0 && progress.bytes > 0 {
            let seconds = (left as f64 / 1e6 / rate).min(1e9) as u64;
            line.push_str(&format!(", {} left", HumanDuration(Duration::from_secs(seconds))));
        }
        match &self.bar {
            Some(bar) => bar.set_message(line),
            None => self.say(&line),
        }
    }
}
