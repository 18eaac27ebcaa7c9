//! Results -> text, JSON, CSV: bytes to a `Write`.

pub mod number;
pub mod record;
pub mod stats;
pub mod summary;
