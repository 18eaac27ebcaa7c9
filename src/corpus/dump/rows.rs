//! The records of a table of text: lines, cells, quotation marks, and what is broken of them.
//!
//! Quoting is that of RFC 4180, read leniently: a quotation mark within a quoted cell that closes nothing is a sign of the text. A mark
//! that is opened and never closed would swallow the rows behind it; it shows by the next row's own opening mark, or by the end
//! of the file. Then the mark is a sign of the text if the line has all its cells without it, else the line is rejected; the lines
//! behind it are read anew.

use std::io::{self, BufRead};

/// How cells are parted and quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells; `None` for a table of one column.
    pub delimiter: Option<u8>,
    /// A quotation mark within a quoted cell is written `\"`.
    pub escapes: bool,
    /// Lines end with a carriage return alone.
    pub returns: bool,
}

/// A record.
#[derive(Debug, PartialEq, Eq)]
pub enum Record {
    Cells(Vec<Vec<u8>>),
    /// It cannot be read, and why.
    Broken(&'static str),
}

pub const UNCLOSED: &str = "a quotation mark is opened and not closed";

/// Reads records one by one.
pub struct Rows<R> {
    reader: R,
    dialect: Dialect,
    /// Bytes that a record may have.
    longest: u64,
    /// Cells that a row should have; 0 while that is not known.
    expected: usize,
    /// Lines that were read ahead and are to be read again, the next one last.
    again: Vec<Vec<u8>>,
    /// Of the line that is read next, from 1.
    line: u64,
}

impl<R: BufRead> Rows<R> {
    pub fn new(reader: R, dialect: Dialect, longest: u64) -> Rows<R> {
        Rows {
            reader,
            dialect,
            longest,
            expected: 0,
            again: Vec::new(),
            line: 1,
        }
    }

    pub fn expect(&mut self, cells: usize) {
        self.expected = cells;
    }

    /// The next record and the line on which it begins; empty lines are passed over.
    pub fn next(&mut self) -> io::Result<Option<(u64, Record)>> {
        loop {
            let start = self.line;
            let Some((first, whole)) = self.next_line()? else {
                return Ok(None);
            };
            if !whole {
                return Ok(Some((start, Record::Broken(super::super::limit::TOO_LARGE))));
            }
            if first.iter().all(u8::is_ascii_whitespace) && self.dialect.delimiter != Some(b'\t') {
                continue;
            }
            return Ok(Some((start, self.record(first)?)));
        }
    }

    fn record(&mut self, first: Vec<u8>) -> io::Result<Record> {
        let mut lines = vec![first];
        let mut bytes = lines[0].len() as u64;
        let mut scan = Scan::default();
        loop {
            let line = lines.last().map_or(&[][..], Vec::as_slice);
            match scan.line(line, self.dialect, lines.len()) {
                RecordEnd::Complete => return Ok(Record::Cells(scan.cells)),
                RecordEnd::Open => {}
                RecordEnd::Conflict => return Ok(self.unclosed(lines)),
            }
            match self.next_line()? {
                Some((line, true)) if bytes + line.len() as u64 <= self.longest => {
                    bytes += line.len() as u64;
                    lines.push(line);
                }
                // The end of the file, or more than an article may have.
                other => {
                    lines.extend(other.map(|(line, _)| line));
                    return Ok(self.unclosed(lines));
                }
            }
        }
    }

    /// What becomes of lines whose first one opens a mark that is not closed: that line alone, and the rest is read again.
    fn unclosed(&mut self, mut lines: Vec<Vec<u8>>) -> Record {
        let first = lines.remove(0);
        self.line -= lines.len() as u64;
        self.again.extend(lines.into_iter().rev());
        let cells = Scan::literal(&first, self.dialect);
        if self.expected > 1 && cells.len() == self.expected {
            Record::Cells(cells)
        } else {
            Record::Broken(UNCLOSED)
        }
    }

    /// The next line with its end; false where it is longer than allowed and was cut.
    fn next_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        if let Some(line) = self.again.pop() {
            self.line += 1;
            return Ok(Some((line, true)));
        }
        let end = if self.dialect.returns { b'\r' } else { b'\n' };
        let mut line = Vec::new();
        let mut whole = true;
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let at = memchr::memchr(end, available);
            let used = at.map_or(available.len(), |at| at + 1);
            if used == 0 {
                break;
            }
            whole &= (line.len() + used) as u64 <= self.longest;
            if whole {
                line.extend_from_slice(&available[..used]);
            } else {
                line.clear();
            }
            self.reader.consume(used);
            if at.is_some() {
                break;
            }
        }
        if line.is_empty() && whole {
            return Ok(None);
        }
        self.line += 1;
        Ok(Some((line, whole)))
    }
}

enum RecordEnd {
    /// The record ends with the line.
    Complete,
    /// A quoted cell goes on in the next line.
    Open,
    /// A cell is still quoted where another is opened.
    Conflict,
}

/// The cells of a record, taken in line by line.
#[derive(Default)]
struct Scan {
    cells: Vec<Vec<u8>>,
    /// Within quotation marks.
    quoted: bool,
    /// The line of the record on which they were opened, from 1, and the place behind them there.
    opened: usize,
    behind: usize,
}

