//! The pages of hits: articles or statements, with their number, their timeline, their facets.

use maud::{Markup, html};

use super::address::{A_PAGE, Address, LAST_PAGE, Place};
use super::hits::Shown;
use super::text::switch;
use super::timeline::{Timeline, timeline};
use super::words::Locale;
use super::{layout, statements};
use crate::ask::Once;
use crate::error::Diagnostic;
use crate::search::{FoundTerm, Sort, StatementHit};

/// What is on the page of a list.
pub struct Listed<'l> {
    pub num_hits: u64,
    /// Where hits are stories: the articles that they stand for. Where each statement stands once: the quotations.
    pub members: Option<u64>,
    /// All articles or statements of the archive.
    pub all: u64,
    pub hits: Hits<'l>,
    pub offset: usize,
    pub sort: Sort,
    pub remarks: &'l [Diagnostic],
    pub timeline: Option<Timeline>,
    /// What each word of the query became.
    pub words: &'l [FoundTerm],
    /// The index is another one than that of which the address speaks.
    pub moved: bool,
}

/// One page of hits.
pub enum Hits<'l> {
    Articles(&'l [Shown]),
    Statements(&'l [StatementHit]),
    /// Each statement once, with how often it was quoted.
    Once(&'l [Once]),
}

impl Hits<'_> {
    /// The noun of what they are.
    pub fn noun(&self) -> &'static str {
        match self {
            Hits::Articles(_) => "article",
            Hits::Statements(_) | Hits::Once(_) => "quote",
        }
    }
}

/// The page, with a slot where facets and what stands beside come in.
pub fn results(locale: Locale, address: &Address, listed: &Listed) -> Markup {
    html! {
        div class="results" {
            (head(locale, address, listed))
            section class="hits" aria-label=(locale.text("hits.label")) {
                (tools(locale, address, listed))
                @match &listed.hits {
                    Hits::Articles(hits) => (super::hits::hits(locale, address, hits, listed.offset)),
                    Hits::Statements(hits) => (statements::statements(locale, address, hits, listed.sort, true)),
                    Hits::Once(hits) => (statements::once(locale, address, hits, listed.offset, true)),
                }
                (pages(locale, address, listed.num_hits))
            }
            (layout::slot())
        }
    }
}

fn head(locale: Locale, address: &Address, listed: &Listed) -> Markup {
    let noun = listed.hits.noun();
    let filters = address.filters();
    html! {
        section class="head" aria-labelledby="jawab" {
            @if listed.moved { (moved(locale, address)) }
            (remarks(locale, address, listed.remarks))
            div class="lead" {
                h1 class="answer" id="jawab" { (locale.count(listed.num_hits, if listed.members.is_some() && noun == "article" { "story" } else { noun })) }
                (downloads(locale, address))
            }
            p class="under num" {
                @match listed.members {
                    Some(members) => (locale.fill(&format!("head.of.{noun}"), &[("count", &locale.count(members, if noun == "quote" { "quotation" } else { noun }))])),
                    None => (locale.fill("head.share", &[("share", &locale.share(listed.num_hits, listed.all)), ("all", &locale.count(listed.all, noun))])),
                }
                " " a class="jump" href="#saring" { (locale.text("head.filter")) @if filters > 0 { " (" (filters) ")" } }
            }
            @if let Some(of_time) = &listed.timeline { (timeline(locale, address, address, of_time, noun, &html! {})) }
            @if !listed.words.is_empty() { (explained(locale, listed.words)) }
        }
    }
}

/// What each word of the query finds, form by form (F16).
fn explained(locale: Locale, words: &[FoundTerm]) -> Markup {
    html! {
        details class="fold" {
            summary { (locale.text("explain.title")) }
            p class="soft small" { (locale.text("explain.how")) }
            dl class="forms" {
                @for forms in words.chunk_by(|a, b| a.word == b.word) {
                    @if let Some(first) = forms.first() {
                        dt { (first.word) }
                        // A form that no text has is of interest only where there is no other.
                        @let none = forms.iter().all(|term| term.articles == 0);
                        @for term in forms.iter().filter(|term| none || term.articles > 0) { dd { (form(locale, &term.form)) " " span class="num soft" { (locale.number(term.articles)) } } }
                    }
                }
            }
        }
    }
}

