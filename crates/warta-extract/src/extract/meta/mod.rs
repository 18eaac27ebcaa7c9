//! What the article says about itself: language, title, source, dateline, date of publication; and the sources that it cites.

mod address;
mod authors;
mod cited;
mod dateline;
pub mod dates;
mod language;
mod published;
mod title;

pub use cited::sources;
pub use dates::{DateRange, parse_date};
pub use language::iso_639_3;

use crate::article::{Dateline, Doubt, Language, Published, PublishedFrom, RawArticle};
use crate::extract::clean::{self, Cleaned};
use crate::extract::outlets;
use crate::extract::text::Doc;
use crate::tokens::Token;

pub struct Meta {
    pub title: String,
    pub title_derived: bool,
    pub source: Option<String>,
    pub published: Option<Published>,
    pub published_from: Option<PublishedFrom>,
    pub doubts: Vec<Doubt>,
    pub authors: Vec<String>,
    /// Its country is not known here: that is for `places`.
    pub dateline: Option<Dateline>,
    /// Bytes of the body that the dateline takes.
    pub dateline_end: usize,
}

/// Datelines behind the first paragraph: an article that quotes another with its dateline is one all the same.
const SEVERAL: usize = 2;

/// The language of a body, from what the file says and from its words.
pub fn language(raw: &RawArticle, body: &str, tokens: &[Token]) -> Language {
    language::of(raw.language.as_deref(), body, tokens)
}

/// `doc` is the body, cut.
pub fn meta(raw: &RawArticle, cleaned: &Cleaned, doc: &Doc) -> Meta {
    let body = doc.body;
    let language = doc.language;
    let opening = dateline::find(body, language);
    let opened = usize::from(opening.is_some());
    let opening = opening.unwrap_or_default();
    let source = source(raw, opening.outlet.as_deref());
    let lead = &body[opening.end..];
    let (title, title_derived) = match clean::title(raw).map(|t| title::cleaned(&t, source.as_deref())) {
        Some(title) if !title.is_empty() => (title, false),
        _ => (title::derived(lead, language), true),
    };
    let mut doubts = raw.doubts.clone();
    let (published, published_from) = published::of(raw, opening.published, doc, language, &mut doubts).unzip();
    let others = dateline::others(body, language);
    if others >= SEVERAL {
        let openings = opened + others;
        doubts.push(Doubt {
            field: "body".to_owned(),
            message: format!("it looks like several articles: {openings} paragraphs begin with a dateline"),
        });
    }
    Meta {
        title,
        title_derived,
        published,
        published_from,
        doubts,
        authors: authors::of(raw, cleaned, source.as_deref()),
        dateline: opening.place.map(|place| Dateline {
            country: None,
            place: Some(place),
        }),
        source,
        dateline_end: opening.end,
    }
}

/// The outlet's usual name: from metadata, the url, the dateline; as written where it is unknown.
fn source(raw: &RawArticle, dateline: Option<&str>) -> Option<String> {
    let written = raw.source.as_deref().map(str::trim).filter(|s| !s.is_empty());
    written
        .map(|name| outlets::by_spelling(name).unwrap_or(name))
        .or_else(|| raw.url.as_deref().and_then(outlets::by_host))
        .or(dateline)
        .or_else(|| raw.url.as_deref().and_then(outlets::host))
        .map(str::to_owned)
}
