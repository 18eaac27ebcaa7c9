//! Lists of hits, of articles or of statements.

use std::marker::PhantomData;

use rayon::prelude::*;

use super::counts::Facet;
use super::cursor::Cursor;
use super::question::Question;
use super::read::Limit;
use crate::engine::Archive;
use crate::error::{Diagnostic, Error, Result};
use crate::query::{Condition, Scope};
use crate::search::{self, Hit, Ranked, Request, StatementHit};

/// How many hits an answer has where nobody says how many.
const HITS: usize = 10;
/// How many values a facet has where nobody says how many.
const VALUES: usize = 10;

/// So few hits are read by one core: waking another takes longer.
const FEW: usize = 16;
/// So many are held at a time.
const MANY: usize = 1024;

/// A kind of hit, and how it is read from the archive.
pub trait Found: Sized {
    const SCOPE: Scope;

    /// # Errors
    /// [`crate::error::ErrorKind::Index`] where the index cannot be read.
    fn read(archive: &dyn Archive, condition: &Condition, ranked: &Ranked) -> Result<Self>;
}

impl Found for Hit {
    const SCOPE: Scope = Scope::Articles;

    fn read(archive: &dyn Archive, condition: &Condition, ranked: &Ranked) -> Result<Hit> {
        search::hit(archive, condition, ranked)
    }
}

impl Found for StatementHit {
    const SCOPE: Scope = Scope::Statements;

    fn read(archive: &dyn Archive, condition: &Condition, ranked: &Ranked) -> Result<StatementHit> {
        search::statement(archive, condition, ranked)
    }
}

/// Hits in their order, and what was counted over all of them.
pub struct List<'s, H> {
    /// The query with its parameters, as canonical text.
    pub query: String,
    pub num_hits: u64,
    /// Where hits are stories: the articles that they stand for.
    pub articles: Option<u64>,
    /// How many hits were left out before the first one here.
    pub offset: usize,
    /// Each hit stands for a story.
    pub stories: bool,
    pub facets: Vec<Facet>,
    pub diagnostics: Vec<Diagnostic>,
    /// Where there are hits behind these: what leads to them.
    pub next: Option<Cursor>,
    archive: &'s dyn Archive,
    condition: Condition,
    ranked: Vec<Ranked>,
    /// It holds none: each is read when it is wanted.
    kind: PhantomData<fn() -> H>,
}

impl<H: Found> List<'_, H> {
    /// How many hits are in this part of the list.
    pub fn len(&self) -> usize {
        self.ranked.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ranked.is_empty()
    }

    /// The hits of this part. Each is read when it is wanted: a list of all hits takes no more memory than one of ten.
    pub fn hits(&self) -> impl Iterator<Item = Result<H>> {
        self.ranked.iter().map(|ranked| self.read(ranked))
    }

    /// Makes something of each hit and hands it over in the order of the list. All cores read and make, some hits at a time: the first few
    /// are there at once, and a list of all hits takes little more memory than one of ten. `make` is told which hit of this part it is.
    ///
    /// # Errors
    /// Those of `make` and `take`, and where the index cannot be read; what comes before has been handed over.
    pub fn each<T: Send, E: From<Error> + Send>(
        &self,
        make: impl Fn(usize, H) -> std::result::Result<T, E> + Sync,
        mut take: impl FnMut(T) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let made = |(at, ranked): (usize, &Ranked)| make(at, self.read(ranked)?);
        let (mut begin, mut many) = (0, FEW);
        while begin < self.ranked.len() {
            let end = self.ranked.len().min(begin + many);
            let places = begin..end;
            let some = &self.ranked[places.clone()];
            let some: Vec<_> = match some.len() <= FEW {
                true => places.zip(some).map(made).collect(),
                false => places.into_par_iter().zip(some).with_min_len(FEW).map(made).collect(),
            };
            some.into_iter().try_for_each(|made| take(made?))?;
            (begin, many) = (end, (many * 2).min(MANY));
        }
        Ok(())
    }

    fn read(&self, ranked: &Ranked) -> Result<H> {
        H::read(self.archive, &self.condition, ranked)
    }
}

/// The articles that a question finds.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn search<'s>(archive: &'s dyn Archive, question: &Question) -> Result<List<'s, Hit>> {
    list(archive, question)
}

/// The statements that a question finds.
///
/// # Errors
/// [`crate::error::ErrorKind::Index`] where the index cannot be read.
pub fn quotes<'s>(archive: &'s dyn Archive, question: &Question) -> Result<List<'s, StatementHit>> {
    list(archive, question)
}

fn list<'s, H: Found>(archive: &'s dyn Archive, question: &Question) -> Result<List<'s, H>> {
    let stories = question.stories && H::SCOPE == Scope::Articles;
    let request = Request {
        sort: question.sort,
        recency: question.recency,
        stories,
        offset: question.offset,
        limit: question.limit.unwrap_or(Limit::Most(HITS)).most(),
        labels: question.language(&question.facets),
        facets: question.facets.iter().map(|counted| counted.axis).collect(),
        after: match &question.cursor {
            Some(cursor) => Some(cursor.place(archive, &question.order())?),
            None => None,
        },
        until: question.until.clone(),
        ..Request::new(H::SCOPE)
    };
    let found = search::run(archive, &question.query.condition, &request)?;
    let counts = found.facets.iter().zip(&found.missing);
    let facets = question.facets.iter().zip(counts).map(|(counted, (counts, missing))| {
        let usual = if counted.axis.is_time() { usize::MAX } else { VALUES };
        Facet {
            field: counted.axis.name(),
            values: counts.top(counted.limit.unwrap_or(usual)),
            missing: *missing,
        }
    });
    archive.ahead(&mut found.ranked.iter().map(|hit| hit.address))?;
    let last = found.ranked.last().filter(|_| found.more);
    let place = last.map(|last| archive.place(last)).transpose()?;
    Ok(List {
        next: place.map(|place| Cursor::new(archive, &question.order(), place)),
        query: question.query.to_string(),
        num_hits: found.num_hits,
        articles: found.articles,
        offset: question.offset,
        stories,
        facets: facets.collect(),
        diagnostics: question.query.remarks(archive, H::SCOPE, found.num_hits)?,
        archive,
        condition: question.query.condition.clone(),
        ranked: found.ranked,
        kind: PhantomData,
    })
}
