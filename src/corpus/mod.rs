//! Files -> [`RawArticle`](crate::article::RawArticle): the walk, the table of formats, one reader a format, decoding.
//!
//! A reader hands over what its format says and interprets nothing: dates stay as written, outlets as spelt. It hands over
//! articles one by one, so a file of any size is read in the memory of one article.

mod blocks;
mod decode;
mod exports;
mod fields;
mod format;
mod html;
mod joined;
mod json;
mod limit;
mod lines;
mod mojibake;
mod open;
mod read;
mod table;
mod text;
mod walk;
mod when;
mod xml;

pub use fields::{FieldMap, RawField};
pub use format::Format;
pub use read::{ReadOptions, Sink, fingerprint, read};
pub use walk::{FileEntry, Skipped, Walk, WalkOptions, join, label_of, walk};
