//! CSV and TSV: the first row names the columns, each row is an article.

use csv::ByteRecord;

use super::decode;
use super::fields::{FieldMap, RawField, RawFields};
use super::limit::{Budget, Limited};
use super::read::{ReadOptions, Sink};
use super::source::{Place, Source};
use crate::error::{Error, Result};

/// The delimiters that are told apart.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Reads a table row by row. A row without text is handed over as its error, and the rest is read.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let map = &options.map;
    let place = source.place();
    let head = source.head().bytes;
    let bom = if head.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let delimiter = delimiter_of(&head[bom..], map);
    let budget = Budget::new(source.longest());
    let reader = source.reader();
    reader.consume(bom);
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(Limited::new(reader, budget.clone()));
    let mut row = ByteRecord::new();
    if !rows.read_byte_record(&mut row).map_err(|e| error(&place, &e))? {
        return Err(place.error("there is no row in it"));
    }
    let names: Vec<String> = row.iter().map(decode::decode).collect();
    let columns: Vec<Option<(RawField, usize)>> = names.iter().map(|name| map.find(name)).collect();
    if !columns.iter().flatten().any(|(field, _)| *field == RawField::Text) {
        let names: Vec<String> = names
            .iter()
            .take(12)
            .map(|n| format!("`{}`", n.escape_debug()))
            .collect();
        return Err(place
            .error(format_args!(
                "no column holds the text of articles; the columns are {}",
                names.join(", ")
            ))
            .with_hint("`--map text=NAME` says which one does"));
    }
    loop {
        budget.renew();
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => return Err(error(&place, &e)),
        }
        let line = row.position().map_or(0, csv::Position::line);
        let mut fields = RawFields::default();
        for (column, value) in columns.iter().zip(&row) {
            if let Some((field, rank)) = column {
                fields.set(*field, *rank, vec![decode::decode(value)]);
            }
        }
        let article = fields
            .into_article()
            .map(|article| place.own(article, Some(line.to_string())))
            .ok_or_else(|| place.error_at(line, "the row has no text"));
        if sink(article.into()).is_break() {
            return Ok(());
        }
    }
}

/// The delimiter that gives the header row the most names that are known; the most columns among equals.
fn delimiter_of(head: &[u8], map: &FieldMap) -> u8 {
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let score = |delimiter: u8| {
        let text = String::from_utf8_lossy(first);
        let names: Vec<&str> = text.split(delimiter as char).collect();
        let known = names.iter().filter(|name| map.find(name).is_some()).count();
        (known, names.len())
    };
    // The earliest of the list wins a tie.
    DELIMITERS
        .iter()
        .rev()
        .copied()
        .max_by_key(|d| score(*d))
        .unwrap_or(b',')
}

fn error(place: &Place, error: &csv::Error) -> Error {
    let cause = match error.kind() {
        csv::ErrorKind::Io(io) => super::read::io_text(&io.to_string()),
        _ => format!("not a table: {error}"),
    };
    match error.position() {
        Some(position) => place.error_at(position.line(), cause),
        None => place.error(cause),
    }
}
