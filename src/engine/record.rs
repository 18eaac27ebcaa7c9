//! Counting the values of fields on stored records, where an engine has found more than the hits.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::axis::{Axis, time_name};
use super::counts::{Cell, Counts};
use super::magnitude::magnitudes;
use crate::article::{Article, Speaker};
use crate::extract::places;
use crate::index::analyzer::fold_value;
use crate::index::document::{roles, stated};
use crate::index::names;
use crate::lang;
use crate::people::Register;
use crate::query::values::magnitude_name;

/// A value of a hit: what it is counted by, and how the article writes it.
pub type Value = (String, String);

/// The values that a hit has of a field, each in each way in which it is written. `quote` says which statement the hit is, where it is
/// one.
pub fn values(axis: Axis, article: &Article, quote: Option<usize>, people: &Register) -> Vec<Value> {
    let plain = |value: &str| (value.to_owned(), value.to_owned());
    let folded = |value: &str| (fold_value(value), value.to_owned());
    let one = |value: Option<&str>| {
        let value = value.map(|value| if axis.is_folded() { folded(value) } else { plain(value) });
        value.into_iter().collect()
    };
    let person = |people: &Register, name: &str| {
        let value = names::facet_value(name);
        names::person(people, &value, &mut String::new()).map(|(key, name)| (key, name.to_owned()))
    };
    let speakers: Vec<&Speaker> = match quote {
        Some(quote) => {
            let quote = article.quotes.get(quote);
            quote.and_then(|quote| article.speaker_of(quote)).into_iter().collect()
        }
        None => article.speakers.iter().collect(),
    };
    let countries = article.countries.iter();
    let amounts = article.amounts.iter();
    let day = article.published.as_ref().map(|published| published.day());
    let mut values: Vec<Value> = match axis {
        Axis::Speaker => {
            let persons = speakers.iter().filter_map(|speaker| person(people, &speaker.name));
            persons.collect()
        }
        Axis::Author => {
            let nobody = Register::default();
            article
                .authors
                .iter()
                .filter_map(|name| person(&nobody, name))
                .collect()
        }
        Axis::Role => {
            let roles = speakers.into_iter().flat_map(roles);
            roles.map(|role| folded(role)).collect()
        }
        Axis::Source => one(article.source.as_deref()),
        Axis::Section => one(article.section.as_deref()),
        Axis::Language => one(Some(article.language.code())),
        Axis::Place => one(article.dateline.as_ref().and_then(|dateline| dateline.place.as_deref())),
        Axis::Doubt => article.doubts.iter().map(|doubt| plain(doubt.field.as_str())).collect(),
        Axis::Country => countries.map(|country| plain(country.code.as_str())).collect(),
        Axis::About => {
            let about = countries.filter(|country| country.about);
            about.map(|country| plain(country.code.as_str())).collect()
        }
        Axis::Region => {
            let regions = countries.flat_map(|country| places::regions_of(country.code));
            regions
                .map(|region| plain(places::region_label(*region, lang::SPOKEN[0])))
                .collect()
        }
        Axis::Currency => amounts.map(|amount| plain(amount.currency.as_str())).collect(),
        Axis::Amount => {
            let magnitudes = amounts
                .filter_map(stated)
                .filter_map(|(low, high)| magnitudes(low, high));
            let names =
                magnitudes.flat_map(|(currency, exponents)| exponents.map(move |e| magnitude_name(currency, e)));
            names.map(|name| plain(&name)).collect()
        }
        Axis::Year | Axis::Month | Axis::Week | Axis::Day => one(day.map(|day| time_name(axis, day)).as_deref()),
    };
    values.sort_unstable();
    values.dedup();
    values
}

/// The counts of one field while they are made.
#[derive(Debug)]
pub struct Recorded {
    axis: Axis,
    /// With the ways in which each is written.
    values: FxHashMap<String, (u64, FxHashMap<String, u64>)>,
    with_value: u64,
}

impl Recorded {
    pub fn new(axis: Axis) -> Recorded {
        Recorded {
            axis,
            values: FxHashMap::default(),
            with_value: 0,
        }
    }

    /// Counts the values of a hit; those that it has, each once.
    pub fn count(&mut self, article: &Article, quote: Option<usize>, people: &Register) -> Vec<String> {
        let found = values(self.axis, article, quote, people);
        self.with_value += u64::from(!found.is_empty());
        let mut met: Vec<String> = Vec::with_capacity(found.len());
        for (value, written) in found {
            let (count, forms) = self.values.entry(value.clone()).or_default();
            *forms.entry(written).or_default() += 1;
            // The ways in which one value is written stand side by side.
            if met.last() != Some(&value) {
                *count += 1;
                met.push(value);
            }
        }
        met
    }

    /// The value as it is written most often.
    fn written<'v>(&'v self, value: &'v str) -> &'v str {
        let forms = self.values.get(value).into_iter().flat_map(|(_, forms)| forms);
        forms
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map_or(value, |(form, _)| form)
    }

    pub fn finish(self) -> Counts {
        let values = self.values.iter();
        let values = values.map(|(value, (count, _))| (Arc::from(self.written(value)), *count));
        Counts::new(self.axis, values.collect(), self.with_value)
    }
}

/// Crossed counts of two fields, the largest first.
pub fn cells(pairs: FxHashMap<(String, String), u64>, rows: &Recorded, columns: &Recorded) -> Vec<Cell> {
    let mut cells: Vec<Cell> = pairs
        .into_iter()
        .map(|((row, column), count)| Cell {
            row: rows.written(&row).to_owned(),
            column: columns.written(&column).to_owned(),
            count,
        })
        .collect();
    cells.sort_by(Cell::order);
    cells
}
