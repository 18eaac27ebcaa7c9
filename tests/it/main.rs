//! Tests of the whole: the shape of the house, records of whole articles, and commands as a user types them.

#[path = "../../benches/archive.rs"]
mod archive;
mod archives;
mod commands;
mod damage;
mod folders;
mod formats;
mod golden;
mod ingest;
mod layering;
mod linear;
mod optimize;
mod program;
mod query_model;
mod ranking;
mod readme;
mod reprints;
mod short_forms;
mod snapshot;
mod stories;
mod vanishing;
mod whole;
