//! `warta` makes a folder of news articles searchable by what the articles say: who spoke, which countries, how much money,
//! when, where it was printed.
//!
//! ```
//! use warta::article::RawArticle;
//!
//! let raw = RawArticle {
//!     path: "berita.txt".into(),
//!     text: "KOMPAS.com - Harga beras naik.\n\"Stok kami cukup,\" kata Menteri Perdagangan Budi Santosa.".into(),
//!     ..RawArticle::default()
//! };
//! let article = warta::extract::extract(raw);
//! assert_eq!(article.source.as_deref(), Some("Kompas"));
//! assert_eq!(article.speakers[0].name, "Budi Santosa");
//! assert_eq!(article.quotes[0].span.of(&article.body), "Stok kami cukup,");
//! ```
//!
//! # The flow
//! ```text
//! files -- corpus --> RawArticle -- extract --> Article -- index --> documents      (ingest: all of it, for what changed)
//! text  -- query --> Ast --> condition -- search --> hits, counts                            (ask: question -> answer)
//! answers -- output --> text, JSON, CSV
//! ```
//!
//! # The modules
//! Each uses only those above it; a test keeps it so.
//! - [`article`], [`error`], [`remark`] and [`deadline`]: the vocabulary.
//! - [`fields`]: what articles are searched, shown and counted by.
//! - [`corpus`]: files -> raw articles.
//! - [`extract`]: raw articles -> articles. Pure functions over data files, one set a language.
//! - [`index`]: articles <-> the index on disk.
//! - [`stories`]: which articles are reprints of one another.
//! - [`ingest`]: brings an index in line with folders.
//! - [`query`]: the query language and its meaning.
//! - [`search`]: runs queries on a snapshot of the index.
//! - [`ask`]: a question in plain values -> an answer in plain values.
//! - [`output`]: answers -> bytes.
//! - [`cli`]: the commands.

pub mod ask;
pub mod cli;
pub mod corpus;
pub mod deadline;
pub mod engine;
pub mod error;
pub mod fields;
pub mod index;
pub mod ingest;
pub mod output;
pub mod people;
pub mod query;
pub mod remark;
pub mod search;
pub mod stories;
pub mod words;

pub use warta_extract::{article, extract, lang, stem};
