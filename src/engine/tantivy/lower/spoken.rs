//! Words in a statement. A statement is a stretch of the words of its article's body: the index finds the articles that have the
//! words, and positions tell which of their statements do.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, TERMINATED};

use super::explained::explain_score;
use super::family::Family;
use super::occurrences::{self, Occurrence, Occurrences, STEPS};
use crate::deadline::{Deadline, Watch};
use crate::engine::request::OTHER_FORM;
use crate::query::condition::Pattern;

/// The statements in which a pattern stands.
#[derive(Debug)]
pub struct SpokenQuery {
    /// Finds the articles.
    articles: Box<dyn Query>,
    body: Field,
    pattern: Arc<Pattern>,
    until: Deadline,
}

impl SpokenQuery {
    /// `articles` finds the articles in which the pattern stands.
    pub fn new(articles: Box<dyn Query>, body: Field, pattern: &Pattern, until: &Deadline) -> SpokenQuery {
        SpokenQuery {
            articles,
            body,
            pattern: Arc::new(pattern.clone()),
            until: until.clone(),
        }
    }
}

impl Clone for SpokenQuery {
    fn clone(&self) -> SpokenQuery {
        SpokenQuery {
            articles: self.articles.box_clone(),
            body: self.body,
            pattern: self.pattern.clone(),
            until: self.until.clone(),
        }
    }
}

impl Query for SpokenQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut scores = Vec::new();
        if let EnableScoring::Enabled {
            statistics_provider, ..
        } = scoring
        {
            let terms = occurrences::terms(self.body, &self.pattern);
            match &*self.pattern {
                Pattern::Word { .. } => {
                    for (i, term) in terms.iter().enumerate() {
                        let bm25 = Bm25Weight::for_terms(statistics_provider, std::slice::from_ref(term))?;
                        scores.push(if i == 0 { bm25 } else { bm25.boost_by(OTHER_FORM) });
                    }
                }
                _ if terms.is_empty() => {}
                _ => scores.push(Bm25Weight::for_terms(statistics_provider, &terms)?),
            }
        }
        let articles = match scoring.searcher() {
            Some(searcher) => EnableScoring::disabled_from_searcher(searcher),
            None => EnableScoring::disabled_from_schema(scoring.schema()),
        };
        Ok(Box::new(SpokenWeight {
            articles: self.articles.weight(articles)?,
            body: self.body,
            pattern: self.pattern.clone(),
            scores: scores.into(),
            until: self.until.clone(),
        }))
    }
}

struct SpokenWeight {
    articles: Box<dyn Weight>,
    body: Field,
    pattern: Arc<Pattern>,
    /// Of each of the pattern's terms, or of all together; empty where each statement counts the same.
    scores: Arc<[Bm25Weight]>,
    until: Deadline,
}

impl Weight for SpokenWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut spoken = Spoken {
            articles: self.articles.scorer(reader, 1.0)?,
            occurrences: Occurrences::open(reader, self.body, &self.pattern)?,
            found: Vec::new(),
            read: None,
            family: Family::open(reader)?,
            scores: self.scores.clone(),
            boost,
            here: 0..0,
            doc: 0,
            watch: self.until.every(STEPS),
        };
        spoken.settle(1);
        Ok(Box::new(spoken))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the words are said")
    }
}

struct Spoken {
    articles: Box<dyn Scorer>,
    occurrences: Occurrences,
    /// In the body of the article `read`.
    found: Vec<Occurrence>,
    read: Option<DocId>,
    family: Family,
    scores: Arc<[Bm25Weight]>,
    boost: Score,
    /// Those of `found` that stand in the statement `doc`.
    here: std::ops::Range<usize>,
    doc: DocId,
    watch: Watch,
}

impl Spoken {
    /// Whether the statement has the words; `articles` stands at its article.
    fn fits(&mut self, statement: DocId) -> bool {
        let article = self.articles.doc();
        if self.read != Some(article) {
            self.occurrences.find(article, &mut self.found);
            self.read = Some(article);
        }
        let (start, end) = self.family.words(statement);
        // Starts and ends both ascend.
        let first = self.found.partition_point(|o| o.start < start);
        let behind = self.found.partition_point(|o| o.end <= end);
        self.here = first..behind.max(first);
        !self.here.is_empty()
    }

    /// To the first statement from `target` on that has the words.
    fn settle(&mut self, target: DocId) -> DocId {
        if target >= self.family.len() {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let article = self.family.article_of(target);
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        let mut statement = target;
        loop {
            let article = self.articles.doc();
            if article == TERMINATED || self.watch.step() {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            statement = statement.max(article + 1);
            while self.family.is_statement(statement) {
                if self.fits(statement) {
                    self.doc = statement;
                    return statement;
                }
                statement += 1;
            }
            self.articles.advance();
        }
    }
}

impl DocSet for Spoken {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.settle(target);
        }
        self.doc
    }

    /// Looks at this one statement, not for the next that fits.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.doc >= target {
            return match self.doc == target {
                true => SeekDangerResult::Found,
                false => SeekDangerResult::SeekLowerBound(self.doc),
            };
        }
        if target >= self.family.len() {
            self.doc = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        let article = self.family.article_of(target);
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        if self.articles.doc() == article && self.family.is_statement(target) && self.fits(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(self.articles.doc().clamp(target, TERMINATED - 1) + 1)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint()
    }

    fn cost(&self) -> u64 {
        // To read positions costs as much as to step over many postings.
        self.articles.cost().saturating_mul(20)
    }
}

impl Scorer for Spoken {
    fn score(&mut self) -> Score {
        let (start, end) = self.family.words(self.doc);
        let length = FieldNormReader::fieldnorm_to_id(end.saturating_sub(start));
        let here = &self.found[self.here.clone()];
        let score: Score = match &*self.scores {
            [] => 1.0,
            scores => scores
                .iter()
                .enumerate()
                .map(|(i, bm25)| {
                    let count = here.iter().filter(|o| usize::from(o.term) == i).count();
                    bm25.score(length, count as u32)
                })
                .sum(),
        };
        score * self.boost
    }
}
