//! The values of a field in a segment, as numbers that are counted.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, RowId, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::counting::Counting;
use crate::article::{CountryCode, Currency, Decimal};
use crate::engine::Axis;
use crate::extract::places::{self, Region};
use crate::index::document::day_of;
use crate::index::{money, names};
use crate::lang;
use crate::people::Register;
use crate::query::{Scope, values};

/// The values of one field in one segment, as codes.
pub(super) struct Values {
    axis: Axis,
    /// The field is one of the statement, not of its article.
    of_statement: bool,
    column: ValueColumn,
}

/// The M49 numbers of the regions that a country lies in.
fn regions_of(column: &StrColumn, country: u64) -> Vec<u64> {
    let mut code = String::new();
    let _ = column.ord_to_str(country, &mut code);
    let regions = CountryCode::from_code(&code).map_or(&[][..], places::regions_of);
    regions.iter().filter_map(|region| region.code().parse().ok()).collect()
}

/// Where the values of many hits stand in a column: of `docs[i]` one at `rows[i]`.
#[derive(Default)]
pub(super) struct Rows {
    docs: Vec<DocId>,
    rows: Vec<RowId>,
    /// The values of one of them.
    codes: Vec<u64>,
}

enum ValueColumn {
    Missing,
    Text(StrColumn),
    Regions {
        column: StrColumn,
        /// Those of each country that was seen.
        regions: FxHashMap<u64, Vec<u64>>,
    },
    /// Names: the forms of one name are one value.
    Names {
        column: StrColumn,
        names: WrittenNames,
    },
    Days {
        column: Column<i64>,
        days: Days,
    },
    Amount(Column<u64>, Column<u64>),
}

/// The names of a segment that were seen.
struct WrittenNames {
    people: Arc<Register>,
    /// Where in `forms` each form of the segment's dictionary stands, from 1 on; 0 for those that were not seen, [`NOBODY`] for
    /// those that are no person's.
    seen: Vec<u32>,
    forms: Vec<WrittenName>,
    /// The keys of the values.
    keys: Vec<String>,
    /// Which value has a key.
    values: FxHashMap<String, u64>,
    room: String,
}

const NOBODY: u32 = u32::MAX;

/// A name as articles write it.
struct WrittenName {
    name: String,
    /// Which value it is.
    value: u64,
    count: u64,
}

impl WrittenNames {
    /// Counts a form; which value it is.
    fn value(&mut self, column: &StrColumn, form: u64) -> Option<u64> {
        let seen = self.seen.get_mut(form as usize)?;
        if *seen == NOBODY {
            return None;
        }
        if *seen == 0 {
            let mut text = String::new();
            let _ = column.ord_to_str(form, &mut text);
            let Some((key, name)) = names::person(&self.people, &text, &mut self.room) else {
                *seen = NOBODY;
                return None;
            };
            let keys = &mut self.keys;
            let value = *self.values.entry(key).or_insert_with_key(|key| {
                keys.push(key.clone());
                keys.len() as u64 - 1
            });
            self.forms.push(WrittenName {
                name: name.to_owned(),
                value,
                count: 0,
            });
            *seen = self.forms.len() as u32;
        }
        let form = self.forms.get_mut(*seen as usize - 1)?;
        form.count += 1;
        Some(form.value)
    }
}

/// Days that are remembered at most: a wrong year in one article must not fill the memory.
const MOST_DAYS: u64 = 1 << 17;

/// The years, months or days that days lie in, as numbers.
struct Days {
    axis: Axis,
    first: i64,
    /// The code of each day from `first` on; 0 for those that were not seen, [`NOBODY`] for
    /// those that are no person's.
    codes: Vec<u64>,
}

impl Days {
    fn code(&mut self, day: i64) -> Option<u64> {
        let offset = day
            .checked_sub(self.first)
            .and_then(|offset| usize::try_from(offset).ok());
        let known = offset.and_then(|offset| self.codes.get_mut(offset));
        if let Some(code) = known.as_deref().filter(|code| **code != 0) {
            return Some(*code);
        }
        let date = day_of(day)?;
        let (year, month) = (date.year() as u64, date.month() as u64);
        let code = match self.axis {
            Axis::Year => year,
            Axis::Month => year * 100 + month,
            _ => (year * 100 + month) * 100 + date.day() as u64,
        };
        if let Some(known) = known {
            *known = code;
        }
        Some(code)
    }
}

