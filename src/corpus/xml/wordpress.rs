//! Exports of WordPress (WXR): RSS with the fields of its database. Only published posts are articles: not drafts, revisions, pages,
//! menus, attachments, nor what has a password. Texts are HTML with marks of blocks in comments, shortcodes in brackets, and in older
//! posts blank lines for paragraphs.

use std::io::BufRead;

use super::Out;
use super::feed;
use super::tree::{Element, units};
use crate::corpus::blocks::text_of_html;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    units(path, reader, longest, &|e, _| e.name == "item", &mut |above, item| {
        let of = |name: &str| item.child(name).and_then(Element::some_text);
        let kind = of("wp:post_type");
        let status = of("wp:status");
        if kind.as_deref().is_some_and(|kind| kind != "post") {
            return out.other("page or file of a blog");
        }
        if status.as_deref().is_some_and(|status| status != "publish") || of("wp:post_password").is_some() {
            return out.other("post that was not published");
        }
        let mut article = feed::rss_item(above, &item);
        article.published = of("wp:post_date_gmt")
            .filter(|date| !date.starts_with("0000"))
            .map(|date| format!("{date} +0000"))
            .or(article.published);
        let raw = item.child("content:encoded").map(Element::raw_text).unwrap_or_default();
        article.text = text_of_post(&raw);
        let channel = above.iter().find(|element| element.local() == "channel");
        for author in &mut article.authors {
            if let Some(name) = channel.and_then(|channel| display_name(channel, author)) {
                *author = name;
            }
        }
        let category = item
            .all("category")
            .find(|category| category.attribute("domain") == Some("category"));
        article.section = category.and_then(Element::some_text);
        out.article(article)
    })
}

/// The name that a login stands for.
fn display_name(channel: &Element, login: &str) -> Option<String> {
    let author = channel
        .all("wp:author")
        .find(|author| author.child("wp:author_login").is_some_and(|l| l.text() == login))?;
    author.child("wp:author_display_name").and_then(Element::some_text)
}

fn text_of_post(raw: &str) -> String {
    let html = without_shortcodes(&raw.replace("\r\n", "\n"));
    // Blank lines part paragraphs where nothing else does.
    text_of_html(&html.replace("\n\n", "<p>"))
}

/// Shortcodes whose content is not text: `[caption]picture and caption[/caption]`.
const WITH_CONTENT: &[&str] = &[
    "caption",
    "wp_caption",
    "gallery",
    "playlist",
    "audio",
    "video",
    "embed",
    "googlemaps",
    "code",
];

/// Without `[gallery ids="1"]`, `[vc_row]`, `[/vc_row]`; `[sic]` and `[…]` are words of the text.
fn without_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        match shortcode(tail) {
            Some((name, len, closing)) => {
                let close = format!("[/{name}]");
                let behind = &tail[len..];
                let content = !closing && WITH_CONTENT.contains(&name);
                // Only as far as the next one of its kind: each is looked for once.
                let near = content
                    .then(|| behind.get(..LONGEST_CONTENT).unwrap_or(behind))
                    .and_then(|near| near.find(&close));
                rest = near.map_or(behind, |end| &behind[end + close.len()..]);
            }
            None => {
                out.push('[');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Bytes between a shortcode and its end.
const LONGEST_CONTENT: usize = 4096;
/// Bytes of a shortcode.
const LONGEST_CODE: usize = 2000;

/// Name, length, and whether it closes, of the shortcode that a text begins with.
fn shortcode(text: &str) -> Option<(&str, usize, bool)> {
    let inner = text.strip_prefix('[')?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner
        .bytes()
        .take(LONGEST_CODE)
        .position(|b| matches!(b, b']' | b'['))?;
    if inner.as_bytes()[end] == b'[' {
        return None;
    }
    let code = &inner[..end];
    let name = code.split([' ', '/']).next()?;
    let named = name.len() >= 3
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let sure = closing || code.contains('=') || name.contains('_') || WITH_CONTENT.contains(&name);
    (named && sure).then_some((name, end + 2 + usize::from(closing), closing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_go_and_words_in_brackets_stay() {
        assert_eq!(
            without_shortcodes(
                "[caption id=\"1\"]<img>Foto[/caption]Ia [sic] pergi [vc_row]ke[/vc_row] [gallery ids=\"1,2\"]pasar […] [a"
            ),
            "Ia [sic] pergi ke pasar […] [a"
        );
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(
            text_of_post("<!-- wp:paragraph -->Satu\nlagi\r\n\r\nDua<!-- /wp -->"),
            "Satu lagi\nDua"
        );
    }
}