/// A form as it is looked for: a stem stands for all its forms.
fn form(locale: Locale, form: &str) -> Markup {
    html! {
        @match form.strip_prefix('~') {
            Some(stem) => { (locale.text("explain.stem")) " " i { (stem) } },
            None => { (locale.text("explain.exact")) " " i { (form) } },
        }
    }
}

/// Where all hits can be had as a file.
pub fn downloads(locale: Locale, address: &Address) -> Markup {
    html! {
        span class="seg get" {
            span { (locale.text("head.download")) }
            @for format in ["csv", "ndjson"] {
                @let name = format.to_ascii_uppercase();
                a href=(super::links::export(address, format)) data-export=(format) { (name) }
            }
        }
    }
}

fn moved(locale: Locale, address: &Address) -> Markup {
    html! {
        div class="note" role="status" {
            p { (locale.text("state.moved")) " " a href=(address.from_start().href()) { (locale.text("state.from-start")) } }
        }
    }
}

/// What is remarkable about a query that could be read all the same.
pub fn remarks(locale: Locale, address: &Address, remarks: &[Diagnostic]) -> Markup {
    html! {
        @if !remarks.is_empty() || !address.unknown.is_empty() {
            div class="note remarks" role="status" {
                @for remark in remarks { p { (super::states::said(locale, remark)) } }
                @for name in &address.unknown { p { (locale.mark_up("remark.parameter", &[("name", &html! { code { (name) } })])) } }
            }
        }
    }
}

fn tools(locale: Locale, address: &Address, listed: &Listed) -> Markup {
    let start = address.from_start();
    let sorts = [
        ("relevance", Sort::Relevance),
        ("newest", Sort::Newest),
        ("oldest", Sort::Oldest),
    ]
    .map(|(name, sort)| {
        let to = match name {
            "relevance" => start.without("sort"),
            name => start.with("sort", name).without("recency"),
        };
        (
            locale.text(&format!("sort.{name}")).to_owned(),
            to.href(),
            sort == listed.sort,
        )
    });
    let stories = address.get("stories") == Some("true");
    let once = address.get("once") == Some("true");
    html! {
        div class="tools" {
            (switch(Some(locale.text("sort.label")), &sorts))
            @if address.place == Place::Search {
                (switch(Some(locale.text("stories.label")), &[
                    (locale.text("stories.each").to_owned(), start.without("stories").href(), !stories),
                    (locale.text("stories.one").to_owned(), start.with("stories", "true").href(), stories),
                ]))
            } @else {
                (switch(Some(locale.text("stories.label")), &[
                    (locale.text("once.each").to_owned(), start.without("once").href(), !once),
                    (locale.text("once.once").to_owned(), start.with("once", "true").href(), once),
                ]))
            }
        }
    }
}

/// Links to other pages of the list, as far as lists can be paged.
fn pages(locale: Locale, address: &Address, num_hits: u64) -> Markup {
    let all = usize::try_from(num_hits).unwrap_or(usize::MAX).div_ceil(A_PAGE);
    let (last, here) = (all.min(LAST_PAGE), address.page());
    let to = |page: usize| match page {
        1 => address.without("page").href(),
        page => address.with("page", &page.to_string()).href(),
    };
    let mut shown: Vec<usize> = [1, last]
        .into_iter()
        .chain(here.saturating_sub(2)..=here + 2)
        .filter(|p| (1..=last).contains(p))
        .collect();
    shown.sort_unstable();
    shown.dedup();
    html! {
        @if last > 1 {
            nav class="pages" aria-label=(locale.text("pages.label")) {
                @if here > 1 { a href=(to(here - 1)) rel="prev" { (locale.text("pages.previous")) } }
                @for (n, page) in shown.iter().enumerate() {
                    @if n > 0 && shown[n - 1] + 1 < *page { span { "…" } }
                    a class=[(page.abs_diff(here) == 2 && *page != last && *page != 1).then_some("far")] href=(to(*page)) aria-current=[(*page == here).then_some("page")] { (locale.number(*page as u64)) }
                }
                @if here < last { a href=(to(here + 1)) rel="next" { (locale.text("pages.next")) } }
            }
            @if all > LAST_PAGE && here == last { p class="soft" { (locale.text("pages.end")) " " (downloads(locale, address)) } }
        }
    }
}
