//! Zip and tar files as folders: each entry is read as a file of its name would be, and its articles are members of the archive. A zip file
//! may also be a document ([`super::office`]), or a web archive around others (WACZ), of which only those are read.

use std::io::Read;
use std::ops::ControlFlow;

use super::format::{Fit, Reader};
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::limit::{TOO_DENSE, io_text};
use super::office::{self, Package};
use super::source::Source;
use crate::error::Result;

/// Bytes of a zip file inside of another archive, which is held in memory.
const LARGEST_NESTED: u64 = 500_000_000;

/// A zip file that is no document of tables or slides, nor a program: their names stand unpacked in it.
pub fn look_zip(head: &Head) -> Fit {
    const OTHERS: [&[u8]; 5] = [
        b"xl/",
        b"ppt/",
        b"opendocument.spreadsheet",
        b"opendocument.presentation",
        b"META-INF/MANIFEST.MF",
    ];
    let zip = head.bytes.starts_with(b"PK\x03\x04") || head.bytes.starts_with(b"PK\x05\x06");
    Fit::certain(
        zip && !OTHERS
            .iter()
            .any(|name| memchr::memmem::find(head.bytes, name).is_some()),
    )
}

pub fn look_tar(head: &Head) -> Fit {
    Fit::certain(head.bytes.get(257..262) == Some(b"ustar"))
}

/// Reads a zip file: the document that it is, or its entries.
pub fn read_zip(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink, read: Reader) -> Result<()> {
    let place = source.place();
    let reader = source.seekable(LARGEST_NESTED)?;
    let mut package = Package::new(place.clone(), reader)?;
    let names = package.names();
    if let Some(document) = office::kind_of(&names) {
        return office::hand_over(&place, document, &mut package, source.longest(), sink);
    }
    // A WACZ has pages of its program and indexes beside its archives.
    let web =
        names.iter().any(|name| name == "datapackage.json") && names.iter().any(|name| name.starts_with("archive/"));
    for (at, name) in names.iter().enumerate() {
        if is_passed_by(name) || web && !name.starts_with("archive/") {
            continue;
        }
        let flow = match package.entry(at) {
            Ok(entry) => hand_over(source, name, entry, options, sink, read)?,
            Err(error) => sink(Finding::Rejected(error)),
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

/// Reads the entries of a tar file, as a stream.
pub fn read_tar(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink, read: Reader) -> Result<()> {
    let place = source.place();
    let broken = |e: std::io::Error| place.error(format!("the tar file is damaged: {}", io_text(&e.to_string())));
    // Its entries are sources of their own while it is read.
    let mut outer = source.taken();
    let mut archive = tar::Archive::new(&mut outer);
    for entry in archive.entries().map_err(broken)? {
        let entry = entry.map_err(broken)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || is_passed_by(&name) {
            continue;
        }
        if hand_over(source, &name, entry, options, sink, read)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Folders, hidden files, and what programs add for themselves.
fn is_passed_by(name: &str) -> bool {
    name.ends_with('/')
        || name
            .split('/')
            .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

/// Reads one entry. One that cannot be read does not end the archive; an archive that unpacks to too much ends.
fn hand_over(
    source: &Source<'_>,
    name: &str,
    entry: impl Read,
    options: &ReadOptions,
    sink: &mut Sink,
    read: Reader,
) -> Result<ControlFlow<()>> {
    let mut flow = ControlFlow::Continue(());
    let result = source.nested(name, entry).and_then(|mut entry| {
        read(&mut entry, options, &mut |found| {
            flow = sink(found);
            flow
        })
    });
    match result {
        Err(error) if error.cause == TOO_DENSE => Err(source.error(error.cause)),
        Err(error) if flow.is_continue() => Ok(sink(Finding::Rejected(error))),
        _ => Ok(flow),
    }
}
