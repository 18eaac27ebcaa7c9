//! Results -> text, JSON, CSV: bytes to a `Write`.

pub mod compare;
pub mod csv;
pub mod json;
pub mod number;
pub mod readable;
pub mod record;
pub mod stats;
pub mod summary;
pub mod terminal;
pub mod text;
