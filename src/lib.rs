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
//! let article = warta::extract::extract(raw).article;
//! assert_eq!(article.source.as_deref(), Some("Kompas"));
//! assert_eq!(article.speakers[0].name, "Budi Santosa");
//! assert_eq!(article.quotes[0].span.of(&article.body), "Stok kami cukup,");
//! ```
//!
//! # Cookbook
//! Indexing a folder and asking what it says:
//! ```
//! use std::path::Path;
//! use warta::ask::{self, Counted, Question, View};
//! use warta::index::Index;
//!
//! # let dir = tempfile::tempdir().unwrap();
//! # let index = dir.path().join("index");
//! # let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/tempo");
//! # let arguments = ["warta".into(), "index".into(), corpus.into(), "--quiet".into(), "--index".into(), index.clone().into_os_string()];
//! # warta::cli::run(arguments);
//! let snapshot = Index::open(&index)?.snapshot()?;
//!
//! // Articles, by the names that the options of `warta search` have.
//! let question = Question::from_pairs(View::Search, [("q", "gempa"), ("limit", "3")])?;
//! for hit in ask::search(&snapshot, &question)?.hits() {
//!     let hit = hit?;
//!     println!("{}: {}", hit.article.title, hit.snippet().text);
//! }
//!
//! // What was said, and by whom.
//! let question = Question::from_pairs(View::Quotes, [("q", "speaker:*")])?;
//! for hit in ask::quotes(&snapshot, &question)?.hits() {
//!     let hit = hit?;
//!     println!("{:?}: {}", hit.person, hit.context().text);
//! }
//!
//! // Who speaks most often.
//! let everything = Question::from_pairs(View::Facet, [("limit", "5")])?;
//! for value in ask::facet(&snapshot, &Counted::field("speaker")?, &everything)?.values {
//!     println!("{:5} {}", value.count, value.label);
//! }
//! # Ok::<(), warta::error::Error>(())
//! ```
//!
//! How the rooms follow each other, and what always holds in each, stands in `ARCHITECTURE.md`.

pub mod api;
pub mod ask;
pub mod cli;
pub mod corpus;
pub mod deadline;
pub mod engine;
pub mod error;
pub mod export;
pub mod fields;
pub mod index;
pub mod ingest;
pub mod mcp;
mod newest;
pub mod output;
pub mod page;
pub mod panics;
pub mod people;
pub mod query;
pub mod remark;
pub mod saved;
pub mod search;
pub mod serve;
pub mod statements;
pub mod stories;
pub mod user;
pub mod words;

pub use warta_extract::{article, extract, lang, lexicon, stem};
