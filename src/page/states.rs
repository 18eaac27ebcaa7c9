//! What is said where there is nothing to show: what happened, why, and ways on.

use maud::{Markup, html};

use super::address::{Address, CONDITIONS, Place};
use super::asked;
use super::messages::message;
use super::words::Locale;
use crate::article::Span;
use crate::error::{Diagnostic, Error};
use crate::output::remarks;

/// A way on: a text, where it leads, and what is there.
#[derive(Clone, Debug)]
pub struct Way {
    pub label: String,
    pub href: String,
    pub count: Option<String>,
}

fn ways(ways: &[Way]) -> Markup {
    html! {
        @if !ways.is_empty() {
            ul { @for way in ways { li { a href=(way.href) { (way.label) } @if let Some(count) = &way.count { " " span class="soft num" { (count) } } } } }
        }
    }
}

/// A message about a query in the language of the page; English where there is no other.
pub fn said(locale: Locale, remark: &Diagnostic) -> Markup {
    let message = remarks::message(&remark.remark);
    html! {
        (spoken(locale, &message.text))
        @if let Some(hint) = &message.hint { " – " (spoken(locale, hint)) }
    }
}

/// A message of the program in the language of the page, literals in backticks as code.
pub fn spoken(locale: Locale, text: &str) -> Markup {
    literals(&message(locale, text))
}

