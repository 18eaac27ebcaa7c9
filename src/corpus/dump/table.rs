//! Tables of text (CSV, TSV and their kin): the first row names the columns, each row is an article.

use std::ops::ControlFlow;

use super::super::decode::Decoder;
use super::super::fields::FieldMap;
use super::super::found::{Finding, ReadOptions, Sink};
use super::super::head::HEAD;
use super::super::source::Source;
use super::dialect;
use super::gather::{Gather, Row};
use super::names::{fold, score};
use super::profile::{is_address, is_date, is_link};
use super::rows::{Record, Rows};
use crate::corpus::RawField;
use crate::error::Result;

/// Reads a table row by row. A row without text is handed over as its error, and the rest is read.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let map = &options.map;
    let head = source.head().bytes;
    let bom = if head.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let told = told_delimiter(&head[bom..]);
    let mut dialect = dialect::of(&head[bom..], head.len() < HEAD, map);
    if told.is_some() {
        dialect.delimiter = told;
    }
    let decoder = Decoder::of(head);
    let longest = source.longest();
    let reader = source.reader();
    reader.consume(bom);
    let mut rows = Rows::new(reader, dialect, longest);
    let io = |e: std::io::Error| place.io_error(&e);
    let decoded = |cells: &[Vec<u8>]| -> Vec<String> { cells.iter().map(|cell| decoder.decode(cell)).collect() };
    let first = loop {
        match rows.next().map_err(io)? {
            Some((1, Record::Cells(_))) if told.is_some() => {}
            Some((line, Record::Cells(cells))) => break (line, decoded(&cells)),
            Some((line, Record::Broken(cause))) => return Err(place.error_at(line, cause)),
            None => return Err(place.error("there is no row in it")),
        }
    };
    let (line, cells) = first;
    let headless = is_data(&cells, map);
    // The first row names the columns, or is an article already: then they go by their numbers.
    let names = match headless {
        true => (1..=cells.len()).map(|number| number.to_string()).collect(),
        false => without_empty_ends(cells.clone()),
    };
    let mut table = Columns::new(Gather::new(&place, map, true), &names, dialect.delimiter);
    rows.expect(table.width);
    if headless {
        table.kinds.learn(&cells);
        if table.push(line, cells, sink)?.is_break() {
            return Ok(());
        }
    }
    let mut any = headless;
    while let Some((line, record)) = rows.next().map_err(io)? {
        any = true;
        let flow = match record {
            Record::Broken(cause) => sink(Finding::Rejected(place.error_at(line, cause))),
            Record::Cells(cells) => match table.whole(&cells, decoded) {
                Some(cells) => table.push(line, cells, sink)?,
                None => sink(Finding::Rejected(place.error_at(
                    line,
                    format_args!(
                        "the row has more cells than the {} columns; a text is not quoted",
                        table.width
                    ),
                ))),
            },
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    if !any {
        return Err(place.error("there is no row below the names of the columns"));
    }
    let _: ControlFlow<()> = table.gather.finish(sink)?;
    Ok(())
}

/// The delimiter in a spreadsheet program's own first line (`sep=;`).
fn told_delimiter(head: &[u8]) -> Option<u8> {
    head.strip_prefix(b"sep=")?.first().copied()
}

/// The names of columns, without the cells behind the last one that has a name.
fn without_empty_ends(mut names: Vec<String>) -> Vec<String> {
    while names.len() > 1 && names.last().is_some_and(|name| name.trim().is_empty()) {
        names.pop();
    }
    names
}

/// A table whose columns are known.
struct Columns<'t> {
    gather: Gather<'t>,
    kinds: Learnt,
    width: usize,
    delimiter: Option<u8>,
}

impl<'t> Columns<'t> {
    fn new(mut gather: Gather<'t>, names: &[String], delimiter: Option<u8>) -> Columns<'t> {
        for name in names {
            gather.add_column(name.trim());
        }
        Columns {
            gather,
            kinds: Learnt::new(names.len()),
            width: names.len(),
            delimiter,
        }
    }

    /// The cells of a row as texts, one a column; `None` where there are more and it is not certain which belong together.
    fn whole(&mut self, cells: &[Vec<u8>], decoded: impl Fn(&[Vec<u8>]) -> Vec<String>) -> Option<Vec<String>> {
        let surplus = cells
            .get(self.width..)
            .is_some_and(|more| more.iter().any(|cell| !cell.iter().all(u8::is_ascii_whitespace)));
        let cells = decoded(cells);
        if surplus {
            return self.kinds.mend(&cells, self.delimiter);
        }
        self.kinds.learn(&cells);
        Some(cells)
    }

    fn push(&mut self, line: u64, cells: Vec<String>, sink: &mut Sink) -> Result<ControlFlow<()>> {
        let wanted = cells
            .into_iter()
            .enumerate()
            .filter(|(at, _)| *at < self.width && self.gather.wants(*at))
            .map(|(at, cell)| (at, vec![cell]));
        let row = Row {
            member: Some(line.to_string()),
            at: format!(":{line}"),
            cells: wanted.collect(),
        };
        self.gather.push(row, sink)
    }
}

/// Whether a first row is one of data and no header: it has an address, a date or running text, and no name that is known.
fn is_data(cells: &[String], map: &FieldMap) -> bool {
    let known = cells.iter().any(|cell| {
        let folded = fold(cell);
        cell.len() <= 60
            && (map.own().iter().any(|(_, own)| fold(own) == folded)
                || RawField::ALL.iter().any(|field| score(*field, cell) > 40))
    });
    !known
        && cells
            .iter()
            .any(|cell| is_link(cell) || is_date(cell) || cell.split_whitespace().count() >= 30)
}

/// What stands in each column, to put together a row whose text was not quoted.
struct Learnt {
    columns: Vec<ColumnKind>,
    rows: usize,
}

#[derive(Clone, Copy, Default)]
struct ColumnKind {
    values: usize,
    dates: usize,
    addresses: usize,
    numbers: usize,
    /// Words of the longest value.
    most_words: usize,
}

/// Rows that kinds are learnt from.
const LEARN: usize = 200;

impl Learnt {
    fn new(width: usize) -> Learnt {
        Learnt {
            columns: vec![ColumnKind::default(); width],
            rows: 0,
        }
    }

