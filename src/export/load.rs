//! An exported folder, brought to a Quickwit server: each file once, counted after it, and what is stale hidden before it is removed.
//!
//! An acknowledged document may be lost where the server is killed, and one that is sent twice stands there twice. So a file is sent
//! under its number once: where not all of it arrives, its documents are sent under a new number, and the old number is stale.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::manifest::{Event, Folder, Progress, Written};
use super::write::{gone, renumber, restate};
use crate::engine::quickwit::{Client, Server, has_people, newest_state};
use crate::error::{Error, ErrorKind, Result};

/// What was brought to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Files that were sent now.
    pub sent: u64,
    /// Files that were there already, whoever loaded them.
    pub found: u64,
    /// Files that were sent once more under a new number, since not all of them had arrived.
    pub again: u64,
    /// Files that the server was asked to remove.
    pub removed: u64,
    pub articles: u64,
    pub quotes: u64,
}

/// How long the server may take for one request.
const PATIENCE: Duration = Duration::from_secs(120);

/// A request has fewer bytes; the server takes ten megabytes at a time.
const REQUEST: usize = 8_000_000;

/// The longest document that the server takes.
const LONGEST: usize = 10_000_000;

/// After what was sent is committed at the latest, and as long again.
const COMMITTED: Duration = Duration::from_secs(75);

/// How often a refused document is sent again, a second after the other.
const TRIES: u32 = 90;

/// For how long a stale number is kept after nothing of it is found: what was acknowledged may come late.
const LATE: i64 = 24 * 60 * 60;

/// What the loader says on its way: the file at hand, and how many there are.
pub type Tick<'t> = &'t mut dyn FnMut(u64, u64) -> Result<()>;

/// Brings the folder to the server. `now` is in seconds since 1970.
///
/// # Errors
/// [`ErrorKind::Server`] where the server cannot be reached, refuses, or has indexes of other rules under these names;
/// [`ErrorKind::Io`] where the folder cannot be read; and what `tick` says. Whatever happens, the same again goes on from there.
pub fn load(folder: &mut Folder, server: &Server, now: i64, tick: Tick) -> Result<Loaded> {
    let client = Client::new(server, PATIENCE);
    create(folder, &client)?;
    if let Some(state) = newest_state(&client, &folder.names.archive)?
        && (state.base != folder.base || state.state > folder.state)
    {
        let cause = match state.base == folder.base {
            true => format!("`{}` was loaded there from a newer copy of this folder", server.name),
            false => format!("`{}` was loaded there from another folder", server.name),
        };
        let hint = format!(
            "bring that folder up to date instead, or load this one under another name: `--url {}/NAME`",
            server.url()
        );
        return Err(Error::new(ErrorKind::Server, server.url(), cause).with_hint(hint));
    }
    let mut loaded = Loaded::default();
    loop {
        let due: Vec<(Written, Progress)> = folder
            .live
            .values()
            .filter(|(_, progress)| !progress.loaded)
            .copied()
            .collect();
        if due.is_empty() {
            break;
        }
        let mut sent = Vec::new();
        for ((written, progress), at) in due.iter().zip(1u64..) {
            tick(at, due.len() as u64)?;
            let there = counts(folder, &client, written.file)?;
            if there == (written.articles, written.quotes) {
                folder.note(Event::Loaded { file: written.file })?;
                loaded.found += 1;
                continue;
            }
            if !progress.sending && there == (0, 0) {
                folder.note(Event::Sending { file: written.file })?;
                send(&client, &folder.names.quotes, &folder.quotes(written.file))?;
                send(&client, &folder.names.articles, &folder.articles(written.file))?;
                loaded.sent += 1;
            }
            sent.push(*written);
        }
        for written in arrived(folder, &client, sent, tick)? {
            renumber(folder, &written)?;
            loaded.again += 1;
        }
    }
    restate(folder)?;
    publish(folder, &client)?;
    loaded.removed = remove(folder, &client, now)?;
    (loaded.articles, loaded.quotes) = folder.live.values().fold((0, 0), |(articles, quotes), (written, _)| {
        (articles + written.articles, quotes + written.quotes)
    });
    Ok(loaded)
}

