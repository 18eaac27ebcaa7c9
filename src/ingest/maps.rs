//! The maps of columns that files are read with. A map is remembered with its root, so that a run without one reads new files as the
//! files before; files that were read with another map are read anew.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::request::Request;
use super::roots::Resolved;
use crate::corpus::{self, FieldMap, FileEntry, ReadOptions};
use crate::error::Result;
use crate::index::ledger;
use crate::index::reader::Known;
use crate::index::{Root, deepest};

/// How the files of a root are read.
#[derive(Clone, Debug)]
pub struct Map {
    pub read: Arc<ReadOptions>,
    /// Of the map: it is part of the fingerprints of the files that it is used for.
    pub key: u64,
    /// All files that the index has of the root were read with it; else only their fingerprints tell which were.
    is_applied: bool,
}

/// How files are read, by their roots.
#[derive(Debug)]
pub struct Maps {
    /// By the label of the root.
    roots: Vec<(String, Map)>,
    /// Of what comes from standard input.
    piped: Map,
}

/// Notes the map of a run with its roots. In a rebuild the roots have those that the index before had for them.
pub fn remember(known: &mut Vec<Root>, run: &[Resolved], request: &Request, before: &[Root]) {
    let pairs = request.read.map.pairs();
    let is_given = !pairs.is_empty() || request.no_map;
    for root in run {
        let location = root.location.to_string_lossy();
        let earlier = before.iter().find(|earlier| earlier.location == location);
        let map = match (is_given, earlier) {
            (true, _) => &pairs,
            (false, Some(earlier)) => &earlier.map,
            (false, None) => continue,
        };
        let is_piped = request.piped.as_ref().is_some_and(|piped| piped.file == root.location);
        let at = match known.iter().position(|known| known.label == root.label) {
            Some(at) => at,
            None if map.is_empty() || is_piped => continue,
            // A folder in a known one has a map of its own from now on.
            None => {
                known.push(Root {
                    label: root.label.clone(),
                    location: location.into_owned(),
                    ..Root::default()
                });
                known.len() - 1
            }
        };
        if known[at].map != *map {
            known[at].map.clone_from(map);
            known[at].applied = None;
        }
    }
}

impl Maps {
    /// The maps of the roots that an index knows.
    ///
    /// # Errors
    /// Where one that is remembered cannot be meant.
    pub fn of(known: &[Root], request: &Request) -> Result<Maps> {
        let map = |map: FieldMap, applied: Option<u64>| {
            let key = map.key();
            let read = ReadOptions {
                map,
                ..request.read.clone()
            };
            Map {
                read: Arc::new(read),
                key,
                is_applied: applied == Some(key),
            }
        };
        let of_root = |root: &Root| Ok((root.label.clone(), map(FieldMap::new(&root.map)?, root.applied)));
        Ok(Maps {
            roots: known.iter().map(of_root).collect::<Result<_>>()?,
            piped: map(request.read.map.clone(), None),
        })
    }

    /// How the file of a path is read: as the deepest root that it lies below.
    pub fn of_file(&self, path: &str) -> &Map {
        let root = deepest(&self.roots, |(label, _)| label, path);
        root.map_or(&self.piped, |(_, map)| map)
    }

    /// Whether a file must be read: what the index knows of it is not what it is now.
    pub fn is_due(&self, known: &FxHashMap<u64, Known>, retry: bool, file: &FileEntry) -> bool {
        let Some(known) = known.get(&ledger::key(&file.path)) else {
            return !retry;
        };
        if retry {
            return known.rejected;
        }
        let (map, stamp) = (self.of_file(&file.path), known.stamp);
        let same_time = stamp.modified == file.modified && stamp.modified != 0 && map.is_applied;
        let same = || corpus::fingerprint(file).is_ok_and(|found| found ^ map.key == stamp.fingerprint);
        // A file that cannot be read here is read again, where its error is told.
        stamp.size != file.size || !(same_time || same())
    }

    /// Notes that all files of the roots of a run are read with their maps now.
    pub fn note_applied(&self, known: &mut [Root], run: &[Resolved]) {
        for root in known
            .iter_mut()
            .filter(|root| run.iter().any(|run| run.holds(&root.label)))
        {
            let map = self.roots.iter().find(|(label, _)| *label == root.label);
            root.applied = map.map(|(_, map)| map.key);
        }
    }
}
