//! Counts or shares over time.

use maud::{Markup, html};

use super::{grid, hatch, percent, px};
use crate::page::words::Locale;

/// What one bar stands for, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Day,
    /// From Monday to Sunday (ISO 8601).
    Week,
    Month,
    Year,
}

impl Unit {
    pub const ALL: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// As addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    pub fn from_name(name: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// One stretch of time.
#[derive(Clone, Debug)]
pub struct Bar {
    /// `2022`, `2022-03`, `2022-03-10`, or of a week its first and its last day: `2022-03-07/2022-03-13`.
    pub value: String,
    pub count: u64,
    /// All articles of that time, whether found or not: none at all is a gap in the archive.
    pub all: u64,
    /// Where the articles that are counted are listed.
    pub href: String,
}

impl Bar {
    fn share(&self) -> f64 {
        match self.all {
            0 => 0.0,
            all => self.count as f64 * 100.0 / all as f64,
        }
    }
}

/// What is drawn, and how.
pub struct Bars<'b> {
    /// The name of the chart on its page.
    pub id: &'b str,
    pub bars: &'b [Bar],
    pub unit: Unit,
    /// Shares of all articles instead of counts.
    pub share: bool,
    /// The noun of what is counted.
    pub noun: &'b str,
    /// Of the part with bars, in pixels.
    pub height: u32,
}

/// Above the bars: words for gaps and for the peak.
const TOP: f64 = 20.0;
/// Below: the axis.
const BELOW: f64 = 22.0;

impl Bars<'_> {
    fn value(&self, bar: &Bar) -> f64 {
        match self.share {
            true => bar.share(),
            false => bar.count as f64,
        }
    }

    fn title(&self, locale: Locale, bar: &Bar) -> String {
        let time = locale.time(&bar.value);
        match bar.all {
            0 => format!("{time}: {}", locale.text("chart.gap")),
            _ if bar.count == 0 => format!("{time}: 0"),
            _ if self.share => format!(
                "{time}: {} ({})",
                locale.share(bar.count, bar.all),
                self.of_all(locale, bar)
            ),
            _ => format!("{time}: {}", locale.count(bar.count, self.noun)),
        }
    }

    fn of_all(&self, locale: Locale, bar: &Bar) -> String {
        locale.fill(
            "chart.of",
            &[("part", &locale.number(bar.count)), ("all", &locale.number(bar.all))],
        )
    }

    /// Stretches of bars without a single article, as indices, end exclusive.
    fn gaps(&self) -> Vec<(usize, usize)> {
        let mut gaps: Vec<(usize, usize)> = Vec::new();
        for (n, _) in self.bars.iter().enumerate().filter(|(_, bar)| bar.all == 0) {
            match gaps.last_mut().filter(|gap| gap.1 == n) {
                Some(gap) => gap.1 = n + 1,
                None => gaps.push((n, n + 1)),
            }
        }
        gaps
    }

    /// Where the axis is labelled: which bar, what, and whether narrow screens leave it out.
    fn ticks(&self) -> Vec<(usize, String, bool)> {
        let begins = |value: &str| match self.unit {
            Unit::Year => true,
            Unit::Month | Unit::Day => value.ends_with("-01"),
            // The week in which a month begins.
            Unit::Week => value
                .split_once('/')
                .is_some_and(|(first, last)| first.ends_with("-01") || first.get(..7) != last.get(..7)),
        };
        let label = |value: &str| match self.unit {
            Unit::Year | Unit::Month => value.get(..4).unwrap_or_default().to_owned(),
            Unit::Day => value.get(..7).unwrap_or_default().to_owned(),
            Unit::Week => value
                .rsplit('/')
                .next()
                .and_then(|last| last.get(..7))
                .unwrap_or_default()
                .to_owned(),
        };
        let mut ticks: Vec<(usize, String)> = self
            .bars
            .iter()
            .enumerate()
            .filter(|(_, bar)| begins(&bar.value))
            .map(|(n, bar)| (n, label(&bar.value)))
            .collect();
        if let Some(first) = self
            .bars
            .first()
            .filter(|_| ticks.first().is_none_or(|(n, _)| *n > self.bars.len() / 12))
        {
            ticks.insert(0, (0, first.value.clone()));
        }
        let every = ticks.len().div_ceil(12).max(1);
        let every = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|n| *n >= every)
            .unwrap_or(every);
        let kept: Vec<(usize, String)> = ticks.into_iter().step_by(every).collect();
        let odd = kept.len() > 6;
        let number = self.bars.len().max(1) as f64;
        kept.into_iter()
            .enumerate()
            .map(|(n, (at, label))| {
                let beyond = at as f64 / number > 1.0 - beside(label.chars().count());
                (at, label, (odd && n % 2 == 1) || (beyond && at > 0))
            })
            .collect()
    }
}

