//! The values of a field in a segment, as small numbers that are counted.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::columnar::{Column, RowId, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::dictionary::Dictionary;
use crate::article::CountryCode;
use crate::engine::Axis;
use crate::engine::magnitude::magnitudes;
use crate::extract::places::{self, Region};
use crate::index::analyzer::fold_value;
use crate::index::document::day_of;
use crate::index::{money, names};
use crate::lang;
use crate::people::{Register, Who};
use crate::query::values;

/// What a code stands for. Codes count from 1 on in the order in which they were met; 0 is that there is no value.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// The value's number in the [`Dictionary`] of the field.
    pub value: u32,
    /// The number of the form in which a name is written; of other fields, that of the value.
    pub written: u32,
    /// The article has the value under another form already, by which it is counted.
    pub again: bool,
}

/// What the codes of a field stand for.
#[derive(Clone, Debug)]
pub struct Meanings {
    /// By the code.
    pub all: Vec<Meaning>,
    /// The values that have another form than their own text.
    pub several: FxHashSet<u32>,
}

impl Default for Meanings {
    /// Code 0.
    fn default() -> Meanings {
        let nothing = Meaning {
            value: 0,
            written: 0,
            again: false,
        };
        Meanings {
            all: vec![nothing],
            several: FxHashSet::default(),
        }
    }
}

impl Meanings {
    /// The code of one more.
    fn push(&mut self, meaning: Meaning) -> u32 {
        if meaning.value != meaning.written {
            self.several.insert(meaning.value);
        }
        self.all.push(meaning);
        self.all.len() as u32 - 1
    }
}

/// The codes of many documents, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Where the codes of each document end.
    pub ends: Vec<u32>,
    pub codes: Vec<u32>,
}

impl Lists {
    pub fn clear(&mut self) {
        self.ends.clear();
        self.codes.clear();
    }

    /// The codes of each document.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.codes[*start as usize..*end as usize])
    }

    /// Of the codes that were put there last, each once.
    fn close(&mut self) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let mut kept = start;
        for at in start..self.codes.len() {
            let code = self.codes[at];
            if !self.codes[start..kept].contains(&code) {
                self.codes[kept] = code;
                kept += 1;
            }
        }
        self.codes.truncate(kept);
        self.ends.push(kept as u32);
    }
}

/// The values of one field in one segment.
pub struct Values<'d> {
    axis: Axis,
    dictionary: &'d Dictionary,
    column: ValueColumn,
    meanings: Meanings,
    rows: Rows,
}

/// Where the values of many hits stand in a column: of `docs[i]` one at `rows[i]`.
#[derive(Default)]
struct Rows {
    docs: Vec<DocId>,
    rows: Vec<RowId>,
}

enum ValueColumn {
    Missing,
    Text(Column<u64>, StrColumn, Vec<u32>),
    Regions {
        column: StrColumn,
        /// Those of each country that was seen.
        regions: FxHashMap<u64, Vec<u32>>,
        codes: FxHashMap<u64, u32>,
    },
    /// Of which an article may have several that are one value: names, and what is folded.
    Forms(Column<u64>, Forms),
    Days(Column<i64>, Days),
    Amount(Column<u64>, Column<u64>, FxHashMap<u64, u32>),
}

/// The forms in which the values of a field are written in a segment.
struct Forms {
    column: StrColumn,
    /// By whom names are one person's; `None` of a field whose values are folded.
    people: Option<Arc<Register>>,
    /// By the form's number in the segment.
    seen: Vec<Form>,
    room: String,
}

/// A form in the segment's dictionary.
#[derive(Clone, Copy, Default)]
enum Form {
    #[default]
    Unseen,
    /// It is no person's.
    Nobody,
    /// With its codes where it is the first of its value in an article, and where another was there before; the latter is 0 until an
    /// article has two.
    Of { first: u32, again: u32 },
}

/// Days that are remembered at most: a wrong year in one article must not fill the memory.
const MOST_DAYS: u64 = 1 << 17;

/// The years, months, weeks or days that days lie in.
struct Days {
    first: i64,
    /// The code of each day from `first` on; 0 for those that were not seen.
    codes: Vec<u32>,
    /// The codes of years, months or days by their numbers.
    by_number: FxHashMap<u64, u32>,
}

