//! JSON: one article, an array of articles, or an object that holds the array. Arrays are read element by element.

use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::dump::gather::{Gather, Row};
use super::dump::mend::Mend;
use super::dump::names::{fold, is_wrapper, score};
use super::dump::own::TITLE_DERIVED;
use super::fields::{FieldMap, RawField};
use super::found::{Finding, ReadOptions, Sink};
use super::limit::{Budget, Limited};
use super::source::{Place, Source};
use crate::error::{Error, ErrorKind, Result};

/// The row of a value of a dump: an object with its fields, or a text alone.
///
/// # Errors
/// Where the value is neither: what it is.
pub fn row(gather: &mut Gather, value: Value, member: Option<String>, at: String) -> std::result::Result<Row, String> {
    let mut cells = Vec::new();
    match value {
        Value::Object(object) => flatten(object, "", 0, &mut |name, texts| {
            cells.extend(gather.column(name).map(|column| (column, texts)));
        }),
        Value::String(text) => cells.extend(gather.column(TEXT).map(|column| (column, vec![clean(text)]))),
        other => return Err(format!("it is no object but {}", kind(&other))),
    }
    Ok(Row { member, at, cells })
}

/// The name of the field that a text without an object is.
const TEXT: &str = "text";

/// How deep objects are looked into for fields: `_source.headline.main`.
const DEEPEST: usize = 4;

/// The fields of an object with their texts; those of objects in it by the names of both, with a full stop between.
fn flatten(object: Map<String, Value>, above: &str, depth: usize, take: &mut dyn FnMut(&str, Vec<String>)) {
    for (name, value) in object {
        let name = if above.is_empty() {
            name
        } else {
            format!("{above}.{name}")
        };
        match value {
            Value::Object(inner) if depth < DEEPEST => flatten(inner, &name, depth + 1, take),
            // Of all truth values only that of our own records is asked for.
            Value::Bool(truth) if name == TITLE_DERIVED => take(&name, vec![truth.to_string()]),
            value => take(&name, texts(value)),
        }
    }
}

fn clean(text: String) -> String {
    super::decode::clean(text.into())
}

/// The texts of a value: a string, a number, a list of them, or of objects with a name or text (`{"name": "CNN Indonesia"}`).
fn texts(value: Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![clean(text)],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.into_iter().flat_map(texts).collect(),
        Value::Object(mut object) => ["name", "nama", "title", "text", "content", "value", "@value", "#text"]
            .iter()
            .find_map(|name| object.remove(*name))
            .map(texts)
            .unwrap_or_default(),
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

/// Words of a value that is running text whatever its name.
const PROSE: usize = 40;

/// Whether an object reads as an article: it has a field of text. Inside another object (`nested`) it must have a title or an
/// address as well, since paragraphs and comments have texts too.
fn is_article(object: &Map<String, Value>, map: &FieldMap, nested: bool) -> bool {
    let is = |field: RawField, name: &str| {
        let mapped = map
            .own()
            .iter()
            .any(|(own, mapped)| *own == field && fold(mapped) == fold(name));
        mapped || score(field, name) > 0
    };
    let (mut text, mut other) = (false, false);
    let mut look = |name: &str, value: &Value| {
        let prose = value
            .as_str()
            .is_some_and(|text| text.split_whitespace().nth(PROSE).is_some());
        text |= prose || (value.is_string() || value.is_array()) && is(RawField::Text, name);
        other |= value.is_string() && [RawField::Title, RawField::Url].iter().any(|field| is(*field, name));
    };
    for (name, value) in object {
        look(name, value);
        if let Value::Object(inner) = value {
            for (inner_name, value) in inner {
                look(&format!("{name}.{inner_name}"), value);
            }
        }
    }
    text && (other || !nested)
}

/// Names of lists whose elements are articles, however little they have.
const LISTS: &[&str] = &[
    "articles",
    "artikel",
    "items",
    "data",
    "results",
    "docs",
    "documents",
    "posts",
    "news",
    "berita",
    "records",
    "rows",
    "hits",
    "entries",
    "stories",
    "list",
    "response",
];

/// Reads a file of JSON: one article, a list of them, an object that holds the list, or several of these one behind another.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let budget = Budget::new(source.longest());
    let reader = Mend::new(BufReader::new(Limited::new(source.reader(), budget.clone())));
    let mut state = Elements {
        place: &place,
        budget: &budget,
        map: &options.map,
        gather: Gather::new(&place, &options.map, false),
        sink,
        count: 0,
        stopped: None,
    };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(reader));
    loop {
        let before = state.count;
        let result = Top(&mut state).deserialize(&mut json);
        if let Some(stopped) = state.stopped.take() {
            return stopped;
        }
        if let Err(error) = result {
            // What was read before the damage is good.
            state.finish()?;
            return Err(self::error(&place, &error));
        }
        // Another value may follow, unless this one gave nothing: then what follows is no dump either.
        if json.end().is_ok() || state.count == before {
            break;
        }
    }
    state.finish()?;
    let count = state.count;
    json.end().map_err(|e| error(&place, &e))?;
    if count == 0 {
        return Err(place.error("there is no article in it").with_hint(
            "an article is an object with a field such as `text`, `content` or `isi`; `--map text=NAME` names another",
        ));
    }
    Ok(())
}

