//! [`Article`](crate::article::Article) <-> the Tantivy index: the directory, the schema, the lock, commits and versions.
//!
//! # On disk
//! ```text
//! DIR/CURRENT      which generation is in use, and the form of the index, with a sum of both
//! DIR/LOCK         held by the process that writes
//! DIR/g1/          a generation: a Tantivy index
//! DIR/g1/meta.sum  the sum of its list of segments and what tells their files from others, while nobody writes
//! ```
//! A rebuild writes the next generation beside the one in use and then replaces `CURRENT`, in one rename: readers see the old
//! index or the new one, and nothing between.

pub mod analyzer;
mod articles;
mod check;
mod current;
mod decided;
mod directory;
mod disk;
pub mod document;
mod evidence;
#[cfg(test)]
mod fault_tests;
pub mod guard;
pub mod ids;
pub mod ledger;
pub mod memo;
pub mod money;
pub mod names;
mod place;
pub mod reader;
pub mod schema;
mod seal;
mod several;
pub mod stats;
pub mod stems;
pub(crate) mod stored;
pub mod units;
pub mod writer;

pub use articles::KeptArticle;
pub use directory::{Index, Lock, Payload, Root, Withdrawal, is_own_name, lock};
pub use disk::{DECISIONS, FORMAT, LIST, PERSONS, SEARCHES, is_damage, write_whole};
pub use place::{canonical, deepest, is_below, location};
pub use reader::{Snapshot, SnapshotId};
pub use stored::decode as decode_article;
pub use writer::Writer;
