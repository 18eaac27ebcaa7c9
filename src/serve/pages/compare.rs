//! Questions side by side.

use maud::Markup;

use super::context::{Context, Page};
use crate::ask::{self, View};
use crate::error::Result;
use crate::page::compare::{self as view, Compared, LETTERS, Side};
use crate::page::layout::{self, Foot, Shell};
use crate::query::Scope;

/// How many outlets are shown.
const SOURCES: usize = 15;

/// The page.
pub fn compare(context: &Context) -> Result<Page> {
    let (locale, address) = (context.locale, &context.address);
    let queries: Vec<&str> = LETTERS.iter().filter_map(|(_, name)| address.get(name)).collect();
    if queries.len() < 2 {
        let content = view::nothing(locale, address, &tries(context)?);
        return Ok(page(context, locale.text("compare.title"), &content));
    }
    let question = context.ask(View::Compare, queries.iter().map(|query| ("query", *query)))?;
    let answer = ask::compare(&*context.snapshot, &question)?;
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
    let in_common = |queries: &[&str]| -> Result<u64> {
        let question = context.ask(View::Search, [("q", view::together(queries).as_str()), ("limit", "0")])?;
        Ok(ask::search(&*context.snapshot, &question)?.num_hits)
    };
    let mut both = Vec::new();
    for (a, one) in queries.iter().enumerate() {
        for (b, other) in queries.iter().enumerate().skip(a + 1) {
            both.push((a, b, in_common(&[*one, *other])?));
        }
    }
    let together = (queries.len() > 2).then(|| in_common(&queries)).transpose()?;
    let compared = Compared {
        sides: sides.collect(),
        all: answer.num_articles,
        both,
        together,
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

/// Comparisons of what the archive has most of.
fn tries(context: &Context) -> Result<Vec<[String; 2]>> {
    let mut tries = Vec::new();
    for field in ["country", "speaker", "source"] {
        let counts = context.archive.counts(&*context.snapshot, Scope::Articles, field)?;
        if let [first, second, ..] = counts {
            tries.push([first, second].map(|bucket| match field {
                "country" => format!("country:{}", bucket.value),
                field => format!("{field}:\"{}\"", bucket.value.replace('"', " ")),
            }));
        }
    }
    Ok(tries)
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
