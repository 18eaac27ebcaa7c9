//! The date of a page: what its metadata says, then what its readers see. Not when it was changed, and not the date of anything else on it.

use dom_query::{Document, Selection};

use super::super::dump::profile::is_date;
use super::linked::Linked;
use super::select::{Metas, one_line, select};

/// Names of meta tags with the date of publication, surest first.
const NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
    "published-date",
    "published_time",
    "publication_date",
    "publication-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publisheddate",
    "article_date_original",
    "article.created",
    "content_create_date",
    "datecreated",
    "pubdate",
    "og:pubdate",
    "og:published_time",
    "date",
];

/// Letters of the longest line that is taken for a date: `Diterbitkan pada Jumat, 18 Februari 2022 pukul 14.05 WIB`.
const LONGEST: usize = 80;

/// Words in classes and ids of what has dates of its own.
const FOREIGN: &[&str] = &[
    "ticker",
    "related",
    "recommended",
    "trending",
    "popular",
    "sidebar",
    "footer",
    "copyright",
    "weather",
    "teaser",
    "widget",
    "latest",
    "more",
];
/// Words in classes and ids of what readers wrote.
const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "komentar",
    "kommentar",
    "disqus",
    "replies",
];
/// Elements that have dates of their own.
const FOREIGN_TAGS: &[&str] = &["footer", "aside", "nav"];
/// Words of a date of change.
const CHANGED: &[&str] = &[
    "modified",
    "updated",
    "update",
    "diperbarui",
    "actualizado",
    "modifie",
    "aktualisiert",
    "edited",
    "lastmod",
    "expires",
];
/// Words in classes by which outlets call the date.
const CALLED: &[&str] = &[
    "date",
    "datetime",
    "published",
    "pubdate",
    "publish",
    "created",
    "time",
    "timestamp",
    "tanggal",
    "datum",
];

/// The date of publication as the page has it.
pub fn of(page: &Document, metas: &Metas, linked: Option<&Linked>) -> Option<String> {
    let told = ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .filter_map(|name| linked?.text(name))
        .find(|date| is_real(date));
    told.or_else(|| {
        NAMES
            .iter()
            .filter_map(|name| metas.text(name))
            .find(|date| is_real(date))
    })
    .or_else(|| marked(page))
    .or_else(|| timed(page))
    .or_else(|| shown(page))
}

/// Not one of the values that programs put for no date.
fn is_real(date: &str) -> bool {
    let date = date.trim();
    is_date(date)
        && !date.starts_with("0001")
        && !date.starts_with("1970-01-01T00:00")
        && !date.starts_with("1900-01-01")
}

/// What is marked up as the date of publication.
fn marked(page: &Document) -> Option<String> {
    select(
        page,
        "[itemprop=datePublished], [itemprop=dateCreated], time[pubdate], [property='schema:datePublished']",
    )
    .iter()
    .take(20)
    .filter(|part| !is_foreign(part))
    .find_map(|part| value(&part))
}

/// The first element of a time that is the article's: in its heading or text.
fn timed(page: &Document) -> Option<String> {
    let own = |part: &Selection| !is_foreign(part) && !is_of_change(part);
    for place in ["article time, main time, [itemprop=articleBody] time", "time"] {
        let found = select(page, place)
            .iter()
            .take(40)
            .filter(own)
            .find_map(|part| value(&part));
        if found.is_some() {
            return found;
        }
    }
    None
}

fn value(part: &Selection) -> Option<String> {
    ["datetime", "content", "title"]
        .iter()
        .filter_map(|name| part.attr(name).map(|value| value.trim().to_owned()))
        .chain([one_line(part.text().to_string())])
        .find(|date| is_real(date) || date.chars().count() <= LONGEST && has_day_and_year(date))
}

/// The date as readers of the page see it: the first short text with a day and a year in an element that is called so.
fn shown(page: &Document) -> Option<String> {
    let named = select(page, "[class]");
    let parts = named.iter().filter(|part| has_word(part, CALLED));
    let dated = |part: &Selection| -> Option<String> {
        let text = one_line(part.text().to_string());
        let fits = text.chars().count() <= LONGEST
            && has_day_and_year(&text)
            && !text.contains('©')
            && !text.to_lowercase().contains("copyright");
        (fits && !is_foreign(part) && !is_of_change(part)).then_some(text)
    };
    parts
        .take(200)
        .find_map(|part| dated(&part))
        .or_else(|| in_byline(page))
}

