//! Two fields against each other, in seven steps of colour with the number in each cell.

use maud::{Markup, html};

use super::{scale, step};
use crate::page::words::Locale;

/// What the cells show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Count,
    /// The share of the row's total.
    Row,
    /// The share of the column's total.
    Column,
}

impl Show {
    pub const ALL: [Show; 3] = [Show::Count, Show::Row, Show::Column];

    /// As addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Show::Count => "count",
            Show::Row => "row",
            Show::Column => "share",
        }
    }

    pub fn from_name(name: &str) -> Show {
        Show::ALL
            .into_iter()
            .find(|show| show.name() == name)
            .unwrap_or(Show::Count)
    }
}

/// A count with the list that it counts.
#[derive(Clone, Debug)]
pub struct Cell {
    pub count: u64,
    pub href: String,
}

/// A crossed table.
pub struct Heat<'h> {
    /// What stands above the names of the rows.
    pub corner: &'h str,
    /// The id of the text that says what the table shows.
    pub labelled_by: &'h str,
    /// Name and link of each row and column, with its total over everything, shown or not.
    pub rows: &'h [(String, String, u64)],
    pub columns: &'h [(String, String, u64)],
    /// One list for each row.
    pub cells: &'h [Vec<Cell>],
    pub show: Show,
    /// Each article is in one column at most: what is in none of those that are shown has a column of its own.
    pub others: bool,
    pub total: u64,
    /// The noun of what is counted.
    pub noun: &'h str,
}

/// The table with its scale of colours.
pub fn heat(locale: Locale, table: &Heat) -> Markup {
    let value = |row: u64, column: u64, count: u64| match table.show {
        Show::Count => count as f64,
        Show::Row => count as f64 / row.max(1) as f64,
        Show::Column => count as f64 / column.max(1) as f64,
    };
    let rows = || table.rows.iter().zip(table.cells);
    let most = rows()
        .flat_map(|(row, cells)| {
            cells
                .iter()
                .zip(table.columns)
                .map(move |(cell, column)| (row, column, cell))
        })
        .map(|(row, column, cell)| value(row.2, column.2, cell.count))
        .fold(0.0, f64::max);
    let text = |row: u64, column: u64, count: u64| match table.show {
        Show::Count => locale.number(count),
        Show::Row => locale.share(count, row),
        Show::Column => locale.share(count, column),
    };
    html! {
        div class="box" tabindex="0" role="group" aria-labelledby=(table.labelled_by) {
            table class="heat" aria-labelledby=(table.labelled_by) {
                thead { tr {
                    th scope="col" { (table.corner) }
                    @for (name, href, _) in table.columns { th scope="col" { a href=(href) { (name) } } }
                    @if table.others { th scope="col" class="sum" { (locale.text("table.others")) } }
                    th scope="col" class="sum" { (locale.text("table.all")) }
                } }
                tbody {
                    @for ((name, href, total), cells) in rows() {
                        tr {
                            th scope="row" { a href=(href) { (name) } }
                            @for (cell, column) in cells.iter().zip(table.columns) {
                                @let class = format!("c{}", step(value(*total, column.2, cell.count), most));
                                @match cell.count {
                                    0 => td class="c0 zero" { span { "0" } },
                                    count => td class=(class) { a href=(cell.href) title=(locale.count(count, table.noun)) { (text(*total, column.2, count)) } },
                                }
                            }
                            @if table.others {
                                @let others = total.saturating_sub(cells.iter().map(|cell| cell.count).sum());
                                td class="sum" { span { @match table.show { Show::Row => (locale.share(others, *total)), _ => (locale.number(others)) } } }
                            }
                            td class="sum" { span { (locale.number(*total)) } }
                        }
                    }
                }
                tfoot { tr {
                    th scope="row" { (locale.text("table.all")) }
                    @for (_, _, total) in table.columns { td { span { (locale.number(*total)) } } }
                    @if table.others { td { span { (locale.number(table.total.saturating_sub(table.columns.iter().map(|column| column.2).sum()))) } } }
                    td { span { b { (locale.number(table.total)) } } }
                } }
            }
        }
        (scale(locale, table.noun, (0..=6).map(|step| (step, from(locale, table.show, most, step)))))
    }
}

/// Where a step of colour begins.
fn from(locale: Locale, show: Show, most: f64, n: usize) -> String {
    const FROM: [f64; 7] = [0.0, 0.0, 0.05, 0.15, 0.3, 0.5, 0.75];
    let from = FROM[n.min(6)] * most;
    match (show, n) {
        (_, 0) => "0".to_owned(),
        (Show::Count, _) => locale.number(from.floor() as u64 + 1),
        (_, 1) => ">\u{a0}0".to_owned(),
        _ => format!("{}\u{a0}%", locale.decimal(from * 100.0, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_link_and_zero_does_not() {
        let cell = |count| Cell {
            count,
            href: format!("search?n={count}"),
        };
        let table = Heat {
            corner: "Pembicara",
            labelled_by: "cap",
            rows: &[("Budi".to_owned(), "person?name=Budi".to_owned(), 12)],
            columns: &[
                ("A".to_owned(), "a".to_owned(), 10),
                ("B".to_owned(), "b".to_owned(), 4),
            ],
            cells: &[vec![cell(9), cell(0)]],
            show: Show::Row,
            others: true,
            total: 12,
            noun: "quote",
        };
        let drawn = heat(Locale::Id, &table).into_string();
        assert!(
            drawn.contains("<td class=\"c6\"><a href=\"search?n=9\" title=\"9 pernyataan\">75\u{a0}%</a></td>"),
            "{drawn}"
        );
        assert!(drawn.contains("<td class=\"c0 zero\"><span>0</span></td>"), "{drawn}");
        // 3 of the 12 are in neither column; of the columns' own 14 nothing is left.
        assert!(
            drawn.contains("<td class=\"sum\"><span>25\u{a0}%</span></td>"),
            "{drawn}"
        );
    }
}
