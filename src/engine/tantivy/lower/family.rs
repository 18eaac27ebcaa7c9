//! From statements to their articles and back: they stand side by side, the article first, and `ordinal` counts from it.

use tantivy::columnar::Column;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::explained::explain_score;

/// How statements stand to their articles in a segment.
pub struct Family {
    ordinals: Column<u64>,
    starts: Column<u64>,
    ends: Column<u64>,
}

impl Family {
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Family> {
        let fast = reader.fast_fields();
        Ok(Family {
            ordinals: fast.u64("ordinal")?,
            starts: fast.u64("quote_start")?,
            ends: fast.u64("quote_end")?,
        })
    }

    /// How many documents there are.
    pub fn len(&self) -> DocId {
        self.ordinals.num_docs()
    }

    pub fn is_statement(&self, doc: DocId) -> bool {
        doc < self.len() && self.ordinals.first(doc).is_some_and(|ordinal| ordinal > 0)
    }

    /// The article of a statement; of another document, itself.
    pub fn article_of(&self, doc: DocId) -> DocId {
        doc - self.ordinals.first(doc).unwrap_or_default() as DocId
    }

    /// The statements of an article.
    pub fn statements(&self, article: DocId) -> impl Iterator<Item = DocId> + '_ {
        (article + 1..).take_while(|doc| self.is_statement(*doc))
    }

    /// The words of the article's body that a statement is made of: the number of the first, and of the one behind the last.
    pub fn words(&self, statement: DocId) -> (u32, u32) {
        // Both stand at the same place of their columns.
        let Some(row) = self.starts.index.value_row_ids(statement).next() else {
            return (0, 0);
        };
        // A body has far fewer words than fit.
        let number = |column: &Column<u64>| column.values.get_val(row) as u32;
        (number(&self.starts), number(&self.ends))
    }
}

/// The articles that have a statement which the inner query finds. The best statement gives the score.
#[derive(Debug)]
pub struct ArticlesOf {
    statements: Box<dyn Query>,
}

/// The statements of the articles that the inner query finds.
#[derive(Debug)]
pub struct StatementsOf {
    articles: Box<dyn Query>,
}

impl ArticlesOf {
    pub fn new(statements: Box<dyn Query>) -> ArticlesOf {
        ArticlesOf { statements }
    }
}

impl StatementsOf {
    pub fn new(articles: Box<dyn Query>) -> StatementsOf {
        StatementsOf { articles }
    }
}

impl Clone for ArticlesOf {
    fn clone(&self) -> ArticlesOf {
        ArticlesOf::new(self.statements.box_clone())
    }
}

impl Clone for StatementsOf {
    fn clone(&self) -> StatementsOf {
        StatementsOf::new(self.articles.box_clone())
    }
}

impl Query for ArticlesOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArticlesWeight(self.statements.weight(scoring)?)))
    }
}

impl Query for StatementsOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(StatementsWeight(self.articles.weight(scoring)?)))
    }
}

struct ArticlesWeight(Box<dyn Weight>);
struct StatementsWeight(Box<dyn Weight>);

impl Weight for ArticlesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = Articles {
            statements: self.0.scorer(reader, boost)?,
            family: Family::open(reader)?,
            doc: 0,
            score: 0.0,
        };
        scorer.step();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the best of the article's statements")
    }
}

impl Weight for StatementsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = Statements {
            articles: self.0.scorer(reader, 1.0)?,
            family: Family::open(reader)?,
            doc: 0,
            score: boost,
        };
        scorer.first_child();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the article fits")
    }
}

struct Articles {
    /// Stands at the first statement behind those of `doc`.
    statements: Box<dyn Scorer>,
    family: Family,
    doc: DocId,
    score: Score,
}

impl Articles {
    /// To the article of the statement at hand, past all its statements.
    fn step(&mut self) -> DocId {
        let mut statement = self.statements.doc();
        if statement == TERMINATED {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        self.doc = self.family.article_of(statement);
        self.score = 0.0;
        while statement != TERMINATED && self.family.article_of(statement) == self.doc {
            self.score = self.score.max(self.statements.score());
            statement = self.statements.advance();
        }
        self.doc
    }
}

impl DocSet for Articles {
    fn advance(&mut self) -> DocId {
        self.step()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if self.statements.doc() < target {
            self.statements.seek(target);
        }
        // The statements of an article before `target` may stand behind it.
        while self.statements.doc() != TERMINATED && self.family.article_of(self.statements.doc()) < target {
            self.statements.advance();
        }
        self.step()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.statements.size_hint()
    }

    fn cost(&self) -> u64 {
        self.statements.cost()
    }
}

impl Scorer for Articles {
    fn score(&mut self) -> Score {
        self.score
    }
}

struct Statements {
    /// Stands at the article of `doc`.
    articles: Box<dyn Scorer>,
    family: Family,
    doc: DocId,
    score: Score,
}

impl Statements {
    /// To the first statement of the article at hand, or of the next that has one.
    fn first_child(&mut self) -> DocId {
        loop {
            let article = self.articles.doc();
            if article == TERMINATED {
                self.doc = TERMINATED;
                return TERMINATED;
            }
            if self.family.is_statement(article + 1) {
                self.doc = article + 1;
                return self.doc;
            }
            self.articles.advance();
        }
    }
}

impl DocSet for Statements {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        if self.family.is_statement(self.doc + 1) {
            self.doc += 1;
            return self.doc;
        }
        self.articles.advance();
        self.first_child()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if target == TERMINATED || target >= self.family.len() {
            self.doc = TERMINATED;
            return TERMINATED;
        }
        let article = self.family.article_of(target);
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        if self.articles.doc() == article && self.family.is_statement(target) {
            self.doc = target;
            return target;
        }
        self.first_child()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint().saturating_mul(4)
    }

    fn cost(&self) -> u64 {
        self.articles.cost().saturating_mul(4)
    }
}

impl Scorer for Statements {
    fn score(&mut self) -> Score {
        self.score
    }
}
