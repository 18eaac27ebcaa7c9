//! [`RawArticle`] -> [`Article`]: all understanding of text, one pass a file, pure functions. It cannot fail: what is not
//! understood is left out.
//!
//! 1. `clean` takes boilerplate and links to other articles out of the text; what is left is the body.
//! 2. Its words say the language, and [`text::Doc`] cuts it into tokens and sentences, once, for all passes behind it. What they
//!    know of the language is its profile, see [`crate::lang`].
//! 3. `meta` finds dateline, source, date and title.
//! 4. `names` finds persons; `speech` finds statements and who made them; `places` finds countries; `money` finds amounts and
//!    counts. Each keeps the span of every value.
//!
//! No pass asks which language a text is in: the profile says what a pass needs to know.

mod clean;
pub mod lexicon;
pub mod meta;
pub mod money;
pub mod names;
pub mod places;
mod sketch;
mod speech;
pub mod text;

use crate::article::{Article, RawArticle};
use crate::tokens::tokenize;
pub use sketch::SKETCH;
pub use speech::{Evidence, Why};
use text::Doc;

/// The version of the rules and words that articles are understood by: a hash of this module's sources and lexicons.
pub const VERSION: &str = env!("WARTA_EXTRACTION");

/// Understands one article.
pub fn extract(raw: RawArticle) -> Article {
    explained(raw).0
}

/// Understands one article, and says of each of its statements what speaks for its speaker, in the order of the statements.
///
/// ```
/// use warta_extract::article::RawArticle;
///
/// let raw = RawArticle {
///     text: "\"Stok kami cukup,\" kata Menteri Budi Santosa di Jakarta.\n\"Harga turun,\" katanya.".into(),
///     ..RawArticle::default()
/// };
/// let (article, reasons) = warta_extract::extract::explained(raw);
/// let said: Vec<String> = reasons[1].iter().map(|evidence| evidence.to_string()).collect();
/// assert_eq!(article.quotes[1].speaker, Some(0));
/// assert_eq!(said, ["spoke last"]);
/// ```
pub fn explained(raw: RawArticle) -> (Article, Vec<Why>) {
    let id = raw.id();
    let cleaned = clean::clean(&raw);
    let tokens = tokenize(&cleaned.body);
    let language = meta::language(&raw, &cleaned.body, &tokens);
    let doc = Doc::of_tokens(&cleaned.body, tokens, language);
    let meta = meta::meta(&raw, &cleaned, &doc);
    let skip = doc.token_at(meta.dateline_end);
    let mut people = names::people(&doc, skip);
    if !meta.title_derived {
        names::complete(&mut people, &meta.title, doc.language);
    }
    let (speakers, quotes, reasons) = speech::explained(&doc, &people, skip);
    let mut countries = places::countries(&doc, &meta, &people);
    let (amounts, quantities) = money::amounts(&doc, skip, places::own_dollar(&countries));
    if countries.is_empty() {
        countries.extend(places::by_money(&amounts));
    }
    let cited_sources = meta::sources(&doc, skip, &cleaned.credits, meta.source.as_deref());
    let sketch = sketch::sketch(&doc, skip);
    let sentences = doc.sentence_starts().collect();
    let article = Article {
        id,
        path: raw.path,
        member: raw.member,
        title: meta.title,
        title_derived: meta.title_derived,
        source: meta.source,
        published: meta.published,
        published_from: meta.published_from,
        language,
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
        sentences,
        sketch,
    };
    (article, reasons)
}
