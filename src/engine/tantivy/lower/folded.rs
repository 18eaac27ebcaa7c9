//! Whole values of a field whose index has their words alone: the column has each as it is written.

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentReader;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score};

use super::checked::{Check, Checked};
use super::explained::explain_score;
use crate::index::analyzer::fold_value;

/// Those of the candidates that have a value in a column that is this one, folded.
#[derive(Debug)]
pub struct FoldedQuery {
    candidates: Box<dyn Query>,
    column: String,
    value: String,
}

impl FoldedQuery {
    /// `value` is folded.
    pub fn new(candidates: Box<dyn Query>, column: &str, value: &str) -> FoldedQuery {
        FoldedQuery {
            candidates,
            column: column.to_owned(),
            value: value.to_owned(),
        }
    }
}

impl Clone for FoldedQuery {
    fn clone(&self) -> FoldedQuery {
        FoldedQuery::new(self.candidates.box_clone(), &self.column, &self.value)
    }
}

impl Query for FoldedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(FoldedWeight {
            candidates: self.candidates.weight(scoring)?,
            column: self.column.clone(),
            value: self.value.clone(),
        }))
    }
}

struct FoldedWeight {
    candidates: Box<dyn Weight>,
    column: String,
    value: String,
}

impl Weight for FoldedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let column: Option<StrColumn> = reader.fast_fields().str(&self.column)?;
        let Some(column) = column else {
            return Ok(Box::new(EmptyScorer));
        };
        let forms = forms_of(&column, &self.value)?;
        if forms.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let check = OneOf {
            values: column.ords().clone(),
            forms,
        };
        let kept = Checked::new(self.candidates.scorer(reader, 1.0)?, check);
        Ok(Box::new(ConstScorer::new(kept, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain_score(self, reader, doc, "the value is this, in capital letters or small")
    }
}

/// The numbers of a value's forms in the column's dictionary.
fn forms_of(column: &StrColumn, value: &str) -> tantivy::Result<Vec<u64>> {
    let mut forms = Vec::new();
    for (start, end) in stretches(value) {
        let range = column.dictionary().range().ge([start]);
        let mut written = match end {
            ALL => range.into_stream()?,
            end => range.lt([end]).into_stream()?,
        };
        while written.advance() {
            if std::str::from_utf8(written.key()).is_ok_and(|form| is_form_of(form, value)) {
                forms.push(written.term_ord());
            }
        }
    }
    Ok(forms)
}

/// Behind all bytes that a text begins with.
const ALL: u8 = 0xff;

/// With which bytes the forms of a value begin, from one to before another: those of a letter with the letter, or with what folding drops or
/// changes.
fn stretches(value: &str) -> Vec<(u8, u8)> {
    match value.bytes().next() {
        Some(first) if first.is_ascii_alphanumeric() => {
            let (large, small) = (first.to_ascii_uppercase(), first.to_ascii_lowercase());
            let mut stretches = vec![
                (0, b'0'),
                (large, large + 1),
                (b'`', b'a'),
                (small, small + 1),
                (b'{', ALL),
            ];
            stretches.sort_unstable();
            stretches.dedup();
            stretches
        }
        _ => vec![(0, ALL)],
    }
}

/// Whether a text is a value once it is folded. Most differ in the first letters.
fn is_form_of(form: &str, value: &str) -> bool {
    if !form.is_ascii() || form.contains('\'') {
        return fold_value(form) == value;
    }
    // What [`fold_value`] does, letter by letter.
    let letters = form.split_whitespace().enumerate().flat_map(|(number, word)| {
        let blank = (number > 0).then_some(b' ');
        blank
            .into_iter()
            .chain(word.bytes().map(|letter| letter.to_ascii_lowercase()))
    });
    letters.eq(value.bytes())
}

struct OneOf {
    values: Column<u64>,
    /// In their order.
    forms: Vec<u64>,
}

impl Check for OneOf {
    fn keeps(&mut self, doc: DocId) -> bool {
        let mut values = self.values.values_for_doc(doc);
        match self.forms[..] {
            [form] => values.any(|value| value == form),
            _ => values.any(|value| self.forms.binary_search(&value).is_ok()),
        }
    }

    const COST: u64 = 1;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_form_is_what_is_the_same_once_folded(form in "[a-cA-Cé'`’K0-2:_ \t\u{b}\u{301}.]{0,6}", value in "[a-cA-Cé' .]{0,6}") {
            let value = fold_value(&value);
            prop_assert_eq!(is_form_of(&form, &value), fold_value(&form) == value);
            let folded = fold_value(&form);
            prop_assert!(is_form_of(&form, &folded));
            let first = form.bytes().next().unwrap_or_default();
            prop_assert!(stretches(&folded).iter().filter(|(start, end)| (*start..*end).contains(&first)).count() == 1);
        }
    }
}