/// Each value once.
fn once(codes: &mut Vec<u64>) {
    if codes.len() > 1 {
        codes.sort_unstable();
        codes.dedup();
    }
}

impl Values {
    pub fn open(axis: Axis, scope: Scope, reader: &SegmentReader, people: &Arc<Register>) -> tantivy::Result<Values> {
        let columns = reader.fast_fields();
        let text = |name: &str| -> tantivy::Result<ValueColumn> {
            Ok(columns.str(name)?.map_or(ValueColumn::Missing, ValueColumn::Text))
        };
        let names = |name: &str| -> tantivy::Result<ValueColumn> {
            Ok(columns.str(name)?.map_or(ValueColumn::Missing, |column| {
                let names = WrittenNames {
                    people: match axis {
                        Axis::Speaker => people.clone(),
                        _ => Arc::default(),
                    },
                    seen: vec![0; column.num_terms()],
                    forms: Vec::new(),
                    keys: Vec::new(),
                    values: FxHashMap::default(),
                    room: String::new(),
                };
                ValueColumn::Names { column, names }
            }))
        };
        let column = match axis {
            Axis::Speaker => names("speaker_value")?,
            Axis::Author => names("author_value")?,
            Axis::Role => text("role")?,
            Axis::Source => text("source")?,
            Axis::Country => text("country")?,
            Axis::Region => match columns.str("country")? {
                Some(column) => ValueColumn::Regions {
                    column,
                    regions: FxHashMap::default(),
                },
                None => ValueColumn::Missing,
            },
            Axis::About => text("about")?,
            Axis::Currency => text("currency")?,
            Axis::Language => text("language")?,
            Axis::Section => text("section")?,
            Axis::Place => text("place")?,
            Axis::Year | Axis::Month | Axis::Day => {
                let column = columns.i64("day")?;
                let (first, last) = (column.min_value(), column.max_value());
                let many = last.checked_sub(first).and_then(|many| u64::try_from(many).ok());
                let days = Days {
                    axis,
                    first,
                    codes: vec![0; many.map_or(0, |many| many.min(MOST_DAYS) + 1) as usize],
                };
                ValueColumn::Days { column, days }
            }
            Axis::Amount => ValueColumn::Amount(columns.u64("amount_min")?, columns.u64("amount_max")?),
        };
        Ok(Values {
            axis,
            of_statement: scope == Scope::Statements && matches!(axis, Axis::Speaker | Axis::Role),
            column,
        })
    }

    /// Its values are those of each hit, and not those of the hit's article.
    pub fn is_of_hits(&self, scope: Scope) -> bool {
        scope == Scope::Articles || self.of_statement
    }

    /// Adds the codes of a hit's values to `out`, each once.
    pub fn of(&mut self, doc: DocId, article: DocId, out: &mut Vec<u64>) {
        let doc = if self.of_statement { doc } else { article };
        match &mut self.column {
            ValueColumn::Missing => {}
            ValueColumn::Text(column) => out.extend(column.term_ords(doc)),
            ValueColumn::Regions { column, regions } => {
                for country in column.term_ords(doc) {
                    let of_country = regions.entry(country).or_insert_with(|| regions_of(column, country));
                    out.extend(of_country.iter());
                }
            }
            ValueColumn::Names { column, names } => {
                out.extend(column.term_ords(doc).filter_map(|form| names.value(column, form)));
            }
            ValueColumn::Days { column, days } => out.extend(column.first(doc).and_then(|day| days.code(day))),
            ValueColumn::Amount(low, high) => {
                // Two limits may lie further apart than one magnitude, and what lies between is stated too.
                for (low, high) in low.values_for_doc(doc).zip(high.values_for_doc(doc)) {
                    if let Some(currency) = money::currency_of(low) {
                        let base = money::lowest(currency);
                        out.extend((magnitude(low - base)..=magnitude(high.saturating_sub(base))).map(|e| base | e));
                    }
                }
            }
        }
        once(out);
    }

