//! Amounts in a range: read from the columns, since both limits must hold for one and the same amount.

use tantivy::columnar::Column;
use tantivy::index::SegmentReader;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, TERMINATED};

use super::explained::explain_score;
use crate::article::{Currency, Decimal};
use crate::index::money;
use crate::query::condition::AmountRange;

/// The articles that state an amount in a range.
#[derive(Clone, Debug)]
pub struct AmountQuery {
    currency: Option<Currency>,
    /// Codes without their currency, both included.
    low: u64,
    high: u64,
}

impl AmountQuery {
    pub fn new(range: &AmountRange) -> AmountQuery {
        let bits = |value: &Decimal| {
            let currency = range.currency.unwrap_or_else(any_currency);
            money::code(currency, value) - money::lowest(currency)
        };
        AmountQuery {
            currency: range.currency,
            low: range
                .low
                .as_ref()
                .map_or(0, |(value, inclusive)| bits(value) + u64::from(!inclusive)),
            high: range.high.as_ref().map_or(u64::MAX, |(value, inclusive)| {
                bits(value).saturating_sub(u64::from(!inclusive))
            }),
        }
    }
}

/// Codes differ between currencies in their upper bits only; any currency serves to take those off.
fn any_currency() -> Currency {
    Currency::from_code("AAA").unwrap_or_else(|| unreachable!("three letters are a code"))
}

impl Query for AmountQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AmountQuery {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = reader.fast_fields();
        let any = any_currency();
        let mut amounts = Amounts {
            query: self.clone(),
            base: self.currency.map(money::lowest),
            bits: money::highest(any) - money::lowest(any),
            min: columns.u64("amount_min")?,
            max: columns.u64("amount_max")?,
            doc: 0,
            end: reader.max_doc(),
        };
        amounts.settle();
        Ok(Box::new(ConstScorer::new(amounts, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "an amount lies in the range")
    }
}

struct Amounts {
    query: AmountQuery,
    base: Option<u64>,
    /// The bits of a code that are its value.
    bits: u64,
    min: Column<u64>,
    max: Column<u64>,
    doc: DocId,
    end: DocId,
}

impl Amounts {
    fn fits(&self, doc: DocId) -> bool {
        // Both limits of an amount stand at the same place of their columns.
        let mut rows = self.min.index.value_row_ids(doc);
        rows.any(|row| {
            let (min, max) = (self.min.values.get_val(row), self.max.values.get_val(row));
            self.base.is_none_or(|base| min & !self.bits == base)
                && max & self.bits >= self.query.low
                && min & self.bits <= self.query.high
        })
    }

    /// To the first article from `doc` on that fits.
    fn settle(&mut self) -> DocId {
        while self.doc < self.end && !self.fits(self.doc) {
            self.doc += 1;
        }
        if self.doc >= self.end {
            self.doc = TERMINATED;
        }
        self.doc
    }
}

impl DocSet for Amounts {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = target;
            self.settle();
        }
        self.doc
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.end {
            self.doc = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        self.doc = target;
        if self.fits(target) {
            SeekDangerResult::Found
        } else {
            SeekDangerResult::SeekLowerBound(target + 1)
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end
    }
}
