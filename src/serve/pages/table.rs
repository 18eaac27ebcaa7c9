//! Crossed tables.

use super::context::{Context, Page};
use crate::ask::{self, Counted, Limit, View};
use crate::error::Result;
use crate::page::asked;
use crate::page::table::{self as view, Crossing};

/// How many rows and columns are shown.
const ROWS: usize = 30;
const COLUMNS: usize = 10;

/// The page.
pub fn table(context: &Context) -> Result<Page> {
    let address = &context.address;
    let (rows, columns) = (
        address.get("rows").unwrap_or("speaker"),
        address.get("columns").unwrap_or("source"),
    );
    let of_quotes = address.get("of") == Some("quotes");
    let mut pairs = asked::pairs(address, false);
    if of_quotes {
        pairs.push(("of".to_owned(), "quotes".to_owned()));
    }
    let mut question = context.ask(View::Facet, pairs)?;
    let of_rows = Counted::field(rows)?;
    let of_columns = Counted {
        limit: Some(COLUMNS),
        ..Counted::field(columns)?
    };
    question.limit = Some(Limit::Most(ROWS));
    let mut answer = ask::crossed(&*context.snapshot, [&of_rows, &of_columns], &question)?;
    question.limit = Some(Limit::Most(0));
    let distinct = ask::facet(&*context.snapshot, &of_rows, &question)?.distinct;
    if of_rows.axis.is_time() {
        // The newest first.
        answer.rows.reverse();
        answer.counts.reverse();
    }
    let crossing = Crossing {
        rows: of_rows.axis.name(),
        columns: of_columns.axis.name(),
        row_values: &answer.rows,
        column_values: &answer.columns,
        counts: &answer.counts,
        num_hits: answer.num_hits,
        distinct,
        noun: if of_quotes { "quote" } else { "article" },
    };
    let label = |field| asked::field_label(context.locale, field);
    let title = format!("{} × {}", label(crossing.rows), label(crossing.columns));
    Ok(context.page(200, &title, &view::table(context.locale, address, &crossing)))
}
