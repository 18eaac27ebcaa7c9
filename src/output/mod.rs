//! Answers -> text, JSON, CSV, Parquet: bytes to a `Write`. The one place that writes JSON.

pub mod cite;
pub mod columns;
pub mod compare;
pub mod counts;
pub mod csv;
pub mod explain;
pub mod export;
pub mod fields;
mod format;
pub mod json;
pub mod list;
mod meaning;
pub mod number;
pub mod once;
pub mod people;
pub mod readable;
pub mod record;
pub mod remarks;
pub mod saved;
pub mod stats;
pub mod summary;
pub mod terminal;
pub mod text;

pub use format::{Form, Format};
