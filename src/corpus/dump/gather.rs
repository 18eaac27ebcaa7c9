//! Rows of a dump -> articles. The first rows wait until they show what the columns hold.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::super::fields::{FieldMap, RawField, RawFields};
use super::super::found::{Finding, Sink};
use super::super::source::Place;
use super::columns::Columns;
use super::own::Own;
use super::profile::Profile;
use crate::article::Doubt;
use crate::error::{Error, ErrorKind, Result};

/// Rows that are looked at before columns are chosen.
const SAMPLE: usize = 50;
/// Bytes of rows that wait for it at most.
const SAMPLE_BYTES: usize = 4 << 20;
/// Different names that a dump may have; what is beyond is not read.
const MOST_NAMES: usize = 4096;
/// Names that an error lists.
const LISTED: usize = 12;

/// A row: what stands in which column.
pub struct Row {
    /// The line, row or entry inside the file.
    pub member: Option<String>,
    /// Where it stands, for errors: `:12` or `#3` behind the place.
    pub at: String,
    pub cells: Vec<(usize, Vec<String>)>,
}

/// Makes articles of rows.
pub struct Gather<'g> {
    place: &'g Place,
    map: &'g FieldMap,
    /// Every row has the same columns: without one of text the file as a whole is no dump of articles.
    table: bool,
    names: Vec<String>,
    places: FxHashMap<String, usize>,
    waiting: Vec<Row>,
    waiting_bytes: usize,
    columns: Option<Columns>,
    /// The rows are records of this program.
    own: Option<Own>,
}

