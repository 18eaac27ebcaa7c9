//! Spreadsheets: each sheet is a table whose first row names the columns. Rows are read one by one: what a file claims of its size, or a
//! cell far out in a corner, takes no memory.

use std::fmt;
use std::io::{self, Cursor};
use std::ops::ControlFlow;

use calamine::{Cell, Data, DataRef, Reader, Xlsb, Xlsx};

use super::super::decode;
use super::super::format::Fit;
use super::super::found::{Finding, ReadOptions, Sink};
use super::super::head::Head;
use super::super::limit::{Budget, Limited, unpacked};
use super::super::source::{Place, Source};
use super::super::xml::{Element, units};
use super::gather::{Gather, Row};
use crate::error::{Error, Result};
use crate::panics;

/// Bytes of the largest spreadsheet: it is held in memory, with its texts unpacked.
const LARGEST: u64 = 256 << 20;

/// Columns of the widest sheet, as Excel has them.
const MOST_COLUMNS: usize = 16_384;

/// A zip archive with the parts of a workbook: names of entries are not packed.
pub fn look(head: &Head) -> Fit {
    let has = |sign: &[u8]| memchr::memmem::find(head.bytes, sign).is_some();
    let workbook = has(b"xl/") || has(b"opendocument.spreadsheet");
    Fit::certain(head.bytes.starts_with(b"PK\x03\x04") && workbook && !has(b"word/") && !has(b"ppt/"))
}

/// Reads all sheets. A sheet without a column of text is left, if another has one.
///
/// # Errors
/// Where the file is damaged, or no sheet has a column of text.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let bytes = source.bytes(LARGEST)?;
    let budget = Budget::new(unpacked(bytes.len() as u64, source.longest()));
    check(&bytes, budget).map_err(|e| place.io_error(&e))?;
    let mut book = Book {
        place: &place,
        options,
        sink,
        read: 0,
        refused: None,
        enough: false,
    };
    let has = |sign: &[u8]| memchr::memmem::find(&bytes, sign).is_some();
    if has(b"opendocument.spreadsheet") {
        book.open_document(&bytes, source.longest())?;
    } else if has(b"xl/workbook.bin") {
        let mut workbook: Xlsb<_> = library(&place, || Xlsb::new(Cursor::new(&bytes[..])))?;
        for (number, name) in workbook.sheet_names().iter().enumerate() {
            let mut cells = library(&place, || workbook.worksheet_cells_reader(name))?;
            book.sheet(number, name, &mut || library(&place, || cells.next_cell()))?;
        }
    } else {
        let mut workbook: Xlsx<_> = library(&place, || Xlsx::new(Cursor::new(&bytes[..])))?;
        for (number, name) in workbook.sheet_names().iter().enumerate() {
            let mut cells = library(&place, || workbook.worksheet_cells_reader(name))?;
            book.sheet(number, name, &mut || library(&place, || cells.next_cell()))?;
        }
    }
    book.finish()
}

/// Calls the library, which may panic over damaged bytes.
fn library<T, E: fmt::Display>(place: &Place, call: impl FnOnce() -> std::result::Result<T, E>) -> Result<T> {
    match panics::caught(call) {
        Ok(result) => result.map_err(|error| damaged(place, &error)),
        Err(panic) => Err(damaged(place, &panic.message())),
    }
}

fn damaged(place: &Place, cause: &dyn fmt::Display) -> Error {
    place.error(format_args!("the spreadsheet is damaged: {cause}"))
}

/// A workbook on its way to the sink.
struct Book<'b, 'a> {
    place: &'b Place,
    options: &'b ReadOptions,
    sink: &'b mut Sink<'a>,
    /// Sheets that held articles.
    read: usize,
    /// Why the first of the others holds none.
    refused: Option<Error>,
    /// The sink wants no more.
    enough: bool,
}

