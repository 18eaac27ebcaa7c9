//! What the name of a column says: how well it names each field of an article.
//!
//! Names are taken apart into words (`Body_Text`, `datePublished`, `konten_berita`), so that a list of words covers what no list of
//! names could. A word that names something else (`title_length`, `image_url`) speaks against.

use super::super::fields::RawField;
use super::words::{DERIVED, WORDS};

/// A whole name that stands for a field in many dumps.
pub const EXACT: u32 = 100;
/// A word that names the field.
const WORD: u32 = 60;
/// A word that stands for the field if nothing better does.
const WEAK: u32 = 30;
/// A word in which two are glued: `newstext`.
const GLUED: u32 = 45;

/// What an id is of.
const OF_AN_ARTICLE: &[&str] = &[
    "article", "artikel", "berita", "news", "doc", "document", "dokumen", "post", "item", "story", "unique",
];

/// Names that hold an article as a whole, and say nothing of their own: `_source.title` is a title.
const WRAPPERS: &[&str] = &[
    "_source",
    "fields",
    "properties",
    "attributes",
    "data",
    "doc",
    "document",
    "article",
    "artikel",
    "node",
    "item",
    "post",
    "payload",
    "record",
    "news",
    "entry",
    "hit",
    "json",
    "raw",
    "result",
    "berita",
    "metadata",
    "meta",
];

/// Names of the one value in an object that is about nothing but its own name: `headline.main` is a headline.
const VALUES: &[&str] = &[
    "main", "name", "value", "text", "original", "full", "default", "rendered", "plain", "html", "content", "print",
    "nama", "en", "raw", "date", "oid",
];

/// Whether a name is of an object that holds an article as a whole.
pub fn is_wrapper(name: &str) -> bool {
    WRAPPERS.iter().any(|wrapper| wrapper.eq_ignore_ascii_case(name))
}

/// How well a name says that the column holds a field: 0 where it does not.
pub fn score(field: RawField, name: &str) -> u32 {
    match name.rsplit_once('.') {
        None => of_one(field, name),
        Some((parents, leaf)) => {
            let parent = parents.rsplit('.').next().unwrap_or(parents);
            let folded = fold(leaf);
            let wrapped = parents.split('.').all(is_wrapper);
            if wrapped {
                return of_one(field, leaf).saturating_sub(3);
            }
            if VALUES.contains(&folded.as_str()) {
                let above = parents.rsplit_once('.').map_or("", |(above, _)| above);
                let near = above.is_empty() || above.split('.').all(is_wrapper);
                return if near {
                    of_one(field, parent).saturating_sub(2)
                } else {
                    0
                };
            }
            0
        }
    }
}

fn of_one(field: RawField, name: &str) -> u32 {
    let folded = fold(name);
    if let Some(rank) = field.names().iter().position(|known| *known == folded) {
        return EXACT - (rank as u32).min(30);
    }
    let words = words(name);
    if field == RawField::Id {
        let id = words
            .iter()
            .any(|word| matches!(word.as_str(), "id" | "guid" | "uuid" | "nomor" | "no" | "number"));
        let of = words.iter().any(|word| OF_AN_ARTICLE.contains(&word.as_str()));
        return if id && of { WORD } else { 0 };
    }
    let Some(known) = WORDS.iter().find(|known| known.field == field) else {
        return 0;
    };
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(known.against) {
        return 0;
    }
    let best = if has(known.strong) {
        WORD
    } else if has(known.weak) {
        WEAK
    } else if known
        .strong
        .iter()
        .any(|word| word.len() >= 4 && (folded.ends_with(word) || folded.starts_with(word)))
    {
        GLUED
    } else {
        0
    };
    // Of several words each may turn the meaning a little.
    best.saturating_sub(words.len().saturating_sub(1) as u32)
        .max(u32::from(best > 0))
}

/// Whether a name is of text that was worked over for a computer.
pub fn is_derived(name: &str) -> bool {
    words(name).iter().any(|word| DERIVED.contains(&word.as_str()))
}

/// Whether a name has this word.
pub fn has_word(name: &str, word: &str) -> bool {
    words(name).iter().any(|own| own == word)
}

/// A name without case, blanks and signs: `Date_Publish` is `datepublish`.
pub fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a name in lower case: `datePublished` and `Date-published` are `date` and `published`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in name.chars() {
        let ends = !c.is_alphanumeric() || (c.is_uppercase() && lower);
        if ends && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_by_their_words() {
        for (name, field) in [
            ("Body_Text", RawField::Text),
            ("konten_berita", RawField::Text),
            ("Article_Content", RawField::Text),
            ("newstext", RawField::Text),
            ("publish_details", RawField::Date),
            ("waktu_terbit", RawField::Date),
            ("tgl_publikasi", RawField::Date),
            ("blog_title", RawField::Title),
            ("JudulBerita", RawField::Title),
            ("nama_penulis", RawField::Author),
            ("nama_media", RawField::Source),
            ("news_link", RawField::Url),
            ("document_id", RawField::Id),
            ("_source.title", RawField::Title),
            ("headline.main", RawField::Title),
            ("content.rendered", RawField::Text),
            ("byline.original", RawField::Author),
        ] {
            let best = RawField::ALL
                .iter()
                .max_by_key(|field| score(**field, name))
                .expect("there are fields");
            assert_eq!(*best, field, "{name}");
            assert!(score(field, name) > 0, "{name}");
        }
    }

    #[test]
    fn names_of_something_else_are_left() {
        for name in [
            "title_length",
            "image_url",
            "panjang_konten",
            "scraped_at",
            "timestamp_ekstraksi",
            "content_type",
            "pair_id",
            "comments.text",
            "author.id.hash",
            "related.title",
        ] {
            let found: Vec<_> = RawField::ALL.iter().filter(|field| score(**field, name) > 0).collect();
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
}
