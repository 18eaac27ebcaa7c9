//! What the whole archive holds, counted once for each state of the index.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::ask::{self, Bucket, Counted, Facet, Limit, Question, Stats};
use crate::error::Result;
use crate::index::SnapshotId;
use crate::query::Scope;

/// Counts by time: value and number.
pub type ByTime = Vec<(String, u64)>;

/// Numbers of one state of an archive.
pub struct Archive {
    pub stats: Stats,
    articles: OnceLock<Vec<Facet>>,
    statements: OnceLock<Vec<Facet>>,
}

/// What is counted of everything.
const COUNTED: [&str; 7] = ["date", "month", "year", "source", "language", "speaker", "country"];

impl Archive {
    fn new(snapshot: &dyn ask::Archive) -> Result<Archive> {
        Ok(Archive {
            stats: ask::stats(snapshot)?,
            articles: OnceLock::new(),
            statements: OnceLock::new(),
        })
    }

    /// All values of a field with their counts, of articles or of statements.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    pub fn counts(&self, snapshot: &dyn ask::Archive, scope: Scope, field: &str) -> Result<&[Bucket]> {
        let kept = match scope {
            Scope::Articles => &self.articles,
            Scope::Statements => &self.statements,
        };
        let facets = match kept.get() {
            Some(facets) => facets,
            None => {
                let counted = count(snapshot, scope)?;
                kept.get_or_init(|| counted)
            }
        };
        let facet = facets.iter().find(|facet| facet.field == field);
        Ok(facet.map(|facet| facet.values.as_slice()).unwrap_or_default())
    }

    /// Counts by `date`, `month` or `year`.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    pub fn by_time(&self, snapshot: &dyn ask::Archive, scope: Scope, field: &str) -> Result<ByTime> {
        let counts = self.counts(snapshot, scope, field)?;
        Ok(counts
            .iter()
            .map(|bucket| (bucket.value.clone(), bucket.count))
            .collect())
    }

    /// How many articles or statements there are.
    pub fn all(&self, scope: Scope) -> u64 {
        match scope {
            Scope::Articles => self.stats.articles,
            Scope::Statements => self.stats.quotes,
        }
    }
}

/// A field whose values are all wanted.
///
/// # Errors
/// Where the values of the field cannot be counted.
pub fn all_of(field: &str) -> Result<Counted> {
    Ok(Counted {
        limit: Some(usize::MAX),
        ..Counted::field(field)?
    })
}

fn count(snapshot: &dyn ask::Archive, scope: Scope) -> Result<Vec<Facet>> {
    let mut question = Question::new(scope);
    question.limit = Some(Limit::Most(0));
    for field in COUNTED {
        question.facets.push(all_of(field)?);
    }
    Ok(match scope {
        Scope::Articles => ask::search(snapshot, &question)?.facets,
        Scope::Statements => ask::quotes(snapshot, &question)?.facets,
    })
}

/// How many counts are kept.
const KEPT: usize = 64;

/// What was counted beside lists of hits, as markup, by the state of the index and the address; what was asked for longest ago goes first.
#[derive(Default)]
pub struct Beside(Mutex<VecDeque<(String, String)>>);

impl Beside {
    pub fn get(&self, key: &str) -> Option<String> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(at)?;
        let markup = found.1.clone();
        kept.push_back(found);
        Some(markup)
    }

    pub fn put(&self, key: String, markup: String) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, markup));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

/// How long it is not tried again to count what could not be counted.
const PAUSE: Duration = Duration::from_secs(1);

/// The archive's numbers for the state that was asked for last.
#[derive(Default)]
pub struct Archives(Mutex<Option<Known>>);

struct Known {
    id: SnapshotId,
    counted: Result<Arc<Archive>>,
    at: Instant,
}

impl Archives {
    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    pub fn of(&self, snapshot: &dyn ask::Archive) -> Result<Arc<Archive>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held.as_ref()
            && known.id == snapshot.id()
            // Many who wait for an archive that does not answer wait once.
            && (known.counted.is_ok() || known.at.elapsed() < PAUSE)
        {
            return known.counted.clone();
        }
        let counted = Archive::new(snapshot).map(Arc::new);
        *held = Some(Known {
            id: snapshot.id(),
            counted: counted.clone(),
            at: Instant::now(),
        });
        counted
    }
}
