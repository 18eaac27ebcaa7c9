//! Two to four questions side by side.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::{Bar, Line, lines};
use super::links;
use super::text::switch;
use super::words::Locale;
use crate::output::remarks::in_a_sentence;

/// The names of the sides, also of their parameters in small letters.
pub const LETTERS: [(&str, &str); 4] = [("A", "a"), ("B", "b"), ("C", "c"), ("D", "d")];

/// A question that is compared.
pub struct Side<'c> {
    pub query: &'c str,
    pub num_hits: u64,
    /// By year: value, hits, all articles.
    pub years: Vec<(String, u64, u64)>,
}

/// What was compared.
pub struct Compared<'c> {
    pub sides: Vec<Side<'c>>,
    /// All articles.
    pub all: u64,
    /// Articles that two sides have in common: which two, and how many.
    pub both: Vec<(usize, usize, u64)>,
    /// Articles that all of them have in common, where there are more than two.
    pub together: Option<u64>,
    /// By outlet: name, hits of each side, all articles of the outlet.
    pub sources: Vec<(String, Vec<u64>, u64)>,
}

/// The form for the questions.
pub fn form(locale: Locale, address: &Address) -> Markup {
    let number = LETTERS
        .iter()
        .filter(|(_, name)| address.get(name).is_some())
        .count()
        .max(2);
    let shown = (number + usize::from(address.get("page") == Some("more"))).min(4);
    html! {
        form class=(format!("two n{shown}")) action=(Place::Compare.name()) method="get" {
            @for (letter, name) in LETTERS.iter().take(shown) {
                label { (letter) " " input class="field" name=(name) type="search" value=(address.get(name).unwrap_or_default()) autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="4000"; }
            }
            @if let Some(lang) = address.get("lang") { input type="hidden" name="lang" value=(lang); }
            button class="button" { (locale.text("compare.do")) }
        }
        @if shown < 4 { p class="chips" { a href=(address.with("page", "more").href()) { (locale.text("compare.more")) } } }
    }
}

/// The page before anything is compared; `tries` are comparisons of what the archive has most of.
pub fn nothing(locale: Locale, address: &Address, tries: &[[String; 2]]) -> Markup {
    html! {
        div class="block" { h1 class="answer" { (locale.text("compare.title")) } p class="under" { (locale.text("compare.how")) } }
        @if !tries.is_empty() {
            section class="block" aria-labelledby="tries" {
                h2 class="h2" id="tries" { (locale.text("start.examples")) }
                ul class="tries" { @for [a, b] in tries { li { a href=(address.elsewhere(Place::Compare).with("a", a).with("b", b).href()) { code { (a) } (locale.text("compare.and")) code { (b) } } } } }
            }
        }
    }
}

