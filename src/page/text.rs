//! Pieces that every page uses: marked text, names, dates, outlets, the language of what the archive printed.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::marks::segments;
use super::words::Locale;
use crate::article::{Article, Language, Span};

/// Text with the words of the query marked.
pub fn marked(text: &str, spans: &[Span]) -> Markup {
    html! {
        @for segment in segments(text, spans) {
            @if segment.marks.is_empty() { (segment.text) } @else { mark { (segment.text) } }
        }
    }
}

/// Another wording, with the words marked that the first one has not.
pub fn changed(text: &str, spans: &[Span]) -> Markup {
    html! {
        @for segment in segments(text, spans) {
            @if segment.marks.is_empty() { (segment.text) } @else { span class="changed" { (segment.text) } }
        }
    }
}

/// The language of printed text where it is known and not the page's own: for `lang`.
pub fn lang(article: &Article, locale: Locale) -> Option<String> {
    let language = article.language;
    (language != Language::UNKNOWN && language != locale.language()).then(|| language.code().to_owned())
}

/// A person's page.
pub fn person(address: &Address, name: &str) -> String {
    address.elsewhere(Place::Person).with("name", name).href()
}

/// A country's page.
pub fn country(address: &Address, code: &str) -> String {
    address.elsewhere(Place::Country).with("code", code).href()
}

/// The anchor of a statement.
pub fn anchor(span: Span) -> String {
    format!("s{}-{}", span.start, span.end)
}

/// The outlet, or that it is not known.
pub fn source(article: &Article, locale: Locale) -> Markup {
    html! { b { bdi { (article.source.as_deref().unwrap_or(locale.text("meta.no-source"))) } } }
}

/// The day, or that it is not known.
pub fn day(article: &Article, locale: Locale) -> String {
    match &article.published {
        Some(published) => locale.day(published.day()),
        None => locale.text("meta.no-date").to_owned(),
    }
}

/// Codes of countries, the most salient first; of many the first four, and how many more.
pub fn codes(article: &Article, locale: Locale, address: &Address) -> Markup {
    const SHOWN: usize = 4;
    html! {
        @if !article.countries.is_empty() {
            span {
                @for country_of in article.countries.iter().take(SHOWN) {
                    @let code = country_of.code.as_str();
                    @let name = super::asked::value_label(locale, "country", code);
                    a class="code" href=(country(address, code)) title=(name) aria-label=(format!("{code}, {name}")) { (code) } " "
                }
                @if article.countries.len() > SHOWN { span class="soft" { "+" (article.countries.len() - SHOWN) } }
            }
        }
    }
}

/// Names of persons as links; of many the first three, and how many more.
pub fn people<'n>(names: impl ExactSizeIterator<Item = &'n str>, address: &Address) -> Markup {
    const SHOWN: usize = 3;
    let more = names.len().saturating_sub(SHOWN);
    html! {
        @if names.len() > 0 {
            span {
                @for (n, name) in names.take(SHOWN).enumerate() {
                    @if n > 0 { ", " }
                    a href=(person(address, name)) { bdi { (name) } }
                }
                @if more > 0 { " +" (more) }
            }
        }
    }
}

/// Switches: links beside one another, of which one is in force.
pub fn switch(name: Option<&str>, choices: &[(String, String, bool)]) -> Markup {
    html! {
        span class="seg" {
            @if let Some(name) = name { span { (name) } }
            @for (label, href, current) in choices { a href=(href) aria-current=[current.then_some("true")] { (label) } }
        }
    }
}

/// A statement's words as they are shown: in quotation marks where they are the speaker's own.
pub fn statement(text: &str, spans: &[Span], direct: bool) -> Markup {
    // A sentence that goes on behind its quotation mark ends with a comma inside of it.
    html! {
        @if direct { "“" (marked(text, spans)) "”" } @else { (marked(text, spans)) }
    }
}