/// How much of a narrow chart's width a label of so many letters takes, less what is free beside the chart: 7 px a letter of 288 px.
fn beside(letters: usize) -> f64 {
    (letters as f64 * 7.0 - 10.0).max(0.0) / 288.0
}

/// The drawing.
pub fn bars(locale: Locale, chart: &Bars) -> Markup {
    let most = chart.bars.iter().map(|bar| chart.value(bar)).fold(0.0, f64::max);
    let height = f64::from(chart.height);
    let width = 100.0 / chart.bars.len().max(1) as f64;
    let foot = TOP + height;
    let y = |value: f64| foot - if most > 0.0 { value / most * height } else { 0.0 };
    let pattern = format!("gap-{}", chart.id);
    let peak = chart
        .bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar.count > 0)
        .max_by(|a, b| chart.value(a.1).total_cmp(&chart.value(b.1)).then(b.0.cmp(&a.0)));
    let gaps = chart.gaps();
    let widest = gaps.iter().copied().max_by_key(|(from, to)| to - from);
    let number = |value: f64| match chart.share {
        true => format!("{}\u{a0}%", locale.decimal(value, usize::from(value.fract() > 0.0))),
        false => locale.number(value.round() as u64),
    };
    html! {
        svg class="plot" width="100%" height=(px(foot + BELOW)) aria-hidden="true" {
            (hatch(&pattern))
            @for line in grid(most).into_iter().filter(|line| chart.share || line.fract() == 0.0) {
                line class="gridline" x1="0" x2="100%" y1=(px(y(line))) y2=(px(y(line))) {}
                text x="0" dx="-40" y=(px(y(line) + 4.0)) { (number(line)) }
            }
            @for (from, to) in &gaps {
                rect fill=(format!("url(#{pattern})")) x=(percent(*from as f64 * width)) width=(percent((to - from) as f64 * width)) y=(px(TOP)) height=(px(height)) {}
            }
            @for (n, bar) in chart.bars.iter().enumerate().filter(|(_, bar)| bar.all > 0) {
                a href=(bar.href) tabindex="-1" data-value=(bar.value) {
                    title { (chart.title(locale, bar)) }
                    rect class="area" x=(percent(n as f64 * width)) width=(percent(width)) y=(px(TOP)) height=(px(height)) {}
                    rect class="bar" x=(percent((n as f64 + 0.1) * width)) width=(percent(width * 0.8))
                        y=(px(y(chart.value(bar)).min(foot - if bar.count > 0 { 1.5 } else { 0.0 })))
                        height=(px((foot - y(chart.value(bar))).max(if bar.count > 0 { 1.5 } else { 0.0 }))) {}
                }
            }
            line class="base" x1="0" x2="100%" y1=(px(foot)) y2=(px(foot)) {}
            @for (n, label, odd) in chart.ticks() {
                line class="base" x1=(percent(n as f64 * width)) x2=(percent(n as f64 * width)) y1=(px(foot)) y2=(px(foot + 5.0)) {}
                text class=[odd.then_some("odd")] x=(percent(n as f64 * width)) dx="4" y=(px(foot + 16.0)) { (locale.time(&label)) }
            }
            @if let Some((from, to)) = widest.filter(|(from, to)| (to - from) as f64 * width > 3.0 || chart.bars.len() < 30) {
                @let middle = (from + to) as f64 / 2.0 * width;
                @let anchor = if middle < 8.0 { "start" } else if middle > 92.0 { "end" } else { "middle" };
                text class="halo" text-anchor=(anchor) x=(percent(middle.clamp(0.0, 100.0))) y="13" { (locale.text("chart.gap")) }
            }
            @if let Some((n, bar)) = peak {
                @let right = (n as f64) * width < 62.0;
                text class="say halo" text-anchor=(if right { "start" } else { "end" })
                    x=(percent((n as f64 + if right { 1.0 } else { 0.0 }) * width)) dx=(if right { "6" } else { "-6" }) y=(px(TOP + 9.0)) {
                    @match chart.share {
                        true => {
                            (locale.time(&bar.value)) ": " (locale.share(bar.count, bar.all))
                            tspan class="odd" { " (" (chart.of_all(locale, bar)) ")" }
                        }
                        false => { (locale.time(&bar.value)) ": " (locale.number(bar.count)) }
                    }
                }
            }
        }
    }
}

