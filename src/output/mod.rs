//! Results -> text, JSON, CSV: bytes to a `Write`.

pub mod csv;
pub mod json;
pub mod record;
pub mod terminal;
pub mod text;
