//! What the archive says of the names in it: read from a snapshot for [`crate::people`], and the file in which the persons are kept.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;
use tantivy::directory::{Directory, MmapDirectory};
use tantivy::{DocId, SegmentReader};

use super::directory::Index;
use super::disk::{damaged, engine_error, write_whole};
use super::{Snapshot, names, stored};
use crate::error::Result;
use crate::people::{Evidence, PartialEvidence, Reader, Register, Roster, Seen, SeenSpeaker, decide};

/// Beside the segments of its generation.
const FILE: &str = "people";

/// Documents that one thread reads at a time.
const STRETCH: u32 = 1 << 14;

impl Index {
    /// The persons that were made of this generation, if any were. Nothing but the head is read.
    pub fn people(&self) -> Option<Register> {
        if self.is_several() {
            return self.people_of_several();
        }
        let folder = MmapDirectory::open(self.folder()).ok()?;
        let bytes = folder.open_read(Path::new(FILE)).ok()?.read_bytes().ok()?;
        Register::open(Arc::new(bytes))
    }

    /// As [`Index::people`], and `None` too where a byte of them is not as it was written. All of the table is read.
    pub fn whole_people(&self) -> Option<Register> {
        self.people().filter(Register::is_whole)
    }

    /// Whether the table of persons is as it was written. There need be none: a run that was killed has not come to it.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) where it is not.
    pub(super) fn check_people(&self) -> Result<()> {
        match self.folder().join(FILE).exists() && self.whole_people().is_none() {
            true => Err(damaged(self.dir(), &format!("`{FILE}` is not as it was written"))
                .with_hint("make it anew with `warta index FOLDER`; nothing is read again for it")),
            false => Ok(()),
        }
    }

    /// Keeps the persons, whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::error::ErrorKind::Io) where the file cannot be written.
    pub fn keep_people(&self, bytes: &[u8]) -> Result<()> {
        write_whole(&self.folder().join(FILE), bytes)
    }
}

impl Snapshot {
    /// The same commit with its persons, made now where the index was written by a program that made none.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) where the index cannot be read.
    pub fn with_people(mut self) -> Result<Snapshot> {
        if self.people.is_empty() {
            let persons = decide(&self.evidence(1)?);
            self.people = Arc::new(self.index.decide_over(Register::of(&persons))?);
        }
        Ok(self)
    }

    /// The persons of this snapshot as [`Register::open`] takes them, and the text of the user's decisions on them.
    ///
    /// # Errors
    /// Where the decisions cannot be read.
    pub fn persons_as_written(&self) -> Result<(Vec<u8>, String)> {
        Ok((self.people.bytes().to_vec(), self.index.decisions_text()?))
    }

    /// Where several indexes are read as one: with the persons of all their articles, decided anew, and the user's decisions of each.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) where an index cannot be read; where decisions contradict each other.
    pub(super) fn with_people_of_all(self) -> Result<Snapshot> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let persons = decide(&self.evidence(threads)?);
        let bytes = Register::encode(&persons, self.index.number_of_list());
        self.index.keep_people_of_several(&bytes);
        let people = Register::open(Arc::new(bytes)).unwrap_or_default();
        let people = self.index.decide_over(people)?;
        Ok(self.with_register(people))
    }

    /// All names of speakers as articles have them, each with the number of its articles.
    fn written_names(&self) -> Result<FxHashMap<String, u32>> {
        let error = |e: tantivy::TantivyError| engine_error(self.index.dir(), &e);
        let mut written: FxHashMap<String, u32> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            let Some(values) = fast.str("speaker_value").map_err(error)? else {
                continue;
            };
            let ordinals = fast.u64("ordinal").map_err(error)?;
            let mut articles = vec![0; values.num_terms()];
            for doc in segment.doc_ids_alive() {
                // Statements carry the value too.
                if ordinals.first(doc) != Some(0) {
                    continue;
                }
                for value in values.term_ords(doc) {
                    if let Some(count) = articles.get_mut(value as usize) {
                        *count += 1;
                    }
                }
            }
            let mut value = String::new();
            for (ord, count) in articles.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                value.clear();
                if values.ord_to_str(ord as u64, &mut value).map_err(|e| error(e.into()))? {
                    *written.entry(names::parts(&value).1.to_owned()).or_default() += count;
                }
            }
        }
        Ok(written)
    }

    /// Reads all articles for what they say of names, on `threads` threads.
    ///
    /// # Errors
    /// [`ErrorKind::Index`](crate::error::ErrorKind::Index) where the index cannot be read.
    pub fn evidence(&self, threads: usize) -> Result<Evidence> {
        let roster = Roster::new(self.written_names()?);
        let mut stretches: Vec<(&SegmentReader, DocId)> = Vec::new();
        for segment in self.searcher.segment_readers() {
            stretches.extend(
                (0..segment.max_doc())
                    .step_by(STRETCH as usize)
                    .map(|from| (segment, from)),
            );
        }
        let next = AtomicUsize::new(0);
        let read = || -> Result<PartialEvidence> {
            let mut reader = Reader::new(&roster);
            while let Some((segment, from)) = stretches.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.read_stretch(segment, *from, &mut reader)?;
            }
            Ok(reader.finish())
        };
        let parts: Vec<Result<PartialEvidence>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(read)).collect();
            let own = read();
            let others = threads.into_iter().map(|thread| {
                let broken = |_| Err(self.damaged("a stored article cannot be read"));
                thread.join().unwrap_or_else(broken)
            });
            [own].into_iter().chain(others).collect()
        });
        let parts = parts.into_iter().collect::<Result<Vec<PartialEvidence>>>()?;
        Ok(Evidence::new(roster, parts))
    }

    fn read_stretch(&self, segment: &SegmentReader, from: DocId, reader: &mut Reader) -> Result<()> {
        let end = (from + STRETCH).min(segment.max_doc());
        self.each_record(segment, from..end, &mut |_, record| {
            let Some(glance) = stored::glance(record) else {
                return Err(self.damaged("a stored article cannot be read"));
            };
            let speakers: Vec<SeenSpeaker> = glance
                .speakers
                .into_iter()
                .map(|(name, roles, affiliation)| SeenSpeaker {
                    name,
                    roles,
                    affiliation,
                })
                .collect();
            reader.read(&Seen {
                id: glance.number,
                title: glance.title,
                body: glance.body,
                speakers: &speakers,
            });
            Ok(())
        })
    }
}
