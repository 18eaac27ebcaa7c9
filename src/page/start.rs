//! The first page: the archive in numbers, its time with its gaps, questions to begin with.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::{ListBar, list_bars};
use super::text;
use super::timeline::{Timeline, timeline};
use super::words::Locale;
use crate::search::Bucket;

/// What the archive holds.
pub struct Archive<'a> {
    pub articles: u64,
    pub quotes: u64,
    pub sources: u64,
    pub speakers: u64,
    /// The first and the last year of publication.
    pub years: Option<(i16, i16)>,
    pub languages: &'a [Bucket],
    pub top_sources: &'a [Bucket],
    /// By articles in which they are quoted.
    pub top_speakers: &'a [Bucket],
    pub timeline: Timeline,
    /// Questions that find something: the address and how much it finds.
    pub examples: &'a [(Address, String, String)],
}

/// The page.
pub fn start(locale: Locale, address: &Address, archive: &Archive) -> Markup {
    let search = address.elsewhere(Place::Search);
    let languages: Vec<String> = archive
        .languages
        .iter()
        .take(3)
        .map(|b| asked::value_label(locale, "language", &b.value))
        .collect();
    let bar = |field: &'static str| {
        move |bucket: &Bucket| ListBar {
            label: bucket.label.clone(),
            href: match field {
                "speaker" => text::person(address, &bucket.value),
                field => asked::only(&address.elsewhere(Place::Search), field, &bucket.value).href(),
            },
            count: bucket.count,
        }
    };
    html! {
        section class="block" aria-labelledby="s0" {
            h1 class="answer big" id="s0" { (locale.fill("start.title", &[("articles", &locale.count(archive.articles, "article")), ("sources", &locale.count(archive.sources, "source"))])) }
            dl class="sums" {
                div { dt { (locale.noun(archive.quotes, "quote")) } dd { (locale.number(archive.quotes)) } }
                div { dt { (locale.noun(archive.speakers, "speaker")) } dd { (locale.number(archive.speakers)) } }
                div { dt { (locale.fill("start.languages", &[("names", &languages.join(", "))])) } dd { (locale.number(archive.languages.len() as u64)) } }
                @if let Some((first, last)) = archive.years { div { dt { (locale.text("start.dates")) } dd { @if first == last { (first) } @else { (first) "–" (last) } } } }
            }
            (timeline(locale, address, &search, &archive.timeline, "article", &html! {}))
            @if !archive.examples.is_empty() {
                div class="block" {
                    h2 class="h2" { (locale.text("start.examples")) }
                    ul class="tries" { @for (to, label, count) in archive.examples { li { a href=(to.href()) { code { (label) } } span class="num soft" { (count) } } } }
                }
            }
            div class="cols even" {
                section aria-labelledby="bm" {
                    h2 class="h2" id="bm" { (locale.text("field.source")) }
                    (list_bars(locale, &archive.top_sources.iter().map(bar("source")).collect::<Vec<_>>(), archive.articles))
                }
                section aria-labelledby="bp" {
                    h2 class="h2" id="bp" { (locale.text("start.most-quoted")) }
                    (list_bars(locale, &archive.top_speakers.iter().map(bar("speaker")).collect::<Vec<_>>(), archive.articles))
                }
            }
        }
    }
}