/// An error of the JSON reader, with its place as `path:line:column`.
pub fn error(place: &Place, error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let cause = text.split(" at line ").next().unwrap_or_default();
    let cause = match error.classify() {
        serde_json::error::Category::Io => super::limit::io_text(&text),
        serde_json::error::Category::Eof => "the JSON ends in the middle".to_owned(),
        _ if cause.contains("recursion limit") => "the JSON is nested more than 127 levels deep".to_owned(),
        _ => format!("not JSON: {cause}"),
    };
    match error.line() {
        0 => place.error(cause),
        line => place.error_at(format_args!("{line}:{}", error.column()), cause),
    }
}

struct Elements<'s, 'a> {
    place: &'s Place,
    budget: &'s Budget,
    map: &'s FieldMap,
    gather: Gather<'s>,
    sink: &'s mut Sink<'a>,
    /// Articles, and elements that should have been one.
    count: usize,
    /// Why it is not read on: the sink has enough, or the dump as a whole cannot be read.
    stopped: Option<Result<()>>,
}

impl Elements<'_, '_> {
    fn hand_over(&mut self, value: Value, member: Option<String>) -> ControlFlow<()> {
        self.budget.renew();
        self.count += 1;
        let at = member.as_ref().map_or_else(String::new, |member| format!("#{member}"));
        let flow = match row(&mut self.gather, value, member, at.clone()) {
            Ok(row) => self.gather.push(row, self.sink),
            Err(cause) => {
                let place = format!("{}{at}", self.place);
                Ok((self.sink)(Finding::Rejected(Error::new(
                    ErrorKind::Input,
                    place,
                    cause,
                ))))
            }
        };
        match flow {
            Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
            Ok(ControlFlow::Break(())) => {
                self.stopped = Some(Ok(()));
                ControlFlow::Break(())
            }
            Err(error) => {
                self.stopped = Some(Err(error));
                ControlFlow::Break(())
            }
        }
    }

    fn next_member(&self) -> Option<String> {
        Some((self.count + 1).to_string())
    }

    fn finish(&mut self) -> Result<()> {
        let _: ControlFlow<()> = self.gather.finish(self.sink)?;
        Ok(())
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The whole file.
struct Top<'t, 's, 'a>(&'t mut Elements<'s, 'a>);

impl<'de> DeserializeSeed<'de> for Top<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an article, or a list of articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            let member = self.0.next_member();
            if self.0.hand_over(value, member).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> std::result::Result<(), A::Error> {
        let before = self.0.count;
        let mut rest = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let member = Member {
                state: &mut *self.0,
                name: &name,
            };
            match object.next_value_seed(member)? {
                // Articles by their ids.
                Some(Value::Object(inner)) if !is_wrapper(&name) && is_article(&inner, self.0.map, true) => {
                    let flow = self.0.hand_over(Value::Object(inner), Some(name));
                    if flow.is_break() {
                        return Err(serde::de::Error::custom("stopped"));
                    }
                }
                Some(value) => {
                    rest.insert(name, value);
                }
                None => {}
            }
        }
        if self.0.count > before {
            return Ok(());
        }
        if let Some(rows) = transposed(&rest) {
            for row in rows {
                let member = self.0.next_member();
                if self.0.hand_over(Value::Object(row), member).is_break() {
                    return Err(serde::de::Error::custom("stopped"));
                }
            }
        } else if is_article(&rest, self.0.map, false) {
            // An object that held no list of articles is one itself, or holds nothing. Of several, each has its number.
            let member = if before > 0 { self.0.next_member() } else { None };
            let _ = self.0.hand_over(Value::Object(rest), member);
        }
        Ok(())
    }
}