    /// Counts the values of hits, which are different documents in the order of their numbers: where the values of each stand is
    /// then found in far fewer steps than one by one.
    pub fn count(&mut self, hits: &[DocId], rows: &mut Rows, counts: &mut Counting) {
        rows.docs.clear();
        rows.rows.clear();
        let code: &mut dyn FnMut(RowId) -> Option<u64> = match &mut self.column {
            ValueColumn::Missing => return,
            ValueColumn::Text(column) => {
                let ords = column.ords();
                ords.index.docids_to_rowids(hits, &mut rows.docs, &mut rows.rows);
                &mut |row| Some(ords.values.get_val(row))
            }
            ValueColumn::Names { column, names } => {
                let ords = column.ords();
                ords.index.docids_to_rowids(hits, &mut rows.docs, &mut rows.rows);
                &mut |row| names.value(column, ords.values.get_val(row))
            }
            ValueColumn::Days { column, days } => {
                column.index.docids_to_rowids(hits, &mut rows.docs, &mut rows.rows);
                &mut |row| days.code(column.values.get_val(row))
            }
            ValueColumn::Regions { .. } | ValueColumn::Amount(..) => {
                for doc in hits {
                    rows.codes.clear();
                    self.of(*doc, *doc, &mut rows.codes);
                    counts.count(&rows.codes);
                }
                return;
            }
        };
        let mut at = 0;
        while let Some(doc) = rows.docs.get(at) {
            let same = rows.docs[at..].iter().take_while(|other| *other == doc).count();
            rows.codes.clear();
            rows.codes
                .extend(rows.rows[at..at + same].iter().filter_map(|row| code(*row)));
            once(&mut rows.codes);
            counts.count(&rows.codes);
            at += same;
        }
    }

    /// Of names: each value's key with a form in which it is written and how often that was seen.
    pub fn written(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        let names = match &self.column {
            ValueColumn::Names { names, .. } => Some(names),
            _ => None,
        };
        names.into_iter().flat_map(|names| {
            names.forms.iter().filter_map(|form| {
                let key = names.keys.get(form.value as usize)?;
                Some((key.as_str(), form.name.as_str(), form.count))
            })
        })
    }

    /// The value that a code stands for.
    pub fn name(&self, code: u64) -> String {
        match &self.column {
            ValueColumn::Missing => String::new(),
            ValueColumn::Regions { .. } => Region::from_code(&format!("{code:03}"))
                .map_or_else(String::new, |region| {
                    places::region_label(region, lang::SPOKEN[0]).to_owned()
                }),
            ValueColumn::Text(column) => {
                let mut value = String::new();
                let _ = column.ord_to_str(code, &mut value);
                value
            }
            ValueColumn::Names { names, .. } => names.keys.get(code as usize).cloned().unwrap_or_default(),
            ValueColumn::Days { .. } => match self.axis {
                Axis::Year => format!("{code:04}"),
                Axis::Month => format!("{:04}-{:02}", code / 100, code % 100),
                _ => format!("{:04}-{:02}-{:02}", code / 10_000, code / 100 % 100, code % 100),
            },
            ValueColumn::Amount(..) => match money::currency_of(code) {
                Some(currency) => values::magnitude_name(currency, code & 0xff),
                None => String::new(),
            },
        }
    }
}

/// The powers of ten as codes without their currency.
static POWERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let any = Currency::from_code("AAA").unwrap_or_else(|| unreachable!("three letters are a code"));
    let code = |exponent: u32| money::code(any, &Decimal::from(10).powi(exponent.into())) - money::lowest(any);
    (1..values::MOST_DIGITS).map(code).collect()
});

/// The power of ten that a value reaches, from 0; compared as queries compare, see [`values::magnitude`].
fn magnitude(value: u64) -> u64 {
    POWERS.partition_point(|power| *power <= value) as u64
}
