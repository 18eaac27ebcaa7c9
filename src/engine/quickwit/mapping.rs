//! The indexes that an archive has on Quickwit, and their fields.
//!
//! | index | a document is |
//! |---|---|
//! | `NAME-articles` | an article, with its stored record |
//! | `NAME-quotes` | a statement, with what is asked of its article repeated in it |
//! | `NAME-archive` | a state of the archive, or a part of the table of its persons |

use serde_json::{Value, json};

/// The version of documents and fields: what is searched and what was loaded must have the same.
pub const FORM: u64 = 2;

/// What the indexes' names begin with where nothing else is said.
pub const NAME: &str = "warta";

/// The indexes of one archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    pub articles: String,
    pub quotes: String,
    pub archive: String,
}

impl Names {
    /// Those that begin with a name.
    pub fn of(name: &str) -> Names {
        Names {
            articles: format!("{name}-articles"),
            quotes: format!("{name}-quotes"),
            archive: format!("{name}-archive"),
        }
    }

    /// Whether indexes may be called so: what Quickwit takes for an id of an index.
    pub fn is_name(name: &str) -> bool {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.len() <= 100
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    }

    /// Each with its config, as Quickwit takes it.
    pub fn configs(&self) -> [(&str, Value); 3] {
        [
            (&self.articles, config(&self.articles, &article_fields(), "body")),
            (&self.quotes, config(&self.quotes, &quote_fields(), "quote")),
            (&self.archive, archive_config(&self.archive)),
        ]
    }
}

/// How a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// A number that is found, counted and given back.
    Key,
    /// A number that is found and counted.
    Number,
    /// A number that is given back and compared.
    Stored,
    /// Numbers that are compared.
    Amounts,
    /// Days since 1970, to be compared.
    Day,
    /// Words in running text, with their places; how long the text is counts in a score.
    Text,
    /// Words of names, with their places.
    Words,
    /// A whole value that is given back, found and counted.
    Id,
    /// A whole value that is found.
    Found,
    /// Whole values that are found.
    FoundMany,
    /// A whole value that is found and counted.
    Value,
    /// Whole values that are found and counted.
    Values,
    /// A moment, to be sorted by. Parts of the archive that lie outside of what is asked are not opened.
    Moment,
    /// Bytes that are given back.
    Record,
}

impl Kept {
    fn mapping(self, name: &str) -> Value {
        let number = |stored: bool, indexed: bool| json!({"name": name, "type": "u64", "stored": stored, "indexed": indexed, "fast": true});
        let raw = |kind: &str, stored: bool, fast: bool| match fast {
            // What is counted is counted as it is written.
            true => {
                json!({"name": name, "type": kind, "tokenizer": "raw", "stored": stored, "fast": {"normalizer": "raw"}})
            }
            false => json!({"name": name, "type": kind, "tokenizer": "raw", "stored": stored, "fast": false}),
        };
        let words = |lengths: bool| json!({"name": name, "type": "text", "tokenizer": "whitespace", "record": "position", "fieldnorms": lengths, "stored": false});
        match self {
            Kept::Key => number(true, true),
            Kept::Number => number(false, true),
            Kept::Stored => json!({"name": name, "type": "i64", "stored": true, "indexed": false, "fast": true}),
            Kept::Amounts => {
                json!({"name": name, "type": "array<u64>", "stored": false, "indexed": false, "fast": true})
            }
            Kept::Day => json!({"name": name, "type": "i64", "stored": false, "indexed": false, "fast": true}),
            Kept::Text => words(true),
            Kept::Words => words(false),
            Kept::Id => raw("text", true, true),
            Kept::Found => raw("text", false, false),
            Kept::FoundMany => raw("array<text>", false, false),
            Kept::Value => raw("text", false, true),
            Kept::Values => raw("array<text>", false, true),
            Kept::Moment => json!({
                "name": name, "type": "datetime", "input_formats": ["rfc3339"], "output_format": "rfc3339",
                "fast": true, "fast_precision": "seconds", "stored": false
            }),
            Kept::Record => json!({
                "name": name, "type": "bytes", "indexed": false, "fast": false, "stored": true,
                "input_format": "base64", "output_format": "base64"
            }),
        }
    }
}

