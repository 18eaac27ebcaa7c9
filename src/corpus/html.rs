//! A saved page of an outlet: its metadata, and the article's text by a main-content library.
//!
//! Metadata is read where it is surest first: JSON-LD of the article, then OpenGraph and other meta tags, then the page.

mod byline;
mod depth;
mod furniture;
mod linked;
mod prune;

use dom_query::Document;

use self::linked::Linked;
use super::decode;
use super::read::{Found, ReadOptions, Sink};
use super::source::Source;
use crate::article::RawArticle;
use crate::error::Result;

/// Reads a saved page.
pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.whole()?;
    if decode::is_binary(&bytes) {
        return Err(source.error("the file is binary, not text"));
    }
    let found = article(&bytes).ok_or_else(|| source.error("there is no article on the page"))?;
    let _ = sink(Found::Article(Box::new(source.place().own(found, None))));
    Ok(())
}

/// The article of a page; `None` where the page holds none. Formats that carry pages (web archives, mails) fill in the rest.
pub fn article(bytes: &[u8]) -> Option<RawArticle> {
    let html = text_of_page(bytes);
    let html = depth::bounded(&html);
    let page = Document::from(&*html);
    let linked = Linked::of(&page);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta_tag(&page, name));
    let linked_text = |names: &[&str]| names.iter().find_map(|name| linked.as_ref()?.text(name));
    let source = meta(&["og:site_name", "application-name"]).or_else(|| linked_text(&["publisher"]));
    let title = linked_text(&["headline"])
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "parsely-title"]))
        .or_else(|| heading(&page))
        .or_else(|| select_text(&page, "title"))
        .map(one_line);
    let published = linked_text(&["datePublished", "dateCreated"])
        .or_else(|| {
            meta(&[
                "article:published_time",
                "datepublished",
                "parsely-pub-date",
                "dc.date.issued",
                "dc.date",
                "publishdate",
                "publish-date",
                "pubdate",
                "date",
            ])
        })
        .or_else(|| attribute(&page, "time[datetime]", "datetime"))
        .or_else(|| shown_date(&page));
    let authors = authors(&page, linked.as_ref(), source.as_deref());
    let url = attribute(&page, "link[rel=canonical]", "href")
        .or_else(|| meta(&["og:url"]))
        .or_else(|| linked_text(&["url"]));
    let section = linked_text(&["articleSection"]).or_else(|| meta(&["article:section"]));
    let language = linked_text(&["inLanguage"]).or_else(|| attribute(&page, "html[lang]", "lang"));
    // Last: it takes parts out of the page.
    let text = body(&page, &html, title.as_deref(), linked_text(&["articleBody"]))?;
    // A page whose only text is its title holds no article.
    if title.as_deref().is_some_and(|title| text.trim() == title) || !text.trim().contains(' ') {
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
fn authors(page: &Document, linked: Option<&Linked>, outlet: Option<&str>) -> Vec<String> {
    let mut told = linked.map(|linked| linked.texts("author")).unwrap_or_default();
    if told.is_empty() {
        let names = ["author", "article:author", "parsely-author", "dc.creator"];
        told = names.iter().find_map(|name| meta_tag(page, name)).into_iter().collect();
    }
    let told = byline::names(told.into_iter().map(one_line).collect());
    let mut names = byline::without_outlet(told, outlet);
    if names.is_empty() || outlet.is_some_and(|outlet| names.iter().all(|name| name.eq_ignore_ascii_case(outlet))) {
        let found = byline::without_outlet(byline::on_page(page), outlet);
        if !found.is_empty() {
            names = found;
        }
    }
    names
}

/// The page as text: in the encoding that it declares, if it is not UTF-8.
fn text_of_page(bytes: &[u8]) -> String {
    if std::str::from_utf8(bytes).is_ok() {
        return decode::decode(bytes);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let declared = head.split("charset=").nth(1).and_then(|rest| {
        let label = rest.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)))?;
        encoding_rs::Encoding::for_label(&label.as_bytes()[..end])
    });
    match declared {
        Some(encoding) if encoding != encoding_rs::UTF_8 => decode::clean(encoding.decode(bytes).0),
        _ => decode::decode(bytes),
    }
}