impl Book<'_, '_> {
    /// Reads a sheet whose cells come row by row.
    fn sheet<'c>(
        &mut self,
        number: usize,
        name: &str,
        next: &mut dyn FnMut() -> Result<Option<Cell<DataRef<'c>>>>,
    ) -> Result<()> {
        let mut sheet = Sheet::new(self.place, self.options, number, name);
        let mut row: Vec<(usize, String)> = Vec::new();
        let mut line = 0;
        while !self.enough {
            let cell = next()?;
            let at = cell.as_ref().map(Cell::get_position);
            if at.is_none_or(|(own, _)| own != line) {
                let cells = std::mem::take(&mut row);
                let flow = sheet.row(line as usize + 1, cells, self.sink);
                self.flow(flow);
            }
            let Some((cell, (own, column))) = cell.zip(at) else {
                break;
            };
            line = own;
            let text = text(cell.get_value());
            if !text.is_empty() && (column as usize) < MOST_COLUMNS {
                row.push((column as usize, text));
            }
        }
        self.end(sheet);
        Ok(())
    }

    /// Reads an OpenDocument spreadsheet: the rows of `content.xml`.
    fn open_document(&mut self, bytes: &[u8], longest: u64) -> Result<()> {
        let place = self.place;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(place, &e))?;
        let content = archive.by_name("content.xml").map_err(|e| damaged(place, &e))?;
        let mut sheet: Option<(Sheet, usize)> = None;
        let mut number = 0;
        let is_row = |e: &Element, _: &[Element]| e.name == "table:table-row";
        units(
            &place.to_string(),
            io::BufReader::new(content),
            longest,
            &is_row,
            &mut |above, row| {
                let table = above.iter().rfind(|element| element.name == "table:table");
                let name = table.and_then(|table| table.attribute("name")).unwrap_or_default();
                if sheet.as_ref().is_none_or(|(open, _)| open.name != name) {
                    if let Some((done, _)) = sheet.take() {
                        self.end(done);
                    }
                    sheet = Some((Sheet::new(place, self.options, number, name), 1));
                    number += 1;
                }
                if let Some((open, line)) = &mut sheet {
                    let flow = open.row(*line, cells_of(&row), self.sink);
                    *line = line.saturating_add(repeated(&row, "number-rows-repeated"));
                    self.flow(flow);
                }
                match self.enough {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            },
        )?;
        if let Some((done, _)) = sheet {
            self.end(done);
        }
        Ok(())
    }

    fn flow(&mut self, flow: Result<ControlFlow<()>>) {
        match flow {
            Ok(flow) => self.enough |= flow.is_break(),
            Err(error) => {
                self.refused.get_or_insert(error);
            }
        }
    }

    fn end(&mut self, mut sheet: Sheet) {
        if self.enough || !sheet.is_open() {
            return;
        }
        match sheet.gather.finish(self.sink) {
            Ok(flow) => {
                self.enough |= flow.is_break();
                self.read += 1;
            }
            Err(error) => {
                self.refused.get_or_insert(error);
            }
        }
    }

    fn finish(self) -> Result<()> {
        match (self.read, self.refused) {
            _ if self.enough => Ok(()),
            (0, Some(error)) => Err(error),
            (0, None) => Err(self.place.error("there is no row in it")),
            (_, Some(_)) => {
                let _ = (self.sink)(Finding::Left("sheet without articles"));
                Ok(())
            }
            (_, None) => Ok(()),
        }
    }
}

/// A sheet that is being read.
struct Sheet<'s> {
    number: usize,
    name: String,
    gather: Gather<'s>,
    /// Columns that have a name; none before the first row.
    columns: usize,
    /// It holds no articles: the rest of it is passed by.
    refused: bool,
}

impl<'s> Sheet<'s> {
    fn new(place: &'s Place, options: &'s ReadOptions, number: usize, name: &str) -> Sheet<'s> {
        Sheet {
            number,
            name: name.to_owned(),
            gather: Gather::new(place, &options.map, true),
            columns: 0,
            refused: false,
        }
    }

    /// Whether it had a row, and may hold articles.
    fn is_open(&self) -> bool {
        self.columns > 0 && !self.refused
    }

    /// Takes a row: its number from 1, and its cells by their columns.
    ///
    /// # Errors
    /// Where the sheet turns out to have no column of text.
    fn row(&mut self, line: usize, cells: Vec<(usize, String)>, sink: &mut Sink) -> Result<ControlFlow<()>> {
        let Some(last) = cells.iter().map(|(column, _)| *column).max() else {
            return Ok(ControlFlow::Continue(()));
        };
        if self.refused {
            return Ok(ControlFlow::Continue(()));
        }
        let is_header = self.columns == 0;
        for at in self.columns..=last {
            let own = cells.iter().find(|(column, _)| is_header && *column == at);
            let own = own.map(|(_, name)| name.trim()).filter(|name| !name.is_empty());
            self.gather.add_column(own.unwrap_or(&column_name(at)));
        }
        self.columns = self.columns.max(last + 1);
        if is_header {
            return Ok(ControlFlow::Continue(()));
        }
        let member = match self.number {
            0 => line.to_string(),
            _ => format!("{}!{line}", self.name),
        };
        let row = Row {
            at: format!(":{member}"),
            member: Some(member),
            cells: cells
                .into_iter()
                .filter(|(at, _)| self.gather.wants(*at))
                .map(|(at, cell)| (at, vec![cell]))
                .collect(),
        };
        let flow = self.gather.push(row, sink);
        self.refused = flow.is_err();
        flow
    }
}

