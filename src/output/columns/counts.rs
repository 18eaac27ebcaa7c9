//! Counts and persons as columns: long tables, a row a value.

use super::hits::count;
use super::{Column, Table};
use crate::ask::{Bucket, Comparison, Crossed, PersonLine, share};

/// The values of a field.
pub fn buckets<'a>() -> Table<'a, &'a Bucket> {
    Table {
        name: "counts",
        columns: vec![
            Column::text("value", "the value, as it can be asked back", |b: &'a Bucket| {
                b.value.as_str()
            }),
            Column::text("label", "what it is called", |b| b.label.as_str()),
            Column::whole("count", "how many articles or statements have it", |b| count(b.count)),
        ],
    }
}

/// A pair of values that occurs.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    row: &'a Bucket,
    column: &'a Bucket,
    count: u64,
}

/// The pairs of two fields that occur.
pub fn cells(answer: &Crossed) -> Vec<Cell<'_>> {
    let rows = answer.rows.iter().zip(&answer.counts);
    let cells = rows.flat_map(|(row, counts)| {
        let columns = answer.columns.iter().zip(counts);
        columns.map(move |(column, count)| Cell {
            row,
            column,
            count: *count,
        })
    });
    cells.filter(|cell| cell.count > 0).collect()
}

/// Two fields against each other. `names` are theirs.
pub fn crossed<'a>(names: [&str; 2]) -> Table<'a, Cell<'a>> {
    let [rows, columns] = names;
    Table {
        name: "crossed",
        columns: vec![
            Column::text(rows, "a value of the first field", |c: Cell<'a>| c.row.value.as_str()),
            Column::text(&format!("{rows}_label"), "what it is called", |c| c.row.label.as_str()),
            Column::text(columns, "a value of the second field", |c| c.column.value.as_str()),
            Column::text(&format!("{columns}_label"), "what it is called", |c| {
                c.column.label.as_str()
            }),
            Column::whole("count", "how many articles or statements have both", |c| count(c.count)),
        ],
    }
}

/// A query in an outlet or a year.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    field: &'a str,
    value: &'a str,
    query: &'a str,
    count: u64,
    all: u64,
}

/// The rows of queries side by side.
pub fn comparison(answer: &Comparison) -> Vec<Compared<'_>> {
    let mut rows = Vec::new();
    for table in &answer.tables {
        for row in &table.rows {
            rows.extend(answer.sides.iter().zip(&row.counts).map(|(side, count)| Compared {
                field: table.field,
                value: &row.value,
                query: &side.query,
                count: *count,
                all: row.all,
            }));
        }
    }
    rows
}

/// Queries side by side.
pub fn compared<'a>() -> Table<'a, Compared<'a>> {
    Table {
        name: "compared",
        columns: vec![
            Column::text("field", "`source` or `year`", |c: Compared<'a>| c.field),
            Column::text("value", "its value", |c| c.value),
            Column::text("query", "the query", |c| c.query),
            Column::whole("count", "how many articles it finds there", |c| count(c.count)),
            Column::whole("all", "how many articles there are", |c| count(c.all)),
            Column::real("share", "the part that is found, 0 to 1", |c| {
                share(c.count, c.all).unwrap_or_default()
            }),
        ],
    }
}

/// A name of a person, and in how many articles.
type NameCount = (String, u64);

/// Persons.
pub fn persons<'a>() -> Table<'a, &'a PersonLine> {
    Table {
        name: "persons",
        columns: vec![
            Column::text("name", "what the person is called", |p: &'a PersonLine| p.name.as_str()),
            Column::list("forms", "each name, the most frequent first", |p| &p.forms, forms()),
            Column::texts("roles", "what the person is, the most frequent first", |p| &p.roles),
            Column::whole("articles", "in how many articles the person speaks", |p| {
                count(p.articles)
            }),
            Column::whole("quotes", "how many statements are the person's", |p| count(p.quotes)),
            Column::day("first", "the day of the first of them", |p| p.first),
            Column::day("last", "the day of the last of them", |p| p.last),
        ],
    }
}

fn forms<'a>() -> Vec<Column<'a, &'a NameCount>> {
    vec![
        Column::text("form", "a name as printed", |form| form.0.as_str()),
        Column::whole("articles", "in how many articles", |form| count(form.1)),
    ]
}