    fn learn(&mut self, cells: &[String]) {
        if self.rows >= LEARN {
            return;
        }
        self.rows += 1;
        for (kind, cell) in self.columns.iter_mut().zip(cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            kind.values += 1;
            kind.dates += usize::from(is_date(cell));
            kind.addresses += usize::from(is_address(cell));
            kind.numbers += usize::from(is_number(cell));
            kind.most_words = kind.most_words.max(cell.split_whitespace().take(60).count());
        }
    }

    /// The row with the surplus cells put together again, if there is one way only.
    fn mend(&self, cells: &[String], delimiter: Option<u8>) -> Option<Vec<String>> {
        let width = self.columns.len();
        let glue = char::from(delimiter?).to_string();
        // A sign of a sentence stands before a blank: `on Friday, after` is one cell.
        if glue == "," || glue == ";" {
            let mut joined: Vec<String> = Vec::new();
            for cell in cells {
                match joined.last_mut() {
                    Some(last) if cell.starts_with(' ') && !last.is_empty() => {
                        last.push_str(&glue);
                        last.push_str(cell);
                    }
                    _ => joined.push(cell.clone()),
                }
            }
            if joined.len() == width && self.fits(&joined) {
                return Some(joined);
            }
        }
        let surplus = cells.len() - width;
        let mut ways = (0..width).filter_map(|at| {
            let mut joined = cells[..at].to_vec();
            joined.push(cells[at..=at + surplus].join(&glue));
            joined.extend_from_slice(&cells[at + surplus + 1..]);
            let text = self.columns[at].dates + self.columns[at].addresses + self.columns[at].numbers == 0;
            (text && self.fits(&joined)).then_some(joined)
        });
        let way = ways.next()?;
        ways.next().is_none().then_some(way)
    }

    /// Whether the cells are of the kinds of their columns, as far as they are known.
    fn fits(&self, cells: &[String]) -> bool {
        self.columns.iter().zip(cells).all(|(kind, cell)| {
            let cell = cell.trim();
            let all = |count: usize| kind.values > 0 && count == kind.values;
            cell.is_empty()
                || (!all(kind.dates) || is_date(cell))
                    && (!all(kind.addresses) || is_address(cell))
                    && (!all(kind.numbers) || is_number(cell))
                    && (kind.values == 0
                        || kind.most_words >= 20
                        || cell.split_whitespace().count() <= 2 * kind.most_words.max(4))
        })
    }
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(rows: &[&[&str]]) -> Learnt {
        let mut kinds = Learnt::new(rows[0].len());
        for row in rows {
            kinds.learn(&owned(row));
        }
        kinds
    }

    fn owned(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_row_is_put_together_where_one_way_is_left() {
        let long = "Kapal itu kembali ke pelabuhan sejak pagi dan nakhoda bercerita panjang tentang ombak yang tinggi di teluk itu";
        let kinds = kinds(&[
            &["1", "Kapal Kembali", long, "2023-03-06"],
            &["2", "Kapal Pergi", long, "2023-03-07"],
        ]);
        assert_eq!(
            kinds.mend(
                &owned(&["3", "Kapal Datang", "Pada Jumat", " kapal datang", "2023-03-08"]),
                Some(b',')
            ),
            Some(owned(&["3", "Kapal Datang", "Pada Jumat, kapal datang", "2023-03-08"]))
        );
        // Title or text: both would do.
        assert_eq!(
            kinds.mend(&owned(&["3", "Kapal", "Perahu", "Datang", "2023-03-08"]), Some(b',')),
            None
        );
        assert_eq!(
            kinds.mend(&owned(&["3", "Kapal", "Datang", "2023-03-08", "lagi"]), Some(b',')),
            None
        );
    }

    #[test]
    fn a_first_row_of_data_is_no_header() {
        let map = FieldMap::default();
        assert!(is_data(
            &owned(&["https://a.example/2023/kapal", "Kapal Kembali"]),
            &map
        ));
        assert!(!is_data(&owned(&["judul", "isi"]), &map));
        assert!(!is_data(&owned(&["nama", "warna"]), &map));
    }
}
