//! Counting values over all hits, exactly.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::axis::{Axis, fill, label};
use crate::article::{CountryCode, Currency, Decimal, Language};
use crate::extract::places::{self, Region};
use crate::index::document::day_of;
use crate::index::short_names::ShortNames;
use crate::index::{money, names};
use crate::query::{Scope, values};

/// A value with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// As a query takes it.
    pub value: String,
    /// As a person reads it.
    pub label: String,
    pub count: u64,
}

/// How often two values come together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub row: String,
    pub column: String,
    pub count: u64,
}

/// Counts of value pairs, by their names.
pub type Crossing = FxHashMap<(String, String), u64>;

/// Crossed counts, the largest first.
pub(super) fn cells(crossing: Crossing, axes: &[Counts]) -> Vec<Cell> {
    let written = |which: usize, value: &str| axes.get(which).map_or(value, |counts| counts.written(value)).to_owned();
    let mut cells: Vec<Cell> = crossing
        .into_iter()
        .map(|((row, column), count)| Cell {
            row: written(0, &row),
            column: written(1, &column),
            count,
        })
        .collect();
    cells.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| (&a.row, &a.column).cmp(&(&b.row, &b.column)))
    });
    cells
}

/// The counts of one field.
#[derive(Clone, Debug)]
pub struct Counts {
    pub axis: Axis,
    /// In which places are called.
    pub(super) language: Language,
    /// Within a segment.
    codes: FxHashMap<u64, u64>,
    named: FxHashMap<String, u64>,
    /// Of names: how often each written form of a value was seen.
    written: FxHashMap<String, FxHashMap<String, u64>>,
}

impl Counts {
    pub fn new(axis: Axis) -> Counts {
        Counts {
            axis,
            language: Language::EN,
            codes: FxHashMap::default(),
            named: FxHashMap::default(),
            written: FxHashMap::default(),
        }
    }

    pub(super) fn count(&mut self, codes: &[u64]) {
        for code in codes {
            *self.codes.entry(*code).or_default() += 1;
        }
    }

    /// Takes the names of the values from their segment.
    pub(super) fn name(&mut self, values: &Values) {
        for (code, count) in self.codes.drain() {
            *self.named.entry(values.name(code)).or_default() += count;
        }
        let ValueColumn::Names { column, keys, .. } = &values.column else {
            return;
        };
        for (key, forms) in keys {
            let written = self.written.entry(key.clone()).or_default();
            for (form, count) in forms {
                let mut value = String::new();
                let _ = column.ord_to_str(*form, &mut value);
                *written.entry(names::parts(&value).1.to_owned()).or_default() += count;
            }
        }
    }

    /// The value as it is written most often.
    pub(super) fn written<'c>(&'c self, value: &'c str) -> &'c str {
        let forms = self.written.get(value).into_iter().flatten();
        forms
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map_or(value, |(form, _)| form.as_str())
    }

    pub(super) fn add(&mut self, other: Counts) {
        for (value, count) in other.named {
            *self.named.entry(value).or_default() += count;
        }
        for (value, forms) in other.written {
            let written = self.written.entry(value).or_default();
            for (form, count) in forms {
                *written.entry(form).or_default() += count;
            }
        }
    }

    /// All values: in the order of time with the empty ones between, else the most frequent first.
    pub fn buckets(&self) -> Vec<Bucket> {
        let mut buckets: Vec<Bucket> = self
            .named
            .iter()
            .map(|(value, count)| {
                let value = self.written(value);
                Bucket {
                    label: label(self.axis, value, self.language),
                    value: value.to_owned(),
                    count: *count,
                }
            })
            .collect();
        if self.axis.is_time() {
            buckets.sort_by(|a, b| a.value.cmp(&b.value));
            return fill(self.axis, buckets);
        }
        buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        buckets
    }

    /// At most `limit` values; of time, the latest.
    pub fn top(&self, limit: usize) -> Vec<Bucket> {
        let mut buckets = self.buckets();
        if self.axis.is_time() {
            let first = buckets.len().saturating_sub(limit);
            buckets.drain(..first);
        } else {
            buckets.truncate(limit);
        }
        buckets
    }
}

/// The values of one field in one segment, as codes.
pub(super) struct Values {
    axis: Axis,
    /// The field is one of the statement, not of its article.
    of_statement: bool,
    column: ValueColumn,
    /// Where regions are counted: those of each country that was seen.
    regions: Option<FxHashMap<u64, Vec<u64>>>,
}

/// The M49 numbers of the regions that a country lies in.
fn regions_of(column: &StrColumn, country: u64) -> Vec<u64> {
    let mut code = String::new();
    let _ = column.ord_to_str(country, &mut code);
    let regions = CountryCode::from_code(&code).map_or(&[][..], places::regions_of);
    regions.iter().filter_map(|region| region.code().parse().ok()).collect()
}

