//! What the article says about itself: language, title, source, dateline, date of publication, cited sources.

pub mod dates;

pub use dates::{DateRange, parse_date};

use crate::article::{Dateline, Language, Published, PublishedFrom, RawArticle};
use crate::extract::clean::Cleaned;

pub struct Meta {
    pub title: String,
    pub title_derived: bool,
    pub source: Option<String>,
    pub published: Option<Published>,
    pub published_from: Option<PublishedFrom>,
    pub language: Language,
    pub authors: Vec<String>,
    pub dateline: Option<Dateline>,
    pub cited_sources: Vec<String>,
    /// Bytes of the body that the dateline takes.
    pub dateline_end: usize,
}

pub fn meta(raw: &RawArticle, cleaned: &Cleaned) -> Meta {
    let language = raw
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or(Language::ID);
    let published = raw.published.as_deref().and_then(|text| parse_date(text, language));
    Meta {
        title: raw.title.clone().unwrap_or_default(),
        title_derived: raw.title.is_none(),
        source: raw.source.clone(),
        published: published.clone(),
        published_from: published.map(|_| PublishedFrom::Metadata),
        language: raw
            .language
            .as_deref()
            .and_then(Language::from_code)
            .unwrap_or(Language::ID),
        authors: raw.authors.clone(),
        dateline: None,
        cited_sources: Vec::new(),
        dateline_end: cleaned.dateline_end,
    }
}