/// What is asked of an article, be it of itself or of a statement in it.
const COMMON: [(&str, Kept); 37] = [
    ("key", Kept::Key),
    ("file", Kept::Number),
    ("id", Kept::Id),
    ("story", Kept::Key),
    ("added", Kept::Stored),
    ("author", Kept::Words),
    ("author_key", Kept::Values),
    ("author_value", Kept::Values),
    ("source", Kept::Value),
    ("source_key", Kept::Value),
    ("language", Kept::Value),
    ("section", Kept::Value),
    ("section_key", Kept::Value),
    ("place", Kept::Value),
    ("place_key", Kept::Value),
    ("doubt", Kept::Values),
    ("path", Kept::Found),
    ("path_key", Kept::Found),
    ("country", Kept::Values),
    ("about", Kept::Values),
    ("region", Kept::Values),
    ("currency", Kept::Values),
    ("decade", Kept::Values),
    ("amount_min", Kept::Amounts),
    ("amount_max", Kept::Amounts),
    ("published", Kept::Moment),
    ("newest", Kept::Number),
    ("oldest", Kept::Number),
    ("day", Kept::Day),
    ("date", Kept::Value),
    ("week", Kept::Value),
    ("month", Kept::Value),
    ("year", Kept::Value),
    ("has", Kept::FoundMany),
    ("person", Kept::Values),
    ("role_value", Kept::Values),
    ("role_key", Kept::Values),
];

fn article_fields() -> Vec<(&'static str, Kept)> {
    let own = [
        ("title", Kept::Text),
        ("body", Kept::Text),
        // Of all statements.
        ("said", Kept::Words),
        ("speaker", Kept::Words),
        ("role", Kept::Words),
        ("said_by", Kept::FoundMany),
        ("said_role", Kept::FoundMany),
        ("named", Kept::Values),
        ("record", Kept::Record),
    ];
    COMMON.into_iter().chain(own).collect()
}

fn quote_fields() -> Vec<(&'static str, Kept)> {
    let own = [
        ("article", Kept::Key),
        ("ordinal", Kept::Key),
        ("quote", Kept::Text),
        ("speaker", Kept::Words),
        ("role", Kept::Words),
    ];
    COMMON.into_iter().chain(own).collect()
}

fn config(index: &str, fields: &[(&str, Kept)], searched: &str) -> Value {
    let fields: Vec<Value> = fields.iter().map(|(name, kept)| kept.mapping(name)).collect();
    json!({
        "version": "0.9",
        "index_id": index,
        "doc_mapping": {
            "mode": "strict",
            "store_source": false,
            "timestamp_field": "published",
            "tag_fields": ["language"],
            "field_mappings": fields
        },
        "indexing_settings": {
            "commit_timeout_secs": 30,
            "split_num_docs_target": 10_000_000,
            // Records are read one by one.
            "docstore_blocksize": 262_144,
            // A removed document is gone once its part of the index is no longer merged.
            "merge_policy": {"type": "stable_log", "maturation_period": "1h"}
        },
        "search_settings": {"default_search_fields": [searched]}
    })
}

fn archive_config(index: &str) -> Value {
    let number = |name: &str| Kept::Key.mapping(name);
    json!({
        "version": "0.9",
        "index_id": index,
        "doc_mapping": {
            "mode": "strict",
            "store_source": false,
            "field_mappings": [
                Kept::Found.mapping("kind"), number("number"), number("part"), number("parts"), Kept::Record.mapping("data")
            ]
        },
        "indexing_settings": {"commit_timeout_secs": 5},
        "search_settings": {"default_search_fields": ["kind"]}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stands_once_in_an_index() {
        for (index, config) in Names::of("warta").configs() {
            let fields = config["doc_mapping"]["field_mappings"].as_array().expect("fields");
            let mut names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{index}");
        }
    }

    #[test]
    fn names_are_those_that_quickwit_takes() {
        for (name, is_name) in [
            ("warta", true),
            ("arsip-2024", true),
            ("2024", false),
            ("", false),
            ("a b", false),
        ] {
            assert_eq!(Names::is_name(name), is_name, "{name}");
        }
    }
}
