//! Questions side by side.

use maud::Markup;

use super::context::{Context, Page};
use crate::ask::{self, View};
use crate::error::Result;
use crate::page::compare::{self as view, Compared, LETTERS, Side};
use crate::page::layout::{self, Foot, Shell};

/// How many outlets are shown.
const SOURCES: usize = 15;

/// The page.
pub fn compare(context: &Context) -> Result<Page> {
    let (locale, address) = (context.locale, &context.address);
    let queries: Vec<&str> = LETTERS.iter().filter_map(|(_, name)| address.get(name)).collect();
    if queries.len() < 2 {
        return Ok(page(context, locale.text("compare.title"), &view::nothing(locale)));
    }
    let question = context.ask(View::Compare, queries.iter().map(|query| ("query", *query)))?;
    let answer = ask::compare(&context.snapshot, &question)?;
    let rows = |field: &str| {
        answer
            .tables
            .iter()
            .find(|table| table.field == field)
            .map(|table| table.rows.as_slice())
            .unwrap_or_default()
    };
    let sides = answer
        .sides
        .iter()
        .zip(&queries)
        .enumerate()
        .map(|(n, (side, query))| Side {
            query,
            num_hits: side.num_hits,
            years: rows("year")
                .iter()
                .map(|row| (row.value.clone(), row.counts.get(n).copied().unwrap_or(0), row.all))
                .collect(),
        });
    let both = context.ask(
        View::Search,
        [
            ("q", format!("({}) ({})", queries[0], queries[1])),
            ("limit", "0".to_owned()),
        ],
    )?;
    let compared = Compared {
        sides: sides.collect(),
        all: answer.num_articles,
        both: Some(ask::search(&context.snapshot, &both)?.num_hits),
        sources: rows("source")
            .iter()
            .take(SOURCES)
            .map(|row| (row.value.clone(), row.counts.clone(), row.all))
            .collect(),
    };
    Ok(page(
        context,
        &queries.join(" – "),
        &view::compare(locale, address, &compared),
    ))
}

/// A page with the form for several questions.
fn page(context: &Context, title: &str, content: &Markup) -> Page {
    let shell = Shell {
        form: Some(view::form(context.locale, &context.address)),
        foot: match context.address.get("b") {
            Some(_) => context.foot(),
            // One query is no comparison, here or elsewhere.
            None => Foot {
                command: None,
                api: None,
                ..context.foot()
            },
        },
        ..Shell::new(context.locale, &context.address, title)
    };
    Page {
        status: 200,
        html: layout::page(&shell, content),
        more: false,
    }
}
