//! [`RawArticle`] -> [`Article`]: all understanding of text, one pass a file, pure functions. It cannot fail: what is not
//! understood is left out.
//!
//! 1. `clean` takes boilerplate and links to other articles out of the text; what is left is the body.
//! 2. [`text::Doc`] cuts the body into tokens and sentences, once, for all passes behind it.
//! 3. `meta` finds language, dateline, source, date and title.
//! 4. `names` finds persons; `speech` finds statements and who made them; `places` finds countries; `money` finds amounts and
//!    counts. Each keeps the span of every value.
//!
//! The words that the passes go by are data, a folder a language, under `lexicon`.

mod clean;
pub mod lexicon;
pub mod meta;
pub mod money;
pub mod names;
pub mod places;
mod sketch;
mod speech;
pub mod text;

use crate::article::{Article, Language, RawArticle};
pub use sketch::SKETCH;
use text::Doc;

/// The version of the rules and words that articles are understood by: a hash of this module's sources and lexicons.
pub const VERSION: &str = env!("WARTA_EXTRACTION");

/// Understands one article.
pub fn extract(raw: RawArticle) -> Article {
    let id = raw.id();
    let cleaned = clean::clean(&raw);
    let mut doc = Doc::new(&cleaned.body, Language::UNKNOWN);
    let meta = meta::meta(&raw, &cleaned, &doc);
    doc.language = meta.language;
    let skip = doc.token_at(meta.dateline_end);
    let mut people = names::people(&doc, skip);
    if !meta.title_derived {
        names::complete(&mut people, &meta.title, doc.language);
    }
    let (speakers, quotes) = speech::statements(&doc, &people, skip);
    let mut countries = places::countries(&doc, &meta, &people);
    let (amounts, quantities) = money::amounts(&doc, skip, places::own_dollar(&countries));
    if countries.is_empty() {
        countries.extend(places::by_money(&amounts));
    }
    let cited_sources = meta::sources(&doc, skip, &cleaned.credits, meta.source.as_deref());
    let sketch = sketch::sketch(&doc, skip);
    let sentences = doc.sentence_starts().collect();
    Article {
        id,
        path: raw.path,
        member: raw.member,
        title: meta.title,
        title_derived: meta.title_derived,
        source: meta.source,
        published: meta.published,
        published_from: meta.published_from,
        language: meta.language,
        url: raw.url,
        authors: meta.authors,
        section: raw.section,
        dateline: meta.dateline,
        body: cleaned.body,
        related: cleaned.related,
        cited_sources,
        speakers,
        quotes,
        countries,
        amounts,
        quantities,
        doubts: meta.doubts,
        sentences,
        sketch,
    }
}