enum ValueColumn {
    Missing,
    Text(StrColumn),
    /// Names: the forms of one name are one value.
    Names {
        column: StrColumn,
        /// The value of each form that was seen, and whether it is a short name for it.
        groups: FxHashMap<u64, (u64, bool)>,
        short_names: Arc<ShortNames>,
        /// The key of each value, and how often each of its forms was seen.
        forms: BTreeMap<String, u64>,
        keys: Vec<(String, FxHashMap<u64, u64>)>,
    },
    Day(Column<i64>),
    Amount(Column<u64>, Column<u64>),
}

impl Values {
    pub fn open(
        axis: Axis,
        scope: Scope,
        reader: &SegmentReader,
        short_names: &Arc<ShortNames>,
    ) -> tantivy::Result<Values> {
        let columns = reader.fast_fields();
        let text = |name: &str| -> tantivy::Result<ValueColumn> {
            Ok(columns.str(name)?.map_or(ValueColumn::Missing, ValueColumn::Text))
        };
        let names = |name: &str| -> tantivy::Result<ValueColumn> {
            Ok(columns
                .str(name)?
                .map_or(ValueColumn::Missing, |column| ValueColumn::Names {
                    column,
                    groups: FxHashMap::default(),
                    short_names: match axis {
                        Axis::Speaker => short_names.clone(),
                        _ => Arc::default(),
                    },
                    forms: BTreeMap::new(),
                    keys: Vec::new(),
                }))
        };
        let column = match axis {
            Axis::Speaker => names("speaker_value")?,
            Axis::Author => names("author_value")?,
            Axis::Source => text("source")?,
            Axis::Country | Axis::Region => text("country")?,
            Axis::About => text("about")?,
            Axis::Currency => text("currency")?,
            Axis::Language => text("language")?,
            Axis::Section => text("section")?,
            Axis::Place => text("place")?,
            Axis::Year | Axis::Month | Axis::Day => ValueColumn::Day(columns.i64("day")?),
            Axis::Amount => ValueColumn::Amount(columns.u64("amount_min")?, columns.u64("amount_max")?),
        };
        Ok(Values {
            axis,
            of_statement: scope == Scope::Statements && axis == Axis::Speaker,
            column,
            regions: (axis == Axis::Region).then(FxHashMap::default),
        })
    }

    /// Adds the codes of a hit's values to `out`, each once.
    pub fn of(&mut self, doc: DocId, article: DocId, out: &mut Vec<u64>) {
        let doc = if self.of_statement { doc } else { article };
        match &mut self.column {
            ValueColumn::Missing => {}
            ValueColumn::Text(column) => match &mut self.regions {
                None => out.extend(column.term_ords(doc)),
                Some(regions) => {
                    for country in column.term_ords(doc) {
                        let of_country = regions.entry(country).or_insert_with(|| regions_of(column, country));
                        out.extend(of_country.iter());
                    }
                }
            },
            ValueColumn::Names {
                column,
                groups,
                short_names,
                forms,
                keys,
            } => {
                for form in column.term_ords(doc) {
                    let (group, is_short) = *groups.entry(form).or_insert_with(|| {
                        let mut value = String::new();
                        let _ = column.ord_to_str(form, &mut value);
                        let key = names::parts(&value).0;
                        let full = short_names.full_name(key).map(names::key);
                        let is_short = full.is_some();
                        let key = full.unwrap_or_else(|| key.to_owned());
                        let group = *forms.entry(key.clone()).or_insert_with(|| {
                            keys.push((key, FxHashMap::default()));
                            keys.len() as u64 - 1
                        });
                        (group, is_short)
                    });
                    if !is_short {
                        *keys[group as usize].1.entry(form).or_default() += 1;
                    }
                    out.push(group);
                }
            }
            ValueColumn::Day(column) => {
                if let Some(day) = column.first(doc).and_then(day_of) {
                    let (year, month) = (day.year() as u64, day.month() as u64);
                    out.push(match self.axis {
                        Axis::Year => year,
                        Axis::Month => year * 100 + month,
                        _ => (year * 100 + month) * 100 + day.day() as u64,
                    });
                }
            }
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
        out.sort_unstable();
        out.dedup();
    }

    /// The value that a code stands for.
    pub fn name(&self, code: u64) -> String {
        match &self.column {
            ValueColumn::Missing => String::new(),
            ValueColumn::Text(_) if self.regions.is_some() => Region::from_code(&format!("{code:03}"))
                .map_or_else(String::new, |region| {
                    places::region_label(region, Language::EN).to_owned()
                }),
            ValueColumn::Text(column) => {
                let mut value = String::new();
                let _ = column.ord_to_str(code, &mut value);
                value
            }
            ValueColumn::Names { keys, .. } => keys.get(code as usize).map_or_else(String::new, |(key, _)| key.clone()),
            ValueColumn::Day(_) => match self.axis {
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