fn literals(text: &str) -> Markup {
    html! {
        @for (n, piece) in text.split('`').enumerate() {
            @if n % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// Nothing was found: each condition dropped once shows what is there, and what may have been meant. `is_one` says that there is one condition
/// alone.
pub fn no_hits(
    locale: Locale,
    address: &Address,
    dropped: &[Way],
    is_one: bool,
    meant: &[Way],
    spelling: Option<&str>,
) -> Markup {
    html! {
        div class="note block" role="status" {
            h1 class="h2" id="jawab" { (locale.text("state.no-hits.title")) }
            @if dropped.is_empty() { p { (locale.text(if is_one { "state.no-hits.nothing" } else { "state.no-hits.together" })) } } @else { p { (locale.text("state.no-hits.drop")) } }
            (ways(dropped))
            @if !meant.is_empty() { p { (locale.text("state.no-hits.meant")) } (ways(meant)) }
            @if let Some(word) = spelling {
                p { (locale.text("state.no-hits.spelling")) " " a href=(address.from_start().with("q", word).href()) { code { (word) } } }
            }
            p { a href=(address.elsewhere(Place::Search).href()) { (locale.text("state.no-hits.everything")) } }
        }
    }
}

/// A query that cannot be read: where, why, and what would work.
pub fn broken(locale: Locale, address: &Address, typed: &str, error: &Error, better: Option<&str>) -> Markup {
    let span = error.diagnostics.first().map_or(Span::default(), |first| first.span);
    let (before, wrong, behind) = around(typed, span);
    html! {
        div class="note bad block" role="alert" {
            h1 class="h2" { (locale.text("state.broken.title")) }
            p id="wrong" { (cause(locale, error)) }
            p class="echo" { span class="sr" { (locale.text("form.query")) ": " } (before) span class="err" { (wrong) } (behind) }
            (ways(&meant(address, &error.diagnostics)))
            @if let Some(better) = better {
                p { (locale.text("state.broken.better")) " " a href=(address.from_start().with("q", better).href()) { code { (better) } } "?" }
            }
        }
    }
}

/// What is wrong, and what would work.
fn cause(locale: Locale, error: &Error) -> Markup {
    let said = error.diagnostics.first().map(|first| remarks::message(&first.remark));
    let (text, hint) = match &said {
        Some(message) => (&message.text, &message.hint),
        None => (&error.cause, &error.hint),
    };
    html! {
        (sentence(locale, text)) "."
        @if let Some(hint) = hint { " " (sentence(locale, hint)) @if !hint.ends_with('?') { "." } }
    }
}

/// A message as a sentence of its own.
fn sentence(locale: Locale, text: &str) -> Markup {
    let text = message(locale, text);
    let mut rest = text.chars();
    let first: String = rest.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    literals(&(first + rest.as_str()))
}

/// A text before, in and behind a span; of an empty span, the character at it.
fn around(text: &str, span: Span) -> (&str, &str, &str) {
    let start = (span.start as usize).min(text.len());
    let mut end = (span.end as usize).min(text.len());
    if start == end {
        end = text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(start, |c| start + c.len_utf8());
    }
    match (text.get(..start), text.get(start..end), text.get(end..)) {
        (Some(before), Some(wrong), Some(behind)) => (before, wrong, behind),
        _ => ("", text, ""),
    }
}

/// A query that would be read: what was opened is closed, what closes nothing is left out.
pub fn mended(typed: &str) -> Option<String> {
    let mut text = typed.to_owned();
    // Each step mends one thing; a query has few.
    for _ in 0..8 {
        let parsed = crate::query::parse(&text);
        if !parsed.broken {
            return (text != typed).then_some(text);
        }
        let first = parsed.diagnostics.first()?;
        let start = first.span.start as usize;
        let sign = text.get(start..)?.chars().next()?;
        match sign {
            '(' => text.push(')'),
            '{' => text.push('}'),
            '[' => text.push(']'),
            '"' | '“' | '„' | '”' => text.push('"'),
            sign => {
                text.replace_range(start..start + sign.len_utf8(), "");
            }
        }
    }
    None
}

/// Parameters that cannot be meant as they stand.
pub fn parameter(locale: Locale, address: &Address, error: &Error) -> Markup {
    html! {
        div class="note bad block" role="alert" {
            h1 class="h2" { (locale.text("state.parameter.title")) }
            p id="wrong" { @if !error.place.is_empty() { code { (error.place) } ": " } (cause(locale, error)) }
            (ways(&instead(address, error)))
            p { a href=(address.elsewhere(address.place).with("q", address.get("q").unwrap_or_default()).href()) { (locale.text("state.parameter.without")) } }
        }
    }
}

/// The address with each of the values that the program takes for the meant one.
fn instead(address: &Address, error: &Error) -> Vec<Way> {
    let meant = error
        .diagnostics
        .first()
        .map(|first| first.remark.meant())
        .unwrap_or_default();
    let asked = error.place.split_once(' ');
    let known = asked.and_then(|(name, value)| Some((CONDITIONS.into_iter().find(|known| *known == name)?, value)));
    let Some((name, value)) = known else {
        return Vec::new();
    };
    meant.iter().map(|meant| way_to(address, name, value, meant)).collect()
}

/// The address with one value of a parameter in place of another.
fn way_to(address: &Address, name: &'static str, value: &str, meant: &str) -> Way {
    Way {
        label: meant.to_owned(),
        href: address.from_start().without_value(name, value).and(name, meant).href(),
        count: None,
    }
}

/// The address with each name that is offered in place of one that is unknown, where it was asked for by a parameter or stands in what was
/// typed.
pub fn meant(address: &Address, remarks: &[Diagnostic]) -> Vec<Way> {
    let typed = address.get("q").unwrap_or_default();
    let mut ways = Vec::new();
    for Diagnostic { remark, span } in remarks {
        let Some(unknown) = remark.args.first() else { continue };
        let asked = CONDITIONS
            .into_iter()
            .find(|name| address.all(name).any(|value| value == unknown));
        let (start, end) = (span.start as usize, span.end as usize);
        for name in remark.meant() {
            match asked {
                Some(asked) => ways.push(way_to(address, asked, unknown, name)),
                None if typed
                    .get(start..end)
                    .is_some_and(|part| part.contains(unknown.as_str())) =>
                {
                    let part = typed[start..end].replace(unknown.as_str(), &in_query(name));
                    let better = format!("{}{part}{}", &typed[..start], &typed[end..]);
                    ways.push(Way {
                        label: better.clone(),
                        href: address.from_start().with("q", &better).href(),
                        count: None,
                    });
                }
                None => {}
            }
        }
    }
    ways
}

/// A name as a query has it: in quotation marks where it is more than a word.
fn in_query(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', " ")),
    }
}

/// A search that took longer than it may.
pub fn too_slow(locale: Locale, address: &Address, seconds: u64) -> Markup {
    let mut on = Vec::new();
    if let Some(year) = address.get("to").or(address.get("from")).and_then(|time| time.get(..4)) {
        on.push(Way {
            label: locale.fill("state.too-slow.year", &[("year", year)]),
            href: address.from_start().with("from", year).with("to", year).href(),
            count: None,
        });
    }
    html! {
        div class="note block" role="alert" {
            h1 class="h2" { (locale.fill("state.too-slow.title", &[("seconds", &seconds.to_string())])) }
            p { (locale.text("state.too-slow.why")) }
            (ways(&on))
        }
    }
}

/// All who may search at once are searching.
pub fn busy(locale: Locale, address: &Address) -> Markup {
    html! {
        div class="note block" role="alert" {
            h1 class="h2" { (locale.text("state.busy.title")) }
            p { a href=(address.href()) { (locale.text("state.busy.again")) } }
        }
    }
}

/// There is no index yet.
pub fn no_index(locale: Locale, name: &str) -> Markup {
    html! {
        div class="note block" {
            h1 class="h2" { (locale.fill("state.no-index.title", &[("name", name)])) }
            p { (locale.text("state.no-index.how")) }
            code class="cmd" { "warta index FOLDER" }
        }
    }
}

/// The index has no article.
pub fn empty(locale: Locale, address: &Address, rejected: u64) -> Markup {
    html! {
        div class="block" { div class="void none" {} }
        div class="note" {
            h1 class="h2" { (locale.text("state.empty.title")) }
            p {
                (locale.text("state.empty.why"))
                @if rejected > 0 { " " a href=(format!("{}#files", address.elsewhere(Place::About).href())) { (locale.fill("state.empty.rejected", &[("count", &locale.count(rejected, "file"))])) } }
            }
        }
    }
}

/// A file of the index is damaged; `file` is its name without a folder.
pub fn damaged(locale: Locale, file: Option<&str>) -> Markup {
    html! {
        div class="note bad block" role="alert" {
            h1 class="h2" {
                @match file {
                    Some(file) => (locale.mark_up("state.damaged.file", &[("file", &html! { code { (file) } })])),
                    None => (locale.text("state.damaged.title")),
                }
            }
            p { (locale.text("state.damaged.safe")) }
            code class="cmd" { "warta check" }
            code class="cmd" { "warta index --rebuild FOLDER" }
        }
    }
}

/// The server that has the archive is in trouble; `id` stands on standard error too.
pub fn archive_server(locale: Locale, address: &Address, id: &str) -> Markup {
    html! {
        div class="note bad block" role="alert" {
            h1 class="h2" { (locale.text("state.server.title")) }
            p { a href=(address.href()) { (locale.text("state.busy.again")) } }
            p { (locale.fill("state.internal.id", &[("id", id)])) }
        }
    }
}

/// What should not happen; `id` stands on standard error too.
pub fn internal(locale: Locale, id: &str) -> Markup {
    html! {
        div class="note bad block" role="alert" {
            h1 class="h2" { (locale.text("state.internal.title")) }
            p { (locale.fill("state.internal.id", &[("id", id)])) }
        }
    }
}

/// No such page. The address is not repeated.
pub fn not_found(locale: Locale, address: &Address) -> Markup {
    html! {
        div class="note block" {
            h1 class="h2" { (locale.text("state.not-found.title")) }
            p { a href=(address.elsewhere(Place::Start).href()) { (locale.text("state.not-found.start")) } }
        }
    }
}

/// No article has the id.
pub fn no_article(locale: Locale, address: &Address) -> Markup {
    html! {
        div class="note block" {
            h1 class="h2" { (locale.text("state.no-article.title")) }
            p { (locale.text("state.no-article.why")) }
            p { a href=(address.at(Place::Search).href()) { (locale.text("state.no-article.search")) } }
        }
    }
}

/// In place of facets that could not be counted.
pub fn uncounted(locale: Locale) -> Markup {
    html! {
        aside class="facets" id="saring" aria-label=(locale.text("facets.label")) { p class="how" { (locale.text("facets.uncounted")) } }
    }
}

/// The form for a token, where the server asks for one. It stands alone: nothing of the archive is on it.
pub fn entry(locale: Locale, wrong: bool) -> Markup {
    alone(
        locale,
        &html! {
            h1 class="answer" { "warta" }
            @if wrong { p class="note bad" role="alert" { (locale.text("entry.wrong")) } }
            form action="masuk" method="post" class="block" {
                label for="token" { (locale.text("entry.token")) }
                input class="field" id="token" name="token" type="password" autocomplete="current-password" required;
                button class="button" { (locale.text("entry.enter")) }
            }
        },
    )
}

/// The token was right.
pub fn entered(locale: Locale) -> Markup {
    alone(
        locale,
        &html! { h1 class="answer" { "warta" } p { a href="./" { (locale.text("state.not-found.start")) } } },
    )
}

fn alone(locale: Locale, content: &Markup) -> Markup {
    html! {
        (maud::DOCTYPE)
        html lang=(locale.code()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { "warta" } link rel="stylesheet" href=(super::assets::path("page.css")); }
            body { main class="wrap block" { (content) } }
        }
    }
}

/// A condition each, dropped once, as what [`no_hits`] offers: what to call it, and the address without it.
pub fn droppable(locale: Locale, address: &Address) -> Vec<(String, Address)> {
    let mut out: Vec<(String, Address)> = asked::chips(locale, address)
        .into_iter()
        .map(|chip| {
            let label = match chip.not {
                true => locale.fill("state.no-hits.with", &[("what", &chip.value)]),
                false => locale.fill(
                    "state.no-hits.without",
                    &[("what", &format!("{} {}", chip.label, chip.value))],
                ),
            };
            let query = chip.without.split_once('?').map_or("", |(_, query)| query).to_owned();
            (label, Address::read(address.place, &query))
        })
        .collect();
    let typed = address.get("q").unwrap_or_default();
    let parsed = crate::query::parse(typed);
    if let crate::query::ast::NodeKind::And(parts) = &parsed.node.kind {
        for part in parts
            .iter()
            .filter(|part| matches!(part.kind, crate::query::ast::NodeKind::Term(_)))
        {
            let (start, end) = (part.span.start as usize, part.span.end as usize);
            if let (Some(before), Some(behind)) = (typed.get(..start), typed.get(end..)) {
                let rest = format!("{} {}", before.trim_end(), behind.trim_start());
                let label = locale.fill("state.no-hits.without-word", &[("word", &part.to_string())]);
                out.push((label, address.from_start().with("q", rest.trim())));
            }
        }
    }
    out.truncate(8);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::remark::Code;

    #[test]
    fn a_broken_query_is_mended() {
        for (typed, better) in [
            ("(beras", Some("(beras)")),
            ("tanggul speaker:\"Ratna Wibi", Some("tanggul speaker:\"Ratna Wibi\"")),
            ("beras)", Some("beras")),
            ("{[beras", Some("{[beras]}")),
            ("beras", None),
        ] {
            assert_eq!(mended(typed).as_deref(), better, "{typed}");
        }
    }

    #[test]
    fn what_may_be_meant_is_one_click_away() {
        let outlet = |start, end| Diagnostic {
            remark: Code::UnknownOutlet.about(["Kompass", "Kompas", "Niaga Sore"]),
            span: Span::new(start, end),
        };
        let ways = |query: &str, remarks: &[Diagnostic]| {
            let address = Address::read(Place::Search, query);
            let ways = meant(&address, remarks).into_iter();
            ways.map(|way| format!("{} {}", way.label, way.href))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ways("q=beras&source=Kompass&page=2", &[outlet(0, 0)]),
            [
                "Kompas search?q=beras&source=Kompas",
                "Niaga Sore search?q=beras&source=Niaga+Sore"
            ]
        );
        assert_eq!(
            ways("q=source:Kompass+beras", &[outlet(7, 14)]),
            [
                "source:Kompas beras search?q=source%3AKompas+beras",
                "source:\"Niaga Sore\" beras search?q=source%3A%22Niaga+Sore%22+beras"
            ]
        );
        // What stands elsewhere, or is no name, is left alone.
        assert!(ways("q=source:Kompass", &[outlet(0, 99)]).is_empty());
        let field = Diagnostic {
            remark: Code::UnlikelyValue.about(["Kompass", "source"]),
            span: Span::new(7, 14),
        };
        assert!(ways("q=source:Kompass", &[field]).is_empty());
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_stands() {
        assert_eq!(around("a (b", Span::new(2, 3)), ("a ", "(", "b"));
        assert_eq!(around("aé", Span::new(1, 1)), ("a", "é", ""));
        assert_eq!(around("é", Span::new(1, 9)), ("", "é", ""));
    }
}