/// How often a cell or row stands there.
fn repeated(element: &Element, attribute: &str) -> usize {
    element
        .attribute(attribute)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
        .max(1)
}

/// The cells of a row that are not empty. One that is repeated stands in each of its columns.
fn cells_of(row: &Element) -> Vec<(usize, String)> {
    let mut cells = Vec::new();
    let mut column: usize = 0;
    for cell in row
        .elements()
        .filter(|cell| matches!(cell.local(), "table-cell" | "covered-table-cell"))
    {
        let date = cell.attribute("date-value").map(str::to_owned);
        let lines = || cell.all("p").map(Element::text).collect::<Vec<_>>().join("\n");
        let text = date.unwrap_or_else(lines);
        let end = column.saturating_add(repeated(cell, "number-columns-repeated"));
        if !text.trim().is_empty() {
            cells.extend((column..end.min(MOST_COLUMNS)).map(|at| (at, text.clone())));
        }
        column = end;
    }
    cells
}

/// `A` to `Z`, then `AA`, as spreadsheets count columns.
fn column_name(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            return name;
        }
        at = at / 26 - 1;
    }
}

/// A cell as it is shown; a date in ISO 8601.
fn text(cell: &DataRef) -> String {
    match cell {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        // Line breaks that the format writes as signs.
        DataRef::String(text) => decode::clean(text.replace("_x000D_", "").into()),
        DataRef::SharedString(text) => decode::clean(text.replace("_x000D_", "").into()),
        other => Data::from(other.clone()).to_string(),
    }
}

/// Unpacks every part once, so that one that unpacks to more than any memory is found before the library holds it.
fn check(bytes: &[u8], budget: Budget) -> io::Result<()> {
    let damaged = |e: zip::result::ZipError| io::Error::other(format!("the spreadsheet is damaged: {e}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        io::copy(&mut Limited::dense(part, budget.clone()), &mut io::sink())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_name_are_called_as_spreadsheets_do() {
        assert_eq!(
            [0, 25, 26, 27, 701, 702].map(column_name),
            ["A", "Z", "AA", "AB", "ZZ", "AAA"]
        );
    }

    #[test]
    fn dates_are_written_out() {
        use calamine::{ExcelDateTime, ExcelDateTimeType};
        let moment = ExcelDateTime::new(45000.5, ExcelDateTimeType::DateTime, false);
        assert_eq!(text(&DataRef::DateTime(moment)), "2023-03-15T12:00:00");
        assert_eq!(text(&DataRef::String("Satu_x000D_\nDua".into())), "Satu\nDua");
    }

    /// A cell in the last corner of a sheet would make a table of seventeen thousand million cells.
    #[test]
    fn a_cell_far_out_takes_no_memory() {
        use std::io::Write;
        let long =
            "Kapal itu kembali ke pelabuhan sejak pagi, kata nakhoda yang ditemui di dermaga lama kota itu. ".repeat(3);
        let sheet = format!(
            "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>judul</t></is></c><c r='B1' t='inlineStr'><is><t>isi</t></is></c></row>\
             <row r='2'><c r='A2' t='inlineStr'><is><t>Kapal Kembali</t></is></c><c r='B2' t='inlineStr'><is><t>{long}</t></is></c></row>\
             <row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row></sheetData></worksheet>"
        );
        let parts = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id='r0' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='r'><sheets><sheet name='Satu' sheetId='1' r:id='r1'/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='r1' Type='worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", &sheet),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .expect("an entry");
            zip.write_all(text.as_bytes()).expect("it is written");
        }
        let bytes = zip.finish().expect("it is written").into_inner();
        let dir = tempfile::tempdir().expect("a folder");
        let location = dir.path().join("a.xlsx");
        std::fs::write(&location, bytes).expect("it is written");
        let file = crate::corpus::FileEntry::at(&location);
        let (mut titles, mut rejected) = (Vec::new(), Vec::new());
        let result = crate::corpus::read(&file, &ReadOptions::default(), &mut |found| {
            match found {
                Finding::Article(article) => titles.push((article.title, article.member)),
                Finding::Rejected(error) => rejected.push(error.to_string()),
                Finding::Left(_) | Finding::Note(_) | Finding::Plain(_) => {}
            }
            ControlFlow::Continue(())
        });
        assert!(result.is_ok(), "{result:?}");
        assert_eq!(titles, [(Some("Kapal Kembali".to_owned()), Some("2".to_owned()))]);
        assert_eq!(rejected, ["a.xlsx:1048576: the row has no text"]);
    }
}
