//! Takes out of a page what stands within the article and is not its text: captions, posts of others, boxes, lone links.

use dom_query::{Document, Selection};

use super::select::{select, select_in};

/// Elements that never hold the article's own text.
const FOREIGN: &str = "figure, figcaption, aside, nav, form, button, dialog, video, audio, blockquote.twitter-tweet, \
                       blockquote.instagram-media, blockquote.tiktok-embed, blockquote.pullquote, blockquote.pull-quote, \
                       .pullquote, .pull-quote, .wp-caption-text";

/// The first letter of a text, set large: it belongs to the word behind it.
const DROP_CAPS: &str = ".dropcap, .drop-cap, .dropCap, .drop_cap, .first-letter, .firstcharacter, .firstletter";

/// Words in classes and ids by which outlets call such boxes.
const BOXES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "comments",
    "identity",
    "login",
    "newsletter",
    "outbrain",
    "paywall",
    "promo",
    "recommended",
    "register",
    "registration",
    "regwall",
    "related",
    "share",
    "sharing",
    "sign",
    "signin",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "toc",
    "trending",
];

/// Of a page's text in paragraphs, the part that no box has: what is larger holds the article.
const LARGEST_BOX: f64 = 0.25;

/// Takes foreign parts out of the page.
pub fn prune(page: &Document) {
    let whole = length(&select(page, "p"));
    let small = |part: &Selection| (length(part) as f64) < whole as f64 * LARGEST_BOX;
    for part in select(page, FOREIGN).iter().filter(|part| small(part)) {
        part.remove();
    }
    for part in select(page, "div, section, ul, ol, p, span").iter() {
        let named = ["class", "id"]
            .iter()
            .any(|name| part.attr(name).is_some_and(|value| is_box(&value)));
        if named && small(&part) {
            part.remove();
        }
    }
    for letter in select(page, DROP_CAPS).iter() {
        let text = letter.text().trim().to_owned();
        if text.chars().count() <= 2 && text.chars().all(char::is_alphanumeric) {
            letter.replace_with_html(text);
        }
    }
    for paragraph in select(page, "p, li, h2, h3, h4").iter() {
        if is_lone_link(&paragraph) {
            paragraph.remove();
        }
    }
}

fn length(selection: &Selection) -> usize {
    selection.text().trim().len()
}

fn is_box(names: &str) -> bool {
    names
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| BOXES.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

/// Words of a link that is a sentence, where it ends as one.
const SENTENCE: usize = 8;

/// A paragraph that is nothing but a link of several words is the headline of another article. One that says so
/// (`Baca juga: ...`) is left for the pass that lists related articles.
fn is_lone_link(paragraph: &Selection) -> bool {
    let links = select_in(paragraph, "a");
    if !links.exists() {
        return false;
    }
    let text = paragraph.text();
    let text = text.trim();
    // A sentence is of the article, linked or not.
    if text.ends_with(['.', '!', '”', '"']) && text.split_whitespace().count() >= SENTENCE {
        return false;
    }
    links.text().trim().len() == text.len() && text.split_whitespace().count() >= 4 && !text.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_captions_and_lone_links_go() {
        let story = "Hujan deras turun di lereng itu selama dua hari dan warga mengungsi ke balai desa. ".repeat(6);
        let page = Document::from(format!(
            "<article class='share-wide'><p>{story}</p><figure><figcaption>Foto: warga</figcaption></figure>\
             <div class='box newsletter_form'>Daftar</div><p><a href='/x'>Harga Beras Naik Lagi Hari Ini</a></p>\
             <p>Baca juga: <a href='/y'>Gempa</a></p><p>Kata <a href='/z'>Ratri</a> begitu.</p></article>"
        ));
        prune(&page);
        let text = page.select("article").text();
        assert!(
            text.contains("Hujan deras") && text.contains("Baca juga: Gempa") && text.contains("Kata Ratri begitu.")
        );
        for gone in ["Foto", "Daftar", "Harga Beras"] {
            assert!(!text.contains(gone), "{gone}");
        }
    }
}