impl<'d> Values<'d> {
    pub fn open(
        axis: Axis,
        reader: &SegmentReader,
        people: &Arc<Register>,
        dictionary: &'d Dictionary,
    ) -> tantivy::Result<Values<'d>> {
        let columns = reader.fast_fields();
        let text = |name: &str| -> tantivy::Result<ValueColumn> {
            Ok(columns.str(name)?.map_or(ValueColumn::Missing, |column| {
                let codes = vec![0; column.num_terms()];
                ValueColumn::Text(column.ords().clone(), column, codes)
            }))
        };
        let forms = |name: &str, people: Option<Arc<Register>>| -> tantivy::Result<ValueColumn> {
            Ok(columns.str(name)?.map_or(ValueColumn::Missing, |column| {
                let forms = Forms {
                    people,
                    seen: vec![Form::default(); column.num_terms()],
                    room: String::new(),
                    column,
                };
                ValueColumn::Forms(forms.column.ords().clone(), forms)
            }))
        };
        let column = match axis {
            Axis::Speaker => forms("speaker_value", Some(people.clone()))?,
            Axis::Author => forms("author_value", Some(Arc::default()))?,
            Axis::Role => forms("role", None)?,
            Axis::Source => text("source")?,
            Axis::Country => text("country")?,
            Axis::Region => match columns.str("country")? {
                Some(column) => ValueColumn::Regions {
                    column,
                    regions: FxHashMap::default(),
                    codes: FxHashMap::default(),
                },
                None => ValueColumn::Missing,
            },
            Axis::About => text("about")?,
            Axis::Currency => text("currency")?,
            Axis::Language => text("language")?,
            Axis::Section => text("section")?,
            Axis::Place => text("place")?,
            Axis::Doubt => text("doubt")?,
            Axis::Year | Axis::Month | Axis::Week | Axis::Day => {
                let column = columns.i64("day")?;
                let (first, last) = (column.min_value(), column.max_value());
                let many = last.checked_sub(first).and_then(|many| u64::try_from(many).ok());
                let days = Days {
                    first,
                    codes: vec![0; many.map_or(0, |many| many.min(MOST_DAYS) + 1) as usize],
                    by_number: FxHashMap::default(),
                };
                ValueColumn::Days(column, days)
            }
            Axis::Amount => {
                let (low, high) = (columns.u64("amount_min")?, columns.u64("amount_max")?);
                ValueColumn::Amount(low, high, FxHashMap::default())
            }
        };
        Ok(Values {
            axis,
            dictionary,
            column,
            meanings: Meanings::default(),
            rows: Rows::default(),
        })
    }

    /// What the codes stand for that were given so far.
    pub fn meanings(&self) -> &Meanings {
        &self.meanings
    }

    pub fn into_meanings(self) -> Meanings {
        self.meanings
    }

    /// Puts the codes of documents behind those in `out`, each once a document. They are different ones in the order of their
    /// numbers: where the values of each stand is then found in far fewer steps than one by one.
    pub fn read(&mut self, docs: &[DocId], out: &mut Lists) {
        let Values {
            axis,
            dictionary,
            column,
            meanings,
            rows,
        } = self;
        rows.docs.clear();
        rows.rows.clear();
        let mut coder = Coder {
            axis: *axis,
            dictionary,
            meanings,
        };
        match column {
            ValueColumn::Missing => out.ends.extend(docs.iter().map(|_| out.codes.len() as u32)),
            ValueColumn::Text(ords, column, codes) => {
                ords.index.docids_to_rowids(docs, &mut rows.docs, &mut rows.rows);
                rows.each(docs, out, &mut |rows, out| {
                    for row in rows {
                        let ord = ords.values.get_val(*row);
                        let Some(code) = codes.get_mut(ord as usize) else {
                            continue;
                        };
                        if *code == 0 {
                            *code = coder.of_text(column, ord);
                        }
                        out.push(*code);
                    }
                });
            }
            ValueColumn::Forms(ords, forms) => {
                ords.index.docids_to_rowids(docs, &mut rows.docs, &mut rows.rows);
                let (mut met, mut written) = (Vec::new(), Vec::new());
                rows.each(docs, out, &mut |rows, out| {
                    met.clear();
                    written.clear();
                    // Several speakers may have the same role.
                    for form in rows.iter().map(|row| ords.values.get_val(*row)) {
                        if !written.contains(&form) {
                            written.push(form);
                            out.extend(forms.code(form, &mut met, &mut coder));
                        }
                    }
                });
            }
            ValueColumn::Days(column, days) => {
                column.index.docids_to_rowids(docs, &mut rows.docs, &mut rows.rows);
                rows.each(docs, out, &mut |rows, out| {
                    let day = rows.first().map(|row| column.values.get_val(*row));
                    out.extend(day.and_then(|day| days.code(day, &mut coder)));
                });
            }
            ValueColumn::Regions { column, regions, codes } => {
                for doc in docs {
                    for country in column.term_ords(*doc) {
                        let of_country = regions
                            .entry(country)
                            .or_insert_with(|| coder.regions(column, country, codes));
                        out.codes.extend_from_slice(of_country);
                    }
                    out.close();
                }
            }
            ValueColumn::Amount(low, high, codes) => {
                for doc in docs {
                    for (low, high) in low.values_for_doc(*doc).zip(high.values_for_doc(*doc)) {
                        let Some((currency, exponents)) = magnitudes(low, high) else {
                            continue;
                        };
                        for exponent in exponents {
                            let code = codes
                                .entry(money::lowest(currency) | exponent)
                                .or_insert_with(|| coder.new_code(&values::magnitude_name(currency, exponent)));
                            out.codes.push(*code);
                        }
                    }
                    out.close();
                }
            }
        }
    }
}