/// The page.
pub fn compare(locale: Locale, address: &Address, compared: &Compared) -> Markup {
    let share = address.get("show") != Some("count");
    let search = |side: &Side| address.elsewhere(Place::Search).with("q", side.query);
    let bars: Vec<Vec<Bar>> = compared
        .sides
        .iter()
        .map(|side| {
            side.years
                .iter()
                .map(|(year, count, all)| Bar {
                    value: year.clone(),
                    count: *count,
                    all: *all,
                    href: search(side).with("from", year).with("to", year).href(),
                })
                .collect()
        })
        .collect();
    let drawn: Vec<Line> = compared
        .sides
        .iter()
        .zip(&bars)
        .zip(LETTERS)
        .map(|((side, bars), (letter, _))| Line {
            letter,
            query: side.query,
            bars,
        })
        .collect();
    let names: Vec<&str> = compared.sides.iter().map(|side| side.query).collect();
    let shows = [
        ("share", share, address.without("show")),
        ("count", !share, address.with("show", "count")),
    ]
    .map(|(name, current, to)| (locale.text(&format!("show.{name}")).to_owned(), to.href(), current));
    html! {
        div class="block" { h1 class="answer" { bdi { (in_a_sentence(&names, locale.text("compare.and"))) } } p class="under num" { (peaks(locale, compared)) } }
        ul class="duo block" {
            @for (n, (side, (letter, _))) in compared.sides.iter().zip(LETTERS).enumerate() {
                li class=(format!("s{n}")) {
                    span { b { (letter) } " " a href=(search(side).href()) { code { (side.query) } } }
                    strong { (locale.number(side.num_hits)) }
                    span class="soft" { (locale.fill("compare.share", &[("noun", locale.noun(side.num_hits, "article")), ("share", &locale.share(side.num_hits, compared.all))])) }
                }
            }
            @if let ([(0, 1, both)], [a, b]) = (compared.both.as_slice(), compared.sides.as_slice()) {
                @let both = *both;
                li class="c" {
                    span { b { "A" (locale.text("compare.and")) "B" } }
                    strong { a href=(joined(address, [a, b])) { (locale.number(both)) } }
                    span class="soft" { (locale.fill("compare.both", &[("noun", locale.noun(both, "article")), ("a", &locale.share(both, a.num_hits)), ("b", &locale.share(both, b.num_hits))])) }
                }
            }
        }
        @if bars.first().is_some_and(|bars| bars.len() > 1) {
            section class="block" aria-label=(locale.text("compare.chart")) {
                figure class="chart" {
                    figcaption {
                        span class="keys" {
                            @for (n, (side, (letter, _))) in compared.sides.iter().zip(LETTERS).enumerate() {
                                span class="key" {
                                    svg width="30" height="10" aria-hidden="true" { line class=(format!("line l{n}")) x1="1" x2="29" y1="5" y2="5" {} circle class=(format!("dot d{n}")) cx="15" cy="5" r="4" {} }
                                    (letter) " " (side.query)
                                }
                            }
                        }
                        span class="tools" { (switch(None, &shows)) span class="seg get" { a href=(links::export(address, "csv")) { "CSV" } } }
                    }
                    (lines(locale, "compare", &drawn, share))
                }
            }
        }
        @if compared.sides.len() > 2 { (overlaps(locale, address, compared)) }
        div class="twin block" {
            (table_of(locale, "ct1", "compare.by-year", "field.year", compared, &years(compared), &|side, value| search(side).with("from", value).with("to", value).href()))
            (table_of(locale, "ct2", "compare.by-source", "field.source", compared, &compared.sources, &|side, value| asked::only(&search(side), "source", value).href()))
        }
    }
}

/// The query of what is found by each of some queries.
pub fn together(queries: &[&str]) -> String {
    let each: Vec<String> = queries.iter().map(|query| format!("({query})")).collect();
    each.join(" ")
}

/// Articles that are found by each of some sides.
fn joined<'s>(address: &Address, sides: impl IntoIterator<Item = &'s Side<'s>>) -> String {
    let queries: Vec<&str> = sides.into_iter().map(|side| side.query).collect();
    address.elsewhere(Place::Search).with("q", &together(&queries)).href()
}