/// The text of the article: by the main-content library, from the page without foreign parts, less the page's furniture. Where
/// the page tells its text to search engines as well (`articleBody`), lines that it does not tell are not the article's.
fn body(page: &Document, html: &str, title: Option<&str>, told: Option<String>) -> Option<String> {
    let told = told.map(|told| decode::clean(told.into()));
    prune::prune(page);
    let Some(text) = main_text(&page.html()).or_else(|| main_text(html)) else {
        return told.filter(|told| !told.trim().is_empty());
    };
    let text = told.and_then(|told| furniture::keep_told(&text, &told)).unwrap_or(text);
    let stripped = furniture::strip(&text, title);
    Some(if stripped.is_empty() { text } else { stripped })
}

/// The text of a field that holds markup, as dumps of web sites do: one line a paragraph. `None` for plain text.
pub fn text_of_fragment(text: &str) -> Option<String> {
    let blocks = ["</p>", "<br", "</div>", "</li>", "</h2>", "</h3>"];
    if !text.contains('<') || !blocks.iter().any(|tag| text.contains(tag)) {
        return None;
    }
    // A mark before each break, since a page's own line breaks mean nothing.
    let mut marked = text.replace(['\n', '\u{1}'], " ");
    for tag in blocks {
        marked = marked.replace(tag, &format!("\u{1}{tag}"));
    }
    let plain = Document::from(&*depth::bounded(&marked))
        .select("body")
        .text()
        .to_string();
    let lines: Vec<String> = plain
        .split('\u{1}')
        .map(|line| one_line(line.to_owned()))
        .filter(|line| !line.is_empty())
        .collect();
    Some(lines.join("\n"))
}

fn main_text(html: &str) -> Option<String> {
    let text = decode::clean(rs_trafilatura::extract(html).ok()?.content_text.into());
    // Text that the library took from a page's metadata still has the entities that stood there.
    let text = if text.contains("&#") {
        linked::unescaped_lines(&text)
    } else {
        text
    };
    (!text.trim().is_empty()).then_some(text)
}

fn meta_tag(page: &Document, name: &str) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|attr| {
        let tag = page.select(&format!("meta[{attr}='{name}' i]"));
        let content = tag.attr("content")?;
        (!content.trim().is_empty()).then(|| content.trim().to_owned())
    })
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.select(selector).attr(name)?;
    (!value.trim().is_empty()).then(|| value.trim().to_owned())
}

fn select_text(page: &Document, selector: &str) -> Option<String> {
    let text = page.select_single(selector).text();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// Letters of the longest line that is taken for a date: `Diterbitkan pada Jumat, 18 Februari 2022 pukul 14.05 WIB`.
const LONGEST_DATE: usize = 80;

/// The date as readers of the page see it: the first short text with a day and a year in an element that is called so.
fn shown_date(page: &Document) -> Option<String> {
    const NAMES: [&str; 8] = [
        "date",
        "datetime",
        "published",
        "pubdate",
        "publish",
        "created",
        "time",
        "timestamp",
    ];
    let is_date =
        |text: &str| text.chars().count() <= LONGEST_DATE && text.bytes().filter(u8::is_ascii_digit).count() >= 5;
    let named = page.select("[class]");
    let parts = named.iter().filter(|part| {
        let classes = part.attr("class").unwrap_or_default();
        let mut words = classes.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| NAMES.iter().any(|name| word.eq_ignore_ascii_case(name)))
    });
    parts
        .map(|part| one_line(part.text().to_string()))
        .find(|text| is_date(text))
}

/// The page's one main heading.
fn heading(page: &Document) -> Option<String> {
    select_text(page, "h1")
}

fn one_line(text: String) -> String {
    let clean = decode::clean(text.into());
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
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
            article(html.as_bytes()).and_then(|article| article.published)
        };
        assert_eq!(page("").as_deref(), Some("Diterbitkan pada 18 Februari 2022"));
        let told = page("<meta property='article:published_time' content='2022-02-17'>");
        assert_eq!(told.as_deref(), Some("2022-02-17"));
    }
}
