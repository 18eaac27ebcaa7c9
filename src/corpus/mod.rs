//! Files -> [`RawArticle`](crate::article::RawArticle): the walk, the table of readers, one reader a format, decoding.
//!
//! A reader hands over what its format says and interprets nothing: dates stay as written, outlets as spelt. It hands over
//! articles one by one, so a file of any size is read in the memory of one article. What a file is, its content says before its
//! name: see `readers`, the table.

mod batches;
mod blocks;
mod bundle;
mod crowded;
mod decode;
mod dump;
mod exports;
mod fields;
mod format;
mod found;
mod head;
mod hocr;
mod html;
mod joined;
mod json;
mod known;
mod limit;
mod lines;
mod loose;
mod mail;
mod markdown;
mod mojibake;
mod news_json;
mod office;
mod packing;
#[cfg(feature = "pdf")]
mod pdf;
mod read;
mod readers;
mod ready;
mod recognise;
mod sgml;
mod source;
mod text;
mod unread;
mod walk;
mod web;
mod when;
mod wide;
mod wire;
mod xml;

pub use batches::{Takes, batches};
pub use fields::{FieldMap, RawField};
pub use found::{Finding, ReadOptions, Sink};
pub use head::{Head, Root};
pub use known::{Fate, KnownFormat, known_formats};
pub use loose::{of_text, of_values};
pub use read::{fingerprint, read, read_source};
pub use source::{FileEntry, Place, ReadSeek, Source};
pub use walk::{Skipped, Walk, WalkOptions, join, label_of, walk};