/// The same as a table: months as years by twelve, else a row each.
pub fn table(locale: Locale, chart: &Bars, caption: &str) -> Markup {
    html! {
        div class="box" tabindex="0" role="group" aria-label=(caption) {
            table class="plain" {
                caption { (caption) }
                @if chart.unit == Unit::Month { (years(locale, chart)) } @else { (rows(locale, chart)) }
            }
        }
    }
}

fn cell(locale: Locale, bar: Option<&Bar>) -> Markup {
    html! {
        @match bar {
            None => td {},
            Some(bar) if bar.all == 0 => td class="none" { span { "–" } },
            Some(bar) => td { a href=(bar.href) { (locale.number(bar.count)) } },
        }
    }
}

fn rows(locale: Locale, chart: &Bars) -> Markup {
    html! {
        thead { tr {
            th scope="col" { (locale.text(if chart.unit == Unit::Year { "field.year" } else { "field.date" })) }
            th scope="col" { (locale.noun(2, chart.noun)) }
            @if chart.share { th scope="col" { (locale.text("chart.share")) } }
        } }
        tbody {
            @for bar in chart.bars {
                tr {
                    th scope="row" { (locale.time(&bar.value)) }
                    (cell(locale, Some(bar)))
                    @if chart.share { td { (locale.share(bar.count, bar.all)) } }
                }
            }
        }
    }
}

fn years(locale: Locale, chart: &Bars) -> Markup {
    let year_of = |bar: &Bar| bar.value.split('-').next().unwrap_or_default().to_owned();
    let mut years: Vec<String> = chart.bars.iter().map(year_of).collect();
    years.dedup();
    let at = |year: &str, month: i8| {
        let value = format!("{year}-{month:02}");
        chart.bars.iter().find(|bar| bar.value == value)
    };
    html! {
        thead { tr {
            th scope="col" { (locale.text("field.year")) }
            @for month in 1..=12 { th scope="col" { (locale.short_month(month)) } }
            th scope="col" { (locale.text("table.all")) }
            @if chart.share { th scope="col" { (locale.text("chart.share")) } }
        } }
        tbody {
            @for year in &years {
                @let of_year = || chart.bars.iter().filter(|bar| year_of(bar) == *year);
                @let count: u64 = of_year().map(|bar| bar.count).sum();
                tr {
                    th scope="row" { (year) }
                    @for month in 1..=12 { (cell(locale, at(year, month))) }
                    td { b { (locale.number(count)) } }
                    @if chart.share { td { (locale.share(count, of_year().map(|bar| bar.all).sum())) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: &str, count: u64, all: u64) -> Bar {
        Bar {
            value: value.to_owned(),
            count,
            all,
            href: format!("search?from={value}"),
        }
    }

    #[test]
    fn a_gap_is_hatched_and_zero_is_not() {
        let bars_of = [
            bar("2020", 2, 10),
            bar("2021", 0, 5),
            bar("2022", 0, 0),
            bar("2023", 1, 2),
        ];
        let chart = Bars {
            id: "time",
            bars: &bars_of,
            unit: Unit::Year,
            share: true,
            noun: "article",
            height: 100,
        };
        let drawn = bars(Locale::Id, &chart).into_string();
        assert_eq!(drawn.matches("url(#gap-time)").count(), 1, "{drawn}");
        assert!(drawn.contains("x=\"50.00%\" width=\"25.00%\""), "{drawn}");
        assert_eq!(drawn.matches("<a ").count(), 3, "{drawn}");
        assert!(drawn.contains("2023: 50\u{a0}%"), "{drawn}");
        let table = table(Locale::Id, &chart, "Per tahun").into_string();
        assert!(
            table.contains("<td class=\"none\"><span>–</span></td><td>–</td>"),
            "{table}"
        );
        assert!(table.contains("<a href=\"search?from=2021\">0</a>"), "{table}");
    }

    #[test]
    fn nothing_to_draw_is_drawn_as_an_axis() {
        let chart = Bars {
            id: "time",
            bars: &[],
            unit: Unit::Month,
            share: false,
            noun: "quote",
            height: 100,
        };
        assert!(bars(Locale::En, &chart).into_string().contains("class=\"base\""));
    }
}