/// Makes the indexes that are not there, and looks at those that are.
fn create(folder: &Folder, client: &Client) -> Result<()> {
    for (index, config) in folder.names.configs() {
        let path = format!("/api/v1/indexes/{index}");
        let found = client.send("GET", &path, None)?;
        match found.status {
            200..300 => {
                let names = |mapping: Option<&Value>| -> Vec<String> {
                    let fields = mapping.and_then(Value::as_array).into_iter().flatten();
                    let mut names: Vec<String> = fields
                        .filter_map(|field| Some(format!("{} {}", field["name"].as_str()?, field["type"].as_str()?)))
                        .collect();
                    names.sort_unstable();
                    names
                };
                let mapping = found.body.pointer("/index_config/doc_mapping/field_mappings");
                let there = names(Some(mapping.ok_or_else(|| client.strange())?));
                if there != names(config.pointer("/doc_mapping/field_mappings")) {
                    let cause = format!("the index `{index}` has other fields than those of this program");
                    let hint = format!(
                        "load the archive under another name: `--url {}/NAME`",
                        client.server().url()
                    );
                    return Err(Error::new(ErrorKind::Server, client.server().url(), cause).with_hint(hint));
                }
            }
            404 => {
                client.post("/api/v1/indexes", &config)?;
            }
            _ => return Err(client.refused(&found)),
        }
    }
    Ok(())
}

/// How many articles and statements of a file can be searched.
fn counts(folder: &Folder, client: &Client, file: u64) -> Result<(u64, u64)> {
    let query = json!({"term": {"file": {"value": folder.named(file).to_string()}}});
    Ok((
        client.count(&folder.names.articles, &query)?,
        client.count(&folder.names.quotes, &query)?,
    ))
}

/// Waits until files can be searched, and gives back those of which not all has come, or more than all, long after the last change.
fn arrived(folder: &mut Folder, client: &Client, mut waited: Vec<Written>, tick: Tick) -> Result<Vec<Written>> {
    let mut before: Vec<(u64, u64)> = Vec::new();
    let mut changed = Instant::now();
    let all = waited.len() as u64;
    while !waited.is_empty() {
        let mut now = Vec::new();
        let mut rest = Vec::new();
        for written in waited {
            let counts = counts(folder, client, written.file)?;
            if counts == (written.articles, written.quotes) {
                folder.note(Event::Loaded { file: written.file })?;
                changed = Instant::now();
                continue;
            }
            now.push(counts);
            rest.push(written);
        }
        waited = rest;
        if now != before {
            changed = Instant::now();
            before = now;
        }
        if changed.elapsed() > COMMITTED {
            return Ok(waited);
        }
        tick(all - waited.len() as u64, all)?;
        if !waited.is_empty() {
            sleep(Duration::from_millis(500));
        }
    }
    Ok(Vec::new())
}

/// Sends a file of documents.
fn send(client: &Client, index: &str, path: &Path) -> Result<()> {
    let file = fs::File::open(path).map_err(|error| gone(path, &error))?;
    let mut lines = BufReader::with_capacity(1 << 18, file);
    let mut batch: Vec<Vec<u8>> = Vec::new();
    let mut bytes = 0;
    loop {
        let mut line = Vec::new();
        let read = lines.read_until(b'\n', &mut line).map_err(|error| gone(path, &error))?;
        if read > LONGEST {
            let cause = "a document is longer than what the server takes in one request";
            let hint = format!(
                "load this file with `quickwit tool local-ingest --index {index} --input-path {}`",
                path.display()
            );
            return Err(Error::new(ErrorKind::Input, path.display(), cause).with_hint(hint));
        }
        if bytes > 0 && (read == 0 || bytes + read > REQUEST) {
            bulk(client, index, std::mem::take(&mut batch), read == 0)?;
            bytes = 0;
        }
        if read == 0 {
            return Ok(());
        }
        bytes += read + ACTION.len();
        batch.push(line);
    }
}

const ACTION: &[u8] = b"{\"create\":{}}\n";

