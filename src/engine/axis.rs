//! The fields whose values are counted, and how a value reads.

use jiff::ToSpan;

use crate::article::{CountryCode, Language};
use crate::extract::places;
use crate::fields::{Field, FieldId};

/// A field whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    Speaker,
    /// What speakers are.
    Role,
    Source,
    Country,
    About,
    Region,
    Currency,
    /// Amounts by currency and order of magnitude.
    Amount,
    Year,
    Month,
    Week,
    Day,
    Language,
    Section,
    Author,
    Place,
    /// What files contradict themselves about.
    Doubt,
}

impl Axis {
    /// How many there are.
    pub(super) const COUNT: usize = Axis::Doubt as usize + 1;

    /// The axis of a field, if its values are counted.
    pub fn of(field: &Field) -> Option<Axis> {
        Some(match field.id {
            FieldId::Speaker => Axis::Speaker,
            FieldId::Role => Axis::Role,
            FieldId::Source => Axis::Source,
            FieldId::Country => Axis::Country,
            FieldId::About => Axis::About,
            FieldId::Region => Axis::Region,
            FieldId::Currency => Axis::Currency,
            FieldId::Amount => Axis::Amount,
            FieldId::Year => Axis::Year,
            FieldId::Month => Axis::Month,
            FieldId::Week => Axis::Week,
            FieldId::Date => Axis::Day,
            FieldId::Language => Axis::Language,
            FieldId::Section => Axis::Section,
            FieldId::Author => Axis::Author,
            FieldId::Place => Axis::Place,
            FieldId::Doubt => Axis::Doubt,
            FieldId::Title | FieldId::Body | FieldId::Quote | FieldId::Added | FieldId::Path | FieldId::Id => {
                return None;
            }
        })
    }

    /// Its field.
    pub fn field(self) -> FieldId {
        match self {
            Axis::Speaker => FieldId::Speaker,
            Axis::Role => FieldId::Role,
            Axis::Source => FieldId::Source,
            Axis::Country => FieldId::Country,
            Axis::About => FieldId::About,
            Axis::Region => FieldId::Region,
            Axis::Currency => FieldId::Currency,
            Axis::Amount => FieldId::Amount,
            Axis::Year => FieldId::Year,
            Axis::Month => FieldId::Month,
            Axis::Week => FieldId::Week,
            Axis::Day => FieldId::Date,
            Axis::Language => FieldId::Language,
            Axis::Section => FieldId::Section,
            Axis::Author => FieldId::Author,
            Axis::Place => FieldId::Place,
            Axis::Doubt => FieldId::Doubt,
        }
    }

    /// The name of its field.
    pub fn name(self) -> &'static str {
        self.field().name()
    }

    /// Its values are countries or regions, which each language calls by names of its own.
    pub fn is_place_name(self) -> bool {
        matches!(self, Axis::Country | Axis::About | Axis::Region)
    }

    /// Ways of writing that differ in case, accents and white space alone are one value (`JAKARTA` and `Jakarta`): what is the same by
    /// [`crate::index::analyzer::fold_value`].
    pub fn is_folded(self) -> bool {
        matches!(self, Axis::Role | Axis::Source | Axis::Section | Axis::Place)
    }

    /// Its values are shown in the order of time.
    pub fn is_time(self) -> bool {
        matches!(self, Axis::Year | Axis::Month | Axis::Week | Axis::Day)
    }
}

/// A value with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// As a query takes it.
    pub value: String,
    /// As a person reads it.
    pub label: String,
    pub count: u64,
}

/// A value as a person reads it; places by their name in a language.
pub fn label(axis: Axis, value: &str, language: Language) -> String {
    match axis {
        Axis::Country | Axis::About => CountryCode::from_code(value)
            .and_then(|code| places::name_in(code, language))
            .map_or_else(|| value.to_owned(), str::to_owned),
        Axis::Region => places::find_region(value).map_or_else(
            || value.to_owned(),
            |region| places::region_label(region, language).to_owned(),
        ),
        Axis::Amount => match value.rsplit_once(" 10^") {
            Some((currency, exponent)) => {
                let power = |e: i64| match e {
                    0..=15 => {
                        let digits = 10u64.pow(e as u32).to_string();
                        let groups: Vec<&str> = digits
                            .as_bytes()
                            .rchunks(3)
                            .rev()
                            .filter_map(|group| std::str::from_utf8(group).ok())
                            .collect();
                        groups.join(",")
                    }
                    e => format!("10^{e}"),
                };
                let exponent: i64 = exponent.parse().unwrap_or_default();
                match exponent {
                    0 => format!("{currency} below 10"),
                    exponent => format!("{currency} {}–{}", power(exponent), power(exponent + 1)),
                }
            }
            None => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// How many empty values are filled in at most: a wrong year in one article must not fill the page.
const MOST_EMPTY: usize = 2000;

/// Puts the empty years, months, weeks or days between the others.
pub(super) fn fill(axis: Axis, buckets: Vec<Bucket>) -> Vec<Bucket> {
    let date = |value: &str| -> Option<jiff::civil::Date> {
        let text = match axis {
            Axis::Year => format!("{value}-01-01"),
            Axis::Month => format!("{value}-01"),
            Axis::Week => {
                let (year, week) = value.split_once("-W")?;
                return monday(year.parse().ok()?, week.parse().ok()?);
            }
            _ => value.to_owned(),
        };
        text.parse().ok()
    };
    let mut out: Vec<Bucket> = Vec::with_capacity(buckets.len());
    for bucket in &buckets {
        if let (Some(last), Some(next)) = (out.last().and_then(|b| date(&b.value)), date(&bucket.value)) {
            let mut empty = Vec::new();
            let mut day = last;
            loop {
                let step = match axis {
                    Axis::Year => 1.year(),
                    Axis::Month => 1.month(),
                    Axis::Week => 1.week(),
                    _ => 1.day(),
                };
                match day.checked_add(step) {
                    Ok(after) if after < next => day = after,
                    _ => break,
                }
                let value = time_name(axis, day);
                empty.push(Bucket {
                    label: value.clone(),
                    value,
                    count: 0,
                });
                if empty.len() > MOST_EMPTY {
                    break;
                }
            }
            if empty.len() <= MOST_EMPTY {
                out.extend(empty);
            }
        }
        out.push(bucket.clone());
    }
    out
}

/// A year, month, week or day as queries and facets write it.
pub fn time_name(axis: Axis, day: jiff::civil::Date) -> String {
    match axis {
        Axis::Year => format!("{:04}", day.year()),
        Axis::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Axis::Week => {
            let week = day.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        _ => day.to_string(),
    }
}

/// The first day of a week of ISO 8601.
fn monday(year: i16, week: i8) -> Option<jiff::civil::Date> {
    let week = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday);
    week.ok().map(|week| week.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FIELDS;

    #[test]
    fn a_field_is_counted_where_the_table_says_so() {
        assert_eq!(FIELDS.iter().filter_map(Axis::of).count(), Axis::COUNT);
        for field in FIELDS {
            let axis = Axis::of(field);
            assert_eq!(axis.is_some(), field.faceted, "{}", field.name);
            assert!(axis.is_none_or(|axis| axis.name() == field.name), "{}", field.name);
        }
    }
}
