//! A saved page of an outlet: its metadata, and the article's text by a main-content library.
//!
//! Metadata is read where it is surest first: JSON-LD of the article, then OpenGraph and other meta tags, then the page.

mod byline;
mod dates;
mod depth;
mod fragment;
mod furniture;
mod linked;
mod paragraphs;
mod prune;
mod select;
mod several;
mod title;
mod wrapped;

pub use self::fragment::text_of_fragment;

use dom_query::Document;
use rs_trafilatura::Options;
use rs_trafilatura::page_type::PageType;

use self::linked::Linked;
use self::select::{Metas, attribute, one_line};
use super::found::{Finding, ReadOptions, Sink};
use super::source::{Place, Source};
use super::{crowded, decode};
use crate::article::RawArticle;
use crate::error::Result;

/// Reads a saved page.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.whole()?;
    if decode::is_binary(&bytes) {
        return Err(source.error("the file is binary, not text"));
    }
    hand_over(&source.place(), &bytes, sink)
}

/// The article of a page.
///
/// # Errors
/// Where there is none on it, or several in a form that is not known.
pub fn only_article(place: &Place, bytes: &[u8]) -> Result<RawArticle> {
    article(bytes).map_err(|none| match none {
        NoArticle::Nothing => place.error("there is no article on the page"),
        NoArticle::Several(count) => place
            .error(format_args!(
                "the page holds {count} articles, in a form that is not known"
            ))
            .with_hint("save each on a page of its own, or export them as CSV or JSON Lines"),
    })
}

/// Hands over the article of a page.
///
/// # Errors
/// Where there is none on it, or several in a form that is not known.
pub fn hand_over(place: &Place, bytes: &[u8], sink: &mut Sink) -> Result<()> {
    let found = only_article(place, bytes)?;
    let _ = sink(Finding::Article(Box::new(place.own(found, None))));
    Ok(())
}

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArticle {
    Nothing,
    /// It holds so many, none of them the page's own.
    Several(usize),
}

/// The article of a page. Formats that carry pages (web archives, mails) fill in the rest.
///
/// # Errors
/// Where the page holds none, or several.
pub fn article(bytes: &[u8]) -> std::result::Result<RawArticle, NoArticle> {
    let html = text_of_page(bytes);
    let html = crowded::thinned(&html);
    let html = depth::bounded(&html);
    let html = wrapped::unwrapped(&html);
    let page = Document::from(&*html);
    match several::count(&page) {
        0 => article_of(&html, page).ok_or(NoArticle::Nothing),
        count => Err(NoArticle::Several(count)),
    }
}

fn article_of(html: &str, page: Document) -> Option<RawArticle> {
    let linked = Linked::of(&page);
    let metas = Metas::of(&page);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.text(name));
    let linked_text = |names: &[&str]| names.iter().find_map(|name| linked.as_ref()?.text(name));
    let source = meta(&["og:site_name", "application-name"]).or_else(|| linked_text(&["publisher"]));
    let title = title::of(&page, &metas, linked.as_ref(), source.as_deref());
    let published = dates::of(&page, &metas, linked.as_ref());
    let authors = authors(&page, &metas, linked.as_ref(), source.as_deref());
    let url = attribute(&page, "link[rel=canonical]", "href")
        .or_else(|| meta(&["og:url"]))
        .or_else(|| linked_text(&["url"]));
    let section = linked_text(&["articleSection"]).or_else(|| meta(&["article:section"]));
    let language = linked_text(&["inLanguage"]).or_else(|| attribute(&page, "html[lang]", "lang"));
    // Last: it takes parts out of the page.
    let text = body(&page, html, title.as_deref(), linked_text(&["articleBody"]))?;
    // A page whose only text is its title, or words in a row that are no sentence, holds no article.
    if title.as_deref().is_some_and(|title| text.trim() == title) || !text.lines().any(is_sentence) {
        return None;
    }
    Some(RawArticle {
        title,
        text,
        published,
        source,
        url,
        authors,
        section,
        language,
        ..RawArticle::default()
    })
}

