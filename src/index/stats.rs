//! What an archive holds, counted.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::analyzer::fold_value;
use super::disk::{FORMAT, engine_error};
use super::document::day_of;
use super::ledger::FileRow;
use super::reader::Snapshot;
use crate::error::Result;

/// What an archive holds.
#[derive(Clone, Debug)]
pub struct Stats {
    pub articles: u64,
    pub quotes: u64,
    pub sources: u64,
    /// Names of persons who are quoted, as articles write them.
    pub names: u64,
    /// Articles that share their story with an earlier one.
    pub reprints: u64,
    /// The first and the last day of publication.
    pub first_day: Option<jiff::civil::Date>,
    pub last_day: Option<jiff::civil::Date>,
    /// Articles without a date.
    pub undated: u64,
    /// What is known where the archive is an index of this machine.
    pub index: Option<OfIndex>,
}

/// What an index has besides articles.
#[derive(Clone, Debug)]
pub struct OfIndex {
    pub files: u64,
    /// Files of which something was rejected.
    pub rejected_files: u64,
    pub bytes: u64,
    pub segments: u64,
    /// The version of the index's form.
    pub format: u32,
    /// What the articles were understood by, the newest rules first.
    pub rules: Vec<OfRules>,
    pub roots: Vec<String>,
    /// The maps of columns that are remembered: where the root lies, and the pairs.
    pub maps: Vec<(String, Vec<String>)>,
}

/// How much of an index was understood by the same rules and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfRules {
    /// A number for both, see `extract::Version`.
    pub rules: u64,
    pub files: u64,
    pub articles: u64,
}

/// Counts by rules. `files` has the rules of each file, `articles` how many articles each has.
fn of_rules(files: FxHashMap<u64, u64>, articles: FxHashMap<u64, u64>) -> Vec<OfRules> {
    let mut counts: BTreeMap<u64, OfRules> = BTreeMap::new();
    for (file, rules) in files {
        let count = counts.entry(rules).or_insert(OfRules {
            rules,
            files: 0,
            articles: 0,
        });
        count.files += 1;
        count.articles += articles.get(&file).copied().unwrap_or_default();
    }
    counts.into_values().rev().collect()
}

impl Snapshot {
    /// Counts all.
    pub fn stats(&self) -> Result<Stats> {
        let error = |e: tantivy::TantivyError| engine_error(self.index.dir(), &e);
        let counts = self.counts()?;
        let payload = self.index.payload()?;
        let mut days: Option<(i64, i64)> = None;
        let (mut dated, mut rejected_files) = (0, 0);
        let mut stories: rustc_hash::FxHashSet<u64> = Default::default();
        let mut sources: rustc_hash::FxHashSet<String> = Default::default();
        let mut names: rustc_hash::FxHashSet<String> = Default::default();
        let mut files: FxHashMap<u64, u64> = FxHashMap::default();
        let mut articles_of: FxHashMap<u64, u64> = FxHashMap::default();
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            let rules = fast.u64("rules").map_err(error)?;
            let file = fast.u64("file").map_err(error)?;
            let day = fast.i64("day").map_err(error)?;
            let rejected = fast.u64("rejected").map_err(error)?;
            let story = fast.u64("story").map_err(error)?;
            for doc in segment.doc_ids_alive() {
                if let Some(day) = day.first(doc) {
                    dated += 1;
                    days = Some(days.map_or((day, day), |(a, b)| (a.min(day), b.max(day))));
                }
                rejected_files += u64::from(rejected.first(doc).is_some_and(|n| n > 0));
                let file = file.first(doc).unwrap_or_default();
                if let Some(story) = story.first(doc) {
                    stories.insert(story);
                    *articles_of.entry(file).or_default() += 1;
                }
                if let Some(rules) = rules.first(doc) {
                    files.insert(file, rules);
                }
            }
            for (name, set) in [("source", &mut sources), ("speaker_value", &mut names)] {
                let Some(column) = fast.str(name).map_err(error)? else {
                    continue;
                };
                let mut text = String::new();
                for ord in 0..column.num_terms() as u64 {
                    text.clear();
                    if column.ord_to_str(ord, &mut text).unwrap_or(false) {
                        let (key, written) = super::names::parts(&text);
                        set.insert(if name == "source" {
                            fold_value(key)
                        } else {
                            written.to_owned()
                        });
                    }
                }
            }
        }
        Ok(Stats {
            articles: counts.articles,
            quotes: counts.quotes,
            sources: sources.len() as u64,
            names: names.len() as u64,
            reprints: counts.articles.saturating_sub(stories.len() as u64),
            first_day: days.and_then(|(first, _)| day_of(first)),
            last_day: days.and_then(|(_, last)| day_of(last)),
            undated: counts.articles.saturating_sub(dated),
            index: Some(OfIndex {
                files: counts.files,
                rejected_files,
                bytes: self.index.size_on_disk(),
                segments: self.searcher.segment_readers().len() as u64,
                format: FORMAT,
                rules: of_rules(files, articles_of),
                maps: payload
                    .roots
                    .iter()
                    .filter(|root| !root.map.is_empty())
                    .map(|root| (root.location.clone(), root.map.clone()))
                    .collect(),
                roots: payload.roots.into_iter().map(|root| root.location).collect(),
            }),
        })
    }

    /// The bookkeeping of all files, by path.
    pub fn ledger(&self) -> Result<Vec<FileRow>> {
        let mut entries = Vec::new();
        for known in self.stamps()?.into_values() {
            entries.push(self.entry(known.entry)?);
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }
}
