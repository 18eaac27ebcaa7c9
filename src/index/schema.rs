//! The Tantivy schema: how the fields of [`crate::fields::FIELDS`] are laid out for the engine.
//!
//! Three kinds of document stand in one index: articles, quotes and files. An article and its quotes are added as one batch,
//! the article first, so they stand side by side in one segment and stay so when segments are merged: the article of a document is
//! `ordinal` places before it. A file document is the bookkeeping of one file of the archive.

use tantivy::schema::{
    Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer;

/// What a document is: the values of the field `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article = 0,
    Quote = 1,
    File = 2,
}

/// The engine's fields.
#[derive(Clone, Debug)]
pub struct Columns {
    pub schema: Schema,
    /// [`Kind`], indexed.
    pub kind: Field,
    /// Fast: 0 for an article, 1 and up for its quotes.
    pub ordinal: Field,
    /// Indexed and fast: the key of the file that a document comes from.
    pub file: Field,
    /// Fast, on file documents: see [`super::ledger`].
    pub fingerprint: Field,
    /// Of a file: what its articles were understood by, see [`crate::extract::Version`].
    pub rules: Field,
    pub size: Field,
    /// How many rejections the file's ledger entry names.
    pub rejected: Field,
    pub modified: Field,
    /// Stored: an article (`stored`) or a ledger entry.
    pub record: Field,
    pub title: Field,
    pub body: Field,
    /// Fast, on quote documents: the numbers of the statement's first word in the body, and of the word behind its last. The
    /// words themselves are found in the body, by their positions.
    pub quote_start: Field,
    pub quote_end: Field,
    /// The words of the speaker's name, on quote documents.
    pub speaker: Field,
    /// The speaker's roles and affiliation: the words of each, and each as one value. On articles those of all their speakers.
    pub role: Field,
    /// The speaker as one value: [`super::names::facet_value`].
    pub speaker_value: Field,
    pub source: Field,
    pub country: Field,
    pub about: Field,
    pub currency: Field,
    /// Fast: [`super::money::code`] of each amount's lowest and highest value, in the same order.
    pub amount_min: Field,
    pub amount_max: Field,
    /// Fast: seconds since 1970, to sort by.
    pub date: Field,
    /// Fast: the calendar day of publication where it was published, as days since 1970.
    pub day: Field,
    /// Fast, on articles: when it came into the index, in seconds since 1970.
    pub added: Field,
    pub language: Field,
    pub section: Field,
    pub author: Field,
    pub author_value: Field,
    pub place: Field,
    /// What the file contradicts itself about, by the field of the record.
    pub doubt: Field,
    pub path: Field,
    pub id: Field,
    /// Indexed and fast: the near-duplicates that an article belongs to.
    pub story: Field,
    /// Fast, on the first article of a story: [`crate::article::Extracted::sketch`], to tell later copies by.
    pub sketch: Field,
    /// Fast, on the other articles of a story: the same, to tell copies by where the first is gone.
    pub heir: Field,
}

impl Columns {
    pub fn new() -> Columns {
        let mut builder = Schema::builder();
        let positions = |name: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(name)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
        };
        // Names are short: their length says nothing about how well they match.
        let name = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(analyzer::NAME)
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let raw = || {
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::Basic)
        };
        let exact = TextOptions::default().set_indexing_options(raw());
        // Found in any case, counted as written.
        let value = TextOptions::default()
            .set_indexing_options(raw().set_tokenizer(analyzer::KEYWORD))
            .set_fast("raw");
        let fast = NumericOptions::default().set_fast();
        let key = NumericOptions::default().set_fast().set_indexed();
        Columns {
            kind: builder.add_u64_field("kind", INDEXED),
            ordinal: builder.add_u64_field("ordinal", fast.clone()),
            file: builder.add_u64_field("file", key.clone()),
            fingerprint: builder.add_u64_field("fingerprint", fast.clone()),
            rules: builder.add_u64_field("rules", fast.clone()),
            size: builder.add_u64_field("size", fast.clone()),
            rejected: builder.add_u64_field("rejected", fast.clone()),
            modified: builder.add_i64_field("modified", fast.clone()),
            record: builder.add_bytes_field("record", STORED),
            title: builder.add_text_field("title", positions(analyzer::TEXT)),
            body: builder.add_text_field("body", positions(analyzer::TEXT)),
            quote_start: builder.add_u64_field("quote_start", fast.clone()),
            quote_end: builder.add_u64_field("quote_end", fast.clone()),
            speaker: builder.add_text_field("speaker", name.clone()),
            role: builder.add_text_field("role", name.clone().set_fast("raw")),
            speaker_value: builder.add_text_field("speaker_value", value.clone()),
            source: builder.add_text_field("source", value.clone()),
            country: builder.add_text_field("country", value.clone()),
            about: builder.add_text_field("about", value.clone()),
            currency: builder.add_text_field("currency", value.clone()),
            amount_min: builder.add_u64_field("amount_min", fast.clone()),
            amount_max: builder.add_u64_field("amount_max", fast.clone()),
            date: builder.add_i64_field("date", fast.clone()),
            day: builder.add_i64_field("day", fast.clone()),
            added: builder.add_i64_field("added", NumericOptions::default().set_fast().set_indexed()),
            language: builder.add_text_field("language", value.clone()),
            section: builder.add_text_field("section", value.clone()),
            author: builder.add_text_field("author", name),
            author_value: builder.add_text_field("author_value", value.clone()),
            place: builder.add_text_field("place", value.clone()),
            doubt: builder.add_text_field("doubt", value),
            path: builder.add_text_field("path", exact.clone()),
            id: builder.add_text_field("id", exact.set_fast("raw")),
            story: builder.add_u64_field("story", key),
            sketch: builder.add_u64_field("sketch", fast.clone()),
            heir: builder.add_u64_field("heir", fast),
            schema: builder.build(),
        }
    }
}

impl Default for Columns {
    fn default() -> Columns {
        Columns::new()
    }
}
