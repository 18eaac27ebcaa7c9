//! Hits over time with the switches of their chart.

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::address::Address;
use super::chart::{Bar, Bars, Unit, bars, bars_table};
use super::text::switch;
use super::words::Locale;

/// Counts by time.
#[derive(Clone, Debug)]
pub struct Timeline {
    pub unit: Unit,
    /// In order, without holes: each with the hits and with all articles of that time.
    pub values: Vec<(String, u64, u64)>,
    /// Hits without a date.
    pub undated: u64,
    /// It is shown as it is, without switches.
    pub fixed: bool,
}

/// More bars than this are not drawn: the next coarser unit is.
pub const MOST_BARS: usize = 400;

/// Counts of days, in order, as counts of weeks.
pub fn weeks(days: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut weeks: Vec<(String, u64)> = Vec::new();
    let mut until: Option<Date> = None;
    for (value, count) in days {
        let Ok(day) = value.parse::<Date>() else {
            continue;
        };
        match weeks.last_mut().filter(|_| until.is_some_and(|last| day <= last)) {
            Some(week) => week.1 += count,
            None => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                let first = day.saturating_sub(back.days());
                let last = first.saturating_add(6.days());
                until = Some(last);
                weeks.push((format!("{first}/{last}"), *count));
            }
        }
    }
    weeks
}

/// The first and the last time of a value, as addresses have them.
fn span(value: &str) -> (&str, &str) {
    value.split_once('/').unwrap_or((value, value))
}

impl Timeline {
    /// Without a hit.
    pub fn empty(unit: Unit) -> Timeline {
        Timeline {
            unit,
            values: Vec::new(),
            undated: 0,
            fixed: false,
        }
    }

    /// Puts counts of hits beside counts of everything, from the first hit to the last; all of the archive's time where that is wanted.
    pub fn of(unit: Unit, found: &[(String, u64)], all: &[(String, u64)], whole: bool) -> Timeline {
        let counts: rustc_hash::FxHashMap<&str, u64> =
            found.iter().map(|(value, count)| (value.as_str(), *count)).collect();
        let mut values: Vec<(String, u64, u64)> = all
            .iter()
            .map(|(value, all)| (value.clone(), counts.get(value.as_str()).copied().unwrap_or(0), *all))
            .collect();
        if !whole {
            let first = values
                .iter()
                .position(|(_, count, _)| *count > 0)
                .unwrap_or(values.len());
            let last = values
                .iter()
                .rposition(|(_, count, _)| *count > 0)
                .map_or(first, |last| last + 1);
            values.truncate(last);
            values.drain(..first);
        }
        Timeline {
            unit,
            values,
            undated: 0,
            fixed: false,
        }
    }

    /// Whether shares say something: of a handful of articles a month, each is a large one.
    fn has_shares(&self) -> bool {
        let mut all: Vec<u64> = self
            .values
            .iter()
            .map(|(_, _, all)| *all)
            .filter(|all| *all > 0)
            .collect();
        let middle = all.len() / 2;
        all.get(middle).is_some() && *all.select_nth_unstable(middle).1 >= SHARED
    }
}

/// In the middle, so many articles for each bar make shares of them worth drawing first.
const SHARED: u64 = 20;

/// The chart, or nothing where nothing has a date. Its switches keep to the page `here`; its bars lead to `list`. `more` are switches of the page.
pub fn timeline(
    locale: Locale,
    here: &Address,
    list: &Address,
    timeline: &Timeline,
    noun: &str,
    more: &Markup,
) -> Markup {
    if timeline.values.len() < 2 {
        return html! {
            @if timeline.undated > 0 { p class="soft" { (undated(locale, timeline, noun)) } }
        };
    }
    let share = match here.get("show") {
        Some("share") => true,
        Some("count") => false,
        _ => timeline.has_shares() && !timeline.fixed,
    };
    let (start, list) = (here.from_start(), list.from_start());
    let drawn: Vec<Bar> = timeline
        .values
        .iter()
        .map(|(value, count, all)| Bar {
            href: list.with("from", span(value).0).with("to", span(value).1).href(),
            value: value.clone(),
            count: *count,
            all: *all,
        })
        .collect();
    let chart = Bars {
        id: "time",
        bars: &drawn,
        unit: timeline.unit,
        share,
        noun,
        height: 128,
    };
    let unit = |unit: Unit| {
        let to = start.with("unit", unit.name()).href();
        (
            locale.text(&format!("unit.{}", unit.name())).to_owned(),
            to,
            unit == timeline.unit,
        )
    };
    let show = [("share", share), ("count", !share)].map(|(name, current)| {
        (
            locale.text(&format!("show.{name}")).to_owned(),
            start.with("show", name).href(),
            current,
        )
    });
    let per = locale.text(&format!("per.{}", timeline.unit.name()));
    let nouns = locale.noun(2, noun);
    html! {
        figure class="chart" data-brush=(list.without("from").without("to").href()) {
            figcaption {
                span {
                    @match share {
                        true => { b { (locale.fill("chart.share-of", &[("noun", nouns), ("per", per)])) } (locale.fill(&format!("chart.of-all.{}", timeline.unit.name()), &[])) }
                        false => b { (locale.fill("chart.count-of", &[("noun", nouns), ("per", per)])) },
                    }
                }
                @if !timeline.fixed { span class="tools" { (more) (switch(None, &Unit::ALL.map(unit))) (switch(None, &show)) } }
            }
            (bars(locale, &chart))
            @if timeline.undated > 0 { p class="soft small" { (undated(locale, timeline, noun)) } }
            details class="fold" {
                summary { (locale.text("chart.table")) }
                (bars_table(locale, &chart, &locale.fill("chart.caption", &[("noun", nouns), ("per", per)])))
            }
        }
    }
}

fn undated(locale: Locale, timeline: &Timeline, noun: &str) -> String {
    locale.fill("chart.undated", &[("count", &locale.count(timeline.undated, noun))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_make_weeks_from_monday_to_sunday() {
        let days: Vec<(String, u64)> = [
            ("2021-12-31", 1),
            ("2022-01-01", 2),
            ("2022-01-02", 4),
            ("2022-01-03", 8),
            ("2022-01-16", 16),
        ]
        .map(|(day, count)| (day.to_owned(), count))
        .into();
        let weeks = weeks(&days);
        let shown: Vec<(&str, u64)> = weeks.iter().map(|(week, count)| (week.as_str(), *count)).collect();
        assert_eq!(
            shown,
            [
                ("2021-12-27/2022-01-02", 7),
                ("2022-01-03/2022-01-09", 8),
                ("2022-01-10/2022-01-16", 16)
            ]
        );
    }

    #[test]
    fn a_timeline_goes_from_the_first_hit_to_the_last() {
        let pairs = |list: &[(&str, u64)]| list.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect::<Vec<_>>();
        let all = pairs(&[("2019", 3), ("2020", 4), ("2021", 0), ("2022", 2), ("2023", 9)]);
        let found = pairs(&[("2020", 1), ("2022", 2)]);
        let timeline = Timeline::of(Unit::Year, &found, &all, false);
        let shown: Vec<(&str, u64, u64)> = timeline
            .values
            .iter()
            .map(|(v, n, all)| (v.as_str(), *n, *all))
            .collect();
        assert_eq!(shown, [("2020", 1, 4), ("2021", 0, 0), ("2022", 2, 2)]);
        assert_eq!(Timeline::of(Unit::Year, &found, &all, true).values.len(), 5);
        assert!(Timeline::of(Unit::Year, &[], &all, false).values.is_empty());
    }
}
