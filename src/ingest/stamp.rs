//! What a file was like when it was read.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::corpus::FileEntry;
use crate::error::Result;
use crate::extract::Version;
use crate::index::ledger::Stamp;

/// A file that was changed so shortly before it was read may change again within the same tick of the file system's clock.
const RACY: Duration = Duration::from_secs(2);

/// The stamp of a file as it was before it was read. A file that has changed since, that may still change unseen, or that could
/// not be read gets a stamp that fits nothing, so the next run looks at its content.
pub fn stamp(file: &FileEntry, map: u64, fingerprint: Result<u64>, version: Version) -> Stamp {
    let modified = Duration::from_nanos(file.modified.max(0) as u64);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let settled = modified + RACY < now;
    let same = std::fs::metadata(&file.location).is_ok_and(|meta| {
        let at = meta
            .modified()
            .ok()
            .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
            .unwrap_or_default();
        meta.len() == file.size && at == modified
    });
    let read = fingerprint.is_ok();
    Stamp {
        fingerprint: fingerprint.ok().filter(|_| same).map(|f| f ^ map).unwrap_or_default(),
        size: file.size,
        modified: if settled && same && read { file.modified } else { 0 },
        rules: version.to_bits(),
    }
}
