//! Any two fields against each other.

use maud::{Markup, html};

use super::address::{Address, Place};
use super::asked;
use super::chart::{Cell, Heat, Show, heat};
use super::links;
use super::text::{self, switch};
use super::words::Locale;
use crate::search::Bucket;

/// Which fields rows and columns are offered of.
pub const ROWS: &[&str] = &[
    "speaker", "country", "about", "source", "year", "language", "currency", "section",
];
pub const COLUMNS: &[&str] = &["source", "year", "language", "country", "region", "currency"];

/// What was counted.
pub struct Crossing<'c> {
    pub rows: &'c str,
    pub columns: &'c str,
    pub row_values: &'c [Bucket],
    pub column_values: &'c [Bucket],
    pub counts: &'c [Vec<u64>],
    pub num_hits: u64,
    /// How many rows there are, shown or not.
    pub distinct: usize,
    pub noun: &'static str,
}

/// The page.
pub fn table(locale: Locale, address: &Address, crossing: &Crossing) -> Markup {
    let place = if crossing.noun == "quote" {
        Place::Quotes
    } else {
        Place::Search
    };
    let list = ["rows", "columns", "of", "show"]
        .iter()
        .fold(address.at(place), |list, name| list.without(name));
    let to = |field: &str, bucket: &Bucket| match field {
        "speaker" => text::person(address, &bucket.value),
        field => asked::only(&list, field, &bucket.value).href(),
    };
    let names = |field: &str, values: &[Bucket]| -> Vec<(String, String, u64)> {
        values
            .iter()
            .map(|bucket| {
                (
                    asked::value_label(locale, field, &bucket.value),
                    to(field, bucket),
                    bucket.count,
                )
            })
            .collect()
    };
    let cells: Vec<Vec<Cell>> = crossing
        .row_values
        .iter()
        .zip(crossing.counts)
        .map(|(row, counts)| {
            let of_row = both(&list, crossing.rows, &row.value);
            let cells = crossing.column_values.iter().zip(counts);
            cells
                .map(|(column, count)| Cell {
                    count: *count,
                    href: both(&of_row, crossing.columns, &column.value).href(),
                })
                .collect()
        })
        .collect();
    let show = address.get("show").map_or(Show::Count, Show::from_name);
    let (rows, columns) = (
        names(crossing.rows, crossing.row_values),
        names(crossing.columns, crossing.column_values),
    );
    let corner = asked::field_label(locale, crossing.rows);
    let shown = Heat {
        corner: &corner,
        labelled_by: "cap",
        rows: &rows,
        columns: &columns,
        cells: &cells,
        show,
        others: asked::is_single(crossing.columns),
        total: crossing.num_hits,
        noun: crossing.noun,
    };
    let of_columns = asked::field_label(locale, crossing.columns);
    html! {
        div class="block" {
            div class="lead" {
                h1 class="answer" { (locale.count(crossing.num_hits, crossing.noun)) ", " (corner.to_lowercase()) " × " (of_columns.to_lowercase()) }
                span class="seg get" { span { (locale.text("head.download")) } a href=(links::export(address, "csv")) { "CSV" } a href=(links::export(address, "ndjson")) { "NDJSON" } }
            }
            (switches(locale, address, crossing, show))
            p class="cap" id="cap" { (locale.text(if crossing.noun == "quote" { "table.cap-quotes" } else { "table.cap" })) }
        }
        @match crossing.num_hits {
            0 => div class="note" { p { (locale.text("state.no-hits.title")) } },
            _ => (heat(locale, &shown)),
        }
        @if crossing.distinct > crossing.row_values.len() {
            p class="soft small" { (locale.fill("table.rest", &[("shown", &locale.number(crossing.row_values.len() as u64)), ("all", &locale.number(crossing.distinct as u64))])) }
        }
    }
}

/// Both conditions at once: also two of one field.
fn both(address: &Address, field: &str, value: &str) -> Address {
    match asked::is_chosen(address, field, value) {
        true => address.clone(),
        false => asked::only(address, field, value),
    }
}

fn switches(locale: Locale, address: &Address, crossing: &Crossing, show: Show) -> Markup {
    let start = address.from_start();
    let fields = |name: &'static str, fields: &[&str], current: &str| -> Vec<(String, String, bool)> {
        fields
            .iter()
            .map(|field| {
                (
                    asked::field_label(locale, field).to_lowercase(),
                    start.with(name, field).href(),
                    *field == current,
                )
            })
            .collect()
    };
    let shows: Vec<(String, String, bool)> = Show::ALL
        .iter()
        .map(|choice| {
            (
                locale.text(&format!("table.{}", choice.name())).to_owned(),
                start.with("show", choice.name()).href(),
                *choice == show,
            )
        })
        .collect();
    html! {
        div class="tools block-tools" {
            (switch(Some(locale.text("table.rows")), &fields("rows", ROWS, crossing.rows)))
            (switch(Some(locale.text("table.columns")), &fields("columns", COLUMNS, crossing.columns)))
            (switch(Some(locale.text("table.of")), &[
                (locale.noun(2, "article").to_owned(), start.without("of").href(), crossing.noun == "article"),
                (locale.noun(2, "quote").to_owned(), start.with("of", "quotes").href(), crossing.noun == "quote"),
            ]))
            (switch(Some(locale.text("table.show")), &shows))
        }
    }
}
