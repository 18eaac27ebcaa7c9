//! One person: as what they were known, what they said and where, with whom, about which countries. And all persons.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::{Bar, Bars, Dot, ListBar, Role, Stream, Unit, bars, bars_table, list_bars, roles, streams};
use super::words::Locale;
use super::{statements, text};
use crate::ask::Once;
use crate::search::Bucket;

/// What is known of a person.
pub struct Person<'p> {
    pub name: &'p str,
    /// Other forms of the name that the archive has.
    pub forms: &'p [String],
    pub articles: u64,
    pub statements: u64,
    /// As written, with the days of the first and the last statement under it and how many there are.
    pub roles: &'p [RoleOf],
    /// Each statement once, the one that was quoted last first.
    pub newest: &'p [Once],
    /// How many statements there are, each counted once.
    pub distinct: u64,
    pub by_source: &'p [Bucket],
    /// The same outlets with their months, or years where there are many: each time with its count.
    pub in_time: &'p [(Bucket, Vec<(String, u64)>)],
    /// The years from the first statement to the last: hits and all statements.
    pub by_year: &'p [(String, u64, u64)],
    /// Persons who are quoted in the same articles.
    pub beside: &'p [Bucket],
    pub countries: &'p [Bucket],
    pub amounts: &'p [Bucket],
}

/// A role with its time.
#[derive(Clone, Debug)]
pub struct RoleOf {
    pub role: String,
    pub count: u64,
    pub time: Option<(jiff::civil::Date, jiff::civil::Date)>,
}

/// The page.
pub fn person(locale: Locale, address: &Address, person: &Person) -> Markup {
    let condition = asked::condition("speaker", person.name);
    let quotes = address.elsewhere(Place::Quotes).with("where", &condition);
    let search = address.elsewhere(Place::Search).with("where", &condition);
    let narrowed = |field: &'static str, base: &Address| {
        let base = base.clone();
        move |bucket: &Bucket| ListBar {
            label: asked::value_label(locale, field, &bucket.value),
            href: asked::only(&base, field, &bucket.value).href(),
            count: bucket.count,
        }
    };
    let years = || {
        person
            .by_year
            .iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(year, ..)| year.as_str())
    };
    let newest = quotes.with("sort", "newest").with("once", "true").href();
    html! {
        div class="block" {
            h1 class="name" { bdi { (person.name) } }
            p class="under num" {
                (locale.fill("person.under", &[("quotes", &locale.count(person.statements, "quote")), ("articles", &locale.count(person.articles, "article"))]))
                @if let (Some(first), Some(last)) = (years().next(), years().next_back()) { " · " (first) @if first != last { "–" (last) } }
                " · " a href=(search.href()) { (locale.text("person.search")) }
            }
            @if !person.forms.is_empty() { p class="soft" { (locale.text("person.forms")) " " (person.forms.join(", ")) } }
        }
        @if person.statements == 0 {
            div class="note block" { p { (locale.text("person.nothing")) } p { a href=(address.elsewhere(Place::Quotes).with("speaker", person.name).href()) { (locale.text("person.part")) } } }
        } @else {
            (known_as(locale, person, &quotes))
            @let printed = printed(locale, person, &quotes);
            (printed)
            div class="cols" {
                section aria-labelledby="kata" {
                    h2 class="h2" id="kata" { (locale.text("person.statements")) }
                    div class="rule-top" { (statements::once(locale, &quotes, person.newest, 0, false)) }
                    p class="more" { a href=(newest) { (locale.fill("person.all", &[("quotes", &locale.count(person.distinct, "quote"))])) } }
                }
                div class="beside" {
                    (by_year(locale, person, &quotes))
                    @if printed.0.is_empty() { (list(locale, "person.by-source", person.by_source.iter().map(narrowed("source", &quotes)).collect(), person.statements)) }
                    (list(locale, "person.beside", person.beside.iter().map(|bucket| ListBar { label: bucket.label.clone(), href: text::person(address, &bucket.value), count: bucket.count }).collect(), person.articles))
                    (list(locale, "person.countries", person.countries.iter().map(narrowed("country", &search)).collect(), person.articles))
                    (list(locale, "person.amounts", person.amounts.iter().map(narrowed("amount", &search)).collect(), person.articles))
                }
            }
        }
    }
}

/// A list of values with bars under a heading, where there is anything.
pub(super) fn list(locale: Locale, title: &'static str, bars: Vec<ListBar>, total: u64) -> Markup {
    html! {
        @if !bars.is_empty() {
            section class="block" aria-labelledby=(title) { h2 class="h2" id=(title) { (locale.text(title)) } (list_bars(locale, &bars, total)) }
        }
    }
}

/// The first and the last year of what the person said.
fn years(person: &Person) -> Option<(i16, i16)> {
    let year = |of: Option<&(String, u64, u64)>| of.and_then(|(year, ..)| year.parse::<i16>().ok());
    Some((year(person.by_year.first())?, year(person.by_year.last())?))
}

/// Where a moment is on an axis over the years `first` to `last`, from 0 to 1. `part` is how much of its year is over, from 0 to 1.
fn on_axis(year: i16, part: f64, (first, last): (i16, i16)) -> f64 {
    let years = f64::from(year) - f64::from(first) + part;
    (years / (f64::from(last) - f64::from(first) + 1.0)).clamp(0.0, 1.0)
}

