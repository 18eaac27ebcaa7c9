//! Articles that were found, one below the other.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::text::{self, marked};
use super::words::Locale;
use crate::search::{Hit, Snippet};

/// The article's page within the list that it was found in: `n` is its place, counted from 1.
pub fn article_href(address: &Address, id: &str, n: usize) -> String {
    address
        .at(Place::Article)
        .with("id", id)
        .with("n", &n.to_string())
        .href()
}

/// The list. `offset` hits were left out before the first one.
pub fn hits(locale: Locale, address: &Address, hits: &[(Hit, Snippet)], offset: usize) -> Markup {
    html! {
        ol class="list" start=[(offset > 0).then(|| offset + 1)] {
            @for (n, (hit, snippet)) in hits.iter().enumerate() { li { (one(locale, address, hit, snippet, offset + n + 1)) } }
        }
    }
}

fn one(locale: Locale, address: &Address, hit: &Hit, snippet: &Snippet, n: usize) -> Markup {
    let article = &hit.article;
    let id = format!("h{n}");
    let lang = text::lang(article, locale);
    let asked = hit.amounts().into_iter().filter(|(_, asked)| *asked);
    html! {
        article class="hit" aria-labelledby=(id) {
            h2 id=(id) lang=[lang.as_deref()] {
                a href=(article_href(address, &article.id, n)) { bdi { (marked(&article.title, &hit.marks.title)) } }
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
                p class="copies small" { a href=(format!("{}#reprints", article_href(address, &article.id, n))) { (locale.fill("hit.reprints", &[("count", &locale.count(reprints, "reprint"))])) } }
            }
        }
    }
}