impl<'g> Gather<'g> {
    pub fn new(place: &'g Place, map: &'g FieldMap, table: bool) -> Gather<'g> {
        Gather {
            place,
            map,
            table,
            names: Vec::new(),
            places: FxHashMap::default(),
            waiting: Vec::new(),
            waiting_bytes: 0,
            columns: None,
            own: None,
        }
    }

    /// The number of the column of this name; `None` where there are more names than any dump has.
    pub fn column(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.places.get(name) {
            return Some(*at);
        }
        if self.names.len() >= MOST_NAMES {
            return None;
        }
        let at = self.names.len();
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), at);
        if let Some(columns) = &mut self.columns {
            columns.admit(name, at);
        }
        Some(at)
    }

    /// A column by its number, of tables: names may repeat there.
    pub fn add_column(&mut self, name: &str) {
        self.names.push(name.to_owned());
    }

    /// Whether a column is read at all.
    pub fn wants(&self, column: usize) -> bool {
        self.columns
            .as_ref()
            .is_none_or(|columns| columns.fields_of(column).next().is_some() || columns.unread().contains(&column))
            || self.own.is_some_and(|own| own.asks_for(column))
    }

    /// Takes a row.
    ///
    /// # Errors
    /// Where the dump as a whole cannot be read: it has no column of text, or none that the user named.
    pub fn push(&mut self, row: Row, sink: &mut Sink) -> Result<ControlFlow<()>> {
        if self.columns.is_some() {
            return Ok(sink(self.article(row).into()));
        }
        self.waiting_bytes += row
            .cells
            .iter()
            .flat_map(|(_, texts)| texts)
            .map(String::len)
            .sum::<usize>();
        self.waiting.push(row);
        if self.waiting.len() >= SAMPLE || self.waiting_bytes >= SAMPLE_BYTES {
            return self.flush(sink);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Hands over what still waits: at the end of the file.
    ///
    /// # Errors
    /// As [`Gather::push`].
    pub fn finish(&mut self, sink: &mut Sink) -> Result<ControlFlow<()>> {
        if self.columns.is_some() || self.waiting.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        self.flush(sink)
    }

    fn flush(&mut self, sink: &mut Sink) -> Result<ControlFlow<()>> {
        self.choose()?;
        let waiting = std::mem::take(&mut self.waiting);
        if let (Some(columns), true) = (&self.columns, waiting.len() > 1) {
            let note = columns.note(&self.names);
            let note = match columns.is_plain(&self.names) {
                true => Finding::Plain(note),
                false => Finding::Note(note),
            };
            if !columns.of(RawField::Text).is_empty() && sink(note).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        for row in waiting {
            if sink(self.article(row).into()).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn choose(&mut self) -> Result<()> {
        let mut cells: Vec<Vec<String>> = vec![Vec::new(); self.names.len()];
        for row in &self.waiting {
            for (column, texts) in &row.cells {
                let text = texts.join("\n");
                if super::values::is_value(&text) {
                    cells[*column].push(text);
                }
            }
        }
        let profiles: Vec<Profile> = cells
            .iter()
            .map(|cells| Profile::of(cells.iter().map(String::as_str)))
            .collect();
        // A single object may lack what its fellows in other files have.
        let lenient = FieldMap::default();
        let map = if self.table || self.waiting.len() > 1 {
            self.map
        } else {
            &lenient
        };
        let chosen = Columns::choose(&self.names, &profiles, map).map_err(|missing| {
            let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
            self.place
                .error(format_args!(
                    "there is no column `{}`; the columns are {}",
                    missing.name.escape_debug(),
                    listed(&names)
                ))
                .with_hint(format!("`--map {}=NAME` names one of them", missing.field.name()))
        })?;
        // Where the map was not asked because of a single object, it still goes before all else.
        let chosen = match self.waiting.len() {
            1 if !self.table => Columns::choose(&self.names, &profiles, self.map).unwrap_or(chosen),
            _ => chosen,
        };
        if self.table && chosen.of(RawField::Text).is_empty() {
            let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
            return Err(self
                .place
                .error(format_args!(
                    "no column holds the text of articles; the columns are {}",
                    listed(&names)
                ))
                .with_hint("`--map text=NAME` says which one does"));
        }
        self.columns = Some(chosen);
        self.own = Own::of(&self.names);
        Ok(())
    }

    fn article(&self, mut row: Row) -> Result<crate::article::RawArticle> {
        if let Some(own) = self.own {
            own.drop_derived(&mut row.cells);
        }
        let mut fields = RawFields::default();
        let mut names = Vec::new();
        let unread = self.columns.as_ref().map_or(&[][..], Columns::unread);
        let mut other: Vec<(&str, String)> = Vec::new();
        for (column, texts) in row.cells {
            if unread.contains(&column) {
                other.push((&self.names[column], texts.join("\n")));
            }
            if names.len() < LISTED {
                names.push(self.names[column].as_str());
            }
            let of: Vec<_> = self
                .columns
                .iter()
                .flat_map(|columns| columns.fields_of(column))
                .collect();
            for (field, rank) in of {
                fields.set(field, rank, texts.clone());
            }
        }
        fields
            .into_article()
            .map(|mut article| {
                let left = other.iter().filter(|(_, text)| is_left_out(text, &article.text));
                let doubts = left.map(|(name, _)| Doubt {
                    field: "body".to_owned(),
                    message: format!(
                        "the column `{}` holds running text that was not read",
                        name.escape_debug()
                    ),
                });
                article.doubts = doubts.collect();
                self.place.own(article, row.member)
            })
            .ok_or_else(|| {
                let cause = match self.table {
                    true => "the row has no text".to_owned(),
                    false => format!("it has no text; its fields are {}", listed(&names)),
                };
                Error::new(ErrorKind::Input, format!("{}{}", self.place, row.at), cause)
            })
    }
}

/// Words of running text that it would be a pity to lose.
const PROSE: usize = 40;
/// Words of a piece that is looked for, and places that it is taken from.
const PIECE: usize = 5;
const PIECES: usize = 4;

/// Whether a running text stands nowhere in the body: not its beginning, nor a piece further on.
fn is_left_out(text: &str, body: &str) -> bool {
    let mut plain = String::new();
    for part in text.split('<') {
        plain.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
        plain.push(' ');
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let last = words.len().saturating_sub(PIECE);
    words.len() >= PROSE
        && (0..=PIECES).all(|at| {
            let start = last * at / PIECES;
            let piece = words[start..start + PIECE].join(" ");
            memchr::memmem::find(body.as_bytes(), piece.as_bytes()).is_none()
        })
}

/// Names as an error lists them.
fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("`{}`", name.escape_debug()))
        .collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_lost_is_told_from_a_teaser() {
        let body = "Kapal itu kembali ke pelabuhan sejak pagi dan nakhoda bercerita panjang tentang ombak. ".repeat(5);
        assert!(!is_left_out(&body, &body));
        assert!(!is_left_out(&format!("<p>{body}</p>"), &body));
        assert!(!is_left_out("Kapal lain pergi.", &body));
        assert!(is_left_out(
            &"Pasar di tepi sungai dibuka lagi hari ini setelah banjir surut. ".repeat(5),
            &body
        ));
    }
}
