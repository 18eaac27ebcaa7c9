//! Exports of WordPress (WXR): RSS with the fields of its database. Only published posts are articles: not drafts, revisions, pages,
//! menus, attachments, nor what has a password. Texts are HTML with marks of blocks in comments, shortcodes in brackets, and in older
//! posts blank lines for paragraphs.

use std::io::BufRead;

use rustc_hash::FxHashMap;

use super::feed;
use super::out::Out;
use super::tree::{Element, Node, units};
use crate::corpus::blocks::text_of_html;
use crate::error::Result;

pub fn read(reader: impl BufRead, longest: u64, out: &mut Out) -> Result<Option<Element>> {
    let path = out.path;
    // What is said of the blog, without its thousands of tags; it grows until the first post at most.
    let mut blog = Blog::default();
    units(path, reader, longest, &|e, _| e.name == "item", &mut |above, item| {
        blog.look_at(above);
        let of = |name: &str| item.child(name).and_then(Element::some_text);
        let kind = of("wp:post_type");
        let status = of("wp:status");
        if kind.as_deref().is_some_and(|kind| kind != "post") {
            return out.other("page or file of a blog");
        }
        if status.as_deref().is_some_and(|status| status != "publish") || of("wp:post_password").is_some() {
            return out.other("post that was not published");
        }
        let mut article = feed::rss_item(std::slice::from_ref(&blog.channel), &item);
        article.published = of("wp:post_date_gmt")
            .filter(|date| !date.starts_with("0000"))
            .map(|date| format!("{date} +0000"))
            .or(article.published);
        let raw = item.child("content:encoded").map(Element::raw_text).unwrap_or_default();
        article.text = text_of_post(&raw);
        for author in &mut article.authors {
            if let Some(name) = blog.names.get(author.as_str()) {
                author.clone_from(name);
            }
        }
        let category = item
            .all("category")
            .find(|category| category.attribute("domain") == Some("category"));
        article.section = category.and_then(Element::some_text);
        out.article(article)
    })
}

#[derive(Default)]
struct Blog {
    /// Children of the channel that were looked at.
    seen: usize,
    channel: Element,
    /// The names that logins stand for.
    names: FxHashMap<String, String>,
}

impl Blog {
    fn look_at(&mut self, above: &[Element]) {
        let Some(channel) = above.iter().find(|element| element.local() == "channel") else {
            return;
        };
        self.channel.name = "channel".to_owned();
        for node in channel.children.iter().skip(self.seen) {
            let Node::Element(child) = node else {
                continue;
            };
            if matches!(child.name.as_str(), "title" | "link" | "language") {
                self.channel.children.push(node.clone());
            } else if child.name == "wp:author" {
                let of = |name: &str| child.child(name).and_then(Element::some_text);
                if let (Some(login), Some(name)) = (of("wp:author_login"), of("wp:author_display_name")) {
                    self.names.insert(login, name);
                }
            }
        }
        self.seen = channel.children.len();
    }
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
                let mut end = behind.len().min(LONGEST_CONTENT);
                while !behind.is_char_boundary(end) {
                    end -= 1;
                }
                let near = content.then(|| &behind[..end]).and_then(|near| near.find(&close));
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