impl Scan {
    fn line(&mut self, line: &[u8], dialect: Dialect, number: usize) -> RecordEnd {
        let end = content_end(line);
        let mut at = 0;
        if !self.quoted {
            self.cells.push(Vec::new());
        }
        // Whether the next sign is the first of its cell.
        let mut first = !self.quoted;
        loop {
            let Some(cell) = self.cells.last_mut() else {
                return RecordEnd::Complete;
            };
            if self.quoted {
                let Some(byte) = line.get(at).copied() else {
                    return RecordEnd::Open;
                };
                at += 1;
                if byte == b'\\' && dialect.escapes && at < end {
                    cell.push(line[at]);
                    at += 1;
                } else if byte != b'"' {
                    cell.push(byte);
                } else if line.get(at) == Some(&b'"') && at < end {
                    cell.push(b'"');
                    at += 1;
                } else if at >= end || line.get(at).copied() == dialect.delimiter {
                    self.quoted = false;
                } else {
                    let opens = at < 2 || line.get(at - 2).copied() == dialect.delimiter;
                    if number > self.opened && opens {
                        return RecordEnd::Conflict;
                    }
                    cell.push(byte);
                }
                continue;
            }
            if at >= end {
                return RecordEnd::Complete;
            }
            let byte = line[at];
            at += 1;
            if Some(byte) == dialect.delimiter {
                self.cells.push(Vec::new());
                first = true;
            } else if byte == b'"' && first {
                self.quoted = true;
                self.opened = number;
                self.behind = at;
                first = false;
            } else {
                cell.push(byte);
                first = false;
            }
        }
    }

    /// The cells of a line in which a mark that is not closed on it is a sign like any other.
    fn literal(line: &[u8], dialect: Dialect) -> Vec<Vec<u8>> {
        let mut scan = Scan::default();
        if matches!(scan.line(line, dialect, 1), RecordEnd::Complete) {
            return scan.cells;
        }
        scan.cells.pop();
        let end = content_end(line);
        let rest = &line[scan.behind.min(end)..end];
        match dialect.delimiter {
            Some(delimiter) => scan.cells.extend(rest.split(|b| *b == delimiter).map(<[u8]>::to_vec)),
            None => scan.cells.push(rest.to_vec()),
        }
        scan.cells
    }
}

/// Where a line ends without its line break.
fn content_end(line: &[u8]) -> usize {
    let mut end = line.len();
    while end > 0 && matches!(line[end - 1], b'\n' | b'\r') {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMA: Dialect = Dialect {
        delimiter: Some(b','),
        escapes: false,
        returns: false,
    };

    fn read(text: &[u8], dialect: Dialect, expected: usize) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        let mut rows = Rows::new(text, dialect, 10_000);
        rows.expect(expected);
        let mut out = Vec::new();
        while let Some((line, record)) = rows.next().expect("memory can be read") {
            out.push((
                line,
                match record {
                    Record::Cells(cells) => Ok(cells.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect()),
                    Record::Broken(cause) => Err(cause),
                },
            ));
        }
        out
    }

    fn cells(texts: &[&str]) -> Result<Vec<String>, &'static str> {
        Ok(texts.iter().map(|t| (*t).to_owned()).collect())
    }

    #[test]
    fn quoting_is_of_the_rfc() {
        let text = b"a,\"b, \"\"c\"\"\nd\",e\r\n\r\nf,,\"\"\n";
        assert_eq!(
            read(text, COMMA, 3),
            [(1, cells(&["a", "b, \"c\"\nd", "e"])), (4, cells(&["f", "", ""]))]
        );
    }

    #[test]
    fn a_mark_within_a_text_is_a_sign() {
        assert_eq!(
            read(b"a,\"b \"c\" d\",e\n", COMMA, 3),
            [(1, cells(&["a", "b \"c\" d", "e"]))]
        );
        assert_eq!(
            read(b"a,b \"c\" d,e\n", COMMA, 3),
            [(1, cells(&["a", "b \"c\" d", "e"]))]
        );
    }

    #[test]
    fn an_unclosed_mark_swallows_no_row() {
        let text = b"1,\"Kapal kembali\n2,\"Kapal pergi, lagi\"\n3,Kapal\n";
        assert_eq!(
            read(text, COMMA, 2),
            [
                (1, cells(&["1", "Kapal kembali"])),
                (2, cells(&["2", "Kapal pergi, lagi"])),
                (3, cells(&["3", "Kapal"]))
            ]
        );
        assert_eq!(
            read(b"1,\"Kapal, lagi\n2,b\n", COMMA, 2),
            [(1, Err(UNCLOSED)), (2, cells(&["2", "b"]))]
        );
    }

    #[test]
    fn other_ends_and_escapes() {
        let dialect = Dialect {
            returns: true,
            escapes: true,
            ..COMMA
        };
        assert_eq!(
            read(b"a,b\rc,\"d\\\"e\"\r", dialect, 2),
            [(1, cells(&["a", "b"])), (2, cells(&["c", "d\"e"]))]
        );
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n ]{0,8}", 2..4), 1..6)) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("memory can be written");
            }
            let written = writer.into_inner().expect("memory can be written");
            let found: Vec<_> = read(&written, COMMA, 0).into_iter().map(|(_, row)| row.expect("it is whole")).collect();
            prop_assert_eq!(found, rows);
        }

        #[test]
        fn any_table_ends(text in "[a,\"\n\r\\\\]{0,80}", escapes: bool, returns: bool) {
            let dialect = Dialect { escapes, returns, ..COMMA };
            let lines = text.matches(['\n', '\r']).count() + 1;
            prop_assert!(read(text.as_bytes(), dialect, 2).len() <= lines);
        }
    }
}
