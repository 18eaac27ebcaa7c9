//! An archive, written as files for Quickwit.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use xxhash_rust::xxh3::Xxh3;

use super::manifest::{Event, Folder, Written};
use crate::article::Currency;
use crate::engine::quickwit::{FORM, People, Source, State, UnknownName, documents};
use crate::error::{Error, ErrorKind, Result};
use crate::index::stems::Stems;
use crate::index::{FORMAT, KeptArticle, Snapshot, decode_article, write_whole};

/// What an export did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// What is in the archive.
    pub articles: u64,
    pub quotes: u64,
    /// Articles that were written now.
    pub written: u64,
    /// Files that were written now.
    pub files: u64,
    /// Files that are no longer searched since then.
    pub stale: u64,
    /// The number of the state that the folder has now.
    pub state: u64,
}

/// How many bytes of articles are put in one file.
pub const FILE_SIZE: u64 = 64 << 20;

/// Brings a folder in line with an archive: writes what is new or has changed, in files of its own, and says which files are no longer
/// searched. What was written before an earlier run was ended is not written again.
///
/// `snapshot` has its persons; `size` is how many bytes of articles are put in one file; `tick` is told how many articles were looked at.
///
/// # Errors
/// [`ErrorKind::Index`] where the archive cannot be read; [`ErrorKind::Io`] where the folder cannot be written; and what `tick` says.
pub fn export(
    snapshot: &Snapshot,
    folder: &mut Folder,
    size: u64,
    tick: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<Exported> {
    let known = known(folder)?;
    let mut totals = Totals::default();
    // Of each file, how many of its articles are as they were.
    let mut kept: FxHashMap<u64, u64> = FxHashMap::default();
    let is_new = folder.live.is_empty();
    if !is_new {
        each(snapshot, tick, &mut |made| {
            totals.count(made);
            if let Some((sum, file)) = known.get(&made.key)
                && *sum == made.sum
            {
                *kept.entry(*file).or_default() += 1;
            }
            Ok(())
        })?;
    }
    let whole: BTreeSet<u64> = folder
        .live
        .values()
        .filter(|(written, _)| kept.get(&written.file) == Some(&written.articles))
        .map(|(written, _)| written.file)
        .collect();
    let stale: Vec<u64> = folder
        .live
        .keys()
        .copied()
        .filter(|file| !whole.contains(file))
        .collect();

    let mut exported = Exported {
        stale: stale.len() as u64,
        ..Exported::default()
    };
    let is_written = |made: &Made| {
        known
            .get(&made.key)
            .is_some_and(|(sum, file)| *sum == made.sum && whole.contains(file))
    };
    let articles_kept: u64 = folder.live.values().map(|(written, _)| written.articles).sum();
    if is_new || articles_kept < totals.articles || !stale.is_empty() {
        let mut batch: Option<Batch> = None;
        each(snapshot, tick, &mut |made| {
            if is_new {
                totals.count(made);
            }
            if is_written(made) {
                return Ok(());
            }
            let open = match &mut batch {
                Some(open) => open,
                none => none.insert(Batch::open(folder)?),
            };
            open.add(made)?;
            exported.written += 1;
            if open.bytes >= size
                && let Some(full) = batch.take()
            {
                full.finish(folder)?;
                exported.files += 1;
            }
            Ok(())
        })?;
        if let Some(last) = batch {
            last.finish(folder)?;
            exported.files += 1;
        }
        if !stale.is_empty() {
            folder.note(Event::Stale { files: stale.clone() })?;
        }
    }
    (exported.articles, exported.quotes) = (totals.articles, totals.quotes);
    let (table, decisions) = snapshot.persons_as_written()?;
    let people = People { table, decisions };
    write_state(folder, &people, &totals)?;
    folder.remove(&stale)?;
    exported.state = folder.state;
    Ok(exported)
}

/// Which articles are in the folder: each with the sum of its documents and its file. Of two files the later one has it.
fn known(folder: &Folder) -> Result<FxHashMap<u64, (u64, u64)>> {
    let mut known = FxHashMap::default();
    for file in folder.live.keys() {
        let path = folder.keys(*file);
        let bytes = fs::read(&path).map_err(|error| Error::io(path.display(), &error))?;
        for pair in bytes.chunks_exact(16) {
            let number = |at: usize| pair[at..at + 8].try_into().map_or(0, u64::from_le_bytes);
            known.insert(number(0), (number(8), *file));
        }
    }
    Ok(known)
}

/// What a search needs to know of all articles.
#[derive(Default)]
struct Totals {
    articles: u64,
    quotes: u64,
    currencies: BTreeSet<Currency>,
}

impl Totals {
    fn count(&mut self, made: &Made) {
        self.articles += 1;
        self.quotes += made.quotes.len() as u64;
        self.currencies.extend(made.currencies.iter().copied());
    }
}

/// The documents of an article as they are written, and what tells them from others.
struct Made {
    key: u64,
    sum: u64,
    article: Vec<u8>,
    quotes: Vec<Vec<u8>>,
    /// Of its amounts.
    currencies: Vec<Currency>,
}

/// Makes the documents of all articles, on all cores, and hands them over in the order of the archive.
fn each(
    snapshot: &Snapshot,
    tick: &mut dyn FnMut(u64) -> Result<()>,
    take: &mut dyn FnMut(&Made) -> Result<()>,
) -> Result<()> {
    let mut done = 0;
    snapshot.each_article(&mut |block| {
        let made: Vec<Result<Made>> = block
            .par_iter()
            .map_init(Stems::default, |stems, kept| made(snapshot, kept, stems))
            .collect();
        for made in made {
            take(&made?)?;
        }
        done += block.len() as u64;
        tick(done)
    })
}

fn made(snapshot: &Snapshot, kept: &KeptArticle, stems: &mut Stems) -> Result<Made> {
    let place = snapshot.index.dir().display();
    let Some(article) = decode_article(&kept.record) else {
        let error = Error::new(ErrorKind::Index, place, "a stored article cannot be read");
        return Err(error.with_hint("run `warta check`"));
    };
    let packed = zstd::bulk::compress(&kept.record, 3).map_err(|error| Error::io(place, &error))?;
    let source = Source {
        article: &article,
        story: kept.story,
        added: kept.added,
    };
    let made = documents(source, STANDARD.encode(packed), &snapshot.people, stems);
    let documents = made.map_err(|UnknownName(name)| {
        let cause = format!("the persons of this index are of another state: nobody decided who `{name}` is");
        Error::new(ErrorKind::Index, snapshot.index.dir().display(), cause)
            .with_hint("bring it up to date with `warta index FOLDER`, then export again")
    })?;
    let bytes = |document: &Map<String, Value>| serde_json::to_vec(document).unwrap_or_default();
    let (of_article, quotes) = (
        bytes(&documents.article),
        documents.quotes.iter().map(bytes).collect::<Vec<_>>(),
    );
    let mut hasher = Xxh3::new();
    for document in [&of_article].into_iter().chain(&quotes) {
        hasher.update(document);
    }
    Ok(Made {
        key: documents.key,
        sum: hasher.digest(),
        article: of_article,
        quotes,
        currencies: article.amounts.iter().map(|amount| amount.currency).collect(),
    })
}

/// Two files that are being written: articles, and their statements.
struct Batch {
    file: u64,
    /// See [`Folder::named`].
    named: u64,
    articles: Lines,
    quotes: Lines,
    keys: Vec<u8>,
    bytes: u64,
}

impl Batch {
    fn open(folder: &mut Folder) -> Result<Batch> {
        let file = folder.number();
        Ok(Batch {
            file,
            named: folder.named(file),
            articles: Lines::create(folder.articles(file))?,
            quotes: Lines::create(folder.quotes(file))?,
            keys: Vec::new(),
            bytes: 0,
        })
    }

    fn add(&mut self, made: &Made) -> Result<()> {
        self.bytes += self.articles.add(&made.article, self.named)?;
        for quote in &made.quotes {
            self.quotes.add(quote, self.named)?;
        }
        self.keys.extend(made.key.to_le_bytes());
        self.keys.extend(made.sum.to_le_bytes());
        Ok(())
    }

    fn finish(self, folder: &mut Folder) -> Result<()> {
        write_whole(&folder.keys(self.file), &self.keys)?;
        let written = Written {
            file: self.file,
            articles: self.articles.finish()?,
            quotes: self.quotes.finish()?,
        };
        folder.note(Event::Written(written))
    }
}

/// How a document begins: with the file that it is in, as documents name it.
fn begins(file: u64) -> String {
    format!("{{\"file\":{file},")
}

/// A file that has its name once it is whole.
struct Lines {
    path: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
    count: u64,
}

impl Lines {
    fn create(path: PathBuf) -> Result<Lines> {
        let part = path.with_extension("part");
        let file = File::create(&part).map_err(|error| Error::io(part.display(), &error))?;
        Ok(Lines {
            path,
            part,
            out: BufWriter::with_capacity(1 << 18, file),
            count: 0,
        })
    }

    /// Writes a document, and says how long it is.
    fn add(&mut self, document: &[u8], file: u64) -> Result<u64> {
        let begin = begins(file);
        let rest = document.strip_prefix(b"{").unwrap_or(document);
        for bytes in [begin.as_bytes(), rest, b"\n"] {
            self.bytes(bytes)?;
        }
        self.count += 1;
        Ok((begin.len() + rest.len() + 1) as u64)
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.out
            .write_all(bytes)
            .map_err(|error| Error::io(self.part.display(), &error))
    }

    /// How many documents it has.
    fn finish(self) -> Result<u64> {
        let io = |error: std::io::Error| Error::io(self.path.display(), &error);
        let file = self.out.into_inner().map_err(|error| io(error.into_error()))?;
        file.sync_all().map_err(io)?;
        fs::rename(&self.part, &self.path).map_err(io)?;
        if let Some(Ok(parent)) = self.path.parent().map(File::open) {
            // Not every file system can sync a folder.
            let _ = parent.sync_all();
        }
        Ok(self.count)
    }
}

/// Writes a new state of the archive, where it is another than the last.
fn write_state(folder: &mut Folder, people: &People, totals: &Totals) -> Result<()> {
    let last = newest(&folder.archive(folder.state));
    let state = State {
        state: folder.state,
        form: FORM,
        format: FORMAT,
        warta: env!("CARGO_PKG_VERSION").to_owned(),
        base: folder.base,
        last: folder.named(folder.last()),
        stale: stale(folder),
        articles: totals.articles,
        quotes: totals.quotes,
        currencies: totals
            .currencies
            .iter()
            .map(|currency| currency.as_str().to_owned())
            .collect(),
        people: people.number(),
    };
    if last.as_ref() == Some(&state) {
        return Ok(());
    }
    let state = State {
        state: folder.state + 1,
        ..state
    };
    let people = if folder.people == state.people {
        Vec::new()
    } else {
        people.documents()
    };
    put_state(folder, people, &state)
}

/// Writes a state, behind the persons that came with it: whoever can search the state can search them.
fn put_state(folder: &mut Folder, mut documents: Vec<Value>, state: &State) -> Result<()> {
    documents.push(state.document());
    let mut lines = Vec::new();
    for document in documents {
        lines.extend(serde_json::to_vec(&document).unwrap_or_default());
        lines.push(b'\n');
    }
    write_whole(&folder.archive(state.state), &lines)?;
    folder.note(Event::State {
        state: state.state,
        people: state.people,
    })
}

/// A new state where others are searched than by the last one. Persons stay.
///
/// # Errors
/// [`ErrorKind::Io`] where the folder cannot be written; [`ErrorKind::Input`] where it has no state.
pub fn restate(folder: &mut Folder) -> Result<()> {
    let path = folder.archive(folder.state);
    let Some(last) = newest(&path) else {
        let error = Error::new(
            ErrorKind::Input,
            path.display(),
            "the state of the export cannot be read",
        );
        return Err(error.with_hint("run the same export again"));
    };
    let stale = stale(folder);
    if (last.last, &last.stale) == (folder.named(folder.last()), &stale) {
        return Ok(());
    }
    let state = State {
        state: folder.state + 1,
        last: folder.named(folder.last()),
        stale,
        ..last
    };
    put_state(folder, Vec::new(), &state)
}

/// The files that are not searched, as documents name them.
fn stale(folder: &Folder) -> Vec<u64> {
    folder.stale.keys().map(|file| folder.named(*file)).collect()
}

/// The state that a file of the folder ends with.
fn newest(path: &Path) -> Option<State> {
    let text = fs::read_to_string(path).ok()?;
    let document: Value = serde_json::from_str(text.lines().last()?).ok()?;
    State::read(document.get("data")?.as_str()?)
}

/// The documents of a file once more, for another file: those of the first may have been lost on their way.
///
/// # Errors
/// [`ErrorKind::Io`] where a file cannot be read or written.
pub fn renumber(folder: &mut Folder, written: &Written) -> Result<()> {
    let (file, new) = (written.file, folder.number());
    let (old_begin, new_begin) = (begins(folder.named(file)), begins(folder.named(new)));
    for (from, to) in [
        (folder.articles(file), folder.articles(new)),
        (folder.quotes(file), folder.quotes(new)),
    ] {
        let text = fs::read_to_string(&from).map_err(|error| gone(&from, &error))?;
        let mut lines = Lines::create(to)?;
        for line in text.lines() {
            let rest = line.strip_prefix(&old_begin).unwrap_or(line);
            for part in [&new_begin, rest, "\n"] {
                lines.bytes(part.as_bytes())?;
            }
        }
        lines.finish()?;
    }
    let keys = folder.keys(file);
    fs::copy(&keys, folder.keys(new)).map_err(|error| gone(&keys, &error))?;
    folder.note(Event::Written(Written { file: new, ..*written }))?;
    folder.note(Event::Stale { files: vec![file] })?;
    folder.remove(&[file])
}

/// A file of the folder that is still needed and cannot be read.
pub fn gone(path: &Path, error: &std::io::Error) -> Error {
    Error::io(path.display(), error).with_hint("export the archive into a new folder, under another name")
}
