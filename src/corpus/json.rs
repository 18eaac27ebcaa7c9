//! JSON: one article, an array of articles, or an object that holds the array. Arrays are read element by element.

use std::fmt;
use std::io::BufReader;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::fields::{FieldMap, RawField, RawFields};
use super::limit::{Budget, Limited};
use super::read::{ReadOptions, Sink};
use super::source::{Place, Source};
use crate::article::RawArticle;
use crate::error::{Error, ErrorKind, Result};

/// The article of a JSON object. `Err` says what is missing.
pub fn article(object: Map<String, Value>, map: &FieldMap) -> std::result::Result<RawArticle, String> {
    let names: Vec<String> = object.keys().take(12).cloned().collect();
    let mut fields = RawFields::default();
    for (name, value) in object {
        if let Some((field, rank)) = map.find(&name) {
            fields.set(field, rank, texts(value));
        }
    }
    fields
        .into_article()
        .ok_or_else(|| format!("it has no text; its fields are {}", quoted(&names)))
}

fn quoted(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names
        .iter()
        .map(|n| format!("`{}`", n.escape_debug()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The texts of a value: a string, a number, a list of them, or an object with a name (`{"name": "CNN Indonesia"}`).
fn texts(value: Value) -> Vec<String> {
    let clean = |text: String| super::decode::clean(text.into());
    match value {
        Value::String(text) => vec![clean(text)],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.into_iter().flat_map(texts).collect(),
        Value::Object(mut object) => ["name", "nama", "title", "text", "@value"]
            .iter()
            .find_map(|name| object.remove(*name))
            .map(texts)
            .unwrap_or_default(),
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

fn is_article(object: &Map<String, Value>, map: &FieldMap) -> bool {
    object.iter().any(|(name, value)| {
        let text = matches!(map.find(name), Some((RawField::Text, _)));
        text && (value.is_string() || value.is_array())
    })
}

/// Reads a file of JSON.
pub fn read(source: &mut Source<'_>, options: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let place = source.place();
    let budget = Budget::new(source.longest());
    let reader = BufReader::new(Limited::new(source.reader(), budget.clone()));
    let mut state = State {
        place: &place,
        budget: &budget,
        map: &options.map,
        sink,
        count: 0,
        stopped: false,
    };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let result = Top(&mut state).deserialize(&mut json);
    if state.stopped {
        return Ok(());
    }
    let count = state.count;
    result.map_err(|e| error(&place, &e))?;
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
        serde_json::error::Category::Io => super::read::io_text(&text),
        serde_json::error::Category::Eof => "the JSON ends in the middle".to_owned(),
        _ if cause.contains("recursion limit") => "the JSON is nested more than 127 levels deep".to_owned(),
        _ => format!("not JSON: {cause}"),
    };
    match error.line() {
        0 => place.error(cause),
        line => place.error_at(format_args!("{line}:{}", error.column()), cause),
    }
}

struct State<'s, 'a> {
    place: &'s Place,
    budget: &'s Budget,
    map: &'s FieldMap,
    sink: &'s mut Sink<'a>,
    /// Articles, and elements that should have been one.
    count: usize,
    stopped: bool,
}

impl State<'_, '_> {
    fn hand_over(&mut self, value: Value, member: Option<usize>) -> ControlFlow<()> {
        self.budget.renew();
        self.count += 1;
        let found = match value {
            Value::Object(object) => article(object, self.map),
            other => Err(format!("it is no object but {}", kind(&other))),
        };
        let name = member.map(|n| n.to_string());
        let result = match (found, member) {
            (Ok(found), _) => Ok(self.place.own(found, name)),
            (Err(cause), Some(member)) => {
                let place = format!("{}#{member}", self.place);
                Err(Error::new(ErrorKind::Input, place, cause))
            }
            (Err(cause), None) => Err(self.place.error(cause)),
        };
        let flow = (self.sink)(result.into());
        self.stopped |= flow.is_break();
        flow
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
struct Top<'t, 's, 'a>(&'t mut State<'s, 'a>);

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
        let mut member = 0;
        while let Some(value) = list.next_element::<Value>()? {
            member += 1;
            if self.0.hand_over(value, Some(member)).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> std::result::Result<(), A::Error> {
        let mut rest = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let value = object.next_value_seed(Member(&mut *self.0))?;
            if let Some(value) = value {
                rest.insert(name, value);
            }
        }
        // An object that held no list of articles is one itself, or holds nothing.
        if self.0.count == 0 && is_article(&rest, self.0.map) {
            let _ = self.0.hand_over(Value::Object(rest), None);
        }
        Ok(())
    }
}

/// A value inside the top object: a list of articles is handed over as it is read, anything else comes back.
struct Member<'t, 's, 'a>(&'t mut State<'s, 'a>);

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
        let articles = first.as_object().is_some_and(|object| is_article(object, self.0.map));
        if !articles {
            let mut values = vec![first];
            while let Some(value) = list.next_element()? {
                values.push(value);
            }
            return Ok(Some(Value::Array(values)));
        }
        let mut member = 1;
        let mut next = Some(first);
        while let Some(value) = next {
            if self.0.hand_over(value, Some(member)).is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
            member += 1;
            next = list.next_element()?;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> std::result::Result<Self::Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if let Some(value) = object.next_value_seed(Member(&mut *self.0))? {
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
