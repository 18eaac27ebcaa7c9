//! Counts over time, in the unit that suits them.

use super::super::archive::ByTime;
use super::super::archive::all_of;
use super::context::Context;
use crate::ask::{self, Counted};
use crate::error::Result;
use crate::page::chart::Unit;
use crate::page::timeline::{MOST_BARS, Timeline, weeks};
use crate::query::Scope;

/// The fields that a timeline is made of, the finest first.
const FIELDS: [&str; 3] = ["date", "month", "year"];

/// What must be counted for a timeline.
pub fn counted() -> Result<Vec<Counted>> {
    FIELDS.into_iter().map(all_of).collect()
}

/// The field that a unit is counted by: weeks are put together from days.
fn field(unit: Unit) -> &'static str {
    match unit {
        Unit::Day | Unit::Week => "date",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}

/// Hits by the unit that the address asks for, else by the finest that is still a chart.
pub fn timeline_of(context: &Context, scope: Scope, facets: &[ask::Facet], num_hits: u64) -> Result<Timeline> {
    let counts = |field: &str| -> ByTime {
        let facet = facets.iter().find(|facet| facet.field == field);
        facet
            .map(|facet| facet.values.iter().map(|v| (v.value.clone(), v.count)).collect())
            .unwrap_or_default()
    };
    let asked_for = context.address.get("unit").and_then(Unit::from_name);
    // A few days are a chart of days; a few years are one of months. Weeks are drawn where they are asked for.
    let fits = |unit: Unit, number: usize| match (unit, asked_for) {
        (Unit::Year, _) => true,
        (unit, Some(asked_for)) => number <= MOST_BARS && unit >= asked_for,
        (Unit::Day, None) => (2..=62).contains(&number),
        (Unit::Week, None) => false,
        (Unit::Month, None) => (2..=240).contains(&number),
    };
    let mut made = Timeline::empty(Unit::Year);
    for unit in Unit::ALL {
        let mut found = counts(field(unit));
        // From the first hit to the last: what cannot be drawn need not be put together.
        let span = match unit {
            Unit::Week => found.len().div_ceil(7),
            _ => found.len(),
        };
        if !fits(unit, span.max(2)) {
            continue;
        }
        let mut all = everything(context, scope, field(unit))?;
        if unit == Unit::Week {
            (found, all) = (weeks(&found), weeks(&all));
        }
        made = Timeline::of(unit, &found, &all, false);
        if fits(unit, made.values.len()) {
            break;
        }
    }
    let dated: u64 = counts("year").iter().map(|(_, count)| count).sum();
    made.undated = num_hits.saturating_sub(dated);
    Ok(made)
}

/// All articles or statements by time. Where the archive has articles but nobody speaks in them there is no gap: such a time has one of
/// everything at least, of which nothing is found.
pub fn everything(context: &Context, scope: Scope, field: &str) -> Result<ByTime> {
    let counts = context.archive.by_time(&*context.snapshot, scope, field)?;
    if scope == Scope::Articles {
        return Ok(counts);
    }
    let of: rustc_hash::FxHashMap<String, u64> = counts.into_iter().collect();
    let articles = context.archive.by_time(&*context.snapshot, Scope::Articles, field)?;
    let both = articles.into_iter().map(|(value, articles)| {
        let count = of.get(&value).copied().unwrap_or(0).max(u64::from(articles > 0));
        (value, count)
    });
    Ok(both.collect())
}
