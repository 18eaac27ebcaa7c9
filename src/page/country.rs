//! One country in the news, and all countries.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::{Land, ListBar, map};
use super::hits::Shown;
use super::person::list;
use super::text::{self, switch};
use super::timeline::{Timeline, timeline};
use super::words::Locale;
use super::{hits, statements};
use crate::search::{Bucket, StatementHit};

/// What is known of a country.
pub struct Country<'c> {
    pub code: &'c str,
    /// Articles that mention it, and articles that are about it.
    pub mentioned: u64,
    pub about: u64,
    /// All articles.
    pub all: u64,
    /// Of the one or of the other, as the address says.
    pub timeline: Timeline,
    pub speakers: &'c [Bucket],
    pub sources: &'c [Bucket],
    /// Countries that the same articles mention.
    pub beside: &'c [Bucket],
    pub newest: &'c [Shown],
    pub statements: &'c [StatementHit],
}

/// The page.
pub fn country(locale: Locale, address: &Address, country: &Country) -> Markup {
    let name = asked::value_label(locale, "country", country.code);
    let mentioned = asked::only(&address.elsewhere(Place::Search), "country", country.code);
    let about = asked::only(&address.elsewhere(Place::Search), "about", country.code);
    let quotes = mentioned.at(Place::Quotes);
    let bar = |field: &'static str| {
        let mentioned = mentioned.clone();
        move |bucket: &Bucket| ListBar {
            label: asked::value_label(locale, field, &bucket.value),
            href: asked::only(&mentioned, field, &bucket.value).href(),
            count: bucket.count,
        }
    };
    html! {
        div class="block" {
            h1 class="name" { (name) }
            p class="under num" {
                a href=(mentioned.href()) { (locale.fill("country.mentioned", &[("count", &locale.count(country.mentioned, "article"))])) }
                " (" (locale.share(country.mentioned, country.all)) ") · "
                a href=(about.href()) { (locale.fill("country.about", &[("count", &locale.number(country.about))])) }
            }
            @let is_about = address.get("of") == Some("about");
            @let which = switch(None, &[
                (locale.text("countries.mentioned").to_lowercase(), address.without("of").href(), !is_about),
                (locale.text("countries.about").to_lowercase(), address.with("of", "about").href(), is_about),
            ]);
            (timeline(locale, address, if is_about { &about } else { &mentioned }, &country.timeline, "article", &which))
        }
        div class="cols" {
            section aria-labelledby="baru" {
                h2 class="h2" id="baru" { (locale.text("country.newest")) }
                (hits::hits(locale, &about.with("sort", "newest"), country.newest, 0))
                p class="more" { a href=(about.with("sort", "newest").href()) { (locale.text("country.all")) } }
                @if !country.statements.is_empty() {
                    h2 class="h2 block" { (locale.text("country.statements")) }
                    @for hit in country.statements { (statements::aside(locale, &quotes, hit)) }
                    p class="more" { a href=(quotes.href()) { (locale.text("country.all-statements")) } }
                }
            }
            div class="beside" {
                (list(locale, "country.speakers", country.speakers.iter().map(|bucket| ListBar { label: bucket.label.clone(), href: text::person(address, &bucket.value), count: bucket.count }).collect(), country.mentioned))
                (list(locale, "country.sources", country.sources.iter().map(bar("source")).collect(), country.mentioned))
                (list(locale, "country.beside", country.beside.iter().map(bar("country")).collect(), country.mentioned))
            }
        }
    }
}

/// All countries, those of most articles first.
pub fn countries(locale: Locale, address: &Address, mentioned: &[Bucket], about: &[Bucket], articles: u64) -> Markup {
    let count_about = |code: &str| {
        about
            .iter()
            .find(|bucket| bucket.value == code)
            .map_or(0, |bucket| bucket.count)
    };
    let lands: Vec<Land> = mentioned
        .iter()
        .map(|bucket| Land {
            code: &bucket.value,
            name: asked::value_label(locale, "country", &bucket.value),
            href: text::country(address, &bucket.value),
            count: bucket.count,
        })
        .collect();
    html! {
        div class="block" {
            h1 class="answer" { (locale.count(mentioned.len() as u64, "country")) }
            p class="under" { (locale.text("countries.under")) }
        }
        div class="block atlas" {
        @if !lands.is_empty() {
            figure class="chart" {
                (map(locale, &lands, "article"))
                figcaption { (locale.text("countries.borders")) }
            }
        }
        div class="box" tabindex="0" role="group" aria-label=(locale.text("countries.table")) {
            table class="plain countries" {
                caption class="sr" { (locale.text("countries.table")) }
                thead { tr {
                    th scope="col" { (locale.text("field.country")) }
                    th scope="col" { (locale.text("countries.mentioned")) }
                    th scope="col" { (locale.text("chart.share")) }
                    th scope="col" { (locale.text("countries.about")) }
                } }
                tbody {
                    @for bucket in mentioned {
                        tr {
                            th scope="row" { a href=(text::country(address, &bucket.value)) { (asked::value_label(locale, "country", &bucket.value)) } " " span class="code" { (bucket.value) } }
                            td { a href=(asked::only(&address.elsewhere(Place::Search), "country", &bucket.value).href()) { (locale.number(bucket.count)) } }
                            td { (locale.share(bucket.count, articles)) }
                            td { a href=(asked::only(&address.elsewhere(Place::Search), "about", &bucket.value).href()) { (locale.number(count_about(&bucket.value))) } }
                        }
                    }
                }
            }
        }
        }
    }
}