/// Authors as the page's metadata has them, else as its byline does. An outlet alone gives way to persons in the byline.
fn authors(page: &Document, metas: &Metas, linked: Option<&Linked>, outlet: Option<&str>) -> Vec<String> {
    let mut told = linked.map(|linked| linked.texts("author")).unwrap_or_default();
    if told.is_empty() {
        let names = ["author", "article:author", "parsely-author", "dc.creator"];
        told = names.iter().find_map(|name| metas.text(name)).into_iter().collect();
    }
    let told = byline::names(told.into_iter().map(one_line).collect());
    let mut names = byline::without_outlet(told, outlet);
    if names.is_empty() || outlet.is_some_and(|outlet| names.iter().all(|name| name.eq_ignore_ascii_case(outlet))) {
        let found = byline::without_outlet(byline::on_page(page), outlet);
        if !found.is_empty() {
            names = found;
        }
    }
    if outlet.is_some_and(|outlet| names.iter().all(|name| name.eq_ignore_ascii_case(outlet))) {
        let found = byline::above_text(page);
        if !found.is_empty() {
            names = found;
        }
    }
    names
}

/// The page as text: in the encoding that it declares, if its bytes are not UTF-8.
pub fn text_of_page(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let declared = head.split("charset=").nth(1).and_then(|rest| {
        let label = rest.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
        encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
    });
    decode::Decoder::declared(bytes, declared).decode(bytes)
}

/// The text of the article: by the main-content library, from the page without foreign parts, less the page's furniture. Where
/// the page tells its text to search engines as well (`articleBody`), lines that it does not tell are not the article's.
fn body(page: &Document, html: &str, title: Option<&str>, told: Option<String>) -> Option<String> {
    let told = told.map(|told| decode::clean(told.into()));
    prune::prune(page);
    let large = memchr::memchr_iter(b'<', html.as_bytes()).count() > MOST_TAGS;
    let found = if large {
        None
    } else {
        main_text(&page.html()).or_else(|| main_text(html))
    };
    let Some(text) = found.or_else(|| paragraphs::main_text(page)) else {
        return told.filter(|told| !told.trim().is_empty());
    };
    let text = paragraphs::parted(page, &text).unwrap_or(text);
    let text = told.and_then(|told| furniture::keep_told(&text, &told)).unwrap_or(text);
    let stripped = furniture::strip(&text, title);
    Some(if stripped.is_empty() { text } else { stripped })
}

/// Tags of a page that the main-content library is asked about: it takes the square of their number in time. Pages of outlets have some
/// thousands.
const MOST_TAGS: usize = 30_000;

/// Whether a line reads as a sentence: some words, or running text without blanks.
fn is_sentence(line: &str) -> bool {
    let line = line.trim();
    line.split_whitespace().nth(4).is_some()
        || line
            .chars()
            .filter(|c| !c.is_ascii() && c.is_alphabetic())
            .nth(15)
            .is_some()
}

fn main_text(html: &str) -> Option<String> {
    let options = Options {
        // Else the library finds out whether it is one or a shop, a forum or a list, which takes a fifth of the time of a small page.
        page_type: Some(PageType::Article),
        ..Options::default()
    };
    let text = decode::clean(
        rs_trafilatura::extract_with_options(html, &options)
            .ok()?
            .content_text
            .into(),
    );
    // Text that the library took from a page's metadata still has the entities that stood there.
    let text = if text.contains("&#") {
        linked::unescaped_lines(&text)
    } else {
        text
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_that_readers_see_is_the_last_resort() {
        let page = |head: &str| {
            let html = format!(
                "<html><head>{head}</head><body><h1>Jembatan Rawa Dibuka</h1><p class='update'>Terkini 12345</p>\
                 <span class='meta_date'>Diterbitkan pada 18 Februari 2022</span>\
                 <article><p>{}</p></article></body></html>",
                "Warga menyeberang lagi sejak pagi, kata petugas di tepi sungai itu. ".repeat(8)
            );
            article(html.as_bytes()).ok().and_then(|article| article.published)
        };
        assert_eq!(page("").as_deref(), Some("Diterbitkan pada 18 Februari 2022"));
        let told = page("<meta property='article:published_time' content='2022-02-17'>");
        assert_eq!(told.as_deref(), Some("2022-02-17"));
    }
}
