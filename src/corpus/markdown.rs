//! Markdown with front matter, as generators of sites (Jekyll, Hugo, Eleventy) keep articles: YAML between `---`, TOML between `+++`, or an
//! object of JSON; then the text, whose templates and shortcodes are no part of it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use saphyr_parser::Event as Yaml;

use super::blocks::{one_spaced, text_of_html};
use super::decode;
use super::format::Fit;
use super::found::{Finding, ReadOptions, Sink};
use super::head::Head;
use super::source::Source;
use crate::article::RawArticle;
use crate::error::Result;

/// Markdown by its name; front matter only where the name says so too, since three dashes may open anything.
pub fn look(head: &Head) -> Fit {
    let named = head.is_named(&["md", "markdown", "mdown", "mkd"]);
    match (named, decode::is_binary(head.bytes)) {
        (true, false) if head.starts_with("---\n") || head.starts_with("+++\n") => Fit::Certain,
        (true, false) => Fit::Possible,
        _ => Fit::No,
    }
}

pub fn read(source: &mut Source<'_>, _: &ReadOptions, sink: &mut Sink) -> Result<()> {
    let bytes = source.whole()?;
    let text = decode::decode(&bytes);
    let place = source.place();
    if !text.starts_with("---") && !text.starts_with("+++") && is_documentation(source.name()) {
        let _ = sink(Finding::Left("documentation"));
        return Ok(());
    }
    let (mut article, draft) = article(&text);
    if draft {
        let _ = sink(Finding::Left("draft"));
        return Ok(());
    }
    // `2014-12-22-judul.md`
    let dated = source.name().get(..10).filter(|day| {
        day.bytes().enumerate().all(|(i, b)| {
            if matches!(i, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
    });
    article.published = article.published.or_else(|| dated.map(str::to_owned));
    if article.text.trim().is_empty() {
        return Err(place.error("there is no text in it"));
    }
    let _ = sink(Finding::Article(Box::new(place.own(article, None))));
    Ok(())
}

/// What stands beside articles in a folder of a project.
fn is_documentation(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    matches!(
        stem.as_str(),
        "README" | "LICENSE" | "CHANGELOG" | "CONTRIBUTING" | "CODE_OF_CONDUCT" | "SECURITY"
    )
}

/// The article, and whether its front matter calls it a draft.
fn article(text: &str) -> (RawArticle, bool) {
    let (fields, body) = front_matter(text);
    let first = |names: &[&str]| {
        let found = fields
            .iter()
            .find(|(name, values)| names.iter().any(|n| name.eq_ignore_ascii_case(n)) && !values.is_empty());
        found.map(|(_, values)| values[0].clone())
    };
    let all = |names: &[&str]| -> Vec<String> {
        let found = names.iter().find_map(|n| {
            fields
                .iter()
                .find(|(name, values)| name.eq_ignore_ascii_case(n) && !values.is_empty())
        });
        found.map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let (heading, text) = text_of(&without_templates(body));
    let draft = first(&["draft"]).is_some_and(|value| value == "true")
        || first(&["published"]).is_some_and(|value| value == "false");
    let article = RawArticle {
        id: first(&["guid", "uid", "id"]),
        title: first(&["title", "headline", "judul"]).or(heading),
        text,
        published: first(&[
            "date",
            "pubDate",
            "publishDate",
            "datePublished",
            "published_at",
            "tanggal",
            "created",
            "published",
        ])
        .filter(|date| date.contains(|c: char| c.is_ascii_digit())),
        source: first(&["source", "publication", "outlet", "site_name", "sumber"]),
        url: first(&["canonical_url", "canonical", "original_url", "url", "link", "permalink"])
            .filter(|url| url.contains("://")),
        authors: all(&["authors", "author", "byline", "penulis"]),
        section: first(&["section", "category", "categories", "kategori"]),
        language: first(&["lang", "language", "locale"]),
        ..RawArticle::default()
    };
    (article, draft)
}

/// Bytes of front matter.
const LONGEST_MATTER: usize = 1 << 18;

type Fields = Vec<(String, Vec<String>)>;

/// The fields in front, and the text behind them.
fn front_matter(text: &str) -> (Fields, &str) {
    for (fence, is_yaml) in [("---", true), ("+++", false)] {
        let Some(rest) = text
            .strip_prefix(fence)
            .and_then(|rest| rest.trim_start_matches([' ', '\t']).strip_prefix('\n'))
        else {
            continue;
        };
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if at > LONGEST_MATTER {
                break;
            }
            let bare = line.trim_end();
            if bare == fence || is_yaml && bare == "..." {
                let matter = &rest[..at];
                let fields = if is_yaml { yaml(matter) } else { toml_fields(matter) };
                return (fields, &rest[at + line.len()..]);
            }
            at += line.len();
        }
    }
    (Vec::new(), text)
}

/// The fields of a YAML mapping at its top: texts, lists of texts, lists of mappings with a name. References to other parts, by which a
/// few lines can stand for gigabytes, are not followed.
fn yaml(text: &str) -> Fields {
    let mut fields: Fields = Vec::new();
    let mut depth = 0usize;
    let mut key: Option<String> = None;
    // Inside of a list: the key of a mapping in it, and whether a key comes next.
    let mut inner: Option<String> = None;
    let mut inner_is_key = false;
    for event in saphyr_parser::Parser::new_from_str(text) {
        let Ok((event, _)) = event else {
            break;
        };
        match event {
            Yaml::MappingStart(..) => {
                depth += 1;
                inner_is_key = depth > 1;
                inner = None;
            }
            Yaml::SequenceStart(..) => depth += 1,
            Yaml::MappingEnd | Yaml::SequenceEnd => {
                depth = depth.saturating_sub(1);
                inner_is_key = false;
                inner = None;
                if depth == 1 {
                    key = None;
                }
            }
            Yaml::Scalar(value, ..) if depth == 1 && key.is_none() => {
                fields.push((value.to_string(), Vec::new()));
                key = Some(value.into_owned());
            }
            Yaml::Scalar(value, ..) => {
                if inner_is_key && inner.is_none() {
                    inner = Some(value.into_owned());
                    continue;
                }
                let wanted = inner
                    .take()
                    .is_none_or(|name| matches!(name.as_str(), "name" | "nama" | "title"));
                let value = one_spaced(&value);
                let empty = value.is_empty() || matches!(value.as_str(), "~" | "null");
                if let Some((_, values)) = fields.last_mut().filter(|_| wanted && !empty) {
                    values.push(value);
                }
                if depth == 1 {
                    key = None;
                }
            }
            Yaml::Alias(_) if depth == 1 => key = None,
            _ => {}
        }
    }
    fields
}

fn toml_fields(text: &str) -> Fields {
    let Ok(table) = text.parse::<toml::Table>() else {
        return Vec::new();
    };
    let text_of = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(one_spaced(text)),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Boolean(value) => Some(value.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Table(table) => table.get("name").and_then(toml::Value::as_str).map(str::to_owned),
        _ => None,
    };
    let fields = table.iter().map(|(name, value)| {
        let values = match value {
            toml::Value::Array(values) => values.iter().filter_map(text_of).collect(),
            other => text_of(other).into_iter().collect(),
        };
        (name.clone(), values)
    });
    fields.collect()
}

/// Without `{% include x %}`, `{{ page.url }}`, `{{< figure >}}`.
fn without_templates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'{', rest.as_bytes()) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let close = match tail.as_bytes().get(1) {
            Some(b'%') => Some("%}"),
            Some(b'{') => Some("}}"),
            Some(b':') => Some("}"),
            _ => None,
        };
        // A template is short and stands on few lines.
        let end = close.and_then(|close| {
            let near = tail
                .bytes()
                .take(2000)
                .position(|b| b == b'\n')
                .map_or(tail.len().min(2000), |line| line);
            let near = (0..=near).rev().find(|at| tail.is_char_boundary(*at))?;
            Some(tail[..near].find(close)? + close.len())
        });
        match end {
            Some(end) => rest = &tail[end..],
            None => {
                out.push('{');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The first heading if the text begins with one of the first level, and the paragraphs.
fn text_of(markdown: &str) -> (Option<String>, String) {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut heading = None;
    let mut level_one = false;
    let mut hidden = 0usize;
    let mut html = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let end_line = |line: &mut String, lines: &mut Vec<String>| {
        let text = one_spaced(line);
        line.clear();
        if !text.is_empty() {
            lines.push(text);
        }
    };
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::FootnoteDefinition) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::Heading { level, .. }) => {
                end_line(&mut line, &mut lines);
                level_one = level == pulldown_cmark::HeadingLevel::H1;
            }
            Event::End(TagEnd::Heading(_)) => {
                if level_one && heading.is_none() && lines.is_empty() {
                    heading = Some(one_spaced(&line)).filter(|text| !text.is_empty());
                    line.clear();
                }
                end_line(&mut line, &mut lines);
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_),
            )
            | Event::Start(Tag::Item | Tag::List(_) | Tag::Paragraph) => end_line(&mut line, &mut lines),
            Event::End(TagEnd::TableCell) => line.push(' '),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => {
                lines.extend(text_of_html(&std::mem::take(&mut html)).lines().map(str::to_owned));
            }
            Event::Text(text) | Event::Code(text) if hidden == 0 => line.push_str(&text),
            Event::SoftBreak => line.push(' '),
            Event::HardBreak => end_line(&mut line, &mut lines),
            _ => {}
        }
    }
    end_line(&mut line, &mut lines);
    (heading, lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_of_all_three_kinds_of_values() {
        let text = "---\ntitle: 'Harga: Naik'\ndate: 2020-03-04\nauthors:\n  - Ratri Wulan\n  - name: Bima Sakti\n    role: editor\ncategories: [ekonomi, pangan]\nimage:\n  path: a.jpg\nlang: id\n---\n# Satu\n\nHarga **beras** naik\nlagi. {% include x %}\n\n![foto](a.jpg)\n\n- satu\n- dua\n";
        let (article, draft) = article(text);
        assert!(!draft);
        assert_eq!(article.title.as_deref(), Some("Harga: Naik"));
        assert_eq!(article.published.as_deref(), Some("2020-03-04"));
        assert_eq!(article.authors, ["Ratri Wulan", "Bima Sakti"]);
        assert_eq!(article.section.as_deref(), Some("ekonomi"));
        assert_eq!(article.language.as_deref(), Some("id"));
        assert_eq!(article.text, "Harga beras naik lagi.\nsatu\ndua");
    }

    #[test]
    fn toml_and_drafts() {
        let (found, draft) = article("+++\ntitle = \"Naik\"\ndate = 2020-03-04T05:06:07Z\ndraft = true\n+++\nIsi.\n");
        assert_eq!((found.title.as_deref(), draft), (Some("Naik"), true));
        assert_eq!(found.published.as_deref(), Some("2020-03-04T05:06:07Z"));
        let (found, _) = article("# Judul\n\nIsi.\n");
        assert_eq!((found.title.as_deref(), found.text.as_str()), (Some("Judul"), "Isi."));
    }

    #[test]
    fn references_are_not_followed() {
        let mut bomb = "---\na: &a [x, x, x, x, x, x, x, x]\n".to_owned();
        for (new, old) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            bomb.push_str(&format!(
                "{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
            ));
        }
        bomb.push_str("title: Ya\n---\nIsi.\n");
        assert_eq!(article(&bomb).0.title.as_deref(), Some("Ya"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(---\n|\\+\\+\\+\n|[a-z]+: |\\[|\\]|\\{%|%\\}|\\{\\{|- |&a|\\*a|\"|'|\n|#|\\PC){0,60}") {
            let _ = article(&text);
            let _ = article(&format!("---\n{text}\n---\nIsi."));
        }
    }
}
