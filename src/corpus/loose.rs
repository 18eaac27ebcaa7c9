//! Articles that come without a file: a text, or values by the names of their fields.

use super::decode::clean;
use super::fields::{FieldMap, RawField, RawFields};
use super::text;
use crate::article::{Doubt, RawArticle};

/// A text, read as a file of it is: its first lines may name title, outlet and date. `path` is what it is called.
///
/// ```
/// let raw = warta::corpus::of_text("a", "Judul: Harga beras naik\n\nJAKARTA, KOMPAS.com - Harga beras naik lagi.");
/// assert_eq!(raw.title.as_deref(), Some("Harga beras naik"));
/// ```
pub fn of_text(path: &str, text: &str) -> RawArticle {
    let raw = text::article(&clean(text.into()), &FieldMap::default());
    named(raw, path, None)
}

/// An article of values, read as an object of a dump is. A field may have several; an empty value is none. `path` and `member` are
/// what it is called where it has no id of its own.
///
/// ```
/// use warta::corpus::{RawField, of_values};
///
/// let raw = of_values("rows", Some("1".to_owned()), [(RawField::Text, "Harga beras naik.")]);
/// assert_eq!((raw.text.as_str(), raw.id()), ("Harga beras naik.", "rows#1".to_owned()));
/// ```
pub fn of_values<'v>(
    path: &str,
    member: Option<String>,
    values: impl IntoIterator<Item = (RawField, &'v str)>,
) -> RawArticle {
    let mut fields = RawFields::default();
    let mut gathered: Vec<(RawField, Vec<String>)> = Vec::new();
    for (field, value) in values {
        let value = clean(value.into());
        match gathered.iter_mut().find(|(known, _)| *known == field) {
            Some((_, values)) => values.push(value),
            None => gathered.push((field, vec![value])),
        }
    }
    let id = gathered.iter().find(|(field, _)| *field == RawField::Id);
    let id = id.and_then(|(_, values)| values.iter().find(|value| !value.trim().is_empty()).cloned());
    for (field, values) in gathered {
        fields.set(field, 0, values);
    }
    let mut raw = named(fields.into_article(), path, member);
    // What has no text is told by its id too.
    raw.id = raw.id.or(id);
    raw
}

/// What has no text is an article all the same, so that as many come out as went in; it says so.
fn named(raw: Option<RawArticle>, path: &str, member: Option<String>) -> RawArticle {
    let raw = raw.unwrap_or_else(|| RawArticle {
        doubts: vec![Doubt {
            field: "body".to_owned(),
            message: "there is no text".to_owned(),
        }],
        ..RawArticle::default()
    });
    RawArticle {
        path: path.to_owned(),
        member,
        ..raw
    }
}