/// `Monday August 27, 2018 10:05 am by Ana Roe`: what stands before the name.
fn in_byline(page: &Document) -> Option<String> {
    select(page, ".byline, .author, .meta, .article-meta, .entry-meta, .post-meta")
        .iter()
        .take(6)
        .filter(|part| !is_foreign(part))
        .find_map(|part| {
            let text = one_line(part.text().to_string());
            let date = text
                .split(" by ")
                .chain(text.split(['|', '•', '·']))
                .find(|piece| is_date(piece.trim()))?;
            Some(date.trim().to_owned())
        })
}

fn has_day_and_year(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 5
}

fn is_of_change(part: &Selection) -> bool {
    ["itemprop", "class", "id", "data-testid"]
        .iter()
        .filter_map(|name| part.attr(name))
        .any(|value| {
            let value = value.to_ascii_lowercase();
            CHANGED.iter().any(|word| value.contains(word))
        })
}

/// Whether an element is one of a comment.
pub fn is_of_comment(part: &Selection) -> bool {
    lies_in(part, COMMENTS, &[])
}

/// Whether an element lies in what has dates of its own: comments, boxes, the foot of the page.
fn is_foreign(part: &Selection) -> bool {
    lies_in(part, FOREIGN, FOREIGN_TAGS) || is_of_comment(part)
}

/// Whether an element or one above it has one of these words in its class or id, or is one of these elements.
fn lies_in(part: &Selection, words: &[&str], tags: &[&str]) -> bool {
    let Some(node) = part.nodes().first() else {
        return false;
    };
    std::iter::once(*node)
        .chain(node.ancestors_it(Some(NEAR)))
        .any(|above| {
            let name = above.node_name();
            let name = name.as_deref().unwrap_or_default();
            let whole = matches!(name, "body" | "html" | "main");
            let named = ["class", "id"]
                .iter()
                .filter_map(|name| above.attr(name))
                .any(|value| says(&value, words));
            !whole && (tags.contains(&name) || named)
        })
}

/// How far up it is looked.
const NEAR: usize = 30;

/// Whether a class or the id has one of these words.
fn has_word(part: &Selection, words: &[&str]) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|name| part.attr(name))
        .any(|value| says(&value, words))
}

fn says(value: &str, words: &[&str]) -> bool {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| words.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(html: &str) -> Option<String> {
        let page = Document::from(html);
        of(&page, &Metas::of(&page), Linked::of(&page).as_ref())
    }

    #[test]
    fn dates_of_other_things_are_left() {
        for (html, right) in [
            (
                "<article><time itemprop=dateModified datetime=2024-05-09>x</time><time itemprop=datePublished datetime=2019-03-02>y</time></article>",
                Some("2019-03-02"),
            ),
            (
                "<footer class=date>Copyright 1 January 1998</footer><article><p>x</p></article>",
                None,
            ),
            (
                "<div class=comments><div class=comment><span class=date>8 July 2020</span></div></div>\
                 <div class=byline>Monday August 27, 2018 10:05 am PDT by Ana Roe</div>",
                Some("Monday August 27, 2018 10:05 am PDT"),
            ),
            (
                "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"0001-01-01T00:00:00Z\"}</script>\
                 <meta property=article:published_time content=2016-07-18T09:00:00Z>",
                Some("2016-07-18T09:00:00Z"),
            ),
            (
                "<meta name=date content=''><meta name=last-modified content=2025-05-05><meta name=DC.date.created content=2014-06-01>",
                Some("2014-06-01"),
            ),
            (
                "<div class=ticker><time datetime=2024-01-01>x</time></div><main><time datetime=2023-01-05>y</time></main>",
                Some("2023-01-05"),
            ),
        ] {
            assert_eq!(date(html).as_deref(), right, "{html}");
        }
    }
}
