//! Statements that were found, one below the other.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::text;
use super::words::Locale;
use crate::article::{QuoteKind, Span};
use crate::ask::Once;
use crate::output::cite;
use crate::search::{Sort, StatementHit};

/// Where a statement stands in its article.
pub fn href(address: &Address, hit: &StatementHit) -> String {
    let article = address.at(Place::Article).with("id", &hit.article.id);
    match hit.quote() {
        Some(quote) => format!("{}#{}", article.href(), text::anchor(quote.span)),
        None => article.href(),
    }
}

/// The list, by months where it is in the order of time. On a person's own page their name is not said again.
pub fn statements(locale: Locale, address: &Address, hits: &[StatementHit], sort: Sort, named: bool) -> Markup {
    let month = |hit: &StatementHit| match &hit.article.published {
        Some(published) => {
            let day = published.day();
            format!("{} {}", locale.month(day.month()), day.year())
        }
        None => locale.text("meta.no-date").to_owned(),
    };
    // Each month with its statements and the number of the first of them.
    let mut groups: Vec<(String, usize, &[StatementHit])> = Vec::new();
    if sort == Sort::Relevance {
        groups.push((String::new(), 1, hits));
    } else {
        let mut rest = hits;
        while let Some(first) = rest.first() {
            let name = month(first);
            let many = rest.iter().take_while(|hit| month(hit) == name).count();
            let (these, others) = rest.split_at(many);
            groups.push((name, hits.len() - rest.len() + 1, these));
            rest = others;
        }
    }
    html! {
        @for (name, first, hits) in groups {
            @if !name.is_empty() { h2 class="day" { b { (name) } } }
            ol class=(if name.is_empty() { "list" } else { "list bare" }) {
                @for (n, hit) in hits.iter().enumerate() { li { (one(locale, address, hit, None, first + n, named)) } }
            }
        }
    }
}

/// The list of statements, each once, with how often it was quoted and how its words differ.
pub fn once(locale: Locale, address: &Address, hits: &[Once], offset: usize, named: bool) -> Markup {
    html! {
        ol class="list" start=[(offset > 0).then(|| offset + 1)] {
            @for (n, once) in hits.iter().enumerate() { li { (one(locale, address, &once.first, Some(once), offset + n + 1, named)) } }
        }
    }
}

/// In how many articles a statement stands, and its other wordings.
fn printed(locale: Locale, address: &Address, once: &Once) -> Markup {
    let count = |number: u64, noun: &str| locale.count(number, noun);
    html! {
        @if once.articles > 1 {
            p class="again small" {
                (match once.outlets {
                    0 | 1 => locale.fill("once.articles", &[("articles", &count(once.articles, "article"))]),
                    outlets => locale.fill("once.outlets", &[("articles", &count(once.articles, "article")), ("outlets", &count(outlets, "outlet"))]),
                })
            }
        }
        @if !once.variants.is_empty() {
            details class="fold wordings" {
                summary { (count(once.num_variants as u64, "wording")) }
                p class="soft small" { (locale.text("once.how")) }
                ul {
                    @for variant in &once.variants {
                        @let article = &variant.hit.article;
                        @let words = variant.hit.quote().and_then(|quote| article.body.get(quote.span.range())).unwrap_or_default();
                        li {
                            p class="wording" lang=[text::lang(article, locale)] { (text::changed(words, &variant.differences)) }
                            p class="meta" {
                                a href=(href(address, &variant.hit)) { (text::source(article, locale)) ", " (text::day(article, locale)) }
                                @if variant.articles > 1 { span class="soft" { (count(variant.articles, "article")) } }
                            }
                        }
                    }
                }
                @if once.num_variants > once.variants.len() { p class="soft small" { (locale.fill("facet.more", &[("n", &locale.number((once.num_variants - once.variants.len()) as u64))])) } }
            }
        }
    }
}