/// Sends documents in one request, and those that the server had no room for again. `last` asks it to commit what it has.
fn bulk(client: &Client, index: &str, mut documents: Vec<Vec<u8>>, last: bool) -> Result<()> {
    let path = match last {
        true => format!("/api/v1/_elastic/{index}/_bulk?refresh=true"),
        false => format!("/api/v1/_elastic/{index}/_bulk"),
    };
    for _ in 0..TRIES {
        let mut body = Vec::with_capacity(documents.iter().map(|line| line.len() + ACTION.len()).sum());
        for document in &documents {
            body.extend_from_slice(ACTION);
            body.extend_from_slice(document);
        }
        let answer = client.send("POST", &path, Some(("application/x-ndjson", &body)))?;
        match answer.status {
            200..300 => {}
            // Nothing was taken.
            429 | 503 => {
                sleep(Duration::from_secs(1));
                continue;
            }
            _ => return Err(client.refused(&answer)),
        }
        let items = answer.body.get("items").and_then(Value::as_array);
        let Some(items) = items.filter(|items| items.len() == documents.len()) else {
            return Err(client.strange());
        };
        let mut again = Vec::new();
        for (item, document) in items.iter().zip(documents) {
            let result = item.as_object().and_then(|item| item.values().next());
            match result.and_then(|result| result.get("status")?.as_u64()) {
                Some(200..300) => {}
                Some(429 | 503) => again.push(document),
                _ => {
                    let reason = result.and_then(|result| result.pointer("/error/reason")?.as_str());
                    let reason = reason.unwrap_or("it does not say why");
                    let cause = format!("the server refused a document: {reason}");
                    let hint =
                        "load the archive under another name; if it is refused again, this is a fault of this program";
                    return Err(Error::new(ErrorKind::Server, client.server().url(), cause).with_hint(hint));
                }
            }
        }
        if again.is_empty() {
            return Ok(());
        }
        documents = again;
        sleep(Duration::from_secs(1));
    }
    let cause = "the server has had no room for more documents for a while";
    Err(Error::new(ErrorKind::Server, client.server().url(), cause).with_hint("run the same command again to go on"))
}

/// Makes the newest state of the folder the one that is searched.
fn publish(folder: &mut Folder, client: &Client) -> Result<()> {
    let index = folder.names.archive.clone();
    let mut there = newest_state(client, &index)?.map_or(0, |state| state.state);
    if !has_people(client, &index, folder.people)? {
        // Something of them was lost. A document that is sent again is the same.
        there = 0;
    }
    // All of them: the persons of the newest may have come with one before it.
    for state in there + 1..=folder.state {
        send(client, &index, &folder.archive(state))?;
    }
    let started = Instant::now();
    let people = folder.people;
    let is_there = || -> Result<bool> {
        let newest = newest_state(client, &index)?.map_or(0, |state| state.state);
        Ok(newest == folder.state && has_people(client, &index, people)?)
    };
    while !is_there()? {
        if started.elapsed() > COMMITTED {
            let cause = "the new state of the archive was sent and does not arrive";
            return Err(Error::new(ErrorKind::Server, client.server().url(), cause)
                .with_hint("run the same command again to go on; until then the state before is searched"));
        }
        sleep(Duration::from_millis(500));
    }
    let state = folder.state;
    if folder.published < state {
        folder.note(Event::Published { state })?;
    }
    Ok(())
}

/// Asks the server to remove what is no longer searched, and forgets the numbers of which nothing is left.
fn remove(folder: &mut Folder, client: &Client, now: i64) -> Result<u64> {
    let (mut ask, mut gone) = (Vec::new(), Vec::new());
    for (file, asked) in &folder.stale {
        match asked {
            None => ask.push(*file),
            Some(at) if now - at > LATE => match counts(folder, client, *file)? {
                (0, 0) => gone.push(*file),
                // Again: something came after it was asked for the first time.
                _ => ask.push(*file),
            },
            Some(_) => {}
        }
    }
    for some in ask.chunks(1000) {
        let files: Vec<String> = some.iter().map(|file| folder.named(*file).to_string()).collect();
        let body = json!({"query": format!("file:IN [{}]", files.join(" "))});
        for index in [&folder.names.articles, &folder.names.quotes] {
            let path = format!("/api/v1/{index}/delete-tasks");
            client.post(&path, &body)?;
        }
        folder.note(Event::Asked {
            files: some.to_vec(),
            at: now,
        })?;
    }
    if !gone.is_empty() {
        folder.note(Event::Gone { files: gone })?;
    }
    Ok(ask.len() as u64)
}
