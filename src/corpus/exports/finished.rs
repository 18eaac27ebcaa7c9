//! An article as a reader of exports found it, with a name where the export gives it none.

use crate::article::RawArticle;
use crate::corpus::found::Finding;
use crate::corpus::source::Place;

/// A name for a document that has no id of its own: made of what it says, so that the next export of it has the same.
fn stable_name(parts: &[&str]) -> String {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    format!("{:016x}", hasher.digest())
}

/// An article as a reader of exports found it, or the error that it has no text.
pub fn finished(place: &Place, article: RawArticle) -> Finding {
    let member = article.id.is_none().then(|| {
        let of = |value: &Option<String>| value.clone().unwrap_or_default();
        let beginning: String = article.text.chars().take(200).collect();
        stable_name(&[
            &of(&article.source),
            &of(&article.published),
            &of(&article.title),
            &beginning,
        ])
    });
    if article.text.trim().is_empty() {
        let name = member.as_deref().or(article.id.as_deref()).unwrap_or_default();
        let what = article
            .title
            .as_deref()
            .map(|title| format!(" (`{}`)", shortened(title)))
            .unwrap_or_default();
        return Finding::Rejected(place.error_at(name, format!("the document{what} has no text")));
    }
    Finding::Article(Box::new(place.own(article, member)))
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_what_a_document_says() {
        assert_ne!(stable_name(&["a", "b"]), stable_name(&["ab", ""]));
        assert_eq!(stable_name(&["a"]).len(), 16);
    }
}
