//! `warta export --to quickwit`: an archive as files for Quickwit, and brought to a server.

use std::io::Write;
use std::path::Path;

use indicatif::ProgressBar;
use jiff::Timestamp;

use super::failure::Failure;
use super::index_dir::IndexDir;
use super::out;
use crate::ask;
use crate::engine::quickwit::Server;
use crate::export::{self, FILE_SIZE, Folder};
use crate::output::number::{count, plural};

/// Writes the archive to a folder, and brings it to the server at an address.
pub fn export(index: &IndexDir, folder: &Path, url: Option<&str>) -> Result<bool, Failure> {
    let server = url.map(Server::parse).transpose()?;
    // What a server has is told from an export before by what one index was.
    index.one()?;
    let snapshot = ask::with_people(index.open()?.snapshot()?)?;
    let name = server.as_ref().map(|server| server.name.as_str());
    let mut folder = Folder::open(folder, name)?;
    let bar = out::spinner().unwrap_or_else(ProgressBar::hidden);
    let written = export::export(&snapshot, &mut folder, FILE_SIZE, &mut |done| {
        bar.set_message(format!("{} articles looked at", count(done)));
        Ok(())
    })?;
    let stdout = &mut anstream::stdout();
    bar.suspend(|| {
        writeln!(
            stdout,
            "{} with {}: {} written in {}, {} no longer searched; {}",
            plural(written.articles, "article", "articles"),
            plural(written.quotes, "statement", "statements"),
            count(written.written),
            plural(written.files, "new file", "new files"),
            plural(written.stale, "older file", "older files"),
            folder.path().display(),
        )
    })?;
    if let Some(server) = &server {
        let loaded = export::load(&mut folder, server, Timestamp::now().as_second(), &mut |at, all| {
            bar.set_message(format!("{} of {} files", count(at), count(all)));
            Ok(())
        })?;
        bar.finish_and_clear();
        write!(
            stdout,
            "{} can be searched on {}: {} sent, {} there before",
            plural(loaded.articles, "article", "articles"),
            server.url(),
            plural(loaded.sent, "file", "files"),
            count(loaded.found),
        )?;
        if loaded.again > 0 {
            let files = plural(loaded.again, "file", "files");
            write!(stdout, ", {files} not whole and sent again under a new number")?;
        }
        if loaded.removed > 0 {
            write!(
                stdout,
                "; {} to be removed",
                plural(loaded.removed, "file is", "files are")
            )?;
        }
        writeln!(stdout)?;
    }
    bar.finish_and_clear();
    Ok(written.articles > 0)
}