impl Rows {
    /// Hands the rows of each document to `put`, which puts their codes behind the others.
    fn each(&self, docs: &[DocId], out: &mut Lists, put: &mut dyn FnMut(&[RowId], &mut Vec<u32>)) {
        let mut at = 0;
        for doc in docs {
            let same = self.docs[at..].iter().take_while(|other| *other == doc).count();
            put(&self.rows[at..at + same], &mut out.codes);
            at += same;
            out.close();
        }
    }
}

/// Gives codes.
struct Coder<'v> {
    axis: Axis,
    dictionary: &'v Dictionary,
    meanings: &'v mut Meanings,
}

impl Coder<'_> {
    fn push(&mut self, meaning: Meaning) -> u32 {
        self.meanings.push(meaning)
    }

    fn new_code(&mut self, value: &str) -> u32 {
        let value = self.dictionary.number(value);
        self.push(Meaning {
            value,
            written: value,
            again: false,
        })
    }

    fn of_text(&mut self, column: &StrColumn, ord: u64) -> u32 {
        let mut text = String::new();
        let _ = column.ord_to_str(ord, &mut text);
        if !self.axis.is_folded() {
            return self.new_code(&text);
        }
        let (written, value) = self.dictionary.form(&text, fold_value);
        self.push(Meaning {
            value,
            written,
            again: false,
        })
    }

    /// The codes of the regions that a country lies in.
    fn regions(&mut self, column: &StrColumn, country: u64, codes: &mut FxHashMap<u64, u32>) -> Vec<u32> {
        let mut code = String::new();
        let _ = column.ord_to_str(country, &mut code);
        let regions = CountryCode::from_code(&code).map_or(&[][..], places::regions_of);
        let numbers = regions.iter().filter_map(|region| region.code().parse::<u64>().ok());
        numbers
            .map(|number| {
                *codes.entry(number).or_insert_with(|| {
                    let region = Region::from_code(&format!("{number:03}"));
                    self.new_code(region.map_or("", |region| places::region_label(region, lang::SPOKEN[0])))
                })
            })
            .collect()
    }
}

impl Forms {
    /// The code of a form in an article that has the values in `met` already; its own comes to them.
    fn code(&mut self, form: u64, met: &mut Vec<u32>, coder: &mut Coder) -> Option<u32> {
        if matches!(self.seen.get(form as usize)?, Form::Unseen) {
            self.seen[form as usize] = self.look_up(form, coder);
        }
        let Form::Of { first, again } = &mut self.seen[form as usize] else {
            return None;
        };
        let meaning = coder.meanings.all[*first as usize];
        if !met.contains(&meaning.value) {
            met.push(meaning.value);
            return Some(*first);
        }
        if *again == 0 {
            *again = coder.push(Meaning { again: true, ..meaning });
        }
        Some(*again)
    }

    fn look_up(&mut self, form: u64, coder: &mut Coder) -> Form {
        let mut text = String::new();
        let _ = self.column.ord_to_str(form, &mut text);
        let (written, value) = match &self.people {
            None => coder.dictionary.form(&text, fold_value),
            Some(people) => {
                let Some((key, name)) = names::person(people, &text, &mut self.room) else {
                    return Form::Nobody;
                };
                let written = coder.dictionary.number(name);
                let value = match people.who_with(names::parts(&text).1, &mut String::new()) {
                    // Reads the same wherever it stands.
                    Who::Person(_) => written,
                    // No name is written like this, so that each form is counted.
                    _ => coder.dictionary.number(&format!("\u{1f}{key}")),
                };
                (written, value)
            }
        };
        let first = coder.push(Meaning {
            value,
            written,
            again: false,
        });
        Form::Of { first, again: 0 }
    }
}

impl Days {
    fn code(&mut self, day: i64, coder: &mut Coder) -> Option<u32> {
        let offset = day
            .checked_sub(self.first)
            .and_then(|offset| usize::try_from(offset).ok());
        let known = offset.and_then(|offset| self.codes.get_mut(offset));
        if let Some(code) = known.as_deref().filter(|code| **code != 0) {
            return Some(*code);
        }
        let date = day_of(day)?;
        let (year, month) = (date.year() as u64, date.month() as u64);
        let (number, name): (u64, fn(u64) -> String) = match coder.axis {
            Axis::Year => (year, |year| format!("{year:04}")),
            Axis::Month => (year * 100 + month, |month| {
                format!("{:04}-{:02}", month / 100, month % 100)
            }),
            Axis::Week => {
                let week = date.iso_week_date();
                (week.year() as u64 * 100 + week.week() as u64, |week| {
                    format!("{:04}-W{:02}", week / 100, week % 100)
                })
            }
            _ => ((year * 100 + month) * 100 + date.day() as u64, |day| {
                format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
            }),
        };
        let code = *self
            .by_number
            .entry(number)
            .or_insert_with(|| coder.new_code(&name(number)));
        if let Some(known) = known {
            *known = code;
        }
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_stands_once_in_its_list() {
        let mut lists = Lists::default();
        for codes in [&[3, 1, 3, 3][..], &[], &[1], &[2, 2]] {
            lists.codes.extend_from_slice(codes);
            lists.close();
        }
        let found: Vec<&[u32]> = lists.iter().collect();
        assert_eq!(found, [&[3, 1][..], &[], &[1], &[2]]);
    }
}
