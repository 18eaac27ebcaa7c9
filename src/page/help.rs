//! What can be asked, what the archive is, and the routes of the API.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::layout;
use super::states::spoken;
use super::words::Locale;
use crate::fields::FIELDS;

/// A route of the API.
pub struct Route<'r> {
    /// `/api/v1/search`
    pub path: &'r str,
    pub summary: &'r str,
    /// Name and explanation of each parameter.
    pub parameters: Vec<(&'r str, &'r str)>,
}

/// The query language and the keys.
pub fn help(locale: Locale, address: &Address, language: &[(&str, &str)]) -> Markup {
    let search = address.elsewhere(Place::Search);
    html! {
        div class="block prose" {
            h1 class="answer" { (locale.text("help.title")) }
            p class="under" { (locale.text("help.intro")) }
        }
        section class="block" aria-labelledby="fields" {
            h2 class="h2" id="fields" { (locale.text("help.fields")) }
            div class="box" tabindex="0" role="group" aria-labelledby="fields" {
                table class="plain words" {
                    thead { tr { th scope="col" { (locale.text("help.field")) } th scope="col" { (locale.text("help.also")) } th scope="col" { (locale.text("help.finds")) } th scope="col" { (locale.text("help.example")) } } }
                    tbody { @for field in FIELDS { tr {
                        th scope="row" { code { (field.name) } }
                        td { @for (n, alias) in field.aliases.iter().enumerate() { @if n > 0 { ", " } code { (alias) } } }
                        td { (locale.known(&format!("help-field.{}", field.name)).unwrap_or(field.help)) }
                        td { a href=(search.with("q", field.example).href()) { code { (field.example) } } }
                    } } }
                }
            }
        }
        section class="block" aria-labelledby="language" {
            h2 class="h2" id="language" { (locale.text("help.language")) }
            div class="box" tabindex="0" role="group" aria-labelledby="language" {
                table class="plain words" {
                    thead { tr { th scope="col" { (locale.text("help.write")) } th scope="col" { (locale.text("help.means")) } } }
                    tbody { @for (n, (example, means)) in language.iter().enumerate() { tr {
                        th scope="row" { a href=(search.with("q", example).href()) { code { (example) } } }
                        td { (locale.known(&format!("help-language.{n}")).filter(|_| locale == Locale::Id).unwrap_or(means)) }
                    } } }
                }
            }
        }
        section class="block" aria-labelledby="keys-of" {
            h2 class="h2" id="keys-of" { (locale.text("keys.title")) }
            (layout::key_table(locale))
            p class="soft" {
                @match address.get("keys") {
                    Some("off") => a href=(address.without("keys").href()) { (locale.text("keys.on")) },
                    _ => a href=(address.with("keys", "off").href()) { (locale.text("keys.off")) },
                }
            }
        }
        section class="block" aria-labelledby="api" {
            h2 class="h2" id="api" { (locale.text("help.api")) }
            p { (locale.text("help.api-how")) " " a href=(address.elsewhere(Place::Api).href()) { (locale.text("help.api-link")) } }
        }
    }
}

/// The reference of the API.
pub fn api(locale: Locale, routes: &[Route], problems: &[(&str, u16, &str)]) -> Markup {
    html! {
        div class="block prose" {
            h1 class="answer" { (locale.text("api.title")) }
            p class="under" { (locale.text("api.intro")) " " a href="api/v1/openapi.json" { "OpenAPI 3.1" } }
        }
        @for (n, route) in routes.iter().enumerate() {
            section class="block" aria-labelledby=(format!("r{n}")) {
                h2 class="h2" id=(format!("r{n}")) { code { "GET " (route.path) } }
                p { (spoken(locale, route.summary)) }
                @if !route.parameters.is_empty() {
                    dl class="params" { @for (name, help) in &route.parameters { dt { code { (name) } } dd { (spoken(locale, help)) } } }
                }
            }
        }
        section class="block" aria-labelledby="problems" {
            h2 class="h2" id="problems" { (locale.text("api.problems")) }
            dl class="params" { @for (code, status, title) in problems { dt id=(code) { code { (code) } " " (status) } dd { (title) } } }
        }
    }
}

/// What only an index on this machine knows.
pub struct OfIndex<'a> {
    pub bytes: u64,
    /// The rules by which its articles were understood.
    pub extraction: String,
    /// Each file of which something was rejected, with the first reasons; paths as the archive has them.
    pub rejected: &'a [(String, Vec<String>)],
    pub more_rejected: usize,
}

/// The archive as it stands in the index, or on its server.
pub struct About<'a> {
    pub articles: u64,
    pub quotes: u64,
    pub sources: u64,
    pub speakers: u64,
    pub reprints: u64,
    pub undated: u64,
    pub snapshot: String,
    pub version: &'a str,
    /// Limits of the server: what, and how much.
    pub limits: &'a [(&'static str, String)],
    pub index: Option<OfIndex<'a>>,
}

/// The page.
pub fn about(locale: Locale, about: &About) -> Markup {
    let row = |key: &str, value: String| html! { dt { (locale.text(key)) } dd class="num" { (value) } };
    html! {
        div class="block" { h1 class="answer" { (locale.text("about.title")) } }
        dl class="facts wide block" {
            (row("about.articles", locale.number(about.articles)))
            (row("about.quotes", locale.number(about.quotes)))
            (row("about.sources", locale.number(about.sources)))
            (row("about.speakers", locale.number(about.speakers)))
            (row("about.reprints", locale.number(about.reprints)))
            (row("about.undated", locale.number(about.undated)))
            @if let Some(index) = &about.index { (row("about.bytes", format!("{} MB", locale.decimal(index.bytes as f64 / 1e6, 1)))) }
            (row("about.snapshot", about.snapshot.clone()))
            (row("about.version", about.version.to_owned()))
            @if let Some(index) = &about.index { (row("about.extraction", index.extraction.clone())) }
        }
        section class="block" aria-labelledby="limits" {
            h2 class="h2" id="limits" { (locale.text("about.limits")) }
            dl class="facts wide" { @for (key, value) in about.limits { (row(key, value.clone())) } }
        }
        section class="block" aria-labelledby="files" {
            h2 class="h2" id="files" { (locale.text("about.rejected")) }
            @match &about.index {
                Some(index) => (rejected(locale, index)),
                None => {
                    p class="soft" { (locale.text("about.elsewhere")) }
                    code class="cmd" { "warta stats --files" }
                }
            }
        }
    }
}

fn rejected(locale: Locale, index: &OfIndex) -> Markup {
    html! {
        @if index.rejected.is_empty() { p class="soft" { (locale.text("about.none-rejected")) } }
        dl class="params" {
            @for (path, reasons) in index.rejected {
                dt { code { bdi { (path) } } }
                dd { @for reason in reasons { div { (reason) } } }
            }
        }
        @if index.more_rejected > 0 { p class="soft" { (locale.fill("facet.more", &[("n", &locale.number(index.more_rejected as u64))])) } }
    }
}
