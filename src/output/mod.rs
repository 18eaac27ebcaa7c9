//! Results -> text, JSON, CSV: bytes to a `Write`.

pub mod record;
