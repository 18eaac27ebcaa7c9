//! Spreadsheets: each sheet is a table whose first row names the columns.

use std::io::{self, Cursor};

use calamine::{Data, DataType, Ods, Range, Reader, Xlsb, Xlsx};

use super::super::decode;
use super::super::format::Fit;
use super::super::head::Head;
use super::super::limit::{Budget, Limited, unpacked};
use super::super::read::{Found, ReadOptions, Sink};
use super::super::source::Source;
use super::gather::{Gather, Row};
use crate::error::Result;
use crate::panics;

/// Bytes of the largest spreadsheet: it is held in memory, several times its size.
const LARGEST: u64 = 256 << 20;

/// Rows and columns of the largest sheet, as Excel has them.
const MOST_CELLS: usize = 50_000_000;

/// A zip archive with the parts of a workbook: names of entries are not packed.
pub fn look(head: &Head) -> Fit {
    let has = |sign: &[u8]| memchr::memmem::find(head.bytes, sign).is_some();
    let workbook = has(b"xl/") || has(b"opendocument.spreadsheet");
    Fit::certain(head.bytes.starts_with(b"PK\x03\x04") && workbook && !has(b"word/") && !has(b"ppt/"))
}

/// Reads all sheets. A sheet without a column of text is left, if another has one.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let bytes = source.bytes(LARGEST)?;
    let budget = Budget::new(unpacked(bytes.len() as u64, source.longest()));
    check(&bytes, budget).map_err(|e| place.io_error(&e))?;
    // The library panics over some damages.
    let sheets = panics::caught(|| sheets(&bytes))
        .unwrap_or_else(|panic| Err(panic.message().to_owned()))
        .map_err(|cause| place.error(format_args!("the spreadsheet is damaged: {cause}")))?;
    let mut refused = None;
    let mut read = 0;
    for (number, (name, range)) in sheets.iter().enumerate() {
        if range.is_empty() {
            continue;
        }
        let mut gather = Gather::new(&place, &options.map, true);
        match sheet(number, name, range, &mut gather, sink) {
            Ok(true) => return Ok(()),
            Ok(false) => read += 1,
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match (read, refused) {
        (0, Some(error)) => Err(error),
        (0, None) => Err(place.error("there is no row in it")),
        (_, Some(_)) => {
            let _ = sink(Found::Left("sheet without articles"));
            Ok(())
        }
        (_, None) => Ok(()),
    }
}

/// Reads a sheet; true where the sink has enough.
fn sheet(number: usize, name: &str, range: &Range<Data>, gather: &mut Gather, sink: &mut Sink) -> Result<bool> {
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let mut rows = range.rows().enumerate().map(|(at, cells)| (first + at + 1, cells));
    let Some((_, header)) = rows.next() else {
        return Ok(false);
    };
    for (at, cell) in header.iter().enumerate() {
        let name = text(cell);
        gather.add_column(if name.trim().is_empty() { column_name(at) } else { name }.trim());
    }
    for (line, cells) in rows {
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let member = if number == 0 {
            line.to_string()
        } else {
            format!("{name}!{line}")
        };
        let row = Row {
            at: format!(":{member}"),
            member: Some(member),
            cells: cells
                .iter()
                .enumerate()
                .filter(|(at, _)| gather.wants(*at))
                .map(|(at, cell)| (at, vec![text(cell)]))
                .collect(),
        };
        if gather.push(row, sink)?.is_break() {
            return Ok(true);
        }
    }
    Ok(gather.finish(sink)?.is_break())
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
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        // Line breaks that the format writes as signs.
        Data::String(text) => decode::clean(text.replace("_x000D_", "").into()),
        other => other.to_string(),
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

type Sheets = Vec<(String, Range<Data>)>;

fn sheets(bytes: &[u8]) -> std::result::Result<Sheets, String> {
    let has = |sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    if has(b"opendocument.spreadsheet") {
        return ranges(Ods::new(Cursor::new(bytes)).map_err(|e| e.to_string())?);
    }
    if has(b"xl/workbook.bin") {
        return ranges(Xlsb::new(Cursor::new(bytes)).map_err(|e| e.to_string())?);
    }
    ranges(Xlsx::new(Cursor::new(bytes)).map_err(|e| e.to_string())?)
}

fn ranges<'b, R: Reader<Cursor<&'b [u8]>>>(mut workbook: R) -> std::result::Result<Sheets, String>
where
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    let mut cells = 0usize;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|e| e.to_string())?;
        cells = cells.saturating_add(range.height().saturating_mul(range.width()));
        if cells > MOST_CELLS {
            return Err(format!("it has more than {MOST_CELLS} cells"));
        }
        sheets.push((name, range));
    }
    Ok(sheets)
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
        assert_eq!(text(&Data::DateTime(moment)), "2023-03-15T12:00:00");
        assert_eq!(text(&Data::String("Satu_x000D_\nDua".into())), "Satu\nDua");
    }
}
