//! Zip and tar files as folders: each entry is read as a file of its name would be, and its articles are members of the archive.
//!
//! What an archive unpacks to in all is bounded as for any packed file, and archives inside of archives only so deep.

use std::io::{BufRead, BufReader, Read, Seek};
use std::ops::ControlFlow;

use super::limit::{Limited, unpacked};
use super::office::Package;
use super::read::{Sink, io_text};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// Archives inside of archives.
pub const DEEPEST: usize = 3;

/// Reads one entry: its place for errors (`a.zip#b/c.html`), its name, its bytes, where its articles go.
pub type OnEntry<'e> = dyn FnMut(&str, &str, Box<dyn BufRead + '_>, &mut Sink) -> Result<()> + 'e;

/// Reads the entries of a zip file, in the order in which it has them. `size` is that of the file.
pub fn read_zip<R: Read + Seek>(path: &str, package: &mut Package<R>, size: u64, longest: u64, on_entry: &mut OnEntry, sink: &mut Sink) -> Result<()> {
    let mut left = unpacked(size, longest);
    let names = package.names();
    for (at, name) in names.iter().enumerate().take(package.len()) {
        if is_passed_by(name) {
            continue;
        }
        let place = format!("{path}#{name}");
        let entry = match package.entry(&place, at) {
            Ok(entry) => entry,
            Err(error) => {
                if sink(Err(error)).is_break() {
                    return Ok(());
                }
                continue;
            }
        };
        if hand_over(path, name, entry, &mut left, on_entry, sink)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads the entries of a tar file, as a stream.
pub fn read_tar(path: &str, reader: impl Read, size: u64, longest: u64, on_entry: &mut OnEntry, sink: &mut Sink) -> Result<()> {
    let broken = |e: std::io::Error| Error::new(ErrorKind::Input, path, format!("the tar file is damaged: {}", io_text(&e.to_string())));
    let mut left = unpacked(size, longest);
    let mut archive = tar::Archive::new(reader);
    for entry in archive.entries().map_err(broken)? {
        let entry = entry.map_err(broken)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || is_passed_by(&name) {
            continue;
        }
        if hand_over(path, &name, entry, &mut left, on_entry, sink)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Folders, hidden files, and what programs add for themselves.
fn is_passed_by(name: &str) -> bool {
    name.ends_with('/') || name.split('/').any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

/// An entry's articles, as members of the archive. An entry that cannot be read does not end the archive; one that unpacks to too much does.
fn hand_over(
    path: &str,
    name: &str,
    entry: impl Read,
    left: &mut u64,
    on_entry: &mut OnEntry,
    sink: &mut Sink,
) -> Result<ControlFlow<()>> {
    let place = format!("{path}#{name}");
    let mut limited = Limited::whole(Counted { inner: entry, count: 0 }, *left);
    let mut flow = ControlFlow::Continue(());
    let result = {
        let mut own: Box<dyn FnMut(Result<RawArticle>) -> ControlFlow<()> + '_> = Box::new(|article| {
            flow = sink(article.map(|article| as_member(path, name, article)));
            flow
        });
        on_entry(&place, name, Box::new(BufReader::with_capacity(1 << 16, &mut limited)), &mut *own)
    };
    *left = left.saturating_sub(limited.get_ref().count);
    if let Err(error) = result
        && flow.is_continue()
    {
        if error.cause == super::limit::TOO_DENSE {
            return Err(Error::new(ErrorKind::Input, path, error.cause));
        }
        flow = sink(Err(error));
    }
    Ok(flow)
}

fn as_member(path: &str, name: &str, mut article: RawArticle) -> RawArticle {
    article.path = path.to_owned();
    article.member = Some(match article.member {
        Some(member) => format!("{name}#{member}"),
        None => name.to_owned(),
    });
    article
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}
