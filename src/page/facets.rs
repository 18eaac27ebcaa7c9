//! The values of fields beside a list of hits: a click on the name keeps only it, a click on the minus leaves it out.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::spark;
use super::words::Locale;
use crate::search::Bucket;

/// What was counted of one field.
#[derive(Clone, Debug)]
pub struct Facet {
    pub field: &'static str,
    pub values: Vec<Bucket>,
    /// How many different values there are, where that is known.
    pub distinct: Option<usize>,
    /// Hits without any value, where they were counted.
    pub none: Option<u64>,
    /// It was not counted in time.
    pub missed: bool,
}

/// With more values than this behind those that are shown, they can be searched; a few more are sooner read.
const SEARCHED: usize = 12;

/// All of them. `noun` is what is counted.
pub fn facets(locale: Locale, address: &Address, facets: &[Facet], num_hits: u64, noun: &str) -> Markup {
    html! {
        aside class="facets" id="saring" aria-label=(locale.text("facets.label")) {
            h2 class="sr" { (locale.text("facets.label")) }
            a class="up" href="#jawab" { (locale.text("facets.up")) }
            p class="how" {
                (locale.mark_up("facets.how", &[("only", &html! { b { (locale.text("facets.only")) } }), ("minus", &html! { b { "−" } }), ("without", &html! { b { (locale.text("facets.without")) } })]))
                " " (locale.fill("facets.exact", &[("count", &locale.count(num_hits, noun))]))
            }
            (super::chart::shared_hatch())
            @for facet in facets { (one(locale, address, facet, noun)) }
        }
    }
}

fn one(locale: Locale, address: &Address, facet: &Facet, noun: &str) -> Markup {
    let id = format!("f-{}", facet.field);
    let most = facet
        .values
        .iter()
        .map(|v| v.count)
        .chain(facet.none)
        .max()
        .unwrap_or(1);
    let label = asked::field_label(locale, facet.field);
    let shown = facet.values.len();
    html! {
        @if !facet.values.is_empty() || facet.missed {
            section class="facet" aria-labelledby=(id) {
                h3 id=(id) { (label) @if let Some(distinct) = facet.distinct { " " small { (locale.number(distinct as u64)) } } }
                @if facet.missed {
                    p class="soft" { (locale.text("facet.missed")) " " a href=(address.from_start().with("facet", facet.field).href()) { (locale.text("facet.count-this")) } }
                }
                ul {
                    @for value in &facet.values { (row(locale, address, facet.field, value, most, noun)) }
                    @if let Some(none) = facet.none.filter(|none| *none > 0) {
                        li class="val nil" {
                            (spark(none, most, Some("gap")))
                            a class="only" href=(asked::with_none(address, facet.field).href()) { span class="sr" { (locale.text("facets.only")) " " } span { (locale.text("facet.none")) } }
                            span class="n" { (locale.number(none)) span class="sr" { " " (locale.noun(none, noun)) } }
                            a class="drop" href=(asked::with_any(address, facet.field).href()) { span aria-hidden="true" { "−" } span class="sr" { (locale.text("facet.without-none")) } }
                        }
                    }
                }
                @if facet.distinct.is_some_and(|distinct| distinct > shown) {
                    a class="more" href=(address.from_start().with("facet", facet.field).href()) { (locale.fill("facet.more", &[("n", &locale.number((facet.distinct.unwrap_or(shown) - shown) as u64))])) }
                    @if facet.distinct.is_some_and(|distinct| distinct > shown + SEARCHED) { (find(locale, address, facet.field)) }
                }
            }
        }
    }
}

/// Only, count, without.
fn row(locale: Locale, address: &Address, field: &str, value: &Bucket, most: u64, noun: &str) -> Markup {
    let label = asked::value_label(locale, field, &value.value);
    let chosen = asked::is_chosen(address, field, &value.value);
    html! {
        li class=(if chosen { "val on" } else { "val" }) {
            (spark(value.count, most, None))
            a class="only" href=(asked::only(address, field, &value.value).href()) {
                span class="sr" { (locale.text(if chosen { "facets.no-longer" } else { "facets.only" })) " " } bdi { (label) }
            }
            span class="n" { (locale.number(value.count)) span class="sr" { " " (locale.noun(value.count, noun)) } }
            a class="drop" href=(asked::without(address, field, &value.value).href()) {
                span aria-hidden="true" { "−" } span class="sr" { (locale.text("facets.without")) " " (label) }
            }
        }
    }
}

/// A search among the values of one field.
fn find(locale: Locale, address: &Address, field: &str) -> Markup {
    let id = format!("p-{field}");
    let all = address.from_start().with("facet", field);
    html! {
        form class="find" action=(address.place.name()) {
            @for (name, value) in all.pairs().filter(|(name, _)| *name != "prefix") { input type="hidden" name=(name) value=(value); }
            label class="sr" for=(id) { (locale.fill("facet.find", &[("field", &asked::field_label(locale, field))])) }
            input id=(id) name="prefix" placeholder=(locale.text("facet.prefix")) autocomplete="off";
            button { (locale.text("form.search")) }
        }
    }
}

/// All values of one field, on a page of their own.
pub fn values(locale: Locale, address: &Address, facet: &Facet, num_hits: u64, noun: &str) -> Markup {
    let most = facet.values.iter().map(|v| v.count).max().unwrap_or(1);
    let label = asked::field_label(locale, facet.field);
    let distinct = facet.distinct.unwrap_or(facet.values.len());
    // A value leads to the list, not to its own count.
    let list = address.without("facet").without("prefix");
    html! {
        div class="block" {
            div class="lead" {
                h1 class="answer" id="jawab" { (label) ": " (locale.count(distinct as u64, "value")) }
            }
            p class="under" { (locale.fill("facets.exact", &[("count", &locale.count(num_hits, noun))])) " " a href=(list.href()) { (locale.text("facets.up")) } }
            (find(locale, address, facet.field))
        }
        @if facet.values.is_empty() { div class="note block" { p { (locale.text("facet.nothing")) } } }
        ul class="values block" { @for value in &facet.values { (row(locale, &list, facet.field, value, most, noun)) } }
        @if distinct > facet.values.len() { p class="soft" { (locale.fill("facet.more", &[("n", &locale.number((distinct - facet.values.len()) as u64))])) } }
    }
}

/// Which fields a list of hits has facets of, and how many values each shows.
pub const FIELDS: &[(&str, usize)] = &[
    ("speaker", 8),
    ("source", 8),
    ("country", 8),
    ("about", 6),
    ("year", 8),
    ("month", 12),
    ("amount", 6),
    ("region", 6),
    ("language", 6),
    ("section", 6),
    ("author", 6),
    ("place", 6),
];

/// Whether the address shows one facet alone.
pub fn shown_alone(address: &Address) -> Option<&str> {
    address
        .get("facet")
        .filter(|_| matches!(address.place, Place::Search | Place::Quotes))
}
