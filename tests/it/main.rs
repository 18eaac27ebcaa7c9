//! Tests of the whole: the shape of the house, records of whole articles, and commands as a user types them.

mod any_input;
#[path = "../../benches/archive.rs"]
mod archive;
mod archives;
mod circles;
mod commands;
mod daily;
mod damage;
mod dice;
mod export;
mod export_quickwit;
mod folders;
mod formats;
mod formats_read;
mod golden;
mod ingest;
mod layering;
mod lexicon_docs;
mod linear;
mod loopback;
mod mcp;
mod on_quickwit;
mod one_file;
mod optimize;
mod paging;
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod people;
mod program;
mod query_model;
mod questions;
mod ranking;
mod readers_linear;
mod readme;
mod repeated;
mod reprints;
mod saved;
mod serve;
mod several;
mod short_forms;
mod snapshot;
mod stories;
mod vanishing;
mod whole;
mod withdrawn;
