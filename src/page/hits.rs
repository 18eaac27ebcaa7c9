//! Articles that were found, one below the other.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::text::{self, marked};
use super::words::Locale;
use crate::article::{Article, Span};
use crate::search::{Hit, Snippet};

/// The article's page within the list that it was found in: `n` is its place, counted from 1.
pub fn article_href(address: &Address, id: &str, n: usize) -> String {
    address
        .at(Place::Article)
        .with("id", id)
        .with("n", &n.to_string())
        .href()
}

/// A hit as it is shown.
pub struct Shown {
    pub hit: Hit,
    /// The words of the title that were typed.
    pub title: Vec<Span>,
    pub snippet: Snippet,
    /// The first of its reprints, where it stands for them.
    pub reprints: Vec<Article>,
}

/// The list. `offset` hits were left out before the first one.
pub fn hits(locale: Locale, address: &Address, hits: &[Shown], offset: usize) -> Markup {
    html! {
        ol class="list" start=[(offset > 0).then(|| offset + 1)] {
            @for (n, shown) in hits.iter().enumerate() { li { (one(locale, address, shown, offset + n + 1)) } }
        }
    }
}

fn one(locale: Locale, address: &Address, shown: &Shown, n: usize) -> Markup {
    let (hit, snippet) = (&shown.hit, &shown.snippet);
    let article = &hit.article;
    let id = format!("h{n}");
    let lang = text::lang(article, locale);
    let asked = hit.amounts().into_iter().filter(|(_, asked)| *asked);
    html! {
        article class="hit" aria-labelledby=(id) {
            h2 id=(id) lang=[lang.as_deref()] {
                a href=(article_href(address, &article.id, n)) { bdi { (marked(&article.title, &shown.title)) } }
            }
            p class="meta" {
                (text::source(article, locale))
                span { (text::day(article, locale)) }
                (text::codes(article, locale, address))
                (text::people(hit.persons.iter().map(String::as_str), address))
                @for (amount, _) in asked.take(3) { span class="am" { (article.body.get(amount.span.range()).unwrap_or_default()) } }
            }
            p class="snip" lang=[lang.as_deref()] { (marked(&snippet.text, &snippet.highlights)) }
            @if let Some(reprints) = hit.reprints.filter(|reprints| *reprints > 0) {
                details class="fold" {
                    summary { (locale.fill("hit.reprints", &[("count", &locale.count(reprints, "reprint"))])) }
                    (self::reprints(locale, address, shown))
                    @if reprints > shown.reprints.len() as u64 {
                        p class="more" { a href=(format!("{}#reprints", article_href(address, &article.id, n))) { (locale.fill("facet.more", &[("n", &locale.number(reprints - shown.reprints.len() as u64))])) } }
                    }
                }
            }
        }
    }
}

/// Where else the story stands.
fn reprints(locale: Locale, address: &Address, shown: &Shown) -> Markup {
    html! {
        ul class="copies" {
            @for other in &shown.reprints {
                li {
                    a href=(address.at(Place::Article).with("id", &other.id).href()) lang=[text::lang(other, locale)] { bdi { (other.title) } }
                    " " span class="soft" { bdi { (other.source.as_deref().unwrap_or(locale.text("meta.no-source"))) } ", " (text::day(other, locale)) }
                }
            }
        }
    }
}