/// The rows of a table that was written column by column: `{"title": {"0": .., "1": ..}, "text": {..}}`, or with lists.
fn transposed(columns: &Map<String, Value>) -> Option<Vec<Map<String, Value>>> {
    let length = |value: &Value| match value {
        Value::Object(cells) => Some(cells.len()),
        Value::Array(cells) => Some(cells.len()),
        _ => None,
    };
    if let (Some(Value::Array(names)), Some(Value::Array(rows))) = (columns.get("columns"), columns.get("data")) {
        let rows = rows.iter().filter_map(Value::as_array).map(|cells| {
            let named = names
                .iter()
                .zip(cells)
                .filter_map(|(name, cell)| Some((name.as_str()?.to_owned(), cell.clone())));
            named.collect()
        });
        return Some(rows.collect());
    }
    let count = columns.values().next().and_then(length)?;
    let known = columns
        .keys()
        .any(|name| score(RawField::Text, name) > 0 || score(RawField::Title, name) > 0);
    if count == 0 || columns.len() < 2 || !known || columns.values().any(|value| length(value) != Some(count)) {
        return None;
    }
    // Every column has the same rows, or they are fields of something else.
    let keys: Option<Vec<&String>> = columns
        .values()
        .find_map(Value::as_object)
        .map(|cells| cells.keys().collect());
    let aligned = columns.values().all(|value| match (value, &keys) {
        (Value::Object(cells), Some(keys)) => cells.keys().eq(keys.iter().copied()),
        (Value::Array(_), None) => true,
        _ => false,
    });
    if !aligned {
        return None;
    }
    let cell = |value: &Value, at: usize| match value {
        Value::Object(cells) => cells.values().nth(at).cloned(),
        Value::Array(cells) => cells.get(at).cloned(),
        _ => None,
    };
    let row = |at| {
        columns
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), cell(value, at)?)))
            .collect()
    };
    Some((0..count).map(row).collect())
}

/// A value inside the top object: a list of articles is handed over as it is read, anything else comes back.
struct Member<'t, 's, 'a> {
    state: &'t mut Elements<'s, 'a>,
    name: &'t str,
}

impl<'de> DeserializeSeed<'de> for Member<'_, '_, '_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Member<'_, '_, '_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Self::Value, A::Error> {
        let Some(first) = list.next_element::<Value>()? else {
            return Ok(Some(Value::Array(Vec::new())));
        };
        let listed = LISTS.iter().any(|list| list.eq_ignore_ascii_case(self.name));
        let articles = first
            .as_object()
            .is_some_and(|object| is_article(object, self.state.map, !listed));
        if !articles {
            let mut values = vec![first];
            while let Some(value) = list.next_element()? {
                values.push(value);
            }
            return Ok(Some(Value::Array(values)));
        }
        let mut next = Some(first);
        while let Some(value) = next {
            let member = self.state.next_member();
            if self.state.hand_over(value, member).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
            next = list.next_element()?;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> std::result::Result<Self::Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let member = Member {
                state: &mut *self.state,
                name: &name,
            };
            if let Some(value) = object.next_value_seed(member)? {
                map.insert(name, value);
            }
        }
        Ok(Some(Value::Object(map)))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Self::Value, E> {
        Ok(Some(Value::String(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> std::result::Result<Self::Value, E> {
        Ok(Some(Value::String(text)))
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> std::result::Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> std::result::Result<Self::Value, E> {
        Ok(Some(number.into()))
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Self::Value, E> {
        Ok(Some(value.into()))
    }

    fn visit_unit<E>(self) -> std::result::Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }
}