/// How much each side has in common with each other one.
fn overlaps(locale: Locale, address: &Address, compared: &Compared) -> Markup {
    let sides = compared.sides.as_slice();
    let both = |a: usize, b: usize| {
        let pair = compared.both.iter().find(|(x, y, _)| (*x, *y) == (a.min(b), a.max(b)));
        pair.map_or(0, |(_, _, count)| *count)
    };
    html! {
        section class="block" aria-labelledby="overlap" {
            h2 class="h2" id="overlap" { (locale.text("compare.overlap")) }
            div class="box" tabindex="0" role="group" aria-labelledby="overlap" {
                table class="plain" {
                    caption { (locale.text("compare.overlap.caption")) }
                    thead { tr { th scope="col" { (locale.text("form.query")) } @for ((letter, _), _) in LETTERS.iter().zip(sides) { th scope="col" { (letter) } th scope="col" { (locale.text("chart.share")) } } } }
                    tbody {
                        @for (a, (side, (letter, _))) in sides.iter().zip(LETTERS).enumerate() {
                            tr {
                                th scope="row" { b { (letter) } " " code { (side.query) } }
                                @for (b, other) in sides.iter().enumerate() {
                                    @if a == b {
                                        td class="soft" { (locale.number(side.num_hits)) } td {}
                                    } @else {
                                        td { a href=(joined(address, [side, other])) { (locale.number(both(a, b))) } }
                                        td { (locale.share(both(a, b), side.num_hits)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(together) = compared.together {
                p class="under" { a href=(joined(address, sides)) { (locale.fill("compare.together", &[("count", &locale.count(together, "article"))])) } }
            }
        }
    }
}

/// Years as rows: hits of each side, all articles.
fn years(compared: &Compared) -> Vec<(String, Vec<u64>, u64)> {
    let Some(first) = compared.sides.first() else {
        return Vec::new();
    };
    first
        .years
        .iter()
        .enumerate()
        .map(|(n, (year, _, all))| {
            let counts = compared
                .sides
                .iter()
                .map(|side| side.years.get(n).map_or(0, |(_, count, _)| *count));
            (year.clone(), counts.collect(), *all)
        })
        .collect()
}

/// When each side has its greatest share.
fn peaks(locale: Locale, compared: &Compared) -> String {
    let share = |(_, count, all): &&(String, u64, u64)| if *all == 0 { 0.0 } else { *count as f64 / *all as f64 };
    let said: Vec<String> = compared
        .sides
        .iter()
        .zip(LETTERS)
        .filter_map(|(side, (letter, _))| {
            let (year, count, all) = side.years.iter().max_by(|a, b| share(a).total_cmp(&share(b)))?;
            (*count > 0).then(|| {
                locale.fill(
                    "compare.peak",
                    &[("side", letter), ("year", year), ("share", &locale.share(*count, *all))],
                )
            })
        })
        .collect();
    match said.is_empty() {
        true => String::new(),
        false => said.join(", ") + ".",
    }
}

type Row = (String, Vec<u64>, u64);

fn table_of(
    locale: Locale,
    id: &str,
    title: &str,
    field: &str,
    compared: &Compared,
    rows: &[Row],
    href: &dyn Fn(&Side, &str) -> String,
) -> Markup {
    let caption = locale.text(if field == "field.year" {
        "compare.by-year.caption"
    } else {
        "compare.by-source.caption"
    });
    let share = |count: u64, all: u64| if all == 0 { 0.0 } else { count as f64 / all as f64 };
    html! {
        section aria-labelledby=(id) {
            h2 class="h2" id=(id) { (locale.text(title)) }
            div class="box" tabindex="0" role="group" aria-label=(caption) {
                table class="plain" {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { (locale.text(field)) }
                        @for (side, (letter, _)) in compared.sides.iter().zip(LETTERS) {
                            th scope="col" { (letter) " " span class="sr" { (side.query) } }
                            th scope="col" { (locale.text("chart.share")) }
                        }
                        th scope="col" { (locale.text("table.all")) }
                    } }
                    tbody {
                        @for (value, counts, all) in rows {
                            @let most = counts.iter().map(|count| share(*count, *all)).fold(0.0, f64::max);
                            tr {
                                th scope="row" { bdi { (value) } }
                                @if *all == 0 {
                                    td class="none" colspan=(compared.sides.len() * 2 + 1) { span { (locale.text("chart.gap")) } }
                                } @else {
                                    @for (side, count) in compared.sides.iter().zip(counts) {
                                        td class=[(most > 0.0 && share(*count, *all) >= most).then_some("up-a")] { a href=(href(side, value)) { (locale.number(*count)) } }
                                        td { (locale.share(*count, *all)) }
                                    }
                                    td class="soft" { (locale.number(*all)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