fn one(locale: Locale, address: &Address, hit: &StatementHit, once: Option<&Once>, n: usize, named: bool) -> Markup {
    let Some(quote) = hit.quote() else {
        return html! {};
    };
    let article = &hit.article;
    let id = format!("k{n}");
    let direct = quote.kind == QuoteKind::Direct;
    let lang = text::lang(article, locale);
    let words = article.body.get(quote.span.range()).unwrap_or_default();
    let shown = cut(words, LONG).len();
    let inside: Vec<Span> = hit
        .marks
        .body
        .iter()
        .filter(|mark| quote.span.contains(**mark))
        .map(|mark| Span {
            start: mark.start - quote.span.start,
            end: mark.end - quote.span.start,
        })
        .filter(|mark| mark.end as usize <= shown)
        .collect();
    html! {
        article class="quote" aria-labelledby=(id) {
            div class=(if direct { "says" } else { "says loose" }) {
                p id=(id) lang=[lang.as_deref()] {
                    @match shown == words.len() {
                        true => (text::statement(words, &inside, direct)),
                        // Whoever wants all of it reads it where it stands.
                        false => { @if direct { "“" } (text::marked(words.get(..shown).unwrap_or(words), &inside)) " … " a class="whole" href=(href(address, hit)) { (locale.text("quote.whole")) } }
                    }
                }
                footer {
                    @if named { (speaker(locale, address, hit)) }
                    @if let Some(role) = &quote.role {
                        @if named && article.speaker_of(quote).is_some() { ", " } @else if !named { (locale.text("quote.as")) " " }
                        span lang=[lang.as_deref()] { bdi { (role) } }
                    }
                    @match quote.kind {
                        QuoteKind::Direct => {}
                        QuoteKind::Indirect => { " " span class="label" { (locale.text("quote.indirect")) } }
                        QuoteKind::Mixed => { " " span class="label" { (locale.text("quote.mixed")) } }
                    }
                }
            }
            (around(hit, lang.as_deref()))
            p class="meta" {
                a href=(href(address, hit)) { (text::source(article, locale)) ", " (text::day(article, locale)) }
                a class="title" href=(address.at(Place::Article).with("id", &article.id).href()) lang=[lang.as_deref()] { bdi { (article.title) } }
                button class="copy" type="button" hidden data-copy=(cite::statement(article, quote, locale.language())) data-done=(locale.text("quote.copied")) { (locale.text("quote.copy")) }
            }
            @if let Some(once) = once { (printed(locale, address, once)) }
        }
    }
}

/// Who says it: by name with a link, else by role, else that nobody is named.
fn speaker(locale: Locale, address: &Address, hit: &StatementHit) -> Markup {
    let named = hit.quote().and_then(|quote| hit.article.speaker_of(quote));
    let role = hit.quote().and_then(|quote| quote.role.as_deref());
    html! {
        @match named {
            Some(speaker) => {
                @let person = hit.person.as_deref().unwrap_or(&speaker.name);
                a class="who" href=(text::person(address, person)) { bdi { (person) } }
            },
            None if role.is_none() => span class="soft" { (locale.text("quote.nobody")) },
            None => {},
        }
    }
}

/// What stands before and behind the statement in the text.
fn around(hit: &StatementHit, lang: Option<&str>) -> Markup {
    let Some(quote) = hit.quote() else {
        return html! {};
    };
    let passage = hit.context();
    let words = hit.article.body.get(quote.span.range()).unwrap_or_default();
    html! {
        @if let Some((before, behind)) = passage.text.split_once(words) {
            @if !(before.trim().is_empty() && behind.trim().is_empty()) {
                p class="ctx" lang=[lang] { (before.trim_start()) span class="hole" { "[…]" } (behind.trim_end()) }
            }
        }
    }
}

/// A statement beside other things, short.
pub fn aside(locale: Locale, address: &Address, hit: &StatementHit) -> Markup {
    let Some(quote) = hit.quote() else {
        return html! {};
    };
    let article = &hit.article;
    let direct = quote.kind == QuoteKind::Direct;
    let words = article.body.get(quote.span.range()).unwrap_or_default();
    html! {
        blockquote class=(if direct { "says" } else { "says loose" }) {
            p lang=[text::lang(article, locale).as_deref()] { (text::statement(cut(words, SHORT), &[], direct)) @if cut(words, SHORT).len() < words.len() { " …" } }
            footer {
                (speaker(locale, address, hit))
                // Whoever has no name is called by the role.
                @if let Some(role) = quote.role.as_ref().filter(|_| article.speaker_of(quote).is_none()) { span lang=[text::lang(article, locale)] { bdi { (role) } } }
                @if !direct { " · " (locale.text("quote.indirect")) }
                br;
                a class="soft" href=(href(address, hit)) {
                    (article.source.as_deref().unwrap_or(locale.text("meta.no-source")))
                    @if let Some(published) = &article.published { ", " (locale.short_day(published.day())) }
                }
            }
        }
    }
}

/// How much of a statement is shown beside other things, and in a list, in bytes.
const SHORT: usize = 220;
const LONG: usize = 900;

/// The beginning of a long statement, cut at a word.
fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let end = text
        .char_indices()
        .take_while(|(at, _)| *at <= longest)
        .filter(|(_, c)| c.is_whitespace())
        .last();
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