/// When which outlet printed it. A table of the same counts is a page of its own.
fn printed(locale: Locale, person: &Person, quotes: &Address) -> Markup {
    let Some((first, last)) = years(person) else {
        return html! {};
    };
    let at = |time: &str| {
        let mut parts = time.split('-');
        let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or_default();
        let month = parts.next().and_then(|month| month.parse::<f64>().ok());
        on_axis(year, month.map_or(0.5, |month| (month - 0.5) / 12.0), (first, last))
    };
    let stream = |(source, times): &(Bucket, Vec<(String, u64)>)| {
        let list = asked::only(quotes, "source", &source.value);
        let dots = times.iter().map(|(time, count)| Dot {
            at: at(time),
            count: *count,
            time: locale.time(time),
            href: list.with("from", time).with("to", time).href(),
        });
        Stream {
            label: source.label.clone(),
            href: list.href(),
            count: source.count,
            dots: dots.collect(),
        }
    };
    let shown: Vec<Stream> = person.in_time.iter().map(stream).collect();
    let table = quotes
        .at(Place::Table)
        .with("rows", "source")
        .with("columns", "year")
        .with("of", "quotes");
    html! {
        @if !shown.is_empty() {
            section class="block chart" aria-labelledby="kapan" {
                h2 class="h2" id="kapan" { (locale.text("person.in-time")) }
                (streams(locale, &shown, person.statements, "quote", first, last))
                p class="more" { a href=(table.href()) { (locale.text("person.in-time.table")) } }
            }
        }
    }
}

fn known_as(locale: Locale, person: &Person, quotes: &Address) -> Markup {
    let Some((first, last)) = years(person) else {
        return html! {};
    };
    let at = |day: jiff::civil::Date| on_axis(day.year(), f64::from(day.day_of_year()) / 366.0, (first, last));
    let shown: Vec<Role> = person
        .roles
        .iter()
        .map(|role| Role {
            label: role.role.clone(),
            href: quotes
                .and("where", &asked::condition("speaker", person.name))
                .with("q", &format!("\"{}\"", role.role.replace('"', " ")))
                .href(),
            count: role.count,
            time: role.time.map(|(from, to)| (at(from), at(to))),
            years: role.time.map_or_else(
                || locale.text("meta.no-date").to_owned(),
                |(from, to)| match from.year() == to.year() {
                    true => from.year().to_string(),
                    false => format!("{}–{}", from.year(), to.year()),
                },
            ),
        })
        .collect();
    html! {
        @if !shown.is_empty() {
            section class="block chart" aria-labelledby="peran" { h2 class="h2" id="peran" { (locale.text("person.roles")) } (roles(locale, &shown, first, last)) }
        }
    }
}

fn by_year(locale: Locale, person: &Person, quotes: &Address) -> Markup {
    let drawn: Vec<Bar> = person
        .by_year
        .iter()
        .map(|(year, count, all)| Bar {
            href: quotes.with("from", year).with("to", year).href(),
            value: year.clone(),
            count: *count,
            all: *all,
        })
        .collect();
    let chart = Bars {
        id: "years",
        bars: &drawn,
        unit: Unit::Year,
        share: false,
        noun: "quote",
        height: 92,
    };
    html! {
        @if drawn.len() > 1 {
            section aria-labelledby="thn" {
                h2 class="h2" id="thn" { (locale.text("person.by-year")) }
                figure class="chart" {
                    (bars(locale, &chart))
                    details class="fold" { summary { (locale.text("chart.table")) } (bars_table(locale, &chart, locale.text("person.by-year"))) }
                }
            }
        }
    }
}

/// All persons who are quoted, those of most articles first, or those of whose name a word begins so.
pub fn people(
    locale: Locale,
    address: &Address,
    found: &[Bucket],
    distinct: usize,
    articles: u64,
    offset: usize,
) -> Markup {
    let prefix = address.get("prefix").unwrap_or_default();
    let page = address.page();
    let more = distinct > offset + found.len();
    html! {
        div class="block" {
            h1 class="answer" { (locale.count(distinct as u64, "speaker")) }
            p class="under" { @if prefix.is_empty() { (locale.text("people.under")) } @else { (locale.fill("people.prefix", &[("prefix", prefix)])) } }
            form class="find wide" action=(Place::People.name()) {
                @if let Some(lang) = address.get("lang") { input type="hidden" name="lang" value=(lang); }
                label class="sr" for="prefix" { (locale.text("people.find")) }
                input id="prefix" name="prefix" value=(prefix) placeholder=(locale.text("people.find")) autocomplete="off";
                button { (locale.text("form.search")) }
            }
            nav class="letters" aria-label=(locale.text("people.letters")) {
                @for letter in 'A'..='Z' {
                    @let is_it = prefix.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]));
                    a href=(address.elsewhere(Place::People).with("prefix", letter.encode_utf8(&mut [0; 4])).href()) aria-current=[is_it.then_some("true")] { (letter) }
                }
            }
        }
        div class="block people" {
            (list_bars(locale, &found.iter().map(|bucket| ListBar { label: bucket.label.clone(), href: text::person(address, &bucket.value), count: bucket.count }).collect::<Vec<_>>(), articles))
            @if found.is_empty() { div class="note" { p { (locale.text("people.nothing")) } } }
        }
        @if page > 1 || more {
            nav class="pages" aria-label=(locale.text("pages.label")) {
                @if page > 1 { a href=(address.with("page", &(page - 1).to_string()).href()) rel="prev" { (locale.text("pages.previous")) } }
                @if more { a href=(address.with("page", &(page + 1).to_string()).href()) rel="next" { (locale.text("pages.next")) } }
            }
        }
    }
}
